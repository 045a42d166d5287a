"""Write the small data sets of the group, crosstab, weighting and agreement references.

Run from the root: ``python tests/reference/scripts/make_comparison_data.py``.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

DATA = Path("tests/reference/data")


def with_gaps(values: np.ndarray, share: float, rng: np.random.Generator) -> np.ndarray:
    """Return a copy in which about the given share is missing."""
    return np.where(rng.random(values.shape) < share, np.nan, values)


def main() -> None:
    """Write every data set from one seed."""
    rng = np.random.default_rng(20240613)

    sizes = {"a": 14, "b": 23, "c": 9, "d": 31}
    spreads = {"a": 0.5, "b": 1.0, "c": 0.7, "d": 0.9}
    shifts = {"a": 3.4, "b": 3.0, "c": 2.6, "d": 3.1}
    group = np.repeat(list(sizes), list(sizes.values()))
    value = np.concatenate(
        [rng.normal(shifts[name], spreads[name], size) for name, size in sizes.items()]
    )
    value = np.clip(np.round(value * 4) / 4, 1, 5)
    pd.DataFrame({"group": group, "value": with_gaps(value, 0.08, rng)}).to_csv(
        DATA / "groups.csv", index=False
    )

    latent = rng.normal(size=84)
    x = np.digitize(latent + rng.normal(size=84), [-0.8, 0.9]) + 1
    y = np.digitize(latent + rng.normal(size=84), [-1.2, 0.1, 1.3]) + 1
    pd.DataFrame({"x": x, "y": y}).to_csv(DATA / "crosstab.csv", index=False)

    common = rng.normal(size=(40, 1))
    likert = np.clip(np.round(3 + common + rng.normal(size=(40, 4))), 1, 5)
    pd.DataFrame(with_gaps(likert, 0.07, rng), columns=list("pqrs")).to_csv(
        DATA / "correlation.csv", index=False
    )

    n = 120
    region = rng.choice(["north", "south", "west"], n, p=[0.5, 0.3, 0.2])
    kind = rng.choice(["day", "evening"], n, p=[0.65, 0.35])
    weight = np.round(rng.uniform(0.4, 2.5, n), 3)
    score = np.round(3 + (region == "south") * 0.4 + rng.normal(size=n), 2)
    answer = rng.choice(["no", "perhaps", "yes"], n, p=[0.3, 0.3, 0.4])
    answer = np.where((kind == "day") & (rng.random(n) < 0.3), "yes", answer)
    pd.DataFrame(
        {
            "region": region,
            "kind": kind,
            "weight": weight,
            "score": with_gaps(score, 0.05, rng),
            "answer": answer,
        }
    ).to_csv(DATA / "weighted.csv", index=False)

    truth = rng.integers(1, 5, 50)
    coders = {
        f"coder{i}": with_gaps(
            np.where(rng.random(50) < 0.25, rng.integers(1, 5, 50), truth).astype(float),
            0.1,
            rng,
        )
        for i in range(1, 4)
    }
    pd.DataFrame(coders).to_csv(DATA / "coders.csv", index=False)

    rows = []
    for respondent in range(1, 41):
        actor = rng.choice(["heads", "pupils", "teachers"], p=[0.2, 0.4, 0.4])
        codes = rng.choice(["money", "staff", "space", "time"], rng.integers(0, 4), replace=False)
        rows += [(respondent, actor, code) for code in codes] or [(respondent, actor, "")]
    pd.DataFrame(rows, columns=["respondent", "actor", "code"]).to_csv(
        DATA / "open_answers.csv", index=False
    )


if __name__ == "__main__":
    main()
