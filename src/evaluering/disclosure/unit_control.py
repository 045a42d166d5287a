"""The control of the reports of units, all together: each is the others' and the whole's rest."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from evaluering.config.disclosure import Policy
from evaluering.config.groups import ComparedGroup
from evaluering.disclosure.attack.attack import attacked
from evaluering.disclosure.attack.exhibit import TOTAL, PublishedExhibit
from evaluering.disclosure.attack.leaks import AttackLimits, Leak
from evaluering.disclosure.attack.participants import Participants
from evaluering.disclosure.attack.statements import CellPlace, number
from evaluering.disclosure.masking import Masks, Reason, masked
from evaluering.disclosure.rounding import rounded
from evaluering.exhibits.withholding import with_company

Bar = tuple[str, str]
"""What is hidden of a unit as one: an item of an exhibit, the unit and the others beside it."""
ROUNDS = 8
"""How often units' bars are hidden; after that, exhibits that something follows from are."""
COMPANY = {"hidden_known", "hidden_near", "hidden_sum", "undecided", "contradiction", "statistic"}
"""Findings about what is hidden, so that more must be hidden with it."""


@dataclass(frozen=True)
class ProtectedUnits:
    """The reports of units as everyone may see them.

    Attributes
    ----------
    exhibits
        The exhibits of all of them, without what is hidden.
    masks
        What is hidden in each report, and why.
    rounds
        How often they were attacked.
    own
        The exhibits before anything is hidden.
    """

    exhibits: tuple[PublishedExhibit, ...]
    masks: Mapping[str, Masks]
    rounds: int
    own: tuple[PublishedExhibit, ...]


@dataclass
class UnitControl:
    """The bars of all units, and which of them are hidden.

    Attributes
    ----------
    own
        The exhibits of the units' reports, as they are computed.
    policy
        What may be shown.
    """

    own: Sequence[PublishedExhibit]
    policy: Policy
    why: dict[tuple[str, Bar], Reason] = field(default_factory=dict)
    whole: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.by_place = {(of.report, of.exhibit.id): of for of in self.own}
        self.sizes: dict[Bar, dict[str, int]] = defaultdict(dict)
        for of in self.own:
            for row in of.rows if of.result.empty is None else ():
                bar, n = bar_of(of, row), _size(of, row)
                known = self.sizes[bar].get(of.report, 0)
                # a unit that nobody answered in has nothing to hide; one that is hidden is unknown
                self.sizes[bar][of.report] = max(known, n or 0)
                if row.get("suppressed") is True or str(row.get("suppressed")) == "True":
                    self.why[of.report, bar] = "base"

    def hidden(self, bar: Bar) -> set[str]:
        """Return the reports that a bar is hidden in."""
        return {report for report, own in self.why if own == bar}

    def hide(self, bar: Bar, report: str, why: Reason) -> None:
        """Hide a bar, and the smallest others that have to follow."""
        self.why.setdefault((report, bar), why)
        hidden = self.hidden(bar)
        sizes = {own: n for own, n in self.sizes[bar].items() if n or own in hidden}
        for own in with_company(sizes, hidden & sizes.keys(), self.policy.least_base):
            self.why.setdefault((own, bar), "derived")

    def _beside(self, bar: Bar) -> str | None:
        """Return the smallest unit that a bar is shown of."""
        hidden = self.hidden(bar)
        left = {own: n for own, n in self.sizes[bar].items() if n and own not in hidden}
        return min(left, key=lambda own: (left[own], own)) if left else None

    def masks(self) -> dict[str, Masks]:
        """Return what is hidden in each report."""
        found = {of.report: Masks(whole=set(self.whole)) for of in self.own}
        for of in self.own:
            bars = [bar_of(of, row) for row in of.rows] if of.result.empty is None else []
            reasons = [self.why.get((of.report, bar)) for bar in bars]
            for place, (bar, why) in enumerate(zip(bars, reasons, strict=True)):
                # the row of all items is of those that are hidden too
                told = why or ("derived" if bar[1] == TOTAL and any(reasons) else None)
                if told:
                    found[of.report].rows[of.exhibit.id, place] = told
        return found

    def learn(self, leaks: Iterable[Leak], last: bool) -> None:
        """Hide more, so that what was found does not follow again."""
        before = set(self.why)
        for leak in leaks:
            hit = [one for place in leak.places for one in self._at(place)]
            if not last and leak.kind in COMPANY:
                for bar in dict.fromkeys(bar for _, bar in hit):
                    if beside := self._beside(bar):
                        self.hide(bar, beside, "derived")
            elif not last:
                for of, bar in hit:
                    self.hide(bar, of.report, "small" if "small" in leak.kind else "found")
            if last or not any(self._is_wider(bar, before) for _, bar in hit):
                self.whole |= {of.exhibit.id for of, _ in hit}

    def _is_wider(self, bar: Bar, before: Collection[tuple[str, Bar]]) -> bool:
        """Return whether a bar is hidden in more reports than before."""
        return any((report, bar) not in before for report in self.hidden(bar))

    def _at(self, place: CellPlace) -> Iterator[tuple[PublishedExhibit, Bar]]:
        """Yield the exhibit and the bars that a place is in; nothing of what is not shown."""
        of = self.by_place.get((place.report, place.exhibit))
        if of is None or place.exhibit in self.whole:
            return
        names = set(place.names)
        for bar in dict.fromkeys(
            bar_of(of, row) for row in of.rows if names <= set(of.place(row).names)
        ):
            yield of, bar


def protected_units(
    own: Sequence[PublishedExhibit],
    others: Sequence[PublishedExhibit],
    known: Sequence[Participants],
    policy: Policy,
    public: Collection[str] = (),
) -> ProtectedUnits:
    """Return the reports of a report's units without what may not be seen.

    Means are rounded to what their bases bear. The reports are attacked together, beside all that
    is published. What is too small is hidden with the others that it is compared with, what would
    follow from the other units with the smallest of these, until nothing is found.

    Parameters
    ----------
    own, others
        The exhibits of all units as they are computed, and all that is published besides.
    known
        Those who took part, by registry.
    policy
        What may be shown.
    public
        Variables that everyone knows of everyone.
    """
    own = [rounded(of, policy.least) for of in own]
    control = UnitControl(own, policy)
    limits = AttackLimits(policy.least, policy.width, policy.seconds, policy.unanimous)
    first, *rest = dict.fromkeys(of.report for of in own)
    for turn in range(ROUNDS + len(own) + 1):
        masks = control.masks()
        shown = tuple(masked(of, masks[of.report], policy.least) for of in own)
        found = attacked([*shown, *others], known, limits, own[0].wave, first, public, rest)
        if not found.leaks:
            return ProtectedUnits(shown, masks, turn + 1, tuple(own))
        control.learn(found.leaks, last=turn >= ROUNDS)
    control.whole |= {of.exhibit.id for of in own}
    masks = control.masks()
    shown = tuple(masked(of, masks[of.report], policy.least) for of in own)
    return ProtectedUnits(shown, masks, turn + 1, tuple(own))


def bar_of(of: PublishedExhibit, row: Mapping[str, Any]) -> Bar:
    """Return the bar that a row of a unit's exhibit is in, which has one name in all units."""
    return of.exhibit.id, str(row.get("item", of.key("item")))


def _size(of: PublishedExhibit, row: Mapping[str, Any]) -> int | None:
    """Return how many of the unit a row is of; None where it is of the others, or hidden."""
    group = of.project.groups.get(str(row.get("group")))
    if isinstance(group, ComparedGroup) and not group.is_unit:
        return None
    for name in ("n_group", "n", "n_first") if "category" in row else ("n", "n_first"):
        if (n := number(row.get(name))) is not None:
            return int(n)
    return None
