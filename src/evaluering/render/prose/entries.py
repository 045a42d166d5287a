"""Works as reference managers write them: the entries of BibTeX and of CSL JSON."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evaluering.config.texts import NO_CONTROLS, refused_sign
from evaluering.errors import ConfigError

AS_WRITTEN = "et verk som Zotero skriver det: id, title, author, issued"


@dataclass(frozen=True)
class Work:
    """A work as it is listed: its authors by family and given names, year, title and source."""

    authors: tuple[tuple[str, str], ...]
    year: str
    title: str
    container: str = ""
    publisher: str = ""
    address: str = ""


def of_csl(text: str, file: Path) -> dict[str, Work]:
    """Return the works of a file in CSL JSON, by id.

    Raises
    ------
    ConfigError
        It is no list of works: the line, or the place in the list and what it lacks.
    """
    try:
        content = json.loads(text)
    except json.JSONDecodeError as error:
        found = "noe som ikke er JSON"
        raise ConfigError(file, "", found, "CSL JSON", line=error.lineno) from None
    except (ValueError, RecursionError):  # more digits, or deeper, than any work
        raise ConfigError(file, "", "JSON som ikke kan leses", "CSL JSON") from None
    if not isinstance(content, list):
        raise ConfigError(file, "", content, "en liste med verk: [{…}, {…}]")
    works: dict[str, Work] = {}
    for number, entry in enumerate(content):
        try:
            name, work = str(entry["id"]), _of_item(entry)
        except KeyError as error:
            key = f"[{number}].{error.args[0]}"
            raise ConfigError(file, key, "nøkkelen mangler", AS_WRITTEN) from None
        except (TypeError, AttributeError, IndexError):
            raise ConfigError(file, f"[{number}]", entry, AS_WRITTEN) from None
        if name in works:
            raise ConfigError(file, f"[{number}].id", f"«{name}» står to ganger", "hver id én gang")
        works[name] = _visible(work, file, f"[{number}]")
    return works


def _of_item(entry: dict[str, Any]) -> Work:
    people = entry.get("author", entry.get("editor", []))
    dates = entry.get("issued", {}).get("date-parts") or [[""]]
    return Work(
        tuple((str(own.get("family") or own["literal"]), str(own.get("given", "")))
              for own in people),
        str(dates[0][0]), str(entry["title"]), str(entry.get("container-title", "")),
        str(entry.get("publisher", "")), str(entry.get("URL", "")),
    )  # fmt: skip


def of_bibtex(text: str, file: Path) -> dict[str, Work]:
    """Return the works of a file in BibTeX, by key.

    Raises
    ------
    ConfigError
        It is no BibTeX: the line, the name, or the key that stands twice.
    """
    from pybtex.database import BibliographyDataError, InvalidNameString, parse_string
    from pybtex.exceptions import PybtexError

    try:
        entries = parse_string(text, "bibtex").entries
    except BibliographyDataError as error:
        twice = f"«{str(error).rpartition(': ')[2]}» står to ganger"
        raise ConfigError(file, "", twice, "hver nøkkel én gang") from None
    except InvalidNameString as error:
        allowed = "Etternavn, Fornavn and Etternavn, Fornavn"
        raise ConfigError(file, "", f"navnet {_named(error)}", allowed) from None
    except (PybtexError, RecursionError) as error:
        line = int(getattr(error, "lineno", None) or 0) or None
        lines = [own.strip() for own in text.split("\n")[: line or 0]]
        found = lines[-1] if lines and lines[-1] else "noe som ikke er BibTeX"
        raise ConfigError(file, "", found, "@book{nøkkel, title = {…}}", line=line) from None
    return dict(_works(entries, file))


def _named(error: Exception) -> str:
    return str(error).partition(" in ")[2].strip("'")


def _visible(work: Work, file: Path, key: str) -> Work:
    names = [name for author in work.authors for name in author]
    for text in (*names, work.year, work.title, work.container, work.publisher, work.address):
        if found := refused_sign(text):
            raise ConfigError(file, key, found, NO_CONTROLS)
    return work


def _works(entries: Any, file: Path) -> Iterator[tuple[str, Work]]:
    for key, entry in entries.items():
        try:
            work = _of_entry(entry)
        except ValueError:  # LaTeX that is none
            raise ConfigError(file, key, "LaTeX som ikke kan leses", "tekst, som {Å}rsrapport") \
                from None  # fmt: skip
        yield str(key), _visible(work, file, key)


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
