"""The control: what a public report hides, until nothing follows from what it shows."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from evaluering.config.disclosure import Policy
from evaluering.disclosure.attack.attack import attacked
from evaluering.disclosure.attack.exhibit import PublishedExhibit
from evaluering.disclosure.attack.leaks import AttackLimits
from evaluering.disclosure.attack.participants import Asked, AttackMemory, Participants
from evaluering.disclosure.attack.profiles import Certain
from evaluering.disclosure.coarsening import coarser
from evaluering.disclosure.hiding import Control
from evaluering.disclosure.masking import Masks
from evaluering.disclosure.rounding import rounded

ROUNDS = 8
"""How often single cells are hidden; after that, exhibits that something follows from are."""
COARSER = 2
"""How often classes are joined where that has turned out to leave out less."""


@dataclass(frozen=True)
class Protected:
    """A report as everyone may see it.

    Attributes
    ----------
    exhibits
        The report's exhibits without what is hidden.
    masks
        What is hidden, and why.
    best
        Whether no fewer cells could be hidden, as far as the solver tells.
    rounds
        How often the report was attacked.
    own
        The exhibits before anything is hidden.
    coarse
        The same with classes joined: what the masks are of.
    """

    exhibits: tuple[PublishedExhibit, ...]
    masks: Masks
    best: bool
    rounds: int
    own: tuple[PublishedExhibit, ...]
    coarse: tuple[PublishedExhibit, ...]


def protected(
    own: Sequence[PublishedExhibit],
    others: Sequence[PublishedExhibit],
    known: Sequence[Participants],
    policy: Policy,
    public: Collection[str] = (),
) -> Protected:
    """Return a report of a wave without what may not be seen.

    Small numbers are hidden, then the fewest others that they would follow from, over all tables
    at once. The report is attacked with all that is published, and what the attack finds is
    hidden, until it finds nothing. What still follows after some rounds costs whole exhibits, so
    that a solver without time makes for less that is shown, never for more.

    Parameters
    ----------
    own, others
        The report's exhibits as they are computed, and all that is published besides.
    known
        Those who took part, by registry.
    policy
        What may be shown.
    public
        Variables that everyone knows of everyone.
    """
    own = [rounded(of, policy.least) for of in own]
    made = (others, known, policy, public)
    memory = AttackMemory()
    best = _converged(own, *made, memory, {})
    for _ in range(COARSER if policy.coarsen != "never" else 0):
        coarse = _coarser(best, own)
        if all(now is of for now, of in zip(coarse, best.control.own, strict=True)):
            break
        found = _converged(coarse, *made, memory, best.control.certain)
        if found.cost(own) >= best.cost(own):
            break
        best = found
    control = best.control
    shown, joint = tuple(control.shown()), tuple(control.own)
    return Protected(shown, control.masks, best.best, best.rounds, tuple(own), joint)


@dataclass(frozen=True)
class _Converged:
    """A control that nothing follows any more after, and how it was come to."""

    control: Control
    rounds: int
    best: bool

    def cost(self, own: Sequence[PublishedExhibit]) -> int:
        """Return how many of the exhibits' rows of numbers are not shown."""
        control = self.control
        lost = sum(len(of.rows) for of in own) - sum(len(of.rows) for of in control.own)
        return lost + sum(map(control.left_out, control.own))


def _converged(
    own: Sequence[PublishedExhibit],
    others: Sequence[PublishedExhibit],
    known: Sequence[Participants],
    policy: Policy,
    public: Collection[str],
    memory: AttackMemory,
    certain: Mapping[Asked, set[Certain]],
) -> _Converged:
    """Return the control of exhibits after rounds of hiding and attacking."""
    control = _begun(own, others, policy, known)
    for key, sure in certain.items():
        control.certain[key] |= sure
    limits = AttackLimits(policy.least, policy.width, policy.seconds, policy.unanimous)
    wave, report = own[0].wave, own[0].report
    for turn in range(ROUNDS + len(own) + 1):
        control.solve()
        shown = [*control.shown(), *others]
        found = attacked(shown, known, limits, wave, report, public, memory=memory)
        if not found.leaks:
            return _Converged(control, turn + 1, control.best)
        control.learn(found.leaks, memory, last=turn >= ROUNDS)
    control.masks.whole.update(control.by_id)
    return _Converged(control, turn + 1, best=False)


def _begun(
    own: Sequence[PublishedExhibit],
    others: Sequence[PublishedExhibit],
    policy: Policy,
    known: Sequence[Participants] = (),
) -> Control:
    control = Control(own, others, policy, known)
    control.begin()
    return control


def _coarser(found: _Converged, own: Sequence[PublishedExhibit]) -> list[PublishedExhibit]:
    """Return exhibits with classes joined where that leaves out fewer cells than hiding does."""

    def hidden(of: PublishedExhibit) -> int:
        alone = _begun([of], (), found.control.policy)
        alone.solve()
        return alone.left_out(of)

    made, control = [], found.control
    for of, now in zip(own, control.own, strict=True):
        lost, left_out = len(of.rows) - len(now.rows), control.left_out(now)
        other = coarser(of, control.policy, lost + left_out, hidden, lost + 1) if left_out else None
        made.append(other.exhibit if other else now)
    return made
