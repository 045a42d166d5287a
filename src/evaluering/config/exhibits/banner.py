"""Several questions by several breakdowns side by side."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, Literal, final

from pydantic import BeforeValidator, Field

from evaluering.config.base import Distinct, Identifier, Model, Name, Text, each_once
from evaluering.config.divisions import Dividing, dividing
from evaluering.config.exhibits.base import PRESENTATION, Details, Exhibit, Faults, KeyPlace
from evaluering.config.exhibits.ordering import Order, unordered
from evaluering.config.exhibits.tabulated import (
    MissingRows,
    Nets,
    divisions_in,
    reads_of,
    unnetted,
    untabulated,
    uses_of,
)
from evaluering.config.reads import Reads

if TYPE_CHECKING:
    from evaluering.config.project import Project


class BannerQuestion(Model):
    """A question of a banner table: what divides its rows."""

    variable: Name
    """Det som deler radene: en nominal variabel, et ledd, et flervalgsspørsmål ved id, en indeks,
    en strukturell variabel eller groups (aktørgruppene)."""
    label: Text | None = None
    """Overskriften over radene; utelatt: variabelens tekst."""
    nets: Nets = []
    """Kategorier samlet, under de andre: {label: Enig, codes: [4, 5]}."""
    mean: bool = False
    """Om gjennomsnitt og standardavvik står under: av kodene (et ledd) eller av verdiene (en indeks
    eller en strukturell variabel)."""
    order: Order = "codebook"
    """Radenes rekkefølge. codebook: kodebokens; frequency: den største først; ascending: den minste
    først; eller en liste med koder, der resten følger i kodebokens rekkefølge."""


def _named(value: Any) -> Any:
    """Return a bare name as a question."""
    return {"variable": value} if isinstance(value, str) else value


Question = Annotated[
    BannerQuestion, BeforeValidator(_named, json_schema_input_type=str | BannerQuestion)
]


@dataclass(frozen=True, kw_only=True)
class BannerDetails(Details):
    """Which breakdowns and questions overlap: boxes, where a respondent may be in several.

    ``compared`` says whether any columns are compared.
    """

    several: tuple[str, ...] = ()
    compared: bool = False


@final
class Banner(Exhibit):
    """Several questions by several breakdowns side by side, with letters of significance."""

    details = BannerDetails
    weighable = True

    kind: Literal["banner"]
    """Flere spørsmål i radene og flere inndelinger ved siden av hverandre i kolonnene, med baser,
    samlede kategorier, gjennomsnitt og bokstaver for signifikante forskjeller."""
    survey: Identifier
    """Undersøkelsen."""
    rows: Annotated[list[Question], each_once(lambda question: question.variable)] = Field(
        min_length=1
    )
    """Spørsmålene ovenfra og ned: navn, eller navn med egne nøkler."""
    by: Distinct[Name] = Field(min_length=1)
    """Inndelingene fra venstre mot høyre, av de samme slagene som radene."""
    link: Identifier | None = None
    """Koblingen til registeret; utelatt: den eneste som passer."""
    group: Identifier | None = None
    """Aktørgruppen som telles; utelatt: alle i undersøkelsen."""
    missing: MissingRows = "hide"
    """Manglende svar på spørsmålene. hide: bare fortalt under tabellen; show: én rad med antall;
    each: én rad for hver grunn. De er ikke med i prosentene."""
    letters: bool = True
    """Om kolonnene i hver inndeling har bokstaver, og om en celle har bokstavene til kolonnene som
    andelen eller gjennomsnittet er signifikant større enn i (tosidig, som i SPSS Custom Tables)."""
    adjustment: Literal["bonferroni", "none"] = "bonferroni"
    """Om p ganges med antall par av kolonner i inndelingen."""
    level: float = Field(default=0.05, gt=0, lt=1)
    """Signifikansnivået bak bokstavene."""
    minimum_base: int = Field(default=30, ge=2, le=10_000)
    """Kolonner med færre svar på spørsmålet sammenlignes ikke."""
    total: Annotated[bool, PRESENTATION] = True
    """Om den første kolonnen er alle under ett."""
    show: Annotated[Literal["percent", "count", "both"], PRESENTATION] = "percent"
    """Det som står i cellene: prosent av kolonnen, antall, eller antall med prosent i parentes."""
    decimals: Annotated[int, PRESENTATION] = Field(default=0, ge=0, le=2)
    """Desimaler i prosenten."""

    def divisions(self, project: Project) -> list[Dividing]:
        """Return what divides the rows and the columns."""
        names = [*(question.variable for question in self.rows), *self.by]
        return divisions_in(project, self.survey, names, self.link)

    def reads(self, project: Project, wave: str) -> Reads:  # noqa: ARG002 (of any wave)
        """Return what divides the rows and the columns."""
        return reads_of(self.divisions(project))

    def uses(self, project: Project, wave: str) -> object:
        """Return what divides the rows and the columns, and the group that is counted."""
        return uses_of(project, wave, self.divisions(project), self.group)

    def faults(self, project: Project, at: KeyPlace) -> Faults:
        """Yield names that are unknown, and means of what has no values."""
        keys = {f"rows[{place}]": own.variable for place, own in enumerate(self.rows)}
        keys |= {f"by[{place}]": name for place, name in enumerate(self.by)}
        yield from untabulated(project, self.survey, keys, self.group, self.link, at)
        for place, question in enumerate(self.rows if self.survey in project.surveys else ()):
            of = dividing(project, self.survey, question.variable, self.link)
            if of is not None:
                yield from _question_faults(question, of, at, f"rows[{place}]")


def _question_faults(
    question: BannerQuestion, of: Dividing, at: KeyPlace, key: str
) -> Iterator[Any]:
    yield from unnetted(question.nets, of, at, f"{key}.nets")
    yield from unordered(question.order, of.names, at, f"{key}.order")
    if question.mean and of.sort not in {"item", "index", "structural"}:
        allowed = "bare et ledd, en indeks eller en strukturell variabel"
        yield at.fault(f"{key}.mean", question.variable, allowed)
