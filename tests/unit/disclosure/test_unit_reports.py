"""What the reports of units give away together, and what is hidden so that they do not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from evaluering.config.disclosure import Policy
from evaluering.config.project import Project, load_project
from evaluering.disclosure.attack.attack import attacked
from evaluering.disclosure.attack.bearing import step_borne, to_step
from evaluering.disclosure.attack.exhibit import PublishedExhibit
from evaluering.disclosure.attack.leaks import AttackLimits, Leak
from evaluering.disclosure.unit_control import ProtectedUnits, protected_units
from evaluering.exhibits.result import Result
from evaluering.exhibits.withholding import withheld_units
from planted_exhibits import SCALE
from small_project import REPORT, REPORT_FOLDER, WAVE, write_project, write_yaml

UNITS = ("nord", "sor", "vest")
MEANS = {"nord": 3.4, "sor": 3.1, "vest": 2.9}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Return a project whose report is made for each of three counties."""
    root = write_project(tmp_path_factory.mktemp("enheter") / "p")
    file = root / REPORT_FOLDER / "report.yaml"
    content = yaml.safe_load(file.read_text(encoding="utf-8"))
    write_yaml(file, content | {"units": {"by": {"ansatte": "fylke"}}})
    return load_project(root).of_report(REPORT)


@pytest.mark.parametrize(
    ("sizes", "hidden"),
    [
        ({1: 20, 2: 30, 3: 40}, set()),
        ({1: 2, 2: 30, 3: 40, 4: 50}, {1, 2}),
        ({1: 1, 2: 1, 3: 40, 4: 50}, {1, 2, 3}),
        ({1: 2, 2: 2, 3: 40}, {1, 2}),
        ({1: 0, 2: 30, 3: 40}, set()),
        ({1: 0, 2: 2, 3: 40}, {2, 3}),
        ({1: 2, 2: 1}, {1, 2}),
        ({1: 2}, {1}),
    ],
)
def test_no_unit_is_hidden_alone_or_with_too_few(sizes: dict[int, int], hidden: set[int]) -> None:
    assert withheld_units(sizes, 3) == hidden


@given(st.dictionaries(st.integers(1, 9), st.integers(0, 30)), st.integers(1, 12))
def test_whatever_the_sizes_what_is_hidden_is_several_and_many(
    sizes: dict[int, int], least: int
) -> None:
    hidden = withheld_units(sizes, least)
    answered = {unit: n for unit, n in sizes.items() if n}
    whole = sum(answered.values())
    assert hidden <= answered.keys()
    for unit in answered.keys() - hidden:
        assert answered[unit] >= least
        assert whole == answered[unit] or whole - answered[unit] >= least
    if hidden and answered.keys() - hidden:
        assert len(hidden) > 1
        assert sum(answered[unit] for unit in hidden) >= least


def of_unit(
    project: Project, unit: str, exhibit: str, rows: Sequence[tuple[int | None, float | None]]
) -> PublishedExhibit:
    """Return means of an item in a unit and the others, as its report shows them."""
    report = f"{REPORT}-{unit}"
    spec = project.exhibit(report, exhibit)
    groups: Sequence[str] = spec.groups  # type: ignore[attr-defined]
    if exhibit.startswith("figur-6"):
        (n, mean), (others, rest) = rows
        own = {"item": "maal_klare", "item_label": "Målene", "n_first": n, "n_second": others}
        table = pd.DataFrame([own | {"mean_first": mean, "mean_second": rest}])
    else:
        table = pd.DataFrame([
            {"item": "maal_klare", "item_label": "Målene", "group": group,
             "group_label": project.groups[group].label, "n": n, "mean": mean,
             "suppressed": n is None}
            for group, (n, mean) in zip(groups, rows, strict=True)
        ])  # fmt: skip
    result = Result(exhibit, spec.kind, table, 99, details=SCALE)
    return PublishedExhibit(project, WAVE, report, spec, result)


def all_units(
    project: Project, sizes: dict[str, int | None], exhibit: str = "figur-3-ansatt"
) -> list[PublishedExhibit]:
    """Return the same exhibit of every unit; where a unit has no size, it is hidden."""
    whole = 20 + 30 + 40
    full = {"nord": 20, "sor": 30, "vest": 40}
    return [
        of_unit(project, unit, exhibit, [(None, None), (None, None)] if n is None
                else [(n, MEANS[unit]), (whole - full[unit], 3.0)])
        for unit, n in sizes.items()
    ]  # fmt: skip


def leaks(exhibits: Sequence[PublishedExhibit]) -> set[tuple[str, str]]:
    found = attacked(
        exhibits, [], AttackLimits(), WAVE, REPORT, (), [f"{REPORT}-{u}" for u in UNITS]
    )
    return {(leak.kind, place.report) for leak in found.leaks for place in leak.places}


def test_means_of_units_and_the_others_are_rounded_to_what_their_bases_bear(
    project: Project,
) -> None:
    sizes = {"nord": 20, "sor": 30, "vest": 40}
    own = [
        of_unit(project, unit, "figur-3-ansatt", [(n, MEANS[unit] + 0.0378), (90 - n, 3.0391)])
        for unit, n in sizes.items()
    ]
    found = protected_units(own, [], [], Policy())
    steps = {n: step_borne(n, 5, Policy().least, 0.1) for n in (20, 30, 40, 70, 60, 50)}
    assert max(steps.values()) > 0.1
    shown = [row for of in found.exhibits for row in of.rows]
    assert [to_step(row["mean"], steps[row["n"]]) for row in shown] == [r["mean"] for r in shown]
    assert len({row["mean"] for row in shown}) > 1


def test_a_unit_that_is_hidden_alone_is_found(project: Project) -> None:
    found = leaks(all_units(project, {"nord": None, "sor": 30, "vest": 40}))
    assert ("hidden_known", f"{REPORT}-nord") in found


def test_a_unit_that_is_hidden_in_one_figure_and_shown_in_another_is_found(
    project: Project,
) -> None:
    hidden = all_units(project, {"nord": None, "sor": None, "vest": 40})
    beside = all_units(project, {"nord": 20}, "figur-6-ansatt")
    assert ("shown_elsewhere", f"{REPORT}-nord") in leaks([*hidden, *beside])


def test_two_units_that_are_hidden_together_do_not_follow(project: Project) -> None:
    assert not leaks(all_units(project, {"nord": None, "sor": None, "vest": 40}))


def test_a_unit_that_is_in_no_report_is_not_taken_for_nobody(project: Project) -> None:
    """Without the report of one, the others are not all."""
    assert not leaks(all_units(project, {"sor": 30, "vest": 40}))


def distributed(
    project: Project, unit: str, counts: Sequence[int], rest: Sequence[int]
) -> PublishedExhibit:
    """Return an item's answers in a unit and among the others."""
    report = f"{REPORT}-{unit}"
    spec = project.exhibit(report, "figur-4-ansatt")
    groups: Sequence[str] = spec.groups  # type: ignore[attr-defined]
    table = pd.DataFrame([
        {"category": code, "label": str(code), "group": group, "group_label": group,
         "n_group": sum(own), "n": n, "percent": 100 * n / sum(own), "suppressed": False}
        for group, own in zip(groups, (counts, rest), strict=True)
        for code, n in enumerate(own, 1)
    ])  # fmt: skip
    result = Result(spec.id, spec.kind, table, 99, details=SCALE)
    return PublishedExhibit(project, WAVE, report, spec, result)


def every_distribution(project: Project, **counts: Sequence[int]) -> list[PublishedExhibit]:
    whole = [sum(own) for own in zip(*counts.values(), strict=True)]
    return [
        distributed(project, unit, own, [a - b for a, b in zip(whole, own, strict=True)])
        for unit, own in counts.items()
    ]


def controlled(project: Project, others: Sequence[PublishedExhibit] = ()) -> ProtectedUnits:
    own = every_distribution(
        project, nord=[2, 4, 5, 6, 7], sor=[8, 9, 7, 5, 6], vest=[9, 8, 12, 11, 10]
    )
    return protected_units(own, others, [], Policy())


def test_a_small_cell_hides_its_unit_and_the_smallest_beside_it(project: Project) -> None:
    found = controlled(project)
    assert {unit for unit, masks in found.masks.items() if masks.rows} == {
        f"{REPORT}-nord", f"{REPORT}-sor"
    }  # fmt: skip
    assert {why for masks in found.masks.values() for why in masks.rows.values()} == {
        "small", "derived"
    }  # fmt: skip
    assert not leaks(found.exhibits)
    kept = next(of for of in found.exhibits if of.report == f"{REPORT}-vest")
    assert not kept.result.table["n"].isna().any()


def test_what_the_whole_shows_of_a_unit_costs_the_exhibit_and_is_never_shown_again(
    project: Project,
) -> None:
    shown = every_distribution(
        project, nord=[2, 4, 5, 6, 7], sor=[8, 9, 7, 5, 6], vest=[9, 8, 12, 11, 10]
    )
    elsewhere = [replace(of, report="forrige") for of in shown]
    found = controlled(project, elsewhere)
    assert all(of.result.empty is not None for of in found.exhibits)


def test_a_solver_without_time_hides_more(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    undecided = Leak("undecided", (), certain=False)

    def never(exhibits: Sequence[PublishedExhibit], *_: object) -> object:
        places = tuple(of.place({}) for of in exhibits if of.result.empty is None)
        left = (replace(undecided, places=places),) if places else ()
        return type("Outcome", (), {"leaks": left})

    monkeypatch.setattr("evaluering.disclosure.unit_control.attacked", never)
    assert all(of.result.empty is not None for of in controlled(project).exhibits)
