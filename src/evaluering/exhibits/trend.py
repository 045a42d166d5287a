"""Trends: a mean or share by wave and group, with its interval and the change since the last."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import isnan, nan, sqrt
from typing import Any

import numpy as np
import pandas as pd

from evaluering.config.exhibits.trend import Trend, TrendDetails, codes_of
from evaluering.data.wave_data import WaveData
from evaluering.exhibits.asked_otherwise import is_asked, joined_notes, unasked_notes, why_apart
from evaluering.exhibits.measuring import labels_of, values_of
from evaluering.exhibits.over_time import (
    Comparability,
    broken,
    comparability,
    loadings_of,
    told_of,
    wave_notes,
    waves_of,
)
from evaluering.exhibits.result import Result
from evaluering.exhibits.weighting import design_for
from evaluering.message import Message, message
from evaluering.stats.change import Change, change_of_means, change_of_shares
from evaluering.stats.description import describe
from evaluering.stats.design import SurveyDesign
from evaluering.stats.design_means import design_mean, design_proportion
from evaluering.stats.distributions import around
from evaluering.stats.index import rescale
from evaluering.stats.multiplicity import adjust
from evaluering.stats.proportions import proportion

CHANGES = ("change", "change_lower", "change_upper", "p", "p_adjusted", "effect", "shared")


@dataclass(frozen=True, eq=False)
class _Point:
    """The values of one measure in one group and wave: 0 and 1 where a share is shown."""

    measure: str
    group: str
    data: WaveData
    values: pd.Series[float]
    design: SurveyDesign | None
    suppressed: bool

    @property
    def valid(self) -> pd.Series[float]:
        return self.values.dropna()


def compute(exhibit: Trend, data: WaveData) -> Result:
    """Return the mean or per cent of each measure by group and wave, and the change between waves.

    Means have Student's interval and shares Wilson's; changes Welch's and Newcombe's, or those of
    respondents as clusters where they are a panel, or of the design. p is adjusted over all the
    changes of the exhibit. A measure that is not the same in two waves has no change between them.
    """
    waves = waves_of(exhibit, data)
    lines = list(_lines(exhibit, waves))
    points = [point for line in lines for point in line]
    unlike = [own for name in exhibit.measures if name in data.project.indices
              for own in comparability(waves, name)]  # fmt: skip
    rows, overlapping = [], 0
    for last, point in (pair for line in lines for pair in zip([None, *line], line, strict=False)):
        row = _row(exhibit, point, data)
        row["apart"] = _apart(exhibit, data, last, point, unlike) if last else ""
        found = _change(exhibit, last, point) if last and not row["apart"] else None
        overlapping = max(overlapping, _same(last, point) if last and not exhibit.panel else 0)
        rows.append(row | _changed(exhibit, found))
    table = _adjusted(pd.DataFrame(rows), exhibit)
    hidden = dict.fromkeys((p.data.group(p.group).label, p.data.wave.title)
                           for p in points if p.suppressed)  # fmt: skip
    return Result(
        exhibit=exhibit.id,
        kind=exhibit.kind,
        table=table,
        n=len({(p.group, r) for p in points if p.data is data for r in p.valid.index}),
        method=tuple(_method(exhibit, waves, points)),
        notes=(
            *wave_notes(exhibit, data),
            *(message("too_few_in_wave", label=label, wave=wave) for label, wave in hidden),
            *_breaks(table),
            *_joined(exhibit, data),
            *dict.fromkeys(note for g in exhibit.groups for note in _otherwise(exhibit, waves, g)),
            *(told_of(own, data) for own in unlike),
            *(note for own in unlike for note in loadings_of(own, data)),
            *((message("trend_same_ids", n=overlapping),) if overlapping else ()),
        ),
        details=TrendDetails(adjustment=exhibit.adjustment, scales=exhibit.scales(data.project)),
    )


def _lines(exhibit: Trend, waves: Sequence[WaveData]) -> Iterator[list[_Point]]:
    """Yield every measure by group: the waves that asked it, after each other."""
    for measure in exhibit.measures:
        for group in exhibit.groups:
            asked = [data for data in waves if is_asked(data, group, measure)]
            yield [_point(exhibit, data, waves[-1], measure, group) for data in asked or waves[-1:]]


def _point(exhibit: Trend, data: WaveData, now: WaveData, measure: str, group: str) -> _Point:
    """Return a measure in a group and wave, on the scale of the wave that is shown last."""
    values = _values(exhibit, data, now, measure, group)
    if exhibit.codes:
        ticks = values.isin(exhibit.codes).astype("float64")
        values = ticks.where(values.notna())
    few = 0 < int(values.notna().sum()) < now.project.settings.disclosure.minimum_n
    return _Point(measure, group, data, values, design_for(exhibit, data, group), few)


def _values(
    exhibit: Trend, data: WaveData, now: WaveData, measure: str, group: str
) -> pd.Series[float]:
    """Return a measure as a wave asked it; one that is joined to another scale, on that.

    A share with some answers is of the scale that they are on: on any other it has no values.
    """
    form = exhibit.form_in(data.project, measure, data.wave.id)
    name = form.variable if form else measure
    values: pd.Series[float] = values_of(data, group, [name])[name].astype("float64")
    own, last = codes_of(data.project, group, name), codes_of(now.project, group, measure)
    if own is None or last is None or own == last:
        return values
    if exhibit.codes:
        return pd.Series(nan, index=values.index)
    joined = form.join if form else not why_apart(data, now, group, measure)
    if not joined:
        return values
    ends = (own[0], own[-1]), (last[0], last[-1])
    joined_values: pd.Series[float] = rescale(values.to_frame(name), *ends)[name]
    return joined_values


def _otherwise(exhibit: Trend, waves: Sequence[WaveData], group: str) -> Iterator[Message]:
    """Yield what the waves asked in different ways, but what is drawn apart."""
    yield from unasked_notes(waves, group, exhibit.measures)
    yield from joined_notes(waves, group, exhibit.measures)
    for measure in exhibit.measures if exhibit.codes else []:
        for data in waves[:-1]:
            own, last = (codes_of(one.project, group, measure) for one in (data, waves[-1]))
            if own != last:
                label = labels_of(waves[-1], group, [measure])[measure]
                yield message("trend_share_unlike", label=label, wave=data.wave.title)


def _new_form(exhibit: Trend, last: _Point, point: _Point) -> str:
    """Return why a measure in another form than in the wave before is not the same."""
    project, order = point.data.project, (last, point)
    forms = [exhibit.form_in(project, own.measure, own.data.wave.id) for own in order]
    if forms[0] is None and forms[1] is None:
        return why_apart(last.data, point.data, point.group, point.measure)
    if forms[0] is None or forms[0] == forms[1] or forms[0].join:
        return ""
    names = [form.variable if form else point.measure for form in forms]
    scales = [codes_of(project, point.group, name) for name in names]
    if scales[0] != scales[1]:
        return "rescaled"
    labels = labels_of(point.data, point.group, names)
    return "reworded" if labels[names[0]] != labels[names[1]] else ""


def _joined(exhibit: Trend, data: WaveData) -> Iterator[Message]:
    """Yield what is taken for the same though it was asked otherwise."""
    group, order = exhibit.groups[0], list(data.project.waves)
    shown = {data.wave.id, *exhibit.others(data.project, data.wave.id)}
    for form in exhibit.earlier:
        until = order[: order.index(form.until) + 1] if form.until in order else []
        if not form.join or not shown & set(until):
            continue
        labels = labels_of(data, group, [form.variable, form.measure])
        old, new = (codes_of(data.project, group, n) for n in (form.variable, form.measure))
        told = {"label": labels[form.measure], "wave": data.project.waves[form.until].title}
        if old and new and old != new:
            ends = {"from_low": old[0], "from_high": old[-1], "low": new[0], "high": new[-1]}
            yield message("trend_linear", **told, **ends)
        elif labels[form.variable] != labels[form.measure]:
            yield message("trend_joined", **told, earlier=labels[form.variable])


def _row(exhibit: Trend, point: _Point, now: WaveData) -> dict[str, Any]:
    data, group = point.data, point.data.group(point.group)
    row: dict[str, Any] = {
        "item": point.measure,
        "item_label": labels_of(now, point.group, [point.measure])[point.measure],
        "group": point.group,
        "group_label": group.label,
        "wave": data.wave.id,
        "wave_label": data.wave.title,
        "n": None if point.suppressed else len(point.valid),
    }
    numbers = _share(point) if exhibit.codes else _mean(point)
    hidden = {name: None if point.suppressed or isnan(v) else v for name, v in numbers.items()}
    return row | hidden | {"suppressed": point.suppressed}


def _mean(point: _Point) -> dict[str, float]:
    if point.design is not None:
        weighted = design_mean(point.values, point.design)
        interval = weighted.interval
        mean, sd = weighted.mean, weighted.sd
    else:
        found = describe(point.valid)
        mean, sd = found.mean, found.sd
        error = sd / sqrt(found.n) if found.n > 1 else nan
        interval = around(mean, error, 0.95, found.n - 1)
    return {"mean": mean, "sd": sd, "lower": interval.lower, "upper": interval.upper}


def _share(point: _Point) -> dict[str, float]:
    if point.design is not None:
        weighted = design_proportion(point.values, point.design)
        share, interval = weighted.mean, weighted.interval
    else:
        found = proportion(int(point.valid.sum()), len(point.valid))
        share, interval = found.value, found.interval
    numbers = {"percent": share, "lower": interval.lower, "upper": interval.upper}
    return {name: 100 * value for name, value in numbers.items()}


def _apart(
    exhibit: Trend,
    data: WaveData,
    last: _Point,
    point: _Point,
    unlike: Sequence[Comparability],
) -> str:
    """Return why a measure is not the same as in the wave before; empty where it is."""
    waves = last.data.wave.id, point.data.wave.id
    if reason := broken(exhibit, data, point.measure, *waves) or _new_form(exhibit, last, point):
        return reason
    if exhibit.invariance == "told":
        return ""
    mine = (own for own in unlike if (own.index, own.before, own.wave) == (point.measure, *waves))
    return "unlike" if any(own.unlike for own in mine) else ""


def _same(last: _Point, point: _Point) -> int:
    """Return how many identifiers two waves share, of a survey whose file has them."""
    book = point.data.project.surveys[point.data.group(point.group).survey]
    return len(last.valid.index.intersection(point.valid.index)) if book.identifier else 0


def _change(exhibit: Trend, last: _Point, point: _Point) -> Change | None:
    """Return the change from the wave before; None where either has too few answers."""
    if last.suppressed or point.suppressed or min(len(last.valid), len(point.valid)) < 2:
        return None
    designs = None
    if last.design is not None and point.design is not None:
        designs = last.design, point.design
    ids = (last.values.index, point.values.index) if exhibit.panel else None
    estimate = change_of_shares if exhibit.codes else change_of_means
    return estimate(last.values.to_numpy(), point.values.to_numpy(), respondents=ids,
                    designs=designs)  # fmt: skip


def _changed(exhibit: Trend, found: Change | None) -> dict[str, float | None]:
    if found is None or isnan(found.estimate.value):
        return dict.fromkeys(CHANGES)
    scale = 100 if exhibit.codes else 1
    own = found.estimate
    numbers = [scale * own.value, scale * own.interval.lower, scale * own.interval.upper,
               found.test.p, None, found.effect, found.shared]  # fmt: skip
    told = (None if v is None or isnan(v) else v for v in numbers)
    return dict(zip(CHANGES, told, strict=True))


def _adjusted(table: pd.DataFrame, exhibit: Trend) -> pd.DataFrame:
    """Return the table with p adjusted over its changes."""
    p = table["p"].astype("float64")
    table[list(CHANGES)] = table[list(CHANGES)].astype("float64")
    if p.notna().any():
        family = {str(place): float(value) for place, value in p.items()}
        table["p_adjusted"] = np.array(adjust(family, method=exhibit.adjustment).adjusted)
    return table


def _breaks(table: pd.DataFrame) -> Iterator[Message]:
    """Yield what is not the same from a wave on, each once."""
    own = table.loc[table["apart"] != "", ["item_label", "wave_label", "apart"]].drop_duplicates()
    for label, wave, reason in own.itertuples(index=False):
        yield message(f"trend_{reason}", label=label, wave=wave)


def _method(
    exhibit: Trend, waves: Sequence[WaveData], points: Sequence[_Point]
) -> Iterator[Message]:
    weighted = any(point.design is not None for point in points)
    what = "share" if exhibit.codes else "mean"
    yield message(f"method_trend_{what}_weighted" if weighted else f"method_trend_{what}")
    if len(waves) > 1:
        how = "design" if weighted else "panel" if exhibit.panel else what
        yield message(f"method_change_{how}")
        if exhibit.adjustment != "none":
            named = message(f"adjusted_{exhibit.adjustment.replace('-', '_')}")
            yield message("method_change_adjusted", adjusted=named)
