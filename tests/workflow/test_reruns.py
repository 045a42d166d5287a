"""An edit runs what it touches, and nothing else."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

import pytest

from evaluering.config.formats import formats
from evaluering.config.project import load_project
from evaluering.render.language import say
from evaluering.workflow.flow import Flow
from small_project import EXHIBITS, FIGURES, OUTPUTS, RAW, REPORT, SURVEYS, WAVE
from workspace import (
    contents,
    copy_source,
    jobs,
    messages,
    planned,
    replace_in,
    snakemake,
)

pytestmark = pytest.mark.workflow

QUALITY, CHECKS = f"quality_{WAVE}", f"checks_{WAVE}_{REPORT}"
LEADERS = "config/surveys/ledere.yaml"
FRAME = f"{RAW}/frames/ansatte.csv"


def rule(step: str, chapter: str = "") -> str:
    return f"{step}_{REPORT}" + (f".{chapter}" if chapter else "")


SHOWN = {CHECKS, *(rule(command) for command in formats())}
"""What holds every figure and table."""


def edited(root: Path, file: str, old: str, new: str) -> dict[str, int]:
    """Return the jobs that an edit asks for; the file is as it was afterwards."""
    before = (root / file).read_bytes()
    replace_in(root / file, old, new)
    found = jobs(planned(root))
    (root / file).write_bytes(before)
    return found


def once(*names: str) -> dict[str, int]:
    return dict.fromkeys(names, 1)


def test_rules_and_steps_have_the_same_titles_and_commands(rebuildable):
    plan = snakemake(rebuildable, "--dry-run", "--forceall")
    steps = Flow(load_project(rebuildable)).jobs
    titles = [f"{say(job.title)} ({job.wave})" if job.wave else say(job.title) for job in steps]
    assert sorted(messages(plan)) == sorted(titles)
    commands = re.findall(r"^Shell command: (.+) > (\S+) 2>&1$", plan.stdout, re.MULTILINE)
    assert sorted(commands) == sorted((job.line, job.log.as_posix()) for job in steps)


def test_nothing_changed_runs_nothing_whatever_the_dates(rebuildable):
    result = snakemake(rebuildable)
    assert result.returncode == 0
    assert "Ingenting å gjøre" in result.stdout
    for path in (rebuildable / RAW).rglob("*.*"):
        os.utime(path)
    copy_source(rebuildable)
    os.utime(rebuildable / "src/evaluering/data/codebook.py")
    assert jobs(planned(rebuildable)) == {}


def test_a_deleted_figure_is_drawn_again_by_its_own_job_and_is_the_same(rebuildable):
    before = contents(rebuildable, *OUTPUTS)
    (rebuildable / FIGURES / "figur-4.svg").unlink()
    expected = set(jobs(planned(rebuildable)))
    assert expected <= {rule("figures", "svar"), *SHOWN - {CHECKS}}
    assert rule("figures", "svar") in expected
    result = snakemake(rebuildable)
    assert result.returncode == 0, result.stdout
    assert contents(rebuildable, *OUTPUTS) == before


def test_an_item_label_runs_what_shows_it(rebuildable):
    shown = [rule("results", "svar"), rule("figures", "svar"), rule("results", "mer")]
    assert edited(rebuildable, LEADERS, "Målene er klare", "Målene er klare!") == once(
        QUALITY, f"appendix_{WAVE}", *shown, rule("tables"), *SHOWN
    )


def test_a_label_that_no_exhibit_shows_runs_the_quality_pages_and_the_checks(rebuildable):
    found = edited(rebuildable, LEADERS, "satt i gang tiltak", "satt i gang!")
    assert found == once(QUALITY, *SHOWN)  # the documents tell the verdict


@pytest.mark.parametrize(
    ("module", "expected"),
    [
        ("synthesis/plan.py", set()),
        ("stats/aapor.py", {rule("results", "mer"), rule("tables"), *SHOWN}),
        ("render/figures/likert.py", {rule("figures", "svar"), *SHOWN - {CHECKS}}),
        ("render/tables/correlations.py", {rule("tables"), *SHOWN}),
        (
            "exhibits/crosstab.py",
            {rule("results", "sammenheng"), rule("figures", "sammenheng"), rule("tables"), *SHOWN},
        ),
    ],
)
def test_an_edited_function_runs_the_rules_that_use_it(rebuildable, module, expected):
    copy_source(rebuildable)
    with (rebuildable / "src/evaluering" / module).open("a", encoding="utf-8") as file:
        file.write("# endret\n")
    assert jobs(planned(rebuildable)) == once(*expected)


def test_a_new_wave_runs_its_own_jobs_and_the_index_page(rebuildable):
    new = rebuildable / "data/raw/2023"
    shutil.copytree(rebuildable / RAW, new)
    replace_in(new / "wave.yaml", f"id: '{WAVE}'", "id: '2023'")
    plan = planned(rebuildable)
    counts = jobs(plan)
    assert counts["ingest"] == len(SURVEYS)
    assert counts["index"] == 1
    documents = [rule(command) for command in formats()]
    assert {"quality_2023", "registry", "link", "indices", rule("tables"), *documents} <= set(
        counts
    )
    others = [m for m in messages(plan) if "(2023)" not in m]
    assert others == ["Lager inngangssiden"]


def test_a_changed_raw_file_runs_its_own_survey_and_what_follows(rebuildable):
    assert edited(rebuildable, FRAME, "fylke,1,40", "fylke,1,41") == once(
        QUALITY,  # a frame is held against the answers and the number sent
        rule("results", "utvalg"),
        rule("figures", "utvalg"),
        rule("tables"),
        *SHOWN,
    )


def test_a_colour_runs_the_figures_that_use_it_and_what_holds_them(rebuildable):
    found = edited(rebuildable, "config/groups.yaml", "#228833", "#281c6f")
    figures = {rule("figures", chapter) for chapter in ("utvalg", "svar")}
    assert set(found) == {*figures, *SHOWN - {CHECKS}}


def test_a_table_title_runs_what_shows_it(rebuildable):
    path = f"{EXHIBITS}/utvalg.yaml"
    found = edited(rebuildable, path, "title: Tabell av response_rates", "title: Svarprosenter")
    assert found == once("index", rule("tables"), *SHOWN)
