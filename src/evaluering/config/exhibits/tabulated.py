"""What tables of categories share: what divides a survey, who is counted, nets and missing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeAlias

from pydantic import BeforeValidator, Field

from evaluering.config.base import Distinct, Model, Reference, Text, each_once
from evaluering.config.divisions import Dividing, dividing
from evaluering.config.exhibits.base import Faults, KeyPlace
from evaluering.config.exhibits.naming import undivided
from evaluering.config.filters import content_of_group
from evaluering.config.reads import Reads

if TYPE_CHECKING:
    from evaluering.config.project import Project

MissingRows: TypeAlias = Literal["hide", "show", "each"]


class Net(Model):
    """Several categories taken together, as the two highest answers."""

    label: Text
    """Det de kalles samlet: «Enig»."""
    codes: Distinct[Reference] = Field(min_length=1)
    """Kategoriene: koder, bokser, eller klasser og aktørgrupper ved id."""


def _listed(value: Any) -> Any:
    """Return ``{Enig: [4, 5]}`` as a list of nets."""
    if not isinstance(value, Mapping):
        return value
    return [{"label": label, "codes": codes} for label, codes in value.items()]


Nets = Annotated[
    list[Net],
    BeforeValidator(_listed, json_schema_input_type=list[Net] | dict[str, list[Reference]]),
    each_once(lambda net: net.label),
]
"""Nets with a name each."""


def divisions_in(
    project: Project, survey: str, names: Iterable[str], link: str | None
) -> list[Dividing]:
    """Return what names divide a survey by, in a configuration that has been checked."""
    found = (dividing(project, survey, name, link) for name in names)
    return [of for of in found if of is not None]


def reads_of(divisions: Iterable[Dividing]) -> Reads:
    """Return what divisions are read from."""
    found = Reads()
    for of in divisions:
        found |= of.reads
    return found


def uses_of(
    project: Project, wave: str, divisions: Iterable[Dividing], group: str | None
) -> list[object]:
    """Return what divisions, the group that is counted and the kinds of missing take."""
    counted = content_of_group(project, project.groups[group]) if group else None
    own = dict(project.settings.missing_kinds)
    return [[of.used(project, wave) for of in divisions], counted, own]


def untabulated(
    project: Project, survey: str, keys: Mapping[str, str], group: str | None,
    link: str | None, at: KeyPlace,
) -> Faults:  # fmt: skip
    """Yield a survey or group that is unknown, and names that do not divide it.

    Parameters
    ----------
    project, survey
        The configuration and a survey's id.
    keys
        The name that stands in each key.
    group, link
        The group that is counted and the link to a registry, where they are stated.
    at
        Where the exhibit stands.
    """
    if survey not in project.surveys:
        yield at.fault("survey", survey, project.surveys)
        return
    if group is not None:
        own = [name for name, spec in project.groups.items() if spec.survey == survey]
        yield from at.known("group", group, own)
    for key, name in keys.items():
        yield from undivided(project, survey, name, at, key, link)


def unnetted(nets: Iterable[Net], of: Dividing | None, at: KeyPlace, key: str = "nets") -> Faults:
    """Yield what a net names and is no category."""
    for place, net in enumerate(nets if of and of.names else ()):
        yield from at.known(f"{key}[{place}].codes", net.codes, of.names if of else ())
