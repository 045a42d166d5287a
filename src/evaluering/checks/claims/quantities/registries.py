"""Quantities of the units of a registry, and of the linking to them."""

from __future__ import annotations

from functools import partial
from math import nan
from typing import TYPE_CHECKING, Literal

from evaluering.checks.claims.quantity import Keys, Measured, Numbers, Some, quantity
from evaluering.checks.claims.verdicts import CannotTest
from evaluering.config.base import Identifier, Reference

if TYPE_CHECKING:
    from evaluering.checks.claims.claim_data import ClaimData


class OfClasses(Keys):
    """Each of some structural classes."""

    by: Identifier
    """Strukturvariabelen."""
    classes: Some[Reference] | None = None
    """Klassene, etter id; utelatt: hver av dem."""
    of: Literal["registry", "linked"] = "registry"
    """registry: alle enhetene i registeret; linked: de koblede respondentene."""


class OfVariable(Keys):
    """A registry variable."""

    variable: Identifier
    """Variabelen i registeret."""


class OfTwoVariables(Keys):
    """Two registry variables."""

    variables: tuple[Identifier, Identifier]
    """De to variablene i registeret."""


class OfStep(Keys):
    """A step of the linking."""

    step: Literal["answered", "represents", "stated", "single", "units"]
    """answered: svarte; represents: hører til en enhet; stated: oppga enheten;
    single: én enhet; units: ulike enheter."""
    lost: bool = False
    """Antallet som falt fra i steget, ikke antallet som er igjen."""


@quantity(OfClasses, "percent", over={"classes": "class"})
def registry_share(of: OfClasses, data: ClaimData) -> Numbers:
    """Prosenten av enhetene, eller av de koblede respondentene, i hver strukturklasse."""
    from evaluering.checks.claims.comparisons import share_interval

    registry, linked = data.study.project.structural[of.by][0].id, of.of == "linked"
    frame = data.linked(registry) if linked else data.units(registry)
    values, labels = frame[of.by].dropna(), data.structural_labels(of.by)
    for name in of.classes or labels:
        count, n = int((values == [*labels].index(name)).sum()), len(values)
        percent = 100 * count / n if n else nan
        interval = partial(share_interval, percent, n) if linked else None
        where = {"by": of.by, "class": name}
        yield Measured(where, percent, (n,), {"class": labels[name]}, interval)


@quantity(OfVariable, "registry", over={"units": "unit"}, untold="unit")
def registry_value(of: OfVariable, data: ClaimData) -> Numbers:
    """Verdien av en variabel i registeret, enhet for enhet."""
    registry = data.study.project.registry_variables[of.variable][0].id
    for unit, value in data.units(registry)[of.variable].dropna().items():
        yield Measured({"variable": of.variable, "unit": str(unit)}, float(value))


@quantity(OfTwoVariables, "r", tested=True)
def registry_correlation(of: OfTwoVariables, data: ClaimData) -> Numbers:
    """Korrelasjonen mellom to variabler i registeret over alle enhetene, med p."""
    from evaluering.stats.correlation import pearson

    first, second = of.variables
    found = pearson(*(data.registry_values(name) for name in of.variables))
    where, against = {"variable": first}, {"variable": second}
    yield Measured(where, found.r, (found.n,), p=found.p, against=against)


@quantity(OfStep, lambda of: "lost" if of.lost else "count")
def attrition(of: OfStep, data: ClaimData) -> Numbers:
    """Antallet som er igjen etter et steg i koblingen, eller som falt fra i det."""
    account = data.attrition()
    counts = [*account["steps"].values(), account["units"]]
    names = [*account["steps"], "units"]
    if of.step not in names:
        raise CannotTest("no_step")
    place = names.index(of.step)
    lost = of.lost and place
    yield Measured({"step": of.step}, counts[place - 1] - counts[place] if lost else counts[place])
