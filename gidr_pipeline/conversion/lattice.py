"""From ruling lines to tables: what they enclose is a cell.

What belongs here: geometry alone, on a page whose y grows downwards. What does not: where the lines come from, and what
stands between them (`pdf`).

Word processors draw the border of each cell by itself, with gaps where lines cross, and leave out those at the edges of
a page; browsers fill thin rectangles. So lines near each other are one, and a table is closed where its lines end.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import inf
from typing import NamedTuple

from gidr_pipeline.conversion.limits import PLACES, too_large

NEAR = 4.0
"""Points between lines that are one, or meet."""
_SHORTEST = 3.0
_OUTSIDE = 6.0
"""Points that lines stand out over the last that crosses them where a table is open there."""
_MOSTLY = 0.5


class Rule(NamedTuple):
    """A line from left to right or from top to bottom."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def is_level(self) -> bool:
        return self.x1 - self.x0 >= self.y1 - self.y0


class Field(NamedTuple):
    """A cell of a lattice: its first place, and how many rows and columns it covers."""

    row: int
    column: int
    rows: int
    columns: int


@dataclass(frozen=True)
class Lattice:
    """A table: the lines between its columns and rows, and its cells. It is open where no line closes it above or
    below."""

    xs: Sequence[float]
    ys: Sequence[float]
    fields: Sequence[Field]
    open_above: bool
    open_below: bool

    def place_of(self, x: float, y: float) -> tuple[int, int] | None:
        """The row and the column where a point lies, None outside."""
        row, column = bisect_right(self.ys, y) - 1, bisect_right(self.xs, x) - 1
        inside = 0 <= row < len(self.ys) - 1 and 0 <= column < len(self.xs) - 1
        return (row, column) if inside else None


@dataclass
class _Line:
    """Rules on one line, joined: where it lies across itself, and from where to where it goes."""

    at: float
    start: float
    end: float


def lattices(rules: Sequence[Rule]) -> list[Lattice]:
    """The tables that some rules draw, from top to bottom."""
    rows = list(_lines([(rule.y0, rule.x0, rule.x1) for rule in rules if rule.is_level]))
    columns = list(_lines([(rule.x0, rule.y0, rule.y1) for rule in rules if not rule.is_level]))
    if len(rows) * len(columns) > PLACES:
        raise too_large("too many ruling lines on a page")
    found = [lattice for group in _crossing(rows, columns) if (lattice := _lattice(*group))]
    return sorted(found, key=lambda lattice: (lattice.ys[0], lattice.xs[0]))


def _lines(rules: Sequence[tuple[float, float, float]]) -> Iterator[_Line]:
    """Rules near each other as one line, which is whole as far as its pieces touch: where each lies, from where to
    where it goes."""
    on: dict[float, list[tuple[float, float]]] = {}
    first = -inf
    for at, start, end in sorted(rules):
        if at - first > NEAR:
            first = at
        on.setdefault(first, []).append((start, end))
    for place, pieces in on.items():
        line: _Line | None = None
        for start, end in sorted(pieces):
            if line and start <= line.end + NEAR:
                line.end = max(line.end, end)
            else:
                if line and line.end - line.start >= _SHORTEST:
                    yield line
                line = _Line(place, start, end)
        if line and line.end - line.start >= _SHORTEST:
            yield line


def _crossing(rows: Sequence[_Line], columns: Sequence[_Line]) -> Iterator[tuple[list[_Line], list[_Line]]]:
    """Lines that cross, together with those that these cross."""
    left = set(range(len(columns)))
    waiting = set(range(len(rows)))
    while waiting:
        here, across = [waiting.pop()], list[int]()
        at = 0
        while at < len(here):
            row = rows[here[at]]
            met = [each for each in left if _meet(row, columns[each])]
            left.difference_update(met)
            across += met
            for each in met:
                further = [other for other in waiting if _meet(rows[other], columns[each])]
                waiting.difference_update(further)
                here += further
            at += 1
        yield [rows[each] for each in here], [columns[each] for each in across]


def _meet(row: _Line, column: _Line) -> bool:
    return row.start - NEAR <= column.at <= row.end + NEAR and column.start - NEAR <= row.at <= column.end + NEAR


def _lattice(rows: Sequence[_Line], columns: Sequence[_Line]) -> Lattice | None:
    if len(rows) < 2 or not columns:
        return None
    xs, _, _ = _closed(columns, rows)
    ys, above, below = _closed(rows, columns)
    if len(xs) < 2 or len(ys) < 2 or (len(xs) == 2 and len(ys) == 2):
        return None
    if len(xs) * len(ys) > PLACES:
        raise too_large(f"a table of more than {PLACES:,} places")
    return Lattice(xs, ys, list(_fields(xs, ys, rows, columns)), above, below)


def _closed(lines: Sequence[_Line], across: Sequence[_Line]) -> tuple[list[float], bool, bool]:
    """Where lines lie, with the ends of those across them where these stand out, and whether they do on either side."""
    places = sorted({line.at for line in lines})
    first, last = min(line.start for line in across), max(line.end for line in across)
    before, behind = first < places[0] - _OUTSIDE, last > places[-1] + _OUTSIDE
    return [*([first] if before else []), *places, *([last] if behind else [])], before, behind


def _fields(
    xs: Sequence[float], ys: Sequence[float], rows: Sequence[_Line], columns: Sequence[_Line]
) -> Iterator[Field]:
    """The cells: places without a line between them are one. What would be no rectangle is parted at its rows."""
    height, width = len(ys) - 1, len(xs) - 1
    above = _drawn(ys, xs, rows)
    beside = _drawn(xs, ys, columns)
    root = list(range(height * width))

    def top(place: int) -> int:
        while root[place] != place:
            root[place] = root[root[place]]
            place = root[place]
        return place

    for row in range(height):
        for column in range(width):
            place = row * width + column
            if column and (column, row) not in beside:
                root[top(place)] = top(place - 1)
            if row and (row, column) not in above:
                root[top(place)] = top(place - width)
    members: dict[int, list[int]] = {}
    for place in range(height * width):
        members.setdefault(top(place), []).append(place)
    for places in members.values():
        own_rows, own_columns = [place // width for place in places], [place % width for place in places]
        down, across = max(own_rows) - min(own_rows) + 1, max(own_columns) - min(own_columns) + 1
        if len(places) == down * across:
            yield Field(min(own_rows), min(own_columns), down, across)
        else:
            yield from _in_rows(places, width)


def _in_rows(places: Sequence[int], width: int) -> Iterator[Field]:
    """Places as cells of one row each."""
    run: list[int] = []
    for place in [*sorted(places), -1]:
        if run and (place != run[-1] + 1 or place % width == 0):
            yield Field(run[0] // width, run[0] % width, 1, len(run))
            run = []
        run.append(place)


def _drawn(at: Sequence[float], across: Sequence[float], lines: Sequence[_Line]) -> set[tuple[int, int]]:
    """Between which places a line is drawn: by the place in `at` and the gap in `across`."""
    drawn: set[tuple[int, int]] = set()
    covered: dict[tuple[int, int], float] = {}
    place = {value: number for number, value in enumerate(at)}
    for line in lines:
        if line.at in place:
            for gap, (start, end) in enumerate(pairwise(across)):
                common = min(end, line.end) - max(start, line.start)
                if common > 0:
                    key = place[line.at], gap
                    covered[key] = covered.get(key, 0.0) + common / (end - start)
                    if covered[key] >= _MOSTLY:
                        drawn.add(key)
    return drawn
