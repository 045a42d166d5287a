"""What is older than what it was made of, and why."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from evaluering.errors import EvalueringError
from evaluering.message import Message, message
from evaluering.render.language import say
from evaluering.workflow.digests import checksums
from evaluering.workflow.flow import Flow
from evaluering.workflow.job import Job
from evaluering.workflow.part import Part
from evaluering.workflow.receipts import Account, Record, read_account


@dataclass(frozen=True)
class StalePart:
    """A part whose files are not there or are older than what they are made of."""

    part: Part
    reasons: tuple[Message, ...]
    derived: bool = False
    """Whether the only reason is that something before it is stale."""


@dataclass(frozen=True)
class Stale:
    """A job that has stale parts, or has not been done to its end."""

    job: Job
    parts: tuple[StalePart, ...]

    @property
    def derived(self) -> bool:
        """Whether the only reason is that something before it is stale."""
        return bool(self.parts) and all(part.derived for part in self.parts)

    @property
    def reasons(self) -> tuple[Message, ...]:
        """Each reason once, with the parts that it is the reason of where it is not all."""
        by_reason: dict[Message, list[str]] = {}
        for entry in self.parts:
            for reason in entry.reasons:
                by_reason.setdefault(reason, []).append(entry.part.id)
        whole = len(self.job.parts)
        return tuple(
            reason
            if len(parts) == whole
            else message("stale_part", parts=_names(parts), reason=reason)
            for reason, parts in by_reason.items()
        ) or (message("stale_failed"),)

    @property
    def why(self) -> str:
        """The reasons in one line, in the language in use."""
        return "; ".join(map(say, self.reasons))


class Sums:
    """The checksums of a project's files, each taken once."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.known: dict[str, str] = {}

    def of(self, files: Collection[Path]) -> dict[str, str]:
        """Return the checksum of each file; of one that is not there, none."""
        self.known |= checksums(self.root, [f for f in files if f.as_posix() not in self.known])
        return {path.as_posix(): self.known[path.as_posix()] for path in files}


def stale_jobs(flow: Flow) -> dict[tuple[str, str], Stale]:
    """Return the jobs that have to be done, by wave and id, in order."""
    parts = stale_parts(flow)
    found = {}
    for job in flow.jobs:
        own = tuple(parts[key] for part in job.parts if (key := (part.wave, part.id)) in parts)
        if own or not (flow.root / job.receipt).is_file():
            found[job.wave, job.id] = Stale(job, own)
    return found


def stale_parts(
    flow: Flow, parts: Sequence[Part] | None = None
) -> dict[tuple[str, str], StalePart]:
    """Return the parts that have to be made, by wave and id, in order.

    Parameters
    ----------
    flow
        All jobs.
    parts
        Those to look at, with all that comes before each; all when left out.
    """
    found: dict[tuple[str, str], StalePart] = {}
    accounts: dict[Path, Account] = {}
    sums = Sums(flow.root)
    for part in flow.parts if parts is None else parts:
        file = flow.job_of(part).account
        if file not in accounts:
            accounts[file] = read_account(flow.root / file)
        before = [
            maker.id
            for path in part.reads
            if (maker := flow.makers.get(path)) and (maker.wave, maker.id) in found
        ]
        own = reasons(part, accounts[file], sums)
        derived = tuple(message("stale_before", name=name) for name in dict.fromkeys(before))
        if own or derived:
            found[part.wave, part.id] = StalePart(part, own or derived, not own)
    return found


def reasons(part: Part, account: Account, sums: Sums) -> tuple[Message, ...]:
    """Return why a part has to be made, apart from what comes before it; none when it has not."""
    known = account.known(part.id)
    if known is None:
        return (message("stale_unmade"),)
    found = _changed(known.inputs, sums.of(part.reads))
    if not is_configured(known, part):
        found.append(message("stale_configuration"))
    if known.code != part.code:
        found.append(message("stale_code"))
    missing = [path.as_posix() for path in part.makes if not (sums.root / path).is_file()]
    if missing:
        found.append(message("stale_missing", files=_names(missing)))
    if part.id not in account.done and not found:
        found.append(message("stale_failed"))
    return tuple(found)


def is_configured(known: Record, part: Part) -> bool:
    """Return whether a part was made with the configuration that it has now."""
    return known.config == part.config and known.command == part.line


def _changed(before: Mapping[str, str], now: Mapping[str, str]) -> list[Message]:
    """Return what has become of the input files."""
    found = {
        "stale_changed": [name for name in now if name in before and now[name] != before[name]],
        "stale_new": [name for name in now if name not in before],
        "stale_unread": [name for name in before if name not in now],
    }
    return [message(key, files=_names(names)) for key, names in found.items() if names]


def _names(names: Sequence[str]) -> Message | str:
    more = len(names) - 1
    return message("and_more", name=names[0], more=more) if more else names[0]


def refuse_stale(flow: Flow, files: Collection[Path], what: str) -> None:
    """Raise unless all that files are made by is done and newer than what it was made of.

    Raises
    ------
    EvalueringError
        Naming what is old, why, and the commands that mend it.
    """
    stale = stale_parts(flow, flow.before(files))
    if not stale:
        return
    jobs = {flow.job_of(entry.part).id: flow.job_of(entry.part) for entry in stale.values()}
    entries = [
        Stale(job, tuple(e for e in stale.values() if flow.job_of(e.part) is job))
        for job in jobs.values()
    ]
    lines = [f"  {entry.job.id} ({entry.job.wave}): {entry.why}" for entry in entries]
    steps = ", så ".join(f"«{entry.job.line}»" for entry in entries)
    raise EvalueringError(
        f"Det «{what}» leser, er ikke laget eller er eldre enn det som det er laget av.\n"
        + "\n".join(lines)
        + f"\n  Råd: Kjør {steps}, eller «snakemake»."
    )
