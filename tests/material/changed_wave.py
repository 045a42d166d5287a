"""The files of a second wave of the little project, whose questionnaires are another year's.

Twelve things are other than in the codebook, nine of them in the leaders' .sav file (two of their
role alone), three in the staff's .csv file, which has no labels: `CHANGED` and `ASKED` name them.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pyreadstat

from small_project import answers

AGREE = {1: "Helt uenig", 2: "Delvis uenig", 3: "Både – og", 4: "Delvis enig", 5: "Helt enig"}
LABELS = {
    "ID": "Løpenummer", "rolle": "Rolle", "aar": "År i stillingen",
    "komnr": "Kommunenummer", "tema_fag": "Fag", "tema_miljo": "Miljø",
    "q4_1": "Målene er klare", "maal_felles": "Vi har felles mål for arbeidet",
    "maal_uklare": "Målene er uklare",
}  # fmt: skip
TURNED = {1: 5, 2: 4, 4: 2, 5: 1}
CHANGED: dict[str, dict[str, dict[str, Any]]] = {
    "ledere": {
        "respid": {"column": "ID"},
        "rolle": {"values": {30: "Assistent"}, "codes": {10: 1, 20: 2}},
        "kommune": {"column": "komnr"},
        "tema": {"codes": {2: 0}},
        "maal_klare": {"column": "q4_1"},
        "maal_felles": {"label": "Vi har felles mål for arbeidet"},
        "maal_uklare": {"codes": TURNED},
        "har_tiltak": {"asked": False},
    },
    "ansatte": {"maal_felles": {"column": "q2_maal_felles"}},
}
"""What the draft has to say, by survey and name."""
NEW_ITEM = {"id": "maal", "items": [{"name": "slutter", "label": "slutter", "since": "2025"}]}
"""What the staff's codebook lacks."""
ASKED = "maal"
"""The staff's battery, whose scale has seven steps: a file without labels does not say so."""


def changed_files(folder: Path) -> list[Path]:
    """Write both files into a folder, and return them."""
    folder.mkdir(parents=True, exist_ok=True)
    found = answers()
    return [_leaders(folder / "skolesvar.sav", found["ledere"]),
            _staff(folder / "svar fra ansatte.csv", found["ansatte"])]  # fmt: skip


def _leaders(path: Path, frame: pd.DataFrame) -> Path:
    frame = frame.rename(columns={"respid": "ID", "kommune": "komnr", "maal_klare": "q4_1"}).drop(
        columns="har_tiltak"
    )
    frame["ID"] += 500
    frame["aar"] = (frame["aar"] + 1) % 30
    frame["rolle"] = frame["rolle"].map({1: 10, 2: 20})
    frame.loc[frame.index[-4:], ["rolle", "komnr"]] = [30, None]
    boxes = ["tema_fag", "tema_miljo"]
    frame[boxes] = frame[boxes].replace({0: 2})
    frame["maal_uklare"] = frame["maal_uklare"].replace(TURNED)
    items = ["q4_1", "maal_felles", "maal_uklare"]
    missing = {8: "Vet ikke", 9: "Ubesvart"}
    agree: dict[str, dict[int, str]] = dict.fromkeys(items, AGREE | missing)
    agree["maal_uklare"] = {TURNED.get(code, code): text for code, text in AGREE.items()} | missing
    pyreadstat.write_sav(
        frame.astype("float64"), path, column_labels=LABELS,
        missing_ranges={name: [8, 9] for name in items},
        variable_value_labels={
            "rolle": {10: "Rektor", 20: "Avdelingsleder", 30: "Assistent"},
            **{name: {1: "Ja", 2: "Nei"} for name in boxes}, **agree,
        },
    )  # fmt: skip
    return path


def _staff(path: Path, frame: pd.DataFrame) -> Path:
    frame["respid"] += 500
    frame = frame.rename(columns={"maal_felles": "q2_maal_felles"})
    items = ["maal_klare", "q2_maal_felles", "trives"]
    for place, name in enumerate(items):
        wider = (frame[name] * 3 // 2 - (frame.index + place) % 2).clip(1, 7)
        frame[name] = wider.where(frame[name] < 8, frame[name])
    frame.insert(frame.columns.get_loc("trives") + 1, "slutter", frame["trives"].to_numpy()[::-1])
    frame.to_csv(path, index=False, sep=";")
    return path
