"""The agreement of raters who judged the same respondents or answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal, final

from pydantic import Field, model_validator

from evaluering.config.base import Distinct, Identifier, Text, VariableName, each_once, unfit
from evaluering.config.exhibits.base import PRESENTATION, Exhibit, Faults, KeyPlace
from evaluering.config.reads import Reads

if TYPE_CHECKING:
    from evaluering.config.project import Project
    from evaluering.config.surveys import Survey

Rater = Annotated[Distinct[VariableName], Field(min_length=1)]


@final
class Agreement(Exhibit):
    """Cohen's kappa and Krippendorff's alpha of two or more raters."""

    kind: Literal["agreement"]
    """Samsvar mellom kodere, eller mellom to ledd: Cohens kappa og Krippendorffs alfa."""
    survey: Identifier
    """Undersøkelsen som variablene står i."""
    raters: Annotated[list[Rater], each_once(", ".join)] = Field(min_length=2)
    """Variablene til hver koder, for eksempel [[kode_a], [kode_b]]. To kodere som kan gi et svar
    flere koder, har flere variabler hver, og samsvaret oppgis for hver kode."""
    weights: Literal["none", "linear", "quadratic"] = "none"
    """Hvordan kappa regner nesten-enighet mellom ordnede koder: ikke, lineært eller kvadratisk."""
    measurement: Literal["nominal", "ordinal", "interval"] = "nominal"
    """Målenivået i Krippendorffs alfa."""
    labels: Annotated[list[Text], PRESENTATION] = []
    """Hva koderne kalles; utelatt: tekstene til de første variablene deres."""

    @model_validator(mode="after")
    def _raters_fit(self) -> Agreement:
        several = any(len(rater) > 1 for rater in self.raters)
        if several and len(self.raters) > 2:
            raise unfit(f"{len(self.raters)} kodere med flere variabler", "to kodere", "raters")
        if self.labels and len(self.labels) != len(self.raters):
            raise unfit(f"{len(self.labels)} navn", f"{len(self.raters)}, ett for hver", "labels")
        return self

    @property
    def variables(self) -> list[str]:
        """The variables of all raters."""
        return [name for rater in self.raters for name in rater]

    def reads(self, project: Project, wave: str) -> Reads:  # noqa: ARG002 (as its keys say)
        """Return its survey."""
        return Reads(frozenset({self.survey}))

    def uses(self, project: Project, wave: str) -> object:  # noqa: ARG002 (of any wave)
        """Return the labels and codes of its variables."""
        return [
            [text_of(project.surveys[self.survey], name), codes_of(project, self.survey, name)]
            for name in self.variables
        ]

    def faults(self, project: Project, at: KeyPlace) -> Faults:
        """Yield variables that are unknown, or whose codes are not those of the first."""
        if self.survey not in project.surveys:
            yield at.fault("survey", self.survey, project.surveys)
            return
        yield from uncoded(project, self.survey, self.variables, at, "raters")


def codes_of(project: Project, survey: str, name: str) -> dict[int, str]:
    """Return the codes and labels of a nominal variable or an item; empty without any."""
    book = project.surveys[survey]
    if name in book.items:
        scale = project.scales.get(book.battery_of(name).scale)
        return scale.values if scale else {}
    variable = book.variable(name)
    return dict(variable.values) if variable else {}


def text_of(survey: Survey, name: str) -> str:
    """Return the label of a variable or an item."""
    if name in survey.items:
        return survey.items[name].label
    variable = survey.variable(name)
    return variable.label if variable else name


def uncoded(project: Project, survey: str, names: list[str], at: KeyPlace, key: str) -> Faults:
    """Yield names that have no codes, or others than the first has."""
    book = project.surveys[survey]
    nominal = [v.name for v in book.background if v.kind == "nominal"]
    yield from at.known(key, names, [*nominal, *book.items])
    found = {name: codes_of(project, survey, name) for name in names}
    first = found[names[0]]
    for name, codes in found.items():
        if first and codes and list(codes) != list(first):
            allowed = f"kodene til «{names[0]}»: {', '.join(map(str, first))}"
            yield at.fault(key, f"{name} med andre koder", allowed)
