"""Which language is written in, and the marks that numbers have in it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from evaluering.languages import BASE, NO_BREAK, Language, read

EQUALS = f"{NO_BREAK}={NO_BREAK}"
_IN_USE: ContextVar[str] = ContextVar("language", default=BASE)


def language() -> Language:
    """Return the language in use."""
    return read(_IN_USE.get())


@contextmanager
def writing(tag: str) -> Iterator[Language]:
    """Write in a language within the block.

    Parameters
    ----------
    tag
        One of `evaluering.languages.tags`.
    """
    token = _IN_USE.set(tag)
    try:
        yield read(tag)
    finally:
        _IN_USE.reset(token)
