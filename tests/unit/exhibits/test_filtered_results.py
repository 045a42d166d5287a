"""Figures and tables of some of the respondents: in the numbers, and in what is told of them."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from evaluering.cli.results import result_of
from evaluering.config.paths import Paths
from evaluering.config.project import load_project
from evaluering.config.sources import computed_from
from evaluering.data.study import Study, open_study
from evaluering.data.wave_data import WaveData
from evaluering.errors import ConfigError, ConfigErrors, EvalueringError
from evaluering.exhibits.absence import NoDataError
from evaluering.exhibits.computing import compute
from evaluering.exhibits.result import Result
from evaluering.exhibits.telling import told
from evaluering.message import stored
from evaluering.render.language import say, writing
from small_project import EXHIBITS, REPORT, REPORT_FOLDER, WAVE, build, write_project

ANSWERS = f"{EXHIBITS}/svar.yaml"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the little project with its data made; each test puts the files back."""
    made = write_project(tmp_path_factory.mktemp("filter") / "prosjekt", frames=True)
    build(made, "ingest", "registry", "link", "indices")
    return made


class Edited:
    """The project with keys added to a file's exhibits, or to the report."""

    def __init__(self, root: Path, file: str, place: Any, keys: dict[str, Any]) -> None:
        self.root, self.path = root, root / file
        self.text = self.path.read_text(encoding="utf-8")
        content = yaml.safe_load(self.text)
        (content if place is None else content["exhibits"][place]).update(keys)
        self.new = yaml.safe_dump(content, allow_unicode=True, sort_keys=False)

    def __enter__(self) -> Path:
        self.path.write_text(self.new, encoding="utf-8")
        return self.root

    def __exit__(self, *_: object) -> None:
        self.path.write_text(self.text, encoding="utf-8")


def filtered(root: Path, where: Any, place: int = 0) -> tuple[WaveData, Result]:
    """Return the data and the result of an exhibit of answers with a filter."""
    with Edited(root, ANSWERS, place, {"where": where}):
        data = open_study(root).wave(WAVE)
        exhibit = data.project.chapters[REPORT, "svar"].exhibits[place]
        return data, compute(exhibit, data)


def faults(root: Path, file: str, place: Any, where: Any) -> list[ConfigError]:
    with Edited(root, file, place, {"where": where}):
        try:
            load_project(root)
        except ConfigErrors as found:
            return found.errors
    return []


def test_the_numbers_are_of_those_who_are_in(root: Path) -> None:
    data, result = filtered(root, {"ledere": "aar < 15", "ansatte": 'fylke = "Nord"'})
    leaders, staff = data.respondents("ledere"), data.respondents("ansatte")
    inside = {
        "rektor": leaders[leaders["rolle"].eq(1) & leaders["aar"].lt(15)],
        "ansatt": staff[staff["fylke"].eq(1)],
    }
    for row in result.table.to_dict("records"):
        valid = inside[row["group"]][row["item"]]
        valid = valid[valid.between(1, 5)].astype(float)
        assert row["n"] == len(valid)
        assert row["mean"] == pytest.approx(valid.mean())
    assert result.n < len(leaders) + len(staff)


def test_what_is_told_is_in_the_words_of_the_reader(root: Path) -> None:
    where = {"ledere": "aar < 15 and not missing(rolle)", "ansatte": 'fylke in ["Nord", 2]'}
    data, result = filtered(root, where)
    n = int(data.respondents("ledere")["aar"].lt(15).sum())
    of = len(data.respondents("ledere"))
    notes = {}
    for tag in ("nb", "nn", "en"):
        with writing(tag):
            notes[tag] = [say(note) for note in result.notes if note.key.startswith("filtered")]
    assert notes["nb"] == [
        "I «Ledere» gjelder det bare respondenter der «År i stillingen» er under 15 og «Rolle» er "
        f"besvart ({n} av {of}).",
        "I «Ansatte» gjelder det bare respondenter der «Fylke» er en av «Nord» og «Sør» "
        "(40 av 60).",
    ]  # fmt: skip
    assert notes["nn"][0].endswith(f"«Rolle» er svara på ({n} av {of}).")
    assert notes["en"][0].startswith("In “Ledere”, only respondents for whom “År i stillingen” is")


def test_who_is_left_out_for_a_missing_answer_is_counted(root: Path) -> None:
    data, result = filtered(root, {"ansatte": "trives >= 1"})
    missing = int((~data.respondents("ansatte")["trives"].between(1, 5)).sum())
    (note,) = [note for note in result.notes if note.key == "filtered_unknown"]
    assert missing > 0
    assert dict(note.values) == {"n": missing}


def test_a_filter_that_leaves_nobody_gives_an_empty_result_with_the_reason(root: Path) -> None:
    where = {"ledere": "aar > 49", "ansatte": "fylke = 1 and fylke = 2"}
    with Edited(root, ANSWERS, 0, {"where": where}):
        project = load_project(root)
        paths = Paths.of(project, root)
        exhibit = project.chapters[REPORT, "svar"].exhibits[0]
        result = result_of(exhibit, Study(project, paths).wave(WAVE), paths)
    assert result.empty is not None
    assert result.empty.key == "reason_filtered"
    assert result.provenance["where"] == [where]


def test_a_few_are_not_counted_in_the_note(root: Path) -> None:
    data, _ = filtered(root, {"ledere": "aar >= 0"})
    years = data.respondents("ledere")["aar"].value_counts()
    rare = next(int(year) for year, n in years.items() if n < 3)
    _, result = filtered(root, {"ledere": f"aar = {rare}"})
    (note,) = [note for note in result.notes if note.key == "filtered_in"]
    assert say(note).endswith("(færre enn 3).")


def test_linked_respondents_and_indices_are_of_those_who_are_in(root: Path) -> None:
    data = open_study(root).wave(WAVE)
    some = data.only({"ledere": "aar < 15"})
    inside = set(some.respondents("ledere")["respid"])
    assert 0 < len(some.linked("kommune")) < len(data.linked("kommune"))
    assert set(some.linked("kommune")["respondent"]) <= inside
    assert set(some.index("klarhet")["respondent"]) <= inside
    assert len(some.respondents("ansatte")) == len(data.respondents("ansatte"))
    both = some.only({"ledere": "rolle = 1"})
    assert [one.of for one in both.filters()] == [len(data.respondents("ledere")), len(inside)]
    assert both.whole is data
    labelled = data.only({"ledere": "rolle = «Rektor» and tema_fag = 1"})
    assert set(labelled.respondents("ledere")["rolle"]) == {1}
    with pytest.raises(EvalueringError, match="Uttrykket har rollle ved tegn 1"):
        data.only({"ledere": "rollle = 1"}).respondents("ledere")


def test_a_box_is_told_as_ticked_or_not(root: Path) -> None:
    columns = open_study(root).wave(WAVE).columns("ledere")
    for written, words in (
        ("tema_fag = 1", "«Fag» er krysset av"),
        ("tema_fag = 0 or 1 != tema_miljo", "«Fag» ikke er krysset av eller «Miljø» ikke er "
         "krysset av"),
        ("aar * 2 - 1 > 2.5 and missing(maal_klare, dont_know)",
         "«År i stillingen» · 2 − 1 er over 2,5 og svaret på «Målene er klare» er «Vet ikke»"),
        ("(aar < 1 or aar > 2) and rolle not in [1]",
         "(«År i stillingen» er under 1 eller «År i stillingen» er over 2) og «Rolle» ikke er "
         "«Rektor»"),
        (" or ".join(["aar = 1"] * 20), "et uttrykk med 20 ledd om «År i stillingen» er sant"),
    ):  # fmt: skip
        assert say(told(written, columns, {})) == words


def test_a_report_is_of_some_and_what_is_not_of_answers_says_that_it_is_of_all(root: Path) -> None:
    where = {"ledere": 'rolle = "Rektor"'}
    with Edited(root, f"{REPORT_FOLDER}/report.yaml", None, {"where": where}):
        build(root, "results", "claims")
        project = load_project(root)
        paths = Paths.of(project, root)
        keys = {}
        for exhibit in project.exhibits(REPORT):
            path = paths.results(WAVE, REPORT) / f"{exhibit.id}.json"
            notes = json.loads(path.read_text(encoding="utf-8"))["notes"]
            keys[exhibit.kind] = {note["message"] for note in notes}
    for kind in ("response_rates", "rates", "attrition"):
        assert "filtered_not_here" in keys[kind]
        assert not keys[kind] & {"filtered", "filtered_in"}
    assert keys["group_means"] >= {"filtered_in"}
    assert keys["multiple_response"] >= {"filtered"}
    assert not any("filtered" in key for kind in ("diagram", "text_table") for key in keys[kind])


@pytest.mark.parametrize(
    ("file", "place", "where", "key", "found", "allowed"),
    [
        (ANSWERS, 0, "rolle = 1", "exhibits[0] (figur-3).where", "rolle", "ansatte"),
        (ANSWERS, 0, {"elever": "alder > 1"}, "exhibits[0] (figur-3).where.elever", "elever",
         "ansatte, ledere"),
        (ANSWERS, 0, {"ledere": "aar >> 1"}, "exhibits[0] (figur-3).where.ledere", ">",
         "en variabel, et tall"),
        (ANSWERS, 0, 3, "exhibits[0].where", "3", "et uttrykk"),
        (f"{EXHIBITS}/utvalg.yaml", 0, "rolle = 1", "exhibits[0] (tabell-1).where",
         "et filter på det som ikke viser svar", "ingen «where» her"),
        (f"{REPORT_FOLDER}/report.yaml", None, "rolle = 1", "where", "rolle", "for hver"),
    ],
)  # fmt: skip
def test_a_filter_that_does_not_fit_is_told_with_its_key(
    root: Path, file: str, place: Any, where: Any, key: str, found: str, allowed: str
) -> None:
    (fault,) = faults(root, file, place, where)
    assert (fault.file, fault.key) == (file, key)
    assert fault.line is not None
    assert found in str(fault)
    assert allowed in str(fault)


def test_an_edited_filter_recomputes_its_own_exhibit_only(root: Path) -> None:
    def prints(where: Any) -> list[str]:
        with Edited(root, ANSWERS, 0, {"where": where}):
            project = load_project(root)
            exhibits = project.chapters[REPORT, "svar"].exhibits
            return [json.dumps(stored(tuple(map(str, computed_from(project, WAVE, e)))))
                    for e in exhibits]  # fmt: skip

    before, after = prints({"ledere": "aar < 15"}), prints({"ledere": "aar < 16"})
    assert [a != b for a, b in zip(before, after, strict=True)] == [True] + [False] * (
        len(before) - 1
    )
    assert prints({"ansatte": 'fylke = "Nord"'}) == prints({"ansatte": "fylke = 1"})


def test_every_kind_of_answers_takes_a_filter(root: Path) -> None:
    project = load_project(root)
    paths = Paths.of(project, root)
    data = Study(project, paths).wave(WAVE)
    for exhibit in project.exhibits(REPORT):
        read = exhibit.reads(project, WAVE).all_surveys(project)
        own = {"ledere": "aar < 20", "ansatte": "fylke < 3"}
        where = {survey: own[survey] for survey in read}
        if exhibit.filtered and where:
            try:
                made = compute(exhibit.model_copy(update={"where": where}), replace(data))
            except NoDataError:  # nothing is released in this wave
                assert exhibit.kind == "quotes"
                continue
            assert {note.key for note in made.notes} & {"filtered", "filtered_in"}
