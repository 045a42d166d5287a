"""A test as a sentence: statistic, degrees of freedom, p, effect size and n."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from evaluering.render.numbers import NO_BREAK, number, p_value

EQUALS = f"{NO_BREAK}={NO_BREAK}"
NAMES = {
    "welch_t": ("Welchs t-test", "t"),
    "pooled_t": ("t-test med felles varians", "t"),
    "classical_f": ("Enveis variansanalyse", "F"),
    "welch_f": ("Welchs variansanalyse", "F"),
    "chi_square": ("Pearsons kjikvadrattest", "χ²"),
}
EFFECTS = {"hedges_g": "Hedges’ g", "eta_squared": "η²", "cramers_v": "Cramérs V"}


def sentence(test: Mapping[str, Any], labels: Mapping[str, str]) -> str:
    """Write one test for the reader.

    Parameters
    ----------
    test
        A test of a result.
    labels
        Item texts by name, for tests of one item.
    """
    name, symbol = NAMES[test["test"]]
    prefix = f"«{labels[test['item']]}»: " if "item" in test else ""
    if test["statistic"] is None:
        return f"{prefix}{name} kan ikke regnes ut (n{EQUALS}{test['n']})."
    parts = [
        f"{symbol}({_degrees(test)}){EQUALS}{number(test['statistic'], 2)}",
        p_value(test["p"]),
    ]
    if test["effect_size"] is not None:
        parts.append(f"{EFFECTS[test['effect']]}{EQUALS}{number(test['effect_size'], 2)}")
    parts.append(f"n{EQUALS}{number(test['n'])}")
    return f"{prefix}{name}: {'; '.join(parts)}."


def _degrees(test: Mapping[str, Any]) -> str:
    degrees = [test["df"], *([test["df2"]] if test.get("df2") is not None else [])]
    return "; ".join(number(df, 0 if float(df).is_integer() else 1) for df in degrees)
