"""The figure that the README adds to the report."""

from __future__ import annotations

import re
import textwrap
from pathlib import Path

import pytest
import yaml

from workspace import EXHIBITS, FIGURES, REPORT, REPOSITORY, WAVE, contents, snakemake

pytestmark = pytest.mark.workflow

OWN_EXAMPLE = """
- id: figur-4
  number: Figur 4
  kind: group_means
  title: Hvor enig eller uenig er du i følgende påstander om funksjon
  section: "3.3"
  groups: [samarbeidsforum, kompetansenettverk]
  items: [funksjon_informasjon, funksjon_oversikt]
"""


def example() -> str:
    """Return the YAML block of the README's example, or one of our own while it has none."""
    readme = REPOSITORY / "README.md"
    if not readme.is_file():
        return OWN_EXAMPLE
    text = readme.read_text(encoding="utf-8")
    _, marker, rest = text.partition("<!-- eksempel: figur -->")
    assert marker, "README.md has no example of a figure"
    block = re.search(r"```yaml\n(.*?)```", rest, re.DOTALL)
    assert block, "the example in README.md has no YAML block"
    return block[1]


def add_exhibit(root: Path, block: str) -> str:
    """Add a block to the chapter that its section names; return the exhibit's id."""
    start = re.search(r"^ *- id:", block, re.MULTILINE)
    assert start
    entry = textwrap.dedent(block[start.start() :])
    (exhibit,) = yaml.safe_load(entry)
    number = str(exhibit["section"]).split(".")[0]
    path = root / EXHIBITS / f"kapittel-{number}.yaml"
    with path.open("a", encoding="utf-8") as file:
        file.write("\n" + textwrap.indent(entry, "  "))
    return exhibit["id"]


def test_an_exhibit_is_added_by_a_yaml_block_alone(rebuildable):
    before = contents(rebuildable, "figures")
    figure = add_exhibit(rebuildable, example())
    result = snakemake(rebuildable)
    assert result.returncode == 0, result.stdout
    for suffix in ("svg", "png", "csv", "txt"):
        assert (rebuildable / FIGURES / f"{figure}.{suffix}").is_file()
    page = (rebuildable / f"reports/{WAVE}/{REPORT}/rapport.html").read_text(encoding="utf-8")
    assert f'id="{figure}"' in page
    assert before.items() <= contents(rebuildable, "figures").items()
