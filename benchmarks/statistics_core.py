"""Measure the statistics core beside scipy: imports, and Monte Carlo p values.

python benchmarks/statistics_core.py
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from pathlib import Path

import numpy as np

REPEATS = 5
DRAWS = 100_000
TABLES = 24


def import_time(statement: str) -> float:
    """Return the median wall time of a new Python process that runs a statement."""
    times = []
    for _ in range(REPEATS):
        start = time.perf_counter()
        subprocess.run([sys.executable, "-c", statement], check=True)
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def modules() -> list[str]:
    """Return every module of the core."""
    folder = Path(__file__).resolve().parents[1] / "src/evaluering/stats"
    return [f"evaluering.stats.{path.stem}" for path in sorted(folder.glob("[a-z]*.py"))]


def monte_carlo() -> tuple[float, float]:
    """Return CPU seconds for 24 tables: the core's, and scipy's permutation of the same tables."""
    from scipy.stats import MonteCarloMethod, chi2_contingency

    from evaluering.stats.montecarlo import monte_carlo_test

    rng = np.random.default_rng(1)
    tables = [rng.multinomial(80, [1 / 12] * 12).reshape(3, 4) for _ in range(TABLES)]
    start = time.process_time()
    for table in tables:
        monte_carlo_test(table, seed=1, draws=DRAWS)
    core = time.process_time() - start
    start = time.process_time()
    for table in tables:
        method = MonteCarloMethod(n_resamples=DRAWS, rng=np.random.default_rng(1))
        chi2_contingency(table, correction=False, method=method)
    return core, time.process_time() - start


if __name__ == "__main__":
    ours, peer = import_time(f"import {', '.join(modules())}"), import_time("import scipy.stats")
    print(f"import of all {len(modules())} modules: {ours:.2f} s, {ours / peer:.2f} x scipy.stats")
    core, scipy_time = monte_carlo()
    print(
        f"{TABLES} crosstabs, {DRAWS} draws each: {core:.2f} s CPU, "
        f"{core / scipy_time:.2f} x scipy's chi2_contingency"
    )
