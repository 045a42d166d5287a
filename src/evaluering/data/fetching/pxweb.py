"""PxWebApi v2: what a registry asks of each table, checked against what the table has."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from evaluering.config.registries import Registry, RegistryVariable, Selection
from evaluering.data.jsonstat import dimensions_in, labels_in, of_reply, reply_in
from evaluering.data.replies import is_unit, of_year
from evaluering.errors import ConfigError, DataError

FILE = "config/registries.yaml"
ALL = "*"
CELLS = 800_000
"""What SSB gives in one reply at most; empty cells count."""


@dataclass(frozen=True)
class TableQuery:
    """What is asked of a table: one file."""

    file: str
    table: str
    region: str
    """The file that the reply becomes, the table's number, and the dimension of the units."""
    codes: Mapping[str, tuple[str, ...]]
    """The codes by dimension; `ALL` for all of them."""
    variables: Mapping[str, str]
    """The registry variables that are read from it, and their labels."""

    def address(self, api: str, what: str) -> str:
        """Return the address of its ``metadata`` or ``data``."""
        form = "&outputFormat=json-stat2" if what == "data" else ""
        return f"{api.rstrip('/')}/tables/{self.table}/{what}?lang=no{form}"


@dataclass(frozen=True)
class TableMetadata:
    """What a table has: the codes of each dimension with labels, and which may be left out."""

    dimensions: Mapping[str, list[str]]
    labels: Mapping[str, Mapping[str, str]]
    optional: frozenset[str]
    updated: str = ""


def queries(registry: Registry, year: int) -> list[TableQuery]:
    """Return what is asked for a registry's files, one query a file.

    Raises
    ------
    ConfigError
        A variable has no table, or variables of one file are of different tables.
    """
    asked: dict[str, list[RegistryVariable]] = {}
    for variable in registry.variables:
        if variable.is_reply and variable.file not in registry.downloads:
            asked.setdefault(variable.file, []).append(of_year(variable, year))
    return [_query(file, variables) for file, variables in asked.items()]


def _query(file: str, variables: list[RegistryVariable]) -> TableQuery:
    first = variables[0]
    for variable in variables:
        if variable.table is None:
            raise ConfigError(
                FILE, f"{variable.id}.table", None, "tabellens nummer, for å hente den"
            )
        for key in ("table", "region"):
            if (found := getattr(variable, key)) != (known := getattr(first, key)):
                raise ConfigError(
                    FILE,
                    f"{variable.id}.{key}",
                    found,
                    f"{known}, som «{first.id}»: én fil ({file}) er ett svar",
                    "Gi variabelen en fil for seg.",
                )
    assert first.table is not None
    assert first.region is not None  # checked when the configuration was loaded
    codes: dict[str, tuple[str, ...]] = {}
    for selection in (s for v in variables for s in (v.select, v.share_of or {})):
        for name, wanted in _listed(selection):
            both = tuple(dict.fromkeys([*codes.get(name, ()), *wanted]))
            codes[name] = (ALL,) if ALL in both else both
    labels = {variable.id: variable.label for variable in variables}
    return TableQuery(file, first.table, first.region, codes, labels)


def _listed(selection: Selection) -> Iterator[tuple[str, list[str]]]:
    for name, wanted in selection.items():
        yield name, [wanted] if isinstance(wanted, str) else wanted


def read_metadata(content: bytes, url: str) -> TableMetadata:
    """Read a table's metadata.

    Raises
    ------
    DataError
        The reply is no JSON-stat2 dataset.
    """
    place = Path(url)

    def read() -> TableMetadata:
        reply = reply_in(content, place)
        names = {
            name
            for name, dimension in reply["dimension"].items()
            if dimension.get("extension", {}).get("elimination") is True
        }
        updated = str(reply.get("updated", ""))
        return TableMetadata(dimensions_in(reply), labels_in(reply), frozenset(names), updated)

    try:
        return of_reply(place, read)
    except DataError as error:
        raise DataError(url, error.fault, error.remedy) from None


def table_faults(query: TableQuery, found: TableMetadata) -> Iterator[DataError]:
    """Yield every dimension and code that a table lacks, with those that are near."""
    where = f"tabell {query.table} ({query.file})"
    for name in dict.fromkeys([query.region, *query.codes]):
        if name not in found.dimensions:
            if query.codes.get(name) != (ALL,) or name == query.region:
                yield DataError(
                    where,
                    f"Dimensjonen «{name}» finnes ikke i tabellen.",
                    f"{_near(name, found.dimensions)} Rett {FILE}.",
                )
            continue
        known = found.labels[name]
        for code in query.codes.get(name, ()):
            if code not in (ALL, *found.dimensions[name]):
                near = _near_codes(code, found.dimensions[name], known, query.variables.values())
                yield DataError(
                    where,
                    f"Koden «{code}» finnes ikke i dimensjonen «{name}» (for: "
                    f"{', '.join(query.variables)}).",
                    f"{near} Rett {FILE}, eller året («registry_year» i wave.yaml).",
                )
    for name, codes in found.dimensions.items():
        if name not in {query.region, *query.codes, *found.optional} and len(codes) > 1:
            yield DataError(
                where,
                f"Dimensjonen «{name}» har {len(codes)} koder, og må velges i.",
                f"Før den opp under «select»: {_shown(codes[:6], found.labels[name])}.",
            )


def _near(name: str, names: Collection[str]) -> str:
    by_lower = {known.lower(): known for known in names}
    near = get_close_matches(name.lower(), by_lower, n=3, cutoff=0.4)
    listed = ", ".join(by_lower[n] for n in near) if near else ", ".join(names)
    return f"{'Nær' if near else 'Tabellen har'}: {listed}."


def _near_codes(
    code: str, codes: list[str], labels: Mapping[str, str], wanted: Collection[str]
) -> str:
    """Return the codes that are written alike, and those whose text is like the variable's."""
    if code.isdecimal() and len(code) == 4 and all(c[:4].isdecimal() for c in codes):
        near = sorted(codes, key=lambda c: abs(int(c[:4]) - int(code)))[:3]
        span = f"; i alt {min(codes)}–{max(codes)}" if len(codes) > 1 else ""
        return f"Nærmest: {_shown(near, labels)}{span}."
    near = get_close_matches(code, codes, n=3, cutoff=0.7)
    texts = {labels.get(c, c).lower(): c for c in codes}
    for text in wanted:
        near += [texts[t] for t in get_close_matches(text.lower(), texts, n=2, cutoff=0.6)]
    shown = _shown(list(dict.fromkeys(near)) or codes[:6], labels)
    return f"{'Nær' if near else 'Tabellen har blant andre'}: {shown}."


def _shown(codes: list[str], labels: Mapping[str, str]) -> str:
    return ", ".join(f"{c} ({labels[c][:60]})" if labels.get(c, c) != c else c for c in codes)


def units_in(
    query: TableQuery, found: TableMetadata, registry: Registry, valid: Collection[str] | None
) -> list[str]:
    """Return the codes of the units that are asked for: those of the year, where it is known.

    Raises
    ------
    DataError
        The table has no such unit.
    """
    codes = [code for code in found.dimensions[query.region] if is_unit(code, registry)]
    kept = [code for code in codes if valid is None or code in valid]
    if not kept:
        of_year = " som gjelder i året" if codes else ""
        raise DataError(
            f"tabell {query.table} ({query.file})",
            f"Dimensjonen «{query.region}» har ingen {registry.unit.many}{of_year}.",
            f"Rett «region», «digits» eller året i {FILE}.",
        )
    return kept


def data_body(query: TableQuery, found: TableMetadata, units: list[str]) -> dict[str, Any]:
    """Return the body that asks for a table's data.

    Raises
    ------
    DataError
        It is more than the API gives in one reply.
    """
    chosen: dict[str, list[str]] = {}
    for name in found.dimensions:
        if name == query.region:
            chosen[name] = units
        elif name in query.codes:
            chosen[name] = list(query.codes[name])
        elif name not in found.optional:
            chosen[name] = list(found.dimensions[name])
    cells = math.prod(
        len(found.dimensions[name]) if ALL in codes else len(codes)
        for name, codes in chosen.items()
    )
    if cells > CELLS:
        raise DataError(
            f"tabell {query.table} ({query.file})",
            f"Utvalget er {cells} celler; det meste som gis i ett svar, er {CELLS}.",
            f"Velg færre koder i {FILE}, eller del variablene på flere filer.",
        )
    return {"selection": [{"variableCode": n, "valueCodes": c} for n, c in chosen.items()]}
