"""Checking a data file against its codebook.

A fault that would change results stops the run; one that would not is reported as a finding.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path

import pandas as pd

from evaluering.config.columns import Column
from evaluering.config.missing import UNANSWERED, role_of
from evaluering.config.scales import Scale
from evaluering.config.surveys import NUMBERED, Survey
from evaluering.data.alike import alike
from evaluering.data.coding import Declared, coded_values, normal, plain
from evaluering.data.missing import answered
from evaluering.data.quality import Finding, Quality, item_quality
from evaluering.data.reading import RawSurvey
from evaluering.data.routing import asked
from evaluering.errors import DataError
from evaluering.message import Message, message
from evaluering.wording import respondents

MOJIBAKE = re.compile("Ã[¦¸¥†˜…\u0085\u0098\u0086]|\ufffd")
CODED = {"nominal", "item", "tick"}
ENOUGH_TO_DIFFER = 10
"""From this many answers it is worth a remark that all are the same."""


def apply_codebook(
    raw: RawSurvey,
    survey: Survey,
    surveys: Mapping[str, Survey],
    scales: Mapping[str, Scale],
    file: Path,
    sha256: str,
    own_kinds: Mapping[str, str] | None = None,
) -> tuple[pd.DataFrame, Quality]:
    """Check a data file against its codebook and put it in the codebook's form.

    Parameters
    ----------
    raw
        The file as read.
    survey, surveys
        The codebook it should fit, and all codebooks (to recognise another survey's file).
    scales
        The answer scales by id.
    file, sha256
        The file's path, for messages, and its checksum, for provenance.
    own_kinds
        The project's own kinds of missing with their labels.

    Returns
    -------
    pandas.DataFrame
        One row a respondent, one column a codebook variable, codes kept (``Int64``), missing
        codes kept, system-missing as ``<NA>``. Without an identifier the rows are numbered.
    Quality
        Counts, the kinds of missing and every finding.

    Raises
    ------
    DataError
        All faults that would change results, in one message.
    """
    columns = survey.columns(scales)
    _check_variables(raw, columns, survey, surveys, scales, file)
    if raw.frame.empty:
        raise DataError(
            file, "Filen har variabler, men ingen respondenter.", "Eksporter filen på nytt."
        )
    present = {n: c for n, c in columns.items() if n in raw.frame and n != NUMBERED}
    frame = raw.frame[list(present)]
    frame = frame.loc[~_blank(frame, present)].reset_index(drop=True)
    if frame.empty:
        raise DataError(
            file,
            f"Filen har ingen respondenter: alle de {len(raw.frame)} radene er tomme.",
            "Eksporter filen på nytt.",
        )
    faults = list(_encoding_faults(raw, frame))
    coded: dict[str, pd.Series] = {}
    findings: list[Finding] = []
    for column in present.values():
        declared = _declared(raw, column, own_kinds)
        found = coded_values(frame[column.name], column, declared)
        coded[column.name] = found.values
        faults += found.faults
        findings += [Finding(column.name, n, told) for n, told in found.remarks]
        label_faults, label_findings = _label_differences(declared, column)
        faults += label_faults
        findings += label_findings
    faults += _exchanged_texts(raw, present)
    result, repeated = pd.DataFrame(coded), 0
    if survey.identifier == "none":
        numbers = pd.Series(range(1, len(result) + 1), dtype="Int64").astype("str")
        result.insert(0, NUMBERED, numbers)
    else:
        faults += _identifier_faults(result[survey.identifier], survey)
        result, repeated, found_twice = _without_duplicates(result, survey)
        findings += found_twice
    twice = alike(result, present)
    if twice > survey.repeated_answers * len(result):
        faults.append(
            f"{twice} av {len(result)} rader gjentar alle svarene i en tidligere rad. Er filen "
            "satt sammen av to like? Er det riktig, sett «repeated_answers» i kodeboken høyere."
        )
    elif twice:
        findings.append(Finding("", twice, message("found_repeated", n=twice)))
    if faults:
        raise _all_faults(file, faults)
    findings += [*_file_findings(raw), *_variable_findings(raw, columns)]
    findings += _answer_findings(result, present)
    findings += [f for column in present.values() for f in _routing_findings(result, column)]
    return result, Quality(
        survey=survey.id,
        file=file.name,
        sha256=sha256,
        rows_read=len(raw.frame),
        rows_rejected=len(raw.frame) - len(frame),
        rows_repeated=repeated,
        rows_kept=len(result),
        findings=tuple(findings),
        items=tuple(
            item_quality(result, c)
            for c in present.values()
            if c.kind not in {"identifier", "text"}
        ),
    )


def _blank(frame: pd.DataFrame, columns: Mapping[str, Column]) -> pd.Series[bool]:
    """Return which rows answer nothing: an identifier or an optional mark is no answer."""
    answers = {"item", "tick", "text"}
    marks = [
        name
        for name, c in columns.items()
        if c.kind == "identifier" or (c.optional and c.kind not in answers)
    ]
    blank = frame.isna() | (frame == "")
    return (blank.drop(columns=marks) if len(marks) < len(columns) else blank).all(axis=1)


def _declared(raw: RawSurvey, column: Column, own_kinds: Mapping[str, str] | None) -> Declared:
    """Return what the file itself says of a column."""
    return Declared(
        labels=raw.value_labels.get(column.name, {}),
        missing=raw.declared_missing.get(column.name, ()),
        stata=raw.stata,
        own_kinds=own_kinds,
    )


def _all_faults(file: Path, faults: list[str]) -> DataError:
    shown = "\n  ".join(faults[:10])
    more = f"\n  … og {len(faults) - 10} feil til." if len(faults) > 10 else ""
    return DataError(
        file, shown + more, "Rett filen eller kodeboken i config/surveys, og kjør på nytt."
    )


def _check_variables(
    raw: RawSurvey,
    columns: Mapping[str, Column],
    survey: Survey,
    surveys: Mapping[str, Survey],
    scales: Mapping[str, Scale],
    file: Path,
) -> None:
    numbered = {NUMBERED} if survey.identifier == "none" else set()
    required = {name for name, column in columns.items() if not column.optional} - numbered
    absent = sorted(required - set(raw.frame.columns))
    if not absent and set(columns) & set(raw.frame.columns):
        return
    fits = {
        other.id: len(set(other.columns(scales)) & set(raw.frame.columns))
        / len(other.columns(scales))
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
    unknown = [str(name) for name in raw.frame.columns if name not in columns]
    names = ", ".join(_with_near(name, unknown) for name in absent[:8])
    more = f" og {len(absent) - 8} til" if len(absent) > 8 else ""
    raise DataError(
        file,
        f"Variabler i kodeboken mangler i filen: {names}{more}.",
        f"Legg dem til i filen, rett navnene i config/surveys/{survey.id}.yaml, eller merk dem "
        "«optional: true» der.",
    )


def _with_near(name: str, unknown: list[str]) -> str:
    """Name a variable that is absent, with the one of the file that is spelt most like it."""
    near = get_close_matches(name, unknown, n=1, cutoff=0.75)
    return f"«{name}»" + (f" (filen har «{near[0]}»)" if near else "")


def _encoding_faults(raw: RawSurvey, frame: pd.DataFrame) -> Iterator[str]:
    texts = list(raw.variable_labels.values())
    texts += [text for labels in raw.value_labels.values() for text in labels.values()]
    strings = frame.select_dtypes(include=["object", "str"])
    texts += [str(v) for name in strings for v in strings[name].dropna().unique()]
    if broken := next((text for text in texts if MOJIBAKE.search(text)), None):
        yield (f"Tegnsettet er lest feil: «{broken[:60]}». Oppgi «encoding» for filen i wave.yaml.")


def _identifier_faults(identifiers: pd.Series, survey: Survey) -> Iterator[str]:
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
            "Rett filen, eller velg i kodeboken: «duplicates: first» (den første raden gjelder) "
            "eller «duplicates: all» (alle radene teller)."
        )


def _without_duplicates(
    frame: pd.DataFrame, survey: Survey
) -> tuple[pd.DataFrame, int, list[Finding]]:
    """Return the rows that count, how many do not, and a finding on what was chosen."""
    name = survey.identifier
    doubled = frame[name].duplicated() & frame[name].notna()
    count = int(doubled.sum())
    if not count or survey.duplicates == "refuse":
        return frame, 0, []
    if survey.duplicates == "first":
        found = Finding(name, count, message("found_identifier_omitted", n=count))
        return frame.loc[~doubled].reset_index(drop=True), count, [found]
    order = frame.groupby(name, dropna=False).cumcount()
    numbered = frame[name].where(~doubled, frame[name] + "-" + (order + 1).astype("str"))
    found = Finding(name, count, message("found_identifier_kept", n=count))
    return frame.assign(**{name: numbered}), 0, [found]


def _label_differences(declared: Declared, column: Column) -> tuple[list[str], list[Finding]]:
    """Compare the file's value labels and declared missing codes with the codebook."""
    if column.kind not in CODED:
        return [], []
    faults, findings = [], []
    by_text: dict[str, set[int]] = {}
    for known, text in column.values.items():
        by_text.setdefault(normal(text), set()).add(known)
    for code, text in declared.labels.items():
        if not isinstance(code, int | float):
            continue
        wanted = by_text.get(normal(text))
        kind, role = column.missing.kind(code), role_of(text, declared.own_kinds)
        own = column.missing.code(role) if role is not None else None
        if own is not None and code in column.values and not wanted:
            wanted = {own}
        if wanted and code not in wanted:
            faults.append(
                f"Variabelen «{column.name}» har verdietiketten «{text}» på kode {plain(code)}; "
                f"i kodeboken står den på kode {min(wanted)}. Er rekkefølgen snudd?"
            )
        elif not wanted and (code in column.values or (kind and role != kind)):
            own_label = column.values.get(int(code)) or _named(kind, declared.own_kinds)
            told = message("found_label", code=plain(code), label=text, own=own_label)
            findings.append(Finding(column.name, 1, told))
    for low, high in declared.missing:
        hidden = [code for code in column.values if low <= code <= high]
        if hidden:
            faults.append(
                f"Variabelen «{column.name}» har kode {hidden[0]} («{column.values[hidden[0]]}») "
                "erklært som manglende i filen, men som svar i kodeboken."
            )
    return faults[:2], findings


def _named(kind: str | None, own: Mapping[str, str] | None) -> Message | str:
    """Return what a kind of missing is called: the project's own label, or a word."""
    return (own or {}).get(kind or "") or message(kind or UNANSWERED)


def _exchanged_texts(raw: RawSurvey, columns: Mapping[str, Column]) -> Iterator[str]:
    """Find variables that in the file carry the text of another: their answers stand exchanged."""
    texts: dict[str, list[str]] = {}
    for name, column in columns.items():
        texts.setdefault(normal(column.label), []).append(name)
    for name, column in columns.items():
        found = normal(raw.variable_labels.get(name, ""))
        others = texts.get(found, [])
        if found and others and name not in others and column.kind != "identifier":
            yield (
                f"Variabelen «{name}» har i filen teksten til «{others[0]}»: "
                f"«{raw.variable_labels[name][:80]}». Står svarene i feil kolonne?"
            )


def _file_findings(raw: RawSurvey) -> Iterator[Finding]:
    if not raw.value_labels:
        yield Finding("", 1, message("found_no_labels"))


def _answer_findings(frame: pd.DataFrame, columns: Mapping[str, Column]) -> Iterator[Finding]:
    items = [c for c in columns.values() if c.kind == "item"]
    given = pd.DataFrame({c.name: frame[c.name].notna() for c in items}, index=frame.index)
    if items and (silent := int((~given.any(axis=1)).sum())):
        yield Finding("", silent, message("found_silent", n=silent))
    for column in items:
        valid = frame[column.name][answered(frame[column.name], column)]
        if valid.empty:
            yield Finding(column.name, 1, message("found_no_answers"))
        elif len(valid) >= ENOUGH_TO_DIFFER and valid.nunique() == 1:
            yield Finding(column.name, 1, message("found_all_alike"))


def _variable_findings(raw: RawSurvey, columns: Mapping[str, Column]) -> Iterator[Finding]:
    for name in raw.frame.columns:
        if name not in columns:
            yield Finding(name, 1, message("found_unknown_variable"))
    for name, column in columns.items():
        if column.optional and name not in raw.frame:
            yield Finding(name, 1, message("found_absent_variable"))


def _routing_findings(frame: pd.DataFrame, column: Column) -> Iterator[Finding]:
    if not column.asked_if:
        return
    given = answered(frame[column.name], column)
    if count := int((given & ~asked(frame, column)).sum()):
        yield Finding(column.name, count, message("found_unasked", n=count))
