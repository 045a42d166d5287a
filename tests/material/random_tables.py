"""Random tables without an error, as a report prints them, and tables with one digit changed.

`possible` decides by another road than the audit whether any data at all could be printed so:
by recomputing from printed counts, by integer programming, by listing every set of answers.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import cache

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.stats import chi2_contingency
from scipy.stats import t as student

RULES = ("half_up", "half_up_twice", "half_even", "float", "truncated")
Cells = dict[tuple[str, str], str]


@dataclass(frozen=True)
class Random:
    """A printed table: its cells by row and column, and what makes it."""

    kind: str
    cells: Cells
    notes: dict[str, object] = field(default_factory=dict)
    facts: dict[str, object] = field(default_factory=dict)


@cache
def printed(top: int, bottom: int, decimals: int, rule: str) -> str:
    """Write a fraction rounded by a rule."""
    place = Decimal(1).scaleb(-decimals)
    value = Decimal(top) / Decimal(bottom)
    if rule == "float":
        text = f"{top / bottom:.{decimals}f}"
    elif rule == "half_up_twice":
        once = value.quantize(place / 10, ROUND_HALF_UP)
        text = f"{once.quantize(place, ROUND_HALF_UP)}"
    else:
        how = {"half_up": ROUND_HALF_UP, "half_even": ROUND_HALF_EVEN, "truncated": ROUND_DOWN}
        text = f"{value.quantize(place, how[rule])}"
    return text.replace(".", ",")


def fraction(value: float, decimals: int, rule: str) -> str:
    exact = Fraction(repr(value))
    return printed(exact.numerator, exact.denominator, decimals, rule)


def total_of(texts: list[str], always: bool, decimals: int) -> str:
    """Return the total of per cents: always 100, or the sum of what is printed."""
    if always:
        return "100" if not decimals else f"100,{'0' * decimals}"
    return str(sum(number(text) for text in texts)).replace(".", ",")


def number(text: str) -> Decimal:
    return Decimal(text.replace(",", ".").replace("−", "-"))


# --- the kinds ------------------------------------------------------------------------------


def frequencies(rng: np.random.Generator, rule: str) -> Random:
    counts = rng.integers(0, 200, rng.integers(3, 7))
    counts[0] += 1
    n, decimals = int(counts.sum()), int(rng.integers(0, 2))
    shares = [printed(100 * int(k), n, decimals, rule) for k in counts]
    cells: Cells = {}
    for i, (k, share) in enumerate(zip(counts, shares, strict=True)):
        cells[f"Klasse {chr(65 + i)}", "Antall"] = str(k)
        cells[f"Klasse {chr(65 + i)}", "Prosent"] = share
    cells["Totalt", "Antall"] = str(n)
    cells["Totalt", "Prosent"] = total_of(shares, bool(rng.integers(2)), decimals)
    return Random("frequencies", cells, facts={"decimals": decimals})


def rates(rng: np.random.Generator, rule: str) -> Random:
    groups = int(rng.integers(3, 9))
    base = rng.integers(5, 400, groups)
    answers = np.array([rng.integers(1, b + 1) for b in base])
    rows = [*zip(base, answers, strict=True), (base.sum(), answers.sum())]
    cells: Cells = {}
    for i, (b, a) in enumerate(rows):
        row = "Total" if i == groups else f"Gruppe {chr(65 + i)}"
        cells[row, "Populasjon"] = str(b)
        cells[row, "Populasjon (%)"] = printed(100 * int(b), int(base.sum()), 0, rule)
        cells[row, "Antall svar"] = str(a)
        cells[row, "Antall svar (%)"] = printed(100 * int(a), int(answers.sum()), 0, rule)
        cells[row, "Svarprosent"] = printed(100 * int(a), int(b), 0, rule)
    return Random("rates", cells)


def members(rng: np.random.Generator, rule: str) -> Random:
    table = rng.integers(0, 15, (int(rng.integers(3, 7)), int(rng.integers(3, 7))))
    table[:, 0] += 1
    rows = [*table, table.sum(axis=0)]
    cells: Cells = {}
    for i, row in enumerate(rows):
        name = "Totalt" if i == len(table) else f"Forum {chr(65 + i)}"
        cells[name, "Antall personer"] = str(row.sum())
        for j, k in enumerate(row):
            share = printed(100 * int(k), int(row.sum()), 0, rule)
            cells[name, f"Rolle {chr(65 + j)}"] = f"{k} ({share})"
    return Random("members", cells)


def _counts(rng: np.random.Generator, low: int, high: int) -> np.ndarray:
    table = rng.integers(low, high, (int(rng.integers(3, 5)), int(rng.integers(2, 5))))
    table[0] += 1
    table[:, 0] += 1
    return table


def crosstabs(rng: np.random.Generator, rule: str) -> Random:
    table = _counts(rng, 0, 16)
    n, sizes, always = int(table.sum()), table.sum(axis=0), bool(rng.integers(2))
    names = [f"Gruppe {chr(65 + j)}" for j in range(table.shape[1])]
    cells: Cells = {}
    wide = np.column_stack([table, table.sum(axis=1)])
    for i, row in enumerate(wide):
        for name, k, column in zip([*names, "Totalt"], row, wide.T, strict=True):
            cells[f"Klasse {chr(65 + i)}", name] = printed(100 * int(k), int(column.sum()), 0, rule)
        cells[f"Klasse {chr(65 + i)}", "Antall"] = str(row[-1])
    for name in [*names, "Totalt"]:
        column = [text for (r, c), text in cells.items() if c == name]
        cells["Totalt", name] = total_of(column, always, 0)
    for name, size in zip(names, sizes, strict=True):
        cells["Antall", name] = str(size)
    cells["Antall", "Antall"] = str(n)
    sums = [int(rng.integers(5 * s, 25 * s + 1)) for s in sizes]
    for name, total, size in zip([*names, "Totalt"], [*sums, sum(sums)], [*sizes, n], strict=True):
        cells["Gjennomsnitt", name] = printed(total, 5 * int(size), 2, rule)
    p = float(chi2_contingency(table, correction=False).pvalue)
    level = next((limit for limit in (1, 5, 10) if p < limit / 100), None)
    if level:
        cells["Kjikvadrat", "signifikant på"] = f"{level}%-nivå"
    return Random("crosstabs", cells, facts={"p": p})


def shares_with_n(rng: np.random.Generator, rule: str) -> Random:
    table = _counts(rng, 0, 90)
    cells: Cells = {}
    for j, column in enumerate(table.T):
        for i, k in enumerate(column):
            share = printed(100 * int(k), int(column.sum()), 0, rule)
            cells[f"Svar {chr(65 + i)}", f"Gruppe {chr(65 + j)}"] = share
        cells["n", f"Gruppe {chr(65 + j)}"] = str(column.sum())
    return Random("shares_with_n", cells)


def correlations(rng: np.random.Generator, rule: str) -> Random:
    cells: Cells = {}
    stars = bool(rng.integers(2))
    for i in range(int(rng.integers(2, 5))):
        for j in range(int(rng.integers(2, 5))):
            r, n = float(rng.uniform(-0.6, 0.6)), int(rng.integers(30, 200))
            p = p_of(r, n)
            mark = ("**" if p < 0.01 else "*" if p < 0.05 else "") if stars else ""
            name = f"Trekk {chr(65 + i)}"
            text = fraction(abs(r), 3, rule).removeprefix("0")
            cells[f"{name} (Pearson)", f"Mål {j}"] = ("-" if r < 0 else "") + text + mark
            cells[f"{name} (Sig.)", f"Mål {j}"] = f"({fraction(p, 3, rule).removeprefix('0')})"
            cells[f"{name} (N)", f"Mål {j}"] = str(n)
    return Random("correlations", cells)


def group_means(rng: np.random.Generator, rule: str) -> Random:
    groups = int(rng.integers(2, 5))
    sizes = [int(s) for s in rng.integers(4, 60, groups)]
    cells: Cells = {}
    for item in range(int(rng.integers(2, 6))):
        sums = [int(rng.integers(s, 5 * s + 1)) for s in sizes]
        for j, (total, size) in enumerate(
            zip([*sums, sum(sums)], [*sizes, sum(sizes)], strict=True)
        ):
            column = "Totalt" if j == groups else f"Gruppe {chr(65 + j)}"
            cells[f"Påstand {chr(65 + item)}", column] = printed(total, size, 2, rule)
    for j, size in enumerate([*sizes, sum(sizes)]):
        cells["n", "Totalt" if j == groups else f"Gruppe {chr(65 + j)}"] = str(size)
    known = bool(rng.integers(2))
    notes: dict[str, object] = {"items": 1, "scale": (1, 5)} if known else {}
    return Random("group_means", cells, notes)


def spreads(rng: np.random.Generator, rule: str) -> Random:
    cells: Cells = {}
    answers = [rng.integers(1, 6, int(rng.integers(4, 10))) for _ in range(int(rng.integers(2, 4)))]
    answers.append(np.concatenate(answers))
    for i, own in enumerate(answers):
        row = "Totalt" if i == len(answers) - 1 else f"Gruppe {chr(65 + i)}"
        cells[row, "n"] = str(len(own))
        cells[row, "Gjennomsnitt"] = printed(int(own.sum()), len(own), 2, rule)
        cells[row, "Standardavvik"] = fraction(float(own.std(ddof=1)), 2, rule)
    return Random("spreads", cells, {"items": 1, "scale": (1, 5)})


KINDS: tuple[Callable[[np.random.Generator, str], Random], ...] = (
    frequencies, rates, members, crosstabs, shares_with_n, correlations, group_means, spreads,
)  # fmt: skip


# --- one digit changed ----------------------------------------------------------------------


def with_a_changed_digit(table: Random, rng: np.random.Generator) -> tuple[tuple[str, str], Random]:
    """Return a table in which one digit of a random cell is another, and the cell."""
    while True:
        place = list(table.cells)[int(rng.integers(len(table.cells)))]
        text = table.cells[place]
        where = [i for i, c in enumerate(text) if c.isdigit()]
        at, digit = where[int(rng.integers(len(where)))], str(int(rng.integers(10)))
        starts = at == 0 or not (text[at - 1].isdigit() or text[at - 1] in ",.")
        longer = at + 1 < len(text) and text[at + 1].isdigit()
        if digit != text[at] and not (starts and longer and digit == "0"):
            changed = text[:at] + digit + text[at + 1 :]
            return place, Random(table.kind, table.cells | {place: changed}, table.notes,
                                 table.facts)  # fmt: skip


# --- whether any data could be printed so ---------------------------------------------------


def possible(table: Random) -> bool:
    """Return whether some data, rounded by some rule, are printed as this table."""
    return ORACLES[table.kind](table)


def _of(table: Random, row: str, column: str) -> int:
    return int(table.cells[row, column])


def _rows(table: Random) -> list[str]:
    return list(dict.fromkeys(row for row, _ in table.cells))


def _columns(table: Random) -> list[str]:
    return list(dict.fromkeys(column for _, column in table.cells))


def _totals_agree(parts: list[list[str]], totals: list[str]) -> bool:
    always = all(number(total) == 100 for total in totals)
    return always or all(
        number(total) == sum(map(number, own)) for own, total in zip(parts, totals, strict=True)
    )


def _frequencies(table: Random) -> bool:
    rows = _rows(table)[:-1]
    counts = [_of(table, row, "Antall") for row in rows]
    shares, n = [table.cells[row, "Prosent"] for row in rows], _of(table, "Totalt", "Antall")
    decimals = int(str(table.facts["decimals"]))
    return (
        sum(counts) == n
        and _totals_agree([shares], [table.cells["Totalt", "Prosent"]])
        and any([printed(100 * k, n, decimals, rule) for k in counts] == shares for rule in RULES)
    )


def _rates(table: Random) -> bool:
    rows = _rows(table)
    for column in ("Populasjon", "Antall svar"):
        if sum(_of(table, row, column) for row in rows[:-1]) != _of(table, "Total", column):
            return False
        if table.cells["Total", f"{column} (%)"] != "100" and Decimal(
            table.cells["Total", f"{column} (%)"]
        ) != sum(number(table.cells[row, f"{column} (%)"]) for row in rows[:-1]):
            return False
    if any(_of(table, row, "Populasjon") == 0 for row in rows):
        return False
    return any(
        all(
            printed(100 * _of(table, row, top), _of(table, *bottom), 0, rule) == table.cells[row, p]
            for row in rows
            for p, top, bottom in (
                ("Populasjon (%)", "Populasjon", ("Total", "Populasjon")),
                ("Antall svar (%)", "Antall svar", ("Total", "Antall svar")),
                ("Svarprosent", "Antall svar", (row, "Populasjon")),
            )
            if not (row == "Total" and p.endswith("(%)"))
        )
        for rule in RULES
    )


def _members(table: Random) -> bool:
    rows, columns = _rows(table), _columns(table)[1:]

    def parts(row: str, column: str) -> tuple[int, str]:
        count, share = table.cells[row, column].rstrip(")").split(" (")
        return int(count), share

    n = {row: _of(table, row, "Antall personer") for row in rows}
    if any(sum(parts(row, c)[0] for c in columns) != n[row] for row in rows):
        return False
    if sum(n[row] for row in rows[:-1]) != n[rows[-1]]:
        return False
    if any(sum(parts(r, c)[0] for r in rows[:-1]) != parts(rows[-1], c)[0] for c in columns):
        return False
    return any(
        all(
            printed(100 * parts(row, c)[0], n[row], 0, rule) == parts(row, c)[1]
            for row in rows
            for c in columns
        )
        for rule in RULES
    )


def _span(text: str, n: int, rule: str) -> tuple[int, int] | None:
    fitting = [k for k in range(n + 1) if printed(100 * k, n, 0, rule) == text]
    return (fitting[0], fitting[-1]) if fitting else None


def _table_of_counts(
    texts: list[list[str]], sizes: list[int], totals: list[int] | None, rule: str
) -> bool:
    """Return whether whole counts have these margins, by integer programming."""
    spans = [[_span(t, n, rule) for t, n in zip(row, sizes, strict=True)] for row in texts]
    flat = [span for row in spans for span in row]
    if any(span is None for span in flat):
        return False
    rows, columns = len(texts), len(sizes)
    sums, wanted = [], []
    for j, size in enumerate(sizes):
        sums.append([float(k % columns == j) for k in range(rows * columns)])
        wanted.append(size)
    for i, total in enumerate(totals or []):
        sums.append([float(k // columns == i) for k in range(rows * columns)])
        wanted.append(total)
    bounds = Bounds([span[0] for span in flat if span], [span[1] for span in flat if span])
    found = milp(np.zeros(rows * columns), integrality=np.ones(rows * columns), bounds=bounds,
                 constraints=LinearConstraint(np.array(sums), wanted, wanted))  # fmt: skip
    return bool(found.success)


def _crosstabs(table: Random) -> bool:
    rows = [row for row in _rows(table) if row.startswith("Klasse")]
    groups = [column for column in _columns(table) if column.startswith("Gruppe")]
    sizes = [_of(table, "Antall", column) for column in groups]
    totals, n = [_of(table, row, "Antall") for row in rows], _of(table, "Antall", "Antall")
    texts = [[table.cells[row, column] for column in groups] for row in rows]
    wide = [*groups, "Totalt"]
    if sum(sizes) != n or sum(totals) != n or 0 in sizes:
        return False
    if not _totals_agree(
        [[table.cells[row, c] for row in rows] for c in wide],
        [table.cells["Totalt", c] for c in wide],
    ):
        return False
    mark = table.cells.get(("Kjikvadrat", "signifikant på"))
    if mark and float(str(table.facts["p"])) >= int(mark.split("%")[0]) / 100:
        return False
    means = [table.cells["Gjennomsnitt", column] for column in wide]
    return any(
        _weighted(means, [*sizes, n], rule) for rule in RULES
    ) and any(
        all(printed(100 * k, n, 0, rule) == table.cells[row, "Totalt"]
            for row, k in zip(rows, totals, strict=True))
        and _table_of_counts(texts, sizes, totals, rule)
        for rule in RULES
    )  # fmt: skip


REACH = {"half_up_twice": (-0.55, 0.45), "truncated": (0.0, 1.0)}


def _ends(text: str, rule: str) -> tuple[float, float]:
    """Return the numbers between which a number is printed so."""
    below, above = REACH.get(rule, (-0.5, 0.5))
    unit = 10.0 ** -len(text.partition(",")[2])
    return float(number(text)) + below * unit, float(number(text)) + above * unit


def _weighted(means: list[str], sizes: list[int], rule: str) -> bool:
    ends = [_ends(text, rule) for text in means]
    low, high = (
        sum(n * end[i] for n, end in zip(sizes[:-1], ends[:-1], strict=True)) for i in (0, 1)
    )
    return low <= sizes[-1] * ends[-1][1] + 1e-7 and sizes[-1] * ends[-1][0] <= high + 1e-7


def _shares_with_n(table: Random) -> bool:
    rows = [row for row in _rows(table) if row != "n"]
    columns = _columns(table)
    sizes = [_of(table, "n", column) for column in columns]
    texts = [[table.cells[row, column] for column in columns] for row in rows]
    return 0 not in sizes and any(_table_of_counts(texts, sizes, None, rule) for rule in RULES)


def p_of(r: float, n: int) -> float:
    return float(2 * student.sf(abs(r) * np.sqrt((n - 2) / (1 - r * r)), n - 2))


def _correlations(table: Random) -> bool:
    pairs = [
        (text, table.cells[row.replace("(Pearson)", "(Sig.)"), column].strip("()"),
         int(table.cells[row.replace("(Pearson)", "(N)"), column]))
        for (row, column), text in table.cells.items()
        if row.endswith("(Pearson)")
    ]  # fmt: skip
    starred = any("*" in text for text, _, _ in pairs)
    for text, p, _ in pairs:
        limit = {0: 1.1, 1: 0.05, 2: 0.01}[text.count("*")]
        if float(number(p)) - 0.0005 >= limit:
            return False
        if starred and "*" not in text and float(number(p)) + 0.0005 < 0.05:
            return False
    return any(
        all(_correlated(text.strip("*-"), p, n, rule) for text, p, n in pairs) for rule in RULES
    )


def _correlated(r: str, p: str, n: int, rule: str) -> bool:
    if n < 4:
        return True  # nothing can be said of so few
    low, high = _ends(r, rule)
    bottom, top = _ends(p, rule)
    least, most = p_of(min(high, 0.9999999), n), p_of(max(low, 0.0), n)
    return least <= top + 1e-9 and bottom - 1e-9 <= most


def _sums(text: str, n: int, rule: str) -> list[int]:
    return [s for s in range(n, 5 * n + 1) if printed(s, n, 2, rule) == text]


def _group_means(table: Random) -> bool:
    groups = _columns(table)
    sizes = [_of(table, "n", column) for column in groups]
    if sum(sizes[:-1]) != sizes[-1] or 0 in sizes:
        return False
    rows = [[table.cells[row, c] for c in groups] for row in _rows(table) if row != "n"]
    fits = _whole if table.notes else _weighted
    return any(all(fits(row, sizes, rule) for row in rows) for rule in RULES)


def _whole(means: list[str], sizes: list[int], rule: str) -> bool:
    sums = [_sums(text, n, rule) for text, n in zip(means, sizes, strict=True)]
    if not all(sums):
        return False
    low, high = sum(s[0] for s in sums[:-1]), sum(s[-1] for s in sums[:-1])
    return low <= sums[-1][-1] and sums[-1][0] <= high


@cache
def _answers(n: int) -> frozenset[tuple[int, int]]:
    """Return the sum and the sum of squares of every n answers from 1 to 5."""
    if n == 0:
        return frozenset({(0, 0)})
    return frozenset((s + a, q + a * a) for s, q in _answers(n - 1) for a in range(1, 6))


def _spreads(table: Random) -> bool:
    rows = _rows(table)
    sizes = [_of(table, row, "n") for row in rows]
    if sum(sizes[:-1]) != sizes[-1]:
        return False
    means = [table.cells[row, "Gjennomsnitt"] for row in rows]
    if not any(_whole(means, sizes, rule) for rule in RULES):
        return False
    return all(
        any(_spread(mean, table.cells[row, "Standardavvik"], n, rule) for rule in RULES)
        for row, mean, n in zip(rows, means, sizes, strict=True)
    )


def _spread(mean: str, sd: str, n: int, rule: str) -> bool:
    sums = set(_sums(mean, n, rule))
    low, high = _ends(sd, rule)
    return any(
        low - 1e-9 <= np.sqrt(max(q - s * s / n, 0) / (n - 1)) <= high + 1e-9
        for s, q in _answers(n)
        if s in sums
    )


ORACLES: dict[str, Callable[[Random], bool]] = {
    "frequencies": _frequencies,
    "rates": _rates,
    "members": _members,
    "crosstabs": _crosstabs,
    "shares_with_n": _shares_with_n,
    "correlations": _correlations,
    "group_means": _group_means,
    "spreads": _spreads,
}
