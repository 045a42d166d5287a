"""What a data-quality report holds: n, the kinds of missing, findings and rejections."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

import pandas as pd

from evaluering.config.columns import Column
from evaluering.config.missing import DONT_KNOW, UNANSWERED
from evaluering.data.missing import kinds
from evaluering.data.routing import asked
from evaluering.message import Message, stored


@dataclass(frozen=True)
class DataFinding:
    """Something odd that does not change results: reported, never silent."""

    variable: str
    count: int
    told: Message


@dataclass(frozen=True)
class ItemQuality:
    """How often one variable was asked, answered and not answered.

    ``missing`` counts each kind of missing; what is absent among those asked is ``unanswered``.
    """

    variable: str
    not_asked: int
    asked: int
    valid: int
    missing: Mapping[str, int]


@dataclass(frozen=True)
class DerivedAccount:
    """Who got a value of a derived variable, and why others did not."""

    variable: str
    way: str
    sources: tuple[str, ...]
    """Its name, how it is made, and of what."""
    valid: int
    """Respondents with a value."""
    categories: Mapping[str, int]
    """Respondents by code; empty for a number."""
    without: Mapping[str, int]
    """Respondents without a value, by reason."""


@dataclass(frozen=True)
class Quality:
    """The data quality of one survey.

    ``rows_rejected`` answer nothing, ``rows_repeated`` have an identifier that is read already.
    """

    survey: str
    file: str
    sha256: str
    rows_read: int
    rows_rejected: int
    rows_repeated: int
    rows_kept: int
    findings: tuple[DataFinding, ...]
    items: tuple[ItemQuality, ...]
    derived: tuple[DerivedAccount, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Return the report as plain data for JSON."""
        findings = [{**vars(finding), "told": stored(finding.told)} for finding in self.findings]
        content = {**asdict(self), "findings": findings}
        if not self.derived:
            del content["derived"]
        return content


def item_quality(frame: pd.DataFrame, column: Column) -> ItemQuality:
    """Count one variable's answers and the kinds of missing among those asked.

    System-missing among those asked counts as unanswered.
    """
    answers = frame.loc[asked(frame, column), column.name]
    found = kinds(answers, column).mask(answers.isna(), UNANSWERED).dropna()
    counts = {str(kind): int(n) for kind, n in found.value_counts(sort=False).items()}
    return ItemQuality(
        variable=column.name,
        not_asked=len(frame) - len(answers),
        asked=len(answers),
        valid=len(answers) - len(found),
        missing=counts,
    )


def total_missing(items: Iterable[Mapping[str, Any]]) -> dict[str, int]:
    """Return how many answers are missing of each kind, over a survey's saved variables.

    «Vet ikke» and unanswered stand first and are always there; other kinds where they occur.
    """
    counts = Counter({DONT_KNOW: 0, UNANSWERED: 0})
    for item in items:
        counts.update(item["missing"])
    return dict(counts)
