"""What the audit reports: one finding a cause."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from evaluering.checks.audit.conflicts import Severity
from evaluering.data.published import Place


@dataclass(frozen=True)
class Finding:
    """Something in the printed report that cannot be true.

    Attributes
    ----------
    id
        Stable while the same cells contradict each other.
    where
        The exhibits.
    kind, severity
        What sort of contradiction; an error, a matter of rounding, or one of reading.
    printed, expected
        What stands there, and what follows from the rest.
    proof
        The arithmetic.
    consequence
        What it means for a conclusion; empty where nothing is known.
    cells
        The cells in doubt, with what each prints.
    """

    id: str
    where: tuple[str, ...]
    kind: str
    severity: Severity
    printed: str
    expected: str
    proof: str
    consequence: str = ""
    cells: tuple[tuple[Place, str], ...] = field(default=())


SEVERITIES = {"error": "Feil", "rounding": "Avrunding", "ambiguous": "Flertydig"}


def as_json(findings: Iterable[Finding]) -> dict[str, list[dict[str, object]]]:
    """Return the findings as revisjon.json holds them."""
    return {
        "findings": [
            {
                "id": finding.id,
                "where": list(finding.where),
                "kind": finding.kind,
                "severity": finding.severity,
                "printed": finding.printed,
                "expected": finding.expected,
                "proof": finding.proof,
                "consequence": finding.consequence,
                "cells": [
                    {"exhibit": place.exhibit, "row": place.row, "column": place.column,
                     "printed": text}
                    for place, text in finding.cells
                ],
            }
            for finding in findings
        ]
    }  # fmt: skip
