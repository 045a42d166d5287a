"""What divides a survey's respondents into categories: one name for whatever does."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from evaluering.config.content import content
from evaluering.config.filters import content_of_group
from evaluering.config.indices import Class
from evaluering.config.links import candidates
from evaluering.config.reads import Reads

if TYPE_CHECKING:
    from evaluering.config.project import Project
    from evaluering.config.registries import Link
    from evaluering.config.surveys import Survey

GROUPS = "groups"
"""The division of a survey into its actor groups, unless a variable has that name."""
Sort = Literal["variable", "item", "boxes", "index", "structural", "groups"]


@dataclass(frozen=True)
class Dividing:
    """A name that divides a survey, and into what.

    Attributes
    ----------
    name, survey, sort
        What it is called, where, and what it is.
    label
        The text of the variable, item, index or structural variable, or the question with boxes.
    names, labels
        The categories: what configuration calls them (a code, a box, a class by its id, a group),
        and what readers see.
    ordered
        Whether the categories run from low to high.
    source
        What it takes from the configuration, as plain data.
    reads
        The data that it is made of.
    link
        The link that a structural variable is reached by.
    """

    name: str
    survey: str
    sort: Sort
    label: str
    names: tuple[str, ...]
    labels: tuple[str, ...]
    ordered: bool
    source: object = field(repr=False)
    reads: Reads
    link: str | None = None

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
        registry = project.structural[self.name][0].id if self.sort == "structural" else None
        return [self.source, project.year(registry, wave) if registry else None]

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
    book = project.surveys[survey]
    return (
        _of_column(project, book, name)
        or _of_boxes(book, name)
        or _of_index(project, book, name)
        or _of_structural(project, book, name, link)
        or _of_groups(project, book, name)
    )


def divisions_of(project: Project, survey: str) -> list[str]:
    """Return every name that divides a survey."""
    book = project.surveys[survey]
    structural = [name for name in project.structural if links_from(project, survey, name)]
    names = [*book.divisions, *book.items, *_indices(project, book), *structural]
    return list(dict.fromkeys([*names, GROUPS] if _groups(project, book) else names))


def links_from(project: Project, survey: str, structural: str) -> list[Link]:
    """Return the links that lead from a survey to a structural variable."""
    groups = _groups(project, project.surveys[survey])
    registry = project.structural[structural][0].id
    return [link for link in candidates(project, registry, None) if link.group in groups]


def _of_column(project: Project, book: Survey, name: str) -> Dividing | None:
    item, variable = book.items.get(name), book.variable(name)
    if item is not None:
        battery = book.battery_of(name)
        scale = project.scales[battery.scale]
        values, source, sort = scale.values, [content(battery), content(scale)], "item"
    elif variable is not None and variable.values:
        values, source, sort = variable.values, [content(variable)], "variable"
    else:
        return None
    return Dividing(
        name, book.id, "item" if sort == "item" else "variable",
        (item or variable).label,  # type: ignore[union-attr]
        tuple(map(str, values)), tuple(values.values()), sort == "item", source, _reads(book),
    )  # fmt: skip


def _of_boxes(book: Survey, name: str) -> Dividing | None:
    question = book.multiple_response(name)
    if question is None:
        return None
    boxes = book.categories(name) or {}
    return Dividing(
        name, book.id, "boxes", question.question, tuple(boxes), tuple(boxes.values()), False,
        content(question), _reads(book),
    )  # fmt: skip


def _of_index(project: Project, book: Survey, name: str) -> Dividing | None:
    if name not in _indices(project, book):
        return None
    index = project.indices[name]
    reads = _reads(book) | Reads(indices=frozenset({name}))
    source = [content(index), content_of_group(project, project.groups[index.group])]
    return _classes(book, name, "index", index.label, index.classes, source, reads)


def _of_structural(
    project: Project, book: Survey, name: str, stated: str | None
) -> Dividing | None:
    leading = links_from(project, book.id, name) if name in project.structural else []
    links = [link for link in leading if stated in {None, link.id}]
    if len(links) != 1:
        return None
    structural = project.structural[name][1]
    (link,) = links
    reads = _reads(book) | Reads(links=frozenset({link.id}))
    source = [
        content(structural),
        content(link),
        content_of_group(project, project.groups[link.group]),
    ]
    classes = structural.classes
    return _classes(book, name, "structural", structural.label, classes, source, reads, link.id)


def _of_groups(project: Project, book: Survey, name: str) -> Dividing | None:
    groups = _groups(project, book)
    if name != GROUPS or not groups:
        return None
    return Dividing(
        name, book.id, "groups", book.title, tuple(groups), tuple(groups.values()), False,
        [content_of_group(project, project.groups[group]) for group in groups], _reads(book),
    )  # fmt: skip


def _classes(
    book: Survey, name: str, sort: Sort, label: str, classes: list[Class], source: object,
    reads: Reads, link: str | None = None,
) -> Dividing:  # fmt: skip
    names, labels = tuple(c.id for c in classes), tuple(c.label for c in classes)
    return Dividing(name, book.id, sort, label, names, labels, True, source, reads, link)


def _reads(book: Survey) -> Reads:
    return Reads(frozenset({book.id}))


def _indices(project: Project, book: Survey) -> list[str]:
    groups = _groups(project, book)
    return [name for name, index in project.indices.items() if index.group in groups]


def _groups(project: Project, book: Survey) -> dict[str, str]:
    return {name: group.label for name, group in project.groups.items() if group.survey == book.id}
