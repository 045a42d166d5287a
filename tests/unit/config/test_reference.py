from pathlib import Path

import pytest

from evaluering.cli.reference import generated

ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize("name", sorted(generated()))
def test_the_generated_schema_and_reference_page_are_up_to_date(name: str) -> None:
    committed = (ROOT / name).read_text(encoding="utf-8")
    assert committed == generated()[name], "kjør «evaluering reference»"
