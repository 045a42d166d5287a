"""Who says "vet ikke" and who does not answer: exact numbers, mostly the same few people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from zlib import crc32

import numpy as np
import numpy.typing as npt

from evaluering.config.missing import DONT_KNOW, UNANSWERED
from evaluering.config.scales import Scale
from evaluering.config.surveys import Battery, Item
from evaluering.errors import DataError
from evaluering.synthesis.plan import ItemPlan

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
Generator = np.random.Generator

HESITATION = 0.15
"""Shape of the gamma that says how prone a respondent is to not answer: low is uneven."""
EVERYONE = 0.2
"""What is added to it, so that nobody always answers and nobody never does."""
DONT_KNOW_PART = 0.6
"""Share of those without a valid answer who said "vet ikke", where only their number is known."""


@dataclass(frozen=True)
class Missing:
    """What is known of the missing answers of a group to an item."""

    group: str
    members: Bools
    answered: int | None
    dont_know: float | None


def hesitations(n: int, missing_before: Floats, rng: Generator) -> Floats:
    """Return how prone each respondent is to not answer.

    Parameters
    ----------
    n
        Number of respondents.
    missing_before : shape (n,)
        Missing answers among those that are already settled; NaN where none are.
    rng
        The generator.
    """
    hesitation = rng.gamma(HESITATION, 1 / HESITATION, n)
    settled = np.flatnonzero(~np.isnan(missing_before))
    order = settled[np.lexsort((hesitation[settled], missing_before[settled]))]
    hesitation[order] = np.sort(hesitation[settled])
    return hesitation + EVERYONE


def reluctance(hesitation: Floats, rng: Generator) -> Floats:
    """Return a random order of who is missing first (Gumbel keys: a weighted draw)."""
    return np.asarray(np.log(hesitation) + rng.gumbel(size=len(hesitation)))


def known_missing(
    battery: Battery, item: Item, members: Mapping[str, Bools], plan: ItemPlan
) -> list[Missing]:
    """Return what the plan says of an item or its battery, the smallest group first."""
    answered = plan.answered.get(battery.id, {}) | plan.answered.get(item.name, {})
    shares = plan.said_dont_know.get(battery.id, {}) | plan.said_dont_know.get(item.name, {})
    named = [
        Missing(group, inside, answered.get(group), shares.get(group))
        for group, inside in members.items()
        if group in answered or group in shares
    ]
    return sorted(named, key=lambda m: int(m.members.sum()))


def missing_codes(
    asked: Bools,
    settled: Floats,
    battery: Battery,
    item: Item,
    scale: Scale,
    known: Sequence[Missing],
    plan: ItemPlan,
    keys: Floats,
) -> Floats:
    """Return the missing code of those without a valid answer, NaN for the others.

    Parameters
    ----------
    asked, settled : shape (respondents,)
        Who was asked; the codes that are already settled, NaN for the others.
    battery, item, scale
        From the codebook.
    known
        What is known of some groups, the smallest first; for the others the plan's rates hold.
    plan
        The plan.
    keys : shape (respondents,)
        Who is missing first: the highest key.

    Raises
    ------
    DataError
        More are settled as missing than the known number of valid answers allows.
    """
    kinds = {kind: code for code, kind in scale.missing_codes.codes.items()}
    dont_know_code, unanswered_code = kinds[DONT_KNOW], kinds[UNANSWERED]
    codes = np.where(np.isin(settled, list(scale.missing_codes.codes)), settled, np.nan)
    undecided = asked & np.isnan(settled)

    def place(inside: Bools, dont_know: int, total: int) -> None:
        dont_know -= int((codes[inside] == dont_know_code).sum())
        total -= int((~np.isnan(codes[inside])).sum())
        candidates = np.flatnonzero(inside & undecided)
        chosen = candidates[np.argsort(-keys[candidates], kind="stable")][: max(total, 0)]
        codes[chosen] = unanswered_code
        codes[chosen[: max(dont_know, 0)]] = dont_know_code
        undecided[inside] = False

    for group in known:
        inside = group.members & asked
        n = int(inside.sum())
        share = None if group.dont_know is None else round(n * group.dont_know / 100)
        if group.answered is None:
            share = share or 0
            place(inside, share, share + round(plan.unanswered * n))
        else:
            total = n - group.answered
            _refuse(total, int((~np.isnan(codes[inside])).sum()), group, item, n)
            place(inside, round(DONT_KNOW_PART * total) if share is None else share, total)
    n = int(undecided.sum())
    rate = plan.battery_dont_know.get(battery.id, plan.dont_know) * _evenness(item)
    unanswered = plan.unanswered if rate > 0 else 0.0
    place(undecided.copy(), round(rate * n), round(rate * n) + round(unanswered * n))
    return codes


def _evenness(item: Item) -> float:
    """Return how an item's rate differs from its battery's: the same in every survey."""
    return 0.6 + 0.8 * (crc32(item.name.encode()) % 1000) / 1000


def _refuse(total: int, settled: int, group: Missing, item: Item, n: int) -> None:
    if total < settled or total < 0:
        raise DataError(
            "config/synthesis.yaml",
            f"items.answered: «{item.name}» skal ha {group.answered} svar i «{group.group}», men "
            f"{settled} av {n} mangler alt.",
            "Rett antallet, eller gi færre manglende svar på forhånd.",
        )
