"""Letters that the shipped fonts do not have: a PDF shows a box in their place."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

BOX = "\N{WHITE SQUARE}"
UNSEEN = re.compile("[\u200b-\u200f\u2028\u2029\ufe00-\ufe0f\ufeff]")
"""Joiners, marks of direction and variants, which show nothing themselves."""


def letters(fonts: Path) -> frozenset[str]:
    """Return the characters that every font of a folder has, and white space."""
    from matplotlib.ft2font import FT2Font

    maps = [set(FT2Font(str(path)).get_charmap()) for path in sorted(fonts.glob("*.ttf"))]
    return frozenset(map(chr, set.intersection(*maps))) | set(" \n\t")


def within(content: Any, known: frozenset[str]) -> Any:
    """Return content in which each text has only known characters; drawings are left as they are.

    PDF/UA refuses a letter that cannot be shown.
    """
    if isinstance(content, str):
        return _shown(content, known)
    if isinstance(content, list):
        return [within(part, known) for part in content]
    if isinstance(content, dict):
        return {k: v if k == "picture" else within(v, known) for k, v in content.items()}
    return content


def _shown(text: str, known: frozenset[str]) -> str:
    if known.issuperset(text):
        return text
    return "".join(c if c in known else BOX for c in UNSEEN.sub("", text))
