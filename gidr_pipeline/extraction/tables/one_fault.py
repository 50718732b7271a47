"""Figures that stand apart from their labels, where one row has too few or too many of them, or has moved.

What belongs here: finding that row by the sums. What does not: orders without a fault (`streams`, `proven`), or what
the figures of such a row are (`options`, `summed`).

In such a text a lost figure moves all those behind it to other cells. So each row is tried, in all the ways in which it
can lie across the columns: all other rows have to add up, and with them the row in question and all columns.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from gidr_pipeline.extraction.tables.options import Option, Sum, count_of, lay_out
from gidr_pipeline.extraction.tables.repair import ColumnSum
from gidr_pipeline.extraction.tables.rows import RowText
from gidr_pipeline.extraction.tables.style import holds
from gidr_pipeline.extraction.text.figures import Token

_FEWEST_TELLING = 10
"""Sums that add up more than zeros."""
_MOST_OFF = 3
"""How many figures a row may lack, or have too many."""
_MOST_MOVED = 2
"""By how many columns a row may have moved."""

Sizes = Sequence[Sequence[int]]
"""How many figures each cell has, by row and column; a row may have a column more than the table."""
Rows = list[list[Token]]
"""The figures of each row, in order."""
Values = tuple[tuple[int | None, ...], ...]


def with_one_fault(
    figures: Sequence[Token],
    orders: Iterable[Sequence[int] | None],
    codes: Sequence[str],
    along: Sequence[Sum],
    down: Sequence[ColumnSum],
    width: int,
) -> list[dict[str, RowText]]:
    """The rows with these codes and so many cells, by the sums along them and down their columns, for each table that
    explains the text. The row at fault has its figures loose. None where too few sums tell the only one.

    `orders` are those in which the text may go: the number of rows of each page, for one that gives each page column by
    column; None for row by row.
    """
    off = len(figures) - len(codes) * width
    if abs(off) > _MOST_OFF:
        return []
    found: dict[Values, tuple[Rows, int]] = {}
    for pages in orders:
        for rows, at_fault in _possible_rows(figures, pages, len(codes), width, off):
            for values in _adding_up(rows, at_fault, codes, along, down, width):
                found.setdefault(values, (rows, at_fault))
    if len(found) == 1 and _telling(next(iter(found)), codes, down) < _FEWEST_TELLING:
        return []
    return [
        {
            code: RowText(loose=tuple(row)) if at == at_fault else RowText(placed=tuple(row), by_sums=True)
            for at, (code, row) in enumerate(zip(codes, rows, strict=True))
        }
        for rows, at_fault in found.values()
    ]


def _telling(values: Values, codes: Sequence[str], down: Sequence[ColumnSum]) -> int:
    """How many sums add up more than zeros."""
    by_code = dict(zip(codes, values, strict=True))
    columns = [any(column) for each in down for column in zip(*(by_code[code] for code in each.signs), strict=True)]
    return sum(map(any, values)) + sum(columns)


def _possible_rows(
    figures: Sequence[Token], pages: Sequence[int] | None, count: int, width: int, off: int
) -> Iterator[tuple[Rows, int]]:
    """The rows that the figures may be, with the number of the one at fault."""
    shapes = [[1] * (width + off)]
    if pages is not None:
        # Zeros lost from several rows make the figures of others slide into rows that no sum tells from their own.
        if abs(off) > 1:
            return
        shapes += [[0] * moved + [1] * (width + off) for moved in range(1, _MOST_MOVED + 1) if off in (0, -moved)]
        shapes += [[1] * at + [1 + off] + [1] * (width - 1 - at) for at in range(width)] if off else []
    for at_fault in range(count):
        for shape in shapes:
            yield _cut(figures, [shape if row == at_fault else [1] * width for row in range(count)], pages), at_fault


def _cut(figures: Sequence[Token], sizes: Sizes, pages: Sequence[int] | None) -> Rows:
    """The rows of a text that goes row by row or, page by page, column by column."""
    rows: Rows = [[] for _ in sizes]
    at = 0
    for row, column in _order(sizes, pages):
        rows[row] += figures[at : at + sizes[row][column]]
        at += sizes[row][column]
    return rows


def _order(sizes: Sizes, pages: Sequence[int] | None) -> Iterable[tuple[int, int]]:
    if pages is None:
        return [(row, column) for row, cells in enumerate(sizes) for column in range(len(cells))]
    ends = [sum(pages[: at + 1]) for at in range(len(pages))]
    return [
        (row, column)
        for end, height in zip(ends, pages, strict=True)
        for column in range(max(map(len, sizes[end - height : end]), default=0))
        for row in range(end - height, end)
        if column < len(sizes[row])
    ]


def _adding_up(
    rows: Rows, at_fault: int, codes: Sequence[str], along: Sequence[Sum], down: Sequence[ColumnSum], width: int
) -> Iterator[Values]:
    """The values with which all sums hold, of every reading of the row at fault."""
    if any(_ends_in_the_line_of(row, following) for row, following in pairwise(rows)):
        return
    counts = []
    for at, row in enumerate(rows):
        values = tuple(map(count_of, row))
        if at != at_fault and (None in values or not holds(values, along)):
            return
        counts.append(values)
    for option in lay_out(rows[at_fault], width, along).options:
        if any(count_of(token) != 0 for token in _left_out(rows[at_fault], option)):
            continue  # it may be the beginning of a number, a misprint, or what the row lacks
        table = (*counts[:at_fault], option.values, *counts[at_fault + 1 :])
        if None not in option.values and all(_hold_down(each, dict(zip(codes, table, strict=True))) for each in down):
            yield table


def _left_out(row: Sequence[Token], option: Option) -> list[Token]:
    """The figures of a row that a reading takes for none of its own."""
    kept = [token.span for token in option.tokens if token]
    return [
        token for token in row if not any(span.start < token.span.end and token.span.start < span.end for span in kept)
    ]


def _ends_in_the_line_of(row: Sequence[Token], following: Sequence[Token]) -> bool:
    """Whether a row goes on to a further line, in the middle of which the following one begins."""
    return row[0].line < row[-1].line == following[0].line


def _hold_down(each: ColumnSum, table: Mapping[str, Sequence[int | None]]) -> bool:
    signed = ([sign * (value or 0) for value in table[code]] for code, sign in each.signs.items())
    return not any(map(sum, zip(*signed, strict=True)))
