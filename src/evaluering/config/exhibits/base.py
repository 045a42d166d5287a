"""What every exhibit has."""

from __future__ import annotations

from typing import ClassVar, Literal

from evaluering.config.base import Identifier, Model, Note, Reference, Text

PRESENTATION = frozenset(
    {
        *("number", "title", "section", "note", "rounding", "column_order", "heading"),
        *("show_range", "spanners", "column_labels", "row_labels", "shares", "population_rate"),
        *("sort_by", "colour_of", "at", "span", "look", "column_widths", "line"),
        *("start_label", "end_label", "count_heading"),
    }
)
"""Keys that change how an exhibit looks, never its numbers: an edit there computes nothing anew."""

Rounding = Literal["half_up", "half_up_twice", "float"]


class Exhibit(Model):
    """What every figure and table has."""

    drawn: ClassVar[bool] = False
    """Whether the kind can be drawn: it has a module in `render.figures`."""
    id: Identifier
    """Filnavnet: figur-21, tabell-8."""
    number: Text
    """Slik rapporten nummererer den: «Figur 21»."""
    title: Text
    """Tittelen i rapporten."""
    section: Text
    """Kapittel i rapporten."""
    note: Note = ""
    """Merknad under figuren eller tabellen."""
    rounding: Rounding = "half_up"
    """half_up: som SPSS og Excel; half_up_twice: først til én desimal, så til heltall;
    float: slik flyttall avrundes."""

    @property
    def is_figure(self) -> bool:
        """Whether the exhibit is drawn, rather than set as a table."""
        return self.id.startswith("figur")


class Labelled(Exhibit):
    """An exhibit whose rows may be named otherwise than in the codebook."""

    row_labels: dict[Reference, Text] = {}
    """Radnavn her: radens id eller kode (klassen, kategorien, undersøkelsen; i attrition steget:
    invited, answered, represents, stated eller single) og det som skal stå."""

    def row_label(self, name: object, label: object) -> str:
        """Return what a row is called in this exhibit: by its id or code, else its label."""
        return self.row_labels.get(str(name), str(label))
