"""Mutations of Word files: what mail, disks and programs that half know the format do to them."""

from __future__ import annotations

import random
from collections.abc import Callable
from copy import deepcopy
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from lxml import etree

from file_mutations import BYTES, cut, drop, flip

READ = ("word/document.xml", "word/comments.xml", "word/footnotes.xml",
        "word/styles.xml", "word/numbering.xml", "customXml/", "word/_rels/",
        "word/header", "word/footer")  # fmt: skip
"""The parts that are looked at, by how their names begin."""
VALUES = ("", "0", "-1", "9" * 400, "x", "æ", "true", "😀", "../../a", "\u2028", "&", "1.5")
Tree = Callable[[random.Random, list[etree._Element]], None]


def mutated_word(draw: random.Random, content: bytes) -> bytes:
    """Return a document with its bytes, one of its parts, or what stands in one changed."""
    if draw.random() < 0.2:
        return draw.choice(BYTES)(content, draw)
    parts = {}
    with ZipFile(BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = draw.choice([own for own in sorted(parts) if own.startswith(READ)])
    kind = draw.random()
    if kind < 0.1:
        del parts[name]
    elif kind < 0.2:
        parts[name] = draw.choice((flip, cut, drop))(parts[name], draw)
    elif kind < 0.25:
        parts[name] = parts[draw.choice(sorted(parts))]
    else:
        parts[name] = _rewritten(draw, parts[name])
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        for own, part in parts.items():
            archive.writestr(own, part)
    return made.getvalue()


def _rewritten(draw: random.Random, part: bytes) -> bytes:
    root = etree.fromstring(part)
    for _ in range(draw.choice([1, 1, 3, 10])):
        inner = [one for one in root.iter() if isinstance(one.tag, str) and one is not root]
        if inner:
            draw.choice((_remove, _double, _move, _unwrap, _attribute, _say, _rename))(draw, inner)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _remove(draw: random.Random, inner: list[etree._Element]) -> None:
    one = draw.choice(inner)
    one.getparent().remove(one)


def _double(draw: random.Random, inner: list[etree._Element]) -> None:
    one = draw.choice(inner)
    one.addnext(deepcopy(one))


def _move(draw: random.Random, inner: list[etree._Element]) -> None:
    """Put something into something else, but not into itself."""
    one, other = draw.choice(inner), draw.choice(inner)
    if one not in [other, *other.iterancestors()]:
        other.append(one)


def _unwrap(draw: random.Random, inner: list[etree._Element]) -> None:
    """Leave what stands in something, and take that away."""
    one = draw.choice(inner)
    for child in reversed(list(one)):
        one.addnext(child)
    one.getparent().remove(one)


def _attribute(draw: random.Random, inner: list[etree._Element]) -> None:
    held = [one for one in inner if one.attrib]
    if held:
        one = draw.choice(held)
        name = draw.choice(sorted(one.attrib))
        if draw.random() < 0.4:
            del one.attrib[name]
        else:
            one.set(name, draw.choice(VALUES))


def _say(draw: random.Random, inner: list[etree._Element]) -> None:
    held = [one for one in inner if (one.text or "").strip()]
    if held:
        one = draw.choice(held)
        text = one.text or ""
        place = draw.randrange(len(text) + 1)
        one.text = text[:place] + draw.choice(VALUES) + text[place + draw.choice([0, 1, 20]) :]


def _rename(draw: random.Random, inner: list[etree._Element]) -> None:
    draw.choice(inner).tag = draw.choice(inner).tag
