"""What is found by its place or by an entry point: in a folder's modules, or in other packages."""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from importlib.metadata import entry_points
from types import ModuleType
from typing import Any, TypeVar

from evaluering.errors import EvalueringError

T = TypeVar("T")


def registered(
    folders: Iterable[ModuleType],
    group: str,
    types: tuple[type, ...],
    name: Callable[[T], str],
) -> dict[str, T]:
    """Return everything of some types in the modules of some folders and in other packages.

    Parameters
    ----------
    folders
        Packages: what their modules define is taken.
    group
        The entry points of other packages: each names one thing, or a module of them.
    types
        What is looked for.
    name
        What a thing is called.

    Raises
    ------
    EvalueringError
        A name is registered twice, or an entry point does not import or has nothing.
    """
    found: dict[str, T] = {}
    whose: dict[str, str] = {}
    own = (entry for folder in folders for entry in _own(folder))
    for place, thing in (*own, *_of_others(group)):
        things = [thing] if isinstance(thing, types) else vars(thing).values()
        fitting: list[Any] = [one for one in things if isinstance(one, types)]
        if not fitting:
            raise EvalueringError(f"{place} i «{group}» har ingen {_either(types)}.{ADVICE}")
        for one in fitting:
            called = name(one)
            if found.setdefault(called, one) is not one:
                raise EvalueringError(
                    f"«{called}» er registrert to ganger i «{group}»: av {whose[called]} og av "
                    f"{place}.\n  råd:     gi den ene et annet navn (se docs/utvide.md)."
                )
            whose.setdefault(called, place)
    return found


ADVICE = "\n  råd:     rett pakken (se docs/utvide.md), eller avinstaller den."


def of_others(groups: Iterable[str]) -> list[str]:
    """Return the modules of other packages that add to some groups; nothing is imported."""
    return sorted({entry.module for group in groups for entry in entry_points(group=group)})


def _either(types: tuple[type, ...]) -> str:
    return " eller ".join(one.__name__ for one in types)


def _own(folder: ModuleType) -> Iterator[tuple[str, Any]]:
    for module in sorted(entry.name for entry in pkgutil.iter_modules(folder.__path__)):
        place = f"{folder.__name__}.{module}"
        yield place, import_module(place)


def _of_others(group: str) -> Iterator[tuple[str, Any]]:
    for entry in sorted(entry_points(group=group), key=lambda entry: (entry.name, entry.value)):
        place = f"inngangspunktet «{entry.name}» ({entry.value})"
        try:
            yield place, entry.load()
        except Exception as error:  # whatever another package's code raises
            raise EvalueringError(
                f"{place} i «{group}» lar seg ikke importere: "
                f"{type(error).__name__}: {error}.{ADVICE}"
            ) from error
