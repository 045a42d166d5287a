"""What is about single persons can be read by its owner alone."""

from __future__ import annotations

import os
import stat
import subprocess
import sys

import pytest

from evaluering.workflow.staging import close_off, staging


@pytest.mark.parametrize("mask", [0o022, 0o000])
def test_answers_and_logs_are_the_owners_alone_whatever_the_umask(tmp_path, mask):
    before = os.umask(mask)
    try:
        for folder in ("data/processed/b", "reports/b"):
            with staging(tmp_path / folder) as temporary:
                assert stat.S_IMODE(temporary.stat().st_mode) == 0o700
                (temporary / "svar.csv").write_text("x", encoding="utf-8")
        (tmp_path / "logs/b").mkdir(parents=True)
        close_off(tmp_path / "logs/b")
    finally:
        os.umask(before)

    def mode(name: str) -> int:
        return stat.S_IMODE((tmp_path / name).stat().st_mode)

    assert mode("data/processed/b/svar.csv") == 0o600
    assert {mode(n) for n in ("data/processed", "data/processed/b", "logs", "logs/b")} == {0o700}
    assert mode("reports/b/svar.csv") == 0o666 & ~mask


def test_a_log_is_closed_by_the_process_that_writes_it(tmp_path):
    log = tmp_path / "a.log"
    code = "from evaluering.workflow.staging import close_log; close_log()"
    with log.open("w", encoding="utf-8") as stream:
        subprocess.run([sys.executable, "-c", code], stdout=stream, check=True)
    assert stat.S_IMODE(log.stat().st_mode) == 0o600
