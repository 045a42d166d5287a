"""From rounded print back to whole numbers: counts behind per cents, sums behind means."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from decimal import Decimal

from evaluering.data.numerals import numerals
from evaluering.rounding import Rounding, round_number

Counts = tuple[int, ...]


def whole_counts(percents: Sequence[float | None], n: int, rule: Rounding) -> list[Counts]:
    """Return every way to split n so that the parts have the printed whole per cents.

    Parameters
    ----------
    percents
        The printed per cents, None where one is unknown.
    n
        The whole.
    rule
        How the per cents were rounded.
    """
    if n == 0:
        return [(0,) * len(percents)]
    shares = [int(round_number(100 * k / n, 0, rule)) for k in range(n + 1)]
    allowed = [
        [k for k, share in enumerate(shares) if printed is None or share == printed]
        for printed in percents
    ]
    return list(_splits(allowed, n))


def _splits(allowed: Sequence[Sequence[int]], n: int) -> Iterator[Counts]:
    if len(allowed) == 1:
        if n in allowed[0]:
            yield (n,)
        return
    for first in allowed[0]:
        if first <= n:
            for rest in _splits(allowed[1:], n - first):
                yield (first, *rest)


def matching_columns(
    columns: Sequence[Sequence[Counts]], rows: Sequence[int | None]
) -> tuple[Counts, ...] | None:
    """Choose one split a column so that the rows have the printed counts; None if none does.

    Parameters
    ----------
    columns
        The possible splits of each column.
    rows
        The printed count of each row, None where it is unknown.
    """
    if not columns:
        return () if all(row in {0, None} for row in rows) else None
    for split in columns[0]:
        left = [None if row is None else row - k for row, k in zip(rows, split, strict=True)]
        if any(row is not None and row < 0 for row in left):
            continue
        rest = matching_columns(columns[1:], left)
        if rest is not None:
            return (split, *rest)
    return None


def whole_sums(printed: str, n: int, items: int, scale: tuple[int, int]) -> tuple[int, int] | None:
    """Return the lowest and the highest whole sum whose mean is printed so; None if none is.

    Parameters
    ----------
    printed
        A mean with its decimals, such as ``4,32``.
    n, items
        Respondents, and items that each adds up.
    scale
        The lowest and the highest answer to an item.
    """
    cells = n * items
    (number,) = numerals(printed)
    decimals, wanted = number.decimals, Decimal(number.units).scaleb(-number.decimals)
    middle = round(float(number.exact) * cells)
    reach = math.ceil(cells / 10**decimals) + 1
    sums = range(max(middle - reach, scale[0] * cells), min(middle + reach, scale[1] * cells) + 1)
    fitting = [total for total in sums if round_number(total / cells, decimals, "float") == wanted]
    return (fitting[0], fitting[-1]) if fitting else None
