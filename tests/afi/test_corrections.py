"""Every correction follows from other printed numbers, and no other contradiction is found."""

from __future__ import annotations

import pandas as pd
import pytest

from evaluering.checks.audit.columns import ColumnRoles
from evaluering.checks.audit.inspection import audit
from evaluering.checks.audit.means import Answers, mean_rows
from evaluering.checks.audit.report import PrintedReport
from evaluering.checks.audit.rules import RULES
from evaluering.checks.audit.tables import AuditTable
from evaluering.checks.audit.whole_sums import group_sum_conflicts
from evaluering.checks.matching import differences, table_cells
from evaluering.cli.audit import read_printed
from evaluering.config.exhibits.crosstab import Crosstab, CrosstabDetails
from evaluering.config.project import load_project
from evaluering.config.reports import Conventions
from evaluering.data.numerals import numerals
from evaluering.data.published import (
    Place,
    corrected,
    of_exhibit,
    read_corrections,
    read_list,
    read_omissions,
)
from evaluering.exhibits.association import chi_square
from evaluering.exhibits.result import Result
from evaluering.render.tables.crosstab import layout
from workspace import REPORT, REPOSITORY

FOLDER = REPOSITORY / "data/raw/published" / REPORT
REPORT_AS_PRINTED = read_printed(FOLDER)
PRINTED = REPORT_AS_PRINTED.cells
CORRECTIONS = read_corrections(FOLDER)
OMITTED = read_omissions(FOLDER)
LISTED = {entry.exhibit: entry.rounding for entry in read_list(FOLDER)}
EXHIBITS = {e.id: e for e in load_project(REPOSITORY).exhibits(REPORT)}
CROSSTABS = {name: e for name, e in EXHIBITS.items() if isinstance(e, Crosstab)}
ROUNDED_ONCE = {
    Place("tabell-26", "Gjennomsnitt", "Totalt"),
    Place("tabell-27", "Gjennomsnitt", "Totalt"),
}
"""Totals that contradict their groups unless means, too, are rounded twice."""


def contradictions(cells):
    """Return what cannot be true together; what may be explained, and references, aside."""
    found = audit(PrintedReport(cells, REPORT_AS_PRINTED.declaration))
    return [finding for finding in found if finding.severity != "ambiguous"]


def table(cells, name):
    """Return a crosstab as the audit reads it."""
    return ColumnRoles(AuditTable(name, of_exhibit(cells, name)))


FOUND = [finding for finding in contradictions(PRINTED) if finding.cells]
"""Those of numbers; a sentence that no number bears out has no cell to correct."""
DOUBTED = {place for finding in FOUND for place, _ in finding.cells}
PLACES = {correction.place for correction in CORRECTIONS}


@pytest.mark.parametrize(
    "correction", CORRECTIONS, ids=lambda c: f"{c.place.exhibit}-{c.place.row}-{c.place.column}"
)
def test_a_correction_is_of_a_cell_that_contradicts_others(correction):
    assert correction.place in DOUBTED | ROUNDED_ONCE


@pytest.mark.parametrize("rule", [rule for rule in RULES if not rule.endswith(("twice", "ted"))])
def test_two_totals_contradict_their_groups_when_means_are_rounded_once(rule):
    tables = [table(PRINTED, name).table for name in ("tabell-26", "tabell-27")]
    means = [own for one in tables for own in mean_rows(one)]
    (conflict,) = group_sum_conflicts(means, PRINTED, Answers(5, 1, 5), rule)
    assert set(conflict.places) > ROUNDED_ONCE
    assert not group_sum_conflicts(means, PRINTED, Answers(5, 1, 5), "half_up_twice")


@pytest.mark.parametrize("finding", FOUND, ids=lambda finding: finding.id)
def test_a_contradiction_is_corrected(finding):
    assert {place for place, _ in finding.cells} & (PLACES | set(OMITTED))


def test_nothing_contradicts_what_is_used():
    open_labels = {c.place for c in CORRECTIONS if not c.place.column}
    used = corrected(PRINTED, CORRECTIONS) | OMITTED
    cells = {place: text for place, text in used.items() if place not in open_labels}
    left = [
        finding for finding in contradictions(cells)
        if not {place for place, _ in finding.cells} <= open_labels
    ]  # fmt: skip
    assert not left, "\n".join(f"{finding.id}: {finding.proof}" for finding in left)


def test_a_correction_changes_its_cell():
    assert [c.place for c in CORRECTIONS if c.used == c.printed] == []


def test_no_cell_is_corrected_twice():
    assert len(PLACES) == len(CORRECTIONS)


def test_what_is_omitted_is_not_printed_and_follows_from_what_is():
    for place in OMITTED:
        assert place not in PRINTED
        assert place in DOUBTED


@pytest.mark.parametrize("name", CROSSTABS)
def test_the_counts_of_a_crosstab_follow_from_what_is_used(name):
    cells = corrected(PRINTED, CORRECTIONS)
    assert len(table(cells, name).solve(cells, LISTED[name])) == 1


def reconstructed(exhibit):
    """Return the result that the only possible counts and the printed means give."""
    cells = of_exhibit(corrected(PRINTED, CORRECTIONS), exhibit.id)
    printed = ColumnRoles(AuditTable(exhibit.id, cells))
    (counts,) = printed.solve(cells, exhibit.rounding)
    frame = pd.DataFrame(dict(enumerate(counts)))
    columns = {str(number): frame[number] for number in frame} | {"total": frame.sum(axis=1)}
    rows = []
    for name, printed_name in zip(columns, (*printed.table.groups, "Totalt"), strict=True):
        column = columns[name]
        (mean,) = numerals(cells[printed.table.place("Gjennomsnitt", printed_name)]) or (None,)
        shared = {"column": name, "column_label": printed_name}
        rows += [
            {**shared, "row": str(i), "row_label": label, "n": n, "percent": 100 * n / column.sum()}
            for i, (label, n) in enumerate(zip(printed.table.body, column, strict=True))
        ]
        rows.append({**shared, "row": "total", "row_label": "Totalt", "n": column.sum(),
                     "percent": 100.0, "mean": mean and float(mean.exact)})  # fmt: skip
    test = chi_square(frame, Conventions(monte_carlo_draws=0), ordinal=True)
    details = CrosstabDetails(question="", heading="", classes=tuple(printed.table.body))
    return Result(exhibit.id, "crosstab", pd.DataFrame(rows), int(frame.to_numpy().sum()),
                  tests=(test,), details=details)  # fmt: skip


@pytest.mark.parametrize("name", CROSSTABS)
def test_the_counts_set_as_a_table_are_the_printed_table(name):
    rendered = table_cells(layout(EXHIBITS[name], reconstructed(EXHIBITS[name])))
    found = differences(of_exhibit(PRINTED, name), CORRECTIONS, rendered)
    assert not found, "\n".join(map(str, found))
