"""Other reasonable choices under which a claim is tried again: one small function a variant."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from evaluering.checks.claims.claim_data import ClaimData
from evaluering.checks.claims.engine import outcome
from evaluering.checks.claims.families import groups_of, items_of
from evaluering.checks.claims.survey_answers import Choices
from evaluering.checks.claims.verdicts import Verdict
from evaluering.config.claims import VariantName

if TYPE_CHECKING:
    from evaluering.checks.claims.claims import Claim, Statement
    from evaluering.checks.claims.quantity import When

Choose = Callable[["Claim", ClaimData], Choices | None]
"""How a variant changes the choices for a claim; None where it cannot be tried."""


@dataclass(frozen=True)
class Tried:
    """The verdict on a claim under one other choice."""

    variant: VariantName
    verdict: Verdict


@dataclass(frozen=True)
class RobustnessOutcome:
    """In how many variants a claim has the verdict it has, and which choices turn it."""

    tried: tuple[Tried, ...]
    verdict: Verdict

    @property
    def as_before(self) -> int:
        """The number of variants with the same verdict."""
        return sum(t.verdict == self.verdict for t in self.tried)

    @property
    def turning(self) -> list[VariantName]:
        """The choices that change the verdict."""
        return [t.variant for t in self.tried if t.verdict != self.verdict]


def robustness(
    claim: Claim,
    verdict: Verdict,
    data: ClaimData,
    variants: Sequence[VariantName],
    bases: dict[Any, ClaimData],
) -> RobustnessOutcome | None:
    """Return the verdicts on a claim under the other choices that concern it.

    Parameters
    ----------
    claim, verdict
        The claim and the verdict under the report's choices.
    data
        The wave, under the report's choices.
    variants
        The variants that are on.
    bases
        The wave under choices that several claims share; filled here, so that it is not made anew.

    Returns
    -------
    Robustness or None
        None where the claim cannot be tested or no variant concerns it.
    """
    if verdict == "untestable":
        return None
    tried, concerned = [], concerning(claim)
    for name in variants:
        choices = VARIANTS[name](claim, data) if name in concerned else None
        if choices is None:
            continue
        changed = _changed(data, replace(choices, variant=True), name == "other-t-test", bases)
        tried.append(Tried(name, outcome(claim, changed).verdict))
    return RobustnessOutcome(tuple(tried), verdict) if tried else None


def _changed(
    data: ClaimData, choices: Choices, other_test: bool, bases: dict[Any, ClaimData]
) -> ClaimData:
    key = (choices, other_test)
    if key not in bases:
        conventions = data.answers.conventions
        if other_test:
            other = "pooled" if conventions.two_groups == "welch" else "welch"
            conventions = conventions.model_copy(update={"two_groups": other})
        bases[key] = replace(data, answers=data.answers.under(choices, conventions))
    return bases[key]


def concerning(claim: Claim) -> set[VariantName]:
    """Return the variants that matter for a claim, from its quantities and expectations."""
    found: set[VariantName] = {
        name
        for statement in claim.statements
        for when, names in statement.kind.variants.items()
        if when == "always" or when in _expects(statement)
        for name in names
    }
    phrases = [phrase for s in claim.statements for phrase, _ in s.phrases]
    found |= {"narrower-phrase"} if any(p.narrower for p in phrases) else set()
    return found | ({"wider-phrase"} if any(p.wider for p in phrases) else set())


def _expects(statement: Statement) -> set[When]:
    """Return what a statement expects something of: a test, names compared, an order of them."""
    among = {kind.name for kind, _ in statement.expect.among()}
    found: set[When] = set()
    found |= {"tested"} if statement.expect.of_test() else set()
    found |= {"compared"} if among else set()
    return found | ({"ordered"} if "order" in among else set())


def _with(**choices: Any) -> Choose:
    return lambda _claim, data: replace(data.choices, **choices)


def _weighted(claim: Claim, data: ClaimData) -> Choices | None:
    groups = [group for s in claim.statements for group in groups_of(s.quantity)]
    surveys = {data.answers.groups[group].survey for group in groups}
    weighted = surveys & set(data.answers.designs)
    if data.choices.weighted or not weighted:
        return None
    return replace(data.choices, weighted=True)


def _holm(claim: Claim, data: ClaimData) -> Choices | None:
    family = data.families.of(claim)
    return replace(data.choices, family=family) if len(family) > 1 else None


def _dont_know_middle(claim: Claim, data: ClaimData) -> Choices | None:
    asked = any(getattr(s.quantity, "of", "") == "asked" for s in claim.statements)
    return None if asked else replace(data.choices, middle=True)


def _complete_battery(claim: Claim, data: ClaimData) -> Choices | None:
    items = tuple(dict.fromkeys(i for s in claim.statements for i in items_of(s.quantity)))
    return replace(data.choices, complete=items) if len(items) > 1 else None


VARIANTS: Mapping[VariantName, Choose] = {
    "other-t-test": _with(),
    "rank-test": _with(rank=True),
    "weighted": _weighted,
    "holm": _holm,
    "dont-know-middle": _dont_know_middle,
    "complete-battery": _complete_battery,
    "simulated-p": _with(p_value="simulated"),
    "likelihood-ratio": _with(p_value="likelihood"),
    "lower-limits": _with(limits=-1),
    "higher-limits": _with(limits=1),
    "lenient-index": _with(lenient=True),
    "narrower-phrase": _with(phrases="narrower"),
    "wider-phrase": _with(phrases="wider"),
}
