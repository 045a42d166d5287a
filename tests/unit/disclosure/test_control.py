"""What a public report hides: nothing follows, no more is shown than allowed, reasons are kept."""

from itertools import combinations
from types import SimpleNamespace

import numpy as np
import pytest
from pydantic import ValidationError

from evaluering.config.disclosure import Policy
from evaluering.config.project import Project, load_project
from evaluering.disclosure.attack.attack import attacked
from evaluering.disclosure.attack.lattice import Lattice, lattice
from evaluering.disclosure.attack.leaks import AttackLimits
from evaluering.disclosure.attack.linked import LinkedCell, hidden_intervals
from evaluering.disclosure.attack.reading import count_statements
from evaluering.disclosure.complement import complemented
from evaluering.disclosure.control import Protected, protected
from evaluering.disclosure.masking import Masks, masked
from linked_tables import random_set
from planted_exhibits import crosstab, one_way, places
from planted_leaks import class_table
from small_project import REPORT, WAVE, write_project

SMALL = [[2, 9, 12], [11, 7, 8], [14, 10, 6]]
COLUMNS = {"rows": "123", "columns": "123"}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Return the little project's configuration."""
    return load_project(write_project(tmp_path_factory.mktemp("vern") / "p")).of_report(REPORT)


def hidden_in(found: Protected, exhibit: str) -> set[tuple[str, str]]:
    own = next(of for of in found.own if of.exhibit.id == exhibit)
    return {(own.rows[n]["row"], own.rows[n]["column"]) for n in found.masks.of(exhibit)}


def test_a_small_cell_is_hidden_with_three_others(project: Project) -> None:
    found = protected([crosstab(project, SMALL, **COLUMNS)], [], [], Policy())
    hidden = hidden_in(found, "tabell-26")
    assert ("1", "1") in hidden
    assert len(hidden) == 4
    assert found.best
    assert set(found.masks.rows.values()) == {"small", "derived"}


def test_no_hidden_cell_is_known_closer_than_allowed(project: Project) -> None:
    policy = Policy(width=5)
    found = protected([crosstab(project, SMALL, **COLUMNS)], [], [], policy)
    linked = lattice(s for of in found.exhibits for s in count_statements(of))
    widths = [own.width for own in hidden_intervals(linked.cells, linked.relations)]
    assert len(widths) >= 4
    assert min(widths) >= 5


@pytest.mark.parametrize("seed", range(6))
def test_nothing_follows_from_random_tables_with_a_common_margin(
    project: Project, seed: int
) -> None:
    drawn = np.random.default_rng(seed).poisson(6, size=(3, 4)).tolist()
    table = crosstab(project, drawn, rows="123", columns="1234")
    margin = one_way(project, [sum(row) for row in drawn], sum(map(sum, drawn)))
    found = protected([table, margin], [], [], Policy())
    left = attacked(found.exhibits, [], AttackLimits(3), WAVE, REPORT)
    assert not left.leaks


@pytest.mark.parametrize("seed", range(6))
def test_no_cheaper_set_of_cells_protects_as_well(seed: int) -> None:
    """All sets of cells of two linked tables, tried one by one."""
    rng = np.random.default_rng(seed)
    given = random_set(rng)
    while not given.hidden or len(given.inner) > 10:
        given = random_set(rng)
    shown = tuple(LinkedCell(float(n), float(n)) for n in given.truth)
    linked = Lattice(shown, given.relations, ((),) * len(shown))
    costs = {cell: float(rng.integers(1, 4)) for cell in given.inner}
    found = complemented(linked, given.hidden, costs, 2)

    def protects(hidden: frozenset[int]) -> bool:
        return {*given.hidden} <= hidden and all(
            sum(min(given.truth[o], 2) for o in others) >= min(
                2, sum(min(given.truth[o], 2) for o in r.terms if o in costs and o != cell))
            for r in given.relations for cell in hidden & r.terms.keys()
            for others in [[o for o in r.terms if o in hidden and o != cell]]
        )  # fmt: skip

    sets = (frozenset(s) for k in range(11) for s in combinations(given.inner, k))
    cheapest = min(sum(costs[cell] for cell in own) for own in sets if protects(own))
    assert protects(found.hidden)
    assert found.cost == cheapest


def test_what_followed_of_one_who_took_part_is_made_possible_otherwise(project: Project) -> None:
    """All three of the smallest are in the first class: another class must be possible."""
    own = places(*("1", "2") * 6, "3", k1=(1, "0"), k2=(2, "1"), k3=(3, "2"))
    table = class_table(project, [[6, 3, 1], [0, 3, 0], [0, 0, 0]])
    found = protected([table], [], [own], Policy(most_hidden=100))
    assert not attacked(found.exhibits, [own], AttackLimits(3), WAVE, REPORT).leaks


def test_tests_of_a_table_with_hidden_cells_are_left_out_and_nothing_else_changes(
    project: Project,
) -> None:
    table = crosstab(project, [[9, 12], [11, 8]], rows="12", columns="12")
    found = protected([table], [], [], Policy())
    assert found.exhibits == (table,)
    assert not found.masks.rows


def test_what_is_public_elsewhere_costs_the_exhibit(project: Project) -> None:
    """A total that is shown in a report that is out already cannot be hidden any more."""
    table = crosstab(project, [[2, 9], [11, 8]], rows="12", columns="12")
    shown = crosstab(project, [[2, 9], [11, 8]], rows="12", columns="12", report="forrige")
    found = protected([table], [shown], [], Policy())
    assert found.exhibits[0].result.empty is not None
    assert found.exhibits[0].result.n == 0


def test_a_solver_without_time_hides_all_that_may_be(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    linked = lattice(count_statements(crosstab(project, SMALL, **COLUMNS)))
    inner = [n for n, own in enumerate(linked.statements) if own and len(own[0].parts) == 2]
    small = next(n for n in inner if linked.cells[n].lower == 2)
    few = complemented(linked, [small], dict.fromkeys(inner, 1.0), 2)
    assert (len(few.hidden), few.best) == (4, True)
    out_of_time = SimpleNamespace(x=None, status=1)
    monkeypatch.setattr("evaluering.disclosure.complement._solution", lambda *_: out_of_time)
    all_ = complemented(linked, [small], dict.fromkeys(inner, 1.0), 2)
    assert (all_.hidden, all_.best) == (frozenset(inner), False)


def test_per_cents_of_a_hidden_total_are_hidden_with_it(project: Project) -> None:
    table = crosstab(project, SMALL, **COLUMNS)
    total = next(n for n, r in enumerate(table.rows) if (r["row"], r["column"]) == ("total", "2"))
    table.result.table["percent"] = 20.0
    shown = masked(table, Masks(rows={("tabell-26", total): "found"}), 3)
    numbers = shown.result.table.set_index(["row", "column"])
    assert numbers["percent"].isna().groupby("column").any().to_dict() == {
        "1": False, "2": True, "3": False, "total": False
    }  # fmt: skip
    assert numbers.loc[("1", "2"), "withheld"] == "percent"
    assert not shown.result.tests


def test_policies_have_their_own_limits() -> None:
    assert (Policy().least, Policy(preset="acro").least) == (3, 10)
    assert Policy(preset="acro", count=5, base=20).least_base == 20


@pytest.mark.parametrize(
    "given", [{"count": 0}, {"base": 0}, {"width": 0}, {"count": 9, "base": 4}]
)
def test_limits_that_protect_nobody_are_refused(given: dict[str, int]) -> None:
    with pytest.raises(ValidationError):
        Policy(**given)
