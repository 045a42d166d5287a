"""The surveys of a new wave: each file with its codebook, and what is other than there."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from evaluering.config.project import Project
from evaluering.data.arriving.additions import additions
from evaluering.data.arriving.drafted_changes import drafted_changes
from evaluering.data.arriving.fitting import SurveyFit, assigned, best, fits
from evaluering.data.arriving.fitting_values import KeyValues
from evaluering.data.arriving.indexed import with_indices_named
from evaluering.data.arriving.known import EarlierFile, KnownColumn, known_columns, texts_of_file
from evaluering.data.arriving.likeness import bare
from evaluering.data.arriving.matching import match_columns
from evaluering.data.arriving.questions import other_questions
from evaluering.data.arriving.scales import ScalesFound
from evaluering.data.arriving.wave_yaml import ArrivedSurvey
from evaluering.data.drafting.facts import FileFacts, facts_of
from evaluering.data.drafting.opening import Opened
from evaluering.data.drafting.yaml_writing import Tree
from evaluering.data.reading import TEXT, RawSurvey, read_raw
from evaluering.data.text_tables import TableLayout
from evaluering.errors import EvalueringError

ADDITIONS = "{survey}.nytt.yaml"
"""The file with what a survey's codebook lacks."""


@dataclass(frozen=True)
class _Before:
    """A survey as the project knows it: its columns, and an earlier wave's file."""

    known: Sequence[KnownColumn]
    file: EarlierFile | None = None
    raw: RawSurvey | None = None
    stem: str = ""
    numbers: Mapping[str, int] | None = None


def arrived_surveys(
    project: Project, root: Path, wave: str, opened: Mapping[Path, Opened]
) -> list[tuple[ArrivedSurvey, dict[str, list[Tree]]]]:
    """Return each survey of a new wave, and what its codebook lacks, in the project's order.

    Raises
    ------
    EvalueringError
        A file fits no survey, or two fit the same.
    """
    before = {name: _before(project, root, wave, name) for name in project.surveys}
    texts = {bare(text) for b in before.values() for k in b.known for text in k.texts}
    opened = {file: _with_headings(file, one, texts) for file, one in opened.items()}
    facts = {file: facts_of(one.raw) for file, one in opened.items()}
    scores = {
        str(file): fits(found, file.stem, {n: b.known for n, b in before.items()},
                        {n: b.stem for n, b in before.items()})
        for file, found in facts.items()
    }  # fmt: skip
    chosen = assigned(scores) if project.surveys else {}
    _refuse_others(scores, chosen)
    order = {name: place for place, name in enumerate(project.surveys)}
    files = sorted(opened, key=lambda file: order[chosen[str(file)].survey])
    return [
        _arrived(project, wave, file, opened[file], facts[file], before[chosen[str(file)].survey],
                 chosen[str(file)].survey)
        for file in files
    ]  # fmt: skip


def _arrived(
    project: Project, wave: str, file: Path, opened: Opened, facts: FileFacts, before: _Before,
    survey: str,
) -> tuple[ArrivedSurvey, dict[str, list[Tree]]]:  # fmt: skip
    book, scales = project.surveys[survey], ScalesFound(project.scales)
    matching = match_columns(before.known, facts, _keys(opened.raw, before))
    above = other_questions(matching, book, before.file.facts if before.file else None, facts)
    texts = texts_of_file(facts)
    indices = [i for i in project.indices.values() if project.groups[i.group].survey == survey]
    found = with_indices_named(
        drafted_changes(matching, book, scales, above, texts), book, project.scales, indices
    )
    taken = {*book.names, *(own.name for own in book.derived), *(b.id for b in book.batteries),
             *(m.id for m in book.multiple_responses)}  # fmt: skip
    lists = additions(facts, matching, book, scales, wave, sorted(taken))
    spec: dict[str, object] = {"file": file.name}
    if opened.encoding:
        spec["encoding"] = opened.encoding
    if opened.layout.header_rows > 1:
        spec["header_rows"] = opened.layout.header_rows
    title = project.in_language(project.language).surveys[survey].title
    made = ArrivedSurvey(
        survey, str(title), spec, sum(m.facts is not None for m in matching.matches),
        len(facts.variables), before.file.wave if before.file else "", before.numbers,
        tuple(found), ADDITIONS.format(survey=survey) if lists else "",
    )  # fmt: skip
    return made, lists


def _with_headings(file: Path, opened: Opened, texts: Collection[str]) -> Opened:
    """Return a table whose first row has what codebooks ask with that row as a heading."""
    first = opened.raw.frame.head(1)
    asked = {bare(str(cell)) for cell in first.to_numpy().ravel() if " " in str(cell).strip()}
    if file.suffix.lower() not in TEXT or opened.layout.header_rows > 1 or not asked & set(texts):
        return opened
    layout = TableLayout(2, opened.layout.sheet)
    return replace(opened, raw=read_raw(file, opened.encoding, layout), layout=layout)


def _before(project: Project, root: Path, wave: str, survey: str) -> _Before:
    """Return a survey as the project knows it; an earlier file that cannot be read is passed by."""
    book = project.surveys[survey]
    waves = [name for name, own in project.waves.items() if survey in own.surveys]
    former = [name for name in waves if name < wave] or waves[:1]
    if not former:
        return _Before(known_columns(book, project.scales))
    name = former[-1]
    entry = project.waves[name].surveys[survey]
    numbers = {key: n for key in ("population", "sent") if (n := getattr(entry, key))}
    stem = Path(entry.file).stem
    try:
        layout = TableLayout(entry.header_rows, entry.sheet)
        raw = read_raw(root / "data/raw" / name / entry.file, entry.encoding, layout)
    except EvalueringError:
        return _Before(known_columns(book, project.scales), stem=stem, numbers=numbers)
    there = project.of_wave(name)
    columns = there.surveys[survey].file_columns(there.scales)
    file = EarlierFile(name, facts_of(raw), columns)
    return _Before(known_columns(book, project.scales, file), file, raw, stem, numbers)


def _keys(now: RawSurvey, before: _Before) -> KeyValues:
    """Return the values of the columns of keys, by which one is known again."""
    found: dict[str, pd.Series] = {}
    for k in before.known:
        if k.column.kind == "key" and k.earlier and before.raw is not None:
            found[k.name] = before.raw.frame[k.earlier.column]
    return KeyValues(now, found)


def _refuse_others(
    scores: Mapping[str, Mapping[str, SurveyFit]], chosen: Mapping[str, SurveyFit]
) -> None:
    """Refuse files that are of no survey, or of one that another file is of."""
    for file, found in scores.items():
        if file in chosen:
            continue
        near = best(found) if found else None
        rival = next((f for f, fit in chosen.items() if near and fit.survey == near.survey), None)
        if near and rival and near.score >= 0.25:
            raise EvalueringError(
                f"«{rival}» og «{file}» ser ut til å være den samme undersøkelsen, "
                f"«{near.survey}».\n  Råd: Oppgi én fil for hver undersøkelse. Er det to "
                "undersøkelser, gir du filene navn etter dem: «ledere.sav», «ansatte.sav»."
            )
        told = f"{near.found} av {near.known} kolonner i «{near.survey}»" if near else "ingen"
        raise EvalueringError(
            f"«{file}» ligner ingen av undersøkelsene i config/surveys (mest: {told}).\n  Råd: Er "
            "det riktig fil? Har alle kolonnene nye navn, må filen ha spørsmålenes tekster (SPSS, "
            "eller to rader med overskrifter). En ny undersøkelse beskrives med «evaluering draft»."
        )
