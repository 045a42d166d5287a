"""The figures as files: fonts, bytes, language, and a note where there are no data."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from matplotlib import font_manager, ft2font, rc_context
from PIL import Image, ImageChops

from drawn import COLOURS, EMPTY, HIDDEN, STAMP, STYLE, assert_clean, means, shares, styled, texts
from evaluering.config.exhibits.group_means import GroupMeans
from evaluering.errors import DataError
from evaluering.exhibits.absence import without_data
from evaluering.exhibits.result import load_result, save_result
from evaluering.render.faces import shipped_face
from evaluering.render.figures import empty, group_means, percentages
from evaluering.render.figures.fonts import FontFile, read_once
from evaluering.render.figures.saving import SETTINGS, save
from evaluering.render.figures.style import font
from evaluering.render.language import writing
from workspace import REPOSITORY


@pytest.mark.parametrize("made", [means(3, 2, **HIDDEN), shares(3)], ids=["means", "shares"])
def test_a_result_read_back_draws_the_same(made: Any, tmp_path: Path) -> None:
    exhibit, numbers = made
    module = group_means if isinstance(exhibit, GroupMeans) else percentages
    save_result(numbers, tmp_path / "r")
    back = load_result(tmp_path / "r")
    assert module.alt_text(exhibit, back) == module.alt_text(exhibit, numbers)
    drawn = [texts(module.draw(exhibit, r, STYLE, COLOURS), "") for r in (numbers, back)]
    assert drawn[0] == drawn[1]


def test_the_same_bytes_in_another_process(tmp_path: Path) -> None:
    endings = ["svg", "png", "pdf"]
    save(group_means.draw(*means(3, 4), STYLE, COLOURS), tmp_path / "one", endings, 100)
    script = (
        "import sys; from pathlib import Path; sys.path.insert(0, sys.argv[1]);"
        "from drawn import COLOURS, STYLE, means;"
        "from evaluering.render.figures import group_means;"
        "from evaluering.render.figures.saving import save;"
        "figure = group_means.draw(*means(3, 4), STYLE, COLOURS);"
        "[save(figure, Path(sys.argv[2]) / n, sys.argv[3:], 100) for n in ('two', 'three')]"
    )
    arguments = [
        sys.executable,
        "-c",
        script,
        str(REPOSITORY / "tests/material"),
        str(tmp_path),
        *endings,
    ]
    elsewhere = {"PYTHONHASHSEED": "77", "SOURCE_DATE_EPOCH": "1", "TZ": "Asia/Tokyo"}
    subprocess.run(arguments, check=True, env={**os.environ, **elsewhere})
    for ending in endings:
        names = [f"{stem}.{ending}" for stem in ("one", "two", "three")]
        assert len({(tmp_path / name).read_bytes() for name in names}) == 1, ending
    assert len(list(tmp_path.iterdir())) == 9


def test_a_pdf_embeds_its_fonts(tmp_path: Path) -> None:
    save(group_means.draw(*means(2, 2), STYLE, COLOURS), tmp_path / "f", ["pdf"], 100)
    content = (tmp_path / "f.pdf").read_bytes()
    assert b"/FontFile2" in content
    assert b"/Type3" not in content
    assert content.count(b"+DejaVuSans") >= 1


def test_a_png_has_its_resolution_and_no_transparency(tmp_path: Path) -> None:
    figure = group_means.draw(*means(1, 1), STYLE, COLOURS)
    save(figure, tmp_path / "f", ["png"], 300)
    with Image.open(tmp_path / "f.png") as image:
        assert image.mode == "RGB"
        assert image.info["dpi"] == pytest.approx((300, 300), abs=0.1)
        assert image.width == pytest.approx(17 / 2.54 * 300, abs=1)


def test_a_png_has_the_pixels_that_matplotlib_writes(tmp_path: Path) -> None:
    figure = group_means.draw(*means(3, 2), STYLE, COLOURS)
    with rc_context(SETTINGS):
        figure.savefig(tmp_path / "theirs.png", dpi=100)
    save(figure, tmp_path / "ours", ["png"], 100)
    with Image.open(tmp_path / "ours.png") as ours, Image.open(tmp_path / "theirs.png") as theirs:
        assert not ImageChops.difference(ours, theirs.convert("RGB")).getbbox()


@pytest.mark.parametrize("ending", ["svg", "png", "pdf"])
def test_fonts_in_memory_give_the_bytes_that_their_files_give(
    ending: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read_once()
    font_manager._get_font.cache_clear()
    save(group_means.draw(*means(3, 2), STYLE, COLOURS), tmp_path / "memory", [ending], 100)
    assert isinstance(font_manager.get_font(str(shipped_face().regular)).fname, FontFile)
    monkeypatch.setattr(font_manager, "ft2font", ft2font)
    font_manager._get_font.cache_clear()
    save(group_means.draw(*means(3, 2), STYLE, COLOURS), tmp_path / "files", [ending], 100)
    assert isinstance(font_manager.get_font(str(shipped_face().regular)).fname, str)
    font_manager._get_font.cache_clear()
    memory, files = (tmp_path / f"{name}.{ending}" for name in ("memory", "files"))
    assert memory.read_bytes() == files.read_bytes()


def test_a_missing_font_is_named(tmp_path: Path) -> None:
    missing = replace(shipped_face(), regular=tmp_path / "DejaVuSans.ttf")
    with pytest.raises(DataError, match=r"DejaVuSans\.ttf mangler"):
        font(missing, 9.0)


@pytest.mark.parametrize("width", [8, 17])
def test_a_figure_without_data_says_so(width: float) -> None:
    exhibit, numbers = means(3, 2)
    missing = without_data(numbers)
    figure = empty.draw(exhibit, missing, styled(width_cm=width), {})
    assert_clean(figure)
    assert texts(figure, "empty-number") == ["Figur 1"]
    said = "Ingen data i denne bølgen: ingen respondenter har gyldige svar."
    assert " ".join(texts(figure, "empty-reason")) == said
    assert empty.alt_text(exhibit, missing) == f"Figur 1. {said}"
    assert texts(figure, "stamp") == [STAMP]


def test_the_frame_of_a_figure_follows_the_language() -> None:
    exhibit, numbers = means(2, 2, **EMPTY)
    with writing("en"):
        figure = group_means.draw(exhibit, numbers, STYLE, COLOURS)
        alternative = group_means.alt_text(exhibit, numbers)
    assert texts(figure, "value-q0-uh") == ["no answers"]
    assert texts(figure, "value-q0-sam") == ["1.3"]
    assert texts(figure, "stamp") == ["Synthetic data"]
    assert texts(figure, "note") == ["The bars show means, the lines ±1 standard deviation."]
    assert alternative.startswith("Horizontal bars with means on the scale 1 (")
    assert "Highest is" in alternative
