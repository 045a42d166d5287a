"""What `evaluering.stats` offers: every public name, documented, with examples that hold."""

from __future__ import annotations

import doctest
import inspect
import pickle
import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pandas as pd
import pytest

import evaluering.stats as stats

ABSTRACT = (stats.FittedModel, stats.TestedEstimate)
"""What results inherit from, shown by those."""
MODULES = sorted(path.stem for path in Path(str(stats.__file__)).parent.glob("[a-z]*.py"))


def test_every_public_name_is_there_and_has_an_example() -> None:
    """A result is shown by the example of a function that returns it."""
    public = {name: getattr(stats, name) for name in stats.__all__}
    shown = {name for name, found in public.items() if ">>>" in (found.__doc__ or "")}
    returned = [
        set(re.findall(r"\w+", str(found.__annotations__["return"])))
        for name, found in public.items()
        if inspect.isfunction(found) and name in shown
    ]
    shared = {name for name, found in public.items() if found in ABSTRACT}
    assert set(public) <= set(dir(stats))
    assert set(public) - shown - set().union(*returned) - shared == set()
    with pytest.raises(AttributeError, match="no 'anova_of_nothing'"):
        stats.anova_of_nothing  # noqa: B018


@pytest.mark.parametrize("module", MODULES)
def test_a_module_says_what_it_offers(module: str) -> None:
    loaded = import_module(f"evaluering.stats.{module}")
    assert loaded.__all__ == sorted(set(loaded.__all__), key=lambda name: _rank(name))
    assert set(stats.PUBLIC.get(module, "").split()) <= set(loaded.__all__)
    assert all(hasattr(loaded, name) for name in loaded.__all__)
    assert module not in stats.__all__, "a module would hide the function of its name"


def _rank(name: str) -> tuple[int, str]:
    """Return ruff's order: constants, classes, functions."""
    return (0 if name.isupper() else 1 if name[0].isupper() else 2, name)


@pytest.mark.parametrize("module", MODULES)
def test_examples_hold(module: str) -> None:
    loaded = import_module(f"evaluering.stats.{module}")
    assert doctest.testmod(loaded, extraglobs={"pd": pd}).failed == 0


def test_the_face_loads_no_heavy_package() -> None:
    command = "import evaluering.stats, sys; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", command], capture_output=True, text=True)
    assert not {"numpy", "pandas", "scipy", "statsmodels"} & set(loaded.stdout.split())


def test_an_error_names_function_argument_allowed_and_found_and_can_be_pickled() -> None:
    with pytest.raises(stats.StatisticsError) as caught:
        stats.levene({"a": [1.0]})
    error = pickle.loads(pickle.dumps(caught.value))
    assert str(error) == "levene: groups must have at least 2 groups, got 1"
    assert (error.function, error.argument, error.found) == ("levene", "groups", 1)


def test_results_share_the_names_of_what_they_hold() -> None:
    tested = stats.two_groups([1, 2, 3], [2, 4, 6])
    assert isinstance(tested, stats.TestedResult)
    assert (tested.statistic, tested.df, tested.p) == (
        tested.welch.statistic, tested.welch.df, tested.welch.p,
    )  # fmt: skip
    assert tested.interval == tested.estimate.interval
    assert [row["statistic"] for row in tested.records()][:2] == ["welch_t", "pooled_t"]
    assert tested.to_frame().columns[:5].tolist() == ["statistic", "value", "df", "df2", "p"]
