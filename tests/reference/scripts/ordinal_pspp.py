"""Run ordinal.sps in PSPP and write what it shows to expected/ordinal_pspp.json.

Run from the root: ``python tests/reference/scripts/ordinal_pspp.py``.
"""

from __future__ import annotations

import csv
import json
import subprocess
import tempfile
from pathlib import Path

ROOT = Path("tests/reference")
NAMES = {
    "Pearson Chi-Square": "pearson",
    "Likelihood Ratio": "likelihood_ratio",
    "Linear-by-Linear Association": "linear_by_linear",
    "Cramer's V": "cramers_v",
    "Kendall's tau-b": "tau_b",
    "Kendall's tau-c": "tau_c",
    "Gamma": "gamma",
}


def numbers(cells: list[str]) -> list[float]:
    """Return the cells that hold numbers."""
    return [float(cell) for cell in cells if cell]


def main() -> None:
    """Write value, error and T of each measure, statistic and df of each test, residuals."""
    version = subprocess.run(["pspp", "--version"], capture_output=True, text=True, check=True)
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder) / "output.csv"
        subprocess.run(["pspp", "-o", output, ROOT / "scripts" / "ordinal.sps"], check=True)
        rows = list(csv.reader(output.read_text(encoding="utf-8").splitlines()))
    values: dict[str, object] = {
        "program": version.stdout.split("\n")[0].replace("pspp (GNU PSPP)", "PSPP"),
        "adjusted_residuals": [
            numbers(row[3:]) for row in rows if row[2:3] == ["Adjusted Residual"]
        ],
    }
    for row in rows:
        label = next((cell for cell in row[:2] if cell in NAMES), None)
        if label is not None:
            start = row.index(label) + 1
            keep = 2 if label.endswith(("Square", "Ratio", "Association")) else 3
            values[NAMES[label]] = numbers(row[start : start + keep])
    target = ROOT / "expected" / "ordinal_pspp.json"
    target.write_text(json.dumps(values, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
