"""The benchmarks start, and what they lay in and set in tables is right; none is run here."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
import yaml

BENCHMARKS = Path(__file__).resolve().parents[3] / "benchmarks"


@pytest.fixture(autouse=True)
def beside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(BENCHMARKS))


def test_help_names_every_measure() -> None:
    command = [sys.executable, str(BENCHMARKS / "measure.py"), "--help"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    named = done.stdout.partition("MEASURE  ")[2]
    for measure in ("cold", "nothing", "figure", "answer", "scale", "imports"):
        assert measure in named


def test_a_measure_that_there_is_not_is_refused() -> None:
    command = [sys.executable, str(BENCHMARKS / "measure.py"), "warm"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "warm" in done.stderr


def test_ratios_are_medians_of_pairs() -> None:
    from measuring import Compared, Measurement

    runs = [Measurement(wall, 2 * wall, 3, 100) for wall in (2.0, 9.0, 4.0)]
    peers = [Measurement(wall, wall, 1, 50) for wall in (1.0, 3.0, 1.0)]
    cells = Compared("built", runs, "peer", peers).cells
    assert cells[1:5] == ["4.0", "8.0", "3", "100"]
    assert cells[6:8] == ["3.00", "6.00"]


def test_what_is_measured_is_the_command_and_its_children(tmp_path: Path) -> None:
    from measuring import measure

    code = "import subprocess as s, sys; s.run([sys.executable, '-c', 'b = b\"x\" * 10**8'])"
    assert measure([sys.executable, "-c", code], tmp_path).memory > 95
    with pytest.raises(SystemExit, match="failed"):
        measure([sys.executable, "-c", "raise SystemExit(1)"], tmp_path)


def test_imports_are_summed_by_top_package() -> None:
    from imports import by_package

    told = (
        "import time: self [us] | cumulative | imported package\n"
        "import time:       100 |        100 |   numpy.core\n"
        "import time:       300 |        400 | numpy\n"
        "import time:       150 |        150 | json.decoder\n"
    )
    assert by_package(told) == ([("numpy", 0.0004), ("Python", 0.00015)], 3)


def test_a_larger_wave_keeps_group_and_registry_key() -> None:
    from enlarging import varied

    frame = pd.DataFrame({
        "respid": [1.0, 2.0, 3.0], "kommune": [301.0, None, 1103.0], "q": [1.0, 5.0, None],
    })  # fmt: skip
    many = varied(frame, ["q"], 50)
    assert len(many) == 150
    pd.testing.assert_series_equal(
        many["kommune"], pd.concat([frame["kommune"]] * 50, ignore_index=True)
    )
    assert many["q"].isna().tolist() == [False, False, True] * 50
    assert sorted(many["q"].dropna().unique()) == [1.0, 5.0]
    assert sorted(many["q"].dropna()) == [1.0] * 50 + [5.0] * 50


def test_the_profile_for_a_cluster_has_all_that_a_run_on_one_machine_has() -> None:
    from evaluering.workflow import PROFILE, SLURM

    local, cluster = (
        yaml.safe_load((folder / "config.yaml").read_text(encoding="utf-8"))
        for folder in (PROFILE, SLURM)
    )
    assert cluster["executor"] == "slurm"
    assert {**local, **cluster, "cores": 0} == {**cluster, "cores": 0}
