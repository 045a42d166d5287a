"""Members of forums and networks by role, in counts and per cent of the unit's members."""

from __future__ import annotations

from typing import Any

import pandas as pd

from evaluering.config.exhibits.membership import Membership
from evaluering.data.wave_data import WaveData
from evaluering.exhibits.absence import NO_MEMBERS, NoDataError
from evaluering.exhibits.result import Result
from evaluering.message import message


def compute(exhibit: Membership, data: WaveData) -> Result:
    """Return members (n and per cent of the row's members) by unit and role, and the totals.

    The column ``total`` holds the members in all; the row ``total`` all the units together. A
    unit without members has no per cents.
    """
    frame = data.members(exhibit.survey)
    if frame is None:
        raise NoDataError(NO_MEMBERS)
    counts = frame.pivot(index="unit", columns="role", values="members").reindex(
        index=frame["unit"].unique(), columns=frame["role"].unique()
    )
    networks = frame.groupby("unit", sort=False)["networks"].first()
    counted = bool(networks.notna().any())
    units = [
        (str(unit), str(unit), counts.loc[unit], networks[unit] if counted else None)
        for unit in counts.index
    ]
    units.append(("total", "total", counts.sum(), networks.sum() if counted else None))
    rows: list[dict[str, Any]] = []
    for code, label, members, number in units:
        size = int(members.sum())
        shared = {"row": code, "row_label": label, "networks": number}
        rows.append(
            {**shared, "column": "total", "column_label": "persons",
             "n": size, "percent": 100.0 if size else None}
        )  # fmt: skip
        rows += [
            {**shared, "column": role, "column_label": role,
             "n": int(members[role]), "percent": 100 * int(members[role]) / size if size else None}
            for role in counts.columns
        ]  # fmt: skip
    return Result(
        exhibit=exhibit.id,
        kind=exhibit.kind,
        table=pd.DataFrame(rows),
        n=int(counts.to_numpy().sum()),
        method=(message("method_membership"),),
    )
