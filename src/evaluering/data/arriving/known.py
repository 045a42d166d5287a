"""What is known of a survey's columns: the codebook, and the file of an earlier wave."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from evaluering.config.columns import Column
from evaluering.config.scales import Scale
from evaluering.config.surveys import NUMBERED, Survey
from evaluering.config.texts import Translated
from evaluering.data.arriving.likeness import Share, bare
from evaluering.data.boxes import in_file
from evaluering.data.drafting.facts import FileFacts, Value, VariableFacts
from evaluering.data.drafting.stems import common_question


@dataclass(frozen=True)
class EarlierFile:
    """The latest earlier file of a survey: the wave, what it held, and what it called columns."""

    wave: str
    facts: FileFacts
    columns: Mapping[str, Column]


@dataclass(frozen=True)
class KnownColumn:
    """One column that a survey's file is expected to have."""

    column: Column
    """What the codebook says of it."""
    part: str = ""
    question: str = ""
    """The battery or the question of boxes that it belongs to, and its text."""
    alone: bool = False
    """Whether it is the only one of its part."""
    names: frozenset[str] = frozenset()
    """What it is, and was, called in files, folded."""
    texts: tuple[str, ...] = ()
    """What it asks, in the codebook's words and in those of the earlier file."""
    exact: bool = True
    """Whether the codebook has the wording, and not a description of it."""
    earlier: VariableFacts | None = None
    """Its answers in the earlier file, where that was read."""
    place: int | None = None
    """Where it stands among the others in the earlier file, or in the codebook where there is
    none."""

    @property
    def name(self) -> str:
        """What the codebook calls it."""
        return self.column.name


@dataclass(frozen=True)
class _Place:
    """Where a column stands in the codebook."""

    part: str
    question: str
    alone: bool = False
    exact: bool = True


@dataclass(frozen=True)
class TextsOfFile:
    """The texts of a file's columns, each also without the question that neighbours share."""

    variants: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def of(self, column: str) -> tuple[str, ...]:
        """Return the texts of a column, its own label first; none where it has none."""
        return self.variants.get(column, ())


def known_columns(
    survey: Survey, scales: Mapping[str, Scale], earlier: EarlierFile | None = None
) -> list[KnownColumn]:
    """Return what is known of each column of a survey's file, in the codebook's order.

    Parameters
    ----------
    survey, scales
        The codebook, and the answer scales by id.
    earlier
        An earlier file of the survey.
    """
    columns = in_file(survey.file_columns(scales).values())
    if survey.identifier == "none":
        columns.pop(NUMBERED, None)
    places = _places(survey)
    before = {f.column.casefold(): f for f in earlier.facts.variables} if earlier else {}
    texts = texts_of_file(earlier.facts) if earlier else TextsOfFile()
    called = in_file(earlier.columns.values()) if earlier else {}
    order = {column: n for n, column in enumerate(before)}
    found = []
    for n, (name, column) in enumerate(columns.items()):
        place = places.get(name, _Place("", ""))
        former = called.get(name, column)
        facts = before.get(former.source.casefold())
        own = texts.of(facts.column) if facts else ()
        found.append(
            KnownColumn(
                column, place.part, place.question, place.alone,
                frozenset(s.strip().casefold() for s in (column.source, name, former.source)),
                tuple(dict.fromkeys([*_in_languages(column.label), *own])),
                place.exact or bool(own), facts,
                order.get(former.source.casefold()) if earlier else n,
            )
        )  # fmt: skip
    return found


def texts_of_file(file: FileFacts) -> TextsOfFile:
    """Return the texts of a file's columns.

    A label that only repeats the column's name is none; a column's name that is a sentence is one.
    """
    labels = [_label(facts) for facts in file.variables]
    found: dict[str, list[str]] = {}
    for n, (facts, label) in enumerate(zip(file.variables, labels, strict=True)):
        if not label:
            continue
        own = found.setdefault(facts.column, [label])
        for other in (labels[n - 1] if n else "", labels[n + 1] if n + 1 < len(labels) else ""):
            if other and (shared := common_question([label, other])):
                own += [rest for rest in shared[1][:1] if not shared[0].endswith("…")]
    return TextsOfFile({name: tuple(dict.fromkeys(own)) for name, own in found.items()})


def without_question(texts: Sequence[str], question: str) -> list[str]:
    """Return texts, each also without the question that it may begin or end with."""
    found = list(texts)
    for text in texts:
        for cut in (text.removeprefix(question), text.removesuffix(question)):
            rest = cut.strip(" -–—|:;.[]")
            if question and rest and cut != text:
                found.append(rest)
    return list(dict.fromkeys(found))


def shares(counts: Mapping[Value, int], codes: Mapping[Value, float]) -> Share:
    """Return the share of each code among answers, by what stands in the file for it."""
    told = {value: n for value, n in counts.items() if value in codes}
    whole = sum(told.values())
    found: dict[float, float] = {}
    for value, n in told.items():
        found[codes[value]] = found.get(codes[value], 0.0) + n / whole
    return found


def _label(facts: VariableFacts) -> str:
    own = facts.column.strip()
    label = facts.label if bare(facts.label) != bare(own) else ""
    return label or (own if " " in own else "")


def _in_languages(text: str) -> Iterator[str]:
    yield from text.languages.values() if isinstance(text, Translated) else [text]


def _places(survey: Survey) -> dict[str, _Place]:
    """Return where each column stands, by name."""
    found: dict[str, _Place] = {}
    for battery in survey.batteries:
        alone = len(battery.items) == 1
        for item in battery.items:
            exact = item.wording == "printed"
            found[item.name] = _Place(battery.id, str(battery.question), alone, exact)
    for question in survey.multiple_responses:
        names = [option.name for option in question.options]
        names += [f"{question.id} {n}" for n in range(1, len(question.columns) + 1)]
        found |= {name: _Place(question.id, str(question.question)) for name in names}
    return found
