"""`evaluering.open(folder).wave(id)`: answers, codebook, comparisons, and what is refused."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd
import pytest
import yaml
from matplotlib.text import Text

import evaluering as package
from evaluering.config.chapters import Chapter
from evaluering.config.paths import Paths
from evaluering.errors import DataError, EvalueringError
from evaluering.exhibits.result import load_result
from evaluering.interface.catalogue import UnknownNameError
from evaluering.interface.wave import OpenedWave
from small_project import LEADERS, REPORT, WAVE, build, write_project


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the little project with its data and results made."""
    root = write_project(tmp_path_factory.mktemp("grensesnitt") / "prosjekt", own_missing=True)
    build(root, "ingest", "registry", "link", "indices", "results")
    return root


@pytest.fixture(scope="module")
def wave(root: Path) -> OpenedWave:
    return package.open(root).wave(WAVE)


def test_a_folder_within_a_project_opens_it_and_the_latest_wave_needs_no_name(root: Path) -> None:
    (root / "notebooks").mkdir(exist_ok=True)
    assert package.open(root / "notebooks").root == root.resolve()
    assert package.open(str(root)).wave().name == WAVE


def test_a_folder_that_is_no_project_is_refused(tmp_path: Path) -> None:
    with pytest.raises(EvalueringError, match="ikke et prosjekt"):
        package.open(tmp_path)


def test_answers_have_labels_in_the_scales_order_and_no_answer_is_missing(wave: OpenedWave) -> None:
    survey = wave.survey("ledere")
    codes, frame = survey.codes, survey.frame
    assert frame.index.tolist() == codes.index.tolist() == codes["respid"].tolist()
    answers = frame["maal_klare"]
    assert answers.cat.ordered
    assert len(answers.cat.categories) == 5
    places = {code: place for place, code in enumerate([1, 2, 3, 4, 5])}
    assert answers.cat.codes.tolist() == [places.get(code, -1) for code in codes["maal_klare"]]
    assert not frame["rolle"].cat.ordered
    assert frame.attrs["labels"]["maal_klare"] == "Målene er klare"
    assert survey["maal_klare"].equals(answers.rename("maal_klare"))


def test_why_there_is_no_answer_is_kept_the_projects_own_reasons_too(wave: OpenedWave) -> None:
    survey = wave.survey("ledere")
    why, codes = survey.missing, survey.codes
    assert (why["maal_klare"] == "dont_know").sum() == (codes["maal_klare"] == 8).sum() > 0
    assert (why["maal_klare"] == "not_seen").sum() == (codes["maal_klare"] == 7).sum() > 0
    assert (why["aar"].isna() | survey.frame["aar"].isna()).all()
    assert (why.notna() | survey.frame.notna()).all(axis=None)
    assert not (why.notna() & survey.frame.notna()).any(axis=None)


def test_whoever_was_not_asked_is_told_from_whoever_did_not_answer(tmp_path: Path) -> None:
    root = write_project(tmp_path / "prosjekt")
    file = root / "config/surveys/ledere.yaml"
    book = yaml.safe_load(file.read_text(encoding="utf-8"))
    book["open_questions"][0]["asked_if"] = {"rolle": [1]}
    file.write_text(yaml.safe_dump(book, allow_unicode=True, sort_keys=False), encoding="utf-8")
    build(root, "registry", "ingest")
    survey = package.open(root).wave(WAVE).survey("ledere")
    why, role = survey.missing["annet"], survey.codes["rolle"]
    empty = survey.codes["annet"].isna()
    assert set(why[empty & role.ne(1)]) <= {"not_asked"}
    assert set(why[empty & role.eq(1)]) <= {"unanswered"}


def test_the_codebook_is_searched_in_names_texts_and_categories(wave: OpenedWave) -> None:
    assert wave.survey("ledere").find("MÅLENE klare").index.tolist() == [
        "maal_klare",
        "maal_uklare",
    ]
    assert wave.survey("ledere").find("rektor").index.tolist() == ["rolle"]
    assert ("ansatte", "trives") in wave.find("jeg trives").index
    assert wave.find("finnes ikke").empty
    told = wave.survey("ledere").variables.loc["maal_klare"]
    assert told["valid"] + told["missing"] == LEADERS == len(wave.survey("ledere"))


def test_a_battery_compared_is_the_result_that_an_exhibit_has(wave: OpenedWave) -> None:
    shown = wave.battery("maal").compare(groups=["rektor", "avdeling"])
    printed = wave.show(
        "group_means", groups=["rektor", "avdeling"],
        items=["maal_klare", "maal_felles", "maal_uklare"],
    )  # fmt: skip
    pd.testing.assert_frame_equal(shown.table, printed.table)
    assert shown.tests == shown.result.tests == printed.tests
    assert [test.item for test in shown.tests] == shown.test_table["item"].tolist()
    assert shown.n == printed.n


def test_several_surveys_battery_is_compared_over_their_groups_on_what_all_asked(
    wave: OpenedWave,
) -> None:
    shown = wave.battery("maal").compare(groups=["rektor", "ansatt"])
    assert set(shown.table["item"]) == {"maal_klare", "maal_felles"}
    with pytest.raises(EvalueringError, match=r'survey\("ledere"\)\.battery\("maal"\)'):
        wave.battery("maal").numbers  # noqa: B018


def test_what_divides_chooses_the_survey(wave: OpenedWave) -> None:
    assert wave.battery("maal").compare("fylke").exhibit.group == "ansatt"
    with pytest.raises(UnknownNameError, match="Mente du «fylke»"):
        wave.battery("maal").compare("fylkee")


def test_a_survey_without_a_group_of_all_is_compared_all_the_same(wave: OpenedWave) -> None:
    shown = wave.survey("ledere").means("maal_klare", "rolle")
    total = shown.table.loc[shown.table["group"] == "total", "n"].item()
    assert total == wave.survey("ledere").numbers("maal_klare")["maal_klare"].count()
    assert "# config/groups.yaml trenger: - {id: ledere" in shown.to_yaml()
    assert "ledere" not in wave.groups


def test_an_exhibit_of_a_report_is_what_the_report_has(wave: OpenedWave, root: Path) -> None:
    assert wave.exhibits
    for name in wave.exhibits:
        shown = wave.exhibit(name)
        saved = load_result(Paths(root).results(WAVE, REPORT) / name)
        assert shown.n == saved.n, name
        assert shown.table.shape == saved.table.shape, name
        assert [test.p for test in shown.tests] == pytest.approx(
            [test.p for test in saved.tests], nan_ok=True
        )


def test_the_yaml_of_an_analysis_is_one_that_a_chapter_accepts(wave: OpenedWave) -> None:
    survey = wave.survey("ansatte")
    for shown in (
        survey.crosstab("trives", "fylke", percent="row"),
        survey.frequencies("fylke"),
        wave.index("trivsel").compare("fylke", pairs=True),
        wave.battery("maal").compare(groups=["rektor", "ansatt"]),
        wave.group("ansatt").factor_analysis(["maal_klare", "maal_felles", "trives"], factors=1),
    ):
        block = shown.to_yaml(id=f"{shown.exhibit.id.partition('-')[0]}-99", number="Figur 99")
        (read,) = Chapter.model_validate(yaml.safe_load(f"exhibits:\n{block}")).exhibits
        own = shown.exhibit.model_copy(update={"id": read.id, "number": "Figur 99"})
        assert read == own


def test_text_is_drafted_with_numbers_or_with_bindings(wave: OpenedWave) -> None:
    shown = wave.index("trivsel").compare("fylke")
    assert "{" not in shown.text()
    assert f"n = {shown.n}".replace(" = ", "\u00a0=\u00a0") in shown.text()
    assert "{figur-utkast: n}" in shown.text(bindings=True)


def test_an_analysis_shows_itself_as_text_html_and_figure(wave: OpenedWave) -> None:
    shown = wave.survey("ansatte").crosstab("trives", "fylke")
    assert "Sør" in repr(shown)
    assert "<table>" in shown._repr_html_()
    assert shown.plot()._repr_png_().startswith(b"\x89PNG")
    for thing in (wave, wave.surveys, wave.battery("maal"), wave.survey("ledere")):
        assert repr(thing)
        assert "<table" in thing._repr_html_()


def test_a_kind_that_is_not_drawn_says_so(wave: OpenedWave) -> None:
    names = ["maal_klare", "maal_felles", "trives"]
    with pytest.raises(EvalueringError, match=r"settes bare som tabell(.|\n)*crosstab"):
        wave.survey("ansatte").correlations(names).plot()


def test_names_are_completed_and_the_near_ones_told(wave: OpenedWave) -> None:
    assert {"ledere", "ansatte"} <= set(dir(wave.surveys))
    assert wave.surveys._ipython_key_completions_() == ["ledere", "ansatte"]
    assert wave.surveys.ledere.name == "ledere"
    for wrong, told in (
        (lambda: wave.survey("lederne"), "Mente du «ledere»"),
        (lambda: wave.battery("mal"), "Mente du «maal»"),
        (lambda: wave.group("ansat"), "Mente du «ansatt»"),
        (lambda: wave.index("trivsl"), "Mente du «trivsel»"),
        (lambda: wave.exhibit("figur-999"), "Det finnes: "),
        (lambda: wave.survey("ledere")["maal_klar"], "Mente du «maal_klare»"),
        (lambda: wave.survey("ledere").numbers(["maal_klar"]), "Mente du «maal_klare»"),
        (lambda: wave.survey("ledere").battery("mal"), "Mente du «maal»"),
        (lambda: wave.registries["kommune"], "Mente du «kommuner»"),
        (lambda: wave.show("crostab"), "Mente du «crosstab»"),
        (lambda: wave.group("ansatt").regression("trivsel", ["fylkke"]), "Mente du «fylke»"),
        (lambda: package.open(wave.data.project.root).wave("2023"), "Mente du «2024»"),
    ):
        with pytest.raises(UnknownNameError, match=told):
            wrong()
    with pytest.raises(AttributeError, match="Mente du «ledere»"):
        wave.surveys.lederne  # noqa: B018


def test_wrong_keys_are_told_as_in_a_file_all_at_once(wave: OpenedWave) -> None:
    with pytest.raises(EvalueringError, match=r"Feil i analysen(.|\n)*by(.|\n)*Mente du «fylke»"):
        wave.show("category_means", group="ansatt", variables=["trives"], by="fylkke")
    with pytest.raises(EvalueringError, match=r"Mente du «percent»"):
        wave.survey("ansatte").crosstab("trives", "fylke", percents="row")


def test_groups_that_share_respondents_are_refused(wave: OpenedWave, tmp_path: Path) -> None:
    root = write_project(tmp_path / "prosjekt")
    file = root / "config/groups.yaml"
    groups = yaml.safe_load(file.read_text(encoding="utf-8"))
    groups["groups"].append({"id": "alle-ledere", "label": "Alle ledere", "survey": "ledere"})
    file.write_text(yaml.safe_dump(groups, allow_unicode=True, sort_keys=False), encoding="utf-8")
    build(root, "registry", "ingest")
    opened = package.open(root).wave(WAVE)
    with pytest.raises(EvalueringError, match="samme respondent i flere av gruppene"):
        opened.survey("ledere").battery("maal").compare(groups=["rektor", "alle-ledere"])


def test_items_of_two_scales_are_refused(wave: OpenedWave) -> None:
    with pytest.raises(EvalueringError, match="har_tiltak"):
        wave.show("group_means", groups=["rektor"], items=["maal_klare", "har_tiltak"])


def test_a_wave_that_is_not_read_yet_names_the_command(tmp_path: Path) -> None:
    root = write_project(tmp_path / "prosjekt")
    opened = package.open(root).wave(WAVE)
    with pytest.raises(DataError, match="Kjør «evaluering run»"):
        opened.survey("ledere").frame  # noqa: B018


def test_an_index_that_the_wave_cannot_have_is_named_as_lacking(tmp_path: Path) -> None:
    root = write_project(tmp_path / "prosjekt")
    file = root / f"data/raw/{WAVE}/wave.yaml"
    wave = yaml.safe_load(file.read_text(encoding="utf-8"))
    del wave["surveys"]["ansatte"]
    file.write_text(yaml.safe_dump(wave, allow_unicode=True, sort_keys=False), encoding="utf-8")
    opened = package.open(root).wave(WAVE)
    assert list(opened.indices) == ["klarhet"]
    with pytest.raises(UnknownNameError, match="Indeksen «trivsel» finnes ikke"):
        opened.index("trivsel")
    with pytest.raises(EvalueringError, match="har ikke undersøkelsen «ansatte»"):
        opened.show("category_means", group="ansatt", variables=["trives"], by="fylke")


def test_items_of_one_scale_share_an_axis_and_their_long_names_are_broken(wave: OpenedWave) -> None:
    names = ["maal_klare", "maal_felles", "trives"]
    long = {"trives": "Jeg trives svært godt sammen med kollegene mine " * 3}
    for shown in (
        wave.survey("ansatte").means(names, "fylke", labels=long),
        wave.survey("ansatte").summary(names, by="fylke", labels=long),
    ):
        figure = shown.plot()
        marks: dict[float, list[tuple[float, str]]] = {}
        for text in figure.findobj(Text):
            if re.fullmatch(r"\d(,\d+)?", text.get_text()) and text.get_ha() == "center":
                x, y = text.get_position()
                marks.setdefault(round(y, 3), []).append((round(x, 3), text.get_text()))
        assert len(marks) == len(names)
        assert len({tuple(sorted(row)) for row in marks.values()}) == 1
        titles = [t for t in figure.findobj(Text) if (t.get_gid() or "").startswith("panel-2")]
        assert titles
        edge = figure.get_window_extent().x1
        assert all(title.get_window_extent().x1 <= edge for title in titles)


def test_a_kind_without_a_draft_tells_its_tests_method_and_remarks(wave: OpenedWave) -> None:
    shown = wave.group("ansatt").factor_analysis(["maal_klare", "maal_felles", "trives"], factors=1)
    assert shown.notes
    assert shown.notes[0] in shown.text()


def test_an_analysis_of_nobody_says_why_it_is_empty(wave: OpenedWave) -> None:
    shown = wave.survey("ansatte").crosstab("trives", "fylke", where="fylke == 1 and fylke == 2")
    assert shown.result.empty is not None
    assert shown.text() in repr(shown)
