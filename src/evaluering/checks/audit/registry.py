"""The checks that there are: our own, found by their place, and those of other packages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, partial

from evaluering.checks.audit.conflicts import Check, Conflict
from evaluering.checks.audit.findings import Finding
from evaluering.checks.audit.report import AuditedReport, AuditedTable
from evaluering.data.published import Cells
from evaluering.message import Said, message
from evaluering.plugins import registered

GROUP = "evaluering.audit"
"""The entry points of other packages' checks."""


@dataclass(frozen=True)
class AuditCheck:
    """A check of a printed report."""

    name: str
    """What it is called."""
    order: int
    """Lower numbers come first: the first conflict that a repair resolves names the cause."""
    kinds: Mapping[str, Said]
    """The kinds of its findings, with what readers call them."""
    run: Callable[[AuditedReport], Iterable[Check | Finding]]
    """The function that yields what holds cells against each other, and findings that stand by
    themselves."""


Run = Callable[[AuditedReport], Iterable[Check | Finding]]
OfTable = Callable[[AuditedTable, Cells], Iterable[Conflict]]


def finding_names(*kinds: str) -> dict[str, Said]:
    """Return our own kinds of findings with their names: ``finding_<kind>`` in the languages."""
    return {kind: message(f"finding_{kind}") for kind in kinds}


def audit_check(order: int, kinds: Mapping[str, Said]) -> Callable[[Run], AuditCheck]:
    """Return the decorator of a check of a whole report."""
    return lambda run: AuditCheck(run.__name__, order, kinds, run)


def table_check(order: int, kinds: Mapping[str, Said]) -> Callable[[OfTable], AuditCheck]:
    """Return the decorator of a check of each table for itself, whatever the other cells are."""
    return lambda find: AuditCheck(find.__name__, order, kinds, partial(_each, find))


def _each(find: OfTable, report: AuditedReport) -> Iterator[Check]:
    for own in report.each_table:
        yield Check(frozenset({own.table.exhibit}), partial(find, own))


@cache
def audit_checks() -> list[AuditCheck]:
    """Return every check, in the order that they run.

    Raises
    ------
    EvalueringError
        A name is registered twice, or an entry point does not import.
    """
    from evaluering.checks.audit import kinds

    found: dict[str, AuditCheck] = registered(
        (kinds,), GROUP, (AuditCheck,), lambda check: check.name
    )
    return sorted(found.values(), key=lambda check: (check.order, check.name))


def kinds_of_findings() -> dict[str, Said]:
    """Return what readers call the kinds of findings, by kind."""
    return {kind: name for check in audit_checks() for kind, name in check.kinds.items()}
