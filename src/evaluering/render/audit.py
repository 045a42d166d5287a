"""The audit's findings in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from evaluering.message import Message
from evaluering.render.language import say, say_all

SEVERITIES = ("error", "rounding", "ambiguous")
"""How grave a finding can be, the gravest first."""


def told(finding: Any) -> dict[str, Any]:
    """Return a finding as the page and revisjon.json hold it.

    Parameters
    ----------
    finding
        The finding, with messages; its attributes are those of `checks.audit.findings.Finding`.
    """
    return {
        "id": finding.id,
        "where": list(finding.where),
        "kind": finding.kind,
        "severity": finding.severity,
        "printed": say(finding.printed),
        "expected": say(finding.expected),
        "proof": _said(finding.proof),
        "consequence": _said(finding.consequence),
        "cells": [
            {"exhibit": place.exhibit, "row": place.row, "column": place.column, "printed": text}
            for place, text in finding.cells
        ],
    }


def _said(sentences: Sequence[Message | str]) -> str:
    return say_all(sentences)
