"""The columns of a survey's data file, from all parts of its codebook."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from evaluering.config.columns import Column
from evaluering.config.scales import Scale
from evaluering.config.written import texts_of

if TYPE_CHECKING:
    from evaluering.config.surveys import Survey

TICKS = {0: "Nei", 1: "Ja"}
"""What a box holds."""


def columns_of(survey: Survey, scales: Mapping[str, Scale]) -> Iterator[Column]:
    """Yield what the codebook says of every column, in its order."""
    yield Column(
        survey.respondent, "Respondentnummer", "identifier", column=survey.identifier_column
    )
    for v in survey.variables:
        yield Column(
            v.name, v.label, v.kind, v.values, v.missing_codes, v.minimum, v.maximum, v.digits,
            v.several, v.optional, v.asked_if, column=v.column, in_file=v.in_file,
            texts=texts_of(v.values),
        )  # fmt: skip
    for m in survey.multiple_responses:
        for o in m.options:
            yield Column(
                o.name, o.label, "tick", TICKS, optional=m.optional, column=o.column,
                texts=texts_of({0: TICKS[0], 1: TICKS[1]}) | texts_of({1: o.label}),
            )  # fmt: skip
    for battery in survey.batteries:
        scale = scales[battery.scale]
        for i in battery.items:
            yield Column(
                i.name, i.label, "item", scale.values, scale.missing_codes, optional=i.optional,
                asked_if=battery.asked_if, column=i.column, in_file=scale.in_file,
                texts=texts_of(scale.values),
            )  # fmt: skip
    for q in survey.open_questions:
        yield Column(q.name, q.question, "text", optional=q.optional, column=q.column)
