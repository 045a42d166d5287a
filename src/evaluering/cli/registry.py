"""Build a registry's table from the files of a wave."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path

from evaluering.cli import options as opt
from evaluering.config.paths import Paths
from evaluering.config.project import Project
from evaluering.config.registries import Registry
from evaluering.data.csv_writing import write_csv
from evaluering.data.fetching.klass import valid_units
from evaluering.data.files import present, read_bytes
from evaluering.data.jsonstat import Dataset
from evaluering.data.registry import Units, build_units, read_sources
from evaluering.data.saving import STAMP, stamped, to_json
from evaluering.errors import DataError
from evaluering.message import stored
from evaluering.render.language import say
from evaluering.workflow.digests import sha256
from evaluering.workflow.staging import staging


def run(options: argparse.Namespace) -> None:
    """Write one row a unit, and the account of where the values came from."""
    project, paths = opt.opened(options)
    registry, stamp = project.registries[options.registry], project.waves[options.wave].stamp
    built = read_registry(project, paths, options.wave, registry.id)
    files = {file: paths.source(options.wave, registry, file) for file in registry.files}
    account = {
        STAMP: stamp,
        "inputs": {file: sha256(path) for file, path in files.items()},
        "units": len(built.frame),
        "excluded": built.excluded,
        "findings": stored(built.findings),
        "variables": [asdict(source) for source in built.sources],
    }
    table = paths.units(options.wave, registry.id)
    with staging(table.parent) as folder:
        write_csv(stamped(built.frame, stamp), folder / table.name)
        text = to_json(account)
        (folder / table.with_suffix(".json").name).write_text(text, encoding="utf-8")
    print(
        f"{registry.id}: {len(built.frame)} {registry.unit.many}, {len(registry.variables)} "
        f"variabler; {len(built.excluded)} andre koder holdt utenfor."
    )
    for finding in built.findings:
        print(f"Merk: {say(finding)}.")


def read_registry(project: Project, paths: Paths, wave: str, registry: str) -> Units:
    """Read a registry's files and build its table.

    Raises
    ------
    DataError
        A file cannot be read or lacks what is selected in it, or holds made-up data that the
        wave calls microdata.
    """
    spec = project.registries[registry]
    folder = paths.source(wave, spec)
    year = project.year(registry, wave)
    valid = units_of_year(spec, folder, year)
    sources = read_sources(spec, folder)
    for name, source in sources.items():
        made_up = isinstance(source, Dataset) and "syntetisk" in source.source.lower()
        if made_up and project.waves[wave].source == "mikrodata":
            raise DataError(
                folder / spec.variable(name).file,
                "Svaret er merket som syntetiske data, men bølgen sier «source: mikrodata».",
                "Hent kildens eget svar, eller rett wave.yaml.",
            )
    return build_units(spec, sources, folder, year, valid)


def units_of_year(registry: Registry, folder: Path, year: int) -> dict[str, str] | None:
    """Return the units that there are in a year, where their codes were fetched.

    Raises
    ------
    DataError
        The file of the codes cannot be read.
    """
    name = registry.codes_file(year)
    if not name or not present(folder / name):
        return None
    return valid_units(read_bytes(folder / name), folder / name, registry)
