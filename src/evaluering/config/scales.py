"""Answer scales: codes with labels in code order, and which codes are no answers."""

from __future__ import annotations

from pydantic import Field, model_validator

from evaluering.config.base import Identifier, Model, Text
from evaluering.config.missing import Missing, MissingCodes, missing_codes, overlapping


class Scale(Model):
    """An answer scale: codes, their labels in code order, and the missing codes."""

    id: Identifier
    """Navnet som batteriene viser til."""
    codes: list[int] = Field(min_length=2)
    """Kodene i stigende rekkefølge."""
    labels: list[Text]
    """Én etikett per kode, i samme rekkefølge."""
    missing: Missing = {}

    @model_validator(mode="after")
    def _labels_match_codes(self) -> Scale:
        if len(self.labels) != len(self.codes):
            raise ValueError(
                f"skalaen «{self.id}» har {len(self.codes)} koder og {len(self.labels)} etiketter; "
                "skriv én etikett per kode"
            )
        if self.codes != sorted(set(self.codes)):
            raise ValueError(f"kodene {self.codes} må være stigende og uten gjentakelser")
        if len({label.casefold() for label in self.labels}) != len(self.labels):
            raise ValueError(f"etikettene {self.labels} må være forskjellige")
        if (both := overlapping(self.missing_codes, self.codes)) is not None:
            raise ValueError(f"kode {both} er både svar og manglende")
        return self

    @property
    def values(self) -> dict[int, str]:
        """Code to label, in code order."""
        return dict(zip(self.codes, self.labels, strict=True))

    @property
    def missing_codes(self) -> MissingCodes:
        """The codes and ranges that are no answers."""
        return missing_codes(self.missing)
