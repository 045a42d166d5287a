"""Links lead from groups to registries: none, one or several, and which one an exhibit goes by."""

from __future__ import annotations

from dataclasses import replace

import pytest
import yaml

from evaluering.config.chapters import Chapter
from evaluering.config.crosscheck import cross_check
from evaluering.config.links import candidates, link_of
from evaluering.config.project import Project, load_project
from evaluering.config.registries import Link, RegistriesFile
from evaluering.config.reports import Report
from evaluering.errors import ConfigError, ConfigErrors
from small import EXHIBIT, LINK, PROJECT, REGISTRY, SURVEY, WAVE
from small_project import write_project

TEACHERS = Link(id="lærere", registry="kommuner", group="lærer", key="kommune")
OF_ALL = {"kind": "frequencies", "structural": "innbyggere", "heading": "Innbyggere"}
CROSS = {"kind": "crosstab", "index": "indeks", "by": "innbyggere"}


def reported(*exhibits: dict[str, object], links: tuple[Link, ...] = (LINK,)) -> Project:
    """Return the small project with a report of some exhibits and some links."""
    entries = [{"id": f"tabell-{n}", **EXHIBIT, **e} for n, e in enumerate(exhibits, start=1)]
    report = {"id": "rapport", "title": "R", "chapters": [{"id": "k", "title": "K"}]}
    return replace(
        PROJECT,
        links={link.id: link for link in links},
        reports={"rapport": Report.model_validate(report)},
        chapters={("rapport", "k"): Chapter.model_validate({"exhibits": entries})},
    )


def faults(*exhibits: dict[str, object], links: tuple[Link, ...] = (LINK,)) -> list[ConfigError]:
    return list(cross_check(reported(*exhibits, links=links)))


def broken(changes: dict[str, str]) -> list[ConfigError]:
    """Return the faults of the small project with another link."""
    link = LINK.model_copy(update=changes)
    return list(cross_check(replace(PROJECT, links={link.id: link})))


def test_the_only_link_to_a_registry_need_not_be_named():
    assert not faults(OF_ALL, CROSS, {"kind": "attrition"})


def test_two_links_to_one_registry_must_be_told_apart():
    (fault,) = faults(OF_ALL, links=(LINK, TEACHERS))
    assert fault.key == "exhibits[0] (tabell-1).link"
    assert fault.found == "flere koblinger passer"
    assert fault.allowed == "kommune, lærere"
    assert not faults(OF_ALL | {"link": "lærere"}, links=(LINK, TEACHERS))


def test_the_link_of_an_indexs_own_group_goes_before_the_others():
    everyone = Link(id="alle", registry="kommuner", group="alle", key="kommune")
    project = reported(CROSS, links=(LINK, everyone))
    assert [link.id for link in candidates(project, "kommuner", "indeks")] == ["alle"]
    assert link_of(project, "kommuner", "indeks", None) == everyone
    assert link_of(project, "kommuner", "indeks", "kommune") == LINK
    assert not list(cross_check(project))


def test_an_unknown_link_is_a_fault_with_those_there_are():
    (fault,) = faults(OF_ALL | {"link": "skoler"})
    assert (fault.found, fault.allowed) == ("skoler", "kommune")


@pytest.mark.parametrize("exhibit", [OF_ALL, CROSS, {"kind": "attrition"},
                                     {"kind": "correlations", "rows": ["folketall"],
                                      "columns": ["indeks"]}])  # fmt: skip
def test_without_a_link_an_exhibit_of_linked_respondents_is_a_fault(exhibit):
    (fault,) = faults(exhibit, links=())
    assert fault.found == "ingen kobling fører dit"
    assert "«links»" in fault.allowed


def test_without_a_link_the_registry_itself_can_be_shown():
    project = reported(OF_ALL | {"units": "registry"}, links=())
    assert not list(cross_check(project))
    (exhibit,) = project.exhibits("rapport")
    read = exhibit.reads(project, WAVE.id)
    assert (read.registries, read.links, read.surveys) == ({"kommuner"}, set(), set())


def test_an_index_of_another_survey_than_the_linked_one_has_no_link():
    survey = SURVEY.model_copy(update={"id": "annen"})
    groups = PROJECT.groups | {
        "alle": PROJECT.groups["alle"].model_copy(update={"survey": "annen"})
    }
    project = replace(reported(CROSS), groups=groups, surveys=PROJECT.surveys | {"annen": survey})
    (fault,) = cross_check(project)
    assert (fault.key, fault.found) == ("exhibits[0] (tabell-1).link", "ingen kobling fører dit")


def test_a_link_by_a_variable_of_another_kind_is_a_fault_with_the_keys():
    (fault,) = broken({"key": "alder"})
    assert fault.file == "config/registries.yaml"
    assert (fault.key, fault.found) == ("links[0].key", "alder (kind: number)")
    assert fault.allowed == "variabler av kind: key (kommune)"


@pytest.mark.parametrize(
    ("part", "found"), [("group", "lærling"), ("registry", "skoler"), ("key", "skole")]
)
def test_a_link_to_what_is_not_there_is_a_fault(part, found):
    errors = broken({part: found})
    assert (errors[0].key, errors[0].found) == (f"links[0].{part}", found)


def test_a_second_registry_has_its_own_links_and_exhibits():
    schools = REGISTRY.model_copy(
        update={
            "id": "skoler",
            "variables": [REGISTRY.variables[0].model_copy(update={"id": "elever"})],
            "structural": [
                REGISTRY.structural[0].model_copy(update={"id": "storrelse", "variable": "elever"})
            ],
        }
    )
    to_school = Link(id="skole", registry="skoler", group="lærer", key="kommune")
    project = reported(OF_ALL, OF_ALL | {"structural": "storrelse"}, links=(LINK, to_school))
    project = replace(project, registries=PROJECT.registries | {"skoler": schools})
    assert not list(cross_check(project))
    read = [exhibit.reads(project, WAVE.id).links for exhibit in project.exhibits("rapport")]
    assert read == [{"kommune"}, {"skole"}]


@pytest.mark.parametrize("part", ["registries", "links", "variables", "structural"])
def test_what_stands_twice_in_the_registries_is_refused(part):
    registry = REGISTRY.model_dump(exclude_unset=True)
    content = {"registries": [registry], "links": [LINK.model_dump()]}
    holder = content if part in content else registry
    holder[part] = [*holder[part], holder[part][0]]
    with pytest.raises(ValueError, match=rf"står flere ganger \({part}\.id\)"):
        RegistriesFile.model_validate(content)


@pytest.mark.parametrize(
    ("file", "changes", "found"),
    [
        ("a.json", {"region": None}, "«region» mangler"),
        ("a.json", {"region": "R", "column": "B"}, "«column» passer ikke"),
        ("a.csv", {"key": "K"}, "«column» mangler"),
        ("a.xlsx", {"key": "K", "column": "B", "select": {"Tid": "1"}}, "«select» passer ikke"),
        ("a.txt", {}, "should match pattern"),
    ],
)
def test_a_registry_variable_has_the_keys_of_its_kind_of_file(file, changes, found):
    plain = {"id": "v", "label": "V", "unit": "u", "file": file}
    stated = {name: value for name, value in changes.items() if value is not None}
    registry = REGISTRY.model_dump(exclude_unset=True) | {
        "variables": [plain | stated],
        "structural": [],
    }
    with pytest.raises(ValueError, match=found):
        RegistriesFile.model_validate({"registries": [registry]})


def test_the_year_of_a_registry_is_its_own_the_waves_or_the_waves_for_it():
    def year(stated) -> int:
        wave = WAVE.model_copy(update={"registry_year": stated})
        return replace(PROJECT, waves={WAVE.id: wave}).year("kommuner", WAVE.id)

    assert [year(None), year(2022), year({"kommuner": 2023}), year({"skoler": 2023})] == [
        2020, 2022, 2023, 2020,
    ]  # fmt: skip


def test_a_year_for_a_registry_that_is_not_there_makes_the_wave_faulty(tmp_path):
    root = write_project(tmp_path / "prosjekt")
    path = root / "data/raw/2024/wave.yaml"
    content = yaml.safe_load(path.read_text(encoding="utf-8")) | {"registry_year": {"skoler": 2022}}
    path.write_text(yaml.safe_dump(content), encoding="utf-8")
    (error,) = load_project(root).faulty_waves["2024"].errors
    assert (error.key, error.found, error.allowed) == ("registry_year", "skoler", "kommuner")


def test_a_project_with_no_registry_file_has_neither_registries_nor_links(tmp_path):
    project = load_project(write_project(tmp_path / "prosjekt", registry=False))
    assert (project.registries, project.links, project.structural) == ({}, {}, {})


def test_a_file_of_registries_has_at_least_one(project):
    (project / "config/registries.yaml").write_text("links: []\n", encoding="utf-8")
    with pytest.raises(ConfigErrors, match=r"Feil i config/registries\.yaml"):
        load_project(project)
