"""Checking a data file against its codebook.

A fault that would change results stops the run; one that would not is reported as a finding.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pandas as pd

from evaluering.config.surveys import Column, Scale, Survey
from evaluering.data.coding import Labels, coded_values, normal, plain
from evaluering.data.quality import Finding, Quality, item_quality
from evaluering.data.reading import RawSurvey
from evaluering.data.routing import asked
from evaluering.errors import DataError
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

    Returns
    -------
    pandas.DataFrame
        One row a respondent, one column a codebook variable, codes kept (``Int64``), missing
        codes kept, system-missing as ``<NA>``.
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
    present = {name: column for name, column in columns.items() if name in raw.frame}
    frame = raw.frame[list(present)]
    blank = frame.isna() | (frame == "")
    marks = [name for name, c in present.items() if c.kind == "identifier" or c.optional]
    frame = frame.loc[~blank.drop(columns=marks).all(axis=1)].reset_index(drop=True)
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
        labels = raw.value_labels.get(column.name, {})
        coded[column.name], found = coded_values(
            frame[column.name], column, labels, stata=raw.stata
        )
        faults += found
        label_faults, label_findings = _label_differences(labels, column, raw)
        faults += label_faults
        findings += label_findings
    faults += _identifier_faults(coded[survey.identifier], survey.identifier)
    if faults:
        raise _all_faults(file, faults)
    result = pd.DataFrame(coded)
    findings += [*_file_findings(raw), *_variable_findings(raw, columns)]
    findings += _answer_findings(result, present)
    findings += [f for column in present.values() for f in _routing_findings(result, column)]
    return result, Quality(
        survey=survey.id,
        file=file.name,
        sha256=sha256,
        rows_read=len(raw.frame),
        rows_rejected=len(raw.frame) - len(result),
        rows_kept=len(result),
        findings=tuple(findings),
        items=tuple(
            item_quality(result, c)
            for c in present.values()
            if c.kind not in {"identifier", "text"}
        ),
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
    required = {name for name, column in columns.items() if not column.optional}
    absent = sorted(required - set(raw.frame.columns))
    if not absent:
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
    names = ", ".join(f"«{name}»" for name in absent[:8])
    more = f" og {len(absent) - 8} til" if len(absent) > 8 else ""
    raise DataError(
        file,
        f"Variabler i kodeboken mangler i filen: {names}{more}.",
        f"Legg dem til i filen, eller ta dem ut av config/surveys/{survey.id}.yaml.",
    )


def _encoding_faults(raw: RawSurvey, frame: pd.DataFrame) -> Iterator[str]:
    texts = list(raw.variable_labels.values())
    texts += [text for labels in raw.value_labels.values() for text in labels.values()]
    strings = frame.select_dtypes(include=["object", "str"])
    texts += [str(v) for name in strings for v in strings[name].dropna().unique()]
    if broken := next((text for text in texts if MOJIBAKE.search(text)), None):
        yield (f"Tegnsettet er lest feil: «{broken[:60]}». Oppgi «encoding» for filen i wave.yaml.")


def _identifier_faults(identifiers: pd.Series, name: str) -> Iterator[str]:
    if count := int(identifiers.isna().sum()):
        yield f"Variabelen «{name}» mangler verdi for {respondents(count)}."
    doubled = identifiers[identifiers.duplicated(keep=False)].dropna()
    if len(doubled):
        shown = ", ".join(doubled.unique()[:3])
        yield (
            f"Variabelen «{name}» har samme verdi for flere respondenter: "
            f"{shown} ({len(doubled)} rader)."
        )


def _label_differences(
    labels: Labels, column: Column, raw: RawSurvey
) -> tuple[list[str], list[Finding]]:
    """Compare the file's value labels and declared missing codes with the codebook."""
    if column.kind not in CODED:
        return [], []
    faults, findings = [], []
    expected = {**column.values, **column.missing}
    by_text: dict[str, set[int]] = {}
    for known, text in expected.items():
        by_text.setdefault(normal(text), set()).add(known)
    for code, text in labels.items():
        if not isinstance(code, int | float):
            continue
        wanted = by_text.get(normal(text))
        if wanted and code not in wanted:
            faults.append(
                f"Variabelen «{column.name}» har verdietiketten «{text}» på kode {plain(code)}; "
                f"i kodeboken står den på kode {min(wanted)}. Er rekkefølgen snudd?"
            )
        elif not wanted and code in expected:
            findings.append(
                Finding(
                    column.name, 1,
                    f"verdietiketten på kode {plain(code)} er «{text}», i kodeboken "
                    f"«{expected[int(code)]}»",
                )
            )  # fmt: skip
    for low, high in raw.declared_missing.get(column.name, []):
        hidden = [code for code in column.values if low <= code <= high]
        if hidden:
            faults.append(
                f"Variabelen «{column.name}» har kode {hidden[0]} («{column.values[hidden[0]]}») "
                "erklært som manglende i filen, men som svar i kodeboken."
            )
    return faults[:2], findings


def _file_findings(raw: RawSurvey) -> Iterator[Finding]:
    if not raw.value_labels:
        yield Finding("", 1, "filen har ingen verdietiketter; kodene er lest etter kodeboken alene")


def _answer_findings(frame: pd.DataFrame, columns: Mapping[str, Column]) -> Iterator[Finding]:
    items = [c for c in columns.values() if c.kind == "item"]
    answered = pd.DataFrame({c.name: frame[c.name].notna() for c in items})
    if silent := int((~answered.any(axis=1)).sum()):
        yield Finding(
            "", silent, "respondenter har ikke svart på noe spørsmål; de er med i antallet"
        )
    for column in items:
        valid = frame[column.name][~frame[column.name].isin(list(column.missing))].dropna()
        if valid.empty:
            yield Finding(column.name, 1, "ingen gyldige svar")
        elif len(valid) >= ENOUGH_TO_DIFFER and valid.nunique() == 1:
            yield Finding(column.name, 1, "alle har svart det samme")


def _variable_findings(raw: RawSurvey, columns: Mapping[str, Column]) -> Iterator[Finding]:
    for name in raw.frame.columns:
        if name not in columns:
            yield Finding(name, 1, "variabelen finnes ikke i kodeboken og er ikke tatt med")
    for name, column in columns.items():
        if column.optional and name not in raw.frame:
            yield Finding(name, 1, "valgfri variabel som filen ikke har")


def _routing_findings(frame: pd.DataFrame, column: Column) -> Iterator[Finding]:
    if not column.asked_if:
        return
    answered = frame[column.name].notna() & ~frame[column.name].isin(list(column.missing))
    if count := int((answered & ~asked(frame, column)).sum()):
        yield Finding(column.name, count, "svar fra respondenter som ikke skulle ha spørsmålet")
