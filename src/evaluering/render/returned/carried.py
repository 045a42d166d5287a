"""What a Word document carries of itself: its texts, and what stood in it when it was set."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from lxml import etree

from evaluering.render.given import ReportSource
from evaluering.render.packing import clean
from evaluering.render.returned.reading import WordBlock
from evaluering.render.returned.wordfile import WordFile, whole_number
from evaluering.render.word.xml import Element

SPACE = "urn:evaluering:report"
VERSION = "1"
ITEM = "{6E1C4A52-0D7B-4B8E-9A53-2F1D7C90E2A1}"
"""What Word knows the part by: the same in every document."""
PROPERTIES = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
DATASTORE = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"


@dataclass(frozen=True)
class Carried:
    """A report as it was set."""

    source: ReportSource
    """What it was set of."""
    anchors: Mapping[str, str]
    """The exhibits and sections by the bookmarks that they have in the document."""
    blocks: tuple[WordBlock, ...]
    """What stood in the document."""
    remarks: tuple[str, ...] = ()
    """The comments that the report itself made."""


def put_into(made: WordDocument, carried: Carried) -> None:
    """Put into a document what it is to carry of itself."""
    package = made.part.package
    taken = {str(part.partname) for part in package.iter_parts()}
    number = next(n for n in range(1, 1000) if f"/customXml/item{n}.xml" not in taken)
    root = etree.Element(f"{{{SPACE}}}report", nsmap={None: SPACE})
    _fill(root, carried)
    item = _part(made, f"/customXml/item{number}.xml", "application/xml", root)
    store = etree.Element(f"{{{DATASTORE}}}datastoreItem", nsmap={"ds": DATASTORE})
    store.set(f"{{{DATASTORE}}}itemID", ITEM)
    schemas = etree.SubElement(store, f"{{{DATASTORE}}}schemaRefs")
    etree.SubElement(schemas, f"{{{DATASTORE}}}schemaRef").set(f"{{{DATASTORE}}}uri", SPACE)
    about = _part(made, f"/customXml/itemProps{number}.xml", PROPERTIES, store)
    made.part.relate_to(item, RELATIONSHIP_TYPE.CUSTOM_XML)
    item.relate_to(about, RELATIONSHIP_TYPE.CUSTOM_XML_PROPS)


def carried_in(file: WordFile) -> Carried | None:
    """Return what a document carries of itself; None for one that carries nothing."""
    for root in file.custom():
        if root.tag == f"{{{SPACE}}}report" and root.get("version") == VERSION:
            return _read(root)
    return None


def _part(made: WordDocument, name: str, kind: str, root: Element) -> Part:
    blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return Part(PackURI(name), kind, blob, made.part.package)


def _fill(root: Element, carried: Carried) -> None:
    source = carried.source
    root.set("version", VERSION)
    root.set("id", source.report)
    root.set("wave", source.wave)
    for name, text in sorted(source.texts.items()):
        digest = hashlib.sha256(text.encode()).hexdigest()
        _add(root, "text", text, file=name, sha256=digest)
    for bookmark, name in carried.anchors.items():
        _add(root, "anchor", "", name=bookmark, id=name)
    for remark in carried.remarks:
        _add(root, "remark", remark)
    for block in carried.blocks:
        made = _add(root, "block", block.text, kind=block.kind)
        for name, value in (("level", block.level or ""), ("ordered", block.ordered or ""),
                            ("odd", " ".join(block.odd))):  # fmt: skip
            if value:
                made.set(name, str(value))
        for anchor in block.anchors:
            _add(made, "at", anchor)
        for row in block.rows:
            inner = _add(made, "row", "")
            for cell in row:
                _add(inner, "cell", cell)


def _add(parent: Element, tag: str, text: str, **attributes: str) -> Element:
    made = etree.SubElement(parent, f"{{{SPACE}}}{tag}")
    for key, value in attributes.items():
        made.set(key, clean(value))
    made.text = clean(text) or None
    return made


def _read(root: Element) -> Carried:
    texts = {one.get("file", ""): one.text or "" for one in _all(root, "text")}
    return Carried(
        ReportSource(root.get("id", ""), root.get("wave", ""), texts),
        {one.get("name", ""): one.get("id", "") for one in _all(root, "anchor")},
        tuple(map(_block, _all(root, "block"))),
        tuple(one.text or "" for one in _all(root, "remark")),
    )


def _block(one: Element) -> WordBlock:
    rows = tuple(tuple(c.text or "" for c in _all(row, "cell")) for row in _all(one, "row"))
    return WordBlock(
        one.get("kind", ""), one.text or "",
        whole_number(one.get("level")), bool(one.get("ordered")),
        tuple(at.text or "" for at in _all(one, "at")), rows,
        tuple((one.get("odd") or "").split()),
    )  # fmt: skip


def _all(parent: Element, name: str) -> list[Element]:
    return list(parent.iterfind(f"{{{SPACE}}}{name}"))
