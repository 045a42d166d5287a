"""Made-up exhibits with their results, and what was drawn of them."""

from __future__ import annotations

from typing import Any

import pandas as pd
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.text import Text

from drawn_texts import overlapping_texts, texts_outside
from evaluering.config.exhibits.base import AnswerScale, ScaleDetails
from evaluering.config.exhibits.group_means import GroupMeans
from evaluering.config.exhibits.percentages import Percentages
from evaluering.config.reports import FigureStyle
from evaluering.exhibits.result import Result
from evaluering.render.figures.style import Style

COLOURS = {
    "samarbeidsforum": "#332288",
    "uh": "#009E73",
    "skoleeier": "#0072B2",
    "skoleleder": "#882255",
    "kompetansenettverk": "#D55E00",
    "hovedtillitsvalgt": "#CC79A7",
    "arbeidsplasstillitsvalgt": "#595959",
}
GROUPS = list(COLOURS)
LONG = (
    "I hvilken grad opplever du at kompetanseutviklingstiltakene i samarbeidsforumet/"
    "kompetansenettverket har bidratt til varige endringer i skolens kollektive praksis og i "
    "profesjonsfellesskapet på tvers av trinn?"
)
LABELS = ["Ikke i det hele tatt", "I liten grad", "Både – og", "I stor grad", "I svært stor grad"]
SCALE = ScaleDetails(scale=AnswerScale(codes=(1, 2, 3, 4, 5), labels=tuple(LABELS)))
STAMP = "Syntetiske data"


def styled(**figures: Any) -> Style:
    """Return the default theme for figures of other measures."""
    return Style(figures=FigureStyle.model_validate(figures))


STYLE = styled(dpi=100)
COMMON = {"number": "Figur 1", "title": "Tittelen", "section": "3"}


def means(
    items: int, groups: int, *, label: str = "Rollene er tydelig fordelt", **changed: Any
) -> tuple[GroupMeans, Result]:
    """Make an exhibit and its result; `changed` sets columns of the first row of group two."""
    rows = [
        {
            "item": f"q{i}",
            "item_label": f"{label} {i}",
            "group": group,
            "group_label": group.title(),
            "n_group": 140,
            "n": 130 - 10 * j - i,
            "mean": 1.25 + ((3 * i + 2 * j) % 15) / 4,
            "sd": 0.6 + ((i + j) % 5) / 5,
            "suppressed": False,
        }
        for i in range(items)
        for j, group in enumerate(GROUPS[:groups])
    ]
    rows[min(1, groups - 1)] |= changed
    names = [f"q{i}" for i in range(items)]
    exhibit = GroupMeans.model_validate(
        {"id": "figur-1", "kind": "group_means", "groups": GROUPS[:groups], "items": names} | COMMON
    )
    return exhibit, result("group_means", rows)


def shares(
    groups: int, *, labels: list[str] = LABELS, **changed: Any
) -> tuple[Percentages, Result]:
    """Make an exhibit and its result; `changed` sets columns of all rows of group two."""
    rows = [
        {
            "category": i,
            "label": label,
            "group": group,
            "group_label": group.title(),
            "n_group": 121 - 10 * j,
            "n": 20,
            "percent": [0.0, 12.5, 45.45, 100.0, 7.5][(i + j) % 5],
            "suppressed": False,
        }
        | (changed if j == 1 else {})
        for i, label in enumerate(labels)
        for j, group in enumerate(GROUPS[:groups])
    ]
    exhibit = Percentages.model_validate(
        {"id": "figur-8", "kind": "percentages", "groups": GROUPS[:groups], "item": "q"} | COMMON
    )
    return exhibit, result("percentages", rows)


def result(kind: str, rows: list[dict[str, Any]]) -> Result:
    provenance = {"stamp": STAMP}
    return Result("figur-1", kind, pd.DataFrame(rows), 500, details=SCALE, provenance=provenance)


def texts(figure: Figure, prefix: str) -> list[str]:
    """Return the texts whose gid starts with the prefix, in the order drawn."""
    drawn = [text for text in figure.findobj(Text) if (text.get_gid() or "").startswith(prefix)]
    return [text.get_text() for text in drawn]


def bars(figure: Figure) -> dict[str, Rectangle]:
    patches = [patch for patch in figure.findobj(Rectangle) if isinstance(patch, Rectangle)]
    named = {str(patch.get_gid()): patch for patch in patches}
    return {gid.removeprefix("bar-"): p for gid, p in named.items() if gid.startswith("bar-")}


def whiskers(figure: Figure) -> list[Line2D]:
    return [line for line in figure.findobj(Line2D) if str(line.get_gid()).startswith("whisker-")]


def assert_clean(figure: Figure) -> None:
    assert texts_outside(figure) == []
    assert overlapping_texts(figure) == []


EMPTY: dict[str, Any] = {"n": 0, "mean": None, "sd": None}
HIDDEN: dict[str, Any] = {"n": 2, "mean": None, "sd": None, "suppressed": True}
