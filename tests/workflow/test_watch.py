"""`evaluering watch` beside a wave that is being copied: it is left alone, and made once."""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from small_project import OUTPUTS, RAW, WAVE
from workspace import contents, environment, replace_in, run

pytestmark = pytest.mark.workflow

NEW = "2025"
COMMAND = ("-m", "evaluering", "watch", "--interval", "1", "--stable", "2", "--cores", "2")
RUNNING = "Kjører arbeidsflyten."


@pytest.fixture
def half(rebuildable: Path) -> tuple[Path, bytes]:
    """Return a new wave's only data file, of which nothing is copied yet, and its content."""
    folder = rebuildable / "data/raw" / NEW
    folder.mkdir()
    shutil.copy2(rebuildable / RAW / "wave.yaml", folder)
    replace_in(folder / "wave.yaml", f"id: '{WAVE}'", f"id: '{NEW}'")
    text = (folder / "wave.yaml").read_text(encoding="utf-8")
    kept = [line for line in text.splitlines() if "ansatte.csv" not in line]
    (folder / "wave.yaml").write_text("\n".join(kept) + "\n", encoding="utf-8")
    content = (rebuildable / RAW / "ledere.sav").read_bytes()
    (folder / "ledere.sav").touch()
    return folder / "ledere.sav", content


@pytest.fixture
def watch(rebuildable: Path, half: tuple[Path, bytes], tmp_path: Path) -> Iterator[Any]:
    """Return a watch that calls a program after each run."""
    hook = tmp_path / "si ifra.py"
    hook.write_text(
        "import os, sys\n"
        f"with open({str(tmp_path / 'hørt')!r}, 'a') as file:\n"
        "    print(os.environ['EVALUERING_OUTCOME'], sys.argv[1], len(sys.stdin.read()) > 10,"
        " file=file)\n",
        encoding="utf-8",
    )
    calls = [f"--on-{n}={sys.executable} '{hook}' '$(id)'" for n in ("success", "failure")]
    process = subprocess.Popen(
        [sys.executable, *COMMAND, *calls], cwd=rebuildable, env=environment(rebuildable),
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8",
    )  # fmt: skip
    yield process
    process.kill()
    process.wait()


def status(root: Path) -> dict[str, Any]:
    """Return what the watch tells programs."""
    file = root / "reports/status.json"
    found: dict[str, Any] = json.loads(file.read_text("utf-8")) if file.is_file() else {}
    return found


def outcomes(root: Path) -> list[str]:
    """Return what has come of the runs, the first first."""
    return [ended["outcome"] for ended in reversed(status(root).get("ended", []))]


def wait_until(true: Callable[[], bool]) -> None:
    """Wait, on a machine that may have much else to do."""
    deadline = time.monotonic() + 120
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.1)


def test_a_file_that_is_being_copied_is_left_alone_and_made_once_when_it_is_whole(
    rebuildable: Path, half: tuple[Path, bytes], watch: subprocess.Popen[str], tmp_path: Path
) -> None:
    (file, content), before = half, contents(rebuildable, *OUTPUTS)
    wait_until(lambda: status(rebuildable).get("phase") == "changing")
    step = len(content) // 20
    for n in range(10):  # it grows, for longer than it takes to lie still
        with file.open("ab") as copy:
            copy.write(content[n * step : (n + 1) * step])
        time.sleep(0.4)
        assert status(rebuildable)["phase"] == "changing"
    wait_until(lambda: outcomes(rebuildable) == ["faults"])  # it halts: half a file is no wave
    (ended,) = status(rebuildable)["ended"]
    assert f"data/raw/{NEW}/ledere.sav" in ended["faults"][NEW]
    log = rebuildable / "logs/watch.log"
    assert RUNNING not in log.read_text(encoding="utf-8")
    file.write_bytes(content)
    wait_until(lambda: outcomes(rebuildable) == ["faults", "made"])
    second = run(rebuildable, *COMMAND)
    assert second.returncode == 5
    assert f"prosess {watch.pid}, siden" in second.stdout
    wait_until(lambda: status(rebuildable)["phase"] == "idle")
    watch.send_signal(signal.SIGTERM)
    said, _ = watch.communicate(timeout=60)
    assert watch.returncode == 0, said
    assert status(rebuildable)["phase"] == "stopped"
    assert log.read_text(encoding="utf-8").count(RUNNING) == 1
    heard = (tmp_path / "hørt").read_text(encoding="utf-8").splitlines()
    assert heard == ["faults $(id) True", "made $(id) True"]
    after = contents(rebuildable, *OUTPUTS)
    assert {n: after[n] for n in before} == before  # the first wave keeps its bytes
    assert f"data/processed/{NEW}/ledere.csv" in after
    once = run(rebuildable, *COMMAND, "--once")
    assert (once.returncode, once.stdout) == (0, "")
    assert run(rebuildable, "-m", "evaluering", "status").returncode == 0
