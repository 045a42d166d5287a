"""A receipt proves a job: same inputs, same bytes; what is no longer made is remembered."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from evaluering.workflow import receipts
from toy import EXTRA, JOBS, PAGE, RAW, do, lay_out_toy

COPY_JOB, PAGE_JOB, _ = JOBS


@pytest.fixture
def root(tmp_path: Path) -> Path:
    lay_out_toy(tmp_path)
    return tmp_path


def test_a_job_done_again_of_the_same_leaves_the_same_bytes(root):
    before = (root / PAGE_JOB.receipt).read_bytes()
    do(root, PAGE_JOB)
    assert (root / PAGE_JOB.receipt).read_bytes() == before


def test_a_receipt_names_what_was_read_and_made_by_content(root):
    written = json.loads((root / COPY_JOB.receipt).read_text(encoding="utf-8"))
    assert list(written["inputs"]) == [RAW.as_posix()]
    assert written["command"] == "evaluering kopi --wave 2021"
    assert set(written["outputs"].values()) == set(written["inputs"].values())  # it is a copy


def test_a_job_that_begins_has_no_receipt_and_a_copy_of_the_former(root):
    former = (root / PAGE_JOB.receipt).read_bytes()
    receipts.begun(root, PAGE_JOB)
    assert not (root / PAGE_JOB.receipt).exists()
    assert (root / PAGE_JOB.earlier).read_bytes() == former


def test_a_file_that_is_no_longer_made_is_a_leftover_until_it_is_gone(root):
    smaller = replace(PAGE_JOB, makes=(PAGE,))
    for _ in range(2):
        do(root, smaller)
        assert list(receipts.read(root / smaller.receipt).leftovers) == [EXTRA.as_posix()]
    (root / EXTRA).unlink()
    do(root, smaller)
    assert not receipts.read(root / smaller.receipt).leftovers


@pytest.mark.parametrize("content", ["", "{", "[]", '{"job": "x", "ukjent": 1}'])
def test_a_file_that_is_no_receipt_counts_as_none(tmp_path, content):
    path = tmp_path / "x.json"
    path.write_text(content, encoding="utf-8")
    assert receipts.read(path) is None
