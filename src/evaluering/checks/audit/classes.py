"""Classes of a variable: their sizes against the tables that use them, and their limits."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from evaluering.checks.audit.columns import Columns
from evaluering.checks.audit.conflicts import Conflict, Slot, distinct
from evaluering.checks.audit.rules import counts_for
from evaluering.checks.audit.tables import Table
from evaluering.data.numerals import Limits, Numeral, limits_in, written
from evaluering.data.published import Cells, Place


def limits_of(table: Table) -> list[Limits]:
    """Return the limits in the names of a table's rows, in order."""
    return [found for row in table.body if (found := limits_in(row))]


@cache
def class_name(label: str) -> str:
    """Return a class's name without limits: what a column of it is called."""
    found = limits_in(label)
    name = found.name if found and found.name else label
    name = re.sub(r"(?<=\d)[ \u00a0](?=\d{3})", "", name)
    return re.sub(r"\s*[-–]\s*", "-", name).casefold().strip()


def size_conflicts(
    classes: Table, crosstabs: Sequence[Columns], cells: Cells
) -> Iterator[Conflict]:
    """Yield that the class sizes leave no room for the columns of the tables that use them.

    A class has at least as many members as any table shows in it, and at most what the other
    classes leave of the total.
    """
    total, pair = classes.row_of("total"), classes.pairs[0] if classes.pairs else None
    if total is None or pair is None:
        return
    of = Slot(classes.place(total, pair[0])).whole(cells)
    shown = {row: _largest(row, crosstabs, cells) for row in classes.body}
    if of is None or not all(places for _, places in shown.values()):
        return
    wrong, due, places = [], [], []
    for row, (least, _) in shown.items():
        most = of - sum(size for other, (size, _) in shown.items() if other != row)
        count, share = (classes.place(row, column) for column in pair)
        sizes = [(count, Slot(count).whole(cells)), (share, _from_percent(share, of, cells))]
        bad = [place for place, size in sizes if size is not None and not least <= size <= most]
        if bad:
            places += bad
            size = sizes[0][1] if sizes[0][1] is not None else sizes[1][1]
            wrong.append(f"«{class_name(row)}» har {size}, men må ha {_span(least, most)}")
            due.append(f"«{class_name(row)}»: {_span(least, most)}")
    if wrong:
        used = dict.fromkeys(p.exhibit for _, ps in shown.values() for p in ps)
        rows = ", ".join(f"{name}: {n}" for name, (n, _) in
                         ((class_name(r), s) for r, s in shown.items()))  # fmt: skip
        proof = (
            f"Kolonnene i {_numbers(used)} har opptil så mange ({rows}), og {of} er med i alt. "
            f"{'; '.join(wrong)}."
        )
        every = [p for _, ps in shown.values() for p in ps]
        yield Conflict("klassestørrelse", proof, distinct(places), expected="; ".join(due),
                       consequence="Klassene i krysstabellene er ikke dem tabellen beskriver.",
                       group=f"{classes.exhibit}{len(every) > 0}")  # fmt: skip


def _largest(row: str, crosstabs: Sequence[Columns], cells: Cells) -> tuple[int, list[Place]]:
    sizes = [
        (size, table.size(column).place)
        for table in crosstabs
        for column in table.table.groups
        if class_name(column) == class_name(row)
        and (size := table.size(column).whole(cells)) is not None
    ]
    largest = max((size for size, _ in sizes), default=0)
    return largest, [place for size, place in sizes if size == largest]


def _from_percent(place: Place, of: int, cells: Cells) -> int | None:
    printed = Slot(place).read(cells)
    found = counts_for(printed.units, printed.decimals, of, "half_up") if printed else ()
    return found[0] if len(found) == 1 else None


def frequency_conflicts(
    frequencies: Table, crosstabs: Sequence[Columns], cells: Cells
) -> Iterator[Conflict]:
    """Yield the rows of a crosstab with more respondents than there are in all."""
    column = frequencies.column_of("n") or frequencies.column_of("count")
    for table in crosstabs if column else ():
        for row, own in zip(frequencies.body, table.table.body, strict=False):
            all_of = Slot(frequencies.place(row, str(column)))
            part = Slot(table.table.place(own, table.n_column)) if table.n_column else None
            most, n = all_of.whole(cells), part.whole(cells) if part else None
            if part is not None and most is not None and n is not None and n > most:
                proof = f"{n} i «{own}», men {most} i alt i {_numbers([frequencies.exhibit])}."
                yield Conflict("samme-n", proof, (part.place, all_of.place))


def limit_conflicts(
    table: Table, stated: tuple[Slot, Slot] | None, others: Sequence[Table], cells: Cells
) -> Iterator[Conflict]:
    """Yield the limits outside the variable's stated range, copied, overlapping or with a gap.

    Parameters
    ----------
    stated
        Where the report states the variable's lowest and highest value.
    others
        Tables of classes of other variables.
    """
    limits = limits_of(table)
    copied = [(o, own) for o in others if (own := _shared(limits, limits_of(o)))]
    hint = "".join(
        f" Grensene {', '.join(same)} er de samme som i {_numbers([o.exhibit])}, for en annen "
        "variabel." for o, same in copied
    )  # fmt: skip
    ends = [slot.read(cells) for slot in stated] if stated else []
    if stated and ends[0] is not None and ends[1] is not None:
        low, high = ends[0].exact, ends[1].exact
        outside = [
            limit for limit in limits
            if not (low <= limit.low.exact <= high and low <= limit.high.exact <= high)
        ]  # fmt: skip
        if outside:
            texts = " og ".join(cells[slot.place] for slot in stated)
            proof = f"Rapporten har {texts} som laveste og høyeste verdi.{hint}"
            yield Conflict(
                "klassegrenser", proof, tuple(table.place(x.label, "") for x in outside),
                expected=f"grenser mellom {_text(ends[0])} og {_text(ends[1])}",
                consequence="Leseren får ikke vite hvilke kommuner klassene gjelder.",
                group=table.exhibit,
            )  # fmt: skip
            return
    yield from _steps(table, limits)


def _shared(one: Sequence[Limits], other: Sequence[Limits]) -> list[str]:
    """Return the limits that two variables share: two or more are hardly chance."""
    mine = [_text(n) for limit in one for n in (limit.low, limit.high)]
    theirs = {_text(n) for limit in other for n in (limit.low, limit.high)}
    same = [text for text in mine if text in theirs]
    return same if len(same) > 1 and len({limit.high.decimals for limit in one}) else []


def _steps(table: Table, limits: Sequence[Limits]) -> Iterator[Conflict]:
    """Yield where a class begins before the one below ends, or further above than the others."""
    for limit in limits:
        if limit.low.exact > limit.high.exact:
            proof = f"{_text(limit.low)} er høyere enn {_text(limit.high)}."
            yield Conflict("klassegrenser", proof, (table.place(limit.label, ""),))
    between = list(pairwise(limits))
    steps = [upper.low.exact - lower.high.exact for lower, upper in between]
    usual = min((step for step in steps if step > 0), default=None)
    for (lower, upper), step in zip(between, steps, strict=True):
        places = (table.place(upper.label, ""), table.place(lower.label, ""))
        ends = f"{_text(lower.high)} og {_text(upper.low)}"
        if step < 0:
            yield Conflict("klassegrenser", f"Klassene overlapper: {ends}.", places)
        elif step == 0 and usual is not None:
            proof = (
                f"{_text(upper.low)} hører til to klasser; ellers begynner hver over den forrige."
            )
            yield Conflict("klassegrenser", proof, places, severity="ambiguous",
                           expected="klasser som ikke overlapper")  # fmt: skip
        elif usual is not None and step > usual and len(steps) > 1:
            unit = _text(Numeral(int(usual * 10**upper.low.decimals), upper.low.decimals))
            first = lower.high.exact + usual
            due = written(int(first * 10**upper.low.decimals), upper.low.decimals)
            proof = (
                f"Mellom {ends} er det ingen klasse; ellers begynner hver klasse {unit} over "
                "den forrige."
            )
            yield Conflict("klassegrenser", proof, places[:1], severity="ambiguous",
                           expected=f"fra {due}")  # fmt: skip


def _text(number: Numeral) -> str:
    return written(number.units, number.decimals)


def _span(low: int, high: int) -> str:
    return str(low) if low == high else f"{low}–{high}"


def _numbers(exhibits: Sequence[str] | dict[str, None]) -> str:
    names = [e.removeprefix("tabell-") for e in exhibits]
    return ("Tabell " if len(names) == 1 else "tabell ") + ", ".join(names)
