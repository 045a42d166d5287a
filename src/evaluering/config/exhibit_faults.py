"""An exhibit that its kind cannot be shown as."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from evaluering.config.exhibits import AnyExhibit, Exhibit
from evaluering.errors import ConfigError


def kinds() -> dict[str, type[Exhibit]]:
    """Return the model of each kind of exhibit."""
    models = get_args(get_args(AnyExhibit)[0])
    return {get_args(model.model_fields["kind"].annotation)[0]: model for model in models}


def drawing_faults(exhibit: AnyExhibit, file: str, key: str) -> Iterator[ConfigError]:
    """Yield a figure of a kind that is only set as a table."""
    if exhibit.is_figure and not exhibit.drawn:
        drawn = ", ".join(sorted(name for name, model in kinds().items() if model.drawn))
        yield ConfigError(
            file,
            f"{key}.id",
            f"«{exhibit.id}» er en figur, men «{exhibit.kind}» kan bare settes som tabell",
            f"en id som begynner med «tabell-», eller en «kind» som tegnes: {drawn}",
        )
