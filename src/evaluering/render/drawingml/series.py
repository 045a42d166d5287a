"""The series of a chart: names and numbers with their cells, fills, values and whiskers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from evaluering.config.contrast import contrast, readable
from evaluering.render.charts.chart import LYING, Chart, ChartSeries
from evaluering.render.drawingml.grid import place, whiskers
from evaluering.render.drawingml.look import ChartLook
from evaluering.render.drawingml.xml import Tag, letters, outline, rich, solid, tag, val
from evaluering.render.numbers import SUPPRESSED

PATTERNS = {"////": "wdUpDiag", "....": "pct20", "xxxx": "diagCross"}
MARKERS = ("circle", "square", "triangle", "diamond", "x", "star")
NARROW = 4.0
"""A stacked part of fewer per cent has no room for its number, as in the drawn figure."""
SHORT = 0.14
"""A bar of less than this share of the axis has its number beyond it."""
MOST_NUMBERED = 20
"""Columns that touch have no numbers where they are more."""
LARGE = 10_000
"""Numbers from here on have their thousands apart."""
SEEN = 2.0
"""The contrast that a whisker has to the bar that it lies over, at the least."""
SHOWN = ("LegendKey", "Val", "CatName", "SerName", "Percent", "BubbleSize")


def series_element(chart: Chart, number: int, look: ChartLook) -> Tag:
    """Return a series, by its place among the chart's."""
    series = chart.series[number]
    lined = chart.form in ("lines", "dots")
    name = [_named(chart, number)] if series.name else []
    made = tag("c:ser", val("c:idx", number), val("c:order", number), *name)
    made.extend(_line(chart, series, number, look) if lined else _filled(series, look))
    made.append(_labels(chart, series, look))
    if series.intervals:
        made.append(_whiskers(chart, number, look))
    made.append(tag("c:cat", _texts(place(chart, 0), chart.categories)))
    made.append(tag("c:val", _numbers(place(chart, number + 1), series.values)))
    if lined:
        made.append(val("c:smooth", 0))
    return made


def format_code(chart: Chart, look: ChartLook, sign: bool = True) -> str:
    """Return how numbers are written, in a spreadsheet's words."""
    if chart.decimals is None:
        return "General"
    large = any(v is not None and abs(v) >= LARGE for s in chart.series for v in s.values)
    whole = "#,##0" if large else "0"
    code = f"{whole}.{'0' * chart.decimals}" if chart.decimals else whole
    return f'{code}"{look.percent}%"' if chart.percent and sign else code


def _named(chart: Chart, number: int) -> Tag:
    return tag("c:tx", _texts(place(chart, number + 1, head=True), [chart.series[number].name]))


def _texts(address: str, texts: Sequence[str]) -> Tag:
    points = (tag("c:pt", tag("c:v", text=t), idx=k) for k, t in enumerate(texts))
    cache = tag("c:strCache", val("c:ptCount", len(texts)), *points)
    return tag("c:strRef", tag("c:f", text=address), cache)


def _numbers(address: str, values: Sequence[float | None]) -> Tag:
    points = (tag("c:pt", tag("c:v", text=f"{v:.12g}"), idx=k)
              for k, v in enumerate(values) if v is not None)  # fmt: skip
    form, count = tag("c:formatCode", text="General"), val("c:ptCount", len(values))
    return tag("c:numRef", tag("c:f", text=address), tag("c:numCache", form, count, *points))


def _filled(series: ChartSeries, look: ChartLook) -> Iterator[Tag]:
    paper = look.theme.colours.background
    fill = solid(series.colour)
    if series.hatch in PATTERNS:
        ends = (tag(f"a:{end}Clr", val("a:srgbClr", colour[1:].upper()))
                for end, colour in (("fg", paper), ("bg", series.colour)))  # fmt: skip
        fill = tag("a:pattFill", *ends, prst=PATTERNS[series.hatch])
    yield tag("c:spPr", fill, outline(paper, 0.5))
    yield val("c:invertIfNegative", 0)


def _line(chart: Chart, series: ChartSeries, number: int, look: ChartLook) -> Iterator[Tag]:
    colour, paper = series.colour, look.theme.colours.background
    if series.dashed:
        yield tag("c:spPr", outline(colour, 1.5, "dash"))
        yield tag("c:marker", val("c:symbol", "none"))
        return
    yield tag("c:spPr", outline(colour if chart.form == "lines" else None, 1.75))
    form = tag("c:spPr", solid(colour), outline(paper, 0.5))
    symbol = val("c:symbol", MARKERS[_place_of_colour(chart, number) % len(MARKERS)])
    yield tag("c:marker", symbol, val("c:size", 8), form)


def _place_of_colour(chart: Chart, number: int) -> int:
    """Return the place of a group among the groups: its stretches have one colour and marker."""
    return list(dict.fromkeys(s.colour for s in chart.series)).index(chart.series[number].colour)


def _labels(chart: Chart, series: ChartSeries, look: ChartLook) -> Tag:
    """Return the numbers at the marks; the sign of what is hidden stands where it would."""
    made = tag("c:dLbls")
    for number, value in enumerate(series.values):
        if number in series.hidden:
            text = rich(SUPPRESSED, look.family, look.size, look.theme.colours.muted,
                        bold=False, language=look.language)  # fmt: skip
            made.append(tag("c:dLbl", val("c:idx", number), tag("c:tx", text), *_shown(True)))
        elif value is not None and chart.form == "stacked" and abs(value) < NARROW:
            made.append(tag("c:dLbl", val("c:idx", number), val("c:delete", 1)))
        elif value is not None and series.intervals and _is_short(chart, value):
            beyond = _look(chart, series, look, inside=False)
            made.append(tag("c:dLbl", val("c:idx", number), *beyond, *_shown(True)))
    if (
        series.dashed
        or not series.numbered
        or (chart.form == "histogram" and len(chart.categories) > 20)
    ):
        made.append(val("c:delete", 1))
        return made
    made.extend(_look(chart, series, look, bool(series.intervals) and chart.form in LYING))
    made.extend(_shown(True))
    return made


def _look(chart: Chart, series: ChartSeries, look: ChartLook, inside: bool) -> Iterator[Tag]:
    """Yield how and where a number stands: in its bar, beyond it, or at its point."""
    colours, within = look.theme.colours, inside or chart.form == "stacked"
    ink = readable(series.colour, colours.background, colours.ink) if within else colours.ink
    positions = {"stacked": "ctr", "lines": "r", "dots": "r"}
    where = "inBase" if inside else positions.get(chart.form, "outEnd")
    yield tag("c:numFmt", formatCode=format_code(chart, look, chart.form != "stacked"),
              sourceLinked=0)  # fmt: skip
    box = [solid(series.colour)] if within and series.hatch else [tag("a:noFill")]
    yield tag("c:spPr", *box, outline(None))
    yield letters(look.family, look.size, ink)
    yield val("c:dLblPos", where)


def _shown(value: bool) -> Iterator[Tag]:
    yield from (val(f"c:show{what}", int(value and what == "Val")) for what in SHOWN)


def _is_short(chart: Chart, value: float) -> bool:
    values = [v for s in chart.series for v in s.values if v is not None]
    low = chart.low if chart.low is not None else min(0.0, *values)
    high = chart.high if chart.high is not None else max([0.0, *values])
    base = max(low, 0.0)
    return abs(value - base) < SHORT * (high - low)


def _whiskers(chart: Chart, number: int, look: ChartLook) -> Tag:
    """Return the whiskers of a series, whose lengths stand in the sheet."""
    intervals, column = chart.series[number].intervals, whiskers(chart, number)
    down, up = ([None if ends is None else ends[k] for ends in intervals] for k in (0, 1))
    ink = _whisker_colour(chart, chart.series[number].colour, look)
    direction = [] if chart.form in LYING else [val("c:errDir", "y")]
    return tag(
        "c:errBars",
        *direction,
        val("c:errBarType", "both"),
        val("c:errValType", "cust"),
        val("c:noEndCap", 0),
        tag("c:plus", _numbers(place(chart, column + 1), up)),
        tag("c:minus", _numbers(place(chart, column), down)),
        tag("c:spPr", outline(ink, look.theme.lines.mark)),
    )


def _whisker_colour(chart: Chart, fill: str, look: ChartLook) -> str:
    """Return a colour that is seen on the bar and beside it; a line's own at its points."""
    colours = look.theme.colours
    if chart.form == "lines":
        return fill
    if chart.form == "dots" or contrast(colours.ink, fill) >= SEEN:
        return colours.ink
    pairs = zip(bytes.fromhex(colours.ink[1:]), bytes.fromhex(colours.background[1:]), strict=True)
    return "#" + bytes((one + other) // 2 for one, other in pairs).hex().upper()
