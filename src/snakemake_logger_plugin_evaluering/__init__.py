"""What a person sees while Snakemake runs: one line a job. Snakemake finds it by its name.

A dry run and ``--verbose`` show Snakemake's own text. All of it is in ``.snakemake/log`` anyway.
"""

from __future__ import annotations

import logging
import os
import sys
from logging import LogRecord

from snakemake_interface_logger_plugins.base import LogHandlerBase
from snakemake_interface_logger_plugins.common import LogEvent

from evaluering.workflow.staging import UNWRITABLE

CLEAR = "\r\033[K"

NOTHING = "Nothing to be done"
OF_FAILED_JOBS = (
    "RuleException", "Exiting because a job", "At least one job did not complete",
    "Restored previous version", "Removing output files", "Cannot restore",
)  # fmt: skip
"""How the messages start that only repeat that a job failed; the run's last words say it once."""


class LogHandler(LogHandlerBase):
    """One line for each job that is done, with how many of all."""

    def __post_init__(self) -> None:
        self._done = 0
        self._total = 0
        self._titles: dict[int, str] = {}
        self._whole = self.common_settings.dryrun or self.common_settings.verbose

    def emit(self, record: LogRecord) -> None:
        """Write what a record tells a person, if it does."""
        text = self.format(record) if self._whole else self._line(record)
        if text and text != "None":
            stream = sys.stdout if self.common_settings.stdout else sys.stderr
            begin = CLEAR if stream.isatty() else ""  # over how far the jobs have come
            stream.write(f"{begin}{text}\n")
            stream.flush()

    def _line(self, record: LogRecord) -> str:
        match getattr(record, "event", None):
            case LogEvent.RUN_INFO:
                stats = dict(getattr(record, "stats", {}))
                self._total = stats.get("total", 0) - stats.get("all", 0)
            case LogEvent.JOB_INFO:
                title = str(getattr(record, "rule_msg", None) or getattr(record, "rule_name", ""))
                self._titles[int(getattr(record, "jobid", 0))] = title
            case LogEvent.JOB_FINISHED:
                title = self._titles.get(int(getattr(record, "job_id", 0)), "")
                if title and self._done < self._total:
                    self._done += 1
                    return f"[{self._done:>{len(str(self._total))}}/{self._total}] {title}"
            case LogEvent.JOB_ERROR:
                return f"Mislyktes: {self._titles.get(int(getattr(record, 'jobid', 0)), '')}"
            case None | LogEvent.ERROR:
                return self._plain(record)
        return ""

    def _plain(self, record: LogRecord) -> str:
        message = record.getMessage().removeprefix("WorkflowError:\n")
        if message.startswith(NOTHING):
            return "Alt er laget av det som er der nå. Ingenting å gjøre."
        if record.levelno < logging.WARNING or message.startswith(OF_FAILED_JOBS):
            return ""
        if message.startswith("MissingRuleException"):
            return f"Ingen jobb lager det som ble bedt om. Råd: Rett navnet.\n{message}"
        for number, (fault, remedy) in UNWRITABLE.items():
            if os.strerror(number) in message:
                return f"{fault} Råd: {remedy}\n{message}"
        return message

    @property
    def writes_to_stream(self) -> bool:
        """It takes the place of Snakemake's own handler."""
        return True

    @property
    def writes_to_file(self) -> bool:
        """It writes no file."""
        return False

    @property
    def has_filter(self) -> bool:
        """Snakemake's own filter follows ``--quiet``."""
        return False

    @property
    def has_formatter(self) -> bool:
        """Snakemake's own formatter sets what is shown whole."""
        return False

    @property
    def needs_rulegraph(self) -> bool:
        """It draws nothing."""
        return False
