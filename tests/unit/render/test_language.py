"""The language of the output: one file a language, plural forms, and what a file lacks."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

import evaluering.languages
from evaluering.errors import ConfigError
from evaluering.exhibits.significance import MeansTest
from evaluering.languages import Language, Text, added, read, tags
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
def test_no_key_stands_twice_in_a_language(tag: str) -> None:
    path = Path(evaluering.languages.__file__).parent / f"{tag}.yaml"
    texts = path.read_text(encoding="utf-8").partition("\ntexts:")[2]
    keys = re.findall(r"^    ([\w-]+):", texts, re.MULTILINE)
    assert sorted(keys) == sorted(read(tag).texts)


@pytest.mark.parametrize("tag", tags())
def test_a_sentence_has_the_same_values_in_every_language(tag: str) -> None:
    for key in KEYS:
        own, base = read(tag).texts[key], read("nb").texts[key]
        assert fields(own) == fields(base), key
        assert all(isinstance(text, str) for text in sentences(own)), key
        if not isinstance(own, str):
            counted = own["count"]
            assert counted in fields(base) or counted in {"surveys", "count", "n"}, key
            assert set(own) == {"count", "other", *read(tag).plural}, key


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
    [
        NESTED,
        message("x", n=3, share=Number(0.5, 1, "percent")),
        message("x", names=("a",)),
        message("x", names=(("a", NESTED), "b")),
    ],
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


SLOVENE = """
fallback: nn
locale: sl-SI
decimal: ","
thousands: "."
percent: " "
plural: {one: (^|0)1$, two: (^|0)2$, few: "(^|0)[34]$"}
articles: {"": {a: "", one: en}}
texts:
  counts:
    respondents_n:
      count: n
      one: "{n} anketiranec"
      two: "{n} anketiranca"
      few: "{n} anketiranci"
      other: "{n} anketirancev"
"""


@pytest.fixture
def fourth(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Language]:
    """A package with a language of one text, found by its entry point."""
    package, info = tmp_path / "slovensko", tmp_path / "slovensko-1.dist-info"
    package.mkdir()
    info.mkdir()
    (package / "__init__.py").touch()
    (package / "sl.yaml").write_text(SLOVENE, encoding="utf-8")
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: slovensko\nVersion: 1\n")
    (info / "entry_points.txt").write_text("[evaluering.languages]\nsl = slovensko\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.delitem(sys.modules, "slovensko", raising=False)
    read.cache_clear()
    yield read("sl")
    read.cache_clear()


def test_a_fourth_language_is_found_and_has_plural_forms_of_its_own(fourth: Language) -> None:
    assert "sl" in tags()
    with writing("sl"):
        assert [word("respondents_n", n=n) for n in (1, 2, 3, 5, 101, 12000)] == [
            "1 anketiranec", "2 anketiranca", "3 anketiranci", "5 anketirancev",
            "101 anketiranec", "12.000 anketirancev",
        ]  # fmt: skip
        assert word("survey") == "Undersøking"


def test_a_text_that_a_language_lacks_is_told_of_with_the_language_used_instead(
    fourth: Language, capsys: pytest.CaptureFixture
) -> None:
    read.cache_clear()
    capsys.readouterr()
    read("sl")
    told = capsys.readouterr().err
    assert "«sl» mangler Figur, Tabell" in told
    assert "skrives på «nn»" in told
    assert "respondents_n" not in told
    assert f" og {len(KEYS) - 21} til: skrives" in told


@pytest.mark.parametrize(
    ("old", "new"), [("fallback: nn", "fallback: sl"), ("fallback: nn", "fallback: qq"),
                     ("locale: sl-SI\n", ""), ("texts:", "unknown: 1\ntexts:")]
)  # fmt: skip
def test_a_file_that_is_not_complete_stops_nothing(
    fourth: Language, tmp_path: Path, old: str, new: str
) -> None:
    (tmp_path / "slovensko/sl.yaml").write_text(SLOVENE.replace(old, new), encoding="utf-8")
    read.cache_clear()
    with writing("sl"):
        assert word("respondents_n", n=2) == "2 anketiranca"
        assert word("survey") == ("Undersøking" if "fallback" not in new else "Undersøkelse")


def test_a_package_may_add_texts_of_its_own_to_a_language(fourth: Language, tmp_path: Path) -> None:
    text = "texts:\n  kinds:\n    mode: {word}\n"
    for tag, said in (("nb", "Typetall"), ("en", "Mode")):
        (tmp_path / f"slovensko/{tag}.yaml").write_text(text.format(word=said), encoding="utf-8")
    points = "[evaluering.languages]\nsl = slovensko\nnb = slovensko\nen = slovensko\n"
    (tmp_path / "slovensko-1.dist-info/entry_points.txt").write_text(points)
    added.cache_clear()
    said = {}
    for tag in tags():
        with writing(tag):
            said[tag] = word("mode")
    added.cache_clear()
    assert said == {"nb": "Typetall", "nn": "Typetall", "en": "Mode", "sl": "Typetall"}


def test_a_test_reads_in_english_with_the_item_as_it_is() -> None:
    test = MeansTest(
        item="maal", test="classical_f", statistic=4.2, df=2, df2=57.0, p=0.02,
        effect="eta_squared", effect_size=0.128, n=60, statistics=(), warnings=(),
    )  # fmt: skip
    with writing("en"):
        text = sentence(test, {"maal": "Målene er klare"}).replace("\u00a0", " ")
    assert text == (
        "“Målene er klare”: One-way analysis of variance: F(2; 57) = 4.20; p = 0.020; "
        "η² = 0.13; n = 60."
    )


@pytest.mark.parametrize(
    ("content", "key", "found"),
    [
        ("texts: {a: [", "", "ikke gyldig YAML"),
        ("- a\n", "texts", "noe annet"),
        ("texts:\n  counts: 3\n", "texts.counts", "noe annet"),
        ("texts:\n  counts:\n    n: {one: x}\n", "texts.counts.n", "noe annet"),
        ("plural: one\ntexts: {}\n", "plural", "noe annet"),
        ("decimal: 3\ntexts: {}\n", "decimal", "noe annet"),
    ],
)
def test_a_language_file_of_another_form_is_refused_by_name(
    fourth: Language, tmp_path: Path, content: str, key: str, found: str
) -> None:
    (tmp_path / "slovensko/sl.yaml").write_text(content, encoding="utf-8")
    read.cache_clear()
    with pytest.raises(ConfigError) as refused:
        read("sl")
    assert refused.value.file.endswith("slovensko/sl.yaml")
    assert (refused.value.key, refused.value.found) == (key, found)
    assert "docs/utvide.md" in str(refused.value)
