"""Tests of weighted groups, as results hold them: of means, and of tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from evaluering.exhibits.significance import (
    ContingencyTest,
    MeansTest,
    PairwiseComparison,
    Statistic,
    known,
    records,
)
from evaluering.stats.design import SurveyDesign
from evaluering.stats.design_comparison import DesignComparison, DesignDifference, compare_domains
from evaluering.stats.design_crosstab import rao_scott
from evaluering.stats.effect_sizes import small_sample_factor
from evaluering.stats.multiplicity import adjust


def compare_weighted(
    values: Mapping[str, pd.Series], design: SurveyDesign, item: str | None = None
) -> MeansTest:
    """Compare the weighted means of groups: the design's t of two, Wald's F of several.

    Parameters
    ----------
    values
        Valid values by group.
    design
        Of the groups after each other.
    item
        The item's variable name.
    """
    sizes = [len(own) for own in values.values()]
    place = np.repeat(np.arange(len(sizes)), sizes)
    masks = {name: place == number for number, name in enumerate(values)}
    found = compare_domains(np.concatenate(list(values.values())), masks, design)
    return means_test(found, item)


def means_test(found: DesignComparison, item: str | None = None) -> MeansTest:
    """Return a comparison of weighted means as a result holds it."""
    two, test = len(found.names) == 2, found.test
    effect = found.effect * small_sample_factor(sum(found.n) - 2) if two else found.effect
    name = "hedges_g" if two else "eta_squared"
    statistics = records(Statistic, found.to_frame())
    printed = [s for s in statistics if s.statistic in ("design_t", "design_f", "mean_difference")]
    return MeansTest(
        item=item,
        groups=found.names,
        test="design_t" if two else "design_f",
        statistic=known(test.statistic),
        df=test.df,
        df2=None if two else test.df2,
        p=known(test.p),
        effect=name,
        effect_size=known(effect),
        n=sum(found.n),
        statistics=(*printed, Statistic(name, known(effect))),
        pairs=() if two else _pairs(found.pairs),
        warnings=found.warnings,
    )


def _pairs(pairs: Sequence[DesignDifference]) -> tuple[PairwiseComparison, ...]:
    """Return every pair, with p adjusted by Holm over the pairs."""
    names = {f"{pair.first} {pair.second}": pair.test.p for pair in pairs}
    adjusted = adjust(names, method="holm").adjusted
    return tuple(
        PairwiseComparison(
            method="Holm",
            first=pair.first,
            second=pair.second,
            difference=pair.estimate.value,
            standard_error=known(pair.standard_error),
            statistic=known(pair.test.statistic),
            df=pair.test.df,
            p=known(pair.test.p),
            adjusted_p=known(after),
            lower=known(pair.estimate.interval.lower),
            upper=known(pair.estimate.interval.upper),
        )
        for pair, after in zip(pairs, adjusted, strict=True)
    )


def association_test(
    rows: Sequence[object], columns: Sequence[object], design: SurveyDesign
) -> ContingencyTest:
    """Test the rows of a weighted table against its columns, by Rao and Scott.

    Parameters
    ----------
    rows, columns
        Each respondent's, None where there is none; in the order of the design.
    """
    found = rao_scott(rows, columns, design)
    test = found.test
    return ContingencyTest(
        test="rao_scott",
        convention=found.convention,
        statistic=known(test.statistic),
        df=known(test.df),
        df2=known(test.df2),
        p=known(test.p),
        effect="cramers_v",
        effect_size=known(found.cramers_v),
        n=found.n,
        share_expected_below_5=None,
        minimum_expected=None,
        dropped=(),
        statistics=records(Statistic, found.to_frame()),
        cells=(),
        warnings=found.warnings,
    )
