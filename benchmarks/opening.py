"""What a wave takes in Python: time to the first table, and memory, beside pyreadstat and pandas.

    python benchmarks/opening.py                # the committed wave
    python benchmarks/opening.py --times 100    # a hundred times the respondents

Ours: every survey's codes, labelled answers and kinds of missing. The peer's: every file as codes,
and as labelled categories. Each is measured in a process of its own; memory is what the process
grew by after its imports.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

from enlarging import WAVE, copied_project, enlarged_project

MEMORY = """
def resident():
    return int(open("/proc/self/statm").read().split()[1]) * 4096 / 1e6
import sys, time
began = time.perf_counter()
"""
OURS = f"""{MEMORY}
import evaluering
wave = evaluering.open(".").wave()
before = resident()
surveys = [wave.survey(name) for name in wave.surveys]
kept = [(one.codes, one.frame, one.missing) for one in surveys]
print(sum(len(own) for own, _, _ in kept), resident() - before, time.perf_counter() - began)
"""
PEER = f"""{MEMORY}
import glob
import pandas, pyreadstat
before = resident()
files = sorted(glob.glob("data/raw/{WAVE}/*.sav"))
kept = [
    (pyreadstat.read_sav(file, user_missing=True)[0],
     pyreadstat.read_sav(file, apply_value_formats=True)[0]) for file in files
]
print(sum(len(own) for own, _ in kept), resident() - before, time.perf_counter() - began)
"""
FIRST = f"""{MEMORY}
import evaluering
survey = evaluering.open(".").wave().survey("nettverk")
survey.battery("uh_kvalitet").compare("stilling").table
print(0, resident(), time.perf_counter() - began)
"""


def main() -> None:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=1)
    times = parser.parse_args().times
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "prosjekt"
        place.mkdir()
        project = copied_project(place) if times == 1 else enlarged_project(place, times)
        prepare = ["-m", "evaluering", "--project", str(project), "prepare", "--wave", WAVE]
        subprocess.run([sys.executable, *prepare], check=True, stdout=subprocess.DEVNULL,
                       cwd=project)  # fmt: skip
        print("| | respondents | MB | seconds |\n|---|---|---|---|")
        for name, program in (("ours", OURS), ("pyreadstat", PEER), ("first table", FIRST)):
            done = subprocess.run(
                [sys.executable, "-c", program], cwd=project, check=True, capture_output=True,
                text=True,
            )  # fmt: skip
            n, memory, seconds = map(float, done.stdout.split())
            grown = f"{n:.0f} | {memory:.0f}" if n else f"| {memory:.0f} in all"
            print(f"| {name} | {grown} | {seconds:.2f} |")


if __name__ == "__main__":
    main()
