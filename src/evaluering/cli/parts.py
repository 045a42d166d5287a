"""The options of the commands that make parts of the workflow, without importing what they use."""

from __future__ import annotations

import argparse
from dataclasses import dataclass

from evaluering.cli import options as opt
from evaluering.config.formats import formats


@dataclass(frozen=True)
class Choice:
    """What a command has to be told, and what its parts can be chosen by."""

    told: tuple[str, ...]
    chosen: tuple[str, ...] = ()


OF_A_WAVE = Choice(("wave",))
OF_A_REPORT = Choice(("wave", "report"))
OF_EXHIBITS = Choice(("wave", "report"), ("chapter", "exhibit"))
CHOICES = {
    "prepare": OF_A_WAVE,
    "registry": Choice(("wave",), ("registry",)),
    "ingest": Choice(("wave",), ("survey",)),
    "link": Choice(("wave",), ("link",)),
    "indices": OF_A_WAVE,
    "weights": Choice(("wave",), ("survey",)),
    "pages": OF_A_WAVE,
    "quality": OF_A_WAVE,
    "appendix": OF_A_WAVE,
    "build": OF_A_REPORT,
    "results": OF_EXHIBITS,
    "figures": OF_EXHIBITS,
    "tables": OF_EXHIBITS,
    "checks": Choice(("wave", "report"), ("check",)),
    "documents": OF_A_REPORT,
    "units": OF_A_REPORT,
    "control": OF_A_REPORT,
    "unit-control": OF_A_REPORT,
    "attack": OF_A_REPORT,
}
"""The commands that are a job of the workflow or make parts of one."""


def makes_parts(command: str) -> bool:
    """Return whether a command makes parts of the workflow; those of the formats do."""
    return command in CHOICES or command in formats()


def arguments(command: str, parser: argparse.ArgumentParser) -> None:
    """Add the options of a command that makes parts."""
    choice = CHOICES.get(command, OF_A_REPORT)
    opt.add(parser, *choice.told)
    for name in choice.chosen:
        text = f"{opt.OPTIONS[name]} (utelatt: alle)"
        parser.add_argument(f"--{name}", help=text, metavar=name.upper())
    parser.add_argument(
        "--jobs", type=_count, default=1, metavar="ANTALL",
        help="hvor mange som lages samtidig (utelatt: én om gangen)",
    )  # fmt: skip
    parser.add_argument(
        "--again", action="store_true", help="lag også det som er laget av det som er der nå"
    )


def _count(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 1024:
        raise argparse.ArgumentTypeError(f"«{text}» er ikke et helt tall fra 1 til 1024")
    return int(text)
