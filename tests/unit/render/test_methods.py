"""The chapter on methods says how tests are made where there are any."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import pandas as pd
import pytest

from evaluering.exhibits.result import Result
from evaluering.render.language import writing
from evaluering.render.methods import methods_chapter
from small import PROJECT

SHARES = Result("tabell-1", "frequencies", pd.DataFrame({"n": [3]}), 3)
CHANGES = replace(SHARES, kind="trend", table=pd.DataFrame({"mean": [3.1], "p": [0.2]}))


def sections(result, analyses=()):
    material = SimpleNamespace(
        results={"tabell-1": result}, analyses=analyses, attrition={}, quality={}
    )
    report = SimpleNamespace(where={})
    exhibit = SimpleNamespace(id="tabell-1", rounding="half_up")
    with writing("nb"):
        made = methods_chapter(PROJECT, "bolge", report, [exhibit], material)
    return [section.id for section in made.sections]


@pytest.mark.parametrize(("result", "told"), [(SHARES, False), (CHANGES, True)])
def test_how_tests_are_made_is_told_where_something_is_tested(result, told):
    assert ("del_tester" in sections(result)) == told
