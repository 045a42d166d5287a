"""What the answers to an item should reach in each actor group: a mean or a distribution."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from evaluering.config.groups import ActorGroup
from evaluering.config.scales import Scale
from evaluering.config.surveys import Item
from evaluering.errors import ConfigError, DataError
from evaluering.synthesis.cutting import cut_to_counts, cut_to_sum
from evaluering.synthesis.plan import ItemPlan
from evaluering.synthesis.published import PublishedTable
from evaluering.synthesis.structure import spread

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
Wanted = float | Mapping[int, float]

MARGIN = 0.1
"""How near the ends of the scale the rest of a group may come to reach a chosen mean."""
HALF_A_UNIT = 0.05
"""How far a mean may be from the printed one: half a unit in its last decimal."""


@dataclass(frozen=True)
class Target:
    """The wanted mean or percentage distribution of a group; ``table`` if it is printed."""

    group: str
    members: Bools
    wanted: Wanted
    table: PublishedTable | None = None


def targets(
    item: Item,
    groups: Iterable[ActorGroup],
    members: Mapping[str, Bools],
    scale: Scale,
    plan: ItemPlan,
    tables: Mapping[str, PublishedTable],
) -> list[Target]:
    """Return an item's targets, the smallest group first; a printed one goes before a chosen."""
    found = []
    for group in groups:
        target = _printed(item, group, scale, plan, tables) or _chosen(item, group.id, plan)
        if target is not None:
            found.append(Target(group.id, members[group.id], *target))
    return sorted(found, key=lambda t: int(t.members.sum()))


def meet(
    targets: Sequence[Target],
    item: Item,
    scale: Scale,
    sd: float,
    latent: Floats,
    settled: Floats,
    answered: Bools,
    strata: npt.NDArray[np.int64] | None = None,
) -> Floats:
    """Return answers that meet the targets, settled answers kept.

    Each target is met by those of its group who have no answer yet: the smallest group first,
    then what remains of the larger ones.

    Parameters
    ----------
    targets
        The smallest group first.
    item, scale
        From the codebook.
    sd
        Standard deviation before rounding.
    latent, settled, answered, strata : shape (respondents,)
        The latent answer, settled codes (NaN for none), who gives a valid answer, and strata that
        should have the same share of yes.

    Raises
    ------
    DataError
        The settled answers make a printed number or a distribution impossible.
    ConfigError
        Some respondents belong to no group with a target.
    """
    codes = np.where(answered, settled, np.nan)
    for target in targets:
        inside = target.members & answered
        todo = inside & np.isnan(codes)
        if isinstance(target.wanted, Mapping):
            counts = _remaining(target, item, codes[inside])
            even = strata is not None and todo.any()
            codes[todo] = (
                _evenly(latent[todo], counts, strata[todo])
                if even and strata is not None
                else cut_to_counts(latent[todo], counts)
            )
        elif inside.any():
            rest = _rest(target, target.wanted, codes[inside], scale)
            codes[todo] = cut_to_sum(latent[todo], rest, scale.codes, sd)
            _check_printed(target, target.wanted, item, float(codes[inside].mean()))
    if (answered & np.isnan(codes)).any():
        raise ConfigError(
            "config/synthesis.yaml", f"items.targets.{item.name}", "ikke alle som svarer",
            "et mål for hver aktørgruppe som får spørsmålet",
        )  # fmt: skip
    return codes


def _chosen(item: Item, group: str, plan: ItemPlan) -> tuple[Wanted, None] | None:
    yes = plan.said_yes.get(item.name, {}).get(group)
    if yes is not None:
        return {0: 100 - yes, 1: yes}, None
    if group in (shares := plan.shares.get(item.name, {})):
        return shares[group], None
    if group in (means := plan.targets.get(item.name, {})):
        return means[group], None
    return None


def _printed(
    item: Item,
    group: ActorGroup,
    scale: Scale,
    plan: ItemPlan,
    tables: Mapping[str, PublishedTable],
) -> tuple[Wanted, PublishedTable] | None:
    for distribution in plan.published.distributions:
        table = tables[distribution.table]
        printed = any(group.label in row for row in table.cells.values())
        if distribution.item == item.name and printed:
            return dict(zip(scale.codes, table.column(group.label).values(), strict=True)), table
    for name in plan.published.means:
        row = plan.published.rows.get(item.name, item.label)
        if tables[name].has(row, group.label):
            return tables[name].number(row, group.label), tables[name]
    return None


def _rest(target: Target, mean: float, codes: Floats, scale: Scale) -> int:
    """Return the sum that is left for those without an answer, as near as they can come."""
    n = int(np.isnan(codes).sum())
    margin = 0.0 if target.table else MARGIN
    low, high = scale.codes[0] + margin, scale.codes[-1] - margin
    wanted = round(mean * len(codes) - float(np.nansum(codes)))
    return min(max(wanted, int(np.ceil(low * n))), int(high * n))


def _remaining(target: Target, item: Item, codes: Floats) -> dict[int, int]:
    """Return the counts that are left when the settled answers are taken out."""
    assert isinstance(target.wanted, Mapping)
    wanted = spread(target.wanted, len(codes))
    counts = {code: count - int((codes == code).sum()) for code, count in wanted.items()}
    if min(counts.values()) < 0:
        raise DataError(
            target.table.file if target.table else "config/synthesis.yaml",
            f"Fordelingen av «{item.name}» i «{target.group}» lar seg ikke nå: "
            "for mange svar er gitt på forhånd.",
            "Rett fordelingen eller svarene.",
        )
    return counts


def _evenly(latent: Floats, counts: Mapping[int, int], strata: npt.NDArray[np.int64]) -> Floats:
    """Cut yes and no so that each stratum has the same share of yes, to the nearest whole."""
    codes = np.empty(len(latent))
    sizes = {int(s): float((strata == s).sum()) for s in np.unique(strata)}
    for stratum, yes in spread(sizes, counts[1]).items():
        inside = strata == stratum
        codes[inside] = cut_to_counts(latent[inside], {0: int(inside.sum()) - yes, 1: yes})
    return codes


def _check_printed(target: Target, printed: float, item: Item, mean: float) -> None:
    if target.table is not None and abs(mean - printed) > HALF_A_UNIT:
        raise DataError(
            target.table.file,
            f"«{item.name}» i «{target.group}» er trykt som {printed:g}, men med svarene som er "
            f"gitt på forhånd, blir det nærmeste {mean:.2f}.",
            "Gi de faste svarene et gjennomsnitt som lar seg forene med det trykte.",
        )
