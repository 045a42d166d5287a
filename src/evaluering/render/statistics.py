"""Tests for the reader: the essentials as a sentence, the full set as a table."""

from __future__ import annotations

from collections.abc import Mapping

from evaluering.exhibits.significance import (
    ContingencyTest,
    FitTest,
    MeansTest,
    PairwiseComparison,
    RankTest,
    SignificanceTest,
    Statistic,
)
from evaluering.render.language import language, word
from evaluering.render.marks import EQUALS
from evaluering.render.numbers import Format, P, Written, number, p_value, percent, shown
from evaluering.render.tables.table import Cell, Content, Table, body_row, column_heads, interval

SYMBOLS = {
    "welch_t": "t",
    "pooled_t": "t",
    "classical_f": "F",
    "welch_f": "F",
    "design_t": "t",
    "design_f": "F",
    "chi_square": "χ²",
    "rao_scott": "F",
    "goodness_of_fit": "χ²",
    "spearman": "ρ",
    "mann_whitney": "U",
    "kruskal_wallis": "H",
}


def sentence(test: SignificanceTest, labels: Mapping[str, str]) -> str:
    """Write the essentials of one test: statistic, df, p, effect size and n.

    Parameters
    ----------
    test
        A test of a result.
    labels
        Item texts by name, for tests of one item.
    """
    name = word(f"test_{test.test}")
    prefix = word("quoted", text=labels[test.item]) + ": " if test.item else ""
    if test.statistic is None:
        return prefix + word("not_computable", name=name, n=number(test.n))
    degrees = "" if test.df is None else f"({Cell(_degrees(test)).text})"
    parts = [f"{SYMBOLS[test.test]}{degrees}{EQUALS}{number(test.statistic, 2)}"]
    parts.append(p_value(test.p))
    if test.effect_size is not None:
        effect = word(f"stat_{test.effect}")
        parts.append(f"{effect}{EQUALS}{number(test.effect_size, 2)}")
    parts.append(f"n{EQUALS}{number(test.n)}")
    return f"{prefix}{name}: {'; '.join(parts)}."


def expected_note(test: SignificanceTest) -> str:
    """Return the note on small expected counts, or nothing."""
    if not isinstance(test, ContingencyTest | FitTest) or not test.share_expected_below_5:
        return ""
    minimum = number(test.minimum_expected, 2)
    return word("expected", share=percent(100 * test.share_expected_below_5), minimum=minimum)


def full_set(test: SignificanceTest, labels: Mapping[str, str]) -> tuple[str, Table]:
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
            word(f"stat_{record.statistic}"),
            (
                "" if record.value is None else shown(record.value, Format(3)),
                _degrees(record) if record.df is not None else "",
                "" if record.p is None else shown(record.p, P),
                _interval(record),
            ),
        )
        for record in test.statistics
        if f"stat_{record.statistic}" in language().texts
    ]
    if isinstance(test, MeansTest):
        adjusted = {"p_holm": test.p_holm, "p_bh": test.p_bh}
        known = {name: p for name, p in adjusted.items() if p is not None}
        rows += [body_row(word(name), ("", "", shown(p, P), "")) for name, p in known.items()]
    if isinstance(test, MeansTest | RankTest):
        rows += [_pair(pair, labels) for pair in test.pairs]
    head = column_heads([word(key) for key in ("measure", "value", "degrees", "p", "interval")])
    heading = labels.get(test.item or "", word(f"test_{test.test}"))
    return heading, Table((head,), tuple(rows))


def _pair(pair: PairwiseComparison, labels: Mapping[str, str]) -> tuple[Cell, ...]:
    first, second = labels.get(pair.first, "?"), labels.get(pair.second, "?")
    method = "Dunn" if "Dunn" in pair.method else pair.method.split()[0]
    values = (shown(pair.difference, Format(2)), "", shown(pair.adjusted_p, P), _interval(pair))
    return body_row(f"{first} – {second} ({method})", values)


def _interval(record: Statistic | PairwiseComparison) -> Content:
    if record.lower is None or record.upper is None:
        return ""
    return interval(record.lower, record.upper, Format(2))


def _degrees(test: Statistic | SignificanceTest) -> Content:
    degrees = [
        test.df,
        test.df2 if isinstance(test, Statistic | MeansTest | ContingencyTest) else None,
    ]
    known = [df for df in degrees if df is not None]
    first, *others = (Written(df, Format(0 if float(df).is_integer() else 1)) for df in known)
    return (first, "; ", *others) if others else first
