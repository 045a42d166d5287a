"""Other reasonable choices under which a claim is tried again: one small function a variant."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from evaluering.checks.claims.claim_data import ClaimData
from evaluering.checks.claims.engine import outcome
from evaluering.checks.claims.survey_answers import Choices
from evaluering.checks.claims.verdicts import Verdict
from evaluering.config.claims import AnyClaim, VariantName
from evaluering.config.claims.reading import groups_of, items_of

COMPARISONS = {"difference", "distribution", "alike", "nearer", "item_order", "group_order",
               "share_order"}  # fmt: skip
OF_MEANS = {"difference", "alike", "nearer", "item_order", "group_order"}
OF_INDICES = {"correlation", "crosstab", "index_order", "index_share_order"}
CHI_SQUARE = {"distribution", "crosstab"}


@dataclass(frozen=True)
class Tried:
    """The verdict on a claim under one other choice."""

    variant: VariantName
    verdict: Verdict


@dataclass(frozen=True)
class Robustness:
    """In how many variants a claim has the verdict it has, and which choices turn it."""

    tried: tuple[Tried, ...]
    verdict: Verdict

    @property
    def as_before(self) -> int:
        """The number of variants with the same verdict."""
        return sum(t.verdict == self.verdict for t in self.tried)

    @property
    def turning(self) -> list[VariantName]:
        """The choices that change the verdict."""
        return [t.variant for t in self.tried if t.verdict != self.verdict]


def robustness(
    claim: AnyClaim,
    verdict: Verdict,
    data: ClaimData,
    variants: Sequence[VariantName],
    bases: dict[Any, ClaimData],
) -> Robustness | None:
    """Return the verdicts on a claim under the other choices that concern it.

    Parameters
    ----------
    claim, verdict
        The claim and the verdict under the report's choices.
    data
        The wave, under the report's choices.
    variants
        The variants that are on.
    bases
        The wave under choices that several claims share; filled here, so that it is not made anew.

    Returns
    -------
    Robustness or None
        None where the claim cannot be tested or no variant concerns it.
    """
    if verdict == "kan ikke prøves":
        return None
    tried = []
    for name in variants:
        choices = VARIANTS[name](claim, data)
        if choices is None:
            continue
        changed = _changed(data, replace(choices, variant=True), name == "other-t-test", bases)
        tried.append(Tried(name, outcome(claim, changed).verdict))
    return Robustness(tuple(tried), verdict) if tried else None


def _changed(
    data: ClaimData, choices: Choices, other_test: bool, bases: dict[Any, ClaimData]
) -> ClaimData:
    key = (choices, other_test)
    if key not in bases:
        conventions = data.answers.conventions
        if other_test:
            other = "pooled" if conventions.two_groups == "welch" else "welch"
            conventions = conventions.model_copy(update={"two_groups": other})
        bases[key] = replace(data, answers=data.answers.under(choices, conventions))
    return bases[key]


def _tests(claim: AnyClaim) -> bool:
    return getattr(claim, "p", None) is not None


def _other_t_test(claim: AnyClaim, data: ClaimData) -> Choices | None:
    return data.choices if claim.kind == "difference" and _tests(claim) else None


def _rank_test(claim: AnyClaim, data: ClaimData) -> Choices | None:
    ranked = claim.kind in {"group_order", "item_order", "correlation"}
    ranked |= claim.kind == "difference" and _tests(claim)
    ranked |= claim.kind == "index_order" and getattr(claim, "statistic", "") == "mean"
    return replace(data.choices, rank=True) if ranked else None


def _weighted(claim: AnyClaim, data: ClaimData) -> Choices | None:
    surveys = {data.answers.groups[group].survey for group in groups_of(claim)}
    weighted = claim.kind in COMPARISONS and surveys & set(data.answers.weights)
    return replace(data.choices, weighted=True) if weighted else None


def _holm(claim: AnyClaim, data: ClaimData) -> Choices | None:
    if claim.kind not in {"difference", "correlation"} or not _tests(claim):
        return None
    family = data.families.of(claim)
    return replace(data.choices, family=family) if len(family) > 1 else None


def _dont_know_middle(claim: AnyClaim, data: ClaimData) -> Choices | None:
    concerned = claim.kind in COMPARISONS | OF_INDICES
    concerned &= getattr(claim, "of", "valid") == "valid"
    return replace(data.choices, middle=True) if concerned else None


def _complete_battery(claim: AnyClaim, data: ClaimData) -> Choices | None:
    items = tuple(items_of(claim))
    concerned = claim.kind in OF_MEANS and len(items) > 1
    return replace(data.choices, complete=items) if concerned else None


def _simulated_p(claim: AnyClaim, data: ClaimData) -> Choices | None:
    return replace(data.choices, p_value="simulated") if claim.kind in CHI_SQUARE else None


def _likelihood_ratio(claim: AnyClaim, data: ClaimData) -> Choices | None:
    return replace(data.choices, p_value="likelihood") if claim.kind in CHI_SQUARE else None


def _limits(step: int) -> Callable[[AnyClaim, ClaimData], Choices | None]:
    def moved(claim: AnyClaim, data: ClaimData) -> Choices | None:
        classed = claim.kind in {"crosstab", "index_share_order"}
        return replace(data.choices, limits=step) if classed else None

    return moved


def _lenient_index(claim: AnyClaim, data: ClaimData) -> Choices | None:
    return replace(data.choices, lenient=True) if claim.kind in OF_INDICES else None


VARIANTS: Mapping[VariantName, Callable[[AnyClaim, ClaimData], Choices | None]] = {
    "other-t-test": _other_t_test,
    "rank-test": _rank_test,
    "weighted": _weighted,
    "holm": _holm,
    "dont-know-middle": _dont_know_middle,
    "complete-battery": _complete_battery,
    "simulated-p": _simulated_p,
    "likelihood-ratio": _likelihood_ratio,
    "lower-limits": _limits(-1),
    "higher-limits": _limits(1),
    "lenient-index": _lenient_index,
}
