"""A figure or table with its number, title, notes and tests, ready for any format."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from evaluering.config.exhibits.base import Exhibit
from evaluering.exhibits.result import Result
from evaluering.render.document import Numbered
from evaluering.render.language import exhibit_number, say_all, stamp, word
from evaluering.render.material import empty_reason
from evaluering.render.numbers import number
from evaluering.render.statistics import full_set, sentence
from evaluering.render.tables.laying import lay_out


def numbered(
    exhibit: Exhibit,
    result: Result,
    image: Path | None = None,
    alt: str = "",
    numbers: Path | None = None,
    reproduction: Mapping[str, int] | None = None,
) -> Numbered:
    """Return an exhibit as every format sets it, in the language in use.

    Parameters
    ----------
    exhibit, result
        The specification and the numbers.
    image, alt
        The drawn figure without its ending, and what it shows in words.
    numbers
        The file with the unrounded numbers.
    reproduction
        How many numbers are printed of the exhibit, and how many have each status.
    """
    labels = _labels(result)
    table = lay_out(exhibit, result)
    notes = tuple(_notes(exhibit, result))
    if (reason := empty_reason(result)) is not None:  # an empty figure is drawn as a note
        absent = () if image else (word("no_data", reason=reason),)
        notes = (*absent, *((exhibit.note,) if exhibit.note else ()), *_stamp(result))
    elif exhibit.is_figure:  # the notes of the folded table belong to the figure
        notes, table = (*table.notes, *notes), replace(table, notes=())
    return Numbered(
        id=exhibit.id,
        number=exhibit_number(exhibit.number),
        title=exhibit.title,
        image=image,
        alt=alt,
        numbers=numbers,
        table=table,
        notes=notes,
        tests=tuple(sentence(test, labels) for test in result.tests),
        details=tuple(full_set(test, labels) for test in result.tests if test.statistics),
        badge=None if reproduction is None else _badge(reproduction),
    )


def _badge(counts: Mapping[str, int]) -> tuple[str, str]:
    """Return what the reproduction found, and its kind: whole, contradicted or broken."""
    if counts["near"] + counts["different"] + counts["missing"]:
        return word("badge_broken", **counts), "broken"
    if counts["contradicted"]:
        return word("badge_contradicted", **counts), "contradicted"
    return word("badge_whole", **counts), "whole"


def _notes(exhibit: Exhibit, result: Result) -> Iterator[str]:
    """Yield the rounding rule, the exhibit's own note, method and scale, n and stamp."""
    if exhibit.rounding == "half_up_twice":
        yield word("half_up_twice")
    if exhibit.note:
        yield exhibit.note
    if method := " ".join(part for part in (say_all(result.method), _scale(result)) if part):
        yield method
    count = [word("count", n=number(result.n))] if result.n else []
    if last := " ".join([*count, *_stamp(result)]):
        yield last


def _stamp(result: Result) -> list[str]:
    """Return the stamp of made-up data as a sentence."""
    mark = stamp(result.provenance.get("stamp"))
    return [f"{mark}."] if mark else []


def _labels(result: Result) -> dict[str, str]:
    """Return the texts of a result's items and groups by name."""
    labels: dict[str, str] = {}
    for name in ("item", "group"):
        if name in result.table:
            labels |= dict(zip(result.table[name], result.table[f"{name}_label"], strict=True))
    return labels


def _scale(result: Result) -> str:
    """Return what the ends of the answer scale mean, where there is one."""
    scale = result.details.scale
    if scale is None:
        return ""
    codes, labels = scale.codes, scale.labels
    low, high = number(codes[0]), number(codes[-1])
    return word("scale", low=low, high=high, low_label=labels[0], high_label=labels[-1])
