"""A workflow of three jobs that no command is behind: raw -> copy -> page, and one beside them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from evaluering.workflow import receipts
from evaluering.workflow.flow import Flow
from evaluering.workflow.job import Job
from evaluering.workflow.part import Part
from small import PROJECT

RAW, COPY, PAGE = Path("data/raw/2021/svar.csv"), Path("data/processed/2021/kopi.csv"), Path(
    "reports/2021/side.html"
)  # fmt: skip
EXTRA = Path("figures/2021/ekstra.svg")


def job(name: str, reads: tuple[Path, ...], makes: tuple[Path, ...]) -> Job:
    """Return a job of one part that runs nothing."""
    command = (name, "--wave", "2021")
    part = Part(
        id=name, wave="2021", title=f"Lager {name}", command=command, reads=reads, makes=makes,
        config="oppsett", entries=("wording",),
    )  # fmt: skip
    return Job(name, "2021", f"Lager {name}", command, (part,))


def changed(work: Job, **keys: Any) -> Job:
    """Return a job whose only part has other keys."""
    return replace(work, parts=(replace(work.parts[0], **keys),))


JOBS = (
    job("kopi", (RAW,), (COPY,)),
    job("side", (COPY,), (PAGE, EXTRA)),
    job("annet", (), (Path("reports/annet.html"),)),
)


def flow_of(root: Path, *jobs: Job) -> Flow:
    """Return a flow with jobs of one's own."""
    flow = Flow(replace(PROJECT, root=root))
    flow.__dict__["jobs"] = list(jobs or JOBS)
    return flow


def do(root: Path, work: Job) -> None:
    """Do a job as a command does: what it makes is what it reads."""
    (part,) = work.parts
    account = receipts.read_account(root / work.account)
    begun = receipts.begun(root, part)
    content = "".join((root / path).read_text(encoding="utf-8") for path in part.reads)
    for path in part.makes:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(content, encoding="utf-8")
    account = account.including(part.id, receipts.ended(root, part, begun, account.known(part.id)))
    receipts.write_account(root, work, account)
    receipts.write_receipt(root, work, account)


def lay_out_toy(root: Path) -> Flow:
    """Return a flow of which all is done."""
    (root / RAW).parent.mkdir(parents=True)
    (root / RAW).write_text("1\n", encoding="utf-8")
    for work in JOBS:
        do(root, work)
    return flow_of(root)
