"""Exhibits of the little project with a leak planted in each, by what is planted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from evaluering.config.project import Project
from evaluering.disclosure.attack.exhibit import PublishedExhibit
from evaluering.disclosure.attack.participants import Participants
from evaluering.exhibits.significance import ContingencyCell, ContingencyTest
from planted_exhibits import (
    CROSSED,
    LABELS,
    LARGE,
    SCALE,
    Rows,
    by_group,
    crosstab,
    divided,
    means,
    one_way,
    places,
    rates,
    shown,
    structural,
)
from small_project import REPORT, WAVE


@dataclass(frozen=True)
class Plant:
    """What is planted: a kind of leak, and what is published."""

    kind: str
    published: Callable[[Project], list[PublishedExhibit]]
    known: tuple[Participants, ...] = ()
    width: int = 1


TOWNS = places("1", "2", "3", k1=(900, "0"), k2=(4000, "1"), k3=(9000, "2"), k4=(9500, "2"))
EVEN = [[10, 10]] * 5


def filtered(project: Project) -> list[PublishedExhibit]:
    """Return a crosstab of all, and of all but two by a filter."""
    fewer = [[10, 10], [10, 8], *EVEN[2:]]
    return [crosstab(project, EVEN), crosstab(project, fewer, exhibit="figur-15", row="maal_klare",
                                              by="rolle", where={"ledere": "aar > 1"})]  # fmt: skip


def filtered_report(project: Project) -> list[PublishedExhibit]:
    """Return the classes of an index of all, and in another report of all but two by its filter."""
    spec = project.reports[REPORT].model_copy(update={"where": {"ledere": "aar > 1"}})
    own = one_way(project, [20, 20, 18], 58, report="andre")
    other = replace(project, reports={**project.reports, "andre": spec})
    return [one_way(project, [20, 20, 20], 60), replace(own, project=other)]


def over_time(project: Project) -> list[PublishedExhibit]:
    """Return a mean that the report of an earlier wave withholds and a trend of this one shows."""
    rows: Rows = [
        {"item": "maal_klare", "item_label": "Målene", "group": "rektor", "group_label": "Rektor",
         "wave": wave, "n": n, "mean": mean}
        for wave, n, mean in (("2022", 4, 3.25), (WAVE, 40, 3.4))
    ]  # fmt: skip
    trend = shown(project, "figur-3", rows, SCALE)
    return [replace(means(project, None, None), wave="2022"), trend]


def with_group(project: Project) -> list[PublishedExhibit]:
    """Return the classes of an index of all, and of a group that two of them are not in."""
    rows = one_way(project, [20, 20, 18], 58).result.table.to_dict("records")
    own = shown(project, "tabell-6", [{str(k): v for k, v in r.items()} for r in rows])
    spec = own.exhibit.model_copy(update={"group": "rektor"})
    return [one_way(project, [20, 20, 20], 60), replace(own, exhibit=spec)]


def two_crosstabs(project: Project) -> list[PublishedExhibit]:
    """Return an item by two variables, of which one has a respondent less."""
    fewer = [[10, 10], [10, 9], *EVEN[2:]]
    return [crosstab(project, EVEN), crosstab(project, fewer, exhibit="figur-15", row="maal_klare",
                                              by="har_tiltak")]  # fmt: skip


def tested(project: Project, statistic: float, residual: float | None) -> list[PublishedExhibit]:
    """Return a crosstab whose four hidden cells its test gives away: 1, 14, 9 and 11."""
    test = ContingencyTest(
        test="chi_square", statistic=statistic, df=1, p=0.01, effect=None, effect_size=None, n=40,
        statistics=(), warnings=(), convention="uncorrected", share_expected_below_5=0.0,
        minimum_expected=5.0, dropped=(), cells=(ContingencyCell("1", "1", 5.0, residual),),
    )  # fmt: skip
    hidden = [(0, 0), (0, 1), (1, 0), (1, 1)]
    return [crosstab(project, [[1, 14], [9, 11]], hidden, rows="12", tests=(test,))]


def column_percent(project: Project) -> list[PublishedExhibit]:
    """Return a crosstab that hides four counts and shows the per cent of one."""
    own = crosstab(project, EVEN, [(0, 0), (0, 1), (1, 0), (1, 1)])
    table = own.result.table.assign(percent=[20.0, *[None] * (len(own.result.table) - 1)])
    return [replace(own, result=replace(own.result, table=table))]


def base_of_percent(project: Project) -> list[PublishedExhibit]:
    """Return a crosstab that hides two totals and shows a count with its unrounded per cent."""
    hidden = [(0, 0), (0, 1), (1, 0), (1, 1), (5, 0), (5, 1)]
    own = crosstab(project, [[2, 8], [8, 2], [10, 10], [5, 5], [5, 5]], hidden)
    percents: list[float | None] = [None] * len(own.result.table)
    percents[6] = 100 / 3
    table = own.result.table.assign(percent=percents)
    return [replace(own, result=replace(own.result, table=table))]


def base_of_group(project: Project) -> list[PublishedExhibit]:
    """Return answers in a group whose number is withheld and follows from a count's per cent."""
    own = by_group(project, [None, None, 3, None, None], n_group=None)
    table = own.result.table.assign(percent=[None, None, 100 * 3 / 7, None, None])
    return [replace(own, result=replace(own.result, table=table))]


def margins(project: Project) -> list[PublishedExhibit]:
    """Return a crosstab whose hidden cells a table of the rows alone gives away."""
    hidden = [(0, 0), (1, 0), (5, 0), *((row, 2) for row in range(5))]
    table = crosstab(project, [[2, 10], *EVEN[1:]], hidden)
    rows = [{"category": code, "label": LABELS[code - 1], "n": n, "role": "category"}
            for code, n in enumerate([12, 20, 20, 20, 20], 1)]  # fmt: skip
    rows.append({"category": "total", "label": "total", "n": 92, "role": "total"})
    return [table, shown(project, "figur-14", rows)]


def class_table(project: Project, counts: Sequence[Sequence[int]]) -> PublishedExhibit:
    """Return the classes of an index by municipalities' sizes."""
    return crosstab(project, counts, exhibit="tabell-10", rows="012", columns="012")


def _banner(n: int | None, role: str = "category", mean: float | None = None) -> Rows:
    own = {"item": "maal_klare", "item_label": "Målene", "row": "1" if role == "category" else role}
    across = {"group": "rolle", "group_label": "Rolle", "column": "1", "column_label": "Rektor"}
    return [own | across | {"row_label": "rad", "role": role, "n": n, "mean": mean}]


def _several(n: int) -> Rows:
    return [{"category": "tema_fag", "label": "Fag", "n": n}]


PLANTS: dict[str, Plant] = {
    # counts that are too small, wherever they stand
    "one in a crosstab": Plant("small_count", lambda p: [crosstab(p, [[1, 9], *EVEN[1:]])]),
    "two in a class": Plant("small_count", lambda p: [one_way(p, [2, 20, 20], 42)]),
    "one of a group": Plant("small_count", lambda p: [by_group(p, [1, 9, 9, 9, 9])]),
    "a group of two": Plant("small_count", lambda p: [by_group(p, LARGE, n_group=2)]),
    "two who do not know": Plant("small_count", lambda p: [by_group(p, LARGE, do_not_know=2)]),
    "one of a frame": Plant("small_count", lambda p: [rates(p, 1, 20)]),
    "one in a banner": Plant("small_count", lambda p: [shown(p, "tabell-27", _banner(1))]),
    "one box": Plant("small_count", lambda p: [shown(p, "tabell-5", _several(1))]),
    "one theme": Plant(
        "small_count",
        lambda p: [shown(p, "tabell-17", [{"row": "1", "column": "2", "base": 9, "n": 1}])],
    ),
    "two compared": Plant(
        "small_count",
        lambda p: [shown(p, "figur-6", [{"item": "maal_klare", "n_first": 2, "n_second": 40}])],
    ),
    # hidden counts that what is shown gives away
    "one hidden in a row": Plant(
        "hidden_known", lambda p: [crosstab(p, [[2, 10], *EVEN[1:]], [(0, 0)])]
    ),
    "a row and a column hidden": Plant(
        "hidden_known", lambda p: [crosstab(p, [[2, 4], *EVEN[1:]], [(0, 0), (0, 1)])]
    ),
    "a hidden total": Plant("hidden_known", lambda p: [crosstab(p, EVEN, [(0, 2)])]),
    "a hidden class": Plant("hidden_known", lambda p: [one_way(p, [None, 20, 20], 42)]),
    "a hidden sum of classes": Plant("hidden_known", lambda p: [one_way(p, [20, 20, 20], None)]),
    "three hidden that are nothing": Plant(
        "hidden_known", lambda p: [crosstab(p, [[0, 0], *EVEN[1:]], [(0, 0), (0, 1)])]
    ),
    "hidden, and its per cent shown": Plant(
        "hidden_known", lambda p: [by_group(p, [None, None, 9, 9, 9], n_group=31, percent=6.5)]
    ),
    "hidden, and its per cent of the column shown": Plant("hidden_known", column_percent),
    "hidden here, shown there": Plant(
        "shown_elsewhere",
        lambda p: [one_way(p, [None, None, 20], 42), one_way(p, [2, 20, 20], 42)],
    ),
    "hidden here, shown in another report": Plant(
        "shown_elsewhere",
        lambda p: [one_way(p, [None, None, 20], 42), one_way(p, [2, 20, 20], 42, report="andre")],
    ),
    "the base of a count and its per cent": Plant("hidden_known", base_of_percent),
    "the number of a group, of a count and its per cent": Plant("hidden_known", base_of_group),
    "hidden in an earlier wave, shown in this one's trend": Plant("shown_elsewhere", over_time),
    "known by the margin of another table": Plant("hidden_known", margins),
    "known to within one": Plant(
        "hidden_near",
        lambda p: [crosstab(p, [[1, 10], [0, 10], *EVEN[2:]], [(0, 0), (1, 0), (0, 1), (1, 1)])],
        width=2,
    ),
    "the residual of a hidden cell": Plant("statistic", lambda p: tested(p, 6.2, -2.5)),
    "the chi-square of hidden cells": Plant("statistic", lambda p: tested(p, 6.171666667, None)),
    "a hidden mean between others": Plant(
        "hidden_sum",
        lambda p: [divided(p, [{"group": "1", "n": 4, "mean": 3.0}, {"group": "2", "n": 2},
                               {"group": "3", "n": 4, "mean": 4.0},
                               {"group": "total", "n": 10, "mean": 3.2}])],
    ),
    # answers that follow from n, mean and standard deviation
    "three answers": Plant("single_answers", lambda p: [means(p, 3, 10 / 3, 1.5275252316519468)]),
    "five answers, rounded": Plant("single_answers", lambda p: [means(p, 5, 1.4, 0.9)]),
    "two answers, only their mean": Plant("single_answers", lambda p: [means(p, 4, 1.25)]),
    "one who is not at the end": Plant("single_answers", lambda p: [means(p, 30, 4.966667)]),
    "some who answered in the middle": Plant(
        "small_answer", lambda p: [means(p, 12, 4.33, 1.23)]
    ),
    "all at the end": Plant("same_answer", lambda p: [means(p, 9, 5.0)]),
    "all at the end, rounded": Plant("same_answer", lambda p: [means(p, 8, 5.0, 0.0)]),
    "no spread": Plant("same_answer", lambda p: [means(p, 12, 3.0, 0.0)]),
    "all of a column at the end": Plant(
        "same_answer", lambda p: [crosstab(p, EVEN, means=[5.0, 10 / 3, 25 / 6])]
    ),
    "all of a breakdown at the end": Plant(
        "same_answer", lambda p: [shown(p, "tabell-27", _banner(9, "mean", 1.0))]
    ),
    "the mean of a hidden number": Plant("mean_of_few", lambda p: [means(p, None, 3.4)]),
    "the mean of two": Plant("mean_of_few", lambda p: [means(p, 2, 3.5)]),
    "the oldest": Plant(
        "extreme",
        lambda p: [shown(p, "tabell-14", [{"item": "aar", "group": "1", "n": 9, "maximum": 44}])],
    ),
    # what is known of everyone in a group
    "a column in one row": Plant(
        "whole_group", lambda p: [crosstab(p, [[20, 9], [0, 9], [0, 9], [0, 9], [0, 9]])]
    ),
    "a class of all": Plant("whole_group", lambda p: [one_way(p, [0, 40, 0], 40)]),
    "all of a role answered": Plant("everyone_answered", lambda p: [rates(p, 12, 12)]),
    "nearly all of a known role": Plant(
        "unanimous_population",
        lambda p: [rates(p, 29, 30), crosstab(p, [[28, 9], [1, 9], *EVEN[2:]], by="rolle")],
    ),
    "a role of two": Plant("small_population", lambda p: [rates(p, 1, 2)]),
    # what those few answered who are in one and not in the other
    "who lacks a value": Plant("difference", two_crosstabs),
    "who is left out by a filter": Plant("difference", filtered),
    "who is left out by a report's filter": Plant("difference", filtered_report),
    "who is not in the group": Plant("difference", with_group),
    "who is new in another wave": Plant(
        "difference_of_waves",
        lambda p: [one_way(p, [20, 20, 20], 60), one_way(p, [20, 20, 21], 61, wave="2026")],
    ),
    # who took part, and what of
    "the smallest municipality": Plant(
        "unit",
        lambda p: [structural(p, [{"category": "0", "label": "Små", "n": 9, "minimum": 900}])],
        (TOWNS,),
    ),
    "the largest of a class": Plant(
        "unit",
        lambda p: [structural(p, [{"category": "2", "label": "Store", "n": 9, "maximum": 9000.0}])],
        (TOWNS,),
    ),
    "the mean of two municipalities": Plant(
        "unit",
        lambda p: [crosstab(p, [[2, 9], [3, 9]], rows="01", row="storrelse",
                            means=[0.0, 0.0, 0.0]),
                   shown(p, "tabell-26", [{"row": "total", "column": "1", "n": 2, "mean": 2450.0}],
                         CROSSED, row="storrelse")],
        (TOWNS,),
    ),
    "the class of the only one of a size": Plant(
        "class",
        lambda p: [class_table(p, [[1, 0, 0], [0, 5, 5], [0, 5, 5]])],
        (places("1", *"2222222222", *"3333333333", k1=(1, "0"), k2=(2, "1"), k3=(3, "2")),),
    ),
    "who did not answer": Plant(
        "no_class",
        lambda p: [class_table(p, [[0, 5, 5], [0, 5, 5], [0, 5, 5]])],
        (places("1", *["2"] * 15, *["3"] * 15, k1=(1, "0"), k2=(2, "1"), k3=(3, "2")),),
    ),
    # what the attacker cannot settle is no pass
    "numbers that do not add up": Plant(
        "contradiction", lambda p: [one_way(p, [None, 30, 30], 42)]
    ),
}  # fmt: skip
