"""Only files that a receipt lists, as it lists them, and that nothing makes, may be deleted."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from evaluering.workflow.flow import Flow
from evaluering.workflow.leftovers import changed as edited
from evaluering.workflow.leftovers import delete, leftovers, unknown
from toy import EXTRA, JOBS, PAGE, changed, flow_of, lay_out_toy

SMALLER = (JOBS[0], changed(JOBS[1], makes=(PAGE,)), JOBS[2])


@pytest.fixture
def root(tmp_path: Path) -> Path:
    lay_out_toy(tmp_path)
    return tmp_path


def test_nothing_is_left_over_while_all_is_made(root):
    flow = flow_of(root)
    assert (leftovers(flow), edited(flow), unknown(flow)) == ([], [], [])


def test_a_file_of_a_removed_exhibit_is_a_leftover_at_once(root):
    assert leftovers(flow_of(root, *SMALLER)) == [EXTRA]


def test_a_file_that_someone_has_changed_is_kept(root):
    (root / EXTRA).write_text("mitt eget", encoding="utf-8")
    flow = flow_of(root, *SMALLER)
    assert leftovers(flow) == []
    assert edited(flow) == [EXTRA]


def test_a_file_that_no_receipt_lists_is_named_and_no_leftover(root):
    (root / "figures/notat.txt").write_text("mitt", encoding="utf-8")
    flow = flow_of(root)
    assert unknown(flow) == [Path("figures/notat.txt")]
    assert leftovers(flow) == []


def test_the_files_of_a_removed_job_go_with_its_receipts_and_empty_folders(root):
    flow = flow_of(root, JOBS[0], JOBS[2])
    left = leftovers(flow)
    assert left == [EXTRA, PAGE]
    delete(flow, left)
    assert not (root / "figures").exists()
    assert not (root / JOBS[1].receipt).exists()
    assert not (root / JOBS[1].account).exists()
    assert (root / JOBS[0].receipt).exists()
    assert leftovers(flow) == []


def removed(flow: Flow) -> Flow:
    """Return the flow of a project without the wave."""
    gone = Flow(replace(flow.project, waves={}))
    gone.__dict__["jobs"] = []
    return gone


def test_the_files_of_a_removed_wave_are_leftovers_and_those_of_a_faulty_one_are_not(root):
    flow = removed(flow_of(root))
    made = {path for job in JOBS for path in job.makes}
    assert set(leftovers(flow)) == set()  # its folder is there: it is only faulty
    assert set(unknown(flow)) == set()
    for path in sorted((root / "data/raw").rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    assert set(leftovers(flow)) == made
