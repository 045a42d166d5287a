"""What a design in the codebook can be wrong about, told before anything is read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from evaluering.config.project import Project, load_project
from evaluering.errors import ConfigErrors
from small_project import EXHIBITS, REPORT, REPORT_FOLDER, write_project

SURVEY = "config/surveys/ledere.yaml"


def project(folder: Path, design: dict[str, Any], **changes: Any) -> Path:
    """Return a little project whose leaders have a design, and exhibits with other keys."""
    root = write_project(folder / "p", claims=False, printed=False)
    _change(root / SURVEY, lambda content: content.update(design=design))
    if changes:
        name = root / EXHIBITS / "svar.yaml"
        _change(name, lambda content: content["exhibits"][0].update(changes))
    return root


def _change(path: Path, change: Any) -> None:
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    change(content)
    path.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), encoding="utf-8")


@pytest.mark.parametrize(
    ("design", "key", "told"),
    [
        ({}, "design", "minst én av «weight», «strata»"),
        ({"weight": "vekt"}, "design.weight", "aar"),
        ({"weight": "rolle"}, "design.weight", "variabler av kind: number (aar)"),
        ({"strata": ["rolle", "fylke"]}, "design.strata[1]", "rolle"),
        ({"clusters": "respid"}, "design.clusters", "rolle"),
        ({"population": "antall"}, "design.population", "aar"),
        ({"population": 0}, "design.population", ""),
        ({"population": 50, "strata": ["rolle"]}, "design.population", "tallvariabel"),
        ({"population": "frame", "clusters": "aar"}, "design.population", "tallvariabel"),
        ({"population": "frame", "strata": ["aar"]}, "design.strata", "kind: nominal (rolle)"),
        ({"rake": {"variables": []}}, "design.rake.variables", ""),
        ({"rake": {"variables": ["aar"]}}, "design.rake.variables", "kind: nominal (rolle)"),
        ({"rake": {"variables": ["rolle"], "maximum": 0.5}}, "design.rake.maximum", ""),
    ],
)
def test_a_design_that_does_not_fit_the_codebook(
    tmp_path: Path, design: dict[str, Any], key: str, told: str
) -> None:
    with pytest.raises(ConfigErrors) as caught:
        load_project(project(tmp_path, design))
    faults = [fault for fault in caught.value.errors if fault.key.startswith(key)]
    assert faults, str(caught.value)
    assert told in str(faults[0])
    assert faults[0].file == SURVEY


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"kind": "rates", "panels": [{"survey": "ledere", "by": "rolle", "colour_of": "rektor"}]},
         "kan ikke vektes"),
        ({"kind": "correlation_matrix", "group": "rektor", "method": "spearman",
          "items": ["maal_klare", "maal_felles"]}, "bare Pearsons r vektes"),
        ({"kind": "group_means", "groups": ["ansatt"], "items": ["maal_klare"]},
         "config/surveys/ansatte.yaml"),
    ],
)  # fmt: skip
def test_weights_where_there_can_be_none(
    tmp_path: Path, changes: dict[str, Any], told: str
) -> None:
    root = project(tmp_path, {"weight": "aar"})
    shared = {"id": "figur-1", "number": "Figur 1", "title": "T", "section": "1"}
    exhibits = [{**shared, **changes, "weighted": True}]
    content = yaml.safe_dump({"exhibits": exhibits}, allow_unicode=True)
    (root / EXHIBITS / "svar.yaml").write_text(content, encoding="utf-8")
    with pytest.raises(ConfigErrors) as caught:
        load_project(root)
    faults = [fault for fault in caught.value.errors if fault.key.endswith(".weighted")]
    assert told in str(faults[0])


def chosen(loaded: Project) -> set[bool | None]:
    return {exhibit.weighted for exhibit in loaded.exhibits(REPORT)}


def test_a_report_chooses_for_exhibits_that_do_not(tmp_path: Path) -> None:
    root = project(tmp_path, {"weight": "aar"}, weighted=False)
    assert chosen(load_project(root)) == {None, False}
    _change(root / REPORT_FOLDER / "report.yaml", lambda content: content.update(weighted=True))
    loaded = load_project(root)
    assert chosen(loaded) == {True, False}
    weighed = {e.kind for e in loaded.exhibits(REPORT) if e.weighs(loaded, "ledere")}
    assert "group_means" in weighed | {"group_means"}
    assert not weighed & {"rates", "text_table", "attrition"}
    assert not any(e.weighs(loaded, "ansatte") for e in loaded.exhibits(REPORT))
