"""A battery: items of one scale, compared, drawn and analysed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from html import escape
from typing import TYPE_CHECKING, Any

import pandas as pd

from evaluering.config.divisions import GROUPS, divisions_of
from evaluering.config.surveys import Battery
from evaluering.errors import EvalueringError
from evaluering.interface.catalogue import UnknownNameError, as_html, as_text
from evaluering.interface.part import WavePart
from evaluering.interface.shown import ShownExhibit

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from evaluering.interface.survey import OpenedSurvey
    from evaluering.stats import Reliability


@dataclass(frozen=True, eq=False, repr=False)
class OpenedBattery(WavePart):
    """A battery of a survey, or of several that asked the same.

    Attributes
    ----------
    homes
        The surveys that it is asked in.

    Examples
    --------
    >>> battery = wave.battery("trivsel")
    >>> list(battery.items)[:3]
    ['trives', 'tid', 'stotte']
    """

    homes: tuple[str, ...]

    @property
    def survey(self) -> OpenedSurvey:
        """The survey that it is asked in.

        Raises
        ------
        EvalueringError
            There are several.
        """
        if len(self.homes) > 1:
            raise self._in_several(self.homes)
        return self.wave.survey(self.homes[0])

    @property
    def codebook(self) -> Battery:
        """What the configuration says of the battery, in the first of its surveys."""
        return self._in(self.homes[0])

    @property
    def items(self) -> dict[str, str]:
        """The texts of the items, by name; of several surveys those that all of them asked."""
        return self._shared(self.homes)

    @property
    def frame(self) -> pd.DataFrame:
        """The answers with labels, as `OpenedSurvey.frame`."""
        return self.survey.frame[list(self.items)]

    @property
    def numbers(self) -> pd.DataFrame:
        """The answers as codes, every missing as NaN."""
        return self.survey.numbers(list(self.items))

    def compare(
        self, by: str | None = None, groups: Iterable[str] | None = None, **keys: Any
    ) -> ShownExhibit:
        """Compare the items' means over categories or actor groups, each with a test.

        Parameters
        ----------
        by
            What divides a survey: a variable, an item, an index, a registry's classes; ``groups``
            is the survey's actor groups.
        groups
            Actor groups, of one survey or several that asked the same; instead of ``by``. An item
            that they worded differently has the first survey's words.
        keys
            Those of the kind: ``category_means`` with ``by``, ``group_means`` with ``groups``.

        Raises
        ------
        EvalueringError
            A name is unknown, groups share respondents, or several surveys have what divides.
        """
        if groups is None and by == GROUPS:
            groups = list(self.survey.groups)
        if groups is not None:
            own = list(groups)
            surveys = [self.wave.group(name).codebook.survey for name in own]
            asked = [survey for survey in self.homes if survey in surveys] or self.homes
            items = [self._worded(name, asked) for name in self._shared(tuple(asked))]
            return self.wave.show("group_means", groups=own, items=items, **keys)
        if by is None:
            return self.describe(**keys)
        here = self._divided(by)
        return here.survey.means(list(here.items), by, **keys)

    def describe(self, **keys: Any) -> ShownExhibit:
        """Describe each item: n, mean, SD and quantiles."""
        return self.survey.summary(list(self.items), **keys)

    def distribution(self, groups: Iterable[str] | None = None, **keys: Any) -> ShownExhibit:
        """Show the whole distribution of each item: stacked bars.

        Parameters
        ----------
        groups
            Actor groups; left out, everyone in the survey.
        keys
            Those of the kind ``likert``.
        """
        if groups is None:
            everyone = self.survey.everyone
            wave, own = everyone.wave, [everyone.name]
        else:
            wave, own = self.wave, list(groups)
        return wave.show("likert", groups=own, items=list(self.items), **keys)

    def plot(self, **keys: Any) -> Figure:
        """Draw the distribution of each item; ``keys`` as in `distribution`."""
        return self.distribution(**keys).plot()

    def factor_analysis(self, items: Iterable[str] | None = None, **keys: Any) -> ShownExhibit:
        """Analyse the items, or others, into factors. As `OpenedGroup.factor_analysis`."""
        return self.survey.factor_analysis(items or list(self.items), **keys)

    def correlations(self, **keys: Any) -> ShownExhibit:
        """Correlate the items with each other. As `OpenedGroup.correlations`."""
        return self.survey.correlations(list(self.items), **keys)

    def reliability(self) -> Reliability:
        """Return Cronbach's alpha, and what it is without each item (`evaluering.stats`)."""
        from evaluering.stats import reliability

        return reliability(self.numbers)

    def _divided(self, by: str) -> OpenedBattery:
        """Return the battery in the one survey of its own that a name divides."""
        project = self.wave.data.project
        divisions = {survey: divisions_of(project, survey) for survey in self.homes}
        homes = tuple(survey for survey, names in divisions.items() if by in names)
        if not homes and len(self.homes) > 1:
            known = dict.fromkeys(name for names in divisions.values() for name in names)
            raise UnknownNameError("Inndelingen", by, known)
        if len(homes) > 1:
            raise self._in_several(homes)
        return replace(self, homes=homes or self.homes)

    def _in_several(self, homes: Iterable[str]) -> EvalueringError:
        ways = ", ".join(f'survey("{name}").battery("{self.name}")' for name in homes)
        return EvalueringError(
            f"Batteriet «{self.name}» står i flere undersøkelser.\n  Råd: Velg en: {ways}"
        )

    def _in(self, survey: str) -> Battery:
        book = self.wave.data.project.surveys[survey]
        return next(own for own in book.batteries if own.id == self.name)

    def _worded(self, item: str, surveys: Iterable[str]) -> str | dict[str, str]:
        """Return an item, with one survey's words for it where several have words of their own."""
        texts = [own.label for name in surveys for own in self._in(name).items if own.name == item]
        return item if len(set(texts)) == 1 else {"name": item, "label": texts[0]}

    def _shared(self, surveys: tuple[str, ...]) -> dict[str, str]:
        first, *others = ({i.name: i.label for i in self._in(own).items} for own in surveys)
        return {name: text for name, text in first.items() if all(name in own for own in others)}

    def __repr__(self) -> str:
        place = ", ".join(self.homes)
        head = f"{self.codebook.question} ({self.name}, skala {self.codebook.scale}, i {place})"
        return f"{head}\n{as_text(self.items)}"

    def _repr_html_(self) -> str:
        question = escape(self.codebook.question)
        return f"<p>{question} (<code>{self.name}</code>)</p>{as_html(self.items)}"
