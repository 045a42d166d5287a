"""Reading a report's claims, and checking the names in them against the other files."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from evaluering.config.lines import located
from evaluering.config.paths import Paths
from evaluering.config.reading import read_model
from evaluering.config.texts import localised
from evaluering.errors import ConfigError, ConfigErrors

if TYPE_CHECKING:
    from evaluering.checks.claims.claims import ClaimsFile
    from evaluering.config.project import Project

TEXT = "tekst"
"""What a claim of the running text has for its exhibit."""


def claims_file(report: str) -> Path:
    """Return the file with a report's claims, from the project's root."""
    return Paths(Path()).claims(report)


def read_claims(root: Path, report: str, project: Project) -> ClaimsFile:
    """Read a report's claims, with their texts in its language.

    Raises
    ------
    ConfigErrors
        The file does not fit the model, or names a group, an item, an index, a variable, a
        class, a survey, a category, a figure or a table that does not exist.
    EvalueringError
        A kind of claim is registered twice, or an entry point does not import.
    """
    # the model is made of the kinds that there are, so that a fault in one is told of here
    from evaluering.checks.claims.claims import ClaimsFile

    name = claims_file(report)
    found = read_model(ClaimsFile, root / name, name)
    exhibits = list(dict.fromkeys([*_exhibits(project, report), *_printed(root, report), TEXT]))
    faults = [
        ConfigError(name, f"claims.{claim.id}.exhibit", claim.exhibit, exhibits)
        for claim in found.claims
        if claim.exhibit not in exhibits
    ]
    if faults := [*faults, *_unknown_names(found, project, name)]:
        raise ConfigErrors(located(root, faults))
    return localised(found, project.reports[report].language)


def _unknown_names(file: ClaimsFile, project: Project, name: Path) -> Iterator[ConfigError]:
    from evaluering.checks.claims.names import Known, unknown_names

    known = Known.of(project)
    for claim in file.claims:
        for place, statement in enumerate(claim.statements):
            key = f"claims.{claim.id}" + (f".also[{place - 1}]" if place else "")
            for field, found, allowed in unknown_names(statement, known):
                yield ConfigError(name, f"{key}.{field}", found, allowed)


def _exhibits(project: Project, report: str) -> list[str]:
    own = (chapter for (name, _), chapter in project.chapters.items() if name == report)
    return [exhibit.id for chapter in own for exhibit in chapter.exhibits]


def _printed(root: Path, report: str) -> list[str]:
    """Return the figures and tables with printed numbers, set up in the project or not."""
    return sorted(path.stem for path in (root / "data/raw/published" / report).glob("*.csv"))


def check_claims(root: Path, project: Project, but: Collection[str] = ()) -> dict[str, ClaimsFile]:
    """Read the claims of every report that has any, so that a fault stops before the run.

    Parameters
    ----------
    root, project
        The project's folder and configuration.
    but
        Reports whose claims have been read since they, or what they name, were changed.
    """
    return {
        report: read_claims(root, report, project)
        for report in project.reports
        if report not in but and (root / claims_file(report)).exists()
    }
