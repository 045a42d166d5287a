"""A data file is checked against its codebook: what changes results stops, the rest is told."""

from __future__ import annotations

import pandas as pd
import pyreadstat
import pytest

from evaluering.config.missing import ROLE_CODES
from evaluering.config.scales import Scale
from evaluering.config.surveys import NUMBERED, Battery, Item, Survey, Variable
from evaluering.data.codebook import apply_codebook
from evaluering.data.reading import RawSurvey, read_raw
from evaluering.errors import DataError
from evaluering.render.language import say
from small import COLUMNS, NAMES, SCALE, SCALES, SURVEY, answered

OTHER = Survey(
    id="annen",
    title="En annen",
    respondents="andre",
    identifier="respid",
    variables=[Variable(name="rolle", label="Rolle", values={1: "Leder"})],
    batteries=[
        Battery(
            id="c",
            question="?",
            scale="enighet",
            source="Figur",
            items=[Item(name=f"annet{n}", label=f"Annet {n}") for n in range(1, 20)],
        )
    ],
)
TEXTS = SCALE.values | {8: "Vet ikke", 9: "Ubesvart"}


def applied(frame, tmp_path, survey=SURVEY, **parts):
    raw = RawSurvey(frame=frame, **parts)
    file = tmp_path / "liten.sav"
    surveys = {survey.id: survey, "annen": OTHER}
    return apply_codebook(raw, survey, surveys, SCALES, file, "0" * 64)


@pytest.fixture
def checked(tmp_path):
    """Return a function that applies the codebook to a frame."""

    def check(frame, **parts):
        return applied(frame, tmp_path, **parts)

    return check


@pytest.fixture
def fault(tmp_path):
    """Return a function that gives the message of a frame that is refused."""

    def check(frame, **parts):
        with pytest.raises(DataError) as raised:
            applied(frame, tmp_path, **parts)
        assert raised.value.file.endswith("liten.sav")
        assert raised.value.remedy
        return raised.value.fault

    return check


def findings(quality, variable):
    return [(f.count, say(f.told)) for f in quality.findings if f.variable == variable]


def test_a_file_that_fits_keeps_its_codes_and_gives_no_findings(checked):
    frame, quality = checked(answered(led1=[1.0, 8.0, None]))
    assert list(frame) == NAMES
    assert frame["led1"].tolist()[:2] == [1, 8]
    assert frame["led1"].isna().tolist() == [False, False, True]
    assert str(frame["led1"].dtype) == "Int64"
    assert (quality.rows_read, quality.rows_rejected, quality.rows_kept) == (3, 0, 3)
    assert [f for f in quality.findings if f.variable] == []


def test_a_missing_variable_stops_with_its_name(fault):
    message = fault(answered().drop(columns=["led2", "rolle"]))
    assert "mangler i filen" in message
    assert "«led2»" in message
    assert "«rolle»" in message


def test_an_extra_variable_is_left_out_and_reported(checked):
    frame, quality = checked(answered(ekstra=[1.0, 2.0, 3.0]))
    assert "ekstra" not in frame
    assert findings(quality, "ekstra") == [
        (1, "variabelen finnes ikke i kodeboken og er ikke tatt med")
    ]


def test_an_optional_variable_that_is_absent_is_reported(checked, tmp_path):
    optional = Variable(name="merke", label="Merke", values={1: "Ja"}, optional=True)
    survey = SURVEY.model_copy(update={"variables": [*SURVEY.variables, optional]})
    _, quality = applied(answered(), tmp_path, survey)
    assert findings(quality, "merke") == [(1, "valgfri variabel som filen ikke har")]


SHAPED = "9.9 der 9 er et siffer og a en bokstav"


@pytest.mark.parametrize(
    ("value", "shown"), [(7, "7"), (0, "0"), (6, "6"), (-1, "-1"), (3.5, SHAPED)],
)  # fmt: skip
def test_a_value_outside_the_scale_stops_with_variable_code_and_allowed_codes(fault, value, shown):
    message = fault(answered(led1=[float(value), 2.0, float(value)]))
    assert f"«led1» har verdier utenfor kodeboken: {shown} (2 respondenter)" in message
    assert "Tillatt: 1, 2, 3, 4, 5, 8, 9" in message


def test_a_text_where_a_code_should_be_stops_with_its_shape(fault):
    frame = answered().astype("str").assign(led1=["enig", "2", "3"])
    assert "«led1» har verdier utenfor kodeboken: aaaa der" in fault(frame)


@pytest.mark.parametrize("value", [17.0, 100.0])
def test_a_number_outside_its_limits_stops_with_the_limits(fault, value):
    message = fault(answered(alder=[value, 40.0, 999.0]))
    assert f"«alder» har verdier utenfor kodeboken: {'9' * len(f'{value:.0f}')} der" in message
    assert f"{value:.0f} " not in message
    assert "Tillatt: 18 til 99" in message


def test_a_decimal_comma_from_a_csv_file_is_a_decimal(checked):
    frame = answered().astype("str").assign(alder=["40,5", "41", "999"], kommune="0301")
    assert checked(frame)[0]["alder"].tolist() == [40.5, 41, 999]


def test_all_faults_come_in_one_message(fault):
    message = fault(answered(led1=[7.0, 1.0, 1.0], led2=[1.0, 6.0, 1.0], respid=["1", "1", "2"]))
    assert all(part in message for part in ("«led1»", "«led2»", "«respid»"))


def test_labels_in_reverse_order_stop_with_the_label_and_both_codes(fault):
    reversed_labels = {
        float(code): text for code, text in zip(SCALE.codes, SCALE.labels[::-1], strict=True)
    }
    message = fault(answered(), value_labels={"led1": reversed_labels})
    assert "«led1» har verdietiketten «Helt enig» på kode 1" in message
    assert "står den på kode 5" in message
    assert "snudd" in message


def test_labels_that_differ_in_case_spaces_and_dashes_only_are_the_same(checked):
    labels = {1.0: "HELT UENIG", 3.0: "Både-og ", 8.0: "Vet  ikke"}
    assert checked(answered(), value_labels={"led1": labels})[1].findings == ()


def test_a_label_with_other_words_is_reported(checked):
    _, quality = checked(answered(), value_labels={"led1": {1.0: "Svært uenig"}})
    assert findings(quality, "led1") == [
        (1, "verdietiketten på kode 1 er «Svært uenig», i kodeboken «Helt uenig»")
    ]


def test_two_missing_codes_of_one_kind_may_have_the_same_label(tmp_path):
    scale = Scale(
        id="enighet",
        codes=SCALE.codes,
        labels=SCALE.labels,
        missing={8: "dont_know", 9: "unanswered", 99: "unanswered"},
    )
    raw = RawSurvey(answered(), {"led1": {9.0: "Ubesvart", 99.0: "Ubesvart"}})
    file = tmp_path / "liten.sav"
    _, quality = apply_codebook(raw, SURVEY, {"liten": SURVEY}, {"enighet": scale}, file, "")
    assert quality.findings == ()


@pytest.mark.parametrize("missing", [(5.0, 5.0), (5.0, 9.0)])
def test_an_answer_declared_as_missing_stops_with_the_code(fault, missing):
    message = fault(answered(), declared_missing={"led1": [missing]})
    assert "«led1» har kode 5 («Helt enig») erklært som manglende" in message


def test_missing_codes_declared_as_in_the_codebook_are_accepted(checked):
    parts = {"declared_missing": {"led1": [(8.0, 8.0), (9.0, 9.0)]}}
    assert [f for f in checked(answered(), **parts)[1].findings if f.variable] == []


def test_a_question_that_depends_on_an_absent_optional_variable_was_asked_of_nobody(tmp_path):
    optional = Variable(name="merke", label="Merke", values={1: "Ja"}, optional=True)
    first, last = SURVEY.batteries
    routed = last.model_copy(update={"asked_if": {"merke": [1]}})
    update = {"variables": [*SURVEY.variables, optional], "batteries": [first, routed]}
    _, quality = applied(answered(), tmp_path, SURVEY.model_copy(update=update))
    assert next(i for i in quality.items if i.variable == "led4").asked == 0


@pytest.mark.parametrize(
    "identifiers", [["4", "4", "5"], [4.0, 4.0, 5.0], ["4", "4 ", "5"]], ids=repr
)
def test_a_duplicate_respondent_stops_with_the_choices_and_no_identifier(fault, identifiers):
    message = fault(answered(respid=identifiers))
    assert "«respid» har samme verdi for flere respondenter (2 rader)" in message
    assert "duplicates: first" in message
    assert "duplicates: all" in message
    assert "4" not in message


def with_duplicates(tmp_path, choice):
    survey = SURVEY.model_copy(update={"duplicates": choice})
    return applied(answered(respid=["4", "4", "5"], led1=[1.0, 2.0, 3.0]), tmp_path, survey)


def test_the_first_of_several_rows_may_count(tmp_path):
    frame, quality = with_duplicates(tmp_path, "first")
    assert frame[["respid", "led1"]].to_numpy().tolist() == [["4", 1], ["5", 3]]
    assert (quality.rows_read, quality.rows_repeated, quality.rows_kept) == (3, 1, 2)
    assert findings(quality, "respid") == [
        (1, "en rad med en identifikator som alt er lest, er utelatt")
    ]


def test_all_of_several_rows_may_count_as_respondents_of_their_own(tmp_path):
    frame, quality = with_duplicates(tmp_path, "all")
    assert frame["respid"].tolist() == ["4", "4-2", "5"]
    assert (quality.rows_repeated, quality.rows_kept) == (0, 3)
    assert findings(quality, "respid")[0][0] == 1


def test_without_an_identifier_the_rows_are_numbered(tmp_path):
    survey = SURVEY.model_copy(update={"identifier": "none"})
    frame, quality = applied(answered().drop(columns="respid"), tmp_path, survey)
    assert frame[NUMBERED].tolist() == ["1", "2", "3"]
    assert [f for f in quality.findings if f.variable == NUMBERED] == []


def test_a_misspelt_variable_is_named_with_the_one_that_the_file_has(fault):
    message = fault(answered().rename(columns={"led2": "ledd2"}))
    assert "«led2» (filen har «ledd2»)" in message


def test_an_item_may_be_absent_from_the_file_where_it_is_optional(tmp_path):
    first, last = SURVEY.batteries
    items = [i.model_copy(update={"optional": i.name == "led2"}) for i in first.items]
    batteries = [first.model_copy(update={"items": items}), last]
    survey = SURVEY.model_copy(update={"batteries": batteries})
    frame, quality = applied(answered().drop(columns="led2"), tmp_path, survey)
    assert "led2" not in frame
    assert findings(quality, "led2") == [(1, "valgfri variabel som filen ikke har")]


@pytest.mark.parametrize(
    ("variable", "code", "label", "kept"),
    [
        ("alder", -99.0, "", None),  # no label: unanswered, by the codebook's own code
        ("alder", -99.0, "Vet ikke", ROLE_CODES["dont_know"]),
        ("led1", 7.0, "Don't know", 8),
        ("led1", 7.0, "No answer", 9),
        ("led1", 7.0, "Noe annet", 9),
    ],
)
def test_what_the_file_declares_missing_is_no_value_though_the_codebook_is_silent(
    checked, variable, code, label, kept
):
    frame, quality = checked(
        answered(**{variable: [code, 3.0 if variable == "led1" else 40.0, code]}),
        declared_missing={variable: [(code, code)]},
        value_labels={variable: {code: label}} if label else {},
    )
    counted = next(item for item in quality.items if item.variable == variable)
    assert counted.valid == 1
    assert sum(counted.missing.values()) == 2
    if kept is not None:
        assert frame[variable].tolist()[::2] == [kept, kept]
    told = findings(quality, variable)
    known = label in {"Don't know", "No answer"}
    assert bool(told) != known
    wanted = "erklært manglende" if kept != ROLE_CODES["dont_know"] else "regnet som «Vet ikke»"
    assert all(wanted in text for _, text in told)


@pytest.mark.parametrize("identifiers", [["1", None, "3"], ["1", "", "3"], [1.0, None, 3.0]])
def test_a_missing_identifier_stops_with_the_count(fault, identifiers):
    message = fault(answered(respid=identifiers))
    assert "«respid» mangler verdi for 1 respondent" in message


def test_the_file_of_another_survey_is_recognised(fault):
    frame = pd.DataFrame({name: [1.0, 2.0] for name in OTHER.columns(SCALES)})
    assert "Filen er fra undersøkelsen «annen», ikke «liten»" in fault(frame)


@pytest.mark.parametrize("word", ["Spørsmål", "Ærlig", "Årlig", "Øst"])
def test_mojibake_in_a_label_stops_and_asks_for_the_encoding(fault, word):
    broken = word.encode("utf-8").decode("cp1252", errors="replace")
    message = fault(answered(), variable_labels={"led1": broken})
    assert "Tegnsettet er lest feil" in message
    assert "«encoding»" in message


def test_mojibake_in_a_value_label_stops(fault):
    message = fault(answered(), value_labels={"led1": {3.0: "BÃ¥de og"}})
    assert "Tegnsettet er lest feil: «BÃ¥de og»" in message


def test_genuine_norwegian_and_sami_letters_are_no_mojibake(checked):
    assert checked(answered(), variable_labels={"led1": "Kárášjohka, Ålesund, São, Ærø"})


def test_rows_without_any_answer_are_rejected_and_counted(checked):
    rows = pd.concat([answered(), pd.DataFrame([{}, {}])], ignore_index=True)
    frame, quality = checked(rows)
    assert len(frame) == 3
    assert (quality.rows_read, quality.rows_rejected, quality.rows_kept) == (5, 2, 3)


def test_a_file_with_variables_and_no_respondents_is_refused(fault):
    assert "ingen respondenter" in fault(answered().iloc[:0])


def test_a_file_with_only_empty_rows_is_refused(fault):
    assert "ingen respondenter" in fault(answered().map(lambda _: None))


def test_answers_from_respondents_who_were_not_asked_are_kept_and_reported(checked):
    frame, quality = checked(answered(rolle=[1.0, 2.0, 3.0], led4=[5.0, 4.0, 8.0]))
    assert frame["led4"].tolist() == [5, 4, 8]
    assert findings(quality, "led4") == [
        (1, "svar fra en respondent som ikke skulle ha spørsmålet")
    ]


@pytest.mark.parametrize(
    ("given", "kept"),
    [([301.0, 1103.0, 9999.0], ["0301", "1103", "9999"]), (["301", "0301", ""], ["0301"] * 2)],
)
def test_municipality_codes_have_four_digits(checked, given, kept):
    assert checked(answered(kommune=given))[0]["kommune"].dropna().tolist() == kept


@pytest.mark.parametrize(
    ("code", "shown"), [("Oslo", "Aaaa"), ("12345", "99999"), ("03.1", "99.9")]
)
def test_a_municipality_that_is_no_code_stops_with_its_shape_and_not_the_answer(fault, code, shown):
    message = fault(answered(kommune=["0301", code, "0301"]))
    assert "«kommune»" in message
    assert f"({shown} der 9 er et siffer" in message
    assert code not in message
    assert "ikke er nøkler med 4 sifre" in message


def test_the_kinds_of_missing_of_a_stata_file_become_the_codes_of_the_codebook(tmp_path):
    path = tmp_path / "liten.dta"
    frame = answered().assign(led1=pd.Series([1, "a", "b"], dtype="object"))
    pyreadstat.write_dta(
        frame,
        path,
        variable_value_labels={"led1": {1: "Helt uenig", "a": "Vet ikke", "b": "Ubesvart"}},
        missing_user_values={"led1": ["a", "b"]},
    )
    raw = read_raw(path)
    coded, _ = apply_codebook(raw, SURVEY, {"liten": SURVEY}, SCALES, path, "")
    assert coded["led1"].tolist() == [1, 8, 9]


def test_a_spss_file_with_labels_and_missing_codes_passes_the_whole_way(tmp_path):
    path = tmp_path / "liten.sav"
    items = [name for name, column in COLUMNS.items() if column.kind == "item"]
    pyreadstat.write_sav(
        answered(led1=[1.0, 8.0, 9.0]),
        path,
        variable_value_labels={name: {float(c): t for c, t in TEXTS.items()} for name in items},
        missing_ranges={name: [8.0, 9.0] for name in items},
    )
    coded, quality = apply_codebook(read_raw(path), SURVEY, {"liten": SURVEY}, SCALES, path, "")
    assert coded["led1"].tolist() == [1, 8, 9]
    assert quality.findings == ()


def test_rows_with_nothing_but_an_identifier_are_rejected_and_counted(checked):
    frame = answered()
    frame.loc[1, frame.columns != "respid"] = None
    kept, quality = checked(frame)
    assert (quality.rows_read, quality.rows_rejected, len(kept)) == (3, 1, 2)


def test_a_stray_letter_is_a_fault_and_no_missing_code(fault):
    frame = answered().astype(object)
    frame.loc[0, "led1"] = "x"
    assert "«led1» har verdier utenfor kodeboken: a der" in fault(frame)


def test_an_item_without_valid_answers_is_reported(checked):
    _, quality = checked(answered(led1=[8.0, 8.0, 9.0]))
    assert (1, "ingen gyldige svar") in findings(quality, "led1")


def test_a_label_that_lost_a_sign_before_the_file_was_made_is_told_and_stops_nothing(checked):
    labels = {"led1": "Om\ufffdenig", "led2": "Enig"}
    values = {"led2": {1.0: "Helt\ufffduenig", 5.0: "Om\ufffdenig"}}
    _, quality = checked(answered(), variable_labels=labels, value_labels=values)
    assert [count for count, text in findings(quality, "led1") if "mistet et tegn" in text] == [1]
    assert [count for count, text in findings(quality, "led2") if "mistet et tegn" in text] == [2]


def test_one_text_on_two_variables_is_no_exchange_and_neither_is_a_question_in_front(checked):
    own = COLUMNS["led2"].label
    checked(answered(), variable_labels={"led1": own, "led2": own})
    checked(answered(), variable_labels={"led1": f"Hvor enig er du? {COLUMNS['led1'].label}"})


def test_variables_that_carry_each_others_texts_are_refused(fault):
    own = {name: COLUMNS[name].label for name in ("led1", "led2")}
    told = fault(answered(), variable_labels={"led1": own["led2"], "led2": own["led1"]})
    assert "«led1» har i filen teksten til «led2»" in told
    assert "Står svarene i feil kolonne?" in told


def test_the_advice_on_absent_variables_fits_what_is_absent(tmp_path):
    frame = answered()
    for absent, empty, advice in (
        ("respid", False, "identifier: none"), ("led1", True, "ingen respondenter"),
    ):  # fmt: skip
        own = frame.drop(columns=[absent]).head(0 if empty else None)
        with pytest.raises(DataError) as raised:
            applied(own, tmp_path)
        assert f"«{absent}»" in raised.value.fault
        assert advice in raised.value.remedy
