"""Draft a survey's codebook from its data file, and lay the file in its wave.

``evaluering draft report`` drafts a report's exhibits instead (`report_draft`).
"""

from __future__ import annotations

import argparse
import shutil
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

from evaluering.config.overview import DRAFTED, OVERVIEW, REPORTS
from evaluering.config.places import RESERVED, SETTINGS, is_identifier
from evaluering.config.reading import read_yaml
from evaluering.data.drafting.codebook_text import codebook_text
from evaluering.data.drafting.facts import FileFacts, facts_of
from evaluering.data.drafting.merging import merge
from evaluering.data.drafting.names import identifier
from evaluering.data.drafting.opening import Opened, open_file
from evaluering.data.drafting.overview import is_shown, overview_yaml
from evaluering.data.drafting.proposal import Proposal
from evaluering.data.drafting.proposing import propose
from evaluering.data.drafting.shared_scales import apart_from, scales_in
from evaluering.data.drafting.summary import summary
from evaluering.data.drafting.wave_text import new_wave, survey_line, with_survey
from evaluering.errors import DataError, EvalueringError
from evaluering.languages import BASE
from evaluering.workflow.staging import staging

RAW, BOOKS, SCALES = Path("data/raw"), Path("config/surveys"), Path("config/scales.yaml")
REPORT, TEXT = "report", "text"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Name the files, and where they belong."""
    parser.add_argument(
        "files", type=Path, nargs="+", metavar="FIL",
        help="datafiler: .sav, .zsav, .por, .dta, .xlsx eller .csv; eller bare ordet report: da "
        "skrives figurene og tabellene av config/reports/<rapport>/chapters.yaml; eller bare ordet "
        "text: da skrives et utkast av teksten til hvert kapittel som ikke har noen",
    )  # fmt: skip
    parser.add_argument(
        "--wave", metavar="BØLGE",
        help="bølgens mappe i data/raw (utelatt: mappen filen ligger i, ellers året)",
    )  # fmt: skip
    parser.add_argument(
        "--survey", metavar="UNDERSØKELSE", help="undersøkelsens id (utelatt: av filens navn)"
    )
    parser.add_argument(
        "--report",
        metavar="RAPPORT",
        help="med report og text: bare denne rapporten",
    )


def run(options: argparse.Namespace) -> None:
    """Write the codebook, wave.yaml and a copy of each file.

    Raises
    ------
    EvalueringError
        The folder is no project, a file cannot be read or holds nothing to describe, or something
        else stands where it should be laid.
    """
    root: Path = options.project
    if not (root / SETTINGS).is_file():
        raise EvalueringError(
            f"Mappen «{root.resolve().name}» er ikke et prosjekt.\n  Råd: Lag det med «evaluering "
            "init MAPPE», og stå i mappen."
        )
    if [str(file) for file in options.files] == [REPORT]:
        from evaluering.cli.report_draft import draft_report  # with all that reads a project

        draft_report(options)
        return
    if [str(file) for file in options.files] == [TEXT]:
        from evaluering.cli.text_draft import draft_text

        draft_text(options)
        return
    first, *others = map(str, options.files)
    if others and first in {REPORT, TEXT} and not options.files[0].exists():
        raise EvalueringError(
            f"«evaluering draft {first}» tar ingen filer.\n"
            f"  Råd: Mente du «evaluering draft {first} --report {others[0]}»?"
        )
    if options.survey and len(options.files) > 1:
        raise EvalueringError("--survey er én undersøkelses id.\n  Råd: Kjør én fil om gangen.")
    for file in options.files:
        _draft(root, file, options)


def _draft(root: Path, file: Path, options: argparse.Namespace) -> None:
    """Draft one file's survey."""
    survey = _id(options.survey or identifier(file.stem), "survey")
    wave = _id(options.wave or _wave_of(root, file), "wave")
    opened = open_file(file)
    facts = facts_of(opened.raw)
    proposal = apart_from(propose(facts, survey, file.name), _scales_beside(root, survey))
    _refuse_empty(file, proposal)
    laid = _lay(root / RAW / wave, file)
    _write_wave(root, wave, survey, survey_line(survey, laid, opened))
    print("\n".join(summary(proposal, len(facts.variables))))
    _write_codebook(root / BOOKS, facts, proposal)
    _tell_written(wave, survey, opened)
    _write_overview(root, proposal)


def _scales_beside(root: Path, survey: str) -> dict[str, Any]:
    """Return the scales of the project's other surveys, and of the file that all share."""
    files = [root / SCALES, *sorted((root / BOOKS).glob("*.yaml"))]
    books = []
    for file in files:
        if file.is_file() and file != root / BOOKS / f"{survey}.yaml":
            # a fault in another survey's file is told by «evaluering validate»
            with suppress(EvalueringError):
                books.append(read_yaml(file, file.relative_to(root)))
    return scales_in(books)


def _write_codebook(books: Path, facts: FileFacts, proposal: Proposal) -> None:
    """Write the codebook; one that is there keeps what was edited, and the difference is told."""
    name, now = f"{proposal.id}.yaml", codebook_text(proposal)
    place, before = books / name, books / DRAFTED / name
    written = now
    if place.exists():
        read_yaml(place, BOOKS / name)  # what cannot be read is not edited
        first = before.read_text(encoding="utf-8") if before.exists() else ""
        merged = merge(place.read_text(encoding="utf-8-sig"), first, facts, proposal)
        written = merged.text
        print("\n".join(merged.told()) or "  Kodeboken er som før.")
    with staging(books) as folder:
        (folder / DRAFTED).mkdir()
        (folder / DRAFTED / name).write_text(now, encoding="utf-8")
        (folder / name).write_text(written, encoding="utf-8")


def _write_overview(root: Path, proposal: Proposal) -> None:
    """Write the overview of a report of the survey, or add its chapters to the project's only one.

    Which of several reports a survey belongs to is the researcher's to say.
    """
    there = list((root / REPORTS).glob(f"*/{OVERVIEW}"))
    written = there[0].read_text(encoding="utf-8-sig") if len(there) == 1 else None
    if len(there) > 1 or (not there and (root / REPORTS / proposal.id).exists()):
        return
    place = there[0] if there else root / REPORTS / proposal.id / OVERVIEW
    if written is not None:
        read_yaml(place, place.relative_to(root))  # what cannot be read is not edited
        if is_shown(proposal.id, written):
            return
    language = str(read_yaml(root / SETTINGS, Path(SETTINGS)).get("language") or BASE)
    text = overview_yaml(proposal, language, written)
    if text is None:
        print(
            "Ingenting i filen kan vises i en rapport uten å bli kodet: bare åpne svar og datoer."
        )
        return
    with staging(place.parent) as folder:
        (folder / OVERVIEW).write_text(text, encoding="utf-8")
    print(
        f"        {place.relative_to(root).as_posix()}.\nNeste steg: rett kodeboken og "
        "kapitlene, og kjør «evaluering draft report» og «evaluering run»."
    )


def _tell_written(wave: str, survey: str, opened: Opened) -> None:
    if opened.encoding:
        print(f"  Filen er ikke UTF-8, og er lest som {opened.encoding}.")
    if opened.layout.header_rows > 1:
        print(f"  De {opened.layout.header_rows} første radene er lest som overskrifter.")
    print(f"Skrevet: config/surveys/{survey}.yaml, data/raw/{wave}/wave.yaml.")


def _id(name: str, option: str) -> str:
    if not is_identifier(name) or (option == "wave" and name in RESERVED):
        raise EvalueringError(
            f"--{option} {name} kan ikke være en id.\n  Råd: Bruk små bokstaver, tall og "
            f"bindestrek, som {identifier(name)}."
        )
    return name


def _wave_of(root: Path, file: Path) -> str:
    """Return the wave whose folder a file lies in; else the only one, or this year."""
    raw = (root / RAW).resolve()
    if file.resolve().is_relative_to(raw) and file.resolve().parent != raw:
        return file.resolve().relative_to(raw).parts[0]
    waves = [path.parent.name for path in (root / RAW).glob("*/wave.yaml")]
    return waves[0] if len(waves) == 1 else str(date.today().year)


def _refuse_empty(file: Path, proposal: Proposal) -> None:
    if not proposal.rows:
        raise DataError(
            file, "Filen har variabler, men ingen respondenter.", "Eksporter filen på nytt."
        )
    described = (proposal.variables, proposal.sets, proposal.batteries, proposal.open_questions)
    if not any(described):
        why = "; ".join(f"{name}: {why}" for name, why in proposal.omitted[:5])
        raise DataError(
            file, f"Filen har ingen variabler å beskrive ({why or 'bare en identifikator'}).",
            "Er det riktig fil?",
        )  # fmt: skip


def _lay(folder: Path, file: Path) -> Path:
    """Copy a file into its wave, unless it is there; another file of that name is kept."""
    place = folder / file.name
    if place.exists():
        if not place.samefile(file) and place.read_bytes() != file.read_bytes():
            raise EvalueringError(
                f"«{place}» er en annen fil, og rådata skrives ikke over.\n  Råd: Bytt filen ut "
                "selv og kjør «evaluering draft» på den som ligger der, eller velg en ny --wave."
            )
        return place
    with staging(folder) as temporary:
        shutil.copyfile(file, temporary / file.name)
    return place


def _write_wave(root: Path, wave: str, survey: str, line: str) -> None:
    """Write the wave's description, or one more survey in it; a survey that is there is kept."""
    name = RAW / wave / "wave.yaml"
    path = root / name
    text: str | None = new_wave(wave, line)
    if path.exists():
        if survey in (read_yaml(path, name).get("surveys") or {}):
            return
        text = with_survey(path.read_text(encoding="utf-8"), line)
    if text is None:
        raise EvalueringError(f"Legg til i {name.as_posix()} under «surveys»: {line}")
    with staging(path.parent) as folder:
        (folder / path.name).write_text(text, encoding="utf-8")
