"""What is of older input is named with the reason; what only has another date is not."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from evaluering.errors import EvalueringError
from evaluering.workflow import staleness
from evaluering.workflow.receipts import read_account, write_account
from evaluering.workflow.staleness import refuse_stale, stale_jobs
from toy import COPY, JOBS, PAGE, RAW, changed, do, flow_of, lay_out_toy


@pytest.fixture
def root(tmp_path: Path) -> Path:
    lay_out_toy(tmp_path)
    return tmp_path


def found(root: Path, *jobs) -> dict[str, str]:
    return {name: stale.why for (_, name), stale in stale_jobs(flow_of(root, *jobs)).items()}


def test_nothing_is_stale_when_all_is_done(root):
    assert found(root) == {}


def edited_older(root: Path) -> None:
    (root / RAW).write_text("2\n", encoding="utf-8")
    os.utime(root / RAW, (1, 1))


def failed(root: Path) -> None:
    account = read_account(root / JOBS[0].account)
    write_account(root, JOBS[0], account.without("kopi"))


def never_made(root: Path) -> None:
    (root / JOBS[0].account).unlink()


def raw_gone(root: Path) -> None:
    (root / RAW).unlink()


def output_gone(root: Path) -> None:
    (root / COPY).unlink()


@pytest.mark.parametrize(
    ("spoil", "why"),
    [
        (edited_older, f"{RAW} er endret"),
        (failed, "forrige kjøring mislyktes eller ble avbrutt"),
        (never_made, "er ikke laget ennå"),
        (raw_gone, f"{RAW} er endret"),
        (output_gone, f"{COPY} mangler"),
    ],
)
def test_what_is_spoilt_is_named_and_all_that_builds_on_it(
    root, spoil: Callable[[Path], None], why
):
    spoil(root)
    names = found(root)
    assert names["kopi"] == why
    assert "side" in names
    assert "annet" not in names


@pytest.mark.parametrize(
    ("part", "why"),
    [
        ({"config": "nytt"}, "oppsettet er endret"),
        ({"command": ("kopi", "--wave", "2021", "--x")}, "oppsettet er endret"),
        ({"entries": ("errors",)}, "koden er endret"),
        ({"reads": (RAW, Path("data/raw/2021/ny.csv"))}, "data/raw/2021/ny.csv er ny"),
        ({"reads": ()}, f"{RAW} leses ikke lenger"),
    ],
)
def test_an_edit_is_told_from_a_changed_file(root, part, why):
    jobs = (changed(JOBS[0], **part), *JOBS[1:])
    assert found(root, *jobs) == {"kopi": why, "side": "bygger på «kopi»"}


def test_a_job_that_was_not_done_to_its_end_is_undone_though_its_parts_are_made(root):
    (root / JOBS[0].receipt).unlink()
    assert found(root) == {"kopi": "forrige kjøring mislyktes eller ble avbrutt"}


def test_a_reason_that_is_not_of_all_parts_names_its_parts(root):
    both = replace(JOBS[0], parts=(*JOBS[0].parts, *JOBS[2].parts))
    edited_older(root)
    assert found(root, both)["kopi"] == f"kopi: {RAW} er endret; annet: er ikke laget ennå"


def test_a_touched_file_is_not_stale(root):
    for path in (RAW, COPY, PAGE):
        os.utime(root / path)
    assert found(root) == {}


def test_a_step_done_again_with_another_result_leaves_what_reads_it_stale(root):
    edited_older(root)
    do(root, JOBS[0])
    assert found(root) == {"side": f"{COPY} er endret"}


def test_a_command_alone_is_refused_with_what_is_old_why_and_what_mends_it(root):
    edited_older(root)
    with pytest.raises(EvalueringError) as raised:
        refuse_stale(flow_of(root), [PAGE], "evaluering vis")
    for part in ("«evaluering vis»", f"kopi (2021): {RAW} er endret", "bygger på «kopi»",
                 "«evaluering kopi --wave 2021», så «evaluering side --wave 2021»"):  # fmt: skip
        assert part in str(raised.value)
    refuse_stale(flow_of(root), JOBS[2].makes, "evaluering annet")


def test_each_file_is_read_once(root, monkeypatch):
    seen: list[Path] = []
    real = staleness.checksums

    def counted(folder, files):
        seen.extend(files)
        return real(folder, files)

    monkeypatch.setattr(staleness, "checksums", counted)
    found(root)
    assert len(seen) == len(set(seen))
