"""Where numbers come from: checksums of inputs, and the code that made them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from evaluering import __version__
from evaluering.config.project import Project
from evaluering.workflow.digests import code_digest


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
    return {
        "wave": wave,
        "source": project.waves[wave].source,
        "stamp": project.waves[wave].stamp,
        "inputs": dict(sorted(inputs.items())),
        "version": __version__,
        "code": code_digest(tuple(entries)),
    }
