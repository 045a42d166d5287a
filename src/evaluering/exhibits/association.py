"""Chi-square of a table of counts with everything beside it, and the footnote SPSS users expect."""

from __future__ import annotations

import pandas as pd

from evaluering.config.reports import Conventions
from evaluering.exhibits.significance import ContingencyCell, ContingencyTest, Statistic, records


def chi_square(
    counts: pd.DataFrame, conventions: Conventions, *, ordinal: bool = False
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
    """
    from evaluering.stats.crosstab import crosstab_test
    from evaluering.stats.montecarlo import monte_carlo_test

    test = crosstab_test(counts, correction=conventions.continuity_correction)
    frames = [test.to_frame()]
    if test.p == test.p and conventions.monte_carlo_draws:
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
