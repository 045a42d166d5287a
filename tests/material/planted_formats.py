"""Files that show what an exhibit's own numbers withhold, by what shows it."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class FormatPlant:
    """A number that a file shows though the exhibit withholds it."""

    cells: tuple[str, ...] = ()
    picture: str = ""
    found: tuple[str, ...] = field(default=())


FORMAT_PLANTS = {
    "a cell of a page": FormatPlant(("Helt uenig", "17"), found=("17",)),
    "a number in the alternative text": FormatPlant(
        ("Lavest er «Helt uenig» (17,5 %), høyest «Helt enig».",), found=("17.5",)
    ),
    "a cell of the workbook": FormatPlant(("0.17543859649122806",), found=("0.175438596491",)),
    "a number in the legend of a drawing": FormatPlant(("Rektor (n=77)",), found=("77",)),
    "a bar in a drawing": FormatPlant(picture='<g id="bar-1-rektor"><path d="M 0 0"/></g>'),
}
