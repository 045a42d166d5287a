"""Scales of several surveys in one project: the same are one, others have ids of their own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

import yaml

from evaluering.data.drafting.codebook_text import codebook_text
from evaluering.data.drafting.names import Names
from evaluering.data.drafting.proposal import Proposal


def scales_in(books: Iterable[object]) -> dict[str, Any]:
    """Return the scales of some codebooks by id, as they are written."""
    lists = [book.get("scales") for book in books if isinstance(book, dict)]
    entries = [entry for found in lists if isinstance(found, list) for entry in found]
    return {str(entry.get("id")): entry for entry in entries if isinstance(entry, dict)}


def apart_from(proposal: Proposal, others: Mapping[str, Any]) -> Proposal:
    """Return a proposal in which no scale has the id of another one of the project.

    Parameters
    ----------
    proposal
        What was drafted. A scale that another survey has in the same words keeps its id: the
        project takes the two for one.
    others
        The scales of the other surveys by id.
    """
    own = scales_in([yaml.safe_load(codebook_text(proposal))])
    names = Names([*others, *own])
    new = {
        name: names.take(f"{name}-{proposal.id}", "-")
        for name, entry in own.items()
        if name in others and others[name] != entry
    }
    return replace(
        proposal,
        scales=tuple(replace(s, id=new.get(s.id, s.id)) for s in proposal.scales),
        batteries=tuple(replace(b, scale=new.get(b.scale, b.scale)) for b in proposal.batteries),
    )
