"""A damaged data file gives a message or the right result: never a traceback, a hang or a loss.

`EVALUERING_FUZZ=5000` (`make fuzz`) asks for that many mutations; otherwise there are few.
"""

from __future__ import annotations

import io
import json
import os
import random
import resource
from collections import Counter
from contextlib import suppress
from functools import cache
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from evaluering.errors import EvalueringError
from file_targets import TARGETS, Reading, Target
from tried_summary import TRIED

pytestmark = pytest.mark.fuzz

MUTATIONS = int(os.environ.get("EVALUERING_FUZZ", "195"))
SECONDS, MEGABYTES = 10, 1024
PARTS = st.sampled_from(
    ["class", "id", "size", "dimension", "value", "status", "category", "index", "label", "a"]
)
CELLS = 64
"""A stretch of noise changes at most so many cells of a file that keeps no sums."""


@cache
def original(target: Target, folder: Path) -> Reading:
    return read_of(target, target.content(), folder)


def read_of(target: Target, content: bytes, folder: Path) -> Reading:
    folder.mkdir(exist_ok=True)
    path = folder / target.name
    path.write_bytes(content)
    return target.read(path)


def megabytes() -> float:
    who = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return max(resource.getrusage(each).ru_maxrss for each in who) / 1024


def processor() -> float:
    """Return the seconds that this process and those it has started have worked."""
    return sum(os.times()[:4])


def lost(before: Reading, after: Reading, content: bytes, target: Target) -> str:
    """Return what is lost in silence; nothing where the result is right or told of."""
    if after.findings != before.findings or after.table.equals(before.table):
        return ""
    if list(after.table.columns) != list(before.table.columns):
        return "columns"
    if target.name.endswith(".csv"):
        return "" if len(after.table) == rows_of(content, target) else "rows"
    if len(after.table) != len(before.table):
        return "rows"
    same = after.table.eq(before.table) | (after.table.isna() & before.table.isna())
    changed = int((~same.fillna(False).astype(bool)).sum().sum())
    return "" if changed <= CELLS else f"{changed} cells"


def rows_of(content: bytes, target: Target) -> int:
    """Count the rows of a CSV file with another reader."""
    for name in ("utf-8-sig", "utf-16", "utf-32"):
        try:
            text = content.decode(name)
        except UnicodeDecodeError:
            continue
        head = text.lstrip("\r\n").splitlines()[0]
        separator = max(";,\t", key=head.count)
        rows = pd.read_csv(
            io.StringIO(text, newline=""), sep=separator, dtype=str, keep_default_na=False,
            engine="python", index_col=False, skip_blank_lines=True,
        )  # fmt: skip
        if target.name == "uh.csv":
            rows = rows.loc[(rows.drop(columns=rows.columns[0]) != "").any(axis=1)]
        return len(rows)
    return -1


TEXT_READERS = [t for t in TARGETS if t.name.endswith((".csv", ".json"))]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(PARTS, inner, max_size=5),
    max_leaves=12,
)


@settings(
    max_examples=MUTATIONS // 4, deadline=None, derandomize=True, database=None,
    suppress_health_check=[HealthCheck.too_slow],  # a busy machine is
)  # fmt: skip
@given(data=st.data())
def test_any_text_gives_a_message_or_a_table(tmp_path_factory, data):
    target = data.draw(st.sampled_from(TEXT_READERS))
    if target.name.endswith(".json"):
        content = json.dumps(
            {"class": "dataset"} | data.draw(st.dictionaries(PARTS, JSON))
        ).encode()
    else:
        cell = st.text(max_size=4) | st.sampled_from(
            target.content().decode().split()[0].split(",")
        )
        rows = data.draw(st.lists(st.lists(cell, max_size=4), max_size=4))
        content = "\n".join(data.draw(st.sampled_from(",;")).join(row) for row in rows).encode(
            "utf-8", "surrogatepass"
        )
    with suppress(EvalueringError):
        read_of(target, content, tmp_path_factory.mktemp("text"))


@pytest.mark.parametrize("target", TARGETS, ids=lambda target: target.name)
def test_a_mutated_file_gives_a_message_or_a_right_result(target, tmp_path, record_property):
    before = original(target, tmp_path / "real")
    memory, faults, counts = megabytes(), [], Counter()
    for number in range(MUTATIONS // len(TARGETS)):
        chance = random.Random(f"{target.name} {number}")
        mutation = chance.choice(target.mutations)
        content = mutation(target.content(), chance)
        place = f"{target.name} {number} {mutation.__name__}"
        begun = processor()
        try:
            after = read_of(target, content, tmp_path / "mutated")
        except EvalueringError as error:
            counts["refused"] += 1
            if "Traceback" in str(error) or len(str(error)) > 4000:
                faults.append(f"{place}: message {str(error)[:200]}")
        except Exception as error:
            counts["wrong"] += 1
            faults.append(f"{place}: {type(error).__name__} {str(error)[:200]}")
        else:
            same = after.table.equals(before.table)
            told = after.findings != before.findings
            what = lost(before, after, content, target)
            counts[
                "wrong" if what else "same" if same else "told of" if told else "as written"
            ] += 1
            if what:
                faults.append(f"{place}: silent loss of {what}")
        if (seconds := processor() - begun) > SECONDS:
            faults.append(f"{place}: {seconds:.0f} s")
    record_property(TRIED, dict(counts))
    if megabytes() - memory > MEGABYTES:
        faults.append(f"{target.name}: {megabytes():.0f} MB")
    assert not faults, "\n".join(faults)
