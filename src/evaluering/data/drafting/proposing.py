"""From the facts of a file to the proposed codebook."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from evaluering.data.drafting.categories import Categories
from evaluering.data.drafting.facts import FileFacts
from evaluering.data.drafting.guesses import Guess, guess, is_identifier_name, is_unique
from evaluering.data.drafting.names import Names, identifier, variable_name
from evaluering.data.drafting.proposal import (
    Proposal,
    ProposedBattery,
    ProposedEntry,
    ProposedScale,
    ProposedSet,
)
from evaluering.data.drafting.response_sets import (
    declared_sets,
    of_boxes,
    of_categories,
    several_in_a_cell,
)
from evaluering.data.drafting.runs import batteries, boxes_together, is_box, runs, united
from evaluering.data.drafting.stems import common_question, shared_stem

BACKGROUND = re.compile(
    r"kj[oø]nn|gender|\bsex|alder|\bage|fylke|region|county|utdann|educ|stilling|position|\brolle"
    r"|\brole|sektor|sector|\bland|country|arbeidssted|avdeling|department|skole|school|trinn"
    r"|sivil|marital|status|yrke|occup|kommune|urban",
    re.IGNORECASE,
)
"""What a codebook can hold of variables."""
MOST_BACKGROUND = 12
"""Categories of what others are broken down by."""


class _Draft:
    """What has been proposed so far, in the file's order."""

    def __init__(self, taken: Iterable[str]) -> None:
        self.names, self.scale_ids = Names(["respondent_number", *taken]), Names(taken)
        self.batteries: list[ProposedBattery] = []
        self.scales: dict[tuple[tuple[int, str], ...], ProposedScale] = {}
        self.variables: list[ProposedEntry] = []
        self.sets: list[ProposedSet] = []
        self.open: list[ProposedEntry] = []
        self.omitted: list[tuple[str, str]] = []
        self.weights: list[str] = []

    def entry(self, one: Guess, label: str = "", kind: str = "nominal") -> ProposedEntry:
        """Return a guess as an entry with a name that is free."""
        text = label or one.text
        return ProposedEntry(
            self.names.take(variable_name(one.facts.column)), one.facts.column, text, kind,
            one.categories, one.format, one.why, one.facts.alone,
        )  # fmt: skip

    def add(self, one: Guess) -> None:
        """Add a variable that stands alone."""
        if one.kind in {"omitted", "identifier"}:
            self.omitted.append((one.facts.column, one.why))
        elif one.kind == "open":
            self.open.append(self.entry(one))
        elif one.kind == "scale":
            self.add_battery([one])
        elif one.categories and one.kind in {"nominal", "box"}:
            if len(one.categories.labels) > 1:
                self.variables.append(self.entry(one))
            else:
                self.omitted.append((one.facts.column, "samme verdi hos alle som har svart"))
        else:
            made = self.entry(one, kind="number" if one.kind == "number" else one.kind)
            self.variables.append(made)
            if one.weight:
                self.weights.append(made.name)

    def add_battery(self, run: Sequence[Guess]) -> None:
        """Add items on one scale; one item alone is a battery of its own."""
        labels = [one.text for one in run]
        shared = common_question(labels) if len(run) > 1 else None
        columns, scale = [one.facts.column for one in run], self._scale(united(run))
        stem = (shared_stem(columns) if len(run) > 1 else "") or columns[0]
        question, why = (shared[0], "felles spørsmål og skala") if shared else (labels[0], "")
        if len(run) > 1 and not shared:
            question = f"{columns[0]}–{columns[-1]}"
            why = "samme skala etter hverandre; skriv spørsmålet"
        texts = shared[1] if shared else labels
        items = tuple(self.entry(one, t) for one, t in zip(run, texts, strict=True))
        name = items[0].name if len(run) == 1 else self.names.take(variable_name(stem))
        self.batteries.append(
            ProposedBattery(
                id=name,
                question=question,
                scale=scale,
                items=items,
                why="; ".join(filter(None, [why, run[0].why])),
            )
        )

    def _scale(self, found: Categories) -> str:
        """Return the id of a scale, which is found once and shared."""
        known = self.scales.get(found.key)
        if known is None:
            first, *_, last = found.labels.values()
            name = self.scale_ids.take(identifier(f"{first[:18]} {last[:18]}", "skala"), "-")
            self.scales[found.key] = ProposedScale(name, found)
            return name
        missing = {**found.missing, **known.categories.missing}
        in_file = {**found.in_file, **known.categories.in_file}
        whole = replace(known.categories, missing=missing, in_file=in_file)
        self.scales[found.key] = replace(known, categories=whole)
        return known.id


def propose(
    file: FileFacts, survey: str, name: str, taken: Iterable[str] = (), *, identified: bool = True
) -> Proposal:
    """Return the codebook that is proposed for a file.

    Parameters
    ----------
    file
        The file's facts.
    survey
        The survey's id.
    name
        The file's name.
    taken
        Names that are not free.
    identified
        Whether one of the variables may be the identifier.
    """
    guesses = [guess(facts) for facts in file.variables]
    first = _identifier(guesses) if identified else None
    rest = [one for one in guesses if first is None or one.facts is not first.facts]
    draft = _Draft(list(taken))
    entry = draft.entry(first) if first else None
    rest = _with_declared_sets(file, rest, draft)
    for run in _parts(rest):
        if len(run) == 1:
            _alone(run[0], draft)
        elif is_box(run[0]):
            draft.sets.append(of_boxes(run, draft.names, why="bokser ved siden av hverandre"))
        else:
            draft.add_battery(run)
    likely, others = _background(draft.variables)
    return Proposal(
        id=survey,
        title=file.label or survey.replace("-", " ").capitalize(),
        file=name,
        rows=file.rows,
        identifier=entry,
        weights=tuple(draft.weights),
        scales=tuple(draft.scales.values()),
        variables=tuple(draft.variables),
        sets=tuple(draft.sets),
        batteries=tuple(draft.batteries),
        open_questions=tuple(draft.open),
        background=(*likely, *others),
        likely=len(likely),
        omitted=tuple(draft.omitted),
    )


def _parts(guesses: Sequence[Guess]) -> Iterator[list[Guess]]:
    """Yield the boxes of a question in one list, the items of a battery, and others alone."""
    between: list[Guess] = []
    for run in runs(guesses, boxes_together):
        if len(run) == 1:
            between += run
            continue
        yield from batteries(between)
        between = []
        yield run
    yield from batteries(between)


def _background(variables: Sequence[ProposedEntry]) -> tuple[list[str], list[str]]:
    """Return what others may be broken down by: what is called as backgrounds are, and the rest."""
    fitting = [
        entry
        for entry in variables
        if entry.kind == "nominal"
        and entry.categories
        and 2 <= len(entry.categories.labels) <= MOST_BACKGROUND
    ]
    likely = [
        e for e in fitting
        if BACKGROUND.search(e.name) or (len(e.label) < 40 and BACKGROUND.search(e.label))
    ]  # fmt: skip
    return [e.name for e in likely], [e.name for e in fitting if e not in likely]


def _identifier(guesses: Sequence[Guess]) -> Guess | None:
    """Return the variable that tells respondents apart: by its name, else the first if unique."""
    named = [one for one in guesses if one.kind == "identifier"]
    if named:
        return named[0]
    first = guesses[0] if guesses else None
    if first is None or not is_unique(first.facts) or first.facts.rows < 10:
        return None
    if first.kind in {"number", "open", "nominal"} and not is_identifier_name(first.facts):
        why = "første kolonne, og ingen verdi står to ganger"
        return replace(first, kind="identifier", why=why)
    return None


def _with_declared_sets(file: FileFacts, guesses: list[Guess], draft: _Draft) -> list[Guess]:
    """Add the sets that the file declares; return what is left."""
    by_column = {one.facts.column.casefold(): one for one in guesses}
    taken: list[Guess] = []
    for name, run in declared_sets(file, by_column):
        spec = file.response_sets[name]
        question = str(spec.get("label") or "")
        if spec.get("is_dichotomy"):
            counted = spec.get("counted_value")
            made = of_boxes(run, draft.names, question, counted, "")
        else:
            coded = [one for one in run if one.categories]
            found = of_categories(coded, draft.names, question, "") if coded else None
            if found is None:
                continue
            made = found
        draft.sets.append(made)
        taken += run
    return [one for one in guesses if one not in taken]


def _alone(one: Guess, draft: _Draft) -> None:
    """Add a variable that stands alone, or whose cells hold several answers."""
    several = several_in_a_cell(one.facts) if one.kind in {"open", "nominal"} else None
    if several is not None:
        separator, categories = several
        why = f"flere svar i samme celle, skilt med «{separator.strip()}»"
        found = of_categories([one], draft.names, "", why, separator.strip(), categories)
        if found is not None:
            draft.sets.append(found)
            return
    draft.add(one)
