"""A copy of the project that a test may spoil, and the commands run in it."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[1]
SSB = REPOSITORY.parent / "shared/ssb"
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


def lay_out(root: Path, *, own_source: bool = False) -> Path:
    """Copy what a run needs; the package is the checkout's, or a copy that may be edited."""
    junk = shutil.ignore_patterns("__pycache__", ".*_cache", "*.egg-info")
    for name in ("config", "profiles", "data/raw", *(["src"] if own_source else [])):
        shutil.copytree(REPOSITORY / name, root / name, ignore=junk)
    for path in REPOSITORY.iterdir():
        if path.is_file():
            shutil.copy2(path, root / path.name)
    return root


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
