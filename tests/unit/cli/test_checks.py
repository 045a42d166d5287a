"""The checks as parts of one job: each is given every option that it has."""

from __future__ import annotations

import argparse
from importlib import import_module

import pytest

from evaluering.cli import checks


@pytest.mark.parametrize("name", ["claims", "reproduce", "audit"])
def test_each_check_is_given_every_option_that_it_has(monkeypatch, name):
    command = import_module(f"evaluering.cli.{name}")
    parser = argparse.ArgumentParser(add_help=False)
    command.arguments(parser)
    given = []
    monkeypatch.setattr(command, "run", given.append)
    checks.run(argparse.Namespace(check=name, wave="w", report="r", project=None))
    assert {action.dest for action in parser._actions} <= set(vars(given[0]))
