"""The link that the synthetic wave is drawn around: the first, with its registry."""

from __future__ import annotations

from evaluering.config.project import Project
from evaluering.config.registries import Link, Registry
from evaluering.errors import ConfigError


def municipal_link(project: Project) -> tuple[Link, Registry]:
    """Return the project's first link and its registry.

    Raises
    ------
    ConfigError
        The project links nobody to a registry.
    """
    if not project.links:
        raise ConfigError(
            "config/registries.yaml", "links", "ingen kobling", "en kobling til et register"
        )
    link = next(iter(project.links.values()))
    return link, project.registries[link.registry]
