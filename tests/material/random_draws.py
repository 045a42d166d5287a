"""What random projects draw with: a seeded source of choices, and labels that people write."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any, TypeVar

T = TypeVar("T")
Content = dict[str, Any]

ODD = (
    "Æøå ÆØÅ", "–", "…", "0", "{0}", "{year}", "{", "a } b {", "<b>fet</b>", "a & b &amp; c",
    "=1+1", "+47 22 33", "-1", "@krøll", "#1", "$x^2$", "100 % \\alpha", "_under_ og *stjerne*",
    "`kode`", "[klammer](http://x)", "«sitat» og \"anførsel\" og 'fnutt'", "kolon: her",
    "emoji 😀👍🏽", "العربية", "中文", "to\nlinjer", "tabulator\ther", "a\u00a0b\u2028c", "\u200b",
    "null", "NA", "nan", "Ja", "Nei", "Total", "Totalt", "n", "=HYPERLINK(\"http://x\")",
    "// kommentar", "../../etc",
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
    "Dette er en svært lang tekst som aldri tar slutt, slik skjemaer ofte har dem, med innskutte "
    "setninger, forbehold (og parenteser), tall som 1 234,5 og enda mer, til den ikke får plass",
)  # fmt: skip
"""Labels that break what does not expect them."""
PLAIN = (
    "Rektor", "Lærer", "Vi har felles mål", "Jeg trives", "Barnehage", "Samarbeidet er godt",
    "Kompetanseutvikling i skolen", "Hvor enig er du i dette?", "Nord", "Sør", "Videregående skole",
)  # fmt: skip


class Draw(random.Random):
    """A seeded source of choices."""

    words = 0

    def chance(self, share: float) -> bool:
        """Return whether something happens that does in a share of the cases."""
        return self.random() < share

    def pick(self, values: Sequence[T]) -> T:
        """Return one of the values."""
        return values[self.randrange(len(values))]

    def some(self, values: Sequence[T], low: int, high: int) -> list[T]:
        """Return some of the values, in random order."""
        return self.sample(list(values), min(self.randint(low, high), len(values)))

    def text(self) -> str:
        """Return a label: mostly a plain one, at times an odd one."""
        return self.pick(ODD if self.chance(0.25) else PLAIN)

    def distinct(self, n: int) -> list[str]:
        """Return labels that all differ."""
        found: dict[str, str] = {}
        while len(found) < n:
            text = self.text()
            if text.casefold() in found:
                text = f"{text} {len(found) + 1}"
            found[text.casefold()] = text
        return list(found.values())

    def maybe(self, share: float, **keys: Any) -> Content:
        """Return keys, or none."""
        return keys if self.chance(share) else {}
