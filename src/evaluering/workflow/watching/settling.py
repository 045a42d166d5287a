"""Whether files lie still: decided by what they are, never by their dates or the clock."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from evaluering.workflow.watching.looking import Sight, Sums


@dataclass(frozen=True)
class Settling:
    """How long what was seen has been as it is.

    Attributes
    ----------
    sight, since
        What was seen, and when it was first seen so, in seconds of a clock that is never set.
    sums
        Its content when it was first seen unchanged; None before.
    settled
        Whether it has lain still for as long as is asked for, in content too.
    """

    sight: Sight
    since: float
    sums: Mapping[str, str] | None = field(default=None)
    settled: bool = False


def settle(
    before: Settling | None,
    sight: Sight,
    now: float,
    stable: float,
    read: Callable[[Sight], Sums],
) -> Settling:
    """Return how long the files have lain still, after one more look.

    Content is read twice: when a look first shows nothing new, and when the time is over. A file
    that is written to without a trace in size and times, as some shared drives have it, is found
    by that.

    Parameters
    ----------
    before
        What the last look came to; None before the first.
    sight, now
        What is seen, and when.
    stable
        For how many seconds it has to be unchanged.
    read
        Reads the content of what is seen.
    """
    if before is None or sight != before.sight:
        return Settling(sight, now)
    if before.settled:
        return before
    if before.sums is None:
        return replace(before, sums=read(sight))
    if now - before.since < stable:
        return before
    sums = read(sight)
    if sums != before.sums:
        return Settling(sight, now, sums)
    return replace(before, settled=True)
