"""Bring a co-author's edits of the Word document back to the texts: «evaluering word import»."""

from __future__ import annotations

import argparse
import difflib
from collections.abc import Mapping
from pathlib import Path

from evaluering.checks.claims.reading import check_claims
from evaluering.cli.texts import faults_of_texts
from evaluering.config.paths import Paths
from evaluering.config.project import Project, load_project
from evaluering.config.reading import read_text
from evaluering.errors import ConfigErrors, DataError, EvalueringError
from evaluering.languages import BASE
from evaluering.render.language import word, writing
from evaluering.render.prose.sources import text_files, text_folder, texts_of
from evaluering.render.prose.works import read_works
from evaluering.render.returned.carried import Carried, carried_in
from evaluering.render.returned.combining import AUTHOR, WORD
from evaluering.render.returned.findings import listing, said_change, said_comment
from evaluering.render.returned.remarks import comments, marked
from evaluering.render.returned.return_trip import Desk, Returned, returned, with_places
from evaluering.render.returned.wordfile import NotWord, WordFile, opened
from evaluering.workflow.flow import Flow
from evaluering.workflow.staging import staging

BEFORE = ".before-import"
"""The folder beside the texts in which they are kept as they were."""
LIST = ".word-import.md"
"""What the name of the list ends with, after that of the document."""
NOT_WORD = {
    "word_old_or_locked": (
        "Filen er et gammelt Word-format (.doc), eller har et passord.",
        "Lagre den som .docx uten passord.",
    ),
    "word_not_a_document": (
        "Filen er ikke et Word-dokument.",
        "Oppgi .docx-filen som medforfatteren sendte.",
    ),
    "word_damaged": ("Dokumentet er skadet.", "Åpne det i Word, og lagre det på nytt."),
}


def arguments(parser: argparse.ArgumentParser) -> None:
    """Take the document, and what is to be done where it matters."""
    parser.add_argument("file", type=Path, metavar="FIL", help="Word-dokumentet med endringer")
    parser.add_argument("--report", metavar="RAPPORT", help="rapporten som dokumentet skal være av")
    parser.add_argument(
        "--accept", action="store_true",
        help="ta med sporede endringer som ikke er godtatt eller avvist (utelatt: bare list dem)",
    )  # fmt: skip
    parser.add_argument(
        "--conflicts", choices=(AUTHOR, WORD),
        help="hvem som får siste ord der begge har endret det samme (utelatt: ingenting skrives)",
    )  # fmt: skip
    parser.add_argument(
        "--dry-run", action="store_true", help="vis forskjellene, og skriv ingenting"
    )
    parser.add_argument(
        "--list",
        type=Path,
        metavar="FIL",
        help=f"listens fil (utelatt: dokumentets navn og {LIST})",
    )


def run(options: argparse.Namespace) -> None:
    """Bring the edits back, and list all that was done to the document.

    Raises
    ------
    EvalueringError
        The file is no Word document of a report of this project, both have edited the same, or the
        texts would not be valid. Nothing is written then.
    """
    file = _opened(options.file)
    project = load_project(options.project)
    carried = _carried(file, options, project)
    report = carried.source.report
    spec = project.reports[report]
    folder = text_folder(report)
    now = _texts(options.project, report)
    _refuse_stranger(carried, now, options.file)
    exhibits = frozenset(exhibit.id for exhibit in project.exhibits(report))
    desk = Desk(now, exhibits, read_works(options.project, report))
    with writing(spec.language):
        found = returned(file, carried, desk, options.accept, options.conflicts or "")
        found = with_places(found, folder)
        told = _listed(found, options.file)
    print("".join(_differences(folder, now, found.texts)), end="")
    print(told, end="")
    if found.conflicts and not options.conflicts:
        raise EvalueringError(_contradictions(found, options.file.name))
    _refuse_faults(project, options.project, report, {**now, **found.texts})
    if options.dry_run:
        print("Ingenting er skrevet (--dry-run).")
        return
    _write(options, folder, found.texts, told)


def _opened(path: Path) -> WordFile:
    try:
        return opened(path.read_bytes())
    except NotWord as error:
        raise DataError(path, *NOT_WORD[str(error.args[0])]) from None
    except OSError:
        raise DataError(path, "Filen kan ikke leses.", "Oppgi en .docx-fil som finnes.") from None


def _carried(file: WordFile, options: argparse.Namespace, project: Project) -> Carried:
    """Return what the document carries; list what it says of itself where it carries nothing."""
    carried = carried_in(file)
    if carried is None:
        with writing(project.language or BASE):
            changes = [said_change(one, "–") for one in marked(file)[1]]
            remarks = [said_comment(one, "–") for one in comments(file)]
            print(
                listing(word("returned_title", file=options.file.name), (), changes, remarks),
                end="",
            )
        raise DataError(
            options.file,
            "Dokumentet har ikke med seg teksten det ble satt av: det er laget før evaluering tok "
            "den med, er ikke laget av evaluering, eller er lagret av et program som ikke tar vare "
            "på den.",
            "Sett rapporten på nytt, og gjør endringene i det nye dokumentet (Word kan sammenligne "
            "to dokumenter). Merknader og sporede endringer er listet ovenfor.",
        )
    name = carried.source.report
    if name not in project.reports or options.report not in (None, name):
        raise DataError(
            options.file, f"Dokumentet er av rapporten «{name}».",
            f"Oppgi et dokument av {options.report or ', '.join(project.reports)}.",
        )  # fmt: skip
    return carried


def _texts(root: Path, report: str) -> dict[str, str]:
    return {file.name: read_text(root / file, file) for file in text_files(root, report)}


def _refuse_stranger(carried: Carried, now: Mapping[str, str], path: Path) -> None:
    """Refuse the document of another project's report of the same name."""
    base = carried.source.texts
    if base and now and not base.keys() & now.keys():
        raise DataError(
            path, "Ingen av tekstene i dokumentet er blant tekstene i prosjektet.",
            "Dokumentet er av en annen rapport med samme id, eller filene har fått nye navn.",
        )  # fmt: skip


def _listed(found: Returned, path: Path) -> str:
    changes = [said_change(one, place) for one, place in found.changes]
    remarks = [said_comment(one, place) for one, place in found.comments]
    title = word("returned_title", file=path.name)
    return listing(title, (*found.findings, *found.conflicts), changes, remarks)


def _differences(folder: Path, now: Mapping[str, str], new: Mapping[str, str]) -> list[str]:
    return [
        line if line.endswith("\n") else f"{line}\n"
        for name, text in sorted(new.items())
        for line in difflib.unified_diff(
            now[name].splitlines(True), text.splitlines(True),
            f"a/{folder.as_posix()}/{name}", f"b/{folder.as_posix()}/{name}")
    ]  # fmt: skip


def _contradictions(found: Returned, document: str) -> str:
    parts = [
        f"{one.place}\n<<<<<<< forfatteren\n{one.before}\n=======\n{one.now}\n>>>>>>> {document}"
        for one in found.conflicts
    ]
    return (
        "Forfatteren og Word har endret det samme. Ingenting er skrevet.\n"
        + "\n".join(parts)
        + "\n  Råd: Endre teksten for hånd, eller velg --conflicts author eller --conflicts word; "
        "det som ikke blir valgt, står i listen."
    )  # fmt: skip


def _refuse_faults(project: Project, root: Path, report: str, texts: Mapping[str, str]) -> None:
    """Refuse texts that `validate` would refuse."""
    folder = text_folder(report)
    sources = texts_of({folder / name: text.encode() for name, text in texts.items()})
    flow = Flow(project)
    known = check_claims(root, project)
    names = known[report].names if report in known else ()
    paths = Paths.of(project, root)
    if wrong := list(faults_of_texts(flow, paths, report, names, sources)):
        raise ConfigErrors(wrong)


def _write(
    options: argparse.Namespace, folder: Path, new: Mapping[str, str], told: str
) -> None:  # fmt: skip
    """Keep the files as they were, write them as they become, and write the list."""
    target = options.project / folder
    before = {name: (target / name).read_bytes() for name in new}
    if new:
        with staging(target / BEFORE) as kept:
            for name, content in before.items():
                if not (target / BEFORE / name).exists():  # as it was before the first of several
                    (kept / name).write_bytes(content)
        with staging(target) as made:
            for name, text in new.items():
                ends = b"\r\n" if b"\r\n" in before[name] else b"\n"
                mark = b"\xef\xbb\xbf" if before[name].startswith(b"\xef\xbb\xbf") else b""
                (made / name).write_bytes(mark + text.encode().replace(b"\n", ends))
    listed = options.list or options.file.with_name(options.file.stem + LIST)
    with staging(listed.parent) as made:
        (made / listed.name).write_text(told, encoding="utf-8")
    for name in new:
        print(f"{folder.as_posix()}/{name} er skrevet.")
    if new:
        kept_in = f"{folder.as_posix()}/{BEFORE}/"
        print(f"Slik de var, ligger de i {kept_in}: slett den når du har sett over.")
    print(f"Listen er i {listed}.")
