"""A chart as the part that Word and PowerPoint hold it in."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from evaluering.render.charts.chart import Chart
from evaluering.render.drawingml.axes import NAMES, NUMBERS, axes
from evaluering.render.drawingml.look import ChartLook
from evaluering.render.drawingml.series import series_element
from evaluering.render.drawingml.xml import SPACES, Tag, letters, outline, rich, tag, val

WORKBOOK = "rId1"
"""How the part names the workbook within."""
TITLE = 1.1
"""The size of a panel's title, in sizes of its text."""


def chart_xml(chart: Chart, look: ChartLook) -> bytes:
    """Return a chart as XML, which names its workbook as `WORKBOOK`."""
    colours = look.theme.colours
    data = tag("c:externalData", val("c:autoUpdate", 0))
    data.set(f"{{{SPACES['r']}}}id", WORKBOOK)
    legend = [_legend(chart, look)] if _has_legend(chart) else []
    drawn = tag(
        "c:chart",
        *_title(chart, look),
        val("c:autoTitleDeleted", int(not chart.title)),
        tag("c:plotArea", tag("c:layout"), _plot(chart, look), *axes(chart, look)),
        *legend,
        val("c:plotVisOnly", 1),
        val("c:dispBlanksAs", "gap"),
    )
    space = tag(
        "c:chartSpace",
        val("c:date1904", 0),
        val("c:lang", look.language),
        val("c:roundedCorners", 0),
        drawn,
        tag("c:spPr", tag("a:noFill"), outline(None)),
        letters(look.family, look.size, colours.ink),
        data,
    )
    etree.cleanup_namespaces(space, top_nsmap=SPACES)
    written: bytes = etree.tostring(space, encoding="UTF-8", xml_declaration=True, standalone=True)
    return written


def _title(chart: Chart, look: ChartLook) -> Iterator[Tag]:
    if chart.title:
        text = rich(chart.title, look.family, TITLE * look.size, look.theme.colours.ink,
                    bold=True, language=look.language)  # fmt: skip
        yield tag("c:title", tag("c:tx", text), val("c:overlay", 0))


def _plot(chart: Chart, look: ChartLook) -> Tag:
    series = [series_element(chart, number, look) for number in range(len(chart.series))]
    joined = val("c:axId", NAMES), val("c:axId", NUMBERS)
    if chart.form in ("lines", "dots"):
        return tag("c:lineChart", val("c:grouping", "standard"), val("c:varyColors", 0), *series,
                   val("c:marker", 1), *joined)  # fmt: skip
    grouping = ("percentStacked" if chart.whole else "stacked") if chart.form == "stacked" else (
        "clustered")  # fmt: skip
    over = 100 if chart.form == "stacked" or _alone(chart) else 0
    gap = {"histogram": 4, "stacked": 35}.get(chart.form, 60 if len(series) < 3 else 40)
    return tag(
        "c:barChart",
        val("c:barDir", "bar" if chart.form in ("bars", "stacked") else "col"),
        val("c:grouping", grouping),
        val("c:varyColors", 0),
        *series,
        val("c:gapWidth", gap),
        val("c:overlap", over),
        *joined,
    )


def _alone(chart: Chart) -> bool:
    """Whether no two series have a value in one category, so that they can share its room."""
    return len(chart.series) > 1 and all(
        sum(series.values[k] is not None or k in series.hidden for series in chart.series) < 2
        for k in range(len(chart.categories))
    )


def _has_legend(chart: Chart) -> bool:
    """Whether the colours need names; those of series under heads of their own have them."""
    named = [series for series in chart.series if series.name]
    return bool(named) and len(chart.series) > 1 and not (_alone(chart) and chart.heads)


def _legend(chart: Chart, look: ChartLook) -> Tag:
    """Return the legend; series without names are not in it."""
    nameless = [k for k, series in enumerate(chart.series) if not series.name]
    left_out = (tag("c:legendEntry", val("c:idx", k), val("c:delete", 1)) for k in nameless)
    text = letters(look.family, look.size, look.theme.colours.ink)
    return tag("c:legend", val("c:legendPos", "t"), *left_out, val("c:overlay", 0), text)
