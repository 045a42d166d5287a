"""Members of forums and networks are read with every unit and role there once."""

from __future__ import annotations

import pytest

from evaluering.data.membership import read_membership
from evaluering.errors import DataError

HEADER = "unit,networks,role,members\n"


@pytest.fixture
def path(tmp_path):
    return tmp_path / "liten-medlemmer.csv"


def test_networks_may_be_left_out(path):
    path.write_text(HEADER + "Agder,,UH,2\nAgder,,KS,0\n", encoding="utf-8")
    frame = read_membership(path)
    assert frame["members"].tolist() == [2, 0]
    assert frame["networks"].isna().all()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("unit,role,members\nAgder,UH,2\n", "Kolonnen «networks» mangler."),
        (HEADER + "Agder,,UH,to\n", "Linje 2: «members = to» er ikke et heltall."),
        (HEADER + "Agder,-1,UH,2\n", "Linje 2: «networks = -1» er ikke et heltall."),
        (HEADER + "Agder,,UH,2\nAgder,,UH,3\n", "Linje 3: rollen står to ganger i enheten."),
        (HEADER + "Agder,,UH,2\nOslo,,KS,3\n", "«Agder» mangler rollen «KS»."),
        (HEADER + "Agder,1,UH,2\nAgder,2,KS,3\n", "«Agder» har flere antall nettverk: 1, 2."),
    ],
)
def test_a_faulty_file_is_refused(path, text, message):
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DataError) as raised:
        read_membership(path)
    assert raised.value.fault == message
    assert raised.value.file == str(path)


def test_an_absent_file_is_named(path):
    with pytest.raises(DataError, match="Medlemslisten finnes ikke"):
        read_membership(path)
