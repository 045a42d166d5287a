"""An account proves each part of a job: same inputs, same bytes; leftovers are known."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from evaluering.workflow import receipts
from evaluering.workflow.receipts import Account
from toy import EXTRA, JOBS, PAGE, RAW, changed, do, lay_out_toy

COPY_JOB, PAGE_JOB, _ = JOBS


@pytest.fixture
def root(tmp_path: Path) -> Path:
    lay_out_toy(tmp_path)
    return tmp_path


def test_a_job_done_again_of_the_same_leaves_the_same_bytes(root):
    before = [(root / path).read_bytes() for path in (PAGE_JOB.receipt, PAGE_JOB.account)]
    do(root, PAGE_JOB)
    assert [(root / p).read_bytes() for p in (PAGE_JOB.receipt, PAGE_JOB.account)] == before


def test_an_account_names_what_was_read_and_made_by_content(root):
    written = receipts.read_account(root / COPY_JOB.account).done["kopi"]
    assert list(written.inputs) == [RAW.as_posix()]
    assert written.command == "evaluering kopi --wave 2021"
    assert set(written.outputs.values()) == set(written.inputs.values())  # it is a copy


def test_a_receipt_says_only_what_was_made_so_that_the_same_again_changes_nothing(root):
    before = (root / COPY_JOB.receipt).read_bytes()
    assert set(json.loads(before)) == {"job", "command", "outputs"}
    do(root, changed(COPY_JOB, config="nytt"))
    assert (root / COPY_JOB.receipt).read_bytes() == before


def test_a_part_that_is_made_anew_is_undone_and_what_it_was_made_of_is_known(root):
    account = receipts.read_account(root / PAGE_JOB.account)
    begun = account.without("side")
    assert not begun.done
    assert begun.known("side") == account.done["side"]
    assert begun.including("side", account.done["side"]) == account


def test_a_file_that_is_no_longer_made_is_a_leftover_until_it_is_gone(root):
    smaller = changed(PAGE_JOB, makes=(PAGE,))
    for _ in range(2):
        do(root, smaller)
        written = receipts.read_account(root / smaller.account).done["side"]
        assert list(written.leftovers) == [EXTRA.as_posix()]
    (root / EXTRA).unlink()
    do(root, smaller)
    assert not receipts.read_account(root / smaller.account).done["side"].leftovers


@pytest.mark.parametrize(
    "content", ["", "{", "[]", '{"done": {"x": {"ukjent": 1}}, "undone": {}}', '{"done": []}', "1"]
)
def test_a_file_that_is_no_account_counts_as_an_empty_one(tmp_path, content):
    path = tmp_path / "x.json"
    path.write_text(content, encoding="utf-8")
    assert receipts.read_account(path) == Account()
