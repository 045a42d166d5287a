"""What docs/utvide.md tells a newcomer to do, done: an item, an index, and a package."""

from __future__ import annotations

import json
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
CLAIMS = "config/reports/brukere-2024/claims.yaml"
TABLE = "reports/2024-host/brukere-2024/tabeller/tabell-2.csv"


def install(place: Path, kind: str = "pakke") -> Path:
    """Lay a package of the guide out as an installation does; return where it can be imported."""
    for block in blocks(GUIDE, kind):
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
    replace_in(root / BOOK, "Jeg fikk den hjelpen", "Jeg fikk hjelpen")
    _, said = evaluering(root, package, *COMMAND, "status")
    assert "results-brukere-2024.tabell-2" in said


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


TRIED = """
from claims_wave import claim_block, claims_of, small_wave
from evaluering.checks.claims.engine import outcome
from evaluering.render.evidence import Labels, evidence
from evaluering.render.language import say_all
from small import PROJECT
(claim,) = claims_of(claim_block("median", {"equals": 3.5}, groups=["alle"], items=["led1"]))
found = outcome(claim, small_wave())
told = evidence([p.as_data() for p in found.parts], None, Labels(PROJECT, "2021"))
print(found.verdict, say_all(told))
"""


def test_a_quantity_of_a_package_is_measured_and_told(root, package):
    replace_in(root / CLAIMS, "- q1", "- q9")
    code, said = evaluering(root, package, *COMMAND, "validate")
    assert code == 1
    assert "claims.de-fleste-fornoyde.quantity.items" in said
    sys_path = f"import sys; sys.path.insert(0, {str(REPOSITORY / 'tests/material')!r})"
    code, said = evaluering(root, package, "-c", f"{sys_path}\n{TRIED}")
    assert code == 0, said
    assert said.startswith("holds «Første ledd», Alle: median 3,50")


def test_a_check_of_a_package_finds_what_it_looks_for(root, package):
    folder = root / "trykt"
    folder.mkdir()
    rows = ["row,column,printed", *(f"{n},{c},{n}" for n in "412" for c in "AB")]
    (folder / "tabell-1.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    code, said = evaluering(root, package, *COMMAND, "audit", "trykt")
    assert code == 0, said
    found = json.loads((root / "trykt-revisjon/revisjon.json").read_text(encoding="utf-8"))
    assert [f["kind"] for f in found["findings"]] == ["lik-kolonne"]
    assert "To like kolonner" in (root / "trykt-revisjon/revisjon.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("file", "old", "new", "group", "said_of_it"),
    [
        ("claims.py", "import Measured", "import Measure", "claims", "ImportError"),
        ("claims.py", "def median", "def mean", "claims", "«mean» er registrert to ganger"),
        ("claims.py", "@quantity", "#", "claims", "har ingen Quantity eller Expectation"),
        ("audit.py", "def same_columns", "def sums", "audit", "«sums» er registrert to ganger"),
    ],
)
def test_what_a_package_registers_wrongly_is_a_message(
    root, package, file, old, new, group, said_of_it
):
    replace_in(package / "typetall" / file, old, new)
    (root / "trykt").mkdir()
    (root / "trykt/tabell-1.csv").write_text("row,column,printed\na,b,1\n", encoding="utf-8")
    words = ["validate"] if group == "claims" else ["audit", "trykt"]
    code, said = evaluering(root, package, *COMMAND, *words)
    assert code == 1
    assert "Traceback" not in said
    assert said_of_it in said
    assert f"typetall.{file.removesuffix('.py')}" in said
    assert "docs/utvide.md" in said


def test_the_language_of_the_guide_is_spoken_and_says_what_it_lacks(root, tmp_path):
    dansk = install(tmp_path / "dansk", "språk")
    report = root / "config/reports/brukere-2024/report.yaml"
    content = yaml.safe_load(report.read_text(encoding="utf-8"))
    titled = {"nb": content["title"], "da": "Den hjælp brugerne fik"}
    report.write_text(yaml.safe_dump(content | {"language": "da", "title": titled}), "utf-8")
    chapter = yaml.safe_load((root / CHAPTER).read_text(encoding="utf-8"))
    exhibits = [e for e in chapter["exhibits"] if e["kind"] != "modes"]
    (root / CHAPTER).write_text(yaml.safe_dump({"exhibits": exhibits}), encoding="utf-8")
    (root / TABLE).parent.mkdir(parents=True)
    table = next(e["id"] for e in exhibits if e["id"].startswith("tabell"))
    code, said = evaluering(root, dansk, *COMMAND, "exhibit", table)
    assert code == 0, said
    assert "Språket «da» mangler Figur, Tabell" in said
    assert "skrives på «nb»" in said
    page = (root / TABLE).with_name(f"{table}.html").read_text(encoding="utf-8")
    assert '<html lang="da">' in page
    assert "Procent" in page
    assert "Den hjælp brugerne fik" in page


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
