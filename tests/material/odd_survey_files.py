"""Random small data files with the oddities of real ones, for the drafts of their codebooks."""

from __future__ import annotations

import csv
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pyreadstat

NAMES = [
    "Q1", "q21.OptU", "Kjønn", "Hvor fornøyd er du?", "alder", "ÅR", "1_start", "respondent_number",
    "identifier", "name", "$submission_id", "id", "vekt", "s_1", "s_2", "a b c", "Kommentar",
    "true", "æøå", "x" * 64, "Q1_1", "Q1_2", "Q1_3", "k_a", "k_b", "k_c", "by", "groups", "resten",
]  # fmt: skip
TEXTS = [
    "", "Alder", "Hvor enig er du? - Ledd: «én», 50 % [to]", 'Med "anførsel" # og nr', "- s",
    "Linje\nskift", "<b>Fet</b> tekst", "{klammer}", "Spørsmål: første", "Spørsmål: andre", "null",
    "x" * 300, "😀", "yes", "1", "Sann: @ % &", "\u00a0", "Hvor ofte? - a", "Hvor ofte? - b",
]  # fmt: skip
LABELS = [
    {1.0: "Ja", 2.0: "Nei"}, {0.0: "Nei", 1.0: "Ja"}, {1.0: "Ja", 2.0: "Ja"}, {1.0: "", 2.0: "B"},
    {1.0: "Helt uenig", 2.0: "Uenig", 3.0: "Verken eller", 4.0: "Enig", 5.0: "Helt enig"},
    {1.0: "Helt uenig", 7.0: "Helt enig"}, {0.5: "Halv", 1.0: "Hel"}, {-1.0: "Vet ikke", 1.0: "A"},
    {1.0: "Lav", 2.0: "Høy", 8.0: "Vet ikke", 9.0: "Ubesvart"}, {99.0: "Ubesvart"}, {1.0: "2"},
    {1.0: "1", 2.0: "2", 3.0: "3"}, {1.0: "2", 2.0: "1"}, {1.0: "Usikker", 0.0: "Nei", 2.0: "Ja"},
    {1.0: "a", 2.0: "A"}, {1.0: "Ja: helt", 2.0: 'Nei, "nesten"'}, {1e10: "Stor", 1.0: "Liten"},
]  # fmt: skip
WORDS = [
    ["Ja", "Nei"], ["Helt uenig", "Uenig", "Enig", "Helt enig", "Vet ikke"], ["18-29", "40+"],
    ["1 - Dårlig", "2 - Middels", "3 - God"], [" Ja", "ja", "Nei "], ["A", "NA", "B"], ["x", ""],
    ["1", "2", "Mer enn 10"], ["Telefon;Nett", "Nett", "Telefon", "Oppmøte;Nett"], ["0301", "1103"],
    ["2024-05-01", "2024-06-30"], ["01.05.2024", "31.12.2024"], ["05/31/2024", "06/01/2024"],
    ["12:30", "08:15"], ["1,5", "2,5"], ["En lang kommentar om noe.", "Nok en, med komma", "Kort"],
    ["true", "false"], ["Ja", "#NULL!"], [".", "5"], ["Valgt", ""], ["1e3", "2"], ["-", "3", "4"],
    ["Ja", "Nei", "Ja "], ["«sitat»", "# nummer", "- strek", "a: b"],
]  # fmt: skip


def write_odd_file(folder: Path, seed: int) -> Path:
    """Write a file of a random kind, and return its path."""
    drawn = random.Random(seed)
    rows = drawn.choice([1, 2, 5, 30, 60])
    columns = {name: _column(drawn, rows) for name in drawn.sample(NAMES, drawn.randint(1, 12))}
    kind = drawn.choice(["sav", "sav", "zsav", "dta", "csv", "csv", "xlsx"])
    path = folder / f"Undersøkelse {seed}.{kind}"
    _WRITERS[kind](drawn, path, columns, rows)
    return path


def _column(drawn: random.Random, rows: int) -> list[Any]:
    """Return a column of numbers or of texts, some of them empty."""
    share = drawn.choice([0, 0, 0.3, 0.9])
    kind = drawn.choice(["codes", "codes", "words", "number", "unique", "same", "empty", "texts"])
    made: dict[str, Callable[[], Any]] = {
        "codes": lambda: float(drawn.choice([0, 1, 2, 3, 5, 8, 9, 1, 2])),
        "number": lambda: round(drawn.gauss(40, 15), drawn.choice([0, 2])),
        "same": lambda: 1.0,
        "empty": lambda: None,
        "texts": lambda: f"Svar {drawn.random()}",
    }
    if kind == "words":
        words = drawn.choice(WORDS)
        values: list[Any] = [drawn.choice(words) for _ in range(rows)]
    elif kind == "unique":
        values = [float(n) for n in range(1, rows + 1)]
        share = 0
    else:
        values = [made[kind]() for _ in range(rows)]
    return [None if drawn.random() < share else value for value in values]


def _labelled(drawn: random.Random, frame: pd.DataFrame) -> dict[str, Any]:
    numeric = [name for name in frame if pd.api.types.is_numeric_dtype(frame[name])]
    return {
        "column_labels": {name: drawn.choice(TEXTS)[:80] for name in frame},
        "variable_value_labels": {n: drawn.choice(LABELS) for n in numeric if drawn.random() < 0.6},
    }


def _statistical(drawn: random.Random, path: Path, columns: dict[str, Any], rows: int) -> None:
    clean = {
        name.replace("$", "v").replace("?", "").replace(" ", "_"): v for name, v in columns.items()
    }
    clean = {n if n[0].isalpha() else f"v{n}": v for n, v in clean.items()}
    if path.suffix == ".dta":
        clean = {n.replace(".", "_")[:32]: v for n, v in clean.items()}
    frame = pd.DataFrame({n: pd.Series(v) for n, v in clean.items()})
    for name in frame:
        values = frame[name]
        if values.isna().all():
            frame[name] = values.astype("float64")
        elif not pd.api.types.is_numeric_dtype(values):
            frame[name] = values.fillna("").astype(str)
    more = _labelled(drawn, frame)
    if path.suffix == ".dta":
        whole = more["variable_value_labels"]
        more["variable_value_labels"] = {
            n: {int(c): t for c, t in own.items() if c.is_integer() and abs(c) < 1e9}
            for n, own in whole.items()
        }
        pyreadstat.write_dta(frame, str(path), **more)
        return
    labelled = list(more["variable_value_labels"])
    missing = {
        n: [drawn.choice([8.0, 9.0, {"lo": 8, "hi": 9}])] for n in labelled if drawn.random() < 0.4
    }
    pyreadstat.write_sav(
        frame, str(path), missing_ranges=missing, compress=path.suffix == ".zsav", **more
    )


def _cells(columns: dict[str, Any], rows: int) -> list[list[str]]:
    def spelt(value: object) -> str:
        if value is None:
            return ""
        return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)

    return [[spelt(values[row]) for values in columns.values()] for row in range(rows)]


def _text(drawn: random.Random, path: Path, columns: dict[str, Any], rows: int) -> None:
    heads = [list(columns)]
    if drawn.random() < 0.3:
        heads.append([f"Spørsmål nummer {n}: hva?" for n, _ in enumerate(columns)])
    encoding = drawn.choice(["utf-8", "utf-8-sig", "utf-16", "cp1252"])
    with path.open("w", encoding=encoding, errors="replace", newline="") as file:
        csv.writer(file, delimiter=drawn.choice(";,\t")).writerows([*heads, *_cells(columns, rows)])


def _sheet(drawn: random.Random, path: Path, columns: dict[str, Any], rows: int) -> None:
    frame = pd.DataFrame({name: pd.Series(values) for name, values in columns.items()})
    frame.to_excel(path, index=False)


_WRITERS = {
    "sav": _statistical, "zsav": _statistical, "dta": _statistical, "csv": _text, "xlsx": _sheet,
}  # fmt: skip
