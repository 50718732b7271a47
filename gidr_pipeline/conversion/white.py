"""Characters of a page to cells and rows, by the white between them.

What belongs here: which characters make a cell, and which cells a row, on a page whose y grows downwards. What does
not: which of them make a table (`unruled`).

    characters → pieces of lines → cells, lines that stand close together → rows
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import inf

from gidr_pipeline.conversion.glyphs import SPACE, Glyph, is_apart, is_wide, rows_of

_SAME_LINE = 0.25
"""Of the height of characters: figures beside a label of two lines stand on neither."""
_APART, _APART_FROM_LATIN, _APART_LATIN = 0.2, 0.32, 0.12
"""Of the width of a Chinese character, and of the height of others: the white beside it where another cell begins.
Between Chinese and Latin characters of a line programs leave a quarter."""
_PROSE = 0.6
"""Of what is printed across: a piece of a line that goes so far is no cell."""
_SAME, _ALIKE = 1.06, 1.25
"""How much larger one distance or height may be than another that is the same, or like it."""
_CLOSEST, FARTHEST = 0.5, 1.6
"""Of the height of a line: how far the next of the same cell is below it at least and at most."""
_TOUCH = 0.5
"""Points that cells of two columns may have in common."""
_FIGURE = re.compile(r"[-+]?\d[\d,.]*|[-/—]+|无")

Extent = tuple[float, float]
"""From where to where across the page."""


@dataclass(eq=False)
class Cell:
    """Characters together: a piece of a line, or several such below each other."""

    lines: list[str]
    x0: float
    y0: float
    x1: float
    y1: float
    glyphs: list[Glyph] = field(repr=False)

    @property
    def middle(self) -> float:
        return (self.y0 + self.y1) / 2

    @property
    def height(self) -> float:
        return self.y1 - self.y0

    @property
    def line_height(self) -> float:
        return self.height / len(self.lines)

    @property
    def is_figure(self) -> bool:
        return all(map(_FIGURE.fullmatch, self.lines))

    def is_over(self, extent: Extent) -> bool:
        return self.x0 + _TOUCH < extent[1] and extent[0] + _TOUCH < self.x1

    def is_beside(self, other: "Cell") -> bool:
        """Whether another piece stands on the same line."""
        return other is not self and abs(other.middle - self.middle) <= _SAME_LINE * self.height

    def has_beside(self, other: "Cell") -> bool:
        """Whether the middle of one of two cells is beside the other."""
        return self.y0 <= other.middle <= self.y1 or other.y0 <= self.middle <= other.y1

    def is_between(self, above: float, below: float) -> bool:
        return self.y0 < below and above < self.y1

    def add(self, below: "Cell") -> None:
        self.lines += below.lines
        self.glyphs += below.glyphs
        self.x0, self.x1 = min(self.x0, below.x0), max(self.x1, below.x1)
        self.y0, self.y1 = min(self.y0, below.y0), max(self.y1, below.y1)


Row = list[Cell]


def pieces_of(glyphs: Sequence[Glyph]) -> tuple[list[Cell], list[float]]:
    """The pieces of lines that may be cells, and how far down lines of prose stand."""
    if not glyphs:
        return [], []
    widest = _PROSE * (max(glyph.x1 for glyph in glyphs) - min(glyph.x0 for glyph in glyphs))
    pieces: list[Cell] = []
    prose: list[float] = []
    for line in rows_of(glyphs, _SAME_LINE):
        parts = list(_parted(line))
        if any(part.x1 - part.x0 > widest for part in parts):
            prose.append(line[0].middle)
        else:
            pieces += parts
    return pieces, prose


def _parted(line: Sequence[Glyph]) -> Iterator[Cell]:
    run: list[Glyph] = []
    for glyph in line:
        if run and (is_apart(run[-1], glyph) or _is_next_cell(run[-1], glyph)):
            yield _piece(run)
            run = []
        run.append(glyph)
    yield _piece(run)


def _is_next_cell(before: Glyph, glyph: Glyph) -> bool:
    if SPACE in (before.character, glyph.character):
        return False
    wide = [each.x1 - each.x0 for each in (before, glyph) if is_wide(each)]
    size = max(wide, default=before.height)
    return glyph.x0 - before.x1 > (_APART_LATIN, _APART_FROM_LATIN, _APART)[len(wide)] * size


def _piece(run: list[Glyph]) -> Cell:
    words = "".join(glyph.character for glyph in run).strip(SPACE)
    return Cell([words], run[0].x0, min(each.y0 for each in run), run[-1].x1, max(each.y1 for each in run), list(run))


def cells_of(pieces: Sequence[Cell]) -> list[Cell]:
    """Pieces that stand as close below each other as the lines of a cell do, as one. Where no two stand closer than
    rows of figures, each is a cell."""
    below = [(upper, lower, lower.middle - upper.middle) for upper in pieces if (lower := _next_below(upper, pieces))]
    # A figure alone on its line may be the rest of a number that is broken.
    figures = sorted({piece.middle for piece in pieces if piece.is_figure and any(map(piece.is_beside, pieces))})
    between_rows = min((b - a for a, b in pairwise(figures) if b - a > _TOUCH), default=inf)
    between_lines = min((step for _, _, step in below), default=inf)
    if between_lines * _SAME >= between_rows:
        return list(pieces)
    near = [(upper, lower) for upper, lower, step in below if step <= between_lines * _SAME]
    under = Counter(id(lower) for _, lower in near)
    lower_of = {id(upper): lower for upper, lower in near if under[id(lower)] == 1}
    goes_on = {id(lower) for lower in lower_of.values()}
    cells = []
    for piece in pieces:
        if id(piece) not in goes_on:
            line: Cell | None = piece
            while line := lower_of.get(id(line)):
                piece.add(line)
            cells.append(piece)
    return cells


def _next_below(upper: Cell, pieces: Sequence[Cell]) -> Cell | None:
    """The first piece below another, if it may be the next line of the same cell."""
    least = upper.middle + _CLOSEST * upper.height
    under = [each for each in pieces if each.middle > least and each.is_over((upper.x0, upper.x1))]
    lower = min(under, key=lambda each: each.middle, default=None)
    if lower is None or lower.is_figure != upper.is_figure or lower.middle - upper.middle > FARTHEST * upper.height:
        return None
    return lower if max(lower.height, upper.height) <= _ALIKE * min(lower.height, upper.height) else None


def in_rows(cells: Sequence[Cell]) -> list[Row]:
    """Cells beside each other, from top to bottom. The lowest cells tell where a row is."""
    rows: list[Row] = []
    for cell in sorted(cells, key=lambda cell: (round(cell.height), cell.middle)):
        beside = [row for row in rows if row[0].has_beside(cell) and has_room(row, [cell])]
        if beside:
            min(beside, key=lambda row: abs(row[0].middle - cell.middle)).append(cell)
        else:
            rows.append([cell])
    return [sorted(row, key=lambda cell: cell.x0) for row in sorted(rows, key=lambda row: row[0].middle)]


def has_room(row: Row, others: Sequence[Cell]) -> bool:
    return not any(cell.is_over((other.x0, other.x1)) for other in row for cell in others)
