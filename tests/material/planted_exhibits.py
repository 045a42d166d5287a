"""Exhibits of the little project with other numbers, in short."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import pandas as pd

from evaluering.config.exhibits.base import AnswerScale, Details, Exhibit, ScaleDetails
from evaluering.config.exhibits.crosstab import CrosstabDetails
from evaluering.config.project import Project
from evaluering.disclosure.attack.exhibit import PublishedExhibit
from evaluering.disclosure.attack.participants import Participants
from evaluering.exhibits.result import Result
from evaluering.exhibits.significance import ContingencyTest
from small_project import REPORT, WAVE

Rows = list[dict[str, Any]]
Tests = tuple[ContingencyTest, ...]
LABELS = ("Helt uenig", "Delvis uenig", "Både – og", "Delvis enig", "Helt enig")
SCALE = ScaleDetails(scale=AnswerScale(codes=(1, 2, 3, 4, 5), labels=LABELS))
CROSSED = CrosstabDetails(question="Mål", heading="Rolle", classes=())
LARGE = (10, 20, 30, 20, 10)
"""Counts that give nobody away."""


def shown(
    project: Project, exhibit: str, rows: Rows, details: Details | None = None, *,
    report: str = REPORT, wave: str = WAVE, tests: Tests = (), **keys: Any,
) -> PublishedExhibit:  # fmt: skip
    """Return an exhibit of the little project with other numbers."""
    spec: Exhibit = project.exhibit(REPORT, exhibit).model_copy(update=keys)
    table, known = pd.DataFrame(rows), details or Details()
    result = Result(exhibit, spec.kind, table, 99, tests=tests, details=known)
    return PublishedExhibit(project, wave, report, spec, result)


def crosstab(
    project: Project, counts: Sequence[Sequence[int]], hidden: Iterable[tuple[int, int]] = (), *,
    exhibit: str = "tabell-26", rows: Sequence[str] = "12345", columns: Sequence[str] = "12",
    means: Sequence[float] = (), **more: Any,
) -> PublishedExhibit:  # fmt: skip
    """Return a crosstab with its totals; hidden are rows and columns by place, the last a total."""
    table = pd.DataFrame(counts, index=list(rows), columns=list(columns))
    table.loc["total"] = table.sum()
    table["total"] = table.sum(axis=1)
    cells: Rows = []
    for place, row in enumerate(table.index):
        for across, column in enumerate(table.columns):
            n = None if (place, across) in set(hidden) else int(table.loc[row, column])
            mean = means[across] if row == "total" and means else None
            cells.append({"row": row, "row_label": f"rad {row}", "column": column,
                          "column_label": f"kolonne {column}", "n": n, "mean": mean})  # fmt: skip
    return shown(project, exhibit, cells, CROSSED, **more)


def one_way(
    project: Project, counts: Sequence[int | None], total: int | None, exhibit: str = "tabell-6",
    **more: Any,
) -> PublishedExhibit:  # fmt: skip
    """Return the frequencies of an index."""
    rows: Rows = [{"category": str(k), "label": f"klasse {k}", "n": n}
                  for k, n in enumerate(counts)]  # fmt: skip
    return shown(project, exhibit, [*rows, {"category": "total", "label": "total", "n": total}],
                 **more)  # fmt: skip


def by_group(
    project: Project, counts: Sequence[int | None], group: str = "rektor", **more: Any
) -> PublishedExhibit:
    """Return an item's answers in a group."""
    given = [n for n in counts if n is not None]
    columns = {"group": group, "group_label": group, "n_group": sum(given)} | more
    rows: Rows = [
        {"category": code, "label": LABELS[code - 1], **columns, "n": n}
        for code, n in enumerate(counts, 1)
    ]
    return shown(project, "figur-4", rows, SCALE)


def means(project: Project, n: int | None, mean: float | None, sd: float | None = None,
          exhibit: str = "figur-3", **more: Any) -> PublishedExhibit:  # fmt: skip
    """Return an item's mean in a group."""
    row = {"item": "maal_klare", "item_label": "Målene", "group": "rektor", "n": n, "mean": mean}
    return shown(project, exhibit, [row | {"group_label": "Rektor", "sd": sd} | more], SCALE)


def rates(project: Project, n: int, population: int) -> PublishedExhibit:
    """Return how many of a role answered."""
    rows = [{"category": "1", "label": "Rektor", "n": n, "population": population}]
    rows.append({"category": "2", "label": "Avdelingsleder", "n": 30, "population": 60})
    return shown(project, "tabell-2", rows)


def structural(project: Project, rows: Rows) -> PublishedExhibit:
    """Return the frequencies of municipalities' sizes among the linked."""
    return shown(project, "tabell-9", rows)


def divided(project: Project, rows: Rows) -> PublishedExhibit:
    """Return the means of an item by county, and of all."""
    own = {"item": "trives", "item_label": "Jeg trives"}
    return shown(project, "tabell-15", [own | {"group_label": str(r["group"])} | r for r in rows])


def places(*units: str, **sizes: tuple[float, str]) -> Participants:
    """Return who took part: units, and each unit's population and class by its key."""
    return Participants(
        wave=WAVE,
        survey="ledere",
        units=units,
        values={"folketall": {unit.lstrip("k"): own for unit, (own, _) in sizes.items()}},
        classes={"storrelse": {unit.lstrip("k"): own for unit, (_, own) in sizes.items()}},
        variables={"storrelse": "folketall"},
    )
