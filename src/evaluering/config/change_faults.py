"""Faults of what a wave says that it asked in another way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from evaluering.config.changes import QuestionChange
from evaluering.config.exhibit_faults import exhibit_faults
from evaluering.config.presence import indices_of
from evaluering.config.reads import reads_all
from evaluering.config.wave_codebooks import columns_under, named_parts
from evaluering.errors import ConfigError

if TYPE_CHECKING:
    from evaluering.config.project import Project
    from evaluering.config.surveys import Survey

Faults = Iterator[ConfigError]

TAKES: Mapping[str, frozenset[str]] = {
    "identifier": frozenset({"column"}),
    "variable": frozenset({"column", "asked", "label", "values", "codes", "comparable"}),
    "item": frozenset({"column", "asked", "label", "scale", "values", "codes", "comparable"}),
    "box": frozenset({"column", "asked", "label", "codes", "comparable"}),
    "open": frozenset({"column", "asked", "label"}),
    "battery": frozenset({"asked", "label", "scale", "values", "codes", "comparable"}),
    "question": frozenset({"columns", "asked", "label", "codes", "comparable"}),
}
"""What can be other in a wave, by what it is said of."""
CALLED = {
    "identifier": "identifikatoren",
    "variable": "en variabel",
    "item": "et ledd",
    "box": "en boks",
    "open": "et åpent spørsmål",
    "battery": "et batteri",
    "question": "et flervalgsspørsmål",
}


def change_faults(project: Project, wave: str) -> Faults:
    """Yield what a wave says of nothing in the codebook, or of what cannot be so."""
    file = f"data/raw/{wave}/wave.yaml"
    for name, entry in project.waves[wave].surveys.items():
        if (book := project.surveys.get(name)) is None:
            continue
        parts = named_parts(book)
        for key, change in entry.changes.items():
            at = f"surveys.{name}.changes.{key}"
            if key not in parts:
                yield ConfigError(file, f"surveys.{name}.changes", key, parts)
                continue
            yield from _kind_faults(parts[key], change, file, at)
            if change.scale and change.scale not in project.scales:
                yield ConfigError(file, f"{at}.scale", change.scale, project.scales)
            if not change.asked:
                yield from _needed(book, key, file, at)


def _kind_faults(sort: str, change: QuestionChange, file: str, at: str) -> Faults:
    stated = {key for key in change.model_fields_set if getattr(change, key) or key == "asked"}
    for key in sorted(stated - TAKES[sort]):
        allowed = ", ".join(sorted(TAKES[sort]))
        yield ConfigError(file, f"{at}.{key}", f"«{key}» om {CALLED[sort]}", allowed)


def _needed(book: Survey, key: str, file: str, at: str) -> Faults:
    """Yield what cannot be left unasked: the weights and strata of the survey's design."""
    wanted = set(book.design.variables) if book.design else set()
    if found := sorted(wanted & set(columns_under(book, key))):
        yield ConfigError(
            file, f"{at}.asked", f"«{found[0]}», som «design» bruker", "en kolonne i filen"
        )


def unfit_faults(project: Project, wave: str) -> Faults:
    """Yield what does not fit together when the codebooks are as a wave asked them.

    Parameters
    ----------
    project
        The project, which has no faults as it is written.
    wave
        A wave that has no `change_faults`.
    """
    own = project.of_wave(wave)
    if own is project:
        return
    file = f"data/raw/{wave}/wave.yaml"
    faults = list(_codes(project, own, wave)) or list(_columns(own, wave))
    faults = faults or list(_indices(project, own, wave))
    yield from faults
    for report in own.reports if not faults else ():
        spec = own.reports[report]
        read = reads_all(own, own.exhibits(report), wave)
        lacking = read.needed_surveys(own) - set(own.waves[wave].surveys)
        if lacking or (spec.waves is not None and wave not in spec.waves):
            continue
        for fault in exhibit_faults(own, report):
            found = f"{fault.found}, i {fault.file}: {fault.key}, slik bølgen har spurt"
            yield ConfigError(file, "surveys", found, fault.allowed)


def _codes(project: Project, own: Project, wave: str) -> Faults:
    """Yield codes that stand for no answer of the codebook."""
    for name, entry in own.waves[wave].surveys.items():
        book = own.surveys[name]
        columns = book.columns(own.scales)
        for key, change in entry.changes.items():
            for column in (columns[c] for c in columns_under(project.surveys[name], key)):
                values = column.sources[0].values if column.sources else column.values
                known = [*values, *column.missing.codes]
                wrong = [c for c in change.codes.values() if c not in known]
                if wrong and column.kind != "number":
                    at = f"surveys.{name}.changes.{key}.codes"
                    yield ConfigError(f"data/raw/{wave}/wave.yaml", at, wrong[0], known)
                    break


def _columns(own: Project, wave: str) -> Faults:
    """Yield columns of the file that two variables would be read from."""
    for name in own.waves[wave].surveys:
        columns = own.surveys[name].file_columns(own.scales).values()
        sources = {c.name: c.source for c in columns if not c.sources}
        twice = [column for column, count in Counter(sources.values()).items() if count > 1]
        for column in twice:
            names = " og ".join(n for n, source in sources.items() if source == column)
            yield ConfigError(
                f"data/raw/{wave}/wave.yaml",
                f"surveys.{name}.changes",
                f"kolonnen «{column}» for både {names}",
                "en kolonne til hver; er det ene ikke spurt om, «asked: false»",
            )


def _indices(project: Project, own: Project, wave: str) -> Faults:
    """Yield indices whose items were answered on another scale than their classes are of."""
    for index in indices_of(own, wave).values():
        survey = own.groups[index.group].survey
        book, written = own.surveys[survey], project.surveys[survey]
        for item in index.items:
            scales = [
                of.scales[one.battery_of(item).scale].codes
                for of, one in ((project, written), (own, book))
            ]
            if scales[0] == scales[1] or item in book.here.home or item in book.here.unasked:
                continue
            yield ConfigError(
                f"data/raw/{wave}/wave.yaml",
                f"surveys.{survey}.changes",
                f"«{item}» på en annen skala, og indeksen «{index.id}» bygger på det",
                "«comparable: true» i endringen (da regnes svarene lineært om til kodebokens "
                "skala i indeksen), eller «asked: false»",
            )
            break
