"""The cells of a table as a file has them, and the rows that they show.

What belongs here: what a cell says, and rows that share one row of cells. What does not: their text (`writer`).

    （四）无法提供 | 1.不掌握   | 4 | 0 | …        （四）无法提供 | 1.不掌握     | 4 | 0 | …
                  | 2.另行制作 | 0 | 1 | …                      | 2.另行制作   | 0 | 1 | …
    three lines in each cell of one row            rows of their own
"""

import re
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import NamedTuple

PICTURE = "\ufffc"
"""What stands in a line for a picture or whatever else can't be read there. Beside words it is nothing."""
UNREAD = "□"
"""What a cell holds that is filled in with such a thing alone."""
_SPACE = re.compile(r"(?P<between>(?<=\d)[\u00a0\u2009\u202f](?=\d))|[\s\x00-\x08\x0e-\x1f\x7f\x85\u2028\u2029]+")
_WIDE = re.compile(r"[⺀-鿿豈-﫿！-｠]")
_FIGURE = re.compile(r"[-+]?\d[\d,.]*|[-/—]+|无")
_NUMBERED = re.compile(r"[(（]?[\d一二三四五六七八]{1,2}[)）.．、]")
_FEWEST_CELLS = 3
"""So many cells with as many figures below each other are no numbers that a narrow column broke."""


class Placed(NamedTuple):
    """A cell of a table: what it says, a piece a line, and the places that it covers."""

    lines: Sequence[str]
    row: int
    column: int
    rows: int = 1
    columns: int = 1


def one_line(pieces: Iterable[str]) -> str:
    """The lines of a cell as one: nothing between Chinese characters, else a space.

    >>> one_line(["社会公益", "组织", "12", "34"])
    '社会公益组织12 34'
    """
    joined = ""
    for piece in pieces:
        piece = squeezed(piece)
        if joined and piece and not (_WIDE.match(joined[-1]) or _WIDE.match(piece[0])):
            joined += " "
        joined += piece
    return joined


def squeezed(words: str) -> str:
    """Words with a space for each run of white space and control characters, none at the ends, without pictures; a
    fixed one between digits stays, since it may set thousands apart."""
    return _SPACE.sub(lambda space: space["between"] or " ", words.replace(PICTURE, "")).strip()


def with_unread(cells: Sequence[Placed]) -> Sequence[Placed]:
    """The cells, those that hold a picture and nothing else marked, in a table that says several things side by side:
    another one only lays pictures out. Where most of what is said has a picture beside it, they are ornaments."""
    said = [cell for cell in cells if one_line(cell.lines)]
    ornamented = sum(any(PICTURE in line for line in cell.lines) for cell in said)
    if len(said) == len({cell.row for cell in said}) or 2 * ornamented > len(said):
        return cells
    return [cell._replace(lines=[UNREAD]) if _is_unread(cell) else cell for cell in cells]


def _is_unread(cell: Placed) -> bool:
    return any(PICTURE in line for line in cell.lines) and not one_line(cell.lines)


def parted(cells: Sequence[Placed]) -> Sequence[Placed]:
    """The cells, those of a row in pieces that holds several numbered labels, and as many lines of figures in several
    of its cells."""
    by_row: dict[int, list[Placed]] = {}
    for cell in cells:
        by_row.setdefault(cell.row, []).append(cell)
    several = {row: number for row, own in by_row.items() if (number := _rows_in(own)) > 1}
    if not several:
        return cells
    last = max(cell.row + cell.rows for cell in cells)
    starts = list(accumulate((several.get(row, 1) for row in range(last)), initial=0))
    result = []
    for cell in cells:
        pieces = _pieces(cell, several[cell.row]) if cell.row in several and cell.rows == 1 else ()
        if len(pieces) == several.get(cell.row):
            result += [cell._replace(lines=lines, row=starts[cell.row] + at) for at, lines in enumerate(pieces)]
        else:
            rows = starts[cell.row + cell.rows] - starts[cell.row]
            result.append(cell._replace(row=starts[cell.row], rows=rows))
    return result


def _rows_in(row: Sequence[Placed]) -> int:
    """How many rows a row of cells shows: as many as it has labels, if its figures, some of which may be blank, say so
    too."""
    number = max((len(_pieces(cell, 1)) for cell in row if _is_numbered(cell)), default=1)
    figures = [cell for cell in row if _holds_figures(cell) and cell.lines]
    others = any(len(_figures(cell, number)) != number for cell in figures if any(map(squeezed, cell.lines)))
    return number if len(figures) >= _FEWEST_CELLS and not others else 1


def _figures(cell: Placed, number: int) -> Sequence[str]:
    """The lines of a cell of figures, without those that are empty if the others are as many as its rows."""
    filled = [line for line in cell.lines if squeezed(line)]
    return filled if len(filled) == number or not filled else cell.lines


def _pieces(cell: Placed, number: int) -> Sequence[Sequence[str]]:
    """The lines of each label that begins with a number, or of each of so many figures or blanks; all as one piece in
    any other cell."""
    if _holds_figures(cell):
        return [[line] for line in _figures(cell, number)] or [[""]] * number
    lines = [line for line in cell.lines if squeezed(line)]
    if not _is_numbered(cell):
        return [lines]
    starts = [at for at, line in enumerate(lines) if _NUMBERED.match(squeezed(line))]
    return [lines[start:end] for start, end in zip(starts, [*starts[1:], len(lines)], strict=True)]


def _holds_figures(cell: Placed) -> bool:
    """Whether every line of a cell is a figure or blank."""
    return all(not words or _FIGURE.fullmatch(words) for words in map(squeezed, cell.lines))


def _is_numbered(cell: Placed) -> bool:
    lines = [words for line in cell.lines if (words := squeezed(line))]
    return bool(lines) and _NUMBERED.match(lines[0]) is not None and not _FIGURE.fullmatch(lines[0])
