"""Files of exhibits, reports and waves that are gone: known from the accounts of jobs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from evaluering.workflow.digests import sha256
from evaluering.workflow.flow import Flow
from evaluering.workflow.job import Job
from evaluering.workflow.materials import PATHS
from evaluering.workflow.receipts import Account, Record, read_account, write_account
from evaluering.workflow.staging import PREFIX

SHOWN = ("figures", "reports")
"""The folders whose files a person sees."""


def leftovers(flow: Flow) -> list[Path]:
    """Return the files that the workflow made, no longer makes, and that are as it made them."""
    return [path for path, same in _known(flow).items() if same]


def changed(flow: Flow) -> list[Path]:
    """Return the files that the workflow once made and no longer makes, changed since."""
    return [path for path, same in _known(flow).items() if not same]


def unknown(flow: Flow) -> list[Path]:
    """Return the files among figures and reports that no receipt and no job knows."""
    known = {*flow.makers, *_known(flow), *_kept(flow), PATHS.index(), *PATHS.status()}
    found = (p for folder in SHOWN for p in (flow.root / folder).rglob("*") if p.is_file())
    paths = (p.relative_to(flow.root) for p in found if PREFIX not in p.as_posix())
    return sorted(set(paths) - known)


def delete(flow: Flow, left: list[Path]) -> None:
    """Delete leftovers, what is known of parts and jobs that are gone, and emptied folders."""
    jobs = {(job.wave, job.id): job for job in flow.jobs}
    gone = []
    for wave, file, account in _accounts(flow):
        job = jobs.get((wave, file.stem))
        if job is None:
            gone += [file, file.parent.parent / file.name]
        else:
            _forget(flow.root, job, account, {path.as_posix() for path in left})
    for path in [flow.root / path for path in left] + gone:
        path.unlink(missing_ok=True)
        for folder in path.parents:
            if folder == flow.root or not folder.is_dir() or any(folder.iterdir()):
                break
            folder.rmdir()


def _forget(root: Path, job: Job, account: Account, deleted: set[str]) -> None:
    """Keep in a job's account what its parts were made of, without what has been deleted."""
    parts = {part.id for part in job.parts}

    def kept(records: Mapping[str, Record]) -> dict[str, Record]:
        return {
            name: replace(
                record,
                leftovers={n: c for n, c in record.leftovers.items() if n not in deleted},
            )
            for name, record in records.items()
            if name in parts or not deleted >= set(record.outputs)
        }

    new = Account(kept(account.done), kept(account.undone))
    if new != account:
        write_account(root, job, new)


def _known(flow: Flow) -> Mapping[Path, bool]:
    """Return each left file that a receipt lists, with whether it is as the receipt says."""
    found: dict[Path, bool] = {}
    kept = _kept(flow)
    for record in _records(flow):
        for name, checksum in {**record.leftovers, **record.outputs}.items():
            path = Path(name)
            if path not in flow.makers and path not in kept and (flow.root / path).is_file():
                same = sha256(flow.root / path) == checksum
                found[path] = found.get(path, False) or same
    return dict(sorted(found.items()))


def _kept(flow: Flow) -> set[Path]:
    """Return the files of waves that are there and cannot be run, or are not asked for."""
    kept: set[Path] = set()
    for wave, _, account in _accounts(flow):
        folder = flow.root / "data/raw" / wave
        if wave and wave not in flow.project.waves and folder.is_dir():
            for record in (*account.done.values(), *account.undone.values()):
                kept |= {Path(name) for name in (*record.outputs, *record.leftovers)}
    return kept


def _records(flow: Flow) -> Iterator[Record]:
    """Yield what is known of every part that was ever made."""
    for _, _, account in _accounts(flow):
        yield from (*account.done.values(), *account.undone.values())


def _accounts(flow: Flow) -> Iterator[tuple[str, Path, Account]]:
    """Yield the account of every job that there is or was, with its wave and its file."""
    processed = flow.root / "data/processed"
    for file in sorted(processed.glob("**/receipts/parts/*.json")):
        above = file.relative_to(processed).parts
        yield "" if above[0] == "receipts" else above[0], file, read_account(file)
