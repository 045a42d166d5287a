"""Bad input gives one clear message, a non-zero exit, no traceback, and leaves the rest alone."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from evaluering.config.missing import missing_codes
from evaluering.config.project import load_project
from evaluering.data.reading import read_raw
from evaluering.data.writing import write_sav
from workspace import EXHIBITS, OUTPUTS, RAW, WAVE, contents, replace_in, run, snakemake

pytestmark = pytest.mark.workflow

Spoil = Callable[[Path], None]


def rewrite(root: Path, survey: str, change=None, **columns) -> None:
    """Write a survey's file anew with changed rows, or with changed codebook columns."""
    path = root / RAW / f"{survey}.sav"
    configuration = load_project(root)
    codebook = configuration.surveys[survey].columns(configuration.scales)
    codebook = {name: replace(c, **columns.get(name, {})) for name, c in codebook.items()}
    frame = read_raw(path).frame
    texts = frame.select_dtypes(include=["object", "str"]).columns
    frame = frame.astype(dict.fromkeys(texts, "str"))
    write_sav(frame if change is None else change(frame), codebook, path, file_label="Test")


def value(variable: str, code: float) -> Callable[[pd.DataFrame], pd.DataFrame]:
    """Return a change that gives the first answer of a variable another code."""

    def change(frame: pd.DataFrame) -> pd.DataFrame:
        first = frame.index[frame[variable].notna()][0]
        return frame.assign(**{variable: frame[variable].mask(frame.index == first, code)})

    return change


def no_file(root: Path) -> None:
    (root / RAW / "uh.sav").unlink()


def truncated(root: Path) -> None:
    path = root / RAW / "uh.sav"
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def text_file(root: Path) -> None:
    (root / RAW / "uh.sav").write_text("respid;stilling\n1;2\n", encoding="utf-8")


def missing_item(root: Path) -> None:
    rewrite(root, "uh", lambda frame: frame.drop(columns="sf_tilrettelegger"))


def seven(root: Path) -> None:
    rewrite(root, "uh", value("sf_tilrettelegger", 7))


def reverse_labels(root: Path) -> None:
    configuration = load_project(root)
    scale = configuration.scales["grad"]
    turned = dict(zip(scale.codes, scale.labels[::-1], strict=True))
    rewrite(root, "uh", sf_tilrettelegger={"values": turned})


def duplicate(root: Path) -> None:
    rewrite(
        root,
        "uh",
        lambda frame: frame.assign(
            respid=frame["respid"].mask(frame.index == 1, frame["respid"][0])
        ),
    )


def unknown_municipality(root: Path) -> None:
    rewrite(root, "nettverk", value("kommune", 199))


def cut_reply(root: Path) -> None:
    path = root / RAW / "ssb/12134.json"
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def unknown_group(root: Path) -> None:
    replace_in(root / EXHIBITS / "kapittel-6.yaml", "groups: [skoleleder]", "groups: [skoleledr]")


def tab(root: Path) -> None:
    replace_in(root / "config/config.yaml", "  two_groups", "\ttwo_groups")


def empty(root: Path) -> None:
    (root / "config/config.yaml").write_text("")


BAD = {
    no_file: [RAW, "uh.sav", "mangler", "Råd: Legg"],
    truncated: [f"{RAW}/uh.sav", "skadet eller avkuttet", "Eksporter filen på nytt"],
    text_file: [f"{RAW}/uh.sav", "ikke en SPSS-fil", "Eksporter filen på nytt"],
    missing_item: [f"{RAW}/uh.sav", "«sf_tilrettelegger»", "mangler i filen", "Legg dem til"],
    seven: [f"{RAW}/uh.sav", "«sf_tilrettelegger»", ": 7 (1", "Tillatt: 1, 2, 3, 4, 5", "Rett"],
    reverse_labels: [f"{RAW}/uh.sav", "«sf_tilrettelegger»", "snudd", "Rett filen"],
    duplicate: [f"{RAW}/uh.sav", "«respid»", "samme verdi", "(2 rader)", "Rett filen"],
    unknown_municipality: [f"{RAW}/nettverk.sav", "«kommune»", "0199", "Rett verdiene i filen"],
    cut_reply: [f"{RAW}/ssb/12134.json", "avkuttet", "Hent svaret på nytt"],
    unknown_group: ["kapittel-6.yaml", "figur-22", "skoleledr", "Mente du «skoleleder»?"],
    tab: ["config/config.yaml", "linje 7", "tabulator", "mellomrom"],
    empty: ["config/config.yaml", "filen er tom", "docs/konfigurasjon.md"],
}


@pytest.mark.parametrize("spoil", BAD, ids=lambda spoil: spoil.__name__)
def test_bad_input_stops_with_a_message_and_leaves_outputs_and_raw_files_untouched(
    rebuildable: Path, spoil: Spoil
):
    outputs = contents(rebuildable, *OUTPUTS)
    spoil(rebuildable)
    raw = contents(rebuildable, "data/raw")
    result = snakemake(rebuildable)
    assert result.returncode != 0, result.stdout
    for part in BAD[spoil]:
        assert part in result.stdout
    assert "Traceback" not in result.stdout
    assert contents(rebuildable, *OUTPUTS) == outputs
    assert contents(rebuildable, "data/raw") == raw


def test_a_first_run_without_a_file_stops_with_its_name_and_a_remedy(project):
    no_file(project)
    result = snakemake(project)
    assert result.returncode != 0
    for part in BAD[no_file]:
        assert part in result.stdout
    assert "Traceback" not in result.stdout


def empty_file(root: Path) -> None:
    (root / RAW / "uh.sav").write_bytes(b"")


def other_survey(root: Path) -> None:
    (root / RAW / "uh.sav").write_bytes((root / RAW / "skoleledere.sav").read_bytes())


def half_point(root: Path) -> None:
    rewrite(root, "uh", value("sf_tilrettelegger", 3.5))


def declared_answer(root: Path) -> None:
    missing = missing_codes({5: "unanswered", 8: "dont_know", 9: "unanswered"})
    rewrite(root, "uh", sf_tilrettelegger={"missing": missing})


def genuine_wave(root: Path) -> None:
    replace_in(root / RAW / "wave.yaml", "source: syntetisk", "source: mikrodata")


def no_reply(root: Path) -> None:
    (root / RAW / "ssb/11820.json").unlink()


def changed_reply(root: Path) -> None:
    path = root / RAW / "ssb/11820.json"
    reply = json.loads(path.read_text(encoding="utf-8"))
    reply["value"] = reply["value"][:-1]
    path.write_text(json.dumps(reply), encoding="utf-8")


def too_many(root: Path) -> None:
    replace_in(root / RAW / "wave.yaml", "population: 518, sent: 518", "population: 200, sent: 200")


INGEST_UH = ("ingest", "--wave", WAVE, "--survey", "uh")
REGISTRY = ("registry", "--wave", WAVE, "--registry", "kommuner")
RESULTS = ("results", "--wave", WAVE, "--report", "afi-2021-06", "--chapter")
VARIANTS = {
    empty_file: (INGEST_UH, ["uh.sav", "tom (0 byte)"]),
    other_survey: (INGEST_UH, ["uh.sav", "«skoleledere», ikke «uh»", "wave.yaml"]),
    half_point: (INGEST_UH, ["uh.sav", "«sf_tilrettelegger»", ": 3.5 (1"]),
    declared_answer: (INGEST_UH, ["uh.sav", "«sf_tilrettelegger» har kode 5", "manglende"]),
    genuine_wave: (INGEST_UH, ["uh.sav", "syntetiske data", "wave.yaml"]),
    no_reply: (REGISTRY, ["11820.json", "finnes ikke", "ssb"]),
    changed_reply: (REGISTRY, ["11820.json", "verdier; dimensjonene krever"]),
    too_many: (INGEST_UH, ["wave.yaml", "uh", "242"]),
}


@pytest.mark.parametrize("spoil", VARIANTS, ids=lambda spoil: spoil.__name__)
def test_a_command_stops_with_a_message_and_leaves_its_outputs_untouched(
    rebuildable: Path, evaluering, spoil: Spoil
):
    outputs = contents(rebuildable, *OUTPUTS)
    spoil(rebuildable)
    words, parts = VARIANTS[spoil]
    code, written = evaluering(rebuildable, *words)
    assert code == 1
    for part in (*parts, "Råd:"):
        assert part in written
    assert contents(rebuildable, *OUTPUTS) == outputs


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        (("ingest", "--wave", "2022", "--survey", "uh"), ["--wave 2022 finnes ikke", WAVE]),
        (("ingest", "--wave", WAVE, "--survey", "hu"), ["--survey hu finnes ikke", "uh"]),
        ((*RESULTS, "kapittel-2"), ["--chapter kapittel-2 finnes ikke", "kapittel-3"]),
    ],
)
def test_an_unknown_name_stops_with_the_known_names(project, evaluering, words, parts):
    code, written = evaluering(project, *words)
    assert code == 1
    for part in parts:
        assert part in written


def test_the_command_ends_a_fault_without_a_traceback(project):
    text_file(project)
    result = run(project, "-m", "evaluering", *INGEST_UH)
    assert result.returncode == 1
    assert result.stdout.startswith("Feil i ")
    assert "Traceback" not in result.stdout
