"""How often a claim holds when what it compares is dealt out at random.

A claim that compares groups is tried with the respondents of these groups dealt into groups of the
same sizes; one about classes of a registry's units, or a correlation with its values, with the
units dealt to the linked respondents; one that compares items, with each respondent's answers to
them dealt to the items. What belongs together stays together, so that claims of several correlated
items hold as often as they would by chance. A claim that compares nothing has nothing to deal.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from evaluering.checks.claims.claim_data import ClaimData, T
from evaluering.checks.claims.engine import outcome
from evaluering.checks.claims.families import groups_of, items_of
from evaluering.checks.claims.quantity import WHOLE
from evaluering.checks.claims.survey_answers import NOBODY, Sample, SurveyAnswers, once
from evaluering.config.missing import DONT_KNOW

if TYPE_CHECKING:
    from evaluering.checks.claims.claims import Claim
    from evaluering.checks.claims.survey_answers import Floats

Dealt = Literal["groups", "classes", "items"]


@dataclass(frozen=True)
class Chance:
    """How often a claim holds by chance.

    Attributes
    ----------
    dealt
        What was dealt out.
    holding, of
        In how many deals, of how many, it holds.
    expected
        Whether the claim says that nothing differs, so that it should hold.
    """

    dealt: Dealt
    holding: int
    of: int
    expected: bool = False

    def weak(self, percent: float) -> bool:
        """Return whether the claim holds by chance too often to be a test of what it says."""
        return not self.expected and 100 * self.holding >= percent * self.of


def by_chance(claims: Sequence[Claim], data: ClaimData, draws: int) -> dict[str, Chance]:
    """Return how often each claim holds by chance, by its id; those that compare nothing left out.

    Parameters
    ----------
    claims
        The claims.
    data
        The wave, under the report's choices; answers that carry weights are dealt without them.
    draws
        How many times everything is dealt; the deals are numbered, so that the same data give the
        same numbers.
    """
    if not draws:
        return {}
    concerned = [(claim, own) for claim in claims if (own := dealing(claim)) is not None]
    holding = dict.fromkeys((claim.id for claim, _ in concerned), 0)
    choices = replace(data.choices, verdict_only=True)
    found = {k: v for k, v in data.answers._found.items() if k[0] != "sample"}
    data = replace(data, answers=replace(data.answers, choices=choices))
    kept: dict[Any, Any] = {}
    for draw in range(draws):
        deals: dict[Dealing, ClaimData] = {}
        for claim, own in concerned:
            if own not in deals:
                deals[own] = _deal(data, own, draw, found, kept)
            holding[claim.id] += outcome(claim, deals[own]).holds
    return {
        claim.id: Chance(own.dealt, holding[claim.id], draws, _says_alike(claim))
        for claim, own in concerned
    }


@dataclass(frozen=True)
class Dealing:
    """What is dealt out: respondents among groups, units among them, or answers among items."""

    dealt: Dealt
    groups: tuple[str, ...] = ()
    items: tuple[str, ...] = ()


def dealing(claim: Claim) -> Dealing | None:
    """Return what a claim compares and can be dealt out; None where it compares nothing."""
    quantities, statements = claim.quantities, claim.statements
    if all(s.kind.told(s.quantity) in WHOLE for s in statements):
        return None
    of_index = [q for q in quantities if getattr(q, "indices", None) or getattr(q, "index", None)]
    if any(getattr(q, "by", None) or getattr(q, "variable", None) for q in of_index):
        return Dealing("classes")
    over = {comparison.over for s in statements for _, comparison in s.expect.among()}
    beside = any(s.expect.beside() for s in statements)
    groups = tuple(dict.fromkeys(group for q in quantities for group in groups_of(q)))
    items = tuple(dict.fromkeys(item for q in quantities for item in items_of(q)))
    if len(groups) > 1 and (any(s.kind.tested for s in statements) or "groups" in over or beside):
        return Dealing("groups", groups)
    return (
        Dealing("items", groups, items) if len(items) > 1 and ("items" in over or beside) else None
    )


def _says_alike(claim: Claim) -> bool:
    """Return whether a claim says that nothing differs, or hardly."""
    # that none is significant says that nothing differs; that none is alike, that all do
    of_none = claim.holding == "none"
    for statement in claim.statements:
        kinds = {kind.name for kind, _ in statement.expect.given()}
        statistic = statement.kind.told(statement.quantity)
        low, high = statement.expect.of_each(statistic) or (None, None)
        around = low is not None and high is not None and low < 0 < high
        hardly = around and statistic in {"difference", "r"}
        alike = bool(kinds & {"not_significant", "alike"}) or hardly
        if not ("significant" in kinds if of_none else alike):
            return False
    return True


def _deal(
    data: ClaimData, own: Dealing, draw: int, found: dict[Any, Any], kept: dict[Any, Any]
) -> ClaimData:
    """Return a wave with one deal, with what is found of all; what no deal changes is kept."""
    if own.dealt == "classes":
        given = {f.name: getattr(data, f.name) for f in fields(ClaimData) if f.init}
        made = DealtUnits(**given, draw=draw, kept=kept)
        made._found.update(kept)
        return made
    given = {f.name: getattr(data.answers, f.name) for f in fields(SurveyAnswers) if f.init}
    answers = DealtAnswers(
        **given, draw=draw, dealt_groups=own.groups, dealt_items=own.items, kept=kept
    )
    answers._found.update(found)
    return replace(data, answers=answers)


@dataclass(frozen=True)
class DealtAnswers(SurveyAnswers):
    """Answers dealt among groups, or among the items of each respondent.

    Attributes
    ----------
    draw
        The number of the deal, which is its seed.
    dealt_groups, dealt_items
        The groups; the items, of which none means that respondents are dealt among the groups.
    kept
        What is the same in all deals.
    """

    draw: int = 0
    dealt_groups: tuple[str, ...] = ()
    dealt_items: tuple[str, ...] = ()
    kept: dict[Any, Any] = field(default_factory=dict, repr=False)

    def asked(self, group: str, item: str, among: Mapping[str, list[int]] = NOBODY) -> Sample:
        """Return the dealt codes of those who were asked."""
        codes, asked, _ = self._dealt(group, item, among)
        return Sample(codes[asked], None)

    def answered(self, group: str, item: str, among: Mapping[str, list[int]] = NOBODY) -> Sample:
        """Return the dealt answers, «vet ikke» included."""
        codes, asked, valid = self._dealt(group, item, among)
        kinds = self.columns(self.groups[group].survey)[item].missing
        unsure = [v for v in np.unique(codes[asked & ~valid]) if kinds.kind(v) == DONT_KNOW]
        return Sample(codes[valid | asked & np.isin(codes, unsure)], None)

    def sample(self, group: str, item: str, among: Mapping[str, list[int]] = NOBODY) -> Sample:
        """Return the dealt valid answers."""

        def make() -> Sample:
            codes, _, valid = self._dealt(group, item, among)
            return Sample(codes[valid], None)

        return once(self._found, ("sample", group, item, str(among)), make)

    def _dealt(self, group: str, item: str, among: Mapping[str, list[int]]) -> _Columns:
        if self.dealt_items:
            return self._among_items(group, item, among)
        among_groups = tuple(g for g in self.dealt_groups if self._has(g, item))
        pooled = once(self.kept, ("pooled", among_groups, item, str(among)), lambda: _stacked(
            self._columns_of(group, item, among) for group in among_groups
        ))  # fmt: skip
        before = among_groups[: among_groups.index(group)]
        start = sum(len(self._rows(other)) for other in before)
        rows = self._order(len(pooled[0]))[start : start + len(self._rows(group))]
        return pooled[0][rows], pooled[1][rows], pooled[2][rows]

    def _among_items(self, group: str, item: str, among: Mapping[str, list[int]]) -> _Columns:
        items = tuple(one for one in self.dealt_items if self._has(group, one))
        every = once(self.kept, ("items", group, items, str(among)), lambda: [
            np.column_stack(parts) for parts in zip(
                *(self._columns_of(group, one, among) for one in items), strict=True
            )
        ])  # fmt: skip
        shape = every[0].shape
        order = once(
            self._found,
            ("order", group, shape),
            lambda: np.argsort(np.random.default_rng([self.draw, 1]).random(shape), axis=1),
        )
        place = order[:, items.index(item)]
        rows = np.arange(shape[0])
        return every[0][rows, place], every[1][rows, place], every[2][rows, place]

    def _columns_of(self, group: str, item: str, among: Mapping[str, list[int]]) -> _Columns:
        """Return codes, who was asked and who answered, of a group's respondents."""
        survey, rows = self.groups[group].survey, self._rows(group)
        asked = self._asked(group, item, among)[rows]
        codes, numeric = self._codes(survey, item)[rows], self.numeric(survey, item)[rows]
        valid = asked & ~np.isnan(numeric)
        return np.where(valid, numeric, codes), asked, valid

    def _has(self, group: str, item: str) -> bool:
        """Return whether a group was asked; one statement's item need not be another's."""
        return item in self.columns(self.groups[group].survey)

    def _rows(self, group: str) -> Rows:
        return once(self.kept, ("rows", group), lambda: np.flatnonzero(self.members(group)))

    def _order(self, size: int) -> Rows:
        return once(
            self._found, ("order", size),
            lambda: np.random.default_rng([self.draw, 0]).permutation(size),
        )  # fmt: skip


Rows = npt.NDArray[np.intp]
_Columns = tuple["Floats", npt.NDArray[np.bool_], npt.NDArray[np.bool_]]


def _stacked(parts: Iterator[_Columns]) -> _Columns:
    codes, asked, valid = zip(*parts, strict=True)
    return np.concatenate(codes), np.concatenate(asked), np.concatenate(valid)


@dataclass(frozen=True)
class DealtUnits(ClaimData):
    """A wave with the units of a registry dealt to the linked respondents."""

    draw: int = 0
    kept: dict[Any, Any] = field(default_factory=dict, repr=False)

    def linked(self, registry: str, index: str | None = None) -> pd.DataFrame:
        """Return the linked respondents, each with a unit dealt to it."""
        frame = super().linked(registry, index)

        def dealt() -> pd.DataFrame:
            units = frame.drop(columns="respondent").iloc[self._order(len(frame))]
            return units.set_axis(frame.index).assign(respondent=frame["respondent"])

        return self._once(("dealt", registry, index), dealt)

    def _of_linked(self, registry: str, index: str, column: str) -> Floats:
        frame = super().linked(registry, index)
        values: Floats = self._once(
            ("linked", registry, index, column),
            lambda: frame[column].to_numpy(np.float64, na_value=np.nan),
        )
        return values[self._order(len(values))]

    def _order(self, size: int) -> Rows:
        return self._once(
            ("dealt", size), lambda: np.random.default_rng([self.draw, 2]).permutation(size)
        )

    def _once(self, key: Any, make: Callable[[], T]) -> T:
        """Keep for the next deal what no deal changes: the index values, and where they stand."""
        found = super()._once(key, make)
        if isinstance(key, str) or key[0] in {"linked", "units"}:
            self.kept[key] = found
        return found
