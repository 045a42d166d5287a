"""What a Word document and a presentation show is held against the numbers behind them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from evaluering.cli.office_files import office_texts, untold, words_of
from evaluering.config.project import Project, load_project
from evaluering.disclosure.attack.exhibit import PublishedExhibit
from evaluering.disclosure.attack.prose import page_texts, unsaid
from evaluering.render.document import Bound, Footnote, Paragraph, Section
from evaluering.render.html.report import write as page
from planted_exhibits import by_group
from planted_office import GIVEN, OFFICE, OFFICE_PLANTS, WRITERS, OfficePlant
from small_project import REPORT, write_project


@pytest.fixture(scope="module")
def withheld(tmp_path_factory: pytest.TempPathFactory) -> Sequence[PublishedExhibit]:
    """Return a figure and a table that show three of five counts."""
    root = write_project(tmp_path_factory.mktemp("kontor") / "p")
    project: Project = load_project(root).of_report(REPORT)
    figure = by_group(project, [None, None, 30, 20, 10])
    table = figure.exhibit.model_copy(update={"id": "tabell-4"})
    return figure, replace(figure, exhibit=table)


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return {name: write(OFFICE, GIVEN) for name, write in WRITERS.items()}


def found_in(
    form: str, content: bytes, withheld: Sequence[PublishedExhibit]
) -> dict[tuple[str, ...], int]:
    return dict(untold(office_texts(form, content, OFFICE), OFFICE, withheld, withheld))


@pytest.mark.parametrize("form", WRITERS)
def test_a_file_that_shows_what_the_numbers_show_is_none_too_many(
    form: str, files: dict[str, bytes], withheld: Sequence[PublishedExhibit]
) -> None:
    assert found_in(form, files[form], withheld) == {}
    read = office_texts(form, files[form], OFFICE)
    assert {"30", "20", "10"} <= set(read.of_exhibit["tabell-4"])
    assert {"30", "20", "10"} <= set(read.of_exhibit["figur-4"])


@pytest.mark.parametrize("plant", OFFICE_PLANTS.values(), ids=list(OFFICE_PLANTS))
def test_a_number_that_is_planted_in_a_file_is_found(
    plant: OfficePlant, files: dict[str, bytes], withheld: Sequence[PublishedExhibit]
) -> None:
    found = found_in(plant.form, plant.planted(files[plant.form]), withheld)
    assert found == {(plant.of,) if plant.of else ("", plant.part): 1}


def test_what_is_no_office_file_is_refused(withheld: Sequence[PublishedExhibit]) -> None:
    with pytest.raises(ValueError, match="not an office file"):
        office_texts("word", b"PK", OFFICE)


SENTENCE = ("Av de spurte svarte ", Bound(":", "figur-4: n"), " at de er helt uenige")
TOLD = replace(OFFICE, sections=(Section("kapittel-1", "Svar", (
    Paragraph((*SENTENCE, Footnote(("Målt i 2019.",)), ".")),
    Paragraph(("Det er ikke mange som svarer så, heller ikke i 2018.",)),
)),))  # fmt: skip
PLANTED_SENTENCES = {
    "a number that the sentence withholds": (": at de er", "4 at de er"),
    "a number that another sentence has": (": at de er", "2018 at de er"),
    "a sentence more": ("heller ikke i 2018.", "heller ikke i 2018; helt uenige var 2 av dem."),
}


def sentences(form: str) -> list[str]:
    """Return what the page or the Word document of a report of two sentences says."""
    if form == "page":
        return page_texts(page(TOLD, GIVEN).decode())
    return office_texts("word", WRITERS["word"](TOLD, GIVEN), TOLD).paragraphs


@pytest.mark.parametrize("form", ["page", "word"])
def test_sentences_as_the_report_has_them_are_no_leak(form: str) -> None:
    assert unsaid(sentences(form), words_of(TOLD)) == []


@pytest.mark.parametrize("form", ["page", "word"])
@pytest.mark.parametrize("plant", PLANTED_SENTENCES.values(), ids=list(PLANTED_SENTENCES))
def test_a_number_in_a_sentence_that_the_report_does_not_say_is_found(
    form: str, plant: tuple[str, str]
) -> None:
    texts = sentences(form)
    planted = [text.replace(*plant) for text in texts]
    assert planted != texts
    assert unsaid(planted, words_of(TOLD))
