"""An actor group of a wave: its answers, and the analyses of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from evaluering.config.groups import ActorGroup
from evaluering.interface.catalogue import UnknownNameError
from evaluering.interface.part import WavePart
from evaluering.interface.shown import ShownExhibit

if TYPE_CHECKING:
    from evaluering.interface.survey import OpenedSurvey


@dataclass(frozen=True, eq=False, repr=False)
class OpenedGroup(WavePart):
    """An actor group of a wave.

    Examples
    --------
    >>> group = wave.group("publikum")
    >>> len(group) < len(group.survey)
    True
    """

    @property
    def codebook(self) -> ActorGroup:
        """What the configuration says of the group."""
        return self.wave.data.group(self.name)

    @property
    def survey(self) -> OpenedSurvey:
        """The survey that the group is in."""
        return self.wave.survey(self.codebook.survey)

    @property
    def respondents(self) -> pd.Index:
        """The identifiers of those in the group."""
        return self.wave.data.answers(self.name, []).index

    @property
    def frame(self) -> pd.DataFrame:
        """The group's answers with labels, as `OpenedSurvey.frame`."""
        return self.survey.frame.loc[self.respondents]

    def numbers(self, names: str | Iterable[str]) -> pd.DataFrame:
        """Return the group's answers as numbers, every missing as NaN.

        Raises
        ------
        UnknownNameError
            The survey has no such variable or item.
        """
        wanted = [names] if isinstance(names, str) else list(names)
        return self.survey.numbers(wanted).loc[self.respondents]

    def __len__(self) -> int:
        return len(self.respondents)

    def factor_analysis(self, items: Iterable[str], **keys: Any) -> ShownExhibit:
        """Analyse items into factors.

        Parameters
        ----------
        items
            At least three items of the survey.
        keys
            Those of the kind ``factor_table``: factors (left out: as many as the parallel analysis
            says), extraction (paf, minres, ml), rotation (oblimin, promax, varimax, none).
            SPSS: FACTOR; R: psych::fa.
        """
        return self.wave.show("factor_table", group=self.name, items=list(items), **keys)

    def correlations(self, names: Iterable[str], **keys: Any) -> ShownExhibit:
        """Correlate items, numbers and indices with each other.

        Parameters
        ----------
        names
            What is correlated, in order.
        keys
            Those of the kind ``correlation_matrix``: method (pearson, spearman …), missing,
            adjustment. SPSS: CORRELATIONS; R: psych::corr.test.
        """
        return self.wave.show("correlation_matrix", group=self.name, **self._sorted(names), **keys)

    def regression(self, outcome: str, on: Iterable[str], **keys: Any) -> ShownExhibit:
        """Explain an index or an item by variables, items, indices and registry variables.

        Parameters
        ----------
        outcome
            The index or item that is explained.
        on
            The names of what explains it.
        keys
            Those of the kind ``regression``: model (linear, ordinal), robust, cluster, weighted …
            SPSS: REGRESSION, PLUM; R: lm, MASS::polr.
        """
        project = self.wave.data.project
        key = "index" if outcome in project.indices else "item"
        predictors = self._sorted(on, registry=True)
        return self.wave.show("regression", group=self.name, **{key: outcome}, **predictors, **keys)

    def _sorted(self, names: Iterable[str], registry: bool = False) -> dict[str, list[str]]:
        """Return names by what they are, as the kinds' keys have them."""
        project, book = self.wave.data.project, self.survey.codebook
        usable = {own.name for own in book.background}
        sorts = {"items": book.items, "indices": project.indices, "variables": usable}
        if registry:
            sorts["registry"] = project.registry_variables
        found: dict[str, list[str]] = {}
        for name in names:
            sort = next((sort for sort, known in sorts.items() if name in known), None)
            if sort is None:
                known = [own for each in sorts.values() for own in each]
                raise UnknownNameError(f"I «{self.survey.name}»: variabelen", name, known)
            found.setdefault(sort, []).append(name)
        return found

    def __repr__(self) -> str:
        return f"{self.codebook.label} ({self.name}): {len(self)} i {self.codebook.survey}"
