"""Several waves of one exhibit: their data, what is not the same in them, and how they changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import pandas as pd

from evaluering.config.exhibits.over_time import OverTime
from evaluering.data.indices import turned
from evaluering.data.respondents import answers
from evaluering.data.wave_data import WaveData
from evaluering.message import Message, Number, message
from evaluering.stats.errors import StatisticsError
from evaluering.stats.invariance import Invariance, measurement_invariance


@dataclass(frozen=True)
class Comparability:
    """Whether an index measures the same in a wave as in the one before; None where untried."""

    index: str
    before: str
    wave: str
    found: Invariance | None

    @property
    def unlike(self) -> bool:
        """Whether it was tried and does not."""
        return self.found is not None and not self.found.comparable


def waves_of(exhibit: OverTime, data: WaveData) -> list[WaveData]:
    """Return the data of every wave that an exhibit shows, this wave's last."""
    return [*(data.at(name) for name in exhibit.others(data.project, data.wave.id)), data]


def wave_notes(exhibit: OverTime, data: WaveData) -> Iterator[Message]:
    """Yield which waves lack what is shown, and that there is none before."""
    project, wave = data.project, data.wave.id
    others = exhibit.others(project, wave)
    before = exhibit.before(project, wave)
    if lacking := tuple(project.waves[name].title for name in before if name not in others):
        yield message("trend_lacking", n=len(lacking), names=lacking)
    if not others:
        yield message("trend_first")


def broken(exhibit: OverTime, data: WaveData, measure: str, before: str, wave: str) -> str:
    """Return why a measure is not the same in a wave as in one before; empty where it is."""
    order = list(data.project.waves)
    for own in exhibit.breaks:
        between = order.index(before) < order.index(own.wave) <= order.index(wave)
        if own.measure == measure and between:
            return own.reason
    return ""


def comparability(waves: Sequence[WaveData], index: str) -> list[Comparability]:
    """Return whether an index measures the same in each wave as in the one before."""
    found = []
    for before, after in pairwise(waves):
        tried = None
        try:
            frames = {str(n): _items(data, index) for n, data in enumerate((before, after))}
            tried = measurement_invariance(frames)
        except StatisticsError:
            pass  # too few items or answers: it is told that it could not be tried
        found.append(Comparability(index, before.wave.id, after.wave.id, tried))
    return found


def _items(data: WaveData, index: str) -> pd.DataFrame:
    """Return the answers to the items of an index, all keyed in its direction."""
    spec = data.project.indices[index]
    survey = data.project.surveys[data.group(spec.group).survey]
    frame = answers(data.respondents_of(spec.group), data.columns(survey.id), spec.items)
    return turned(frame, spec, survey, data.project.scales)


def told_of(own: Comparability, data: WaveData) -> Message:
    """Return what a reader must know of an index in two waves: how alike it is, and alpha."""
    project = data.project
    spec = project.indices[own.index]
    titles = {"before": project.waves[own.before].title, "wave": project.waves[own.wave].title}
    if own.found is None:
        return message("invariance_untried", index=spec.label, **titles)
    items = project.surveys[project.groups[spec.group].survey].items
    freed = dict.fromkeys((*_named(own.found.freed_loadings, own.found),
                           *_named(own.found.freed_intercepts, own.found)))  # fmt: skip
    step = [step for step in own.found.steps if step.holds or step is own.found.steps[0]][-1]
    alphas = [Number(alpha.value, 2) for alpha in own.found.alphas]
    level = message(f"invariance_{own.found.level}")
    partly = tuple(items[name].label for name in freed)
    return message(
        "invariance_told_partial" if partly and own.found.comparable else "invariance_told",
        index=spec.label,
        level=level,
        chi=Number(step.model.test.statistic, 2),
        df=int(step.model.test.df),
        cfi=Number(step.model.cfi, 3),
        alpha_before=alphas[0],
        alpha=alphas[1],
        **titles,
        **({"items": partly} if partly and own.found.comparable else {}),
    )


def loadings_of(own: Comparability, data: WaveData) -> Iterator[Message]:
    """Yield the standardised loading of each item in both waves, where they could be found."""
    if own.found is None:
        return
    project = data.project
    spec = project.indices[own.index]
    items = project.surveys[project.groups[spec.group].survey].items
    model = own.found.steps[0].model
    loadings = tuple(
        message(
            "invariance_loading",
            label=items[name].label,
            before=Number(float(before), 2, "coefficient"),
            now=Number(float(now), 2, "coefficient"),
        )
        for name, before, now in zip(model.items, *model.standardised_loadings, strict=True)
    )
    yield message(
        "invariance_loadings",
        index=spec.label,
        before=project.waves[own.before].title,
        wave=project.waves[own.wave].title,
        loadings=loadings,
    )


def _named(freed: Sequence[str], found: Invariance) -> Sequence[str]:
    """Return the items that were let go of, where not all were."""
    return () if len(freed) == len(found.items) else freed
