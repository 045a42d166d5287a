"""Measure the pipeline beside its peers, and print the numbers as Markdown tables.

    python benchmarks/measure.py                      # all but the scale series, five pairs
    python benchmarks/measure.py cold --pairs 2       # one measure
    python benchmarks/measure.py scale --times 1 10 100

Everything is done in a temporary folder. What is compared is done in turn, and ratios are medians
over the pairs: see README.md.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

import measures
from imports import HEAD as IMPORTS
from imports import imports
from measuring import HEAD, markdown

MEASURES = {
    "cold": measures.cold,
    "nothing": measures.nothing,
    "figure": measures.figure,
    "answer": measures.answer,
}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    known = (*MEASURES, "scale", "imports")
    parser.add_argument("measures", nargs="*", metavar="MEASURE", help=", ".join(known))
    parser.add_argument("--pairs", type=int, default=5, help="how many pairs that alternate (5)")
    parser.add_argument("--cores", type=int, default=2, help="cores of a build (2)")
    parser.add_argument(
        "--times", type=int, nargs="+", default=[1, 10, 100],
        help="how many times the respondents in the scale series (1 10 100)",
    )  # fmt: skip
    given = parser.parse_args()
    chosen = given.measures or [name for name in known if name != "scale"]
    if unknown := set(chosen) - set(known):
        parser.error(f"no measure is called {', '.join(sorted(unknown))}: {', '.join(known)}")
    series = {**MEASURES, "scale": lambda bench: measures.scale(bench, given.times)}
    with tempfile.TemporaryDirectory() as folder:
        bench = measures.Bench(Path(folder), given.pairs, given.cores)
        if rows := [row.cells for name in chosen if name in series for row in series[name](bench)]:
            print(markdown(HEAD, rows), flush=True)
        if "imports" in chosen:
            print(markdown(IMPORTS, imports(bench.built)), flush=True)


if __name__ == "__main__":
    main()
