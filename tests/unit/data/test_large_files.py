"""A large SPSS file is read in parts that together are the whole."""

from __future__ import annotations

import sys

import numpy as np
import pandas as pd
import pyreadstat
import pytest

from evaluering.data import statistical
from evaluering.data.reading import read_raw


@pytest.mark.skipif(sys.platform != "linux", reason="another process does not see the changed size")
@pytest.mark.parametrize("rows", [1, 6, 7, 8, 21])
def test_parts_are_the_whole(tmp_path, monkeypatch, rows):
    rng = np.random.default_rng(rows)
    frame = pd.DataFrame(
        {"id": np.arange(rows) + 1.0, "q1": rng.choice([1.0, 2.0, np.nan], rows), "svar": "æ"}
    )
    pyreadstat.write_sav(frame, str(tmp_path / "a.sav"))
    whole = read_raw(tmp_path / "a.sav")
    monkeypatch.setattr(statistical, "ROWS", 7)
    parts = read_raw(tmp_path / "a.sav")
    pd.testing.assert_frame_equal(parts.frame, whole.frame)
    assert len(parts.frame) == rows
    assert parts.formats == whole.formats
