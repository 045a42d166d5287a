"""A command that is a job of the workflow: what it reads is not stale, and it leaves a receipt."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable
from importlib import import_module

from evaluering.cli import command_module
from evaluering.cli import options as opt
from evaluering.config.project import Project
from evaluering.errors import EvalueringError
from evaluering.render.language import say
from evaluering.workflow import WITHIN, receipts
from evaluering.workflow.coverage import why_not
from evaluering.workflow.flow import Flow
from evaluering.workflow.job import Job
from evaluering.workflow.jobs import is_job, job_of
from evaluering.workflow.staleness import refuse_stale

NAMES = ("wave", "survey", "registry", "link", "report", "chapter")
PARTS = {"claims": "checks", "reproduce": "checks"}
"""Commands that are a part of a job: they read what it reads, and leave no receipt."""


def recorded(command: Callable[[argparse.Namespace], None], options: argparse.Namespace) -> None:
    """Run a command; a job writes its receipt as its last act.

    Raises
    ------
    EvalueringError
        What the command reads is stale, or the wave has not what it takes.
    """
    whole = PARTS.get(options.command, options.command)
    if not is_job(whole):
        command(options)
        return
    project, _ = opt.opened(options)
    job = job_of(project, whole, **_names(options))
    if job is None:
        raise EvalueringError(_not_made(project, options))
    if WITHIN not in os.environ:
        refuse_stale(Flow(project), job.reads, job.line)
    if whole == options.command:
        record(project, job, lambda: command(options))
    else:
        command(options)


def record(project: Project, job: Job, action: Callable[[], None]) -> None:
    """Do a job and write its receipt."""
    begun = receipts.begun(project.root, job)
    action()
    receipts.write(project.root, job, begun)


def do(project: Project, job: Job) -> None:
    """Do a job in this process, with the configuration that is already read."""
    name, *words = job.command
    pairs = zip(words[::2], words[1::2], strict=True)
    named = {flag.removeprefix("--"): value for flag, value in pairs}
    options = argparse.Namespace(command=name, project=project.root, loaded=project, **named)
    record(project, job, lambda: import_module(command_module(name)).run(options))


def _names(options: argparse.Namespace) -> dict[str, str]:
    return {name: value for name in NAMES if (value := getattr(options, name, None))}


def _not_made(project: Project, options: argparse.Namespace) -> str:
    wave, report = options.wave, getattr(options, "report", None)
    why = why_not(project, wave, report) if report else None
    reason = say(why) if why else f"Bølgen har ikke det som «evaluering {options.command}» trenger."
    return f"{report or options.command} lages ikke for {wave}. {reason}"
