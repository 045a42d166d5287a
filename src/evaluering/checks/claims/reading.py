"""Reading a report's claims, and checking the names in them against the other files."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from os.path import lexists
from pathlib import Path
from typing import TYPE_CHECKING

from evaluering.config.lines import located
from evaluering.config.paths import Paths
from evaluering.config.reading import read_model
from evaluering.config.texts import localised
from evaluering.errors import ConfigError, ConfigErrors

if TYPE_CHECKING:
    from evaluering.checks.claims.claims import Claim, ClaimsFile
    from evaluering.config.exhibits.base import Exhibit
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
    shown = {exhibit.id: exhibit for exhibit in _exhibits(project, report)}
    exhibits = list(dict.fromkeys([*shown, *_printed(root, report), TEXT]))
    faults = [
        ConfigError(name, f"{key}.{claim.id}.exhibit", claim.exhibit, exhibits)
        for key, claims in (("claims", found.claims), ("untestable", found.untestable))
        for claim in claims
        if claim.exhibit not in exhibits
    ]
    faults += [
        fault
        for claim in found.claims
        if claim.exhibit in shown
        for fault in _apart(claim, shown[claim.exhibit], name)
    ]
    if faults := [*faults, *_unknown_names(found, project, name)]:
        raise ConfigErrors(located(root, faults))
    return localised(found, project.reports[report].language)


def _unknown_names(file: ClaimsFile, project: Project, name: Path) -> Iterator[ConfigError]:
    from evaluering.checks.claims.names import Known, unknown_names

    known = Known.of(project)
    for claim in file.claims:
        readings = {"": claim} | ({".amended": claim.amended} if claim.amended else {})
        for under, reading in readings.items():
            for place, statement in enumerate(reading.statements):
                key = f"claims.{claim.id}{under}" + (f".also[{place - 1}]" if place else "")
                for field, found, allowed in unknown_names(statement, known):
                    yield ConfigError(name, f"{key}.{field}", found, allowed)


def _apart(claim: Claim, exhibit: Exhibit, name: Path) -> Iterator[ConfigError]:
    """Yield where a claim is of other groups, or shares of others, than its exhibit, unsaid.

    What the report says beside a figure may rest on others than those the figure shows; then the
    claim says so, because a reader holds it against the figure.
    """
    if claim.apart is not None:
        return
    groups, key = exhibit.shown_groups, f"claims.{claim.id}"
    for quantity in claim.quantities:
        others = [g for g in getattr(quantity, "groups", []) if groups and g not in groups]
        if others:
            yield ConfigError(name, f"{key}.apart", f"ingenting, og gruppen {others[0]}", [
                f"hvorfor {exhibit.number} ikke har gruppen", *sorted(groups or ())
            ])  # fmt: skip
        of = getattr(quantity, "of", None)
        if exhibit.share_base and of in {"valid", "answered", "asked"} and of != exhibit.share_base:
            yield ConfigError(name, f"{key}.apart", f"ingenting, og «of: {of}»", [
                f"of: {exhibit.share_base}, som i {exhibit.number}", "hvorfor tallet er av andre"
            ])  # fmt: skip


def _exhibits(project: Project, report: str) -> Iterator[Exhibit]:
    for (name, _), chapter in project.chapters.items():
        yield from chapter.exhibits if name == report else ()


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
        if report not in but and lexists(root / claims_file(report))
    }
