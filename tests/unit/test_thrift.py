import gc
import os
import subprocess
import sys

import pytest

from evaluering.thrift import THREADS, be_thrifty

CHECK = """
import os, sys
import evaluering.cli
assert "numpy" not in sys.modules, "numpy has chosen its threads before the commands could"
evaluering.cli.main()
"""


@pytest.fixture(autouse=True)
def collector():
    before = gc.get_threshold()
    yield
    gc.set_threshold(*before)


def test_a_command_decides_on_threads_before_numpy_is_there() -> None:
    done = subprocess.run(
        [sys.executable, "-c", CHECK, "--help"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_threads_that_somebody_asked_for_are_kept(monkeypatch) -> None:
    monkeypatch.setattr(os, "environ", {THREADS[0]: "8"})
    be_thrifty()
    assert [os.environ[name] for name in THREADS] == ["8", "1", "1"]
