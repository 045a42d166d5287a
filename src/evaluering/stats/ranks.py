"""Average ranks and the size of the ties."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from evaluering.stats.observations import FloatArray


def average_ranks(values: FloatArray) -> tuple[FloatArray, NDArray[np.int64]]:
    """Return the ranks from 1 to n, ties averaged, and the number of each distinct value."""
    _, position, sizes = np.unique(values, return_inverse=True, return_counts=True)
    ends = np.cumsum(sizes)
    return (ends - (sizes - 1) / 2)[position.reshape(-1)], sizes.astype(np.int64)


def tie_term(sizes: NDArray[np.int64]) -> float:
    """Return the sum of t**3 - t over the groups of ties of size t."""
    size = sizes.astype(float)
    return float((size**3 - size).sum())
