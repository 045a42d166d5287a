"""Exploratory factor analysis."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np
import pandas as pd

from evaluering.stats.adequacy import sampling_adequacy
from evaluering.stats.arguments import FloatArray, require_option
from evaluering.stats.errors import StatisticsError
from evaluering.stats.extraction import (
    SINGULAR,
    ExtractionMethod,
    extract,
    squared_multiple_correlations,
)
from evaluering.stats.items import more_rows_than_items
from evaluering.stats.results import HypothesisTest, Record, StatisticalResult, frame_records
from evaluering.stats.rotation import Convention, RotationMethod, explained, rotate

__all__ = ["CorrelationType", "FactorAnalysis", "factor_analysis", "smoothed"]

CorrelationType: TypeAlias = Literal["pearson", "polychoric"]
HEYWOOD_COMMUNALITY = 0.99
FEWEST_ROWS_PER_ITEM = 5


@dataclass(frozen=True)
class FactorAnalysis(StatisticalResult):
    """A factor solution.

    Frames of loadings have items as rows and factors F1, F2, ... as columns; `structure` is
    `loadings @ factor_correlations`. `variance_explained` is a share of the p items' variance.
    """

    items: tuple[str, ...]
    n: int
    n_excluded: int
    n_factors: int
    method: ExtractionMethod
    rotation: RotationMethod
    convention: Convention
    kaiser: bool
    correlation: CorrelationType
    loadings: pd.DataFrame
    structure: pd.DataFrame
    factor_correlations: pd.DataFrame
    communalities_initial: pd.Series[float]
    communalities: pd.Series[float]
    uniquenesses: pd.Series[float]
    eigenvalues: FloatArray
    variance_explained: pd.Series[float]
    kmo: float
    kmo_per_item: pd.Series[float]
    bartlett: HypothesisTest

    def records(self) -> list[Record]:
        """Return one record an item and factor: pattern and structure loading, communality."""
        pattern = self.loadings.melt(
            ignore_index=False, var_name="factor", value_name="loading"
        ).rename_axis("item")
        structure = self.structure.melt(ignore_index=False, value_name="structure")
        tidy = pattern.assign(structure=structure["structure"].to_numpy()).reset_index()
        table = tidy.assign(
            communality_initial=tidy["item"].map(self.communalities_initial),
            communality=tidy["item"].map(self.communalities),
            uniqueness=tidy["item"].map(self.uniquenesses),
        )
        return frame_records(table)


def factor_analysis(
    items: pd.DataFrame,
    n_factors: int = 1,
    *,
    method: ExtractionMethod = "minres",
    rotation: RotationMethod = "none",
    convention: Convention = "psych",
    kaiser: bool | None = None,
    correlation: CorrelationType = "pearson",
    convergence: float = 1e-10,
) -> FactorAnalysis:
    r"""Factor the correlations among items, :math:`R = \Lambda \Phi \Lambda' + \Psi`.

    Parameters
    ----------
    items : pandas.DataFrame, shape (n, p)
        One row a respondent, one column an item. Rows with a missing value are dropped and
        counted in `n_excluded`.
    n_factors : int
        Number of factors m, 1 <= m < p.
    method : {"minres", "paf", "ml"}
        Minimum residuals, iterated principal axes, or maximum likelihood. minres and a fully
        converged paf have the same solution.
    rotation : {"none", "varimax", "promax", "oblimin"}
        Direct oblimin with delta 0; promax with power 4.
    convention : {"psych", "spss"}
        Whose normalisation the rotation follows: SPSS applies Kaiser's to every rotation,
        psych to varimax and promax but not to oblimin; their promax targets differ too.
    kaiser : bool, optional
        Overrules the convention's Kaiser normalisation; the result states what was done.
    correlation : {"pearson", "polychoric"}
        Polychoric is meant as a sensitivity analysis of ordinal items.
    convergence : float
        Largest change of a communality at which paf stops. SPSS prints the solution at 0.001.

    Returns
    -------
    FactorAnalysis
        Each factor is signed so that its loadings sum to a positive number, and factors are
        sorted by explained variance. Warnings tell of Heywood cases, fewer than five rows per
        item, poor KMO, a correlation matrix that is not positive definite, non-convergence.

    Raises
    ------
    StatisticsError
        Fewer than two items, not more complete rows than items, a constant item, items that are
        not finite numbers, an impossible `n_factors`.

    Notes
    -----
    SPSS: ``FACTOR /VARIABLES=... /MISSING=LISTWISE /EXTRACTION=PAF|ULS|ML
    /CRITERIA=FACTORS(m) /ROTATION=...``. R: ``psych::fa(items, m, fm="minres",
    rotate="none")``. Explained variance is :math:`diag(\Phi \Lambda'\Lambda)/p`. Source: Harman
    & Jones (1966), Psychometrika 31, 351-368; Jennrich (2002), Psychometrika 67, 7-19.

    Examples
    --------
    >>> items = pd.DataFrame({"q1": [1, 2, 3, 4, 5, 4, 2], "q2": [2, 2, 4, 3, 4, 5, 1],
    ...     "q3": [1, 4, 3, 2, 5, 4, 3]})
    >>> factor_analysis(items, 1, method="paf").loadings.round(2).iloc[:, 0].tolist()
    [1.0, 0.74, 0.6]
    """
    name = "factor_analysis"
    require_option(name, "method", method, ExtractionMethod)
    require_option(name, "rotation", rotation, RotationMethod)
    require_option(name, "convention", convention, Convention)
    require_option(name, "correlation", correlation, CorrelationType)
    complete = more_rows_than_items(name, items)
    n, p = complete.shape
    if isinstance(n_factors, bool) or not 1 <= n_factors < p:
        raise StatisticsError(name, "n_factors", f"lie from 1 to {p - 1}", repr(n_factors))
    observed, correlation_warnings = _correlation_matrix(complete, correlation)
    adequacy = sampling_adequacy(observed, n)
    positive = smoothed(observed)
    extraction = extract(positive, n_factors, method, convergence)
    rotated = rotate(extraction.loadings, rotation, convention, kaiser)
    structure = rotated.pattern @ rotated.correlations
    communalities = (rotated.pattern * structure).sum(axis=1)

    labels = complete.columns
    factors = [f"F{number}" for number in range(1, n_factors + 1)]

    def per_item(values: FloatArray, title: str) -> pd.Series[float]:
        return pd.Series(values, index=labels, name=title)

    return FactorAnalysis(
        items=tuple(map(str, labels)),
        n=n,
        n_excluded=len(items) - n,
        n_factors=n_factors,
        method=method,
        rotation=rotation,
        convention=convention,
        kaiser=rotated.kaiser,
        correlation=correlation,
        loadings=pd.DataFrame(rotated.pattern, index=labels, columns=factors),
        structure=pd.DataFrame(structure, index=labels, columns=factors),
        factor_correlations=pd.DataFrame(rotated.correlations, index=factors, columns=factors),
        communalities_initial=per_item(
            squared_multiple_correlations(positive), "communality_initial"
        ),
        communalities=per_item(communalities, "communality"),
        uniquenesses=per_item(1 - communalities, "uniqueness"),
        eigenvalues=np.asarray(np.linalg.eigvalsh(observed)[::-1], dtype=np.float64),
        variance_explained=pd.Series(
            explained(rotated.pattern, rotated.correlations) / p,
            index=factors,
            name="variance_explained",
        ),
        kmo=adequacy.kmo,
        kmo_per_item=per_item(adequacy.kmo_per_item, "kmo"),
        bartlett=adequacy.bartlett,
        warnings=(
            *correlation_warnings,
            *adequacy.warnings,
            *extraction.warnings,
            *_heywood(communalities, rotated.pattern, labels),
            *_few_rows(n, p),
        ),
    )


def smoothed(correlations: FloatArray) -> FloatArray:
    """Return the matrix itself if positive definite, else the same with raised eigenvalues."""
    values, vectors = np.linalg.eigh(correlations)
    if values[0] >= SINGULAR:
        return correlations
    raised = (vectors * np.maximum(values, 1e-6)) @ vectors.T
    scale = np.sqrt(np.diag(raised))
    return np.asarray(raised / np.outer(scale, scale))


def _correlation_matrix(
    complete: pd.DataFrame, correlation: CorrelationType
) -> tuple[FloatArray, tuple[str, ...]]:
    if correlation == "pearson":
        return np.asarray(np.corrcoef(complete.to_numpy(), rowvar=False)), ()
    from evaluering.stats.polychoric import polychoric_correlations

    polychoric = polychoric_correlations(complete)
    return polychoric.correlations.to_numpy(), polychoric.warnings


def _heywood(
    communalities: FloatArray, pattern: FloatArray, labels: pd.Index[str]
) -> tuple[str, ...]:
    """Warn of communalities near or above 1 and of pattern loadings above 1."""
    improper = (communalities > HEYWOOD_COMMUNALITY) | (np.abs(pattern) > 1).any(axis=1)
    names = ", ".join(map(str, labels[improper]))
    if not names:
        return ()
    return (f"Heywood case (communality above {HEYWOOD_COMMUNALITY} or loading above 1): {names}",)


def _few_rows(n: int, p: int) -> tuple[str, ...]:
    if n >= FEWEST_ROWS_PER_ITEM * p:
        return ()
    return (f"few rows: {n} for {p} items, below {FEWEST_ROWS_PER_ITEM} per item",)
