"""Reading a report's claims, and checking the names in them against the other files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from evaluering.config.claims import AnyClaim, ClaimsFile
from evaluering.config.indices import class_labels
from evaluering.config.lines import located
from evaluering.config.reading import read_model
from evaluering.config.registries import Structural
from evaluering.errors import ConfigError, ConfigErrors

if TYPE_CHECKING:
    from evaluering.config.project import Project

TEXT = "tekst"
"""What a claim of the running text has for its exhibit."""
OTHERS = "øvrige"
"""What stands for all categories that are not named, in an order."""


def claims_file(report: str) -> Path:
    """Return the file with a report's claims, from the project's root."""
    return Path("config/reports") / report / "claims.yaml"


def read_claims(root: Path, report: str, project: Project) -> ClaimsFile:
    """Read a report's claims.

    Raises
    ------
    ConfigErrors
        The file does not fit the model, or names a group, an item, an index, a variable, a
        class, a survey, a category, a figure or a table that does not exist.
    """
    name = claims_file(report)
    found = read_model(ClaimsFile, root / name, name)
    exhibits = list(dict.fromkeys([*_exhibits(project, report), *_printed(root, report), TEXT]))
    faults = [
        ConfigError(name, f"claims.{claim.id}.exhibit", claim.exhibit, exhibits)
        for claim in found.claims
        if claim.exhibit not in exhibits
    ]
    if faults := [*faults, *_unknown_names(found.claims, project, name)]:
        raise ConfigErrors(located(root, faults))
    return found


def _exhibits(project: Project, report: str) -> list[str]:
    own = (chapter for (name, _), chapter in project.chapters.items() if name == report)
    return [exhibit.id for chapter in own for exhibit in chapter.exhibits]


def _printed(root: Path, report: str) -> list[str]:
    """Return the figures and tables with printed numbers, set up in the project or not."""
    return sorted(path.stem for path in (root / "data/raw/published" / report).glob("*.csv"))


def check_claims(root: Path, project: Project) -> dict[str, ClaimsFile]:
    """Read the claims of every report that has any, so that a fault stops before the run."""
    return {
        report: read_claims(root, report, project)
        for report in project.reports
        if (root / claims_file(report)).exists()
    }


def groups_of(claim: AnyClaim) -> list[str]:
    """Return every actor group that a claim names."""
    if claim.kind in {"group_order", "share_order"}:
        return [group for tier in claim.order for group in tier]
    return list(getattr(claim, "groups", []))


def items_of(claim: AnyClaim) -> list[str]:
    """Return every item that a claim names."""
    if claim.kind == "item_order":
        return [item for tier in claim.order for item in tier]
    return list(getattr(claim, "items", [])) if groups_of(claim) else []


def _unknown_names(
    claims: Iterable[AnyClaim], project: Project, file: Path
) -> Iterator[ConfigError]:
    columns = {name: s.columns(project.scales) for name, s in project.surveys.items()}
    structural = {name: found for name, (_, found) in project.structural.items()}
    variables = list(project.registry_variables)

    def known(key: str, names: Iterable[str], allowed: Iterable[str]) -> Iterator[ConfigError]:
        yield from (ConfigError(file, key, n, allowed) for n in names if n not in set(allowed))

    for claim in claims:
        key = f"claims.{claim.id}"
        yield from known(f"{key}.groups", groups_of(claim), project.groups)
        asked = [*items_of(claim), *_single(claim, "question")]
        asked += [claim.by] if claim.kind == "evenly" else []
        for group in groups_of(claim):
            if group in project.groups:
                yield from known(f"{key}.items", asked, columns[project.groups[group].survey])
        indices = [*_single(claim, "index"), *getattr(claim, "indices", [])]
        yield from known(f"{key}.index", indices, project.indices)
        for index in set(indices) & set(project.indices):
            levels = class_labels(project.indices[index].classes)
            yield from _named(file, f"{key}.levels", getattr(claim, "levels", []), levels)
        named = [*_single(claim, "variable"), *getattr(claim, "variables", [])]
        yield from known(f"{key}.variable", named, variables)
        yield from _structural(claim, key, file, structural) if indices else ()
        surveys = [*_single(claim, "survey"), *getattr(claim, "surveys", [])]
        if claim.kind == "response_order":
            surveys = [survey for tier in claim.order for survey in tier]
        yield from known(f"{key}.survey", surveys, project.surveys)
        if claim.kind == "registry_share":
            yield from _structural(claim, key, file, structural)
        elif _single(claim, "survey") and _single(claim, "by") and not set(surveys) - set(columns):
            yield from _categories(claim, key, file, project)


def _single(claim: AnyClaim, name: str) -> list[str]:
    value = getattr(claim, name, None)
    return [value] if isinstance(value, str) else []


def _named(
    file: Path, key: str, names: Iterable[str], labels: Mapping[str, str]
) -> Iterator[ConfigError]:
    """Yield the names that are no id; a number is shown with what it stands for."""
    shown = [f"{name} ({label})" if name.isdigit() else name for name, label in labels.items()]
    yield from (ConfigError(file, key, name, shown) for name in names if name not in labels)


def _structural(
    claim: AnyClaim, key: str, file: Path, known: Mapping[str, Structural]
) -> Iterator[ConfigError]:
    """Yield an unknown structural variable, or an unknown class of one."""
    by = getattr(claim, "by", None)
    if by is None:
        return
    if by not in known:
        yield ConfigError(file, f"{key}.by", by, known)
        return
    named = [name for tier in getattr(claim, "order", []) for name in tier]
    names = [*(getattr(claim, "classes", None) or []), *named]
    yield from _named(file, f"{key}.classes", names, class_labels(known[by].classes))


def _categories(claim: AnyClaim, key: str, file: Path, project: Project) -> Iterator[ConfigError]:
    """Yield an unknown variable of a survey, or an unknown category of it."""
    survey, by = project.surveys[_single(claim, "survey")[0]], _single(claim, "by")[0]
    labels = survey.categories(by) or {}
    if not labels:
        allowed = [v.name for v in survey.variables if v.values]
        allowed += [m.id for m in survey.multiple_responses]
        yield ConfigError(file, f"{key}.by", by, allowed)
        return
    named = [name for tier in getattr(claim, "order", []) for name in tier if name != OTHERS]
    named += [*(getattr(claim, "categories", None) or []), *getattr(claim, "leaving_out", [])]
    yield from _named(file, f"{key}.categories", named, labels)
