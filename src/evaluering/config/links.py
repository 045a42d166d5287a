"""Which link an exhibit or a claim goes by, from respondents to a registry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evaluering.config.registries import Link

if TYPE_CHECKING:
    from evaluering.config.project import Project


def candidates(project: Project, registry: str | None, index: str | None) -> list[Link]:
    """Return the links that fit: to a registry, from the survey of an index.

    Where one of them has the index's own group, it is the one.
    """
    links = [
        link
        for link in project.links.values()
        if (registry is None or link.registry == registry) and link.group in project.groups
    ]
    if index is None:
        return links
    group = project.groups[project.indices[index].group]
    links = [link for link in links if project.groups[link.group].survey == group.survey]
    return [link for link in links if link.group == group.id] or links


def link_of(project: Project, registry: str, index: str | None, stated: str | None) -> Link:
    """Return the link of an exhibit: the stated one, or the only one that fits.

    Parameters
    ----------
    project
        The configuration, which has been checked.
    registry, index
        The registry that is linked to, and the index whose respondents are linked, if any.
    stated
        The exhibit's own ``link``.
    """
    return project.links[stated] if stated else candidates(project, registry, index)[0]


def only_link(project: Project, stated: str | None) -> Link:
    """Return the stated link, or the project's only one."""
    return project.links[stated] if stated else next(iter(project.links.values()))
