"""Character sets: which names are of text, and text from bytes."""

from __future__ import annotations

import codecs
from pathlib import Path

from evaluering.errors import DataError

PLAIN = "".join(map(chr, (9, 10, 13, *range(32, 127))))
"""What every character set in use writes with the same bytes."""
NO_TEXT = frozenset({"idna", "punycode", "unicode-escape", "raw-unicode-escape", "utf-7"})
"""Ways of writing that Python counts as text, and that no data file is written in."""
MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
"""How a file itself says what it is written in, the longer marks first."""
SAVE_AGAIN = "Lagre den på nytt som ren tekst i UTF-8."
SAY_OR_SAVE = (
    "Oppgi «encoding: WINDOWS-1252» for filen i wave.yaml hvis den er gammel, "
    "eller lagre den på nytt som UTF-8."
)
"""What to do about a survey's file, whose character set can be stated."""
WIDE = frozenset({"utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"})


def known_encoding(path: Path, encoding: str, *, wide: bool = False) -> None:
    """Refuse the name of what is no character set.

    Parameters
    ----------
    path, encoding
        The file that it should be of, for the message, and the name.
    wide
        Whether character sets of two or four bytes a letter may be meant.

    Raises
    ------
    DataError
        The name is unknown, or of a conversion that is no character set (rot13, base64, idna).
    """
    try:
        found = codecs.lookup(encoding)
    except (LookupError, ValueError):
        raise _refused(path, f"Tegnsettet «{encoding[:40]}» finnes ikke.") from None
    if found.name.replace("_", "-") in NO_TEXT or not getattr(found, "_is_text_encoding", True):
        raise _refused(path, f"«{encoding}» er ikke et tegnsett.")
    if found.name in WIDE and wide:
        return
    try:
        same = found.encode(PLAIN)[0] == PLAIN.encode("ascii")
    except ValueError:  # «undefined» writes nothing at all
        same = False
    if not same:
        raise _refused(path, f"Tegnsettet «{encoding}» brukes ikke i slike filer.")


def decoded(
    path: Path, content: bytes, encoding: str | None = None, remedy: str = SAVE_AGAIN
) -> str:
    """Return a file's text; the mark at its beginning decides, then what is asked for, then UTF-8.

    Raises
    ------
    DataError
        The character set is unknown or does not fit, or the file is not text.
    """
    if encoding is not None:
        known_encoding(path, encoding, wide=True)
    own = next((name for mark, name in MARKS.items() if content.startswith(mark)), None)
    try:
        text = content.decode(own or encoding or "utf-8")
    except UnicodeDecodeError as error:
        raise wrong_encoding(path, f"byte {error.start}", remedy) from None
    if "\0" in text:
        raise DataError(path, "Filen er ikke ren tekst: den har nulltegn.", SAVE_AGAIN)
    return text


class EncodingError(DataError):
    """A file that is written in another character set."""


def wrong_encoding(path: Path, place: str, remedy: str) -> EncodingError:
    """Return the fault of a file that is written in another character set."""
    return EncodingError(path, f"Tegnsettet i filen passer ikke ({place}).", remedy)


def _refused(path: Path, fault: str) -> DataError:
    return DataError(
        path,
        fault,
        "Rett «encoding» i wave.yaml, for eksempel WINDOWS-1252, eller ta nøkkelen bort.",
    )
