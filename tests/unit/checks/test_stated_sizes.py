"""Numbers of respondents in a running text, held against those that the tables print."""

from __future__ import annotations

import pytest

from evaluering.checks.audit.declaration import Declaration
from evaluering.checks.audit.report import AuditedReport, PrintedReport
from evaluering.checks.audit.stated_sizes import stated_sizes, suggested_of_text
from evaluering.data.published import Place


def texts(**printed: str) -> dict[Place, str]:
    return {Place("tekst", name, "printed"): text for name, text in printed.items()}


CELLS = {
    Place("tabell-1", "Skoleledere (5 fylker)", "Antall svar"): "258",
    Place("tabell-1", "Hovedtillitsvalgte", "Antall svar"): "220",
    Place("tabell-1", "Totalt", "Antall svar"): "478",
    Place("figur-1", "Tilfreds", "Skoleeier"): "4,2",
    Place("figur-1", "n", "Skoleeier"): "130",
}


def suggested(text: str, cells: dict[Place, str] | None = None, **declared: object):
    report = PrintedReport(CELLS | (cells or {}), Declaration.model_validate(declared))
    found = suggested_of_text(AuditedReport.of(report), text)
    return [(own.entry, own.why, own.printed) for own in found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Skoleeierne (84 prosent, n=129) har", [(129, "84 prosent, n=129")]),
        ("Figur 7. Krevende (n = 209).", [(209, "n = 209")]),
        ("Ansatte (n=168-220). Snitt", [(220, "n=168-220")]),
        ("Av de 218 som besvarte skjemaet, er", [(218, "Av de 218 som besvar")]),
        ("31 prosent av 1 362 respondenter", [(1362, "av 1 362 respondent")]),
        ("Mellom 12 (n=26) og 15\nprosent (n=33)", [(26, "12 (n=26)"), (33, "15 prosent (n=33)")]),
        ("31 per cent of the 218 who answered", [(218, "of the 218 who answer")]),
        ("de 218 svarene", [(218, "de 218 svar")]),
        ("95 prosent av 20 kommuner, og 30 av 57 personer", []),
        ("Tabell 2: n er ikke oppgitt", []),
    ],
)
def test_numbers_of_respondents_are_found_however_they_are_said(text, found):
    assert [(own.size, own.printed) for own in stated_sizes(text)] == found


@pytest.mark.parametrize(
    ("text", "entry", "why"),
    [
        ("Skoleeierne svarte (n = 130).",
         {"cell": "t1", "equals": ["figur-1", "n", "Skoleeier"]}, "suggested_n"),
        ("Skoleeierne svarte ja (84 prosent, n = 130).",
         {"cell": "t1", "equals": ["figur-1", "n", "Skoleeier"]}, "suggested_n"),
        ("I alt 62 prosent av de 130 som svarte", {"cell": "t1", "equals": "?"},
         "suggested_unknown"),
    ],
)  # fmt: skip
def test_a_number_that_is_printed_of_the_group_is_the_same_number(text, entry, why):
    assert [(e, w) for e, w, _ in suggested(text, texts(t1="n=130"))] == [(entry, why)]


def test_a_number_that_is_larger_than_all_that_is_printed_of_the_group_is_told():
    text = "Skolelederne svarte. Nesten alle skoleeiere (95 prosent, n=203) har satt i gang tiltak."
    (found,) = suggested(text, texts(t1="95 prosent", t2="n=203"))
    assert found == (
        {"cell": "t2", "at_most": ["figur-1", "n", "Skoleeier"]}, "suggested_more",
        "95 prosent, n=203",
    )  # fmt: skip


def test_a_number_within_the_group_may_be_of_those_who_answered():
    (found,) = suggested("Skolelederne (96 prosent, n=255) har hørt om det.", texts(t1="n=255"))
    limit = ["tabell-1", "Skoleledere (5 fylker)", "Antall svar"]
    assert found[:2] == ({"cell": "t1", "at_most": limit}, "suggested_within")


def test_the_part_that_a_per_cent_says_of_a_group_is_not_its_size():
    text = "Mellom 12 (n=26) og 15 prosent (n=33) av hovedtillitsvalgte vet ikke om skoleeier gjør."
    cells = texts(t1="12", t2="n=26", t3="15 prosent", t4="n=33")
    whole = ["tabell-1", "Hovedtillitsvalgte", "Antall svar"]
    assert [(entry, why) for entry, why, _ in suggested(text, cells)] == [
        ({"cell": "t1", "equals": {"percent": ["t2", whole]}}, "suggested_part"),
        ({"cell": "t3", "equals": {"percent": ["t4", whole]}}, "suggested_part"),
    ]


def test_the_group_that_is_named_last_before_the_number_is_meant():
    text = "Skolelederne (96 prosent, n=255) og de hovedtillitsvalgte (66 prosent, n=217) svarte."
    found = suggested(text, texts(t1="n=255", t2="n=217"))
    assert [entry["at_most"][1] for entry, _, _ in found] == [
        "Skoleledere (5 fylker)", "Hovedtillitsvalgte",
    ]  # fmt: skip


def test_what_is_declared_or_agrees_without_an_entry_is_not_suggested():
    text = "Skoleeierne (n=130) svarte."
    relation = {"cell": "t1", "equals": ["figur-1", "n", "Skoleeier"]}
    assert suggested(text, texts(t1="n=130"), relations=[relation]) == []
    assert suggested(text) == []
    assert [why for _, why, _ in suggested("Skoleeierne (n=131) svarte.")] == ["suggested_more"]


def test_a_per_cent_with_the_same_digits_is_not_the_entry():
    found = suggested("Skoleeierne (n=26) svarte.", texts(t1="26 prosent", t2="n=26"))
    assert [entry["cell"] for entry, _, _ in found] == ["t2"]
