"""Figures on slides: charts that can be edited, several on a slide where they are panels."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from typing import Any

from pptx.opc.constants import CONTENT_TYPE
from pptx.opc.constants import RELATIONSHIP_TYPE as RELATION
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.oxml.shapes.graphfrm import CT_GraphicalObjectFrame

from evaluering.render.charts.chart import Chart
from evaluering.render.drawingml.chart import chart_xml
from evaluering.render.drawingml.grid import workbook
from evaluering.render.drawingml.look import ChartLook
from evaluering.render.drawingml.room import fitted, height
from evaluering.render.packing import clean
from evaluering.render.powerpoint.runs import SlideBox

PANELS = 4
"""How many charts a slide may have."""
GAP = 12.0
SHARES = (1.0, 0.9, 0.8)
"""The type sizes that are tried, as shares of the usual one."""
TALLEST = 1.25
"""How much more than the height that it wants a chart is stretched to fill a slide."""


def look_for(charts: Sequence[Chart], field: SlideBox, look: ChartLook) -> ChartLook:
    """Return the look in the largest type in which a figure has room on one slide.

    The smallest is taken where it has room in none.
    """
    looks = [replace(look, size=share * look.size) for share in SHARES]
    if len(charts) > 1:
        return looks[1]
    fitting = (own for own in looks
               if len(fitted(charts[0], field.width, field.height, own.size)) == 1)  # fmt: skip
    return next(fitting, looks[-1])


@dataclass(frozen=True)
class PlacedChart:
    """A chart and where it stands on its slide."""

    chart: Chart
    box: SlideBox

    def put(self, slide: Any, look: ChartLook, name: str, alt: str) -> None:
        """Add the chart and its workbook to a slide."""
        package = slide.part.package
        number = 1 + sum(part.partname.startswith("/ppt/charts/") for part in package.iter_parts())
        sheet = Part(PackURI(f"/ppt/embeddings/chart{number}.xlsx"), CONTENT_TYPE.SML_SHEET,
                     package, workbook(self.chart))  # fmt: skip
        part = Part(PackURI(f"/ppt/charts/chart{number}.xml"), CONTENT_TYPE.DML_CHART, package,
                    chart_xml(self.chart, look))  # fmt: skip
        part.relate_to(sheet, RELATION.PACKAGE)
        frame = CT_GraphicalObjectFrame.new_chart_graphicFrame(
            len(slide.shapes) + 2, clean(name), slide.part.relate_to(part, RELATION.CHART),
            *(round(length * 12700) for length in self.box),
        )  # fmt: skip
        told = f"{self.chart.title}: {alt}" if self.chart.title else alt
        frame.nvGraphicFramePr.cNvPr.set("descr", clean(told))
        slide.shapes._spTree.append(frame)


def chart_slides(
    charts: Sequence[Chart], field: SlideBox, look: ChartLook
) -> list[list[PlacedChart]]:
    """Return what stands on each slide of a figure.

    Parameters
    ----------
    charts
        The figure's charts: several where it has panels.
    field, look
        The room on a slide, and the look of charts.
    """
    if len(charts) == 1:
        pages = [[piece] for piece in fitted(charts[0], field.width, field.height, look.size)]
    else:
        pages = [list(charts[k : k + PANELS]) for k in range(0, len(charts), PANELS)]
    return [_placed(page, field, look) for page in pages]


def _placed(page: Sequence[Chart], field: SlideBox, look: ChartLook) -> list[PlacedChart]:
    """Return charts beside and under each other in a field."""
    if len(page) == 1:
        wanted = TALLEST * height(page[0], field.width, look.size)
        tall = min(field.height, max(wanted, 0.5 * field.height))
        return [PlacedChart(page[0], SlideBox(field.left, field.top, field.width, tall))]
    across = 2
    down = math.ceil(len(page) / across)
    wide, tall = (field.width - GAP) / across, (field.height - GAP * (down - 1)) / down
    return [
        PlacedChart(chart, SlideBox(field.left + k % across * (wide + GAP),
                               field.top + k // across * (tall + GAP), wide, tall))
        for k, chart in enumerate(page)
    ]  # fmt: skip


def picture(slide: Any, content: bytes, field: SlideBox, name: str, alt: str) -> None:
    """Put a drawn figure on a slide, as large as there is room for."""
    shape = slide.shapes.add_picture(BytesIO(content), 0, 0)
    ratio = shape.height / shape.width
    wide = min(field.width, field.height / ratio)
    left = field.left + (field.width - wide) / 2
    box = SlideBox(left, field.top, wide, wide * ratio)
    shape.left, shape.top, shape.width, shape.height = (round(length * 12700) for length in box)
    shape.name = clean(name)
    shape._element.nvPicPr.cNvPr.set("descr", clean(alt))
