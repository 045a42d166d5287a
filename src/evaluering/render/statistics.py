"""Tests for the reader: the essentials as a sentence, the full set as a table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from evaluering.render.numbers import NO_BREAK, number, p_cell, p_value, percent
from evaluering.render.tables.table import Table, body_row, column_heads

EQUALS = f"{NO_BREAK}={NO_BREAK}"
NAMES = {
    "welch_t": ("Welchs t-test", "t"),
    "pooled_t": ("t-test med felles varians", "t"),
    "classical_f": ("Enveis variansanalyse", "F"),
    "welch_f": ("Welchs variansanalyse", "F"),
    "chi_square": ("Pearsons kjikvadrattest", "χ²"),
    "goodness_of_fit": ("Kjikvadrattest av svarene mot populasjonen", "χ²"),
}
EFFECTS = {"hedges_g": "Hedges’ g", "eta_squared": "η²", "cramers_v": "Cramérs V"}
STATISTICS = {
    "welch_t": "t, Welch",
    "pooled_t": "t, felles varians",
    "mean_difference": "Differanse",
    "cohens_d": "Cohens d",
    "hedges_g": "Hedges’ g",
    "mann_whitney_u": "Mann-Whitney U",
    "classical_f": "F, klassisk",
    "welch_f": "F, Welch",
    "kruskal_wallis_h": "Kruskal-Wallis H",
    "eta_squared": "η²",
    "omega_squared": "ω²",
    "levene_mean": "Levene, om gjennomsnittet",
    "levene_median": "Levene, om medianen",
    "pearson_chi_square": "χ², Pearson",
    "continuity_corrected": "χ², med kontinuitetskorreksjon",
    "likelihood_ratio": "χ², sannsynlighetsforhold",
    "cramers_v": "Cramérs V",
    "cramers_v_corrected": "Cramérs V, korrigert for skjevhet",
    "monte_carlo": "Simulert p (Monte Carlo)",
    "gamma": "Gamma",
    "tau_b": "Kendalls tau-b",
    "tau_c": "Kendalls tau-c",
    "linear_by_linear": "χ², lineær sammenheng",
}


def sentence(test: Mapping[str, Any], labels: Mapping[str, str]) -> str:
    """Write the essentials of one test: statistic, df, p, effect size and n.

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
    parts = [f"{symbol}({_degrees(test)}){EQUALS}{number(test['statistic'], 2)}"]
    parts.append(p_value(test["p"]))
    if test["effect_size"] is not None:
        parts.append(f"{EFFECTS[test['effect']]}{EQUALS}{number(test['effect_size'], 2)}")
    parts.append(f"n{EQUALS}{number(test['n'])}")
    return f"{prefix}{name}: {'; '.join(parts)}."


def expected_note(test: Mapping[str, Any]) -> str:
    """Return the note on small expected counts, or nothing."""
    share = test.get("share_expected_below_5")
    if not share:
        return ""
    return (
        f"{percent(100 * share)} av cellene har forventet antall under 5; "
        f"det minste forventede antallet er {number(test['minimum_expected'], 2)}."
    )


def full_set(test: Mapping[str, Any], labels: Mapping[str, str]) -> tuple[str, Table]:
    """Return the heading and the table of everything that was computed for one test.

    Parameters
    ----------
    test
        A test of a result.
    labels
        Texts of items and groups by name.
    """
    rows = [
        body_row(
            STATISTICS[record["statistic"]],
            (
                "" if record.get("value") is None else number(record["value"], 3),
                _degrees(record) if record.get("df") is not None else "",
                "" if record.get("p") is None else p_cell(record["p"]),
                _interval(record),
            ),
        )
        for record in test["statistics"]
        if record["statistic"] in STATISTICS
    ]
    for name, text in (("p_holm", "p, Holm"), ("p_bh", "p, Benjamini-Hochberg")):
        if test.get(name) is not None:
            label = f"{text} (over figurens ledd)"
            rows.append(body_row(label, ("", "", p_cell(test[name]), "")))
    for pair in test.get("pairs", []):
        first, second = labels.get(pair["first"], "?"), labels.get(pair["second"], "?")
        method = "Dunn" if "Dunn" in pair["method"] else pair["method"].split()[0]
        rows.append(
            body_row(
                f"{first} – {second} ({method})",
                (
                    number(pair["difference"], 2),
                    "",
                    p_cell(pair.get("adjusted_p")),
                    _interval(pair),
                ),
            )
        )
    head = column_heads(["Mål", "Verdi", "Frihetsgrader", "p", "95 % KI"])
    heading = labels.get(test.get("item", ""), NAMES[test["test"]][0])
    return heading, Table((head,), tuple(rows))


def _interval(record: Mapping[str, Any]) -> str:
    if record.get("lower") is None or record.get("upper") is None:
        return ""
    return f"{number(record['lower'], 2)} til {number(record['upper'], 2)}"


def _degrees(test: Mapping[str, Any]) -> str:
    degrees = [test["df"], *([test["df2"]] if test.get("df2") is not None else [])]
    return "; ".join(number(df, 0 if float(df).is_integer() else 1) for df in degrees)
