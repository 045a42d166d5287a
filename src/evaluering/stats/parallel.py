"""Parallel analysis: how many factors stand above chance."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np
import pandas as pd

from evaluering.stats.arguments import FloatArray, require_option, require_share, whole_number
from evaluering.stats.errors import StatisticsError
from evaluering.stats.extraction import squared_multiple_correlations
from evaluering.stats.items import more_rows_than_items
from evaluering.stats.results import Record, StatisticalResult

__all__ = ["Eigenvalues", "ParallelAnalysis", "RandomData", "parallel_analysis"]

Eigenvalues: TypeAlias = Literal["components", "factors"]
RandomData: TypeAlias = Literal["normal", "permuted"]


@dataclass(frozen=True)
class ParallelAnalysis(StatisticalResult):
    """Observed and random eigenvalues; the arrays have one value per item, largest first."""

    items: tuple[str, ...]
    n: int
    n_excluded: int
    method: str
    convention: str
    draws: int
    quantile: float
    observed: FloatArray
    random_mean: FloatArray
    random_quantile: FloatArray
    suggested: int

    def records(self) -> list[Record]:
        """Return the scree data: one record an eigenvalue, with the random mean and quantile."""
        return [
            {
                "number": number,
                "observed": observed,
                "random_mean": mean,
                "random_quantile": quantile,
                "retained": number <= self.suggested,
            }
            for number, (observed, mean, quantile) in enumerate(
                zip(self.observed, self.random_mean, self.random_quantile, strict=True), 1
            )
        ]


def parallel_analysis(
    items: pd.DataFrame,
    generator: np.random.Generator,
    *,
    draws: int = 500,
    quantile: float = 0.95,
    eigenvalues: Eigenvalues = "components",
    random_data: RandomData = "normal",
) -> ParallelAnalysis:
    r"""Compare eigenvalues with those of random data of the same shape (Horn).

    Parameters
    ----------
    items : pandas.DataFrame, shape (n, p)
        Rows with a missing value are dropped.
    generator : numpy.random.Generator
        Source of the random data; the same seed gives the same numbers.
    draws : int
        Number of random data sets.
    quantile : float
        Quantile of the random eigenvalues that an observed one must exceed, in (0, 1).
    eigenvalues : {"components", "factors"}
        Of the correlation matrix (Horn's original), or of the matrix reduced with squared
        multiple correlations in the diagonal. The result's `convention` states which.
    random_data : {"normal", "permuted"}
        Independent normal variables, or the items' own values permuted within each item.

    Returns
    -------
    ParallelAnalysis
        `suggested` counts the leading observed eigenvalues above the random quantile.

    Raises
    ------
    StatisticsError
        Not a Generator, draws below 1, quantile outside (0, 1), or items as `factor_analysis`.

    Notes
    -----
    SPSS: O'Connor's ``rawpar.sps`` (not in the menus). R: ``psych::fa.parallel(items,
    fa="pc")``; its default prints common-factor eigenvalues of a one-factor solution, which
    are not those of ``eigenvalues="factors"``. Source: Horn (1965), Psychometrika 30, 179-185;
    O'Connor (2000), Behavior Research Methods 32, 396-402.

    Examples
    --------
    >>> from numpy.random import default_rng
    >>> items = pd.DataFrame({"q1": [1, 2, 3, 4, 5, 4, 2], "q2": [2, 2, 4, 3, 4, 5, 1],
    ...     "q3": [1, 4, 3, 2, 5, 4, 3]})
    >>> parallel_analysis(items, default_rng(1), draws=50).suggested
    1
    """
    name = "parallel_analysis"
    require_option(name, "eigenvalues", eigenvalues, Eigenvalues)
    require_option(name, "random_data", random_data, RandomData)
    if not isinstance(generator, np.random.Generator):
        raise StatisticsError(name, "generator", "be a numpy Generator", type(generator).__name__)
    whole_number(name, "draws", draws, least=1)
    require_share(name, "quantile", quantile)
    complete = more_rows_than_items(name, items).to_numpy()
    n, p = complete.shape

    def sample() -> FloatArray:
        if random_data == "permuted":
            return generator.permuted(complete, axis=0)
        return generator.standard_normal((n, p))

    observed = _eigenvalues(complete, eigenvalues)
    random = np.array([_eigenvalues(sample(), eigenvalues) for _ in range(draws)])
    threshold = np.quantile(random, quantile, axis=0)
    above = observed > threshold
    suggested = p if above.all() else int(np.argmin(above))
    return ParallelAnalysis(
        items=tuple(map(str, items.columns)),
        n=n,
        n_excluded=len(items) - n,
        method=f"parallel analysis, {random_data} data",
        convention=_STATEMENT[eigenvalues],
        draws=draws,
        quantile=quantile,
        observed=observed,
        random_mean=random.mean(axis=0),
        random_quantile=threshold,
        suggested=suggested,
        warnings=("no eigenvalue exceeds its random quantile",) if suggested == 0 else (),
    )


_STATEMENT = {
    "components": "eigenvalues of the correlation matrix",
    "factors": "eigenvalues of the correlation matrix reduced with squared multiple correlations",
}


def _eigenvalues(data: FloatArray, which: Eigenvalues) -> FloatArray:
    correlations = np.asarray(np.corrcoef(data, rowvar=False), dtype=np.float64)
    if which == "factors":
        np.fill_diagonal(correlations, squared_multiple_correlations(correlations))
    return np.asarray(np.linalg.eigvalsh(correlations)[::-1], dtype=np.float64)
