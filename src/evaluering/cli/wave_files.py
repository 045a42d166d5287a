"""The files that a new wave is given: there, readable, and none of them twice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from evaluering.config.places import RESERVED, is_identifier
from evaluering.data.drafting.names import identifier
from evaluering.data.drafting.opening import Opened, open_file
from evaluering.data.reading import STATISTICAL, TEXT
from evaluering.errors import DataError, EvalueringError
from evaluering.workflow.digests import sha256

HOME = "wave.yaml"


def checked_id(raw: Path, wave: str) -> str:
    """Return the id of a new wave.

    Raises
    ------
    EvalueringError
        It cannot be one, or the project has that wave.
    """
    if not is_identifier(wave) or wave in RESERVED:
        raise EvalueringError(
            f"Bølgen «{wave}» kan ikke hete det.\n  Råd: Bruk små bokstaver, tall og bindestrek, "
            f"som {identifier(wave, '2025')}."
        )
    if (raw / wave / HOME).exists():
        raise EvalueringError(
            f"Bølgen «{wave}» finnes fra før (data/raw/{wave}/{HOME}), og skrives ikke over.\n"
            "  Råd: Velg en annen id. Skal den lages på nytt, flytter du først wave.yaml bort."
        )
    return wave


def given_files(raw: Path, wave: str, files: Sequence[Path]) -> list[Path]:
    """Return the files of a new wave, each once.

    Raises
    ------
    EvalueringError
        There is none, one is given twice, is the same as one of another wave, or has the name of
        another file in the folder.
    """
    folder = raw / wave
    found = list(files) or _in_folder(folder)
    if not found:
        raise EvalueringError(
            f"Ingen datafiler til bølgen «{wave}».\n  Råd: Skriv filene etter id-en: «evaluering "
            f"wave new {wave} ledere.sav ansatte.sav», eller legg dem i data/raw/{wave} først."
        )
    if absent := [file for file in found if not file.is_file()]:
        what = "er en mappe" if absent[0].is_dir() else "finnes ikke"
        raise DataError(absent[0], f"Filen {what}.", "Skriv hvor hver datafil ligger.")
    _refuse_twice(found)
    _refuse_earlier(raw, wave, found)
    for file in found:
        place = folder / file.name
        if place.exists() and not place.samefile(file) and sha256(place) != sha256(file):
            raise EvalueringError(
                f"I data/raw/{wave} ligger det alt en annen fil som heter «{file.name}», og den "
                "skrives ikke over.\n  Råd: Gi filen et annet navn, eller flytt den som ligger der."
            )
    return found


def opened_files(files: Sequence[Path]) -> dict[Path, Opened]:
    """Return each file as read.

    Raises
    ------
    EvalueringError
        All that cannot be read, or have no respondents.
    """
    found: dict[Path, Opened] = {}
    faults: list[str] = []
    for file in files:
        try:
            found[file] = open_file(file)
            if found[file].raw.frame.empty:
                raise DataError(
                    file, "Filen har variabler, men ingen respondenter.", "Eksporter den på nytt."
                )
        except EvalueringError as error:
            faults.append(str(error))
    if faults:
        raise EvalueringError("\n".join(faults))
    return found


def _in_folder(folder: Path) -> list[Path]:
    readable = STATISTICAL | TEXT
    if not folder.is_dir():
        return []
    return sorted(p for p in folder.glob("[!.~]*") if p.suffix.lower() in readable and p.is_file())


def _refuse_twice(files: Sequence[Path]) -> None:
    names: dict[str, Path] = {}
    contents: dict[str, Path] = {}
    for file in files:
        same = contents.setdefault(sha256(file), file)
        if same is not file:
            raise EvalueringError(
                f"«{file}» og «{same}» er den samme filen.\n  Råd: Oppgi hver fil én gang, en for "
                "hver undersøkelse."
            )
        if names.setdefault(file.name.casefold(), file) is not file:
            raise EvalueringError(
                f"To filer heter «{file.name}».\n  Råd: Gi den ene et annet navn: de skal ligge i "
                "samme mappe."
            )


def _refuse_earlier(raw: Path, wave: str, files: Sequence[Path]) -> None:
    """Refuse a file that another wave has; only files of the same size are read."""
    others: Mapping[int, list[Path]] = _by_size(raw, wave)
    for file in files:
        for other in others.get(file.stat().st_size, []):
            if sha256(other) == sha256(file):
                raise EvalueringError(
                    f"«{file}» er den samme filen som {other.relative_to(raw.parent.parent)}, "
                    f"som hører til bølgen «{other.relative_to(raw).parts[0]}».\n  Råd: Hent den "
                    "nye bølgens fil."
                )


def _by_size(raw: Path, wave: str) -> dict[int, list[Path]]:
    found: dict[int, list[Path]] = {}
    for path in sorted(raw.glob("*/*")):
        if path.parent.name not in {wave, *RESERVED} and path.is_file():
            found.setdefault(path.stat().st_size, []).append(path)
    return found
