"""Amounts that are mostly one's or two's: the (n, k) and the p % rule, and what goes with them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from evaluering.config.disclosure import Policy
from evaluering.disclosure.attack.exhibit import TOTAL, PublishedExhibit
from evaluering.disclosure.masking import Reason
from evaluering.stats.arguments import FloatArray


def dominated(values: FloatArray, largest: int, share: float) -> bool:
    """Return whether the largest amounts are more than a share of the sum: the (n, k) rule.

    Parameters
    ----------
    values
        What each respondent contributes; of negative amounts the size counts.
    largest, share
        How many of the largest, and how many per cent of the sum they may be.

    Notes
    -----
    Hundepool et al., *Statistical Disclosure Control* (2012), section 4.2; R:
    ``GaussSuppression::MagnitudeRule(n=, k=)``.
    """
    sizes = np.sort(np.abs(values))[::-1]
    return bool(sizes[:largest].sum() > share / 100 * sizes.sum())


def estimated(values: FloatArray, percent: float) -> bool:
    """Return whether the second largest can tell the largest to within some per cent: the p % rule.

    Parameters
    ----------
    values
        What each respondent contributes; of negative amounts the size counts.
    percent
        How close an estimate may come.

    Notes
    -----
    Hundepool et al. (2012), section 4.2; R: ``GaussSuppression::MagnitudeRule(pPercent=)``.
    """
    sizes = np.sort(np.abs(values))[::-1]
    return bool(len(sizes) and sizes[2:].sum() < percent / 100 * sizes[0])


def unsafe(values: FloatArray, policy: Policy) -> Reason | None:
    """Return by which rule an amount tells too much of one respondent; None where by neither."""
    rule = policy.dominance
    if dominated(values, rule.largest, rule.share):
        return "dominance"
    return "p_percent" if estimated(values, policy.p_percent) else None


def unsafe_rows(
    of: PublishedExhibit, amounts: Mapping[tuple[str, str], FloatArray], policy: Policy,
    overlapping: bool = False,
) -> Iterator[tuple[int, Reason]]:  # fmt: skip
    """Yield the rows of an exhibit's numbers that are amounts of too few, and those beside them.

    Parameters
    ----------
    of
        The exhibit.
    amounts
        What each respondent contributes, by item and category; ``total`` of all.
    policy
        What may be shown.
    overlapping
        Whether a respondent may be in several categories, so that they do not add up.
    """
    reasons: dict[tuple[str, str], Reason] = {}
    for item in dict.fromkeys(item for item, _ in amounts):
        own = {category: values for (name, category), values in amounts.items() if name == item}
        found = _hidden(own, policy, overlapping)
        reasons |= {(item, category): why for category, why in found.items()}
    for place, row in enumerate(of.rows):
        why = reasons.get((str(row.get("item")), str(row.get("group"))))
        if why is not None:
            yield place, why


def _hidden(
    amounts: Mapping[str, FloatArray], policy: Policy, overlapping: bool
) -> dict[str, Reason]:
    """Return why categories of an amount are hidden: what is hidden is known together."""
    whole = amounts.get(TOTAL)
    parts = {name: own for name, own in amounts.items() if name != TOTAL and len(own)}
    found = {name: why for name, own in parts.items() if (why := unsafe(own, policy))}
    if whole is not None and len(whole) and (why := unsafe(whole, policy)):
        found[TOTAL] = why
    if overlapping or not found or TOTAL in found:
        return found
    left = sorted((name for name in parts if name not in found), key=lambda n: len(parts[n]))
    while left and _told(found, parts, policy):
        found[left.pop(0)] = "derived"
    if _told(found, parts, policy):
        found[TOTAL] = "derived"
    return found


def _told(
    hidden: Sequence[str] | Mapping[str, Reason], parts: Mapping[str, FloatArray], policy: Policy
) -> bool:
    """Return whether what the hidden categories come to together tells of one of them."""
    joint = np.concatenate([parts[name] for name in hidden])
    return len(hidden) < 2 or unsafe(joint, policy) is not None
