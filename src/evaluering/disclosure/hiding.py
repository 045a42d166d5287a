"""The cells of a report, which of them are hidden, and what is learnt of what follows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from evaluering.config.disclosure import Policy
from evaluering.disclosure.attack.exhibit import TOTAL, PublishedExhibit
from evaluering.disclosure.attack.lattice import Lattice, lattice
from evaluering.disclosure.attack.leaks import Leak
from evaluering.disclosure.attack.participants import Asked, AttackMemory, Participants
from evaluering.disclosure.attack.profiles import Certain
from evaluering.disclosure.attack.reading import count_statements
from evaluering.disclosure.attack.statements import VALID, CellPlace, number
from evaluering.disclosure.complement import Complement, Cut, complemented
from evaluering.disclosure.masking import EXTREMES, Masks, Reason, bar, masked, without_base
from evaluering.disclosure.worlds import other_worlds

MARGIN = 1.5
"""How much more a total costs to hide than a cell; the per cents of it come in addition."""


@dataclass
class Control:
    """The cells of a report, and what is found to be hidden of them.

    Attributes
    ----------
    own, others
        The report's exhibits, and those that are published already.
    policy
        What may be shown.
    known
        Those who took part.
    """

    own: Sequence[PublishedExhibit]
    others: Sequence[PublishedExhibit]
    policy: Policy
    known: Sequence[Participants] = ()
    masks: Masks = field(default_factory=Masks)
    cuts: list[Cut] = field(default_factory=list)
    forced: set[int] = field(default_factory=set)
    hidden: frozenset[int] = frozenset()
    best: bool = True
    certain: dict[Asked, set[Certain]] = field(default_factory=lambda: defaultdict(set))

    def __post_init__(self) -> None:
        crossed = {of.exhibit.id for of in self.own if _is_cellwise(of)}
        counts = [s for of in (*self.own, *self.others) for s in count_statements(of)]
        self.linked: Lattice = lattice(counts)
        self.by_id = {of.exhibit.id: of for of in self.own}
        self._shown: dict[str, tuple[tuple[Any, ...], PublishedExhibit]] = {}
        self.at = {
            id_: {of.place(row): n for n, row in enumerate(of.rows)}
            for id_, of in self.by_id.items()
        }
        mine = {(of.wave, of.report) for of in self.own}
        self.costs: dict[int, float] = {}
        self.cells: dict[CellPlace, int] = {}
        self.margins: set[int] = set()
        for cell, said in enumerate(self.linked.statements):
            apart = said and all(
                (s.place.wave, s.place.report) in mine and s.place.exhibit in crossed for s in said
            )
            valid = sum(category == VALID for _, category in said[0].who.conditions) if apart else 2
            if valid < 2:
                self.costs[cell] = sum(self._cost(s.place) if valid else 1.0 for s in said)
                self.margins |= {cell} if valid else set()
                self.cells |= {s.place: cell for s in said}

    def _cost(self, place: CellPlace) -> float:
        """Return what it costs to hide a total: the per cents that are of it as well."""
        of = self.by_id[place.exhibit]
        return MARGIN + len(without_base(of, [self.at[place.exhibit][place]]))

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
        found = self._complement(self.masks.whole)
        if found.unsolved and self.certain:
            # a total that is always shown may tell; then one of the tables is not
            ways = {
                name: self._complement({*self.masks.whole, name}, found.unsolved)
                for name in self._exhibits_of(found.unsolved)
            }
            name = min(ways, key=lambda own: (len(ways[own].unsolved), ways[own].cost), default="")
            if name and len(ways[name].unsolved) < len(found.unsolved):
                self.masks.whole.add(name)
                hidden = found.hidden - found.unsolved | ways[name].hidden
                found = ways[name]._replace(hidden=hidden)
        self.hidden = found.hidden - self._gone(self.masks.whole)
        self.best &= found.best
        derived = [key for key, why in self.masks.rows.items() if why == "derived"]
        for key in derived:
            del self.masks.rows[key]
        for cell in self.hidden:
            for said in self.linked.statements[cell]:
                row = self.at[said.place.exhibit][said.place]
                self.masks.rows.setdefault((said.place.exhibit, row), "derived")
        for name, of in self.by_id.items():
            if self.left_out(of) > policy.most_hidden / 100 * len(of.rows):
                self.masks.whole.add(name)

    def _complement(
        self, whole: Collection[str], only: Collection[int] | None = None
    ) -> Complement:
        """Return what to hide where some exhibits are not shown at all."""
        gone = self._gone(whole)
        costs = {cell: 0.0 if cell in gone else cost for cell, cost in self.costs.items()}
        worlds = list(other_worlds(self.linked, self.known, self.certain))
        forced, policy = self.forced | gone, self.policy
        made = (self.linked, forced, costs, policy.width, self.cuts, policy.seconds, worlds, only)
        return complemented(*made)

    def _gone(self, whole: Collection[str]) -> set[int]:
        """Return the cells that only exhibits have that are not shown."""
        own = {(of.wave, of.report, of.exhibit.id) for of in self.own if of.exhibit.id in whole}
        return {
            cell
            for cell, said in enumerate(self.linked.statements)
            if said and all((s.place.wave, s.place.report, s.place.exhibit) in own for s in said)
        }

    def _exhibits_of(self, cells: Collection[int]) -> list[str]:
        """Return the report's own exhibits that have some of the cells."""
        names = {s.place.exhibit for c in cells for s in self.linked.statements[c]}
        return [name for name, of in self.by_id.items() if name in names and _is_cellwise(of)]

    def left_out(self, of: PublishedExhibit) -> int:
        """Return how many of an exhibit's rows of numbers are not shown."""
        if of.exhibit.id in self.masks.whole:
            return len(of.rows)
        own = self.masks.of(of.exhibit.id)
        return len(own) + len(without_base(of, own))

    def shown(self) -> list[PublishedExhibit]:
        """Return the report as it is to be shown; what is shown as before is the same object."""
        made = []
        for of in self.own:
            id, masks = of.exhibit.id, self.masks
            hidden = frozenset(masks.of(id)), id in masks.ends, id in masks.whole
            before = self._shown.get(id)
            if before is None or before[0] != hidden:
                before = self._shown[id] = hidden, masked(of, masks, self.policy.least)
            made.append(before[1])
        return made

    def learn(self, leaks: Iterable[Leak], memory: AttackMemory, last: bool) -> None:
        """Hide more, so that what was found does not follow again."""
        new = {key: {*sure} - self.certain[key] for key, sure in memory.certain.items()}
        for key, sure in new.items():
            self.certain[key] |= sure
        for leak in leaks:
            if leak.kind in {"class", "no_class"} and any(new.values()) and not last:
                continue  # what must be possible is known now
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
        if leak.kind in {"difference", "difference_of_waves"}:
            self.cuts.append((frozenset(free), 1))
            return True
        # classes follow from empty cells and from how many have one; other things from small cells
        margin, size = leak.kind == "no_class", [cell.lower for cell in self.linked.cells]
        empty = leak.kind == "class"
        chosen = min(
            free,
            key=lambda c: ((c in self.margins) != margin, (size[c] > 0) == empty, size[c], c),
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


def _is_cellwise(of: PublishedExhibit) -> bool:
    """Return whether the cells of an exhibit are hidden one by one: a table of two divisions."""
    return not of.exhibit.is_figure and {"row", "column", "n", "mean"} <= set(of.result.table)


def _has_extremes(of: PublishedExhibit) -> bool:
    return bool(set(EXTREMES) & set(of.result.table.columns))


def _total(row: Mapping[str, object]) -> bool:
    return TOTAL in (row.get("category"), row.get("row"), row.get("group"))
