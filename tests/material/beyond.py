"""Exhibits beyond the report with results of any size, for the tests of their figures."""

from __future__ import annotations

from typing import Any

import pandas as pd
from pydantic import TypeAdapter

from drawn import GROUPS
from evaluering.config.exhibits.attrition import Attrition
from evaluering.config.exhibits.closeness import Closeness
from evaluering.config.exhibits.diagram import Diagram
from evaluering.config.exhibits.forest import Forest
from evaluering.config.exhibits.heatmap import Heatmap
from evaluering.config.exhibits.likert import Likert
from evaluering.config.exhibits.rates import Rates
from evaluering.config.exhibits.text_table import TextTable
from evaluering.config.kinds import kinds
from evaluering.exhibits.result import Result

LONG = (
    "I hvilken grad opplever du at kompetanseutviklingstiltakene i samarbeidsforumet/"
    "kompetansenettverket har bidratt til varige endringer i skolens kollektive praksis & mer?"
)
COMMON = {"number": "Figur 1", "title": "Tittelen", "section": "3"}
ANSWERS = ["Ikke i det hele tatt", "I liten grad", "I noen grad", "I stor grad", "Svært stor grad",
           "Seks", "Sju"]  # fmt: skip
NOTHING: dict[str, Any] = {"n_group": 0, "percent": None, "do_not_know_percent": None}
HIDDEN: dict[str, Any] = {
    **{"n_group": None, "percent": None, "do_not_know_percent": None},
    "suppressed": True,
}

NOUN = {"one": "kommune", "many": "kommuner", "article": "en"}


def result(kind: str, rows: list[dict[str, Any]], **details: Any) -> Result:
    """Return a result that carries the stamp."""
    stamp = {"stamp": "Syntetiske data"}
    table = pd.DataFrame(rows)
    told = TypeAdapter(kinds()[kind].details).validate_python(details)
    return Result("figur-1", kind, table, 99, details=told, provenance=stamp)


def likert(
    items: int, groups: int, codes: int = 5, label: str = "Påstand", **changed: Any
) -> tuple[Likert, Result]:
    """Make a battery; `changed` sets columns of all the rows of the first item and group."""
    shares = [[4, 1, 20, 70, 5, 0, 0], [0, 0, 0, 0, 100, 0, 0], [40, 30, 20, 7, 3, 0, 0]]
    rows = [
        {
            "item": f"q{i}",
            "item_label": f"{label} {i}",
            "group": group,
            "group_label": group.title(),
            "n_group": 120 - i,
            "do_not_know": 6,
            "do_not_know_percent": 4.8,
            "suppressed": False,
            "category": code + 1,
            "label": ANSWERS[code],
            "n": 1,
            "percent": float(shares[(i + j) % 3][code]),
        }
        | (changed if i == j == 0 else {})
        for i in range(items)
        for j, group in enumerate(GROUPS[:groups])
        for code in range(codes)
    ]
    names = [f"q{i}" for i in range(items)]
    keys = {"id": "figur-1", "kind": "likert", "groups": GROUPS[:groups], "items": names}
    scale = {"codes": list(range(1, codes + 1)), "labels": ANSWERS[:codes]}
    return Likert.model_validate(keys | COMMON), result("likert", rows, scale=scale)


def forest(items: int, label: str = "Påstand", **changed: Any) -> tuple[Forest, Result]:
    """Make differences between two groups; `changed` sets columns of the first row."""
    rows = [
        {
            "item": f"q{i}",
            "item_label": f"{label} {i}",
            "n_first": 100,
            "n_second": 50,
            "mean_first": 3.5,
            "mean_second": 3.5 - (d := [0.4, -0.02, -1.3][i % 3]),
            "difference": d,
            "lower": d - 0.2,
            "upper": d + 0.2,
            "hedges_g": d,
            "p": [0.0001, 0.8, 0.03][i % 3],
            "suppressed": False,
        }
        | (changed if i == 0 else {})
        for i in range(items)
    ]
    names = [f"q{i}" for i in range(items)]
    keys = {"id": "figur-1", "kind": "forest", "groups": GROUPS[:2], "items": names}
    scale = {"codes": [1, 2, 3, 4, 5], "labels": ANSWERS[:5]}
    groups = ["Samarbeidsforum", "Universitet/høyskole"]
    found = result("forest", rows, groups=groups, scale=scale)
    return Forest.model_validate(keys | COMMON), found


def heatmap(
    rows: int, columns: int, label: str = "Indeks", **changed: Any
) -> tuple[Heatmap, Result]:
    """Make correlations; `changed` sets columns of the first square."""
    values = [0.25, -0.61, 0.0, 0.07, -0.12]
    cells = [
        {
            "row": f"r{i}",
            "row_label": f"{label} {i}",
            "column": f"c{j}",
            "column_label": f"{label} {j}",
            "r": values[(i + j) % 5],
            "p": [0.03, 0.001, 1.0, 0.5, 0.3][(i + j) % 5],
            "n": 80,
        }
        | (changed if i == j == 0 else {})
        for i in range(rows)
        for j in range(columns)
    ]
    keys = {
        "id": "figur-1",
        "kind": "heatmap",
        "rows": [f"r{i}" for i in range(rows)],
        "columns": [f"c{j}" for j in range(columns)],
    }
    return Heatmap.model_validate(keys | COMMON), result("heatmap", cells)


def rates(
    panels: int, categories: int, label: str = "Fylke", **changed: Any
) -> tuple[Rates, Result]:
    """Make response rates; `changed` sets columns of the first row."""
    rows = [
        {
            "group": f"s{i}",
            "group_label": f"Undersøkelse {i}",
            "category": "total" if j == categories else str(j),
            "label": "Total" if j == categories else f"{label} {j}",
            "n": 5 + j,
            "population": 20,
            "rate": 5.0 * (5 + j) % 100,
            "lower": 2.0,
            "upper": 100.0,
        }
        | (changed if i == j == 0 else {})
        for i in range(panels)
        for j in range(categories + 1)
    ]
    keys = {
        "id": "figur-1",
        "kind": "rates",
        "panels": [
            {"survey": f"s{i}", "by": "fylke", "colour_of": GROUPS[i]} for i in range(panels)
        ],
    }
    return Rates.model_validate(keys | COMMON), result("rates", rows)


def closeness(groups: int, items: int, label: str = "Gruppe") -> tuple[Closeness, Result]:
    """Make groups whose deviations fall from each to the next."""
    names = GROUPS[:groups]
    rows: list[dict[str, Any]] = []
    for k, group in enumerate(names):
        mean = 0.3 - 0.2 * k
        named = {"group": group, "group_label": f"{label} {k}", "n": 100 + k, "mean": 3.0}
        rows += [
            {**named, "item": f"q{i}", "item_label": f"Ledd {i}", "deviation": mean + i / 50,
             "sd": None}
            for i in range(items)
        ]  # fmt: skip
        sd = 0.1 if items > 1 else None
        total = {"item": "total", "item_label": "Alle", "deviation": mean, "sd": sd}
        rows.append(named | total)
    keys = {
        "id": "figur-1",
        "kind": "closeness",
        "groups": names,
        "items": [f"q{i}" for i in range(items)],
        "start_label": "lengst fra klasserommet",
        "end_label": "nærmest klasserommet",
    }
    found = result("closeness", rows, items=items, falls=True)
    return Closeness.model_validate(keys | COMMON), found


def attrition(*counts: int, label: str = "Steg") -> tuple[Attrition, Result]:
    """Make a flow with the numbers that remain."""
    before = [counts[0], *counts]
    rows = [
        {
            "row": str(k),
            "row_label": f"{label} {k}",
            "n": n,
            "lost": before[k] - n,
            "percent_of_previous": 100 * n / before[k] if before[k] else None,
            "percent_of_invited": 100 * n / counts[0],
        }
        for k, n in enumerate(counts)
    ]
    exhibit = Attrition.model_validate({"id": "figur-1", "kind": "attrition"} | COMMON)
    return exhibit, result("attrition", rows, units=7, noun=NOUN)


def diagram(**keys: Any) -> tuple[Diagram, Result]:
    """Make a drawing of two boxes and an arrow, or of what is given."""
    boxes = [{"id": "a", "text": "Start", "at": [1, 1]}, {"id": "b", "text": "Slutt", "at": [2, 1]}]
    given = {"boxes": boxes, "arrows": [{"start": "a", "end": "b"}]} | keys
    exhibit = Diagram.model_validate({"id": "figur-1", "kind": "diagram"} | COMMON | given)
    return exhibit, result("diagram", [])


def text_table(**keys: Any) -> tuple[TextTable, Result]:
    """Make a table of texts in three columns."""
    sections = [{"heading": "Del 1", "rows": [["Aspekt", "A", "B"], ["Felles", "Begge"]]}]
    given = {"columns": ["Aspekt", "Den ene", "Den andre"], "sections": sections} | keys
    exhibit = TextTable.model_validate({"id": "tabell-4", "kind": "text_table"} | COMMON | given)
    return exhibit, result("text_table", [])
