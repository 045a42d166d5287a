"""What is older than what it was made of, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from evaluering.errors import EvalueringError
from evaluering.message import Message, message
from evaluering.render.language import say
from evaluering.workflow.digests import checksums
from evaluering.workflow.flow import Flow
from evaluering.workflow.job import Job
from evaluering.workflow.receipts import Receipt, read


@dataclass(frozen=True)
class Stale:
    """A job whose files are not there or are older than what they are made of."""

    job: Job
    reasons: tuple[Message, ...]
    derived: bool = False
    """Whether the only reason is that something before it is stale."""

    @property
    def why(self) -> str:
        """The reasons in one line, in the language in use."""
        return "; ".join(map(say, self.reasons))


def stale_jobs(flow: Flow, jobs: Sequence[Job] | None = None) -> dict[tuple[str, str], Stale]:
    """Return the jobs that have to be done, by wave and id, in order.

    Parameters
    ----------
    flow
        All jobs.
    jobs
        Those to look at, with all that comes before each; all when left out.
    """
    found: dict[tuple[str, str], Stale] = {}
    now: dict[Path, str] = {}
    for job in flow.jobs if jobs is None else jobs:
        receipt = read(flow.root / job.receipt)
        before = [
            maker.id
            for path in job.reads
            if (maker := flow.makers.get(path)) and (maker.wave, maker.id) in found
        ]
        own = _reasons(flow, job, receipt, now)
        derived = tuple(message("stale_before", name=name) for name in dict.fromkeys(before))
        if own or derived:
            found[job.wave, job.id] = Stale(job, own or derived, not own)
    return found


def _reasons(
    flow: Flow, job: Job, receipt: Receipt | None, now: dict[Path, str]
) -> tuple[Message, ...]:
    """Return why a job has to be done, apart from what comes before it."""
    known = receipt or read(flow.root / job.earlier)
    if known is None:
        return (message("stale_unmade"),)
    for path in set(job.reads) - set(now):
        now[path] = checksums(flow.root, [path])[path.as_posix()]
    inputs = {path.as_posix(): now[path] for path in job.reads}
    reasons = _changed(known.inputs, inputs)
    if known.config != job.config or known.command != job.line:
        reasons.append(message("stale_configuration"))
    if known.code != job.code:
        reasons.append(message("stale_code"))
    missing = [path for path in job.makes if not (flow.root / path).is_file()]
    if missing:
        reasons.append(
            message("stale_missing", files=_files([path.as_posix() for path in missing]))
        )
    if receipt is None and not reasons:
        reasons.append(message("stale_failed"))
    return tuple(reasons)


def _changed(before: Mapping[str, str], now: Mapping[str, str]) -> list[Message]:
    """Return what has become of the input files."""
    found = {
        "stale_changed": [name for name in now if name in before and now[name] != before[name]],
        "stale_new": [name for name in now if name not in before],
        "stale_unread": [name for name in before if name not in now],
    }
    return [message(key, files=_files(names)) for key, names in found.items() if names]


def _files(names: Sequence[str]) -> Message | str:
    more = len(names) - 1
    return message("and_more", name=names[0], more=more) if more else names[0]


def refuse_stale(flow: Flow, files: Sequence[Path], what: str) -> None:
    """Raise unless all that files are made by is done and newer than what it was made of.

    Raises
    ------
    EvalueringError
        Naming what is old, why, and the commands that mend it.
    """
    stale = stale_jobs(flow, flow.before(files))
    if not stale:
        return
    lines = [f"  {entry.job.id} ({entry.job.wave}): {entry.why}" for entry in stale.values()]
    steps = ", så ".join(f"«{entry.job.line}»" for entry in stale.values())
    raise EvalueringError(
        f"Det «{what}» leser, er ikke laget eller er eldre enn det som det er laget av.\n"
        + "\n".join(lines)
        + f"\n  Råd: Kjør {steps}, eller «snakemake»."
    )
