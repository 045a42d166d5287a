"""The language of the output: the same frame in each language, one formatter, nothing left over."""

from __future__ import annotations

from string import Formatter

import pytest

from evaluering.render.language import (
    LANGUAGES,
    exhibit_number,
    language,
    said,
    title,
    word,
    writing,
)
from evaluering.render.numbers import coefficient, number, p_cell, p_value, percent
from evaluering.render.statistics import sentence

BOKMAAL, ENGLISH = LANGUAGES["nb"].words, LANGUAGES["en"].words


INFLECTED = {"article", "one"}
"""What a bokmål sentence inflects after the noun, and an English one does not."""


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name} - INFLECTED


def test_every_language_has_the_same_words() -> None:
    assert set(ENGLISH) == set(BOKMAAL)


@pytest.mark.parametrize("key", BOKMAAL)
def test_a_sentence_has_the_same_values_in_every_language(key: str) -> None:
    assert fields(ENGLISH[key]) == fields(BOKMAAL[key])


@pytest.mark.parametrize(
    ("write", "bokmaal", "english"),
    [
        (lambda: number(12345.678, 1), "12\u00a0345,7", "12,345.7"),
        (lambda: number(-1234.5, 1), "−1234,5", "−1234.5"),
        (lambda: percent(30.4), "30\u00a0%", "30%"),
        (lambda: p_value(0.0321), "p\u00a0=\u00a00,032", "p\u00a0=\u00a00.032"),
        (lambda: p_cell(0.0001), "<0,001", "<0.001"),
        (lambda: coefficient(-0.106), "−,106", "−.106"),
        (lambda: word("mean"), "Gjennomsnitt", "Mean"),
        (lambda: exhibit_number("Figur 21"), "Figur 21", "Figure 21"),
        (lambda: exhibit_number("Kart 2"), "Kart 2", "Kart 2"),
        (lambda: title("Mål", "Goals"), "Mål", "Goals"),
        (lambda: title("Mål", ""), "Mål", "Mål"),
        (lambda: said("Syntetiske data"), "Syntetiske data", "Synthetic data"),
        (lambda: said("Ukjent setning."), "Ukjent setning.", "Ukjent setning."),
    ],
)
def test_a_text_follows_the_language(write, bokmaal: str, english: str) -> None:
    assert write() == bokmaal
    with writing("en"):
        assert write() == english
    assert write() == bokmaal


def test_the_language_is_restored_after_a_fault() -> None:
    with pytest.raises(KeyError), writing("en"):
        word("finnes-ikke")
    assert language().tag == "nb"


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
