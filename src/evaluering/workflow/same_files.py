"""Data files that stand in two places: the same wave twice, one file for two surveys."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from evaluering.config.project import Project
from evaluering.errors import DataError
from evaluering.workflow.digests import sha256
from evaluering.workflow.materials import raw_file


def same_wave(project: Project, wave: str) -> DataError | None:
    """Return a fault where every data file of a wave is that of an earlier one."""
    ours = _files(project, wave)
    for other in _earlier(project, wave):
        theirs = _files(project, other)
        if ours.keys() == theirs.keys() and all(
            _alike(project.root / ours[name], project.root / theirs[name]) for name in ours
        ):
            return DataError(
                f"data/raw/{wave}",
                f"Filene er de samme som i bølgen {other}.",
                "Legg inn bølgens egne filer, eller ta bort den ene mappen.",
            )
    return None


def same_files(project: Project, wave: str) -> Iterator[DataError]:
    """Yield a fault for each file that is an earlier wave's, or another survey's of this one."""
    ours = _files(project, wave)
    for number, (survey, path) in enumerate(ours.items()):
        for twin in list(ours)[:number]:
            if ours[twin] == path or _alike(project.root / ours[twin], project.root / path):
                yield DataError(
                    path,
                    f"Filen er den samme for {twin} og {survey}.",
                    "Gi hver undersøkelse sin fil i wave.yaml.",
                )
        for other in _earlier(project, wave):
            theirs = _files(project, other).get(survey)
            if theirs and _alike(project.root / theirs, project.root / path):
                yield DataError(
                    path,
                    f"Filen er den samme som i bølgen {other}.",
                    "Legg inn bølgens egen fil.",
                )


def _files(project: Project, wave: str) -> Mapping[str, Path]:
    return {name: raw_file(project, wave, name) for name in project.waves[wave].surveys}


def _earlier(project: Project, wave: str) -> list[str]:
    order = list(project.waves)
    return order[: order.index(wave)]


def _alike(one: Path, other: Path) -> bool:
    """Return whether two files have the same content; only those of the same size are read."""
    if not (one.is_file() and other.is_file()) or one.stat().st_size != other.stat().st_size:
        return False
    return sha256(one) == sha256(other)
