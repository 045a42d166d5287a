"""Faults in which classes a public report may show as one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from evaluering.config.divisions import dividing, divisions_of
from evaluering.errors import ConfigError

if TYPE_CHECKING:
    from evaluering.config.project import Project


def joining_faults(project: Project, report: str) -> Iterator[ConfigError]:
    """Yield names in ``disclosure.joinings`` that divide nothing, and classes that it has not."""
    file = f"config/reports/{report}/report.yaml"
    for name, joinings in project.reports[report].disclosure.joinings.items():
        key = f"disclosure.joinings.{name}"
        found = [own for survey in project.surveys if (own := dividing(project, survey, name))]
        if not found:
            known = {own for survey in project.surveys for own in divisions_of(project, survey)}
            yield ConfigError(file, "disclosure.joinings", name, sorted(known))
            continue
        classes = {one for own in found for one in own.names}
        for place, joining in enumerate(joinings):
            for one in joining.classes:
                if one not in classes:
                    yield ConfigError(file, f"{key}[{place}].classes", one, sorted(classes))
