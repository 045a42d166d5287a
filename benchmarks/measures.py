"""What is measured: each measure does its work in a folder of its own and gives rows of a table."""

from __future__ import annotations

import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from measuring import BIN, ROOT, Compared, Measurement, alternate, measure, median

HERE = Path(__file__).parent
RAW = "data/raw/2021-syntetisk"
FIGURE = ("figur-21", "figures/2021-syntetisk/afi-2021-06/figur-21.svg")
RESPONDENTS = 1582
EMPTY, PEER, ONE = "an empty Snakefile", "the R script", "one process"


@dataclass
class Bench:
    """A folder to work in, how many pairs, and on how many cores."""

    folder: Path
    pairs: int
    cores: int

    @property
    def snakemake(self) -> list[str]:
        return [str(BIN / "snakemake"), "--cores", str(self.cores)]

    def project(self, times: int = 1) -> Path:
        """Return a new copy of the project with every respondent some times, nothing built."""
        folder = Path(tempfile.mkdtemp(dir=self.folder)) / "project"
        measure(_ours("enlarging.py", str(folder), "--times", str(times)), self.folder)
        return folder

    @cached_property
    def built(self) -> Path:
        """A copy in which all is made; edits stay in it."""
        project = self.project()
        measure(self.snakemake, project)
        return project

    @cached_property
    def nothing(self) -> Path:
        """A folder with an empty Snakefile, with nothing to do."""
        folder = Path(tempfile.mkdtemp(dir=self.folder))
        (folder / "Snakefile").write_text('rule all:\n    output: "x"\n    shell: "touch x"\n')
        measure(self.snakemake, folder)
        return folder

    def build(self, times: int = 1) -> Measurement:
        """Build a new copy, from nothing."""
        project = self.project(times)
        measured = measure(self.snakemake, project)
        shutil.rmtree(project)
        return measured

    def in_one_process(self) -> Measurement:
        """Make the same parts one after another, in one process."""
        project = self.project()
        measured = measure(_ours("one_process.py", str(project)), project)
        shutil.rmtree(project)
        return measured

    def in_r(self, raw: Path) -> Measurement:
        """Run the R script on a folder with the five files."""
        target = Path(tempfile.mkdtemp(dir=self.folder))
        measured = measure(["Rscript", str(HERE / "peer.R"), str(raw), str(target)], target)
        shutil.rmtree(target)
        return measured

    def empty(self) -> Measurement:
        """Run the empty Snakefile."""
        return measure(self.snakemake, self.nothing)

    def edit(self, what: str) -> None:
        """Edit the built copy, outside of what is measured."""
        measure(_ours("editing.py", what, str(self.built)), self.folder)


def _ours(script: str, *words: str) -> list[str]:
    return [sys.executable, str(HERE / script), *words]


def cold(bench: Bench) -> Iterator[Compared]:
    """A build from nothing, beside the same parts in one process and the R script."""
    builds, ones, scripts = alternate(
        bench.pairs, bench.build, bench.in_one_process, lambda: bench.in_r(ROOT / RAW)
    )
    yield Compared("cold build", builds, ONE, ones, "CPU at most 1.3 ×; peak at most 250 MB")
    yield Compared("cold build", builds, PEER, scripts, "wall at most 1.2 × (0.7)")
    yield Compared(ONE, ones, PEER, scripts)
    yield Compared(PEER, scripts)


def nothing(bench: Bench) -> Iterator[Compared]:
    """A run with nothing to do, beside an empty Snakefile."""
    measure(bench.snakemake, bench.built)  # all is made, also after edits
    runs, empties = alternate(
        bench.pairs, lambda: measure(bench.snakemake, bench.built), bench.empty
    )
    yield Compared("nothing to do", runs, EMPTY, empties, "at most 1.3 ×")


def figure(bench: Bench) -> Iterator[Compared]:
    """One figure's specification edited: the figure alone, as a file, and the whole run."""
    exhibit, target = FIGURE
    ways = {
        "figure edited: evaluering exhibit": [str(BIN / "evaluering"), "exhibit", exhibit],
        "figure edited: snakemake FILE": [*bench.snakemake, target],
        "figure edited: the whole run": bench.snakemake,
    }

    def edited(command: list[str]) -> Measurement:
        bench.edit("figure")
        return measure(command, bench.built)

    *runs, empties = alternate(
        bench.pairs, *(lambda c=command: edited(c) for command in ways.values()), bench.empty
    )
    for name, measured in zip(ways, runs, strict=True):
        yield Compared(name, measured, EMPTY, empties, "at most 3 s wall, 4 s CPU")


def answer(bench: Bench) -> Iterator[Compared]:
    """One answer in one file edited: the whole run, and how many parts it makes."""
    bench.edit("rewrite")
    measure(bench.snakemake, bench.built)
    made: list[tuple[int, int]] = []

    def edited() -> Measurement:
        bench.edit("answer")
        (ran := bench.folder / "begun").touch()
        measured = measure(bench.snakemake, bench.built)
        made.append(_parts(bench.built, ran.stat().st_mtime))
        return measured

    runs, empties = alternate(bench.pairs, edited, bench.empty)
    parts, whole = made[-1]
    told = f"only what depends on it ({parts} of {whole} parts made)"
    yield Compared("one answer edited", runs, EMPTY, empties, told)


def _parts(project: Path, since: float) -> tuple[int, int]:
    """Return how many parts the jobs that ran since then made, of how many there are in them."""
    logs = [log for log in project.glob("logs/**/*.log") if log.stat().st_mtime >= since]
    found = [re.findall(r": (\d+) av (\d+) laget", log.read_text(encoding="utf-8")) for log in logs]
    last = [numbers[-1] for numbers in found if numbers]
    return sum(int(made) for made, _ in last), sum(int(whole) for _, whole in last)


def scale(bench: Bench, times: list[int]) -> Iterator[Compared]:
    """A build and the R script with many times the respondents, and what each more costs."""
    costs: dict[str, list[Measurement]] = {"cold build": [], PEER: []}
    for number in times:
        raw = bench.project(number) / RAW
        builds, scripts = alternate(
            bench.pairs, lambda n=number: bench.build(n), lambda r=raw: bench.in_r(r)
        )
        shutil.rmtree(raw.parents[2])
        yield Compared(f"cold build, × {number}", builds, PEER, scripts)
        yield Compared(f"{PEER}, × {number}", scripts)
        costs["cold build"].append(median(builds))
        costs[PEER].append(median(scripts))
    if len(times) > 1:
        yield from (_slope(name, runs, times) for name, runs in costs.items())


def _slope(name: str, runs: list[Measurement], times: list[int]) -> Compared:
    """Return what 1 000 more respondents cost between the two largest waves."""
    more = (times[-1] - times[-2]) * RESPONDENTS / 1000
    last, before = runs[-1], runs[-2]
    seconds, wall, memory = (
        (getattr(last, key) - getattr(before, key)) / more for key in ("cpu", "wall", "memory")
    )
    told = f"slope: {seconds:.3f} s CPU, {wall:.3f} s wall, {memory:.2f} MB a 1 000 respondents"
    return Compared(f"{name}, × {times[-2]} to × {times[-1]}", runs[-1:], goal=told)
