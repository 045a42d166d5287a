"""Parallel analysis: how many factors stand above chance."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from evaluering.stats.errors import InvalidInput, TooFewObservations
from evaluering.stats.extraction import squared_multiple_correlations
from evaluering.stats.items import complete_items, require_option

EIGENVALUES = ("components", "factors")
RANDOM_DATA = ("normal", "permuted")


@dataclass(frozen=True)
class ParallelAnalysis:
    """Result of `parallel_analysis`; the arrays have one value per item, largest first."""

    items: tuple[str, ...]
    n: int
    n_excluded: int
    method: str
    convention: str
    draws: int
    quantile: float
    observed: NDArray[np.float64]
    random_mean: NDArray[np.float64]
    random_quantile: NDArray[np.float64]
    suggested: int
    warnings: tuple[str, ...]

    def to_frame(self) -> pd.DataFrame:
        """Scree data: one row per eigenvalue with the random mean and quantile beside it."""
        return pd.DataFrame(
            {
                "number": np.arange(1, len(self.observed) + 1),
                "observed": self.observed,
                "random_mean": self.random_mean,
                "random_quantile": self.random_quantile,
                "retained": np.arange(len(self.observed)) < self.suggested,
            }
        )


def parallel_analysis(
    items: pd.DataFrame,
    generator: np.random.Generator,
    *,
    draws: int = 500,
    quantile: float = 0.95,
    eigenvalues: str = "components",
    random_data: str = "normal",
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
    InvalidInput
        Not a Generator, unknown option, draws below 1, quantile outside (0, 1).
    TooFewObservations, ZeroVariance
        As `factor_analysis`.

    Notes
    -----
    SPSS: O'Connor's ``rawpar.sps`` (not in the menus). R: ``psych::fa.parallel(items,
    fa="pc")``; its default prints common-factor eigenvalues of a one-factor solution, which
    are not those of ``eigenvalues="factors"``.

    References
    ----------
    Horn, J. L. (1965). A rationale and test for the number of factors in factor analysis.
    Psychometrika 30, 179-185.
    O'Connor, B. P. (2000). SPSS and SAS programs for determining the number of components.
    Behavior Research Methods 32, 396-402.
    """
    name = "parallel_analysis"
    require_option(name, "eigenvalues", eigenvalues, EIGENVALUES)
    require_option(name, "random_data", random_data, RANDOM_DATA)
    if not isinstance(generator, np.random.Generator):
        raise InvalidInput(
            name, f"generator must be a numpy Generator, got {type(generator).__name__}"
        )
    if isinstance(draws, bool) or draws < 1:
        raise InvalidInput(name, f"draws must be at least 1, got {draws!r}")
    if not 0 < quantile < 1:
        raise InvalidInput(name, f"quantile must lie between 0 and 1, got {quantile!r}")
    complete = complete_items(name, items).to_numpy()
    n, p = complete.shape
    if n <= p:
        raise TooFewObservations(name, f"items has {n} complete rows for {p} items")

    def sample() -> NDArray[np.float64]:
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


def _eigenvalues(data: NDArray[np.float64], which: str) -> NDArray[np.float64]:
    correlations = np.asarray(np.corrcoef(data, rowvar=False), dtype=np.float64)
    if which == "factors":
        np.fill_diagonal(correlations, squared_multiple_correlations(correlations))
    return np.asarray(np.linalg.eigvalsh(correlations)[::-1], dtype=np.float64)
