"""What is other in the answers is drafted as codes, labels or a scale; a doubt is asked about."""

from __future__ import annotations

import pytest

from asked_anew import AGREE, SATISFIED, SEVEN, TEXTS, AskedFile, asked, drafted, file, sure

MISSING = {8: "Vet ikke"}
TURN = {1: 5, 2: 4, 4: 2, 5: 1}


def on(new: AskedFile, labels: dict[int, str], *items: str) -> AskedFile:
    """Return a file with other labels on some items, or on all."""
    return new.labelled(**dict.fromkeys(items or tuple(TEXTS), labels | MISSING))


def test_a_scale_that_the_project_has_is_named_for_the_whole_battery() -> None:
    assert sure(on(file(), SATISFIED)) == {"vilkaar": {"scale": "tilfreds"}}


def test_a_scale_of_seven_steps_is_known_by_its_labels() -> None:
    new = on(file(), SEVEN).answered(a=file().frame["a"].replace({5.0: 7.0}))
    assert sure(new) == {"vilkaar": {"scale": "sju"}}


def test_a_scale_that_the_project_lacks_is_drafted() -> None:
    new = on(file(), {1: "Aldri", 2: "Av og til", 3: "Ofte", 4: "Alltid"})
    new = new.answered(**{n: new.frame[n].clip(upper=4) for n in TEXTS})
    (change,) = drafted(new)
    assert (change.name, change.certain) == ("vilkaar", True)
    assert change.change == {"scale": "aldri-alltid"}
    assert "wave_scale_drafted" in [why.key for why in change.why]


def test_other_labels_of_the_same_codes_are_labels_of_this_wave() -> None:
    changed = AGREE | {1: "Svært uenig", 5: "Svært enig"}
    assert sure(on(file(), changed)) == {"vilkaar": {"values": {1: "Svært uenig", 5: "Svært enig"}}}


def test_an_item_on_a_scale_of_its_own_is_said_alone() -> None:
    assert sure(on(file(), SATISFIED, "c")) == {"c": {"scale": "tilfreds"}}


def test_the_opposite_order_is_said_as_codes() -> None:
    turned = {TURN.get(code, code): text for code, text in AGREE.items()}
    assert sure(on(file(), turned, "b")) == {"b": {"codes": TURN}}
    assert sure(on(file(), turned)) == {"vilkaar": {"codes": TURN}}


def test_an_item_that_is_renamed_says_its_batterys_change_too() -> None:
    turned = {TURN.get(code, code): text for code, text in AGREE.items()}
    new = on(file(), turned).renamed(a="q1")
    assert sure(new) == {"vilkaar": {"codes": TURN}, "a": {"column": "q1", "codes": TURN}}


def test_the_same_labels_on_other_codes_are_said_as_codes() -> None:
    new = file().answered(stilling=file().frame["stilling"] * 10)
    assert sure(new.labelled(stilling={10: "Lærer", 20: "Rektor"})) == {
        "stilling": {"codes": {10: 1, 20: 2}}
    }


def test_a_new_category_keeps_its_code_or_gets_one_that_is_free() -> None:
    three = {1: "Lærer", 2: "Rektor", 3: "Assistent"}
    assert sure(file().labelled(stilling=three)) == {"stilling": {"values": {3: "Assistent"}}}
    between = {1: "Lærer", 2: "Assistent", 3: "Rektor"}
    assert sure(file().labelled(stilling=between)) == {
        "stilling": {"values": {3: "Assistent"}, "codes": {2: 3, 3: 2}}
    }


def test_another_label_in_the_place_of_one_that_is_gone_is_asked_about() -> None:
    new = file().labelled(stilling={1: "Lærer", 2: "Assistent"})
    assert sure(new) == {}
    assert asked(new)["stilling"].change == {"values": {2: "Assistent"}}
    alike = file().labelled(stilling={1: "Lærer", 2: "Rektor ved skolen"})
    assert sure(alike) == {"stilling": {"values": {2: "Rektor ved skolen"}}}


def test_missing_codes_of_another_year_are_said_as_codes() -> None:
    new = AskedFile(file().frame.replace({8.0: 98.0}), file().texts, file().labels)
    assert sure(new.labelled(**dict.fromkeys(TEXTS, AGREE | {98: "Vet ikke"}))) == {
        "vilkaar": {"codes": {98: 8}}
    }


def test_boxes_of_one_and_two_are_said_where_the_file_labels_them() -> None:
    boxes = ["fag_norsk", "fag_kunst"]
    new = file().answered(**{b: file().frame[b].replace({0.0: 2.0}) for b in boxes})
    said = new.labelled(**{b: {1: "Ja", 2: "Nei"} for b in boxes})
    assert sure(said) == {"fag": {"codes": {2: 0}}}
    assert asked(new.bare(), file(2).bare())["fag"].change == {"codes": {2: 0}}


def test_codes_that_nothing_explains_are_asked_about() -> None:
    new = file().bare().answered(stilling=file().frame["stilling"] + 1)
    found = asked(new, file(2).bare())["stilling"]
    assert found.change == {"values": {3: "3"}}
    assert [dict(change) for change, _ in found.others] == [{"codes": {3: "?"}}]
    assert sure(new, file(2).bare()) == {}


def test_codes_that_may_be_missing_answers_are_asked_about() -> None:
    new = AskedFile(file().frame.replace({8.0: 98.0}))
    assert asked(new, file(2).bare())["vilkaar"].change == {"codes": {98: 8}}
    assert sure(new, file(2).bare()) == {}


def test_a_battery_of_which_most_looks_turned_is_asked_about_once() -> None:
    new = file().bare()
    new = new.answered(**{n: new.frame[n].replace(TURN) for n in TEXTS})
    found = asked(new, file(2).bare())
    assert {name: dict(one.change) for name, one in found.items()} == {"vilkaar": {"codes": TURN}}


def test_more_steps_without_labels_are_asked_about_for_the_whole_battery() -> None:
    new = file().bare()
    new = new.answered(a=new.frame["a"].replace({5.0: 7.0}), b=new.frame["b"].replace({5.0: 6.0}))
    found = asked(new, file(2).bare())
    assert list(found) == ["vilkaar"]
    assert found["vilkaar"].change == {"scale": "sju"}


def test_answers_that_look_turned_are_asked_about() -> None:
    new = file().bare()
    new = new.answered(d=new.frame["d"].replace(TURN))
    found = asked(new, file(2).bare())
    assert {name: dict(one.change) for name, one in found.items()} == {"d": {"codes": TURN}}
    assert sure(new, file(2).bare()) == {}


def test_a_last_step_that_nobody_uses_any_more_is_asked_about() -> None:
    new = file().bare()
    new = new.answered(**{n: new.frame[n].replace({5.0: 4.0}) for n in TEXTS})
    assert asked(new, file(2).bare())["vilkaar"].why[0].key == "wave_fewer_steps"


def texts_of(new: AskedFile, labels: dict[int, str]) -> AskedFile:
    """Return a file whose answers to the battery are texts."""
    told = {n: new.frame[n].map({float(k): t for k, t in labels.items()}) for n in TEXTS}
    return new.bare().answered(**told)


def test_answers_in_words_need_no_codes() -> None:
    assert sure(texts_of(file(), AGREE | MISSING), file(2)) == {}
    assert asked(texts_of(file(), AGREE | MISSING), file(2)) == {}


@pytest.mark.parametrize(
    ("labels", "change"),
    [
        (SATISFIED, {"scale": "tilfreds"}),
        (AGREE | {4: "Delvis enigg"}, {"codes": {"Delvis enigg": 4}}),
    ],
)
def test_other_answers_in_words_are_said(labels: dict[int, str], change: dict[str, object]) -> None:
    assert sure(texts_of(file(), labels | MISSING), file(2)) == {"vilkaar": change}


def test_a_scale_in_words_that_the_project_lacks_is_asked_about() -> None:
    rarely = {1: "Sjelden", 2: "Noen ganger", 3: "Månedlig", 4: "Ukentlig", 5: "Daglig"}
    found = asked(texts_of(file(), rarely), file(2))
    assert "vilkaar" in found
    assert sure(texts_of(file(), rarely), file(2)) == {}


def test_a_text_that_few_have_given_is_never_written() -> None:
    words = file().frame["stilling"].map({1.0: "Lærer", 2.0: "Rektor"})
    words.iloc[:2] = "Vikar på Fjell skole"
    assert drafted(file().bare().answered(stilling=words)) == drafted(file().bare())
    words.iloc[:5] = "Vikar"
    assert sure(file().bare().answered(stilling=words))["stilling"] == {"values": {3: "Vikar"}}


def test_a_new_answer_in_words_where_an_old_one_is_gone_is_asked_about() -> None:
    words = file().frame["stilling"].map({1.0: "Lærer", 2.0: "Inspektør"})
    new = file().bare().answered(stilling=words)
    assert "stilling" not in sure(new)
    assert asked(new)["stilling"].change == {"values": {3: "Inspektør"}}
