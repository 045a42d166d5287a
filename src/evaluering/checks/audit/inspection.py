"""The audit of a report: every check there is, and the causes behind what they find."""

from __future__ import annotations

from dataclasses import replace

from evaluering.checks.audit.conflicts import Check
from evaluering.checks.audit.declaration import Declaration
from evaluering.checks.audit.diagnosis import diagnosed
from evaluering.checks.audit.findings import Finding
from evaluering.checks.audit.registry import audit_checks
from evaluering.checks.audit.report import AuditedReport, PrintedReport
from evaluering.data.published import Place


def audit(printed: PrintedReport) -> list[Finding]:
    """Return everything in a printed report that its own numbers contradict.

    Raises
    ------
    BadExpression
        The declaration names something that is not printed.
    EvalueringError
        A check is registered twice, or an entry point does not import.
    """
    report = AuditedReport.of(printed)
    found = [entry for check in audit_checks() for entry in check.run(report)]
    findings = diagnosed([own for own in found if isinstance(own, Check)], printed.cells)
    findings += [own for own in found if isinstance(own, Finding)]
    return [_with_consequence(finding, printed.declaration) for finding in findings]


def _with_consequence(finding: Finding, declared: Declaration) -> Finding:
    texts = [*finding.consequence]
    for entry in declared.consequences:
        if isinstance(entry.cell, list):
            place = Place(*map(str, entry.cell[:3]))
            touched = any(own == place for own, _ in finding.cells)
        else:
            touched = any(own.row == entry.cell for own, _ in finding.cells) or (
                entry.cell in finding.where or entry.cell == finding.id
            )
        texts += [entry.text] if touched else []
    return replace(finding, consequence=tuple(dict.fromkeys(texts)))
