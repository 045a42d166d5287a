"""Check tables, dimensions and codes of a registry with their source, fetching no data."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import httpx

from evaluering.cli import options as opt
from evaluering.config.project import Project
from evaluering.config.registries import Registry
from evaluering.data.fetching.calling import Caller
from evaluering.data.fetching.pxweb import (
    TableMetadata,
    TableQuery,
    queries,
    read_metadata,
    table_faults,
)
from evaluering.data.files import present
from evaluering.errors import DataError, EvalueringError

WEB = ("http://", "https://")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Name the wave, whose year it is, and the registry."""
    opt.add(parser, "wave")
    parser.add_argument(
        "--registry", help=f"{opt.OPTIONS['registry']} (utelatt: alle)", metavar="REGISTRY"
    )


def run(options: argparse.Namespace) -> None:
    """Check every table, dimension, code and address, and tell of all that is wrong.

    Raises
    ------
    EvalueringError
        Something is wrong, or there is no contact.
    """
    project, _ = opt.opened(options)
    faults: list[EvalueringError] = []
    with calling() as caller:
        for registry in registries(project, options):
            asked = queries(registry, project.year(registry.id, options.wave))
            found, wrong = metadata(caller, registry, asked)
            faults += [*wrong, *_absent(caller, project, registry)]
            for file, table in found.items():
                print(
                    f"{file}: {len(table.dimensions)} dimensjoner, og alle koder finnes; "
                    f"oppdatert {table.updated or 'ukjent'}."
                )
        print(f"{len(caller.made)} kall.")
    if faults:
        raise EvalueringError("\n".join(map(str, faults)))


@contextmanager
def calling() -> Iterator[Caller]:
    """Give what calls, and tells of waits."""
    with httpx.Client(
        timeout=httpx.Timeout(60, connect=15),
        follow_redirects=True,
        headers={"User-Agent": "evaluering"},
    ) as client:
        yield Caller(client, tell=lambda text: print(text, file=sys.stderr))


def registries(project: Project, options: argparse.Namespace) -> list[Registry]:
    """Return the named registry, or all.

    Raises
    ------
    EvalueringError
        The project has none.
    """
    if not project.registries:
        raise EvalueringError("Prosjektet har ingen registre: config/registries.yaml mangler.")
    return [r for name, r in project.registries.items() if options.registry in (None, name)]


def metadata(
    caller: Caller, registry: Registry, asked: Sequence[TableQuery]
) -> tuple[dict[str, TableMetadata], list[DataError]]:
    """Return what the table behind each file has, and what is asked of them that they have not.

    A table that several files are of is asked for once.
    """
    found: dict[str, TableMetadata] = {}
    faults: list[DataError] = []
    by_table: dict[str, TableMetadata | DataError] = {}
    for query in asked:
        if query.table not in by_table:
            url = query.address(registry.api, "metadata")
            try:
                by_table[query.table] = read_metadata(caller.call(url), url)
            except DataError as error:
                by_table[query.table] = error
                faults.append(error)
        table = by_table[query.table]
        if isinstance(table, TableMetadata):
            wrong = list(table_faults(query, table))
            faults += wrong
            if not wrong:
                found[query.file] = table
    return found, faults


def _absent(caller: Caller, project: Project, registry: Registry) -> Iterator[DataError]:
    """Yield the places of files fetched whole where there is nothing."""
    for file, place in registry.downloads.items():
        if not place.startswith(WEB):
            if not present(project.root / place):
                yield DataError(place, f"Filen finnes ikke (skal bli {file}).", "Rett «downloads».")
            continue
        try:
            caller.call(place, method="HEAD")
        except DataError as error:
            yield error
