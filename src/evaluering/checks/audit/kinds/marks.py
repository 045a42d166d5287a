"""Chi-square tests of the only possible counts, against the printed marks of significance."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from evaluering.checks.audit.columns import ColumnRoles
from evaluering.checks.audit.conflicts import Conflict
from evaluering.checks.audit.proofs import computed, span
from evaluering.checks.audit.reconstruction import MOST_KEPT, Solution
from evaluering.checks.audit.registry import finding_names, table_check
from evaluering.checks.audit.report import AuditedReport, AuditedTable
from evaluering.checks.audit.rules import Rule
from evaluering.checks.audit.tables import role
from evaluering.data.numerals import DASHES, numerals
from evaluering.data.published import Cells, Place
from evaluering.message import Message, Said, message
from evaluering.stats.distributions import chi_square_upper

LEVELS = (1, 5, 10)
UNMARKED, TESTS = "–", ("Kjikvadrat", "signifikant på")


@dataclass(frozen=True)
class ChiSquare:
    """Pearson's test of a table of counts."""

    statistic: float
    df: int
    p: float
    sparse: float
    """The share of cells with fewer than five expected."""


@cache
def chi_square(counts: Solution) -> ChiSquare | None:
    """Return Pearson's test; None where rows or columns are too few. Columns come first."""
    columns = [c for c in counts if sum(c)]
    rows = [i for i in range(len(columns[0]) if columns else 0) if any(c[i] for c in columns)]
    if len(columns) < 2 or len(rows) < 2:
        return None
    n = sum(map(sum, columns))
    expected = {
        (i, j): sum(c[i] for c in columns) * sum(column) / n
        for j, column in enumerate(columns)
        for i in rows
    }
    statistic = sum((columns[j][i] - e) ** 2 / e for (i, j), e in expected.items())
    df = (len(rows) - 1) * (len(columns) - 1)
    sparse = sum(e < 5 for e in expected.values()) / len(expected)
    return ChiSquare(statistic, df, chi_square_upper(statistic, df), sparse)


def mark_place(table: ColumnRoles) -> Place:
    """Return where the mark is printed, or would be."""
    row = table.table.row_of("significance")
    found = (p for p in table.table.cells if p.row == row)
    return next(found, table.table.place(*TESTS))


def printed_level(text: str) -> int | None:
    """Return the per cent level of a mark; 10 for a star without one, None for no mark."""
    if text in DASHES or not text:
        return None
    found = numerals(text)
    if not found:
        return {"**": 1, "***": 1}.get(re.sub(r"[^*]", "", text), 10)
    level = found[0].exact
    return round(level * 100) if found[0].decimals else int(level)


@table_check(70, finding_names("significance", "exact-p"))
def marks(own: AuditedTable, cells: Cells) -> Iterator[Conflict]:
    """Yield a mark that does not hold, or is missing where tables of its layout have one."""
    if own.columns is not None:
        marked = own.report.once("marked", lambda: _marked(own.report))
        elsewhere = own.columns.layout in marked
        restated = own.notes.level_in_text
        yield from significance_conflicts(own.columns, cells, own.rule(cells), elsewhere, restated)


def _marked(report: AuditedReport) -> set[tuple[str | None, ...]]:
    cells = report.printed.cells
    return {own.layout for own in report.columns.values() if has_mark(own, cells)}


def possible_tests(
    table: ColumnRoles, cells: Cells, rule: Rule
) -> tuple[Sequence[Solution], Sequence[ChiSquare]]:
    """Return the counts there can be, with the test of each; nothing where they are too many."""
    found = table.solve(cells, rule)
    if not found or len(found) >= MOST_KEPT:
        return (), ()
    tests = [test for counts in found if (test := chi_square(counts)) is not None]
    return (found, tests) if len(tests) == len(found) else ((), ())


def significance_conflicts(
    table: ColumnRoles,
    cells: Cells,
    rule: Rule,
    marked_elsewhere: bool,
    restated: Sequence[str] = (),
) -> Iterator[Conflict]:
    """Yield that the mark does not hold for any possible counts, or is missing.

    Parameters
    ----------
    marked_elsewhere
        Whether the report marks significance in tables like it, so that no mark says that
        there is none.
    restated
        Texts that repeat the level.
    """
    found, tests = possible_tests(table, cells, rule)
    if not tests:
        return
    place = mark_place(table)
    printed = cells.get(place, UNMARKED)
    level = printed_level(printed)
    least, most = min(t.p for t in tests), max(t.p for t in tests)
    proof = (said_of(found), tested(tests))
    texts = [Place("tekst", name, "printed") for name in restated]
    wrong = tuple(p for p in texts if (own := printed_level(cells.get(p, ""))) and
                  least >= own / 100)  # fmt: skip
    due = next((limit for limit in LEVELS if most < limit / 100), None)
    expected = UNMARKED if due is None else f"{due}%-nivå"
    if level is not None and least >= level / 100:
        so = message("audit_no_level") if due is None else message("audit_only_level", level=due)
        consequence = message("audit_not_significant" if due is None else "audit_weaker")
        both = tuple((p, _like(cells[p], due)) for p in (place, *wrong))
        yield Conflict("significance", (*proof, so), (place, *wrong), lambda: [both],
                       expected=expected, consequence=consequence)  # fmt: skip
    elif wrong:
        yield Conflict("significance", proof, wrong,
                       lambda: [tuple((p, _like(cells[p], due)) for p in wrong)],
                       expected=expected)  # fmt: skip
    elif level is None and marked_elsewhere and due is not None and due <= 5:
        yield Conflict("significance", (*proof, message("audit_unmarked")), (place,),
                       lambda: [((place, expected),)], expected=expected,
                       consequence=message("audit_unmentioned"))  # fmt: skip
    elif level is not None and len(found) == 1 and tests[0].sparse > 0.2:
        yield from _exact(found[0], tests[0], place, level, proof)


def _exact(
    counts: Solution, test: ChiSquare, place: Place, level: int, proof: tuple[Said, ...]
) -> Iterator[Conflict]:
    p = exact_p(counts)
    if p is not None and p >= level / 100:
        exact = message("audit_exact", sparse=computed(100 * test.sparse, 0), p=computed(p, 3))
        yield Conflict(
            "exact-p",
            (*proof, exact), (place,), severity="ambiguous",
            expected=message("audit_not_at_level", level=level),
            consequence=message("audit_depends"),
        )  # fmt: skip


@cache
def exact_p(counts: Solution) -> float | None:
    """Return the p of Fisher's exact test; None where there are too many tables to list."""
    from evaluering.stats.errors import StatisticsError
    from evaluering.stats.exact import exact_test

    try:
        return exact_test([list(column) for column in counts]).p
    except StatisticsError:
        return None


def _like(printed: str, level: int | None) -> str:
    if level is None:
        return UNMARKED
    found = numerals(printed)
    return f"0,{level:02d}-nivå" if found and found[0].decimals else f"{level}%-nivå"


def said_of(found: Sequence[Solution]) -> Message:
    """Return how many tables there can be, or the only one."""
    if len(found) > 1:
        return message("audit_tables", count=len(found))
    rows = ("/".join(map(str, row)) for row in zip(*found[0], strict=True))
    return message("audit_one_table", rows=tuple(rows))


def tested(tests: Sequence[ChiSquare]) -> Message:
    """Return what the tests came to."""
    ps, values = [t.p for t in tests], [t.statistic for t in tests]
    if len(tests) == 1:
        p = computed(ps[0], 4 if ps[0] < 0.01 else 3)
        return message("audit_chi", value=computed(values[0], 2), df=tests[0].df, p=p)
    value = span(computed(min(values), 2), computed(max(values), 2))
    ends = {"low": computed(min(ps), 3), "high": computed(max(ps), 3)}
    return message("audit_chis", value=value, df=tests[0].df, **ends)


def has_mark(table: ColumnRoles, cells: Cells) -> bool:
    """Return whether a table prints a mark of significance."""
    return any(
        printed_level(text) is not None
        for place, text in cells.items()
        if place.exhibit == table.table.exhibit and role(place.row) == "significance"
    )
