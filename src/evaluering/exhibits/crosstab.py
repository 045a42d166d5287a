"""An index in classes by a structural variable: column per cents, n, means and chi-square."""

from __future__ import annotations

from typing import Any

import pandas as pd

from evaluering.config.exhibits.crosstab import Crosstab, CrosstabDetails
from evaluering.config.links import link_of
from evaluering.config.registries import with_year
from evaluering.data.wave_data import WaveData
from evaluering.exhibits.association import chi_square
from evaluering.exhibits.result import Result
from evaluering.exhibits.significance import named_tests
from evaluering.message import message


def compute(exhibit: Crosstab, data: WaveData) -> Result:
    """Return the cells (n and column per cent), the totals, the group means and the test.

    Only respondents with both an index value and a class of the structural variable count.
    """
    index = data.project.indices[exhibit.index]
    registry, structural = data.project.structural[exhibit.by]
    link = link_of(data.project, registry.id, exhibit.index, exhibit.link)
    frame = data.linked_index(link, exhibit.index)[[exhibit.by, "value", "level"]].dropna()
    row, column = frame["level"].astype(int), frame[exhibit.by].astype(int)
    counts = (
        pd.crosstab(row, column)
        .reindex(index=range(len(index.classes)), columns=range(len(structural.classes)))
        .fillna(0)
        .astype(int)
    )
    columns: dict[str, pd.Series] = {str(code): counts[code] for code in counts}
    columns["total"] = counts.sum(axis=1)
    means = {
        name: frame["value"].mean()
        if name == "total"
        else frame["value"][column == int(name)].mean()
        for name in columns
    }
    column_labels = [c.label for c in structural.classes] + ["total"]
    rows: list[dict[str, Any]] = []
    for (name, cells), label in zip(columns.items(), column_labels, strict=True):
        base = int(cells.sum())
        rows += [
            {
                "row": code,
                "row_label": spec.label,
                "column": name,
                "column_label": label,
                "n": int(cells[code]),
                "percent": 100 * int(cells[code]) / base if base else None,
                "mean": None,
            }
            for code, spec in enumerate(index.classes)
        ]
        rows.append(
            {
                "row": "total",
                "row_label": "total",
                "column": name,
                "column_label": label,
                "n": base,
                "percent": 100.0 if base else None,
                "mean": means[name],
            }
        )
    conventions = data.project.settings.conventions
    tests = [chi_square(counts, conventions, ordinal=True)] if len(frame) else []
    return Result(
        exhibit=exhibit.id,
        kind=exhibit.kind,
        table=pd.DataFrame(rows),
        n=len(frame),
        method=(
            message("method_crosstab_tested", test=named_tests(tests))
            if tests
            else message("method_crosstab"),
        ),
        tests=tuple(tests),
        details=CrosstabDetails(
            question=index.question,
            heading=with_year(structural.label, data.year(registry.id)),
            classes=tuple(c.id for c in index.classes),
        ),
    )
