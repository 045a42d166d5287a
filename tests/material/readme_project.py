"""The project that the README's blocks make, and the excerpts of the guides added to it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pyreadstat
import yaml

from evaluering.start.layout import project_files
from example_blocks import Block, blocks
from workspace import REPOSITORY

README = (REPOSITORY / "README.md").read_text(encoding="utf-8")


def beginning() -> dict[str, Any]:
    """Return the files of the README's project, which the guide's excerpts belong to."""
    texts = {b.place: b.text for b in blocks(README, "fil")}
    texts["config/config.yaml"] = project_files("nb", "x", example=False)["config/config.yaml"]
    return {place: yaml.safe_load(text) for place, text in texts.items()}


def with_part(files: dict[str, Any], part: Block) -> dict[str, Any]:
    """Return the files with one block: a file of its own, or keys added to one that is there."""
    content = yaml.safe_load(part.text)
    if part.kind == "fil":
        assert part.place not in files, f"{part.place} is written twice"
        return files | {part.place: content}
    whole = dict(files[part.place])
    for key, value in content.items():
        match whole.get(key):
            case list() as there:
                whole[key] = there + value
            case dict() as there:
                whole[key] = there | value
            case _:
                whole[key] = value
    return files | {part.place: whole}


def write_answers(path: Path) -> None:
    """Write a file without identifier: two age groups, three items, three boxes."""
    rows = range(40)
    frame = pd.DataFrame(
        {
            "alder": [1 + row % 2 for row in rows],
            "q1": [1 + row % 5 for row in rows],
            "q2": [8 if row % 9 == 0 else 1 + (row // 2) % 5 for row in rows],
            "q3": [None if row % 11 == 0 else 5 - row % 3 for row in rows],
            "kanal_telefon": [int(row % 3 == 0) for row in rows],
            "kanal_nett": [int(row % 3 != 0) for row in rows],
            "kanal_oppmote": [int(row % 5 == 0) for row in rows],
        }
    ).astype("float64")
    pyreadstat.write_sav(frame, str(path), missing_ranges={"q2": [8.0]})
