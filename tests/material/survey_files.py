"""Small invented data files, as surveys come, for the drafts of their codebooks."""

from __future__ import annotations

import pandas as pd
import pyreadstat

SCALE = {1.0: "Helt uenig", 2.0: "Uenig", 3.0: "Verken eller", 4.0: "Enig", 5.0: "Helt enig"}


def lay(path, frame, labels=None, values=None, **more):
    pyreadstat.write_sav(
        frame, path, column_labels=labels or {}, variable_value_labels=values or {}, **more
    )
    return path


def answers(n=40):
    return pd.DataFrame(
        {
            "respid": [float(i) for i in range(1, n + 1)],
            "kjonn": [float(i % 2 + 1) for i in range(n)],
            "q1_1": [float(i % 5 + 1) for i in range(n)],
            "q1_2": [float(i % 4 + 1) for i in range(n)],
            "q1_3": [float([1, 2, 8][i % 3]) for i in range(n)],
            "k_a": [float(i % 2) for i in range(n)],
            "k_b": [float(i % 3 == 0) for i in range(n)],
            "k_c": [float(i % 7 == 0) for i in range(n)],
            "alder": [20.0 + i for i in range(n)],
            "vekt": [0.5 + (i % 10) / 10 for i in range(n)],
            "fritekst": [f"Et svar som er nummer {i}" for i in range(n)],
        }
    )


def labelled():
    items = {f"q1_{i}": SCALE | {8.0: "Vet ikke"} for i in (1, 2, 3)}
    boxes = {f"k_{c}": {0.0: "Nei", 1.0: "Ja"} for c in "abc"}
    return items | boxes | {"kjonn": {1.0: "Kvinne", 2.0: "Mann"}}
