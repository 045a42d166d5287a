"""Everything of a wave that claims are held against."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt
import pandas as pd

from evaluering.checks.claims.families import Families
from evaluering.checks.claims.survey_answers import Choices, Floats, SurveyAnswers
from evaluering.checks.claims.verdicts import CannotTest
from evaluering.config.indices import Index, class_labels
from evaluering.config.registry import Registry
from evaluering.config.waves import Wave
from evaluering.stats.classes import classify
from evaluering.stats.index import additive_index

LIMIT_STEP = 1.0
"""Class limits are moved by one answer step on one item: this divided by the number of items."""
T = TypeVar("T")


@dataclass(frozen=True, eq=False)
class Scores:
    """An index by respondent: the value, and the class counted from 0."""

    respondents: npt.NDArray[np.object_]
    values: Floats
    levels: Floats

    def among(self, chosen: npt.NDArray[np.bool_]) -> Scores:
        """Return those of the chosen respondents who have the index."""
        chosen = chosen & ~np.isnan(self.values)
        return Scores(self.respondents[chosen], self.values[chosen], self.levels[chosen])

    @property
    def n(self) -> int:
        """The number of respondents."""
        return len(self.values)

    @property
    def mean(self) -> float:
        """The mean; NaN of nobody."""
        return float(self.values.mean()) if self.n else float("nan")

    def percent(self, levels: list[int]) -> float:
        """Return the per cent in some classes; NaN of nobody."""
        return 100 * float(np.isin(self.levels, levels).mean()) if self.n else float("nan")


def together(parts: Iterable[Scores]) -> Scores:
    """Return several classes as one."""
    found = list(parts)
    return Scores(
        np.concatenate([part.respondents for part in found]),
        np.concatenate([part.values for part in found]),
        np.concatenate([part.levels for part in found]),
    )


@dataclass(frozen=True)
class ClaimData:
    """A wave's answers, indices, registry and frames.

    Attributes
    ----------
    answers
        The surveys, with the choices of analysis.
    wave, registry, indices
        The configuration.
    municipalities, linked, index_values
        The registry's table, the linked respondents and the index values.
    frames, members
        Population frames and lists of members, by survey; those that the wave has.
    attrition
        The account of the linking.
    dimensions
        Eigenvalues of each index's factor analysis, by index.
    minimum_n
        A comparison of fewer respondents is not made.
    families
        Which tests belong together.
    """

    answers: SurveyAnswers
    wave: Wave
    registry: Registry
    indices: Mapping[str, Index]
    municipalities: pd.DataFrame
    linked: pd.DataFrame
    index_values: pd.DataFrame
    frames: Mapping[str, pd.DataFrame]
    members: Mapping[str, pd.DataFrame]
    attrition: Mapping[str, Any]
    dimensions: Mapping[str, list[float]]
    minimum_n: int = 0
    families: Families = field(default_factory=Families)
    _found: dict[Any, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    @property
    def choices(self) -> Choices:
        """What else is chosen."""
        return self.answers.choices

    def frame(self, survey: str, by: str) -> dict[str, int]:
        """Return the population by category of a survey's variable."""
        if survey not in self.frames:
            raise CannotTest(f"bølgen har ingen ramme for «{survey}»")
        frame = self.frames[survey]
        lines = zip(frame["variable"], frame["category"], frame["population"], strict=True)
        sizes = {str(category): int(n) for variable, category, n in lines if variable == by}
        if not sizes:
            raise CannotTest(f"rammen for «{survey}» har ikke «{by}»")
        return sizes

    def membership(self, survey: str) -> pd.DataFrame:
        """Return the members of a survey's units by role."""
        if survey not in self.members:
            raise CannotTest(f"bølgen har ingen medlemsliste for «{survey}»")
        return self.members[survey]

    def scores(self, index: str) -> Scores:
        """Return an index of everybody in its group who has it.

        The values are those that the pipeline built, unless the choices ask for others.
        """
        return self._once(index, lambda: self._scores(index))

    def by_structure(self, index: str, by: str) -> dict[str, Scores]:
        """Return an index of the linked respondents, by the id of their structural class."""
        return self._once((index, by), lambda: self._by_structure(index, by))

    def with_registry(self, index: str, variable: str) -> tuple[Floats, Floats]:
        """Return a registry variable and an index of the linked respondents, with NaN."""
        values = self.linked[variable].to_numpy(dtype=np.float64, na_value=np.nan)
        return values, self._linked(index).values

    def _by_structure(self, index: str, by: str) -> dict[str, Scores]:
        found = self._linked(index)
        classes = self.linked[by].to_numpy(dtype=np.float64, na_value=np.nan)
        names = self.structural_labels(by)
        return {name: found.among(classes == number) for number, name in enumerate(names)}

    def _linked(self, index: str) -> Scores:
        def make() -> Scores:
            scores = self.scores(index)
            places = pd.Index(scores.respondents).get_indexer(pd.Index(self.linked["respondent"]))
            values = np.where(places >= 0, scores.values[places], np.nan)
            levels = np.where(places >= 0, scores.levels[places], np.nan)
            return Scores(self.linked["respondent"].to_numpy(), values, levels)

        return self._once(("linked", index), make)

    def structural_labels(self, by: str) -> Mapping[str, str]:
        """Return what the classes of a structural variable are called, by id, lowest first."""
        return class_labels(next(s.classes for s in self.registry.structural if s.id == by))

    def index_labels(self, index: str) -> Mapping[str, str]:
        """Return what the classes of an index are called, by id, lowest first."""
        return class_labels(self.indices[index].classes)

    def _scores(self, index: str) -> Scores:
        spec, choices = self.indices[index], self.choices
        survey = self.answers.groups[spec.group].survey
        if choices.middle or choices.lenient:
            values = self._rebuilt(spec)
        else:
            rows = self.index_values.loc[self.index_values["survey"] == survey]
            values = pd.Series(rows[index].to_numpy(dtype=np.float64), index=rows["respondent"])
        step = choices.limits * LIMIT_STEP / len(spec.items)
        limits = [c.upto + step for c in spec.classes if c.upto is not None]
        everybody = Scores(
            values.index.to_numpy(), _floats(values), _floats(classify(values, limits))
        )
        return everybody.among(values.notna().to_numpy())

    def _once(self, key: Any, make: Callable[[], T]) -> T:
        if key not in self._found:
            self._found[key] = make()
        found: T = self._found[key]
        return found

    def _rebuilt(self, spec: Index) -> pd.Series[float]:
        survey = self.answers.surveys[self.answers.groups[spec.group].survey]
        inside = self.answers.members(spec.group)
        items = {item: self._turned(survey.id, item)[inside] for item in spec.items}
        identifiers = self.answers.frames[survey.id].loc[inside, survey.identifier].to_numpy()
        enough = spec.minimum_valid
        if self.choices.lenient:
            enough = -(-3 * len(spec.items) // 4)
        return additive_index(pd.DataFrame(items, index=identifiers), minimum_valid=enough)

    def _turned(self, survey: str, item: str) -> Floats:
        """Return the answers to an item, reversed where agreement is a negative answer."""
        values = self.answers.numeric(survey, item)
        book = self.answers.surveys[survey]
        if not book.items[item].reversed:
            return values
        codes = self.answers.scales[book.battery_of(item).scale].codes
        turned: Floats = codes[0] + codes[-1] - values
        return turned


def _floats(values: pd.Series[Any]) -> Floats:
    floats: Floats = values.to_numpy(dtype=np.float64, na_value=np.nan)
    return floats
