"""An exhibit asked for in Python: checked as one in a chapter's file is, and computed as it is."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from evaluering.config.divisions import dividing
from evaluering.config.exhibit_faults import faults_of
from evaluering.config.exhibits.base import Exhibit, KeyPlace
from evaluering.config.groups import ActorGroup
from evaluering.config.kinds import has, kinds
from evaluering.config.messages import config_errors
from evaluering.config.project import Project
from evaluering.config.resolving import coded_exhibit
from evaluering.errors import ConfigErrors
from evaluering.interface.catalogue import UnknownNameError
from evaluering.languages import read

ASKED = Path("analysen")
"""What messages call the place of a fault: the analysis, and not a file."""
DRAFT = "utkast"


def specified(project: Project, kind: str, keys: Mapping[str, Any]) -> Exhibit:
    """Return an exhibit of a kind, checked as one that stands in a file.

    Parameters
    ----------
    project
        The configuration.
    kind
        The name of a kind.
    keys
        Its keys, as in a chapter's file. What only a report needs (id, number, title, section)
        may be left out.

    Raises
    ------
    UnknownNameError
        There is no such kind.
    ConfigErrors
        A key is unknown or lacking, or names what there is not: every fault is told.
    """
    models = kinds()
    if kind not in models:
        raise UnknownNameError("Slaget", kind, models)
    given = {**_head(project, kind, keys), **{k: v for k, v in keys.items() if v is not None}}
    try:
        exhibit = models[kind].model_validate(given)
    except ValidationError as error:
        raise ConfigErrors(config_errors(ASKED, models[kind], error)) from None
    if faults := list(faults_of(project, exhibit, KeyPlace(str(ASKED), exhibit.kind))):
        raise ConfigErrors(faults)
    return coded_exhibit(project, exhibit)


def _head(project: Project, kind: str, keys: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a report says of an exhibit, as it stands in a draft."""
    texts = read(project.language).texts
    drawn = str(keys["id"]).startswith("figur") if "id" in keys else has(kind, "figure")
    prefix, word = ("figur", "figure") if drawn else ("tabell", "table")
    title = _title(project, keys) or kind
    return {
        "id": f"{prefix}-{DRAFT}", "number": f"{texts[word]} x", "kind": kind,
        "title": title, "section": "x",
    }  # fmt: skip


def _title(project: Project, keys: Mapping[str, Any]) -> str:
    """Return what is shown, and by what, in the codebook's words."""
    groups = keys.get("groups") or [keys.get("group")]
    group = project.groups.get(str(next(iter(groups), None)))
    survey = str(keys.get("survey") or (group.survey if group else ""))
    if survey not in project.surveys:
        return ""
    rows = next((keys[key] for key in _SHOWN if keys.get(key)), ())
    named = [rows] if isinstance(rows, str) else list(rows)
    names = [str(own["name"] if isinstance(own, Mapping) else own) for own in named]
    book = project.surveys[survey]
    batteries = {book.battery_of(n).question for n in names if n in book.items}
    if len(names) > 1 and len(batteries) == 1:
        what = batteries.pop()
    else:
        what = ", ".join(label_of(project, survey, name) for name in names)
    by = keys.get("by")
    if isinstance(by, str) and what:
        texts = read(project.language).texts
        label = label_of(project, survey, by)
        return str(texts["title_by"]).format(title=what, by=label[:1].lower() + label[1:])
    return what


_SHOWN = ("row", "variable", "variables", "items", "item", "question", "index", "rows", "indices")
"""The keys that name what an exhibit shows, the first that it has."""


def label_of(project: Project, survey: str, name: str) -> str:
    """Return what the codebook calls a variable, an item, an index or whatever divides a survey."""
    columns = project.surveys[survey].columns(project.scales)
    if name in columns:
        return columns[name].label
    division = dividing(project, survey, name)
    return division.label if division else name


def whole_group(project: Project, survey: str) -> ActorGroup:
    """Return the actor group that is all of a survey; one that is not there yet where none is."""
    groups = [group for group in project.groups.values() if group.survey == survey]
    whole = next((group for group in groups if not group.where), None)
    if whole is not None:
        return whole
    name = survey if survey not in project.groups else f"{survey}-alle"
    return ActorGroup(id=name, label=project.surveys[survey].title, survey=survey)
