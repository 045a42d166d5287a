"""What a wave asked otherwise than the codebook, as the changes that wave.yaml can state."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from evaluering.config.surveys import Survey
from evaluering.data.arriving.batteries import of_together
from evaluering.data.arriving.drafted_change import (
    DraftedChange,
    FoundColumn,
    absent,
    found_column,
    of_column,
    stated,
)
from evaluering.data.arriving.known import TextsOfFile
from evaluering.data.arriving.matching import Matching
from evaluering.data.arriving.scales import ScalesFound
from evaluering.data.arriving.unnoticed import renumbered
from evaluering.message import message


def drafted_changes(
    matching: Matching,
    survey: Survey,
    scales: ScalesFound,
    questions: Mapping[str, str],
    texts: TextsOfFile,
) -> list[DraftedChange]:
    """Return what is different in a wave, in the codebook's order.

    Parameters
    ----------
    matching
        The codebook's columns and the file's.
    survey
        The codebook.
    scales
        The project's scales; what is drafted is kept there.
    questions
        What stands above items in other words than the codebook's, by battery.
    texts
        What the file says that its columns ask.
    """
    found = {m.known.name: found_column(m) for m in matching.matches}
    sources = {f"{m.id} {n}" for m in survey.multiple_responses
               for n in range(1, len(m.columns) + 1)}  # fmt: skip
    boxes = {m.id: [o.name for o in m.options] for m in survey.multiple_responses if not m.columns}
    items = {b.id: [item.name for item in b.items] for b in survey.batteries}
    together = {name for names in (*boxes.values(), *items.values()) for name in names}
    made: list[DraftedChange] = []
    for name, one in found.items():
        if name in sources or name in together:
            continue
        if one.match.facts is None:
            made += absent(one.match)
        else:
            why = (one.answers.why,) if one.answers.why else ()
            made += of_column(one, stated(one.answers), why, one.answers.certain)
    made += _of_sources(found, survey)
    for name, told in renumbered(matching, texts):
        made.append(DraftedChange(name, {}, (told,), False))
    for part, names in [*boxes.items(), *items.items()]:
        own = [found[name] for name in names if name in found]
        called = "" if part in found else part  # a column of that name is meant
        made += of_together(called, own, scales, questions.get(part, ""))
    return made


def _of_sources(found: Mapping[str, FoundColumn], survey: Survey) -> Iterator[DraftedChange]:
    """Yield the questions whose columns of codes are called something else."""
    for question in survey.multiple_responses:
        own = [found[f"{question.id} {n}"].match for n in range(1, len(question.columns) + 1)]
        there = [m.facts.column for m in own if m.facts]
        if not own or (len(there) == len(own) and not any(m.renamed for m in own)):
            continue
        if not there:
            yield DraftedChange(question.id, {"asked": False}, (message("wave_not_asked"),))
            continue
        sure = len(there) == len(own)
        why = next((m.why for m in own if m.why), None) or message("wave_doubt")
        yield DraftedChange(question.id, {"columns": there}, (why,), sure)
