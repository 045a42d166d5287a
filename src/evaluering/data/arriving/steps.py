"""The answers that a column of a new file has, held against those of the codebook."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from evaluering.config.columns import Column
from evaluering.config.missing import role_of
from evaluering.config.written import normal
from evaluering.data.arriving.fitting_values import code_of
from evaluering.data.discretion import SHARED
from evaluering.data.drafting.categories import Categories, of_codes, of_texts
from evaluering.data.drafting.facts import VariableFacts

MOST_STEPS = 11
"""Of a scale."""
LETTERED = -1000
"""Codes up to this one stand for Stata's letters."""


@dataclass(frozen=True)
class Steps:
    """A column's answers."""

    whole: Categories
    """All answers, as a scale or a list of categories."""
    told: bool
    """Whether the file says what they mean."""
    seen: frozenset[int] = frozenset()
    """The numbers that occur."""
    known: Mapping[int, int] = field(default_factory=dict)
    """The codebook's code of each code whose label it has."""
    unknown: Mapping[int, str] = field(default_factory=dict)
    """The label of each code whose label the codebook does not have."""
    outside: tuple[int, ...] = ()
    """Codes that have no label, and that the codebook does not know."""
    missing: Mapping[int, str] = field(default_factory=dict)
    """The kind of each code that is labelled as no answer, and not declared so."""
    texts: tuple[str, ...] = ()
    """The answers of a column of texts that several have given."""


def steps_of(column: Column, facts: VariableFacts) -> Steps:
    """Return the answers of a column of numbers or texts, held against the codebook's."""
    if facts.is_text:
        common = [str(text) for text, n in facts.counts.items() if n >= SHARED]
        texts = tuple(text for text in common if role_of(text) is None)
        return Steps(of_texts(texts), told=True, texts=texts)
    found = of_codes(facts)
    bare = set(found.unlabelled)
    by_label = {normal(label): code for label, code in column.texts.items()}
    known, unknown = {}, {}
    for code, label in found.labels.items():
        if code in bare:
            continue
        own = by_label.get(normal(label))
        if own is None and column.kind == "tick":
            own = code_of(label, column)
        # a code that the codebook says stands in files for another is where it belongs
        at_home = own is not None and column.in_file.get(str(code)) == own
        if own is not None:
            known[code] = code if at_home else own
        else:
            unknown[code] = label
    outside = tuple(
        code for code in found.unlabelled
        if code not in column.values and code_of(float(code), column) is None
    )  # fmt: skip
    missing = {
        code: kind for code, kind in found.missing.items()
        if isinstance(code, int) and not facts.declared_missing(code)
    }  # fmt: skip
    return Steps(
        _whole(found, column), bool(known or unknown),
        frozenset(int(v) for v in facts.counts if isinstance(v, float) and v.is_integer()),
        known, unknown, outside, missing,
    )  # fmt: skip


def _whole(found: Categories, column: Column) -> Categories:
    """Return a scale with all its steps, those too that have no label, and nobody answered.

    A code far beyond the others, that the codebook knows as no answer, is no step.
    """
    codes = [code for code in found.labels if column.missing.kind(code) is None]
    labels = {code: found.labels[code] for code in codes}
    bare = set(found.unlabelled) & set(codes)
    if column.kind == "item" and bare and codes and max(codes) - min(codes) < MOST_STEPS:
        low = min(min(codes), min(column.values)) if len(bare) == len(codes) else min(codes)
        whole = range(low, max(codes) + 1)
        labels = {code: labels.get(code, str(code)) for code in whole}
    missing = {code: kind for code, kind in found.missing.items() if code not in labels}
    known = column.missing.codes.items()
    stated: dict[int | str, str] = {c: k for c, k in known if c > LETTERED and c not in labels}
    return Categories(labels, {**stated, **missing}, found.in_file, tuple(sorted(bare)))
