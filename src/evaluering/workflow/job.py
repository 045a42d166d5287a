"""One job of the workflow: the command, what it reads, what it makes, and what else decides."""

from __future__ import annotations

import shlex
from dataclasses import dataclass
from pathlib import Path

from evaluering.config.paths import Paths
from evaluering.message import Message
from evaluering.workflow.digests import code_digest


@dataclass(frozen=True)
class Job:
    """One command of the workflow. All paths are from the project's folder.

    Attributes
    ----------
    id
        Names the job within its wave, as ``ingest-uh``; also its log and its receipt.
    wave, report
        What it belongs to; empty for a job of all waves, or of all reports.
    title
        What it does.
    command
        The words after ``evaluering``.
    reads
        Every file that decides what is made: raw files and what other jobs make.
    makes
        Every file that it makes.
    config
        The fingerprint of the configuration that it depends on.
    entries, assets
        The modules that its code starts from, and the folders with its templates and fonts.
    """

    id: str
    wave: str
    title: Message
    command: tuple[str, ...]
    reads: tuple[Path, ...]
    makes: tuple[Path, ...]
    config: str
    entries: tuple[str, ...]
    assets: tuple[str, ...] = ()
    report: str = ""

    @property
    def code(self) -> str:
        """A digest of the code, templates and fonts that the job uses."""
        return code_digest(self.entries, self.assets)

    @property
    def line(self) -> str:
        """The command as a person types it."""
        return shlex.join(("evaluering", *self.command))

    @property
    def receipt(self) -> Path:
        """The file that says that the job was done, and of what."""
        return Paths(Path()).receipt(self.wave, self.id)

    @property
    def earlier(self) -> Path:
        """A copy of the latest receipt, which a failure leaves."""
        return Paths(Path()).earlier_receipt(self.wave, self.id)

    @property
    def log(self) -> Path:
        """What the job wrote while Snakemake ran it."""
        return Paths(Path()).log(self.wave, self.id)
