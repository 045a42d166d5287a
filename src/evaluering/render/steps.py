"""What the steps of a link to a registry are called."""

from __future__ import annotations

from collections.abc import Mapping

from evaluering.config.exhibits.attrition import Attrition
from evaluering.render.language import said, singular


def step_label(exhibit: Attrition, step: str, noun: Mapping[str, str] | None) -> str:
    """Return what a step is called: the exhibit's own words, or ours in the language in use."""
    if step in exhibit.row_labels:
        return exhibit.row_labels[step]
    translated = said(step)
    if noun is None or translated == step or not translated.endswith(noun["one"]):
        return translated
    return translated.removesuffix(noun["one"]) + singular(noun)
