"""Faults of a data file against its codebook: what would change results."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path

import pandas as pd

from evaluering.config.columns import Column
from evaluering.config.scales import Scale
from evaluering.config.surveys import Survey
from evaluering.config.written import normal
from evaluering.data.boxes import in_file
from evaluering.data.locating import Located, share_found
from evaluering.data.reading import RawSurvey
from evaluering.errors import DataError
from evaluering.wording import respondents

LOST = "\ufffd"
"""What stands for a sign that was lost when a text was written."""
MOJIBAKE = re.compile("Ã[¦¸¥†˜…\u0085\u0098\u0086]|\ufffd")


def check_variables(
    found: Located,
    whole: RawSurvey,
    columns: Mapping[str, Column],
    survey: Survey,
    surveys: Mapping[str, Survey],
    scales: Mapping[str, Scale],
    file: Path,
) -> list[str]:
    """Return which variables of the codebook a file lacks; refuse one that is another survey's."""
    if taken := {own.name for own in survey.derived} & set(found.unknown):
        raise DataError(
            file,
            f"Filen har alt en variabel med navnet til den avledede «{min(taken)}».",
            f"Gi den avledede et annet navn i config/surveys/{survey.id}.yaml.",
        )
    present = set(found.raw.frame.columns)
    absent = [c for n, c in columns.items() if not c.optional and n not in present]
    if not absent and present:
        return []
    fits = {
        other.id: share_found(whole, in_file(other.file_columns(scales).values()).values())
        for other in surveys.values()
    }
    best = max(fits, key=lambda name: fits[name])
    if best != survey.id and fits[best] > 0.9 and fits[best] > fits[survey.id]:
        raise DataError(
            file,
            f"Filen er fra undersøkelsen «{best}», ikke «{survey.id}».",
            "Rett «file» i wave.yaml.",
        )
    if not absent:
        raise DataError(
            file,
            "Filen har ingen av variablene i kodeboken.",
            f"Rett «file» i wave.yaml, eller kodeboken i config/surveys/{survey.id}.yaml.",
        )
    names = ", ".join(_with_near(column, found.unknown) for column in absent[:8])
    more = f" og {len(absent) - 8} til" if len(absent) > 8 else ""
    told = (
        f"Variabler i kodeboken mangler i filen: {names}{more}. Heter de noe annet i denne bølgen, "
        f"eller ble de ikke spurt om: si det under «changes» for {survey.id} i wave.yaml (column: "
        f"…, asked: false). Gjelder det alle bølger: rett config/surveys/{survey.id}.yaml (column: "
        "…, optional: true)."
    )
    if any(column.kind == "identifier" for column in absent):
        raise DataError(file, told, "Uten identifikator: «identifier: none» i kodeboken.")
    if found.raw.frame.empty:
        raise DataError(file, told, "Se også om det er riktig fil: den har ingen respondenter.")
    return [told]


def _with_near(column: Column, unknown: Sequence[str]) -> str:
    """Name a variable that is absent, with the one of the file that is spelt most like it."""
    near = get_close_matches(column.source, unknown, n=1, cutoff=0.75)
    return column.quoted + (f" (filen har «{near[0]}»)" if near else "")


def encoding_faults(
    raw: RawSurvey, frame: pd.DataFrame, columns: Mapping[str, Column]
) -> Iterator[str]:
    """Find a text that was read in the wrong encoding.

    A lost sign (U+FFFD) in an open answer or in a label was lost before the file was made: no
    encoding mends it, and a label is only shown.
    """
    texts = list(raw.variable_labels.values())
    texts += [text for labels in raw.value_labels.values() for text in labels.values()]
    remedy = "Oppgi «encoding» for filen i wave.yaml."
    if broken := next((text for text in texts if MOJIBAKE.search(text.replace(LOST, ""))), None):
        yield f"Tegnsettet er lest feil: «{broken[:60]}». {remedy}"
        return
    strings = frame.select_dtypes(include=["object", "str"])
    for name in strings:
        column = columns[str(name)]
        found = strings[name].dropna().astype("str")
        own = found.str.replace(LOST, "") if column.kind == "text" else found
        if wrong := int(own.str.contains(MOJIBAKE).sum()):
            yield (
                f"Tegnsettet er lest feil i variabelen {column.quoted} ({respondents(wrong)}). "
                f"{remedy}"
            )
            return


def identifier_faults(identifiers: pd.Series, survey: Survey) -> Iterator[str]:
    """Find identifiers that are absent, or shared where the codebook refuses it."""
    name = survey.identifier
    if count := int(identifiers.isna().sum()):
        yield (
            f"Variabelen «{name}» mangler verdi for {respondents(count)}. Uten en fullstendig "
            "identifikator: skriv «identifier: none» i kodeboken, så nummereres radene."
        )
    doubled = int(identifiers.duplicated(keep=False).sum()) if survey.duplicates == "refuse" else 0
    if doubled and identifiers.notna().all():
        yield (
            f"Variabelen «{name}» har samme verdi for flere respondenter ({doubled} rader). "
            "Rett filen, eller velg i kodeboken: «duplicates: first» (den første raden gjelder), "
            "«duplicates: last» (den siste gjelder) eller «duplicates: all» (alle radene teller)."
        )


def exchanged_texts(raw: RawSurvey, columns: Mapping[str, Column]) -> Iterator[str]:
    """Find variables that in the file carry the text of another: their answers stand exchanged.

    Nothing is exchanged where the other carries its own text (the file has one text twice), or
    where the text ends as the codebook's does (it has the question in front).
    """
    texts: dict[str, list[str]] = {}
    for name, column in columns.items():
        texts.setdefault(normal(column.label), []).append(name)
    for name, column in columns.items():
        found = normal(raw.variable_labels.get(name, ""))
        others = [
            other for other in texts.get(found, [])
            if normal(raw.variable_labels.get(other, "")) != found
        ]  # fmt: skip
        own = name in texts.get(found, []) or found.endswith(normal(column.label))
        if found and others and not own and column.kind != "identifier":
            yield (
                f"Variabelen {column.quoted} har i filen teksten til «{others[0]}»: "
                f"«{raw.variable_labels[name][:80]}». Står svarene i feil kolonne?"
            )
