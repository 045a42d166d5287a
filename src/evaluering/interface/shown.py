"""An exhibit with its result: numbers and tests, and the ways to look at them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pandas as pd

from evaluering.config.exhibits.base import Exhibit
from evaluering.config.groups import ActorGroup
from evaluering.config.kinds import has, kinds
from evaluering.config.project import Project
from evaluering.data.drafting.yaml_writing import block, flow
from evaluering.errors import EvalueringError
from evaluering.exhibits.result import Result
from evaluering.exhibits.significance import SignificanceTest
from evaluering.message import Message
from evaluering.render.language import say, stamp, writing
from evaluering.render.material import empty_reason

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from evaluering.render.document import Numbered

MADE_OF = ("statistics", "pairs", "cells", "warnings", "dropped")
"""What of a test stands in no row of a table."""
DPI = 110
GROUPS_FILE = "config/groups.yaml"


@dataclass(frozen=True, eq=False)
class ShownExhibit:
    """An exhibit of a wave with its result, as the report has it.

    Attributes
    ----------
    exhibit
        The specification: what a chapter's file would say.
    result
        What was computed, unrounded: the same object as behind a figure or table of a report.
    project
        The configuration.
    report
        The report that it stands in; None for one asked for in Python.
    added
        Actor groups that it is of and that the configuration lacks.

    Examples
    --------
    >>> shown = wave.battery("trivsel").compare("avdeling")
    >>> shown.table.loc[0, ["item", "group_label"]].tolist()
    ['trives', 'Publikumstjenester']
    """

    exhibit: Exhibit
    result: Result
    project: Project
    report: str | None = None
    added: tuple[ActorGroup, ...] = ()

    @property
    def table(self) -> pd.DataFrame:
        """The numbers, tidy and unrounded: one row an observation of the exhibit."""
        return self.result.table

    @property
    def tests(self) -> tuple[SignificanceTest, ...]:
        """What was tested, each with every variant that was computed."""
        return self.result.tests

    @property
    def test_table(self) -> pd.DataFrame:
        """The printed variant of each test as a row: statistic, df, p, effect size and n."""
        rows = [
            {own.name: getattr(test, own.name) for own in fields(test) if own.name not in MADE_OF}
            for test in self.tests
        ]
        return pd.DataFrame(rows).dropna(axis="columns", how="all")

    @property
    def n(self) -> int:
        """Respondents behind the exhibit."""
        return self.result.n

    @property
    def notes(self) -> list[str]:
        """Method and remarks as sentences."""
        with self._writing():
            told: Sequence[Message] = (*self.result.method, *self.result.notes)
            return [say(one) for one in told]

    def plot(self) -> Figure:
        """Draw it as the report does; a notebook shows the figure.

        Returns
        -------
        matplotlib.figure.Figure
            In centimetres and type as the project's figures; ``savefig`` saves it.

        Raises
        ------
        EvalueringError
            The kind is set as a table only.
        """
        from evaluering.render.figures.drawing import drawn

        kind = self.exhibit.kind
        if not has(kind, "figure"):
            others = ", ".join(name for name in kinds() if has(name, "figure"))
            raise EvalueringError(
                f"«{kind}» settes bare som tabell.\n  Råd: Se på .table, eller velg et slag som "
                f"tegnes: {others}"
            )
        with self._writing():
            return _showing_itself(drawn(self.project, self.report, self.exhibit, self.result))

    def text(self, bindings: bool = False) -> str:
        """Return a drafted paragraph: what is highest and lowest, and what differs beyond chance.

        Of a kind that no paragraph is drafted of, the tests, method and remarks as sentences.

        Parameters
        ----------
        bindings
            Whether numbers stand as bindings, for a chapter's text.
        """
        from evaluering.render.prose.drafting import drafted
        from evaluering.render.prose.lookup import Lookup

        with self._writing():
            if (reason := empty_reason(self.result)) is not None:
                return say(reason)
            paragraph, _, _ = drafted(Lookup(self.exhibit, self.result)).rpartition("\n\n")
            if not paragraph:
                block = self._block()
                return " ".join((*block.tests, *block.table.notes, *block.notes))
            return paragraph if bindings else self._filled(paragraph)

    def _filled(self, paragraph: str) -> str:
        from evaluering.render.document import plain
        from evaluering.render.prose.bindings import ResultBindings
        from evaluering.render.prose.tokens import BINDING
        from evaluering.render.prose.works import Works

        name = self.exhibit.id
        bindings = ResultBindings({name: self.exhibit}, {name: self.result}, {}, Works())
        return BINDING.sub(lambda found: plain(bindings.bound(found[1])), paragraph)

    def to_yaml(self, **head: str) -> str:
        """Return the block that puts it into a chapter: paste it under ``exhibits:``.

        Parameters
        ----------
        head
            ``id``, ``number``, ``title``, ``section`` and ``note``, where they are to be others.
        """
        own = self.exhibit.model_dump(mode="json", exclude_defaults=True, by_alias=True) | head
        first = ("id", "number", "kind", "title", "section")
        keys = {name: own[name] for name in (*first, *(key for key in own if key not in first))}
        lines = [line for key, value in keys.items() for line in block(key, value, "    ")]
        needed = [
            f"# {GROUPS_FILE} trenger: - " + flow(group.model_dump(exclude_defaults=True))
            for group in self.added
        ]
        return "\n".join([*needed, "  - " + lines[0].lstrip(), *lines[1:]]) + "\n"

    def __repr__(self) -> str:
        with self._writing():
            return "\n".join(_text_lines(self._block(), stamp(self.result.provenance["stamp"])))

    def _repr_html_(self) -> str:
        from markupsafe import Markup

        from evaluering.render.pages import table_html

        with self._writing():
            block = self._block()
            caption = f"{block.number}. {block.title}"
            table = table_html(block.table, caption) if block.table.body else Markup("")
            below = Markup("").join(
                Markup("<p style='margin:0'><small>{}</small></p>").format(text)
                for text in (*block.tests, *block.notes)
            )
        return f"<div>{table}{below}</div>"

    def _block(self) -> Numbered:
        from evaluering.render.numbering import numbered

        return numbered(self.exhibit, self.result)

    def _writing(self) -> Any:
        project = self.project
        return writing(project.reports[self.report].language if self.report else project.language)


def _text_lines(shown: Numbered, mark: str) -> Iterator[str]:
    """Yield an exhibit as lines of text: title, table in columns, tests and notes."""
    yield f"{shown.number}. {shown.title}"
    rows = [[" ".join(str(cell).split()) for cell in row] for row in shown.table.texts()]
    width = max(map(len, rows), default=0)
    rows = [row + [""] * (width - len(row)) for row in rows]
    widths = [max(len(row[place]) for row in rows) for place in range(width)]
    for row in rows:
        first, *rest = (text.ljust if not place else text.rjust for place, text in enumerate(row))
        yield "  ".join(
            [first(widths[0]), *(own(w) for own, w in zip(rest, widths[1:], strict=True))]
        )
    yield from shown.tests
    notes: Sequence[str] = (*shown.table.notes, *shown.notes)
    yield from notes
    if mark and not any(mark in note for note in notes):
        yield f"{mark}."


def _showing_itself(figure: Figure) -> Figure:
    """Return a figure that a notebook shows, whether pyplot is in use or not."""

    def png() -> bytes:
        stream = BytesIO()
        figure.savefig(stream, format="png", dpi=DPI)
        return stream.getvalue()

    vars(figure)["_repr_png_"] = png
    return figure
