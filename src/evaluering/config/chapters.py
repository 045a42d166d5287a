"""The exhibits of a chapter, told apart by ``kind``."""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from evaluering.config.base import Model
from evaluering.config.exhibits.base import Exhibit
from evaluering.config.kinds import kinds

if TYPE_CHECKING:
    AnyExhibit = Exhibit
else:
    AnyExhibit = Annotated[reduce(or_, kinds().values()), Field(discriminator="kind")]


class Chapter(Model):
    """The exhibits of one chapter, in the report's order."""

    exhibits: list[AnyExhibit] = Field(min_length=1)
    """Figurene og tabellene i kapitlet, i rapportens rekkefølge."""
