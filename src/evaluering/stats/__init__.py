"""Statistics: numbers in, frozen results out.

No files, no rounding, no plotting, no knowledge of the project. ``from evaluering.stats import
two_groups`` loads the module that the name is in, and heavy packages are loaded by the functions
that use them. What is accepted as `Values` and `Counts` is said in `evaluering.stats.arguments`,
what all results share in `evaluering.stats.results`; every refusal is a `StatisticsError`.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any, Final

PUBLIC: Final = {
    "aapor": "AaporRates Dispositions aapor_rates",
    "adequacy": "Adequacy sampling_adequacy",
    "agreement": "CodeAgreement Kappa code_agreement cohens_kappa",
    "anova": "SeveralGroups several_groups",
    "change": "Change change_of_means change_of_shares",
    "classes": "classify",
    "column_comparison": "ColumnComparison compare_columns compare_means_of_columns",
    "conditional": "ConditionalTest",
    "consistency": "Reliability reliability",
    "correlation": "CorrelationTest pearson",
    "correlations": "CorrelationTable correlation_table",
    "crosstab": "CrosstabTest crosstab_test",
    "description": "Description describe",
    "design": "SurveyDesign",
    "design_association": "DesignCorrelation design_correlation",
    "design_comparison": "DesignComparison compare_domains",
    "design_crosstab": "RaoScott rao_scott",
    "design_means": "DesignMean design_mean design_proportion design_proportions design_ratio "
    "design_total",
    "design_models": "DesignRegression design_regression",
    "direction": "DirectionCheck check_direction",
    "effect_sizes": "explained_variance standardized_difference",
    "errors": "StatisticsError",
    "exact": "exact_test",
    "factor": "FactorAnalysis factor_analysis",
    "groups": "TTest TwoGroups t_test two_groups",
    "homogeneity": "Levene levene",
    "index": "additive_index rescale reverse",
    "intraclass": "IntraclassCorrelation intraclass_correlation",
    "invariance": "Invariance InvarianceStep measurement_invariance",
    "krippendorff": "KrippendorffAlpha krippendorff_alpha",
    "montecarlo": "monte_carlo_test permutation_p",
    "multigroup": "MultigroupFactor multigroup_factor",
    "multiplicity": "AdjustedFamily adjust",
    "open_answers": "ThemeFrequencies theme_frequencies",
    "ordinal": "LinearByLinear OrdinalAssociation linear_by_linear ordinal_association",
    "overlap": "refuse_overlap",
    "parallel": "ParallelAnalysis parallel_analysis",
    "polychoric": "PolychoricCorrelations polychoric_correlations",
    "posthoc": "PairwiseComparisons dunn games_howell tukey",
    "power": "SmallestDetectable smallest_detectable_association smallest_detectable_change "
    "smallest_detectable_correlation smallest_detectable_difference "
    "smallest_detectable_effect",
    "proportional_odds": "OrdinalRegression ordinal_regression",
    "proportions": "proportion",
    "raking": "Raking design_effect rake",
    "rank_correlation": "kendall spearman",
    "rank_tests": "MannWhitney kruskal_wallis mann_whitney",
    "regression": "LinearRegression linear_regression",
    "representativeness": "GoodnessOfFit goodness_of_fit",
    "response": "response_rate",
    "results": "Estimate EstimatedResult FittedModel HypothesisTest Interval StatisticalResult "
    "TestedEstimate TestedResult",
    "sample_moments": "GroupMoments group_moments",
    "sampling": "survey_design",
    "spread": "BoxPlot box class_limits quantiles",
    "tabulation": "cross_counts",
    "woodruff": "DesignQuantile design_quantiles",
}
"""The public names of each module."""

_HOMES: Final = {name: module for module, names in PUBLIC.items() for name in names.split()}
__all__ = sorted(_HOMES)


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"evaluering.stats has no {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return __all__
