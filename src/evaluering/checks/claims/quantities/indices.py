"""Quantities of indices, and of indices by the classes of a registry's units."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING, Literal

from evaluering.checks.claims.quantity import (
    Bounds,
    Interval,
    Keys,
    Measured,
    Numbers,
    Some,
    Variants,
    quantity,
)
from evaluering.checks.claims.verdicts import CannotTest
from evaluering.config.base import Identifier, Reference
from evaluering.config.claims import VariantName

if TYPE_CHECKING:
    from evaluering.checks.claims.claim_data import ClaimData, Scores
    from evaluering.checks.claims.survey_answers import Choices
    from evaluering.stats.correlation import CorrelationTest

PRINTED = 0.02
"""Bounds on r this near each other are a printed number."""
OF_INDEX: frozenset[VariantName] = frozenset({"dont-know-middle", "lenient-index"})
OF_CLASSES: frozenset[VariantName] = OF_INDEX | {"lower-limits", "higher-limits"}
OVER_CLASSES: Mapping[str, str] = {"classes": "class", "indices": "index"}
ORDERED: Variants = {"ordered": OF_INDEX}


class ByClass(Keys):
    """Everybody with an index, or each of some structural classes."""

    by: Identifier | None = None
    """Strukturvariabelen; utelatt: alle i indeksens gruppe."""
    classes: Some[Reference] | None = None
    """Klassene av strukturvariabelen, etter id; utelatt: alle."""

    def slices(self, index: str, data: ClaimData) -> Iterator[tuple[dict[str, str], Scores]]:
        """Yield the index, with its place."""
        if self.by is None:
            yield {"index": index}, data.scores(index)
            return
        slices = data.by_structure(index, self.by)
        for name in self.classes or slices:
            yield {"index": index, "by": self.by, "class": name}, slices[name]

    def labels(self, where: Mapping[str, str], data: ClaimData) -> dict[str, str]:
        """Return what readers call the class."""
        return {"class": data.structural_labels(self.by)[where["class"]]} if self.by else {}


class OfIndices(ByClass):
    """Each of some indices."""

    indices: Some[Identifier]
    """Indeksene."""


class OfLevels(ByClass):
    """Some classes of an index together."""

    index: Identifier
    """Indeksen."""
    levels: Some[Reference]
    """Klassene av indeksen, etter id."""
    pooled: bool = False
    """Om klassene av strukturvariabelen regnes sammen, ikke hver for seg."""
    of: Literal["percent", "count"] = "percent"
    """percent: prosent; count: antall."""


class OfIndex(Keys):
    """One index."""

    index: Identifier
    """Indeksen."""


class OfLinked(OfIndex):
    """One index, for all or for those with a structural class."""

    by: Identifier | None = None
    """Strukturvariabelen; utelatt: alle i indeksens gruppe."""


class OfTable(OfIndex):
    """An index in classes by a structural variable."""

    by: Identifier
    """Strukturvariabelen."""


class WithVariable(Keys):
    """Each of some indices, with a registry variable."""

    variable: Identifier
    """Variabelen i registeret."""
    indices: Some[Identifier]
    """Indeksene."""


@quantity(OfIndices, "mean", over=OVER_CLASSES, variants={"ordered": OF_INDEX | {"rank-test"}})
def index_mean(of: OfIndices, data: ClaimData) -> Numbers:
    """Gjennomsnittet av hver indeks, for alle eller i hver klasse av strukturvariabelen."""
    for index in of.indices:
        for where, scores in of.slices(index, data):
            yield Measured(
                where, scores.mean, (scores.n,), of.labels(where, data),
                interval=scores.mean_interval, sample=scores.values,
            )  # fmt: skip


@quantity(OfIndices, "sd", over=OVER_CLASSES, variants=ORDERED)
def index_sd(of: OfIndices, data: ClaimData) -> Numbers:
    """Standardavviket av hver indeks, for alle eller i hver klasse av strukturvariabelen."""
    for index in of.indices:
        for where, scores in of.slices(index, data):
            yield Measured(where, scores.sd, (scores.n,), of.labels(where, data))


@quantity(OfLevels, lambda of: of.of, over={"classes": "class"}, variants={"ordered": OF_CLASSES})
def index_share(of: OfLevels, data: ClaimData) -> Numbers:
    """Prosenten eller antallet i noen klasser av en indeks."""
    from evaluering.checks.claims.claim_data import together

    labels = data.index_labels(of.index)
    level = {"level": " eller ".join(labels[name] for name in of.levels)}
    places = [[*labels].index(name) for name in of.levels]
    slices = list(of.slices(of.index, data))
    if of.pooled and of.by is not None:
        names = data.structural_labels(of.by)
        merged = " og ".join(names[where["class"]] for where, _ in slices)
        where = {"index": of.index, "by": of.by, "class": merged, **level}
        yield together(scores for _, scores in slices).share(where, places, of.of)
        return
    for where, scores in slices:
        yield scores.share({**where, **level}, places, of.of, of.labels(where, data))


@quantity(OfLinked, "count")
def index_answers(of: OfLinked, data: ClaimData) -> Numbers:
    """Antallet som har en indeks, eller som har både den og en klasse av strukturvariabelen."""
    if of.by is None:
        yield Measured({"index": of.index}, data.scores(of.index).n)
        return
    slices = data.by_structure(of.index, of.by).values()
    yield Measured({"index": of.index, "by": of.by}, sum(scores.n for scores in slices))


@quantity(
    OfTable, "p", tested=True,
    variants={"always": OF_CLASSES | {"simulated-p", "likelihood-ratio"}},
)  # fmt: skip
def crosstab(of: OfTable, data: ClaimData) -> Numbers:
    """P-verdien av kjikvadrattesten av en indeks i klasser etter en strukturvariabel."""
    import numpy as np

    from evaluering.checks.claims.comparisons import association, crosstab_p

    slices = data.by_structure(of.index, of.by).values()
    n, levels = sum(scores.n for scores in slices), len(data.indices[of.index].classes)
    if not n:
        raise CannotTest("no_linked_index")
    counts = np.array([[float((s.levels == k).sum()) for s in slices] for k in range(levels)])
    least = association((n,), counts.shape, data.answers)
    where = {"index": of.index, "by": of.by}
    yield Measured(where, crosstab_p(counts, data.answers), (n,), detectable=least)


def _sign_of(bounds: Bounds, choices: Choices) -> Bounds:
    """Return what is asked of r: under another choice a printed r need only have its sign."""
    low, high = bounds
    if not choices.variant or low is None or high is None or high - low > PRINTED:
        return bounds
    return (0.0, 1.0) if low > 0 else (-1.0, 0.0)


def _limits(found: CorrelationTest) -> Interval:
    return found.interval.lower, found.interval.upper


@quantity(
    WithVariable, "r", over={"indices": "index"}, tested=True, loosened=_sign_of,
    variants={"always": OF_INDEX | {"rank-test"}, "tested": frozenset({"holm"})},
)  # fmt: skip
def correlation(of: WithVariable, data: ClaimData) -> Numbers:
    """Korrelasjonen mellom hver indeks og en variabel i registeret, med p."""
    from evaluering.checks.claims.comparisons import correlated, detectable_r, holm

    found = {index: correlated(of.variable, index, data) for index in of.indices}
    p = {index: own.p for index, own in found.items()}
    if data.choices.family:
        pairs = [pair.split("|") for pair in data.choices.family]
        adjusted = holm({f"{v}|{i}": correlated(v, i, data).p for v, i in pairs})
        p = {index: adjusted.get(f"{of.variable}|{index}", own) for index, own in p.items()}
    for index, own in found.items():
        yield Measured(
            at={"variable": of.variable, "index": index},
            value=own.r,
            n=(own.n,),
            interval=partial(_limits, own),
            p=p[index],
            detectable=detectable_r(own.n, data),
        )


@quantity(OfIndex, "dimensions")
def dimensions(of: OfIndex, data: ClaimData) -> Numbers:
    """Antallet dimensjoner (egenverdier over 1) i faktoranalysen av en indeks."""
    found = sum(value > 1 for value in data.eigenvalues(of.index))
    yield Measured({"index": of.index}, found)


@quantity(OfIndex, "items")
def index_items(of: OfIndex, data: ClaimData) -> Numbers:
    """Antallet ledd i faktoranalysen av en indeks."""
    yield Measured({"index": of.index}, len(data.eigenvalues(of.index)))
