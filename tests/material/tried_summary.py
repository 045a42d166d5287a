"""Say how many mutations and kills were tried, and what came of them, when the session ends."""

from __future__ import annotations

from collections import Counter, defaultdict

import pytest

TRIED = "tried"
"""A test's property with what came of all that it tried: «refused», say, and how often."""


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Write one line a file."""
    found: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for outcome in ("passed", "failed"):
        for report in terminalreporter.stats.get(outcome, []):
            for name, counts in getattr(report, "user_properties", ()):
                if name == TRIED and report.when == "call":
                    found[report.nodeid.split("::")[0]].update(counts)
    if found:
        terminalreporter.section("tried")
    for file, counts in sorted(found.items()):
        told = ", ".join(f"{count} {name}" for name, count in sorted(counts.items()))
        terminalreporter.write_line(f"{file}: {sum(counts.values())} ({told})")
