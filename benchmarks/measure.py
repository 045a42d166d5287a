"""Measure the workflow: wall, CPU and peak memory, each beside a peer in the same run.

    python benchmarks/measure.py            # the embedded wave
    python benchmarks/measure.py --large    # also a wave with 100 times the respondents

The project is copied to a temporary folder; nothing of it is touched. Peers: an empty Snakefile
(what Snakemake itself costs), as many jobs that only import pandas (what the processes cost), and
pyreadstat alone (what reading the files costs).
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
WAVE = "2021-syntetisk"
BIN = Path(sys.executable).parent


@dataclass(frozen=True)
class Measurement:
    """One command: wall and CPU in seconds, peak memory of its largest process in MB."""

    name: str
    wall: float
    cpu: float
    memory: float

    def line(self, peer: Measurement | None = None) -> str:
        ratio = f"  {self.wall / peer.wall:6.2f} x {peer.name}" if peer else ""
        used = f"{self.wall:7.2f} s  {self.cpu:7.2f} s CPU  {self.memory:6.0f} MB"
        return f"{self.name:<42} {used}{ratio}"


def measure(name: str, command: list[str], folder: Path) -> Measurement:
    """Run a command that must succeed, and measure it with its descendants."""
    start = time.perf_counter()
    environment = {**os.environ, "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}"}
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(
            command, cwd=folder, env=environment, stdout=output, stderr=subprocess.STDOUT
        )
        _, status, usage = os.wait4(process.pid, 0)
        if status:
            output.seek(0)
            raise SystemExit(f"{name} failed:\n{output.read().decode()[-3000:]}")
    wall = time.perf_counter() - start
    return Measurement(name, wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def copied_project(folder: Path) -> Path:
    """Copy what a build reads."""
    for name in ("config", "src", "profiles", "data/raw"):
        shutil.copytree(ROOT / name, folder / name)
    for name in ("Snakefile", "environment.yaml"):
        shutil.copy(ROOT / name, folder / name)
    return folder


def peers(folder: Path, jobs: int, cores: int) -> tuple[Measurement, Measurement]:
    """Measure an empty workflow with nothing to do, and jobs that only import pandas."""
    folder.mkdir()
    (folder / "Snakefile").write_text('rule all:\n    output: "x"\n    shell: "touch x"\n')
    command = [str(BIN / "snakemake"), "--cores", str(cores)]
    measure("empty", command, folder)
    empty = measure("an empty Snakefile", command, folder)
    (folder / "Snakefile").write_text(
        f"rule all:\n    input: expand('{{n}}', n=range({jobs}))\n"
        "rule job:\n    output: '{n}'\n"
        f"    shell: \"'{sys.executable}' -c 'import pandas' && touch {{output}}\"\n"
    )
    return empty, measure(f"{jobs} jobs importing pandas", command, folder)


def edited(folder: Path) -> None:
    """Edit one figure's specification: the order of its groups."""
    file = folder / "config/reports/afi-2021-06/exhibits/kapittel-6.yaml"
    text = file.read_text(encoding="utf-8")
    changed = text.replace("groups: [skoleeier, skoleleder]", "groups: [skoleleder, skoleeier]")
    assert changed != text
    file.write_text(changed, encoding="utf-8")


def embedded(cores: int) -> None:
    """Measure a cold build, nothing to do, and one figure edited."""
    with tempfile.TemporaryDirectory() as name:
        project = copied_project(Path(name) / "project")
        command = [str(BIN / "snakemake"), "--cores", str(cores)]
        listing = subprocess.run(
            [*command, "-n"], cwd=project, capture_output=True, text=True, check=True
        ).stdout
        jobs = int(re.search(r"^total\s+(\d+)", listing, re.M).group(1)) - 1  # type: ignore[union-attr]
        empty, imports = peers(Path(name) / "peer", jobs, cores)
        cold = measure("cold build", command, project)
        nothing = measure("nothing to do", command, project)
        edited(project)
        edit = measure("one figure's specification edited", command, project)
        for line in (
            empty.line(), imports.line(), cold.line(imports), nothing.line(empty), edit.line(cold)
        ):  # fmt: skip
            print(line, flush=True)


def enlarged(project: Path, times: int) -> None:
    """Lay in the embedded wave with every respondent several times, under new identifiers."""
    import pandas as pd
    import pyreadstat

    from evaluering.config.project import load_project
    from evaluering.data.writing import write_sav

    loaded, raw = load_project(project), project / "data/raw" / WAVE
    for survey in loaded.surveys.values():
        file = raw / loaded.waves[WAVE].surveys[survey.id].file
        frame, _ = pyreadstat.read_sav(file, user_missing=True)
        many = pd.concat([frame] * times, ignore_index=True)
        many[survey.identifier] = range(1, len(many) + 1)
        write_sav(many, survey.columns(loaded.scales), file, file_label="Benchmark")
    for file in (raw / "wave.yaml", *(raw / "frames").glob("*.csv")):
        pattern = r"(?<=population: )\d+|(?<=sent: )\d+|(?<=,)\d+$"
        scaled = re.sub(pattern, lambda m: str(int(m[0]) * times), file.read_text(), flags=re.M)
        file.write_text(scaled)


def large(cores: int) -> None:
    """Measure ingest to results for 1, 10 and 100 times the respondents."""
    measurements: dict[int, Measurement] = {}
    for times in (1, 10, 100):
        with tempfile.TemporaryDirectory() as name:
            project = copied_project(Path(name) / "project")
            enlarged(project, times)
            reading = measure(
                f"pyreadstat alone, {times} x respondents",
                [
                    sys.executable, "-c",
                    "import sys, pyreadstat; [pyreadstat.read_sav(f) for f in sys.argv[1:]]",
                    *map(str, sorted((project / "data/raw" / WAVE).glob("*.sav"))),
                ],
                project,
            )  # fmt: skip
            command = [str(BIN / "snakemake"), "--cores", str(cores), "--", *_results(project)]
            done = measure(f"ingest to results, {times} x respondents", command, project)
            measurements[times] = done
            print(reading.line(), done.line(reading), sep="\n", flush=True)
    slope = (measurements[100].cpu - measurements[10].cpu) / 90
    memory = (measurements[100].memory - measurements[10].memory) / 90
    print(f"slope from 10 to 100: {slope:.3f} s CPU and {memory:.2f} MB for each 1 582 respondents")


def _results(project: Path) -> list[str]:
    from evaluering.config.paths import Paths
    from evaluering.config.project import load_project

    loaded, paths = load_project(project), Paths(Path())
    return [
        str(file)
        for report in loaded.reports
        for exhibit in loaded.exhibits(report)
        for file in paths.result_files(WAVE, report, exhibit)
    ]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--cores", type=int, default=2)
    parser.add_argument("--large", action="store_true")
    options = parser.parse_args()
    embedded(options.cores)
    if options.large:
        large(options.cores)
