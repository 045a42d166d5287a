"""What the audit reports: one finding a cause."""

from __future__ import annotations

from dataclasses import dataclass, field

from evaluering.checks.audit.conflicts import Severity
from evaluering.data.published import Place
from evaluering.message import Said


@dataclass(frozen=True)
class Finding:
    """Something in the printed report that cannot be true.

    Attributes
    ----------
    id
        Stable while the same cells contradict each other.
    where
        The exhibits.
    kind, severity
        What sort of contradiction; an error, a matter of rounding, or one of reading.
    printed, expected
        What stands there, and what follows from the rest.
    proof
        The arithmetic, sentence by sentence.
    consequence
        What it means for a conclusion; empty where nothing is known.
    cells
        The cells in doubt, with what each prints.
    """

    id: str
    where: tuple[str, ...]
    kind: str
    severity: Severity
    printed: Said
    expected: Said
    proof: tuple[Said, ...]
    consequence: tuple[Said, ...] = ()
    cells: tuple[tuple[Place, str], ...] = field(default=())
