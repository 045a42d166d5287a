"""An edit runs what it touches, and nothing else."""

from __future__ import annotations

import os
import re
import shutil
import textwrap
from pathlib import Path

import pytest
import yaml

from evaluering.config.formats import formats
from evaluering.config.project import load_project
from evaluering.workflow.flow import Flow
from workspace import (
    EXHIBITS,
    FIGURES,
    OUTPUTS,
    RAW,
    REPORT,
    REPOSITORY,
    SURVEYS,
    WAVE,
    contents,
    jobs,
    messages,
    planned,
    replace_in,
    snakemake,
)

pytestmark = pytest.mark.workflow

ITEM = "Vi definerer roller og ansvar sammen"  # maal_roller, in Figur 3 and the supplement
ITEM_CHAPTERS = ("kapittel-3", "tillegg")
UNUSED_ITEM = "Deltar du i et regionalt kompetansenettverk?"  # in the codebook only
QUALITY = f"quality_{WAVE}"
OWN_EXAMPLE = """
- id: figur-4
  number: Figur 4
  kind: group_means
  title: Hvor enig eller uenig er du i følgende påstander om funksjon
  section: "3.3"
  groups: [samarbeidsforum, kompetansenettverk]
  items: [funksjon_informasjon, funksjon_oversikt]
"""


def rule(step: str, chapter: str = "") -> str:
    return f"{step}_{REPORT}" + (f".{chapter}" if chapter else "")


def documents() -> list[str]:
    return [rule(command) for command in formats()]


def checks() -> list[str]:
    return [f"checks_{WAVE}_{REPORT}"]


def rules(*names: str) -> dict[str, int]:
    return dict.fromkeys(names, 1)


def test_rules_and_steps_have_the_same_titles_and_commands(rebuildable):
    plan = snakemake(rebuildable, "--dry-run", "--forceall")
    steps = Flow(load_project(rebuildable)).jobs
    titles = [f"{job.title} ({job.wave})" if job.wave else job.title for job in steps]
    assert sorted(messages(plan)) == sorted(titles)
    commands = re.findall(r"^Shell command: (.+) > (\S+) 2>&1$", plan.stdout, re.MULTILINE)
    assert sorted(commands) == sorted((job.line, job.log.as_posix()) for job in steps)


def test_nothing_changed_runs_nothing(rebuildable):
    result = snakemake(rebuildable)
    assert result.returncode == 0
    assert jobs(planned(rebuildable)) == {}
    assert "Ingenting å gjøre" in result.stdout


def test_a_deleted_figure_is_drawn_again_by_its_own_job_and_is_the_same(rebuildable):
    before = contents(rebuildable, *OUTPUTS)
    (rebuildable / FIGURES / "figur-22.svg").unlink()
    expected = set(jobs(planned(rebuildable)))
    assert expected <= {rule("figures", "kapittel-6"), *documents()}
    assert rule("figures", "kapittel-6") in expected
    result = snakemake(rebuildable)
    assert result.returncode == 0, result.stdout
    assert contents(rebuildable, *OUTPUTS) == before


def test_an_item_label_runs_what_shows_it(rebuildable):
    replace_in(rebuildable / "config/surveys/samarbeidsforum.yaml", ITEM, f"{ITEM}!")
    assert jobs(planned(rebuildable)) == rules(
        QUALITY,
        *(rule(step, chapter) for step in ("results", "figures") for chapter in ITEM_CHAPTERS),
        rule("tables"),
        *documents(),
        *checks(),
    )


def test_a_label_that_no_exhibit_shows_runs_the_quality_pages_and_the_claims(rebuildable):
    replace_in(rebuildable / "config/surveys/uh.yaml", UNUSED_ITEM, f"{UNUSED_ITEM}!")
    found = jobs(planned(rebuildable))
    assert found == rules(QUALITY, *checks(), *documents())  # the documents tell the verdict


@pytest.mark.parametrize(
    ("module", "expected"),
    [
        ("stats/aapor.py", {}),
        (
            "render/figures/percentages.py",
            rules(*(rule("figures", f"kapittel-{n}") for n in (3, 5, 6)), *documents()),
        ),
        (
            "render/tables/correlations.py",
            rules(rule("tables"), *checks(), *documents()),
        ),
        (
            "exhibits/crosstab.py",
            rules(rule("results", "vedlegg-3"), rule("tables"), *checks(), *documents()),
        ),
    ],
)
def test_an_edited_function_runs_the_rules_that_use_it(rebuildable, module, expected):
    with (rebuildable / "src/evaluering" / module).open("a", encoding="utf-8") as file:
        file.write("# endret\n")
    assert jobs(planned(rebuildable)) == expected


def test_a_new_wave_runs_its_own_jobs_and_the_index_page(rebuildable):
    new = rebuildable / "data/raw/2023-syntetisk"
    shutil.copytree(rebuildable / RAW, new)
    replace_in(new / "wave.yaml", f"id: {WAVE}", "id: 2023-syntetisk")
    replace_in(new / "wave.yaml", "title: Våren 2021", "title: Våren 2023")
    plan = planned(rebuildable)
    counts = jobs(plan)
    assert counts["ingest"] == len(SURVEYS)
    assert counts["index"] == 1
    assert {
        "quality_2023-syntetisk",
        "registry",
        "link",
        "indices",
        rule("tables"),
        *documents(),
    } <= set(counts)
    others = [m for m in messages(plan) if "(2023-syntetisk)" not in m]
    assert others == ["Lager inngangssiden"]


def test_a_touched_but_unchanged_file_runs_nothing(rebuildable):
    for path in (rebuildable / RAW).rglob("*.*"):
        os.utime(path)
    os.utime(rebuildable / "src/evaluering/data/codebook.py")
    assert jobs(planned(rebuildable)) == {}


def test_a_changed_raw_file_runs_its_own_survey_and_what_follows(rebuildable):
    frame = rebuildable / RAW / "frames/skoleledere.csv"
    replace_in(frame, "fylke,1,258", "fylke,1,259")
    assert jobs(planned(rebuildable)) == rules(
        QUALITY,  # a frame is held against the answers and the number sent
        rule("results", "vedlegg-1"),
        rule("results", "tillegg"),
        rule("figures", "tillegg"),
        rule("tables"),
        *documents(),
        *checks(),
    )


def test_a_colour_runs_the_figures_that_use_it_and_what_holds_them(rebuildable):
    group = next(iter(load_project(rebuildable).groups.values()))
    replace_in(rebuildable / "config/groups.yaml", group.colour, "#281c6f")
    planned_jobs = set(jobs(planned(rebuildable)))
    assert planned_jobs >= {rule("figures", "kapittel-3"), *documents()}
    assert {name.split("_")[0] for name in planned_jobs} == {"figures", *formats()}


def test_a_table_title_runs_what_shows_it(rebuildable):
    path = rebuildable / EXHIBITS / "vedlegg-1.yaml"
    replace_in(path, "title: Respondentenes rolle", "title: Rollene")
    assert jobs(planned(rebuildable)) == rules("index", rule("tables"), *documents(), *checks())


def example() -> str:
    """Return the YAML block of the README's example, or one of our own while it has none."""
    readme = REPOSITORY / "README.md"
    if not readme.is_file():
        return OWN_EXAMPLE
    text = readme.read_text(encoding="utf-8")
    _, marker, rest = text.partition("<!-- eksempel: figur -->")
    assert marker, "README.md has no example of a figure"
    block = re.search(r"```yaml\n(.*?)```", rest, re.DOTALL)
    assert block, "the example in README.md has no YAML block"
    return block[1]


def add_exhibit(root: Path, block: str) -> str:
    """Add a block to the chapter that its section names; return the exhibit's id."""
    start = re.search(r"^ *- id:", block, re.MULTILINE)
    assert start
    entry = textwrap.dedent(block[start.start() :])
    (exhibit,) = yaml.safe_load(entry)
    number = str(exhibit["section"]).split(".")[0]
    path = root / EXHIBITS / f"kapittel-{number}.yaml"
    with path.open("a", encoding="utf-8") as file:
        file.write("\n" + textwrap.indent(entry, "  "))
    return exhibit["id"]


def test_an_exhibit_is_added_by_a_yaml_block_alone(rebuildable):
    before = contents(rebuildable, "figures")
    figure = add_exhibit(rebuildable, example())
    result = snakemake(rebuildable)
    assert result.returncode == 0, result.stdout
    for suffix in ("svg", "png", "csv", "txt"):
        assert (rebuildable / FIGURES / f"{figure}.{suffix}").is_file()
    page = (rebuildable / f"reports/{WAVE}/{REPORT}/rapport.html").read_text(encoding="utf-8")
    assert f'id="{figure}"' in page
    assert before.items() <= contents(rebuildable, "figures").items()
