"""An institute's Word template that cannot be used is named, with its key."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from small_project import REPORT, WAVE
from workspace import replace_in

FILE = f"config/reports/{REPORT}/report.yaml"


@pytest.mark.usefixtures("within")
@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (None, "filen finnes ikke"),
        (b"ren tekst", "filen er ikke et Word-dokument"),
        (b"PK\5\6" + bytes(18), "filen er ikke et Word-dokument"),  # an archive with nothing in it
    ],
)
def test_a_template_that_cannot_be_used_is_named(
    project: Path,
    evaluering: Callable[..., tuple[int, str]],
    content: bytes | None,
    fault: str,
) -> None:
    replace_in(project / FILE, "chapters:", "word_template: config/mal.docx\nchapters:")
    if content is not None:
        (project / "config/mal.docx").write_bytes(content)
    code, text = evaluering(project, "word", "--wave", WAVE, "--report", REPORT)
    assert code == 1
    assert FILE in text
    assert "word_template" in text
    assert f"config/mal.docx ({fault})" in text
    assert "Traceback" not in text
