"""Tables of one series: the same variable has the same labels in all of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from evaluering.checks.audit.conflicts import named
from evaluering.checks.audit.findings import Finding
from evaluering.checks.audit.proofs import together
from evaluering.checks.audit.registry import audit_check, finding_names
from evaluering.checks.audit.report import AuditedReport
from evaluering.checks.audit.tables import bare
from evaluering.data.published import Place
from evaluering.message import Said, message

Labels = tuple[str, ...]


@audit_check(115, finding_names("labels"))
def siblings(report: AuditedReport) -> Iterator[Finding]:
    """Yield the tables of a declared index or variable whose labels are not the others'."""
    declared = report.printed.declaration
    for index in declared.indices:
        names = [*([index.frequencies] if index.frequencies else []), *index.crosstabs]
        yield from _unlike({n: report.tables[n].body for n in names if n in report.tables}, "row")
    for classes in declared.classes:
        crosstabs = {n: report.tables[n].groups for n in classes.crosstabs if n in report.tables}
        yield from _unlike(crosstabs, "column")


def _unlike(labels: Mapping[str, Labels], axis: str) -> Iterator[Finding]:
    """Yield a finding for each table whose labels differ from those of most."""
    alike = {exhibit: tuple(map(bare, own)) for exhibit, own in labels.items()}
    if len(set(alike.values())) < 2:
        return
    (usual, _), *_ = Counter(alike.values()).most_common(1)
    others = [exhibit for exhibit, own in alike.items() if own == usual]
    shown = together("then", labels[others[0]])
    for exhibit, own in alike.items():
        if own != usual:
            those = together("and", map(named, others))
            proof = message(f"audit_labels_{axis}", exhibits=those, labels=shown)
            yield Finding(
                f"labels-{exhibit}", (exhibit,), "labels", "ambiguous",
                _said(labels[exhibit]), _said(labels[others[0]]), (proof,),
                cells=tuple(_places(exhibit, labels[exhibit], axis)),
            )  # fmt: skip


def _said(labels: Labels) -> Said:
    return message("audit_is", what=together("then", labels))


def _places(exhibit: str, labels: Labels, axis: str) -> Iterator[tuple[Place, str]]:
    for label in labels:
        yield Place(exhibit, *((label, "") if axis == "row" else ("", label))), label
