"""Findings on a data file against its codebook: what a researcher should know."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import pandas as pd

from evaluering.config.columns import Column
from evaluering.config.missing import UNANSWERED, role_of
from evaluering.config.written import normal
from evaluering.data.codebook_faults import LOST
from evaluering.data.coding import Declared, kind_named
from evaluering.data.missing import answered
from evaluering.data.quality import DataFinding
from evaluering.data.reading import RawSurvey
from evaluering.data.routing import asked
from evaluering.data.written_codes import TICKS, plain
from evaluering.message import message

CODED = {"nominal", "item", "tick"}
ENOUGH_TO_DIFFER = 10
"""From this many answers it is worth a remark that all are the same."""


def label_differences(declared: Declared, column: Column) -> tuple[list[str], list[DataFinding]]:
    """Compare the file's value labels and declared missing codes with the codebook."""
    if column.kind not in CODED:
        return [], []
    faults, findings = [], []
    by_text: dict[str, set[int]] = {}
    for known, text in column.values.items():
        by_text.setdefault(normal(text), set()).add(known)
    if column.kind == "tick":
        by_text |= {text: {known} for text, known in TICKS.items()}
    for code, text in declared.labels.items():
        if not isinstance(code, int | float) or not text.strip():
            continue
        stored = column.in_file.get(plain(code), code)
        wanted = by_text.get(normal(text))
        kind, role = column.missing.kind(stored), role_of(text, declared.own_kinds)
        own = column.missing.stated(role) if role is not None else None
        if own is not None and stored in column.values and not wanted:
            wanted = {own}
        if wanted and stored not in wanted:
            faults.append(
                f"Variabelen {column.quoted} har verdietiketten «{text}» på kode {plain(code)}; "
                f"i kodeboken står den på kode {min(wanted)}. Er rekkefølgen snudd?"
            )
        elif column.kind == "tick" or wanted:
            continue
        elif stored in column.values or (kind and role != kind):
            named = kind_named(kind or UNANSWERED, declared.own_kinds)
            told = message(
                "found_label",
                code=plain(code), label=text, own=column.values.get(int(stored)) or named,
            )  # fmt: skip
            findings.append(DataFinding(column.name, 1, told))
        elif column.kind == "item" and kind is None and role is None and _may_be(code, declared):
            told = message("found_more_labels", code=plain(code), label=text)
            findings.append(DataFinding(column.name, 1, told))
    for low, high in declared.missing:
        hidden = [code for code in column.values if low <= code <= high]
        if hidden:
            faults.append(
                f"Variabelen {column.quoted} har kode {hidden[0]} («{column.values[hidden[0]]}») "
                "erklært som manglende i filen, men som svar i kodeboken."
            )
    return faults[:2], findings


def _may_be(code: float, declared: Declared) -> bool:
    """Return whether a code can be an answer: whole, and not missing in the file."""
    missing = any(low <= code <= high for low, high in declared.missing)
    return float(code).is_integer() and not missing


def file_findings(raw: RawSurvey) -> Iterator[DataFinding]:
    """Tell of a file without value labels, and of labels that have lost a sign."""
    if not raw.value_labels:
        yield DataFinding("", 1, message("found_no_labels"))
    for name, text in raw.variable_labels.items():
        own = [text, *raw.value_labels.get(name, {}).values()]
        if count := sum(LOST in label for label in own):
            yield DataFinding(name, count, message("found_lost_sign", n=count))


def answer_findings(frame: pd.DataFrame, columns: Mapping[str, Column]) -> Iterator[DataFinding]:
    """Tell of respondents without an answer to any item, and items all answered alike."""
    items = [c for c in columns.values() if c.kind == "item"]
    given = pd.DataFrame({c.name: frame[c.name].notna() for c in items}, index=frame.index)
    if items and (silent := int((~given.any(axis=1)).sum())):
        yield DataFinding("", silent, message("found_silent", n=silent))
    for column in items:
        valid = frame[column.name][answered(frame[column.name], column)]
        if valid.empty:
            yield DataFinding(column.name, 1, message("found_no_answers"))
        elif len(valid) >= ENOUGH_TO_DIFFER and valid.nunique() == 1:
            yield DataFinding(column.name, 1, message("found_all_alike"))


def variable_findings(
    unknown: Iterable[str], raw: RawSurvey, columns: Mapping[str, Column]
) -> Iterator[DataFinding]:
    """Tell of variables that the codebook does not know, and optional ones that are absent."""
    for name in unknown:
        yield DataFinding(name, 1, message("found_unknown_variable"))
    for name, column in columns.items():
        if column.optional and name not in raw.frame:
            yield DataFinding(name, 1, message("found_absent_variable"))


def routing_findings(frame: pd.DataFrame, column: Column) -> Iterator[DataFinding]:
    """Tell of answers to a question that the questionnaire led past."""
    if not column.asked_if:
        return
    given = answered(frame[column.name], column)
    if count := int((given & ~asked(frame, column)).sum()):
        yield DataFinding(column.name, count, message("found_unasked", n=count))
