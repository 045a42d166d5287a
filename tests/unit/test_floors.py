"""The architecture as a test: imports go down only."""

import pytest

from evaluering.cli import COMMANDS
from evaluering.workflow.modules import PACKAGE, modules

FLOORS = {
    "config": set(),
    "stats": set(),
    "data": {"config", "stats"},
    "exhibits": {"config", "stats", "data"},
    "disclosure": {"config", "stats", "data", "exhibits"},
    "render": {"config", "stats", "data", "exhibits"},
    "checks": {"config", "stats", "data", "exhibits"},
    "interface": {"config", "stats", "data", "exhibits", "render"},
    "workflow": {"config", "render"},
    "synthesis": {"config", "stats", "data", "checks"},
    "start": {"config"},
}
"""Beside them lie the language files, of which configuration asks which there are."""


def room(path: str) -> str:
    return path.split("/")[1]


@pytest.mark.parametrize(("name", "below"), FLOORS.items())
def test_a_room_imports_only_from_the_rooms_below_it(name: str, below: set[str]) -> None:
    entries = [
        ".".join(path.relative_to(PACKAGE).with_suffix("").parts)
        for path in (PACKAGE / name).rglob("*.py")
        if path.name != "__init__.py"
    ]
    used = {room(path) for path in modules(*entries) if path.count("/") > 1}
    assert used - {"languages"} <= below | {name}


WHOLE = ("prepare", "pages", "build", "units")
"""Commands that only make parts, which are commands too."""


@pytest.mark.parametrize(
    "command", ["making", *(name for name in COMMANDS if name not in {"synthesize", *WHOLE})]
)
def test_no_other_command_imports_the_synthesis(command: str) -> None:
    module = command.replace("-", "_")
    used = modules(f"cli.{module}")
    assert f"evaluering/cli/{module}.py" in used
    assert not [path for path in used if path.startswith("evaluering/synthesis/")]


def test_the_statistics_know_nothing_of_the_project() -> None:
    entries = [f"stats.{path.stem}" for path in (PACKAGE / "stats").glob("[a-z]*.py")]
    others = {path for path in modules(*entries) if not path.startswith("evaluering/stats/")}
    assert others == {"evaluering/__init__.py"}
