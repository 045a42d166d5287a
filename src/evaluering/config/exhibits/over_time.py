"""What exhibits of several waves share: which waves, of whom, and what is not the same in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

from evaluering.config.base import Distinct, Identifier, Model, Name, each_once
from evaluering.config.content import content
from evaluering.config.exhibits.base import Faults, KeyPlace, OfGroups
from evaluering.config.presence import indices_of
from evaluering.config.reads import read_by
from evaluering.config.wave_codebooks import wave_order

if TYPE_CHECKING:
    from evaluering.config.project import Project


class Break(Model):
    """A measure that is not the same from a wave on as it was before."""

    measure: Name
    """Leddet, tallet eller indeksen."""
    wave: Identifier
    """Den første bølgen der det er nytt."""
    reason: Literal["reworded", "rescaled", "other"]
    """reworded: spurt med andre ord; rescaled: svart på en annen skala; other: annet."""


class OverTime(OfGroups):
    """An exhibit of this wave and those before it.

    A wave that comes later changes nothing in it: it is made anew only in the later wave's report.
    """

    waves: Distinct[Identifier] | None = None
    """Bølgene som sammenlignes; av dem vises den rapporten lages av, og de som er tidligere.
    Utelatt: alle i prosjektet. Rekkefølgen er prosjektets («waves» i config.yaml, ellers etter
    navnet på mappen)."""
    breaks: Annotated[list[Break], each_once(lambda own: f"{own.measure} i {own.wave}")] = []
    """Det som er nytt fra en bølge: det tegnes atskilt og merkes, og endringen regnes ikke ut."""

    def before(self, project: Project, wave: str) -> list[str]:
        """Return the earlier waves that are asked for, whether they have the data or not."""
        order = list(project.waves)
        earlier = order[: order.index(wave)]
        return [name for name in earlier if self.waves is None or name in self.waves]

    def others(self, project: Project, wave: str) -> tuple[str, ...]:
        """Return the earlier waves that are asked for and have the surveys and indices."""
        return tuple(name for name in self.before(project, wave) if self._has(project, name))

    def _has(self, project: Project, wave: str) -> bool:
        read = read_by(self, project, wave)
        surveys = read.needed_surveys(project) <= set(project.waves[wave].surveys)
        return surveys and read.indices <= set(indices_of(project, wave))

    def waves_used(self, project: Project, wave: str) -> object:
        """Return what the waves are called, and those that lack what is shown, as plain data."""
        called = [(name, project.waves[name].title) for name in self.before(project, wave)]
        others = self.others(project, wave)
        surveys = {project.groups[group].survey for group in self.groups if group in project.groups}
        asked = [
            [content(entry.changes[key]), key]
            for name in (*others, wave)
            for survey, entry in project.waves[name].surveys.items()
            if survey in surveys
            for key in entry.changes
        ]
        return [called, others, project.waves[wave].title, asked]

    def wave_faults(self, project: Project, at: KeyPlace) -> Faults:
        """Yield waves that there are none of."""
        known = wave_order(project)
        yield from at.known("waves", self.waves or [], known)
        for number, own in enumerate(self.breaks):
            yield from at.known(f"breaks[{number}].wave", own.wave, known)
