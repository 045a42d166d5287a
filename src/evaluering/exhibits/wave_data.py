"""The data of one wave that an exhibit may read, and how groups are picked from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from evaluering.config.project import Project
from evaluering.config.surveys import ActorGroup, Column
from evaluering.data.respondents import answers, group_members


@dataclass(frozen=True)
class WaveData:
    """The ingested and constructed data of a wave; only what the exhibits need is loaded.

    Attributes
    ----------
    respondents
        Ingested surveys by id.
    frames
        Population frames by survey id, and the members' frames by file name.
    municipalities, linked, indices
        The registry table, the linked respondents and the index values; empty when not needed.
    attrition
        The account of the linking, step by step; empty when not needed.
    """

    project: Project
    wave: str
    respondents: Mapping[str, pd.DataFrame]
    frames: Mapping[str, pd.DataFrame]
    municipalities: pd.DataFrame
    linked: pd.DataFrame
    indices: pd.DataFrame
    attrition: Mapping[str, Any] = field(default_factory=dict)

    def columns(self, survey: str) -> dict[str, Column]:
        """Return the codebook columns of a survey."""
        return self.project.surveys[survey].columns(self.project.scales)

    def group(self, group: str) -> ActorGroup:
        """Return an actor group by id."""
        return self.project.groups[group]

    def group_answers(self, group: str, items: list[str]) -> pd.DataFrame:
        """Return a group's valid answers, indexed by respondent id; every missing is NaN."""
        spec = self.group(group)
        frame = group_members(self.respondents[spec.survey], spec)
        identifier = self.project.surveys[spec.survey].identifier
        return answers(frame, self.columns(spec.survey), items).set_axis(frame[identifier])

    def linked_with_indices(self) -> pd.DataFrame:
        """Return the linked respondents with their index values beside the registry's."""
        survey = self.group(self.project.registry.linking.group).survey
        values = self.indices.loc[self.indices["survey"] == survey]
        return self.linked.merge(values, on="respondent", how="left", validate="one_to_one")
