"""Every printed cell against the pipeline's, exhibit by exhibit."""

from __future__ import annotations

from functools import partial
from importlib import import_module

import pytest

from evaluering.checks.matching import SIGNIFICANCE, differences, figure_cells, table_cells
from evaluering.config.project import load_project
from evaluering.data.published import (
    Place,
    of_exhibit,
    read_cells,
    read_corrections,
    read_list,
    read_omissions,
)
from evaluering.exhibits.result import load_result
from evaluering.render.numbers import number
from workspace import REPORT, REPOSITORY, RESULTS

pytestmark = pytest.mark.workflow

FOLDER = REPOSITORY / "data/raw/published" / REPORT
CELLS = read_cells(FOLDER)
CORRECTIONS = read_corrections(FOLDER)
EXHIBITS = {exhibit.id: exhibit for exhibit in load_project(REPOSITORY).exhibits(REPORT)}
PRINTED = list(dict.fromkeys(place.exhibit for place in CELLS if place.exhibit in EXHIBITS))
OMITTED = read_omissions(FOLDER)
VALUES = {"group_means": ("mean", 1), "percentages": ("percent", 0)}


def printed(name):
    """Return an exhibit's cells; a crosstab without a star prints that it is not significant."""
    cells = of_exhibit(CELLS, name)
    if EXHIBITS[name].kind == "crosstab":
        place = Place(name, *SIGNIFICANCE)
        cells.setdefault(place, OMITTED.get(place, "–"))
    return cells


def rendered(exhibit, result):
    if exhibit.is_figure:
        value, decimals = VALUES[exhibit.kind]
        write = partial(number, decimals=decimals, rounding=exhibit.rounding)
        return figure_cells(result, value, write)
    layout = import_module(f"evaluering.render.tables.{exhibit.kind}").layout
    return table_cells(layout(exhibit, result))


@pytest.mark.parametrize("name", PRINTED)
def test_an_exhibit_has_the_printed_numbers(built, name):
    exhibit, result = EXHIBITS[name], load_result(built / RESULTS / name)
    found = differences(printed(name), CORRECTIONS, rendered(exhibit, result))
    assert not found, "\n".join(map(str, found))


def test_every_printed_table_is_an_exhibit():
    printed = {place.exhibit for place in CELLS if place.exhibit.startswith("tabell")}
    assert printed <= set(EXHIBITS)


def test_an_exhibit_is_rounded_as_the_list_says():
    listed = {entry.exhibit: entry.rounding for entry in read_list(FOLDER)}
    assert set(listed) == {place.exhibit for place in CELLS}
    assert {name: EXHIBITS[name].rounding for name in PRINTED} == {n: listed[n] for n in PRINTED}


def test_an_exhibit_has_the_number_and_section_of_the_list():
    listed = {entry.exhibit: (entry.number, entry.section) for entry in read_list(FOLDER)}
    own = {name: (EXHIBITS[name].number, EXHIBITS[name].section) for name in PRINTED}
    assert own == {name: listed[name] for name in PRINTED}
