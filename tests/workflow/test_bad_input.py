"""Bad input gives one clear message, a non-zero exit, no traceback, and leaves the rest alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from small_project import OUTPUTS, RAW, REPORT, WAVE
from spoils import (
    ITEM,
    REPLY,
    SURVEY,
    Spoil,
    changed_reply,
    cut_reply,
    declared_answer,
    duplicate,
    empty_configuration,
    empty_file,
    genuine_wave,
    half_point,
    missing_item,
    no_file,
    no_reply,
    other_survey,
    reverse_labels,
    seven,
    shared_respondents,
    tab,
    text_file,
    too_many,
    truncated,
    unknown_group,
    unknown_place,
)
from workspace import contents, run, snakemake

pytestmark = pytest.mark.workflow

INGEST = ("ingest", "--wave", WAVE, "--survey", "ledere")
REGISTRY = ("registry", "--wave", WAVE, "--registry", "kommuner")
RESULTS = ("results", "--wave", WAVE, "--report", REPORT, "--chapter", "svar")
BAD: dict[Spoil, tuple[tuple[str, ...], list[str]]] = {
    no_file: (INGEST, [RAW, "ledere.sav", "Råd: Legg"]),
    truncated: (INGEST, [SURVEY, "skadet eller avkuttet", "Eksporter filen på nytt"]),
    text_file: (INGEST, [SURVEY, "ikke en SPSS-fil", "Eksporter filen på nytt"]),
    empty_file: (INGEST, [SURVEY, "tom (0 byte)", "Råd:"]),
    other_survey: (INGEST, [SURVEY, "«ansatte», ikke «ledere»", "wave.yaml"]),
    missing_item: (INGEST, [SURVEY, f"«{ITEM}»", "mangler i filen", "«changes» for"]),
    seven: (INGEST, [SURVEY, f"«{ITEM}»", ": 7 (1", "Tillatt: 1, 2, 3, 4, 5", "Rett"]),
    half_point: (INGEST, [SURVEY, f"«{ITEM}»", ": 9.9 der 9 er et siffer og a en bokstav (1"]),
    reverse_labels: (INGEST, [SURVEY, f"«{ITEM}»", "snudd", "Rett filen"]),
    declared_answer: (INGEST, [SURVEY, f"«{ITEM}» har kode 5", "manglende"]),
    duplicate: (INGEST, [SURVEY, "«respid»", "samme verdi", "(2 rader)", "Rett filen"]),
    unknown_place: (
        INGEST,
        [SURVEY, "«kommune»", "9999 der 9 er et siffer", "Rett verdiene i filen"],
    ),
    genuine_wave: (INGEST, [SURVEY, "syntetiske data", "wave.yaml"]),
    too_many: (INGEST, ["wave.yaml", "ledere", "36"]),
    no_reply: (REGISTRY, ["folk.json", "finnes ikke", "ssb"]),
    cut_reply: (REGISTRY, [REPLY, "avkuttet", "Hent svaret på nytt"]),
    changed_reply: (REGISTRY, [REPLY, "verdier; dimensjonene krever"]),
    shared_respondents: (
        RESULTS,
        ["figur-3", "samme respondent", "rektor, avdeling", "tillatt: grupper"],
    ),
    unknown_group: (RESULTS, ["svar.yaml", "figur-3", "rektr", "Mente du «rektor»?"]),
    tab: (INGEST, ["config/config.yaml", "linje 5", "tabulator", "mellomrom"]),
    empty_configuration: (INGEST, ["config/config.yaml", "filen er tom", "docs/konfigurasjon.md"]),
}


@pytest.mark.parametrize("spoil", BAD, ids=lambda spoil: spoil.__name__)
def test_a_command_stops_with_a_message_and_leaves_outputs_and_raw_files_untouched(
    rebuildable: Path, evaluering, within, spoil: Spoil
):
    outputs = contents(rebuildable, *OUTPUTS)
    spoil(rebuildable)
    raw = contents(rebuildable, "data/raw")
    words, parts = BAD[spoil]
    code, written = evaluering(rebuildable, *words)
    assert code == 1
    for part in parts:
        assert part in written
    assert "Råd:" in written or "tillatt:" in written
    assert "Traceback" not in written
    assert contents(rebuildable, *OUTPUTS) == outputs
    assert contents(rebuildable, "data/raw") == raw


@pytest.mark.parametrize("spoil", [no_file, unknown_place, tab], ids=lambda spoil: spoil.__name__)
def test_a_run_stops_with_the_same_message_at_a_wave_a_job_or_the_configuration(
    rebuildable: Path, spoil: Spoil
):
    outputs = contents(rebuildable, *OUTPUTS)
    spoil(rebuildable)
    raw = contents(rebuildable, "data/raw")
    result = snakemake(rebuildable)
    assert result.returncode != 0, result.stdout
    for part in BAD[spoil][1]:
        assert part in result.stdout
    assert "Traceback" not in result.stdout
    assert contents(rebuildable, *OUTPUTS) == outputs
    assert contents(rebuildable, "data/raw") == raw


def test_a_first_run_without_a_file_stops_with_its_name_and_a_remedy(project: Path):
    no_file(project)
    result = snakemake(project)
    assert result.returncode != 0
    for part in BAD[no_file][1]:
        assert part in result.stdout
    assert "Traceback" not in result.stdout


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        (("ingest", "--wave", "2022", "--survey", "ledere"), ["--wave 2022 finnes ikke", WAVE]),
        (
            ("ingest", "--wave", WAVE, "--survey", "reldee"),
            ["--survey reldee finnes ikke", "ledere"],
        ),
        ((*RESULTS[:-1], "svaar"), ["--chapter svaar finnes ikke", "utvalg"]),
    ],
)
def test_an_unknown_name_stops_with_the_known_names(project: Path, evaluering, words, parts):
    code, written = evaluering(project, *words)
    assert code == 1
    for part in parts:
        assert part in written


def test_the_command_ends_a_fault_without_a_traceback(project: Path):
    cut_reply(project)
    result = run(project, "-m", "evaluering", *REGISTRY)
    assert result.returncode == 1
    assert result.stdout.startswith("Feil i ")
    assert "Traceback" not in result.stdout
