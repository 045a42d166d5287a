"""Citations and the list of works: BibTeX or CSL JSON beside the texts, author and year."""

from __future__ import annotations

import codecs
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from evaluering.errors import ConfigError
from evaluering.render.document import Emphasis, Inline, Paragraph, Section, WebLink
from evaluering.render.language import word
from evaluering.render.prose.naming import Unbound

FILES = ("references.bib", "references.json")
MOST_NAMED = 2
"""Authors named in a citation before the others are «mfl.»."""


@dataclass(frozen=True)
class Work:
    """A work as it is listed: its authors by family and given names, year, title and source."""

    authors: tuple[tuple[str, str], ...]
    year: str
    title: str
    container: str = ""
    publisher: str = ""
    address: str = ""


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
    return next((folder / name for name in FILES if (root / folder / name).is_file()), None)


def read_works(root: Path, report: str) -> Works:
    """Read the works of a report; none where it has no file of them.

    Raises
    ------
    ConfigError
        The file is neither BibTeX nor CSL JSON.
    """
    file = works_file(root, report)
    if file is None:
        return Works(Path("config/reports") / report / FILES[0], {})
    try:
        text = (root / file).read_text(encoding="utf-8")
        works = _of_csl(json.loads(text)) if file.suffix == ".json" else _of_bibtex(text)
    except UnicodeDecodeError:
        raise ConfigError(file.as_posix(), "", "tegn som ikke er UTF-8", "UTF-8") from None
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        kind = "CSL JSON" if file.suffix == ".json" else "BibTeX"
        raise ConfigError(file.as_posix(), "", str(error) or "ukjent innhold", kind) from None
    return Works(file, works)


def _of_csl(content: list[dict[str, Any]]) -> dict[str, Work]:
    return {str(entry["id"]): _of_item(entry) for entry in content}


def _of_item(entry: dict[str, Any]) -> Work:
    people = entry.get("author", entry.get("editor", []))
    return Work(
        tuple((str(own.get("family") or own["literal"]), str(own.get("given", "")))
              for own in people),
        str(entry.get("issued", {}).get("date-parts", [[""]])[0][0]), str(entry["title"]),
        str(entry.get("container-title", "")), str(entry.get("publisher", "")),
        str(entry.get("URL", "")),
    )  # fmt: skip


def _of_bibtex(text: str) -> dict[str, Work]:
    from pybtex.database import parse_string
    from pybtex.exceptions import PybtexError

    try:
        entries = parse_string(text, "bibtex").entries
    except PybtexError as error:
        raise ValueError(str(error)) from None
    return {key: _of_entry(entry) for key, entry in entries.items()}


def _of_entry(entry: Any) -> Work:
    import latexcodec  # noqa: F401  (registers «ulatex»)

    def decoded(text: str) -> str:
        plain: Any = codecs.lookup("ulatex").decode(text)[0]  # type: ignore[arg-type]
        return str(plain).replace("{", "").replace("}", "").strip()

    def said(*names: str) -> str:
        return next((decoded(entry.fields[n]) for n in names if n in entry.fields), "")

    people = entry.persons.get("author") or entry.persons.get("editor") or []
    authors = tuple(
        (decoded(" ".join((*p.prelast_names, *p.last_names))),
         decoded(" ".join((*p.first_names, *p.middle_names))))
        for p in people
    )  # fmt: skip
    return Work(authors, said("year", "date")[:4], said("title"), said("journal", "booktitle"),
                said("publisher", "institution", "school"), said("url"))  # fmt: skip


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
    link = (WebLink(work.address, (work.address,)),) if work.address else ()
    return (f"{who} ({work.year}). ", *title, *((publisher,) if publisher else ()), *link)


def _initials(given: str) -> str:
    return " ".join(f"{name[0]}." for name in given.split())
