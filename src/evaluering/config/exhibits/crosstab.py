"""Whatever divides a survey by whatever else does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Literal, final

from pydantic import Field, model_validator

from evaluering.config.base import Identifier, Name, unfit
from evaluering.config.divisions import Dividing, classes_of, dividing
from evaluering.config.exhibits.base import PRESENTATION, Details, Faults, KeyPlace, Labelled
from evaluering.config.exhibits.naming import unlinked
from evaluering.config.exhibits.ordering import Order, unordered
from evaluering.config.exhibits.tabulated import (
    MissingRows,
    Nets,
    reads_of,
    unnetted,
    untabulated,
    uses_of,
)
from evaluering.config.indices import class_labels
from evaluering.config.links import candidates
from evaluering.config.reads import Reads

if TYPE_CHECKING:
    from evaluering.config.project import Project

OF_VARIABLES = ("survey", "group", "nets", "missing", "order", "by_order", "residuals", "mean")
"""Keys that the table of an index has no place for."""


@dataclass(frozen=True, kw_only=True)
class CrosstabDetails(Details):
    """What a crosstab says beside its numbers."""

    question: str
    heading: str
    """The headings over rows and columns."""
    classes: tuple[str, ...]
    """What configuration calls the rows."""
    nets: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    """The rows that are nets, and those of who did not answer."""
    ordered: tuple[bool, bool] = (True, True)
    several: tuple[bool, bool] = (False, False)
    """Whether the categories run from low to high, and whether a respondent may be in several of
    them: of the rows, and of the columns."""
    joined: tuple[tuple[str, str], ...] = ()
    """The categories that a public report only shows together with others, and their labels."""


@final
class Crosstab(Labelled):
    """One division by another: per cents, n, and the test of their association."""

    details = CrosstabDetails
    weighable = True

    kind: Literal["crosstab"]
    """Krysstabell: én inndeling i radene og en annen i kolonnene, med prosent, n, kjikvadrattest og
    Cramérs V."""
    survey: Identifier | None = None
    """Undersøkelsen som «row» og «by» står i."""
    row: Name | None = None
    """Det som deler radene: en nominal variabel, et ledd, et flervalgsspørsmål ved id, en indeks,
    en strukturell variabel eller groups (aktørgruppene); eller «index»."""
    index: Identifier | None = None
    """Indeksen som deler radene i klasser, med gjennomsnitt under; eller «row»."""
    by: Name
    """Det som deler kolonnene, av de samme slagene som «row»."""
    link: Identifier | None = None
    """Koblingen til registeret; utelatt: den eneste som passer."""
    group: Identifier | None = None
    """Aktørgruppen som telles (med row); utelatt: alle i undersøkelsen."""
    percent: Literal["column", "row", "total"] = "column"
    """column: prosent av kolonnen; row: av raden; total: av alle i tabellen."""
    missing: MissingRows = "hide"
    """Manglende svar på det som deler radene (med row). hide: bare fortalt under tabellen; show: én
    rad med antall; each: én rad for hver grunn. De er ikke med i prosentene."""
    order: Order = "codebook"
    """Radenes rekkefølge (med row). codebook: kodebokens; frequency: den største først; ascending:
    den minste først; eller en liste med koder, der resten følger i kodebokens rekkefølge."""
    by_order: Order = "codebook"
    """Kolonnenes rekkefølge (med row), på samme måte."""
    nets: Nets = []
    """Rader samlet (med row), under de andre: {label: Enig, codes: [4, 5]}."""
    mean: bool = False
    """Om gjennomsnittet av kodene (et ledd) eller verdiene (en indeks) står under (med row)."""
    residuals: Annotated[bool, PRESENTATION] = False
    """Om ▲ og ▼ merker celler med flere eller færre enn ventet uten sammenheng (med row): justert
    residual over 1,96 i tallverdi; ▲▲ og ▼▼ over 2,58."""
    show: Annotated[Literal["percent", "count", "both"], PRESENTATION] = "percent"
    """Det som står i cellene (med row): prosent, antall, eller antall med prosent i parentes."""
    decimals: Annotated[int, PRESENTATION] = Field(default=0, ge=0, le=2)
    """Desimaler i prosenten."""
    bars: Annotated[Literal["stacked", "grouped"], PRESENTATION] = "stacked"
    """Som figur. stacked: én stolpe per kolonne, delt i radene; grouped: stolper ved siden av
    hverandre. Der samme respondent kan stå i flere rader, er de alltid ved siden av hverandre."""

    @model_validator(mode="after")
    def _has_one_source(self) -> Crosstab:
        if (self.row is None) == (self.index is None):
            raise unfit(
                "verken «row» eller «index»" if self.row is None else "både «row» og «index»",
                "én av «row» (med «survey») og «index»",
            )
        if self.row is not None and self.survey is None:
            raise unfit("«row» uten «survey»", "begge: «survey: brukere» og «row: q1»")
        if self.index is not None:
            fields = type(self).model_fields
            for key in OF_VARIABLES:
                if getattr(self, key) != fields[key].get_default(call_default_factory=True):
                    raise unfit(f"«{key}» med «index»", f"«{key}» bare sammen med «row»", key)
        return self

    @property
    def unweighable(self) -> str | None:
        """Residuals are of counts."""
        return "justerte residualer («residuals») er av uvektede tall" if self.residuals else None

    def divisions(self, project: Project) -> tuple[Dividing | None, Dividing | None]:
        """Return what divides the rows and the columns; None where there is no such thing."""
        if self.index is None:
            survey = str(self.survey)
            names = (str(self.row), self.by)
            rows, columns = (dividing(project, survey, name, self.link) for name in names)
            return rows, columns
        survey = project.groups[project.indices[self.index].group].survey
        link = self.link
        if link is None and self.by in project.structural:
            registry = project.structural[self.by][0].id
            fitting = candidates(project, registry, self.index)
            link = fitting[0].id if len(fitting) == 1 else None
        columns = classes_of(project, survey, self.by, link)
        return classes_of(project, survey, self.index), columns or dividing(
            project, survey, self.by, link
        )

    def reads(self, project: Project, wave: str) -> Reads:  # noqa: ARG002 (of any wave)
        """Return what divides the rows and the columns."""
        return reads_of(of for of in self.divisions(project) if of)

    def uses(self, project: Project, wave: str) -> object:
        """Return what divides the rows and the columns, and the group that is counted."""
        divisions = [of for of in self.divisions(project) if of]
        return uses_of(project, wave, divisions, self.group)

    def faults(self, project: Project, at: KeyPlace) -> Faults:
        """Yield names that are unknown, row labels of no row, and a link that is not clear."""
        if self.index is not None:
            yield from self._index_faults(project, at)
            return
        survey = str(self.survey)
        keys = {"row": str(self.row), "by": self.by}
        yield from untabulated(project, survey, keys, self.group, self.link, at)
        if survey not in project.surveys:
            return
        rows, columns = self.divisions(project)
        yield from unnetted(self.nets, rows, at)
        if rows:
            yield from at.known("row_labels", self.row_labels, rows.names)
            yield from unordered(self.order, rows.names, at)
            if self.mean and rows.sort not in {"item", "index", "structural"}:
                allowed = "bare et ledd, en indeks eller en strukturell variabel"
                yield at.fault("mean", str(self.row), allowed)
        if columns:
            yield from unordered(self.by_order, columns.names, at, "by_order")

    def _index_faults(self, project: Project, at: KeyPlace) -> Faults:
        index = project.indices.get(str(self.index))
        if index is None:
            yield from at.known("index", str(self.index), project.indices)
            return
        yield from at.known("row_labels", self.row_labels, class_labels(index.classes))
        if self.by in project.structural:
            registry = project.structural[self.by][0].id
            yield from unlinked(project, registry, self.index, self.link, at)
        elif index.group in project.groups:
            survey = project.groups[index.group].survey
            yield from untabulated(project, survey, {"by": self.by}, None, self.link, at)
