"""Everything of a wave that claims are held against."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt
import pandas as pd

from evaluering.checks.claims.comparisons import mean_interval, share_interval
from evaluering.checks.claims.families import Families
from evaluering.checks.claims.quantity import NOTHING, Interval, Measured
from evaluering.checks.claims.survey_answers import Choices, Floats, SurveyAnswers, once
from evaluering.checks.claims.verdicts import CannotTest
from evaluering.config.indices import Index, class_labels
from evaluering.config.links import candidates
from evaluering.config.waves import SurveyFile, Wave
from evaluering.data.indices import turned
from evaluering.data.wave_data import WaveData
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

    @property
    def sd(self) -> float:
        """The standard deviation; NaN of fewer than two."""
        return float(np.std(self.values, ddof=1)) if self.n > 1 else float("nan")

    def mean_interval(self) -> Interval | None:
        """Return the 95 per cent interval of the mean."""
        return mean_interval(self.values)

    def share(
        self, at: Mapping[str, str], levels: list[int], of: str,
        labels: Mapping[str, str] = NOTHING,
    ) -> Measured:  # fmt: skip
        """Return the per cent, or the number, in some classes, as measured somewhere."""
        if not self.n:
            return Measured(at, float("nan"), (0,), labels)
        percent = 100 * float(np.isin(self.levels, levels).mean())
        if of == "count":
            return Measured(at, round(percent * self.n / 100), (self.n,), labels)
        return Measured(at, percent, (self.n,), labels, lambda: share_interval(percent, self.n))


def together(parts: Iterable[Scores]) -> Scores:
    """Return several classes as one."""
    found = list(parts)
    return Scores(
        np.concatenate([part.respondents for part in found]),
        np.concatenate([part.values for part in found]),
        np.concatenate([part.levels for part in found]),
    )


class WaveFrames(dict[str, pd.DataFrame]):
    """Respondents by survey, where a survey that the wave lacks cannot be tested."""

    def __missing__(self, survey: str) -> pd.DataFrame:
        """Say that the wave has no such survey."""
        raise CannotTest("no_survey", survey=survey)


@dataclass(frozen=True)
class ClaimData:
    """A wave, with its answers under a set of choices.

    Attributes
    ----------
    answers
        The surveys, with the choices of analysis.
    study
        The wave's data.
    minimum_n
        A comparison of fewer respondents is not made.
    families
        Which tests belong together.
    """

    answers: SurveyAnswers
    study: WaveData
    minimum_n: int = 0
    families: Families = field(default_factory=Families)
    _found: dict[Any, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    @property
    def choices(self) -> Choices:
        """What else is chosen."""
        return self.answers.choices

    @property
    def wave(self) -> Wave:
        """The wave's configuration."""
        return self.study.wave

    @property
    def indices(self) -> Mapping[str, Index]:
        """The configuration of the indices."""
        return self.study.project.indices

    def survey_file(self, survey: str) -> SurveyFile:
        """Return what the wave says of a survey."""
        if survey not in self.wave.surveys:
            raise CannotTest("no_survey", survey=survey)
        return self.wave.surveys[survey]

    def frame(self, survey: str, by: str) -> dict[str, int]:
        """Return the population by category of a survey's variable."""
        self.survey_file(survey)
        frame = self.study.frame(survey)
        if frame is None:
            raise CannotTest("no_frame", survey=survey)
        lines = zip(frame["variable"], frame["category"], frame["population"], strict=True)
        sizes = {str(category): int(n) for variable, category, n in lines if variable == by}
        if not sizes:
            raise CannotTest("not_in_frame", survey=survey, variable=by)
        return sizes

    def categories(self, survey: str, by: str) -> Mapping[str, str]:
        """Return what the categories of a survey's variable are called, by code or box."""
        return self.answers.surveys[survey].categories(by) or {}

    def answered(self, survey: str, by: str) -> dict[str, int]:
        """Return the number of answers by category."""
        frame, labels = self.answers.frames[survey], self.categories(survey, by)
        if self.answers.surveys[survey].multiple_response(by) is not None:
            return {box: int((frame[box] == 1).sum()) for box in labels}
        return {code: int((frame[by] == int(code)).sum()) for code in labels}

    def ticks(self, survey: str, by: str) -> pd.Series[int]:
        """Return how many categories each respondent has."""
        frame, labels = self.answers.frames[survey], self.categories(survey, by)
        if self.answers.surveys[survey].multiple_response(by) is not None:
            return (frame[list(labels)] == 1).sum(axis=1)
        return frame[by].isin([int(code) for code in labels]).astype(int)

    def sizes(self, survey: str, by: str) -> dict[str, int]:
        """Return the population by category, of the frame."""
        sizes = self.frame(survey, by)
        return {name: sizes[name] for name in self.categories(survey, by) if name in sizes}

    def against_frame(self, survey: str, by: str) -> tuple[dict[str, int], dict[str, int]]:
        """Return answers and population by category, of the categories that have one."""
        sizes = {name: size for name, size in self.sizes(survey, by).items() if size}
        answered = {n: count for n, count in self.answered(survey, by).items() if n in sizes}
        if not sum(answered.values()):
            raise CannotTest("nobody_stated")
        return answered, sizes

    def registry_values(self, variable: str) -> Floats:
        """Return a registry variable by unit."""
        registry = self.study.project.registry_variables[variable][0].id
        values: Floats = self.units(registry)[variable].to_numpy(np.float64)
        return values

    def membership(self, survey: str) -> pd.DataFrame:
        """Return the members of a survey's units by role."""
        found = self.study.members(survey)
        if found is None:
            raise CannotTest("no_members", survey=survey)
        return found

    def units(self, registry: str) -> pd.DataFrame:
        """Return a registry's table, with its classes."""
        if registry not in self.study.tables.registries():
            raise CannotTest("no_registry", registry=registry)
        return self._once(("units", registry), lambda: self.study.units(registry))

    def linked(self, registry: str, index: str | None = None) -> pd.DataFrame:
        """Return the respondents that are linked to a registry, those of an index's survey."""
        here = self.study.links
        links = [k for k in candidates(self.study.project, registry, index) if k.id in here]
        if not links:
            raise CannotTest("none_linked_to", registry=registry)
        link = links[0].id
        return self._once(("linked", link), lambda: self.study.linked(link))

    def attrition(self) -> Mapping[str, Any]:
        """Return the account of the first link that the wave has."""
        for link in self.study.links:
            return self.study.attrition(link)
        raise CannotTest("none_linked")

    def eigenvalues(self, index: str) -> list[float]:
        """Return the eigenvalues of an index's factor analysis."""
        self._has_index(index)
        factor = self.study.analysis(index)["factor"]
        if factor is None:
            raise CannotTest("no_factor_analysis")
        found: list[float] = factor["eigenvalues"]
        return found

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
        registry = self.study.project.registry_variables[variable][0].id
        values = self._of_linked(registry, index, variable)
        return values, self._linked_scores(registry, index).values

    def _of_linked(self, registry: str, index: str, column: str) -> Floats:
        """Return what a registry's table says of the unit of each linked respondent."""
        return self._once(
            ("linked", registry, index, column),
            lambda: self.linked(registry, index)[column].to_numpy(np.float64, na_value=np.nan),
        )

    def _by_structure(self, index: str, by: str) -> dict[str, Scores]:
        registry = self.study.project.structural[by][0].id
        found, classes = self._linked_scores(registry, index), self._of_linked(registry, index, by)
        names = self.structural_labels(by)
        return {name: found.among(classes == number) for number, name in enumerate(names)}

    def _linked_scores(self, registry: str, index: str) -> Scores:
        def make() -> Scores:
            scores, respondents = self.scores(index), self.linked(registry, index)["respondent"]
            places = pd.Index(scores.respondents).get_indexer(pd.Index(respondents))
            values = np.where(places >= 0, scores.values[places], np.nan)
            levels = np.where(places >= 0, scores.levels[places], np.nan)
            return Scores(respondents.to_numpy(), values, levels)

        return self._once(("linked", registry, index), make)

    def structural_labels(self, by: str) -> Mapping[str, str]:
        """Return what the classes of a structural variable are called, by id, lowest first."""
        return class_labels(self.study.project.structural[by][1].classes)

    def index_labels(self, index: str) -> Mapping[str, str]:
        """Return what the classes of an index are called, by id, lowest first."""
        return class_labels(self.indices[index].classes)

    def _has_index(self, index: str) -> None:
        self.survey_file(self.answers.groups[self.indices[index].group].survey)

    def _scores(self, index: str) -> Scores:
        spec, choices = self.indices[index], self.choices
        self._has_index(index)
        if choices.middle or choices.lenient:
            values = self._rebuilt(spec)
        else:
            rows = self.study.index(index)
            values = pd.Series(rows["value"].to_numpy(dtype=np.float64), index=rows["respondent"])
        step = choices.limits * LIMIT_STEP / len(spec.items)
        limits = [c.upto + step for c in spec.classes if c.upto is not None]
        everybody = Scores(
            values.index.to_numpy(), _floats(values), _floats(classify(values, limits))
        )
        return everybody.among(values.notna().to_numpy())

    def _once(self, key: Any, make: Callable[[], T]) -> T:
        return once(self._found, key, make)

    def _rebuilt(self, spec: Index) -> pd.Series[float]:
        survey = self.answers.surveys[self.answers.groups[spec.group].survey]
        inside = self.answers.members(spec.group)
        items = {item: self.answers.numeric(survey.id, item)[inside] for item in spec.items}
        identifiers = self.answers.frames[survey.id].loc[inside, survey.respondent].to_numpy()
        enough = spec.minimum_valid
        if self.choices.lenient:
            enough = -(-3 * len(spec.items) // 4)
        codes = turned(pd.DataFrame(items, index=identifiers), spec, survey, self.answers.scales)
        return additive_index(codes, minimum_valid=enough)


def _floats(values: pd.Series[Any]) -> Floats:
    floats: Floats = values.to_numpy(dtype=np.float64, na_value=np.nan)
    return floats
