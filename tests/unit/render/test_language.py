"""The language of the output: one file a language, plural forms, and what a file lacks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from string import Formatter

import pytest

from evaluering.languages import Language, Text, read, tags
from evaluering.message import Message, Number, message, restored, stored
from evaluering.render.language import exhibit_number, language, say, stamp, word, writing
from evaluering.render.numbers import coefficient, number, p_cell, p_value, percent
from evaluering.render.statistics import sentence

KEYS = list(read("nb").texts)
GRAMMAR = {"article"}
"""What one language's sentence says before a noun, and another's does not."""


def sentences(text: Text) -> list[str]:
    return [text] if isinstance(text, str) else [t for k, t in text.items() if k != "count"]


def fields(text: Text) -> set[str]:
    found = (Formatter().parse(one) for one in sentences(text))
    return {name for one in found for _, name, _, _ in one if name} - GRAMMAR


def test_there_are_three_languages() -> None:
    assert tags() == ["en", "nb", "nn"]


@pytest.mark.parametrize("tag", tags())
def test_a_language_has_every_text_and_no_other(tag: str, capsys: pytest.CaptureFixture) -> None:
    read.cache_clear()
    assert list(read(tag).texts) == KEYS or set(read(tag).texts) == set(KEYS)
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("tag", tags())
@pytest.mark.parametrize("key", KEYS)
def test_a_sentence_has_the_same_values_in_every_language(tag: str, key: str) -> None:
    own, base = read(tag).texts[key], read("nb").texts[key]
    assert fields(own) == fields(base)
    assert all(isinstance(text, str) for text in sentences(own))
    if not isinstance(own, str):
        assert own["count"] in fields(base) or own["count"] in {"surveys", "count", "n"}
        assert set(own) == {"count", "other", *read(tag).plural}


@pytest.mark.parametrize("tag", tags())
def test_files_have_names_of_their_own_that_any_machine_can_write(tag: str) -> None:
    names = read(tag).files
    assert names.keys() == read("nb").files.keys()
    assert len(set(names.values())) == len(names)
    assert all(re.fullmatch("[a-z-]+", name) for name in names.values())


@pytest.mark.parametrize("tag", tags())
def test_a_language_has_its_own_quotes_and_no_straight_ones(tag: str) -> None:
    quotes = {"en": "“”’"}.get(tag, "«»’")
    written = " ".join(t for text in read(tag).texts.values() for t in sentences(text))
    assert set(re.findall("[«»“”„\"'‘’]", written)) <= set(quotes)


@pytest.mark.parametrize(
    ("write", "bokmaal", "nynorsk", "english"),
    [
        (lambda: number(12345.678, 1), "12\u00a0345,7", "12\u00a0345,7", "12,345.7"),
        (lambda: number(-1234.5, 1), "−1234,5", "−1234,5", "−1234.5"),
        (lambda: percent(30.4), "30\u00a0%", "30\u00a0%", "30%"),
        (
            lambda: p_value(0.0321),
            *["p\u00a0=\u00a00,032"] * 2,
            "p\u00a0=\u00a00.032",
        ),
        (lambda: p_cell(0.0001), "<0,001", "<0,001", "<0.001"),
        (lambda: coefficient(-0.106), "−,106", "−,106", "−.106"),
        (lambda: word("unit_count", units="x"), "Antall x", "Tal på x", "Number of x"),
        (lambda: exhibit_number("Figur 21"), "Figur 21", "Figur 21", "Figure 21"),
        (lambda: exhibit_number("Kart 2"), "Kart 2", "Kart 2", "Kart 2"),
        (lambda: stamp("Syntetiske data"), "Syntetiske data", "Syntetiske data", "Synthetic data"),
        (lambda: stamp(""), "", "", ""),
        (
            lambda: word("respondents_n", n=1),
            *["1 respondent"] * 3,
        ),
        (
            lambda: word("respondents_n", n=12345),
            *("12\u00a0345 respondenter", "12\u00a0345 respondentar", "12,345 respondents"),
        ),
        (
            lambda: word("step_single", unit="hus", article="et"),
            *("Representerer ett hus", "Representerer eitt hus", "Represents one hus"),
        ),
        (
            lambda: word("step_represents", unit="x", article="an"),
            *("Representerer en x", "Representerer ein x", "Represents an x"),
        ),
        (
            lambda: word("alt_most_frequent", answers=("a", "b", "c")),
            *("Vanligst er a, b og c.", "Vanlegast er a, b og c.", "Most frequent is a, b and c."),
        ),
        (lambda: word("alt_arrows", arrows=(1, 2)), *["Piler: 1, 2."] * 2, "Arrows: 1, 2."),
        (
            lambda: word("n_is", n=Number(0.5, 1, "percent")),
            *["n\u00a0=\u00a00,5\u00a0%"] * 2,
            "n\u00a0=\u00a00.5%",
        ),
    ],
)  # fmt: skip
def test_a_text_follows_the_language(write, bokmaal: str, nynorsk: str, english: str) -> None:
    assert write() == bokmaal
    for tag, expected in (("nn", nynorsk), ("en", english)):
        with writing(tag):
            assert write() == expected
    assert write() == bokmaal


def test_the_language_is_restored_after_a_fault() -> None:
    with pytest.raises(ZeroDivisionError), writing("en"):
        _ = 1 / 0
    assert language().tag == "nb"


NESTED = message(
    "of_survey", survey="Å", note=message("beyond_frame", labels=("a", message("total")))
)


@pytest.mark.parametrize(
    "told",
    [NESTED, message("x", n=3, share=Number(0.5, 1, "percent")), message("x", names=("a",))],
)
def test_a_message_is_the_same_when_it_is_read_back(told: Message) -> None:
    assert restored(stored(told)) == told
    assert restored(stored((told, told))) == [told, told]


def test_a_message_within_another_is_said_in_the_same_language() -> None:
    with writing("nn"):
        assert say(NESTED) == "Å: Fleire svar enn populasjonen i ramma: a, Totalt."


def test_what_no_language_has_is_shown_by_its_name_and_stops_nothing() -> None:
    assert word("finnes-ikke", n=1) == "[finnes-ikke]"
    assert word("count") == "Antall: n\u00a0=\u00a0[n]."


@pytest.fixture
def fourth(tmp_path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Language]:
    """A package with a language of two texts, found by its entry point."""
    package, info = tmp_path / "samisk", tmp_path / "samisk-1.dist-info"
    package.mkdir()
    info.mkdir()
    (package / "__init__.py").touch()
    (package / "se.yaml").write_text(
        'fallback: nn\nlocale: se-NO\ndecimal: ","\nthousands: " "\npercent: " "\n'
        "plural: {one: ^1$, two: ^2$}\narticles: {a: {a: a, one: one}}\n"
        "texts:\n  counts:\n    respondents_n:\n      {count: n, one: '{n} vástideaddji', "
        "two: '{n} vástideaddji guovttos', other: '{n} vástideaddjit'}\n",
        encoding="utf-8",
    )
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: samisk\nVersion: 1\n")
    (info / "entry_points.txt").write_text("[evaluering.languages]\nse = samisk\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    read.cache_clear()
    yield read("se")
    read.cache_clear()


def test_a_fourth_language_is_found_and_says_which_texts_it_lacks(
    fourth: Language, capsys: pytest.CaptureFixture
) -> None:
    assert "se" in tags()
    with writing("se"):
        assert [word("respondents_n", n=n) for n in (1, 2, 3)] == [
            "1 vástideaddji", "2 vástideaddji guovttos", "3 vástideaddjit",
        ]  # fmt: skip
        assert word("survey") == "Undersøking"


def test_a_text_that_a_language_lacks_is_told_of_with_the_language_used_instead(
    fourth: Language, capsys: pytest.CaptureFixture
) -> None:
    read.cache_clear()
    capsys.readouterr()
    read("se")
    told = capsys.readouterr().err
    assert "«se» mangler Figur, Tabell" in told
    assert "skrives på «nn»" in told
    assert "respondents_n" not in told


def test_a_test_reads_in_english_with_the_item_as_it_is() -> None:
    test = {
        "item": "maal", "test": "classical_f", "statistic": 4.2, "df": 2, "df2": 57.0, "p": 0.02,
        "effect": "eta_squared", "effect_size": 0.128, "n": 60,
    }  # fmt: skip
    with writing("en"):
        text = sentence(test, {"maal": "Målene er klare"}).replace("\u00a0", " ")
    assert text == (
        "“Målene er klare”: One-way analysis of variance: F(2; 57) = 4.20; p = 0.020; "
        "η² = 0.13; n = 60."
    )
