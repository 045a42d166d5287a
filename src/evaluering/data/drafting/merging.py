"""Drafting again: what a person has edited stays, what is new comes in, and the rest is told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

import yaml

from evaluering.data.drafting.codebook_text import (
    item_entry,
    scale_entry,
    sections,
    variable_entry,
)
from evaluering.data.drafting.described import (
    Spot,
    by_key,
    identifier_column,
    names,
    places,
    scale_entries,
    scale_key,
)
from evaluering.data.drafting.facts import FileFacts
from evaluering.data.drafting.proposal import (
    Proposal,
    ProposedBattery,
    ProposedEntry,
    ProposedScale,
)
from evaluering.data.drafting.proposing import propose
from evaluering.data.drafting.yaml_editing import Edited, text_of, value_of
from evaluering.data.drafting.yaml_writing import Tree, entry


@dataclass
class Merged:
    """A codebook after another draft, and what became of what."""

    text: str = ""
    """The codebook."""
    added: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    """Columns that are new, and those whose entry nobody had edited and that the file has
    changed."""
    absent: list[str] = field(default_factory=list)
    """Names of what the file no longer has; they are marked optional."""
    deleted: list[str] = field(default_factory=list)
    """Columns that someone has deleted from the codebook; they stay out."""
    differing: list[str] = field(default_factory=list)
    """What the file says otherwise than an entry that someone has edited."""

    def told(self) -> Iterator[str]:
        """Yield the difference, a line a kind of it."""
        for what, found in (
            ("Nytt", self.added),
            ("Endret i filen, og i kodeboken", self.updated),
            ("Mangler i filen, merket «optional: true»", self.absent),
            ("Slettet av deg før, ikke tatt med igjen", self.deleted),
        ):
            if found:
                yield f"  {what}: {', '.join(found)}"
        yield from (f"  Se på: {line}" for line in self.differing)


def merge(own: str, before: str, file: FileFacts, whole: Proposal) -> Merged:
    """Return a codebook with what is new in a file.

    Parameters
    ----------
    own
        The codebook as it stands.
    before
        What was drafted last; empty where the codebook was never drafted.
    file, whole
        The file's facts, and all that is proposed for it.
    """
    book, base, made = Edited(own), Edited(before), Merged()
    described, drafted = places(book), places(base)
    known = {*described, identifier_column(book)}
    columns = {facts.column.casefold() for facts in file.variables}
    fresh = [c for c in columns - known if c not in drafted and c != identifier_column(base)]
    new = set(fresh)
    made.deleted = [f.column for f in file.variables if f.column.casefold() in (
        set(drafted) & columns) - known]  # fmt: skip
    for battery in whole.batteries:
        new -= _with_siblings(book, battery, _scale(whole, battery), described, new, made)
    _mark_absent(book, described, columns, made)
    _update(book, base, described, drafted, whole, made)
    _add_rest(book, file, whole, new, made)
    made.text = book.text
    return made


def _with_siblings(
    book: Edited, battery: ProposedBattery, scale: ProposedScale, described: dict[str, Spot],
    new: set[str], made: Merged,
) -> set[str]:  # fmt: skip
    """Add the new items of a battery behind those that the codebook has; return their columns."""
    fresh = [item for item in battery.items if item.column.casefold() in new]
    old = [
        described[i.column.casefold()] for i in battery.items if i.column.casefold() in described
    ]
    home = next((place for place in old if place.section == "batteries"), None)
    if not fresh or home is None:
        return set()
    items = value_of(home.entry, "items")
    own = scale_entries(book).get(text_of(home.entry, "scale"))
    fits = own is not None and set(scale.categories.key) <= set(scale_key(own))
    if not fits or not isinstance(items, yaml.SequenceNode) or items.flow_style:
        return set()
    taken = names(book)
    for item in fresh:
        if item.name in taken:
            return set()
    indent = " " * items.start_mark.column
    for item in fresh:
        book.insert_after(items, list(entry(item_entry(item), indent)))
        made.added.append(item.column)
    return {item.column.casefold() for item in fresh}


def _mark_absent(book: Edited, described: dict[str, Spot], columns: set[str], made: Merged) -> None:
    """Mark what the file lacks as optional, a question with boxes where it lacks all of them."""
    gone = {column: place for column, place in described.items() if column not in columns}
    whole: set[int] = set()
    for place in gone.values():
        if place.section == "multiple_responses":
            of_it = [c for c, other in described.items() if other.entry is place.entry]
            if any(column in columns for column in of_it):
                made.differing.append(f"{place.name} mangler i filen; slett boksen")
                continue
            if id(place.entry) in whole:
                continue
            whole.add(id(place.entry))
            place = replace(place, part=place.entry, name=text_of(place.entry, "id"))
        if text_of(place.part, "optional") != "true":
            book.add_key(place.part, "optional: true")
        made.absent.append(place.name)
    own = identifier_column(book)
    if own and own not in columns:
        made.differing.append(f"identifikatoren {own} mangler i filen; skriv «identifier: none»")


def _update(
    book: Edited, base: Edited, described: dict[str, Spot], drafted: dict[str, Spot],
    whole: Proposal, made: Merged,
) -> None:  # fmt: skip
    """Put new entries in the place of those that nobody has edited; tell of the others."""
    variables = {e.column.casefold(): e for e in whole.variables}
    for column, place in described.items():
        old = drafted.get(column)
        if place.section != "variables" or column not in variables or old is None:
            continue
        now = _lines(variable_entry(replace(variables[column], name=place.name)))
        _replace(book, base, place.entry, old.entry, now, place.name, made)
    done: set[str] = set()
    for battery in whole.batteries:
        for item in battery.items:
            home, old = described.get(item.column.casefold()), drafted.get(item.column.casefold())
            if home is None or old is None or home.section != "batteries":
                continue
            name, before = text_of(home.entry, "scale"), text_of(old.entry, "scale")
            own, first = scale_entries(book).get(name), scale_entries(base).get(before)
            if name in done or own is None or first is None:
                continue
            done.add(name)
            now = _lines(scale_entry(replace(_scale(whole, battery), id=name)))
            _replace(book, base, own, first, now, f"skalaen {name}", made)


def _replace(
    book: Edited, base: Edited, own: yaml.MappingNode, before: yaml.MappingNode,
    now: list[str], name: str, made: Merged,
) -> None:  # fmt: skip
    drafted = _bare(base.lines_of(before))
    if _bare(now) == drafted:
        return
    if _bare(book.lines_of(own)) == drafted:
        book.replace(own, now)
        made.updated.append(name)
    else:
        made.differing.append(f"{name} er rettet av deg, og filen sier nå: {' '.join(_bare(now))}")


def _add_rest(book: Edited, file: FileFacts, whole: Proposal, new: set[str], made: Merged) -> None:
    """Add what is new and has no place in what stands: new entries, and scales that they need."""
    rest = replace(file, variables=tuple(f for f in file.variables if f.column.casefold() in new))
    if not rest.variables:
        return
    proposal = propose(rest, whole.id, whole.file, taken=names(book), identified=False)
    own = by_key(book)
    shared = {s.id: own[s.categories.key] for s in proposal.scales if s.categories.key in own}
    proposal = replace(
        proposal,
        scales=tuple(s for s in proposal.scales if s.id not in shared),
        batteries=tuple(replace(b, scale=shared.get(b.scale, b.scale)) for b in proposal.batteries),
    )
    for section, entries in sections(proposal).items():
        if entries:
            book.add_entries(section, entries)
    made.added += [e.column for e in _entries(proposal) if e.column]
    made.added += [column for found in proposal.sets for column in found.columns]


def _entries(proposal: Proposal) -> list[ProposedEntry]:
    found = [*proposal.variables, *proposal.open_questions]
    found += [item for battery in proposal.batteries for item in battery.items]
    return found + [option for question in proposal.sets for option in question.options]


def _scale(whole: Proposal, battery: ProposedBattery) -> ProposedScale:
    return next(scale for scale in whole.scales if scale.id == battery.scale)


def _lines(tree: Tree) -> list[str]:
    return list(entry(tree))


def _bare(lines: Sequence[str]) -> list[str]:
    """Return lines without their indents and comments: what an entry says."""
    return [line.split("    # ")[0].strip().removeprefix("- ") for line in lines]
