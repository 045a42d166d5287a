"""What the audit reports: one finding a cause."""

from __future__ import annotations

from dataclasses import dataclass, field

from evaluering.checks.audit.conflicts import Severity
from evaluering.data.published import Place
from evaluering.message import Said


@dataclass(frozen=True)
class Finding:
    """Something in the printed report that cannot be true."""

    id: str
    """Stable while the same cells contradict each other."""
    where: tuple[str, ...]
    """The exhibits."""
    kind: str
    severity: Severity
    """What sort of contradiction; an error, a matter of rounding, or one of reading."""
    printed: Said
    expected: Said
    """What stands there, and what follows from the rest."""
    proof: tuple[Said, ...]
    """The arithmetic, sentence by sentence."""
    consequence: tuple[Said, ...] = ()
    """What it means for a conclusion; empty where nothing is known."""
    cells: tuple[tuple[Place, str], ...] = field(default=())
    """The cells in doubt, with what each prints."""
