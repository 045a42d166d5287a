"""The workflow runs from an installed wheel, in a folder with spaces and æøå, without sources."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from workspace import REPOSITORY, WAVE, lay_out

pytestmark = pytest.mark.workflow


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the commands of an environment with the wheel, and this one's other packages."""
    folder = tmp_path_factory.mktemp("hjul")
    source = folder / "kilde"
    source.mkdir()
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy2(REPOSITORY / name, source / name)
    junk = shutil.ignore_patterns("__pycache__", "*.egg-info")
    shutil.copytree(REPOSITORY / "src", source / "src", ignore=junk)
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check")
    isolated = ("--no-deps", "--no-build-isolation", "--no-index")
    subprocess.run([*pip, "wheel", "-q", *isolated, "-w", str(folder), str(source)], check=True)
    home = folder / "miljø med rom"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(home)], check=True)
    (wheel,) = folder.glob("*.whl")
    python = home / "bin/python"
    subprocess.run(
        [*pip, "--python", str(python), "install", "-q", *isolated, str(wheel)], check=True
    )
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    others = home / "lib" / version / "site-packages/others.pth"
    others.write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return home / "bin"


def test_a_project_without_sources_runs_from_the_wheel(installed: Path, tmp_path: Path):
    root = lay_out(tmp_path / "prøve på ny mappe")
    assert not (root / "src").exists()
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    environment["PATH"] = f"{installed}{os.pathsep}{environment['PATH']}"

    def evaluering(*words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [str(installed / "evaluering"), *words], cwd=root, env=environment, encoding="utf-8",
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False,
        )  # fmt: skip

    target = f"reports/{WAVE}/datakvalitet/uh.html"
    done = evaluering("run", target)
    assert done.returncode == 0, done.stdout
    assert "Leser og kontrollerer dataene" in done.stdout
    assert (root / target).is_file()
    assert "Ingenting å gjøre" in evaluering("run", target).stdout
    assert evaluering("status").returncode == 1  # the rest is not made
