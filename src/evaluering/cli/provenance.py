"""Where numbers come from: checksums of inputs, and the code that made them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from evaluering import __version__
from evaluering.cli.modules import SOURCE, modules
from evaluering.config.project import Project


def sha256(path: Path) -> str:
    """Return a file's SHA-256."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def provenance(
    project: Project, wave: str, inputs: Mapping[str, str], entries: Iterable[str]
) -> dict[str, Any]:
    """Return wave, source, input checksums and the version of the code used.

    Parameters
    ----------
    project, wave
        The wave that the numbers come from.
    inputs
        Checksum by file name.
    entries
        The modules that the code starts from, as in `modules`.
    """
    digest = hashlib.sha256()
    for path in modules(*entries):
        digest.update((SOURCE / path).read_bytes())
    return {
        "wave": wave,
        "source": project.waves[wave].source,
        "stamp": project.waves[wave].stamp,
        "inputs": dict(sorted(inputs.items())),
        "version": __version__,
        "code": digest.hexdigest()[:12],
    }
