"""Reading SSB's JSON-stat2 replies, status symbols kept."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from evaluering.errors import DataError

REMEDY = "Hent svaret på nytt fra SSB (outputFormat=json-stat2)."


@dataclass(frozen=True)
class Dataset:
    """A JSON-stat2 dataset: the value cube with its dimensions.

    Attributes
    ----------
    dimensions
        Category codes by dimension, in the cube's order.
    labels
        Category labels by dimension.
    values
        The cube, NaN where a value is missing.
    status
        Symbols of missing or uncertain values (``.``, ``..``, ``:``) by position in the cube.
    updated, source
        The reply's own provenance.
    table
        The number of SSB's table, from the reply's own statement; empty when it has none.
    """

    dimensions: Mapping[str, list[str]]
    labels: Mapping[str, Mapping[str, str]]
    values: npt.NDArray[np.float64]
    status: Mapping[int, str]
    updated: str
    source: str
    table: str = ""


def read_jsonstat(path: Path) -> Dataset:
    """Read one JSON-stat2 reply.

    ``value`` may be a list or, when sparse, a mapping by position; ``status`` may be a list, a
    mapping, or one symbol for all; ``index`` may be a list or a mapping to positions.

    Raises
    ------
    DataError
        The file is absent, cut off, of another format, or inconsistent in itself.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise DataError(
            path, "SSB-svaret finnes ikke.", "Legg svaret i bølgens mappe ssb/."
        ) from None
    except UnicodeDecodeError:
        raise DataError(path, "SSB-svaret er ikke UTF-8.", REMEDY) from None
    try:
        reply = json.loads(text)
    except json.JSONDecodeError as error:
        if text.lstrip().startswith("<"):
            raise DataError(
                path, "Filen er en nettside (HTML), ikke et SSB-svar.", REMEDY
            ) from None
        raise DataError(
            path,
            f"SSB-svaret er avkuttet eller ikke JSON (linje {error.lineno}, tegn {error.colno}).",
            REMEDY,
        ) from None
    if not isinstance(reply, dict) or reply.get("class") != "dataset":
        found = reply.get("class", "ingen") if isinstance(reply, dict) else type(reply).__name__
        raise DataError(path, f"Svaret er ikke et JSON-stat2-datasett (class: {found}).", REMEDY)
    try:
        return _dataset(path, reply)
    except (KeyError, TypeError, ValueError, IndexError, AttributeError) as error:
        raise DataError(path, f"JSON-stat2-svaret er ufullstendig ({error!r}).", REMEDY) from None


def _dataset(path: Path, reply: dict[str, Any]) -> Dataset:
    names, sizes = list(reply["id"]), [int(size) for size in reply["size"]]
    dimensions = {
        name: _categories(reply["dimension"][name]["category"], size)
        for name, size in zip(names, sizes, strict=True)
    }
    for (name, codes), size in zip(dimensions.items(), sizes, strict=True):
        if len(codes) != size:
            raise DataError(
                path, f"Dimensjonen «{name}» har {len(codes)} kategorier, men size {size}.", REMEDY
            )
    total = int(np.prod(sizes))
    value = reply["value"]
    if isinstance(value, list) and len(value) != total:
        raise DataError(
            path, f"Svaret har {len(value)} verdier; dimensjonene krever {total}.", REMEDY
        )
    flat = np.full(total, np.nan)
    for position, number in _positions(value):
        if not 0 <= position < total:
            raise DataError(
                path,
                f"JSON-stat2-svaret er ufullstendig: ingen celle {position} av {total}.",
                REMEDY,
            )
        if number is not None:
            flat[position] = float(number)
    return Dataset(
        dimensions=dimensions,
        labels={n: dict(reply["dimension"][n]["category"].get("label", {})) for n in names},
        values=flat.reshape(sizes),
        status=_status(reply.get("status"), total),
        updated=str(reply.get("updated", "")),
        source=str(reply.get("source", "")),
        table=_table(reply),
    )


def _table(reply: Mapping[str, Any]) -> str:
    stated = reply.get("extension", {}).get("px", {}).get("tableid", "")
    labelled = re.match(r"\d{5}(?=:)", str(reply.get("label", "")))
    return str(stated) or (labelled[0] if labelled else "")


def _categories(category: Mapping[str, Any], size: int) -> list[str]:
    index = category.get("index")
    if index is None:
        return list(category["label"])
    if isinstance(index, list):
        return [str(code) for code in index]
    return sorted((str(code) for code in index), key=lambda code: index[code])[
        : max(size, len(index))
    ]


def _positions(values: Sequence[Any] | Mapping[str, Any]) -> list[tuple[int, Any]]:
    if isinstance(values, Mapping):
        return [(int(position), value) for position, value in values.items()]
    return list(enumerate(values))


def _status(status: Any, total: int) -> dict[int, str]:
    if status is None:
        return {}
    if isinstance(status, str):
        return dict.fromkeys(range(total), status)
    return {position: symbol for position, symbol in _positions(status) if symbol}
