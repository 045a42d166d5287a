"""The YAML of a drafted report: its chapters and their exhibits, kept where they were edited."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from evaluering.config.yaml_text import composed, constructed
from evaluering.data.drafting.exhibit_plans import Sketch
from evaluering.data.drafting.yaml_editing import Edited
from evaluering.data.drafting.yaml_writing import block, entry, scalar
from evaluering.languages import read

OWN = frozenset({"id", "number", "title", "section", "note"})
"""The keys of an exhibit that do not make it another one."""
Shown = Sequence[tuple[str, str]]
"""Names with their texts."""
HEAD = (
    "# Hva rapporten viser, kapittel for kapittel. Flytt, del og slett, og kjør «evaluering draft",
    "# report»: da skrives figurene og tabellene. «by» er det som svarene brytes ned på.",
)


@dataclass
class Numbering:
    """The next free number of figures and tables in a report."""

    language: str
    figures: int = 0
    tables: int = 0

    def know(self, exhibit_id: str) -> None:
        """Take notice of a number that is taken."""
        kind, _, number = exhibit_id.partition("-")
        if number.isdigit() and kind == "figur":
            self.figures = max(self.figures, int(number))
        elif number.isdigit() and kind == "tabell":
            self.tables = max(self.tables, int(number))

    def next(self, plan: Sketch, section: str) -> dict[str, Any]:
        """Return a planned exhibit with its number and title."""
        texts = read(self.language).texts
        if plan.figure:
            self.figures += 1
            id_, number = f"figur-{self.figures}", f"{texts['figure']} {self.figures}"
        else:
            self.tables += 1
            id_, number = f"tabell-{self.tables}", f"{texts['table']} {self.tables}"
        title = str(texts["title_by"]).format(title=plan.of, by=plan.by) if plan.by else plan.of
        head = {"id": id_, "number": number, "kind": plan.keys["kind"], "title": title}
        return head | {"section": section} | plan.keys


def report_yaml(report: str, title: str, language: str, chapters: Sequence[tuple[str, str]]) -> str:
    """Return report.yaml with its chapters, each an id and a heading."""
    lines = [*block("id", report), *block("title", title)]
    if language != "nb":
        lines += block("language", language)
    lines += block("chapters", [{"id": name, "title": heading} for name, heading in chapters])
    return "\n".join(lines) + "\n"


def identity(exhibit: dict[str, Any]) -> str:
    """Return what makes an exhibit the same when it is drafted again: all but number and texts."""
    return repr(sorted((key, repr(value)) for key, value in exhibit.items() if key not in OWN))


def exhibits_in(text: str) -> list[dict[str, Any]]:
    """Return the exhibits that stand in a chapter's file."""
    root = composed(text)
    found = constructed(root) if root is not None else None
    entries = found.get("exhibits") if isinstance(found, dict) else None
    return [one for one in entries or [] if isinstance(one, dict)]


def chapter_yaml(
    exhibits: Sequence[dict[str, Any]], left_out: Sequence[str], written: str | None
) -> str:
    """Return the file of a chapter: as it was written, with the new exhibits behind the others.

    Parameters
    ----------
    exhibits
        The exhibits that are new.
    left_out
        What is left out, with the reason; told in a file that is new.
    written
        The file as it stands; None where there is none.
    """
    if written is not None:
        edited = Edited(written)
        if exhibits:
            edited.add_entries("exhibits", exhibits)
        return edited.text if exhibits else written
    lines = [line for exhibit in exhibits for line in entry(exhibit)]
    notes = ["# Utelatt:", *(f"#   {why}" for why in left_out)] if left_out else []
    return "\n".join(["exhibits:", *lines, *notes]) + "\n"


def overview_lines(
    title: str,
    survey: str,
    chapters: Sequence[tuple[str, Sequence[tuple[str, str]], Sequence[str]]],
) -> Iterator[str]:
    """Yield the lines of a first chapters.yaml.

    Parameters
    ----------
    title, survey
        The report's title, and the survey's id.
    chapters
        Heading; what is shown, by name and text; and what it is broken down by.
    """
    yield from HEAD
    yield from block("title", title)
    yield from block("survey", survey)
    yield "minimum_answers: 10    # det som har færre svar, utelates"
    yield "chapters:"
    for heading, shown, by in chapters:
        lines = list(block("heading", heading, "    "))
        yield "  - " + lines[0].strip()
        yield "    show:"
        width = max(len(scalar(name)) for name, _ in shown)
        for name, text in shown:
            yield f"      - {scalar(name):{width}}    # {text[:70]}".rstrip(" #")
        if by:
            yield from block("by", list(by), "    ")
