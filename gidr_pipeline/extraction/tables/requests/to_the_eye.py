"""Places of cells aligned with spaces: columns that the eye sees.

What belongs here: which figures stand in line, and under which names. What does not: cells that anything but spaces
separates (`in_lines`, `down_rows`).
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain, pairwise
from operator import itemgetter
from statistics import fmean, median

from gidr_pipeline.extraction.tables.model import RowFigures, count_of
from gidr_pipeline.extraction.tables.requests.room import LookUp
from gidr_pipeline.extraction.tables.sight import WIDTHS, Widths, extent_of
from gidr_pipeline.extraction.text.figures import Token
from gidr_pipeline.extraction.text.line import Line

Edge = tuple[float, float]
"""The left and the right end of a figure."""
IsIn = Callable[[Edge], bool]
"""Whether a figure stands in a column."""

_NARROWEST = 3
_FEWEST_WHOLE = 3
_SEVERAL = 2


def to_the_eye(rows: Sequence[RowFigures], width: int, header: Sequence[Line], names: Sequence[str]) -> LookUp | None:
    """Columns aligned with spaces: figures of one column have their left ends, right ends or middles in line, or
    overlap each other. Where no row has a figure for each cell, names over them tell which columns are empty."""
    lined_up = [row for row in rows if len(row.on_each_line) == 1]
    every = {widths: [own for row in lined_up if (own := _edges(row, widths))] for widths in WIDTHS}
    widths = min(every, key=lambda each: len(_stretches(every[each])))
    edges = every[widths]
    columns = _aligned([own for own in edges if len(own) == width]) or _overlapping(edges, width)
    # Where a label has the figures of two rows, one of those is that of a label without any.
    placed = partial(_placed, may_be_bare=not any(len(row.tokens) >= 2 * width for row in rows))
    if columns:
        return lambda row: placed(row, columns, _edges(row, widths), is_named=_ends_blank(row, lined_up))
    named = _under_names(edges, [_place_of(name, header, widths) for name in names])
    if not named or not _add_up(lined_up, [_edges(row, widths) for row in lined_up], named[-1]):
        return None
    return lambda row: placed(row, named, _edges(row, widths), is_named=True)


def _placed(
    row: RowFigures, columns: Sequence[IsIn], edges: Sequence[Edge], *, is_named: bool, may_be_bare: bool
) -> RowFigures:
    """A row with the columns of its figures, each in one of its own, if there may be one without any; as it is where a
    figure stands in none, or where nothing but their distances, the same for all, shows that some are empty."""
    if row.lines and not row.tokens and may_be_bare:
        return replace(row, columns=(), whole=True)
    found: dict[int, Token] = {}
    for edge, token in zip(edges, row.tokens, strict=False):
        near = [at for at, is_in in enumerate(columns) if is_in(edge)]
        if len(near) != 1 or near[0] in found:
            return row
        found[near[0]] = token
    order = tuple(sorted(found))
    if not 0 < len(found) == len(row.tokens):
        return row
    if not is_named and order == tuple(range(len(order))) != tuple(range(len(columns))):
        return row
    return replace(row, tokens=tuple(found[at] for at in order), columns=order, whole=True)


def _ends_blank(row: RowFigures, rows: Sequence[RowFigures]) -> bool:
    """Whether several rows lack as many of the last figures, which the body left blank: of most that are not all zero
    the last one there is no total, which would have moved into another's place."""
    alike = [list(map(count_of, each.tokens)) for each in rows if len(each.tokens) == len(row.tokens) > 1]
    counts = [[count or 0 for count in each] for each in alike if any(each)]
    totals = sum(2 * values[-1] >= sum(values) for values in counts)
    return len(alike) >= _FEWEST_WHOLE and 2 * totals < len(counts)


_SIDES: Sequence[Callable[[Edge], float]] = (itemgetter(0), itemgetter(1), fmean)
_NOWHERE = (0.0, -1.0)
_JITTER = 1.5
"""Places by which figures of one column may be off, as half of an odd place is."""
_PIECE = re.compile(r"\S+")


def _aligned(rows: Sequence[Sequence[Edge]]) -> list[IsIn]:
    """The columns of rows with a figure for each cell, by whichever of their left ends, right ends and middles vary
    least."""
    if len(rows) < _FEWEST_WHOLE:
        return []
    best: tuple[float, Callable[[Edge], float], list[float]] | None = None
    for side in _SIDES:
        centers = [median(side(row[at]) for row in rows) for at in range(len(rows[0]))]
        spread = float(sum(abs(side(edge) - centers[at]) for row in rows for at, edge in enumerate(row)))
        if best is None or spread < best[0]:
            best = spread, side, centers
    assert best is not None  # there are three sides
    spread, side, centers = best
    gap = min(b - a for a, b in pairwise(centers))
    if gap < _NARROWEST or spread / (len(rows) * len(centers)) > gap / 8:
        return []
    return [lambda edge, center=center: abs(center - side(edge)) <= gap / 3 for center in centers]  # type: ignore[misc]


def _stretches(rows: Sequence[Sequence[Edge]]) -> list[Edge]:
    """What the figures of several rows take that overlap, from left to right."""
    stretches: list[Edge] = []
    for left, right in sorted(edge for row in rows for edge in row):
        if stretches and left < stretches[-1][1]:
            stretches[-1] = stretches[-1][0], max(right, stretches[-1][1])
        else:
            stretches.append((left, right))
    return stretches


def _overlapping(rows: Sequence[Sequence[Edge]], width: int) -> list[IsIn]:
    """The columns that figures of several rows form which overlap, if they are as many as the table has, and each has
    figures of several rows."""
    columns = [_inside(own) for own in _stretches(rows)]
    if len(columns) != width or any(b[0] - a[1] < 2 for a, b in pairwise(_stretches(rows))):
        return []
    return columns if all(sum(map(is_in, chain(*rows))) >= _SEVERAL for is_in in columns) else []


def _inside(own: Edge) -> IsIn:
    return lambda edge: own[0] <= edge[0] and edge[1] <= own[1]


def _place_of(name: str, header: Sequence[Line], widths: Widths) -> Edge | None:
    """Where the name of a column stands in the head, whole or its first characters, or in pieces below each other; None
    where that is not clear."""
    pieces = [
        (line.number, piece[0], extent_of(line, token, widths, *piece.span()))
        for line in header
        for token in line.words
        for piece in _PIECE.finditer(token.text)
        if piece[0] in name
    ]
    found = [extent for _, words, extent in pieces if name.startswith(words) and (len(words) > 1 or words == name)]
    stacks = [stack for stack in _stacks(name, pieces) if len(stack) > 1]
    if len(stacks) == 1:
        return min(left for left, _ in stacks[0]), max(right for _, right in stacks[0])
    return found[0] if len(found) == 1 else None


def _stacks(
    name: str, pieces: Sequence[tuple[int, str, Edge]], below: Edge | None = None, line: int = -1
) -> list[list[Edge]]:
    """All ways to put a name together from pieces that stand below each other."""
    if not name:
        return [[]]
    return [
        [extent, *rest]
        for number, words, extent in pieces
        if name.startswith(words)
        and number > line
        and (below is None or (extent[0] < below[1] and below[0] < extent[1]))
        for rest in _stacks(name[len(words) :], pieces, extent, number)
    ]


def _under_names(rows: Sequence[Sequence[Edge]], names: Sequence[Edge | None]) -> list[IsIn]:
    """The columns in which figures stand under the names: all by the same side or by their middles. The last name must
    have figures under it, as the total has wherever any other column has some."""
    places = [name for name in names if name is not None]
    if not names or len(places) < len(names) or places != sorted(places):
        return []
    apart = min(other[0] - one[0] for one, other in pairwise(places))
    stretches = _with_those_a_place_off(_stretches(rows), apart)
    if not stretches or len(stretches) > len(names):
        return []
    ways = [way for side in _SIDES if (way := _assigned([side(own) for own in stretches], [side(n) for n in places]))]
    if not ways or any(way != ways[0] for way in ways) or ways[0][-1] != len(names) - 1:
        return []
    own = dict(zip(ways[0], stretches, strict=True))
    return [_inside(own.get(at, _NOWHERE)) for at in range(len(names))]


def _with_those_a_place_off(stretches: Sequence[Edge], apart: float) -> list[Edge]:
    """The stretches, those made one that touch each other, if names stand farther apart than they reach together."""
    joined: list[Edge] = []
    for left, right in stretches:
        if joined and left == joined[-1][1] and right - joined[-1][0] < apart:
            joined[-1] = joined[-1][0], right
        else:
            joined.append((left, right))
    return joined


def _add_up(rows: Sequence[RowFigures], edges: Sequence[Sequence[Edge]], is_total: IsIn) -> bool:
    """Whether the figure in the last column is what the others of its row add up to, in most rows with both, if any."""
    counts = [
        [count_of(token) or 0 for token in row.tokens]
        for row, own in zip(rows, edges, strict=True)
        if len(own) > 1 and is_total(own[-1])
    ]
    return not counts or 2 * sum(values[-1] == sum(values[:-1]) for values in counts) > len(counts)


def _assigned(stretches: Sequence[float], names: Sequence[float]) -> list[int] | None:
    """The name nearest to each stretch, if all are as far from theirs and no two under the same."""
    gap = min(b - a for a, b in pairwise(names))
    nearest = [min(range(len(names)), key=lambda at: abs(names[at] - place)) for place in stretches]
    off = [place - names[at] for place, at in zip(stretches, nearest, strict=True)]
    middle = median(off)
    lined_up = all(abs(each - middle) <= max(_JITTER, gap / 6) for each in off) and abs(middle) <= gap / 2
    return nearest if lined_up and nearest == sorted(set(nearest)) else None


def _edges(row: RowFigures, widths: Widths) -> list[Edge]:
    """The left and right ends of the figures of a row on lines without separators, in the order of the text."""
    lines = [line for line in row.lines if line.values]
    if any(line.places for line in lines):
        return []
    own = {line.number: line for line in row.lines}
    return [extent_of(own[token.line], token, widths) for token in row.tokens]
