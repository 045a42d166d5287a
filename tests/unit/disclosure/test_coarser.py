"""Classes are shown as one where that leaves out fewer cells, and what is joined stays unknown."""

from dataclasses import replace
from itertools import product

import pytest

from evaluering.config.disclosure import Joining, Policy
from evaluering.config.joining_faults import joining_faults
from evaluering.config.project import Project, load_project
from evaluering.disclosure.attack.attack import attacked
from evaluering.disclosure.attack.differences import common
from evaluering.disclosure.attack.exhibit import PublishedExhibit
from evaluering.disclosure.attack.leaks import AttackLimits
from evaluering.disclosure.coarsening import coarser, groupings
from evaluering.disclosure.control import protected
from evaluering.disclosure.joining import joined
from evaluering.render.language import writing
from evaluering.render.prose.lookup import Lookup
from planted_exhibits import crosstab
from small_project import REPORT, WAVE, write_project

COUNTS = [[1, 2, 2], [9, 12, 7], [14, 10, 8]]
KEYS = {"rows": "123", "columns": "123"}
ROWS, COLUMNS = (("1", "2"), ("3",)), (("1",), ("2",), ("3",))
ADJACENT = Policy(coarsen="adjacent")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Return the little project's configuration."""
    return load_project(write_project(tmp_path_factory.mktemp("grovt") / "p")).of_report(REPORT)


def with_means(project: Project) -> PublishedExhibit:
    table = crosstab(project, COUNTS, means=(2.0, 3.0, 4.0, 3.0), **KEYS)
    cells = table.result.table
    base = cells[cells["row"] == "total"].set_index("column")["n"]
    cells["percent"] = 100 * cells["n"] / cells["column"].map(base)
    return table


def counts_of(of: PublishedExhibit) -> dict[tuple[str, str], int]:
    return {(row["row"], row["column"]): row["n"] for row in of.rows}


def test_joined_cells_are_the_sums_of_what_they_are_made_of(project: Project) -> None:
    made = joined(with_means(project), ROWS, (("1", "2"), ("3",)), ({}, {}))
    cells = made.result.table.set_index(["row", "column"])
    assert cells["n"].to_dict() == {
        ("1+2", "1+2"): 24, ("3", "1+2"): 24, ("total", "1+2"): 48,
        ("1+2", "3"): 9, ("3", "3"): 8, ("total", "3"): 17,
        ("1+2", "total"): 33, ("3", "total"): 32, ("total", "total"): 65,
    }  # fmt: skip
    assert cells.loc[("1+2", "1+2"), "percent"] == 50.0
    assert cells.loc[("total", "1+2"), "mean"] == pytest.approx((24 * 2.0 + 24 * 3.0) / 48)
    assert cells.loc[("1+2", "3"), "row_label"] == "rad 1 + rad 2"
    assert [note.key for note in made.result.notes] == ["disclosure_joined"]


def test_joining_is_chosen_where_it_costs_less_and_only_where_it_is_allowed(
    project: Project,
) -> None:
    table = crosstab(project, COUNTS, **KEYS)
    found = protected([table], [], [], ADJACENT)
    (shown,) = found.exhibits
    assert not found.masks.rows
    assert len(table.rows) - len(shown.rows) == 4
    assert not attacked(found.exhibits, [], AttackLimits(3), WAVE, REPORT).leaks
    apart = protected([table], [], [], Policy())
    assert len(apart.exhibits[0].rows) == len(table.rows)
    assert len(apart.masks.rows) > 4


def test_a_table_without_small_cells_keeps_its_classes(project: Project) -> None:
    table = crosstab(project, [[9, 12], [11, 8], [4, 5]], rows="123", columns="12")
    assert protected([table], [], [], ADJACENT).exhibits == (table,)


def test_of_declared_classes_no_others_are_joined(project: Project) -> None:
    exhibit = crosstab(project, COUNTS, **KEYS)
    rows, _ = exhibit.exhibit.divisions(project)  # type: ignore[attr-defined]
    only = Joining(classes=list(rows.names[1:3]), label="De høye")
    policy = Policy(coarsen="declared", joinings={rows.name: [only]})
    found = coarser(exhibit, policy, 99, lambda _: 0)
    assert found is not None
    assert {row["row"]: row["row_label"] for row in found.exhibit.rows} == {
        "1": "rad 1", "2+3": "De høye", "total": "rad total"
    }  # fmt: skip
    assert coarser(exhibit, Policy(coarsen="declared"), 99, lambda _: 0) is None


def test_every_way_to_join_neighbours_leaves_two_or_more() -> None:
    assert set(groupings("abc", True, [])) == {
        (("a",), ("b",), ("c",)), (("a", "b"), ("c",)), (("a",), ("b", "c"))
    }  # fmt: skip
    assert list(groupings("abc", False, ["ac", "xy"])) == [(("a",), ("b",), ("c",))]
    assert list(groupings("ab", False, ["ab"])) == [(("a",), ("b",))]


def test_what_stands_one_by_one_in_another_report_is_found_behind(project: Project) -> None:
    """A class of one that is shown together with one whose count is known."""
    own = joined(crosstab(project, COUNTS, **KEYS), ROWS, COLUMNS, ({}, {}))
    other = crosstab(project, COUNTS, report="andre", **KEYS)
    cells = other.result.table
    only = replace(other, result=replace(other.result, table=cells[cells["row"] == "2"]))
    kinds = {leak.kind for leak in attacked([own, only], [], AttackLimits(3), WAVE, REPORT).leaks}
    assert kinds == {"behind"}
    assert not attacked([own], [], AttackLimits(3), WAVE, REPORT).leaks


def test_joined_classes_tell_of_a_few_who_are_in_one_table_only(project: Project) -> None:
    """One more who has a class is told by tables that show the classes in different ways."""
    fine = crosstab(project, [[9, 9], [9, 9], [9, 9]], rows="123", columns="12", by="rolle")
    more = crosstab(project, [[9, 10], [9, 9], [9, 9]], rows="123", columns="12", by="alder")
    both = [fine, joined(more, ROWS, (("1",), ("2",)), ({}, {}))]
    leaks = attacked(both, [], AttackLimits(3), WAVE, REPORT).leaks
    assert "difference" in {leak.kind for leak in leaks}


def test_common_categories_are_the_finest_that_both_show() -> None:
    def groups(*names: list[str]) -> dict[str, set[str]]:
        return {joint: set(own) for joint, own in common(*names).items()}

    assert groups(["1", "2", "3"], ["1+2", "3"]) == {"1+2": {"1", "2", "1+2"}, "3": {"3"}}
    assert groups(["1+2", "3"], ["1", "2+3"]) == {"1+2+3": {"1+2", "3", "1", "2+3"}}


def test_a_text_about_a_joined_class_says_that_it_is_hidden(project: Project) -> None:
    made = joined(with_means(project), ROWS, COLUMNS, ({}, {}))
    with writing("nb"):
        lookup = Lookup(made.exhibit, made.result)
        assert lookup.find(("rad 1", "kolonne 1"), "n").hidden
        assert lookup.find(("rad 3", "kolonne 1"), "n").value == 14


@pytest.mark.parametrize(
    ("name", "classes", "found"),
    [("bosted", ["a", "b"], "bosted"), ("rolle", ["1", "99"], "99"), ("rolle", ["1", "2"], "")],
)
def test_declared_classes_that_are_not_there_are_told_of(
    project: Project, name: str, classes: list[str], found: str
) -> None:
    policy = Policy(coarsen="declared", joinings={name: [Joining(classes=classes)]})
    report = project.reports[REPORT].model_copy(update={"disclosure": policy})
    faults = list(joining_faults(replace(project, reports={REPORT: report}), REPORT))
    assert [f"«{found}»" in str(fault) or found in str(fault) for fault in faults] == (
        [True] if found else []
    )


def test_no_way_to_join_costs_less_than_the_one_that_is_chosen(project: Project) -> None:
    """Ways are passed over for the cells that are hidden at least; here all of them are tried."""
    exhibit, single = crosstab(project, COUNTS, **KEYS), (("1",), ("2",), ("3",))

    def twice_the_small(of: PublishedExhibit) -> int:
        return 2 * sum(0 < row["n"] < 3 for row in of.rows)

    found = coarser(exhibit, ADJACENT, 99, twice_the_small)
    assert found is not None
    every = [single, *groupings("123", True, [])]
    ways = [
        joined(exhibit, *way, ({}, {})) for way in product(every, every) if way != (single,) * 2
    ]
    assert found.cost == min(len(exhibit.rows) - len(of.rows) + twice_the_small(of) for of in ways)
