"""Which tests of a report belong together, for the adjustment of p."""

from __future__ import annotations

from dataclasses import dataclass

from evaluering.config.claims import AnyClaim
from evaluering.config.claims.reading import groups_of, items_of

BETWEEN = "|"


@dataclass(frozen=True)
class Families:
    """The claims of a report."""

    claims: tuple[AnyClaim, ...] = ()

    def of(self, claim: AnyClaim) -> tuple[str, ...]:
        """Return the tests beside a claim's: of the same kind, exhibit and groups.

        They are named by item, and correlations by ``variable|index``.
        """
        beside = [c for c in self.claims if c.kind == claim.kind and c.exhibit == claim.exhibit]
        if claim.kind == "correlation":
            pairs = [f"{c.variable}{BETWEEN}{i}" for c in beside for i in c.indices]  # type: ignore[union-attr]
            return tuple(dict.fromkeys(pairs))
        same = [c for c in beside if set(groups_of(c)) == set(groups_of(claim))]
        return tuple(dict.fromkeys(item for c in same for item in items_of(c)))
