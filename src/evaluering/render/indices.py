"""The account of an index: its factor solution and reliability, ready for a page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from evaluering.config.indices import Index
from evaluering.render.numbers import NO_BREAK, number, p_value, percent


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
    factor, scale = analysis["factor"], analysis["reliability"]
    account = {
        "id": index.id,
        "label": index.label,
        "factor": factor,
        "warnings": analysis["warnings"],
    }
    if factor is None:
        return account | {"summary": "", "loadings": []}
    low, high = scale["alpha_interval"]
    eigenvalues = "; ".join(number(value, 2) for value in factor["eigenvalues"][:3])
    bartlett = factor["bartlett"]
    equals = f"{NO_BREAK}={NO_BREAK}"
    summary = (
        f"n{equals}{analysis['n_valid']} av {analysis['n_group']}; "
        f"gjennomsnitt{equals}{number(analysis['mean'], 2)}; "
        f"Cronbachs alfa{equals}{number(scale['alpha'], 2)} "
        f"(95{NO_BREAK}% KI {number(low, 2)}–{number(high, 2)}); "
        f"omega{equals}{number(scale['omega_total'], 2)}. "
        f"Énfaktorløsning ({factor['method']}): KMO{equals}{number(factor['kmo'], 2)}; "
        f"Bartletts χ²({number(bartlett['df'])}){equals}{number(bartlett['statistic'], 1)}, "
        f"{p_value(bartlett['p'])}; de første egenverdiene er {eigenvalues}; "
        f"faktoren forklarer {percent(100 * factor['variance_explained'])} av variansen."
    )
    return account | {
        "summary": summary,
        "loadings": [
            {
                "label": labels[name],
                "reversed": name in analysis["reversed"],
                "loading": factor["loadings"][name],
                "communality": factor["communalities"][name],
                "kmo": factor["kmo_per_item"][name],
                "item_total": scale["item_total"][name],
                "alpha_if_deleted": scale["alpha_if_deleted"][name],
            }
            for name in index.items
        ],
    }
