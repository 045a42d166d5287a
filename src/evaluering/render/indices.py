"""The account of an index: its items, factor solution and reliability, ready for a page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from evaluering.config.indices import Index
from evaluering.render.numbers import NO_BREAK, number, p_value, percent
from evaluering.render.remarks import remark
from evaluering.render.tables.table import Table, body_row, column_heads

EQUALS = f"{NO_BREAK}={NO_BREAK}"


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
        "warnings": list(dict.fromkeys(remark(text) for text in analysis["warnings"])),
    }
    if analysis["factor"] is None:
        return account | {"summary": _values(analysis)}
    turned = set(analysis["reversed"])
    texts = {name: labels[name] + (" (snudd)" if name in turned else "") for name in index.items}
    return account | {
        "summary": _summary(analysis),
        "item_statistics": _items(texts, analysis["reliability"]),
        "solution": _solution(texts, analysis["factor"]),
        "alpha": _alpha(texts, analysis["reliability"]),
    }


def _values(analysis: Mapping[str, Any]) -> str:
    return (
        f"n{EQUALS}{analysis['n_valid']} av {analysis['n_group']}; "
        f"gjennomsnitt{EQUALS}{number(analysis['mean'], 2)}; "
        f"standardavvik{EQUALS}{number(analysis['sd'], 2)}"
    )


def _summary(analysis: Mapping[str, Any]) -> str:
    factor, scale = analysis["factor"], analysis["reliability"]
    low, high = scale["alpha_interval"]
    eigenvalues = "; ".join(number(value, 2) for value in factor["eigenvalues"][:3])
    bartlett = factor["bartlett"]
    return (
        f"{_values(analysis)}; "
        f"Cronbachs alfa{EQUALS}{number(scale['alpha'], 2)} "
        f"(95{NO_BREAK}% KI {number(low, 2)}–{number(high, 2)}); "
        f"omega{EQUALS}{number(scale['omega_total'], 2)}. "
        f"Énfaktorløsning ({factor['method']}): KMO{EQUALS}{number(factor['kmo'], 2)}; "
        f"Bartletts χ²({number(bartlett['df'])}){EQUALS}{number(bartlett['statistic'], 1)}, "
        f"{p_value(bartlett['p'])}; de første egenverdiene er {eigenvalues}; "
        f"faktoren forklarer {percent(100 * factor['variance_explained'])} av variansen."
    )


def _items(texts: Mapping[str, str], scale: Mapping[str, Any]) -> Table:
    return _table(
        texts,
        {
            "Gjennomsnitt": scale["item_mean"],
            "Standardavvik": scale["item_sd"],
            "Korrelasjon med de andre leddene": scale["item_total"],
        },
    )


def _solution(texts: Mapping[str, str], factor: Mapping[str, Any]) -> Table:
    return _table(
        texts,
        {
            "Ladning": factor["loadings"],
            "Kommunalitet, start": factor["communalities_initial"],
            "Kommunalitet": factor["communalities"],
            "KMO": factor["kmo_per_item"],
        },
    )


def _alpha(texts: Mapping[str, str], scale: Mapping[str, Any]) -> Table:
    low, high = (number(value, 3) for value in scale["alpha_interval"])
    body = [
        body_row("Cronbachs alfa", (number(scale["alpha"], 3),)),
        body_row("95 % konfidensintervall", (f"{low} til {high}",)),
        body_row("Standardisert alfa", (number(scale["standardised_alpha"], 3),)),
        body_row("Omega total", (number(scale["omega_total"], 3),)),
        *(
            body_row(f"Alfa uten «{text}»", (number(scale["alpha_if_deleted"][name], 3),))
            for name, text in texts.items()
        ),
    ]
    head = column_heads(["Mål", f"n = {scale['n']}"])
    return Table((head,), tuple(body))


def _table(texts: Mapping[str, str], columns: Mapping[str, Mapping[str, float]]) -> Table:
    body = tuple(
        body_row(text, (number(values[name], 2) for values in columns.values()))
        for name, text in texts.items()
    )
    return Table((column_heads(["Ledd", *columns]),), body)
