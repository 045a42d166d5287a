"""How much of what is wrong the audit finds, and that it finds nothing where nothing is."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest

from evaluering.checks.audit.declaration import Declaration, TableNotes
from evaluering.checks.audit.findings import Finding
from evaluering.checks.audit.inspection import audit
from evaluering.checks.audit.report import PrintedReport
from evaluering.data.published import Place
from random_tables import KINDS, RULES, Random, possible, with_a_changed_digit

pytestmark = pytest.mark.slow

TABLES = 240
CHANGED = 480


def audited(table: Random) -> list[Finding]:
    cells = {Place("tabell-1", *place): text for place, text in table.cells.items()}
    declared = Declaration(tables={"tabell-1": TableNotes.model_validate(table.notes)})
    return [f for f in audit(PrintedReport(cells, declared)) if f.severity != "ambiguous"]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
@pytest.mark.parametrize("rule", RULES)
def test_a_table_without_an_error_has_no_finding(kind, rule):
    rng = np.random.default_rng([RULES.index(rule), KINDS.index(kind)])
    for _ in range(TABLES // len(KINDS) // len(RULES)):
        table = kind(rng, rule)
        assert audited(table) == [], table.cells
        assert possible(table), table.cells


def test_a_report_of_tables_without_an_error_has_no_finding():
    rng = np.random.default_rng(6)
    cells, notes = {}, {}
    for number in range(48):
        name, kind = f"tabell-{number}", KINDS[number % len(KINDS)]
        table = kind(rng, RULES[number % len(RULES)])
        cells |= {Place(name, *place): text for place, text in table.cells.items()}
        notes[name] = TableNotes.model_validate(table.notes)
    found = audit(PrintedReport(cells, Declaration(tables=notes)))
    assert [f for f in found if f.severity != "ambiguous"] == []


def test_the_changed_digits_that_can_be_detected_are():
    rng = np.random.default_rng(2021)
    seeded, found, wrong, missed = Counter(), Counter(), [], []
    for number in range(CHANGED):
        kind = KINDS[number % len(KINDS)]
        original = kind(rng, RULES[int(rng.integers(len(RULES)))])
        place, table = with_a_changed_digit(original, rng)
        findings = audited(table)
        if possible(table):
            wrong += [(table.kind, place, f) for f in findings]
            seeded[f"{table.kind}, kan ikke oppdages"] += 1
            continue
        seeded[table.kind] += 1
        if any(own == Place("tabell-1", *place) for f in findings for own, _ in f.cells):
            found[table.kind] += 1
        else:
            missed.append((table.kind, place, original.cells[place], table.cells[place], findings))
    for kind in sorted(seeded):
        print(f"{kind}: {found[kind]} av {seeded[kind]}")
    detectable = sum(n for kind, n in seeded.items() if "," not in kind)
    print(f"i alt: {sum(found.values())} av {detectable}; {len(wrong)} gale funn")
    assert not wrong
    assert sum(found.values()) >= 0.95 * detectable, missed
