"""The scale that items are answered on now: one that the project has, or one that is drafted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from evaluering.config.scales import Scale
from evaluering.config.written import normal
from evaluering.data.drafting.categories import Categories
from evaluering.data.drafting.names import Names, identifier
from evaluering.data.drafting.proposal import ProposedScale


class ScalesFound:
    """Gives the scales of a new file their ids; those that the project lacks are drafted."""

    def __init__(self, known: Mapping[str, Scale]) -> None:
        self._known = known
        self._names = Names(known)
        self.drafted: dict[tuple[tuple[int, str], ...], ProposedScale] = {}

    def existing(self, found: Categories, *, texts: bool = False) -> str | None:
        """Return the project's scale with the same codes and labels.

        Parameters
        ----------
        found
            The answers.
        texts
            Whether they are texts, of which nobody may have given some, and have no codes.
        """
        own = {normal(label) for label in found.labels.values()}
        for name, scale in self._known.items():
            labels = [normal(str(label)) for label in scale.labels]
            if texts and own and own <= set(labels):
                return name
            if not texts and found.key == tuple(zip(scale.codes, labels, strict=True)):
                return name
        return None

    def of_codes(self, found: Categories) -> list[str]:
        """Return the project's scales with the same codes, whatever these mean."""
        return [n for n, scale in self._known.items() if scale.codes == list(found.labels)]

    def drafted_for(self, found: Categories) -> str:
        """Return the id of a drafted scale, which is drafted once."""
        made = self.drafted.get(found.key)
        if made is None:
            first, *_, last = found.labels.values()
            numbers = first.isdecimal() and last.isdecimal()
            wanted = f"skala {first} {last}" if numbers else f"{first[:18]} {last[:18]}"
            made = ProposedScale(self._names.take(identifier(wanted, "skala"), "-"), found)
            self.drafted[found.key] = made
        return made.id


def united_steps(found: Iterable[Categories]) -> list[Categories]:
    """Return the scales of some items, those that do not contradict each other as one."""
    scales: list[Categories] = []
    for one in found:
        for n, other in enumerate(scales):
            shared = one.labels.keys() & other.labels.keys()
            if all(normal(one.labels[c]) == normal(other.labels[c]) for c in shared):
                labels = dict(sorted({**other.labels, **one.labels}.items()))
                missing = {c: k for c, k in {**other.missing, **one.missing}.items()
                           if c not in labels}  # fmt: skip
                named = {c for part in (one, other) for c in part.labels
                         if c not in part.unlabelled}  # fmt: skip
                bare = tuple(code for code in labels if code not in named)
                scales[n] = Categories(labels, missing, {**other.in_file, **one.in_file}, bare)
                break
        else:
            scales.append(one)
    return scales
