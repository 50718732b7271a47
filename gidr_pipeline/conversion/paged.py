"""The lines of text and the tables of pages, and what goes on from one page to the next.

What belongs here: the order of the parts of a file. What does not: where they come from (`pdf`, `scan`).
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace

from gidr_pipeline.conversion.lattice import NEAR, Lattice
from gidr_pipeline.conversion.placed import Placed, one_line
from gidr_pipeline.conversion.writer import Writer

_HEADING = re.compile(r"\s*(?:[（(][一二三四五六七八九十]{1,3}[）)]|[一二三四五六七八九十]{1,3}、)")
"""What begins with a number of its own: a table below is another."""
_EDGES = 5
"""Parts from the end of a table to its next on another page, the lines at the edges of pages among them."""


@dataclass
class Table:
    """A table with the lines of its cells, and whether they were read from a picture."""

    lattice: Lattice
    cells: list[Placed]
    rows: int = 0
    is_pictured: bool = False


@dataclass
class Text:
    """A line of text, how far down it stands, and whether it was read from a picture."""

    words: str
    top: float
    is_pictured: bool = False


Part = Table | Text


def in_order(parts: Iterable[Part]) -> list[Part]:
    """The parts of a page from top to bottom."""
    return sorted(parts, key=lambda part: part.top if isinstance(part, Text) else part.lattice.ys[0])


def write(pages: Sequence[Sequence[Part]], writer: Writer) -> None:
    """The parts of all pages, tables that go on on the next page as one."""
    for part in _joined(pages):
        with writer.pictured() if part.is_pictured else nullcontext():
            if isinstance(part, Text):
                writer.spaced_line(part.words)
            else:
                writer.table(part.cells)


def _joined(pages: Sequence[Sequence[Part]]) -> Iterator[Part]:
    """The parts of all pages, a table that goes on on the next page as one; what stands between its parts follows."""
    parts: list[Part] = []
    for page in pages:
        last = max((at for at, part in enumerate(parts) if isinstance(part, Table)), default=-1)
        first = next((at for at, part in enumerate(page) if isinstance(part, Table)), -1)
        above, below = parts[last] if last >= 0 else None, page[first] if first >= 0 else None
        together = None
        if isinstance(above, Table) and isinstance(below, Table) and len(parts) - last + first <= _EDGES:
            between = [*parts[last + 1 :], *page[:first]]
            is_headed = any(_HEADING.match(part.words) for part in between if isinstance(part, Text))
            together = None if is_headed else _together(above, below)
        if together:
            parts[last] = together
            parts += page[:first]
        parts += page[first + 1 :] if together else page
    return iter(parts)


def _together(above: Table, below: Table) -> Table | None:
    """One table of two whose columns stand in the same places; None where they do not."""
    places = [_place(x, above.lattice.xs) for x in below.lattice.xs]
    if None in (*places,) or (places[0], places[-1]) != (0, len(above.lattice.xs) - 1):
        return None
    known = [place for place in places if place is not None]
    lower = [
        cell._replace(column=known[cell.column], columns=known[cell.column + cell.columns] - known[cell.column])
        for cell in below.cells
    ]
    last = {cell.column: at for at, cell in enumerate(above.cells) if cell.row + cell.rows == above.rows}
    is_open = above.lattice.open_below and below.lattice.open_above
    goes_on = (is_open and not _are_rows(above, lower)) or _are_halves(above, lower)
    shift = above.rows - goes_on
    cells = list(above.cells)
    for cell in lower:
        at = last.get(cell.column) if goes_on and cell.row == 0 else None
        if at is None:
            cells.append(cell._replace(row=cell.row + shift))
        else:
            upper = cells[at]
            cells[at] = upper._replace(lines=[*upper.lines, *cell.lines], rows=upper.rows + cell.rows - 1)
    lattice = replace(above.lattice, open_below=below.lattice.open_below)
    return Table(lattice, cells, shift + below.rows, above.is_pictured or below.is_pictured)


def _place(x: float, xs: Sequence[float]) -> int | None:
    """Which of some places one is near to."""
    return next((at for at, each in enumerate(xs) if abs(each - x) <= NEAR), None)


def _are_rows(above: Table, lower: Sequence[Placed]) -> bool:
    """Whether the last row of a table and the first below are two: both have figures, which no page cuts in two."""
    last = {cell.column for cell in above.cells if cell.row == above.rows - 1 and _has_digit(cell)}
    return any(cell.row == 0 and cell.column in last and _has_digit(cell) for cell in lower)


def _are_halves(above: Table, lower: Sequence[Placed]) -> bool:
    """Whether a page cut the last row of a table between the first below and it, and closed both with a line: one of
    them says nothing, or the last has figures alone, and the first words alone where the last has empty cells."""
    upper = {cell.column: cell for cell in above.cells if cell.row == above.rows - 1}
    under = {cell.column: cell for cell in lower if cell.row == 0 and cell.rows == 1}
    last, first = ({at for at, cell in half.items() if one_line(cell.lines)} for half in (upper, under))
    if not (last and first):
        return bool(upper and under)
    are_figures = all(_has_digit(upper[at]) for at in last) and not any(_has_digit(under[at]) for at in first)
    return are_figures and first <= upper.keys() - last


def _has_digit(cell: Placed) -> bool:
    return any(words[:1].isdigit() and words[-1:].isdigit() for words in cell.lines)
