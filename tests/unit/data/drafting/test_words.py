"""Stems, names, orders of answers, and YAML that reads back as it was."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from evaluering.config.yaml_text import composed, constructed
from evaluering.data.drafting.facts import _numbers
from evaluering.data.drafting.names import Names, identifier, variable_name
from evaluering.data.drafting.stems import common_question, shared_stem
from evaluering.data.drafting.vocabulary import in_words, is_scale, missing_role
from evaluering.data.drafting.yaml_editing import Edited
from evaluering.data.drafting.yaml_writing import block


@pytest.mark.parametrize(
    ("columns", "stem"),
    [
        (["q5_1", "q5_2"], "q5"), (["q5a", "q5b"], "q5"), (["A1", "A2"], "A"),
        (["omraade_fag", "omraade_annet"], "omraade"), (["q0004_0001", "q0004_0002"], "q0004"),
        (["trust", "trusty"], ""), (["happy", "health"], ""),
    ],
)  # fmt: skip
def test_names_of_one_question_have_a_stem(columns, stem):
    assert shared_stem(columns) == stem


def test_texts_share_a_question_before_a_sign_in_brackets_or_as_a_sentence():
    assert common_question(["Hvor enig? - a", "Hvor enig? - b"]) == ("Hvor enig?", ["a", "b"])
    assert common_question(["[a] Hvor enig?", "[b] Hvor enig?"]) == ("Hvor enig?", ["a", "b"])
    begun = "Please rate how much you like the cuisine of "
    assert common_question([begun + "Norway", begun + "Peru"])[1] == ["Norway", "Peru"]
    assert common_question(["Alder", "Alder i år"]) is None


def test_answers_are_put_in_the_order_of_their_words():
    assert in_words(["Enig", "Helt uenig", "Uenig", "Helt enig"]) == [1, 2, 0, 3]
    assert in_words(["Nei", "Ja"]) == [1, 0]
    assert in_words(["Nord", "Sør"]) is None
    assert is_scale(["Svært dårlig", "Dårlig", "God", "Svært god"])
    assert not is_scale(["Oslo", "Bergen", "Tromsø"])


@pytest.mark.parametrize(
    ("label", "declared", "role"),
    [
        ("Vet ikke/ikke relevant", False, "dont_know"), ("Don't know", False, "dont_know"),
        ("Refused", False, "refused"), ("Ikke aktuelt", False, "not_applicable"),
        ("No answer", False, "unanswered"), ("Noe annet", False, None),
        ("Noe annet", True, "unanswered"), ("Nasjonalt", False, None),
        ("I Don’t Know", False, "dont_know"), ("I refuse to answer", False, "refused"),
        ("I don't want to say", False, "refused"), ("I agree", False, None),
        ("Weiß nicht", False, "dont_know"), ("Keine Angabe", False, "unanswered"),
        ("Vet ej", False, "dont_know"), ("NS/NC", False, "dont_know"), ("Non sono io", False, None),
    ],
)  # fmt: skip
def test_a_label_says_why_there_is_no_answer(label, declared, role):
    assert missing_role(label, declared=declared) == role


@given(st.text(min_size=1, max_size=80))
def test_any_column_has_a_name_that_the_models_take(column):
    import re

    assert re.fullmatch(r"[a-z][a-z0-9_]{0,63}", variable_name(column))
    assert re.fullmatch(r"[a-zæøå0-9][a-zæøå0-9-]{0,49}", identifier(column))


def test_a_name_that_is_taken_is_numbered():
    names = Names(["a"])
    assert [names.take("a"), names.take("a"), names.take("b")] == ["a_2", "a_3", "b"]


Plain = st.text(st.characters(exclude_categories=["C", "Zl", "Zp"]), max_size=30) | st.integers(
    -99, 99
)
Trees = st.recursive(
    Plain,
    lambda inner: (
        st.lists(inner, min_size=1, max_size=3)
        | st.dictionaries(st.text("abcdef", min_size=1, max_size=5), inner, min_size=1, max_size=3)
    ),
    max_leaves=8,
)


@given(Trees)
def test_what_is_written_is_read_back(tree):
    text = "\n".join(block("key", tree)) + "\n"
    assert constructed(composed(text)) == {"key": tree}
    assert yaml.safe_load(text) is not None  # YAML's own reader, without the C library's leniency


def test_lines_are_added_where_they_belong_and_all_others_kept():
    text = "# mitt\nid: x\nvariables:\n  - {name: a, label: A}  # her\n\nbatteries: []\n"
    edited = Edited(text)
    edited.add_key(edited.section("variables")[0], "optional: true")
    edited.add_entries("variables", [{"name": "b", "label": "B"}])
    edited.add_entries("batteries", [{"id": "c"}])
    edited.add_entries("open_questions", [{"name": "d", "question": "D"}])
    assert edited.text == (
        "# mitt\nid: x\nvariables:\n  - {name: a, label: A, optional: true}  # her\n"
        "  - {name: b, label: B}\n\nbatteries:\n  - {id: c}\n\nopen_questions:\n"
        "  - {name: d, question: D}\n"
    )


@pytest.mark.parametrize(
    ("texts", "number"),
    [
        (["1.4473800000000001", "-0.045469999999999997", "5.5e-4"], True),
        ([".5", "0", "3,25"], True),
        (["0301", "1103"], False),
        (["12345678901234567890"], False),
    ],
)
def test_a_column_of_numbers_is_told_from_keys_however_many_decimals_there_are(texts, number):
    found = _numbers(dict.fromkeys(texts, 1), stata=False)
    assert (found is not None) is number
