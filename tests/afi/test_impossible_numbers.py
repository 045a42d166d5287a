"""A printed number that cannot be met is named, with the constraint that it breaks."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest

from evaluering.config.project import load_project
from evaluering.config.reading import read_model
from evaluering.data.published import read_cells, read_corrections
from evaluering.errors import DataError
from evaluering.synthesis.feasibility import check_printed
from evaluering.synthesis.plan import Plans
from evaluering.synthesis.published import published_tables
from evaluering.synthesis.representatives import draw_representatives
from evaluering.synthesis.targets import read_targets
from workspace import REPORT, REPOSITORY, WAVE

PROJECT = load_project(REPOSITORY)
SOURCE = REPOSITORY / "data/raw/published" / REPORT
BOUNDS = {
    "folketall": (600, 280_000),
    "andel-barn": (6, 16),
    "andel-arbeidsledige": (0.4, 8.9),
    "frie-inntekter": (39_520, 135_500),
}


@pytest.fixture
def folder(tmp_path):
    shutil.copytree(SOURCE, tmp_path / REPORT)
    return tmp_path / REPORT


def change(folder, exhibit, cells):
    """Print other numbers in some cells of an exhibit."""
    path = folder / f"{exhibit}.csv"
    rows = list(csv.DictReader(path.open(encoding="utf-8")))
    for row in rows:
        row["printed"] = cells.pop((row["row"], row["column"]), row["printed"])
    assert not cells
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, fieldnames=["row", "column", "printed"])
        writer.writeheader()
        writer.writerows(rows)


def tables(folder):
    return published_tables(folder, read_cells(folder), read_corrections(folder))


def test_the_printed_numbers_with_their_corrections_are_possible(folder):
    check_printed(PROJECT, REPORT, tables(folder))
    found = read_targets(PROJECT, REPORT, BOUNDS, tables(folder))
    assert (len(found.indices), len(found.crosstabs), len(found.correlations)) == (6, 24, 24)


@pytest.mark.parametrize(
    ("exhibit", "cells", "message"),
    [
        ("tabell-22", {("Gjennomsnitt", "Lav"): "5,3"}, "5.3, utenfor skalaen 1–5"),
        ("tabell-22", {("Gjennomsnitt", "Lav"): "2,10"}, "2.10, som krever en sum"),
        ("tabell-22", {("Gjennomsnitt", "Totalt"): "4,20"}, "kolonnene gir"),
        ("tabell-22", {("Godt", "Lav"): "73"}, "3, 73, 64, som ingen hele tall av n = 36 gir"),
        ("tabell-22", {("Antall", "Lav"): "40"}, "n = 40, men klassen har 37"),
        ("tabell-22", {("Antall", "Antall"): "70"}, "total 70, kolonnene summerer til 80"),
        ("tabell-20", {("Totalt", "Antall"): "100"}, "summerer til 102, totalen er 100"),
        ("tabell-37", {("Gjennomsnitt", "Svært lav"): "4,41"}, "kan ikke forekomme"),
    ],
)
def test_an_impossible_crosstab_is_named(folder, exhibit, cells, message):
    change(folder, exhibit, cells)
    with pytest.raises(DataError, match=message) as fault:
        read_targets(PROJECT, REPORT, BOUNDS, tables(folder))
    assert exhibit in str(fault.value)


@pytest.mark.parametrize(
    ("exhibit", "cells", "message"),
    [
        ("figur-21", {("n", "Skoleeier"): "130", (
            "Skoleeier/-leder har gode verktøy for å kartlegge kompetansebehov", "Skoleeier"
        ): "5,3"}, "5,3 i .* utenfor skalaen 1–5"),
        ("figur-8", {("Fornøyd", "Samarbeidsforum"): "85"}, "summerer til 1.., ikke 100"),
        ("tabell-20", {("Godt", "Prosent"): "68"}, "summerer til 140, ikke 100"),
        ("tabell-20", {("Totalt", "Antall"): "90"}, "n = 90 i «Antall» er mindre enn summen"),
        ("tabell-13", {("Rogaland", "Antall svar"): "900"}, "900 svar, flere enn"),
    ],
)  # fmt: skip
def test_an_impossible_number_is_named(folder, exhibit, cells, message):
    change(folder, exhibit, cells)
    with pytest.raises(DataError, match=message) as fault:
        check_printed(PROJECT, REPORT, tables(folder))
    assert exhibit in str(fault.value)


def test_tables_that_cannot_be_true_together_are_named(folder):
    """Each is possible, but the five without an income would have more than the highest sum."""
    change(folder, "tabell-24", {("Gjennomsnitt", "Høye"): "4,20",
                                 ("Gjennomsnitt", "Totalt"): "4,34"})  # fmt: skip
    file = Path("config/synthesis.yaml")
    plan = read_model(Plans, REPOSITORY / file, file).waves[WAVE]
    found = read_targets(PROJECT, REPORT, BOUNDS, tables(folder))
    with pytest.raises(DataError, match=r"Dette må vike: tabell-2[1-4]: gjennomsnittet"):
        draw_representatives(
            PROJECT, found, plan.representatives, plan.municipalities, {}, {}, 1, print
        )
