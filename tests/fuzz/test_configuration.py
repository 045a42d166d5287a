"""Whatever stands in a configuration file: a message, or a project that is loaded; never a crash.

`make test` tries some hundreds of mutations, `make fuzz` as many as EVALUERING_FUZZ says. The seed
is fixed, so a failure can be found again: its number is in the message.
"""

from __future__ import annotations

import os
import random
import resource
import time
from pathlib import Path

import pytest
import yaml

from evaluering.checks.claims.reading import check_claims
from evaluering.config.project import load_project
from evaluering.errors import EvalueringError
from evaluering.workflow.flow import Flow
from evaluering.workflow.unread import unread
from mutations import mutation, original
from small_project import ALL, write_project

pytestmark = pytest.mark.fuzz

MANY = int(os.environ.get("EVALUERING_FUZZ", "300"))
PARTS = 6
SEED = 20240407
SECONDS = 10
MEGABYTES = 1024
ENGLISH = ("Input should", "Value error", "Field required", "validation error", "Traceback")


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_project(tmp_path_factory.mktemp("fuzz") / "prosjekt")


def judged(root: Path, name: str, content: bytes) -> str | None:
    """Return the message of a changed file, or None where the project can be loaded."""
    path = root / name
    before = path.read_bytes()
    path.write_bytes(content)
    try:
        project = load_project(root)
        check_claims(root, project)
        flow = Flow(project)
        [flow.given(job) for job in flow.jobs]
        flow.targets()
        unread(flow)
    except EvalueringError as error:
        return str(error)
    finally:
        path.write_bytes(before)
    return "\n".join(map(str, flow.faulty.values())) or None


@pytest.mark.parametrize("part", range(PARTS))
def test_a_mutated_configuration_gives_a_message_or_is_loaded(root: Path, part: int):
    contents = original(ALL)
    failures, accepted = [], 0
    for number in range(part, MANY, PARTS):
        name, content = mutation(random.Random(SEED + number), contents)
        begun = time.monotonic()
        try:
            said = judged(root, name, content)
        except Exception as error:
            shown = content[:300].decode("utf-8", "replace")
            failures.append(f"{number}: {name}: {type(error).__name__}: {error!s:.300}\n{shown}")
            continue
        spent = time.monotonic() - begun
        if spent > SECONDS:
            failures.append(f"{number}: {name}: {spent:.0f} seconds")
        if said is None:
            accepted += 1
        elif len(said) > 30_000 or any(word in said for word in ENGLISH):
            failures.append(f"{number}: {name}: {said:.500}")
        else:
            said.encode("utf-8")
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    assert not failures, f"{len(failures)}\n" + "\n\n".join(failures[:8])
    assert used < MEGABYTES
    assert accepted < MANY / PARTS


def test_the_project_is_as_it_was(root: Path):
    """No mutation is judged in the ruins of the one before."""
    for name, content in original(ALL).items():
        assert yaml.safe_load((root / name).read_text(encoding="utf-8")) == content
