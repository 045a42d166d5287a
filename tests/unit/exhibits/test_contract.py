"""What every kind of exhibit keeps to, ours and those that others add: one test run over all."""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any, Literal, final

import pytest

from drawn_texts import texts_outside
from edits import edited, leaves, mark, relooked
from evaluering.cli.results import result_of
from evaluering.config import sources
from evaluering.config.exhibits.base import KINDS, Exhibit, KindError
from evaluering.config.formats import formats
from evaluering.config.kinds import has, kinds, module_of
from evaluering.config.paths import Paths
from evaluering.config.project import load_project
from evaluering.config.reports import Disclosure
from evaluering.config.theme import Theme
from evaluering.data.study import Study
from evaluering.data.wave_data import WaveData
from evaluering.disclosure.attack.exhibit import PublishedExhibit
from evaluering.disclosure.masking import Masks, bar, masked
from evaluering.exhibits.result import Result, load_result, save_result
from evaluering.languages import tags
from evaluering.render.charts.charting import Charted, Palette, charted
from evaluering.render.document import Document, Section
from evaluering.render.drawingml.chart import chart_xml
from evaluering.render.drawingml.grid import workbook
from evaluering.render.drawingml.look import ChartLook
from evaluering.render.figures.drawing import look_of
from evaluering.render.figures.style import Style
from evaluering.render.given import Given
from evaluering.render.language import writing
from evaluering.render.numbering import numbered
from evaluering.render.numbers import SUPPRESSED
from evaluering.render.tables.laying import lay_out
from evaluering.rounding import round_number
from fewer_tables import FewerTables
from office_charts import read_chart
from small_project import ALL, REPORT, WAVE, build, configuration, write_project, write_yaml

KINDS_THERE = sorted(kinds())
DRAWN = [kind for kind in KINDS_THERE if has(kind, "figure")]
LANGUAGES = tags()
FORMS = ("whole", "hidden", "one", "none")


@pytest.fixture(scope="module")
def study(tmp_path_factory) -> Study:
    """Return a little project with all its parts, read and linked, its indices built."""
    root = write_project(tmp_path_factory.mktemp("slag") / "prosjekt")
    project = build(root, "ingest", "registry", "link", "indices")
    return Study(project, Paths(root))


def of_kind(study: Study, kind: str, *looks: str) -> list[Exhibit]:
    """Return the little project's exhibits of a kind, as figures and as tables."""
    own = [e for e in study.project.exhibits(REPORT) if e.kind == kind]
    assert own, f"the little project has no {kind}"
    shown = [look for look in ("tabell", "figur") if look == "tabell" or has(kind, "figure")]
    return [
        exhibit.model_copy(update={"id": f"{look}-{place}"})
        for place, exhibit in enumerate(own)
        for look in shown
        if not looks or look in looks
    ]


def data_of(study: Study, form: str = "whole") -> WaveData:
    """Return the wave with all its answers, with those of small groups hidden, one, or none."""
    data = study.wave(WAVE)
    rows = {"one": 1, "none": 0}.get(form)
    project, hidden = data.project, Disclosure(minimum_n=1000)
    if form == "hidden":
        settings = project.settings.model_copy(update={"disclosure": hidden})
        project = replace(project, settings=settings)
    return WaveData(project, data.wave, FewerTables(data.tables, rows))


def computed(study: Study, exhibit: Exhibit, form: str = "whole") -> Result:
    return result_of(exhibit, data_of(study, form), study.paths)


def told(result: Result, folder: Path) -> str:
    """Return all that a saved result says, without where it comes from."""
    save_result(replace(result, provenance={}), folder / "resultat")
    return "".join(path.read_text(encoding="utf-8") for path in sorted(folder.glob("resultat.*")))


@pytest.mark.parametrize("kind", KINDS_THERE)
def test_a_kind_says_what_it_reads(study, kind):
    for exhibit in of_kind(study, kind):
        data = data_of(study)
        result_of(exhibit, data, study.paths)
        read = exhibit.reads(study.project, WAVE)
        surveys = read.all_surveys(study.project)
        for sort, name in sorted(data.tables.asked):
            known = surveys if sort == "surveys" else getattr(read, sort)
            assert known if not name else name in known, f"{exhibit.id} reads {sort} «{name}»"


@pytest.fixture(scope="module")
def marked(study, tmp_path_factory) -> tuple[Study, dict[str, tuple[str, tuple[Any, ...]]]]:
    """Return the project with a word of its own in each text, and where each word stands."""
    places = {}
    for file, content in configuration(ALL).items():
        for at in list(leaves(content)):
            word = mark(len(places))
            places[word] = (file, at)
            content = edited(content, at, word)
        write_yaml(study.paths.root / file, content)
    again = Study(load_project(study.paths.root), study.paths)
    for file, content in configuration(ALL).items():
        write_yaml(study.paths.root / file, content)
    assert len(places) > 60
    return again, places


@pytest.mark.parametrize("kind", KINDS_THERE)
def test_what_a_kind_shows_moves_its_fingerprint(study, marked, kind, tmp_path):
    again, places = marked
    for plain, exhibit in zip(of_kind(study, kind), of_kind(again, kind), strict=True):
        text = told(computed(again, exhibit), tmp_path)
        before = sources.computed_from(study.project, WAVE, plain)
        for word in [word for word in places if word in text]:
            file, at = places[word]
            content = configuration(ALL)[file]
            write_yaml(study.paths.root / file, edited(content, at, "!"))
            other = Study(load_project(study.paths.root), study.paths)
            write_yaml(study.paths.root / file, content)
            (after,) = (e for e in of_kind(other, kind) if e.id == exhibit.id)
            moved = sources.computed_from(other.project, WAVE, after) != before
            assert moved, f"{exhibit.id} shows {'.'.join(map(str, at))} of {file}"


@pytest.mark.parametrize("kind", KINDS_THERE)
def test_a_key_that_is_presentation_only_moves_no_number(study, kind, tmp_path):
    for exhibit in of_kind(study, kind):
        other = relooked(exhibit)
        assert other != exhibit
        assert sources.computed_from(study.project, WAVE, exhibit) == sources.computed_from(
            study.project, WAVE, other
        )
        assert told(computed(study, exhibit), tmp_path) == told(computed(study, other), tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("kind", KINDS_THERE)
def test_a_kind_is_read_back_and_laid_out_in_every_form_and_language(study, kind, form, tmp_path):
    for exhibit in of_kind(study, kind, "tabell"):
        made = computed(study, exhibit, form)
        save_result(made, tmp_path / exhibit.id)
        result = load_result(tmp_path / exhibit.id)
        assert (result.details, result.empty) == (made.details, made.empty)
        assert [type(test) for test in result.tests] == [type(test) for test in made.tests]
        for language in LANGUAGES:
            with writing(language):
                table, block = lay_out(exhibit, result), numbered(exhibit, result)
            assert bool(table.body) == bool(table.head) == (result.empty is None)
            assert table.body or block.notes
            widths = {sum(cell.columns for cell in row) for row in table.head}
            assert len(widths) < 2


@pytest.mark.slow
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("kind", DRAWN)
def test_every_form_of_a_drawn_kind_is_drawn_in_every_language(study, kind, form):
    exhibit = of_kind(study, kind, "figur")[0]
    result = computed(study, exhibit, form)
    colours = {name: study.project.colours()[name] for name in exhibit.coloured}
    style = Style(figures=study.project.settings.figures)
    for language in LANGUAGES:
        with writing(language):
            look = look_of(exhibit, result)
            figure = look.draw(exhibit, result, style, colours)
            assert look.alt_text(exhibit, result)
        assert not texts_outside(figure)


VALUES: dict[str, tuple[str, ...]] = {
    "group_means": ("mean",),
    "likert": ("percent",),
    "trend_distribution": ("percent",),
    "percentages": ("percent",),
    "histogram": ("percent",),
    "rates": ("rate",),
    "frequencies": ("percent",),
    "multiple_response": ("percent",),
    "crosstab": ("percent",),
    "trend": ("mean", "percent"),
    "category_means": ("mean",),
    "closeness": ("deviation",),
    "forest": ("difference",),
    "regression": ("coefficient", "effect"),
}
"""The column of the result that the charts of a kind show."""
ALL_SHOWN = {"group_means", "likert", "percentages", "histogram", "rates", "trend", "forest"}
"""Kinds whose charts show every row of the result."""


def test_every_drawn_kind_has_charts_or_says_why_not(study):
    for kind in DRAWN:
        found = charted_of(study, kind, "whole")
        assert bool(found.charts) == (kind in VALUES)
        assert bool(found.charts) != bool(found.why)
        with writing("en"):
            assert not any(sign in found.why for sign in "[]{}")


def charted_of(study: Study, kind: str, form: str) -> Charted:
    """Return what a kind's figure is in an office format."""
    exhibit = of_kind(study, kind, "figur")[-1]
    groups = {name: study.project.colours()[name] for name in exhibit.coloured}
    return charted(exhibit, computed(study, exhibit, form), Palette(Theme().colours, groups))


@pytest.mark.parametrize("form", ["whole", "hidden", "one"])
@pytest.mark.parametrize("kind", sorted(VALUES))
def test_charts_and_their_workbooks_show_the_numbers_of_the_result(study, kind, form):
    exhibit = of_kind(study, kind, "figur")[-1]
    result, own = computed(study, exhibit, form), charted_of(study, kind, form)
    look = ChartLook(Theme(), "Arial", 9.0, "nb-NO", "\u00a0")
    shown: list[float] = []
    for chart in own.charts:
        read = read_chart(chart_xml(chart, look), workbook(chart))
        assert read.categories == list(chart.categories) == [r[0] for r in read.sheet[1:]]
        for number, (name, values) in enumerate(read.series, start=1):
            cells = [row[number] for row in read.sheet[1:]]
            hidden = chart.series[number - 1].hidden
            assert read.sheet[0][number] == (name or None)
            assert [None if c == SUPPRESSED else c for c in cells] == values
            assert {k for k, cell in enumerate(cells) if cell == SUPPRESSED} == hidden
            assert (SUPPRESSED in read.labels) or not hidden
            shown += [value for value in values if value is not None]
    known = [float(v) for c in VALUES[kind] if c in result.table
             for v in result.table[c].astype(float).dropna()]  # fmt: skip
    ways = {round(float(round_number(v, d, exhibit.rounding)), 9) for v in known for d in range(9)}
    assert {round(value, 9) for value in shown} <= ways
    assert shown or form != "whole"
    if kind in ALL_SHOWN:
        assert len(shown) == len(known)
    if form == "hidden" and not known:
        assert not shown


@pytest.mark.parametrize("kind", sorted(VALUES))
def test_a_number_that_is_hidden_of_everyone_is_in_no_chart_nor_workbook(study, kind):
    exhibit = of_kind(study, kind, "figur")[-1]
    result = computed(study, exhibit)
    groups = {name: study.project.colours()[name] for name in exhibit.coloured}
    palette, look = Palette(Theme().colours, groups), ChartLook(Theme(), "Arial", 9.0, "nb", "")
    of = PublishedExhibit(study.project, WAVE, REPORT, exhibit, result)

    def cells(own: Result) -> list[Any]:
        found = charted(exhibit, own, palette)
        read = [read_chart(chart_xml(c, look), workbook(c)) for c in found.charts]
        told = [chart.note for chart in found.charts]
        return [*told, *(cell for one in read for row in one.sheet[1:] for cell in row)]

    def signs(own: list[Any]) -> int:
        return sum(isinstance(c, str) and (c == SUPPRESSED or f"«{SUPPRESSED}»" in c) for c in own)

    before, style = cells(result), Style(figures=study.project.settings.figures)
    for row in range(len(result.table)):
        masks = Masks(rows={(exhibit.id, place): "small" for place in bar(of, row)})
        own = masked(of, masks, 3).result
        after = cells(own)
        look_of(exhibit, own).draw(exhibit, own, style, groups)
        numbers, left = (sum(isinstance(c, float | int) for c in all_) for all_ in (before, after))
        assert left <= numbers
        assert left == numbers or signs(after) > signs(before), f"nothing says that {row} is hidden"


@pytest.fixture(scope="module")
def document(study) -> dict[str, Document]:
    """Return every form of every kind as one report in each language."""
    forms = [
        (exhibit.model_copy(update={"id": f"{exhibit.id}-{kind}-{form}".replace("_", "-")}), form)
        for kind in KINDS_THERE
        for exhibit in of_kind(study, kind)[:1]
        for form in FORMS
    ]
    results = [computed(study, exhibit, form) for exhibit, form in forms]
    found = {}
    for tag in LANGUAGES:
        with writing(tag) as language:
            blocks = tuple(
                numbered(exhibit, result)
                for (exhibit, _), result in zip(forms, results, strict=True)
            )
            section = Section("kapittel", "Alle", blocks)
            found[tag] = Document("Slag", "", "", "", "Våren", "", tag, language.words, (section,))
    return found


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", formats().values(), ids=formats())
def test_every_kind_is_set_in_every_format_and_language(document, form, language):
    numbers = {block.id: [["n"], [1]] for block in document[language].numbered()}
    given = Given(pictures=lambda _: {}, numbers=lambda: numbers, address=str, quality="#")
    assert len(import_module(form.writer).write(document[language], given)) > 1000


@pytest.mark.parametrize("kind", KINDS_THERE)
def test_a_kind_is_four_files_of_one_name(kind):
    model = kinds()[kind]
    assert getattr(model, "__final__", False), "not marked as final"
    assert model.__module__.rpartition(".")[2] == kind
    assert has(kind, "computation"), module_of(kind, "computation")
    assert has(kind, "table") or model.listed, module_of(kind, "table")


def test_a_kind_that_does_not_answer_for_itself_is_refused_with_what_lacks():
    with pytest.raises(KindError, match=r"Halv .* svarer ikke for faults, reads"):

        class Halv(Exhibit):
            kind: Literal["halv"]

            def uses(self, project, wave):
                return None

    assert "halv" not in KINDS


def test_a_kind_that_is_made_twice_is_refused_with_both_places():
    with pytest.raises(KindError, match="«likert» er laget to ganger: i evaluering"):

        @final
        class Likert(Exhibit):
            kind: Literal["likert"]

            def reads(self, project, wave):
                return None

            def uses(self, project, wave):
                return None

            def faults(self, project, at):
                return iter(())
