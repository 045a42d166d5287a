"""Names of units: as files are called on every system, and as an alphabet orders them."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from hashlib import sha256

LONGEST = 40
"""Signs of a name; what is longer is cut, and told apart by a digest of the whole."""
SPELT = str.maketrans({"æ": "ae", "ø": "o", "å": "a", "ß": "ss", "đ": "d", "ŋ": "n", "ŧ": "t"})
NORWEGIAN = frozenset({"nb", "nn"})
LAST = {"æ": "{a", "ä": "{a", "ø": "{b", "ö": "{b", "å": "{c"}
"""What the last letters of the Norwegian alphabet are ordered as: after z, in their order."""


def named_apart(before: str, labels: Sequence[str]) -> dict[str, str]:
    """Return a name for each label: letters a–z, digits and hyphens, each name once.

    A name rests on its own label only, unless two labels give the same; these have a digest of
    the label each, so that a unit that comes or goes renames no other that is told apart already.

    Parameters
    ----------
    before
        What every name begins with.
    labels
        The labels, each once.
    """
    plain = {label: _plain(label) for label in labels}
    counts = Counter(name[:LONGEST] for name in plain.values())
    return {
        label: f"{before}-{_told_apart(label, name, counts[name[:LONGEST]] > 1)}"
        for label, name in plain.items()
    }


def alphabetical(label: str, language: str) -> str:
    """Return what a label is ordered by in a language; in Norwegian æ, ø and å come last."""
    folded = unicodedata.normalize("NFC", label.casefold())
    if language in NORWEGIAN:
        folded = "".join(LAST.get(sign, sign) for sign in folded)
    decomposed = unicodedata.normalize("NFKD", folded)
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign))


def _plain(label: str) -> str:
    spelt = unicodedata.normalize("NFC", label.casefold()).translate(SPELT)
    ascii_only = unicodedata.normalize("NFKD", spelt).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-")


def _told_apart(label: str, name: str, shared: bool) -> str:
    """Return a name, with a digest of its label where it does not tell what it is of."""
    if name and len(name) <= LONGEST and not shared:
        return name
    digest = sha256(label.encode()).hexdigest()[:8]
    return f"{name[: LONGEST - len(digest) - 1].strip('-')}-{digest}".lstrip("-")
