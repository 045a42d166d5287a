"""Names of sheets: the exhibits' numbers, each once."""

from __future__ import annotations

import re
from collections.abc import Iterable

from evaluering.render.document import Numbered

LONGEST = 31


def sheet_names(exhibits: Iterable[Numbered], taken: str) -> dict[str, str]:
    """Return a sheet name for every exhibit by id.

    Parameters
    ----------
    exhibits
        The exhibits. Two with the same number are told apart by their ids.
    taken
        The index sheet's name.
    """
    used = {taken.casefold()}
    names = {}
    for exhibit in exhibits:
        name = _allowed(exhibit.number)
        if name.casefold() in used:
            name = _allowed(exhibit.id.capitalize())
        place = 2
        while name.casefold() in used:
            name = f"{_allowed(exhibit.number)[: LONGEST - 4]} ({place})"
            place += 1
        used.add(name.casefold())
        names[exhibit.id] = name
    return names


def _allowed(text: str) -> str:
    return re.sub(r"[\[\]:*?/\\\x00-\x1f]", "-", text).strip("' ")[:LONGEST] or "-"
