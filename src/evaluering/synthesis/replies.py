"""SSB's replies for the fictional municipalities, as genuine JSON-stat2."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from evaluering.config.registries import Registry
from evaluering.data.replies import of_year
from evaluering.synthesis.municipalities import AGES, Fictional

NOTE = "Syntetiske data: fiktive kommuner, ikke tall fra Statistisk sentralbyrå."
UPDATED = "2021-05-03T06:00:00Z"
# KOSTRA mixes municipalities with counties and groups; the reader must leave these out.
OTHER_REGIONS = {"EAK": "Landet", "EAKUO": "Landet uten Oslo", "6000": "Syntetisk fylke"}


def replies(fictional: Fictional, registry: Registry) -> dict[str, str]:
    """Return the reply files by name, as JSON text."""
    files: dict[str, list[Any]] = {}
    for variable in registry.variables:
        files.setdefault(variable.file, []).append(of_year(variable, registry.year))
    return {
        file: json.dumps(_reply(fictional, variables), ensure_ascii=False, separators=(",", ":"))
        + "\n"
        for file, variables in files.items()
    }


def _reply(fictional: Fictional, variables: list[Any]) -> dict[str, Any]:
    first = variables[0]
    if first.share_of is not None:
        return _population_by_age(fictional, first)
    frame = fictional.frame
    regions = {**dict(zip(frame["code"], frame["name"], strict=True)), **_other_regions()}
    dimensions: dict[str, Mapping[str, str]] = {first.region: regions}
    for name, code in first.select.items():
        if name != "ContentsCode":
            dimensions[name] = {str(code): str(code)}
    dimensions = {k: v for k, v in dimensions.items() if k != "Tid"}
    dimensions["ContentsCode"] = {str(v.select["ContentsCode"]): v.label for v in variables}
    dimensions["Tid"] = {str(first.select["Tid"]): str(first.select["Tid"])}
    values = frame[[v.id for v in variables]].to_numpy(dtype=np.float64)
    groups = np.full((len(_other_regions()), len(variables)), np.nan)
    groups[0] = np.nanmean(values, axis=0).round(1)
    return _dataset(first.table, first.region, dimensions, np.vstack([values, groups]))


def _other_regions() -> dict[str, str]:
    return {code: name for code, name in OTHER_REGIONS.items() if not code.isdecimal()}


def _population_by_age(fictional: Fictional, variable: Any) -> dict[str, Any]:
    frame = fictional.frame
    dimensions = {
        variable.region: dict(zip(frame["code"], frame["name"], strict=True)),
        "Alder": {
            f"{age:03d}" + ("+" if age == AGES - 1 else ""): f"{age} år" for age in range(AGES)
        },
        "ContentsCode": {str(variable.select["ContentsCode"]): "Personer"},
        "Tid": {str(variable.select["Tid"]): str(variable.select["Tid"])},
    }
    return _dataset(variable.table, variable.region, dimensions, fictional.ages.astype(np.float64))


def _dataset(
    table: str, region: str, dimensions: Mapping[str, Mapping[str, str]], cube: np.ndarray
) -> dict[str, Any]:
    flat = cube.reshape(-1)
    reply: dict[str, Any] = {
        "version": "2.0",
        "class": "dataset",
        "label": f"{table}: syntetiske data",
        "source": "Syntetiske data (form som Statistisk sentralbyrå)",
        "updated": UPDATED,
        "note": [NOTE],
        "role": {"time": ["Tid"], "geo": [region], "metric": ["ContentsCode"]},
        "id": list(dimensions),
        "size": [len(codes) for codes in dimensions.values()],
        "dimension": {
            name: {
                "label": name,
                "category": {
                    "index": {code: k for k, code in enumerate(codes)},
                    "label": dict(codes),
                },
            }
            for name, codes in dimensions.items()
        },
        "value": [None if pd.isna(v) else int(v) if v == int(v) else float(v) for v in flat],
    }
    missing = {str(k): ".." for k, v in enumerate(flat) if pd.isna(v)}
    return reply | ({"status": missing} if missing else {})
