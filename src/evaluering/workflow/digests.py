"""Checksums of files, and digests of the code that a job uses."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from evaluering.workflow.modules import PACKAGE, SOURCE, modules


def sha256(path: Path) -> str:
    """Return a file's SHA-256."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def checksums(root: Path, files: Iterable[Path]) -> dict[str, str]:
    """Return the checksum of each file; of one that is not there, none."""
    return {
        path.as_posix(): sha256(root / path) if (root / path).is_file() else ""
        for path in sorted(files)
    }


@cache
def code_digest(entries: tuple[str, ...], assets: tuple[str, ...] = ()) -> str:
    """Return a digest of the modules that entry modules use, and of files beside them.

    Parameters
    ----------
    entries
        Modules within the package, as in `modules`.
    assets
        Folders within the package whose files that are no code count too, as ``render/templates``.
    """
    digest = hashlib.sha256()
    for path in modules(*entries):
        digest.update(_digest_of_module(path))
    for folder in assets:
        for file in sorted((PACKAGE / folder).rglob("*.*")):
            if not file.suffix.startswith(".py"):
                digest.update(file.name.encode() + _digest(file))
    return digest.hexdigest()[:12]


@cache
def _digest_of_module(path: str) -> bytes:
    return _digest(SOURCE / path)


@cache
def _digest(file: Path) -> bytes:
    return hashlib.sha256(file.read_bytes()).digest()
