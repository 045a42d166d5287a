"""What a watch tells: its log, its status page, and the commands that wait for an outcome."""

from __future__ import annotations

import argparse
import json
import os
import sys
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from evaluering.cli.watch_calling import called
from evaluering.config.paths import Paths
from evaluering.config.project import load_project
from evaluering.config.theme import Theme, theme_of
from evaluering.errors import EvalueringError
from evaluering.languages import BASE, is_known
from evaluering.message import Message, message
from evaluering.render.language import say, writing
from evaluering.render.pages import page
from evaluering.workflow.banner import LANGUAGE
from evaluering.workflow.staging import staging
from evaluering.workflow.watching.looking import NEEDED
from evaluering.workflow.watching.memory import Ended, Memory, is_set_back, write_memory
from evaluering.workflow.watching.pace import Code, Pace
from evaluering.workflow.watching.processes import Stop
from evaluering.workflow.watching.telling import account, log, phase_told, sentence
from evaluering.workflow.watching.watch import Watch

PATHS = Paths(Path())


class Voice(NamedTuple):
    """The language and the look of what is told."""

    language: str
    theme: Theme


def voice(root: Path) -> Voice:
    """Return those of the project's pages; of one that cannot be read, those of its last page."""
    try:
        project = load_project(root)
    except EvalueringError:
        index = root / PATHS.index()
        text = index.read_text(encoding="utf-8") if index.is_file() else ""
        tag = next(iter(LANGUAGE.findall(text)), BASE)
        return Voice(tag if is_known(tag) else BASE, Theme())
    return Voice(project.language, theme_of(project))


class Teller:
    """Tells what a watch does to whoever asked for it.

    Parameters
    ----------
    stop
        Stops the commands that are called.
    voice
        The language and the look.
    options
        Whether only one look was asked for, and the commands.
    """

    def __init__(self, stop: Stop, voice: Voice, options: argparse.Namespace) -> None:
        self.stop, self.voice = stop, voice
        self._quiet: bool = options.once
        self._commands = {True: options.on_success, False: options.on_failure}
        self._notes: list[Message] = []
        self._called: Message | None = None
        self._memory = Memory()
        self._complaints: set[str] = set()

    def begin(self, watch: Watch, pace: Pace, *, poll: bool, why: str) -> None:
        """Say that the watch has begun, and how it learns of changes."""
        if poll or why:
            key = "watch_no_events" if why else "watch_polling"
            self._notes = [message(key, seconds=f"{pace.interval:g}", why=why)]
        self._memory = watch.memory
        self._say(message("watch_begun", process=str(os.getpid())), *self._notes)
        self.show(watch)

    def stopped(self, watch: Watch) -> None:
        """Say that the watch has stopped because it was told to."""
        if watch.phase != "stopped":
            self.show(replace(watch, phase="stopped"))

    def answer(self, watch: Watch, code: Code) -> None:
        """Say why there is no answer yet; what has been made or not has been told."""
        if code in (Code.BUSY, Code.UNREADY) and not self.stop.number:
            self._say(phase_told(watch), loud=True)

    def show(self, watch: Watch) -> None:
        """Tell in which phase the watch is: in the log, and on the page."""
        if not (self._quiet and watch.phase == "idle"):  # how the run went has been told
            self._say(phase_told(watch))
        if not _at_home():
            return
        notes = [*self._notes, *([self._called] if self._called else [])]
        with writing(self.voice.language):
            told = account(watch, notes, os.getpid(), _now())
            html = page("status.html", self.voice.theme, **told)
        try:
            with staging(PATHS.status()[0].parent) as folder:
                texts = (html, json.dumps(told, ensure_ascii=False, indent=1) + "\n")
                for path, text in zip(PATHS.status(), texts, strict=True):
                    (folder / path.name).write_text(text, encoding="utf-8")
        except EvalueringError as error:
            self._complain(str(error))

    def remember(self, memory: Memory) -> None:
        """Keep what is known of runs for the next watch; without room only this one knows."""
        if is_set_back(self._memory, _now()):
            self._say(message("watch_clock"))
        self._memory = memory
        try:
            write_memory(PATHS.watched(), memory)
        except EvalueringError as error:
            self._complain(str(error))

    def ended(self, ended: Ended) -> None:
        """Tell how a run went, and call the command that waits for that."""
        self.voice = voice(Path()) if _at_home() else self.voice
        with writing(self.voice.language):
            text = sentence(ended)
        self.write(text)
        self._print(text, loud=ended.outcome != "found", red=ended.outcome != "made")
        command = self._commands[ended.outcome == "made"]
        self._called = None
        if command and ended.outcome not in ("found", "changed") and not self.stop.number:
            with writing(self.voice.language):
                self._called = called(self.stop, command, ended, text)
        if self._called:
            self._say(self._called, loud=True)

    def run_said(self, line: str) -> None:
        """Keep a line that a run has said."""
        self.write(line)
        self._print(line)

    def write(self, text: str) -> None:
        """Put lines in the log, where there is one."""
        if _at_home():
            log(PATHS.watch_log(), text, _now())

    def _say(self, *told: Message, loud: bool = False) -> None:
        with writing(self.voice.language):
            texts = [say(one) for one in told]
        for text in texts:
            self.write(text)
            self._print(text, loud=loud)

    def _complain(self, fault: str) -> None:
        """Say once that something cannot be written."""
        if fault not in self._complaints:
            self._complaints.add(fault)
            self._print(fault, loud=True)

    def _print(self, text: str, *, loud: bool = False, red: bool = True) -> None:
        """Print where somebody sees it: one look says only what came of it, for cron mails it."""
        if loud or not self._quiet:
            print(text, file=sys.stderr if red else sys.stdout, flush=True)


def _at_home() -> bool:
    """Return whether the project is there: of a drive that has fallen out, nothing is made."""
    return Path(NEEDED[0]).is_dir()


def _now() -> datetime:
    return datetime.now().astimezone()
