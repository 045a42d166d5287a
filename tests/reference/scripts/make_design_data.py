"""Draw the invented respondents of the design's reference tests: strata, clusters, weights."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

DATA = Path(__file__).parents[1] / "data"


def main() -> None:
    """Write design.csv."""
    rng = np.random.default_rng(20261126)
    rows = []
    for stratum, (clusters, population) in {
        "a": (5, 9), "b": (4, 40), "c": (6, 6), "d": (3, 100), "e": (1, 7),
    }.items():  # fmt: skip
        for cluster in range(clusters):
            level = rng.normal(0, 0.6)
            for _ in range(int(rng.integers(3, 12))):
                kind = rng.choice(["day", "evening"], p=[0.6, 0.4])
                score = 3 + level + (kind == "day") * 0.4 + rng.normal(0, 1)
                other = 0.5 * score + rng.normal(0, 1)
                rows.append(
                    {
                        "stratum": stratum,
                        "cluster": f"{stratum}{cluster + 1}",
                        "within": cluster + 1,
                        "population": population,
                        "weight": round(float(rng.uniform(0.5, 4)), 3) * (rng.random() > 0.03),
                        "kind": kind,
                        "region": rng.choice(["north", "south", "west"]),
                        "score": round(score, 2) if rng.random() > 0.06 else None,
                        "other": round(other, 2) if rng.random() > 0.06 else None,
                        "answer": rng.choice(
                            ["no", "perhaps", "yes", None], p=[0.3, 0.3, 0.35, 0.05]
                        ),
                        "passed": int(rng.random() < 1 / (1 + np.exp(3 - score))),
                    }
                )
    pd.DataFrame(rows).to_csv(DATA / "design.csv", index=False)


if __name__ == "__main__":
    main()
