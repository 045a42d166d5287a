"""An index is of its own group, whatever group is linked: what is shown of it counts that group."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from evaluering.config.exhibits.correlations import Correlations
from evaluering.config.exhibits.crosstab import Crosstab
from evaluering.config.exhibits.frequencies import Frequencies
from evaluering.data.wave_data import WaveData
from evaluering.exhibits import correlations, crosstab, frequencies
from evaluering.render.language import say
from small import EXHIBIT, INDEX, LINK, PROJECT, WAVE, respondents, wave_data

LEADERS, TEACHERS = 4, 6
ROLES = [1] * LEADERS + [2] * TEACHERS
NAMES = [str(n) for n in range(1, len(ROLES) + 1)]
COUNTS = Frequencies(
    id="tabell-1", kind="frequencies", index="indeks", heading="Indeksen", **EXHIBIT
)
CROSS = Crosstab(id="tabell-2", kind="crosstab", index="indeks", by="innbyggere", **EXHIBIT)
PAIRS = Correlations(
    id="tabell-3", kind="correlations", rows=["folketall"], columns=["indeks"], **EXHIBIT
)


def wave(index_group: str, without: tuple[str, ...] = ()) -> WaveData:
    """Return a wave in which leaders are linked and the index is of one of the groups.

    Parameters
    ----------
    index_group
        The index's group.
    without
        Members of it who answered too little to have the index.
    """
    index = INDEX.model_copy(update={"group": index_group})
    project = replace(PROJECT, indices={"indeks": index})
    where = PROJECT.groups[index_group].where
    mine = [n for n, role in zip(NAMES, ROLES, strict=True) if role in where.get("rolle", [1, 2])]
    values = [None if name in without else 1.0 + number % 5 for number, name in enumerate(mine)]
    levels = pd.cut(pd.Series(values), [0, 2.5, 3.5, 5], labels=False).astype("Int64")
    built = pd.DataFrame(
        {"survey": "liten", "respondent": mine, "indeks": values, "indeks_class": levels}
    )
    linked = pd.DataFrame(
        {"respondent": NAMES[:LEADERS], "key": "0301", "folketall": [5.0, 15.0, 25.0, 8.0]}
    )
    return wave_data(
        respondents(rolle=ROLES), project=project, links={LINK.id: linked}, index_values=built
    )


@pytest.mark.parametrize(("group", "size"), [("leder", 4), ("lærer", 6), ("alle", 10)])
def test_the_classes_of_an_index_are_of_its_own_group(group, size):
    computed = frequencies.compute(COUNTS, wave(group))
    assert computed.n == size
    assert computed.table["n"].tolist()[-1] == size
    assert computed.notes == ()


@pytest.mark.parametrize(
    ("group", "without", "n"),
    [("lærer", ("5", "6"), 4), ("alle", ("5", "6"), 8), ("leder", ("1",), 3)],
)
def test_who_has_no_index_is_counted_among_its_own_group(group, without, n):
    computed = frequencies.compute(COUNTS, wave(group, without))
    assert computed.n == n
    count = len(without)
    word = "respondent" if count == 1 else "respondenter"
    assert tuple(map(say, computed.notes)) == (f"{count} {word} uten verdi er holdt utenfor.",)


@pytest.mark.parametrize(("group", "n"), [("leder", 4), ("alle", 4), ("lærer", 0)])
def test_only_who_is_both_linked_and_in_the_indexs_group_is_in_a_crosstab(group, n):
    assert crosstab.compute(CROSS, wave(group)).n == n
    (row,) = correlations.compute(PAIRS, wave(group)).table.to_dict(orient="records")
    assert row["n"] == n


def test_an_index_is_the_same_whether_anyone_is_linked_or_not():
    linked, unlinked = wave("lærer"), wave("lærer")
    alone = replace(unlinked, project=replace(unlinked.project, links={}, registries={}))
    pd.testing.assert_frame_equal(linked.index("indeks"), alone.index("indeks"))
    assert frequencies.compute(COUNTS, alone).n == TEACHERS


def test_the_classes_of_an_index_read_its_own_survey_and_no_link():
    read = COUNTS.reads(wave("lærer").project, WAVE.id)
    assert (read.surveys, read.indices, read.links, read.registries) == (
        {"liten"}, {"indeks"}, set(), set(),
    )  # fmt: skip
