"""Write the two waves of the change and invariance references.

Five items of one factor on a scale from 1 to 7, 240 and 300 respondents of whom 70 answer both
times; in the second wave the fourth item loads less and the fifth is easier to agree with.
Run from the root: ``python tests/reference/scripts/make_waves_data.py``.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

ITEMS = ["q1", "q2", "q3", "q4", "q5"]


def main() -> None:
    """Write both waves in one file."""
    rng = np.random.default_rng(20231109)
    first, second = np.arange(240), np.arange(170, 470)
    person = rng.normal(size=470)
    loadings = np.array([[0.9, 0.8, 1.0, 0.8, 0.7], [0.9, 0.8, 1.0, 0.25, 0.7]])
    intercepts = np.array([[4.0, 4.2, 3.8, 4.1, 3.9], [4.0, 4.2, 3.8, 4.1, 4.9]])
    parts = []
    for wave, (ids, year) in enumerate(((first, 2021), (second, 2023))):
        factor = person[ids] + 0.5 * rng.normal(size=ids.size) + 0.3 * wave
        noise = rng.normal(scale=0.8, size=(ids.size, len(ITEMS)))
        answers = intercepts[wave] + factor[:, np.newaxis] * loadings[wave] + noise
        answers = np.clip(np.round(answers), 1, 7)
        answers[rng.random(answers.shape) < 0.02] = np.nan
        weight = np.round(rng.uniform(0.5, 2.0, ids.size), 2)
        parts.append(
            pd.DataFrame({"wave": year, "id": ids, "weight": weight}).join(
                pd.DataFrame(answers, columns=ITEMS)
            )
        )
    whole = pd.concat(parts)
    whole[ITEMS] = whole[ITEMS].astype("Int64")
    whole.to_csv(Path("tests/reference/data/waves.csv"), index=False)


if __name__ == "__main__":
    main()
