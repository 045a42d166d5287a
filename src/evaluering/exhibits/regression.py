"""An index or an item explained by other variables of the same respondents."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import isnan
from typing import Any

import pandas as pd

from evaluering.config.exhibits.regression import Regression
from evaluering.config.registries import with_year
from evaluering.data.missing import answered
from evaluering.data.wave_data import WaveData
from evaluering.exhibits.absence import NO_MODEL, NoDataError
from evaluering.exhibits.measuring import labels_of, values_of
from evaluering.exhibits.result import Result
from evaluering.exhibits.weighting import design_for
from evaluering.message import Message, Number, message
from evaluering.stats.design import SurveyDesign
from evaluering.stats.errors import StatisticsError


@dataclass(frozen=True)
class _Term:
    """A column of the design: what it is of, and the category that it stands for."""

    name: str
    label: str
    values: pd.Series
    category: str = ""
    reference: str = ""


def compute(exhibit: Regression, data: WaveData) -> Result:
    """Return a row a term: coefficient, standard error, interval, p, and odds ratio or beta.

    Respondents who lack any of the values are left out. A model that cannot be computed, or of
    fewer respondents than may be shown, has no numbers.
    """
    outcome, terms = _design(exhibit, data)
    predictors = pd.DataFrame({str(place): term.values for place, term in enumerate(terms)})
    try:
        design = design_for(exhibit, data, exhibit.group)
        clusters = _clusters(exhibit, data, outcome.index)
        fitted, fit, extra = _fitted(exhibit, outcome, predictors, design, clusters)
    except StatisticsError:
        raise NoDataError(NO_MODEL) from None
    if fitted.n < data.project.settings.disclosure.minimum_n:
        raise NoDataError(NO_MODEL)
    rows: list[dict[str, Any]] = [
        {
            "row": "constant" if number is None else terms[number].name,
            "row_label": "constant" if number is None else terms[number].label,
            "column": "" if number is None else terms[number].category,
            "reference": "" if number is None else terms[number].reference,
            "coefficient": record["coefficient"],
            "se": record["se"],
            "lower": record["lower"],
            "upper": record["upper"],
            "p": record["p"],
            "effect": record[extra],
        }
        for record in fitted.records()
        for number in [None if record["term"] == "(constant)" else int(str(record["term"]))]
    ]
    return Result(
        exhibit=exhibit.id,
        kind=exhibit.kind,
        table=pd.DataFrame(rows),
        n=fitted.n,
        method=(_method(exhibit, design),),
        notes=(fit, *_alike(outcome, predictors, clusters)),
    )


def _method(exhibit: Regression, design: SurveyDesign | None) -> Message:
    if design is not None:
        return message("method_regression_weighted")
    if exhibit.cluster is not None:
        return message("method_regression_clustered")
    return message(f"method_regression_{exhibit.model}", errors=exhibit.robust)


def _clusters(exhibit: Regression, data: WaveData, respondents: pd.Index) -> pd.Series | None:
    """Return what each respondent shares with others, where errors are clustered."""
    if exhibit.cluster is None:
        return None
    frame = data.respondents_of(exhibit.group)
    column = data.columns(data.group(exhibit.group).survey)[exhibit.cluster]
    own = frame[exhibit.cluster]
    return own.where(answered(own, column)).set_axis(respondents)


def _alike(
    outcome: pd.Series, predictors: pd.DataFrame, clusters: pd.Series | None
) -> Iterator[Message]:
    """Yield how many clusters there are, and how alike the outcome is within them."""
    if clusters is None:
        return
    from evaluering.stats.intraclass import intraclass_correlation

    inside = outcome.notna() & predictors.notna().all(axis=1) & clusters.notna()
    n = int(clusters[inside].nunique())
    try:
        icc = intraclass_correlation(outcome[inside], clusters[inside]).icc
    except StatisticsError:
        yield message("fit_clusters_alone", n=n)
    else:
        yield message("fit_clusters", n=n, icc=Number(icc, 3))


def _fitted(
    exhibit: Regression,
    outcome: pd.Series,
    predictors: pd.DataFrame,
    design: SurveyDesign | None,
    clusters: pd.Series | None,
) -> Any:
    """Return the model, the sentence on its fit, and which measure stands beside the p."""
    if design is not None:
        from evaluering.stats.design_models import design_regression

        weighted = design_regression(outcome, predictors, design)
        df2 = int(weighted.test.df2)
        return weighted, _fit(weighted, weighted.r_squared, "fit_weighted", df2=df2), "beta"
    if exhibit.model == "ordinal":
        from evaluering.stats.proportional_odds import ordinal_regression

        ordinal = ordinal_regression(outcome, predictors)
        return ordinal, _fit(ordinal, ordinal.nagelkerke, "fit_ordinal"), "odds_ratio"
    from evaluering.stats.regression import linear_regression

    linear = linear_regression(outcome, predictors, robust=exhibit.robust, clusters=clusters)
    adjusted = Number(linear.r_squared_adjusted, 3)
    if isnan(linear.statistic):
        share = Number(linear.r_squared, 3)
        untested = message("fit_linear_untested", n=linear.n, share=share, adjusted=adjusted)
        return linear, untested, "beta"
    fit = _fit(linear, linear.r_squared, "fit_linear", adjusted=adjusted, df2=int(linear.test.df2))
    return linear, fit, "beta"


def _fit(model: Any, share: float, key: str, **more: Any) -> Message:
    return message(
        key,
        n=model.n,
        share=Number(share, 3),
        statistic=Number(model.statistic, 2),
        df=int(model.df),
        p=Number(model.p, 3, "p"),
        **more,
    )


def _design(exhibit: Regression, data: WaveData) -> tuple[pd.Series, list[_Term]]:
    """Return the outcome and the terms, by respondent."""
    items, indices = exhibit.all_items, exhibit.all_indices
    values = values_of(data, exhibit.group, [*items, *indices])
    labels = labels_of(data, exhibit.group, [*items, *indices])
    terms = list(_backgrounds(exhibit, data))
    terms += [_Term(n, labels[n], values[n]) for n in (*exhibit.items, *exhibit.indices)]
    for name, (link,) in exhibit.links(data.project).items():
        registry, variable = data.project.registry_variables[name]
        linked = data.linked(link.id).set_index("respondent")[name].astype("float64")
        label = with_year(variable.label, data.year(registry.id))
        terms.append(_Term(name, label, linked.reindex(values.index)))
    return values[exhibit.outcome].rename("outcome"), terms


def _backgrounds(exhibit: Regression, data: WaveData) -> Iterator[_Term]:
    survey = data.project.surveys[data.group(exhibit.group).survey]
    given = data.answers(exhibit.group, exhibit.variables)
    for name in exhibit.variables:
        variable, own = survey.variable(name), given[name]
        assert variable is not None
        if variable.kind == "number":
            yield _Term(name, variable.label, own)
            continue
        held = [code for code in variable.values if bool(own.eq(code).any())]
        for code in held[1:]:
            ticks = own.eq(code).astype("float64").where(own.notna())
            category, reference = variable.values[code], variable.values[held[0]]
            yield _Term(name, variable.label, ticks, category, reference)
