"""Expressions: what may stand in one, and what a reader is told of what may not."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluering.config.columns import Column
from evaluering.config.expressions.checking import amount, condition
from evaluering.config.expressions.parsing import DEEPEST, parsed
from evaluering.config.expressions.tokens import LONGEST
from evaluering.config.expressions.tree import Comparison, ExpressionFault, Joined, Not, OneOf
from evaluering.config.filters import expression_faults, with_codes
from evaluering.config.missing import MissingCodes

COLUMNS = {
    column.name: column
    for column in (
        Column("alder", "Alder", "number"),
        Column("rolle", "Rolle", "nominal", {1: "Rektor", 2: "Lærer", 3: "Annet"}),
        Column("doblet", "Doblet", "nominal", {1: "Ja", 2: "Nei", 3: "nei"}),
        Column("q1", "Svar", "item", {1: "Uenig", 2: "Enig"}, MissingCodes({8: "dont_know"})),
        Column("q2", "Svar", "item", {1: "Uenig", 2: "Enig"}),
        Column("kommune", "Kommune", "key", digits=4),
        Column("annet", "Annet", "text"),
        Column("in", "Et ord", "number"),
    )
}


@pytest.mark.parametrize(
    ("written", "means"),
    [
        ('alder>=18 and (rolle = "rektor" or q1 in [1, "Enig"])',
         "alder>=18 and (rolle = 1 or q1 in [1, 2])"),
        ("rolle = «Lærer»", "rolle = 2"),
        ("alder == 18 AND NOT rolle <> 2", "alder == 18 AND NOT rolle <> 2"),
        ('kommune in ["301"] or kommune = "0301"', 'kommune in ["301"] or kommune = "0301"'),
        ("-alder < -18", "-alder < -18"),
        ("18 <= alder + 2 * q1 < 67", "18 <= alder + 2 * q1 < 67"),
        ('q1 not in ["Enig"]', "q1 not in [2]"),
        ("missing(q1, dont_know) and not missing(annet)",
         "missing(q1, dont_know) and not missing(annet)"),
        ("q1 = q2", "q1 = q2"),
        ("`in` > 1", "`in` > 1"),
    ],
)  # fmt: skip
def test_labels_become_codes_and_nothing_else_is_changed(written: str, means: str) -> None:
    assert list(expression_faults(written, COLUMNS, "f", "k")) == []
    assert with_codes(written, COLUMNS) == means


@pytest.mark.parametrize(
    ("written", "at", "found", "allowed"),
    [
        ("not allder >= 18", 5, "allder", "alder"),
        ('alder > "ung"', 9, "teksten «ung»", "et tall, fordi alder er et tall"),
        ("alder = 1 < 3", 1, "en kjede med < og =", "18 <= alder < 67"),
        ("alder > 2,5", 10, "et komma", "desimalpunktum"),
        ("alder > 1 og alder < 3", 11, "og", "ordet «and»"),
        ("alder > 1; x", 10, "tegnet ;", "komma"),
        ("alder", 1, "alder, som er et tall", "en betingelse"),
        ("alder > 1 or 2", 14, "tallet 2", "en betingelse"),
        ("alder / 0 > 1", 9, "0 som deler", "et annet tall enn 0"),
        ("alder > 1e5", 9, "1e5", "et tall som 2.5"),
        ("alder ** 2 > 1", 7, "**", "a * a"),
        ("1 < 2", 1, "to verdier uten variabel", "minst én variabel"),
        ("1 in [1]", 1, "tallet 1", "en variabel foran «in»"),
        ("rolle = 7", 9, "kode 7, som rolle ikke har", "1 (Rektor), 2 (Lærer), 3 (Annet)"),
        ('rolle = "2"', 9, "koden «2» som tekst", "koden uten anførselstegn: 2"),
        ('rolle = "Rector"', 9, "Rector", "Rektor"),
        ('doblet = "Nei"', 10, "flere koder i doblet", "koden selv: 2, 3"),
        ("rolle + 1 > 2", 1, "rolle, som er en kategori", "tall å regne med"),
        ("rolle > alder", 9, "alder (et tall) mot rolle (en kategori)", "to tall"),
        ("rolle = doblet", 9, "doblet (en kategori)", "de samme kategoriene"),
        ("q1 = 8", 6, "8, som ikke er et svar på q1 (dont_know)", "missing(q1, dont_know)"),
        ("missing(q1, dk)", 1, "dk", "dont_know"),
        ("missing(1)", 9, "1", "navnet på en variabel"),
        ("kommune = 301", 11, "tallet 301", '"301"'),
        ('kommune > "0301"', 11, "nøkkelen kommune > noe", "=, != eller in"),
        ('annet = "Ola"', 1, "annet, som er et åpent svar", "missing(annet)"),
        ("(alder > 1) = 1", 2, "en betingelse", "tall å regne med"),
        ("abs(alder) > 1", 1, "abs(…)", "missing(variabel)"),
        ('__import__("os")', 1, "__import__(…)", "missing(variabel)"),
        ("alder.real > 1", 6, "tegnet .", "et tall som 2.5"),
        ("lambda: alder > 1", 7, "tegnet :", "parenteser"),
        ('q1 = "Enig', 6, "som ikke er lukket", "enkle anførselstegn"),
        ("(alder > 1", 11, "slutten på uttrykket", ") som lukker parentesen"),
        ("alder > 1)", 10, ")", "slutten på uttrykket"),
        ("alder in 1", 10, "1", "[ foran verdiene"),
        ("alder in []", 11, "]", "et tall"),
        ("", 1, "et tomt uttrykk", "alder >= 18"),
        ("alder > " + "9" * 30, 9, "9" * 30, "1000000000000"),
    ],
)  # fmt: skip
def test_a_fault_says_where_it_stands_what_was_found_and_what_is_allowed(
    written: str, at: int, found: str, allowed: str
) -> None:
    (fault,) = expression_faults(written, COLUMNS, "config/groups.yaml", "groups[0].where")
    text = str(fault)
    assert found in text
    assert allowed in text
    assert f"ved tegn {at}: " in text


def test_a_name_that_is_nearly_right_is_guessed() -> None:
    (fault,) = expression_faults("allder > 1", COLUMNS, "f", "k", elsewhere={"allder": "elever"})
    assert "Mente du «alder»?" in str(fault)
    assert "hører til undersøkelsen «elever»" in str(fault)


def test_brackets_are_read_to_a_depth_and_no_deeper() -> None:
    deep = "(" * DEEPEST + "alder > 1" + ")" * DEEPEST
    assert isinstance(condition(parsed(deep), COLUMNS), Comparison)
    for too_deep in ("(" * 500 + "alder > 1" + ")" * 500, "not " * 500 + "alder > 1",
                     "-" * 500 + "alder > 1"):  # fmt: skip
        with pytest.raises(ExpressionFault, match="nivåer inni hverandre"):
            parsed(too_deep)


def test_a_long_expression_is_read_in_linear_time() -> None:
    parts = ["alder > 1"] * (LONGEST // len("alder > 1 or ") - 1)
    began = time.process_time()
    found = condition(parsed(" or ".join(parts)), COLUMNS)
    assert isinstance(found, Joined)
    assert len(found.conditions) == len(parts)
    terms = amount(parsed(" + ".join(["alder"] * 2000)), COLUMNS)
    assert len(terms.parts) == 2000
    assert time.process_time() - began < 2
    with pytest.raises(ExpressionFault, match="et uttrykk på 20001 tegn"):
        parsed(" " * (LONGEST + 1))


PIECES = st.sampled_from(
    ["alder", "rolle", "q1", "(", ")", "[", "]", ",", "and", "or", "not", "in", "missing", "=", "<",
     ">=", "+", "-", "*", "/", "1", "2.5", '"Rektor"', "«", '"', "`in`", ".", "é", "\n", "\x00"]
)  # fmt: skip


@given(st.one_of(st.lists(PIECES, max_size=30).map(" ".join), st.text(max_size=60)))
def test_whatever_is_written_is_read_or_told(written: str) -> None:
    for fault in expression_faults(written, COLUMNS, "f", "k"):
        assert "ved tegn" in str(fault)
        assert "Traceback" not in str(fault)
    for _ in expression_faults(written, COLUMNS, "f", "k", amount):
        pass


def test_what_binds_stronger_is_read_first() -> None:
    either = parsed("alder > 1 or not alder > 2 and rolle in [1]")
    assert isinstance(either, Joined)
    assert either.sign == "or"
    both = either.conditions[1]
    assert isinstance(both, Joined)
    assert [type(part) for part in both.conditions] == [Not, OneOf]
