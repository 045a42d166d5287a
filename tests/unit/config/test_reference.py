from pathlib import Path

import pytest

from evaluering.cli import reference, synthesize

ROOT = Path(__file__).parents[3]
GENERATED = {
    name: (text, command)
    for command, texts in (
        ("evaluering reference", reference.generated()),
        ("evaluering synthesize --reference", synthesize.generated()),
    )
    for name, text in texts.items()
}


@pytest.mark.parametrize("name", sorted(GENERATED))
def test_the_generated_schema_and_reference_page_are_up_to_date(name: str) -> None:
    text, command = GENERATED[name]
    assert (ROOT / name).read_text(encoding="utf-8") == text, f"kjør «{command}»"


def test_every_schema_is_of_a_file_that_the_models_know() -> None:
    schemas = {f"docs/schema/{path.name}" for path in (ROOT / "docs/schema").iterdir()}
    assert schemas <= set(GENERATED)
