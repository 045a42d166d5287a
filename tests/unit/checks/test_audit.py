"""Each check of the audit finds its contradiction, names the cell and says what follows."""

from __future__ import annotations

import pytest

from evaluering.checks.audit.declaration import Declaration
from evaluering.checks.audit.inspection import audit
from evaluering.checks.audit.kinds.references import reference_findings
from evaluering.checks.audit.report import PrintedReport
from evaluering.data.crossreferences import CaptionText, TextReference
from evaluering.data.numerals import CELL, numerals, replaced
from evaluering.data.published import Place
from evaluering.render.language import say, say_all
from printed_table import printed_cells


def found(printed: dict[Place, str], **declared: object) -> list[tuple[str, str, str, str]]:
    """Return kind, severity, print and what follows of each finding."""
    findings = audit(PrintedReport(printed, Declaration.model_validate(declared)))
    return [(f.kind, f.severity, say(f.printed), say(f.expected)) for f in findings]


CROSSTAB = """
            | A    | B    | C    | Totalt | Antall
Lav         | 25   | 40   | 10   | 24     | 12
Høy         | 75   | 60   | 90   | 76     | 38
Totalt      | 100  | 100  | 100  | 100    |
Antall      | 20   | 10   | 20   |        | 50
Gjennomsnitt| 4,00 | 3,50 | 4,20 | 3,98   |
"""
CORRECT = CROSSTAB.replace("24     | 12", "22     | 11").replace("76     | 38", "78     | 39")


def test_a_crosstab_that_can_be_true_has_no_finding():
    assert found(printed_cells(CORRECT)) == []


def test_counts_that_the_per_cents_cannot_give_are_named():
    wrong = CORRECT.replace("22     | 11", "24     | 12")
    assert {f[0] for f in found(printed_cells(wrong))} == {"sum", "percent"}


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("Antall      | 20   | 10", "Antall      | 20   | 11", ("sum", "error", "11", "10")),
        ("Lav         | 25", "Lav         | 26", ("whole-number", "error", "26", "25")),
        ("| 3,98 ", "| 3,78 ", ("mean", "error")),
        ("Totalt      | 100  | 100 ", "Totalt      | 100  | 101 ", ("percent-sum", "error")),
    ],
)
def test_one_wrong_number_gives_one_finding(old, new, expected):
    wrong = CORRECT.replace(old, new)
    assert wrong != CORRECT
    (finding,) = found(printed_cells(wrong))
    assert finding[: len(expected)] == expected or finding[0] == expected[0]


def test_a_mark_that_does_not_hold_is_named_with_its_level():
    marked = printed_cells(CORRECT) | {Place("tabell-1", "Kjikvadrat", "signifikant på"): "1%-nivå"}
    (finding,) = [f for f in found(marked) if f[0] == "significance"]
    assert finding[1:] == ("error", "1%-nivå", "–")


def test_a_rounding_rule_is_one_for_the_whole_table():
    table = """
           | Antall | Prosent
    A      | 18     | 12
    B      | 139    | 89
    Totalt | 157    | 100
    """
    assert found(printed_cells(table)) == []  # 11,46 is 12 when it is rounded twice
    (finding,) = found(printed_cells(table.replace("| 89", "| 88").replace("139 ", "139 ")))
    assert finding[0] in {"percent", "percent-sum"}


def test_a_rate_may_be_of_the_sample_and_of_the_population():
    table = """
         | Populasjon/sendt ut | Antall svar | Svarprosent
    A    | 4394/2677           | 713         | 27 prosent av utvalg 16 prosent av pop.
    """
    assert found(printed_cells(table)) == []
    assert found(printed_cells(table.replace("16 prosent", "17 prosent")))[0][3].startswith("«A»")


def test_a_mean_of_whole_answers_is_a_whole_sum():
    notes = {"tables": {"tabell-1": {"items": 1, "scale": [1, 5]}}}
    table = """
           | n | Gjennomsnitt | Standardavvik
    A      | 7 | 3,46         | 1,00
    """
    assert [f[0] for f in found(printed_cells(table), **notes)] == ["whole-mean"]
    assert found(printed_cells(table)) == []


def test_a_standard_deviation_has_bounds():
    notes = {"tables": {"tabell-1": {"items": 1, "scale": [1, 5]}}}
    table = """
           | n  | Gjennomsnitt | Standardavvik
    A      | 10 | 3,00         | 2,95
    """
    ((kind, severity, printed, _),) = found(printed_cells(table), **notes)
    assert (kind, severity) == ("standard-deviation", "error")
    assert "2,95" in printed


def test_a_p_follows_from_r_and_n():
    table = """
                | Mål
    X (Pearson) | ,254*
    X (Sig.)    | (,024)
    X (N)       | 79
    """
    assert found(printed_cells(table)) == []
    (finding,) = found(printed_cells(table.replace(",024", ",030")))
    assert finding[0] == "correlation"
    assert "(,024)" in finding[3]


def test_a_text_repeats_a_cell():
    printed = printed_cells(CORRECT) | {Place("tekst", "t1", "printed"): "23 prosent"}
    relation = {"cell": "t1", "equals": ["tabell-1", "Lav", "Totalt"]}
    assert found(printed, relations=[relation]) == [("text", "error", "23 prosent", "22 prosent")]


def test_a_relation_to_a_number_of_the_declaration_has_no_other_cell_to_show():
    relation = {"cell": ["tabell-1", "Gjennomsnitt", "Totalt"], "equals": 3.97}
    printed = PrintedReport(
        printed_cells(CORRECT), Declaration.model_validate({"relations": [relation]})
    )
    (finding,) = audit(printed)
    assert (say(finding.printed), say(finding.expected)) == ("3,98", "3,97")
    assert "ifølge revisjonens oppsett er det 3,97" in say_all(finding.proof)


def test_classes_have_room_for_those_that_other_tables_show():
    classes = printed_cells("""
                    | Antall | Prosent
    Lav 1,0 - 2,0   | 10     | 20,0
    Høy 2,1 - 9,0   | 40     | 80,0
    Totalt          | 50     | 100,0
    """, "tabell-2")  # fmt: skip
    table = printed_cells("""
           | Lav | Høy | Totalt | Antall
    Ja     | 50  | 50  | 50     | 20
    Nei    | 50  | 50  | 50     | 20
    Antall | 20  | 20  |        | 40
    """)  # fmt: skip
    declared = {"classes": [{"table": "tabell-2", "crosstabs": ["tabell-1"]}]}
    (finding,) = found(classes | table, **declared)
    assert finding[0] == "class-size"
    assert "«lav»: 20–30" in finding[3]


def test_classes_that_overlap_or_leave_a_gap_are_named():
    table = """
                | Antall | Prosent
    Lav 1 - 4   | 10     | 25
    Midt 4 - 6  | 10     | 25
    Over 7 - 8  | 10     | 25
    Høy 12 - 20 | 10     | 25
    Totalt      | 40     | 100
    """
    assert [(f[0], f[1]) for f in found(printed_cells(table))] == [
        ("class-limits", "ambiguous"), ("class-limits", "ambiguous"),
    ]  # fmt: skip
    overlapping = table.replace("Midt 4 - 6", "Midt 3 - 6")
    assert ("class-limits", "error") in [(f[0], f[1]) for f in found(printed_cells(overlapping))]


def test_references_lead_to_what_is_meant():
    captions = [
        CaptionText("a", "Tabell 1", "1"), CaptionText("b", "Tabell 2", "2"),
        CaptionText("c", "Tabell 3", "3"),
        CaptionText("d", "Figur 1", "1"), CaptionText("e", "Figur 1", "2"),
    ]  # fmt: skip
    references = [
        TextReference("2", "det første", "Tabell 1", "a"),
        TextReference("3", "det første", "Tabell 11", "a"),
        TextReference("3", "det andre", "Tabell 12", "b"),
        TextReference("3", "det tredje", "Tabell 2", "c"),
    ]
    findings = list(reference_findings(captions, references))
    assert [(f.id, say(f.printed)) for f in findings] == [
        ("number-twice-figur-1", "Figur 1 står over 2 ulike"),
        ("reference-3-tabell-11", "Tabell 11, Tabell 12"),
        ("reference-3-tabell-2", "Tabell 2"),
    ]
    assert "finnes ikke" in say_all(findings[1].proof)


def skipped(*numbers):
    captions = [CaptionText(str(place), number, "1") for place, number in enumerate(numbers)]
    return [(say(f.printed), say_all(f.proof)) for f in reference_findings(captions, [])]


def test_an_excerpt_is_not_accused_of_what_comes_before_it():
    assert skipped("Tabell 4", "Tabell 5", "Figur 3.2", "Figur 3.3") == []


def test_a_stretch_of_skipped_numbers_is_told_once():
    assert skipped("Tabell 4", "Tabell 9", "Figur 3.1", "Figur 3.3", "Figur 4.1") == [
        ("Tabell 5 til Tabell 8 finnes ikke", "Tabell 4 og Tabell 9 finnes, ingen mellom dem."),
        ("Figur 3.2 finnes ikke", "Figur 3.1 og Figur 3.3 finnes, ingen mellom dem."),
    ]


def test_a_number_in_words_is_the_number():
    captions = [CaptionText("k4", "Kapittel 4", ""), CaptionText("k5", "Kapittel 5", "")]
    right = TextReference("3", "nettverkene", "kapittel fire", "k4")
    wrong = TextReference("3", "institusjonene", "kapittel fire", "k5")
    assert list(reference_findings(captions, [right])) == []
    (finding,) = reference_findings(captions, [wrong])
    assert "ment er Kapittel 5" in say_all(finding.proof)
    assert "finnes ikke" not in say_all(finding.proof)


@pytest.mark.parametrize(
    ("printed", "faults"),
    [
        ("kap. 3", []), ("Kap. tre", []), ("fig. 1", ["«fig. 1» er noe annet, i 2"]),
        ("kap. 9", ["«kap. 9» finnes ikke"]), ("ved. 3", ["«ved. 3» finnes ikke"]),
    ],
)  # fmt: skip
def test_a_short_name_is_what_alone_begins_so(printed, faults):
    captions = [
        CaptionText("k3", "Kapittel 3", "3"), CaptionText("f1", "Figur 1", "2"),
        CaptionText("f2", "figur 2", "2"),
    ]  # fmt: skip
    found = reference_findings(captions, [TextReference("5", "forumene", printed, "k3")])
    assert [say_all(f.proof).split(";")[0].removeprefix("5: ") for f in found] == faults


def test_a_number_twice_without_references_leads_nobody_astray():
    captions = [CaptionText("a", "Tabell 1", "3"), CaptionText("b", "Tabell 1", "3")]
    (alone,) = reference_findings(captions, [])
    assert "overskrift i 3." in say_all(alone.proof)
    assert alone.consequence == ()
    (used,) = reference_findings(captions, [TextReference("4", "det første", "tab. 1", "a")])
    assert say_all(used.consequence) == "Henvisningene er tvetydige."


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("4 (19)", [(4, 0), (19, 0)]),
        ("8001-30 000", [(8001, 0), (30000, 0)]),
        ("-,106", [(-106, 3)]),
        ("(,345)", [(345, 3)]),
        ("6–30 deltakere", [(6, 0), (30, 0)]),
        ("-", [(0, 0)]),
        ("25.6", [(256, 1)]),
    ],
)
def test_numbers_are_read_as_they_are_printed(text, numbers):
    assert [(n.units, n.decimals) for n in numerals(text)] == numbers


def test_a_number_is_replaced_in_the_look_of_the_print():
    assert replaced("4 (19)", 1, 21, 0) == "4 (21)"
    assert replaced(",254*", 0, 244, 3) == ",244*"
    assert replaced("0 ()", 1, 0, 0) == "0 (0)"


@pytest.mark.parametrize("text", ["12a", "l2", "1O", "1,2,3", "omtrent 4", ""])
def test_text_is_no_number(text):
    assert not CELL.fullmatch(text)
