"""Answer scales: codes with labels in code order, and which codes are no answers."""

from __future__ import annotations

import re
from typing import Any

from pydantic import Field, model_validator

from evaluering.config.base import Identifier, Model, Text, Whole, unfit
from evaluering.config.missing import Missing, MissingCodes, missing_codes, overlapping
from evaluering.config.written import InFile, refuse_unknown_codes, spelt


class Scale(Model):
    """An answer scale: codes, their labels in code order, and the missing codes."""

    id: Identifier
    """Navnet som batteriene viser til."""
    codes: list[Whole] = Field(min_length=2)
    """Kodene i stigende rekkefølge; utelatt: 1, 2 og så videre, en for hver etikett."""
    labels: list[Text]
    """Én etikett per kode, i samme rekkefølge. Filen kan ha koden eller etiketten."""
    in_file: InFile = {}
    missing: Missing = {}

    @model_validator(mode="before")
    @classmethod
    def _codes_are_places(cls, content: Any) -> Any:
        """Give the labels of a scale without codes their places as codes."""
        if not isinstance(content, dict) or "codes" in content:
            return content
        labels = content.get("labels")
        if not isinstance(labels, list):
            return content
        for place, label in enumerate(labels, start=1):
            if re.fullmatch(r"-?\d+", spelt(label)) and spelt(label) != str(place):
                raise unfit(
                    f"etiketten «{label}» på plass {place}, uten «codes»",
                    f"kodene, som codes: [{_listed(labels)}]",
                    "labels",
                    place - 1,
                )
        return content | {"codes": list(range(1, len(labels) + 1))}

    @model_validator(mode="after")
    def _labels_match_codes(self) -> Scale:
        if len(self.labels) != len(self.codes):
            raise unfit(
                f"{len(self.codes)} koder og {len(self.labels)} etiketter i «{self.id}»",
                f"én etikett per kode: {len(self.codes)}; står det komma i en etikett, settes den "
                "i anførselstegn",
            )
        if self.codes != sorted(set(self.codes)):
            raise unfit(
                _listed(self.codes),
                f"stigende koder, som {_listed(sorted(set(self.codes)))}",
                "codes",
            )
        if len({label.casefold() for label in self.labels}) != len(self.labels):
            raise unfit(_listed(self.labels), "forskjellige etiketter", "labels")
        if (both := overlapping(self.missing_codes, self.codes)) is not None:
            raise unfit(f"kode {both}, som også er et svar", "koder som ikke er svar", "missing")
        refuse_unknown_codes(self.in_file, self.codes, self.missing_codes, self.id)
        return self

    @property
    def values(self) -> dict[int, str]:
        """Code to label, in code order."""
        return dict(zip(self.codes, self.labels, strict=True))

    @property
    def missing_codes(self) -> MissingCodes:
        """The codes and ranges that are no answers."""
        return missing_codes(self.missing)


def _listed(values: list[Any]) -> str:
    return ", ".join(map(str, values))
