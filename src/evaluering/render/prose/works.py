"""Citations and the list of works: BibTeX or CSL JSON beside the texts, author and year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from os.path import lexists
from pathlib import Path

from evaluering.config.reading import read_text
from evaluering.render.document import Emphasis, Inline, Paragraph, Section, WebLink
from evaluering.render.language import word
from evaluering.render.prose.entries import Work, of_bibtex, of_csl
from evaluering.render.prose.markdown import ADDRESS
from evaluering.render.prose.naming import Unbound

FILES = ("references.bib", "references.json")
MOST_NAMED = 2
"""Authors named in a citation before the others are «mfl.»."""


@dataclass
class Works:
    """The works of a report, and which of them are cited."""

    file: Path = Path(FILES[0])
    works: Mapping[str, Work] = field(default_factory=dict)
    cited: list[str] = field(default_factory=list)

    def citation(self, text: str) -> Sequence[Inline]:
        """Return a citation: ``rogde2020, s. 12; @kd2017`` in round brackets.

        Raises
        ------
        Unbound
            A work is not in the file.
        """
        parts = []
        for part in text.split(";"):
            key, _, place = (own.strip() for own in part.strip().removeprefix("@").partition(","))
            if key not in self.works:
                raise Unbound(key, list(self.works) or f"verk i {self.file.name}")
            self.cited += [] if key in self.cited else [key]
            work = self.works[key]
            parts.append(f"{_named(work)} {work.year}" + (f", {place}" if place else ""))
        return (f"({'; '.join(parts)})",)

    def section(self, id: str) -> Section:
        """Return the list of what is cited, by author and year."""
        works = sorted((self.works[key] for key in self.cited), key=lambda w: (w.authors, w.year))
        return Section(id, word("bibliography"), tuple(Paragraph(_listed(work)) for work in works))


def works_file(root: Path, report: str) -> Path | None:
    """Return the file of a report's works, from the project's folder; None where there is none."""
    folder = Path("config/reports") / report
    return next((folder / name for name in FILES if lexists(root / folder / name)), None)


def read_works(root: Path, report: str) -> Works:
    """Read the works of a report; none where it has no file of them.

    Raises
    ------
    ConfigError
        The file cannot be read, or is neither BibTeX nor CSL JSON.
    """
    file = works_file(root, report)
    if file is None:
        return Works(Path("config/reports") / report / FILES[0], {})
    text = read_text(root / file, file)
    return Works(file, of_csl(text, file) if file.suffix == ".json" else of_bibtex(text, file))


def _named(work: Work) -> str:
    names = [family for family, _ in work.authors] or [work.publisher or work.title]
    if len(names) > MOST_NAMED:
        return f"{names[0]} {word('works_others')}"
    return f" {word('works_and')} ".join(names)


def _listed(work: Work) -> tuple[Inline, ...]:
    people = [f"{name}, {_initials(own)}" if own else name for name, own in work.authors]
    *first, last = people or [work.publisher or work.title]
    who = f"{', '.join(first)} {word('works_and')} {last}" if first else last
    title: tuple[Inline, ...] = (Emphasis((work.title,)), ". ")
    if work.container:
        title = (f"{work.title}. ", Emphasis((work.container,)), ". ")
    publisher = f"{work.publisher}. " if work.publisher and work.authors else ""
    web = ADDRESS.fullmatch(work.address)
    link = (WebLink(work.address, (work.address,)) if web else work.address,)
    return (
        f"{who} ({work.year}). ",
        *title,
        *((publisher,) if publisher else ()),
        *(link if work.address else ()),
    )


def _initials(given: str) -> str:
    return " ".join(f"{name[0]}." for name in given.split())
