"""Items that are set side by side in one exhibit, and were not answered on one scale."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from evaluering.config.wordings import letters, surveys_of
from evaluering.errors import ConfigError

if TYPE_CHECKING:
    from evaluering.config.exhibits.base import KeyPlace
    from evaluering.config.exhibits.battery import ComparedGroups
    from evaluering.config.project import Project
    from evaluering.config.scales import Scale


def differing_scales(
    project: Project, exhibit: ComparedGroups, at: KeyPlace
) -> Iterator[ConfigError]:
    """Yield the items whose scale is not that of the first one, in any of the groups' surveys.

    An exhibit has one axis, and one legend of answers. Scales with the same codes and labels are
    one, whatever they are called and whatever is missing in each.
    """
    found = list(_scales(project, exhibit))
    told: set[str] = set()
    for item, survey, scale in found:
        if item not in told and not _same(scale, found[0][2]):
            told.add(item)
            where = f" i {survey}" if len({name for _, name, _ in found}) > 1 else ""
            yield at.fault(
                exhibit.item_key,
                f"{item} har skalaen «{scale.id}»{where}",
                f"ledd på skalaen «{found[0][2].id}», som {found[0][0]}; "
                "vis de andre i en egen figur",
            )


def _scales(project: Project, exhibit: ComparedGroups) -> Iterator[tuple[str, str, Scale]]:
    """Yield each item with each of the groups' surveys that asks it, and its scale there."""
    for item in exhibit.item_names:
        for survey in surveys_of(project, exhibit.groups):
            if item in survey.items:
                scale = project.scales.get(survey.battery_of(item).scale)
                if scale is not None:
                    yield item, survey.id, scale


def _same(one: Scale, other: Scale) -> bool:
    def labels(scale: Scale) -> list[str]:
        return [letters(label) or label for label in scale.labels]

    return one.codes == other.codes and labels(one) == labels(other)
