"""The checksums that a wave's folder lists of its files: SHA256SUMS, as sha256sum writes it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from evaluering.data.encodings import decoded
from evaluering.data.files import present, read_bytes
from evaluering.data.quality import DataFinding
from evaluering.message import message


def listed_sums(path: Path) -> dict[str, str]:
    """Return the listed checksum of each file by its path; nothing where there is no list.

    Raises
    ------
    DataError
        The list is no ordinary text file.
    """
    if not present(path):
        return {}
    lines = decoded(path, read_bytes(path)).splitlines()
    found = [re.fullmatch(r"([0-9a-fA-F]{64}) [ *](.+)", line) for line in lines]
    return {match[2].strip(): match[1].lower() for match in found if match}


def sum_findings(listed: Mapping[str, str], found: Mapping[str, str]) -> list[DataFinding]:
    """Return which files are others than those that the list was made of."""
    return [
        DataFinding("", 1, message("found_other_file", name=name))
        for name, checksum in found.items()
        if listed.get(name, checksum) != checksum
    ]
