"""What the text says of tests and numbers, and what seems to be left undeclared."""

from __future__ import annotations

import pytest

from evaluering.checks.audit.counted_tests import counted_tests
from evaluering.checks.audit.declaration import Declaration
from evaluering.checks.audit.expressions import BadExpression
from evaluering.checks.audit.inspection import audit
from evaluering.checks.audit.report import AuditedReport, PrintedReport
from evaluering.checks.audit.suggestions import suggestions
from evaluering.data.published import Place
from evaluering.render.language import say, say_all
from printed_table import printed_cells

# R 4.2.2: chisq.test(matrix(c(5, 15, 10, 10), 2), correct = FALSE) gives p = 0.1025
CROSSTAB = """
            | A    | B    | Totalt | Antall
Lav         | 25   | 50   | 38     | 15
Høy         | 75   | 50   | 63     | 25
Totalt      | 100  | 100  | 100    |
Antall      | 20   | 20   |        | 40
Gjennomsnitt| 4,00 | 3,50 | 3,75   |
"""
# R 4.2.2: 2 * pt(-0.30 * sqrt(48 / (1 - 0.30^2)), 48) gives p = 0.0343
PAIRS = """
            | Mål
X (Pearson) | ,300
X (Sig.)    | (,034)
X (N)       | 50
"""
CELLS = printed_cells(CROSSTAB, "tabell-1") | printed_cells(PAIRS, "tabell-9")
PAIR = ["tabell-9", "X", "Mål"]


def report(cells=CELLS, **declared: object) -> PrintedReport:
    return PrintedReport(cells, Declaration.model_validate(declared))


def said(of: object, says: str, **more: object) -> list[str]:
    mention = {"section": "3.1", "of": of, "says": says, **more}
    return [
        f"{say(f.printed)}; {say(f.expected)}".replace("\N{NO-BREAK SPACE}", " ")
        for f in audit(report(significance=[mention]))
        if f.kind == "mention"
    ]


@pytest.mark.parametrize(
    ("of", "says", "more", "found"),
    [
        ("tabell-1", "not_significant", {}, []),
        ("tabell-1", "significant", {}, ["3.1: «signifikant» (5 prosent); p = 0,102"]),
        ("tabell-1", "significant", {"level": 11}, []),
        (PAIR, "significant", {}, []),
        (PAIR, "significant", {"level": 1}, ["3.1: «signifikant» (1 prosent); p = 0,034"]),
        (PAIR, "not_significant", {}, ["3.1: «ikke signifikant» (5 prosent); p = 0,034"]),
    ],
)
def test_what_the_text_calls_significant_is_held_against_the_p_that_follows(of, says, more, found):
    assert said(of, says, **more) == found


@pytest.mark.parametrize(
    ("rows", "says", "found"),
    [
        # r = ,205-,215 with n = 87 gives p from ,046 to ,057: the printed p decides
        ({"Sig.": ",051", "N": "87"}, "significant", "p = 0,051"),
        ({"Sig.": ",048", "N": "87"}, "not_significant", "p = 0,048"),
        ({"Sig.": ",05", "N": "87"}, "significant", None),
        ({"N": "87"}, "significant", None),
        ({"Sig.": ",300"}, "significant", "p = 0,300"),
    ],
)
def test_a_printed_p_counts_where_r_and_n_leave_it_open(rows, says, found):
    of = {"Pearson": ",21", **rows}
    cells = {Place("tabell-9", f"X ({kind})", "Mål"): text for kind, text in of.items()}
    mention = {"section": "4", "of": PAIR, "says": says}
    told = [f for f in audit(report(cells, significance=[mention])) if f.kind == "mention"]
    shown = [say(f.expected).split("–")[0].replace("\N{NO-BREAK SPACE}", " ") for f in told]
    assert shown == ([found] if found else [])


@pytest.mark.parametrize("of", ["tabell-9", ["tabell-9", "Y", "Mål"], ["tabell-1", "A", "Lav"]])
def test_a_sentence_of_something_that_is_not_tested_is_a_fault(of):
    with pytest.raises(BadExpression) as fault:
        said(of, "significant")
    assert fault.value.key == "significance"


def test_the_tests_are_counted_with_what_chance_alone_gives():
    made = counted_tests(AuditedReport.of(report()))
    assert (made.crosstabs, made.crosstabs_below, made.sparse) == (1, 0, 0)
    assert (made.correlations, made.correlations_below) == (1, 1)
    assert "Av 2 tester ville 0,1 i snitt" in say_all(made.said)
    few = {place: text.replace("20", "4").replace("40", "8").replace("15", "3").replace("25", "25")
           for place, text in CELLS.items()}  # fmt: skip
    few[Place("tabell-1", "Høy", "Antall")] = "5"
    assert counted_tests(AuditedReport.of(report(few))).sparse == 1


def test_tables_of_one_index_have_the_same_labels():
    other = CROSSTAB.replace("Lav ", "Lavt")
    cells = CELLS | printed_cells(CROSSTAB, "tabell-2") | printed_cells(other, "tabell-3")
    index = {"crosstabs": ["tabell-1", "tabell-2", "tabell-3"], "items": 1, "scale": [1, 5]}
    (finding,) = [f for f in audit(report(cells, indices=[index])) if f.kind == "labels"]
    assert finding.id == "labels-tabell-3"
    assert say(finding.printed) == "Lavt; Høy"
    assert say_all(finding.proof) == "Tabell 1 og Tabell 2 har radene Lav; Høy."


ABOUT = {"t1": "lav score, andel av alle", "t2": "lav score, n", "t3": "gruppe A, andel lav"}
TOTAL = ["tabell-1", "Antall", "Antall"]
TEXTS = {"t1": "38 prosent", "t2": "n=15", "t3": "25 prosent"}


def test_what_seems_undeclared_is_suggested_and_what_is_declared_is_not():
    cells = CELLS | printed_cells(CROSSTAB, "tabell-2")
    cells |= {Place("tekst", name, "printed"): text for name, text in TEXTS.items()}
    found = suggestions(AuditedReport.of(report(cells)), ABOUT)
    assert [(own.key, own.entry, own.why) for own in found] == [
        ("indices", {"crosstabs": ["tabell-1", "tabell-2"], "items": "?", "scale": ["?", "?"]},
         "suggested_index"),
        ("relations", {"cell": "t1", "equals": {"percent": ["t2", TOTAL]}}, "suggested_base_1"),
    ]  # fmt: skip
    relation = {"cell": "t1", "equals": {"percent": ["t2", 40]}}
    index = {"crosstabs": ["tabell-1", "tabell-2"], "items": 1, "scale": [1, 5]}
    declared = report(cells, relations=[relation], indices=[index])
    assert suggestions(AuditedReport.of(declared), ABOUT) == []


ROLES = """
                | Antall svar
    Ledere      | 258
    Lærere      | 713
    Totalt      | 971
    """


@pytest.mark.parametrize(
    ("printed", "base", "why"),
    [
        ("12 prosent (n = 86)", ["tabell-1", "Lærere", "Antall svar"], "suggested_base_1"),
        ("12 prosent (n=31)", ["tabell-1", "Ledere", "Antall svar"], "suggested_base_1"),
        ("15 % (n = 31)", "?", "suggested_base_0"),
    ],
)
def test_a_per_cent_with_its_n_is_held_against_the_groups_of_a_table(printed, base, why):
    cells = printed_cells(ROLES, "tabell-1") | {Place("tekst", "t1", "printed"): printed}
    found = suggestions(AuditedReport.of(report(cells)), {"t1": "vet ikke, andel"})
    assert [(own.entry, own.why) for own in found] == [
        ({"cell": "t1", "equals": {"percent": ["t1#1", base]}}, why)
    ]
