"""Which claims would notice faults in the data, in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from evaluering.message import Message, message
from evaluering.render.language import say

if TYPE_CHECKING:
    from collections import Counter


def sensitivity_text(
    faults: Iterable[Mapping[str, Any]],
    never: Mapping[str, Counter[Any]],
    struck: Iterable[Mapping[str, Any]],
) -> str:
    """Return how the claims fare under each fault, as text.

    Parameters
    ----------
    faults
        Each fault with how many claims rest on what it changes, and how many notice.
    never
        The claims that no fault turns, with how often they move and not.
    struck
        Each fault at each place, where all of it is to be told.
    """
    lines = [say(message("sensitivity_head"))]
    for one in faults:
        numbers = {name: value for name, value in one.items() if name != "fault"}
        lines.append(say(message("sensitivity_fault", fault=_called(one["fault"]), **numbers)))
    lines += ["", say(message("sensitivity_never" if never else "sensitivity_none"))]
    for claim, grades in never.items():
        times = {grade: grades[grade] for grade in ("moves", "counts", "within", "same")}
        lines.append(say(message("sensitivity_claim", claim=claim, **times)))
    told = [_told(one) for one in struck]
    return "\n".join([*lines, *([""] if told else []), *told])


def _called(fault: object) -> Message:
    return message(f"fault_{fault}")


def _told(one: Mapping[str, Any]) -> str:
    why = one["why"] or message("sensitivity_turned")
    place = " / ".join(map(str, one["place"]))
    return say(message("sensitivity_struck", fault=_called(one["fault"]), place=place, why=why))
