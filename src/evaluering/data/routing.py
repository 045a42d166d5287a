"""Which respondents belong to a group, and which were asked a question."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from evaluering.config.columns import Column


def asked(frame: pd.DataFrame, column: Column) -> pd.Series[bool]:
    """Return which respondents were asked: all, or those whom the routing lets through."""
    return members(frame, column.asked_if)


def members(frame: pd.DataFrame, where: Mapping[str, list[int]]) -> pd.Series[bool]:
    """Return which respondents have one of the codes in every named variable."""
    mask = pd.Series(True, index=frame.index)
    for variable, codes in where.items():
        if variable not in frame:
            return pd.Series(False, index=frame.index)
        mask &= frame[variable].isin(codes).fillna(False).astype(bool)
    return mask
