"""Which exhibits show what a chapter names: sensible kinds, enough answers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from evaluering.data.drafting.targets import Topic

MOST_ITEMS, MOST_BARS, MOST_COLUMNS = 12, 12, 12
"""Items of a figure, bars of one, and categories that others are broken down by."""
MOST_STACKED = 8
"""Categories of a figure of one question by another."""


@dataclass(frozen=True)
class Sketch:
    """One exhibit: whether it is drawn, what its title is of, and the keys of its kind."""

    figure: bool
    of: str
    by: str
    keys: dict[str, Any]

    @property
    def identity(self) -> str:
        """What makes it the same exhibit when it is drafted again."""
        return repr(sorted((key, repr(value)) for key, value in self.keys.items()))


@dataclass
class Planned:
    """The exhibits of a chapter, and what is left out with the reason."""

    plans: list[Sketch] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)


def planned(
    shown: Sequence[Topic],
    by: Sequence[Topic],
    survey: str,
    groups: Sequence[str],
    fewest: int,
) -> Planned:
    """Return the exhibits of a chapter.

    Parameters
    ----------
    shown, by
        What it shows, and what that is broken down by.
    survey
        The survey's id.
    groups
        The actor groups that together are the survey's respondents, none twice.
    fewest
        What has fewer answers is left out.
    """
    made = Planned()
    enough = [one for one in (_with_enough(one, fewest, made) for one in shown) if one]
    dividing = [one for one in by if _divides(one, fewest, made)]
    for target in enough:
        made.plans += _alone(target, survey, groups)
        others = [one for one in dividing if one.name != target.name]
        if others and target.sort != "number":
            made.plans += _broken_down(target, others, survey, groups)
    numbers = [one for one in enough if one.sort == "number"]
    made.plans += _of_numbers(numbers, dividing, groups)
    return made


def _with_enough(target: Topic, fewest: int, made: Planned) -> Topic | None:
    """Return what of a target has enough answers; note what has not."""
    if target.sort == "open":
        made.left_out.append(f"{target.name}: åpne svar vises ikke; kod dem i temaer")
        return None
    if target.sort == "other":
        made.left_out.append(f"{target.name}: datoer og nøkler vises ikke; lag kategorier av dem")
        return None
    few = [name for name, count in target.parts.items() if count < fewest]
    made.left_out += [f"{name}: {target.parts[name]} svar, færre enn {fewest}" for name in few]
    enough = [name for name in target.parts if name not in few]
    return target.only(enough) if enough else None


def _divides(target: Topic, fewest: int, made: Planned) -> bool:
    if target.sort in {"number", "open", "other"}:
        made.left_out.append(f"{target.name}: ingen kategorier å bryte ned på; del den i klasser")
    elif target.categories > MOST_COLUMNS:
        many = f"{target.name}: {target.categories} kategorier er for mange å bryte ned på"
        made.left_out.append(f"{many}; slå dem sammen")
    else:
        return _with_enough(target, fewest, made) is not None
    return False


def _alone(target: Topic, survey: str, groups: Sequence[str]) -> Iterator[Sketch]:
    """Yield what shows all answers together."""
    items = list(target.parts)
    if target.sort == "battery" and len(items) > 1:
        for part in _pieces(items):
            keys = {"kind": "likert", "groups": list(groups), "items": list(part)}
            yield Sketch(True, target.label, "", keys)
    elif target.sort == "set":
        keys = {"kind": "multiple_response", "survey": survey, "question": target.name}
        yield Sketch(False, target.label, "", {**keys, "heading": target.label})
    elif target.sort == "index":
        yield Sketch(False, target.label, "", {"kind": "frequencies", "index": target.name})
    elif target.sort in {"nominal", "battery"}:
        keys = {"kind": "frequencies", "survey": survey, "variable": items[0]}
        figure = target.categories <= MOST_BARS
        order = {} if figure else {"order": "frequency"}
        yield Sketch(figure, target.label, "", keys | order)


def _broken_down(
    target: Topic, by: Sequence[Topic], survey: str, groups: Sequence[str]
) -> Iterator[Sketch]:
    """Yield what shows answers by category: one table of all breakdowns, and means by each."""
    rows = list(target.parts)
    if len(rows) == len(by) == 1 and target.sort in {"nominal", "battery"}:
        figure = max(target.categories, by[0].categories) <= MOST_STACKED
        keys: dict[str, Any] = {
            "kind": "crosstab",
            "survey": survey,
            "row": rows[0],
            "by": by[0].name,
        }
        yield Sketch(figure, target.label, by[0].label, {**keys, "percent": "column"})
        return
    names, texts = [one.name for one in by], _listed([one.label for one in by])
    for part in _pieces(rows):
        keys = {"kind": "banner", "survey": survey, "rows": list(part), "by": names}
        yield Sketch(False, target.label, texts, keys)
    if target.sort == "battery" and target.categories > 2:
        for one in by:
            for part in _pieces(rows):
                keys = {"kind": "category_means", "group": groups[0], "variables": list(part)}
                yield Sketch(True, target.label, one.label, {**keys, "by": one.name})


def _of_numbers(
    numbers: Sequence[Topic], by: Sequence[Topic], groups: Sequence[str]
) -> Iterator[Sketch]:
    """Yield one table of all numbers, each distribution, and their means by category."""
    names = [one.name for one in numbers]
    if not names:
        return
    keys = {"kind": "number_summary", "group": groups[0], "variables": names}
    yield Sketch(False, _listed([one.label for one in numbers]), "", keys)
    for one in numbers:
        keys = {"kind": "histogram", "group": groups[0], "variable": one.name}
        yield Sketch(True, one.label, "", keys)
    for division in by:
        for one in numbers:
            keys = {"kind": "category_means", "group": groups[0], "variables": [one.name]}
            yield Sketch(True, one.label, division.label, {**keys, "by": division.name})


def _pieces(names: Sequence[str]) -> list[Sequence[str]]:
    """Return names in pieces of nearly the same length, each short enough for a figure."""
    count = -(-len(names) // MOST_ITEMS)
    size = -(-len(names) // count)
    return [names[start : start + size] for start in range(0, len(names), size)]


def _listed(texts: Sequence[str]) -> str:
    """Return a few texts in a row; of many the first."""
    if len(texts) > 3:
        return f"{texts[0]} …"
    return ", ".join(texts)
