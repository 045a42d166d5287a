"""What a Word document and a presentation show is held against the numbers behind them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from evaluering.cli.office_files import office_texts, untold
from evaluering.config.project import Project, load_project
from evaluering.disclosure.attack.exhibit import PublishedExhibit
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
