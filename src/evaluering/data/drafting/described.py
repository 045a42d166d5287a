"""Which columns a codebook's text describes, and where in the text each of them stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import yaml

from evaluering.config.written import normal
from evaluering.data.drafting.yaml_editing import Edited, text_of, value_of

INNER = {"batteries": "items", "multiple_responses": "options"}
"""The lists within the entries of a list."""
Key = tuple[tuple[int, str], ...]
"""Codes with folded labels: what two scales with the same answers have in common."""


@dataclass(frozen=True)
class Spot:
    """Where a column is described."""

    section: str
    """The list at the top of the file."""
    entry: yaml.MappingNode
    part: yaml.MappingNode
    """The entry of that list; and the item or box in it, else the entry again."""
    name: str
    """What the column is called."""


def places(edited: Edited) -> dict[str, Spot]:
    """Return where each column stands, by its name in the file in lower case."""
    return {column.casefold(): place for column, place in _places(edited)}


def _places(edited: Edited) -> Iterator[tuple[str, Spot]]:
    for section in ("variables", "open_questions", "batteries", "multiple_responses"):
        for entry in edited.section(section):
            columns = value_of(entry, "columns")
            if isinstance(columns, yaml.SequenceNode):
                for column in columns.value:
                    yield (
                        str(column.value),
                        Spot(section, entry, entry, text_of(entry, "id")),
                    )
                continue
            inner = value_of(entry, INNER.get(section, ""))
            parts = inner.value if isinstance(inner, yaml.SequenceNode) else [entry]
            for part in parts:
                name = text_of(part, "name")
                if isinstance(part, yaml.MappingNode) and name:
                    yield (
                        text_of(part, "column") or name,
                        Spot(section, entry, part, name),
                    )


def names(edited: Edited) -> set[str]:
    """Return every name and id in a codebook: none of them is free."""
    found = {place.name for place in places(edited).values()}
    for section in ("scales", "batteries", "multiple_responses", "derived", "indices", "groups"):
        for entry in edited.section(section):
            found |= {text_of(entry, "id"), text_of(entry, "name")}
    return (found | {text_of(edited.root, "identifier")}) - {""}


def identifier_column(edited: Edited) -> str:
    """Return the column of the identifier in lower case; empty where there is none."""
    own = text_of(edited.root, "identifier_column") or text_of(edited.root, "identifier")
    return "" if own == "none" else own.casefold()


def scale_entries(edited: Edited) -> dict[str, yaml.MappingNode]:
    """Return the scales of a codebook by id."""
    return {text_of(entry, "id"): entry for entry in edited.section("scales")}


def scale_key(entry: yaml.MappingNode) -> Key:
    """Return the answers of a scale; its codes may be left out."""
    labels, codes = value_of(entry, "labels"), value_of(entry, "codes")
    texts = [str(n.value) for n in labels.value] if isinstance(labels, yaml.SequenceNode) else []
    own = [str(n.value) for n in codes.value] if isinstance(codes, yaml.SequenceNode) else []
    numbers = own or [str(place) for place in range(1, len(texts) + 1)]
    pairs = zip(numbers, texts, strict=False)
    return tuple((int(code), normal(text)) for code, text in pairs if code.lstrip("-").isdigit())


def by_key(edited: Edited) -> Mapping[Key, str]:
    """Return the id of each scale of a codebook by its answers."""
    return {scale_key(entry): name for name, entry in scale_entries(edited).items()}
