"""Every YAML block of the user's guide fits the models, and together they are one project."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from pydantic import BaseModel

from evaluering.cli.reference import files as configuration_files
from evaluering.config.project import load_project
from evaluering.start.layout import project_files
from example_blocks import Block, blocks
from readme_project import beginning, with_part

REPOSITORY = Path(__file__).resolve().parents[3]
GUIDE = (REPOSITORY / "docs/nytt-prosjekt.md").read_text(encoding="utf-8")
README = (REPOSITORY / "README.md").read_text(encoding="utf-8")
PARTS = blocks(GUIDE, "fil", "utdrag")


def model_of(place: str) -> type[BaseModel]:
    """Return the model of a configuration file by its path."""
    for pattern, model in configuration_files().values():
        if re.fullmatch(re.sub("<[^>]+>", "[^/]+", pattern), place):
            return model
    raise AssertionError(f"{place} is no file of the configuration")


def test_every_yaml_block_of_the_guide_is_marked() -> None:
    assert GUIDE.count("```yaml") == len(PARTS)


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.place)
def test_each_part_fits_its_model(part: Block) -> None:
    model_of(part.place).model_validate(with_part(beginning(), part)[part.place])


def test_all_parts_together_are_a_valid_project(tmp_path: Path) -> None:
    files = beginning()
    for part in PARTS:
        files = with_part(files, part)
    for place, content in files.items():
        (tmp_path / place).parent.mkdir(parents=True, exist_ok=True)
        text = yaml.safe_dump(content, allow_unicode=True, sort_keys=False)
        (tmp_path / place).write_text(text, encoding="utf-8")
    project = load_project(tmp_path)
    assert set(project.surveys) == {"brukere", "ansatte"}
    assert set(project.waves) == {"2024-host", "2025-host"}
    assert set(project.reports) == {"brukere-2024", "sammenligning"}
    assert set(project.registries) == {"skoler", "kommuner"}
    assert set(project.indices) == {"tilfredshet"}


@pytest.mark.parametrize("language", ["nb", "en"])
def test_the_readme_of_a_new_project_fits_the_models(language: str) -> None:
    readme = project_files(language, "x", example=False)["README.md"]
    parts = blocks(readme, "fil")
    assert len(parts) == 4
    for part in parts:
        model_of(part.place).model_validate(yaml.safe_load(part.text))
