"""The example that «evaluering init --example» lays out: it runs at once, and fast."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import evaluering
from evaluering.start.layout import languages
from example_blocks import shell
from small_project import build

pytestmark = pytest.mark.workflow

NAMES = {"nb": ("rapport", "tabeller"), "en": ("report", "tables")}


def documents(language: str) -> set[str]:
    """Return the names of all that is made for the reader."""
    report, tables = NAMES[language]
    return {
        *(f"{report}.{end}" for end in ("html", "docx", "pdf")),
        f"{tables}.xlsx",
        tables,
        "index.html",
    }


def laid_out(language: str, folder: Path) -> Path:
    done = shell(f"evaluering init 'Prøve å' --example --language {language}", folder, folder)
    assert done.returncode == 0, done.stdout
    return folder / "Prøve å"


def test_the_example_becomes_a_report_in_four_formats_by_one_command(tmp_path: Path) -> None:
    root = laid_out("nb", tmp_path)
    done = shell("evaluering run --cores 2", root, tmp_path)
    assert done.returncode == 0, done.stdout
    assert {path.name for path in (root / "reports").rglob("*")} >= documents("nb")


@pytest.mark.parametrize("language", languages())
def test_two_waves_show_what_has_changed_and_a_text_can_be_drafted(
    language: str, tmp_path: Path
) -> None:
    root = tmp_path / "to"
    done = shell(
        f"evaluering init to --example --waves 2 --language {language}", tmp_path, tmp_path
    )
    assert done.returncode == 0, done.stdout
    build(root, "registry", "ingest", "indices", "results")
    first, second = evaluering.open(root).waves.values()
    shown = second.exhibit("figur-9")
    _, changed, fallen = dict.fromkeys(shown.table["item"])
    groups = list(dict.fromkeys(shown.table["group"]))
    own = shown.table.dropna(subset="change").set_index(["item", "group"])["change"]
    assert (own[changed] > 0).all()
    assert own[fallen, groups[0]] < -0.3
    assert len(re.findall(r"p\W+0[.,]\d{3}", shown.text())) == len(own) == 6
    assert "latest: change" in shown.text(bindings=True)
    assert "p" not in first.exhibit("figur-9").text().split()
    assert "%" not in second.exhibit("figur-10").text()


@pytest.mark.parametrize("language", sorted({*languages()} - {"nb"}))
def test_the_example_becomes_a_report_in_every_language(language: str, tmp_path: Path) -> None:
    root = laid_out(language, tmp_path)
    build(root)
    assert {path.name for path in (root / "reports").rglob("*")} >= documents(language)
