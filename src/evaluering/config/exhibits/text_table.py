"""A qualitative table: texts from the configuration, set as they are."""

from __future__ import annotations

from typing import Literal, final

from pydantic import Field, model_validator

from evaluering.config.base import Model, Text, unfit
from evaluering.config.exhibits.base import OfConfiguration


class TextSection(Model):
    """Rows of a text table under one heading."""

    heading: Text
    """Overskriften over radene."""
    rows: list[list[Text]] = Field(min_length=1)
    """Cellene i hver rad; i en kortere rad går den siste cellen over resten av kolonnene."""


@final
class TextTable(OfConfiguration):
    """A qualitative table: texts from this file, set as they are."""

    kind: Literal["text_table"]
    """Tekster fra denne filen, satt som de står."""
    columns: list[Text] = Field(min_length=1)
    """Kolonneoverskriftene."""
    sections: list[TextSection] = Field(min_length=1)
    """Delene av tabellen, ovenfra og ned."""

    @model_validator(mode="after")
    def _rows_fit_the_columns(self) -> TextTable:
        for section in self.sections:
            for number, row in enumerate(section.rows, start=1):
                if not 1 <= len(row) <= len(self.columns):
                    raise unfit(
                        f"rad {number} under «{section.heading}» har {len(row)} celler",
                        f"1 til {len(self.columns)} celler, som tabellen har kolonner",
                    )
        return self
