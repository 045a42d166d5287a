"""Regenerate by itself when a complete and valid wave appears or changes."""

from __future__ import annotations

import argparse
import os
import shlex
import sys
from datetime import datetime
from pathlib import Path
from typing import IO

from evaluering.cli.run import project_folder
from evaluering.cli.watch_telling import Teller, voice
from evaluering.cli.watch_world import world_of
from evaluering.config.paths import Paths
from evaluering.render.language import word, writing
from evaluering.workflow.lock import taken, written_in
from evaluering.workflow.watching.looking import NEEDED
from evaluering.workflow.watching.memory import read_memory
from evaluering.workflow.watching.pace import Code, Pace, follow, once
from evaluering.workflow.watching.processes import Stop
from evaluering.workflow.watching.waking import waking
from evaluering.workflow.watching.watch import Watch

LOCK = Path(".snakemake/evaluering-watch.lock")
INTERVAL, STABLE, PATIENCE = 30.0, 10.0, 300.0


def arguments(parser: argparse.ArgumentParser) -> None:
    """Say how often is looked, how long files must lie still, and what is called afterwards."""
    _add_seconds(parser, "interval", INTERVAL, "se etter minst så ofte")
    _add_seconds(parser, "stable", STABLE, "filene må ha vært uendret så lenge")
    parser.add_argument(
        "--once", action="store_true", help="gjør det som er å gjøre nå, og avslutt (for cron)"
    )
    patience = "med --once: vent så lenge på filer som endrer seg"
    _add_seconds(parser, "patience", PATIENCE, patience)
    parser.add_argument(
        "--poll", action="store_true", help="bry deg ikke om systemets beskjeder om endringer"
    )
    parser.add_argument(
        "--cores", metavar="N", default="all", help="som i Snakemake (utelatt: all)"
    )
    for name, what in (("success", "når alt er laget"), ("failure", "når noe ikke kan lages")):
        parser.add_argument(
            f"--on-{name}", type=_words, default=[], metavar="KOMMANDO",
            help=f"kjør dette {what}, uten skall; se docs/automatisering.md",
        )  # fmt: skip


def _add_seconds(parser: argparse.ArgumentParser, name: str, default: float, what: str) -> None:
    text = f"{what} (utelatt: {default:g})"
    parser.add_argument(f"--{name}", type=_seconds, default=default, metavar="SEKUNDER", help=text)


def _seconds(text: str) -> float:
    value = float(text)
    if not 0 <= value < float("inf"):
        raise argparse.ArgumentTypeError(f"{text} er ikke et antall sekunder")
    return value


def _words(text: str) -> list[str]:
    try:
        return shlex.split(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"anførselstegnene går ikke opp: {text}") from error


def run(options: argparse.Namespace) -> None:
    """Watch until told to stop, or look once; the exit code says what came of it.

    Raises
    ------
    EvalueringError
        The folder is no project.
    """
    root = project_folder(options)
    os.chdir(root)  # what is told names files from here
    stop = Stop()
    stop.listen()
    teller = Teller(stop, voice(Path()), options)
    lock = _locked()
    if lock is None:
        _refuse(teller)
        sys.exit(Code.BUSY)
    with lock:
        sys.exit(_watch(options, teller))


def _locked() -> IO[str] | None:
    return taken(LOCK, f"{os.getpid()} {datetime.now():%Y-%m-%d %H:%M}")


def _refuse(teller: Teller) -> None:
    """Say which other watch there is."""
    process, _, since = written_in(LOCK).partition(" ")
    with writing(teller.voice.language):
        print(word("watch_second", process=process, since=since), file=sys.stderr)


def _watch(options: argparse.Namespace, teller: Teller) -> int:
    """Return the exit code."""
    stop, pace = teller.stop, Pace(options.interval, options.stable, options.patience)
    world = world_of(teller, options.cores)
    watch = Watch(read_memory(Paths(Path()).watched()))
    if options.once:
        watch, code = once(world, watch, pace, stop.pause, lambda: bool(stop.number))
        teller.answer(watch, code)
        return 128 + stop.number if stop.number else code
    folders = [Path(name) for name in NEEDED if Path(name).is_dir()]
    with waking([] if options.poll else folders, stop.wake) as why:
        teller.begin(watch, pace, poll=options.poll, why=why)
        watch = follow(world, watch, pace, stop.pause, lambda: bool(stop.number))
    if not stop.number:
        return Code.UNREADY
    teller.stopped(watch)
    return 0
