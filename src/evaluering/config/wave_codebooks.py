"""The codebooks as one wave asked them: other columns, words, scales and codes, or not at all.

What is said of a file (column, codes, whether it was asked) is kept beside the codebook and put on
its columns; what is said of meaning (words, scales, labels) replaces the codebook's own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from evaluering.config.changes import QuestionChange
from evaluering.config.columns import Column
from evaluering.config.questions import Battery, Item
from evaluering.config.scales import Scale

if TYPE_CHECKING:
    from evaluering.config.chapters import Chapter
    from evaluering.config.project import Project
    from evaluering.config.surveys import Survey


@dataclass(frozen=True)
class AskedHere:
    """How one wave asked a survey."""

    changes: Mapping[str, QuestionChange] = field(default_factory=dict)
    """What is different, by the name of a column."""
    unasked: frozenset[str] = frozenset()
    """The columns that were not asked."""
    home: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    """The codebook's own codes of items that were answered on another scale, and are regarded as
    the same."""

    def column(self, column: Column) -> Column:
        """Return a column as it stands in this wave's file."""
        own = self.changes.get(column.name)
        if column.name in self.unasked:
            return replace(column, optional=True)
        if own is None:
            return column
        codes = {**column.in_file, **own.codes}
        sources = tuple(replace(s, in_file={**s.in_file, **own.codes}) for s in column.sources)
        named = own.column or column.column
        return replace(column, column=named, in_file=codes, sources=sources)


def wave_order(project: Project) -> list[str]:
    """Return every wave that there is, the first first: those with faults, and not in use, too.

    What was first asked in a wave stays so when `waves` in config.yaml leaves it out. Those that
    are left out have their places by name among the others.
    """
    chosen = project.settings.waves
    order = [] if chosen == "all" else list(chosen)
    folders = {path.parent.name for path in (project.root / "data/raw").glob("*/wave.yaml")}
    for name in sorted({*project.waves, *project.faulty_waves, *folders} - set(order)):
        place = next((n for n, other in enumerate(order) if other > name), len(order))
        order.insert(place, name)
    return order


def in_wave(project: Project, wave: str) -> Project:
    """Return the project with the codebooks as a wave asked them; itself where nothing differs."""
    books, scales = dict(project.surveys), dict(project.scales)
    for name, entry in project.waves[wave].surveys.items():
        book = project.surveys[name]
        later = _not_yet(project, wave, book)
        if entry.changes or later:
            books[name] = _asked(book, entry.changes, later, project.scales, scales)
    if all(book is project.surveys[name] for name, book in books.items()):
        return project
    asked = replace(project, surveys=books, scales=scales)
    chapters = {key: _chapter(chapter, asked) for key, chapter in project.chapters.items()}
    return replace(asked, chapters=chapters)


def _chapter(chapter: Chapter, asked: Project) -> Chapter:
    """Return a chapter with its exhibits as a wave asked them."""
    exhibits = [exhibit.as_asked(asked) for exhibit in chapter.exhibits]
    return chapter.model_copy(update={"exhibits": exhibits})


def named_parts(survey: Survey) -> dict[str, str]:
    """Return what a wave may have asked in another way, by name, with the sort of each.

    The first that has a name is meant: a column goes before a battery or a question of boxes.
    """
    boxes = [o.name for m in survey.multiple_responses for o in m.options]
    sorts = {
        "question": [m.id for m in survey.multiple_responses],
        "battery": [battery.id for battery in survey.batteries],
        "open": [question.name for question in survey.open_questions],
        "item": list(survey.items),
        "box": boxes,
        "variable": [variable.name for variable in survey.variables],
        "identifier": [] if survey.identifier == "none" else [survey.identifier],
    }
    return {name: sort for sort, names in sorts.items() for name in names}


def columns_under(survey: Survey, name: str) -> list[str]:
    """Return the columns that a name of `named_parts` stands for."""
    sort = named_parts(survey).get(name)
    if sort == "battery":
        return [item.name for b in survey.batteries if b.id == name for item in b.items]
    if sort == "question":
        return [o.name for m in survey.multiple_responses if m.id == name for o in m.options]
    return [name] if sort else []


def _not_yet(project: Project, wave: str, survey: Survey) -> frozenset[str]:
    """Return the columns that were first asked in a later wave."""
    added = {name: first for name, first in _first_asked(survey) if first is not None}
    if not added:
        return frozenset()
    order = wave_order(project)
    later = set(order[order.index(wave) + 1 :])
    return frozenset(name for name, first in added.items() if first in later)


def _first_asked(survey: Survey) -> Iterator[tuple[str, str | None]]:
    """Yield every column with the first wave that has it."""
    yield from ((variable.name, variable.since) for variable in survey.variables)
    for question in survey.multiple_responses:
        yield from ((o.name, o.since or question.since) for o in question.options)
    for battery in survey.batteries:
        yield from ((item.name, item.since or battery.since) for item in battery.items)
    yield from ((question.name, question.since) for question in survey.open_questions)


def _asked(
    survey: Survey,
    changes: Mapping[str, QuestionChange],
    later: Iterable[str],
    known: Mapping[str, Scale],
    scales: dict[str, Scale],
) -> Survey:
    """Return a codebook as a wave asked it; scales that this takes are added."""
    by_column = _by_column(survey, changes)
    unasked = {*later, *(name for name, change in by_column.items() if not change.asked)}
    parts: dict[str, list[Any]] = {
        "variables": [_variable(own, changes) for own in survey.variables],
        "multiple_responses": [_question(own, changes) for own in survey.multiple_responses],
        "open_questions": [_open(own, changes) for own in survey.open_questions],
        "batteries": [
            part
            for own in survey.batteries
            for part in _batteries(own, changes, by_column, known, scales)
        ],
    }
    home = {
        item.name: tuple(known[battery.scale].codes)
        for battery in survey.batteries
        for item in battery.items
        if (own := by_column.get(item.name)) and own.comparable and (own.scale or own.values)
    }
    return survey.asked_as(AskedHere(by_column, frozenset(unasked), home), parts)


def _by_column(survey: Survey, changes: Mapping[str, QuestionChange]) -> dict[str, QuestionChange]:
    """Return what is said of each column: of itself, over what is said of its whole question."""
    found: dict[str, QuestionChange] = {}
    for whole in (True, False):
        for name, change in changes.items():
            for column in columns_under(survey, name):
                if (column != name) == whole:
                    stated = {key: getattr(change, key) for key in change.model_fields_set}
                    under = found.get(column)
                    found[column] = under.model_copy(update=stated) if under else change
    return found


def _worded(change: QuestionChange | None, key: str) -> dict[str, Any]:
    return {key: change.label} if change and change.label else {}


def _variable(own: Any, changes: Mapping[str, QuestionChange]) -> Any:
    change = changes.get(own.name)
    update = _worded(change, "label")
    if change and change.values:
        update["values"] = dict(sorted({**own.values, **change.values}.items()))
    return own.model_copy(update=update) if update else own


def _open(own: Any, changes: Mapping[str, QuestionChange]) -> Any:
    update = _worded(changes.get(own.name), "question")
    return own.model_copy(update=update) if update else own


def _question(own: Any, changes: Mapping[str, QuestionChange]) -> Any:
    change = changes.get(own.id)
    update = _worded(change, "question")
    if change and change.columns:
        update["columns"] = change.columns
    options = [o.model_copy(update=_worded(changes.get(o.name), "label")) for o in own.options]
    return own.model_copy(update={**update, "options": options})


def _batteries(
    own: Battery,
    changes: Mapping[str, QuestionChange],
    by_column: Mapping[str, QuestionChange],
    known: Mapping[str, Scale],
    scales: dict[str, Scale],
) -> Iterator[Battery]:
    """Yield a battery, and beside it one for each other scale that some of its items have."""
    update = _worded(changes.get(own.id), "question")
    by_scale: dict[str, list[Item]] = {}
    for item in own.items:
        said = changes.get(item.name)
        worded = item.model_copy(update=_worded(said, "label"))
        scale = _scale(known, own.scale, by_column.get(item.name), scales)
        by_scale.setdefault(scale, []).append(worded)
    for place, (scale, items) in enumerate(by_scale.items()):
        name = own.id if place == 0 else f"{own.id}_{place + 1}"
        yield own.model_copy(update={**update, "id": name, "scale": scale, "items": items})


def _scale(
    known: Mapping[str, Scale], own: str, change: QuestionChange | None, scales: dict[str, Scale]
) -> str:
    """Return the id of the scale that an item was answered on, which is added where it is new."""
    name = change.scale if change and change.scale else own
    if change is None or not change.values or name not in known:
        return name
    values = dict(sorted({**known[name].values, **change.values}.items()))
    made = known[name].model_copy(update={"codes": list(values), "labels": list(values.values())})
    alike = next((n for n, one in scales.items() if one.values == values and n not in known), None)
    place = sum(n.startswith(f"{name}/") for n in scales) + 1
    called = alike or f"{name}/{place}"
    scales[called] = made.model_copy(update={"id": called})
    return called
