"""The control: what a public report hides, until nothing follows from what it shows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from evaluering.config.disclosure import Policy
from evaluering.disclosure.attack.attack import attacked
from evaluering.disclosure.attack.exhibit import TOTAL, PublishedExhibit
from evaluering.disclosure.attack.lattice import Lattice, lattice
from evaluering.disclosure.attack.leaks import AttackLimits, Leak
from evaluering.disclosure.attack.participants import Participants
from evaluering.disclosure.attack.reading import count_statements
from evaluering.disclosure.attack.statements import VALID, CellPlace, number
from evaluering.disclosure.complement import Cut, complemented
from evaluering.disclosure.masking import EXTREMES, Masks, Reason, bar, masked, without_base

ROUNDS = 8
"""How often single cells are hidden; after that, exhibits that something follows from are."""
MARGIN = 4.0
"""How much more a total costs to hide than a cell."""


@dataclass(frozen=True)
class Protected:
    """A report as everyone may see it.

    Attributes
    ----------
    exhibits
        The report's exhibits without what is hidden.
    masks
        What is hidden, and why.
    best
        Whether no fewer cells could be hidden, as far as the solver tells.
    rounds
        How often the report was attacked.
    own
        The exhibits before anything is hidden.
    """

    exhibits: tuple[PublishedExhibit, ...]
    masks: Masks
    best: bool
    rounds: int
    own: tuple[PublishedExhibit, ...]


@dataclass
class Control:
    """The cells of a report, and what is found to be hidden of them.

    Attributes
    ----------
    own, others
        The report's exhibits, and those that are published already.
    policy
        What may be shown.
    """

    own: Sequence[PublishedExhibit]
    others: Sequence[PublishedExhibit]
    policy: Policy
    masks: Masks = field(default_factory=Masks)
    cuts: list[Cut] = field(default_factory=list)
    forced: set[int] = field(default_factory=set)
    hidden: frozenset[int] = frozenset()
    best: bool = True

    def __post_init__(self) -> None:
        crossed = {of.exhibit.id for of in self.own if _is_cellwise(of)}
        counts = [s for of in (*self.own, *self.others) for s in count_statements(of)]
        self.linked: Lattice = lattice(counts)
        self.by_id = {of.exhibit.id: of for of in self.own}
        self.at = {
            id_: {of.place(row): n for n, row in enumerate(of.rows)}
            for id_, of in self.by_id.items()
        }
        mine = {(of.wave, of.report) for of in self.own}
        self.costs: dict[int, float] = {}
        self.cells: dict[CellPlace, int] = {}
        for cell, said in enumerate(self.linked.statements):
            apart = said and all(
                (s.place.wave, s.place.report) in mine and s.place.exhibit in crossed for s in said
            )
            valid = sum(category == VALID for _, category in said[0].who.conditions) if apart else 2
            if valid < 2:
                self.costs[cell] = len(said) * (MARGIN if valid else 1.0)
                self.cells |= {s.place: cell for s in said}

    def begin(self) -> None:
        """Hide what is too small by itself, and extremes."""
        least, base = self.policy.least, self.policy.least_base
        for of in self.own:
            if not self.policy.extremes and of.key("structural") and _has_extremes(of):
                self.masks.ends.add(of.exhibit.id)
            if not of.counts_respondents:
                continue
            for place, row in enumerate(of.rows):
                n, average = number(row.get("n")), number(row.get("mean"))
                if n and n < least:
                    self._hide(of, place, "small")
                elif (
                    0 < (number(row.get("n_group", n if average is not None else None)) or 0) < base
                ):
                    self._hide(of, place, "base")

    def _hide(self, of: PublishedExhibit, place: int, why: Reason) -> None:
        cell = self.cells.get(of.place(of.rows[place]))
        if cell is not None:
            self.forced.add(cell)
        for row in [place] if _is_cellwise(of) else bar(of, place):
            self.masks.rows.setdefault((of.exhibit.id, row), why)

    def solve(self) -> None:
        """Hide the cells that the hidden ones would follow from."""
        policy = self.policy
        self.hidden, best = complemented(
            self.linked, self.forced, self.costs, policy.width, self.cuts, policy.seconds
        )
        self.best &= best
        derived = [key for key, why in self.masks.rows.items() if why == "derived"]
        for key in derived:
            del self.masks.rows[key]
        for cell in self.hidden:
            for said in self.linked.statements[cell]:
                row = self.at[said.place.exhibit][said.place]
                self.masks.rows.setdefault((said.place.exhibit, row), "derived")
        for name, of in self.by_id.items():
            rows = len(own := self.masks.of(name)) + len(without_base(of, own))
            if rows > policy.most_hidden / 100 * len(of.rows):
                self.masks.whole.add(name)

    def shown(self) -> list[PublishedExhibit]:
        """Return the report as it is to be shown."""
        return [masked(of, self.masks, self.policy.least) for of in self.own]

    def learn(self, leaks: Iterable[Leak], last: bool) -> None:
        """Hide more, so that what was found does not follow again."""
        for leak in leaks:
            places = [p for p in leak.places if p.exhibit in self.by_id]
            places = [p for p in places if p.exhibit not in self.masks.whole]
            if not places:
                continue
            if last or not (self._more_cells(leak, places) or self._more_rows(places)):
                counted: dict[str, int] = defaultdict(int)
                for place in places:
                    counted[place.exhibit] += 1
                self.masks.whole.add(max(counted, key=lambda name: counted[name]))

    def _more_cells(self, leak: Leak, places: Sequence[CellPlace]) -> bool:
        """Hide another cell of a table, or ask for one more beside those that are known."""
        cells = {self.cells[place] for place in places if place in self.cells}
        if leak.kind in {"hidden_known", "hidden_near", "shown_elsewhere", "statistic"}:
            beside = {
                other
                for relation in self.linked.relations
                if cells & relation.terms.keys()
                for other in relation.terms
                if other in self.costs and other not in self.hidden
            }
            if beside and cells:
                self.cuts.append((frozenset(beside), 1))
            return bool(beside and cells)
        free = [c for c in cells if c not in self.hidden and c not in self.forced]
        if not free:
            return False
        # classes follow from empty cells and from how many have one; other things from small cells
        margin, size = leak.kind == "no_class", [cell.lower for cell in self.linked.cells]
        empty = leak.kind == "class"
        chosen = min(
            free,
            key=lambda c: ((self.costs[c] < MARGIN) == margin, (size[c] > 0) == empty, size[c], c),
        )
        self.forced.add(chosen)
        for said in self.linked.statements[chosen]:
            row = self.at[said.place.exhibit][said.place]
            self.masks.rows.setdefault((said.place.exhibit, row), "found")
        return True

    def _more_rows(self, places: Sequence[CellPlace]) -> bool:
        """Hide rows of exhibits whose cells are not hidden one by one."""
        done = False
        for place in places:
            of = self.by_id[place.exhibit]
            if _is_cellwise(of):
                continue
            if _has_extremes(of) and of.exhibit.id not in self.masks.ends:
                self.masks.ends.add(of.exhibit.id)
                done = True
                continue
            names, hidden = set(place.names), self.masks.of(of.exhibit.id)
            fitting = [
                n for n, row in enumerate(of.rows) if names <= set(of.place(row).names) and names
            ]
            free = [n for n in fitting if n not in hidden]
            if not free:
                free = [n for n, row in enumerate(of.rows) if n not in hidden and not _total(row)]
                free = sorted(free, key=lambda n: number(of.rows[n].get("n")) or 0)[:1]
            for row in free:
                self._hide(of, row, "found")
            done |= bool(free)
        return done


def protected(
    own: Sequence[PublishedExhibit],
    others: Sequence[PublishedExhibit],
    known: Sequence[Participants],
    policy: Policy,
    public: Collection[str] = (),
) -> Protected:
    """Return a report of a wave without what may not be seen.

    Small numbers are hidden, then the fewest others that they would follow from, over all tables
    at once. The report is attacked with all that is published, and what the attack finds is
    hidden, until it finds nothing. What still follows after some rounds costs whole exhibits, so
    that a solver without time makes for less that is shown, never for more.

    Parameters
    ----------
    own, others
        The report's exhibits as they are computed, and all that is published besides.
    known
        Those who took part, by registry.
    policy
        What may be shown.
    public
        Variables that everyone knows of everyone.
    """
    control = Control(own, others, policy)
    limits = AttackLimits(policy.least, policy.width, policy.seconds, policy.unanimous)
    control.begin()
    for turn in range(ROUNDS + len(own) + 1):
        control.solve()
        shown = control.shown()
        wave, report = own[0].wave, own[0].report
        found = attacked([*shown, *others], known, limits, wave, report, public)
        if not found.leaks:
            return Protected(tuple(shown), control.masks, control.best, turn + 1, tuple(own))
        control.learn(found.leaks, last=turn >= ROUNDS)
    control.masks.whole.update(control.by_id)
    return Protected(tuple(control.shown()), control.masks, False, turn + 1, tuple(own))


def _is_cellwise(of: PublishedExhibit) -> bool:
    """Return whether the cells of an exhibit are hidden one by one: a table of two divisions."""
    return not of.exhibit.is_figure and {"row", "column", "n", "mean"} <= set(of.result.table)


def _has_extremes(of: PublishedExhibit) -> bool:
    return bool(set(EXTREMES) & set(of.result.table.columns))


def _total(row: Mapping[str, object]) -> bool:
    return TOTAL in (row.get("category"), row.get("row"), row.get("group"))
