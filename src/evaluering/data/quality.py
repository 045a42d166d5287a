"""What a data-quality report holds: n, the kinds of missing, findings and rejections."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

import pandas as pd

from evaluering.config.surveys import Column


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


def asked(frame: pd.DataFrame, column: Column) -> pd.Series[bool]:
    """Return which respondents were asked: all, or those whom the routing lets through."""
    return members(frame, column.asked_if)


def members(frame: pd.DataFrame, where: Any) -> pd.Series[bool]:
    """Return which respondents have one of the codes in every named variable."""
    mask = pd.Series(True, index=frame.index)
    for variable, codes in where.items():
        mask &= frame[variable].isin(codes).fillna(False).astype(bool)
    return mask


def item_quality(frame: pd.DataFrame, column: Column) -> ItemQuality:
    """Count one variable's answers and the kinds of missing among those asked.

    System-missing among those asked counts as unanswered.
    """
    was_asked = asked(frame, column)
    answers = frame.loc[was_asked, column.name]
    kinds = answers.map(column.missing, na_action="ignore") if column.missing else answers.isna()
    dont_know = int((kinds == "vet ikke").sum()) if column.missing else 0
    unanswered = int((kinds == "ubesvart").sum()) if column.missing else 0
    unanswered += int(answers.isna().sum())
    total = int(was_asked.sum())
    return ItemQuality(
        variable=column.name,
        not_asked=len(frame) - total,
        asked=total,
        valid=total - dont_know - unanswered,
        dont_know=dont_know,
        unanswered=unanswered,
    )
