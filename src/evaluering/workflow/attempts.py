"""How many times each job has been begun, kept beside what Snakemake remembers of the jobs."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from evaluering.workflow.job import Job

FILE = Path(".snakemake/evaluering.json")


class Attempts:
    """The number of each job's latest attempt, which is one of its parameters in Snakemake."""

    def __init__(self, root: Path) -> None:
        self._file = root / FILE
        try:
            self._numbers: dict[str, int] = json.loads(self._file.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            self._numbers = {}

    def number(self, job: Job) -> int:
        """Return the number of a job's latest attempt; 0 before the first."""
        return self._numbers.get(f"{job.wave}/{job.id}", 0)

    def begin(self, jobs: Iterable[Job]) -> None:
        """Give jobs a new number."""
        self._numbers |= {f"{job.wave}/{job.id}": self.number(job) + 1 for job in jobs}

    def save(self) -> None:
        """Remember the numbers."""
        self._file.parent.mkdir(parents=True, exist_ok=True)
        self._file.write_text(json.dumps(self._numbers, indent=0), encoding="utf-8")
