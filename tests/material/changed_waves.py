"""A second wave whose questionnaire is another, and its description of that."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pyreadstat
import yaml

from small_project import write_yaml
from two_waves import LATER

Labels = dict[str, dict[float, str]]
Alter = Callable[[pd.DataFrame, dict[str, str], Labels], pd.DataFrame]
"""What is done to the answers, the variable labels and the value labels of the file."""
SEVEN = ["Helt uenig", "Uenig", "Litt uenig", "Nøytral", "Litt enig", "Enig", "Helt enig"]


def change_file(root: Path, alter: Alter, wave: str = LATER) -> None:
    """Write the leaders' file of a wave anew."""
    path = root / f"data/raw/{wave}/ledere.sav"
    frame, meta = pyreadstat.read_sav(path)
    labels = dict(meta.column_names_to_labels)
    values = {name: dict(own) for name, own in meta.variable_value_labels.items()}
    frame = alter(frame, labels, values)
    pyreadstat.write_sav(
        frame, path,
        column_labels={name: labels.get(name, "") for name in frame},
        variable_value_labels={name: own for name, own in values.items() if name in frame},
    )  # fmt: skip


def say_changes(root: Path, changes: dict[str, Any], wave: str = LATER) -> None:
    """Say in a wave what of the leaders' survey is different in it."""
    path = root / f"data/raw/{wave}/wave.yaml"
    spec = yaml.safe_load(path.read_text(encoding="utf-8"))
    spec["surveys"]["ledere"]["changes"] = changes
    write_yaml(path, spec)


def edit_codebook(root: Path, edit: Callable[[dict[str, Any]], None]) -> None:
    """Edit the leaders' codebook."""
    path = root / "config/surveys/ledere.yaml"
    book = yaml.safe_load(path.read_text(encoding="utf-8"))
    edit(book)
    write_yaml(path, book)


def add_seven(root: Path) -> None:
    """Add a scale of seven points to the project."""
    path = root / "config/scales.yaml"
    found = yaml.safe_load(path.read_text(encoding="utf-8"))
    found["scales"].append({"id": "enighet-sju", "labels": SEVEN, "missing": {8: "dont_know"}})
    write_yaml(path, found)


def renamed(frame: pd.DataFrame, labels: dict[str, str], values: Labels, **names: str) -> Any:
    """Return the file with other names of columns, which keep their labels."""
    for old, new in names.items():
        labels[new] = labels.get(old, "")
        if old in values:
            values[new] = values[old]
    return frame.rename(columns=names)


def turned(values: pd.Series) -> pd.Series:
    """Return answers from 1 to 5 in the opposite order; other codes stand."""
    return values.where(~values.between(1, 5), 6 - values)


def stretched(values: pd.Series) -> pd.Series:
    """Return answers from 1 to 5 on a scale from 1 to 7, from end to end; other codes stand.

    What falls between two codes is let down to the lower one.
    """
    return values.where(~values.between(1, 5), (1 + (values - 1) * 1.5) // 1)
