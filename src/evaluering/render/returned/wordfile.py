"""A Word file as its parts, read with care: it came by e-mail."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from zipfile import BadZipFile, ZipFile
from zlib import error as ZlibError

from docx.oxml.ns import nsmap
from lxml import etree

from evaluering.render.word.xml import Element

LARGEST = 200_000_000
"""Bytes of a part that is read, unpacked."""
OLE = b"\xd0\xcf\x11\xe0"
"""How an old .doc file begins, and a .docx with a password."""
MAIN = "word/document.xml"
W = nsmap["w"]
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
_RELATED = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"

_BARE = re.compile(r"(https?://[^/]+)/")
"""An address of a place as a whole, to which LibreOffice adds a stroke."""


class NotWord(ValueError):
    """A file is no Word document; the argument is the key of a sentence that says what it is."""


@dataclass(frozen=True)
class WordFile:
    """The parts of a Word document that are looked at, by name."""

    parts: Mapping[str, Element]

    @property
    def body(self) -> Element:
        """The text of the document."""
        return self.parts[MAIN].find(tag("body"))

    def part(self, name: str) -> Element | None:
        """Return a part by its name below ``word``; None where the document has none."""
        return self.parts.get(f"word/{name}.xml")

    def custom(self) -> Iterator[Element]:
        """Yield what programs have put into the document beside its text."""
        yield from (root for name, root in self.parts.items() if name.startswith("customXml/"))

    def headers(self) -> Iterator[Element]:
        """Yield the headers and footers."""
        yield from (root for name, root in sorted(self.parts.items())
                    if name.startswith(("word/header", "word/footer")))  # fmt: skip

    def addresses(self, part: str = "document") -> dict[str, str]:
        """Return the addresses out of a part by the names that it has for them."""
        root = self.parts.get(f"word/_rels/{part}.xml.rels")
        related = root.iter(_RELATED) if root is not None else ()
        return {one.get("Id"): _bare(one.get("Target")) for one in related
                if one.get("TargetMode") == "External"}  # fmt: skip


def opened(content: bytes) -> WordFile:
    """Open a Word document.

    Raises
    ------
    NotWord
        It is something else, is damaged or has a password.
    """
    if content.startswith(OLE):
        raise NotWord("word_old_or_locked")
    try:
        with ZipFile(BytesIO(content)) as archive:
            parts = {
                entry.filename.replace("\\", "/"): _parsed(archive.read(entry))
                for entry in archive.infolist()
                if _is_read(entry.filename) and _size_fits(entry.file_size)
            }
    except (BadZipFile, ZlibError, EOFError, NotImplementedError, RuntimeError):
        raise NotWord("word_not_a_document") from None
    except etree.XMLSyntaxError:
        raise NotWord("word_damaged") from None
    if MAIN not in parts or parts[MAIN].find(tag("body")) is None:
        raise NotWord("word_not_a_document")
    return WordFile(parts)


def tag(name: str, space: str = W) -> str:
    """Return an element's or attribute's name with its namespace: Word's, where none is given."""
    return f"{{{space}}}{name}"


def attribute(element: Element | None, name: str) -> str:
    """Return an attribute of Word's; empty where there is none."""
    return str(element.get(tag(name), "")) if element is not None else ""


def whole_number(text: str | None) -> int:
    """Return the number that an attribute holds; 0 of what is none."""
    found = re.fullmatch(r"(-?[0-9]{1,9})(\.[0-9]*)?", text or "")
    return int(found[1]) if found else 0


def is_on(properties: Element | None, name: str) -> bool:
    """Return whether a property such as bold is set, and not set to off."""
    found = properties.find(tag(name)) if properties is not None else None
    return found is not None and attribute(found, "val") not in {"0", "false", "off", "none"}


def _bare(address: str) -> str:
    found = _BARE.fullmatch(address)
    return found[1] if found else address


def _is_read(name: str) -> bool:
    own = name.replace("\\", "/")
    if own.startswith("word/_rels/"):
        return own.endswith(".xml.rels")
    folder, _, file = own.rpartition("/")
    return folder in {"word", "customXml"} and file.endswith(".xml")


def _size_fits(size: int) -> bool:
    if size > LARGEST:
        raise NotWord("word_damaged")
    return True


def _parsed(content: bytes) -> Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    return etree.fromstring(content, parser)
