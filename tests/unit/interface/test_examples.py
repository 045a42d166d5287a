"""What Python offers analysts: every public name is documented, with an example that holds."""

from __future__ import annotations

import doctest
import inspect
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

import evaluering
from evaluering import interface
from evaluering.cli import main
from small_project import build

FOLDER = Path(str(interface.__file__)).parent
MODULES = sorted(path.stem for path in FOLDER.glob("[a-z]*.py"))
LINES = 45
"""Of a class's or function's own text: what fits a screen."""


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the example project with its data made."""
    root = tmp_path_factory.mktemp("eksempel") / "bibliotek"
    assert main(["--project", str(root.parent), "init", str(root), "--example"]) == 0
    build(root, "ingest", "indices")
    return root


@pytest.mark.parametrize("module", MODULES)
def test_examples_hold(module: str, example: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(example)
    given = {"evaluering": evaluering, "wave": evaluering.open(".").wave()}
    loaded = import_module(f"evaluering.interface.{module}")
    assert doctest.testmod(loaded, extraglobs=given).failed == 0


@pytest.mark.parametrize("module", MODULES)
def test_what_is_public_is_documented_and_classes_have_examples(module: str) -> None:
    loaded = import_module(f"evaluering.interface.{module}")
    own = {
        name: found
        for name, found in vars(loaded).items()
        if not name.startswith("_") and getattr(found, "__module__", "") == loaded.__name__
    }
    for name, found in own.items():
        text = inspect.getdoc(found) or ""
        assert text, name
        assert len(text.splitlines()) <= LINES, name
        if not inspect.isclass(found):
            continue
        assert ">>>" in text or issubclass(found, Exception), name
        for part, member in vars(found).items():
            if not part.startswith("_") and (callable(member) or isinstance(member, property)):
                assert inspect.getdoc(member), f"{name}.{part}"


def test_what_is_public_is_there_without_another_import() -> None:
    program = "import evaluering as ev; print(ev.stats.proportion(3, 4).value, dir(ev))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert done.stdout.split(" ", 1) == ["0.75", "['__version__', 'errors', 'open', 'stats']\n"]
    with pytest.raises(AttributeError, match="has no 'opne'"):
        evaluering.opne  # noqa: B018


def test_opening_loads_neither_drawing_nor_heavy_statistics(example: Path) -> None:
    program = (
        "import sys, evaluering\n"
        "table = evaluering.open('.').wave().battery('trivsel').compare('avdeling').table\n"
        "assert len(table) == 18\n"
        "print(*sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=example, capture_output=True, text=True, check=True
    )
    assert not {"matplotlib", "statsmodels", "snakemake", "sklearn"} & set(done.stdout.split())
