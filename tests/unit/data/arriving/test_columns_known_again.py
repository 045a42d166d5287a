"""A column is known again by text, name, values and place; what is not sure is asked about."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from asked_anew import BOOK, TEXTS, asked, file, matched, sure
from evaluering.config.surveys import Survey
from evaluering.data.arriving.likeness import Likeness, near_name, same_name


def test_a_file_as_the_codebook_says_has_nothing_to_tell() -> None:
    assert sure(file()) == {}
    assert asked(file()) == {}
    assert not matched(file()).new


def test_numbers_that_shift_are_known_by_the_texts() -> None:
    shifted = file().renamed(a="b", b="c", c="d", d="e", e="f", f="g")
    names = dict(zip("abcdef", "bcdefg", strict=True))
    assert sure(shifted) == {name: {"column": there} for name, there in names.items()}


def test_without_texts_a_column_keeps_its_name() -> None:
    assert sure(file().bare(), file(2).bare()) == {}


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Lederen gir tydelige og gode beskjeder", "label"), ("3. Lederen gir tydelige beskjeder", ""),
     ("LEDEREN GIR TYDELIGE  BESKJEDER", ""),
     ("Hvor enig er du? - Lederen gir tydelige beskjeder", ""),
     ("[Lederen gir tydelige beskjeder] Hvor enig er du?", "")],
)  # fmt: skip
def test_a_wording_is_another_where_its_words_are(text: str, expected: str) -> None:
    changes = sure(file().asking(a=text))
    assert changes == ({"a": {"label": text}} if expected else {})


def test_another_text_under_the_same_name_is_asked_about() -> None:
    found = asked(file().asking(a="Sykefraværet er lavt"))
    assert [dict(change) for change, _ in found["a"].others] == [
        {"column": "a", "label": "Sykefraværet er lavt"}, {"asked": False},
    ]  # fmt: skip
    assert sure(file().asking(a="Sykefraværet er lavt")) == {}


def test_a_column_that_is_gone_was_not_asked() -> None:
    assert sure(file().without("c", "annet")) == {"c": {"asked": False}, "annet": {"asked": False}}


def test_a_question_that_is_gone_with_all_its_parts_was_not_asked() -> None:
    assert sure(file().without(*TEXTS)) == {"vilkaar": {"asked": False}}
    assert sure(file().without("fag_norsk", "fag_kunst")) == {"fag": {"asked": False}}


def test_what_stands_in_the_place_of_one_that_is_gone_is_asked_about() -> None:
    new = file().renamed(c="q9").asking(q9="Vaktlisten henger på veggen")
    assert sure(new) == {}
    change, why = asked(new)["c"].others[0]
    assert dict(change) == {"column": "q9", "label": "Vaktlisten henger på veggen"}
    assert why.key == "wave_maybe_place"


def test_a_renamed_and_reworded_column_is_known_where_no_other_is_so_like_it() -> None:
    text = "Kollegaene deler mange erfaringer"
    assert sure(file().renamed(b="q2").asking(q2=text)) == {"b": {"column": "q2", "label": text}}


def test_names_are_the_same_but_for_signs_and_a_number_in_front() -> None:
    assert same_name("maal_klare", "MaalKlare")
    assert same_name("maal_klare", "q5_maal_klare")
    assert not same_name("maal_klare", "maal_uklare")
    assert same_name("Trives", "sp12_trives")
    assert not same_name("klare", "maal_klare")
    assert not same_name("maal_klare", "maal_klare_2")
    assert not same_name("maal_klare", "ny_maal_klare")
    assert not same_name("q5_1", "q5_10")
    assert near_name("q5_1", "q5_2") == 0.0


def test_a_name_that_is_only_like_is_asked_about_where_there_are_no_texts() -> None:
    new = file().bare().renamed(fag_norsk="fag_norsk_", stilling="stillling")
    found = asked(new, file(2).bare())
    assert list(found) == ["stilling"]
    assert found["stilling"].others[0][1].key == "wave_maybe_name"
    assert sure(new, file(2).bare()) == {"fag_norsk": {"column": "fag_norsk_"}}


def test_a_column_without_text_with_the_same_answers_is_asked_about() -> None:
    new = file().bare().renamed(b="v17")
    keys = [why.key for _, why in asked(new, file(2).bare())["b"].others]
    assert keys[0] in {"wave_maybe_place", "wave_maybe_answers"}
    assert sure(new, file(2).bare()) == {}


def test_numbers_without_texts_are_asked_about_when_there_is_one_more() -> None:
    called = {name: f"q{n}" for n, name in enumerate(TEXTS, start=1)}
    old, new = file(2).bare().renamed(**called), file().bare().renamed(**called)
    (battery,) = BOOK.batteries
    items = [item.model_copy(update={"column": called[item.name]}) for item in battery.items]
    book = BOOK.model_copy(update={"batteries": [battery.model_copy(update={"items": items})]})
    book.__dict__.pop("items", None)
    found = asked(new.answered(q7=new.frame["q3"]), old, book)
    assert [one.why[0].key for one in found.values()] == ["wave_maybe_renumbered"]
    assert asked(new, old, book) == {}


def test_a_short_text_that_many_questions_have_is_known_by_its_neighbours() -> None:
    new = file().renamed(fag_kunst="k7")
    assert sure(new) == {"fag_kunst": {"column": "k7"}}
    columns = [column for column in new.frame if column != "k7"]
    moved = replace(new, frame=new.frame[[*columns, "k7"]])
    assert sure(moved) == {}
    assert asked(moved)["fag_kunst"].others[0][0]["column"] == "k7"


def test_an_identifier_and_a_key_are_known_by_their_values() -> None:
    new = file().bare().renamed(nr="LopeNr", skole="orgnr")
    assert sure(new, file(2).bare()) == {"nr": {"column": "LopeNr"}, "skole": {"column": "orgnr"}}


def test_two_columns_with_the_values_of_a_key_are_not_told_apart() -> None:
    new = file().bare().renamed(skole="skole_a")
    new = new.answered(skole_b=new.frame["skole_a"])
    assert "skole" not in sure(new, file(2).bare()) or sure(new)["skole"] == {"asked": False}
    assert asked(new, file(2).bare())["skole"].others[0][0]["column"] == "skole_a"


def test_a_word_that_many_texts_have_counts_for_little() -> None:
    texts = ["Vi har felles mål", "Vi har felles rutiner", "Vi har felles møter"]
    likeness = Likeness(texts)
    assert likeness.of(texts[0], "Mål har vi felles") > 0.9
    assert likeness.of(texts[0], texts[1]) < 0.7
    assert likeness.of("Målene er klare", "Målene er ikke klare") < 0.92


@pytest.mark.parametrize("seed", range(25))
def test_of_many_changes_at_once_none_is_written_wrong(seed: int) -> None:
    draw = np.random.default_rng(seed)
    new, names = file(seed + 10), list(TEXTS)
    gone = list(draw.choice(names, int(draw.integers(0, 3)), replace=False))
    kept = [name for name in names if name not in gone]
    order = list(draw.permutation([f"q{n}" for n in range(1, len(kept) + 1)]))
    called = dict(zip(kept, order, strict=True)) if draw.random() < 0.7 else {n: n for n in kept}
    reworded = {
        name: f"{TEXTS[name]} {draw.choice(['i hverdagen', 'hos oss', 'nå'])}"
        for name in draw.choice(kept, 2, replace=False)
    }
    new = new.without(*gone).asking(**reworded).renamed(**called)
    added = {f"ny{n}": new.frame[called[kept[0]]] for n in range(int(draw.integers(0, 3)))}
    new = new.answered(**added).asking(**{n: f"Noe helt nytt om kaffe nummer {n}" for n in added})
    true = {name: {"asked": False} for name in gone}
    for name in kept:
        own = {"column": called[name]} if called[name] != name else {}
        own |= {"label": reworded[name]} if name in reworded else {}
        true |= {name: own} if own else {}
    found = sure(new)
    assert {name: change for name, change in found.items() if true.get(name) != change} == {}
    assert set(true) - set(found) <= set(asked(new))
    assert len(found) >= 0.8 * len(true)


def test_a_renamed_column_whose_text_is_only_somewhat_alike_is_asked_about() -> None:
    new = file().renamed(b="q2").asking(q2="Kollegaene spiser lunsj og deler rom")
    assert sure(new) == {}
    assert asked(new)["b"].others[0][0]["column"] == "q2"


def test_a_column_without_text_in_its_place_is_asked_about_whatever_it_holds() -> None:
    new = file().bare().renamed(b="v17")
    new = new.answered(v17=[f"Noe annet {n}" for n in range(len(new.frame))])
    change, why = asked(new, file(2).bare())["b"].others[0]
    assert (dict(change), why.key) == ({"column": "v17"}, "wave_maybe_only_place")


def test_a_column_elsewhere_in_the_file_is_asked_about_where_its_answers_are_as_before() -> None:
    old = file(2).bare()
    answers = old.frame["b"].to_numpy()[::-1]
    new = file().bare().without("b").answered(v17=answers)
    (change, why), *_ = asked(new, old)["b"].others
    assert (dict(change), why.key) == ({"column": "v17"}, "wave_maybe_answers")
    far = new.answered(v17=answers.max() + answers.min() - answers)
    assert asked(far, old)["b"].others[0][1].key == "wave_maybe_same_kind"
    told = far.asking(v17="Vaktlisten henger på veggen")
    assert sure(told, old)["b"] == {"asked": False}


def test_two_columns_that_are_as_like_are_both_named() -> None:
    new = file().renamed(b="q2").answered(q3=file().frame["b"])
    new = new.asking(q2="Kollegaene deler erfaringer ofte", q3="Kollegaene deler erfaringer nå")
    assert sure(new) == {}
    columns = {change.get("column") for change, _ in asked(new)["b"].others}
    assert {"q2", "q3"} <= columns


def test_columns_of_codes_under_other_names_are_said_of_their_question() -> None:
    boxes = {"id": "fag", "question": "Hvilke fag?", "columns": ["fag1", "fag2"],
             "options": [{"name": "norsk", "label": "Norsk"},
                         {"name": "kunst", "label": "Kunst"}]}  # fmt: skip
    content = BOOK.model_dump(exclude_defaults=True) | {"multiple_responses": [boxes]}
    book = Survey.model_validate(content)
    texts = {"fag_norsk": "Fag 1 av to", "fag_kunst": "Fag 2 av to"}
    old = file(2).asking(**texts).renamed(fag_norsk="fag1", fag_kunst="fag2")
    new = file().asking(**texts).renamed(fag_norsk="k1", fag_kunst="k2")
    labels = {1: "Norsk", 2: "Kunst"}
    old, new = old.labelled(fag1=labels, fag2=labels), new.labelled(k1=labels, k2=labels)
    assert sure(new, old, book) == {"fag": {"columns": ["k1", "k2"]}}


@pytest.mark.parametrize("seed", range(15))
def test_without_texts_only_what_cannot_be_otherwise_is_written(seed: int) -> None:
    draw = np.random.default_rng(seed)
    new, names = file(seed + 10).bare(), list(TEXTS)
    gone = list(draw.choice(names, int(draw.integers(0, 2)), replace=False))
    kept = [name for name in names if name not in gone]
    moved = {name: f"v{n}" for n, name in enumerate(draw.choice(kept, 2, replace=False))}
    new = new.without(*gone).renamed(**moved)
    order = list(draw.permutation(list(new.frame.columns)))
    new = replace(new, frame=new.frame[order])
    true = {name: {"asked": False} for name in gone}
    true |= {name: {"column": there} for name, there in moved.items()}
    found = sure(new, file(2).bare())
    assert {name: change for name, change in found.items() if true.get(name) != change} == {}
    assert set(true) - set(found) <= set(asked(new, file(2).bare()))
