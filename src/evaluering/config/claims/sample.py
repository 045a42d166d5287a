"""Claims on who was asked, who answered and whom they represent."""

from __future__ import annotations

from typing import Literal

from evaluering.config.base import Distinct, Identifier, Name, Real, Reference, VariableName, Whole
from evaluering.config.claims.base import Bounds, Claim, Some, Tiers


class _BySurvey(Claim):
    """A claim on the categories of a survey.

    A category is named by its code in the codebook, or by the name of its box.
    """

    survey: Identifier
    by: VariableName
    """En bakgrunnsvariabel med koder, eller et spørsmål med flere kryss."""


class Respondents(Claim):
    """The number who answered a survey."""

    kind: Literal["respondents"]
    survey: Identifier
    bounds: Bounds


class Population(Claim):
    """The population of a survey, from the wave."""

    kind: Literal["population"]
    survey: Identifier
    bounds: Bounds


class Surveys(Claim):
    """The number of surveys in the wave."""

    kind: Literal["surveys"]
    bounds: Bounds


class ResponseRate(Claim):
    """The response rate of each survey, in per cent of those who were sent it."""

    kind: Literal["response_rate"]
    surveys: Some[Identifier]
    bounds: Bounds


class ResponseOrder(Claim):
    """All surveys of a tier have higher response rates than all of the next."""

    kind: Literal["response_order"]
    order: Tiers[Identifier]


class CategoryRate(_BySurvey):
    """The response rate of each category, in per cent of the frame."""

    kind: Literal["category_rate"]
    categories: Some[Reference] | None = None
    """Kategoriene; utelatt: alle i rammen."""
    leaving_out: Distinct[Reference] = []
    """Kategorier som ikke regnes med."""
    bounds: Bounds


class CategoryRateOrder(_BySurvey):
    """All categories of a tier have higher response rates than all of the next."""

    kind: Literal["category_rate_order"]
    order: Tiers[Reference]
    """Kategoriene i hvert lag; «øvrige» er alle som ikke er nevnt."""


class CategoryRateAlike(_BySurvey):
    """The categories' response rates differ by at most so many points."""

    kind: Literal["category_rate_alike"]
    within: Real


class Category(_BySurvey):
    """The number or per cent in some categories taken together, in the frame or the answers."""

    kind: Literal["category"]
    categories: Some[Reference]
    source: Literal["frame", "answers"]
    """frame: rammen; answers: svarene."""
    of: Literal["percent", "count"] = "percent"
    """percent: prosent; count: antall."""
    bounds: Bounds


class Categories(_BySurvey):
    """The number of categories that somebody answered from."""

    kind: Literal["categories"]
    bounds: Bounds


class Ticks(_BySurvey):
    """The number of respondents with so many ticks, or (ticks 0) without the information."""

    kind: Literal["ticks"]
    ticks: Whole
    bounds: Bounds


class FrameFit(_BySurvey):
    """The answers follow the frame: goodness of fit, or the largest gap in per cent points."""

    kind: Literal["frame_fit"]
    p: Bounds | None = None
    within: Real | None = None
    """Største tillatte avvik mellom svar og ramme, i prosentpoeng."""


class Members(Claim):
    """The number or per cent of members with some roles, over all units or in one."""

    kind: Literal["members"]
    survey: Identifier
    """Undersøkelsen som medlemslisten hører til."""
    roles: Some[Name] | None = None
    """Rollene; utelatt: alle."""
    unit: Name | None = None
    """Forumet eller fylket; utelatt: alle."""
    of: Literal["percent", "count"] = "percent"
    bounds: Bounds


class MembersOrder(Claim):
    """All roles of a tier have more members than all of the next."""

    kind: Literal["members_order"]
    survey: Identifier
    order: Tiers[Name]
    """Rollene i hvert lag; «øvrige» er alle som ikke er nevnt."""


class MemberUnits(Claim):
    """The number of units with a member in each of some roles, and none in others."""

    kind: Literal["member_units"]
    survey: Identifier
    present: Distinct[Name] = []
    absent: Distinct[Name] = []
    starting: Name | None = None
    """Bare enheter med navn som begynner slik."""
    bounds: Bounds


class UnitSize(Claim):
    """The mean number of members of a forum or a network."""

    kind: Literal["unit_size"]
    survey: Identifier
    bounds: Bounds


class LargestUnit(Claim):
    """The unit with most members."""

    kind: Literal["largest_unit"]
    survey: Identifier
    unit: Name


class Networks(Claim):
    """The number of networks: in all, and the fewest and most in a county."""

    kind: Literal["networks"]
    survey: Identifier
    unit: Name | None = None
    """Bare dette fylket."""
    total: Whole | None = None
    fewest: Whole | None = None
    most: Whole | None = None


class Attrition(Claim):
    """How many were left after a step of the linking, or lost in it."""

    kind: Literal["attrition"]
    step: Literal["answered", "represents", "stated", "single", "units"]
    """answered: svarte; represents: hører til en enhet; stated: oppga enheten;
    single: én enhet; units: ulike enheter."""
    lost: bool = False
    """Antallet som falt fra i steget, ikke antallet som er igjen."""
    bounds: Bounds


AnySampleClaim = (
    Respondents
    | Population
    | Surveys
    | ResponseRate
    | ResponseOrder
    | CategoryRate
    | CategoryRateOrder
    | CategoryRateAlike
    | Category
    | Categories
    | Ticks
    | FrameFit
    | Members
    | MembersOrder
    | MemberUnits
    | UnitSize
    | LargestUnit
    | Networks
    | Attrition
)
