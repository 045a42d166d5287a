"""Correlations: r, p, stars and n against each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache, partial
from math import sqrt

from evaluering.checks.audit.conflicts import Check, Conflict, Repair, Slot, named
from evaluering.checks.audit.proofs import computed, span, whole_span
from evaluering.checks.audit.registry import audit_check, finding_names
from evaluering.checks.audit.report import AuditedReport
from evaluering.checks.audit.rules import Rule, fewest, window
from evaluering.checks.audit.tables import PEARSON, AuditTable
from evaluering.data.numerals import Numeral, written
from evaluering.data.published import Cells, Place
from evaluering.message import Message, Value, message
from evaluering.stats.distributions import t_quantile, t_two_sided

STARS = {"*": 0.05, "**": 0.01, "***": 0.001}
PEARSON_ROWS, SIGNIFICANCE_ROWS, SIZE_ROWS = ("Pearson", "r"), ("Sig.", "p"), ("N", "n")


@audit_check(80, finding_names("correlation", "star"))
def correlations(report: AuditedReport) -> Iterator[Check]:
    """Yield a check for each pair, by the rule of its whole table."""
    for name, table in report.tables.items():
        if table.kind == "correlations":
            sizes = report.printed.declaration.correlations.get(name, {})
            yield from _of_table(table, sizes, report)


def _of_table(
    table: AuditTable, sizes: Mapping[str, Mapping[str, str]], report: AuditedReport
) -> Iterator[Check]:
    slots = _sizes_of(sizes, report)
    pairs, cells = correlated(table), report.printed.cells
    rule = fewest(
        lambda rule: [
            c for pair in pairs for c in correlation_conflicts(table, pair, slots, rule, cells)
        ]
    )
    for pair in pairs:
        names = {table.exhibit, *([slots[pair].place.exhibit] if pair in slots else [])}
        yield Check(frozenset(names), partial(correlation_conflicts, table, pair, slots, rule))


def _sizes_of(
    sizes: Mapping[str, Mapping[str, str]], report: AuditedReport
) -> dict[tuple[str, str], Slot]:
    """Return the respondents behind the pairs that another table has them for."""
    return {
        (row, column): grand
        for row, own in sizes.items()
        for column, name in own.items()
        if name in report.columns and (grand := report.columns[name].grand) is not None
    }


PossiblePs = Mapping[tuple[str, str], tuple[float, float, Message]]


def possible_p(report: AuditedReport) -> Mapping[str, PossiblePs]:
    """Return the least and greatest p of each printed r, and the proof, by table.

    It follows from r and n, within what is printed as p where that agrees; without n it is that.
    """
    return report.once("possible_p", lambda: _possible_p(report))


def _possible_p(report: AuditedReport) -> Mapping[str, PossiblePs]:
    cells, found = report.printed.cells, {}
    for exhibit, table in report.tables.items():
        if table.kind == "correlations":
            slots = _sizes_of(report.printed.declaration.correlations.get(exhibit, {}), report)
            found[exhibit] = {
                pair: own
                for pair in correlated(table)
                if (own := _possible(table, pair, slots, cells)) is not None
            }
    return found


def _possible(
    table: AuditTable, pair: tuple[str, str], slots: Mapping[tuple[str, str], Slot], cells: Cells
) -> tuple[float, float, Message] | None:
    slot = _beside(table, pair[0], PEARSON_ROWS, pair[1])
    sized = slots.get(pair) or _beside(table, pair[0], SIZE_ROWS, pair[1])
    r = slot.read(cells) if slot else None
    n = sized.whole(cells) if sized else None
    printed = _printed_p(table, pair, r, cells)
    if slot is None or sized is None or r is None or n is None or n < 4 or abs(r.exact) > 1:
        if printed is None:
            return None
        low, high, text = printed
        return low, high, message("audit_p_printed", exhibit=named(table.exhibit), p=text)
    low, high = p_window(r.units, r.decimals, n, "half_up")
    given: dict[str, Value] = {
        "r": cells[slot.place], "n": n, "exhibit": named(sized.place.exhibit),
        "low": computed(low, 3), "high": computed(high, 3),
    }  # fmt: skip
    if printed is None or printed[0] > high or printed[1] < low:
        return low, high, message("audit_p_follows", **given)
    both = max(low, printed[0]), min(high, printed[1])
    return *both, message("audit_p_follows_printed", **given, p=printed[2])


def _printed_p(
    table: AuditTable, pair: tuple[str, str], r: Numeral | None, cells: Cells
) -> tuple[float, float, str] | None:
    """Return the least and greatest p that is printed so, and how it is printed."""
    slot = _beside(table, pair[0], SIGNIFICANCE_ROWS, pair[1])
    p = slot.read(cells) if slot else None
    if slot is None or p is None:
        return None
    p = _with_mark(p, r) if r is not None else p
    low, high = (float(end) for end in window(p.units, p.decimals, "half_up"))
    return (max(low, 0.0), min(high, 1.0), cells[slot.place]) if low <= 1 else None


def correlated(table: AuditTable) -> list[tuple[str, str]]:
    """Return the pairs of a table: the row's name and the column."""
    names = [match[1] for row in table.rows if (match := PEARSON.fullmatch(row))]
    return [(name, column) for name in names for column in table.columns]


def correlation_conflicts(
    table: AuditTable,
    pair: tuple[str, str],
    sizes: Mapping[tuple[str, str], Slot],
    rule: Rule,
    cells: Cells,
) -> Iterator[Conflict]:
    """Yield that a pair's p, or its stars, do not follow from r and n.

    Parameters
    ----------
    pair
        The row's name and the column.
    sizes
        The respondents behind the pairs that another table has them for.
    """
    name, column = pair
    r = _beside(table, name, PEARSON_ROWS, column)
    p = _beside(table, name, SIGNIFICANCE_ROWS, column)
    n = sizes.get(pair) or _beside(table, name, SIZE_ROWS, column)
    if r is None or p is None or r.read(cells) is None:
        return
    if n is not None:
        yield from _p_conflict(table, cells, r, p, n, rule)
    yield from _star_conflict(table, cells, r, p)


def _beside(table: AuditTable, name: str, kinds: tuple[str, ...], column: str) -> Slot | None:
    places = (table.place(f"{name} ({kind})", column) for kind in kinds)
    return next((Slot(place) for place in places if place in table.cells), None)


@cache
def p_of(r: float, n: int) -> float:
    """Return the two-sided p of a correlation."""
    return t_two_sided(r * sqrt((n - 2) / (1 - r * r)), n - 2) if abs(r) < 1 else 0.0


def p_window(units: int, decimals: int, n: int, rule: Rule) -> tuple[float, float]:
    """Return the least and the greatest p of a correlation that is printed so."""
    low, high = window(abs(units), decimals, rule)
    return p_of(min(float(high), 1.0), n), p_of(max(float(low), 0.0), n)


def _p_conflict(
    table: AuditTable, cells: Cells, r: Slot, p: Slot, n: Slot, rule: Rule
) -> Iterator[Conflict]:
    printed_r, printed_p, size = r.read(cells), p.read(cells), n.whole(cells)
    if printed_r is None or printed_p is None or size is None or size < 4:
        return
    printed_p = _with_mark(printed_p, printed_r)
    if abs(printed_r.exact) > 1:
        proof = message("audit_r_range", r=cells[r.place])
        yield Conflict("correlation", (proof,), (r.place,))
        return
    if _meet(printed_r, printed_p, size, rule):
        return
    low, high = p_window(printed_r.units, printed_r.decimals, size, rule)
    fitting_r, sizes = (
        _r_range(printed_p, printed_r, size, rule),
        _sizes(printed_r, printed_p, rule),
    )
    sign = -1 if printed_r.units < 0 else 1

    def repairs() -> Iterator[Repair]:
        assert printed_p is not None
        assert printed_r is not None
        assert size is not None
        scale = 10**printed_p.decimals
        for units in range(max(int(low * scale) - 1, 0), int(high * scale) + 2):
            if _meet(printed_r, Numeral(units, printed_p.decimals), size, rule):
                yield ((p.place, _bracketed(cells[p.place], units, printed_p.decimals)),)
        yield from (r.repair(cells, sign * units, printed_r.decimals) for units in fitting_r)
        yield from (n.repair(cells, m) for m in sizes)

    ends = {"low": computed(low, 4), "high": computed(high, 4)}
    shown: dict[str, Value] = {"r": cells[r.place], "n": size, "exhibit": named(n.place.exhibit)}
    proofs = [message("audit_p", **shown, **ends, printed=cells[p.place])]
    if fitting_r:
        least, most = (written(sign * u, printed_r.decimals, cells[r.place])
                       for u in (fitting_r[0], fitting_r[-1]))  # fmt: skip
        needed = {"r": span(least, most), **({"n": whole_span(sizes)} if sizes else {})}
        proofs.append(message("audit_p_needs_n" if sizes else "audit_p_needs", **needed))
    if twin := _twin(table, cells, r.place, p.place):
        proofs.append(message("audit_twin", row=twin.row, column=twin.column))
    yield Conflict("correlation", tuple(proofs), (p.place, r.place), repairs)


@cache
def _meet(r: Numeral, p: Numeral, n: int, rule: Rule) -> bool:
    """Return whether some r and p that are printed so belong together."""
    low, high = p_window(r.units, r.decimals, n, rule)
    bottom, top = window(p.units, p.decimals, rule)
    return low <= float(top) + 1e-9 and float(bottom) - 1e-9 <= high


def _r_range(p: Numeral, r: Numeral, n: int, rule: Rule) -> list[int]:
    """Return every r, in units, that some p printed so belongs to."""
    bottom, top = window(p.units, p.decimals, rule)
    scale = 10**r.decimals
    ends = [_r_of(min(max(float(end), 1e-12), 1.0), n) * scale for end in (top, bottom)]
    near = range(max(int(ends[0]) - 2, 0), min(int(ends[1]) + 3, scale))
    return [u for u in near if _meet(Numeral(u, r.decimals), p, n, rule)]


def _r_of(p: float, n: int) -> float:
    t = t_quantile(1 - p / 2, n - 2)
    return t / sqrt(t * t + n - 2)


def _sizes(r: Numeral, p: Numeral, rule: Rule, most: int = 2000) -> list[int]:
    """Return every n for which r and p belong together: p falls as n grows."""
    below, above = 4, most
    bottom, top = (float(end) for end in window(p.units, p.decimals, rule))
    while below < above:
        middle = (below + above) // 2
        if p_window(r.units, r.decimals, middle, rule)[0] > top:
            below = middle + 1
        else:
            above = middle
    found = []
    while above < most and p_window(r.units, r.decimals, above, rule)[1] >= bottom:
        found.append(above)
        above += 1
    return found


def _with_mark(p: Numeral, r: Numeral) -> Numeral:
    """Return a p whose decimal mark is left out, as in ``(192)``, with it."""
    return p if p.decimals or p.units in {0, 1} else Numeral(p.units, r.decimals, p.start, p.end)


def _bracketed(printed: str, units: int, decimals: int) -> str:
    text = written(units, decimals, ",0" if "," not in printed or "(," in printed else printed)
    return f"({text})" if printed.startswith("(") else text


def _star_conflict(table: AuditTable, cells: Cells, r: Slot, p: Slot) -> Iterator[Conflict]:
    text = cells[r.place]
    stars, printed = "*" * text.count("*"), p.read(cells)
    read = r.read(cells)
    uses_stars = any("*" in own for own in table.cells.values())
    if printed is None or read is None or not uses_stars:
        return
    printed = _with_mark(printed, read)
    value, half = float(printed.exact), 0.5 / 10**printed.decimals
    if (stars and value - half >= STARS[stars]) or (not stars and value + half < STARS["*"]):
        due = "**" if value < STARS["**"] else "*" if value < STARS["*"] else ""
        proof = message("audit_star", r=text, p=cells[p.place])
        yield Conflict("star", (proof,), (r.place, p.place),
                       lambda: [((r.place, text.rstrip("*") + due),)],
                       consequence=message("audit_no_star"))  # fmt: skip


def _twin(table: AuditTable, cells: Cells, r: Place, p: Place) -> Place | None:
    """Return another pair with the same p and r to the rounding: a copied cell, perhaps."""

    def digits(text: str) -> str:
        return "".join(c for c in text if c.isdigit()).lstrip("0")

    pairs = ((place, Place(place.exhibit, place.row.replace("(Pearson)", "(Sig.)"), place.column))
             for place in table.cells if PEARSON.fullmatch(place.row) and place != r)  # fmt: skip
    wanted = digits(cells[r]), digits(cells[p])
    found = (
        one for one, other in pairs if (digits(cells[one]), digits(cells.get(other, ""))) == wanted
    )
    return next(found, None)
