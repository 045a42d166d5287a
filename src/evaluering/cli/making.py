"""Commands that make parts of the workflow: only what is stale, on several cores, recorded."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TypeAlias

from evaluering.cli import command_module
from evaluering.cli import options as opt
from evaluering.cli.parts import makes_parts
from evaluering.cli.progress import show
from evaluering.config.formats import formats
from evaluering.config.project import Project
from evaluering.errors import EvalueringError
from evaluering.render.language import say
from evaluering.workflow import WITHIN, receipts
from evaluering.workflow.coverage import why_not
from evaluering.workflow.flow import Flow
from evaluering.workflow.job import Job
from evaluering.workflow.modules import exists
from evaluering.workflow.part import Part
from evaluering.workflow.pool import Died, Ending, in_copy, outcomes
from evaluering.workflow.receipts import Account, Record
from evaluering.workflow.staging import close_log, close_off
from evaluering.workflow.staleness import Sums, reasons, refuse_stale

NAMES = ("wave", "survey", "registry", "link", "report", "chapter", "exhibit", "check")
PAGES = ("quality", "appendix")
"""Commands whose parts tell of a wave's data."""
LIKE_A_PART = ("claims", "reproduce")
"""Commands that do what a part of the checks does, and are not recorded."""

MANY = 10
"""From so many parts on, it matters how much room each round takes."""
Failed: TypeAlias = Ending[Part, Record]


def run_command(options: argparse.Namespace) -> None:
    """Run a command; one that makes parts of the workflow makes those that are stale.

    Raises
    ------
    EvalueringError
        What the command reads is stale, a part of it failed, or the wave has not what it takes.
    """
    name = "checks" if options.command in LIKE_A_PART else options.command
    if not makes_parts(name):
        import_module(command_module(options.command)).run(options)
        return
    project, paths = opt.opened(options)
    flow = Flow(project)
    if WITHIN in os.environ:
        close_log()
        close_off(paths.root / "logs")
    chosen = list(_chosen(flow, name, options))
    if not chosen and options.command in LIKE_A_PART:
        import_module(command_module(options.command)).run(options)  # it says why it cannot
        return
    if not chosen:
        if one := getattr(options, "exhibit", None) or getattr(options, "check", None):
            raise EvalueringError(f"«evaluering {name}» lager ikke {one} ({options.wave}).")
        wave, report = getattr(options, "wave", ""), getattr(options, "report", None)
        raise EvalueringError(not_made(project, wave, report, name))
    if WITHIN not in os.environ:
        made = {path for part in chosen for path in part.makes}
        reads = [path for part in chosen for path in part.reads if path not in made]
        refuse_stale(flow, list(dict.fromkeys(reads)), _line(chosen, flow))
    if name == options.command:
        make(flow, chosen, options.jobs, again=options.again)
    else:
        import_module(command_module(options.command)).run(options)


def _chosen(flow: Flow, name: str, options: argparse.Namespace) -> Iterator[Part]:
    """Yield the parts that a command makes."""
    named = {n: value for n in NAMES if (value := getattr(options, n, None))}
    if options.command in LIKE_A_PART:
        named["check"] = options.command
    for job in flow.jobs:
        for part in job.parts:
            own = {"wave": part.wave, "report": part.report, **part.names}
            if name == job.command[0]:
                own["report"] = job.report  # of which those of its units are a part
            if name in _called(job, part) and named.items() <= own.items():
                yield part


@dataclass(frozen=True)
class _Done:
    """How far a job has come: what is made, how many of those asked for, and which failed."""

    account: Account
    made: int = 0
    failed: tuple[Failed, ...] = ()


def _called(job: Job, part: Part) -> set[str]:
    """Return the commands that make a part: its job's, its own, and that of all of its sort."""
    own = part.command[0]
    sort = "documents" if own in formats() else "pages" if own in PAGES else own
    return {job.command[0], own, sort}


def make(flow: Flow, parts: Sequence[Part], copies: int = 1, *, again: bool = False) -> None:
    """Make those of some parts that are stale, and record of what.

    Parameters
    ----------
    flow, parts
        All jobs, and the parts to be made, each after those of them that it reads from.
    copies
        How many may be made at the same time.
    again
        Whether those that are not stale are made too.

    Raises
    ------
    EvalueringError
        Parts failed; the message has each fault once.
    """
    failed: list[Failed] = []
    jobs = {flow.job_of(part).receipt: flow.job_of(part) for part in parts}
    for job in jobs.values():
        own = [part for part in parts if flow.job_of(part) is job]
        failed += _make_of(flow, job, own, copies, again)
    if failed:
        raise EvalueringError(_told(failed))


def _make_of(
    flow: Flow, job: Job, parts: Sequence[Part], copies: int, again: bool
) -> Sequence[Failed]:
    """Make parts of one job; return those that failed.

    Of many parts each round is made in a copy of this process, so that what one round imports
    takes no room in the next.
    """
    done = _Done(receipts.read_account(flow.root / job.account))
    (flow.root / job.receipt).unlink(missing_ok=True)
    unmade: set[Path] = set()
    for ready in _rounds(parts):
        unmade |= {p for part in ready if unmade & set(part.reads) for p in part.makes}
        sums = Sums(flow.root)
        able = [part for part in ready if not unmade & set(part.reads)]
        stale = [part for part in able if again or reasons(part, done.account, sums)]
        if not stale:
            continue
        sums.of([path for part in stale for path in part.reads])
        account = done.account.without(*(part.id for part in stale))
        receipts.write_account(flow.root, job, account)
        before = replace(done, account=account)
        action = partial(_made, flow, job, stale, before, sums, copies, len(parts))
        try:
            done = in_copy(action) if len(parts) >= MANY else action()
        except Died as death:
            account = receipts.read_account(flow.root / job.account)
            ended = [Ending[Part, Record](p, fault=str(death), died=True)
                     for p in stale if p.id not in account.done]  # fmt: skip
            done = _Done(account, done.made + len(stale) - len(ended), (*done.failed, *ended))
        unmade |= {path for ending in done.failed for path in ending.task.makes}
    if done.failed:
        return done.failed
    print(f"{say(job.title)}: {done.made} av {len(parts)} laget.")
    # what was edited meanwhile is the next run's; what was not asked for has to be done already
    account, others = done.account, [part for part in job.parts if part not in parts]
    whole = all(part.id in account.done for part in job.parts)
    if whole and not any(reasons(p, account, Sums(flow.root)) for p in others):
        receipts.write_receipt(flow.root, job, account)
    return ()


def _made(
    flow: Flow, job: Job, stale: Sequence[Part], before: _Done, sums: Sums, copies: int, whole: int
) -> _Done:
    """Make the parts of a round, those that last first, and record each of them."""
    account, made, failed = before.account, before.made, list(before.failed)
    longest = sorted(stale, key=lambda part: not part.lasts)
    show(say(job.title), made, whole)
    try:
        for outcome in outcomes(longest, _maker(flow, stale, account, sums), copies):
            if outcome.result is None:
                failed.append(outcome)
            else:
                account = account.including(outcome.task.id, outcome.result)
                made += 1
                show(say(job.title), made, whole)
    finally:
        receipts.write_account(flow.root, job, account)
    return _Done(account, made, tuple(failed))


def _rounds(parts: Sequence[Part]) -> Iterator[list[Part]]:
    """Yield parts in rounds: none reads what another of the same or a later one makes."""
    left = list(parts)
    while left:
        unmade = {path for part in left for path in part.makes}
        ready = [part for part in left if not unmade & set(part.reads)]
        yield ready
        left = [part for part in left if part not in ready]


def _maker(
    flow: Flow, parts: Sequence[Part], account: Account, sums: Sums
) -> Callable[[Part], Record]:
    """Return what makes a part; what it imports is imported here, before processes are copied."""
    for module in sorted({module for part in parts for module in _modules(part)}):
        import_module(module)
    shared: dict[str, object] = {}

    def made(part: Part) -> Record:
        begun = receipts.begun(flow.root, part, sums.known)
        names = {name: value for name, value in part.names.items() if name in NAMES}
        options = argparse.Namespace(
            command=part.command[0], project=flow.root, loaded=flow.project, shared=shared, **names
        )
        import_module(command_module(part.command[0])).run(options)
        return receipts.ended(flow.root, part, begun, account.known(part.id))

    return made


def _modules(part: Part) -> Iterator[str]:
    for entry in part.entries:
        yield f"evaluering.{entry}" if exists(entry) else entry


def _told(failed: Sequence[Failed]) -> str:
    """Return each fault once, with the parts that it stopped; a message of one part names it."""
    by_fault: dict[str, list[str]] = {}
    named = len(failed) > 1 or failed[0].died or failed[0].trace
    for outcome in failed:
        if outcome.trace:
            print(outcome.trace, file=sys.stderr)
        fault = outcome.fault or str(outcome.trace).strip().splitlines()[-1]
        by_fault.setdefault(fault, []).append(outcome.task.id)
    return "\n".join(
        f"{', '.join(parts)}: {fault}" if named else fault for fault, parts in by_fault.items()
    )


def _line(parts: Sequence[Part], flow: Flow) -> str:
    """Return the command of some parts as a person types it."""
    return parts[0].line if len(parts) == 1 else flow.job_of(parts[0]).line


def not_made(project: Project, wave: str, report: str | None, command: str = "") -> str:
    """Return why a wave has nothing of what was asked for."""
    why = why_not(project, wave, report) if report else None
    if (
        report
        and not why
        and command in formats()
        and command not in project.reports[report].made_in
    ):
        place = f"config/reports/{report}/report.yaml"
        chosen = [*project.reports[report].made_in, command]
        return (
            f"{report} settes ikke som {command}: det står ikke i «formats».\n"
            f"  råd:     skriv «formats: [{', '.join(chosen)}]» i {place}."
        )
    reason = say(why) if why else f"Bølgen har ikke det som «evaluering {command}» trenger."
    return f"{report or command} lages ikke for {wave}. {reason}"
