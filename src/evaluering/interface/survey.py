"""A survey of a wave: its answers with labels, its codebook, and the tables of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from evaluering.config.columns import Column
from evaluering.config.surveys import Survey
from evaluering.data.missing import answered
from evaluering.interface.battery import OpenedBattery
from evaluering.interface.catalogue import Catalogue, UnknownNameError
from evaluering.interface.codebook import found_in, variables_of
from evaluering.interface.group import OpenedGroup
from evaluering.interface.labels import labelled, labelled_answers, missing_kinds
from evaluering.interface.part import WavePart
from evaluering.interface.shown import ShownExhibit
from evaluering.interface.specification import whole_group


@dataclass(frozen=True, eq=False, repr=False)
class OpenedSurvey(WavePart):
    """A survey of a wave.

    Examples
    --------
    >>> survey = wave.survey("bibliotek")
    >>> survey["avdeling"].cat.categories.tolist()
    ['Publikumstjenester', 'Samlinger og teknikk']
    """

    @property
    def codebook(self) -> Survey:
        """What the configuration says of the survey."""
        return self.wave.data.project.surveys[self.name]

    @property
    def title(self) -> str:
        """What the survey is called."""
        return self.codebook.title

    @property
    def codes(self) -> pd.DataFrame:
        """The answers as codes, missing codes too: one row a respondent, indexed by respondent."""
        frame = self.wave.data.respondents(self.name)
        return frame.set_axis(pd.Index(frame[self.codebook.respondent], name="respondent"))

    @property
    def frame(self) -> pd.DataFrame:
        """The answers with labels: ordered categories, numbers, dates and texts; no answer is NaN.

        The texts of the questions are in ``frame.attrs["labels"]``; why there is no answer is in
        `missing`.
        """
        return labelled(self.codes, self._columns)

    @property
    def missing(self) -> pd.DataFrame:
        """Why there is no answer (``dont_know``, ``unanswered``, ``not_asked`` …); NA for answers.

        Of the same rows and columns as `frame`.
        """
        return missing_kinds(self.codes, self._columns)

    def __getitem__(self, name: str) -> pd.Series:
        """Return the answers to one question with labels.

        Raises
        ------
        UnknownNameError
            The survey has no such variable or item.
        """
        column = self._column(name)
        return labelled_answers(self.codes[name], column).rename(name)

    def _ipython_key_completions_(self) -> list[str]:
        return list(self._columns)

    def __len__(self) -> int:
        return len(self.wave.data.respondents(self.name))

    def numbers(self, names: str | Sequence[str]) -> pd.DataFrame:
        """Return answers as numbers for statistics: codes or values, every missing as NaN.

        Parameters
        ----------
        names
            Items, variables or numbers of the survey; or one of them.

        Raises
        ------
        UnknownNameError
            The survey has no such variable or item.
        """
        wanted = [names] if isinstance(names, str) else list(names)
        columns, codes = {name: self._column(name) for name in wanted}, self.codes
        return pd.DataFrame(
            {n: codes[n].where(answered(codes[n], own)).astype("float64")
             for n, own in columns.items()}
        )  # fmt: skip

    @property
    def variables(self) -> pd.DataFrame:
        """The codebook as a table: name, question, kind, battery, categories, valid and missing."""
        return variables_of(self.codebook, self._columns, self.codes)

    def find(self, words: str) -> pd.DataFrame:
        """Return the variables whose name, text, battery or categories hold all of some words.

        Case is of no account. Nothing found is an empty table.

        Parameters
        ----------
        words
            Words, or parts of words, as «kartlegging».
        """
        return found_in(self.variables, words)

    @property
    def groups(self) -> Catalogue[OpenedGroup]:
        """The survey's actor groups, by name."""
        groups = self.wave.data.project.groups
        labels = {name: own.label for name, own in groups.items() if own.survey == self.name}
        return Catalogue("Aktørgruppen", labels, lambda name: OpenedGroup(self.wave, name))

    @property
    def batteries(self) -> Catalogue[OpenedBattery]:
        """The survey's batteries, by name."""
        labels = {battery.id: battery.question for battery in self.codebook.batteries}
        return Catalogue(
            "Batteriet", labels, lambda name: OpenedBattery(self.wave, name, (self.name,))
        )

    def battery(self, name: str) -> OpenedBattery:
        """Return a battery of the survey.

        Raises
        ------
        UnknownNameError
            The survey has no such battery.
        """
        return self.batteries[name]

    @property
    def everyone(self) -> OpenedGroup:
        """All of the survey as an actor group, whether the project has one or not."""
        group = whole_group(self.wave.data.project, self.name)
        return OpenedGroup(self.wave.with_group(group), group.id)

    def frequencies(self, variable: str, **keys: Any) -> ShownExhibit:
        """Count the categories of a variable, an item, boxes, an index or a registry variable.

        ``keys`` are those of the kind ``frequencies`` (docs/konfigurasjon.md). SPSS: FREQUENCIES.
        """
        return self.wave.show("frequencies", survey=self.name, variable=variable, **keys)

    def crosstab(self, row: str, by: str, **keys: Any) -> ShownExhibit:
        """Cross whatever divides the survey with whatever else does, with chi-square and V.

        Parameters
        ----------
        row, by
            A variable, an item, boxes, an index, a registry's classes, or ``groups``.
        keys
            Those of the kind ``crosstab``: percent, missing, nets, residuals, mean, weighted …
            SPSS: CROSSTABS; R: chisq.test.
        """
        return self.wave.show("crosstab", survey=self.name, row=row, by=by, **keys)

    def banner(self, rows: Iterable[str], by: Iterable[str], **keys: Any) -> ShownExhibit:
        """Set several breakdowns side by side, with letters for what differs.

        ``keys`` are those of the kind ``banner``. SPSS: CTABLES.
        """
        return self.wave.show("banner", survey=self.name, rows=list(rows), by=list(by), **keys)

    def means(self, variables: str | Iterable[str], by: str, **keys: Any) -> ShownExhibit:
        """Compare means of numbers, items or indices over categories, each with a test.

        ``keys`` are those of the kind ``category_means``: test, pairs, group, weighted …
        SPSS: ONEWAY; R: oneway.test.
        """
        return self._measured("category_means", variables, by=by, **keys)

    def summary(self, variables: str | Iterable[str], **keys: Any) -> ShownExhibit:
        """Describe numbers, items or indices: n, mean, SD and quantiles, by category or in all.

        ``keys`` are those of the kind ``number_summary``. SPSS: EXAMINE.
        """
        return self._measured("number_summary", variables, **keys)

    def factor_analysis(self, items: Iterable[str], **keys: Any) -> ShownExhibit:
        """Analyse items into factors; loadings sorted. As `OpenedGroup.factor_analysis`."""
        return self._of_group(keys).factor_analysis(items, **keys)

    def correlations(self, items: Iterable[str], **keys: Any) -> ShownExhibit:
        """Correlate items, numbers and indices. As `OpenedGroup.correlations`."""
        return self._of_group(keys).correlations(items, **keys)

    def regression(self, outcome: str, on: Iterable[str], **keys: Any) -> ShownExhibit:
        """Explain an index or item by others. As `OpenedGroup.regression`."""
        return self._of_group(keys).regression(outcome, on, **keys)

    def _measured(self, kind: str, variables: str | Iterable[str], **keys: Any) -> ShownExhibit:
        names = [variables] if isinstance(variables, str) else list(variables)
        group = self._of_group(keys)
        return group.wave.show(kind, group=group.name, variables=names, **keys)

    def _of_group(self, keys: dict[str, Any]) -> OpenedGroup:
        """Return the group that keys name, or everyone; it is taken out of the keys."""
        name = keys.pop("group", None)
        return self.everyone if name is None else self.groups[name]

    @property
    def _columns(self) -> dict[str, Column]:
        return self.wave.data.columns(self.name)

    def _column(self, name: str) -> Column:
        if name not in self._columns:
            raise UnknownNameError(f"I «{self.name}»: variabelen", name, self._columns)
        return self._columns[name]

    def __repr__(self) -> str:
        return f"{self.title} ({self.name}): {len(self)} svar, {len(self._columns)} variabler"

    def _repr_html_(self) -> str:
        from markupsafe import escape

        table = self.variables.to_html(max_rows=12)
        return f"<p>{escape(repr(self))}</p>{table}"
