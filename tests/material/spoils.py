"""What may be wrong with the little project, one edit each: data files, registry, configuration."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pyreadstat

from evaluering.config.missing import missing_codes
from evaluering.config.project import load_project
from evaluering.data.reading import read_raw
from evaluering.data.writing import write_sav
from small_project import EXHIBITS, RAW
from workspace import replace_in

Spoil = Callable[[Path], None]
SURVEY = f"{RAW}/ledere.sav"
REPLY = f"{RAW}/ssb/folk.json"
ITEM = "maal_klare"


def rewrite(
    root: Path, change: Callable[[pd.DataFrame], pd.DataFrame] | None = None, **columns: Any
) -> None:
    """Write the leaders' file anew with changed rows, or with changed codebook columns."""
    project = load_project(root)
    codebook = project.surveys["ledere"].columns(project.scales)
    codebook = {name: replace(c, **columns.get(name, {})) for name, c in codebook.items()}
    frame = read_raw(root / SURVEY).frame
    texts = frame.select_dtypes(include=["object", "str"]).columns
    frame = frame.astype(dict.fromkeys(texts, "str"))
    write_sav(frame if change is None else change(frame), codebook, root / SURVEY, file_label="x")


def value(variable: str, code: float) -> Callable[[pd.DataFrame], pd.DataFrame]:
    """Return a change that gives the first answer of a variable another code."""

    def change(frame: pd.DataFrame) -> pd.DataFrame:
        first = frame.index[frame[variable].notna()][0]
        return frame.assign(**{variable: frame[variable].mask(frame.index == first, code)})

    return change


def no_file(root: Path) -> None:
    (root / SURVEY).unlink()


def truncated(root: Path) -> None:
    path = root / SURVEY
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def text_file(root: Path) -> None:
    (root / SURVEY).write_text("respid;rolle\n1;2\n", encoding="utf-8")


def empty_file(root: Path) -> None:
    (root / SURVEY).write_bytes(b"")


def other_survey(root: Path) -> None:
    """Put another survey's answers in the leaders' place."""
    staff = pd.read_csv(root / RAW / "ansatte.csv", sep=";").assign(verv=0).fillna({"merknad": ""})
    numbers = dict.fromkeys(staff.columns.drop("merknad"), "float64")
    pyreadstat.write_sav(staff.astype(numbers), root / SURVEY)


def missing_item(root: Path) -> None:
    rewrite(root, lambda frame: frame.drop(columns=ITEM))


def seven(root: Path) -> None:
    rewrite(root, value(ITEM, 7))


def half_point(root: Path) -> None:
    rewrite(root, value(ITEM, 3.5))


def reverse_labels(root: Path) -> None:
    scale = load_project(root).scales["enighet"]
    turned = dict(zip(scale.codes, scale.labels[::-1], strict=True))
    rewrite(root, **{ITEM: {"values": turned}})


def declared_answer(root: Path) -> None:
    missing = missing_codes({5: "unanswered", 8: "dont_know", 9: "unanswered"})
    rewrite(root, **{ITEM: {"missing": missing}})


def duplicate(root: Path) -> None:
    def change(frame: pd.DataFrame) -> pd.DataFrame:
        return frame.assign(respid=frame["respid"].mask(frame.index == 1, frame["respid"][0]))

    rewrite(root, change)


def unknown_place(root: Path) -> None:
    rewrite(root, value("kommune", 199))


def genuine_wave(root: Path) -> None:
    """Say that a wave is genuine whose file is marked as synthetic."""
    mark = "- {name: syntetisk, label: Syntetisk, values: {1: Ja}}\n"
    replace_in(root / "config/surveys/ledere.yaml", "variables:\n", f"variables:\n{mark}")
    rewrite(root, lambda frame: frame.assign(syntetisk=1.0))
    replace_in(root / RAW / "wave.yaml", "source: syntetisk", "source: mikrodata")


def too_many(root: Path) -> None:
    replace_in(root / RAW / "wave.yaml", "population: 80, sent: 60", "population: 20, sent: 20")


def no_reply(root: Path) -> None:
    (root / REPLY).unlink()


def cut_reply(root: Path) -> None:
    path = root / REPLY
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def changed_reply(root: Path) -> None:
    reply = json.loads((root / REPLY).read_text(encoding="utf-8"))
    reply["value"] = reply["value"][:-1]
    (root / REPLY).write_text(json.dumps(reply), encoding="utf-8")


def shared_respondents(root: Path) -> None:
    """Let two groups of a figure have respondents in common."""
    replace_in(root / "config/groups.yaml", "rolle: [2]", "rolle: [1, 2]")
    replace_in(
        root / EXHIBITS / "svar.yaml", "groups: [rektor, ansatt]", "groups: [rektor, avdeling]"
    )


def unknown_group(root: Path) -> None:
    replace_in(root / EXHIBITS / "svar.yaml", "groups: [rektor, ansatt]", "groups: [rektr, ansatt]")


def tab(root: Path) -> None:
    replace_in(root / "config/config.yaml", "  formats", "\tformats")


def empty_configuration(root: Path) -> None:
    (root / "config/config.yaml").write_text("")
