"""Files that fit a random codebook: answers of all kinds, registries, frames, lists of members."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pyreadstat

from random_draws import Content, Draw
from random_surveys import KEYS, TEXT_KEYS

SIZES = (1, 2, 3, 6, 12, 25, 40, 40)
SHAPES = ("spread", "spread", "spread", "spread", "equal", "two", "missing", "silent", "one")
"""How the answers to a question may lie."""


def answers(draw: Draw, survey: Content, scales: dict[str, Content]) -> pd.DataFrame:
    """Return a survey's answers, a row a respondent; None where nothing is given."""
    n = draw.pick(SIZES)
    calm = draw.chance(0.5)
    columns: dict[str, list[Any]] = {}
    if survey.get("identifier"):
        ids: list[Any] = [str(1000 + k) for k in range(n)]
        if survey.get("duplicates") and n > 2:
            ids[1] = ids[0]
        elif draw.chance(0.2):
            ids = [f"{draw.pick(['NA', 'null', 'r æ', '007', '1e5'])}{k or ''}" for k in range(n)]
        columns["respid"] = ids
    for variable in survey["variables"]:
        values = _variable(draw, variable, n, calm)
        _put(draw, columns, variable, _routed(columns, variable, values, n))
    for question in survey["multiple_responses"]:
        absent = question.get("optional") and draw.chance(0.5)
        for option in question["options"]:
            if not absent:
                columns[option["name"]] = _column(draw, [0, 1], [], n, calm)
    for battery in survey["batteries"]:
        scale = scales[battery["scale"]]
        for item in battery["items"]:
            values = _column(draw, scale["codes"], _codes(scale), n, calm)
            _put(draw, columns, item, _routed(columns, battery, values, n))
    for question in survey.get("open_questions", []):
        texts = [draw.text() if draw.chance(0.5) else None for _ in range(n)]
        _put(draw, columns, question, texts)
    marks = {"respid", *(v["name"] for v in survey["variables"] if v.get("optional"))}
    for row in range(n):  # a row without any answer is no respondent
        if all(columns[name][row] is None for name in columns if name not in marks):
            name, codes = _first_codes(survey, scales)
            columns.setdefault(name, [None] * n)[row] = codes[0]
    return pd.DataFrame(columns, dtype="object")


def _put(draw: Draw, columns: dict[str, list[Any]], spec: Content, values: list[Any]) -> None:
    """Keep a column, unless it is optional and the file lacks it."""
    if not (spec.get("optional") and draw.chance(0.5)):
        columns[spec["name"]] = values


def _first_codes(survey: Content, scales: dict[str, Content]) -> tuple[str, list[int]]:
    """Return a variable that counts as an answer, with its codes."""
    found = [(o["name"], [1]) for m in survey["multiple_responses"] for o in m["options"]]
    batteries = [(b["items"], scales[b["scale"]]["codes"]) for b in survey["batteries"]]
    found += [(item["name"], codes) for items, codes in batteries for item in items]
    own = [v for v in survey["variables"] if not v.get("optional")]
    found += [(v["name"], list(v["values"])) for v in own if v.get("values")]
    return (found or [("tall", [1])])[0]


def _codes(spec: Content) -> list[int]:
    return [
        code if isinstance(code, int) else int(code.split("..")[0]) + 1
        for code in spec.get("missing", {})
    ]


def _variable(draw: Draw, variable: Content, n: int, calm: bool) -> list[Any]:
    if variable.get("kind") == "number":
        values = [draw.randint(0, 60) + draw.pick([0, 0.5]) for _ in range(n)]
        return [
            draw.pick(_codes(variable)) if _codes(variable) and draw.chance(0.2) else v
            for v in values
        ]
    if variable.get("kind") == "key":
        keys = KEYS if variable["name"] == "kommune" else TEXT_KEYS
        extra = [variable["several"]] if variable.get("several") else []
        extra += ["9999"] if variable.get("missing") else []
        return _column(draw, list(keys[: draw.randint(1, len(keys))]), extra, n, calm)
    return _column(draw, list(variable["values"]), _codes(variable), n, calm)


def _column(draw: Draw, codes: list[Any], missing: list[Any], n: int, calm: bool) -> list[Any]:
    """Return answers: spread, all equal, all missing, none at all, or just one."""
    shape = "spread" if calm else draw.pick(SHAPES)
    if shape == "equal":
        return [draw.pick(codes)] * n
    if shape == "silent":
        return [None] * n
    if shape == "one":
        return [draw.pick(codes)] + [None] * (n - 1)
    if shape == "missing":
        return [draw.pick([*missing, None]) for _ in range(n)]
    chosen = codes[:2] if shape == "two" else codes
    return [
        draw.pick([*missing, None]) if draw.chance(0.1) else draw.pick(chosen) for _ in range(n)
    ]


def _routed(columns: dict[str, list[Any]], spec: Content, values: list[Any], n: int) -> list[Any]:
    for name, codes in spec.get("asked_if", {}).items():
        given = columns.get(name, [None] * n)
        values = [v if g in codes else None for v, g in zip(values, given, strict=True)]
    return values


def write_answers(draw: Draw, frame: pd.DataFrame, survey: Content, path: Path) -> None:
    """Write answers as SPSS, Stata or CSV, numbers as numbers and texts as texts."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix == ".csv":
        separator = draw.pick([";", ",", "\t"])
        with path.open("w", encoding=draw.pick(["utf-8", "utf-8-sig"]), newline="") as file:
            writer = csv.writer(file, delimiter=separator)
            writer.writerow(frame.columns)
            writer.writerows(
                ["" if v is None else v for v in row] for row in frame.itertuples(index=False)
            )
        return
    texts = {"respid", "skole", *(q["name"] for q in survey.get("open_questions", []))}
    typed = pd.DataFrame(
        {
            name: frame[name]
            .map(lambda v: "" if v is None else str(v))
            .astype("str")
            .astype("object")
            if name in texts or (name == "kommune" and path.suffix == ".dta")
            else pd.to_numeric(frame[name]).astype("float64")
            for name in frame
        }
    )
    if path.suffix == ".dta":
        pyreadstat.write_dta(typed, path)
    else:
        pyreadstat.write_sav(typed, path)


def write_registry(draw: Draw, registry: Content, folder: Path) -> None:
    """Write a registry's file, which has every key that respondents may name."""
    folder.mkdir(parents=True, exist_ok=True)
    keys = KEYS if registry["id"] == "kommuner" else TEXT_KEYS
    equal = draw.chance(0.15)
    rows = [[key, f"{draw.text()}", *(_value(draw, equal) for _ in "12")] for key in keys]
    file = folder / registry["variables"][0]["file"]
    header = ["nr", "navn", "folk", "barn"]
    if file.suffix == ".json":
        if registry["id"] == "kommuner":
            rows.append(["9999", "Uoppgitt", 3, 4])
        file.write_text(json.dumps(_reply(rows)), encoding="utf-8")
    elif file.suffix == ".xlsx":
        book = openpyxl.Workbook()
        for row in [header, *rows]:
            book.active.append(row)
        book.save(file)
    else:
        with file.open("w", encoding="utf-8", newline="") as out:
            csv.writer(out, delimiter=draw.pick([";", "\t"])).writerows([header, *rows])


def _value(draw: Draw, equal: bool) -> float | int | None:
    if equal:
        return 500
    return draw.pick(
        [None, 0, draw.randint(1, 9000), draw.randint(1, 9000), round(draw.random() * 99, 3)]
    )


def _reply(rows: list[list[Any]]) -> Content:
    def dimension(labels: dict[str, str]) -> Content:
        return {"category": {"index": {c: k for k, c in enumerate(labels)}, "label": labels}}

    regions = {str(key): name for key, name, *_ in rows}
    dimensions = {
        "Region": dimension(regions),
        "ContentsCode": dimension({"folk": "F", "barn": "B"}),
        "Tid": dimension({"2022": "2022", "2023": "2023"}),
    }
    values = [value for _, _, *pair in rows for value in pair for _ in "12"]
    return {"version": "2.0", "class": "dataset", "label": "07459: Befolkning", "source": "Kilden",
            "updated": "2024-01-01T00:00:00Z", "id": list(dimensions), "size": [len(rows), 2, 2],
            "dimension": dimensions, "value": values}  # fmt: skip


def write_frame(draw: Draw, survey: Content, path: Path) -> None:
    """Write a population frame with most of the survey's divisions, if any."""
    lines = [["variable", "category", "population"]]
    divisions = {v["name"]: list(v["values"]) for v in survey["variables"] if v.get("values")}
    divisions |= {m["id"]: [o["name"] for o in m["options"]] for m in survey["multiple_responses"]}
    for name, codes in divisions.items():
        if draw.chance(0.8):
            lines += [[name, str(code), str(draw.pick([0, 5, 40, 300]))] for code in codes]
    if len(lines) > 1:  # a frame without lines is a fault
        _write_csv(path, lines)


def write_members(draw: Draw, path: Path) -> None:
    """Write a list of members by unit and role."""
    units, roles = draw.distinct(draw.randint(1, 4)), draw.distinct(draw.randint(1, 4))
    counted = draw.chance(0.5)
    lines = [["unit", "networks", "role", "members"]]
    lines += [
        [u, "2" if counted else "", r, str(draw.pick([0, 3, 12]))] for u in units for r in roles
    ]
    _write_csv(path, lines)


def _write_csv(path: Path, lines: list[list[str]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(lines)
