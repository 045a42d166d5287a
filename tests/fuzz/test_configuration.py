"""Whatever stands in a file that a person writes: a message, or a project that is loaded.

Configuration, texts, works and overviews of chapters, none of which may crash the commands.

`make test` tries some of the mutations, `make fuzz` as many as EVALUERING_FUZZ says. The seed
is fixed, so a failure can be found again: its number is in the message.
"""

from __future__ import annotations

import io
import os
import random
import resource
import shutil
import time
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest

from evaluering.checks.claims.reading import check_claims
from evaluering.cli import main
from evaluering.cli.texts import text_faults
from evaluering.config.paths import Paths
from evaluering.config.project import load_project
from evaluering.config.untranslated import untranslated
from evaluering.errors import ConfigErrors, EvalueringError
from evaluering.workflow.coverage import not_made
from evaluering.workflow.flow import Flow, refuse_braces
from evaluering.workflow.unread import unread
from fuller_project import OVERVIEW, content_of, fuller, write_fuller
from mutations import mutation
from tried_summary import TRIED

pytestmark = pytest.mark.fuzz

MANY = int(os.environ.get("EVALUERING_FUZZ", "100"))
PARTS = 6
SEED = 20240407
SECONDS = 10
"""Of the processor: others may keep the machine busy."""
MEGABYTES = 1024
ENGLISH = ("Input should", "Value error", "Field required", "validation error", "Traceback")


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_fuller(tmp_path_factory.mktemp("fuzz") / "prosjekt")


def judged(root: Path, name: str, content: bytes) -> str | None:
    """Return the message of a changed file, or None where the project can be loaded."""
    path = root / name
    before = path.read_bytes()
    path.write_bytes(content)
    try:
        project = load_project(root)
        claims = check_claims(root, project)
        flow = Flow(project)
        refuse_braces(flow)
        if wrong := list(text_faults(flow, Paths.of(project, root), claims)):
            raise ConfigErrors(wrong)
        [flow.given(job) for job in flow.jobs]
        flow.targets()
        [*not_made(project), *unread(flow), *untranslated(project.in_language(""))]
        if name == OVERVIEW:
            return drafted(root)
    except EvalueringError as error:
        return str(error)
    finally:
        path.write_bytes(before)
    return "\n".join(map(str, flow.faulty.values())) or None


def drafted(root: Path) -> str | None:
    """Draft a report of the overview, and return the message; what is drafted is taken away."""
    said, folder = io.StringIO(), (root / OVERVIEW).parent
    with redirect_stderr(said), redirect_stdout(io.StringIO()):
        code = main(["--project", str(root), "draft", "report", "--report", folder.name])
    shutil.rmtree(folder / "exhibits", ignore_errors=True)
    (folder / "report.yaml").unlink(missing_ok=True)
    return said.getvalue() if code else None


@pytest.mark.parametrize("part", range(PARTS))
def test_a_mutated_configuration_gives_a_message_or_is_loaded(root, part, record_property):
    contents = fuller()
    failures, accepted, numbers = [], 0, range(part, MANY, PARTS)
    for number in numbers:
        name, content = mutation(random.Random(SEED + number), contents)
        begun = time.process_time()
        try:
            said = judged(root, name, content)
        except Exception as error:
            shown = content[:300].decode("utf-8", "replace")
            failures.append(f"{number}: {name}: {type(error).__name__}: {error!s:.300}\n{shown}")
            continue
        spent = time.process_time() - begun
        if spent > SECONDS:
            failures.append(f"{number}: {name}: {spent:.0f} seconds")
        if said is None:
            accepted += 1
        elif len(said) > 30_000 or any(word in said for word in ENGLISH):
            failures.append(f"{number}: {name}: {said:.500}")
        else:
            said.encode("utf-8")
    refused = len(numbers) - accepted - len(failures)
    record_property(TRIED, {"accepted": accepted, "refused": refused,
                            "wrong": len(failures)})  # fmt: skip
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    assert not failures, f"{len(failures)}\n" + "\n\n".join(failures[:8])
    assert used < MEGABYTES
    assert accepted < MANY / PARTS


def test_the_project_is_as_it_was(root: Path):
    """No mutation is judged in the ruins of the one before, and what is mutated has no fault."""
    for name, content in fuller().items():
        assert content_of(root / name) == content
    settings = "config/config.yaml"
    assert judged(root, settings, (root / settings).read_bytes()) is None
