"""What stands in the charts of office files: in the chart, and in the workbook within it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from posixpath import basename, dirname, join, normpath
from typing import Any
from xml.etree import ElementTree
from zipfile import ZipFile

from openpyxl import load_workbook

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


@dataclass(frozen=True)
class ReadChart:
    """A chart read back.

    Attributes
    ----------
    categories, series
        What the chart shows: the names, and the numbers by series' name and place.
    labels
        The texts that stand at places of their own, as the sign of what is hidden.
    sheet
        The rows of the workbook within.
    text
        All that the chart says as XML.
    """

    categories: list[str]
    series: list[tuple[str, list[float | None]]]
    labels: set[str]
    sheet: list[list[Any]]
    text: str


def charts_in(office: bytes) -> Iterator[ReadChart]:
    """Yield the charts of a Word or PowerPoint file, in the order of their numbers."""
    with ZipFile(BytesIO(office)) as package:
        names = [n for n in package.namelist() if "/charts/chart" in n and n.endswith(".xml")]
        for name in sorted(names, key=lambda name: (len(name), name)):
            related = join(dirname(name), "_rels", f"{basename(name)}.rels")
            (target,) = ElementTree.fromstring(package.read(related))
            sheet = normpath(join(dirname(name), target.attrib["Target"]))
            yield read_chart(package.read(name), package.read(sheet))


def read_chart(xml: bytes, workbook: bytes) -> ReadChart:
    """Return a chart, read from its part and its workbook."""
    root = ElementTree.fromstring(xml)
    series = list(root.iter(f"{C}ser"))
    book = load_workbook(BytesIO(workbook))
    return ReadChart(
        [own.text or "" for own in series[0].findall(f"{C}cat//{C}v")],
        [(_name(s), _values(s)) for s in series],
        {t.text or "" for own in root.iter(f"{C}dLbl") for t in own.iter(f"{A}t")},
        [list(row) for row in book.active.iter_rows(values_only=True)],
        xml.decode(),
    )


def _name(series: ElementTree.Element) -> str:
    found = series.find(f"{C}tx//{C}v")
    return "" if found is None else found.text or ""


def _values(series: ElementTree.Element) -> list[float | None]:
    cache = series.find(f"{C}val//{C}numCache")
    assert cache is not None
    count = int(cache.find(f"{C}ptCount").attrib["val"])  # type: ignore[union-attr]
    found: list[float | None] = [None] * count
    for point in cache.findall(f"{C}pt"):
        found[int(point.attrib["idx"])] = float(point.find(f"{C}v").text)  # type: ignore
    return found
