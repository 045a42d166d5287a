"""What draws an exhibit, by its kind."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from matplotlib.figure import Figure

from evaluering.config.exhibits.base import Exhibit
from evaluering.config.kinds import part_of
from evaluering.config.project import Project
from evaluering.config.theme import theme_of
from evaluering.exhibits.result import Result
from evaluering.render.faces import face_of
from evaluering.render.figures import empty
from evaluering.render.figures.style import Style
from evaluering.render.language import restricted
from evaluering.render.material import empty_reason


class Look(Protocol):
    """The module of a kind that draws it."""

    def draw(
        self, exhibit: Any, result: Result, style: Style, colours: Mapping[str, str], /
    ) -> Figure:
        """Return the figure; `colours` holds those of the groups that the kind names."""

    def alt_text(self, exhibit: Any, result: Result) -> str:
        """Return what the figure shows, in words."""


def drawn(project: Project, report: str | None, exhibit: Exhibit, result: Result) -> Figure:
    """Return a figure in a project's style, or a report's own, in the language in use."""
    theme = theme_of(project, report)
    mark = restricted(project.reports[report].audience) if report else ""
    style = Style(theme, project.settings.figures, face_of(theme, project.root), mark)
    colours = {name: project.colours(report)[name] for name in exhibit.coloured}
    return look_of(exhibit, result).draw(exhibit, result, style, colours)


def look_of(exhibit: Exhibit, result: Result) -> Look:
    """Return what draws a figure: its kind's look, or a note where there is no data."""
    if empty_reason(result) is not None:
        return empty
    look: Look = part_of(exhibit.kind, "figure")
    return look
