"""The five daily tasks of docs/python.md: at most three lines, and equal to pandas, pingouin and R.

R's values: benchmarks/daily_tasks/with_r.R, R 4.2.2 with haven 2.5.1 and psych 2.2.9, on the
committed wave.
"""

from __future__ import annotations

import ast
import re
import sys
from pathlib import Path
from typing import Any

import pytest

REPOSITORY = Path(__file__).parents[2]
GUIDE = (REPOSITORY / "docs/python.md").read_text(encoding="utf-8")
PEERS = REPOSITORY / "benchmarks/daily_tasks"
TASKS = re.findall(r"```python task\n(.*?)```", GUIDE, re.DOTALL)
BLOCKS = re.findall(r"```python\n(.*?)```", GUIDE, re.DOTALL)
NAMES = ("load", "compare", "plot", "factors", "crosstab")

pytestmark = pytest.mark.workflow


@pytest.fixture(scope="module")
def peer() -> Any:
    """Return the same tasks with pandas and pingouin."""
    sys.path.insert(0, str(PEERS))
    try:
        import with_pandas
    finally:
        sys.path.remove(str(PEERS))
    return with_pandas


def run(task: str, built: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    monkeypatch.chdir(built)
    monkeypatch.setenv("MPLBACKEND", "Agg")
    found: dict[str, Any] = {}
    exec(task, found)
    return found


def test_a_task_takes_at_most_three_lines() -> None:
    assert len(TASKS) == len(NAMES)
    assert [statements(task) for task in TASKS] == [2, 3, 3, 3, 3]


def statements(code: str) -> int:
    """Return the lines of a program, one that is broken counted once."""
    return sum(isinstance(node, ast.stmt) for node in ast.walk(ast.parse(code)))


def test_the_table_of_lines_is_counted() -> None:
    ours = [statements(task) for task in TASKS]
    module = ast.parse((PEERS / "with_pandas.py").read_text(encoding="utf-8"))
    functions = [node for node in module.body if isinstance(node, ast.FunctionDef)]
    assert [function.name for function in functions] == list(NAMES)
    pandas = [statements(ast.unparse(function)) - 1 for function in functions]
    script = (PEERS / "with_r.R").read_text(encoding="utf-8")
    parts = re.split(r"^# [a-z]+$", script, flags=re.MULTILINE)[1:]
    r = [len([line for line in part.splitlines() if line]) for part in parts]
    rows = re.findall(r"^\| .*? \| (\d+) \| (\d+) \| (\d+) \|$", GUIDE, re.MULTILINE)
    counted = list(zip(ours, pandas, r, strict=True))
    told = [tuple(map(int, row)) for row in rows]
    assert told == [*counted, tuple(map(sum, zip(*counted, strict=True)))]


def test_labels_are_those_that_pandas_gets(
    built: Path, peer: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = run(TASKS[0], built, monkeypatch)["svar"]
    theirs = peer.load()
    for name in ("stilling", "uhk_tett", "krevende_tid"):
        assert own[name].astype(object).fillna("").tolist() == (
            theirs[name].astype(object).fillna("").tolist()
        )
        assert set(theirs[name].cat.categories) == set(own[name].cat.categories)


def test_a_comparison_is_that_of_pingouin_and_r(
    built: Path, peer: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = run(TASKS[1], built, monkeypatch)["funn"]
    means, tests = peer.compare()
    own = shown.table.loc[shown.table["group"].isin(["1", "2", "3"])].set_index(["item", "group"])
    for item in tests.index:
        for code in (1, 2, 3):
            theirs = means.loc[code, item]
            row = own.loc[(item, str(code))]
            assert [row["n"], row["mean"], row["sd"]] == pytest.approx(theirs.tolist(), abs=1e-12)
    told = shown.test_table.set_index("item")
    assert told["statistic"].tolist() == pytest.approx(tests["F"].tolist(), rel=1e-9)
    assert told["p"].tolist() == pytest.approx(tests["p_unc"].tolist(), rel=1e-9)
    assert told["p_holm"].tolist() == pytest.approx(tests["p_holm"].tolist(), rel=1e-9)
    r = [0.1490184395135, 0.1562235189437, 0.0438737968992, 0.0159511443188, 0.1045288429664]
    assert told["statistic"].tolist() == pytest.approx(r, rel=1e-10)


def test_a_battery_is_drawn_with_the_shares_that_pandas_has(
    built: Path, peer: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = run(TASKS[2], built, monkeypatch)
    assert found["figur"]._repr_png_().startswith(b"\x89PNG")
    table = found["nettverk"].battery("uh_kvalitet").distribution().table
    bars = {round(bar.get_width(), 9) for bar in peer.plot().axes[0].patches} - {0.0}
    own = set(table["percent"].dropna().round(9)) - {0.0}
    assert bars
    assert bars <= own


def test_loadings_are_those_of_factor_analyzer_and_r(
    built: Path, peer: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    task = TASKS[3].replace("factors=1)", 'factors=1, extraction="minres", sort="codebook")')
    shown = run(task, built, monkeypatch)["faktorer"]
    own = shown.table.set_index("row")["loading"]
    r = {"krevende_oversikt": 0.736681421, "krevende_formidle": 0.668312042,
         "krevende_tid": 0.77853763}  # fmt: skip
    assert own[list(r)].tolist() == pytest.approx(peer.factors()[:, 0].tolist(), abs=1e-5)
    assert own[list(r)].tolist() == pytest.approx(list(r.values()), abs=1e-5)


def test_a_crosstab_with_a_registry_is_that_of_pandas_and_r(
    built: Path, peer: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    (test,) = run(TASKS[4], built, monkeypatch)["tabell"].tests
    pearson = peer.crosstab()[2].iloc[0]
    assert (test.statistic, test.df, test.p) == pytest.approx(
        (pearson["chi2"], pearson["dof"], pearson["pval"]), rel=1e-12
    )
    assert (test.statistic, test.p) == pytest.approx((6.452107843, 0.374492818), rel=1e-8)


def test_every_block_of_the_guide_runs_one_after_the_other(
    built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert BLOCKS
    run("\n".join(BLOCKS), built, monkeypatch)
