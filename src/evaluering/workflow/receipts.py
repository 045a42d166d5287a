"""What each part of a job was made of, and the receipt that says that the whole job was done.

Neither has dates, so the same inputs give the same bytes. The account of the parts outlives a
failure: it says which of them are done, what the others were last made of, and which files are
no longer made. The receipt says what was made, so that a job that makes the same again gives
those after it nothing to do; Snakemake deletes it before it runs the job, and a failed job stays
undone until it succeeds.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from evaluering import __version__
from evaluering.workflow.digests import checksums
from evaluering.workflow.job import Job
from evaluering.workflow.part import Part
from evaluering.workflow.staging import staging


@dataclass(frozen=True)
class Record:
    """What a part was made of and what it made.

    Attributes
    ----------
    command
        Its command line.
    inputs, outputs
        Checksum by file, from the project's folder.
    config, code, version
        The fingerprint of the configuration, the digest of the code, and the tool's version.
    leftovers
        Checksum of the files that the part once made and no longer makes.
    """

    command: str
    inputs: Mapping[str, str]
    config: str
    code: str
    version: str
    outputs: Mapping[str, str] = field(default_factory=dict)
    leftovers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Account:
    """The parts of a job by id: those that are done, and what the others were last made of."""

    done: Mapping[str, Record] = field(default_factory=dict)
    undone: Mapping[str, Record] = field(default_factory=dict)

    def known(self, part: str) -> Record | None:
        """Return what a part was last made of."""
        return self.done.get(part) or self.undone.get(part)

    def without(self, *parts: str) -> Account:
        """Return the account when parts are about to be made anew."""
        left = {name: record for name, record in self.done.items() if name not in parts}
        again = {name: self.done[name] for name in parts if name in self.done}
        return Account(left, {**self.undone, **again})

    def including(self, part: str, record: Record) -> Account:
        """Return the account when a part has been made."""
        undone = {name: former for name, former in self.undone.items() if name != part}
        return Account({**self.done, part: record}, undone)


def begun(root: Path, part: Part, known: Mapping[str, str] | None = None) -> Record:
    """Return the record of what a part is about to read.

    Parameters
    ----------
    root, part
        The project's folder and the part.
    known
        Checksums of files that have been taken already.
    """
    sums = known or {}
    new = checksums(root, [path for path in part.reads if path.as_posix() not in sums])
    inputs = {path.as_posix(): "" for path in sorted(part.reads)}
    inputs = {name: new[name] if name in new else sums[name] for name in inputs}
    return Record(part.line, inputs, part.config, part.code, __version__)


def ended(root: Path, part: Part, begun: Record, former: Record | None) -> Record:
    """Return the record of a part whose files are in place."""
    made = checksums(root, part.makes)
    known = {**former.leftovers, **former.outputs} if former else {}
    left = {n: c for n, c in known.items() if n not in made and (root / n).is_file()}
    return replace(begun, outputs=made, leftovers=dict(sorted(left.items())))


def write_account(root: Path, job: Job, account: Account) -> None:
    """Write what a job's parts were made of."""
    _write(root / job.account, asdict(account))


def write_receipt(root: Path, job: Job, account: Account) -> None:
    """Write that a job is done, and what it made."""
    made = {n: c for part in job.parts for n, c in account.done[part.id].outputs.items()}
    _write(root / job.receipt, {"job": job.id, "command": job.line, "outputs": made})


def read_account(path: Path) -> Account:
    """Read the account of a job's parts; an empty one where there is none of this form."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        sides = ({k: Record(**r) for k, r in content[s].items()} for s in ("done", "undone"))
        return Account(*sides)
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return Account()


def _write(path: Path, content: object) -> None:
    with staging(path.parent) as folder:
        text = json.dumps(content, ensure_ascii=False, indent=1) + "\n"
        (folder / path.name).write_text(text, encoding="utf-8")
