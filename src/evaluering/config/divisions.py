"""What divides a survey's respondents into categories: one name for whatever does."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from evaluering.config.content import content
from evaluering.config.filters import content_of_group
from evaluering.config.indices import Class
from evaluering.config.links import candidates
from evaluering.config.reads import Reads

if TYPE_CHECKING:
    from evaluering.config.project import Project
    from evaluering.config.registries import Link

GROUPS = "groups"
"""The division of a survey into its actor groups, unless a variable has that name."""
Sort = Literal["variable", "item", "boxes", "index", "structural", "groups"]


@dataclass(frozen=True)
class Dividing:
    """A name that divides a survey, and into what."""

    name: str
    survey: str
    sort: Sort
    """What it is called, where, and what it is."""
    label: str
    """The text of the variable, item, index or structural variable, or the question with boxes."""
    names: tuple[str, ...]
    labels: tuple[str, ...]
    """The categories: what configuration calls them (a code, a box, a class by its id, a group),
    and what readers see."""
    ordered: bool
    """Whether the categories run from low to high."""
    reads: Reads
    """The data that it is made of."""
    link: str | None = None
    """The link that a structural variable is reached by."""

    @property
    def several(self) -> bool:
        """Whether a respondent may be in more than one category."""
        return self.sort in {"boxes", "groups"}

    @property
    def keys(self) -> tuple[int | str, ...]:
        """What results call the categories: a code, a box or group by name, a class by number."""
        if self.several:
            return self.names
        if self.sort in {"index", "structural"}:
            return tuple(range(len(self.names)))
        return tuple(map(int, self.names))

    def used(self, project: Project, wave: str) -> object:
        """Return what it takes from the configuration of a wave, as plain data."""
        book, groups = project.surveys[self.survey], project.groups
        if (variable := book.variable(self.name)) is not None and self.sort == "variable":
            if variable in book.variables:
                return content(variable)
            missing = book.columns(project.scales)[self.name].missing  # of what it is derived from
            return [content(variable), [*map(list, missing.codes.items())], list(missing.ranges)]
        if self.sort == "item":
            battery = book.battery_of(self.name)
            return [content(battery), content(project.scales[battery.scale])]
        if (question := book.multiple_response(self.name)) is not None and self.several:
            return content(question)
        if self.sort == "groups":
            return [self.label, [content_of_group(project, groups[name]) for name in self.names]]
        if self.sort == "index":
            index = project.indices[self.name]
            return [content(index), content_of_group(project, groups[index.group])]
        registry, structural = project.structural[self.name]
        link = project.links[str(self.link)]
        counted = content_of_group(project, groups[link.group])
        year = project.year(registry.id, wave)
        return [content(structural), content(link), counted, year]

    @property
    def scores(self) -> tuple[int, ...]:
        """The codes of an item, which means are taken of; nothing where there are none."""
        return tuple(map(int, self.names)) if self.sort == "item" else ()


def dividing(project: Project, survey: str, name: str, link: str | None = None) -> Dividing | None:
    """Return what a name divides a survey by; None where there is no such thing.

    A variable goes before an index or a structural variable of the same name.

    Parameters
    ----------
    project
        The configuration.
    survey
        A survey's id.
    name
        A nominal variable, an item, a question with boxes, an index, a structural variable that
        a link leads to, or ``groups``.
    link
        The link to a structural variable; None where only one leads there.
    """
    return (
        _of_column(project, survey, name)
        or _of_boxes(project, survey, name)
        or classes_of(project, survey, name, link)
        or _of_groups(project, survey, name)
    )


def classes_of(
    project: Project, survey: str, name: str, link: str | None = None
) -> Dividing | None:
    """Return the classes of an index or a structural variable, whatever variables are called."""
    return _of_index(project, survey, name) or _of_structural(project, survey, name, link)


def divisions_of(project: Project, survey: str) -> list[str]:
    """Return every name that divides a survey."""
    book = project.surveys[survey]
    structural = [name for name in project.structural if links_from(project, survey, name)]
    names = [*book.divisions, *book.items, *_indices(project, survey), *structural]
    return list(dict.fromkeys([*names, GROUPS] if _groups(project, survey) else names))


def links_from(project: Project, survey: str, structural: str) -> list[Link]:
    """Return the links that lead from a survey to a structural variable."""
    groups = _groups(project, survey)
    registry = project.structural[structural][0].id
    return [link for link in candidates(project, registry, None) if link.group in groups]


def _of_column(project: Project, survey: str, name: str) -> Dividing | None:
    book = project.surveys[survey]
    item, variable = book.items.get(name), book.variable(name)
    if item is not None:
        scale = project.scales.get(book.battery_of(name).scale)
        return _of_codes(survey, name, "item", item.label, scale.values if scale else {})
    if variable is not None and variable.values:
        return _of_codes(survey, name, "variable", variable.label, variable.values)
    return None


def _of_codes(
    survey: str, name: str, sort: Sort, label: str, values: Mapping[int, str]
) -> Dividing:
    names, labels = tuple(map(str, values)), tuple(values.values())
    return Dividing(name, survey, sort, label, names, labels, sort == "item", _reads(survey))


def _of_boxes(project: Project, survey: str, name: str) -> Dividing | None:
    question = project.surveys[survey].multiple_response(name)
    if question is None:
        return None
    boxes = project.surveys[survey].categories(name) or {}
    names, labels = tuple(boxes), tuple(boxes.values())
    return Dividing(name, survey, "boxes", question.question, names, labels, False, _reads(survey))


def _of_index(project: Project, survey: str, name: str) -> Dividing | None:
    if name not in _indices(project, survey):
        return None
    index = project.indices[name]
    reads = _reads(survey) | Reads(indices=frozenset({name}))
    return _classes(survey, name, "index", index.label, index.classes, reads)


def _of_structural(project: Project, survey: str, name: str, stated: str | None) -> Dividing | None:
    leading = links_from(project, survey, name) if name in project.structural else []
    links = [link for link in leading if stated in {None, link.id}]
    if len(links) != 1:
        return None
    structural, link = project.structural[name][1], links[0].id
    reads = _reads(survey) | Reads(links=frozenset({link}))
    return _classes(survey, name, "structural", structural.label, structural.classes, reads, link)


def _of_groups(project: Project, survey: str, name: str) -> Dividing | None:
    groups = _groups(project, survey)
    if name != GROUPS or not groups:
        return None
    title, labels = project.surveys[survey].title, tuple(groups.values())
    return Dividing(name, survey, "groups", title, tuple(groups), labels, False, _reads(survey))


def _classes(
    survey: str, name: str, sort: Sort, label: str, classes: list[Class], reads: Reads,
    link: str | None = None,
) -> Dividing:  # fmt: skip
    names, labels = tuple(c.id for c in classes), tuple(c.label for c in classes)
    return Dividing(name, survey, sort, label, names, labels, True, reads, link)


def _reads(survey: str) -> Reads:
    return Reads(frozenset({survey}))


def _indices(project: Project, survey: str) -> list[str]:
    groups = _groups(project, survey)
    return [name for name, index in project.indices.items() if index.group in groups]


def _groups(project: Project, survey: str) -> dict[str, str]:
    return {
        name: group.label for name, group in project.actor_groups.items() if group.survey == survey
    }
