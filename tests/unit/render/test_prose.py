"""The author's text: numbers bound to results, and a line for everything that is not understood."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from evaluering.config.exhibits.group_means import GroupMeans
from evaluering.config.reports import Report
from evaluering.errors import ConfigErrors, EvalueringError
from evaluering.exhibits.absence import without_data
from evaluering.exhibits.result import Result
from evaluering.exhibits.significance import MeansTest, Statistic
from evaluering.languages import tags
from evaluering.message import message
from evaluering.render.document import Bullets, Doubted, Footnote, nested, plain
from evaluering.render.language import writing
from evaluering.render.prose.amounts import amount
from evaluering.render.prose.bindings import ResultBindings, Verdict
from evaluering.render.prose.drafting import chapter_draft, drafted, summary_draft
from evaluering.render.prose.lookup import Lookup
from evaluering.render.prose.naming import Unbound
from evaluering.render.prose.sources import read_texts
from evaluering.render.prose.texts import composed, in_order, typed_numbers
from evaluering.render.prose.works import read_works

EXHIBIT = GroupMeans(
    id="figur-1", number="Figur 1", kind="group_means", title="Kartlegging", section="1",
    groups=["eier", "leder"], items=["oversikt", "verktoy"],
)  # fmt: skip
ITEMS = {"oversikt": "Har god oversikt", "verktoy": "Har verktøy for å kartlegge behov"}
MEANS = {("oversikt", "eier"): 4.2, ("oversikt", "leder"): 4.6,
         ("verktoy", "eier"): 3.7, ("verktoy", "leder"): 4.0}  # fmt: skip


def result(means=MEANS) -> Result:
    rows = [
        {"item": item, "item_label": ITEMS[item], "group": group, "group_label": f"Skole{group}",
         "n": 130, "mean": mean, "sd": 0.8}
        for (item, group), mean in means.items()
    ]  # fmt: skip
    tests = tuple(
        MeansTest(
            item=item, groups=("eier", "leder"), test="welch_t", statistic=-4.9, df=206.7, p=p,
            effect="hedges_g", effect_size=-0.57, n=260, p_holm=p, p_bh=p, warnings=(),
            statistics=(Statistic("mean_difference", -0.4, lower=-0.55, upper=-0.25),),
        )
        for item, p in (("oversikt", 0.0001), ("verktoy", 0.2))
    )  # fmt: skip
    return Result("figur-1", "group_means", pd.DataFrame(rows), 260, tests=tests)


def bindings(means=MEANS, **claims: str) -> ResultBindings:
    verdicts = {name: Verdict(verdict) for name, verdict in claims.items()}
    works = read_works(Path("/nowhere"), "rapport")
    return ResultBindings({"figur-1": EXHIBIT}, {"figur-1": result(means)}, {}, works, verdicts)


DEEP = "noe som ligger for langt inni hverandre"


def bound(binding: str) -> str:
    return plain(bindings(c1="fails").bound(binding))


@pytest.mark.parametrize(
    ("binding", "text"),
    [
        ("figur-1", "Figur 1"),
        ("figur-1: n", "260"),
        ("figur-1: eier / oversikt: mean", "4,2"),
        ("figur-1: Skoleeier / kartlegging: mean", "3,7"),
        ("figur-1: eier / oversikt: mean | 2", "4,20"),
        ("figur-1: eier - leder / oversikt: mean | signed", "−0,4"),
        ("figur-1: leder - eier / verktoy: mean | signed", "+0,3"),
        ("figur-1: oversikt: p", "p < 0,001"),
        ("figur-1: verktoy: effect_size", "−0,57"),
        ("figur-1: leder / highest: label", "«Har god oversikt»"),
        ("figur-1: leder / lowest: mean", "4,0"),
        ("figur-1: leder - eier / highest: label", "«Har god oversikt»"),
        ("figur-1: leder / verktoy: rank", "2"),
        ("figur-1: significant", "1"),
        ("figur-1: tests", "2"),
        # R 4.2.2: power.t.test(n = 130, sd = 0.8, power = 0.8, strict = TRUE)$delta is 0.279038
        ("figur-1: oversikt: detectable | 4", "0,2790"),
        ("claim: c1", "holder ikke"),
    ],
)
def test_a_binding_gives_what_the_result_has(binding, text):
    assert bound(binding).replace("\N{NO-BREAK SPACE}", " ") == text


@pytest.mark.parametrize(
    ("binding", "found", "near"),
    [
        ("figur-2: n", "figur-2", "figur-1"),
        ("figur-1: eir / oversikt: mean", "eir", "eier"),
        ("figur-1: eier: mean", "«eier» (2 rader)", "oversikt"),
        ("figur-1: har: mean", "«har», som er en del av flere", "Har god oversikt"),
        ("figur-1: eier / oversikt: meen", "meen", "mean"),
        ("figur-1: eier / oversikt: mean | rundt", "rundt", "«words»"),
        ("figur-1: eier / oversikt: mean | ٣", "٣", "«words»"),
        ("figur-1: eier / oversikt: mean | " + "9" * 5000, "9" * 5000, "«words»"),
        ("figur-1: p", "figur-1 (2 tester)", "oversikt"),
        ("claim: c2", "c2", "c1"),
    ],
)
def test_a_binding_to_nothing_or_to_several_names_what_there_is(binding, found, near):
    with pytest.raises(Unbound) as fault:
        bound(binding)
    assert fault.value.args[0] == found
    assert near in fault.value.args[1]


def hidden() -> ResultBindings:
    """Return bindings to a result of which one row is withheld, and with it the tests."""
    own, whole = bindings(), result()
    table = whole.table.assign(suppressed=[False, False, True, False])
    table.loc[2, ["n", "mean", "sd"]] = float("nan")
    own.results = {"figur-1": replace(whole, table=table, tests=())}
    own.claims = None
    return own


@pytest.mark.parametrize(
    ("binding", "text"),
    [
        ("figur-1: eier / oversikt: mean", "4,2"),
        ("figur-1: eier / verktoy: mean", ":"),
        ("figur-1: leder - eier / verktoy: mean | signed", ":"),
        ("figur-1: eier / highest: mean", ":"),
        ("figur-1: leder - eier / highest: label", ":"),
        ("figur-1: leder / oversikt: rank", ":"),
        ("figur-1: oversikt: p", ":"),
        ("figur-1: significant", ":"),
        ("claim: c1", ":"),
    ],
)
def test_what_is_withheld_is_told_by_no_text(binding, text):
    assert plain(hidden().bound(binding)) == text


def test_a_sentence_of_a_claim_that_is_not_tried_stands_as_it_is():
    assert hidden().claimed("c1", ("Setningen.",)) == ("Setningen.",)


@pytest.mark.parametrize(("reason", "text"), [("reason_no_answers", "–"), ("reason_withheld", ":")])
def test_an_exhibit_without_numbers_leaves_a_mark_in_the_text(reason, text):
    own = bindings()
    own.results = {"figur-1": without_data(result(), message(reason))}
    assert plain(own.bound("figur-1: eier / oversikt: mean")) == text


@pytest.mark.parametrize(
    ("percent", "text"),
    [(67, "to av tre"), (64, "nær to av tre"), (52.2, "litt over halvparten"), (0, "ingen"),
     (2, "om lag 2 prosent"), (99, "om lag 100 prosent"), (100, "alle")],
)  # fmt: skip
def test_shares_have_words_by_fixed_rules(percent, text):
    assert amount(percent) == text


REPORT = Report(
    id="rapport", title="Rapport",
    chapters=[{"id": "kapittel-1", "title": "Behov"}, {"id": "kapittel-2", "title": "Mer"}],
)  # fmt: skip
HEAD = "---\norder: 0\ntitle: Sammendrag\n---\n"


def written(root: Path, means=MEANS, claims=(), **files: str):
    folder = root / "config/reports/rapport/text"
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
    own = bindings(means, **dict(claims))
    own.works = read_works(root, "rapport")
    return composed(read_texts(root, "rapport"), REPORT, own)


def said(texts) -> str:
    def of(section):
        for block in section.blocks:
            yield plain(block.content) if hasattr(block, "content") else str(block)
        for inner in section.sections:
            yield inner.title
            yield from of(inner)

    return "\n".join(line for _, section in texts.others for line in of(section))


TEXT = """Snittet er **{figur-1: eier / oversikt: mean}**[^a], se [NIFU](https://nifu.no).
[Lederne er mest fornøyd.]{claim=c1} Mer om det.

## Så

1. Én
   - under
2. To

> Sitat.

[^a]: Fra 1 til *5*.
"""


def test_a_text_is_set_with_its_numbers_lists_notes_and_doubts(tmp_path):
    texts = written(tmp_path, claims={"c1": "fails"}, sammendrag=HEAD + TEXT)
    ((order, section),) = texts.others
    first, (so,) = section.blocks[0].content, section.sections
    assert (order, section.title, so.title) == (0, "Sammendrag", "Så")
    assert plain(first).startswith("Snittet er 4,2, se NIFU. Lederne er mest fornøyd. Mer")
    assert plain(next(p for p in first if isinstance(p, Footnote)).content) == "Fra 1 til 5."
    assert "holder ikke" in next(p for p in first if isinstance(p, Doubted)).remark
    listed = next(block for block in so.blocks if isinstance(block, Bullets))
    (outer,) = nested(listed)
    assert (outer.ordered, len(outer.items), len(outer.items[0].lists[0].items)) == (True, 2, 1)
    assert so.blocks[-1].style == "quote"


def test_a_sentence_whose_claim_holds_is_as_it_was_written(tmp_path):
    texts = written(tmp_path, claims={"c1": "holds"}, sammendrag=HEAD + TEXT)
    content = texts.others[0][1].blocks[0].content
    assert not [part for part in content if isinstance(part, Doubted)]


def test_one_changed_answer_changes_the_sentences_that_are_bound_to_it(tmp_path):
    text = HEAD + "\n\n".join(f"Tall {{figur-1: {g} / {i}: mean | 2}}." for i, g in MEANS)
    before = said(written(tmp_path, sammendrag=text)).split("\n")
    after = said(written(tmp_path, MEANS | {("verktoy", "eier"): 3.71})).split("\n")
    assert [(a, b) for a, b in zip(before, after, strict=True) if a != b] == [
        ("Tall 3,70.", "Tall 3,71.")
    ]


def test_chapters_keep_their_place_and_other_texts_come_between_them(tmp_path):
    texts = written(
        tmp_path, a="---\nchapter: kapittel-2\n---\nTekst.\n", b=HEAD,
        c="---\norder: 1.5\ntitle: Mellom\n---\n",
    )  # fmt: skip
    chapters = [texts.chapters.get(c.id) or replace(texts.others[0][1], id=c.id, title=c.title)
                for c in REPORT.chapters]  # fmt: skip
    titles = [section.title for section in in_order(chapters, texts)]
    assert titles == ["Sammendrag", "Behov", "Mellom", "Mer"]


def test_what_is_included_stands_in_its_place_and_a_fault_there_names_its_own_line(tmp_path):
    files = {"a": HEAD + "Før.\n\n{include: felles.md}\n", "felles": "Felles.\n\n{figur-9: n}\n"}
    with pytest.raises(ConfigErrors) as fault:
        written(tmp_path, **files)
    assert "text/felles.md, linje 3" in str(fault.value)
    assert "Felles." in said(written(tmp_path, **files | {"felles": "Felles.\n"}))


@pytest.mark.parametrize(
    ("text", "line", "found"),
    [
        ("{figur-9: n}", 5, "figur-9"),
        ("\nTekst <b>fet</b>", 6, "<b>"),
        ("<script>alert(1)</script>", 5, "<script>"),
        ("## Snitt {figur-1: n}", 5, "Snitt {figur-1: n}"),
        ("# Øverst", 5, "# Øverst"),
        ("![](bilde.png)", 5, "bildet bilde.png uten alternativ tekst"),
        ("Se ![kart](kart.png).", 5, "bildet kart.png inni annen tekst"),
        ("[her](javascript:alert)", 5, "lenken javascript:alert"),
        ("Se [@ukjent].", 5, "ukjent"),
        ("Se [her](ftp://sted).", 5, "lenken ftp://sted"),
        ("[Setning]{klasse=a}", 5, "klasse"),
        ("[Setning]{claim=c9}", 5, "c9"),
        ("{figur-1}\n\n{figur-1}", 7, "figur-1 for andre gang"),
        ("\n" + "> " * 30 + "dypt", 6, DEEP),
        ("\n" + "".join("  " * n + "- a\n" for n in range(30)), 14, DEEP),
        ("\n" + "*" * 20_000 + "a" + "*" * 20_000, 6, DEEP),
        ("{include: a.md}", 5, "a.md → a.md"),
        ("\nEn\x0bto", 6, "tegnet U+000B, som er usynlig, på plass 3"),
        ("\n\uffff", 6, "tegnet U+FFFF"),
        ("{include: ../../hemmelig.md}", 5, "../../hemmelig.md"),
    ],
)
def test_what_is_not_understood_is_told_with_its_line(tmp_path, text, line, found):
    with pytest.raises(ConfigErrors) as fault:
        written(tmp_path, a=HEAD + text)
    assert f"text/a.md, linje {line}\n" in str(fault.value)
    assert f"funnet:  {found}" in str(fault.value)


@pytest.mark.parametrize(
    "head",
    ["---\ntitle: A\n", "---\n- a\n---\n", "---\nordr: 0\n---\n", "---\norder: 0\n---\n",
     "---\nchapter: kapittel-9\n---\n", "---\norder: [\n---\n"],
)  # fmt: skip
def test_a_head_that_does_not_fit_is_told_of(tmp_path, head):
    with pytest.raises(EvalueringError, match=r"text/a\.md"):
        written(tmp_path, a=head)


def test_two_texts_of_one_chapter_are_a_fault(tmp_path):
    head = "---\nchapter: kapittel-1\n---\n"
    with pytest.raises(ConfigErrors, match="kapittel-2"):
        written(tmp_path, a=head, b=head)


BIB = r"""@report{nifu, author = {Rogde, Kristine and J{\o}rgensen, Per and Vik, A}, title = {Sp{\o}rsm{\aa}l},
  institution = {NIFU}, year = {2020}}
@article{ab, author = {Berg, Anna}, title = {Om skoler}, journal = {Tidsskrift}, year = 2019}"""  # noqa: E501
CSL = (
    '[{"id": "nifu", "author": [{"family": "Rogde", "given": "K"}, {"family": "Jørgensen"}, '
    '{"family": "Vik"}], "issued": {"date-parts": [[2020]]}, "title": "Spørsmål"}, '
    '{"id": "ab", "author": [{"family": "Berg", "given": "Anna"}], "title": "Om skoler", '
    '"issued": {"date-parts": [[2019]]}, "container-title": "Tidsskrift"}]'
)


@pytest.mark.parametrize(("name", "content"), [("bib", BIB), ("json", CSL)])
def test_what_is_cited_is_listed_by_author(tmp_path, name, content):
    folder = tmp_path / "config/reports/rapport"
    folder.mkdir(parents=True)
    (folder / f"references.{name}").write_text(content, encoding="utf-8")
    texts = written(tmp_path, a=HEAD + "Kjent [@nifu, s. 12; @ab].")
    assert said(texts) == "Kjent (Rogde mfl. 2020, s. 12; Berg 2019)."
    works = [plain(block.content) for block in texts.bibliography.blocks]
    assert works[0] == "Berg, A. (2019). Om skoler. Tidsskrift. "
    assert "Jørgensen" in works[1]


def test_a_file_of_works_that_is_none_is_told_of(tmp_path):
    folder = tmp_path / "config/reports/rapport"
    folder.mkdir(parents=True)
    (folder / "references.json").write_text("[{]", encoding="utf-8")
    with pytest.raises(EvalueringError, match=r"references\.json"):
        written(tmp_path, a=HEAD)


def test_typed_numbers_that_stand_in_no_result_are_listed(tmp_path):
    texts = written(tmp_path, a=HEAD + "Snittet er 4,2 i 2021, men 417,3 prosent er ikke noe.")
    sections = [section for _, section in texts.others]
    (_, listed) = typed_numbers(sections, {"figur-1": result()})
    assert [plain(item) for item in listed.items] == ["417,3 i Sammendrag"]


@pytest.mark.parametrize("tag", tags())
def test_drafts_are_bound_in_every_language_and_name_no_cause(tag):
    lookup = Lookup(EXHIBIT, result())
    with writing(tag):
        text = chapter_draft([lookup], "kapittel-1") + summary_draft([lookup])
        own = bindings()
        numbers = [plain(own.bound(b)) for b in re.findall(r"\{([^{}]+:[^{}]+)\}", text)]
    assert len(numbers) >= 15
    assert not re.search(r"\d", re.sub(r"\{[^{}]*\}|0[.,]05|order: 0|kapittel-1", "", text))
    assert "[" not in drafted(lookup)


def test_there_is_no_draft_of_a_summary_without_differences():
    even = replace(result(), tests=())
    assert summary_draft([Lookup(EXHIBIT, even)]) == ""


def test_rows_are_ranked_by_the_mean_where_a_category_is_empty():
    table = pd.DataFrame(
        {
            "item": ["a", "a", "b", "b"], "item_label": ["A", "A", "B", "B"],
            "group": ["1", "2", "1", "2"], "group_label": ["En", "To", "En", "To"],
            "n": [9, 0, 5, 0], "mean": [2.0, None, 4.0, None],
        }
    )  # fmt: skip
    lookup = Lookup(EXHIBIT, replace(result(), table=table, tests=()))
    assert lookup.main == "mean"
    assert lookup.find(["1", "highest"], "label").value == "«B»"
