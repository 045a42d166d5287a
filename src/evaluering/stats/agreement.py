"""Cohen's kappa: the agreement of two coders beyond chance."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass
from math import nan, sqrt
from typing import Literal, TypeAlias

import numpy as np
import pandas as pd

from evaluering.stats.arguments import (
    FloatArray,
    require_confidence,
    require_option,
    require_same_length,
)
from evaluering.stats.distributions import around, normal_two_sided
from evaluering.stats.errors import StatisticsError
from evaluering.stats.results import (
    Estimate,
    HypothesisTest,
    Interval,
    Record,
    StatisticalResult,
    TestedEstimate,
)

__all__ = ["CodeAgreement", "Kappa", "KappaWeights", "code_agreement", "cohens_kappa"]

KappaWeights: TypeAlias = Literal["none", "linear", "quadratic"]


@dataclass(frozen=True, eq=False)
class Kappa(TestedEstimate):
    """Cohen's kappa with its error and interval; z and p use the error under independence."""

    estimate: Estimate
    test: HypothesisTest
    observed_agreement: float
    expected_agreement: float
    standard_error: float
    n: int
    table: pd.DataFrame
    method: str
    convention: str = "large-sample errors of Fleiss, Cohen and Everitt"

    @property
    def kappa(self) -> float:
        """Cohen's kappa."""
        return self.estimate.value

    def records(self) -> list[Record]:
        """Return one record: kappa, p, limits, standard error, agreement, n."""
        names = ("standard_error", "observed_agreement", "expected_agreement", "n")
        more = {name: getattr(self, name) for name in names}
        return [self.estimate.row(self.method, p=self.p, **more)]


@dataclass(frozen=True, eq=False)
class CodeAgreement(StatisticalResult):
    """Cohen's kappa of each code of answers that can carry several."""

    kappas: Mapping[Hashable, Kappa]
    n: int
    method: str = "Cohen's kappa, one code at a time"
    convention: str = "given or not given"

    def records(self) -> list[Record]:
        """Return one record a code: those of `Kappa`, and the code."""
        return [row | {"code": code} for code, k in self.kappas.items() for row in k.records()]


def cohens_kappa(
    first: Sequence[Hashable],
    second: Sequence[Hashable],
    *,
    categories: Sequence[Hashable] | None = None,
    weights: KappaWeights = "none",
    confidence: float = 0.95,
) -> Kappa:
    r"""Measure the agreement of two coders who gave each unit one category.

    .. math::
        \kappa = \frac{p_o - p_e}{1 - p_e}, \quad p_o = \sum_{ij} v_{ij} p_{ij}, \quad
        p_e = \sum_{ij} v_{ij} p_{i+} p_{+j}

    with :math:`v_{ij}` 1 on the diagonal and 0 elsewhere, or :math:`1 - |i-j|/(k-1)` (linear),
    or :math:`1 - (i-j)^2/(k-1)^2` (quadratic).

    Parameters
    ----------
    first, second : sequence, shape (units,)
        Category that each coder gave each unit; units with None or NaN from either are left
        out.
    categories : sequence, optional
        All categories, in order; needed for weights when they do not sort into their order.
    weights : {"none", "linear", "quadratic"}
        Credit for near agreement of ordered categories.
    confidence : float
        Level of the interval.

    Returns
    -------
    Kappa
        1 is full and 0 chance agreement. NaN with a warning without units, or when expected
        agreement is 1 (both coders used one and the same category throughout).

    Raises
    ------
    StatisticsError
        Different lengths, a category that is not in `categories`, an unknown option.

    Notes
    -----
    SPSS: ``CROSSTABS /STATISTICS KAPPA``. R: ``psych::cohen.kappa``, ``vcd::Kappa``. Source:
    Cohen (1960), Educational and Psychological Measurement 20, 37-46; Fleiss, Cohen & Everitt
    (1969), Psychological Bulletin 72, 323-327.

    Examples
    --------
    >>> cohens_kappa(["a", "a", "b", "b"], ["a", "b", "b", "b"]).kappa
    0.5
    """
    require_confidence("cohens_kappa", confidence)
    require_option("cohens_kappa", "weights", weights, KappaWeights)
    table = _table(first, second, categories)
    counts = table.to_numpy().astype(float)
    n, k = int(counts.sum()), len(table)
    method = "Cohen's kappa" if weights == "none" else f"Cohen's kappa, {weights} weights"
    p = counts / max(n, 1)
    rows, columns = p.sum(axis=1), p.sum(axis=0)
    credit = _credit(k, weights)
    observed, expected = float((credit * p).sum()), float(rows @ credit @ columns)
    if n == 0 or np.isclose(expected, 1, rtol=0, atol=1e-14):
        warning = "no units" if n == 0 else "expected agreement is 1: no kappa"
        seen = (observed, expected) if n else (nan, nan)
        nothing = Estimate.undefined(confidence), HypothesisTest(nan, nan, nan)
        return Kappa(*nothing, *seen, nan, n, table, method, warnings=(warning,))
    kappa = (observed - expected) / (1 - expected)
    spread = np.add.outer(credit @ columns, rows @ credit)
    inner = float((p * (credit - spread * (1 - kappa)) ** 2).sum())
    error = sqrt(max(0.0, inner - (kappa - expected * (1 - kappa)) ** 2) / n) / (1 - expected)
    null = float((np.outer(rows, columns) * (credit - spread) ** 2).sum()) - expected**2
    null_error = sqrt(max(0.0, null) / n) / (1 - expected)
    limits = around(kappa, error, confidence)
    z = kappa / null_error if null_error > 0 else nan
    return Kappa(
        Estimate(kappa, Interval(limits.lower, min(1.0, limits.upper), confidence)),
        HypothesisTest(z, nan, normal_two_sided(z)),
        observed,
        expected,
        error,
        n,
        table,
        method,
    )


def code_agreement(
    first: Sequence[Collection[Hashable] | None],
    second: Sequence[Collection[Hashable] | None],
    *,
    codes: Sequence[Hashable] | None = None,
    confidence: float = 0.95,
) -> CodeAgreement:
    """Measure the agreement on each code when an answer can carry several.

    Each code is a variable of its own, given or not given; see `cohens_kappa`.

    Parameters
    ----------
    first, second : sequence of collection of codes or None, shape (answers,)
        Codes that each coder gave; answers that either did not code (None) are left out.
    codes : sequence, optional
        Codes of the result; when not given those used, in order of first use.
    confidence : float
        Level of the intervals.

    Returns
    -------
    CodeAgreement
        A Kappa for each code; a code that neither or both gave to all answers has a NaN kappa,
        with a warning. n is the number of answers that both coded.

    Raises
    ------
    StatisticsError
        Different lengths.

    Notes
    -----
    SPSS: ``CROSSTABS /STATISTICS KAPPA`` on the dichotomies. R: ``psych::cohen.kappa`` on each.

    Examples
    --------
    >>> first, second = [{"tid"}, {"tid", "penger"}], [{"tid"}, {"penger"}]
    >>> code_agreement(first, second).n
    2
    """
    require_same_length("code_agreement", first=first, second=second)
    pairs = [
        (set(a), set(b))
        for a, b in zip(first, second, strict=True)
        if a is not None and b is not None
    ]
    used = dict.fromkeys(
        code for answer in (*first, *second) if answer is not None for code in answer
    )
    kappas = {
        code: cohens_kappa(
            [code in a for a, _ in pairs],
            [code in b for _, b in pairs],
            categories=[False, True],
            confidence=confidence,
        )
        for code in (list(used) if codes is None else codes)
    }
    return CodeAgreement(
        kappas,
        len(pairs),
        warnings=tuple(
            f"code {code!r}: {warning}" for code, k in kappas.items() for warning in k.warnings
        ),
    )


def _table(
    first: Sequence[Hashable],
    second: Sequence[Hashable],
    categories: Sequence[Hashable] | None,
) -> pd.DataFrame:
    require_same_length("cohens_kappa", first=first, second=second)
    frame = pd.DataFrame({"a": list(first), "b": list(second)}, dtype=object).dropna()
    found = set(frame["a"]) | set(frame["b"])
    if categories is None:
        try:
            names = sorted(found)
        except TypeError:
            names = sorted(found, key=str)
    else:
        names = list(categories)
    if foreign := found - set(names):
        raise StatisticsError(
            "cohens_kappa",
            "categories",
            "hold every category",
            f"categories without {sorted(map(str, foreign))}",
        )
    position = {name: i for i, name in enumerate(names)}
    counts = np.zeros((len(names), len(names)), dtype=int)
    for a, b in zip(frame["a"], frame["b"], strict=True):
        counts[position[a], position[b]] += 1
    labels = pd.Index(names, dtype=object)
    return pd.DataFrame(counts, index=labels, columns=labels)


def _credit(size: int, weights: KappaWeights) -> FloatArray:
    if weights == "none" or size < 2:
        return np.eye(size)
    distance = np.abs(np.subtract.outer(np.arange(size), np.arange(size))) / (size - 1)
    credit: FloatArray = 1 - (distance if weights == "linear" else distance**2)
    return credit
