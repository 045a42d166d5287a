"""One job of the workflow, which Snakemake runs: parts that are made anew one by one."""

from __future__ import annotations

import hashlib
import shlex
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from evaluering.config.paths import Paths
from evaluering.message import Message
from evaluering.workflow.part import Part

PARTS_A_CORE = 60
"""So many parts take longer than what another process costs."""


@dataclass(frozen=True)
class Job:
    """A command that makes those of its parts that are stale. All paths are from the project.

    Attributes
    ----------
    id
        Names the job within its wave, as ``build-ovf``; also its log and its receipt.
    wave, report
        What it belongs to; empty for a job of all waves, or of all reports.
    title
        What it does.
    command
        The words after ``evaluering``.
    parts
        What it makes, each after those of them that it reads from.
    """

    id: str
    wave: str
    title: Message
    command: tuple[str, ...]
    parts: tuple[Part, ...]
    report: str = ""

    @cached_property
    def makes(self) -> tuple[Path, ...]:
        """Every file that its parts make."""
        return tuple(path for part in self.parts for path in part.makes)

    @cached_property
    def reads(self) -> tuple[Path, ...]:
        """Every file that its parts read and none of them makes."""
        made = set(self.makes)
        read = dict.fromkeys(path for part in self.parts for path in part.reads)
        return tuple(path for path in read if path not in made)

    @property
    def cores(self) -> int:
        """On how many cores it is worth starting: small jobs run beside each other instead."""
        return 1 + len(self.parts) // PARTS_A_CORE

    @property
    def config(self) -> str:
        """The fingerprint of the configuration that its parts depend on."""
        return _digest(part.config for part in self.parts)

    @property
    def code(self) -> str:
        """A digest of the code, templates and fonts that its parts use."""
        return _digest(part.code for part in self.parts)

    @property
    def line(self) -> str:
        """The command as a person types it."""
        return shlex.join(("evaluering", *self.command))

    @property
    def receipt(self) -> Path:
        """The file that says that the job was done, and what it made."""
        return Paths(Path()).receipt(self.wave, self.id)

    @property
    def account(self) -> Path:
        """The file that says of what each part was made; a failure leaves it."""
        return Paths(Path()).job_account(self.wave, self.id)

    @property
    def log(self) -> Path:
        """What the job wrote while Snakemake ran it."""
        return Paths(Path()).log(self.wave, self.id)


def _digest(parts: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:12]
