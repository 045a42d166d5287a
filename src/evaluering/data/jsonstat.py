"""Reading SSB's JSON-stat2 replies, status symbols kept."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

from evaluering.data.encodings import decoded
from evaluering.data.files import Absent, read_bytes
from evaluering.errors import DataError

ABSENT = Absent("SSB-svaret finnes ikke.", "Legg svaret i bølgens mappe ssb/.")
LARGEST = 20_000_000
"""Cells that are read at most; SSB itself gives no more than 800 000 in one reply."""
REMEDY = "Hent svaret på nytt fra SSB (outputFormat=json-stat2)."

T = TypeVar("T")


@dataclass(frozen=True)
class Dataset:
    """A JSON-stat2 dataset: the value cube with its dimensions."""

    dimensions: Mapping[str, list[str]]
    """Category codes by dimension, in the cube's order."""
    labels: Mapping[str, Mapping[str, str]]
    """Category labels by dimension."""
    values: npt.NDArray[np.float64]
    """The cube, NaN where a value is missing."""
    status: Mapping[int, str]
    """Symbols of missing or uncertain values (``.``, ``..``, ``:``) by position in the cube."""
    updated: str
    source: str
    """The reply's own provenance."""
    table: str = ""
    """The number of SSB's table, from the reply's own statement; empty when it has none."""


def read_jsonstat(path: Path) -> Dataset:
    """Read one JSON-stat2 reply.

    ``value`` may be a list or, when sparse, a mapping by position; ``status`` may be a list, a
    mapping, or one symbol for all; ``index`` may be a list or a mapping to positions.

    Raises
    ------
    DataError
        The file is absent, cut off, of another format, or inconsistent in itself.
    """
    return of_reply(path, lambda: _dataset(reply_in(read_bytes(path, ABSENT), path)))


def reply_in(content: bytes, path: Path) -> dict[str, Any]:
    """Return the JSON-stat2 dataset that a reply holds, as it stands.

    Raises
    ------
    DataError
        It is cut off, a page, or of another format.
    """
    reply = json_in(content, path)
    if not isinstance(reply, dict) or reply.get("class") != "dataset":
        found = reply.get("class", "ingen") if isinstance(reply, dict) else type(reply).__name__
        raise DataError(
            path, f"Svaret er ikke et JSON-stat2-datasett (class: {str(found)[:40]}).", REMEDY
        )
    return reply


def json_in(content: bytes, path: Path) -> Any:
    """Return what a reply in JSON holds.

    Raises
    ------
    DataError
        It is cut off, or a page.
    """
    text = decoded(path, content, remedy=REMEDY)
    try:
        return json.loads(text, object_pairs_hook=_once, parse_constant=_no_number)
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
    except _Faulty as fault:
        raise DataError(path, f"JSON-stat2-svaret har feil: {fault}.", REMEDY) from None
    except (ValueError, RecursionError):  # more digits, or deeper, than a reply can have
        raise DataError(path, "SSB-svaret er ikke JSON som kan leses.", REMEDY) from None


def of_reply(path: Path, read: Callable[[], T]) -> T:
    """Return what is read of a reply, whose faults become messages.

    Raises
    ------
    DataError
        The reply is incomplete or contradicts itself.
    """
    try:
        return read()
    except _Faulty as fault:
        raise DataError(path, f"JSON-stat2-svaret har feil: {fault}.", REMEDY) from None
    except (KeyError, TypeError, ValueError, IndexError, AttributeError, RecursionError) as error:
        what = str(error)[:80]
        raise DataError(path, f"JSON-stat2-svaret er ufullstendig ({what}).", REMEDY) from None


class _Faulty(Exception):
    """What is wrong in a reply, in Norwegian."""


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Refuse a key that stands twice, where JSON would keep the last silently."""
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        doubled = next(name for name in names if names.count(name) > 1)
        raise _Faulty(f"nøkkelen «{doubled[:40]}» står to ganger")
    return found


def _no_number(text: str) -> float:
    raise _Faulty(f"«{text}» er ikke et tall")


def _dataset(reply: dict[str, Any]) -> Dataset:
    dimensions = dimensions_in(reply)
    sizes = [len(codes) for codes in dimensions.values()]
    total = math.prod(sizes)
    if total > LARGEST:
        raise _Faulty(f"dimensjonene gir {total} verdier; det meste som leses, er {LARGEST}")
    value = reply["value"]
    if isinstance(value, list) and len(value) != total:
        raise _Faulty(f"svaret har {len(value)} verdier; dimensjonene krever {total}")
    flat = np.full(total, np.nan)
    for position, number in _positions(value, total):
        if number is not None:
            flat[position] = _finite(number)
    return Dataset(
        dimensions=dimensions,
        labels=labels_in(reply),
        values=flat.reshape(sizes),
        status=_status(reply.get("status"), total),
        updated=str(reply.get("updated", "")),
        source=str(reply.get("source", "")),
        table=_table(reply),
    )


def dimensions_in(reply: Mapping[str, Any]) -> dict[str, list[str]]:
    """Return the codes of each dimension, in the cube's order; call it within `of_reply`."""
    names, sizes = list(reply["id"]), [_whole(size, "size") for size in reply["size"]]
    if len(set(names)) < len(names):
        raise _Faulty("en dimensjon står to ganger")
    return {
        str(name): _categories(str(name), reply["dimension"][name]["category"], size)
        for name, size in zip(names, sizes, strict=True)
    }


def labels_in(reply: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    """Return the labels of each dimension's codes; call it within `of_reply`."""
    return {n: dict(reply["dimension"][n]["category"].get("label", {})) for n in reply["id"]}


def _whole(value: Any, what: str) -> int:
    """Return a whole number of at least 0; JSON's true and 2.0 are none."""
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= LARGEST:
        raise _Faulty(f"«{what}» er {str(value)[:40]}, ikke et heltall")
    return value


def _finite(value: Any) -> float:
    """Return a cell's number; true, texts and what no computer holds are none."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        with suppress(OverflowError):
            if math.isfinite(number := float(value)):
                return number
    shown = value if isinstance(value, str) else json.dumps(value)  # true, not True
    raise _Faulty(f"verdien «{shown[:40]}» er ikke et tall")


def _table(reply: Mapping[str, Any]) -> str:
    stated = reply.get("extension", {}).get("px", {}).get("tableid", "")
    labelled = re.match(r"\d{5}(?=:)", str(reply.get("label", "")))
    return str(stated) or (labelled[0] if labelled else "")


def _categories(name: str, category: Mapping[str, Any], size: int) -> list[str]:
    """Return a dimension's codes in the cube's order, each at a place of its own."""
    index = category.get("index")
    if index is None:
        codes = [str(code) for code in category["label"]]
    elif isinstance(index, list):
        codes = [str(code) for code in index]
    else:
        places = {str(code): _whole(place, "index") for code, place in index.items()}
        codes = sorted(places, key=lambda code: places[code])
        if len(codes) == size and sorted(places.values()) != list(range(size)):
            raise _Faulty(
                f"to koder i dimensjonen «{name}» har samme plass, eller en plass mangler"
            )
    if len(set(codes)) < len(codes):
        raise _Faulty(f"en kode i dimensjonen «{name}» står to ganger")
    if len(codes) != size:
        raise _Faulty(f"dimensjonen «{name}» har {len(codes)} kategorier, men size {size}")
    return codes


def _positions(values: Any, total: int) -> list[tuple[int, Any]]:
    """Return values, or symbols, by their place in the cube."""
    if isinstance(values, list):
        return list(enumerate(values[:total]))
    if not isinstance(values, Mapping):
        raise _Faulty(f"«{str(values)[:40]}» er verken en liste eller verdier med plass")
    found = {}
    for place, value in values.items():
        if not re.fullmatch(r"0|[1-9][0-9]{0,9}", place) or int(place) >= total:
            raise _Faulty(f"ingen celle {place[:40]} av {total}")
        found[int(place)] = value
    return list(found.items())


def _status(status: Any, total: int) -> dict[int, str]:
    if status is None:
        return {}
    if isinstance(status, str):
        return dict.fromkeys(range(total), status)
    symbols = {place: symbol for place, symbol in _positions(status, total) if symbol}
    if wrong := next((s for s in symbols.values() if not isinstance(s, str)), None):
        raise _Faulty(f"statusen «{str(wrong)[:40]}» er ikke et symbol")
    return symbols
