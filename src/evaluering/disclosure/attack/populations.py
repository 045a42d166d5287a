"""What is known of each in a population that everyone knows, since nearly all answered the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from evaluering.disclosure.attack.exhibit import PublishedExhibit
from evaluering.disclosure.attack.leaks import AttackLimits, Leak
from evaluering.disclosure.attack.of_whom import whose_row
from evaluering.disclosure.attack.statements import VALID, Condition, CountStatement, number

Populations = Mapping[tuple[str, str], Mapping[Condition, float]]
"""How many there are of each category that a report tells the population of, by wave and survey."""


def populations_told(exhibits: Iterable[PublishedExhibit]) -> Populations:
    """Return the populations that exhibits tell beside how many of them answered."""
    found: dict[tuple[str, str], dict[Condition, float]] = {}
    for of in exhibits:
        for row in of.rows if "population" in of.result.table else ():
            whose, size = whose_row(of, row), number(row.get("population"))
            if whose is not None and size and len(whose.conditions) == 1:
                found.setdefault((of.wave, whose.survey), {})[whose.conditions[0]] = size
    return found


def unanimous_populations(
    exhibits: Iterable[PublishedExhibit], counts: Iterable[CountStatement], limits: AttackLimits
) -> Iterator[Leak]:
    """Yield the counts that are all or nearly all of a population: k of N gave the same answer.

    Parameters
    ----------
    exhibits, counts
        What is published, and what it says of whom.
    limits
        How much of a population may be known to have answered the same.
    """
    populations = populations_told(exhibits)
    for own in counts if populations else ():
        known = populations.get((own.who.wave, own.who.survey), {})
        sizes = [known[condition] for condition in own.who.conditions if condition in known]
        answers = [c for c in own.who.conditions if c not in known and c[1] != VALID]
        if len(sizes) != 1 or len(answers) != 1 or own.who.summed or own.lower < limits.count:
            continue
        if own.lower >= limits.unanimous / 100 * sizes[0]:
            numbers = (("n", own.lower), ("of", sizes[0]))
            yield Leak("unanimous_population", (own.place,), certain=False, numbers=numbers)
