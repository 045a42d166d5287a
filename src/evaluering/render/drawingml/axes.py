"""The axes of a chart: names along one, numbers along the other."""

from __future__ import annotations

from collections.abc import Iterator

from evaluering.render.charts.chart import LYING, Chart
from evaluering.render.drawingml.look import ChartLook
from evaluering.render.drawingml.xml import Tag, letters, outline, rich, tag, val

NAMES, NUMBERS = 111_111_111, 222_222_222
"""The numbers that the axes are known by."""


def axes(chart: Chart, look: ChartLook) -> Iterator[Tag]:
    """Yield the axis of names and the axis of numbers."""
    lies, ink = chart.form in LYING, look.theme.colours.ink
    yield tag(
        "c:catAx",
        val("c:axId", NAMES),
        tag("c:scaling", val("c:orientation", "maxMin" if lies else "minMax")),
        val("c:delete", 0),
        val("c:axPos", "l" if lies else "b"),
        *_title(chart.axis if chart.form == "histogram" else "", look),
        tag("c:numFmt", formatCode="General", sourceLinked=0),
        val("c:majorTickMark", "none"),
        val("c:minorTickMark", "none"),
        val("c:tickLblPos", "low"),
        tag("c:spPr", outline(ink, look.theme.lines.axis)),
        letters(look.family, look.size, ink, level=True),
        val("c:crossAx", NUMBERS),
        val("c:crossesAt", f"{chart.scale[0]:.12g}")
        if chart.scale
        else val("c:crosses", "autoZero"),
        val("c:auto", 0),
        val("c:lblAlgn", "ctr"),
        val("c:lblOffset", 100),
        val("c:tickLblSkip", 1),
        val("c:noMultiLvlLbl", 1),
    )
    yield _numbers(chart, look)


def _numbers(chart: Chart, look: ChartLook) -> Tag:
    colours = look.theme.colours
    lies = chart.form in LYING
    ends = [val(f"c:{name}", f"{end:.12g}")
            for name, end in (("max", _highest(chart)), ("min", chart.low))
            if end is not None]  # fmt: skip
    code = f'0"{look.percent}%"' if chart.percent else "General"
    code = f'0"{look.percent}"%' if chart.whole else code  # of parts of 1
    if chart.scale:
        code = f'[<{chart.scale[0]:.12g}]"";[>{chart.scale[1]:.12g}]"";General'
    return tag(
        "c:valAx",
        val("c:axId", NUMBERS),
        tag("c:scaling", val("c:orientation", "minMax"), *ends),
        val("c:delete", 0),
        val("c:axPos", "b" if lies else "l"),
        tag("c:majorGridlines", tag("c:spPr", outline(colours.grid, look.theme.lines.grid))),
        *_title(chart.axis if chart.form != "histogram" else "", look),
        tag("c:numFmt", formatCode=code, sourceLinked=0),
        val("c:majorTickMark", "none"),
        val("c:minorTickMark", "none"),
        val("c:tickLblPos", "nextTo"),
        tag("c:spPr", outline(None)),
        letters(look.family, look.size, colours.muted),
        val("c:crossAx", NAMES),
        val("c:crosses", "max" if lies else "autoZero"),
        val("c:crossBetween", "between"),
        *([val("c:majorUnit", f"{chart.step:.12g}")] if chart.step else []),
    )


def _highest(chart: Chart) -> float | None:
    """Return the end of the axis: parts that make up all are drawn to it."""
    return 1.0 if chart.whole else chart.high


def _title(text: str, look: ChartLook) -> Iterator[Tag]:
    if text:
        colour = look.theme.colours.muted
        written = rich(text, look.family, look.size, colour, bold=False, language=look.language)
        yield tag("c:title", tag("c:tx", written), val("c:overlay", 0))
