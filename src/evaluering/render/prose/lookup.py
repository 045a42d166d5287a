"""Finding one number of a result: by the names of its row and what is measured."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import Any

import pandas as pd

from evaluering.config.exhibits.base import Exhibit
from evaluering.config.missing import DONT_KNOW
from evaluering.exhibits.absence import WITHHELD
from evaluering.exhibits.result import Result
from evaluering.exhibits.significance import SignificanceTest
from evaluering.render.language import listed, word
from evaluering.render.numbers import number
from evaluering.render.prose.amounts import text_format
from evaluering.render.prose.differences import (
    EXTREMES,
    MINUS,
    FoundNumber,
    difference,
    extreme_difference,
)
from evaluering.render.prose.naming import Unbound, folded, near, same_words
from evaluering.render.prose.tested import (
    DETECTABLE,
    OF_ALL,
    OF_TESTS,
    SIGNIFICANT,
    TESTS,
    counted,
    detectable,
    of_tests,
)

PAIRS = (("item", "item_label"), ("group", "group_label"), ("category", "label"),
         ("row", "row_label"), ("column", "column_label"), ("wave", "wave_label"))  # fmt: skip
"""The columns that name a row, by id and by label."""
MAIN = ("mean", "percent", "rate", "r", "difference", "value", "n")
"""What rows are ranked by, the first that there is."""
LATEST = "latest"
"""The name of the last wave, whichever that is."""
SELECTING = {*EXTREMES, LATEST}
"""Names in a path that choose among the rows that the others name."""
MOST_TIED = 3


@dataclass(frozen=True)
class Lookup:
    """The numbers of one result, by name."""

    exhibit: Exhibit
    result: Result

    @cached_property
    def rows(self) -> list[dict[str, Any]]:
        """The rows of the result, as plain data."""
        table = self.result.table
        if "label" in table:
            table = table.assign(label=table["label"].replace(DONT_KNOW, word("do_not_know")))
        names = [str(name) for name in table]
        return [dict(zip(names, own, strict=True)) for own in table.itertuples(index=False)]

    @cached_property
    def names(self) -> list[tuple[str, str]]:
        """The columns that name the rows: id and label."""
        columns = set(self.result.table)
        pairs = [
            (own, label if label in columns else own) for own, label in PAIRS if own in columns
        ]
        return pairs or [("label", "label")] * ("label" in columns)

    @cached_property
    def measures(self) -> list[str]:
        """What is measured: the columns of numbers."""
        named = {name for pair in self.names for name in pair}
        numbers = self.result.table.select_dtypes("number").columns
        return [column for column in numbers if column not in named]

    @cached_property
    def statistics(self) -> list[str]:
        """Everything that a binding may ask for."""
        tests = [name for name in OF_TESTS if any(of_tests(self.tests(()), name))]
        counts = [TESTS, SIGNIFICANT] if self.result.tests else []
        found = [DETECTABLE] if any(detectable(self.tests(()), self.rows)) else []
        extra = ["n"] if "n" not in self.measures else []
        names = [*self.measures, *tests, *found, *counts, *extra, "rank", "label"]
        return list(dict.fromkeys(names))

    def find(self, path: Sequence[str], statistic: str) -> FoundNumber:
        """Return the one number that a path and a statistic name.

        Raises
        ------
        Unbound
            There is none, or there are several.
        """
        if self.result.empty is not None:
            return FoundNumber(None, hidden=self.result.empty == WITHHELD)
        if any(self._is_joined(segment) for segment in path):
            return FoundNumber(None, hidden=True)
        if self._hides and statistic in OF_ALL:
            return FoundNumber(None, hidden=True)
        if statistic not in self.statistics:
            raise Unbound(statistic, self.statistics)
        if statistic in {TESTS, SIGNIFICANT}:
            return FoundNumber(counted(self.tests(path), statistic))
        if statistic == DETECTABLE:
            return FoundNumber(
                self._one(list(detectable(self.tests(path), self.rows)), path),
                text_format(self.exhibit, "difference"),
            )
        if statistic in OF_TESTS and statistic not in self.measures:
            return self._test(path, statistic)
        if not path and statistic == "n" and (len(self.rows) > 1 or "n" not in self.measures):
            return FoundNumber(self.result.n)
        if (statistic == "rank" or EXTREMES.keys() & set(path)) and self._hides:
            return FoundNumber(None, hidden=True)  # which is highest may be one that is hidden
        place = next((k for k, own in enumerate(path) if self._is_difference(own)), None)
        if place is not None and EXTREMES.keys() & set(path):
            return extreme_difference(self, path, place, statistic)
        if place is not None:
            return difference(self, path, place, statistic)
        if statistic == "rank":
            return FoundNumber(self._rank(path))
        if statistic == "label":
            return FoundNumber(self._label_of(path))
        row = self._row(path, statistic)
        if pd.isna(value := row[statistic]):
            return FoundNumber(None, hidden=_is_hidden(row))
        return FoundNumber(float(value), text_format(self.exhibit, statistic))

    @cached_property
    def _hides(self) -> bool:
        """Whether numbers are withheld, so that neither extremes nor tests can be told."""
        return any(map(_is_hidden, self.rows)) or bool(getattr(self.result.details, "joined", ()))

    def _is_joined(self, segment: str) -> bool:
        """Return whether a name is of a category that is only shown together with others."""
        wanted, joined = folded(segment), getattr(self.result.details, "joined", ())
        labels = {folded(str(row[label])) for row in self.rows for _, label in self.names}
        return wanted not in labels and any(wanted in map(folded, own) for own in joined)

    def _row(self, path: Sequence[str], statistic: str) -> dict[str, Any]:
        ways = self._ways(path, statistic)
        tied = bool(EXTREMES.keys() & set(path))  # they have the same number, so any will do
        single = [
            row for rows in ways if (row := rows[0] if tied else self._alone(rows)) is not None
        ]
        if any(row is not single[0] for row in single):
            raise Unbound(f"«{' / '.join(path)}», som er flere", self._apart(single))
        if not single:
            rows = min(ways, key=len, default=[])
            raise Unbound(f"«{' / '.join(path)}» ({len(rows)} rader)", self._apart(rows))
        return single[0]

    def _alone(self, rows: Sequence[dict[str, Any]]) -> dict[str, Any] | None:
        """Return the one row, or the one total: a total stands for all where none is named."""
        if len(rows) > 1:
            rows = [row for row in rows if self._totals(row)] or rows
        return rows[0] if len(rows) == 1 else None

    def _ways(self, path: Sequence[str], statistic: str) -> list[list[dict[str, Any]]]:
        """Return the rows that a path names, by each way to read it; extremes come last."""
        named = [self.named(segment) for segment in path if segment not in SELECTING]
        ways = []
        for way in product(*named):
            if len({place for place, _, _ in way}) == len(way):
                rows = [r for r in self.rows if all(str(r[c]) == v for _, c, v in way)]
                if LATEST in path and (waves := self.values("wave")):
                    rows = [row for row in rows if row["wave"] == waves[-1]]
                for segment in path:
                    if segment in EXTREMES:
                        rows = self._extreme(rows, EXTREMES[segment], statistic)
                ways += [rows] if rows else []
        return ways

    def _extreme(
        self, rows: Sequence[dict[str, Any]], best: Callable[..., Any], statistic: str
    ) -> list[dict[str, Any]]:
        real = [r for r in rows if not self._totals(r) and not pd.isna(r[statistic])]
        end = best((row[statistic] for row in real), default=None)
        return [row for row in real if row[statistic] == end]

    def named(self, segment: str) -> list[tuple[int, str, str]]:
        """Return what a segment may name: the place of its column, the column and the value."""
        wanted = folded(segment)
        exact = self._values(lambda text: folded(text) == wanted)
        if exact:
            return exact
        for alike in (lambda text: wanted in folded(text), lambda text: same_words(wanted, text)):
            if part := [own for own in self._values(alike) if own[1] == self.names[own[0]][1]]:
                if len({text for _, _, text in part}) > 1:
                    texts = sorted({text for _, _, text in part})
                    raise Unbound(f"«{segment}», som er en del av flere", texts)
                return part
        raise Unbound(segment, self._near(segment, self.rows))

    def _values(self, holds: Callable[[str], bool]) -> list[tuple[int, str, str]]:
        found = dict.fromkeys(
            (place, column, str(row[column]))
            for place, pair in enumerate(self.names)
            for column in dict.fromkeys(pair)
            for row in self.rows
        )
        return [own for own in found if holds(own[2])]

    def _near(self, segment: str, rows: Iterable[dict[str, Any]]) -> list[str]:
        names = list(dict.fromkeys(
            str(row[column]) for row in rows for pair in self.names for column in pair
        ))  # fmt: skip
        return near(segment, names)

    def _apart(self, rows: Sequence[dict[str, Any]]) -> list[str]:
        """Return what tells several rows apart."""
        differing = [own for own, _ in self.names if len({str(row[own]) for row in rows}) > 1]
        found = [" / ".join(str(row[own]) for own in differing) for row in rows[:20]]
        return found or [" / ".join(own for own, _ in self.names)]

    def _totals(self, row: Mapping[str, Any]) -> int:
        return sum(str(row[own]).casefold() in {"total", "totalt"} for own, _ in self.names)

    def _is_difference(self, segment: str) -> bool:
        """Return whether a name is two names with a minus between, and none by itself."""
        if len(MINUS.split(segment, 1)) != 2:
            return False
        try:
            self.named(segment)
        except Unbound:
            return True
        return False

    def _rank(self, path: Sequence[str]) -> int:
        """Return the place of a row among those that differ from it in the last name only."""
        if not path:
            raise Unbound("rank", "en rad: {figur-21: gruppe / ledd: rank}")
        row = self._row(path, self.main)
        among = next(own for own in self._ways(path[:-1], self.main) if row in own)
        higher = [r for r in among if r[self.main] > row[self.main] and not self._totals(r)]
        return 1 + len(higher)

    def _label_of(self, path: Sequence[str]) -> str:
        """Return what a row is called; those that share the highest or lowest are all named."""
        if not EXTREMES.keys() & set(path):
            if not path:
                raise Unbound("label", "et navn: {figur-21: ledd: label}")
            return self.label(self.named(path[-1])[0][2])
        column = self._labelled(path)
        rows = min(self._ways(path, self.main), key=len, default=[])
        names = list(dict.fromkeys(str(row[column]) for row in rows))
        if not names:
            raise Unbound(f"«{' / '.join(path)}» (ingen rader)", self._near(path[0], self.rows))
        if len(names) > MOST_TIED:
            return word("several_tied", n=number(len(names)))
        return listed(word("quoted", text=name) for name in names)

    def _labelled(self, path: Sequence[str]) -> str:
        """Return the column of the label that the last name of a path is of."""
        named = [self.named(segment)[0][0] for segment in path if segment not in SELECTING]
        left = [pair for place, pair in enumerate(self.names) if place not in named]
        several = [label for own, label in left if own in self.axes]
        return (several or [label for _, label in left] or [self.names[0][1]])[0]

    @cached_property
    def main(self) -> str:
        """What the rows are ranked by: the first of MAIN that most rows have; n where alone."""
        there = [name for name in MAIN if name in self.measures] or self.measures[:1]
        shown = [name for name in there if name != "n"] or there  # an empty category has its n
        return max(shown, key=lambda name: self.result.table[name].count())

    def _test(self, path: Sequence[str], statistic: str) -> FoundNumber:
        found = list(of_tests(self.tests(path), statistic))
        return FoundNumber(self._one(found, path), OF_TESTS[statistic])

    def _one(self, found: Sequence[float], path: Sequence[str]) -> float:
        if len(found) != 1:
            items = [t.item for t in self.result.tests if t.item]
            raise Unbound(f"{' / '.join(path) or self.exhibit.id} ({len(found)} tester)", items)
        return found[0]

    def tests(self, path: Sequence[str]) -> list[SignificanceTest]:
        """Return the tests whose item and groups a path names; all where it names none."""
        return [
            test
            for test in self.result.tests
            if {folded(own) for own in path} <= self._of_test(test)
        ]

    def _of_test(self, test: SignificanceTest) -> set[str]:
        texts = [str(own) for own in (test.item, *(test.groups or ())) if own]
        return {folded(name) for text in texts for name in (text, self.label(text))}

    @property
    def axes(self) -> list[str]:
        """What tells the rows apart: the columns of ids that hold more than one value."""
        return [own for own, _ in self.names if len(self.values(own)) > 1]

    def values(self, column: str) -> list[str]:
        """Return the ids in a column, in order; none where there is no such column."""
        return list(dict.fromkeys(str(row[column]) for row in self.rows if column in row))

    def label(self, name: str) -> str:
        """Return the label of an id."""
        return self._labels.get(name, name)

    @cached_property
    def _labels(self) -> dict[str, str]:
        return {str(row[own]): str(row[label]) for row in self.rows for own, label in self.names}


def _is_hidden(row: Mapping[str, Any]) -> bool:
    """Return whether a number of a row is withheld: of too few, or by a report's policy."""
    withheld = row.get("withheld")
    return row.get("suppressed") in (True, "True") or (isinstance(withheld, str) and bool(withheld))
