"""Making derived variables of an ingested survey, with an account of who got no value and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from evaluering.config.columns import Column
from evaluering.config.derivation import in_order, sources_of
from evaluering.config.derived import Derived, DerivedCategory
from evaluering.config.surveys import Survey
from evaluering.data.conditions import Floats, Values
from evaluering.data.derived_values import (
    Made,
    conditional,
    counted,
    cut,
    expressed,
    parted,
    recoded,
    totalled,
)  # fmt: skip
from evaluering.data.missing import kinds
from evaluering.data.quality import DataFinding, DerivedAccount, Quality
from evaluering.message import message

NO_ANSWER, OUTSIDE, ZERO, TOO_FEW = "no_answer", "outside", "zero", "too_few"
"""Why there is no value: the answers that it is made of are missing; no category takes the answer;
it was divided by zero; too few of the answers are there. A kind of missing that is kept is its own
reason."""


def with_derived(
    frame: pd.DataFrame, quality: Quality, survey: Survey, columns: Mapping[str, Column]
) -> tuple[pd.DataFrame, Quality]:
    """Return a survey with its derived variables, and its data quality with an account of them.

    Parameters
    ----------
    frame, quality
        The survey in the codebook's form, and what was found in it.
    survey, columns
        Its codebook, and every column of it.

    Returns
    -------
    pandas.DataFrame
        The frame with the derived columns last, in the codebook's order: ``Int64`` codes, or
        ``float64`` numbers.
    Quality
        With an account of each, and findings on values that nobody said would be missing.
    """
    if not survey.derived:
        return frame, quality
    made: dict[str, Made] = {}
    grown = frame
    for step in in_order(survey.derived)[0]:
        values = Values(grown)
        own = {one.name: _made(one, survey, values, columns) for one in step}
        made |= own
        stored = {name: _stored(found.values, columns[name]) for name, found in own.items()}
        grown = pd.concat([grown, pd.DataFrame(stored, index=frame.index)], axis=1)
    accounts, findings = [], list(quality.findings)
    for one in survey.derived:
        account = _account(one, made[one.name], grown[one.name], columns[one.name])
        accounts.append(account)
        findings += _findings(one, account)
    ordered = grown[[*frame.columns, *(one.name for one in survey.derived)]]
    return ordered, replace(quality, findings=tuple(findings), derived=tuple(accounts))


def _made(own: Derived, survey: Survey, values: Values, columns: Mapping[str, Column]) -> Made:
    codes = [(code, category) for code, category in own.coded if category is not own.otherwise]
    if own.recode is not None:
        groups = [(code, c) for (code, _), c in zip(codes, own.recode.into, strict=True)]
        made = recoded(values, columns[own.recode.variable], groups)
    elif own.cut is not None:
        classes = [(code, c) for (code, _), c in zip(codes, own.cut.classes, strict=True)]
        made = cut(values, columns[own.cut.variable], classes)
    elif own.when is not None:
        made = conditional(
            values, [(code, c.where) for (code, _), c in zip(codes, own.when, strict=True)], columns
        )
    elif (total := own.sum or own.mean) is not None:
        turned = [n for n in total.variables if n in survey.items and survey.items[n].reversed]
        reverse = set(turned) if total.reverse else set()
        made = totalled(values, [columns[n] for n in total.variables], total.minimum_valid, reverse)
        if own.mean is not None:
            made = made.divided()
    elif own.count is not None:
        counts = [columns[name] for name in own.count.variables]
        made = counted(values, counts, own.count.values, own.count.minimum_valid)
    elif own.part is not None:
        made = parted(values, columns[own.part.variable], own.part.of)
    else:
        made = expressed(values, own.expression or "", columns)
    return made.otherwise(_otherwise(own))


def _otherwise(own: Derived) -> int | None:
    if not isinstance(own.otherwise, DerivedCategory):
        return None
    return next(code for code, category in own.coded if category is own.otherwise)


def _stored(values: Floats, column: Column) -> pd.Series:
    made = pd.Series(values)
    return made.astype("Int64") if column.kind == "nominal" else made


def _account(own: Derived, made: Made, stored: pd.Series, column: Column) -> DerivedAccount:
    """Count the values, and the reasons for having none."""
    kept = kinds(stored, column)
    found = stored.notna() & kept.isna()
    counts = stored[found].value_counts()
    without = {str(kind): int(n) for kind, n in kept.value_counts(sort=False).items()}
    left = stored.isna().to_numpy()
    for reason, mask in ((ZERO, made.zero), (OUTSIDE, made.outside), (TOO_FEW, made.too_few)):
        without[reason] = _count(left, mask)
        left = left if mask is None else left & ~mask
    without[NO_ANSWER] = int(left.sum())
    return DerivedAccount(
        own.name, own.way, tuple(sources_of(own)), int(found.sum()),
        {str(code): int(counts.get(code, 0)) for code in column.values},
        {reason: n for reason, n in without.items() if n},
    )  # fmt: skip


def _count(left: npt.NDArray[np.bool_], mask: npt.NDArray[np.bool_] | None) -> int:
    return 0 if mask is None else int((left & mask).sum())


def _findings(own: Derived, account: DerivedAccount) -> list[DataFinding]:
    """Return what a reader should look at: answers outside, and division by zero."""
    outside, zero = account.without.get(OUTSIDE, 0), account.without.get(ZERO, 0)
    found = []
    if outside and own.otherwise is None:
        found.append(DataFinding(own.name, outside, message("found_derived_outside", n=outside)))
    if zero:
        found.append(DataFinding(own.name, zero, message("found_derived_zero")))
    if not account.valid:
        found.append(DataFinding(own.name, 1, message("found_derived_empty")))
    return found
