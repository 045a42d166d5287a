"""Chi-square of a table of counts with everything beside it, and the footnote SPSS users expect."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from evaluering.config.reports import Conventions
from evaluering.exhibits.significance import ContingencyCell, ContingencyTest, Statistic, records
from evaluering.message import Message, Number, message

if TYPE_CHECKING:
    from evaluering.stats.crosstab import CrosstabTest


def chi_square(
    counts: pd.DataFrame,
    conventions: Conventions,
    *,
    ordinal: bool = False,
    sparse_only: bool = False,
) -> ContingencyTest:
    """Test the rows of a table against its columns.

    The printed variant stands first; ``statistics`` holds every variant, Cramér's V with interval
    and a seeded Monte Carlo p with its standard error, and ``cells`` the expected counts and
    adjusted residuals.

    Parameters
    ----------
    counts
        The table of counts.
    conventions
        Which variant is printed, and how the Monte Carlo p is drawn.
    ordinal
        Whether both rows and columns are ordered: adds gamma, tau-b, tau-c and the linear-by-linear
        test.
    sparse_only
        Whether p is simulated only where expected counts are too small for the chi-square
        distribution; a table of two rows and columns then has Fisher's exact p, as in SPSS.
    """
    from evaluering.stats.crosstab import crosstab_test
    from evaluering.stats.montecarlo import monte_carlo_test

    test = crosstab_test(counts, correction=conventions.continuity_correction)
    frames = [test.to_frame()]
    exact = sparse_only and test.expected.shape == (2, 2) and is_sparse(test)
    if exact:
        from evaluering.stats.exact import exact_test

        frames.append(exact_test(counts).to_frame().assign(statistic="fisher_exact"))
    simulate = not sparse_only or (is_sparse(test) and not exact)
    if test.p == test.p and conventions.monte_carlo_draws and simulate:
        simulated = monte_carlo_test(
            counts, seed=conventions.monte_carlo_seed, draws=conventions.monte_carlo_draws
        )
        frames.append(simulated.to_frame().assign(statistic="monte_carlo"))
    if ordinal and test.p == test.p:
        from evaluering.stats.ordinal import linear_by_linear, ordinal_association

        frames += [ordinal_association(counts).to_frame(), linear_by_linear(counts).to_frame()]
    return ContingencyTest(
        test="chi_square",
        convention=test.convention,
        statistic=test.statistic,
        df=test.df,
        p=test.p,
        effect="cramers_v",
        effect_size=test.effect.value,
        n=test.n,
        share_expected_below_5=test.share_expected_below_5,
        minimum_expected=test.minimum_expected,
        dropped=tuple(str(name) for name in (*test.dropped_rows, *test.dropped_columns)),
        statistics=tuple(record for frame in frames for record in records(Statistic, frame)),
        cells=records(ContingencyCell, test.cells_frame()),
        warnings=tuple(test.warnings),
    )


def is_sparse(test: CrosstabTest) -> bool:
    """Return whether expected counts are too small for the chi-square (Cochran's rule)."""
    return test.share_expected_below_5 > 0.2 or test.minimum_expected < 1


def association_notes(test: ContingencyTest) -> list[Message]:
    """Return Cramér's V with its interval, and p by another way where chi-square may fail."""
    notes = []
    found = {statistic.statistic: statistic for statistic in test.statistics}
    v = found.get("cramers_v")
    if v is not None and v.lower is not None and v.upper is not None:
        ends = {"value": v.value, "lower": v.lower, "upper": v.upper}
        notes.append(message("v_interval", **{key: Number(own, 2) for key, own in ends.items()}))
    for name in ("fisher_exact", "monte_carlo"):
        if name in found:
            p = Number(found[name].p, 3, "p")
            notes.append(message(f"small_expected_{name}", p=p))
    return notes
