"""What every kind of exhibit answers for, and what all exhibits have."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal, get_args

from pydantic import Field

from evaluering.config.base import Distinct, Identifier, Model, Note, Reference, Text
from evaluering.config.filters import Within
from evaluering.config.reads import Reads
from evaluering.errors import ConfigError, EvalueringError

if TYPE_CHECKING:
    from evaluering.config.project import Project

Faults = Iterator[ConfigError]
Rounding = Literal["half_up", "half_up_twice", "float"]
Base = Literal["valid", "answered", "asked"]
"""What shares are of: valid answers, these and «vet ikke», or all who were asked."""


class Presentation:
    """Marks a key that changes how an exhibit looks, never its numbers.

    An edit of such a key computes nothing anew.
    """


PRESENTATION = Presentation()


@dataclass(frozen=True)
class KeyPlace:
    """Where an exhibit stands: its file, and its key in it."""

    file: str
    key: str

    def fault(self, key: str, found: object, allowed: str | Iterable[object]) -> ConfigError:
        """Return a fault of one of the exhibit's keys."""
        return ConfigError(self.file, f"{self.key}.{key}", found, allowed)

    def known(self, key: str, found: str | Iterable[str], allowed: Iterable[str]) -> Faults:
        """Yield the names that are not among those allowed."""
        names = list(allowed)
        for name in [found] if isinstance(found, str) else found:
            if name not in names:
                yield self.fault(key, name, names)


@dataclass(frozen=True)
class Listed:
    """A column of the table behind a figure: of the result, its heading's word, its decimals.

    A column without decimals is text.
    """

    column: str
    head: str
    decimals: int | None = None


@dataclass(frozen=True)
class Printed:
    """What a figure prints at its bars: a column of the result, and its decimals."""

    column: str
    decimals: int


@dataclass(frozen=True, kw_only=True)
class AnswerScale:
    """The codes of the answers to items, in order, and what they are called."""

    codes: tuple[int, ...]
    labels: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Details:
    """What a result says beside its numbers; a kind that says more has a class of its own.

    A scale's ends are told under the exhibit.
    """

    scale: AnswerScale | None = None


@dataclass(frozen=True, kw_only=True)
class ScaleDetails(Details):
    """That the numbers are of answers on one scale."""

    scale: AnswerScale


class Exhibit(Model, ABC):
    """What every figure and table has.

    A kind is a final subclass with a ``kind`` of its own, in a module of that name; it must answer
    the abstract methods, or it cannot be made. A third party's stands in any package that names it
    as an entry point (`evaluering.config.kinds`).
    """

    details: ClassVar[type[Details]] = Details
    """What its result says beside the numbers: a frozen dataclass of plain data."""
    listed: ClassVar[tuple[Listed, ...]] = ()
    """The columns of the table behind a figure of a kind that has no table module."""
    printed: ClassVar[Printed | None] = None
    """What a printed figure of the kind can be held against; None where it prints no numbers."""
    weighable: ClassVar[bool] = False
    """Whether its numbers can be weighted by the design of a survey."""

    filtered: ClassVar[bool] = True
    """Whether its numbers are of answers, which a filter can be put on; who was sent a survey is
    in no answer."""

    @property
    def shown_groups(self) -> frozenset[str] | None:
        """The actor groups that it shows; None where it shows none by name."""
        return None

    @property
    def share_base(self) -> Base | None:
        """What its shares and means are of; None where it shows several bases, or none."""
        return None

    id: Identifier
    """Filnavnet: figur-21, tabell-8."""
    kind: str
    """Slaget figur eller tabell."""
    number: Annotated[Text, PRESENTATION]
    """Slik rapporten nummererer den: «Figur 21»."""
    title: Annotated[Text, PRESENTATION]
    """Tittelen i rapporten."""
    section: Annotated[Text, PRESENTATION]
    """Kapittel i rapporten."""
    note: Annotated[Note, PRESENTATION] = ""
    """Merknad under figuren eller tabellen."""
    weighted: bool | None = None
    """Om tallene er vektet etter undersøkelsens «design», med standardfeil og tester etter det; n
    er alltid uvektet. Utelatt: som «weighted» i rapporten, ellers i undersøkelsens «design»."""
    where: Within = {}
    """Hvem som er med: et uttrykk, som alder >= 18, for alle undersøkelsene den leser, eller ett
    per undersøkelse: {elever: alder >= 18}. Tomt: alle."""
    rounding: Annotated[Rounding, PRESENTATION] = "half_up"
    """half_up: som SPSS og Excel; half_up_twice: først til én desimal, så til heltall;
    float: slik flyttall avrundes."""

    @classmethod
    def __pydantic_init_subclass__(cls, **keywords: Any) -> None:
        """Register a kind, and refuse one that is half made or has another's name."""
        super().__pydantic_init_subclass__(**keywords)
        if "kind" not in cls.__annotations__:
            return
        if lacking := sorted(cls.__abstractmethods__):
            raise KindError(
                f"Slaget {cls.__name__} ({cls.__module__}) svarer ikke for {', '.join(lacking)}.\n"
                "  Råd: Skriv metodene i klassen; evaluering.config.exhibits.base sier hva de gir."
            )
        (name,) = get_args(cls.model_fields["kind"].annotation)
        other = KINDS.setdefault(name, cls)
        if other.__module__ != cls.__module__:
            raise KindError(
                f"Slaget «{name}» er laget to ganger: i {other.__module__} og i {cls.__module__}.\n"
                "  Råd: Gi det ene et annet navn, eller avinstaller pakken det står i."
            )

    def others(self, project: Project, wave: str) -> tuple[str, ...]:  # noqa: ARG002 (of one)
        """Return the other waves whose data it is computed from too, the earliest first."""
        return ()

    def as_asked(self, project: Project) -> Exhibit:  # noqa: ARG002 (it shows what it did)
        """Return the exhibit of what a wave asked, in the project with that wave's codebooks."""
        return self

    @property
    def left_out(self) -> tuple[str, ...]:
        """Return the items that are not shown, because the wave asked them in another way."""
        return ()

    @abstractmethod
    def reads(self, project: Project, wave: str) -> Reads:
        """Return the data that it is computed from in a wave."""

    @abstractmethod
    def uses(self, project: Project, wave: str) -> object:
        """Return what its numbers and texts take from the rest of the configuration.

        Plain data, as of `content`. What is left out here leaves the exhibit stale when edited.
        """

    @abstractmethod
    def faults(self, project: Project, at: KeyPlace) -> Faults:
        """Yield what does not fit the rest of the configuration: what is valid must run."""

    @property
    def unweighable(self) -> str | None:
        """Why its numbers cannot be weighted, for a fault; None where they can."""
        return None if self.weighable else f"slaget «{self.kind}» kan ikke vektes"

    def weighs(self, project: Project, survey: str) -> bool:
        """Return whether its numbers of a survey are weighted."""
        design = project.surveys[survey].design
        if design is None or self.unweighable:
            return False
        return design.weighted if self.weighted is None else self.weighted

    @property
    def coloured(self) -> list[str]:
        """The actor groups whose colours its figure is drawn in; it is given no others."""
        return []

    @property
    def is_figure(self) -> bool:
        """Whether the exhibit is drawn, rather than set as a table."""
        return self.id.startswith("figur")


KINDS: dict[str, type[Exhibit]] = {}
"""The kinds that have been imported, by name; `registry.kinds` gives them all."""


class KindError(EvalueringError):
    """A kind of exhibit that is half made, or made twice."""


class OfGroups(Exhibit):
    """An exhibit that shows actor groups by name, in their colours."""

    groups: Distinct[Identifier] = Field(min_length=1)
    """Aktørgruppene, i tegnforklaringens rekkefølge."""

    @property
    def coloured(self) -> list[str]:
        """Its groups."""
        return self.groups

    @property
    def shown_groups(self) -> frozenset[str]:
        """Its groups."""
        return frozenset(self.groups)


class OfConfiguration(Exhibit):
    """An exhibit that is described whole where it is configured, and has no data."""

    filtered = False

    def reads(self, project: Project, wave: str) -> Reads:  # noqa: ARG002 (no data)
        """Return nothing: it has no data."""
        return Reads()

    def uses(self, project: Project, wave: str) -> object:  # noqa: ARG002 (nothing)
        """Return nothing: its texts are its own."""
        return None

    def faults(self, project: Project, at: KeyPlace) -> Faults:  # noqa: ARG002 (names nothing)
        """Yield nothing: it names nothing outside itself."""
        return iter(())


class Labelled(Exhibit):
    """An exhibit whose rows may be named otherwise than in the codebook."""

    row_labels: Annotated[dict[Reference, Text], PRESENTATION] = {}
    """Radnavn her: radens id eller kode (klassen, kategorien, undersøkelsen; i attrition steget:
    invited, answered, represents, stated eller single) og det som skal stå."""

    def row_label(self, name: object, label: object) -> str:
        """Return what a row is called in this exhibit: by its id or code, else its label."""
        return self.row_labels.get(str(name), str(label))
