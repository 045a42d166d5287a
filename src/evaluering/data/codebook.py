"""Checking a data file against its codebook.

A fault that would change results stops the run; one that would not is reported as a finding.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pandas as pd

from evaluering.config.surveys import Column, Scale, Survey
from evaluering.data.quality import Finding, Quality, asked, item_quality
from evaluering.data.reading import RawSurvey
from evaluering.errors import DataError

MOJIBAKE = re.compile("Ã[¦¸¥†˜…\u0085\u0098\u0086]|\ufffd")
CODED = {"nominal", "item", "tick"}
Labels = Mapping[float, str]


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
    frame = frame.loc[~blank.all(axis=1)].reset_index(drop=True)
    faults = [*_encoding_faults(raw, frame), *_identifier_faults(frame, survey)]
    coded: dict[str, pd.Series] = {}
    findings: list[Finding] = []
    for column in present.values():
        labels = raw.value_labels.get(column.name, {})
        coded[column.name], found = _coded(frame[column.name], column, labels)
        faults += found
        label_faults, label_findings = _label_differences(labels, column, raw)
        faults += label_faults
        findings += label_findings
    if faults:
        raise _all_faults(file, faults)
    result = pd.DataFrame(coded)
    findings += _variable_findings(raw, columns)
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


def _identifier_faults(frame: pd.DataFrame, survey: Survey) -> Iterator[str]:
    identifiers = frame[survey.identifier]
    if count := int(identifiers.isna().sum()):
        yield f"Variabelen «{survey.identifier}» mangler verdi for {count} respondenter."
    doubled = identifiers[identifiers.duplicated(keep=False)].dropna()
    if len(doubled):
        shown = ", ".join(_plain(value) for value in doubled.unique()[:3])
        yield (
            f"Variabelen «{survey.identifier}» har samme verdi for flere respondenter: "
            f"{shown} ({len(doubled)} rader)."
        )


def _plain(value: object) -> str:
    """Write a code as people do: 7, not 7.0."""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _coded(values: pd.Series, column: Column, labels: Labels) -> tuple[pd.Series, list[str]]:
    """Return the column in the codebook's form, and the faults found on the way."""
    if column.kind in {"identifier", "text"}:
        text = values.map(_plain, na_action="ignore").astype("str")
        return text.mask(text.str.strip() == ""), []
    if not pd.api.types.is_numeric_dtype(values):
        values = _stata_missing(values, column, labels)
    if column.kind == "municipality":
        return _municipality(values, column)
    numbers = (
        values.astype("float64")
        if pd.api.types.is_numeric_dtype(values)
        else pd.to_numeric(
            values.map(lambda v: str(v).replace(",", "."), na_action="ignore"), errors="coerce"
        )
    )
    allowed = set(column.values) | set(column.missing)
    if column.kind == "number":
        outside = numbers.notna() & ~numbers.isin(list(column.missing))
        low = column.minimum if column.minimum is not None else -float("inf")
        high = column.maximum if column.maximum is not None else float("inf")
        outside &= ~numbers.between(low, high)
        expected = f"{_plain(low)} til {_plain(high)}"
    else:
        outside = numbers.notna() & ~numbers.isin(list(allowed))
        expected = ", ".join(str(code) for code in sorted(allowed))
    outside |= values.notna() & numbers.isna()
    if not outside.any():
        return (numbers if column.kind == "number" else numbers.astype("Int64")), []
    found = ", ".join(_plain(v) for v in values[outside].unique()[:5])
    return numbers, [
        f"Variabelen «{column.name}» har verdi utenfor kodeboken: {found} "
        f"({int(outside.sum())} respondenter). Tillatt: {expected}."
    ]


def _stata_missing(values: pd.Series, column: Column, labels: Labels) -> pd.Series:
    """Turn Stata's .a-.z, read as letters, into the codebook's missing codes by their label."""
    codes = {kind: code for code, kind in column.missing.items()}

    def code(value: object) -> object:
        if not re.fullmatch("[a-z]", str(value)):
            return value
        kind = _normal(str(labels.get(value, "")))  # type: ignore[call-overload]
        return codes.get(kind, codes.get("ubesvart"))

    return values.map(code, na_action="ignore")


def _municipality(values: pd.Series, column: Column) -> tuple[pd.Series, list[str]]:
    codes = values.map(lambda v: _plain(v).strip().zfill(4), na_action="ignore").astype("str")
    codes = codes.mask(codes == "0000")
    wrong = codes.notna() & ~codes.fillna("").str.fullmatch(r"\d{4}")
    if not wrong.any():
        return codes, []
    return codes, [
        f"Variabelen «{column.name}» har verdien «{codes[wrong].iloc[0]}», som ikke er et "
        f"firesifret kommunenummer ({int(wrong.sum())} respondenter)."
    ]


def _normal(label: str) -> str:
    """Fold what does not change a label's meaning: case, spaces and the kinds of dash."""
    folded = re.sub(r"\s*[-–—]\s*", "-", label.casefold())
    return re.sub(r"\s+", " ", folded).strip(" .:")


def _label_differences(
    labels: Labels, column: Column, raw: RawSurvey
) -> tuple[list[str], list[Finding]]:
    """Compare the file's value labels and declared missing codes with the codebook."""
    if column.kind not in CODED:
        return [], []
    faults, findings = [], []
    expected = {**column.values, **column.missing}
    by_text = {_normal(text): code for code, text in expected.items()}
    for code, text in labels.items():
        if not isinstance(code, int | float):
            continue
        wanted = by_text.get(_normal(text))
        if wanted is not None and wanted != code:
            faults.append(
                f"Variabelen «{column.name}» har verdietiketten «{text}» på kode {_plain(code)}; "
                f"i kodeboken står den på kode {wanted}. Er rekkefølgen snudd?"
            )
        elif wanted is None and code in expected:
            findings.append(
                Finding(
                    column.name, 1,
                    f"verdietiketten på kode {_plain(code)} er «{text}», i kodeboken "
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
