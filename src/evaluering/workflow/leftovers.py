"""Files of exhibits, reports and waves that are gone: known from the receipts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from evaluering.workflow.digests import sha256
from evaluering.workflow.flow import Flow
from evaluering.workflow.receipts import Receipt, read
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
    known = set(flow.makers) | set(_known(flow)) | _kept(flow)
    found = (p for folder in SHOWN for p in (flow.root / folder).rglob("*") if p.is_file())
    paths = (p.relative_to(flow.root) for p in found if PREFIX not in p.as_posix())
    return sorted(set(paths) - known)


def delete(flow: Flow, left: list[Path]) -> None:
    """Delete leftovers, the receipts of jobs that are gone, and folders that become empty."""
    jobs = {(job.wave, job.id) for job in flow.jobs}
    gone = [file for wave, file, _ in _receipts(flow) if (wave, file.stem) not in jobs]
    for path in [flow.root / path for path in left] + gone:
        path.unlink(missing_ok=True)
        for folder in path.parents:
            if folder == flow.root or any(folder.iterdir()):
                break
            folder.rmdir()


def _known(flow: Flow) -> Mapping[Path, bool]:
    """Return each left file that a receipt lists, with whether it is as the receipt says."""
    found: dict[Path, bool] = {}
    kept = _kept(flow)
    for _, _, receipt in _receipts(flow):
        for name, checksum in {**receipt.leftovers, **receipt.outputs}.items():
            path = Path(name)
            if path not in flow.makers and path not in kept and (flow.root / path).is_file():
                same = sha256(flow.root / path) == checksum
                found[path] = found.get(path, False) or same
    return dict(sorted(found.items()))


def _kept(flow: Flow) -> set[Path]:
    """Return the files of waves that are there and cannot be run, or are not asked for."""
    kept: set[Path] = set()
    for wave, _, receipt in _receipts(flow):
        folder = flow.root / "data/raw" / wave
        if wave and wave not in flow.project.waves and folder.is_dir():
            kept |= {Path(name) for name in (*receipt.outputs, *receipt.leftovers)}
    return kept


def _receipts(flow: Flow) -> Iterator[tuple[str, Path, Receipt]]:
    """Yield every receipt with its wave and its file."""
    processed = flow.root / "data/processed"
    for file in sorted(processed.rglob("*.json")):
        parts = file.relative_to(processed).parts
        if "receipts" in parts and (receipt := read(file)):
            yield "" if parts[0] == "receipts" else parts[0], file, receipt
