"""A second opinion from pingouin, with every default that differs from SPSS written out.

pingouin's `cronbach_alpha` is pairwise by default, `ttest` picks Welch by the group sizes, and its
effect sizes are unsigned: see the docstrings of the functions compared here.
"""

from pathlib import Path

import pandas as pd
import pingouin
import pytest

from compare import compare
from evaluering.stats import pearson, reliability, several_groups, two_groups

PROGRAM = f"pingouin {pingouin.__version__}"
DATA = Path(__file__).parent / "data"


@pytest.fixture(scope="module")
def groups() -> dict[str, pd.Series]:
    frame = pd.read_csv(DATA / "groups.csv").dropna(subset=["value"])
    return {str(name): part["value"] for name, part in frame.groupby("group")}


def test_alpha_is_pingouins_with_listwise_deletion() -> None:
    items = pd.read_csv(DATA / "scale_items.csv").select_dtypes("number")
    alpha, _ = pingouin.cronbach_alpha(items, nan_policy="listwise")
    compare("alpha", PROGRAM, reliability(items).alpha, alpha, 1e-8)


@pytest.mark.parametrize(("convention", "correction"), [("welch", True), ("pooled", False)])
def test_both_t_tests_are_pingouins(
    groups: dict[str, pd.Series], convention: str, correction: bool
) -> None:
    first, second = list(groups.values())[:2]
    expected = pingouin.ttest(first, second, correction=correction).iloc[0]
    ours = two_groups(first.to_numpy(), second.to_numpy(), convention=convention)  # type: ignore[arg-type]
    compare(f"{convention} t", PROGRAM, ours.test.statistic, expected["T"], 1e-8)
    compare(f"{convention} p", PROGRAM, ours.test.p, expected["p_val"], 1e-8)


def test_anova_and_eta_squared_are_pingouins(groups: dict[str, pd.Series]) -> None:
    long = pd.concat(groups, names=["group"]).reset_index("group").rename(columns={0: "value"})
    expected = pingouin.anova(long, dv="value", between="group", effsize="n2").iloc[0]
    ours = several_groups(groups)
    compare("F", PROGRAM, ours.classical.statistic, expected["F"], 1e-8)
    compare("eta squared", PROGRAM, ours.effect.value, expected["n2"], 1e-8)


def test_pearson_is_pingouins() -> None:
    frame = pd.read_csv(DATA / "correlation.csv").select_dtypes("number").dropna()
    x, y = frame.iloc[:, 0], frame.iloc[:, 1]
    expected = pingouin.corr(x, y).iloc[0]
    compare("r", PROGRAM, pearson(x, y).r, expected["r"], 1e-8)
