"""A conceptual figure: boxes with text on a grid, arrows between them and frames around them."""

from __future__ import annotations

from typing import Annotated, Literal, final

from pydantic import Field, model_validator

from evaluering.config.base import Distinct, Identifier, Model, Text, each_once, unfit
from evaluering.config.exhibits.base import PRESENTATION, OfConfiguration

Cell = Annotated[int, Field(ge=1, le=100)]
Width = Annotated[float, Field(gt=0, le=1000)]


class Box(Model):
    """A box with text."""

    id: Identifier
    """Navnet som piler og rammer viser til."""
    text: Text
    """Teksten i boksen."""
    points: list[Text] = []
    """Punkter under teksten."""
    at: Annotated[tuple[Cell, Cell], PRESENTATION]
    """Rad og kolonne i rutenettet, fra 1."""
    span: Annotated[tuple[Cell, Cell], PRESENTATION] = (1, 1)
    """Antall rader og kolonner som boksen går over."""
    look: Annotated[Literal["plain", "strong", "soft", "heading"], PRESENTATION] = "plain"
    """plain: hvit med ramme; strong: mørk; soft: lys fyll; heading: fet tekst uten ramme."""

    @property
    def cells(self) -> set[tuple[int, int]]:
        """The row and column of every cell that the box covers."""
        (row, column), (rows, columns) = self.at, self.span
        return {(row + i, column + j) for i in range(rows) for j in range(columns)}


class Arrow(Model):
    """An arrow from one box to another."""

    start: Identifier
    """Boksen som pilen går fra."""
    end: Identifier
    """Boksen som pilen går til."""
    both_ways: bool = False
    """Om pilen har spiss i begge ender."""


class Enclosure(Model):
    """A frame around some boxes."""

    label: Text
    """Teksten på rammen."""
    boxes: Distinct[Identifier] = Field(min_length=1)
    """Boksene som rammen går rundt."""
    line: Annotated[Literal["dashed", "solid"], PRESENTATION] = "dashed"
    """Stiplet eller heltrukket ramme."""


@final
class Diagram(OfConfiguration):
    """A conceptual figure, drawn from this description."""

    kind: Literal["diagram"]
    """En tegnet modell: bokser med tekst, piler og rammer."""
    boxes: Distinct[Box] = Field(min_length=1)
    """Boksene, i leserekkefølge."""
    arrows: Annotated[list[Arrow], each_once(lambda arrow: f"{arrow.start} → {arrow.end}")] = []
    """Pilene mellom boksene."""
    enclosures: list[Enclosure] = []
    """Rammer rundt flere bokser."""
    column_widths: Annotated[list[Width], PRESENTATION] = []
    """Kolonnenes bredde i forhold til hverandre; utelatt: like brede."""

    @model_validator(mode="after")
    def _names_and_places_agree(self) -> Diagram:
        names = [box.id for box in self.boxes]
        used = [name for arrow in self.arrows for name in (arrow.start, arrow.end)]
        used += [name for enclosure in self.enclosures for name in enclosure.boxes]
        if unknown := sorted(set(used) - set(names)):
            raise unfit(
                f"«{unknown[0]}», som ikke er en boks",
                f"en av boksene: {', '.join(names)}",
                "boxes",
            )
        taken: dict[tuple[int, int], str] = {}
        for box in self.boxes:
            if shared := [taken[cell] for cell in sorted(box.cells) if cell in taken]:
                raise unfit(
                    f"«{shared[0]}» og «{box.id}» i samme rute",
                    "én boks i hver rute: flytt den ene med «at: [rad, kolonne]»",
                    "boxes",
                )
            taken |= dict.fromkeys(box.cells, box.id)
        if self.column_widths and len(self.column_widths) != self.columns:
            raise unfit(
                f"{len(self.column_widths)} tall",
                f"ett tall per kolonne: {self.columns}",
                "column_widths",
            )
        return self

    @property
    def columns(self) -> int:
        """The number of columns of the grid."""
        return max(box.at[1] + box.span[1] - 1 for box in self.boxes)
