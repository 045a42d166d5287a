"""Outcome rates by the AAPOR standard definitions, from disposition counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from math import nan

from evaluering.stats.arguments import whole_number
from evaluering.stats.errors import StatisticsError
from evaluering.stats.results import Record, StatisticalResult

__all__ = ["AaporRates", "Dispositions", "aapor_rates"]


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

    Examples
    --------
    >>> Dispositions(complete=60, partial=5, refusal=20, non_contact=15).complete
    60
    """

    complete: int
    partial: int = 0
    refusal: int = 0
    non_contact: int = 0
    other: int = 0
    unknown: int = 0
    ineligible: int = 0


@dataclass(frozen=True)
class AaporRates(StatisticalResult):
    """AAPOR rates in per cent by name (RR1-6, COOP1-4, REF1-3, CON1-3); NaN without units."""

    rates: Mapping[str, float]
    eligible_share: float
    n: int
    convention: str
    method: str = "AAPOR outcome rates"

    def records(self) -> list[Record]:
        """Return one record a rate: rate, percent."""
        return [{"rate": rate, "percent": percent} for rate, percent in self.rates.items()]


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
    StatisticsError
        A count that is not whole or negative, no units at all, a share outside [0, 1].

    Notes
    -----
    SPSS: ``COMPUTE``. R: no package is needed, the formulas are sums and quotients. Source: AAPOR
    (2023), Standard definitions: Final dispositions of case codes and outcome rates for surveys,
    10th edition.

    Examples
    --------
    >>> aapor_rates(Dispositions(complete=50, refusal=30, unknown=20)).rates["RR1"]
    50.0
    """
    name = "aapor_rates"
    counts = {key: whole_number(name, key, value) for key, value in asdict(dispositions).items()}
    if not (total := sum(counts.values())):
        raise StatisticsError(name, "dispositions", "hold units", "no units")
    if eligible_share is not None and not 0 <= eligible_share <= 1:
        raise StatisticsError(name, "eligible_share", "lie in [0, 1]", repr(eligible_share))
    complete, unknown = counts["complete"], counts["unknown"]
    answered = complete + counts["partial"]
    refusal, other = counts["refusal"], counts["other"]
    eligible = answered + refusal + counts["non_contact"] + other
    known = eligible + counts["ineligible"]
    share = eligible_share if eligible_share is not None else _ratio(eligible, known)
    estimated = eligible + (share * unknown if unknown else 0.0)
    whole = eligible + unknown
    contacted = answered + refusal + other
    bases = (whole, estimated, eligible)
    rates = {
        **{f"RR{2 * i + 1}": (complete, base) for i, base in enumerate(bases)},
        **{f"RR{2 * i + 2}": (answered, base) for i, base in enumerate(bases)},
        "COOP1": (complete, contacted),
        "COOP2": (answered, contacted),
        "COOP3": (complete, answered + refusal),
        "COOP4": (answered, answered + refusal),
        **{f"REF{i}": (refusal, base) for i, base in enumerate(bases, 1)},
        **{f"CON{i}": (contacted, base) for i, base in enumerate(bases, 1)},
    }
    return AaporRates(
        rates={rate: 100 * _ratio(*rates[rate]) for rate in sorted(rates, key=_order)},
        eligible_share=share,
        n=total,
        convention="proportional allocation" if eligible_share is None else "given eligible share",
        warnings=() if complete else ("no complete answers",),
    )


def _order(rate: str) -> tuple[int, str]:
    return ("RR", "COOP", "REF", "CON").index(rate[:-1]), rate


def _ratio(numerator: float, denominator: float) -> float:
    return numerator / denominator if denominator > 0 else nan
