"""A copy of the project that a test may spoil, and the commands run in it."""

from __future__ import annotations

import fcntl
import hashlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from evaluering.config.project import load_project
from evaluering.workflow import receipts
from evaluering.workflow.digests import checksums
from evaluering.workflow.flow import Flow
from evaluering.workflow.staleness import stale_jobs

REPOSITORY = Path(__file__).resolve().parents[2]
SSB = Path(os.environ.get("EVALUERING_SSB", REPOSITORY.parent / "shared/ssb"))
WAVE = "2021-syntetisk"
REPORT = "afi-2021-06"
RAW = f"data/raw/{WAVE}"
PROCESSED = f"data/processed/{WAVE}"
RESULTS = f"{PROCESSED}/resultater/{REPORT}"
FIGURES = f"figures/{WAVE}/{REPORT}"
TABLES = f"reports/{WAVE}/{REPORT}/tabeller"
EXHIBITS = f"config/reports/{REPORT}/exhibits"
SURVEYS = ("samarbeidsforum", "nettverk", "uh", "skoleledere", "tillitsvalgte")
OUTPUTS = ("figures", "reports", "data/processed")


def lay_out(root: Path) -> Path:
    """Copy what a run needs; the package is the checkout's."""
    for name in ("config", "profiles", "data/raw"):
        shutil.copytree(REPOSITORY / name, root / name)
    for path in REPOSITORY.iterdir():
        if path.is_file():
            shutil.copy2(path, root / path.name)
    return root


def copy_source(root: Path) -> None:
    """Give a project a package of its own, which may be edited."""
    shutil.copytree(REPOSITORY / "src", root / "src", ignore=shutil.ignore_patterns("*.egg-info"))


def run_once(root: Path, make: Callable[[Path], None]) -> Path:
    """Return a folder that the first of several workers makes while the others wait."""
    made = root.with_suffix(".made")
    with root.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            shutil.rmtree(root, ignore_errors=True)
            make(root)
            made.touch()
    return root


def current_files(root: Path) -> list[Path]:
    """Return what the jobs of a project have made that are done, with what is known of it."""
    flow = Flow(load_project(root))
    stale = stale_jobs(flow)
    found: list[Path] = []
    for job in flow.jobs:
        if (job.wave, job.id) in stale:
            continue
        account = receipts.read_account(root / job.account)
        outputs = {n: c for part in job.parts for n, c in account.done[part.id].outputs.items()}
        if outputs == checksums(root, job.makes):
            found += [*job.makes, job.receipt, job.account]
    return found


def replace_in(path: Path, old: str, new: str) -> None:
    """Replace the first occurrence of a text that must be there."""
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{old!r} is not in {path}"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def environment(root: Path) -> dict[str, str]:
    """Return the environment in which the copy's own package is found, or the checkout's."""
    source = root / "src" if (root / "src").is_dir() else REPOSITORY / "src"
    return os.environ | {"PYTHONPATH": str(source), "PYTHONUTF8": "1"}


def run(root: Path, *command: str) -> subprocess.CompletedProcess[str]:
    """Run a Python module in the copy, with its own package if any; outputs come as one text."""
    return subprocess.run(
        [sys.executable, *command],
        cwd=root,
        env=environment(root),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )


def snakemake(root: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Run Snakemake as a user does."""
    return run(root, "-m", "snakemake", "--cores", "2", *options)


def planned(root: Path) -> subprocess.CompletedProcess[str]:
    """Ask Snakemake what it would run."""
    plan = snakemake(root, "--dry-run")
    assert plan.returncode == 0, plan.stdout
    return plan


def jobs(plan: subprocess.CompletedProcess[str]) -> dict[str, int]:
    """Return how many jobs of each rule a run or a dry run names; empty for nothing to do."""
    _, _, table = plan.stdout.partition("Job stats:")
    table = table.split("total ")[0]
    counts = {rule: int(n) for rule, n in re.findall(r"^(\S+) +(\d+)$", table, re.MULTILINE)}
    counts.pop("all", None)
    return counts


def messages(plan: subprocess.CompletedProcess[str]) -> list[str]:
    """Return the message of every job that a run or a dry run names."""
    found = re.findall(r"^Job \d+: (.+)$", plan.stdout, re.MULTILINE)
    return [message for message in found if not message.startswith("Alle figurer")]


def contents(root: Path, *folders: str) -> dict[str, str]:
    """Return the checksum of every file below the folders, receipts and index page left out.

    They tell of failures, so they are not as before after one.
    """
    files = (p for folder in folders for p in (root / folder).rglob("*") if p.is_file())
    return {
        path.relative_to(root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in files
        if "receipts" not in path.parts and path != root / "reports/index.html"
    }
