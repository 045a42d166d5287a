"""All attacks on all that is published, put together."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from evaluering.disclosure.attack.attacks import (
    answers_of_means,
    extremes,
    hidden_cells,
    means_of_few,
    small_counts,
    small_populations,
    whole_groups,
)
from evaluering.disclosure.attack.differences import few_between
from evaluering.disclosure.attack.exhibit import PublishedExhibit
from evaluering.disclosure.attack.leaks import AttackLimits, Leak
from evaluering.disclosure.attack.participants import (
    AttackMemory,
    Participants,
    known_classes,
    known_units,
)
from evaluering.disclosure.attack.populations import unanimous_populations
from evaluering.disclosure.attack.profiles import unique_profiles
from evaluering.disclosure.attack.reading import (
    count_statements,
    mean_statements,
    sum_statements,
)
from evaluering.disclosure.attack.tested import told_by_tests


@dataclass(frozen=True)
class AttackOutcome:
    """What an attack found, and how much it was tried on.

    Attributes
    ----------
    leaks
        What follows from what is published.
    exhibits, counts, hidden
        Exhibits and counts that were read, and how many counts are withheld.
    participants, unique
        Those who took part and belong to a unit of a registry, and how many of them nobody else
        has the public classes of.
    classified, identified
        Of how many of them a class follows, and how many units printed values identify.
    """

    leaks: tuple[Leak, ...]
    exhibits: int
    counts: int
    hidden: int
    participants: int = 0
    unique: int = 0
    classified: int = 0
    identified: int = 0


def attacked(
    exhibits: Sequence[PublishedExhibit],
    known: Sequence[Participants],
    limits: AttackLimits,
    wave: str,
    report: str,
    public: Collection[str] = (),
    units: Collection[str] = (),
    memory: AttackMemory | None = None,
) -> AttackOutcome:
    """Attack a report with all that is published, in other reports and of other waves too.

    Parameters
    ----------
    exhibits
        What is published.
    known
        Those who took part, by registry.
    limits
        What may be known.
    wave, report
        Whose cells are asked about.
    public
        Variables that everyone knows of everyone, as where they work, besides those of registries.
    units
        The reports of its units, whose cells are asked about too.
    memory
        What earlier attacks on the same report found of those who took part.
    """
    counts = [own for of in exhibits for own in count_statements(of)]
    means = [own for of in exhibits for own in mean_statements(of)]
    everyones = {*public, *(variable for own in known for variable in own.classes)}
    leaks = [
        *(leak for of in exhibits for leak in small_counts(of, limits)),
        *(leak for of in exhibits for leak in small_populations(of, limits)),
        *unanimous_populations(exhibits, counts, limits),
        *(leak for of in exhibits for leak in means_of_few(of, limits)),
        *(leak for of in exhibits for leak in extremes(of, limits)),
        *(leak for of in exhibits for leak in told_by_tests(of)),
        *hidden_cells([*counts, *sum_statements(means)], limits),
        *whole_groups(counts, limits, everyones, _answers(exhibits)),
        *answers_of_means(means, limits),
        *few_between(counts, limits.count, everyones),
    ]
    everyone, unique, classified, identified = 0, 0, 0, 0
    for own in known:
        profiles = own.profiles
        of_classes = list(known_classes(counts, own, limits, memory))
        of_units = list(known_units(exhibits, own))
        leaks += [leak for leak, _ in (*of_classes, *of_units)]
        sure = frozenset[object]().union(*(whose for _, whose in of_classes))
        everyone, unique = everyone + len(profiles), unique + unique_profiles(profiles)
        classified += sum(profile in sure for profile in profiles)
        identified += len(frozenset[object]().union(*(units for _, units in of_units)))
    asked = {(wave, own) for own in (report, *units)}
    mine = [leak for leak in leaks if any((p.wave, p.report) in asked for p in leak.places)]
    return AttackOutcome(
        leaks=tuple(dict.fromkeys(mine)),
        exhibits=len(exhibits),
        counts=len(counts),
        hidden=sum(own.hidden for own in counts),
        participants=everyone,
        unique=unique,
        classified=classified,
        identified=identified,
    )


def _answers(exhibits: Sequence[PublishedExhibit]) -> set[str]:
    """Return the variables that nobody is known by: items, questions with boxes, indices."""
    projects = {id(of.project): of.project for of in exhibits}.values()
    found = {name for project in projects for name in project.indices}
    for book in (book for project in projects for book in project.surveys.values()):
        found |= {*book.items, *(question.id for question in book.multiple_responses)}
    return found
