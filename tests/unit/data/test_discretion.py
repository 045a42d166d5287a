"""Messages say what is wrong with a file, and nothing of who answered what."""

from __future__ import annotations

import pandas as pd
import pytest

from evaluering.data.discretion import told


@pytest.mark.parametrize(
    ("values", "codes", "said"),
    [
        ([7.0, 9.0], True, "7, 9"),
        (["7"], False, "9 der"),
        ([19740531.0], True, "99999999 der"),
        (["Kari Nordmann"], True, "Aaaa Aaaaaaaa der"),
        (["Annet"] * 3 + ["Per"], False, "Annet, Aaa der"),
        (["31.05.1974", "30.04.1980"], False, "99.99.9999 der"),
    ],
)
def test_a_value_stands_where_it_is_a_code_or_several_have_it(values, codes, said):
    assert told(pd.Series(values, dtype=object), codes).startswith(said)


def test_no_more_than_five_shapes_are_told():
    found = told(pd.Series(["x" * n for n in range(1, 30)]))
    assert found.count(",") == 4
