"""The account of derived variables on the page of data quality."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from evaluering.config.columns import Column
from evaluering.config.missing import ROLES
from evaluering.render.language import word
from evaluering.render.methods import missing_label


def derived_rows(
    accounts: Iterable[Mapping[str, Any]], columns: Mapping[str, Column], own: Mapping[str, str]
) -> list[dict[str, object]]:
    """Return a row a variable, in the language in use.

    Parameters
    ----------
    accounts
        The saved accounts of a survey's derived variables.
    columns
        The survey's columns.
    own
        The project's own kinds of missing with their labels.
    """
    rows = []
    for account in accounts:
        column = columns[account["variable"]]
        counted = {column.values[int(code)]: n for code, n in account["categories"].items()}
        without = {_reason(kind, own): n for kind, n in account["without"].items()}
        made = word(f"derived_{account['way']}")
        rows.append(
            {
                "variable": column.name,
                "label": column.label,
                "made": word("derived_of", way=made, names=tuple(account["sources"])),
                "valid": account["valid"],
                "categories": _listed(counted),
                "without": _listed(without),
            }
        )
    return rows


def _reason(reason: str, own: Mapping[str, str]) -> str:
    kind = reason in own or reason in ROLES
    return missing_label(reason, own) if kind else word(f"without_{reason}")


def _listed(counts: Mapping[str, int]) -> str:
    return "; ".join(word("derived_counted", label=label, n=n) for label, n in counts.items())
