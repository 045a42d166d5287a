"""How a number is distributed, in classes of one width."""

from __future__ import annotations

import numpy as np
import pandas as pd

from evaluering.config.exhibits.histogram import Histogram, HistogramDetails
from evaluering.data.wave_data import WaveData
from evaluering.exhibits.absence import NO_ANSWERS, TOO_FEW, NoDataError
from evaluering.exhibits.measuring import labels_of, values_of
from evaluering.exhibits.result import Result
from evaluering.exhibits.weighting import design_for, percents
from evaluering.message import message
from evaluering.stats.design_means import design_mean
from evaluering.stats.spread import class_limits
from evaluering.stats.woodruff import design_quantiles


def compute(exhibit: Histogram, data: WaveData) -> Result:
    """Return n and per cent of each class, from and with its lower limit.

    What is declared missing is in no class. Too few respondents to be shown have no numbers.
    """
    name = exhibit.variable
    values = values_of(data, exhibit.group, [name])[name]
    valid, whole_group = values.dropna(), design_for(exhibit, data, exhibit.group)
    design = None if whole_group is None else whole_group.within(values.notna())
    if valid.empty:
        raise NoDataError(NO_ANSWERS)
    if len(valid) < data.project.settings.disclosure.minimum_n:
        raise NoDataError(TOO_FEW)
    limits = class_limits(valid, width=exhibit.width, start=exhibit.start)
    places = np.clip(np.searchsorted(limits, valid, side="right") - 1, 0, len(limits) - 2)
    counts = np.bincount(places, minlength=len(limits) - 1)
    whole = bool((valid == valid.round()).all() and (limits == np.round(limits)).all())
    table = pd.DataFrame(
        {
            "lower": limits[:-1],
            "upper": limits[1:],
            "n": counts,
            "percent": 100 * counts / len(valid),
        }
    )
    middle = (float(valid.mean()), float(valid.median()))
    if design is not None:
        every = np.ones(len(valid), dtype=bool)
        shares = [percents(places == place, every, design) for place in range(len(counts))]
        table["percent"] = [share["percent"] for share in shares]
        table["standard_error"] = [share["standard_error"] for share in shares]
        median = design_quantiles(valid, design)[0].estimate.value
        middle = (design_mean(valid, design).mean, median)
    return Result(
        exhibit=exhibit.id,
        kind=exhibit.kind,
        table=table,
        n=len(valid),
        method=(message("method_histogram"),),
        details=HistogramDetails(
            width=float(limits[1] - limits[0]),
            whole=whole,
            label=labels_of(data, exhibit.group, [name])[name],
            mean=middle[0],
            median=middle[1],
        ),
    )
