"""Checking a data file against its codebook.

A fault that would change results stops the run; one that would not is reported as a finding.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from evaluering.config.columns import Column
from evaluering.config.scales import Scale
from evaluering.config.surveys import NUMBERED, Survey
from evaluering.data.alike import alike
from evaluering.data.boxes import apart, boxes, in_file
from evaluering.data.codebook_faults import (
    check_variables,
    encoding_faults,
    exchanged_texts,
    identifier_faults,
)
from evaluering.data.codebook_findings import (
    answer_findings,
    file_findings,
    label_differences,
    routing_findings,
    variable_findings,
)
from evaluering.data.coding import Declared, coded_values
from evaluering.data.locating import located
from evaluering.data.out_of_place import exchanged
from evaluering.data.quality import DataFinding, Quality, item_quality
from evaluering.data.reading import RawSurvey
from evaluering.errors import DataError
from evaluering.message import message


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
    book = survey.file_columns(scales)
    if survey.identifier == "none":
        del book[NUMBERED]
    columns = in_file(book.values())
    there = located(raw, columns.values(), file, f"config/surveys/{survey.id}.yaml")
    absent = check_variables(there, raw, columns, survey, surveys, scales, file)
    raw = there.raw
    present = {n: c for n, c in columns.items() if n in raw.frame}
    frame = _answered_rows(raw, present, file)
    faults = absent + list(encoding_faults(raw, frame, present))
    coded: dict[str, pd.Series] = {}
    findings: list[DataFinding] = []
    for column in present.values():
        declared = _declared(raw, column, own_kinds)
        for one, values in apart(frame, column):
            found = coded_values(values, one, declared)
            coded[one.name] = found.values
            faults += found.faults
            findings += [DataFinding(column.name, n, told) for n, told in found.remarks]
        label_faults, label_findings = label_differences(declared, column)
        faults += label_faults
        findings += label_findings
    faults += exchanged_texts(raw, present)
    result, repeated = boxes(survey, book, pd.DataFrame(coded)), 0
    present = {n: c for n, c in book.items() if n in result}
    result = result[list(present)]
    if survey.identifier == "none":
        numbers = pd.Series(range(1, len(result) + 1), dtype="Int64").astype("str")
        result.insert(0, NUMBERED, numbers)
    else:
        faults += identifier_faults(result[survey.identifier], survey)
        result, repeated, found_twice = _without_duplicates(result, survey)
        findings += found_twice
    told, beyond = _unlikely(result, present, survey)
    findings, faults = findings + told, faults + beyond
    if faults:
        raise _all_faults(file, faults)
    findings += [*file_findings(raw), *variable_findings(there.unknown, raw, columns)]
    findings += answer_findings(result, present)
    findings += [f for column in present.values() for f in routing_findings(result, column)]
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


def _answered_rows(raw: RawSurvey, columns: Mapping[str, Column], file: Path) -> pd.DataFrame:
    """Return the codebook's columns of the rows that answer something."""
    if raw.frame.empty:
        raise DataError(
            file, "Filen har variabler, men ingen respondenter.", "Eksporter filen på nytt."
        )
    frame = raw.frame[list(columns)]
    blank = _blank(frame, columns)
    if blank.any():  # else nothing is copied
        frame = frame.loc[~blank].reset_index(drop=True)
    if frame.empty:
        raise DataError(
            file,
            f"Filen har ingen respondenter: alle de {len(raw.frame)} radene er tomme.",
            "Eksporter filen på nytt.",
        )
    return frame


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
        format=raw.formats.get(column.name, ""),
    )


def _unlikely(
    frame: pd.DataFrame, columns: Mapping[str, Column], survey: Survey
) -> tuple[list[DataFinding], list[str]]:
    """Return what is told of answers that are possible but unlikely, and what of it is too much."""
    findings, faults = [], []
    twice, rows = alike(frame, columns), len(frame)
    if twice > survey.repeated_answers * rows:
        faults.append(
            f"{twice} av {rows} rader gjentar alle svarene i en tidligere rad. Er filen "
            "satt sammen av to like? Er det riktig, sett «repeated_answers» i kodeboken høyere."
        )
    elif twice:
        findings.append(DataFinding("", twice, message("found_repeated", n=twice)))
    pairs = exchanged(survey, frame, columns)
    if 2 * len(pairs) > survey.exchanged_items * len(survey.items):
        told = "; ".join(f"«{one}» og «{other}»" for one, other in pairs)
        faults.append(
            f"Svarene går med batteriet til den andre og ikke med sitt eget: {told}. Står de i "
            "hverandres kolonner? Er det riktig, sett «exchanged_items» i kodeboken høyere."
        )
    else:
        findings += [DataFinding(a, 1, message("found_exchanged", other=b)) for a, b in pairs]
    return findings, faults


def _all_faults(file: Path, faults: list[str]) -> DataError:
    shown = "\n  ".join(faults[:10])
    more = f"\n  … og {len(faults) - 10} feil til." if len(faults) > 10 else ""
    return DataError(
        file,
        shown + more,
        "Rett filen eller kodeboken i config/surveys. Er det bare bølgen som har spurt på en annen "
        "måte, står det under «changes» i wave.yaml (se docs/over-tid.md).",
    )


def _without_duplicates(
    frame: pd.DataFrame, survey: Survey
) -> tuple[pd.DataFrame, int, list[DataFinding]]:
    """Return the rows that count, how many do not, and a finding on what was chosen."""
    name = survey.identifier
    last = survey.duplicates == "last"
    doubled = frame[name].duplicated(keep="last" if last else "first") & frame[name].notna()
    count = int(doubled.sum())
    if not count or survey.duplicates == "refuse":
        return frame, 0, []
    if survey.duplicates in {"first", "last"}:
        key = "found_identifier_replaced" if last else "found_identifier_omitted"
        found = DataFinding(name, count, message(key, n=count))
        return frame.loc[~doubled].reset_index(drop=True), count, [found]
    order = frame.groupby(name, dropna=False).cumcount()
    numbered = frame[name].where(~doubled, frame[name] + "-" + (order + 1).astype("str"))
    found = DataFinding(name, count, message("found_identifier_kept", n=count))
    return frame.assign(**{name: numbered}), 0, [found]
