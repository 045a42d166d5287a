"""Bring a factor solution into the column order and signs of another."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import permutations
from typing import Any

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Alignment:
    """A permutation and a sign for each column."""

    order: tuple[int, ...]
    signs: NDArray[np.float64]

    def loadings(self, matrix: Any) -> NDArray[np.float64]:
        """Reorder and sign the columns."""
        return np.asarray(np.asarray(matrix, dtype=float)[:, self.order] * self.signs)

    def correlations(self, matrix: Any) -> NDArray[np.float64]:
        """Reorder and sign rows and columns."""
        ordered = np.asarray(matrix, dtype=float)[np.ix_(self.order, self.order)]
        return np.asarray(ordered * np.outer(self.signs, self.signs))


def alignment(expected: Any, got: Any) -> Alignment:
    """Find how the columns of `expected` must be moved and signed to resemble `got`."""
    products = np.asarray(got, dtype=float).T @ np.asarray(expected, dtype=float)
    columns = np.arange(len(products))
    order = max(
        permutations(range(len(products))), key=lambda p: np.abs(products[columns, p]).sum()
    )
    return Alignment(order, np.sign(products[columns, order]))
