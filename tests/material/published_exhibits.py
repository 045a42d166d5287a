"""The printed cells of every exhibit beside what the pipeline makes of them."""

from __future__ import annotations

from functools import partial

from evaluering.checks.matching import SIGNIFICANCE, differences, figure_cells, table_cells
from evaluering.config.project import load_project
from evaluering.data.published import (
    Place,
    of_exhibit,
    read_cells,
    read_corrections,
    read_omissions,
)
from evaluering.exhibits.result import load_result
from evaluering.render.numbers import Format, Written
from evaluering.render.tables.laying import layout_of
from workspace import REPORT, REPOSITORY, RESULTS

FOLDER = REPOSITORY / "data/raw/published" / REPORT
CELLS = read_cells(FOLDER)
CORRECTIONS = read_corrections(FOLDER)
EXHIBITS = {exhibit.id: exhibit for exhibit in load_project(REPOSITORY).exhibits(REPORT)}
PRINTED = list(dict.fromkeys(place.exhibit for place in CELLS if place.exhibit in EXHIBITS))
OMITTED = read_omissions(FOLDER)


def printed(name):
    """Return an exhibit's cells; a crosstab without a star prints that it is not significant."""
    cells = of_exhibit(CELLS, name)
    if EXHIBITS[name].kind == "crosstab":
        place = Place(name, *SIGNIFICANCE)
        cells.setdefault(place, OMITTED.get(place, "–"))
    return cells


def rendered(exhibit, result):
    if exhibit.is_figure:
        shown = exhibit.printed
        write = partial(Written, format=Format(shown.decimals, exhibit.rounding))
        return figure_cells(result, shown.column, write)
    return table_cells(layout_of(exhibit).layout(exhibit, result))


def unlike(root, name):
    """Return the cells of an exhibit that a built project renders otherwise than printed."""
    exhibit, result = EXHIBITS[name], load_result(root / RESULTS / name)
    return differences(printed(name), CORRECTIONS, rendered(exhibit, result))
