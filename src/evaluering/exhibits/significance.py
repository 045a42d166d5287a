"""The tests of a result: what was compared, the essentials, and everything that was computed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import isnan
from typing import Annotated, Any, Literal, TypeAlias, TypeVar

import pandas as pd
from pydantic import Field

from evaluering.message import Message, message

R = TypeVar("R")


@dataclass(frozen=True)
class Statistic:
    """One variant, effect size or measure of association of a test, with what is known of it."""

    statistic: str
    """Its name in the language files, as ``stat_<name>``."""
    value: float | None = None
    df: float | None = None
    df2: float | None = None
    p: float | None = None
    """The statistic, its degrees of freedom, and its p."""
    lower: float | None = None
    upper: float | None = None
    """The ends of its confidence interval; of a simulated p, those of p."""
    standard_error: float | None = None
    z: float | None = None
    r: float | None = None
    n: float | None = None
    """What a measure of association is tested by."""
    draws: int | None = None
    seed: int | None = None
    """How a p was simulated."""


@dataclass(frozen=True)
class PairwiseComparison:
    """Two of several groups, with p adjusted over the pairs."""

    method: str
    first: str
    second: str
    difference: float
    standard_error: float | None = None
    statistic: float | None = None
    df: float | None = None
    p: float | None = None
    adjusted_p: float | None = None
    lower: float | None = None
    upper: float | None = None


@dataclass(frozen=True)
class ContingencyCell:
    """One cell of a table of counts: what independence would give, and how far it is from that."""

    row: str | int
    column: str | int
    expected: float
    adjusted_residual: float | None = None


@dataclass(frozen=True)
class CategoryFit:
    """One category of a sample beside that of its frame."""

    category: str
    n: int
    expected: float
    sample_percent: float
    frame_percent: float
    difference: float
    residual: float | None = None


@dataclass(frozen=True, kw_only=True)
class SignificanceTest:
    """What every test has: the printed variant first, and all of them in ``statistics``."""

    item: str | None = None
    groups: tuple[str, ...] | None = None
    """What is compared, where an exhibit has several tests."""
    test: str
    """Its name in the language files, as ``test_<name>``."""
    statistic: float | None
    df: float | None
    p: float | None
    """The printed variant; None where it cannot be computed."""
    effect: str | None
    effect_size: float | None
    """The effect size that is printed with it, by name."""
    n: int
    """Respondents behind it."""
    statistics: tuple[Statistic, ...]
    """Every variant and effect size."""
    warnings: tuple[str, ...]
    """What the statistics say of the data, in English."""


@dataclass(frozen=True, kw_only=True)
class MeansTest(SignificanceTest):
    """Means compared over groups: a t test of two, an analysis of variance of several.

    Of weighted means it is the design's t, and Wald's F.
    ``p_holm`` and ``p_bh`` are adjusted over the items of the exhibit.
    """

    test: Literal["welch_t", "pooled_t", "classical_f", "welch_f", "design_t", "design_f"]
    df2: float | None = None
    pairs: tuple[PairwiseComparison, ...] = ()
    p_holm: float | None = None
    p_bh: float | None = None


@dataclass(frozen=True, kw_only=True)
class ContingencyTest(SignificanceTest):
    """Chi-square of a table of counts, with the expected counts that it rests on.

    Of a weighted table it is Rao and Scott's F, which has a second df.
    """

    test: Literal["chi_square", "rao_scott"]
    convention: str
    df2: float | None = None
    share_expected_below_5: float | None
    minimum_expected: float | None
    dropped: tuple[str, ...]
    cells: tuple[ContingencyCell, ...]


@dataclass(frozen=True, kw_only=True)
class FitTest(SignificanceTest):
    """Chi-square of the respondents' distribution against that of the frame."""

    test: Literal["goodness_of_fit"]
    share_expected_below_5: float | None
    minimum_expected: float | None
    cells: tuple[CategoryFit, ...]


@dataclass(frozen=True, kw_only=True)
class RankTest(SignificanceTest):
    """Spearman's correlation, or ranks compared over groups: Mann-Whitney or Kruskal-Wallis."""

    test: Literal["spearman", "mann_whitney", "kruskal_wallis"]
    pairs: tuple[PairwiseComparison, ...] = ()


AnyTest: TypeAlias = Annotated[
    MeansTest | ContingencyTest | FitTest | RankTest, Field(discriminator="test")
]
"""Any of the tests, told apart by name when they are read back."""


def records(kind: type[R], frame: pd.DataFrame, **more: Any) -> tuple[R, ...]:
    """Return the rows of a frame as records of a kind, without what is missing.

    Parameters
    ----------
    kind
        The dataclass whose fields the columns are.
    frame
        What a test gives.
    more
        Fields that all the rows share.
    """
    rows = frame.to_dict(orient="records")
    known = [{str(k): value for k, value in row.items() if not pd.isna(value)} for row in rows]
    return tuple(kind(**row, **more) for row in known)


def known(value: float) -> float | None:
    """Return a number as a record holds it: None for NaN."""
    return None if isnan(value) else value


def compared_by(key: str, tests: Sequence[SignificanceTest]) -> tuple[Message, ...]:
    """Return the sentence of a method that names its tests, where there are any."""
    return (message(key, tests=named_tests(tests)),) if tests else ()


def named_tests(tests: Iterable[SignificanceTest]) -> tuple[Message, ...]:
    """Return what the tests are called in a sentence, each once."""
    return tuple(message(f"by_{name}") for name in dict.fromkeys(test.test for test in tests))
