"""Faults between a report, its folder and the waves."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from evaluering.config.messages import as_identifier
from evaluering.config.places import is_identifier
from evaluering.config.wave_codebooks import wave_order
from evaluering.errors import ConfigError

if TYPE_CHECKING:
    from evaluering.config.project import Project


def report_faults(project: Project, report: str) -> Iterator[ConfigError]:
    """Yield an id that is not the folder's, files that no chapter has, and unknown waves."""
    folder, spec = f"config/reports/{report}", project.reports[report]
    if spec.id != report:
        yield ConfigError(f"{folder}/report.yaml", "id", spec.id, f"mappens navn: {report}")
    listed = {heading.id for heading in spec.chapters}
    for path in sorted((project.root / folder / "exhibits").glob("*.y*ml")):
        if path.suffix != ".yaml" or path.stem not in listed:
            yield ConfigError(
                f"{folder}/exhibits/{path.name}",
                "",
                "filen hører ikke til noe kapittel i report.yaml",
                f"legg «{as_identifier(path.stem)}» til i «chapters»{_named(path)}, eller slett "
                f"filen (kapitlene er {', '.join(sorted(listed))}, som .yaml)",
            )
    waves = wave_order(project)
    for key, named in (("reproduces", spec.reproduces), ("waves", spec.waves or [])):
        for wave in named:
            if wave not in waves:
                known = sorted(filter(is_identifier, waves))
                yield ConfigError(f"{folder}/report.yaml", key, wave, known)
    for survey in spec.surveys or []:
        if survey not in project.surveys:
            yield ConfigError(f"{folder}/report.yaml", "surveys", survey, project.surveys)


def _named(path: Path) -> str:
    """Return what a chapter's file is to be called, where it has no name that is read."""
    name = f"{as_identifier(path.stem)}.yaml"
    return "" if name == path.name else f" og kall filen {name}"
