from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import BaseModel

from evaluering.cli import reference, synthesize
from evaluering.config.described import descriptions
from evaluering.config.messages import inner_models
from evaluering.synthesis.plan import Plan

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


def models(*waiting: type[BaseModel]) -> Iterator[type[BaseModel]]:
    """Yield models and those below them, each once."""
    seen: set[type[BaseModel]] = set()
    rest = list(waiting)
    while rest:
        model = rest.pop()
        if model not in seen:
            seen.add(model)
            yield model
            rest += [m for f in model.model_fields.values() for m in inner_models(f.annotation)]


MODELS = [*(model for _, model in reference.files().values()), Plan]


@pytest.mark.parametrize("model", [*models(*MODELS)], ids=lambda model: model.__name__)
def test_every_key_is_described(model: type[BaseModel]) -> None:
    described = descriptions(model)
    assert not [name for name in model.model_fields if not described.get(name)]
