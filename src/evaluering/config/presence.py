"""Which surveys a wave has, and which registries, links and indices it has what it takes for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evaluering.config.indices import Index
from evaluering.config.paths import Paths
from evaluering.config.registries import Link, Registry
from evaluering.config.surveys import Survey

if TYPE_CHECKING:
    from evaluering.config.project import Project


def surveys_in(project: Project, wave: str) -> list[Survey]:
    """Return the surveys that a wave has, in the project's order."""
    present = project.waves[wave].surveys
    return [survey for name, survey in project.surveys.items() if name in present]


def designed_in(project: Project, wave: str) -> list[str]:
    """Return the surveys of a wave that have a design."""
    return [survey.id for survey in surveys_in(project, wave) if survey.design]


def registries_of(project: Project, wave: str) -> dict[str, Registry]:
    """Return the registries that a wave has a folder of."""
    paths = Paths(project.root)
    return {
        name: registry
        for name, registry in project.registries.items()
        if paths.source(wave, registry).is_dir()
    }


def links_of(project: Project, wave: str) -> dict[str, Link]:
    """Return the links whose survey and registry a wave has."""
    surveys, registries = project.waves[wave].surveys, registries_of(project, wave)
    return {
        name: link
        for name, link in project.links.items()
        if project.groups[link.group].survey in surveys and link.registry in registries
    }


def indices_of(project: Project, wave: str) -> dict[str, Index]:
    """Return the indices whose survey a wave has."""
    surveys = project.waves[wave].surveys
    return {
        name: index
        for name, index in project.indices.items()
        if project.groups[index.group].survey in surveys
    }
