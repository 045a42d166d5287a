"""Numbers that a document or a drawing shows though the exhibit's own numbers withhold them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import is_dataclass
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from html import unescape
from itertools import combinations, permutations
from typing import Any

import numpy as np
from pydantic import BaseModel

from evaluering.config.content import content
from evaluering.disclosure.attack.exhibit import LABELS, TOTAL, PublishedExhibit
from evaluering.disclosure.attack.statements import CellPlace, number
from evaluering.rounding import Rounding, round_number

_NUMBER = re.compile(r"(?<![\w.,])[-−]?\d+(?:[ \u00a0\u2009\u202f]\d{3})*(?:[.,]\d+)?(?!\w)")
_CELL = re.compile(r"<td[^>]*>(.*?)</td>", re.DOTALL)
_TAG = re.compile(r"<[^>]+>")
_TEXT = re.compile(r"<!--\s*(.*?)\s*-->|<text[^>]*>(.*?)</text>", re.DOTALL)
_TICK = re.compile(r"[-−]?[\d.,\s]+%?")
_MARK = re.compile(r'id="(bar|interval|point|line|box|tick|dot|cell)-([^"]+)"')
IDENTITY = ("item", "row", "category", "group", "column")
"""Columns of results whose values name a mark of a drawing."""
DECIMALS, DIGITS = 5, 12
"""The most decimals that a number is printed with, and the digits of an unrounded one."""
OF_WORDS = {"95", "1.5"}
"""Numbers in what is said of every exhibit: the level of intervals, the length of whiskers."""


def unexplained(of: PublishedExhibit, cells: Iterable[str]) -> list[str]:
    """Return the numbers that a format shows and the exhibit's own numbers do not give.

    Parameters
    ----------
    of
        The exhibit; one that withholds nothing has nothing to look for.
    cells
        What the format shows, a text each.
    """
    return _unknown(cells, _texts(of), _printed(of)) if withholds(of) else []


def unexplained_by_all(
    exhibits: Sequence[PublishedExhibit], cells: Iterable[str], words: Iterable[str] = ()
) -> list[str]:
    """Return the numbers that stand beside the exhibits of a report and that none of them gives.

    Parameters
    ----------
    exhibits
        All of the report.
    cells
        What stands there, a text each.
    words
        Texts that the report says of itself, such as its title.
    """
    texts = {text for of in exhibits for text in _texts(of)}.union(words)
    return _unknown(cells, texts, {known for of in exhibits for known in _printed(of)})


def _unknown(cells: Iterable[str], texts: set[str], known: set[str]) -> list[str]:
    found = []
    for cell in cells:
        if cell.strip() not in texts:
            found += [shown for shown in _numbers(_apart(cell, texts)) if shown not in known]
    return found


def withholds(of: PublishedExhibit) -> bool:
    """Return whether an exhibit has hidden numbers."""
    table = of.result.table
    if "suppressed" in table and table["suppressed"].fillna(False).astype(bool).any():
        return True
    return "n" in table and bool(table["n"].isna().any())


def html_cells(page: str) -> list[str]:
    """Return the cells of a page's tables, without those that head rows and columns."""
    return [unescape(_TAG.sub("", cell)) for cell in _CELL.findall(page)]


def svg_texts(picture: str) -> list[str]:
    """Return what a drawing says, without the numbers at its axes."""
    found = [unescape(_TAG.sub("", drawn or written)) for drawn, written in _TEXT.findall(picture)]
    return [text for text in found if not _TICK.fullmatch(text)]


def drawn_hidden(of: PublishedExhibit, picture: str) -> list[CellPlace]:
    """Return the cells that are withheld and have a mark in a drawing, whose size tells them."""
    marks = {name for _, name in _MARK.findall(picture)}
    found = []
    for row in of.rows if withholds(of) else ():
        if number(row.get("n", row.get("mean"))) is None:
            names = [str(row[column]) for column in IDENTITY if column in row]
            if any("-".join(order) in marks for order in permutations(names)):
                found.append(of.place(row))
    return found


def _numbers(text: str) -> Iterator[str]:
    """Yield the numbers of a text, as the digits of one with a decimal point."""
    for shown in _NUMBER.findall(text):
        plain = re.sub(r"\s", "", shown).replace(",", ".").replace("−", "-")
        yield f"{float(plain):.{DIGITS}g}" if len(plain) > DIGITS else plain


def _apart(cell: str, texts: set[str]) -> str:
    """Return a text without the labels in it, whose numbers are nobody's."""
    for text in sorted((t for t in texts if re.search(r"\d", t)), key=len, reverse=True):
        cell = re.sub(rf"(?<![\w.,]){re.escape(text)}(?!\w|[.,]\d)", " ", cell)
    return cell


def _texts(of: PublishedExhibit) -> set[str]:
    """Return the texts of an exhibit: labels of its results, and all of its configuration."""
    labels = [name for name in of.result.table if name in LABELS]
    found = {str(v) for name in labels for v in of.result.table[name] if isinstance(v, str)}
    # a code is no text that a reader sees
    return found | {t for t in _strings(content(of.exhibit)) if not _NUMBER.fullmatch(t) and t}


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from _strings(inner)
    elif isinstance(value, list | tuple | set | frozenset):
        for inner in value:
            yield from _strings(inner)


def _printed(of: PublishedExhibit) -> set[str]:
    """Return every way in which the exhibit's numbers may be printed."""
    result = of.result
    values = [v for name in result.table for v in result.table[name]]
    plain = [result.n, *values, *_floats([result.details, *result.tests]), *_sums(of)]
    table = result.table
    found = {str(n) for n in (len(table), *(table[name].nunique() for name in table))} | OF_WORDS
    for value in plain:
        if isinstance(value, int | float | np.number) and np.isfinite(value):
            found |= set(_ways(float(value)))
    return found


def _sums(of: PublishedExhibit) -> Iterator[float]:
    """Yield the sums of neighbouring per cents that are all shown, before and after rounding."""
    rule: Rounding = of.key("rounding") or "half_up"
    shares: dict[tuple[str, ...], list[float | None]] = {}
    for row in of.rows if "percent" in of.result.table else ():
        if TOTAL not in (row.get("row"), row.get("category")):
            own = tuple(str(row[name]) for name in ("item", "group", "column") if name in row)
            shares.setdefault(own, []).append(number(row["percent"]))
    for every in shares.values():
        for first, last in combinations(range(len(every) + 1), 2):
            part = [share for share in every[first:last] if share is not None]
            if len(part) == last - first:
                yield from (sum(part), *_rounded_sums(part, rule))


def _rounded_sums(part: Sequence[float], rule: Rounding) -> Iterator[float]:
    for decimals in range(3):
        yield float(sum(round_number(share, decimals, rule) for share in part))


def _floats(value: Any) -> Iterator[float]:
    if isinstance(value, int | float | np.number):
        yield float(value)
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from _floats(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _floats(inner)
    elif isinstance(value, BaseModel) or is_dataclass(value):
        yield from _floats(vars(value))


def _ways(value: float) -> Iterator[str]:
    """Yield a number with no decimals to many, rounded by each of the rules."""
    exact = Decimal(repr(value))
    yield f"{value:.{DIGITS}g}"
    for decimals in range(DECIMALS + 1):
        step = Decimal(1).scaleb(-decimals)
        for rule in (ROUND_HALF_UP, ROUND_HALF_EVEN):
            rounded = exact.quantize(step, rule)
            yield f"{rounded:f}"
        twice = exact.quantize(step / 10, ROUND_HALF_UP).quantize(step, ROUND_HALF_UP)
        yield f"{twice:f}"
