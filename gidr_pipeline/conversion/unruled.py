"""Tables that no lines rule: the white between characters tells their cells, and where blank ones are.

What belongs here: where heads, rows and columns of cells are a table. What does not: which characters make a cell
(`white`), tables with ruling lines (`lattice`), and words that stand in no table (`glyphs.in_columns`).

A column is where cells stand below each other. A figure that stands in none, or in two, and two cells in one place make
a table doubtful: it stays text.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import inf
from typing import NamedTuple

from gidr_pipeline.conversion.glyphs import Glyph
from gidr_pipeline.conversion.lattice import Lattice
from gidr_pipeline.conversion.paged import Table
from gidr_pipeline.conversion.placed import Placed
from gidr_pipeline.conversion.white import FARTHEST, Cell, Extent, Row, cells_of, has_room, in_rows, pieces_of

_MOST_PIECES = 2_000
_BESIDE = 0.1
"""Of the height of a line: what of it is beside a row."""
_OF_A_ROW = 1.5
"""Of the usual white between two rows: what a row without figures that has a place of its own leaves above and below it
at least, together."""
_FAR = 1.7
"""Of the height of a line: white that no table has between its rows."""


class Columns(NamedTuple):
    """Where the columns of a table stand, from left to right, and how many of the first are of labels."""

    extents: Sequence[Extent]
    labels: int

    def of(self, cell: Cell) -> list[int]:
        """The columns that a cell stands in."""
        return [at for at, extent in enumerate(self.extents) if cell.is_over(extent)]


NO_COLUMNS = Columns((), 0)


class Found(NamedTuple):
    """A table, its columns, the characters in it, from where to where down the page its rows go, and how many figures
    it has."""

    table: Table
    columns: Columns
    glyphs: Sequence[Glyph]
    rows: Extent
    figures: int


def tables_without_rules(glyphs: Sequence[Glyph], columns: Columns = NO_COLUMNS) -> list[Found]:
    """The tables among the characters of a page.

    Parameters
    ----------
    columns
        Those of the last table of the page before, which may go on here without a head.
    """
    upright = [glyph for glyph in glyphs if not glyph.quarter]
    pieces, prose = pieces_of(upright)
    if len(pieces) > _MOST_PIECES:
        return []
    found, is_whole = _found(cells_of(pieces), prose, columns)
    if is_whole:
        return found
    # Rows may stand as close as the lines of a cell do: then each line is a row, and labels go on in the next.
    other, _ = _found(pieces_of(upright)[0], prose, columns)
    return max(found, other, key=lambda tables: sum(each.figures for each in tables))


def _found(cells: Sequence[Cell], prose: Sequence[float], columns: Columns) -> tuple[list[Found], bool]:
    """The tables that some cells make, and whether none was doubtful: beside the rows of a table stands nothing that is
    not in it."""
    found: list[Found] = []
    table, end = _Table(columns), -inf
    for row in [*in_rows(cells), []]:
        top, middle = (min(cell.y0 for cell in row), row[0].middle) if row else (inf, inf)
        far = top - end > _FAR * row[0].line_height if row else True
        if far or any(end < y < middle for y in prose) or not table.takes(row):
            if each := table.found(goes_on=not found):
                found.append(each)
                columns = each.columns
            table = _Table(columns)
            if row:
                table.takes(row)
        end = max((cell.y1 for cell in row), default=end)
    inside = {id(glyph) for each in found for glyph in each.glyphs}
    others = [cell for cell in cells if id(cell.glyphs[0]) not in inside]
    sure = [each for each in found if not any(cell.is_between(*each.rows) for cell in others)]
    return sure, len(sure) == len(found) and not any(cell.is_figure for cell in others)


@dataclass
class _Table:
    """A table in the making: heads, and rows of labels and figures below them. `known` are the columns of the table
    before, which goes on where there are no heads."""

    known: Columns
    heads: list[Row] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)

    def takes(self, row: Row) -> bool:
        """Take a row, if it may be the next."""
        is_row = _has_figure(row) or self._is_label(row)
        if self.rows and not is_row:
            if len(row) < 2 or any(map(_has_figure, self.rows)):
                return False
            self.heads, self.rows = [*self.heads, *self.rows], []
        (self.rows if is_row else self.heads).append(row)
        return True

    def _is_label(self, row: Row) -> bool:
        """Whether a row without figures stands where labels do, and not where figures and their heads do."""
        firsts = [next(cell for cell in each if cell.is_figure).x0 for each in self.rows if _has_figure(each)]
        labels = [cell.x1 for each in self.rows if _has_figure(each) for cell in each if not cell.is_figure]
        heads = [each for each in self.heads if len(each) > 1]
        if firsts:
            return row[-1].x1 <= min(firsts) and row[0].x0 < max(labels, default=-inf)
        if heads:
            return all(row[-1].x1 <= each[1].x0 and row[0].x0 < each[0].x1 for each in heads)
        places = [self.known.of(cell) for cell in row]
        return not self.heads and all(each and max(each) < self.known.labels for each in places)

    def found(self, *, goes_on: bool) -> Found | None:
        """What the table is; None where it is doubtful. Labels alone are rows only of one that may go on here."""
        while self.heads and len(self.heads[0]) < 2:
            self.heads.pop(0)
        if len(self.rows) > 1 and _is_number_of_page(self.rows[-1], self.rows[-2]):
            self.rows.pop()
        goes_on = goes_on and len(self.rows) > 1  # a line alone is the head of the page
        if not self.rows or not (goes_on or self.heads or any(map(_has_figure, self.rows))):
            return None
        columns = self._columns() if self.heads else self.known
        self.rows = _with_rests(self.rows, columns)
        if len(columns.extents) < 2 or not self._fits(columns):
            return None
        if not columns.labels and sum(map(_has_figure, self.rows)) > 1:
            return None  # no label tells which of them are one
        self.rows = _with_groups(self.rows, columns)
        return self._in(columns, goes_on=goes_on)

    def _in(self, columns: Columns, *, goes_on: bool) -> Found:
        """Its rows in their columns."""
        rows = [*self.heads, *self.rows]
        # Labels alone at the top of a page may be the rest of one of which the page before has the beginning.
        alone = next((at for at, row in enumerate(self.rows) if _has_figure(row)), len(self.rows))
        whole = len(self.heads) + (alone if goes_on and self.known.extents else 0)
        places = [
            cell for number, row in enumerate(rows) for cell in _placed(number, row, columns, blanks=number >= whole)
        ]
        extents = columns.extents
        xs = [extents[0][0], *((a[1] + b[0]) / 2 for a, b in pairwise(extents)), extents[-1][1]]
        ys = [*(row[0].y0 for row in rows), rows[-1][0].y1]
        lattice = Lattice(xs, ys, (), open_above=False, open_below=False)
        glyphs = [glyph for row in rows for cell in row for glyph in cell.glyphs]
        band = (self.rows[0][0].middle, self.rows[-1][0].middle)
        figures = sum(cell.is_figure for row in self.rows for cell in row)
        return Found(Table(lattice, places, len(rows)), columns, glyphs, band, figures)

    def _columns(self) -> Columns:
        """Where cells stand below each other, the narrow ones first: what is over two columns makes none."""
        extents: list[Extent] = []
        cells = [cell for row in (*self.heads, *self.rows) for cell in row]
        for cell in sorted(cells, key=lambda cell: cell.x1 - cell.x0):
            over = [extent for extent in extents if cell.is_over(extent)]
            if len(over) < 2:
                extents = [extent for extent in extents if extent not in over]
                extents.append((min([cell.x0, *(a for a, _ in over)]), max([cell.x1, *(b for _, b in over)])))
        extents.sort()
        of_words = [cell for row in self.rows for cell in row if not cell.is_figure]
        of_figures = [cell for row in self.rows for cell in row if cell.is_figure]
        labels = 0
        for at, extent in enumerate(extents):
            if any(cell.is_over(extent) for cell in of_figures):
                break
            if any(cell.is_over(extent) for cell in of_words):
                labels = at + 1
        return Columns(extents, labels)

    def _fits(self, columns: Columns) -> bool:
        """Whether every figure is in one column, and alone there, and each row has a label if any has."""
        for row in self.rows:
            places = [columns.of(cell) for cell in row]
            behind = [at for each in places for at in each if at >= columns.labels]
            if not all(places) or len(set(behind)) < len(behind) or (columns.labels and places[0][0] >= columns.labels):
                return False
            for cell, each in zip(row, places, strict=True):
                if cell.is_figure and (len(each) != 1 or each[0] < columns.labels):
                    return False
        return True


def _placed(number: int, row: Row, columns: Columns, *, blanks: bool) -> list[Placed]:
    """The cells of a row, and the blank ones in columns that are not of labels."""
    placed: list[Placed] = []
    for cell in row:
        over = columns.of(cell)
        if placed and over and over[0] < placed[-1].column + placed[-1].columns:  # labels beside each other
            before = placed.pop()
            over = [before.column, *over]
            placed.append(before._replace(lines=[*before.lines, *cell.lines], columns=over[-1] - over[0] + 1))
        elif over:
            placed.append(Placed(cell.lines, number, over[0], 1, len(over)))
    if blanks:
        taken = {at for each in placed for at in range(each.column, each.column + each.columns)}
        empty = (at for at in range(columns.labels, len(columns.extents)) if at not in taken)
        placed += [Placed([], number, at) for at in empty]
    return placed


def _has_figure(row: Row) -> bool:
    return any(cell.is_figure for cell in row)


def _is_number_of_page(row: Row, above: Row) -> bool:
    far = row[0].middle - above[0].middle > FARTHEST * row[0].height
    return far and len(row) == 1 and row[0].is_figure


def _with_rests(rows: Sequence[Row], columns: Columns) -> list[Row]:
    """The rows; what stands close below figures, and beside no label, is the rest of numbers that are broken."""
    whole: list[Row] = []
    for row in rows:
        above = whole[-1] if whole else []
        upper = [next((each for each in above if columns.of(each) == columns.of(cell)), None) for cell in row]
        near = bool(above) and row[0].middle - above[0].middle <= FARTHEST * row[0].height
        if near and all(cell.is_figure and each and each.is_figure for cell, each in zip(row, upper, strict=True)):
            for cell, each in zip(row, upper, strict=True):
                if each:
                    each.add(cell)
        else:
            whole.append(row)
    return whole


def _with_groups(rows: Sequence[Row], columns: Columns) -> list[Row]:
    """The rows; the label of a group that stands between two of its rows stands in one of them, beside whose words it
    has room. So does what has neither a figure nor words nearest to the figures, where labels of rows are, unless it
    has a row's place to itself."""
    whole = [row for row in rows if _has_figure(row)]
    white = sorted(_white(one, other) for one, other in pairwise(whole))
    usual = white[(len(white) - 1) // 2] if white else inf
    for row in rows:
        if _has_figure(row):
            continue
        above = max((each for each in whole if each[0].middle < row[0].middle), key=_middle, default=None)
        below = min((each for each in whole if each[0].middle >= row[0].middle), key=_middle, default=None)
        if above and below and _white(above, below) >= row[0].height + _OF_A_ROW * usual:
            whole.append(row)
            continue
        nearest = sorted(whole, key=lambda each: abs(each[0].middle - row[0].middle))[:2]
        beside = next((each for each in nearest if has_room(each, row)), None)
        is_near = beside is not None and _is_beside(row[0], beside)
        is_outer = max((at for cell in row for at in columns.of(cell)), default=-1) < columns.labels - 1
        if beside is not None and (is_near or is_outer):
            beside[:] = sorted([*beside, *row], key=lambda cell: cell.x0)
        else:
            whole.append(row)
    return sorted(whole, key=_middle)


def _middle(row: Row) -> float:
    return row[0].middle


def _white(above: Row, below: Row) -> float:
    """How much white is between two rows."""
    return min(cell.y0 for cell in below) - max(cell.y1 for cell in above)


def _is_beside(cell: Cell, row: Row) -> bool:
    """Whether a cell is higher or lower than a row, but not as far as another row is."""
    common = min(cell.y1, max(each.y1 for each in row)) - max(cell.y0, min(each.y0 for each in row))
    return common > _BESIDE * cell.line_height or abs(row[0].middle - cell.middle) < cell.line_height
