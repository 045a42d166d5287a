"""The import walker: a command's modules, and no others."""

from __future__ import annotations

import pytest

from evaluering.workflow import modules as walker
from evaluering.workflow.modules import SOURCE, modules


@pytest.fixture
def package(tmp_path, monkeypatch):
    """Return a function that writes a module of a package of one's own."""
    monkeypatch.setattr(walker, "SOURCE", tmp_path)
    forget()

    def write(name: str, text: str = "") -> None:
        path = tmp_path / f"evaluering/{name}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)

    write("__init__")
    yield write
    forget()


def forget() -> None:
    """Read every module anew: the walker keeps what it has read."""
    for kept in (walker._imports, walker._file, walker.exists):
        kept.cache_clear()


def found(*entries: str) -> set[str]:
    return {path.removeprefix("evaluering/") for path in modules(*entries)}


def test_imports_are_followed_from_module_to_module(package):
    package("a", "from evaluering.b import x\n")
    package("b", "import evaluering.c\n")
    package("c")
    assert {"a.py", "b.py", "c.py"} <= found("a")


@pytest.mark.parametrize(
    "text",
    [
        "def f():\n    from evaluering.inner import x\n",
        "if True:\n    import evaluering.inner\n",
        "from evaluering import inner\n",
        "import evaluering.inner as other\n",
        "from evaluering import (\n    other,\n    inner,\n)\n",
        "def f():\n    from evaluering.inner import (\n        x,  # (a note)\n        y,\n    )\n",
        "async def f():\n    from evaluering.inner import x as y\n",
    ],
)
def test_an_import_counts_wherever_it_stands_and_however_it_is_written(package, text):
    package("a", text)
    package("inner")
    assert "inner.py" in found("a")


def test_a_third_partys_modules_count_with_what_they_import_of_ours_and_of_their_own(
    package, tmp_path_factory, monkeypatch
):
    package("inner")
    folder = tmp_path_factory.mktemp("andre") / "annen"
    folder.mkdir()
    texts = {"__init__": "", "a": "from .b import x\nfrom evaluering.inner import y\n", "b": "",
             "unrelated": ""}  # fmt: skip
    for name, text in texts.items():
        (folder / f"{name}.py").write_text(text)
    monkeypatch.syspath_prepend(folder.parent)
    theirs = {(folder / f"{name}.py").as_posix() for name in ("__init__", "a", "b")}
    assert found("annen.a") == {"__init__.py", "inner.py", *theirs}


def test_a_module_that_is_not_imported_is_not_included(package):
    package("a", "import json\nfrom pandas import Series\n")
    package("unrelated")
    assert found("a") == {"a.py"} or found("a") == {"a.py", "__init__.py"}


def test_modules_that_import_each_other_end(package):
    package("a", "import evaluering.b\n")
    package("b", "import evaluering.a\n")
    assert {"a.py", "b.py"} <= found("a")


def test_the_start_of_a_folder_counts_when_a_module_in_it_is_used(package):
    package("folder/__init__", "VALUE = 1\n")
    package("folder/inner")
    package("a", "from evaluering.folder.inner import x\n")
    assert {"folder/inner.py", "folder/__init__.py"} <= found("a")


def test_several_entries_give_the_modules_of_all(package):
    package("a")
    package("b")
    assert {"a.py", "b.py"} <= found("a", "b")


def test_the_modules_of_a_command_exist_and_are_sorted():
    files = modules("cli.ingest")
    assert files == sorted(set(files))
    assert all((SOURCE / file).is_file() for file in files)


@pytest.mark.parametrize(
    ("entries", "used", "unused"),
    [
        (["cli.ingest"], "data/codebook.py", "data/indices.py"),
        (["cli.indices"], "stats/factor.py", "stats/correlation_table.py"),
        (["cli.results", "exhibits.group_means"], "stats/groups.py", "stats/factor.py"),
        (["cli.results", "exhibits.crosstab"], "stats/crosstab.py", "stats/factor.py"),
        (["cli.figures", "render.figures.percentages"], "render/numbers.py", "data/linking.py"),
    ],
)
def test_a_command_has_what_it_uses_and_not_what_it_does_not(entries, used, unused):
    files = found(*entries)
    assert used in files
    assert unused not in files
