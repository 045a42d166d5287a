"""What docs/utvide.md tells a newcomer to do, done: item, index, and packages of one's own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml

from example_blocks import blocks
from readme_project import beginning, with_part, write_answers
from workspace import REPOSITORY, replace_in

pytestmark = pytest.mark.workflow
GUIDE = (REPOSITORY / "docs/utvide.md").read_text(encoding="utf-8")
CHAPTER = "config/reports/brukere-2024/exhibits/erfaringer.yaml"
BOOK = "config/surveys/brukere.yaml"
TABLE = "reports/2024-host/brukere-2024/tabeller/tabell-2.csv"


def install(place: Path, example: str = "pakke") -> Path:
    """Lay a package of the guide out as an installation does; return where it can be imported."""
    for block in blocks(GUIDE, example):
        (place / block.place).parent.mkdir(parents=True, exist_ok=True)
        (place / block.place).write_text(block.text, encoding="utf-8")
    about = tomllib.loads((place / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    name = about["name"].replace("-", "_")
    folder = place / f"{name}-{about['version']}.dist-info"
    folder.mkdir()
    (folder / "METADATA").write_text(f"Name: {about['name']}\nVersion: {about['version']}\n")
    lines = [
        f"[{group}]\n" + "".join(f"{k} = {v}\n" for k, v in entries.items())
        for group, entries in about["entry-points"].items()
    ]
    (folder / "entry_points.txt").write_text("".join(lines))
    return place


@pytest.fixture
def package(tmp_path: Path) -> Path:
    return install(tmp_path / "pakke")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return the README's project with everything that the guide adds to it."""
    root = tmp_path / "prosjekt"
    files = beginning()
    for part in blocks(GUIDE, "fil", "utdrag"):
        files = with_part(files, part)
    for place, content in files.items():
        (root / place).parent.mkdir(parents=True, exist_ok=True)
        text = yaml.safe_dump(content, allow_unicode=True, sort_keys=False)
        (root / place).write_text(text, encoding="utf-8")
    write_answers(root / "data/raw/2024-host/svar.sav")
    return root


def evaluering(root: Path, package: Path, *words: str) -> tuple[int, str]:
    """Run a command where the package is installed: exit code and what it wrote."""
    path = os.pathsep.join([str(REPOSITORY / "src"), str(package)])
    environment = os.environ | {"PYTHONPATH": path, "PYTHONUTF8": "1"}
    done = subprocess.run(
        [sys.executable, *words], cwd=root, env=environment,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", check=False,
    )  # fmt: skip
    return done.returncode, done.stdout


COMMAND = ("-c", "import sys; from evaluering.cli import main; sys.exit(main(sys.argv[1:]))")


def test_what_the_guide_adds_is_valid_and_runs(root, package):
    code, said = evaluering(root, package, *COMMAND, "validate")
    assert code == 0, said
    code, said = evaluering(root, package, *COMMAND, "exhibit", "tabell-2")
    assert code == 0, said
    table = (root / TABLE).read_text(encoding="utf-8")
    assert "Jeg fikk den hjelpen jeg trengte,Helt uenig,8" in table
    job = ("--wave", "2024-host", "--report", "brukere-2024", "--chapter", "erfaringer")
    code, said = evaluering(root, package, *COMMAND, "results", *job)
    assert code == 0, said
    _, said = evaluering(root, package, *COMMAND, "status")
    assert "results-brukere-2024.erfaringer" not in said
    replace_in(root / BOOK, "Jeg fikk den hjelpen", "Jeg fikk hjelpen")
    _, said = evaluering(root, package, *COMMAND, "status")
    assert "results-brukere-2024.erfaringer" in said


def test_a_survey_that_does_not_exist_is_refused_with_those_there_are(root, package):
    replace_in(root / CHAPTER, "survey: brukere\n  items", "survey: bruker\n  items")
    code, said = evaluering(root, package, *COMMAND, "validate")
    assert code == 1
    assert "exhibits[3] (tabell-2).survey" in said
    assert "Mente du «brukere»?" in said


def test_a_package_that_does_not_import_is_named_with_what_hinders_it(root, package):
    replace_in(package / "typetall/model.py", "import Reads", "import Read")
    code, said = evaluering(root, package, *COMMAND, "validate")
    assert code == 1
    assert "Traceback" not in said
    assert "Feil i pakken evaluering-typetall 1.0" in said
    assert "evaluering.kinds: modes = typetall.model:Modes" in said
    assert "ImportError: cannot import name 'Read'" in said
    assert "pip uninstall evaluering-typetall" in said


def test_a_kind_of_another_name_that_is_there_already_is_refused_with_both(root, package):
    replace_in(package / "typetall/model.py", 'Literal["modes"]', 'Literal["likert"]')
    code, said = evaluering(root, package, *COMMAND, "validate")
    assert code == 1
    assert "Traceback" not in said
    assert "«likert» er laget to ganger" in said
    assert "typetall.model" in said


@pytest.mark.parametrize(
    ("file", "named"),
    [("computation.py", "typetall.computation"), ("table.py", "typetall.table")],
)
def test_a_kind_without_one_of_its_files_is_refused_with_the_file(root, package, file, named):
    (package / "typetall" / file).unlink()
    code, said = evaluering(root, package, *COMMAND, "validate")
    assert code == 1
    assert "exhibits[3] (tabell-2).kind" in said
    assert named in said


def test_the_reference_of_the_keys_has_what_is_installed(root, package):
    code, said = evaluering(root, package, *COMMAND, "reference")
    assert code == 0, said
    assert "### Modes" in (root / "docs/konfigurasjon.md").read_text(encoding="utf-8")
    assert '"modes"' in (root / "docs/schema/exhibits.json").read_text(encoding="utf-8")


MARKDOWN = ("markdown", "--wave", "2024-host", "--report", "brukere-2024")


@pytest.fixture
def format_package(tmp_path: Path, package: Path) -> Path:
    return install(package, "format")


def test_a_report_is_set_in_the_guides_format(root, format_package):
    shutil.copy(REPOSITORY / "Snakefile", root)
    code, said = evaluering(root, format_package, *COMMAND, "run", "--cores", "1")
    assert code == 0, said
    text = (root / "reports/2024-host/brukere-2024/rapport.md").read_text(encoding="utf-8")
    assert "# Tabell 2. Det vanligste svaret" in text
    assert "| Jeg fikk den hjelpen jeg trengte | Helt uenig | 8 |" in text
    assert "rapport.md" in (root / "reports/index.html").read_text(encoding="utf-8")
    code, said = evaluering(root, format_package, *COMMAND, *MARKDOWN)
    assert code == 0, said
    replace_in(format_package / "rapport_markdown/writing.py", "# {document.title}", "# Rapport")
    _, said = evaluering(root, format_package, *COMMAND, "status")
    assert "markdown-brukere-2024" in said


@pytest.mark.parametrize(
    ("file", "old", "new", "fault"),
    [
        ("__init__.py", "import OutputFormat", "import Format", "ImportError"),
        ("__init__.py", 'name="markdown"', 'name="word"', "formatet «word» to ganger"),
        ("__init__.py", 'name="markdown"', 'name="results"', "som er en annen kommando"),
        ("__init__.py", 'ending="md"', 'ending="docx"', "som formatet «word» også lager"),
        ("__init__.py", ".writing", ".skriving", "uten rapport_markdown.skriving"),
        ("__init__.py", "FORMAT = OutputFormat", "FORMAT = dict", "som ikke er et OutputFormat"),
    ],
)
def test_a_format_that_cannot_be_used_is_named_with_its_package(
    root, format_package, file, old, new, fault
):
    replace_in(format_package / "rapport_markdown" / file, old, new)
    code, said = evaluering(root, format_package, *COMMAND, "validate")
    assert code == 1
    assert "Traceback" not in said
    assert "Feil i pakken evaluering-markdown 1.0" in said
    assert fault in said
