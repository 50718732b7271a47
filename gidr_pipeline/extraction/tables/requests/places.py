"""Places: in which column of the form a figure stands, where the text keeps the places of cells.

A line whose cells are separated keeps them by number (`in_lines`), lines that hold a cell each keep them by their count
(`down_rows`), lines aligned with spaces by sight (`to_the_eye`). One map of columns serves the whole table: it is
learnt from all its rows. What belongs here: trying one after the other. What does not: what an empty place means
(`noise`).
"""

from bisect import bisect
from collections.abc import Sequence
from dataclasses import replace

from gidr_pipeline.extraction.tables.glued import figures_in
from gidr_pipeline.extraction.tables.model import RowFigures, count_of
from gidr_pipeline.extraction.tables.requests.down_rows import down_rows
from gidr_pipeline.extraction.tables.requests.in_lines import in_lines
from gidr_pipeline.extraction.tables.requests.to_the_eye import to_the_eye
from gidr_pipeline.extraction.tables.sight import are_interleaved, from_left
from gidr_pipeline.extraction.text.line import Line


def with_places(
    rows: Sequence[RowFigures],
    width: int,
    pages: Sequence[int] = (),
    header: Sequence[Line] = (),
    names: Sequence[str] = (),
) -> list[RowFigures]:
    """The rows with the columns of their figures, where places tell. `pages` are the lines on which pages begin: what
    is aligned on one need not be so on the next. `names` are those of the columns in their order, which `header` may
    have over them."""
    result = list(rows)
    shared = _share_places(header, names) or any(_holds_several(row) for row in rows)
    for look_up in () if shared else (in_lines(rows, width, header, names), down_rows(rows, width)):
        if look_up:
            result = [look_up(row) if row.columns is None else row for row in result]
    page_of = [bisect(pages, row.lines[0].number) if row.lines else -1 for row in rows]
    for page in sorted({*page_of} - {-1}):
        own = [row for row, its in zip(rows, page_of, strict=True) if its == page]
        look_up = to_the_eye(own, width, header, names)
        for at, row in enumerate(result):
            if look_up and page_of[at] == page and row.columns is None:
                result[at] = look_up(row)
    return _as_in_the_first([_from_left(row, width) for row in result], width, header, names)


def _share_places(header: Sequence[Line], names: Sequence[str]) -> bool:
    """Whether columns of the table have one place for several names beside places for others: then places are not
    columns, and an empty one tells nothing.

    >>> _share_places(lines_of("… | 商业企业 | 科研机构 社会公益组织 | 法律服务机构 | …"), ["商业企业", "科研机构", …])
    True
    """
    for line in header:
        said = [
            sum(len(piece) > 1 and any(name.startswith(piece) for name in names) for piece in word.text.split())
            for word in line.words
            if word.column is not None
        ]
        if max(said, default=0) > 1 and sum(map(bool, said)) > 1:
            return True
    return False


def _holds_several(row: RowFigures) -> bool:
    """Whether a row has several figures in a place, and one of all that it has is what the others add up to."""
    if not any(line.places for line in row.lines):
        return False
    counts = [count_of(figure) for token in row.tokens for figure in figures_in(token)]
    known = [count for count in counts if count is not None]
    return len(known) == len(counts) > len(row.tokens) and any(known) and sum(known) == 2 * max(known)


def _from_left(row: RowFigures, width: int) -> RowFigures:
    """A row with a figure for each cell on several lines from left to right, where those of one line stand between
    those of another: the text has them in the order of the lines, not of the cells. One alone on a line may be the
    number of a page.

            0 件   1 件          0 件                  38, 0, 1, 1, 0, 2, 42
        38               1            2    42
    """
    lines = [line for line in row.lines if line.values]
    if any(len(line.values) == 1 and not line.words for line in lines):
        return row
    if row.columns is not None or len(row.tokens) != width or any(line.places for line in lines):
        return row
    seen = tuple(from_left(lines) or ())
    if {*seen} != {*row.tokens} or not are_interleaved(lines):
        return row
    return replace(row, tokens=seen, columns=tuple(range(width)), whole=True)


_FEWEST = 3
"""Rows in line that show which columns have figures."""


def _as_in_the_first(
    rows: Sequence[RowFigures], width: int, header: Sequence[Line], names: Sequence[str]
) -> list[RowFigures]:
    """The rows of a table that all have as many figures, in the columns of the first: where a page ends its printer
    leaves out the space of columns that are empty throughout."""
    filled = [row for row in rows if row.tokens]
    count = len(filled[0].tokens) if filled else 0
    if not 1 < count < width or any(row.columns is not None or len(row.tokens) != count for row in filled):
        return list(rows)
    for first in (filled[:end] for end in range(len(filled) - 1, _FEWEST - 1, -1)):
        look_up = to_the_eye(first, width, header, names)
        found = {look_up(row).columns for row in first} if look_up else {None}
        if len(found) == 1 and (columns := found.pop()) is not None:
            return [replace(row, columns=columns, whole=True) if row.tokens else row for row in rows]
    return list(rows)
