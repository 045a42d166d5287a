"""Every attack on the counts and means that are published, and what each found."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

import numpy as np

from evaluering.disclosure.attack.answers import known_answers, possible_answers, same_answer
from evaluering.disclosure.attack.exhibit import LABELS, OF_GROUP, PublishedExhibit
from evaluering.disclosure.attack.lattice import Lattice, lattice
from evaluering.disclosure.attack.leaks import AttackLimits, Leak, LeakKind
from evaluering.disclosure.attack.linked import CellInterval, ContradictionError, hidden_intervals
from evaluering.disclosure.attack.statements import (
    VALID,
    CellPlace,
    CountStatement,
    MeanStatement,
    number,
)

COUNTS = {"n": LABELS, **dict.fromkeys(("n_group", "n_first", "n_second", "base"), OF_GROUP)}
COUNTS["do_not_know"] = OF_GROUP
"""Columns of results with how many respondents there are, and the labels of whom."""
FIRST_OF = {"n": ("mean", "sd"), "n_first": ("mean_first",), "n_second": ("mean_second",)}
"""Columns with what respondents answered on average, by the column with how many they are."""
EXTREMES = ("minimum", "maximum", "p5", "p95", "whisker_lower", "whisker_upper")
LARGEST = 100
"""Respondents beyond which single answers are not looked for, but for all giving the same."""


def small_counts(of: PublishedExhibit, limits: AttackLimits) -> Iterator[Leak]:
    """Yield the counts of respondents that are published though they are too small."""
    if not of.counts_respondents:
        return
    for row in of.rows:
        for column, labels in COUNTS.items():
            n = number(row.get(column))
            if n is not None and 0 < n < limits.count:
                yield Leak("small_count", (of.place(row, labels),), numbers=(("n", n),))


def means_of_few(of: PublishedExhibit, limits: AttackLimits) -> Iterator[Leak]:
    """Yield the means that are shown of too few, or of whom it is withheld how many they are."""
    for row in of.rows if of.counts_respondents else ():
        for column, averages in FIRST_OF.items():
            n = number(row.get(column, np.nan))
            shown = any(number(row.get(name)) is not None for name in averages)
            if column in row and shown and (n is None or 0 < n < limits.count):
                yield Leak("mean_of_few", (of.place(row),), certain=False)


def extremes(of: PublishedExhibit, limits: AttackLimits) -> Iterator[Leak]:
    """Yield the extremes of a number that respondents gave: each is somebody's."""
    for row in of.rows:
        numbers = [number(row.get(name)) for name in EXTREMES]
        variable = _number_variable(of, str(row.get("item")))
        if variable and limits.count > 1 and any(value is not None for value in numbers):
            yield Leak("extreme", (of.place(row),), certain=False)


def _number_variable(of: PublishedExhibit, name: str) -> bool:
    """Return whether a name is of a number, not of a code on a scale."""
    group = of.project.groups.get(str(of.key("group")))
    book = None if group is None else of.project.surveys[group.survey]
    variable = None if book is None else book.variable(name)
    return variable is not None and not variable.values


def small_populations(of: PublishedExhibit, limits: AttackLimits) -> Iterator[Leak]:
    """Yield the small populations whose members are known to have answered, all or nearly all."""
    for row in of.rows:
        n, population = number(row.get("n")), number(row.get("population"))
        if n is None or not population or "category" not in row:
            continue
        if n == population:
            yield Leak("everyone_answered", (of.place(row),), numbers=(("n", n),))
        elif n > 0 and population < limits.count:
            numbers = (("n", n), ("of", population))
            yield Leak("small_population", (of.place(row),), certain=False, numbers=numbers)


def hidden_cells(statements: Sequence[CountStatement], limits: AttackLimits) -> Iterator[Leak]:
    """Yield the hidden counts and sums that follow from what is shown, exactly or nearly.

    Counts that are only shown together with others may follow, unless they are too small.
    """
    linked = lattice(statements)
    cells = [
        replace(cell, hidden=True) if place in linked.behind else cell
        for place, cell in enumerate(linked.cells)
    ]
    for cell, own in zip(linked.cells, linked.statements, strict=True):
        hidden = [said.place for said in own if said.hidden]
        if hidden and cell.upper - cell.lower < limits.width:
            shown = [said.place for said in own if not said.hidden]
            kind: LeakKind = "shown_elsewhere" if shown else "hidden_known"
            yield Leak(kind, (*hidden, *shown), numbers=(("n", cell.lower),))
    try:
        for interval in hidden_intervals(cells, linked.relations, limits.seconds, limits.width):
            if interval.cell in linked.behind:
                yield from _behind(interval, linked.behind[interval.cell], limits)
                continue
            own = linked.statements[interval.cell]
            places = tuple(said.place for said in own if said.hidden)
            numbers = (("lower", interval.lower), ("upper", interval.upper))
            if interval.width < limits.width:
                summed = bool(own[0].who.summed)
                certain = interval.width < 1
                kind = "hidden_sum" if summed else "hidden_known" if certain else "hidden_near"
                yield Leak(kind, places, certain, numbers)
            elif not interval.proved:
                yield Leak("undecided", places, certain=False)
    except ContradictionError as error:
        yield Leak("contradiction", _places(linked, error.cells), certain=False)


def _behind(
    interval: CellInterval, places: tuple[CellPlace, ...], limits: AttackLimits
) -> Iterator[Leak]:
    """Yield that a small count follows though it is only shown together with others."""
    if not interval.proved:
        yield Leak("undecided", places, certain=False)
    elif interval.width < limits.width and interval.upper > 0 and interval.lower < limits.count:
        numbers = (("lower", interval.lower), ("upper", interval.upper))
        yield Leak("behind", places, interval.width < 1, numbers)


def whole_groups(
    statements: Sequence[CountStatement],
    limits: AttackLimits,
    public: Collection[str] = (),
    answers: Collection[str] = (),
) -> Iterator[Leak]:
    """Yield the groups whose members are all in one category, so that it is known of each.

    Parameters
    ----------
    statements, limits
        What is published, and what may be known; groups below the threshold are told of as counts.
    public
        Variables that are known anyway.
    answers
        Variables that nobody is known by: what was asked about.
    """
    counts = [own for own in statements if not own.who.summed]
    linked = lattice(counts)
    for relation in linked.relations:
        total = next((cell for cell, factor in relation.terms.items() if factor < 0), None)
        if total is None or relation.upper > 0 or relation.lower < 0:
            continue
        parts = [cell for cell in relation.terms if cell != total]
        sure = [linked.cells[cell].lower for cell in parts]
        most = [linked.cells[cell].upper for cell in parts]
        if len(parts) < 2 or not limits.count <= sum(sure) == max(sure) == sum(most):
            continue
        (own, *_), (other, *_) = (linked.statements[cell] for cell in parts[:2])
        asked = own.who.conditions ^ other.who.conditions
        if {variable for variable, _ in asked} & set(public):
            continue
        if not {v for v, c in own.who.conditions - asked if c != VALID} & set(answers):
            told = linked.statements[parts[sure.index(max(sure))]]
            yield Leak("whole_group", (told[0].place,), numbers=(("n", max(sure)),))


def answers_of_means(means: Iterable[MeanStatement], limits: AttackLimits) -> Iterator[Leak]:
    """Yield the means that tell single answers."""
    for own in means:
        if own.n is None or own.mean is None or own.n < 1:
            continue
        numbers = (("n", float(own.n)),)
        if same_answer(own.n, own.mean, own.codes, own.sd) is not None:
            yield Leak("same_answer", (own.place,), numbers=numbers)
            continue
        sets = possible_answers(own.n, own.mean, own.codes, own.sd) if own.n <= LARGEST else None
        if sets is None or not len(sets):
            continue
        known = known_answers(sets, own.codes, limits.count)
        if known.small and known.every_answer:
            yield Leak("single_answers", (own.place,), numbers=numbers)
        elif known.small:
            few = sum(n for _, n in known.small)
            yield Leak("small_answer", (own.place,), numbers=(("n", float(few)),))


def _places(linked: Lattice, cells: Sequence[int]) -> tuple[CellPlace, ...]:
    return tuple(said.place for cell in cells for said in linked.statements[cell] if said.hidden)
