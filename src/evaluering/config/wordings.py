"""Items whose words differ between the surveys that an exhibit compares."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from evaluering.errors import ConfigError

if TYPE_CHECKING:
    from evaluering.config.exhibits.base import KeyPlace
    from evaluering.config.exhibits.battery import BatteryExhibit
    from evaluering.config.project import Project

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
            if _letters(label) != _letters(labels[first]):
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
    groups = [project.groups[group] for group in exhibit.groups if group in project.groups]
    surveys = [project.surveys[g.survey] for g in groups if g.survey in project.surveys]
    return {survey.id: survey.items[item].label for survey in surveys if item in survey.items}


def _short(label: str) -> str:
    """Return the beginning of a label: both are to be seen beside each other."""
    return label if len(label) <= SHOWN else f"{label[:SHOWN].rstrip()}…"


def _letters(label: str) -> str:
    return "".join(letter for letter in label.casefold() if letter.isalnum())
