"""Outcome rates by the AAPOR standard definitions, from disposition counts."""

from __future__ import annotations

from dataclasses import dataclass, fields
from math import nan

import pandas as pd

from evaluering.stats.errors import InvalidInput
from evaluering.stats.response import whole_number


@dataclass(frozen=True)
class Dispositions:
    """Final disposition of every sampled unit, as counts.

    Parameters
    ----------
    complete, partial : int
        Complete answers (I) and partial answers (P).
    refusal, non_contact, other : int
        Eligible units that refused or broke off (R), were not reached (NC), or did not
        answer for another reason (O).
    unknown : int
        Units whose eligibility is unknown (UH + UO).
    ineligible : int
        Units found not to belong to the population.
    """

    complete: int
    partial: int = 0
    refusal: int = 0
    non_contact: int = 0
    other: int = 0
    unknown: int = 0
    ineligible: int = 0


@dataclass(frozen=True)
class AaporRates:
    """AAPOR rates in per cent; NaN where a rate divides by zero."""

    rr1: float
    rr2: float
    rr3: float
    rr4: float
    rr5: float
    rr6: float
    coop1: float
    coop2: float
    coop3: float
    coop4: float
    ref1: float
    ref2: float
    ref3: float
    con1: float
    con2: float
    con3: float
    eligible_share: float
    n: int
    method: str = "AAPOR outcome rates"
    convention: str = "proportional allocation"
    warnings: tuple[str, ...] = ()

    def to_frame(self) -> pd.DataFrame:
        """Return one row per rate: rate, percent."""
        rates = [field.name for field in fields(self) if field.name[-1].isdigit()]
        return pd.DataFrame(
            {"rate": [rate.upper() for rate in rates], "percent": [getattr(self, r) for r in rates]}
        )


def aapor_rates(dispositions: Dispositions, *, eligible_share: float | None = None) -> AaporRates:
    r"""Compute response, cooperation, refusal and contact rates.

    .. math::
        RR1 = \frac{I}{(I + P) + (R + NC + O) + U}, \quad
        RR3 = \frac{I}{(I + P) + (R + NC + O) + eU}, \quad
        RR5 = \frac{I}{(I + P) + (R + NC + O)}

    RR2, RR4 and RR6 have I + P above the line. COOP1 and COOP2 divide by I + P + R + O, COOP3
    and COOP4 by I + P + R; REF1-3 have R, and CON1-3 have I + P + R + O, over the three
    denominators.

    Parameters
    ----------
    dispositions : Dispositions
        Counts of every sampled unit.
    eligible_share : float, optional
        The share e of the unknown units that is taken as eligible. When not given, it is the
        share of eligible units among those known to be eligible or ineligible.

    Returns
    -------
    AaporRates
        Per cent. n is the number of sampled units.

    Raises
    ------
    InvalidInput
        If a count is NaN, negative or not whole, all counts are zero, or the share lies
        outside [0, 1].

    Notes
    -----
    SPSS: ``COMPUTE``. R: no package is needed, the formulas are sums and quotients.

    References
    ----------
    AAPOR (2023). Standard definitions: Final dispositions of case codes and outcome rates
    for surveys, 10th edition.
    """
    counts = {
        field.name: whole_number("aapor_rates", field.name, getattr(dispositions, field.name))
        for field in fields(dispositions)
    }
    total = sum(counts.values())
    if total == 0:
        raise InvalidInput("aapor_rates", "dispositions holds no units")
    if eligible_share is not None and not 0 <= eligible_share <= 1:
        raise InvalidInput(
            "aapor_rates", f"eligible_share must lie in [0, 1], got {eligible_share!r}"
        )
    complete, unknown = counts["complete"], counts["unknown"]
    answered = complete + counts["partial"]
    refusal, other = counts["refusal"], counts["other"]
    eligible = answered + refusal + counts["non_contact"] + other
    known = eligible + counts["ineligible"]
    share = eligible_share if eligible_share is not None else _ratio(eligible, known)
    estimated = eligible + (share * unknown if unknown else 0.0)
    whole = eligible + unknown
    contacted = answered + refusal + other
    return AaporRates(
        rr1=_percent(complete, whole),
        rr2=_percent(answered, whole),
        rr3=_percent(complete, estimated),
        rr4=_percent(answered, estimated),
        rr5=_percent(complete, eligible),
        rr6=_percent(answered, eligible),
        coop1=_percent(complete, contacted),
        coop2=_percent(answered, contacted),
        coop3=_percent(complete, answered + refusal),
        coop4=_percent(answered, answered + refusal),
        ref1=_percent(refusal, whole),
        ref2=_percent(refusal, estimated),
        ref3=_percent(refusal, eligible),
        con1=_percent(contacted, whole),
        con2=_percent(contacted, estimated),
        con3=_percent(contacted, eligible),
        eligible_share=share,
        n=total,
        convention="proportional allocation" if eligible_share is None else "given eligible share",
        warnings=() if complete else ("no complete answers",),
    )


def _ratio(numerator: float, denominator: float) -> float:
    return numerator / denominator if denominator > 0 else nan


def _percent(numerator: float, denominator: float) -> float:
    return 100 * _ratio(numerator, denominator)
