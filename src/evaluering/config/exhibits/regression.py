"""An index or an item explained by other variables of the same respondents."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal, final

from pydantic import model_validator

from evaluering.config.base import Distinct, Identifier, Text, VariableName, unfit
from evaluering.config.content import content
from evaluering.config.exhibits.base import PRESENTATION, Exhibit, Faults, KeyPlace
from evaluering.config.exhibits.battery import asked_of
from evaluering.config.exhibits.naming import unasked, unindexed
from evaluering.config.reads import Reads

if TYPE_CHECKING:
    from evaluering.config.project import Project
    from evaluering.config.registries import Link

SHARED = {"nominal", "number", "key"}
"""The kinds of variables that respondents may share a value of."""


@final
class Regression(Exhibit):
    """Linear or ordinal regression: coefficients, errors, intervals, p and fit."""

    weighable = True

    kind: Literal["regression"]
    """Regresjon av en indeks eller et ledd på andre variabler; som figur: koeffisientene med
    konfidensintervall."""
    group: Identifier
    """Aktørgruppen."""
    index: Identifier | None = None
    """Indeksen som forklares; «index» eller «item»."""
    item: VariableName | None = None
    """Leddet som forklares."""
    variables: Distinct[VariableName] = []
    """Bakgrunnsvariabler som forklarer; en nominal blir en 0/1-variabel for hver kode, mot den
    første koden som noen har."""
    items: Distinct[VariableName] = []
    """Ledd som forklarer."""
    indices: Distinct[Identifier] = []
    """Indekser som forklarer."""
    registry: Distinct[Identifier] = []
    """Registervariabler som forklarer, gjennom en kobling fra undersøkelsen."""
    link: Identifier | None = None
    """Koblingen til registeret; utelatt: den eneste som passer."""
    model: Literal["linear", "ordinal"] = "linear"
    """linear: minste kvadraters metode; ordinal: proporsjonale odds, for et ledd."""
    robust: Literal["HC3", "HC2", "HC1", "HC0", "classical"] = "HC3"
    """Standardfeilene i den lineære modellen: robuste (HC3 er rådet) eller klassiske."""
    cluster: VariableName | None = None
    """Variabelen som respondenter deler, som en kommune: standardfeilene er da klyngerobuste (i
    den lineære modellen), og det står hvor like de som deler den, er (ICC)."""
    drawn: Annotated[Literal["coefficient", "standardised"], PRESENTATION] = "coefficient"
    """Det figuren viser: koeffisientene, eller de standardiserte (β) fra den lineære modellen."""
    heading: Annotated[Text | None, PRESENTATION] = None
    """Overskriften over radene; utelatt: «Forklaringsvariabel» på rapportens språk."""

    @model_validator(mode="after")
    def _outcome_and_predictors(self) -> Regression:
        if (self.index is None) == (self.item is None):
            raise unfit("begge" if self.index else "ingen", "enten «index» eller «item»")
        if self.model == "ordinal" and self.item is None:
            raise unfit("model: ordinal med «index»", "«item», eller model: linear", "model")
        if self.model == "ordinal" and self.cluster is not None:
            raise unfit("model: ordinal med «cluster»", "model: linear", "model")
        if self.model == "ordinal" and self.drawn == "standardised":
            raise unfit("model: ordinal med «drawn: standardised»", "drawn: coefficient", "drawn")
        if not self.predictors:
            raise unfit("ingen", "minst én av «variables», «items», «indices» og «registry»")
        if self.outcome in self.predictors:
            raise unfit(self.outcome, "andre variabler enn den som forklares")
        return self

    @property
    def outcome(self) -> str:
        """The name of what is explained."""
        return self.index or self.item or ""

    @property
    def predictors(self) -> list[str]:
        """The names of what explains it, in the order of the rows."""
        return [*self.variables, *self.items, *self.indices, *self.registry]

    @property
    def all_items(self) -> list[str]:
        """The items among outcome and predictors."""
        return [*([self.item] if self.item else []), *self.items]

    @property
    def all_indices(self) -> list[str]:
        """The indices among outcome and predictors."""
        return [*([self.index] if self.index else []), *self.indices]

    def links(self, project: Project) -> dict[str, list[Link]]:
        """Return the links that fit each registry variable, by its name."""
        survey = project.groups[self.group].survey
        found = {}
        for name in self.registry:
            registry = project.registry_variables[name][0].id
            found[name] = [
                link
                for link in project.links.values()
                if link.registry == registry
                and self.link in (None, link.id)
                and link.group in project.groups
                and project.groups[link.group].survey == survey
            ]
        return found

    @property
    def unweighable(self) -> str | None:
        """Only the linear model is estimated by a design, which has clusters of its own."""
        if self.cluster is not None:
            return "«cluster» kan ikke vektes; skriv klyngene i undersøkelsens «design»"
        return "«model: ordinal» kan ikke vektes" if self.model == "ordinal" else None

    def reads(self, project: Project, wave: str) -> Reads:  # noqa: ARG002 (of any wave)
        """Return the group's survey, the indices and the links."""
        links = frozenset(found[0].id for found in self.links(project).values())
        survey = frozenset({project.groups[self.group].survey})
        return Reads(survey, indices=frozenset(self.all_indices), links=links)

    def uses(self, project: Project, wave: str) -> object:
        """Return the group, the items, variables, indices, links and registry variables."""
        survey = project.surveys[project.groups[self.group].survey]
        named = [*self.variables, *([self.cluster] if self.cluster else [])]
        variables = [survey.variable(name) for name in named]
        registry = [project.registry_variables[name] for name in self.registry]
        return [
            asked_of(project, [self.group], self.all_items),
            [content(variable) for variable in variables if variable],
            [content(project.indices[index]) for index in self.all_indices],
            [[content(v), project.year(r.id, wave)] for r, v in registry],
            [content(link) for found in self.links(project).values() for link in found],
        ]

    def faults(self, project: Project, at: KeyPlace) -> Faults:
        """Yield names that are unknown, keys among the variables, and links that are not clear."""
        yield from unasked(project, self.all_items, [self.group], at)
        yield from unindexed(project, self.group, self.all_indices, at)
        yield from at.known("registry", self.registry, project.registry_variables)
        if self.group not in project.groups:
            return
        survey = project.surveys.get(project.groups[self.group].survey)
        if survey is not None:
            usable = [v.name for v in survey.background if v.kind in {"nominal", "number"}]
            yield from at.known("variables", self.variables, usable)
            if self.cluster is not None:
                shared = [v.name for v in survey.background if v.kind in SHARED]
                yield from at.known("cluster", self.cluster, shared)
        if set(self.registry) <= set(project.registry_variables):
            for found in self.links(project).values():
                if len(found) != 1:
                    fitting = [link.id for link in found] or "en kobling fra gruppens undersøkelse"
                    told = "flere koblinger passer" if found else "ingen kobling fører dit"
                    yield at.fault("link", self.link or told, fitting)
