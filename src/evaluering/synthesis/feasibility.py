"""Printed numbers that are impossible by themselves: found before any search for a solution."""

from __future__ import annotations

from collections.abc import Mapping

from evaluering.config.exhibits.base import Exhibit
from evaluering.config.exhibits.crosstab import Crosstab
from evaluering.config.exhibits.frequencies import Frequencies
from evaluering.config.exhibits.group_means import GroupMeans
from evaluering.config.exhibits.percentages import Percentages
from evaluering.config.exhibits.response_rates import ResponseRates
from evaluering.config.project import Project
from evaluering.errors import DataError
from evaluering.synthesis.published import REMEDY, PublishedTable

N, PERCENT, TOTALS = "n", "Prosent", frozenset({"total", "totalt"})


def check_printed(project: Project, report: str, tables: Mapping[str, PublishedTable]) -> None:
    """Refuse the first printed number that no answers whatever can give.

    Parameters
    ----------
    project, report
        The exhibits tell what each table shows.
    tables
        The printed tables by exhibit.

    Raises
    ------
    DataError
        A mean is outside its scale, per cents do not add up to 100, or a number of respondents
        is lower than the sum of its parts; the message names it.
    """
    for exhibit in (e for e in project.exhibits(report) if e.id in tables):
        table = tables[exhibit.id]
        if isinstance(exhibit, GroupMeans):
            _check_means(project, exhibit, table)
        if isinstance(exhibit, Percentages | Crosstab):
            _check_percents(table, [c for c in table.columns if c not in {"Antall", "Prosent"}])
        if isinstance(exhibit, Frequencies):
            _check_percents(table, [c for c in table.columns if c == PERCENT])
            _check_parts(table, [c for c in table.columns if c != PERCENT])
        if isinstance(exhibit, ResponseRates):
            _check_answers(table, exhibit)


def _check_means(project: Project, exhibit: GroupMeans, table: PublishedTable) -> None:
    survey = project.surveys[project.groups[exhibit.groups[0]].survey]
    codes = project.scales[survey.battery_of(exhibit.item_names[0]).scale].codes
    for row, cells in table.cells.items():
        for column in cells:
            value = table.number(row, column)
            if row != N and not codes[0] <= value <= codes[-1]:
                place = f"«{row}» × «{column}»"
                fault = f"Gjennomsnittet {cells[column]} i {place} er utenfor skalaen"
                raise DataError(table.file, f"{fault} {codes[0]}–{codes[-1]}.", REMEDY)


def _check_percents(table: PublishedTable, columns: list[str]) -> None:
    """Check that the parts of each column add up to 100, but for their rounding."""
    for column in columns:
        parts = [
            table.number(row, column)
            for row in table.cells
            if table.has(row, column) and _is_part(row)
        ]
        if parts and abs(sum(parts) - 100) > max(1.0, len(parts) / 2 + 0.5):
            fault = f"Prosentene i «{column}» summerer til {sum(parts):g}, ikke 100."
            raise DataError(table.file, fault, REMEDY)


def _is_part(row: str) -> bool:
    return row.casefold() not in {*TOTALS, N, "antall", "gjennomsnitt", "kjikvadrat"}


def _check_parts(table: PublishedTable, columns: list[str]) -> None:
    for column in columns:
        counts = [table.number(r, column) for r in table.cells if _is_part(r)]
        total = next((r for r in table.cells if r.casefold() in TOTALS), None)
        if total and table.has(total, column) and (n := table.number(total, column)) < sum(counts):
            fault = f"n = {n:g} i «{column}» er mindre enn summen av delene, {sum(counts):g}."
            raise DataError(table.file, fault, REMEDY)


def _check_answers(table: PublishedTable, exhibit: Exhibit) -> None:
    for row in table.cells:
        if table.has(row, "Populasjon") and table.has(row, "Antall svar"):
            population, n = table.number(row, "Populasjon"), table.number(row, "Antall svar")
            if n > population:
                fault = f"«{row}» i {exhibit.number} har {n:g} svar, flere enn {population:g}."
                raise DataError(table.file, fault, REMEDY)
