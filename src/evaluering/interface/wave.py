"""A wave of a project: its surveys, groups, batteries, indices, registries and exhibits."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from evaluering.config.exhibits.base import Exhibit
from evaluering.config.filters import by_survey
from evaluering.config.groups import ActorGroup
from evaluering.config.project import Project
from evaluering.data.wave_data import WaveData
from evaluering.errors import EvalueringError
from evaluering.exhibits.computing import computed
from evaluering.interface.battery import OpenedBattery
from evaluering.interface.catalogue import Catalogue
from evaluering.interface.group import OpenedGroup
from evaluering.interface.index import OpenedIndex
from evaluering.interface.shown import ShownExhibit
from evaluering.interface.specification import specified
from evaluering.interface.survey import OpenedSurvey


@dataclass(frozen=True, eq=False, repr=False)
class OpenedWave:
    """A wave of an opened project.

    Attributes
    ----------
    data
        The tables behind it, for whoever writes a kind of exhibit.
    added
        Actor groups that the configuration lacks: everyone in a survey whose groups are parts.

    Examples
    --------
    >>> wave = evaluering.open(".").wave("2024-host")
    >>> wave.surveys.bibliotek
    Trivsel og samarbeid i et tenkt bibliotek (bibliotek): 83 svar, 14 variabler
    """

    data: WaveData
    added: tuple[ActorGroup, ...] = ()

    @property
    def name(self) -> str:
        """The wave's id: its folder in ``data/raw``."""
        return self.data.wave.id

    @property
    def surveys(self) -> Catalogue[OpenedSurvey]:
        """The surveys that the wave has, by name."""
        labels = {name: own.title for name, own in self.data.surveys.items()}
        return Catalogue("Undersøkelsen", labels, lambda name: OpenedSurvey(self, name))

    @property
    def groups(self) -> Catalogue[OpenedGroup]:
        """The actor groups of the wave's surveys, by name."""
        own = {n: g for n, g in self.data.project.groups.items() if g.survey in self.data.surveys}
        labels = {name: group.label for name, group in own.items()}
        return Catalogue("Aktørgruppen", labels, lambda name: OpenedGroup(self, name))

    @property
    def batteries(self) -> Catalogue[OpenedBattery]:
        """The batteries of the wave's surveys, by name; one may be asked in several surveys."""
        homes: dict[str, list[str]] = {}
        labels: dict[str, str] = {}
        for survey, book in self.data.surveys.items():
            for battery in book.batteries:
                homes.setdefault(battery.id, []).append(survey)
                labels.setdefault(battery.id, battery.question)
        return Catalogue(
            "Batteriet", labels, lambda name: OpenedBattery(self, name, tuple(homes[name]))
        )

    @property
    def indices(self) -> Catalogue[OpenedIndex]:
        """The indices that the wave has what it takes to build, by name."""
        groups = self.groups
        labels = {
            name: index.label
            for name, index in self.data.project.indices.items()
            if index.group in groups
        }
        return Catalogue("Indeksen", labels, lambda name: OpenedIndex(self, name))

    @property
    def registries(self) -> Catalogue[pd.DataFrame]:
        """The wave's registries, by name: a row a unit, with values and classes."""
        project = self.data.project
        labels = {name: project.registries[name].source for name in self.data.tables.registries()}
        return Catalogue("Registeret", labels, self.data.units)

    @property
    def exhibits(self) -> Catalogue[ShownExhibit]:
        """The figures and tables of the reports; ``report.id`` where several have the id."""
        homes: dict[str, list[str]] = {}
        for report in self.data.project.reports:
            for exhibit in self.data.project.exhibits(report):
                homes.setdefault(exhibit.id, []).append(report)
        places = {
            name if len(reports) == 1 else f"{report}.{name}": (report, name)
            for name, reports in homes.items()
            for report in reports
        }
        labels = {
            key: f"{own.number}. {own.title}"
            for key, (report, name) in places.items()
            for own in [self.data.project.of_report(report).exhibit(report, name)]
        }
        return Catalogue("Figuren eller tabellen", labels, lambda key: self._printed(*places[key]))

    def survey(self, name: str) -> OpenedSurvey:
        """Return a survey.

        Raises
        ------
        UnknownNameError
            The wave has no such survey; the near names are told.
        """
        return self.surveys[name]

    def group(self, name: str) -> OpenedGroup:
        """Return an actor group.

        Raises
        ------
        UnknownNameError
            There is no such group in the wave.
        """
        return self.groups[name]

    def battery(self, name: str) -> OpenedBattery:
        """Return a battery, which several surveys may have asked.

        Raises
        ------
        UnknownNameError
            There is no such battery in the wave.
        """
        return self.batteries[name]

    def index(self, name: str) -> OpenedIndex:
        """Return an index.

        Raises
        ------
        UnknownNameError
            There is no such index, or the wave lacks the survey that it is of.
        """
        return self.indices[name]

    def exhibit(self, name: str) -> ShownExhibit:
        """Return a figure or table of a report by id, computed from the wave's data.

        Raises
        ------
        UnknownNameError
            No report has it.
        """
        return self.exhibits[name]

    def find(self, words: str) -> pd.DataFrame:
        """Return the variables of all surveys that hold some words.

        As `OpenedSurvey.find`, indexed by survey and name.
        """
        found = {name: survey.find(words) for name, survey in self.surveys.items()}
        return pd.concat(found, names=["survey", "name"])

    def show(self, kind: str, **keys: Any) -> ShownExhibit:
        """Compute an exhibit of any kind.

        Parameters
        ----------
        kind
            A kind of exhibit, as ``group_means`` (docs/konfigurasjon.md has all of them).
        keys
            Its keys, as in a chapter's file.

        Raises
        ------
        UnknownNameError
            There is no such kind.
        EvalueringError
            A key is unknown or lacking, names what there is not, or the answers refuse it.
        """
        exhibit = specified(self.data.project, kind, keys)
        self._have(exhibit.reads(self.data.project, self.name).needed_surveys(self.data.project))
        return self._shown(exhibit, self.data, self.data.project)

    def with_group(self, group: ActorGroup) -> OpenedWave:
        """Return the wave with an actor group more; itself where it has it."""
        project = self.data.project
        if group.id in project.groups:
            return self
        more = replace(project, groups={**project.groups, group.id: group})
        return OpenedWave(replace(self.data, project=more), (*self.added, group))

    def _have(self, surveys: Iterable[str]) -> None:
        """Refuse what is of a survey that the wave lacks."""
        if lacking := [name for name in surveys if name not in self.data.surveys]:
            raise EvalueringError(
                f"Bølgen «{self.name}» har ikke undersøkelsen «{lacking[0]}».\n"
                f"  Den har: {', '.join(self.data.surveys)}"
            )

    def _printed(self, report: str, name: str) -> ShownExhibit:
        project = self.data.project.of_report(report)
        exhibit = project.exhibit(report, name)
        self._have(exhibit.reads(project, self.name).needed_surveys(project))
        data = self.data.only(by_survey(project.reports[report].where))
        return self._shown(exhibit, data, project, report)

    def _shown(
        self, exhibit: Exhibit, data: WaveData, project: Project, report: str | None = None
    ) -> ShownExhibit:
        result = computed(exhibit, data, f"«{exhibit.kind}»")
        origin = {"wave": self.name, "stamp": self.data.wave.stamp}
        result = replace(result, provenance={**result.provenance, **origin})
        return ShownExhibit(exhibit, result, project, report, self.added)

    def __repr__(self) -> str:
        wave = self.data.wave
        mark = f" – {wave.stamp}" if wave.stamp else ""
        return f"{wave.title} ({wave.id}){mark}\n{self.surveys!r}"

    def _repr_html_(self) -> str:
        from markupsafe import Markup

        wave = self.data.wave
        mark = f" – {wave.stamp}" if wave.stamp else ""
        head = Markup("<p>{} (<code>{}</code>){}</p>").format(wave.title, wave.id, mark)
        return f"{head}{self.surveys._repr_html_()}"
