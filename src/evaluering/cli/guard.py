"""Refuse answers of persons in git, by what files hold: the hook, and a check of all."""

from __future__ import annotations

import argparse
import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path

from evaluering.config.paths import Paths
from evaluering.config.project import Project, load_project
from evaluering.data.git_index import IndexEntry, contents, entries
from evaluering.data.signatures import found_in
from evaluering.data.sums import listed_sums
from evaluering.errors import EvalueringError

SYNTHETIC = "syntetisk"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Take the files; of none all that git keeps, or would keep."""
    parser.add_argument(
        "files", type=Path, nargs="*", metavar="FIL",
        help="filene (utelatt: alle som git har, slik de ligger i mappen og slik de er lagt til)",
    )  # fmt: skip
    parser.add_argument(
        "--staged", action="store_true",
        help="bare det som er lagt til og ville blitt med i neste commit",
    )  # fmt: skip


def run(options: argparse.Namespace) -> None:
    """Look into the files.

    Raises
    ------
    EvalueringError
        One of them can hold answers of persons.
    """
    root: Path = options.project
    staged = [] if options.files else list(entries(root, changed=options.staged))
    files = options.files or ([] if options.staged else sorted({own.path for own in staged}))
    project = load_project(root)
    allowed, columns = synthetic_files(project), identifiers(project)
    refused = [
        *_refused(root, files, allowed, columns),
        *_refused_entries(root, staged, allowed, columns),
    ]
    if refused:
        raise EvalueringError(
            "Mikrodata skal ikke inn i git:\n"
            + "\n".join(f"  {line}" for line in dict.fromkeys(refused))
            + "\n  Råd: «git rm --cached FIL». Bare filer i en syntetisk bølge, med sjekksummen i "
            "SHA256SUMS, kan være med."
        )
    seen = {*files, *(own.path for own in staged)}
    print(f"Ingen mikrodata i {len(seen)} filer.")


def identifiers(project: Project) -> set[str]:
    """Return the columns that tell respondents apart in any survey, in small letters."""
    return {
        own.casefold()
        for survey in project.surveys.values()
        for own in (survey.identifier, survey.identifier_column)
        if own and own != "none"
    }


def synthetic_files(project: Project) -> dict[Path, str]:
    """Return the checksums of the files of synthetic waves, by path from the project's folder."""
    found = {}
    for wave in project.waves.values():
        folder = Paths(Path()).raw(wave.id)
        if wave.source == SYNTHETIC:
            sums = listed_sums(project.root / folder / "SHA256SUMS")
            found.update({folder / name: checksum for name, checksum in sums.items()})
    return found


def _refused(
    root: Path, files: Iterable[Path], allowed: Mapping[Path, str], columns: set[str]
) -> Iterable[str]:
    for file in files:
        path = root / file
        if not path.is_file():
            continue
        content = path.read_bytes()
        own = path.resolve()
        if own.is_relative_to(root.resolve()):
            own = own.relative_to(root.resolve())
        if hashlib.sha256(content).hexdigest() == allowed.get(own):
            continue
        if said := found_in(path.name, content, columns):
            yield f"{own.as_posix()}: {said}"


def _refused_entries(
    root: Path, staged: Iterable[IndexEntry], allowed: Mapping[Path, str], columns: set[str]
) -> Iterable[str]:
    """Yield what cannot be committed, by what the index holds, whatever lies in the folder."""
    for entry, content in contents(root, staged):
        known = hashlib.sha256(content).hexdigest() == allowed.get(entry.path)
        if not known and (said := found_in(entry.path.name, content, columns)):
            yield f"{entry.path.as_posix()}: {said} (lagt til i git)"
