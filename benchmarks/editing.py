"""Edit a copy of the project as a researcher does: a figure's specification, or one answer.

    python benchmarks/editing.py figure PROJECT
    python benchmarks/editing.py answer PROJECT

An edit done twice is the first text again, and another answer.
"""

from __future__ import annotations

import sys
from pathlib import Path

from enlarging import WAVE

from evaluering.config.project import load_project

REPORT, FIGURE = "afi-2021-06", "figur-21"
SPECIFICATION = f"config/reports/{REPORT}/exhibits/kapittel-6.yaml"
ORDERS = ("groups: [skoleeier, skoleleder]\n", "groups: [skoleleder, skoleeier]\n")
SURVEY, ITEM, POINTS = "uh", "uhk_tett", 5


def edit_figure(project: Path) -> None:
    """Turn the order of a figure's two groups."""
    file = project / SPECIFICATION
    text = file.read_text(encoding="utf-8")
    now, then = ORDERS if ORDERS[0] in text else ORDERS[::-1]
    if text.count(now) != 1:
        raise SystemExit(f"{file.name} has not one «{now.strip()}» to edit.")
    file.write_text(text.replace(now, then), encoding="utf-8")


def edit_answer(project: Path, by: int = 1) -> None:
    """Raise one respondent's answer by some points, from the highest to the lowest."""
    import pyreadstat

    from evaluering.data.writing import write_sav

    loaded = load_project(project)
    survey = loaded.surveys[SURVEY]
    file = project / "data/raw" / WAVE / loaded.waves[WAVE].surveys[SURVEY].file
    frame, _ = pyreadstat.read_sav(file, user_missing=True)
    row = frame[ITEM].between(1, POINTS).idxmax()
    frame.loc[row, ITEM] = (frame.loc[row, ITEM] - 1 + by) % POINTS + 1
    write_sav(frame, survey.columns(loaded.scales), file, file_label="Benchmark")


def rewrite(project: Path) -> None:
    """Write the survey's file as `edit_answer` does, with the answers that it has."""
    edit_answer(project, by=0)


EDITS = {"figure": edit_figure, "answer": edit_answer, "rewrite": rewrite}

if __name__ == "__main__":
    EDITS[sys.argv[1]](Path(sys.argv[2]))
