"""An edit runs what it touches, and nothing else."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from evaluering.config.formats import formats_of
from evaluering.config.project import load_project
from evaluering.render.language import say
from evaluering.workflow.flow import Flow
from small_project import EXHIBITS, FIGURES, OUTPUTS, RAW, REPORT, WAVE
from two_waves import add_wave
from workspace import (
    contents,
    copy_source,
    jobs,
    messages,
    planned,
    replace_in,
    run,
    snakemake,
)

pytestmark = pytest.mark.workflow

LEADERS = "config/surveys/ledere.yaml"
FRAME = f"{RAW}/frames/ansatte.csv"
DOCUMENTS = {f"{command}-{REPORT}" for command in formats_of(None)}
SHOWN = {f"reproduce-{REPORT}", *DOCUMENTS}
"""What holds every figure and table."""
CHECKS = {f"claims-{REPORT}", f"reproduce-{REPORT}"}
STALE = """
from pathlib import Path
from evaluering.config.project import load_project
from evaluering.workflow.flow import Flow
from evaluering.workflow.staleness import stale_parts
print(*(name for _, name in stale_parts(Flow(load_project(Path())))))
"""


def stale(root: Path) -> set[str]:
    """Return the parts that have to be made, as the copy's own package says."""
    told = run(root, "-c", STALE)
    assert told.returncode == 0, told.stdout
    return set(told.stdout.split())


def edited(root: Path, file: str, old: str, new: str) -> set[str]:
    """Return the parts that an edit asks for; the file is as it was afterwards."""
    before = (root / file).read_bytes()
    replace_in(root / file, old, new)
    found = stale(root)
    (root / file).write_bytes(before)
    return found


def of(*exhibits: str, steps: tuple[str, ...] = ("results", "figures", "tables")) -> set[str]:
    """Return the parts of exhibits: a figure is drawn, a table is set."""
    return {
        f"{step}-{REPORT}.{exhibit}"
        for exhibit in exhibits
        for step in steps
        if step == "results" or exhibit.startswith({"figures": "figur", "tables": "tab"}[step])
    }


def test_rules_and_jobs_have_the_same_titles_and_commands(rebuildable):
    plan = snakemake(rebuildable, "--dry-run", "--forceall")
    steps = Flow(load_project(rebuildable)).jobs
    titles = [f"{say(job.title)} ({job.wave})" if job.wave else say(job.title) for job in steps]
    assert sorted(messages(plan)) == sorted(titles)
    shell = r"^Shell command: (.+) --jobs \d 3>&2 > (\S+) 2>&1$"
    commands = re.findall(shell, plan.stdout, re.MULTILINE)
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


def test_a_deleted_figure_is_drawn_again_by_its_own_part_and_is_the_same(rebuildable):
    before = contents(rebuildable, *OUTPUTS)
    other = (rebuildable / FIGURES / "figur-3.svg").stat().st_ino
    (rebuildable / FIGURES / "figur-4.svg").unlink()
    assert f"build-{REPORT}_{WAVE}" in jobs(planned(rebuildable))
    result = snakemake(rebuildable)
    assert result.returncode == 0, result.stdout
    assert contents(rebuildable, *OUTPUTS) == before
    assert (rebuildable / FIGURES / "figur-3.svg").stat().st_ino == other


def test_an_item_label_runs_what_shows_it_and_is_seen_when_it_has_run(rebuildable):
    replace_in(rebuildable / LEADERS, "Målene er klare", "Målene er klare!")
    found = stale(rebuildable)
    exhibits = {name for name in found if name.startswith("results-")}
    assert 0 < len(exhibits) < len(Flow(load_project(rebuildable)).project.exhibits(REPORT)) / 2
    assert {"quality", "appendix", *CHECKS, *SHOWN} <= found
    assert not found & {"indices", "ingest-ledere"}
    result = snakemake(rebuildable)
    assert result.returncode == 0, result.stdout
    log = (rebuildable / f"logs/{WAVE}/build-{REPORT}.log").read_text(encoding="utf-8")
    made = int(re.findall(r"(\d+) av \d+ laget", log)[-1])
    assert len(exhibits) <= made < len(found)
    page = (rebuildable / f"reports/{WAVE}/{REPORT}/rapport.html").read_text(encoding="utf-8")
    assert "Målene er klare!" in page
    assert stale(rebuildable) == set()


def test_a_label_that_one_exhibit_shows_runs_that_one_the_quality_pages_and_the_checks(
    rebuildable,
):
    found = edited(rebuildable, LEADERS, "satt i gang tiltak", "satt i gang!")
    exhibits = {name.rpartition(".")[2] for name in found if "." in name}
    assert len(exhibits) == 1
    assert found - of(*exhibits) == {"quality", *CHECKS, *SHOWN}


@pytest.mark.parametrize(
    ("module", "among", "beside"),
    [
        ("synthesis/plan.py", set(), {"results", "figures", "tables", "checks"}),
        ("stats/aapor.py", {"results", "tables", *SHOWN}, {"figures", "ingest"}),
        ("render/figures/likert.py", {"figures", *DOCUMENTS}, {"results", "tables", "checks"}),
        ("render/tables/correlations.py", {"tables", *SHOWN}, {"results", "figures"}),
        ("exhibits/crosstab.py", {"results", "tables", *SHOWN}, {"ingest", "indices"}),
    ],
)
def test_an_edited_function_runs_the_parts_that_use_it(rebuildable, module, among, beside):
    copy_source(rebuildable)
    with (rebuildable / "src/evaluering" / module).open("a", encoding="utf-8") as file:
        file.write("# endret\n")
    found = stale(rebuildable)
    steps = found | {name.partition("-")[0] for name in found}
    assert among <= steps
    assert not beside & steps


def test_a_new_wave_runs_its_own_jobs_and_no_others(rebuildable):
    add_wave(rebuildable, "2025")
    plan = planned(rebuildable)
    assert set(jobs(plan)) == {"prepare_2025", f"build-{REPORT}_2025"}
    assert not [m for m in messages(plan) if "(2025)" not in m]


def test_a_changed_raw_file_runs_its_own_survey_and_what_follows(rebuildable):
    found = edited(rebuildable, FRAME, "fylke,1,40", "fylke,1,41")
    assert {"quality", *SHOWN} <= found  # a frame is held against the answers and the number sent
    assert not {name for name in found if name.startswith(("ingest", "link", "indices"))}
    exhibits = Flow(load_project(rebuildable)).project.chapters[REPORT, "utvalg"].exhibits
    results = {name for name in found if name.startswith("results-")}
    assert results
    assert results <= of(*(e.id for e in exhibits), steps=("results",))


def test_a_colour_runs_the_figures_that_use_it_and_what_holds_them(rebuildable):
    found = edited(rebuildable, "config/groups.yaml", "#228833", "#281c6f")
    figures = {name for name in found if name.startswith("figures-")}
    assert figures
    assert found == figures | DOCUMENTS


def test_a_table_title_runs_what_shows_it(rebuildable):
    path = f"{EXHIBITS}/utvalg.yaml"
    found = edited(rebuildable, path, "title: Tabell av response_rates", "title: Svarprosenter")
    tables = {name for name in found if name.startswith("tables-")}
    assert len(tables) == 1
    assert found == {*tables, *SHOWN}


def test_results_that_are_the_same_again_give_what_reads_them_nothing_to_do(rebuildable):
    words = ("--wave", WAVE, "--report", REPORT)
    receipt = rebuildable / f"data/processed/{WAVE}/receipts/build-{REPORT}.json"
    before = receipt.read_bytes()
    again = run(rebuildable, "-m", "evaluering", "results", *words, "--again")
    assert again.returncode == 0, again.stdout
    assert receipt.read_bytes() == before
    assert stale(rebuildable) == set()
    assert "Ingenting å gjøre" in snakemake(rebuildable).stdout
