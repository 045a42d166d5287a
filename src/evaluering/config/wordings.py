"""Items whose words differ between the surveys that an exhibit compares."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from evaluering.errors import ConfigError

if TYPE_CHECKING:
    from evaluering.config.exhibits.base import KeyPlace
    from evaluering.config.exhibits.battery import BatteryExhibit
    from evaluering.config.project import Project
    from evaluering.config.surveys import Survey

SHOWN = 40
"""How many characters of each wording a message shows."""


def differing_words(
    project: Project, exhibit: BatteryExhibit, at: KeyPlace
) -> Iterator[ConfigError]:
    """Yield the items that the groups were asked in different words, without words for all.

    A figure has one text an item. Case, spaces and punctuation are no difference.
    """
    for number, item in enumerate(exhibit.items):
        if not isinstance(item, str):
            continue
        labels = _labels(project, exhibit, item)
        first = next(iter(labels), "")
        for survey, label in labels.items():
            if letters(label) != letters(labels[first]):
                yield at.fault(
                    f"items[{number}]",
                    f"{item} er «{_short(labels[first])}» i {first}, "
                    f"men «{_short(label)}» i {survey}",
                    f"en tekst som gjelder alle gruppene: "
                    f'{{name: {item}, label: "{labels[first]}"}}',
                )
                break


def _labels(project: Project, exhibit: BatteryExhibit, item: str) -> Mapping[str, str]:
    """Return an item's label in each of the groups' surveys, in the groups' order."""
    surveys = surveys_of(project, exhibit.groups)
    return {survey.id: survey.items[item].label for survey in surveys if item in survey.items}


def surveys_of(project: Project, groups: Iterable[str]) -> list[Survey]:
    """Return the surveys of some groups, of those that there are, each once."""
    found = [project.groups[group] for group in groups if group in project.groups]
    names = dict.fromkeys(group.survey for group in found)
    return [project.surveys[name] for name in names if name in project.surveys]


def _short(label: str) -> str:
    """Return the beginning of a label: both are to be seen beside each other."""
    return label if len(label) <= SHOWN else f"{label[:SHOWN].rstrip()}…"


def letters(label: str) -> str:
    """Return a label's letters and digits: case, spaces and punctuation are no difference."""
    return "".join(letter for letter in label.casefold() if letter.isalnum())
