"""The account of an index: its items, factor solution, eigenvalues and reliability."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from evaluering.config.indices import Index
from evaluering.config.project import Project
from evaluering.message import restored
from evaluering.render.document import Block, Grid, Paragraph, Section
from evaluering.render.language import say, word
from evaluering.render.methods import FACTORS
from evaluering.render.numbers import number, p_value, percent
from evaluering.render.tables.table import Table, body_row, column_heads


def index_account(
    index: Index, labels: Mapping[str, str], analysis: Mapping[str, Any]
) -> dict[str, Any]:
    """Return what a page shows of an index.

    Parameters
    ----------
    index
        Its configuration.
    labels
        Item texts by name.
    analysis
        The analysis saved by ``evaluering indices``.
    """
    account = {
        "id": index.id,
        "label": index.label,
        "factor": analysis["factor"],
        "parallel": analysis["parallel"],
        "warnings": [say(restored(told)) for told in analysis["warnings"]],
    }
    if analysis["factor"] is None:
        return account | {"summary": _values(analysis)}
    turned = set(analysis["reversed"])
    texts = {
        name: word("reversed", item=labels[name]) if name in turned else labels[name]
        for name in index.items
    }
    return account | {
        "summary": _summary(analysis),
        "item_statistics": _items(texts, analysis["reliability"]),
        "solution": _solution(texts, analysis["factor"]),
        "eigenvalues": _eigenvalues(analysis["parallel"]),
        "alpha": _alpha(texts, analysis["reliability"]),
    }


def factor_appendix(project: Project, analyses: Sequence[Mapping[str, Any]]) -> Section:
    """Return the factor analysis and the reliability of every index.

    Parameters
    ----------
    project
        The configuration.
    analyses
        The analyses saved by ``evaluering indices``.
    """
    return Section(FACTORS, word("factors"), (), tuple(_section(project, a) for a in analyses))


def _section(project: Project, analysis: Mapping[str, Any]) -> Section:
    index = project.indices[analysis["index"]]
    items = project.surveys[project.groups[index.group].survey].items
    account = index_account(index, {name: items[name].label for name in index.items}, analysis)
    blocks: list[Block] = [Paragraph((account["summary"],))]
    if analysis["factor"] is None:
        blocks.append(Paragraph((word("factor_failed"),)))
    else:
        for key, caption in (
            ("item_statistics", "items_caption"),
            ("solution", "solution_caption"),
            ("eigenvalues", "eigenvalue_caption"),
            ("alpha", "reliability_caption"),
        ):
            blocks.append(Grid(account[key], word(caption, index=index.label)))
        blocks.append(Paragraph((_parallel(analysis["parallel"]),), "note"))
    blocks += [Paragraph((text,), "note") for text in account["warnings"]]
    return Section(f"indeks_{index.id}", index.label, tuple(blocks))


def _parallel(parallel: Mapping[str, Any]) -> str:
    return word(
        "parallel_text",
        draws=number(parallel["draws"]),
        seed=str(parallel["seed"]),
        suggested=number(parallel["suggested"]),
    )


def _values(analysis: Mapping[str, Any]) -> str:
    return word(
        "index_values",
        n=number(analysis["n_valid"]),
        group=number(analysis["n_group"]),
        mean=number(analysis["mean"], 2),
        sd=number(analysis["sd"], 2),
    )


def _summary(analysis: Mapping[str, Any]) -> str:
    factor, scale = analysis["factor"], analysis["reliability"]
    low, high = scale["alpha_interval"]
    bartlett = factor["bartlett"]
    reliability = word(
        "index_reliability",
        alpha=number(scale["alpha"], 2),
        low=number(low, 2),
        high=number(high, 2),
        omega=number(scale["omega_total"], 2),
    )
    solution = word(
        "index_factor",
        method=factor["method"],
        kmo=number(factor["kmo"], 2),
        df=number(bartlett["df"]),
        chi=number(bartlett["statistic"], 1),
        p=p_value(bartlett["p"]),
        values="; ".join(number(value, 2) for value in factor["eigenvalues"][:3]),
        share=percent(100 * factor["variance_explained"]),
    )
    return f"{_values(analysis)}; {reliability} {solution}"


def _items(texts: Mapping[str, str], scale: Mapping[str, Any]) -> Table:
    return _table(
        texts,
        {
            word("mean"): scale["item_mean"],
            word("sd"): scale["item_sd"],
            word("item_total"): scale["item_total"],
        },
    )


def _solution(texts: Mapping[str, str], factor: Mapping[str, Any]) -> Table:
    return _table(
        texts,
        {
            word("loading"): factor["loadings"],
            word("communality_start"): factor["communalities_initial"],
            word("communality"): factor["communalities"],
            word("kmo"): factor["kmo_per_item"],
        },
    )


def _eigenvalues(parallel: Mapping[str, Any]) -> Table:
    pairs = zip(parallel["observed"], parallel["random"], strict=True)
    body = tuple(
        body_row(number(place), (number(observed, 2), number(random, 2)))
        for place, (observed, random) in enumerate(pairs, start=1)
    )
    return Table((column_heads([word(k) for k in ("factor_number", "observed", "random")]),), body)


def _alpha(texts: Mapping[str, str], scale: Mapping[str, Any]) -> Table:
    low, high = (number(value, 3) for value in scale["alpha_interval"])
    body = [
        body_row(word("alpha"), (number(scale["alpha"], 3),)),
        body_row(word("interval_long"), (f"{low} {word('to')} {high}",)),
        body_row(word("standardised_alpha"), (number(scale["standardised_alpha"], 3),)),
        body_row(word("omega"), (number(scale["omega_total"], 3),)),
        *(
            body_row(
                word("alpha_without", item=text), (number(scale["alpha_if_deleted"][name], 3),)
            )
            for name, text in texts.items()
        ),
    ]
    head = column_heads([word("measure"), word("n_is", n=number(scale["n"]))])
    return Table((head,), tuple(body))


def _table(texts: Mapping[str, str], columns: Mapping[str, Mapping[str, float]]) -> Table:
    body = tuple(
        body_row(text, (number(values[name], 2) for values in columns.values()))
        for name, text in texts.items()
    )
    return Table((column_heads([word("items"), *columns]),), body)
