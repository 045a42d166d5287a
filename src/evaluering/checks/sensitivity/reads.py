"""What a claim rests on: surveys, items, groups, categories, registries, indices and frames.

It is told by the keys of its quantities, which are named by the same words in every kind, those of
other packages too. What is named and yet does not count is told from the rest by its numbers, which
a fault leaves as they were.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from evaluering.checks.claims.quantity import Keys

if TYPE_CHECKING:
    from evaluering.checks.claims.claims import Claim
    from evaluering.config.project import Project


@dataclass(frozen=True)
class ClaimReads:
    """What the quantities of a claim are of, each in the order that they name it.

    Attributes
    ----------
    surveys, groups, indices
        By id.
    items
        Survey and variable, the items of indices among them.
    categories
        Survey and the variable or boxes that it is divided by.
    variables
        Variables of registries.
    links
        The links whose respondents are counted or compared.
    """

    surveys: tuple[str, ...]
    groups: tuple[str, ...]
    items: tuple[tuple[str, str], ...]
    categories: tuple[tuple[str, str], ...]
    variables: tuple[str, ...]
    indices: tuple[str, ...]
    links: tuple[str, ...]


def reads(claim: Claim, project: Project) -> ClaimReads:
    """Return what a claim rests on."""
    quantities = claim.quantities
    indices = tuple(dict.fromkeys(i for q in quantities for i in _named(q, "index", "indices")))
    of_index = [project.indices[index] for index in indices]
    groups = [g for q in quantities for g in _named(q, "groups")] + [i.group for i in of_index]
    variables = tuple(dict.fromkeys(v for q in quantities for v in _variables(q, project)))
    links = [name for q in quantities for name in _links(q, variables, project)]
    groups += [project.links[link].group for link in links]
    surveys = [project.groups[g].survey for g in groups]
    surveys += [s for q in quantities for s in _named(q, "survey", "surveys")]
    items = [pair for q in quantities for pair in _items(q, project)]
    items += [(project.groups[i.group].survey, item) for i in of_index for item in i.items]
    return ClaimReads(
        tuple(dict.fromkeys(surveys)),
        tuple(dict.fromkeys(groups)),
        tuple(dict.fromkeys(items)),
        tuple(dict.fromkeys(pair for q in quantities for pair in _categories(q, project))),
        variables,
        indices,
        tuple(dict.fromkeys(links)),
    )


def _named(quantity: Keys, *keys: str) -> list[Any]:
    """Return what a quantity names under some keys, one or several."""
    found: list[Any] = []
    for key in keys:
        value = getattr(quantity, key, None)
        if value is not None:
            found += [value] if isinstance(value, str) else list(value)
    return found


def _items(quantity: Keys, project: Project) -> Iterator[tuple[str, str]]:
    for group in _named(quantity, "groups"):
        for name in _named(quantity, "items", "question"):
            yield project.groups[group].survey, name


def _categories(quantity: Keys, project: Project) -> Iterator[tuple[str, str]]:
    for by in _named(quantity, "by"):
        for survey in _named(quantity, "survey"):
            yield survey, by
        for group in _named(quantity, "groups"):
            yield project.groups[group].survey, by


def _variables(quantity: Keys, project: Project) -> Iterator[str]:
    yield from (v for v in _named(quantity, "variable", "variables"))
    for by in _named(quantity, "by"):
        if by in project.structural and not hasattr(quantity, "survey"):
            yield project.structural[by][1].variable


def _links(quantity: Keys, variables: tuple[str, ...], project: Project) -> Iterator[str]:
    """Yield the links that a quantity goes by: of an index, of the linked, or of the linking."""
    of_linked = getattr(quantity, "of", None) == "linked" or hasattr(quantity, "step")
    if of_linked or (variables and _named(quantity, "index", "indices")):
        yield from project.links
