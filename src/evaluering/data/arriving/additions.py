"""What a wave asked that no codebook knows, as a block to paste into one."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from evaluering.config.surveys import Survey
from evaluering.data.arriving.fitting_values import alike_answers, may_hold
from evaluering.data.arriving.known import KnownColumn, without_question
from evaluering.data.arriving.matching import Matching
from evaluering.data.arriving.scales import ScalesFound
from evaluering.data.drafting.codebook_text import item_entry, scale_entry, sections
from evaluering.data.drafting.facts import FileFacts, VariableFacts
from evaluering.data.drafting.names import Names, variable_name
from evaluering.data.drafting.proposal import Proposal, ProposedBattery, ProposedEntry
from evaluering.data.drafting.proposing import propose
from evaluering.data.drafting.yaml_writing import Noted, Tree, block


def additions(
    file: FileFacts, matching: Matching, survey: Survey, found: ScalesFound, wave: str,
    taken: Collection[str],
) -> dict[str, list[Tree]]:  # fmt: skip
    """Return the entries that a codebook needs for what is new, by its lists.

    Parameters
    ----------
    file, matching
        The new file, and which of its columns the codebook knows.
    survey
        The codebook.
    found
        The project's scales, and those that items have been given in this wave.
    wave
        The wave from which on they are asked.
    taken
        Names that are not free.
    """
    names = Names(taken)
    beside, rest = _beside_items(file, matching, survey, names)
    alone = replace(file, variables=tuple(rest))
    proposal = propose(alone, survey.id, "", [*taken, *_named(beside)], identified=False)
    proposal = _with_known_scales(proposal, found)
    made = sections(replace(proposal, scales=()))
    lists = {key: [_since(entry, wave) for entry in entries] for key, entries in made.items()}
    boxes = {question.id for question in survey.multiple_responses}
    for name, entries in beside.items():
        key, inner = ("multiple_responses", "options") if name in boxes else ("batteries", "items")
        own = [_since(item_entry(entry), wave) for entry in entries]
        lists[key] = [{"id": name, inner: own}, *lists[key]]
    lists["scales"] = [scale_entry(scale) for scale in found.drafted.values()]
    return {key: entries for key, entries in lists.items() if entries}


def additions_text(lists: Mapping[str, Sequence[Tree]], heading: Sequence[str]) -> str:
    """Return the block as YAML, under the lines of a heading."""
    lines = [f"# {line}" for line in heading]
    for key, entries in lists.items():
        lines += ["", *block(key, list(entries))]
    return "\n".join(lines) + "\n"


def _beside_items(
    file: FileFacts, matching: Matching, survey: Survey, names: Names
) -> tuple[dict[str, list[ProposedEntry]], list[VariableFacts]]:
    """Return the new items of batteries that the codebook has, by battery, and what is left.

    A new column beside an item, with that item's answers, is one of its battery.
    """
    at = {m.facts.column: m.known for m in matching.matches if m.facts and m.known.part}
    new = {facts.column for facts in matching.new}
    found: dict[str, list[ProposedEntry]] = {}
    rest: list[VariableFacts] = []
    parts = {battery.id for battery in survey.batteries}
    parts |= {question.id for question in survey.multiple_responses if not question.columns}
    order = list(file.variables)
    for n, facts in enumerate(order):
        if facts.column not in new:
            continue
        sides = [order[i] for i in (n - 1, n + 1) if 0 <= i < len(order)]
        beside = [
            at[side.column]
            for side in sides
            if side.column in at
            and at[side.column].part in parts
            and _same_sort(at[side.column], facts, side)
        ]
        near = next(iter(beside), None)
        if near is None:
            rest.append(facts)
            continue
        text = without_question([facts.label], near.question)[-1] or facts.column
        name = names.take(variable_name(facts.column))
        found.setdefault(near.part, []).append(
            ProposedEntry(name, facts.column, text, alone=facts.alone)
        )
        at[facts.column] = near
    return found, rest


def _same_sort(near: KnownColumn, facts: VariableFacts, side: VariableFacts) -> bool:
    """Return whether a column has the answers of one beside it, and labels where that has."""
    same = alike_answers(near, facts) and may_hold(near.column, facts)
    return bool(facts.answers) and same and bool(facts.labels) == bool(side.labels)


def _named(beside: Mapping[str, Sequence[ProposedEntry]]) -> list[str]:
    return [entry.name for entries in beside.values() for entry in entries]


def _with_known_scales(proposal: Proposal, found: ScalesFound) -> Proposal:
    """Return a proposal on the project's scales; those that it lacks are drafted beside others."""
    new = {
        s.id: found.existing(s.categories) or found.drafted_for(s.categories)
        for s in proposal.scales
    }
    batteries: tuple[ProposedBattery, ...] = tuple(
        replace(b, scale=new.get(b.scale, b.scale)) for b in proposal.batteries
    )
    return replace(proposal, batteries=batteries)


def _since(entry: Tree, wave: str) -> Tree:
    """Return an entry with the wave that it is asked from."""
    if isinstance(entry, Noted):
        return Noted(_since(entry.value, wave), entry.note)
    return {**entry, "since": wave}
