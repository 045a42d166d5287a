"""The kinds of claim on levels, shares, orders and counts of answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from math import isnan, sqrt
from typing import Any

import numpy as np

from evaluering.checks.claims.comparisons import difference, distribution
from evaluering.checks.claims.orders import descending, mean_ranks
from evaluering.checks.claims.survey_answers import Sample, SurveyAnswers
from evaluering.checks.claims.verdicts import CannotTest, Part, within
from evaluering.config.claims.answers import (
    Alike,
    CodeOrder,
    Count,
    Evenly,
    GroupOrder,
    ItemOrder,
    Means,
    Nearer,
    OpenAnswers,
    Share,
    ShareOrder,
    WithinSd,
)
from evaluering.stats.distributions import t_quantile
from evaluering.stats.proportions import proportion

Parts = Iterator[Part]


def mean_interval(values: Any) -> tuple[float, float] | None:
    """Return the 95 per cent interval of a mean; None of fewer than two values."""
    n = len(values)
    if n < 2:
        return None
    half = t_quantile(0.975, n - 1) * float(np.std(values, ddof=1)) / sqrt(n)
    mean = float(np.mean(values))
    return mean - half, mean + half


def share_interval(percent: float, n: int) -> tuple[float, float] | None:
    """Return Wilson's 95 per cent interval in per cent; None without answers."""
    if not n or isnan(percent):
        return None
    found = proportion(round(percent * n / 100), n).interval
    return 100 * found.lower, 100 * found.upper


def _means(claim: Means, data: SurveyAnswers) -> Parts:
    for group in claim.groups:
        for item in claim.items:
            sample = data.sample(group, item)
            yield Part(
                about={"item": item, "group": group},
                statistic="mean",
                value=sample.mean,
                holds=within(sample.mean, claim.bounds),
                bounds=claim.bounds,
                n=(sample.n,),
                interval=mean_interval(sample.values),
            )


def _alike(claim: Alike, data: SurveyAnswers) -> Parts:
    for item in claim.items:
        samples = {group: data.sample(group, item) for group in claim.groups}
        means = {group: sample.mean for group, sample in samples.items()}
        low, high = min(means, key=means.__getitem__), max(means, key=means.__getitem__)
        apart = means[high] - means[low]
        yield Part(
            about={"item": item, "group": high},
            statistic="gap",
            value=apart,
            holds=within(apart, (None, claim.within)),
            bounds=(None, claim.within),
            n=tuple(sample.n for sample in samples.values()),
            against={"group": low},
        )


def _nearer(claim: Nearer, data: SurveyAnswers) -> Parts:
    for item in claim.items:
        near, far = (data.mean(group, item) for group in claim.groups)
        testable = not (isnan(near) or isnan(far))
        yield Part(
            about={"item": item, "group": claim.groups[0]},
            statistic="mean",
            value=near,
            holds=abs(near - claim.value) < abs(far - claim.value) if testable else None,
            n=tuple(data.sample(group, item).n for group in claim.groups),
            against={"group": claim.groups[1]},
            other=far,
        )


def _item_order(claim: ItemOrder, data: SurveyAnswers) -> Parts:
    for group in claim.groups:
        samples = {item: data.sample(group, item) for tier in claim.order for item in tier}
        yield from _ordered(claim.order, samples, "item", {"group": group}, data)


def _group_order(claim: GroupOrder, data: SurveyAnswers) -> Parts:
    for item in claim.items:
        samples = {group: data.sample(group, item) for tier in claim.order for group in tier}
        yield from _ordered(claim.order, samples, "group", {"item": item}, data)


def _ordered(
    order: list[list[str]],
    samples: Mapping[str, Sample],
    kind: str,
    about: Mapping[str, str],
    data: SurveyAnswers,
) -> Parts:
    values = {name: sample.mean for name, sample in samples.items()}
    if data.choices.rank:
        values = mean_ranks({name: sample.values for name, sample in samples.items()})
    tiers = [{name: values[name] for name in tier} for tier in order]
    sizes = {name: sample.n for name, sample in samples.items()}
    statistic = "mean rank" if data.choices.rank else "mean"
    independent = kind == "group" and not data.choices.variant
    answers = {name: sample.values for name, sample in samples.items()} if independent else None
    yield from descending(tiers, statistic, kind, about, sizes, answers)


def _share(claim: Share, data: SurveyAnswers) -> Parts:
    for group in claim.groups:
        for item in claim.items:
            sample = _answers_of(claim.of, group, item, data)
            percent = sample.percent(claim.codes)
            yield Part(
                about={"item": item, "group": group},
                statistic="percent",
                value=percent,
                holds=within(percent, claim.bounds),
                bounds=claim.bounds,
                n=(sample.n,),
                interval=share_interval(percent, sample.n),
            )


def _share_order(claim: ShareOrder, data: SurveyAnswers) -> Parts:
    for item in claim.items:
        groups = [group for tier in claim.order for group in tier]
        samples = {group: _answers_of(claim.of, group, item, data) for group in groups}
        tiers = [{group: samples[group].percent(claim.codes) for group in t} for t in claim.order]
        sizes = {group: sample.n for group, sample in samples.items()}
        yield from descending(tiers, "percent", "group", {"item": item}, sizes)


def _answers_of(of: str, group: str, item: str, data: SurveyAnswers) -> Sample:
    return data.asked(group, item) if of == "asked" else data.sample(group, item)


def _code_order(claim: CodeOrder, data: SurveyAnswers) -> Parts:
    for group in claim.groups:
        for item in claim.items:
            sample = data.sample(group, item)
            labels = data.columns(data.groups[group].survey)[item].values
            named = {str(code): label for code, label in labels.items()}
            tiers = [{str(code): sample.percent([code]) for code in tier} for tier in claim.order]
            sizes = {name: sample.n for tier in tiers for name in tier}
            about = {"item": item, "group": group}
            yield from descending(tiers, "percent", "answer", about, sizes, labels=named)


def _count(claim: Count, data: SurveyAnswers) -> Parts:
    for group in claim.groups:
        counts = {item: data.sample(group, item).n for item in claim.items}
        for wanted, pick in ((claim.fewest, min), (claim.most, max)):
            if wanted is not None:
                item = pick(counts, key=counts.__getitem__)
                about = {"item": item, "group": group}
                holds = counts[item] == wanted
                yield Part(about, "count", counts[item], holds, bounds=(wanted, wanted))


def _evenly(claim: Evenly, data: SurveyAnswers) -> Parts:
    for group in claim.groups:
        for item in claim.items:
            samples = [data.sample(group, item, {claim.by: [c]}) for c in claim.categories]
            shares = [sample.percent([claim.code]) for sample in samples]
            apart = max(shares) - min(shares)
            yield Part(
                about={"item": item, "group": group},
                statistic="points",
                value=apart,
                holds=within(apart, (None, claim.within)),
                bounds=(None, claim.within),
                n=tuple(sample.n for sample in samples),
            )


def _within_sd(claim: WithinSd, data: SurveyAnswers) -> Parts:
    for group in claim.groups:
        for item in claim.items:
            values = data.valid(group, item)
            if len(values) < 2:
                yield Part({"item": item}, "percent", float("nan"), None, reason="for få svar")
                continue
            near = np.abs(values - values.mean()) <= values.std(ddof=1)
            percent = 100 * float(near.mean())
            yield Part(
                about={"item": item, "group": group},
                statistic="percent",
                value=percent,
                holds=within(percent, claim.bounds),
                bounds=claim.bounds,
                n=(len(values),),
            )


def _open_answers(claim: OpenAnswers, data: SurveyAnswers) -> Parts:
    for group in claim.groups:
        frame = data.frames[data.groups[group].survey]
        if claim.question not in frame:
            raise CannotTest(f"det åpne spørsmålet «{claim.question}» er ikke i bølgen")
        inside = data.members(group)
        written = int((frame[claim.question].fillna("").str.strip() != "")[inside].sum())
        about = {"item": claim.question, "group": group}
        holds = within(written, claim.bounds)
        yield Part(about, "count", written, holds, bounds=claim.bounds)


KINDS: Mapping[str, Callable[[Any, SurveyAnswers], Parts]] = {
    "means": _means,
    "difference": difference,
    "alike": _alike,
    "nearer": _nearer,
    "item_order": _item_order,
    "group_order": _group_order,
    "share": _share,
    "share_order": _share_order,
    "code_order": _code_order,
    "count": _count,
    "distribution": distribution,
    "evenly": _evenly,
    "within_sd": _within_sd,
    "open_answers": _open_answers,
}
