"""How many tests a report rests on, and how far they can be trusted together."""

from __future__ import annotations

from dataclasses import dataclass

from evaluering.checks.audit.kinds.correlations import possible_p
from evaluering.checks.audit.kinds.marks import possible_tests
from evaluering.checks.audit.proofs import computed
from evaluering.checks.audit.report import AuditedReport
from evaluering.message import Message, message

LEVEL = 0.05
SPARSE = 0.2
"""The share of cells with fewer than five expected above which Cochran warns of chi-square."""


@dataclass(frozen=True)
class ReportTests:
    """The tests that follow from what is printed.

    Attributes
    ----------
    crosstabs, correlations
        Crosstabs whose counts follow from the print, and correlations with an n.
    sparse
        Crosstabs with more than a fifth of the cells under five expected.
    crosstabs_below, correlations_below
        Those with p < 0.05 whatever the rounding hides.
    """

    crosstabs: int
    sparse: int
    crosstabs_below: int
    correlations: int
    correlations_below: int

    @property
    def said(self) -> tuple[Message, ...]:
        """What a reader is told; nothing where there are no tests."""
        found = []
        if self.crosstabs:
            found.append(
                message("tests_crosstabs", n=self.crosstabs, below=self.crosstabs_below,
                        sparse=self.sparse)
            )  # fmt: skip
        if self.correlations:
            found.append(
                message("tests_correlations", n=self.correlations, below=self.correlations_below)
            )
        if found:
            made = self.crosstabs + self.correlations
            found.append(message("tests_by_chance", n=made, due=computed(LEVEL * made, 1)))
        return tuple(found)


def counted_tests(report: AuditedReport) -> ReportTests:
    """Return the tests of a report's crosstabs and correlations, marked or not."""
    cells = report.printed.cells
    crosstabs = [
        tests
        for own in report.each_table
        if own.columns is not None
        and (tests := possible_tests(own.columns, cells, own.rule(cells))[1])
    ]
    pairs = [p for own in possible_p(report).values() for p in own.values()]
    return ReportTests(
        len(crosstabs),
        sum(min(test.sparse for test in tests) > SPARSE for tests in crosstabs),
        sum(max(test.p for test in tests) < LEVEL for tests in crosstabs),
        len(pairs),
        sum(high < LEVEL for _, high, _ in pairs),
    )
