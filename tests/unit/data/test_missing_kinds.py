"""Kinds of missing: codes, ranges and Stata's letters, by the codebook, by label, or neither."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pyreadstat
import pytest

from evaluering.config.missing import LETTERS, ROLE_CODES, ROLES, SPELLINGS, missing_codes, role_of
from evaluering.config.scales import Scale
from evaluering.config.surveys import Battery, Item, Survey, Variable
from evaluering.data.codebook import apply_codebook
from evaluering.data.quality import Quality, total_missing
from evaluering.data.reading import RawSurvey, read_raw
from evaluering.errors import DataError
from evaluering.render.language import say
from small_project import write_project, write_yaml

AGREE = {"id": "enighet", "codes": [1, 2, 3], "labels": ["Uenig", "Både – og", "Enig"]}


def survey(missing: dict[object, str], of_number: dict[object, str] | None = None) -> Survey:
    return Survey(
        id="s", title="S",
        variables=[Variable(name="alder", label="Alder", kind="number", minimum=0, maximum=110,
                            missing=of_number or {})],
        batteries=[Battery(id="b", question="?", scale="enighet",
                           items=[Item(name="led", label="Ledd")])],
    )  # fmt: skip


def coded(
    missing: dict[object, str], raw: RawSurvey, own: dict[str, str] | None = None,
    of_number: dict[object, str] | None = None,
) -> tuple[pd.DataFrame, Quality]:  # fmt: skip
    scales = {"enighet": Scale.model_validate(AGREE | {"missing": missing})}
    spec = survey(missing, of_number)
    return apply_codebook(raw, spec, {"s": spec}, scales, Path("s.dta"), "", own)


def answers(led: list[object], alder: list[object] | None = None, **parts: object) -> RawSurvey:
    frame = pd.DataFrame({"alder": alder or [40.0] * len(led), "led": led})
    return RawSurvey(frame=frame, **parts)


def kinds(quality: Quality, variable: str) -> dict[str, int]:
    return dict(next(item.missing for item in quality.items if item.variable == variable))


def told(quality: Quality, variable: str) -> list[str]:
    return [say(finding.told) for finding in quality.findings if finding.variable == variable]


def test_a_range_holds_both_ends_and_all_between():
    frame, quality = coded({"90..99": "refused", 8: "dont_know"},
                           answers([1.0, 90.0, 95.0, 99.0, 8.0]))  # fmt: skip
    assert frame["led"].tolist() == [1, 90, 95, 99, 8]
    assert kinds(quality, "led") == {"dont_know": 1, "refused": 3}


def test_a_number_has_ranges_too_and_they_are_no_values():
    _, quality = coded({}, answers([1.0] * 4, [40.0, -1.0, 997.0, 999.5]),
                       of_number={"-9..-1": "not_applicable", "997..1000": "refused"})  # fmt: skip
    assert kinds(quality, "alder") == {"not_applicable": 1, "refused": 2}


def test_a_value_outside_answers_and_ranges_stops_with_the_range():
    with pytest.raises(DataError, match=r"utenfor kodeboken: 89 .*Tillatt: 1, 2, 3, 90–99"):
        coded({"90..99": "refused"}, answers([1.0, 89.0]))


@pytest.mark.parametrize(
    ("missing", "found"),
    [
        ({"1..2": "refused"}, "kode 1, som også er et svar"),
        ({"9..8": "refused"}, "begynner høyere enn det slutter"),
        ({"90-99": "refused"}, "som ikke er en kode"),
        ({".å": "refused"}, "som ikke er en kode"),
        ({"9": "refused"}, "som ikke er en kode"),
    ],
)
def test_a_missing_code_that_cannot_be_read_is_refused(missing, found):
    with pytest.raises(ValueError, match=found):
        Scale.model_validate(AGREE | {"missing": missing})


def stata(tmp_path: Path, led: list[object], labels: dict[object, str]) -> RawSurvey:
    path = tmp_path / "s.dta"
    frame = pd.DataFrame({"alder": [40.0] * len(led), "led": pd.Series(led, dtype="object")})
    letters = [value for value in led if isinstance(value, str)]
    pyreadstat.write_dta(
        frame, path, variable_value_labels={"led": {1: "Uenig"} | labels},
        missing_user_values={"led": sorted(set(letters))},
    )  # fmt: skip
    return read_raw(path)


def test_a_letter_of_stata_is_what_the_codebook_says_of_the_letter(tmp_path):
    raw = stata(tmp_path, [1, "a", "b"], {"a": "Ubesvart"})
    frame, quality = coded({".a": "dont_know", ".b": "not_applicable"}, raw)
    assert frame["led"].tolist() == [1, LETTERS[".a"], LETTERS[".b"]]
    assert kinds(quality, "led") == {"dont_know": 1, "not_applicable": 1}
    assert not [text for text in told(quality, "led") if "koden" in text]


def test_a_letter_that_the_codebook_does_not_name_goes_by_its_label(tmp_path):
    raw = stata(tmp_path, [1, "d", "r"], {"d": "Don't know", "r": "Vil ikke svare"})
    frame, quality = coded({7: "refused", 8: "dont_know"}, raw)
    assert frame["led"].tolist() == [1, 8, 7]
    assert not [text for text in told(quality, "led") if "koden" in text]


@pytest.mark.parametrize("labels", [{}, {"z": "Ukjent årsak"}])
def test_a_letter_that_nothing_explains_is_unanswered_and_reported(tmp_path, labels):
    frame, quality = coded({9: "unanswered"}, stata(tmp_path, [1, "z", "z"], labels))
    assert frame["led"].tolist() == [1, 9, 9]
    (text,) = [text for text in told(quality, "led") if "koden .z" in text]
    assert "regnet som ubesvart" in text
    assert all(label in text for label in labels.values())


def test_a_letter_whose_kind_has_no_code_keeps_its_kind_and_is_reported(tmp_path):
    frame, quality = coded({9: "unanswered"}, stata(tmp_path, [1, "d"], {"d": "Don't know"}))
    assert frame["led"].tolist() == [1, ROLE_CODES["dont_know"]]
    assert kinds(quality, "led") == {"dont_know": 1}
    assert any("koden .d («Don't know»)" in text or "kode .d" in text
               for text in told(quality, "led"))  # fmt: skip


def test_a_number_that_a_file_labels_as_missing_is_no_value():
    labels = {"alder": {-99.0: "Don't know", 999.0: "Ubesvart", 40.0: "Førti"}}
    raw = answers([1.0] * 5, [40.0, 60.0, -99.0, 999.0, -99.0], value_labels=labels)
    frame, quality = coded({}, raw)
    valid = frame["alder"][frame["alder"].between(0, 110)]
    assert valid.mean() == 50
    assert kinds(quality, "alder") == {"dont_know": 2, "unanswered": 1}
    assert len(told(quality, "alder")) == 2


def test_a_projects_own_kind_is_known_by_its_label():
    raw = answers([1.0, 7.0, 7.0], value_labels={"led": {7.0: "Ikke sett"}},
                  declared_missing={"led": [(7.0, 7.0)]})  # fmt: skip
    own = {"not_seen": "Ikke sett"}
    frame, quality = coded({-5: "not_seen", 9: "unanswered"}, raw, own)
    assert frame["led"].tolist() == [1, -5, -5]
    assert kinds(quality, "led") == {"not_seen": 2}
    assert total_missing([{"missing": item.missing} for item in quality.items])["not_seen"] == 2
    assert not told(quality, "led")


@pytest.mark.parametrize("role", ROLES)
def test_a_role_is_known_by_each_of_its_spellings_whatever_their_case(role):
    assert {role_of(f" {text.upper()}. ") for text in SPELLINGS[role]} == {role}
    assert role_of("Helt enig") is None


def test_a_kind_that_nobody_has_named_is_a_fault_with_those_there_are(project, evaluering):
    scales = {"scales": [AGREE | {"missing": {7: "not_seen"}}, {
        "id": "ja-nei", "codes": [0, 1], "labels": ["Nei", "Ja"]}]}  # fmt: skip
    write_yaml(project / "config/scales.yaml", scales)
    code, said = evaluering(project, "validate")
    assert code == 1
    for part in ("scales[0].missing.7", "not_seen", "dont_know"):
        assert part in said


def test_a_kind_cannot_be_named_as_a_role(tmp_path, evaluering):
    root = write_project(tmp_path / "p")
    write_yaml(root / "config/config.yaml", {"missing_kinds": {"refused": "Nekter"}})
    code, said = evaluering(root, "validate")
    assert code == 1
    assert "missing_kinds" in said


def test_no_two_codes_are_of_the_same_value():
    found = missing_codes({8: "dont_know", "8..9": "refused", ".a": "refused"})
    assert [found.kind(v) for v in (8, 9, 10, LETTERS[".a"])] == [
        "dont_know", "refused", None, "refused",
    ]  # fmt: skip
