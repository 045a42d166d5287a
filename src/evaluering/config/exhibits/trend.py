"""Means or shares over waves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Literal, final

from pydantic import Field

from evaluering.config.base import Distinct, Name, Text, Whole
from evaluering.config.exhibits.base import PRESENTATION, Details, Faults, KeyPlace
from evaluering.config.exhibits.over_time import OverTime
from evaluering.config.measures import measures_of, reads_of, survey_of, unmeasured, used_of
from evaluering.config.reads import Reads

if TYPE_CHECKING:
    from evaluering.config.project import Project


@dataclass(frozen=True, kw_only=True)
class TrendDetails(Details):
    """How the changes' p are corrected."""

    adjustment: str = "holm"


@final
class Trend(OverTime):
    """Means of items, numbers and indices over waves, or shares with some answers to items."""

    details = TrendDetails
    weighable = True

    kind: Literal["trend"]
    """Gjennomsnitt av ledd, tall og indekser over bølger, eller andelen med bestemte svar, per
    aktørgruppe, med konfidensintervall og endringen fra bølgen før."""
    measures: Distinct[Name] = Field(min_length=1)
    """Leddene, tallvariablene og indeksene; gruppene må ha dem alle."""
    codes: Distinct[Whole] = []
    """Svarene som andelen er av, som [4, 5]. Tomt: gjennomsnitt."""
    panel: bool = False
    """Om samme identifikator er samme person i bølgene. De som svarte flere ganger, regnes da som
    par (t-test for par der alle gjorde det). Utelatt: bølgene er uavhengige utvalg."""
    adjustment: Literal["holm", "benjamini-hochberg", "none"] = "holm"
    """Hvordan p korrigeres for antallet endringer i figuren eller tabellen."""
    invariance: Literal["required", "told"] = "required"
    """Når en indeks ikke måler det samme i to bølger (skalar invarians, hel eller delvis).
    required: den tegnes atskilt; told: det sies bare."""
    labels: Annotated[dict[str, Text], PRESENTATION] = {}
    """Andre tekster enn kodebokens, etter variabelens, leddets eller indeksens navn."""

    def reads(self, project: Project, wave: str) -> Reads:  # noqa: ARG002 (of any wave)
        """Return the groups' surveys, and the indices."""
        found = Reads()
        for group in self.groups:
            found |= reads_of(project, group, self.measures)
        return found

    def uses(self, project: Project, wave: str) -> object:
        """Return the waves, the groups and the numbers; of an index the items behind it."""
        own = [used_of(project, group, self.measures) for group in self.groups]
        behind = [
            used_of(project, index.group, index.items)
            for name in self.measures
            if (index := project.indices.get(name))
        ]
        return [self.waves_used(project, wave), own, behind]

    def faults(self, project: Project, at: KeyPlace) -> Faults:
        """Yield names that are unknown, and codes of no answer."""
        yield from self.wave_faults(project, at)
        for group in self.groups:
            if group not in project.groups:
                yield from at.known("groups", group, project.groups)
            else:
                yield from unmeasured(project, group, self.measures, at, "measures")
                yield from self._miscoded(project, group, at)
        yield from at.known("labels", self.labels, self.measures)
        for number, own in enumerate(self.breaks):
            yield from at.known(f"breaks[{number}].measure", own.measure, self.measures)

    def _miscoded(self, project: Project, group: str, at: KeyPlace) -> Faults:
        known, name = measures_of(project, group), survey_of(project, group)
        for measure in self.measures if self.codes and name else []:
            if measure not in known:
                continue
            if known[measure].sort != "item":
                yield at.fault("codes", f"«{measure}», som ikke er et ledd", "utelat «codes»")
                continue
            survey = project.surveys[name]
            codes = project.scales[survey.battery_of(measure).scale].codes
            for code in self.codes:
                if code not in codes:
                    yield at.fault("codes", code, codes)

    def label(self, name: str, own: str) -> str:
        """Return what a number is called here."""
        return self.labels.get(name, own)
