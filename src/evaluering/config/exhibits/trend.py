"""Means or shares over waves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Literal, final

from pydantic import Field

from evaluering.config.base import Distinct, Identifier, Model, Name, Text, Whole, each_once
from evaluering.config.exhibits.base import PRESENTATION, Faults, KeyPlace
from evaluering.config.exhibits.measured import MeasureDetails
from evaluering.config.exhibits.over_time import OverTime
from evaluering.config.measures import (
    measures_of,
    reads_of,
    scales_of,
    survey_of,
    unmeasured,
    used_of,
)
from evaluering.config.reads import Reads

if TYPE_CHECKING:
    from evaluering.config.project import Project


@dataclass(frozen=True, kw_only=True)
class TrendDetails(MeasureDetails):
    """How the changes' p are corrected, too."""

    adjustment: str = "holm"


class EarlierForm(Model):
    """The variable that a measure was asked as in earlier waves."""

    measure: Name
    """Leddet eller tallet slik det heter nå."""
    until: Identifier
    """Den siste bølgen der det var på den gamle måten."""
    variable: Name
    """Leddet eller tallet det sto som da; det står i samme kodebok."""
    join: bool = False
    """Om det regnes som det samme tross annen ordlyd eller skala. En annen skala regnes da lineært
    om, fra ende til ende, og det sies. Utelatt: det tegnes atskilt."""


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
    earlier: Annotated[
        list[EarlierForm], each_once(lambda own: f"{own.measure} til {own.until}")
    ] = []
    """Ledd og tall som het noe annet, eller ble spurt på en annen måte, i tidligere bølger."""
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
        names = [*self.measures, *(form.variable for form in self.earlier)]
        own = [used_of(project, group, names) for group in self.groups]
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
                yield from self._misnamed(project, group, at)
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
            codes = codes_of(project, group, measure) or self.codes
            for code in self.codes:
                if code not in codes:
                    yield at.fault("codes", code, codes)

    def _misnamed(self, project: Project, group: str, at: KeyPlace) -> Faults:
        """Yield earlier forms of what is not shown, of another sort, or of codes that differ."""
        known = measures_of(project, group)
        for number, form in enumerate(self.earlier):
            where = KeyPlace(at.file, f"{at.key}.earlier[{number}]")
            yield from where.known("until", form.until, [*project.waves, *project.faulty_waves])
            yield from where.known("measure", form.measure, self.measures)
            if form.measure not in known:
                continue
            sort = known[form.measure].sort
            alike = [name for name, own in known.items() if own.sort == sort != "index"]
            yield from where.known("variable", form.variable, alike)
            if self.codes and form.variable in alike and sort == "item":
                own, other = (codes_of(project, group, n) for n in (form.measure, form.variable))
                if own != other:
                    yield where.fault("variable", f"{form.variable}, på en annen skala",
                                      "et ledd på samme skala når «codes» er gitt")  # fmt: skip

    def scales(self, project: Project) -> dict[str, str]:
        """Return the answer scale of each measure that is an item, by name."""
        found: dict[str, str] = {}
        for group in self.groups:
            found |= scales_of(project, group, self.measures)
        return found

    def form_in(self, project: Project, measure: str, wave: str) -> EarlierForm | None:
        """Return the form that a measure had in a wave, where it was another: the earliest."""
        order = list(project.waves)
        own = [form for form in self.earlier if form.measure == measure and form.until in order]
        held = [form for form in own if order.index(wave) <= order.index(form.until)]
        return min(held, key=lambda form: order.index(form.until), default=None)

    def label(self, name: str, own: str) -> str:
        """Return what a number is called here."""
        return self.labels.get(name, own)


def codes_of(project: Project, group: str, name: str) -> list[int] | None:
    """Return the codes of an item of a group; None of what is no item, or on no scale there is."""
    survey = project.surveys[project.groups[group].survey]
    if name not in survey.items:
        return None
    scale = project.scales.get(survey.battery_of(name).scale)
    return list(scale.codes) if scale else None
