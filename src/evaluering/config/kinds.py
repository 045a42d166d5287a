"""The kinds of exhibits there are, and the modules that a kind is made of.

A kind of our own is four files that are found by its name: ``config/exhibits/<kind>.py`` (the
model), ``exhibits/<kind>.py`` (``compute``), ``render/tables/<kind>.py`` (``layout``) or
``render/figures/<kind>.py`` (``draw`` and ``alt_text``), and its test. One that is drawn may have
``render/charts/<kind>.py`` too (``charts``). A third party's is a package whose model is named as
an entry point of the group ``evaluering.kinds``; ``computation``, ``table``, ``figure`` and
``chart`` are modules beside the model's.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points
from importlib.util import find_spec
from typing import Any, Literal

from evaluering.config import exhibits
from evaluering.config.exhibits.base import KINDS, Exhibit, KeyPlace
from evaluering.errors import ConfigError

GROUP = "evaluering.kinds"
Part = Literal["computation", "table", "figure", "chart"]
ROOMS: Mapping[Part, str] = {
    "computation": "evaluering.exhibits",
    "table": "evaluering.render.tables",
    "figure": "evaluering.render.figures",
    "chart": "evaluering.render.charts",
}
"""Where the parts of our own kinds stand."""


def kinds() -> dict[str, type[Exhibit]]:
    """Return the model of each kind of exhibit, by name."""
    _found()
    return dict(sorted(KINDS.items()))


def kind_faults() -> list[ConfigError]:
    """Return the entry points that give no kind, each with the package that it stands in."""
    return _found()


@cache
def _found() -> list[ConfigError]:
    """Import every kind there is; return what hinders those of third parties."""
    for module in pkgutil.iter_modules(exhibits.__path__, f"{exhibits.__name__}."):
        import_module(module.name)
    return [fault for entry in entry_points(group=GROUP) for fault in _faults_of(entry)]


def _faults_of(entry: EntryPoint) -> Iterator[ConfigError]:
    package = f"{entry.dist.name} {entry.dist.version}" if entry.dist else entry.value
    allowed = f"en modell av et slag; rett pakken, eller avinstaller den: pip uninstall {package}"
    allowed = allowed.rpartition(" ")[0] if entry.dist else allowed
    key = f"{GROUP}: {entry.name} = {entry.value}"
    try:
        model = entry.load()
    except Exception as error:  # whatever another's code may raise
        found = str(error) if isinstance(error, ConfigError) else f"{type(error).__name__}: {error}"
        yield ConfigError(f"pakken {package}", key, found, allowed)
        return
    if model not in KINDS.values():
        found = f"{entry.value}, som ikke er en klasse med en «kind» av sitt eget"
        yield ConfigError(f"pakken {package}", key, found, allowed)


def module_of(kind: str, part: Part) -> str:
    """Return the name of the module with a part of a kind, whether it is there or not."""
    package, _, _ = kinds()[kind].__module__.rpartition(".")
    return f"{ROOMS[part]}.{kind}" if package == exhibits.__name__ else f"{package}.{part}"


@cache
def has(kind: str, part: Part) -> bool:
    """Return whether a kind has a part."""
    return find_spec(module_of(kind, part)) is not None


def part_of(kind: str, part: Part) -> Any:
    """Import and return a part of a kind; `Layout`, `Look` and the like say what it has."""
    return import_module(module_of(kind, part))


def code_of(kind: str, part: Part) -> list[str]:
    """Return the modules that a part of a kind starts from, for the digest of a job's code."""
    names = [kinds()[kind].__module__, *([module_of(kind, part)] if has(kind, part) else [])]
    return [name.removeprefix("evaluering.") for name in names]


def half_made(exhibit: Exhibit, at: KeyPlace) -> Iterator[ConfigError]:
    """Yield a kind without a part that its exhibits need, and a figure of one that is not drawn."""
    kind = exhibit.kind
    if not has(kind, "computation"):
        yield at.fault("kind", f"«{kind}», som ingenting regner ut", module_of(kind, "computation"))
    if exhibit.is_figure and not has(kind, "figure"):
        drawn = ", ".join(name for name in kinds() if has(name, "figure"))
        yield at.fault(
            "id",
            f"«{exhibit.id}» er en figur, men «{kind}» kan bare settes som tabell",
            f"en id som begynner med «tabell-», eller en «kind» som tegnes: {drawn}",
        )
    if not (exhibit.listed or has(kind, "table")):
        found = f"«{kind}», som verken har tabell eller «listed»"
        yield at.fault("kind", found, module_of(kind, "table"))
