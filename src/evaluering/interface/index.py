"""An additive index of a wave: its values, its factor analysis, and comparisons."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from evaluering.config.indices import Index
from evaluering.interface.group import OpenedGroup
from evaluering.interface.part import WavePart
from evaluering.interface.shown import ShownExhibit

if TYPE_CHECKING:
    from evaluering.stats import Reliability


@dataclass(frozen=True, eq=False, repr=False)
class OpenedIndex(WavePart):
    """An additive index of a wave.

    Examples
    --------
    >>> index = wave.index("samarbeid")
    >>> bool(index.values.between(1, 5).all())
    True
    """

    @property
    def codebook(self) -> Index:
        """What the configuration says of the index."""
        return self.wave.data.project.indices[self.name]

    @property
    def group(self) -> OpenedGroup:
        """The group that the index is of."""
        return self.wave.group(self.codebook.group)

    @property
    def values(self) -> pd.Series:
        """The index of each respondent who has enough answers, indexed by respondent."""
        own = self.wave.data.index(self.name).set_index("respondent")["value"].dropna()
        return own.rename(self.name)

    @property
    def levels(self) -> pd.Series:
        """The class of each respondent with an index, as ordered categories."""
        labels = [own.label for own in self.codebook.classes]
        own = self.wave.data.index(self.name).set_index("respondent")["level"].dropna()
        named = own.map(dict(enumerate(labels))).astype(pd.CategoricalDtype(labels, ordered=True))
        return named.rename(self.name)

    @property
    def analysis(self) -> Mapping[str, Any]:
        """The factor analysis and reliability behind the index."""
        return self.wave.data.analysis(self.name)

    def reliability(self) -> Reliability:
        """Return Cronbach's alpha and what it is without each item (`evaluering.stats`)."""
        from evaluering.stats import reliability

        return reliability(self.group.numbers(self.codebook.items))

    def compare(self, by: str, **keys: Any) -> ShownExhibit:
        """Compare the index's mean over categories, as `OpenedSurvey.means` does."""
        return self.group.survey.means(self.name, by, **{"group": self.group.name, **keys})

    def crosstab(self, by: str, **keys: Any) -> ShownExhibit:
        """Cross the index's classes with whatever else divides its respondents.

        ``by`` may be a registry's classes; ``keys`` are those of the kind ``crosstab``.
        """
        return self.wave.show("crosstab", index=self.name, by=by, **keys)

    def __len__(self) -> int:
        return len(self.values)

    def __repr__(self) -> str:
        items = ", ".join(self.codebook.items)
        return f"{self.codebook.label} ({self.name}): {len(self)} av {len(self.group)}; {items}"
