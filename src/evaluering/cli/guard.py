"""Refuse answers of persons in git, by what files hold: the hook, and a check of all."""

from __future__ import annotations

import argparse
import hashlib
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path

from evaluering.config.paths import Paths
from evaluering.config.project import Project, load_project
from evaluering.data.signatures import found_in
from evaluering.data.sums import listed_sums
from evaluering.errors import EvalueringError

SYNTHETIC = "syntetisk"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Take the files; of none all that git keeps."""
    parser.add_argument(
        "files", type=Path, nargs="*", metavar="FIL",
        help="filene (utelatt: alle som git har, og de som er lagt til)",
    )  # fmt: skip


def run(options: argparse.Namespace) -> None:
    """Look into the files.

    Raises
    ------
    EvalueringError
        One of them can hold answers of persons.
    """
    root: Path = options.project
    files = options.files or _kept(root)
    project = load_project(root)
    allowed = synthetic_files(project)
    refused = list(_refused(root, files, allowed, identifiers(project)))
    if refused:
        raise EvalueringError(
            "Mikrodata skal ikke inn i git:\n"
            + "\n".join(f"  {line}" for line in refused)
            + "\n  Råd: «git rm --cached FIL». Bare filer i en syntetisk bølge, med sjekksummen i "
            "SHA256SUMS, kan være med."
        )
    print(f"Ingen mikrodata i {len(files)} filer.")


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


def _kept(root: Path) -> list[Path]:
    """Return the files that git has, or is about to have.

    Raises
    ------
    EvalueringError
        The folder is not kept in git.
    """
    command = ["git", "-C", str(root), "ls-files", "-z", "--cached"]
    try:
        listed = subprocess.run(command, capture_output=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        raise EvalueringError(
            "Mappen er ikke i git.\n  Råd: Nevn filene: «evaluering guard FIL»."
        ) from None
    return [Path(name.decode()) for name in listed.split(b"\0") if name]
