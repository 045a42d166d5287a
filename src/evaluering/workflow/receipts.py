"""A job's receipt: what it was made of and what it made, written when all is in place.

A receipt has no dates, so the same inputs give the same bytes. Snakemake deletes it before it
runs the job; a failed job therefore stays undone until it succeeds. A copy stays, to tell what
has changed since and which files are no longer made.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

from evaluering import __version__
from evaluering.workflow.digests import checksums
from evaluering.workflow.job import Job
from evaluering.workflow.staging import staging


@dataclass(frozen=True)
class Receipt:
    """What a job was made of and what it made.

    Attributes
    ----------
    job, command
        The job's id and its command line.
    inputs, outputs
        Checksum by file, from the project's folder.
    config, code, version
        The fingerprint of the configuration, the digest of the code, and the tool's version.
    leftovers
        Checksum of the files that an earlier run of the job made and that it no longer makes.
    """

    job: str
    command: str
    inputs: Mapping[str, str]
    config: str
    code: str
    version: str
    outputs: Mapping[str, str] = field(default_factory=dict)
    leftovers: Mapping[str, str] = field(default_factory=dict)


def begun(root: Path, job: Job) -> Receipt:
    """Return a receipt of what a job is about to read, and take back the one it had."""
    (root / job.receipt).unlink(missing_ok=True)
    return Receipt(
        job=job.id,
        command=job.line,
        inputs=checksums(root, job.reads),
        config=job.config,
        code=job.code,
        version=__version__,
    )


def write(root: Path, job: Job, begun: Receipt) -> Receipt:
    """Write a job's receipt, when its files are in place."""
    earlier = read(root / job.earlier)
    made = checksums(root, job.makes)
    known = {**earlier.outputs, **earlier.leftovers} if earlier else {}
    left = {
        name: checksum
        for name, checksum in known.items()
        if name not in made and (root / name).is_file()
    }
    receipt = Receipt(**{**asdict(begun), "outputs": made, "leftovers": dict(sorted(left.items()))})
    text = json.dumps(asdict(receipt), ensure_ascii=False, indent=1) + "\n"
    for path in (job.earlier, job.receipt):
        with staging((root / path).parent) as folder:
            (folder / path.name).write_text(text, encoding="utf-8")
    return receipt


def read(path: Path) -> Receipt | None:
    """Read a receipt; None when there is none, or it is no receipt of this version's form."""
    try:
        return Receipt(**json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None
