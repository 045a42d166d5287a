"""Numbers that a document or a drawing shows though the exhibit's own numbers withhold them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import is_dataclass
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from functools import lru_cache
from html import unescape
from itertools import combinations, permutations
from typing import Any

import numpy as np
from pydantic import BaseModel

from evaluering.config.content import content
from evaluering.disclosure.attack.exhibit import LABELS, TOTAL, PublishedExhibit
from evaluering.disclosure.attack.statements import CellPlace, number
from evaluering.rounding import Rounding, round_number

_NUMBER = re.compile(
    r"(?<![\w.,])[-−]?\d+(?:[ \u00a0\u2009\u202f]\d{3})*(?:[.,]\d+)?(?:e[-+]\d+)?(?!\w)"
)
_CELL = re.compile(r"<td[^>]*>(.*?)</td>", re.DOTALL)
_DIGIT = re.compile(r"\d")
_TAG = re.compile(r"<[^>]+>")
_TEXT = re.compile(r"<!--\s*(.*?)\s*-->|<text[^>]*>(.*?)</text>", re.DOTALL)
_TICK = re.compile(r"[-−]?[\d.,\s]+%?")
_MARK = re.compile(r'id="(bar|interval|point|line|box|tick|dot|cell)-([^"]+)"')
IDENTITY = ("item", "row", "category", "group", "column")
"""Columns of results whose values name a mark of a drawing."""
DECIMALS, DIGITS = 5, 12
"""The most decimals that a number is printed with, and the digits of an unrounded one."""
_STEPS = [Decimal(1).scaleb(-decimals) for decimals in range(DECIMALS + 1)]
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
    texts = frozenset(words).union(*map(_texts, exhibits))
    return _unknown(cells, texts, frozenset().union(*map(_printed, exhibits)))


def _unknown(cells: Iterable[str], texts: frozenset[str], known: frozenset[str]) -> list[str]:
    numbered = sorted((text for text in texts if _DIGIT.search(text)), key=len, reverse=True)
    found = []
    for cell in cells:
        if _DIGIT.search(cell) and cell.strip() not in texts:
            found += [shown for shown in numbers_in(without(cell, numbered)) if shown not in known]
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


def numbers_in(text: str) -> Iterator[str]:
    """Yield the numbers of a text, as digits with a decimal point."""
    for shown in _NUMBER.findall(text):
        plain = re.sub(r"\s", "", shown).replace(",", ".").replace("−", "-")
        yield f"{float(plain):.{DIGITS}g}" if len(plain) > DIGITS else plain


def without(cell: str, labels: Iterable[str]) -> str:
    """Return a text without labels, whose numbers are nobody's; the longest labels come first."""
    for text in labels:
        if text in cell:
            cell = re.sub(rf"(?<![\w.,]){re.escape(text)}(?!\w|[.,]\d)", " ", cell)
    return cell


@lru_cache(maxsize=1024)
def _texts(of: PublishedExhibit) -> frozenset[str]:
    """Return the texts of an exhibit: labels of its results, and all of its configuration."""
    labels = [name for name in of.result.table if name in LABELS]
    found = {str(v) for name in labels for v in of.result.table[name] if isinstance(v, str)}
    # a code is no text that a reader sees
    said = (text for text in _strings(content(of.exhibit)) if text)
    return frozenset(found).union(text for text in said if not _NUMBER.fullmatch(text))


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from _strings(inner)
    elif isinstance(value, list | tuple | set | frozenset):
        for inner in value:
            yield from _strings(inner)


@lru_cache(maxsize=1024)
def _printed(of: PublishedExhibit) -> frozenset[str]:
    """Return every way in which the exhibit's numbers may be printed."""
    result = of.result
    values = [v for name in result.table for v in result.table[name]]
    plain = [result.n, *values, *_floats([result.details, *result.tests]), *_sums(of)]
    table = result.table
    found = {str(n) for n in (len(table), *(table[name].nunique() for name in table))} | OF_WORDS
    real = {float(v) for v in plain if isinstance(v, int | float | np.number) and np.isfinite(v)}
    return frozenset(found).union(*map(_ways, real))


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


@lru_cache(maxsize=65_536)
def _ways(value: float) -> frozenset[str]:
    """Return a number with no decimals to many, rounded by each of the rules."""
    exact, found = Decimal(repr(value)), {f"{value:.{DIGITS}g}"}
    for step in _STEPS:
        once = exact.quantize(step, ROUND_HALF_UP)
        twice = exact.quantize(step / 10, ROUND_HALF_UP).quantize(step, ROUND_HALF_UP)
        found |= {f"{own:f}" for own in (once, exact.quantize(step, ROUND_HALF_EVEN), twice)}
    return frozenset(found)
