"""Whether items measure the same thing, on the same scale, in several waves or groups."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

import pandas as pd

from evaluering.stats.arguments import require_share
from evaluering.stats.consistency import reliability
from evaluering.stats.distributions import chi_square_test
from evaluering.stats.multigroup import MultigroupFactor, multigroup_factor
from evaluering.stats.results import Estimate, HypothesisTest, Record, StatisticalResult
from evaluering.stats.sample_moments import GroupMoments, group_moments

__all__ = ["Invariance", "InvarianceLevel", "InvarianceStep", "measurement_invariance"]

InvarianceLevel: TypeAlias = Literal[
    "none", "configural", "partial_metric", "metric", "partial_scalar", "scalar"
]
FEWEST_EQUAL = 2
"""How many items must be the same before groups can be compared by them."""


@dataclass(frozen=True)
class InvarianceStep:
    """One model of the ladder; the difference is from the model that it was held against.

    Examples
    --------
    >>> from evaluering.stats import measurement_invariance
    >>> from numpy.random import default_rng
    >>> draw = default_rng(1).normal
    >>> common = draw(size=(600, 1))
    >>> items = pd.DataFrame(common + draw(size=(600, 4)), columns=["a", "b", "c", "d"])
    >>> found = measurement_invariance({"2023": items[:300], "2025": items[300:]})
    >>> len(found.steps)
    3
    """

    level: InvarianceLevel
    model: MultigroupFactor
    difference: HypothesisTest | None
    cfi_change: float
    holds: bool

    @property
    def freed(self) -> tuple[str, ...]:
        """The items that are let go of, where only some are."""
        if self.level == "partial_metric":
            return self.model.free_loadings
        return self.model.free_intercepts if self.level == "partial_scalar" else ()


@dataclass(frozen=True)
class Invariance(StatisticalResult):
    """The ladder of models, how far it holds, and alpha by group.

    `level` is the highest that holds: means can be compared from ``partial_scalar`` on.
    """

    groups: tuple[str, ...]
    items: tuple[str, ...]
    n: tuple[int, ...]
    level: InvarianceLevel
    freed_loadings: tuple[str, ...]
    freed_intercepts: tuple[str, ...]
    steps: tuple[InvarianceStep, ...]
    alphas: tuple[Estimate, ...]
    method: str = "one factor in several groups, maximum likelihood"
    convention: str = "a step holds while CFI falls by no more than a limit"

    @property
    def comparable(self) -> bool:
        """Whether the groups' means are of the same measure."""
        return self.level in ("partial_scalar", "scalar")

    def records(self) -> list[Record]:
        """Return one record a model."""
        return [
            {
                "level": step.level,
                "chi_square": step.model.test.statistic,
                "df": step.model.test.df,
                "p": step.model.test.p,
                "cfi": step.model.cfi,
                "rmsea": step.model.rmsea,
                "cfi_change": step.cfi_change,
                "p_difference": step.difference.p if step.difference else float("nan"),
                "freed": ", ".join(step.freed),
                "holds": step.holds,
            }
            for step in self.steps
        ]


def measurement_invariance(
    groups: Mapping[str, pd.DataFrame],
    *,
    limit: float = 0.01,
    least_cfi: float = 0.9,
) -> Invariance:
    r"""Test whether items measure one factor alike in several groups.

    Models of one factor, each held against the last one that holds: the same items (configural),
    equal loadings (metric), equal intercepts too (scalar). A step holds when CFI falls by no more
    than `limit`. When it does not, the items whose freedom lowers :math:`\chi^2` most are let go
    of one by one, until it does (partial invariance) or fewer than two items are the same.

    Parameters
    ----------
    groups : mapping of name to pandas.DataFrame, shape (respondents, items)
        The same items, keyed in one direction; rows with missing values are left out.
    limit : float
        How much CFI may fall.
    least_cfi : float
        What CFI the configural model must have: below it the items are not of one factor.

    Returns
    -------
    Invariance
        Every model that was tried on the way, chi-square differences, and alpha in each group.

    Raises
    ------
    StatisticsError
        As `group_moments`; a limit outside (0, 1).

    Notes
    -----
    R: ``lavaan::cfa(..., group.equal, group.partial)``, ``lavTestLRT``. Source: Meredith (1993),
    Psychometrika 58, 525-543; Cheung & Rensvold (2002), Structural Equation Modeling 9, 233-255
    (the limit); Byrne, Shavelson & Muthén (1989), Psychological Bulletin 105, 456-466 (partial).

    Examples
    --------
    >>> from numpy.random import default_rng
    >>> draw = default_rng(1).normal
    >>> common = draw(size=(600, 1))
    >>> items = pd.DataFrame(common + draw(size=(600, 4)), columns=["a", "b", "c", "d"])
    >>> measurement_invariance({"2023": items[:300], "2025": items[300:]}).level
    'scalar'
    """
    name = "measurement_invariance"
    require_share(name, "limit", limit)
    require_share(name, "least_cfi", least_cfi)
    moments = group_moments(name, groups)
    items = moments.items
    first = multigroup_factor(moments)
    steps = [InvarianceStep("configural", first, None, float("nan"), first.cfi >= least_cfi)]
    loadings: tuple[str, ...] = items
    intercepts: tuple[str, ...] = items
    if steps[0].holds:
        steps += _climbed(moments, first, "metric", (), items, limit)
        if steps[-1].holds:
            loadings = steps[-1].model.free_loadings
            last = steps[-1].model
            steps += _climbed(moments, last, "scalar", loadings, loadings, limit)
            if steps[-1].holds:
                intercepts = steps[-1].model.free_intercepts
    held = [step.level for step in steps if step.holds]
    return Invariance(
        groups=moments.groups,
        items=items,
        n=moments.n,
        level=held[-1] if held else "none",
        freed_loadings=loadings,
        freed_intercepts=intercepts,
        steps=tuple(steps),
        alphas=tuple(reliability(frame[list(items)]).estimate for frame in groups.values()),
        warnings=tuple(dict.fromkeys(w for step in steps for w in step.model.warnings)),
    )


def _climbed(
    moments: GroupMoments,
    below: MultigroupFactor,
    level: Literal["metric", "scalar"],
    free: Sequence[str],
    unlike: Sequence[str],
    limit: float,
) -> list[InvarianceStep]:
    """Return the tries of one step: all items, then without those that are furthest off.

    Of metric, `free` is what is let go of, and every intercept is free; of scalar, an item whose
    loading is free (`unlike`) has an intercept of its own.
    """

    def fitted(freed: Sequence[str]) -> MultigroupFactor:
        if level == "metric":
            return multigroup_factor(moments, free_loadings=freed)
        return multigroup_factor(moments, free_loadings=unlike, free_intercepts=freed)

    freed, model = tuple(free), fitted(free)
    tries: list[InvarianceStep] = []
    while True:
        fall = below.cfi - model.cfi
        partial: InvarianceLevel = "partial_metric" if level == "metric" else "partial_scalar"
        named: InvarianceLevel = partial if freed else level
        tries.append(InvarianceStep(named, model, _difference(model, below), -fall, fall <= limit))
        equal = [item for item in moments.items if item not in freed]
        if tries[-1].holds or len(equal) <= FEWEST_EQUAL:
            return tries
        freer = {item: fitted((*freed, item)) for item in equal}
        best = min(equal, key=lambda item: freer[item].test.statistic)
        freed, model = (*freed, best), freer[best]


def _difference(model: MultigroupFactor, below: MultigroupFactor) -> HypothesisTest:
    """Return the test of what a model fits worse than the freer one."""
    fall = max(model.test.statistic - below.test.statistic, 0.0)
    return chi_square_test(fall, model.test.df - below.test.df)
