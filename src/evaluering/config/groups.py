"""Actor groups: who answers within a survey, as figures group them."""

from __future__ import annotations

from pydantic import Field

from evaluering.config.base import Identifier, Model, Text, VariableName, Whole

PALETTE = ("#281C6E", "#D55E00", "#00A878", "#0074B4", "#7A214D", "#CC79A7", "#111111", "#8C6D00")
"""Colours of the groups that state none, in order; they differ in lightness too."""


class ActorGroup(Model):
    """Who answers within a survey, as the figures group them."""

    id: Identifier
    """Navnet som figurer, indekser og koblinger viser til."""
    label: Text
    """Det som står i tegnforklaringen."""
    survey: Identifier
    """Undersøkelsen; utelates i undersøkelsens egen fil."""
    where: dict[VariableName, list[Whole]] = {}
    """Variabel og koder som må være oppfylt. Tomt: alle i undersøkelsen."""
    colour: str = Field(default=PALETTE[0], pattern=r"^#[0-9A-Fa-f]{6}$")
    """Aktørgruppens farge i alle figurer; utelatt: den neste i en fast rekke."""
