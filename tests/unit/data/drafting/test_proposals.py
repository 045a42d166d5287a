"""What files as they are exported are taken for, and why."""

from __future__ import annotations

import pandas as pd
import pyreadstat
import pytest

from evaluering.data.drafting.codebook_text import set_entry
from evaluering.data.drafting.dates import date_kind
from evaluering.data.drafting.facts import VariableFacts, facts_of
from evaluering.data.drafting.opening import open_file
from evaluering.data.drafting.proposing import propose
from evaluering.data.drafting.summary import summary
from evaluering.data.drafting.yaml_writing import flow
from evaluering.errors import DataError

SCALE = ["Helt uenig", "Litt uenig", "Både og", "Litt enig", "Helt enig"]


def proposed(path, text=None, encoding="utf-8"):
    if text is not None:
        path.write_text(text, encoding=encoding)
    return propose(facts_of(open_file(path).raw), "prove", path.name)


def cycle(*values):
    return [values[n % len(values)] for n in range(30)]


def sav(path, columns, labels=None, values=None, **more):
    frame = pd.DataFrame(columns)
    pyreadstat.write_sav(
        frame, path, column_labels=labels or {}, variable_value_labels=values or {}, **more
    )
    return proposed(path)


def test_a_qualtrics_export_has_three_headings_boxes_and_texts_for_answers(tmp_path):
    head = "StartDate,ResponseId,IPAddress,Q1_1,Q1_2,Q2_1,Q2_2,Q3\n"
    texts = (
        "Start Date,Response ID,IP Address,Hvor enig er du? - Jeg trives,Hvor enig er du? - Jeg "
        "lærer,Hva bruker du? - Selected Choice - Telefon,Hva bruker du? - Selected Choice - Nett,"
        "Noe mer?\n"
    )
    imported = ",".join(f'"{{""ImportId"":""QID{n}""}}"' for n in range(8)) + "\n"
    rows = "".join(
        f"2024-05-{n + 1:02d} 10:00:00,R_{n},10.0.0.{n},{SCALE[n % 5]},{SCALE[n % 4]},"
        f"{'Telefon' if n % 2 else ''},{'Nett' if n % 3 else ''},Dette er svar nummer {n}\n"
        for n in range(20)
    )
    path = tmp_path / "q.csv"
    found = proposed(path, head + texts + imported + rows, "utf-8-sig")
    assert open_file(path).layout.header_rows == 3
    assert found.identifier.column == "ResponseId"
    (battery,) = found.batteries
    assert [item.label for item in battery.items] == ["Jeg trives", "Jeg lærer"]
    assert list(found.scales[0].categories.labels.values()) == SCALE
    (boxes,) = found.sets
    assert [option.label for option in boxes.options] == ["Telefon", "Nett"]
    assert boxes.blank
    assert [entry.name for entry in found.open_questions] == ["q3"]
    assert ("IPAddress", "kan være en personopplysning") in found.omitted


def test_a_surveyxact_export_has_two_headings_semicolons_and_a_mark(tmp_path):
    rows = "".join(f"{n};{n % 5 + 1};{n % 3 + 1};{n % 2}\n" for n in range(30))
    text = "respid;s_2_1;s_2_2;s_3\nRespondent;Trives du?;Lærer du?;Kjønn\n" + rows
    path = tmp_path / "x.csv"
    found = proposed(path, text, "utf-8-sig")
    assert open_file(path).layout.header_rows == 2
    assert found.identifier.name == "respid"
    assert [v.label for v in found.variables if v.name == "s_3"] == ["Kjønn"]


def test_a_nettskjema_export_has_questions_for_names_and_several_answers_in_a_cell(tmp_path):
    cells = ["Telefon;Nett", "Nett", "Telefon", "Nett;Oppmøte", "Oppmøte"]
    rows = "".join(
        f'{100 + n}\t{"Ja" if n % 2 else "Nei"}\t"{cells[n % 5]}"\t{n % 6}\n' for n in range(30)
    )
    text = "$submission_id\tEr du fornøyd?\tHva bruker du?\tHvor mange ganger?\n" + rows
    found = proposed(tmp_path / "n.csv", text, "utf-16")
    assert found.identifier.column == "$submission_id"
    (several,) = found.sets
    assert (several.separator, [o.label for o in several.options]) == (
        ";", ["Nett", "Oppmøte", "Telefon"],
    )  # fmt: skip
    nominal, number = found.variables
    assert (nominal.label, list(nominal.categories.labels.values())) == (
        "Er du fornøyd?", ["Ja", "Nei"],
    )  # fmt: skip
    assert number.kind == "number"


def test_merged_headings_are_told_apart_by_what_stands_below(tmp_path):
    rows = "".join(
        f"{n},{'A' if n % 2 else ''},{'B' if n % 3 else ''},{n % 4}\n" for n in range(30)
    )
    text = "RespondentID,Which have you seen?,,Age\n,A,B,Response\n" + rows
    found = proposed(tmp_path / "m.csv", text)
    (boxes,) = found.sets
    assert [option.label for option in boxes.options] == ["A", "B"]
    assert boxes.options[1].column == "Which have you seen? - B"


def test_a_file_in_an_old_character_set_is_read_and_one_in_two_is_a_message(tmp_path):
    path = tmp_path / "g.csv"
    path.write_bytes("Kjønn;Høyde\nMann;1,80\nKvinne;1,70\n".encode("cp1252"))
    assert open_file(path).encoding == "WINDOWS-1252"
    path.write_bytes("Kjønn;Høyde\n".encode() + "Mann på tur;1\n".encode("cp1252"))
    with pytest.raises(DataError, match="blander to tegnsett"):
        open_file(path)


def test_labels_at_the_ends_are_of_a_scale_and_on_few_of_many_numbers_of_a_number(tmp_path):
    found = sav(
        tmp_path / "e.sav",
        {"a": cycle(1.0, 3.0, 5.0, 7.0), "timer": [float(n) for n in range(30)]},
        values={"a": {1.0: "Helt uenig", 7.0: "Helt enig"}, "timer": {99.0: "Vet ikke"}},
    )
    assert list(found.scales[0].categories.labels.items())[:2] == [(1, "Helt uenig"), (2, "2")]
    assert len(found.scales[0].categories.labels) == 7
    number = found.variables[0]
    assert (number.kind, number.categories.missing) == ("number", {99: "dont_know"})


def test_labelled_codes_far_from_all_numbers_are_no_values_whatever_they_are_called(tmp_path):
    placed = {0.0: "Venstre", 10.0: "Høyre", 77.0: "Weiss es leider nicht", 99.0: "–"}
    columns = {
        "q57": [float(n % 11) for n in range(26)] + [77.0, 77.0, 99.0, 99.0],
        "timer": [float(n) for n in range(28)] + [-2.0, -1.0],
        "alder": [float(n + 60) for n in range(30)],
    }
    ends = {-2.0: "Aldri", -1.0: "Husket ikke"}
    values = {"q57": placed, "timer": ends, "alder": {89.0: "89 eller eldre"}}
    found = sav(tmp_path / "f.sav", columns, values=values)
    place, hours, age = found.variables
    assert [one.kind for one in (place, hours, age)] == ["number"] * 3
    assert place.categories.missing == {77: "unanswered", 99: "unanswered"}
    assert set(hours.categories.missing) == {-2, -1}
    assert age.categories.missing == {}
    assert "77 («Weiss es leider nicht»), 99" in place.why


def test_codes_of_boxes_that_are_no_answers_are_missing_in_the_question(tmp_path):
    yes_no = {0.0: "Ikke valgt", 1.0: "Valgt", 8.0: "Jeg vet ikke", 9.0: "Vil ikke svare"}
    columns = {f"tiltak{n}": cycle(1.0, 0.0, 8.0, 0.0, float(n % 2), 9.0) for n in (1, 2, 3)}
    labels = {f"tiltak{n}": f"Tiltak: nummer {n}" for n in (1, 2, 3)}
    (found,) = sav(tmp_path / "b.sav", columns, labels, dict.fromkeys(columns, yes_no)).sets
    assert found.missing == {8: "dont_know", 9: "refused"}
    assert "missing: {8: dont_know, 9: refused}" in flow(set_entry(found)).replace('"', "")


def test_the_middle_of_a_scale_is_an_answer_whatever_it_is_called(tmp_path):
    labels = {1.0: "Uenig", 2.0: "Usikker", 3.0: "Enig", 9.0: "Ubesvart"}
    found = sav(tmp_path / "u.sav", {"a": cycle(1.0, 2.0, 3.0, 9.0)}, values={"a": labels})
    coded = found.variables[0].categories
    assert (list(coded.labels), coded.missing) == ([1, 2, 3], {9: "unanswered"})


def test_scales_are_written_once_and_kinds_of_missing_joined(tmp_path):
    base = dict(enumerate(SCALE, start=1))
    values = {f"q{n}_{m}": {float(c): t for c, t in base.items()} for n in (1, 3) for m in (1, 2)}
    values["q3_2"] = {**values["q3_2"], 8.0: "Vet ikke"}
    columns = {name: cycle(1.0, 2.0, 3.0, 4.0, 5.0) for name in values}
    columns = {**dict(list(columns.items())[:2]), "alder": cycle(20.0, 30.5), **columns}
    found = sav(tmp_path / "s.sav", columns, values=values)
    assert len(found.scales) == 1
    assert found.scales[0].categories.missing == {8: "dont_know"}
    assert [len(battery.items) for battery in found.batteries] == [2, 2]


def test_categories_without_a_known_order_are_in_that_of_the_alphabet_with_others_last(tmp_path):
    rows = "".join(f"{n},{['Sør', 'Annet', 'Nord'][n % 3]}\n" for n in range(30))
    found = proposed(tmp_path / "r.csv", "id,landsdel\n" + rows)
    assert list(found.variables[0].categories.labels.values()) == ["Nord", "Sør", "Annet"]


def test_columns_that_differ_in_capitals_only_are_named_in_the_file(tmp_path):
    rows = "".join(f"{n % 3},{n % 4}\n" for n in range(30))
    found = proposed(tmp_path / "c.csv", "Q1,q1\n" + rows)
    assert [(entry.name, entry.is_told) for entry in found.variables] == [
        ("q1", True),
        ("q1_2", True),
    ]


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        (["2024-05-31"], ("date", "")), (["2024-05-31 10:00:00"], ("datetime", "")),
        (["31.05.2024"], ("date", "")), (["08:15"], ("time", "")),
        (["05/31/2024"], ("date", "%m/%d/%Y")), (["31/05/24 8:05"], ("datetime", "%d/%m/%y %H:%M")),
        (["05/06/2024"], None), (["31.05"], None),
    ],
)  # fmt: skip
def test_a_text_is_a_date_where_it_can_be_read_in_one_way(texts, found):
    facts = VariableFacts("dato", is_text=True, sample=tuple(texts))
    told = date_kind(facts)
    assert (told and told[:2]) == found


def test_the_summary_says_what_was_taken_for_what(tmp_path):
    rows = "".join(f"{n},{['Ja', 'Nei'][n % 2]},1\n" for n in range(30))
    found = proposed(tmp_path / "t.csv", "id,svar,runde\n" + rows)
    told = "\n".join(summary(found, 3))
    assert "t.csv: 30 rader, 3 variabler" in told
    assert "identifikator:  id (navnet, og ingen verdi står to ganger)" in told
    assert "ikke tatt med:  runde (samme verdi hos alle som har svart)" in told
