"""Fetch the files of a registry: each kept as it came, with an account of what was asked."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from evaluering.cli import options as opt
from evaluering.cli import registry_check as check
from evaluering.cli.progress import show
from evaluering.cli.registry import units_of_year
from evaluering.config.paths import Paths
from evaluering.config.registries import Registry
from evaluering.data.fetching.calling import Caller, refuse_page
from evaluering.data.fetching.klass import codes_address, valid_units
from evaluering.data.fetching.pxweb import data_body, queries, units_in
from evaluering.data.fetching.recording import (
    SUFFIX,
    Fetched,
    account_text,
    fetched_now,
    read_account_of,
    refuse_early_clock,
)
from evaluering.data.files import present, read_bytes
from evaluering.data.jsonstat import Dataset
from evaluering.data.registry import build_units, read_sources
from evaluering.data.sums import listed_sums
from evaluering.errors import DataError, EvalueringError
from evaluering.render.language import say
from evaluering.workflow.digests import sha256
from evaluering.workflow.staging import staging


@dataclass(frozen=True)
class Fetching:
    """A registry of a wave that is fetched."""

    registry: Registry
    year: int
    root: Path
    folder: Path
    caller: Caller
    now: datetime


def arguments(parser: argparse.ArgumentParser) -> None:
    """Name the wave and the registry, and whether files that are there are fetched anew."""
    check.arguments(parser)
    parser.add_argument(
        "--refresh", action="store_true", help="hent også filer som ligger der, og erstatt dem"
    )


def run(options: argparse.Namespace) -> None:
    """Fetch the files that are not there.

    Raises
    ------
    EvalueringError
        What is asked for is not to be had, or what came is not right: nothing is replaced by it.
    """
    project, paths = opt.opened(options)
    with check.calling() as caller:
        for registry in check.registries(project, options):
            folder = paths.source(options.wave, registry)
            year = project.year(registry.id, options.wave)
            now = datetime.now(UTC)
            with _no_empty_folder(folder):
                _fetch(Fetching(registry, year, project.root, folder, caller, now), options.refresh)
            _tell_of_sums(paths, options.wave, registry)
        print(f"{len(caller.made)} kall.")


@contextmanager
def _no_empty_folder(folder: Path) -> Iterator[None]:
    """Leave no empty folder behind: a wave with one would be taken to have the registry."""
    try:
        yield
    finally:
        with suppress(OSError):
            folder.rmdir()


def _fetch(job: Fetching, refresh: bool) -> None:
    asked = queries(job.registry, job.year)
    codes = job.registry.codes_file(job.year)
    names = [*([codes] if codes else []), *(q.file for q in asked), *job.registry.downloads]
    wanted = [name for name in names if refresh or not present(job.folder / name)]
    earlier = [a for name in names if (a := read_account_of(job.folder / name))]
    refuse_early_clock(job.now, [a.fetched for a in earlier], "", job.folder)
    for name in names:
        if name not in wanted:
            print(_kept(job.folder / name))
    queried = [q for q in asked if q.file in wanted]
    tables, faults = check.metadata(job.caller, job.registry, queried)
    if faults:
        raise EvalueringError("\n".join(map(str, faults)))
    valid = _valid(job, anew=codes in wanted)
    whole = len(wanted)
    for number, query in enumerate(queried, 1):
        show(f"Henter {query.file}", number - 1, whole)
        table = tables[query.file]
        body = data_body(query, table, units_in(query, table, job.registry, valid))
        url = query.address(job.registry.api, "data")
        _keep(job, query.file, job.caller.call(url, body), url, valid, body)
        show(f"Henter {query.file}", number, whole)
    for file, place in job.registry.downloads.items():
        if file in wanted:
            web = place.startswith(check.WEB)
            content = job.caller.call(place) if web else read_bytes(job.root / place)
            _keep(job, file, content, place, valid)


def _kept(path: Path) -> str:
    """Return what is said of a file that is there."""
    account = read_account_of(path)
    if account is None:
        return f"{path.name} ligger der fra før (ikke hentet av evaluering). Ny henting: --refresh."
    day = account.fetched[:10]
    if account.sha256 != sha256(path):
        return f"Merk: {path.name} er endret siden den ble hentet {day}. Ny henting: --refresh."
    return f"{path.name} ble hentet {day}, og er som den var. Ny henting: --refresh."


def _valid(job: Fetching, *, anew: bool) -> Mapping[str, str] | None:
    """Return the units of the year; nothing where the registry has no classification."""
    name, number = job.registry.codes_file(job.year), job.registry.classification
    if not anew or number is None:
        return units_of_year(job.registry, job.folder, job.year)
    url = codes_address(job.registry.klass, number, job.year)
    content = job.caller.call(url)
    refuse_page(url, content)
    found = valid_units(content, job.folder / name, job.registry)
    with staging(job.folder) as folder:
        _write(folder / name, content, fetched_now(content, url, None, "", job.now))
    print(f"{name}: {len(found)} {job.registry.unit.many} i {job.year}.")
    return found


def _keep(
    job: Fetching,
    name: str,
    content: bytes,
    url: str,
    valid: Mapping[str, str] | None,
    query: dict[str, object] | None = None,
) -> None:
    """Keep a file as it came, where the registry can be built of it."""
    refuse_page(url, content)
    own = [v for v in job.registry.variables if v.file == name]
    part = job.registry.model_copy(update={"variables": own})
    with staging(job.folder) as folder:
        (folder / name).write_bytes(content)
        try:
            sources = read_sources(part, folder)
            updated = _updated(sources.values())
            refuse_early_clock(job.now, [], updated, job.folder / name)
            built = build_units(part, sources, folder, job.year, valid)
        except DataError as error:
            remedy = f"{error.remedy} Det som kom, er ikke lagret."
            raise DataError(job.folder / name, error.fault, remedy) from None
        _write(folder / name, content, fetched_now(content, url, query, updated, job.now))
    print(
        f"{name}: {len(built.frame)} {job.registry.unit.many}, {len(own)} variabler, "
        f"oppdatert {updated or 'ukjent'}."
    )
    for finding in built.findings:
        print(f"Merk: {say(finding)}.")


def _write(path: Path, content: bytes, account: Fetched) -> None:
    path.write_bytes(content)
    path.with_name(path.name + SUFFIX).write_text(account_text(account), encoding="utf-8")


def _updated(sources: Iterable[object]) -> str:
    return next((s.updated for s in sources if isinstance(s, Dataset)), "")


def _tell_of_sums(paths: Paths, wave: str, registry: Registry) -> None:
    """Say where the wave's list of checksums is of another file than the one that lies there."""
    listed = listed_sums(paths.sums(wave))
    for file in registry.files:
        path, name = paths.source(wave, registry, file), f"{registry.place}/{file}"
        if name in listed and path.is_file() and listed[name] != sha256(path):
            print(f"Merk: {paths.sums(wave).name} er av en annen {name}: lag listen på nytt.")
