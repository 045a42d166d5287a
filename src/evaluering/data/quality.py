"""What a data-quality report holds: n, the kinds of missing, findings and rejections."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

import pandas as pd

from evaluering.config.surveys import Column
from evaluering.data.routing import asked


@dataclass(frozen=True)
class Finding:
    """Something odd that does not change results: reported, never silent."""

    variable: str
    count: int
    text: str


@dataclass(frozen=True)
class ItemQuality:
    """How often one variable was asked, answered and not answered."""

    variable: str
    not_asked: int
    asked: int
    valid: int
    dont_know: int
    unanswered: int


@dataclass(frozen=True)
class Quality:
    """The data quality of one survey."""

    survey: str
    file: str
    sha256: str
    rows_read: int
    rows_rejected: int
    rows_kept: int
    findings: tuple[Finding, ...]
    items: tuple[ItemQuality, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return the report as plain data for JSON."""
        return asdict(self)


def item_quality(frame: pd.DataFrame, column: Column) -> ItemQuality:
    """Count one variable's answers and the kinds of missing among those asked.

    System-missing among those asked counts as unanswered.
    """
    was_asked = asked(frame, column)
    answers = frame.loc[was_asked, column.name]
    kinds = answers.map(dict(column.missing_values), na_action="ignore")
    dont_know = int((kinds == "vet ikke").sum())
    unanswered = int((kinds == "ubesvart").sum()) + int(answers.isna().sum())
    total = int(was_asked.sum())
    return ItemQuality(
        variable=column.name,
        not_asked=len(frame) - total,
        asked=total,
        valid=total - dont_know - unanswered,
        dont_know=dont_know,
        unanswered=unanswered,
    )
