"""What exhibits over actor groups share: the answers by item and group, item texts and scales."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TypeVar

import pandas as pd

from evaluering.config.exhibits.base import AnswerScale, ScaleDetails
from evaluering.config.exhibits.battery import BatteryExhibit, ComparedGroups
from evaluering.config.groups import ComparedGroup
from evaluering.config.missing import DONT_KNOW
from evaluering.config.reports import Conventions
from evaluering.data.wave_data import WaveData
from evaluering.exhibits.comparison import compare_means, with_adjusted_p
from evaluering.exhibits.design_tests import compare_weighted
from evaluering.exhibits.significance import MeansTest
from evaluering.exhibits.weighting import (
    Numbers,
    design_for,
    percents,
    together,
    weighted_mean,
    weighted_share,
)
from evaluering.exhibits.withholding import withheld_items
from evaluering.message import Message, message
from evaluering.stats.description import describe
from evaluering.stats.design import SurveyDesign

T = TypeVar("T")


@dataclass(frozen=True, eq=False)
class GroupAnswers:
    """A group's valid answers to one item."""

    item: str
    group: str
    group_label: str
    """Of what, and of whom."""
    valid: pd.Series[float]
    """The answers, without every kind of missing."""
    members: int
    """How many the group has; nobody is told of in a unit that is hidden."""
    suppressed: bool
    """Whether they are too few to be shown."""
    design: SurveyDesign | None = None
    """What the answers are weighted by, a row each; None where they are not."""
    parted: bool = False
    """Whether the group is a unit, or the others beside it."""

    def shown(self, value: T) -> T | None:
        """Return a number of the group, or nothing where it is hidden."""
        return None if self.suppressed else value

    def percent(self, n: int, of: int) -> float | None:
        """Return a share of the group, or nothing where it is hidden or of nobody."""
        return self.shown(100 * n / of) if of else None

    def share(self, code: int) -> Numbers:
        """Return the per cent with an answer; weighted, with its error, limits and effective n."""
        if self.design is None:
            return {"percent": self.percent(int((self.valid == code).sum()), len(self.valid))}
        found = weighted_share(self.valid == code, self.design)
        return {name: self.shown(value) for name, value in found.items()}

    def described(self) -> Numbers:
        """Return the mean and the SD; weighted, the mean's error, limits and effective n too."""
        if self.design is None:
            numbers = describe(self.valid)
            return {"mean": self.shown(numbers.mean), "sd": self.shown(numbers.sd)}
        found = weighted_mean(self.valid, self.design)
        return {name: self.shown(value) for name, value in found.items()}


def answers_by_item(exhibit: ComparedGroups, data: WaveData) -> list[GroupAnswers]:
    """Return the answers to each item, group by group."""
    minimum = data.project.settings.disclosure.minimum_n
    frames = {group: data.answers(group, exhibit.item_names) for group in exhibit.groups}
    designs = {group: design_for(exhibit, data, group) for group in exhibit.groups}
    parted = any(isinstance(data.group(group), ComparedGroup) for group in exhibit.groups)
    withheld = withheld_items(exhibit.groups, exhibit.item_names, data)
    found = []
    for item in exhibit.item_names:
        for group, frame in frames.items():
            valid, whole = frame[item].dropna(), designs[group]
            # a unit and the others are the whole, which the main report has: both or none
            few = item in withheld if parted else 0 < len(valid) < minimum
            label = data.group(group).label
            design = None if whole is None else whole.within(frame[item].notna())
            size = 0 if few and parted else len(frame)
            found.append(GroupAnswers(item, group, label, valid, size, few, design, parted))
    return found


def unknown(own: GroupAnswers, data: WaveData) -> int:
    """Return how many of a group answered "vet ikke" to an item."""
    return int(data.missing(own.group, own.item).eq(DONT_KNOW).sum())


def unknown_percent(exhibit: ComparedGroups, own: GroupAnswers, data: WaveData) -> float | None:
    """Return the per cent of "vet ikke" among all who answered an item at all, weighted or not."""
    return share_of_answered(exhibit, own, data, DONT_KNOW)["percent"]


def share_of_answered(
    exhibit: ComparedGroups, own: GroupAnswers, data: WaveData, answer: int | str
) -> Numbers:
    """Return the per cent with an answer, or "vet ikke", among all who answered an item at all."""
    unsure = data.missing(own.group, own.item).eq(DONT_KNOW).fillna(False).to_numpy(bool)
    values = data.answers(own.group, [own.item])[own.item]
    given = unsure if answer == DONT_KNOW else values.eq(answer).fillna(False).to_numpy(bool)
    found = percents(
        given, values.notna().to_numpy() | unsure, design_for(exhibit, data, own.group)
    )
    return {name: own.shown(value) for name, value in found.items()}


def respondents_behind(exhibit: ComparedGroups, data: WaveData) -> int:
    """Return how many have a valid answer to any of the items."""
    frames = (data.answers(group, exhibit.item_names) for group in exhibit.groups)
    return sum(int(frame.notna().any(axis=1).sum()) for frame in frames)


def compared_means(
    answers: Iterable[GroupAnswers], conventions: Conventions
) -> tuple[MeansTest, ...]:
    """Return one test an item over the groups that are shown and have more than one answer."""
    tests = []
    for _, own in groupby(answers, lambda given: given.item):
        compared = [g for g in own if len(g.valid) > 1 and not g.suppressed]
        if len(compared) > 1:
            tests.append(compared_answers(compared, conventions))
    return with_adjusted_p(tests)


def compared_answers(answers: Sequence[GroupAnswers], conventions: Conventions) -> MeansTest:
    """Return the test of groups' answers to one item, weighted where any of them is."""
    valid, item = {own.group: own.valid for own in answers}, answers[0].item
    design = together([own.design for own in answers], [len(own.valid) for own in answers])
    if design is None:
        return compare_means(valid, conventions, item)
    return compare_weighted(valid, design, item)


def too_few(answers: Iterable[GroupAnswers]) -> tuple[Message, ...]:
    """Return a note on each group that is hidden; on a unit and the others the same."""
    hidden = [given for given in answers if given.suppressed]
    labels = dict.fromkeys(given.group_label for given in hidden if not given.parted)
    notes = [message("too_few", label=label) for label in labels]
    return (*notes, *([message("unit_withheld")] if hidden and hidden[0].parted else ()))


def item_labels(exhibit: BatteryExhibit, data: WaveData) -> dict[str, str]:
    """Return the items' texts: the exhibit's own, else the first group's codebook."""
    survey = data.project.surveys[data.group(exhibit.groups[0]).survey]
    return {
        name: survey.items[name].label if isinstance(item, str) else item.label
        for name, item in zip(exhibit.item_names, exhibit.items, strict=True)
    }


def scale_details(exhibit: ComparedGroups, data: WaveData) -> ScaleDetails:
    """Return the codes and labels of the first item's scale."""
    survey = data.project.surveys[data.group(exhibit.groups[0]).survey]
    scale = data.project.scales[survey.battery_of(exhibit.item_names[0]).scale]
    return ScaleDetails(scale=AnswerScale(codes=tuple(scale.codes), labels=tuple(scale.labels)))
