"""Every correction follows from other printed numbers, and no other contradiction is found."""

from __future__ import annotations

import re
from collections import defaultdict

import pandas as pd
import pytest

from evaluering.checks.across import (
    class_size_findings,
    correlation_findings,
    frequency_findings,
    rounding_of,
    same_respondents_findings,
)
from evaluering.checks.crosstabs import (
    MEAN,
    TOTAL,
    N,
    crosstab_findings,
    possible_counts,
    printed_crosstab,
)
from evaluering.checks.findings import Finding, decimal
from evaluering.checks.matching import LIMITS, differences, table_cells
from evaluering.checks.shares import share_findings
from evaluering.checks.sums import sum_findings
from evaluering.config.exhibits import Correlations, Crosstab, Frequencies
from evaluering.config.project import load_project
from evaluering.config.reports import Conventions
from evaluering.data.published import (
    Place,
    corrected,
    of_exhibit,
    read_cells,
    read_corrections,
    read_list,
    read_omissions,
)
from evaluering.exhibits.association import chi_square
from evaluering.exhibits.result import Result
from evaluering.render.tables.crosstab import layout
from text_relations import ALIKE, DERIVED, REPEATED, text_value, value
from workspace import REPORT, REPOSITORY

FOLDER = REPOSITORY / "data/raw/published" / REPORT
PRINTED = read_cells(FOLDER)
CORRECTIONS = read_corrections(FOLDER)
LISTED = {entry.exhibit: entry.rounding for entry in read_list(FOLDER)}
PROJECT = load_project(REPOSITORY)
EXHIBITS = {e.id: e for e in PROJECT.exhibits(REPORT)}
CROSSTABS = {name: e for name, e in EXHIBITS.items() if isinstance(e, Crosstab)}
UNEMPLOYMENT = ("t7-08", "t7-09")  # the country's lowest and highest, chapter 7


def audit(cells):
    """Return everything in the printed cells that cannot be true together."""
    return [
        *shares(cells), *crosstabs(cells), *classes(cells), *indices(cells),
        *correlations(cells), *limits(cells), *texts(cells),
    ]  # fmt: skip


def shares(cells):
    for name in {place.exhibit for place in cells if place.exhibit.startswith("tabell")}:
        if name not in CROSSTABS and name != "tabell-50":
            yield from share_findings(of_exhibit(cells, name), rounding_of(LISTED, name))


def crosstabs(cells):
    omitted = read_omissions(FOLDER)
    for name in CROSSTABS:
        own = of_exhibit(cells, name)
        own |= {place: text for place, text in omitted.items() if place.exhibit == name}
        yield from crosstab_findings(own, rounding_of(LISTED, name))


def classes(cells):
    for name, exhibit in EXHIBITS.items():
        if isinstance(exhibit, Frequencies) and exhibit.structural and name != "tabell-6":
            tables = [printed_crosstab(of_exhibit(cells, n)) for n, e in CROSSTABS.items()
                      if e.by == exhibit.structural]  # fmt: skip
            yield from class_size_findings(of_exhibit(cells, name), tables)


def indices(cells):
    for name, exhibit in EXHIBITS.items():
        if isinstance(exhibit, Frequencies) and exhibit.index:
            tables = [printed_crosstab(of_exhibit(cells, n)) for n, e in CROSSTABS.items()
                      if e.index == exhibit.index]  # fmt: skip
            yield from same_respondents_findings(tables)
            yield from frequency_findings(of_exhibit(cells, name), tables)
            yield from sum_findings(tables, len(PROJECT.indices[exhibit.index].items), (1, 5))


def correlations(cells):
    (exhibit,) = (e for e in EXHIBITS.values() if isinstance(e, Correlations))
    classed = {s.id: s.variable for s in PROJECT.registry.structural}
    labels = {v.id: v.label for v in PROJECT.registry.variables}
    sizes = {
        (labels[classed[table.by]],
         exhibit.column_labels.get(table.index, PROJECT.indices[table.index].label)):
        int(cells[Place(name, N, N)])
        for name, table in CROSSTABS.items()
    }  # fmt: skip
    assert {row for row, _ in sizes} == {labels[row] for row in exhibit.rows}
    return correlation_findings(of_exhibit(cells, exhibit.id), sizes)


def limits(cells):
    """Yield the classes of unemployment outside the country's lowest and highest."""
    low, high = (decimal(cells[Place("tekst", name, "printed")]) for name in UNEMPLOYMENT)
    for row in dict.fromkeys(place.row for place in of_exhibit(cells, "tabell-18")):
        match = LIMITS.match(row)
        place = Place("tabell-18", row, "")
        if match and place not in cells:
            found = [decimal(match[end]) for end in ("low", "high")]
            if not all(low <= number <= high for number in found):
                yield Finding(f"{row} er utenfor {low}–{high}", frozenset({place}))


def texts(cells):
    for name, (exhibit, row, column) in REPEATED.items():
        place, other = Place("tekst", name, "printed"), Place(exhibit, row, column.rstrip(" #"))
        number = value(cells, exhibit, row, column)
        if cells[place] and number is not None and text_value(cells[place]) != number:
            yield Finding(f"{cells[place]} mot {number}", frozenset({place, other}))
    for name, derive in DERIVED.items():
        place = Place("tekst", name, "printed")
        if text_value(cells[place]) != derive(cells):
            yield Finding(f"{cells[place]} mot {derive(cells)}", frozenset({place}))
    for one, other in ALIKE:
        if value(cells, *one) != value(cells, *other):
            yield Finding(f"{one} mot {other}", frozenset({Place(*one), Place(*other)}))
    largest = Place("tekst", "tv1-45", "printed")
    if cells[largest]:
        for name, number in (("t3-25", 1), ("t3-27", 0)):  # 6–30 deltakere; 30 av 57
            size = int(re.findall(r"\d+", cells[Place("tekst", name, "printed")])[number])
            if size > int(cells[largest]):
                yield Finding(f"et nettverk har {size}", frozenset({largest}))


FOUND = audit(PRINTED)
REASONS = defaultdict(list)
for finding in FOUND:
    for place in finding.places:
        REASONS[place].append(finding.reason)


@pytest.mark.parametrize(
    "correction", CORRECTIONS, ids=lambda c: f"{c.place.exhibit}-{c.place.row}-{c.place.column}"
)
def test_a_correction_is_of_a_cell_that_contradicts_others(correction):
    assert REASONS[correction.place]


@pytest.mark.parametrize("number", range(len(FOUND)), ids=lambda n: FOUND[n].reason[:60])
def test_a_contradiction_is_corrected(number):
    assert FOUND[number].places & {correction.place for correction in CORRECTIONS}


def test_nothing_contradicts_what_is_used():
    left = audit(corrected(PRINTED, CORRECTIONS))
    assert not left, "\n".join(finding.reason for finding in left)


def test_a_correction_changes_its_cell():
    assert [c.place for c in CORRECTIONS if c.used == c.printed] == []


def test_no_cell_is_corrected_twice():
    places = [correction.place for correction in CORRECTIONS]
    assert len(set(places)) == len(places)


def test_what_is_omitted_is_not_printed_and_follows_from_what_is():
    for place in read_omissions(FOLDER):
        assert place not in PRINTED
        own = of_exhibit(PRINTED, place.exhibit)
        assert any(place in f.places for f in crosstab_findings(own, "half_up_twice"))


@pytest.mark.parametrize("name", CROSSTABS)
def test_the_counts_of_a_crosstab_follow_from_what_is_used(name):
    table = printed_crosstab(of_exhibit(corrected(PRINTED, CORRECTIONS), name))
    assert len(possible_counts(table, rounding_of(LISTED, name))) == 1


def reconstructed(exhibit):
    """Return the result that the only possible counts and the printed means give."""
    cells = of_exhibit(corrected(PRINTED, CORRECTIONS), exhibit.id)
    table = printed_crosstab(cells)
    (counts,) = possible_counts(table, exhibit.rounding)
    frame = pd.DataFrame(dict(enumerate(counts)))
    columns = {str(number): frame[number] for number in frame} | {"total": frame.sum(axis=1)}
    rows = []
    for name, printed_name in zip(columns, (*table.columns, TOTAL), strict=True):
        column, mean = columns[name], decimal(cells[table.place(MEAN, printed_name)])
        shared = {"column": name, "column_label": printed_name}
        rows += [
            {**shared, "row": str(i), "row_label": label, "n": n, "percent": 100 * n / column.sum()}
            for i, (label, n) in enumerate(zip(table.rows, column, strict=True))
        ]
        rows.append({**shared, "row": "total", "row_label": "Totalt", "n": column.sum(),
                     "percent": 100.0, "mean": None if mean is None else float(mean)})  # fmt: skip
    test = chi_square(frame, Conventions(monte_carlo_draws=0), ordinal=True)
    details = {"question": "", "heading": ""}
    return Result(exhibit.id, "crosstab", pd.DataFrame(rows), int(frame.to_numpy().sum()), "",
                  tests=(test,), details=details)  # fmt: skip


@pytest.mark.parametrize("name", CROSSTABS)
def test_the_counts_set_as_a_table_are_the_printed_table(name):
    rendered = table_cells(layout(EXHIBITS[name], reconstructed(EXHIBITS[name])))
    found = differences(of_exhibit(PRINTED, name), CORRECTIONS, rendered)
    assert not found, "\n".join(map(str, found))
