"""The theme: in one place, in every format, checked before anything is made of it."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
import zlib
from pathlib import Path

import matplotlib as mpl
import pytest
import yaml

import evaluering
from evaluering.config import sources
from evaluering.config.contrast import GRAPHICS, TEXT, contrast, nearest, readable
from evaluering.config.project import Project, load_project
from evaluering.config.theme import Colours, Sizes, Theme, overlaid, theme_of
from evaluering.errors import ConfigErrors
from small_document import png
from small_project import REPORT, WAVE, build, write_project

PACKAGE = Path(evaluering.__file__).parent
FONTS = Path(mpl.get_data_path()) / "fonts/ttf"
OWN = {
    "colours": {"ink": "#123456"},
    "typefaces": {"all": "DejaVu Serif",
                  "files": ["config/DejaVuSerif.ttf", "config/DejaVuSerif-Bold.ttf"]},
    "sizes": {"all": 1.2},
    "logo": {"file": "config/logo.png", "alt": "Instituttet for prøver"},
}  # fmt: skip
LITERALS = {
    "colour": r"#[0-9A-Fa-f]{6}\b|#[0-9A-Fa-f]{3}(?=[;\"'\s])|[\"'][0-9A-F]{6}[\"']"
    r"|[\"'](?:white|black|grey|gray|red)[\"']",
    "typeface": r"Arial|Calibri|Helvetica|Georgia|Segoe|Roboto|DejaVu |Liberation|sans-serif",
    "size": r"(?<![\w.])(?!1pt)\d+(?:\.\d+)?pt\b|font-size: *\d+px|Font\([^)]*\b1\d\b",
}
EXAMPLES = {"config/messages.py": "a message shows a colour, a typeface and a file by example"}


def themed(root: Path, theme: dict[str, object], report: bool = False) -> Path:
    """Write a theme into the project's settings, or into its report."""
    path = root / ("config/reports/rapport/report.yaml" if report else "config/config.yaml")
    content = yaml.safe_load(path.read_text(encoding="utf-8")) | {"theme": theme}
    path.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return root


def with_files(root: Path) -> Path:
    """Return a project that has the files that `OWN` names."""
    for name in ("DejaVuSerif.ttf", "DejaVuSerif-Bold.ttf"):
        shutil.copy(FONTS / name, root / "config" / name)
    (root / "config/logo.png").write_bytes(png())
    return root


@pytest.mark.parametrize("sort", LITERALS)
def test_no_colour_typeface_or_size_stands_outside_the_theme(sort: str) -> None:
    files = [p for p in PACKAGE.rglob("*") if p.suffix in {".py", ".css", ".html", ".typ"}]
    places = {p.relative_to(PACKAGE).as_posix(): p.read_text(encoding="utf-8") for p in files}
    skipped = {"config/theme.py", *EXAMPLES}
    found = {
        place: hits
        for place, text in places.items()
        if place not in skipped and not place.startswith("start/templates")
        if (hits := re.findall(LITERALS[sort], text))
    }
    assert len(places) > 300
    assert not found


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = write_project(tmp_path_factory.mktemp("tema") / "prosjekt", printed=False)
    build(themed(with_files(root), OWN))
    return root


def parts(file: Path) -> str:
    with zipfile.ZipFile(file) as package:
        return "".join(
            package.read(name).decode() for name in package.namelist() if name.endswith(".xml")
        )


def test_figures_have_the_theme(made: Path) -> None:
    drawings = sorted((made / f"figures/{WAVE}/{REPORT}").glob("*.svg"))
    assert len(drawings) > 5
    for path in drawings:
        svg = path.read_text(encoding="utf-8")
        assert "DejaVuSerif-" in svg
        assert "DejaVuSans" not in svg
    everything = "".join(path.read_text(encoding="utf-8") for path in drawings)
    assert "fill: #123456" in everything
    assert Colours().ink not in everything
    sizes = {float(size) for size in re.findall(r"scale\(([\d.]+) -[\d.]+\)", everything)}
    assert 0.108 in sizes  # 9 points and a fifth


def test_pages_have_the_theme(made: Path) -> None:
    pages = sorted((made / "reports").rglob("*.html"))
    assert len(pages) > 10
    for path in pages:
        html = path.read_text(encoding="utf-8")
        assert "--ink: #123456;" in html, path
        assert '--face: "DejaVu Serif",' in html
        assert "font-size: 120.0%;" in html
    front = (made / f"reports/{WAVE}/{REPORT}/rapport.html").read_text(encoding="utf-8")
    assert re.search(
        r'<img class="logo" src="data:image/png;base64,\S+" alt="Instituttet for', front
    )


def test_word_has_the_theme(made: Path) -> None:
    file = made / f"reports/{WAVE}/{REPORT}/rapport.docx"
    xml = parts(file)
    assert '<w:color w:val="123456"/>' in xml
    assert 'w:ascii="DejaVu Serif"' in xml
    assert 'w:ascii="Arial"' not in xml
    assert '<w:sz w:val="25"/>' in xml  # 10.5 points and a fifth, in half points
    assert 'descr="Instituttet for prøver"' in xml
    media = [name for name in zipfile.ZipFile(file).namelist() if name.startswith("word/media/")]
    assert png() in [zipfile.ZipFile(file).read(name) for name in media]


def test_excel_has_the_theme(made: Path) -> None:
    xml = parts(made / f"reports/{WAVE}/{REPORT}/tabeller.xlsx")
    assert '<color rgb="00123456"/>' in xml
    assert set(re.findall(r'<font><name val="([^"]+)"', xml)) == {"DejaVu Serif"}
    assert '<sz val="13"/>' in xml


def test_pdf_has_the_theme(made: Path) -> None:
    content = (made / f"reports/{WAVE}/{REPORT}/rapport.pdf").read_bytes()
    streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", content, re.S)
    # a stream may end in a byte that looks like the end of its last line
    text = b"".join(zlib.decompressobj().decompress(s) for s in streams if s.startswith(b"x"))
    text += content
    assert b"0.07058" in text  # the red of the ink
    assert re.search(rb"/F\w+ 11\.5 Tf|/f\w+ 11\.5 Tf", text)  # 9.5 points and a fifth
    assert b"DejaVuSerif" in text
    assert b"DejaVuSans" not in text
    alt = "Instituttet for prøver"
    assert alt.encode("utf-16-be") in text or alt.encode("latin-1") in text or (
        alt.encode("utf-16-be").hex().upper().encode() in text
    )  # fmt: skip


@pytest.mark.skipif(not shutil.which("pdffonts"), reason="pdffonts is not installed")
def test_the_pdf_embeds_the_typeface_of_the_theme(made: Path) -> None:
    file = made / f"reports/{WAVE}/{REPORT}/rapport.pdf"
    listed = subprocess.run(["pdffonts", file], capture_output=True, check=True).stdout.decode()
    assert all("DejaVuSerif" in row for row in listed.splitlines()[2:])


def faults(root: Path) -> list[str]:
    with pytest.raises(ConfigErrors) as error:
        load_project(root)
    return [" | ".join(map(str, (e.file, e.line, e.key, e.found, e.allowed, e.remedy)))
            for e in error.value.errors]  # fmt: skip


@pytest.mark.parametrize(
    ("colours", "message"),
    [
        (
            {"muted": "#9A9A9A"},
            "theme.colours.muted | #9A9A9A, med kontrast 2,81 mot #FFFFFF | kontrast 4,50 eller "
            "mer for tekst (WCAG AA) | nærmeste farge som holder, er #767676",
        ),
        (
            {"accents": ["#174A7C", "#FFD200"]},
            "theme.colours.accents[1] | #FFD200, med kontrast 1,45 mot #FFFFFF | kontrast 3,00 "
            "eller mer for grafikk",
        ),
        ({"background": "#777777"}, "theme.colours.background | #777777, med kontrast"),
        (
            {"background": "#111111", "ink": "#EEEEEE"},
            "theme.colours.ink | #EEEEEE, med kontrast 1,16 mot #FFFFFF | kontrast 4,50 eller mer "
            "for tekst på papir i Word og Excel",
        ),
        ({"above": ["#7B7B7B", "#A9CDE4"]}, "theme.colours.above[0] | #7B7B7B"),
    ],
)
def test_a_colour_that_cannot_be_read_is_a_fault_with_the_nearest_that_can(
    colours: dict[str, object], message: str, tmp_path: Path
) -> None:
    root = themed(write_project(tmp_path), {"colours": colours})
    found = faults(root)
    assert any(message in fault for fault in found), found
    lines = (root / "config/config.yaml").read_text(encoding="utf-8").splitlines()
    named = next(fault for fault in found if message in fault).split(" | ")
    assert named[3].split(",")[0] in lines[int(named[1]) - 1]


def test_a_report_answers_for_what_it_states_itself(tmp_path: Path) -> None:
    root = themed(write_project(tmp_path), {"colours": {"stamp": "#DD8888"}}, report=True)
    (fault,) = faults(root)
    assert "config/reports/rapport/report.yaml" in fault
    assert "theme.colours.stamp" in fault


@pytest.mark.parametrize(
    ("theme", "message"),
    [
        ({"typefaces": {"all": "Inter"}}, "theme.typefaces.all | Inter | DejaVu Sans"),
        ({"typefaces": {"drawn": "Inter"}}, "theme.typefaces.drawn | Inter | DejaVu Sans"),
        ({"typefaces": {"files": ["config/ingen.ttf"]}}, "config/ingen.ttf (filen finnes ikke)"),
        ({"typefaces": {"files": ["config/falsk.ttf"]}}, "(filen er ingen TrueType-skrift)"),
        ({"logo": {"file": "config/falsk.png", "alt": "A"}}, "(filen er ikke et bilde)"),
        ({"logo": {"file": "config/ingen.png", "alt": "A"}}, "(filen finnes ikke)"),
        ({"logo": {"file": "config/logo.svg", "alt": "A"}}, "en bildefil som ender på .png"),
        ({"typefaces": {"html": "Inter; } body {"}}, "navnet på en skrift"),
        ({"sizes": {"all": 1.6}}, "minst 10.88 cm"),
        ({"sizes": {"all": 0.7}}, "theme.sizes.all | 0.7, med «font_size» 8"),
    ],
)  # fmt: skip
def test_what_cannot_be_drawn_is_a_fault_before_the_run(
    theme: dict[str, object], message: str, tmp_path: Path
) -> None:
    root = write_project(tmp_path)
    for name in ("falsk.ttf", "falsk.png"):
        (root / "config" / name).write_bytes(b"\0\1\0\0" + b"tull" * 40)
    settings = root / "config/config.yaml"
    content = yaml.safe_load(settings.read_text(encoding="utf-8"))
    content["figures"] |= {"width_cm": 8, "font_size": 8}
    settings.write_text(yaml.safe_dump(content, sort_keys=False), encoding="utf-8")
    assert any(message in fault for fault in faults(themed(root, theme))), faults(root)


def fingerprints(project: Project) -> dict[str, str]:
    figure = next(e for e in project.of_report(REPORT).exhibits(REPORT) if e.is_figure)
    return {
        "results": sources.result_fingerprint(project, WAVE, REPORT, figure),
        "indices": sources.indices_fingerprint(project, WAVE),
        "figures": sources.figure_fingerprint(project, WAVE, REPORT, figure),
        "report": sources.report_fingerprint(project, WAVE, REPORT),
    }


@pytest.mark.parametrize("report", [False, True])
def test_a_colour_changes_figures_and_pages_and_no_number(report: bool, tmp_path: Path) -> None:
    before = fingerprints(load_project(write_project(tmp_path)))
    after = fingerprints(load_project(themed(tmp_path, {"colours": {"ink": "#000000"}}, report)))
    assert {key for key in before if before[key] == after[key]} == {"results", "indices"}


def test_a_reports_own_theme_is_put_over_the_projects(tmp_path: Path) -> None:
    root = themed(write_project(tmp_path), {"colours": {"ink": "#000000", "link": "#0000AA"}})
    project = load_project(themed(root, {"colours": {"link": "#AA0000"}}, report=True))
    assert theme_of(project, REPORT).colours == Colours(ink="#000000", link="#AA0000")
    assert theme_of(project).colours.link == "#0000AA"
    assert overlaid(Theme(), Theme()) == Theme()


def test_a_reports_own_palette_colours_the_groups_that_state_no_colour(tmp_path: Path) -> None:
    root = themed(write_project(tmp_path), {"colours": {"groups": ["#550000"]}}, report=True)
    project = load_project(root)
    stated = {name for name, group in project.groups.items() if group.colour}
    assert stated
    unstated = {n: c for n, c in project.colours(REPORT).items() if n not in stated}
    assert set(unstated.values()) == {"#550000"}
    assert "#550000" not in project.colours().values()


@pytest.mark.parametrize("against", ["#FFFFFF", "#000000", "#FDF6E3", "#1F3A5F"])
@pytest.mark.parametrize("colour", ["#9A9A9A", "#FFD200", "#00A878", "#FFFFFF", "#000000"])
@pytest.mark.parametrize("least", [GRAPHICS, TEXT])
def test_the_nearest_colour_has_the_contrast(colour: str, against: str, least: float) -> None:
    found = nearest(colour, against, least)
    assert contrast(found, against) >= least
    assert found == colour or contrast(colour, against) < least


def test_contrast_is_that_of_the_guidelines() -> None:
    assert contrast("#FFFFFF", "#000000") == pytest.approx(21)
    assert contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.005)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.005)
    assert readable("#1F3A5F", "#222222", "#FFFFFF") == "#FFFFFF"


def test_sizes_keep_to_half_points() -> None:
    assert Sizes().of("word", 2.48) == 26
    assert Sizes(all=1.2).of("pdf") == 11.5
