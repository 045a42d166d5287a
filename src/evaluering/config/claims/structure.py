"""Claims on the indices, the registry and how they hang together."""

from __future__ import annotations

from typing import Literal

from evaluering.config.base import Identifier, Real, Reference, Whole
from evaluering.config.claims.base import Bounds, Claim, Some, Tiers

Indices = Some[Identifier]
ClassIds = Some[Reference]


class IndexMean(Claim):
    """The mean of an index, for all or in each of some structural classes."""

    kind: Literal["index_mean"]
    index: Identifier
    by: Identifier | None = None
    """Strukturvariabelen; utelatt: alle i indeksens gruppe."""
    classes: ClassIds | None = None
    """Klassene av strukturvariabelen, etter id; utelatt: alle."""
    bounds: Bounds


class IndexAlike(Claim):
    """The means of an index differ by at most so much between the structural classes."""

    kind: Literal["index_alike"]
    index: Identifier
    by: Identifier
    within: Real


class IndexOrder(Claim):
    """For every index, all structural classes of a tier lie above all of the next."""

    kind: Literal["index_order"]
    indices: Indices
    by: Identifier
    order: Tiers[Reference]
    statistic: Literal["mean", "sd"] = "mean"
    """mean: gjennomsnitt; sd: spredning (standardavvik)."""


class IndexShare(Claim):
    """Per cent (or number) in some index classes, for all or in some structural classes."""

    kind: Literal["index_share"]
    index: Identifier
    levels: ClassIds
    """Klassene av indeksen, etter id."""
    by: Identifier | None = None
    classes: ClassIds | None = None
    """Klassene av strukturvariabelen, etter id; utelatt: alle."""
    pooled: bool = False
    """Om klassene av strukturvariabelen regnes sammen, ikke hver for seg."""
    of: Literal["percent", "count"] = "percent"
    """percent: prosent; count: antall."""
    bounds: Bounds


class IndexShareOrder(Claim):
    """The per cent in some index classes: all structural classes of a tier above the next."""

    kind: Literal["index_share_order"]
    index: Identifier
    levels: ClassIds
    by: Identifier
    order: Tiers[Reference]


class IndexCount(Claim):
    """The number of respondents with an index, for all or with a structural class too."""

    kind: Literal["index_count"]
    index: Identifier
    by: Identifier | None = None
    bounds: Bounds


class Crosstab(Claim):
    """The chi-square test of an index in classes by a structural variable."""

    kind: Literal["crosstab"]
    index: Identifier
    by: Identifier
    p: Bounds


class Correlation(Claim):
    """The correlation of each index with a registry variable, and its test."""

    kind: Literal["correlation"]
    variable: Identifier
    indices: Indices
    r: Bounds | None = None
    p: Bounds | None = None


class Dimensions(Claim):
    """How many dimensions the factor analysis of an index finds, and of how many items."""

    kind: Literal["dimensions"]
    index: Identifier
    dimensions: Whole
    """Antall egenverdier over 1."""
    items: Whole
    """Antall ledd."""


class RegistryShare(Claim):
    """Per cent of the units (or of the linked respondents) in a structural class."""

    kind: Literal["registry_share"]
    by: Identifier
    classes: ClassIds | None = None
    """Klassene, etter id; utelatt: hver av dem."""
    of: Literal["registry", "linked"] = "registry"
    """registry: alle enhetene i registeret; linked: de koblede respondentene."""
    bounds: Bounds


class RegistryRange(Claim):
    """The lowest and the highest value of a registry variable over all units."""

    kind: Literal["registry_range"]
    variable: Identifier
    lowest: Bounds | None = None
    highest: Bounds | None = None


class RegistryCorrelation(Claim):
    """The correlation of two registry variables over all units."""

    kind: Literal["registry_correlation"]
    variables: tuple[Identifier, Identifier]
    r: Bounds


AnyStructureClaim = (
    IndexMean
    | IndexAlike
    | IndexOrder
    | IndexShare
    | IndexShareOrder
    | IndexCount
    | Crosstab
    | Correlation
    | Dimensions
    | RegistryShare
    | RegistryRange
    | RegistryCorrelation
)
