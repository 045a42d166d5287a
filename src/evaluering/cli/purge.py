"""Delete all that is about single persons in a wave: answers, links, index values, weights."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from evaluering.cli import options as opt
from evaluering.cli.guard import identifiers
from evaluering.config.paths import Paths
from evaluering.config.project import Project
from evaluering.data.signatures import found_in
from evaluering.errors import EvalueringError
from evaluering.workflow.staging import PREFIX

REPORTED = ("resultater", "beregnet", "receipts")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Take the wave, and whether to delete."""
    parser.add_argument("wave", metavar="BØLGE", help="bølgen")
    parser.add_argument(
        "--yes", action="store_true", help="slett (utelatt: vis bare hva som slettes)"
    )


def run(options: argparse.Namespace) -> None:
    """Show, or delete, the files of a wave that hold a line for each person.

    Results, figures, tables, documents, frames and registry data are left: they are of many.

    Raises
    ------
    EvalueringError
        There is no such wave.
    """
    project, paths = opt.opened(options)
    if options.wave not in {*project.waves, *project.faulty_waves}:
        known = ", ".join(project.waves) or "ingen"
        raise EvalueringError(f"Prosjektet har ikke bølgen «{options.wave}» (har: {known}).")
    found = sorted(set(personal_files(project, paths, options.wave)))
    for path in found:
        if options.yes:
            path.unlink()
        print(f"{'Slettet' if options.yes else 'Slettes'}: {path.relative_to(paths.root)}")
    if options.yes:
        _remove_empty(paths, options.wave)
    if not found:
        print("Bølgen har ingen filer med en linje per person.")
    elif not options.yes:
        print(f"{len(found)} filer. «evaluering purge {options.wave} --yes» sletter dem for godt.")


def personal_files(project: Project, paths: Paths, wave: str) -> Iterator[Path]:
    """Yield the files of a wave that are about single persons, raw, made and half made."""
    raw, processed = paths.raw(wave), paths.processed(wave)
    spec = project.waves.get(wave)
    known = {raw / entry.file for entry in spec.surveys.values()} if spec else set()
    columns = identifiers(project)
    for path in raw.rglob("*"):  # copies and older files too, whatever they are called
        if path.is_file() and (path in known or found_in(path.name, path.read_bytes(), columns)):
            yield path
    kept = {paths.units(wave, name).name for name in project.registries}
    for path in processed.rglob("*"):
        inner = path.relative_to(processed).parts
        made = path.suffix == ".csv" and inner[0] not in REPORTED and path.name not in kept
        half = any(part.startswith(PREFIX) for part in inner)
        if path.is_file() and (made or half):
            yield path
    for folder in (raw, paths.root / "logs" / wave):
        half_made = (p for p in folder.rglob("*") if any(q.startswith(PREFIX) for q in p.parts))
        yield from (path for path in half_made if path.is_file())
    yield from (path for path in (paths.root / "logs" / wave).rglob("*.log"))
    yield from paths.notebooks().glob("*.html")  # of whichever wave, they may show its answers


def _remove_empty(paths: Paths, wave: str) -> None:
    for folder in sorted(paths.processed(wave).rglob(f"{PREFIX}*"), reverse=True):
        if folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()
