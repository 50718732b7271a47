"""Figures that can't be read, told by the sums that cross in their cells, where a table keeps all in their places.

What belongs here: what sums say of single cells. What does not: tables in which figures may have moved (`requests`).

    一、本年新收… | 3 | □ | 0 | … | 5        along, 3 + □ = 5
    二、上年结转… | 1 | 0 | 0 | … | 1        down, □ + 0 = 2: twice 2
"""

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from decimal import Decimal
from functools import partial

from gidr_pipeline.extraction.model import Cell, Status
from gidr_pipeline.extraction.tables.sums import Sums
from gidr_pipeline.extraction.text.figures import Token, speaks_for

_DIGIT = re.compile(r"\d")
_LEFT = "the characters left of it"
Rows = Mapping[str, list[int | None]]
Printed = Set[tuple[str, int]]
"""The cells, by row and place in it, that have a value."""


def with_told_by_sums(cells: Sequence[Cell], unread: Mapping[int, Token], sums: Sums, width: int) -> list[Cell]:
    """The cells of a table, row by row, those with such values whose row and another witness tell them.

    Parameters
    ----------
    unread
        The tokens of the cells that can't be read, by the number of their cell.
    """
    told = list(cells)
    waiting = dict(unread)
    while waiting:
        rows = _rows(told, sums, width)
        printed = {(cell.row, at % width) for at, cell in enumerate(told) if cell.value is not None}
        tell = partial(_told, sums=sums, rows=rows, printed=printed)
        found = {at: cell for at, token in waiting.items() if (cell := tell(told[at], at % width, token))}
        if not found:
            break
        for at, cell in found.items():
            told[at] = cell
            del waiting[at]
    return told


def _rows(cells: Sequence[Cell], sums: Sums, width: int) -> Rows:
    """What each cell counts for in sums. A total that is left blank may be any number."""
    totals = {each.total for each in sums.along}
    rows: dict[str, list[int | None]] = {}
    for at, cell in enumerate(cells):
        is_total = cell.row in sums.totals or at % width in totals
        nothing = 0 if cell.status is Status.BLANK and not is_total else None
        rows.setdefault(cell.row, []).append(nothing if cell.value is None else int(cell.value))
    return rows


def _told(cell: Cell, column: int, token: Token, sums: Sums, rows: Rows, printed: Printed) -> Cell | None:
    along = dict(_along(cell.row, column, sums, rows, printed))
    down = dict(_down(cell.row, column, sums, rows, printed))
    values = {*along.values(), *down.values()}
    if not along or len(values) > 1 or (value := values.pop()) < 0:
        return None
    spoken = speaks_for(token, value)
    if _DIGIT.search(token.text) and not spoken:
        return None  # `3?` where sums say 0 is another figure
    witnesses = [*along, *down, *([_LEFT] if spoken else [])]
    if len(witnesses) < 2:
        return None
    note = f"can't be read; value by {' and '.join(witnesses)}"
    return cell._replace(status=Status.REPAIRED, value=Decimal(value), note=note)


def _along(row: str, column: int, sums: Sums, rows: Rows, printed: Printed) -> Iterator[tuple[str, int]]:
    """What the sums of a row say of a cell of it that is not known, by their rules; those of blanks alone, nothing."""
    for each in sums.along:
        if not any((row, at) in printed for at in (*each.addends, each.total)):
            continue
        values = [0 if at == column else value for at, value in enumerate(rows[row])]
        rest = each.rest(values) if rows[row][column] is None else None
        if rest is not None and (column in each.addends or column == each.total):
            yield each.rule, -rest if column == each.total else rest


def _down(row: str, column: int, sums: Sums, rows: Rows, printed: Printed) -> Iterator[tuple[str, int]]:
    """The same of the sums of a column."""
    for each in sums.down:
        if row in each.signs and any((code, column) in printed for code in each.signs):
            without = {code: [0] * len(values) if code == row else values for code, values in rows.items()}
            rest = each.rest(without, column)
            if rest is not None:
                yield each.rule, -rest * each.signs[row]
