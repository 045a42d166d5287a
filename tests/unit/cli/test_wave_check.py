"""What is wrong with a wave, all at once, and what in it is unlike the wave before."""

from __future__ import annotations

import shutil
from pathlib import Path

import pandas as pd
import pytest
import yaml

from changed_waves import change_file, renamed, say_changes, turned
from evaluering.cli import main
from evaluering.config.project import load_project
from evaluering.workflow.flow import Flow
from small_project import WAVE, write_yaml
from two_waves import LATER, exhibit, write_two_waves


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write_two_waves(tmp_path / "p", [exhibit("figur", 1)])


def check(root: Path, capsys: pytest.CaptureFixture[str], wave: str = LATER) -> tuple[int, str]:
    code = main(["--project", str(root), "wave", "check", wave])
    captured = capsys.readouterr()
    return code, captured.out + captured.err


def own_staff(root: Path) -> None:
    """Give the later wave staff of its own: their file is the first wave's otherwise."""
    path = root / f"data/raw/{LATER}/ansatte.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(lines[:-1]), encoding="utf-8")


def test_a_sound_wave_can_be_run(root, capsys):
    own_staff(root)
    code, told = check(root, capsys)
    assert code == 0, told
    assert f"Bølgen {LATER} kan kjøres" in told


def test_all_that_is_wrong_is_told_at_once(root, capsys):
    own_staff(root)

    def alter(frame, labels, values):
        frame = renamed(frame, labels, values, maal_klare="Q1")
        frame["maal_uklare"] = frame["maal_uklare"] + 2
        values["maal_felles"] = {1.0: "Helt enig", 5.0: "Helt uenig"}
        return frame.drop(columns=["aar"])

    change_file(root, alter)
    path = root / f"data/raw/{LATER}/wave.yaml"
    write_yaml(path, yaml.safe_load(path.read_text(encoding="utf-8")) | {"draft": True})
    code, told = check(root, capsys)
    assert code == 1
    for part in ("«maal_klare»", "«aar»", "«maal_uklare» har verdier", "«Helt enig» på kode 1",
                 "«changes» i wave.yaml", "draft", "utkast"):  # fmt: skip
        assert part in told, part


def test_an_item_that_was_turned_without_notice_goes_against_its_battery(root, capsys):
    own_staff(root)
    rng = pd.Series(range(60))

    def alike(frame, labels, values):
        common = (rng[: len(frame)] % 5 + 1).to_numpy()
        for name in ("maal_klare", "maal_felles", "maal_uklare"):
            frame[name] = common
            values[name] = {}
        return frame

    def one_turned(frame, labels, values):
        frame = alike(frame, labels, values)
        frame["maal_felles"] = turned(frame["maal_felles"])
        return frame

    change_file(root, alike, WAVE)
    change_file(root, one_turned)
    code, told = check(root, capsys)
    assert code == 0, told
    assert "«maal_felles»: Svarene går mot resten av batteriet" in told
    assert "Er skalaen snudd?" in told


def test_a_mean_that_moved_by_more_than_opinion_does_is_named(root, capsys):
    own_staff(root)
    change_file(root, lambda frame, *_: frame.assign(maal_felles=1 + (frame.index % 5 == 0)), WAVE)
    change_file(root, lambda frame, *_: frame.assign(maal_felles=4 + (frame.index % 5 == 0)))
    _, told = check(root, capsys)
    assert "«maal_felles»: Gjennomsnittet er 4,2, mot 1,2 i bølgen før." in told


def test_two_items_that_have_each_others_means_are_named(root, capsys):
    own_staff(root)
    low, high = 1, 4

    def answered(klare: int, felles: int):
        return lambda frame, *_: frame.assign(
            maal_klare=klare + (frame.index % 2), maal_felles=felles + (frame.index % 2)
        )

    change_file(root, answered(low, high), WAVE)
    change_file(root, answered(low, high))
    assert "hverandres kolonner" not in check(root, capsys)[1]
    change_file(root, answered(high, low))
    _, told = check(root, capsys)
    assert "«maal_klare»: Svarene er som svarene på «maal_felles» i bølgen før" in told
    assert "«maal_felles»: Svarene er som svarene på «maal_klare» i bølgen før" in told


def test_answers_that_are_gone_are_named(root, capsys):
    own_staff(root)
    change_file(root, lambda frame, *_: frame.assign(maal_felles=float("nan")))
    _, told = check(root, capsys)
    assert "«maal_felles»: 100 prosent har ikke svart" in told


def test_labels_of_more_answers_than_the_scale_has_are_named(root, capsys):
    own_staff(root)

    def alter(frame, labels, values):
        values["maal_felles"] = {1.0: "Helt uenig", 6.0: "Enig", 7.0: "Svært enig"}
        return frame

    change_file(root, alter)
    _, told = check(root, capsys)
    assert "filen har også svaret «Svært enig» på kode 7" in told


def test_what_the_wave_says_of_itself_is_counted(root, capsys):
    own_staff(root)
    change_file(root, lambda frame, *_: frame.drop(columns=["aar"]))
    say_changes(root, {"aar": {"asked": False}})
    code, told = check(root, capsys)
    assert code == 0, told
    assert "Ledere: 1 endring mot kodeboken; ikke spurt om: aar." in told


def test_a_file_of_an_earlier_wave_is_named_and_a_whole_wave_of_them_is_not_run(root, capsys):
    code, told = check(root, capsys)
    assert code == 1
    assert "ansatte.csv" in told
    assert f"Filen er den samme som i bølgen {WAVE}." in told
    assert not Flow(load_project(root)).faulty
    shutil.copytree(root / f"data/raw/{LATER}", root / "data/raw/2026")
    spec = root / "data/raw/2026/wave.yaml"
    spec.write_text(spec.read_text(encoding="utf-8").replace("2025'", "2026'"), encoding="utf-8")
    (fault,) = Flow(load_project(root)).faulty.items()
    assert fault[0] == "2026"
    assert f"de samme som i bølgen {LATER}" in str(fault[1])


def test_two_surveys_of_one_file_are_named(root, capsys):
    path = root / f"data/raw/{LATER}/wave.yaml"
    spec = yaml.safe_load(path.read_text(encoding="utf-8"))
    spec["surveys"]["ansatte"]["file"] = "ledere.sav"
    write_yaml(path, spec)
    code, told = check(root, capsys)
    assert code == 1
    assert "Filen er den samme for ledere og ansatte." in told


def test_a_half_copied_file_is_refused_and_an_unknown_wave_named(root, capsys):
    own_staff(root)
    path = root / f"data/raw/{LATER}/ledere.sav"
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    code, told = check(root, capsys)
    assert code == 1
    assert "ledere.sav" in told
    assert "Traceback" not in told
    code, told = check(root, capsys, "2031")
    assert code == 1
    assert f"Bølger: {WAVE}, {LATER}." in told
