"""Print how far each statistic is from its reference program when the session ends."""

from __future__ import annotations

from dataclasses import astuple
from itertools import groupby
from typing import Any

import pytest

from compare import COMPARISONS, Comparison


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Let one of several workers hand in what it has compared."""
    handed_in = getattr(session.config, "workeroutput", None)
    if handed_in is not None:
        handed_in["comparisons"] = [astuple(comparison) for comparison in COMPARISONS]


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Collect what a worker has compared."""
    handed_in = getattr(node, "workeroutput", {}).get("comparisons", [])
    COMPARISONS.extend(Comparison(*row) for row in handed_in)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Write one line per statistic, program and tolerance."""
    if not COMPARISONS:
        return
    terminalreporter.section("difference to the reference programs")
    width = max(len(comparison.statistic) for comparison in COMPARISONS)
    program_width = max(len(comparison.program) for comparison in COMPARISONS)
    line = f"{{:<{width}}}  {{:<{program_width}}}  {{:>8}}  {{:>10}}  {{:>9}}"
    terminalreporter.write_line(
        line.format("statistic", "program", "n values", "largest", "tolerance")
    )
    for (statistic, program, tolerance), rows in groupby(
        sorted(COMPARISONS, key=_statistic), key=_statistic
    ):
        group = list(rows)
        terminalreporter.write_line(
            line.format(
                statistic,
                program,
                sum(row.values for row in group),
                f"{max(row.largest for row in group):.1e}",
                f"{tolerance:.0e}",
            )
        )
    total = sum(comparison.values for comparison in COMPARISONS)
    terminalreporter.write_line(f"{total} values compared")


def _statistic(comparison: Comparison) -> tuple[str, str, float]:
    return comparison.statistic, comparison.program, comparison.tolerance
