"""Printed numbers that cannot be true together, and what can be derived from printed numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from evaluering.data.published import Cells, Place
from evaluering.rounding import Rounding, round_number

RULES: tuple[Rounding, ...] = ("half_up", "half_up_twice")
NONE = frozenset({"-", "–"})
TOTALS = frozenset({"Total", "Totalt", "Total (n)", "Totalt (69)"})


@dataclass(frozen=True)
class Finding:
    """Printed cells of which at least one must be wrong, and why."""

    reason: str
    places: frozenset[Place]


@dataclass(frozen=True)
class Share:
    """A count and the per cent printed for it."""

    count: Place
    share: Place
    whole: Place
    n: int
    of: int
    printed: Decimal

    def fits(self, rule: Rounding) -> bool:
        """Return whether the rule gives the printed per cent."""
        exponent = self.printed.as_tuple().exponent
        decimals = -exponent if isinstance(exponent, int) else 0
        return round_number(100 * self.n / self.of, decimals, rule) == self.printed

    def finding(self) -> Finding:
        """Return that the three numbers contradict each other."""
        exact = f"{100 * self.n / self.of:.2f}".replace(".", ",")
        reason = f"{self.n} av {self.of} er {exact} prosent; trykt {self.printed}"
        return Finding(reason, frozenset({self.count, self.share, self.whole}))


def decimal(text: str) -> Decimal | None:
    """Return the first number in a printed text; a dash is 0, none is None."""
    if text in NONE:
        return Decimal(0)
    match = re.search(r"[-−]?\d*[.,]?\d+", text.replace(" ", "").replace("\u00a0", ""))
    return Decimal(match[0].replace(",", ".").replace("−", "-")) if match else None


def whole(cells: Cells, place: Place) -> int | None:
    """Return a printed count; None where it is not printed or no whole number."""
    number = decimal(cells[place]) if place in cells else None
    return int(number) if number is not None and number == int(number) else None


def rows_of(cells: Cells) -> list[str]:
    """Return an exhibit's rows in order."""
    return list(dict.fromkeys(place.row for place in cells))


def columns_of(cells: Cells) -> list[str]:
    """Return an exhibit's columns in order."""
    return list(dict.fromkeys(place.column for place in cells))


def unexplained(shares: Sequence[Share], listed: Rounding) -> list[Finding]:
    """Return the per cents that do not follow from their counts.

    Any rule that explains all the per cents of the exhibit will do; where none does, the listed
    one decides.
    """
    if any(all(share.fits(rule) for share in shares) for rule in RULES):
        return []
    return [share.finding() for share in shares if not share.fits(listed)]


def sum_findings(cells: Cells, parts: Iterable[Place], total: Place) -> list[Finding]:
    """Return that the parts do not add up to the printed total, if they do not.

    Nothing is found where a part or the total is not printed.
    """
    places = list(parts)
    numbers = [whole(cells, place) for place in places]
    printed = whole(cells, total)
    known = [number for number in numbers if number is not None]
    if printed is None or len(known) < len(numbers) or sum(known) == printed:
        return []
    reason = f"{' + '.join(map(str, known))} = {sum(known)}; trykt {printed}"
    return [Finding(reason, frozenset({*places, total}))]
