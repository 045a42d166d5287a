"""Tests for the reader: the essentials as a sentence, the full set as a table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from evaluering.render.language import language, word
from evaluering.render.marks import EQUALS
from evaluering.render.numbers import Format, P, Written, number, p_value, percent, shown
from evaluering.render.tables.table import Cell, Content, Table, body_row, column_heads, interval

SYMBOLS = {
    "welch_t": "t",
    "pooled_t": "t",
    "classical_f": "F",
    "welch_f": "F",
    "chi_square": "χ²",
    "goodness_of_fit": "χ²",
    "spearman": "ρ",
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
    name = word(f"test_{test['test']}")
    prefix = word("quoted", text=labels[test["item"]]) + ": " if "item" in test else ""
    if test["statistic"] is None:
        return prefix + word("not_computable", name=name, n=number(test["n"]))
    statistic = f"{SYMBOLS[test['test']]}({Cell(_degrees(test)).text})"
    parts = [f"{statistic}{EQUALS}{number(test['statistic'], 2)}"]
    parts.append(p_value(test["p"]))
    if test["effect_size"] is not None:
        effect = word(f"stat_{test['effect']}")
        parts.append(f"{effect}{EQUALS}{number(test['effect_size'], 2)}")
    parts.append(f"n{EQUALS}{number(test['n'])}")
    return f"{prefix}{name}: {'; '.join(parts)}."


def expected_note(test: Mapping[str, Any]) -> str:
    """Return the note on small expected counts, or nothing."""
    share = test.get("share_expected_below_5")
    if not share:
        return ""
    minimum = number(test["minimum_expected"], 2)
    return word("expected", share=percent(100 * share), minimum=minimum)


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
            word(f"stat_{record['statistic']}"),
            (
                _value(record, "value", Format(3)),
                _degrees(record) if record.get("df") is not None else "",
                _value(record, "p", P),
                _interval(record),
            ),
        )
        for record in test["statistics"]
        if f"stat_{record['statistic']}" in language().texts
    ]
    for name in ("p_holm", "p_bh"):
        if test.get(name) is not None:
            rows.append(body_row(word(name), ("", "", Written(test[name], P), "")))
    for pair in test.get("pairs", []):
        first, second = labels.get(pair["first"], "?"), labels.get(pair["second"], "?")
        method = "Dunn" if "Dunn" in pair["method"] else pair["method"].split()[0]
        rows.append(
            body_row(
                f"{first} – {second} ({method})",
                (
                    shown(pair["difference"], Format(2)),
                    "",
                    shown(pair.get("adjusted_p"), P),
                    _interval(pair),
                ),
            )
        )
    head = column_heads([word(key) for key in ("measure", "value", "degrees", "p", "interval")])
    heading = labels.get(test.get("item", ""), word(f"test_{test['test']}"))
    return heading, Table((head,), tuple(rows))


def _value(record: Mapping[str, Any], key: str, form: Format) -> Content:
    return "" if record.get(key) is None else shown(record[key], form)


def _interval(record: Mapping[str, Any]) -> Content:
    if record.get("lower") is None or record.get("upper") is None:
        return ""
    return interval(record["lower"], record["upper"], Format(2))


def _degrees(test: Mapping[str, Any]) -> Content:
    first, second = (
        Written(df, Format(0 if float(df).is_integer() else 1)) if df is not None else None
        for df in (test["df"], test.get("df2"))
    )
    assert first is not None
    return first if second is None else (first, "; ", second)
