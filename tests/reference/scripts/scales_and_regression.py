"""Run `scales_and_regression.sps` in PSPP and write its tables as JSON.

Run from the repository's root. Each table is a list of rows; numbers are numbers, and a table
that PSPP prints several times is numbered.
"""

from __future__ import annotations

import csv
import json
import subprocess
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
EXPECTED = HERE.parent / "expected" / "scales_and_regression.json"


def value(text: str) -> str | float:
    """Read a cell as a number where it is one."""
    try:
        return float(text)
    except ValueError:
        return text


def tables(text: str) -> dict[str, list[list[str | float]]]:
    """Split PSPP's CSV output by its table titles."""
    found: dict[str, list[list[str | float]]] = {}
    rows: list[list[str | float]] = []
    for cells in csv.reader(text.splitlines()):
        if cells and cells[0].startswith("Table: "):
            title = cells[0].removeprefix("Table: ")
            times = sum(name.split(" #")[0] == title for name in found)
            rows = found.setdefault(f"{title} #{times + 1}", [])
        elif cells:
            rows.append([value(cell) for cell in cells])
    return found


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder) / "output.csv"
        subprocess.run(
            [
                "pspp",
                "-O",
                "format=csv",
                "-o",
                str(output),
                str(HERE / "scales_and_regression.sps"),
            ],
            check=True,
        )
        version = subprocess.run(["pspp", "--version"], capture_output=True, text=True, check=True)
        result = {"program": version.stdout.splitlines()[0], **tables(output.read_text())}
    EXPECTED.write_text(json.dumps(result, ensure_ascii=False) + "\n")
