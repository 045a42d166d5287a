"""Response rates against the AAPOR formulas written out in R 4.2.2 (scripts/response.R)."""

from __future__ import annotations

from compare import compare
from evaluering.stats import AaporRates, Dispositions, aapor_rates, response_rate
from references import reference_values

EXPECTED = reference_values("response")
R = EXPECTED["program"]
UNITS = Dispositions(
    complete=350, partial=25, refusal=60, non_contact=140, other=15, unknown=210, ineligible=45
)
CLOSED = 1e-8


def rates(got: AaporRates, names: dict[str, float]) -> list[float]:
    return [got.rates[name.upper()] for name in names]


def test_aapor_rates() -> None:
    got = aapor_rates(UNITS)
    expected = EXPECTED["rates"]
    compare("AAPOR rates", R, rates(got, expected), list(expected.values()), CLOSED)
    compare("AAPOR e", R, got.eligible_share, EXPECTED["e"], CLOSED)


def test_aapor_rates_with_given_share() -> None:
    got, expected = aapor_rates(UNITS, eligible_share=0.5), EXPECTED["given"]
    compare("AAPOR rates, e given", R, rates(got, expected), list(expected.values()), CLOSED)


def test_simple_rate() -> None:
    compare("response rate", R, response_rate(35, 80), EXPECTED["simple"], CLOSED)
