"""`evaluering wave new` lays out a wave, and drafts what its questionnaire asked otherwise."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import yaml

from changed_wave import ASKED, CHANGED, NEW_ITEM, changed_files
from evaluering.cli import main
from small_project import answers, build, write_project, write_yaml
from two_waves import exhibit, write_two_waves

NEW = "data/raw/2025"
BOOK = "config/surveys/ansatte.yaml"


@pytest.fixture(scope="module")
def drafted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with few exhibits, and the second wave as drafted; not to be changed."""
    root = tmp_path_factory.mktemp("bolge") / "prosjekt"
    write_two_waves(root, [exhibit("figur", 1), exhibit("tabell", 2, groups=["ansatt"])])
    shutil.rmtree(root / NEW)
    assert new(root, *changed_files(root.parent / "inn"), "--source", "syntetisk") == 0
    return root


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return write_project(tmp_path / "prosjekt", claims=False, printed=False, frames=False)


def new(root: Path, *words: Any, wave: str = "2025") -> int:
    return main(["--project", str(root), "wave", "new", wave, *map(str, words)])


def wave_of(root: Path) -> dict[str, Any]:
    content = yaml.safe_load((root / NEW / "wave.yaml").read_text(encoding="utf-8"))
    assert isinstance(content, dict)
    return content


def test_eleven_of_twelve_changes_are_drafted_right_and_none_is_wrong(drafted: Path) -> None:
    surveys = wave_of(drafted)["surveys"]
    assert {name: own["file"] for name, own in surveys.items()} == {
        "ledere": "skolesvar.sav", "ansatte": "svar fra ansatte.csv",
    }  # fmt: skip
    assert {name: own["changes"] for name, own in surveys.items()} == CHANGED
    text = (drafted / NEW / "ansatte.nytt.yaml").read_text(encoding="utf-8")
    assert yaml.safe_load(text)["batteries"] == [NEW_ITEM]


def test_the_twelfth_is_asked_about_with_the_line_that_says_it(drafted: Path) -> None:
    text = (drafted / NEW / "wave.yaml").read_text(encoding="utf-8")
    (asked,) = re.findall(r"# Spør: (\w+) – (.*)", text)
    assert asked[0] == ASKED
    assert "fra 1 til 7" in asked[1]
    assert f"      # {ASKED}: {{scale: skala-1-7}}" in text


def test_each_change_has_its_reason_above_it(drafted: Path) -> None:
    lines = (drafted / NEW / "wave.yaml").read_text(encoding="utf-8").splitlines()
    above = {
        line.split(":")[0].strip(): lines[n - 1].strip()
        for n, line in enumerate(lines)
        if re.match(r"      [a-z]", line)
    }
    assert above["respid"] == "# den eneste kolonnen som skiller alle radene"
    assert above["kommune"] == "# 100\u00a0% av de ulike verdiene sto der også i bølgen før"
    assert above["maal_klare"] == "# kolonnen i filen har den samme teksten"
    assert above["maal_uklare"] == "# etikettene i filen står i motsatt rekkefølge"
    assert all(reason.startswith("#") for reason in above.values())


def test_a_drafted_wave_is_not_run_before_it_is_read(drafted: Path, capsys: Any) -> None:
    assert main(["--project", str(drafted), "validate"]) == 1
    assert "draft" in capsys.readouterr().err


@pytest.mark.slow
def test_once_confirmed_the_wave_is_run_and_its_answers_are_the_codebooks(
    drafted: Path, tmp_path: Path
) -> None:
    root = Path(shutil.copytree(drafted, tmp_path / "prosjekt"))
    confirm(root)
    build(root, "registry", "ingest", "link", "indices", "results", "figures", "tables")
    of = {wave: pd.read_csv(root / f"data/processed/{wave}/ledere.csv") for wave in (2024, 2025)}
    same = ["maal_klare", "maal_felles", "maal_uklare", "tema_fag", "tema_miljo"]
    assert of[2025][same].equals(of[2024][same])
    assert of[2025]["rolle"].value_counts().to_dict() == {1: 22, 2: 10, 30: 4}
    staff = pd.read_csv(root / "data/processed/2025/ansatte.csv")
    assert {6, 7} <= set(staff["maal_felles"]) & set(staff["trives"])
    assert "slutter" in staff
    assert len(list((root / "figures/2025/rapport").glob("figur-1.*"))) > 1


def confirm(root: Path) -> None:
    """Do what the draft asks for: answer its question, paste the block, delete the line."""
    path = root / NEW / "wave.yaml"
    lines = path.read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if not re.match("draft:|      maal_felles: {column: q2", line)]
    text = "\n".join(re.sub(r"^      # (maal\w*:)", r"      \1", line) for line in kept)
    path.write_text(text.replace("skala-1-7}", "skala-1-7, comparable: true}"), encoding="utf-8")
    block = yaml.safe_load((root / NEW / "ansatte.nytt.yaml").read_text(encoding="utf-8"))
    book = yaml.safe_load((root / BOOK).read_text(encoding="utf-8"))
    book["scales"] = block["scales"]
    book["batteries"][0]["items"] += block["batteries"][0]["items"]
    write_yaml(root / BOOK, book)
    shutil.copytree(root / "data/raw/2024/ssb", root / NEW / "ssb")


def test_codebooks_are_not_edited(project: Path, tmp_path: Path) -> None:
    before = {path: path.read_bytes() for path in (project / "config").rglob("*.yaml")}
    assert new(project, *changed_files(tmp_path / "inn")) == 0
    assert {path: path.read_bytes() for path in (project / "config").rglob("*.yaml")} == before


def test_the_summary_says_which_file_is_which_and_asks(
    project: Path, tmp_path: Path, capsys: Any
) -> None:
    assert new(project, *changed_files(tmp_path / "inn")) == 0
    told = capsys.readouterr().out
    assert "skolesvar.sav er «Ledere»: 9 av 9 kolonner er kjent igjen, 8 endringer." in told
    assert "  Spør: maal – skalaen går fra 1 til 7" in told
    assert "evaluering wave check 2025" in told


def test_a_wave_that_changed_nothing_has_no_changes(project: Path, tmp_path: Path) -> None:
    frame = answers()["ansatte"]
    frame["respid"] += 100
    frame.to_csv(tmp_path / "ansatte.csv", index=False, sep=";")
    assert new(project, tmp_path / "ansatte.csv", "--title", "Høsten 2025") == 0
    content = wave_of(project)
    assert (content["title"], content["source"]) == ("Høsten 2025", "mikrodata")
    assert content["surveys"] == {"ansatte": {"file": "ansatte.csv"}}
    assert sorted(path.name for path in (project / NEW).iterdir()) == ["ansatte.csv", "wave.yaml"]


def test_texts_below_the_names_of_a_csv_file_say_what_is_asked(
    project: Path, tmp_path: Path
) -> None:
    frame = answers()["ansatte"].rename(columns={"trives": "q9", "maal_klare": "q7"})
    texts = dict.fromkeys(frame, "") | {"q9": "Jeg trives", "q7": "Målene er klare"}
    file = tmp_path / "ansatte.csv"
    pd.concat([pd.DataFrame([texts]), frame]).to_csv(file, index=False, sep=";")
    assert new(project, file) == 0
    assert wave_of(project)["surveys"]["ansatte"] == {
        "file": "ansatte.csv", "header_rows": 2, "changes": {
            "maal_klare": {"column": "q7"},
            "trives": {"column": "q9"},
        },
    }  # fmt: skip


def test_files_that_lie_in_the_folder_are_taken_from_there(project: Path) -> None:
    changed_files(project / NEW)
    assert new(project) == 0
    assert set(wave_of(project)["surveys"]) == {"ledere", "ansatte"}


def test_reasons_are_in_the_language_of_the_pages(project: Path, tmp_path: Path) -> None:
    settings = project / "config/config.yaml"
    settings.write_text("language: en\n" + settings.read_text(encoding="utf-8"), encoding="utf-8")
    assert new(project, *changed_files(tmp_path / "inn")) == 0
    text = (project / NEW / "wave.yaml").read_text(encoding="utf-8")
    assert "# Ask: maal – the scale runs from 1 to 7" in text


def spoil(case: str, project: Path, folder: Path) -> list[Any]:
    leaders, staff = changed_files(folder)
    match case:
        case "half-copied":
            leaders.write_bytes(leaders.read_bytes()[:900])
            return [leaders, staff]
        case "no survey":
            pd.DataFrame({"x": range(30), "y": range(30)}).to_csv(folder / "annet.csv", sep=";")
            return [folder / "annet.csv"]
        case "twice":
            return [leaders, Path(shutil.copy(leaders, folder / "kopi.sav"))]
        case "two of one survey":
            pd.read_csv(staff, sep=";").head(40).to_csv(folder / "resten.csv", index=False, sep=";")
            return [staff, folder / "resten.csv"]
        case "earlier":
            return [project / "data/raw/2024/ledere.sav"]
        case "no rows":
            pd.read_csv(staff, sep=";").head(0).to_csv(staff, index=False, sep=";")
            return [staff]
        case "other in folder":
            (project / NEW).mkdir()
            (project / NEW / staff.name).write_text("a;b\n1;2\n", encoding="utf-8")
            return [staff]
        case "absent":
            return [folder / "finnes-ikke.sav"]
    return []


@pytest.mark.parametrize(
    ("case", "told"),
    [
        ("half-copied", "skadet eller avkuttet"),
        ("no survey", "ligner ingen av undersøkelsene"),
        ("twice", "er den samme filen"),
        ("two of one survey", "ser ut til å være den samme undersøkelsen, «ansatte»"),
        ("earlier", "hører til bølgen «2024»"),
        ("no rows", "ingen respondenter"),
        ("other in folder", "en annen fil som heter «svar fra ansatte.csv»"),
        ("absent", "Filen finnes ikke"),
        ("none", "Ingen datafiler til bølgen «2025»"),
    ],
)
def test_what_cannot_be_a_wave_is_refused_and_nothing_is_written(
    project: Path, tmp_path: Path, capsys: Any, case: str, told: str
) -> None:
    files = spoil(case, project, tmp_path / "inn")
    before = sorted((project / "data").rglob("*"))
    assert new(project, *files) == 1
    message = capsys.readouterr().err
    assert told in message
    assert "Råd:" in message
    assert sorted((project / "data").rglob("*")) == before


@pytest.mark.parametrize("wave", ["2025/1", "Vår 2025", "published", "../x", "con", ""])
def test_an_id_that_cannot_be_a_folder_is_refused(project: Path, capsys: Any, wave: str) -> None:
    assert new(project, project / "data/raw/2024/ledere.sav", wave=wave) == 1
    assert "kan ikke hete det" in capsys.readouterr().err


def test_a_wave_that_is_there_is_not_written_over(
    project: Path, tmp_path: Path, capsys: Any
) -> None:
    before = (project / "data/raw/2024/wave.yaml").read_bytes()
    assert new(project, *changed_files(tmp_path / "inn"), wave="2024") == 1
    assert "finnes fra før" in capsys.readouterr().err
    assert (project / "data/raw/2024/wave.yaml").read_bytes() == before
