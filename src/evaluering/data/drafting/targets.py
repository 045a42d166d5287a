"""What a survey has that can be shown, by name or pattern, and how many have answered it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from typing import Literal

import pandas as pd

from evaluering.config.overview import REST
from evaluering.config.project import Project
from evaluering.data.missing import answered

Sort = Literal["battery", "nominal", "number", "set", "index", "open", "other"]


@dataclass(frozen=True)
class Topic:
    """Something that can be shown."""

    name: str
    label: str
    sort: Sort
    """What it is called, its text, and what it is."""
    parts: Mapping[str, int]
    """The items of a battery, with the number who answered each; of others themselves."""
    categories: int = 0
    """How many categories it has."""

    @property
    def answers(self) -> int:
        """How many answered the part that most answered."""
        return max(self.parts.values(), default=0)

    def only(self, names: Sequence[str]) -> Topic:
        """Return the target with some of its parts."""
        return replace(self, parts={n: count for n, count in self.parts.items() if n in names})


def targets_of(project: Project, survey: str, frame: pd.DataFrame) -> list[Topic]:
    """Return everything in a survey that can be shown, in the codebook's order.

    Parameters
    ----------
    project, survey
        The configuration, and the survey's id.
    frame
        The survey's answers, as they are ingested.
    """
    book = project.surveys[survey]
    columns = book.columns(project.scales)

    def count(name: str) -> int:
        if name not in frame:
            return 0
        return int(answered(frame[name], columns[name]).sum())

    found = []
    for variable in book.variables:
        sort: Sort = "nominal" if variable.values else "other"
        sort = "number" if variable.kind == "number" else sort
        own = {variable.name: count(variable.name)}
        found.append(Topic(variable.name, variable.label, sort, own, len(variable.values)))
    for question in book.multiple_responses:
        boxes = max((count(option.name) for option in question.options), default=0)
        found.append(
            Topic(question.id, question.question, "set", {question.id: boxes},
                   len(question.options))
        )  # fmt: skip
    for battery in book.batteries:
        items = {item.name: count(item.name) for item in battery.items}
        steps = len(project.scales[battery.scale].codes)
        found.append(Topic(battery.id, battery.question, "battery", items, steps))
    for index in project.indices.values():
        if index.group in project.groups and project.groups[index.group].survey == survey:
            n = min((count(item) for item in index.items), default=0)
            found.append(Topic(index.id, index.label, "index", {index.id: n}, len(index.classes)))
    for open_question in book.open_questions:
        own = {open_question.name: count(open_question.name)}
        found.append(Topic(open_question.name, open_question.question, "open", own))
    return found


def matching(pattern: str, targets: Sequence[Topic]) -> Iterator[Topic]:
    """Yield the targets that a name or a pattern names; a battery only with the items it does.

    A battery is whole where its own name fits.
    """
    wanted = pattern.casefold()
    for target in targets:
        inner = [name for name in target.parts if fnmatchcase(name.casefold(), wanted)]
        if fnmatchcase(target.name.casefold(), wanted):
            yield target
        elif inner:
            yield target.only(inner)


def chosen(patterns: Sequence[str], targets: Sequence[Topic]) -> tuple[list[Topic], list[str]]:
    """Return the targets that names and patterns name, each once, and those that name nothing."""
    found: dict[str, Topic] = {}
    unknown = []
    for pattern in patterns:
        if pattern == REST:
            continue
        several = list(matching(pattern, targets))
        for target in several:
            parts = {**found[target.name].parts} if target.name in found else {}
            found[target.name] = replace(target, parts=parts | dict(target.parts))
        if not several:
            unknown.append(pattern)
    return list(found.values()), unknown
