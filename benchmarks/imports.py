"""What each command imports: seconds in each top package, from Python's own clock of imports."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from measuring import ENVIRONMENT

ENTRY = "import sys; from evaluering.cli import main; sys.exit(main())"
WAVE = ("--wave", "2021-syntetisk")
REPORT = (*WAVE, "--report", "afi-2021-06")
COMMANDS = {
    "validate": (),
    "prepare": (*WAVE, "--again"),
    "pages": (*WAVE, "--again"),
    "results": (*REPORT, "--again"),
    "figures": (*REPORT, "--again"),
    "tables": (*REPORT, "--again"),
    "checks": (*REPORT, "--again"),
    "documents": (*REPORT, "--again"),
    "exhibit": ("figur-21",),
}
LINE = re.compile(r"^import time:\s+(\d+) \|\s+\d+ \|\s*([\w.]+)", re.M)
SHOWN = 6
HEAD = ["command", "imports s", "modules", "of which, by package"]


def imports(project: Path) -> Iterator[list[str]]:
    """Yield a row for each command: seconds of imports, and the packages that cost the most."""
    commands = {"snakemake (nothing to do)": ["-m", "snakemake", "--cores", "1"]}
    commands |= {name: ["-c", ENTRY, name, *words] for name, words in COMMANDS.items()}
    for name, words in commands.items():
        done = subprocess.run(
            [sys.executable, "-X", "importtime", *words], cwd=project, env=ENVIRONMENT,
            capture_output=True, text=True, check=True,
        )  # fmt: skip
        costs, modules = by_package(done.stderr)
        top = "; ".join(f"{package} {seconds:.2f}" for package, seconds in costs[:SHOWN])
        yield [name, f"{sum(seconds for _, seconds in costs):.2f}", str(modules), top]


def by_package(told: str) -> tuple[list[tuple[str, float]], int]:
    """Return seconds in each top package, the largest first, and how many modules there were."""
    costs: Counter[str] = Counter()
    found = LINE.findall(told)
    for own, module in found:
        package = module.partition(".")[0]
        costs["Python" if package in sys.stdlib_module_names else package] += int(own)
    return [(package, micro / 1e6) for package, micro in costs.most_common()], len(found)
