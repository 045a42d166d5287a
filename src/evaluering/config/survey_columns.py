"""The columns of a survey's data file, from all parts of its codebook."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from evaluering.config.base import MOST
from evaluering.config.columns import Column, both
from evaluering.config.missing import MissingCodes
from evaluering.config.scales import Scale
from evaluering.config.written import texts_of

if TYPE_CHECKING:
    from evaluering.config.questions import MultipleResponse, Option
    from evaluering.config.surveys import Survey

TICKS = {0: "Nei", 1: "Ja"}
"""What a box holds."""
UNWRITTEN = 2 * MOST
"""From here on numbers stand for choices that are texts: a file's own number is none of them."""


def columns_of(survey: Survey, scales: Mapping[str, Scale]) -> Iterator[Column]:
    """Yield what the codebook says of every column, in its order."""
    yield Column(
        survey.respondent, "Respondentnummer", "identifier", column=survey.identifier_column
    )
    for v in survey.variables:
        yield Column(
            v.name, v.label, v.kind, v.values, v.missing_codes, v.minimum, v.maximum, v.digits,
            v.several, v.optional, v.asked_if, column=v.column, in_file=v.in_file,
            texts=texts_of(v.values), format=v.format,
        )  # fmt: skip
    for m in survey.multiple_responses:
        yield from _choices(m) if m.columns else _boxes(m)
    for battery in survey.batteries:
        scale = scales[battery.scale]
        for i in battery.items:
            yield Column(
                i.name, i.label, "item", scale.values, scale.missing_codes, optional=i.optional,
                asked_if=both(battery.asked_if, i.asked_if), column=i.column, in_file=scale.in_file,
                texts=texts_of(scale.values),
            )  # fmt: skip
    for q in survey.open_questions:
        yield Column(
            q.name, q.question, "text", optional=q.optional, asked_if=q.asked_if, column=q.column
        )


def _boxes(question: MultipleResponse) -> Iterator[Column]:
    """Yield boxes with a column each."""
    marks = dict.fromkeys(question.ticked, 1) | dict.fromkeys(question.unticked, 0)
    for o in question.options:
        yield Column(
            o.name, o.label, "tick", TICKS, question.missing_codes, optional=question.optional,
            asked_if=both(question.asked_if, o.asked_if), column=o.column, in_file=marks,
            texts=texts_of({0: TICKS[0]}) | texts_of({1: TICKS[1]}) | texts_of({1: o.label}),
        )  # fmt: skip


def _choices(question: MultipleResponse) -> Iterator[Column]:
    """Yield boxes that are made of columns of codes."""
    codes = [own_code(option, n) for n, option in enumerate(question.options)]
    labels = dict(zip(codes, (option.label for option in question.options), strict=True))
    said = {o.code: code for o, code in zip(question.options, codes, strict=True) if o.code}
    missing = question.missing_codes
    sources = tuple(
        Column(
            f"{question.id} {n}", question.question, "item", labels, missing,
            optional=question.optional, column=name, in_file=said, texts=texts_of(labels),
            separator=question.separator,
        )
        for n, name in enumerate(question.columns, start=1)
    )  # fmt: skip
    stored = {code: kind for code, kind in missing.codes.items() if code not in TICKS}
    for code, o in zip(codes, question.options, strict=True):
        yield Column(
            o.name, o.label, "tick", TICKS, MissingCodes(stored), optional=question.optional,
            asked_if=both(question.asked_if, o.asked_if), sources=sources, choice=code,
        )  # fmt: skip


def own_code(option: Option, place: int) -> int:
    """Return the number that a choice is read as: its code, or one that no file has for a text."""
    code = option.code or ""
    return int(code) if re.fullmatch(r"-?[0-9]{1,12}", code) else UNWRITTEN + place
