"""Ids that would make a file where the project itself makes another."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from evaluering.errors import ConfigError

if TYPE_CHECKING:
    from evaluering.config.project import Project

OF_REPORTS = frozenset({"datakvalitet", "indekser"})
"""Folders of a wave's pages and figures that are no report's."""
OF_SURVEYS = ("indices", "registry-", "link-", "weights-")
"""What the names of a wave's other generated files begin with."""
MEMBERS = "-medlemmer"


def reserved_faults(project: Project) -> Iterator[ConfigError]:
    """Yield the ids of reports and surveys whose files would fall together with others."""
    for name in project.reports:
        if name in OF_REPORTS:
            yield ConfigError(
                f"config/reports/{name}/report.yaml", "id", name,
                f"et annet navn på mappen og i «id», som rapport-{name}: «{name}» er prosjektets "
                "egen mappe",
            )  # fmt: skip
    for name in project.surveys:
        file = f"config/surveys/{name}.yaml"
        if name == OF_SURVEYS[0] or name.startswith(OF_SURVEYS[1:]):
            yield ConfigError(
                file, "id", name,
                f"et navn som ikke er {OF_SURVEYS[0]} og ikke begynner med "
                f"{' eller '.join(OF_SURVEYS[1:])}",
            )  # fmt: skip
        elif name.removesuffix(MEMBERS) != name and name.removesuffix(MEMBERS) in project.surveys:
            yield ConfigError(
                file, "id", name, f"et navn uten «{MEMBERS}», som er medlemslisten til en annen",
            )  # fmt: skip
