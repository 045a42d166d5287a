"""The little project with a second wave, in which the leaders answer otherwise and some anew."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pandas as pd
import pyreadstat
import yaml

from small_project import EXHIBITS, RAW, WAVE, write_project, write_yaml

LATER = "2025"
NEW = 12
"""How many leaders of the second wave did not answer the first."""
SAME = ["maal_klare", "maal_felles"]


def write_two_waves(root: Path, exhibits: list[dict[str, Any]]) -> Path:
    """Write the project with these exhibits and no others, and both waves.

    In the second wave a leader's answer to ``maal_klare`` is one higher, where there is room, and
    the first `NEW` leaders are others than in the first wave.
    """
    write_project(root, claims=False, printed=False)
    report = root / EXHIBITS
    shutil.rmtree(report)
    write_yaml(report / "tid.yaml", {"exhibits": exhibits})
    spec = report.parent / "report.yaml"
    own = yaml.safe_load(spec.read_text(encoding="utf-8"))
    write_yaml(spec, own | {"chapters": [{"id": "tid", "title": "Over tid"}]})
    later = root / f"data/raw/{LATER}"
    shutil.copytree(root / RAW, later)
    wave = yaml.safe_load((later / "wave.yaml").read_text(encoding="utf-8"))
    write_yaml(later / "wave.yaml", wave | {"id": LATER, "title": "Våren 2025"})
    _answer_again(later / "ledere.sav")
    return root


def _answer_again(path: Path) -> None:
    frame, meta = pyreadstat.read_sav(path)
    answers = frame["maal_klare"]
    frame["maal_klare"] = answers.where(~answers.between(1, 4), answers + 1)
    ids = frame["respid"]
    number = ids.astype(str) if not pd.api.types.is_numeric_dtype(ids) else ids
    frame["respid"] = [f"ny{v}" if isinstance(v, str) else v + 9000 for v in number[:NEW]] + list(
        number[NEW:]
    )
    pyreadstat.write_sav(
        frame, path, variable_value_labels=meta.variable_value_labels,
        column_labels=meta.column_names_to_labels,
    )  # fmt: skip


def add_wave(root: Path, name: str) -> Path:
    """Add a wave that is the first one again, but for the last respondent of a survey."""
    folder = root / "data/raw" / name
    shutil.copytree(root / RAW, folder)
    spec = folder / "wave.yaml"
    said = spec.read_text(encoding="utf-8").replace(f"id: '{WAVE}'", f"id: '{name}'", 1)
    spec.write_text(said, encoding="utf-8")
    answers = (folder / "ansatte.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    (folder / "ansatte.csv").write_text("".join(answers[:-1]), encoding="utf-8")
    return folder


def exhibit(look: str, number: int, **keys: Any) -> dict[str, Any]:
    """Return a trend of the leaders' two items, as a figure or a table."""
    return {
        "id": f"{look}-{number}", "number": f"{look.title()} {number}", "kind": "trend",
        "title": "Over tid", "section": "1", "groups": ["rektor"], "measures": SAME, **keys,
    }  # fmt: skip


__all__ = ["LATER", "NEW", "SAME", "WAVE", "add_wave", "exhibit", "write_two_waves"]
