"""Make the data sets of the factor, reliability, index and regression reference tests.

Run from the repository's root; the same seeds give the same files.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

DATA = Path(__file__).parents[1] / "data"


def factor_items() -> pd.DataFrame:
    """Nine five-point items on three correlated factors, 260 rows, some values missing."""
    generator = np.random.default_rng(20240101)
    loadings = np.kron(np.eye(3), np.array([[0.8], [0.7], [0.6]]))
    loadings[0, 1], loadings[4, 2], loadings[8, 0] = 0.2, 0.25, -0.15
    correlations = np.array([[1, 0.4, 0.3], [0.4, 1, 0.2], [0.3, 0.2, 1]])
    factors = generator.normal(size=(260, 3)) @ np.linalg.cholesky(correlations).T
    latent = factors @ loadings.T + generator.normal(size=(260, 9)) * 0.65
    answers = np.clip(np.round(latent * 1.1 + 3.2), 1, 5)
    frame = pd.DataFrame(answers, columns=[f"q{number}" for number in range(1, 10)])
    return frame.mask(generator.random(frame.shape) < 0.01).astype("Int64")


def scale_items() -> pd.DataFrame:
    """Six seven-point items on one factor, q5 keyed the other way, 120 rows."""
    generator = np.random.default_rng(20240102)
    loadings = np.array([0.8, 0.7, 0.75, 0.5, -0.65, 0.6])
    latent = generator.normal(size=(120, 1)) * loadings + generator.normal(size=(120, 6)) * 0.7
    answers = np.clip(np.round(latent * 1.5 + 4), 1, 7)
    frame = pd.DataFrame(answers, columns=[f"q{number}" for number in range(1, 7)])
    return frame.mask(generator.random(frame.shape) < 0.03).astype("Int64")


def regression_rows() -> pd.DataFrame:
    """A heteroscedastic outcome, an ordinal one, and three predictors, 150 rows."""
    generator = np.random.default_rng(20240103)
    age = generator.integers(22, 65, size=150).astype(float)
    support = np.round(generator.normal(3.4, 0.8, size=150) + 0.01 * (age - 40), 2)
    leader = (generator.random(150) < 0.3).astype(float)
    noise = generator.normal(size=150) * (0.3 + 0.2 * support)
    score = np.round(1.2 + 0.55 * support - 0.01 * age + 0.4 * leader + noise, 3)
    level = np.digitize(score, [1.8, 2.6, 3.6]) + 1.0
    frame = pd.DataFrame(
        {"score": score, "level": level, "support": support, "age": age, "leader": leader}
    )
    return frame.mask(generator.random(frame.shape) < 0.01)


if __name__ == "__main__":
    for name, frame in (
        ("factor_items", factor_items()),
        ("scale_items", scale_items()),
        ("regression_rows", regression_rows()),
    ):
        frame.to_csv(DATA / f"{name}.csv", index=False)
