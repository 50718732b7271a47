"""Charts as SVG, drawn on the server: columns over years, bars of a ranking, small lines of an indicator.

What belongs here: scales, axes, marks, and the table behind each. What does not: where the figures come from (`pages`),
and the page around a picture (`templates/parts.html`).

A picture carries its colours as attributes and no style, so that it is the same on a page with a strict policy and as a
file of its own; it is read out by its title, and its figures are in the table beside it.
"""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup, escape

from gidr_pipeline.browse.visible import visible

Value = float | int | None

_INK, _SOFT, _LINE, _PAPER = "#1b2430", "#566070", "#d9dee5", "#ffffff"
# Told apart by those who do not see red or green as well; each mark has its words besides.
_COLOURS = ("#1f4e8c", "#e08b2c", "#5a9bd4", "#8a8f98", "#7a3b8f", "#2f8f83", "#c65b5b", "#b8a13a", "#444c5a")
_FONT = (
    'font-family="PingFang SC, Noto Sans CJK SC, Source Han Sans SC, Microsoft YaHei, WenQuanYi Micro Hei, sans-serif" '
    'font-size="12"'
)


@dataclass(frozen=True)
class Series:
    """The values of a chart for each of its categories, and which of them say little for their small denominator."""

    name: str
    values: Sequence[Value]
    weak: Sequence[bool] = ()

    def is_weak(self, at: int) -> bool:
        return bool(self.weak) and self.weak[at]


@dataclass(frozen=True)
class Chart:
    """What is drawn (`kind`: `columns`, `bars` or `line`), of which query, and what its axes say. `x` names the
    categories; values are shares where the unit is `%`. `further` are columns of the table that are not drawn."""

    kind: str
    title: str
    x: str
    unit: str
    categories: Sequence[str]
    series: Sequence[Series]
    query: str
    note: str = ""
    further: Mapping[str, Sequence[object]] | None = None

    @property
    def is_empty(self) -> bool:
        return all(value is None for series in self.series for value in series.values)

    def table(self) -> list[list[object]]:
        """Head and rows of the table behind the picture."""
        further = self.further or {}
        head: list[object] = [self.x, *(series.name for series in self.series), *further]
        rows = [
            [category, *(series.values[at] for series in self.series), *(column[at] for column in further.values())]
            for at, category in enumerate(self.categories)
        ]
        return [head, *rows]

    def said(self, value: float) -> str:
        """A value as it is written at a mark or an axis."""
        return f"{round(value * 100, 1):g} %" if self.unit == "%" else f"{value:,.10g}"


def picture(chart: Chart) -> Markup:
    """The chart as an SVG element that is a file as well."""
    return _KINDS[chart.kind](chart)


def ticks(highest: float, wanted: int = 4) -> list[float]:
    """Round steps from zero over the highest value.

    >>> ticks(23), ticks(0.37)
    ([0, 10, 20, 30], [0.0, 0.1, 0.2, 0.3, 0.4])
    """
    if highest <= 0:
        return [0, 1]
    raw = highest / wanted
    power = 10.0 ** math.floor(math.log10(raw))
    step = next(power * each for each in (1, 2, 5, 10) if power * each >= raw * 0.999)
    return [float(f"{step * n:.10g}") if step < 1 else round(step * n) for n in range(math.ceil(highest / step) + 1)]


def _svg(chart: Chart, width: float, height: float, parts: Iterator[str]) -> Markup:
    inside = "".join(parts)
    return Markup(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" width="{width:g}" '
        f'height="{height:g}" role="img" aria-label="{_words(chart.title)}" {_FONT} fill="{_INK}">'
        f'<rect width="{width:g}" height="{height:g}" fill="{_PAPER}"/>{inside}</svg>'
    )


def _words(text: object) -> str:
    return str(escape(visible(str(text))))


def _text(x: float, y: float, text: str, anchor: str = "start", colour: str = _INK, size: int = 12) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{colour}" font-size="{size}">{_words(text)}</text>'
    )


def _rectangle(x: float, y: float, width: float, height: float, look: str, about: str) -> str:
    place = f'x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}"'
    return f"<rect {place} {look}><title>{_words(about)}</title></rect>"


def _width(text: str) -> float:
    """About how wide a text is."""
    return sum(12.0 if ord(each) > 0x2E00 else 6.8 for each in text)


def _shortened(text: str, width: float) -> str:
    while _width(text) > width and len(text) > 2:
        text = text[:-2] + "…"
    return text


def _legend(chart: Chart, left: float, width: float) -> tuple[list[str], float]:
    """The names of the series in lines, and how high they are together."""
    parts, x, y = [], left, 12.0
    for at, series in enumerate(chart.series if len(chart.series) > 1 else []):
        needed = _width(series.name) + 30
        if x + needed > width and x > left:
            x, y = left, y + 18
        parts.append(f'<rect x="{x:.1f}" y="{y - 9:.1f}" width="10" height="10" fill="{_colour(at)}"/>')
        parts.append(_text(x + 15, y, series.name))
        x += needed
    return parts, y + 14


def _colour(at: int) -> str:
    return _COLOURS[at % len(_COLOURS)]


def _columns(chart: Chart) -> Markup:
    """Columns over categories, the series upon one another."""
    width, height, left, right = 680.0, 300.0, 74.0, 12.0
    legend, top = _legend(chart, left, width)
    top += 16
    bottom = top + 200
    height = bottom + 40
    sums = [sum(series.values[at] or 0 for series in chart.series) for at in range(len(chart.categories))]
    marks = ticks(max(sums, default=0))
    scale = (bottom - top) / marks[-1]
    room = (width - left - right) / max(len(chart.categories), 1)
    wide = min(room * 0.62, 64)

    def parts() -> Iterator[str]:
        yield from legend
        yield _text(4, top - 12, chart.unit, colour=_SOFT)
        for mark in marks:
            y = bottom - mark * scale
            yield f'<line x1="{left}" x2="{width - right}" y1="{y:.1f}" y2="{y:.1f}" stroke="{_LINE}"/>'
            yield _text(left - 8, y + 4, chart.said(mark), "end", _SOFT)
        for at, category in enumerate(chart.categories):
            middle, y = left + room * (at + 0.5), bottom
            for which, series in enumerate(chart.series):
                if value := series.values[at]:
                    y -= value * scale
                    about = f"{category} · {series.name}: {chart.said(value)}"
                    look = f'fill="{_colour(which)}" stroke="{_PAPER}" stroke-width="0.7"'
                    yield _rectangle(middle - wide / 2, y, wide, value * scale, look, about)
            if any(series.values[at] is not None for series in chart.series):
                yield _text(middle, y - 5, chart.said(sums[at]), "middle", _SOFT, 11)
            yield _text(middle, bottom + 16, _shortened(category, room), "middle")
        yield _text(left + (width - left - right) / 2, bottom + 34, chart.x, "middle", _SOFT)

    return _svg(chart, width, height, parts())


def _bars(chart: Chart) -> Markup:
    """A bar for each category, one series; those of small denominators are hollow."""
    width, left, right, step = 680.0, 190.0, 64.0, 23.0
    [series] = chart.series
    bottom = 26 + step * len(chart.categories)
    values = [value or 0 for value in series.values]
    marks = ticks(max(values, default=0), 5)
    scale = (width - left - right) / max(marks[-1], 1e-12)

    def parts() -> Iterator[str]:
        yield _text(left, 12, f"{series.name} ({chart.unit})", colour=_SOFT)
        for mark in marks:
            x = left + mark * scale
            yield f'<line x1="{x:.1f}" x2="{x:.1f}" y1="20" y2="{bottom}" stroke="{_LINE}"/>'
            yield _text(x, bottom + 16, chart.said(mark), "middle", _SOFT)
        for at, (category, value) in enumerate(zip(chart.categories, values, strict=True)):
            y = 26 + step * at
            weak = series.is_weak(at)
            look = f'fill="{_PAPER}" stroke="{_colour(0)}" stroke-dasharray="3 2"' if weak else f'fill="{_colour(0)}"'
            yield _text(left - 8, y + 13, _shortened(category, left - 12), "end")
            yield _rectangle(left, y, max(value * scale, 0), step - 7, look, f"{category}: {chart.said(value)}")
            yield _text(left + max(value * scale, 0) + 6, y + 13, chart.said(value) + (" °" if weak else ""), size=11)

    return _svg(chart, width, bottom + 26, parts())


def _line(chart: Chart) -> Markup:
    """A small line over categories; points of small denominators are hollow, and where a value is lacking it breaks."""
    width, height, left, right, top, bottom = 300.0, 132.0, 48.0, 14.0, 14.0, 104.0
    [series] = chart.series
    known = [value for value in series.values if value is not None]
    low, high = min([0.0, *known]), max([0.0, *known])
    marks = [each for each in (low, 0.0 if low < 0 < high else None, high) if each is not None] if high > low else [0.0]
    scale = (bottom - top) / ((high - low) or 1)
    room = (width - left - right) / max(len(chart.categories) - 1, 1)
    points = [
        (left + room * at, bottom - (value - low) * scale) if value is not None else None
        for at, value in enumerate(series.values)
    ]

    def parts() -> Iterator[str]:
        for mark in marks:
            y = bottom - (mark - low) * scale
            yield f'<line x1="{left}" x2="{width - right}" y1="{y:.1f}" y2="{y:.1f}" stroke="{_LINE}"/>'
            yield _text(left - 6, y + 4, chart.said(mark), "end", _SOFT, 11)
        for one, other in pairwise(points):
            if one and other:
                yield (
                    f'<line x1="{one[0]:.1f}" y1="{one[1]:.1f}" x2="{other[0]:.1f}" y2="{other[1]:.1f}" '
                    f'stroke="{_colour(0)}" stroke-width="1.8"/>'
                )
        for at, (category, point) in enumerate(zip(chart.categories, points, strict=True)):
            if point:
                filled = _PAPER if series.is_weak(at) else _colour(0)
                about = f"{category}: {chart.said(series.values[at] or 0)}"
                yield (
                    f'<circle cx="{point[0]:.1f}" cy="{point[1]:.1f}" r="3.6" fill="{filled}" stroke="{_colour(0)}" '
                    f'stroke-width="1.6"><title>{_words(about)}</title></circle>'
                )
            yield _text(left + room * at, bottom + 20, category, "middle", _SOFT, 11)

    return _svg(chart, width, height, parts())


_KINDS: Mapping[str, Callable[[Chart], Markup]] = {"columns": _columns, "bars": _bars, "line": _line}
