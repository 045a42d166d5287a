"""What stands in data files for the codes of a codebook: labels, other texts, other numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from evaluering.config.base import Name, Text, Whole, unfit
from evaluering.config.missing import MissingCodes
from evaluering.config.texts import Translated


def _as_texts(entries: Any) -> Any:
    """Return keys as text: YAML reads 0.5, 2 and true as values of their own."""
    if not isinstance(entries, dict):
        return entries
    return {key if isinstance(key, str) else spelt(key): code for key, code in entries.items()}


def spelt(value: object) -> str:
    """Return a value of YAML as it stands in a file: 2, 0.5, true."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _numbered(values: Any) -> Any:
    """Return listed labels with their places from 1 as codes."""
    if not isinstance(values, list):
        return values
    found = dict(enumerate(values, start=1))
    for code, label in found.items():
        if isinstance(label, str) and label in {str(n) for n in found} - {str(code)}:
            raise unfit(
                f"etiketten «{label}» på plass {code}, som også er en kode",
                "koder og etiketter: {1: …, 2: …}",
                code - 1,
            )
    return found


def normal(label: str) -> str:
    """Fold what does not change a label's meaning: case, spaces and the kinds of dash."""
    folded = re.sub(r"\s*[-–—]\s*", "-", label.casefold())
    return re.sub(r"\s+", " ", folded).strip(" .:")


InFile = Annotated[
    dict[Name, Whole],
    BeforeValidator(_as_texts),
    Field(
        description="Det som står i datafilen, og koden det lagres som, der det verken er koden "
        'eller etiketten: `{"Ja, absolutt": 1, "0.5": 2, A: 3}`. To tekster kan få samme kode.'
    ),
]
Labels = Annotated[
    dict[Whole, Text],
    BeforeValidator(_numbered, json_schema_input_type=dict[Whole, Text] | list[Text]),
]
"""Codes with labels; a list has the codes 1, 2 and so on."""


def refuse_unknown_codes(
    in_file: Mapping[str, int], codes: Iterable[int], missing: MissingCodes, name: str
) -> None:
    """Raise where a text stands for a code that is neither an answer nor missing."""
    known = list(codes)
    for text, code in in_file.items():
        if code not in known and missing.kind(code) is None:
            allowed = f"en av kodene {', '.join(map(str, known))}, eller en kode i «missing»"
            raise unfit(f"kode {code} for «{text}» ({name})", allowed, "in_file", text)


def texts_of(values: Mapping[int, str]) -> dict[str, int]:
    """Return the labels in each of their languages, with their codes.

    A label of several codes stands for none of them.
    """
    found: dict[str, int] = {}
    several = set()
    for code, label in values.items():
        spellings = label.languages.values() if isinstance(label, Translated) else [label]
        for text in spellings:
            if found.setdefault(text, code) != code:
                several.add(text)
    return {text: code for text, code in found.items() if text not in several}
