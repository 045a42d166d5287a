"""The attacker finds every kind of leak that is planted, and nothing where nothing is."""

import json
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from evaluering.cli.published import told_by_files
from evaluering.config.paths import Paths
from evaluering.config.project import Project, load_project
from evaluering.disclosure.attack.attack import attacked
from evaluering.disclosure.attack.formats import drawn_hidden, html_cells, svg_texts, unexplained
from evaluering.disclosure.attack.leaks import AttackLimits
from planted_exhibits import (
    LARGE,
    by_group,
    crosstab,
    means,
    one_way,
    places,
    rates,
)
from planted_formats import FORMAT_PLANTS, FormatPlant
from planted_leaks import EVEN, PLANTS, Plant, class_table
from small_project import REPORT, WAVE, write_project


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Return the little project's configuration."""
    return load_project(write_project(tmp_path_factory.mktemp("lekkasjer") / "p")).of_report(REPORT)


def test_there_are_at_least_forty_kinds() -> None:
    assert len(PLANTS) + len(FORMAT_PLANTS) >= 40


@pytest.mark.parametrize("plant", [pytest.param(plant, id=name) for name, plant in PLANTS.items()])
def test_a_planted_leak_is_found(project: Project, plant: Plant) -> None:
    limits = AttackLimits(count=3, width=plant.width)
    found = attacked(plant.published(project), plant.known, limits, WAVE, REPORT)
    assert plant.kind in {leak.kind for leak in found.leaks}


@pytest.mark.parametrize(
    "plant", [pytest.param(plant, id=name) for name, plant in FORMAT_PLANTS.items()]
)
def test_a_number_that_a_file_shows_and_the_numbers_withhold_is_found(
    project: Project, plant: FormatPlant
) -> None:
    withheld = by_group(project, [None, None, 30, 20, 10])
    assert tuple(unexplained(withheld, plant.cells)) == plant.found
    assert len(drawn_hidden(withheld, plant.picture)) == bool(plant.picture)


def test_a_small_p_in_the_workbook_is_no_number_that_is_withheld(project: Project) -> None:
    """Digits of the exponent of a number that is shown are none by themselves."""
    withheld = by_group(project, [None, None, 30, 20, 10])
    table = withheld.result.table.assign(p=5.39e-09)
    told = replace(withheld, result=replace(withheld.result, table=table))
    assert not unexplained(told, [repr(5.39e-09)])
    assert unexplained(withheld, [repr(5.39e-09)]) == ["5.39e-09"]


def test_files_of_checks_that_tell_more_are_found(
    project: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    withheld, paths = by_group(project, [None, None, 30, 20, 10]), Paths(tmp_path)
    files = {
        "claims": {"claims": [{"id": "c", "exhibit": "figur-4", "numbers": [{"n": [2, 40]}]}]},
        "reproduce": {"cells": [{"exhibit": "figur-4", "unrounded": 17.25}]},
    }
    for name, content in files.items():
        file = paths.check_files(WAVE, REPORT, name)[1]
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(content), encoding="utf-8")
    found = list(told_by_files(paths, [withheld], AttackLimits()))
    assert [leak.kind for leak in found] == ["small_count", "text"]
    assert "figur-4.svg: finnes ikke" in capsys.readouterr().err


def test_safe_numbers_give_nothing(project: Project) -> None:
    small = ("1", "2") * 6
    own = places(*small, k1=(1, "0"), k2=(2, "1"))
    exhibits = [
        crosstab(project, EVEN),
        one_way(project, [20, 20, 20], 60),
        by_group(project, LARGE),
        means(project, 40, 3.4, 1.1),
        rates(project, 12, 40),
        class_table(project, [[3, 3, 0], [3, 3, 0], [0, 0, 0]]),
    ]
    # nobody is of the third size, and nobody has the third class
    assert attacked(exhibits, [own], AttackLimits(), WAVE, REPORT).leaks == ()


def test_hidden_cells_that_are_protected_give_nothing(project: Project) -> None:
    hidden = [(0, 0), (0, 1), (1, 0), (1, 1)]
    table = crosstab(project, [[2, 8], [8, 12], *EVEN[2:]], hidden)
    found = attacked([table], [], AttackLimits(), WAVE, REPORT)
    assert (found.leaks, found.hidden) == ((), 4)


def test_what_a_file_shows_of_shown_numbers_is_none_too_many(project: Project) -> None:
    withheld = by_group(project, [None, None, 30, 20, 10], percent=33.333333)
    picture = "<!-- 20 % --><!-- Rektor (n=60) --><g id='x'><text>33,3 %</text></g>"
    page = "<td class='right'>30</td><td>33</td><td>:</td><td>Helt uenig</td>"
    assert unexplained(withheld, [*svg_texts(picture), *html_cells(page)]) == []


def test_what_the_solver_cannot_settle_in_time_is_no_pass(project: Project) -> None:
    hidden = [(row, column) for row in range(5) for column in range(2)]
    table = crosstab(project, EVEN, hidden)
    found = attacked([table], [], AttackLimits(seconds=1e-9), WAVE, REPORT).leaks
    assert {leak.kind for leak in found} == {"undecided"}


def test_weighted_means_and_per_cents_tell_no_single_answers(project: Project) -> None:
    design = SimpleNamespace(weighted=True)
    surveys = {k: v.model_copy(update={"design": design}) for k, v in project.surveys.items()}
    weighted = replace(project, surveys=surveys)
    exhibits = [means(weighted, 5, 1.4, 0.9), by_group(weighted, LARGE, percent=6.5)]
    assert attacked(exhibits, [], AttackLimits(), WAVE, REPORT).leaks == ()


def test_two_numbers_of_the_same_people_need_not_be_one(project: Project) -> None:
    exhibits = [one_way(project, [20, 20, 20], 60), one_way(project, [30, 30, 30], 90)]
    assert attacked(exhibits, [], AttackLimits(), WAVE, REPORT).leaks == ()


def test_of_another_report_nothing_is_told(project: Project) -> None:
    leaking = one_way(project, [2, 20, 20], 42)
    assert attacked([leaking], [], AttackLimits(), WAVE, "andre").leaks == ()


def test_a_threshold_is_one_or_more() -> None:
    with pytest.raises(ValueError, match="1 or more"):
        AttackLimits(count=0)
