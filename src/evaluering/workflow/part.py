"""A part of a job: what is made anew on its own, with what it reads and what else decides."""

from __future__ import annotations

import shlex
from dataclasses import dataclass
from pathlib import Path

from evaluering.message import Message
from evaluering.workflow.digests import code_digest


@dataclass(frozen=True)
class Part:
    """One command of the workflow, for one survey, exhibit or format. Paths are from the project.

    Attributes
    ----------
    id
        Names the part within its wave, as ``ingest-uh``.
    wave, report, chapter
        What it belongs to; empty for a part of all waves, of all reports, or of no chapter.
    title
        What it does.
    command
        The words after ``evaluering``.
    reads
        Every file that decides what is made: raw files and what other parts make.
    makes
        Every file that it makes.
    config
        The fingerprint of the configuration that it depends on.
    entries, assets
        The modules that its code starts from, and the folders with its templates and fonts.
    lasts
        Whether it takes so long that it is begun before others that could be made as well.
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
    chapter: str = ""
    lasts: bool = False

    @property
    def code(self) -> str:
        """A digest of the code, templates and fonts that the part uses."""
        return code_digest(self.entries, self.assets)

    @property
    def line(self) -> str:
        """The command as a person types it."""
        return shlex.join(("evaluering", *self.command))

    @property
    def names(self) -> dict[str, str]:
        """What the command names, by option: its wave, survey, exhibit and so on."""
        words = self.command[1:]
        flags = (flag.removeprefix("--") for flag in words[::2])
        named = dict(zip(flags, words[1::2], strict=True))
        return {**named, "chapter": self.chapter} if self.chapter else named
