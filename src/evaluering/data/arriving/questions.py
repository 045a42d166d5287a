"""The question above the items of a battery, where a wave puts it in other words."""

from __future__ import annotations

from collections.abc import Iterable

from evaluering.config.surveys import Survey
from evaluering.data.arriving.known import TextsOfFile, texts_of_file
from evaluering.data.arriving.likeness import bare
from evaluering.data.arriving.matching import Matching
from evaluering.data.drafting.facts import FileFacts
from evaluering.data.drafting.stems import common_question


def other_questions(
    matching: Matching, survey: Survey, earlier: FileFacts | None, file: FileFacts
) -> dict[str, str]:
    """Return the questions that stand above items in other words than before, by battery.

    Only a question that the earlier file has too can be said to be another: a codebook may have
    put it in words of its own.

    Parameters
    ----------
    matching, survey
        The codebook, and which of its columns the file has.
    earlier, file
        What an earlier file held, and what the new one holds.
    """
    if earlier is None:
        return {}
    before, now = texts_of_file(earlier), texts_of_file(file)
    of = {m.known.name: m for m in matching.matches if m.facts}
    found = {}
    for battery in survey.batteries:
        items = [of[item.name] for item in battery.items if item.name in of]
        then = _question(before, (m.known.earlier.column for m in items if m.known.earlier))
        here = _question(now, (m.facts.column for m in items if m.facts))
        if then and here and bare(here) not in {bare(then), bare(str(battery.question))}:
            found[battery.id] = here
    return found


def _question(texts: TextsOfFile, columns: Iterable[str]) -> str:
    labels = [texts.of(column)[0] for column in columns if texts.of(column)]
    shared = common_question(labels) if len(labels) > 1 else None
    return "" if shared is None or shared[0].endswith("…") else shared[0]
