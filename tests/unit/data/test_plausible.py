"""What is possible but not plausible is told of, and stopped beyond a limit."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from evaluering.config.registries import RegistryVariable
from evaluering.data.alike import alike
from evaluering.data.codebook import apply_codebook
from evaluering.data.coding import Declared, coded_values
from evaluering.data.frames import frame_findings, read_frame
from evaluering.data.membership import member_findings
from evaluering.data.reading import RawSurvey
from evaluering.data.registry import Units, build_units
from evaluering.data.sums import listed_sums, sum_findings
from evaluering.errors import DataError
from evaluering.render.language import say
from small import COLUMNS, REGISTRY, SCALES, SURVEY, answered, respondents

ROWS = 60


def rows(n: int = ROWS) -> pd.DataFrame:
    """Return rows of which no two are alike."""
    draw = np.random.default_rng(7).integers
    answers = {f"led{k}": draw(1, 6, n).astype(float) for k in (1, 2, 3, 4)}
    return answered(**answers, alder=draw(18, 99, n).astype(float),
                    kommune=draw(301, 5000, n).astype(float))  # fmt: skip


def checked(frame: pd.DataFrame, survey=SURVEY, **parts):
    raw = RawSurvey(frame=frame, **parts)
    return apply_codebook(raw, survey, {survey.id: survey}, SCALES, Path("liten.sav"), "0")[1]


def twice(frame: pd.DataFrame) -> pd.DataFrame:
    both = pd.concat([frame, frame], ignore_index=True)
    return both.assign(respid=[str(n) for n in range(len(both))])


def test_every_row_twice_under_new_identifiers_stops():
    assert not [f for f in checked(rows()).findings if f.told.key == "found_repeated"]
    with pytest.raises(DataError, match=f"{ROWS} av {2 * ROWS} rader gjentar"):
        checked(twice(rows()))


def test_the_limit_of_repeated_answers_is_the_codebooks():
    survey = SURVEY.model_copy(update={"repeated_answers": 1.0})
    found = [
        f.count for f in checked(twice(rows()), survey).findings if f.told.key == "found_repeated"
    ]
    assert found == [ROWS]


def test_short_questionnaires_and_habits_are_not_taken_for_copies():
    draw = np.random.default_rng(1).integers
    short = respondents(led1=list(draw(1, 6, 500)), rolle=list(draw(1, 4, 500)))
    assert alike(short, {n: COLUMNS[n] for n in ("respid", "led1", "rolle")}) == 0
    same = rows(400).assign(alder=40.0, kommune=301.0, led1=3.0, led2=3.0, led3=3.0, led4=3.0)
    assert alike(same, COLUMNS) == 0


def test_a_stretch_of_a_short_questionnaire_that_stands_again_is_found_and_sorted_rows_are_not():
    draw = np.random.default_rng(3).integers
    items = {f"led{k}": list(draw(1, 6, 46)) for k in (1, 2, 3, 4)}
    short = respondents(**items)
    columns = {n: COLUMNS[n] for n in ("respid", *items)}
    again = pd.concat([short, short.iloc[20:30]], ignore_index=True)
    assert alike(short, columns) == 0
    assert alike(again, columns) == 8  # two of the ten give the same two answers everywhere
    assert alike(again.sample(frac=1, random_state=1), columns) == 0  # chance explains each of them
    assert alike(short.loc[short.index.repeat(2)].sort_values(list(items)).iloc[:25], columns) == 0


def test_two_variables_with_each_others_texts_stop():
    labels = {name: column.label for name, column in COLUMNS.items()}
    assert checked(answered(), variable_labels=labels)
    labels |= {"led1": labels["led2"], "led2": labels["led1"]}
    with pytest.raises(DataError, match="«led1» har i filen teksten til «led2»"):
        checked(answered(), variable_labels=labels)


@pytest.mark.parametrize("written", ["6269.0", "6269", " 6269.00 ", 6269.0, 6269])
def test_a_key_that_became_a_decimal_is_the_key(written):
    values = pd.Series([written, None])
    assert coded_values(values, COLUMNS["kommune"], Declared({})).values[0] == "6269"


def test_a_key_with_a_zero_in_front_and_a_decimal_is_the_key():
    column = replace(COLUMNS["kommune"])
    assert coded_values(pd.Series(["0301.0"]), column, Declared({})).values[0] == "0301"


@pytest.mark.parametrize("value", ["inf", "-inf", "1e400", "٤٠", "4_0", "0x28"])
def test_what_is_no_number_is_never_a_number(value):
    column = replace(COLUMNS["alder"], minimum=None, maximum=None)
    assert coded_values(pd.Series([value, "40"]), column, Declared({})).faults


def units(values: dict[str, float], **changes) -> Units:
    table = pd.DataFrame({"nr": list(values), "antall": [str(v) for v in values.values()]})
    variable = {"id": "folketall", "label": "Folketall", "unit": "personer", "decimals": 0,
                "file": "a.csv", "key": "nr", "column": "antall"}  # fmt: skip
    whole = {k: v for k, v in changes.items() if k in {"expected", "complete"}}
    own = {k: v for k, v in changes.items() if k not in whole}
    registry = REGISTRY.model_copy(
        update={
            "variables": [RegistryVariable.model_validate(variable | own)],
            "structural": [],
            **whole,
        }
    )
    return build_units(registry, {"folketall": table}, Path("ssb"), 2020)


@pytest.mark.parametrize(
    ("value", "changes"),
    [
        (-1, {}),
        (10**12, {}),
        (2000001, {"maximum": 2000000}),
        (9999, {"unit": "prosent av befolkningen", "decimals": 1}),
        (101, {"maximum": 100}),
        (4, {"minimum": 5}),
    ],
)
def test_a_value_that_is_not_plausible_stops_with_the_unit_and_the_limits(value, changes):
    with pytest.raises(DataError, match=f"er {value} for nøkkelen «0301»; tillatt er"):
        units({"0301": value, "1103": 7}, **changes)


@pytest.mark.parametrize(
    ("value", "changes"),
    [(-1, {"minimum": -5}), (-1, {"unit": "kroner"}), (110, {"unit": "prosent av inntekten"})],
)
def test_the_limits_can_be_widened(value, changes):
    assert units({"0301": value, "1103": 7}, **changes).frame["folketall"].tolist() == [value, 7]


def test_units_without_a_value_are_told_of_and_too_many_stop():
    values = {f"{n:04d}": float(n) for n in range(1, 11)}
    assert units(values).findings == ()
    (told,) = units(values | {"0001": ""}).findings
    assert say(told) == "«folketall» har verdi for 9 av 10 kommuner"
    with pytest.raises(DataError, match="Bare 1 av 10 kommuner har en verdi for «folketall»"):
        units(dict.fromkeys(values, "") | {"0001": 1.0})
    assert units(dict.fromkeys(values, "") | {"0001": 1.0}, complete=0)


def test_units_that_are_absent_from_all_files_are_told_of_where_their_number_is_stated():
    values = {f"{n:04d}": float(n) for n in range(1, 11)}
    assert units(values, expected=10).findings == ()
    told = [say(finding) for finding in units(values, expected=11).findings]
    assert "filene har 10 kommuner, men «expected» er 11" in told
    with pytest.raises(DataError, match="Bare 10 av 21"):
        units(values, expected=21)


def test_a_file_that_is_not_the_listed_one_is_told_of(tmp_path):
    assert listed_sums(tmp_path / "SHA256SUMS") == {}
    text = f"{'a' * 64}  uh.sav\n{'B' * 64} *frames/uh.csv\nnoe annet\n"
    (tmp_path / "SHA256SUMS").write_text(text, encoding="utf-8")
    listed = listed_sums(tmp_path / "SHA256SUMS")
    assert listed == {"uh.sav": "a" * 64, "frames/uh.csv": "b" * 64}
    assert sum_findings(listed, {"uh.sav": "a" * 64, "ny.sav": "c" * 64}) == []
    (told,) = sum_findings(listed, {"uh.sav": "c" * 64})
    assert say(told.told) == "«uh.sav» er en annen fil enn den som SHA256SUMS ble laget av"


def frame(tmp_path, *lines: str) -> pd.DataFrame:
    path = tmp_path / "liten.csv"
    path.write_text("\n".join(["variable,category,population", *lines, ""]), encoding="utf-8")
    return read_frame(path, SURVEY)


@pytest.mark.parametrize("number", ["9" * 20, "9" * 5000, "٣", "１２", "1e3", "10000000001", "-0"])
def test_a_population_that_is_no_number_of_people_is_refused(tmp_path, number):
    with pytest.raises(DataError, match="ikke et heltall"):
        frame(tmp_path, f"rolle,1,{number}")


def test_a_frame_of_a_header_alone_is_refused(tmp_path):
    with pytest.raises(DataError, match="ingen linjer"):
        frame(tmp_path)


def test_a_frame_whose_sum_is_not_what_was_sent_is_told_of(tmp_path):
    answers = respondents(rolle=[1, 1, 2, 3])
    whole = frame(tmp_path, "rolle,1,12", "rolle,2,5", "rolle,3,3")
    assert frame_findings(whole, SURVEY, 20, answers) == []
    cut = frame(tmp_path, "rolle,1,1", "rolle,2,5", "rolle,3,3")
    told = [say(finding.told) for finding in frame_findings(cut, SURVEY, 20, answers)]
    assert told == [
        "summen i populasjonsrammen er 9, men 20 er sendt",
        "2 har svart i «1», men populasjonsrammen har 1",
    ]


def test_boxes_may_sum_to_more_than_were_sent_but_not_to_fewer(tmp_path):
    boxes = frame(tmp_path, "valg,valg_a,15", "valg,valg_b,15")
    assert frame_findings(boxes, SURVEY, 20, respondents(rolle=[1])) == []
    assert frame_findings(boxes, SURVEY, 31, respondents(rolle=[1]))


def test_a_list_of_members_that_is_not_what_was_sent_is_told_of():
    members = pd.DataFrame({"members": [3, 4]})
    assert member_findings(members, 7) == []
    assert member_findings(members, None) == []
    assert (
        say(member_findings(members, 9)[0].told) == "medlemslisten har 7 medlemmer, men 9 er sendt"
    )
