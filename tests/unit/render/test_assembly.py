"""Putting a report together: references, numbered exhibits, and what has no data."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from evaluering.config.exhibits.frequencies import Frequencies, FrequenciesDetails
from evaluering.config.reports import Report
from evaluering.config.waves import SurveyFile, Wave
from evaluering.exhibits.absence import without_data
from evaluering.exhibits.result import Result
from evaluering.message import message
from evaluering.render.assembly import origin, regenerated
from evaluering.render.document import Bullets, Paragraph, Reference, Section
from evaluering.render.language import say, writing
from evaluering.render.numbering import numbered
from evaluering.render.origin import provenance_section
from evaluering.render.references import listed

RESULT = Result(
    exhibit="tabell-20",
    kind="frequencies",
    table=pd.DataFrame(
        {
            "category": ["1", "total"],
            "label": ["Godt", "Totalt"],
            "n": [86, 86],
            "percent": [100.0, 100.0],
        }
    ),
    n=86,
    method=(message("method_frequencies"),),
    notes=(message("without_value", n=10, counted=message("respondents_n", n=10)),),
    details=FrequenciesDetails(decimals=0),
    provenance={
        "wave": "bolge",
        "source": "syntetisk",
        "stamp": "Syntetiske data",
        "inputs": {"uh.sav": "ab" * 32},
        "code": "0123456789ab",
    },
)
WAVE = Wave(
    id="bolge",
    title="Våren",
    source="syntetisk",
    surveys={"uh": SurveyFile(file="uh.sav", population=10, sent=10)},
)


def exhibit(name: str, number: str, **more: str) -> Frequencies:
    return Frequencies(
        id=name, number=number, kind="frequencies", title="Tittel", section="1",
        index="samarbeid", heading="Vurdering", **more,
    )  # fmt: skip


TABLE = exhibit("tabell-20", "Tabell 20", note="Egen merknad.")


def text(exhibits: list[tuple[str, str]]) -> str:
    parts = listed([exhibit(name, number) for name, number in exhibits])
    return "".join(part.text if isinstance(part, Reference) else part for part in parts)


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        (["Figur 3"], "Figur 3"),
        (["Tabell 2", "Figur 3"], "Figur 3 og Tabell 2"),
        (["Tabell 8", "Tabell 9", "Tabell 10"], "Tabell 8 til Tabell 10"),
        (["Tabell 8", "Tabell 9", "Tabell 11"], "Tabell 8, Tabell 9 og Tabell 11"),
        (["Figur 3", "Figur 4", "Figur 3"], "Figur 3, Figur 4 og Figur 3"),
    ],
)
def test_exhibits_are_named_figures_first_and_runs_shortened(
    numbers: list[str], expected: str
) -> None:
    assert text([(number.lower().replace(" ", "-"), number) for number in numbers]) == expected


def test_a_reference_leads_to_the_exhibit() -> None:
    assert listed([TABLE]) == [Reference("tabell-20", "Tabell 20")]


def test_a_table_has_its_notes_with_method_n_and_stamp() -> None:
    block = numbered(TABLE, RESULT, numbers=Path("tabell-20.csv"))
    assert (block.number, block.title, block.image) == ("Tabell 20", "Tittel", None)
    assert block.table.notes == tuple(map(say, RESULT.notes))
    assert [note.replace("\u00a0", " ") for note in block.notes] == [
        "Egen merknad.",
        "Antall og prosent av dem med gyldig verdi.",
        "Antall: n = 86. Syntetiske data.",
    ]


def test_the_notes_of_a_figures_folded_table_stand_under_the_figure() -> None:
    figure = exhibit("figur-1", "Figur 1")
    block = numbered(figure, RESULT, image=Path("figur-1"), alt="Stolper.")
    assert block.is_figure
    assert block.notes[0] == say(RESULT.notes[0])
    assert block.table.notes == ()


def test_in_english_the_frame_is_english_and_the_labels_are_as_they_were() -> None:
    with writing("en"):
        block = numbered(TABLE, RESULT)
    assert (block.number, block.title) == ("Table 20", "Tittel")
    assert block.table.texts()[0] == ["Vurdering", "Count", "Per cent"]
    assert [row[0] for row in block.table.texts()[1:]] == ["Godt", "Total"]
    assert block.table.notes == ("10 respondents without a value are left out.",)
    assert block.notes[1] == "Count and per cent of those with a valid value."


def test_a_table_without_data_says_so_in_its_place_and_nothing_about_its_method() -> None:
    block = numbered(TABLE, without_data(RESULT))
    assert block.table.texts() == []
    assert block.notes == (
        "Ingen data i denne bølgen: ingen respondenter har gyldige svar.",
        "Egen merknad.",
        "Syntetiske data.",
    )


def test_a_figure_without_data_is_the_drawn_note() -> None:
    figure = exhibit("figur-1", "Figur 1")
    block = numbered(figure, without_data(RESULT), image=Path("figur-1"), alt="Ingen data.")
    assert (block.image, block.alt) == (Path("figur-1"), "Ingen data.")
    assert block.notes == ("Syntetiske data.",)


def test_the_provenance_lists_files_code_and_what_had_no_data() -> None:
    other = exhibit("tabell-21", "Tabell 21")
    results = {"tabell-20": RESULT, "tabell-21": replace(without_data(RESULT), exhibit="tabell-21")}
    section = provenance_section(WAVE, [TABLE, other], results)
    (bullets,) = [block for block in section.blocks if isinstance(block, Bullets)]
    assert [item[0] for item in bullets.items] == [Reference("tabell-21", "Tabell 21")]
    shown = repr(section)
    assert "ab" * 32 in shown
    assert "0123456789ab" in shown
    assert "ikke svar fra virkelige respondenter" in paragraph(section)


def test_with_data_everywhere_the_provenance_says_so() -> None:
    section = provenance_section(WAVE, [TABLE], {"tabell-20": RESULT})
    assert "Alle figurer og tabeller har data" in paragraph(section, 1)


def paragraph(section: Section, place: int = 0) -> str:
    blocks = [block for block in section.blocks if isinstance(block, Paragraph)]
    return "".join(part if isinstance(part, str) else part.text for part in blocks[place].content)


@pytest.mark.parametrize(
    ("language", "regenerates", "made"),
    [
        ("nb", "Våren. Gjenskaper AFI-rapport.", "Rapporten er laget av bølgen Høsten."),
        ("en", "Våren. Regenerates AFI-rapport.", "The report is made of the wave Høsten."),
    ],
)
def test_only_the_waves_of_the_printed_report_are_said_to_regenerate_it(
    language: str, regenerates: str, made: str
) -> None:
    report = Report.model_validate(
        {"id": "r", "title": "R", "source": "AFI-rapport", "reproduces": ["bolge"],
         "chapters": [{"id": "k", "title": "K"}]}
    )  # fmt: skip
    later = WAVE.model_copy(update={"id": "neste", "title": "Høsten"})
    with writing(language):
        assert (origin(report, WAVE), origin(report, later)) == (regenerates, made)
    assert regenerated(report, later.id) == ""
