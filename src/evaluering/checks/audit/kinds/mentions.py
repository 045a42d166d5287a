"""What the text calls significant, or not, against the p of the table or correlation it means."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from evaluering.checks.audit.declaration import SignificanceMention
from evaluering.checks.audit.expressions import BadExpression
from evaluering.checks.audit.findings import Finding
from evaluering.checks.audit.kinds.correlations import possible_p
from evaluering.checks.audit.kinds.marks import possible_tests, said_of, tested
from evaluering.checks.audit.proofs import computed
from evaluering.checks.audit.registry import audit_check, finding_names
from evaluering.checks.audit.report import AuditedReport
from evaluering.message import Message, message


@audit_check(115, finding_names("mention"))
def mentions(report: AuditedReport) -> Iterator[Finding]:
    """Yield the declared sentences about significance that no possible p bears out.

    Raises
    ------
    BadExpression
        A sentence is said to be of something that is not tested.
    """
    for number, mention in enumerate(report.printed.declaration.significance):
        if isinstance(mention.of, str):
            found = _of_crosstab(report, mention.of)
        else:
            found = _of_correlation(report, *map(str, mention.of))
        if found is not None:
            yield from _finding(mention, number, *found)


Found = tuple[str, Sequence[float], Sequence[Message]] | None
"""The table, every p there can be, and the proof."""


def _of_crosstab(report: AuditedReport, exhibit: str) -> Found:
    own = next((own for own in report.each_table if own.table.exhibit == exhibit), None)
    if own is None or own.columns is None:
        raise BadExpression(f"«{exhibit}» er ikke en krysstabell", "significance")
    cells = report.printed.cells
    counts, tests = possible_tests(own.columns, cells, own.rule(cells))
    ps = [test.p for test in tests]
    return (exhibit, ps, (said_of(counts), tested(tests))) if ps else None


def _of_correlation(report: AuditedReport, exhibit: str, row: str, column: str) -> Found:
    pairs = possible_p(report).get(exhibit, {})
    if (row, column) not in pairs:
        raise BadExpression(
            f"«{row}» × «{column}» er ikke en korrelasjon med n eller p", "significance"
        )
    low, high, proof = pairs[row, column]
    return exhibit, (low, high), (proof,)


def _finding(
    mention: SignificanceMention,
    number: int,
    exhibit: str,
    ps: Sequence[float],
    proof: Sequence[Message],
) -> Iterator[Finding]:
    limit, low, high = mention.level / 100, min(ps), max(ps)
    if (low >= limit) if mention.says == "significant" else (high < limit):
        yield Finding(
            f"mention-{exhibit}-{number + 1}", (exhibit,), "mention", "error",
            message(f"audit_says_{mention.says}", section=mention.section,
                    level=computed(mention.level, 0)),
            message("audit_p_between", low=computed(low, 3), high=computed(high, 3))
            if high - low >= 0.001 else message("audit_p_is", p=computed(low, 3)),
            (*proof, *([mention.note] if mention.note else [])),
        )  # fmt: skip
