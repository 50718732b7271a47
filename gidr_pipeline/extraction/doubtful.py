"""Figures of which a part may be lost: those that touch a damaged character, and the very last of a text.

What belongs here: leaving such figures open, in whatever table or sentence they are. What does not: figures that can't
be read for what is printed (`tables`).
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from gidr_pipeline.extraction.model import Cell, Cells, Report, Span, Status
from gidr_pipeline.extraction.tables.cells import illegible
from gidr_pipeline.extraction.tables.sums import sums_of
from gidr_pipeline.extraction.text.normalise import UNREADABLE
from gidr_pipeline.forms import form_of

_OF_A_FIGURE = re.compile(f"[{UNREADABLE}0-9.,]+")
_DAMAGED = "touches a character whose bytes are damaged"
_AT_THE_END = "stands at the very end of the text, where a part of it may be cut off"


def with_doubtful_open(report: Report, text: str, *, damaged: bool, is_whole: bool) -> Report:
    """The report with its doubtful figures illegible, and without claims on such; `text` is the whole normalised text,
    `damaged` whether bytes of it may be, `is_whole` whether nothing can have been cut off behind it."""
    unreadable = [match.start() for match in re.finditer(UNREADABLE, text)] if damaged else []
    end = -1 if is_whole else _end_of(text)
    doubtful = {
        (cell.table, cell.row, cell.column): illegible(cell.table, cell.row, cell.column, span, why)
        for cell, span, why in _doubtful(report, text, unreadable, end)
    }
    if not doubtful and not unreadable:
        return report
    cells = [doubtful.get((cell.table, cell.row, cell.column), cell) for cell in report.cells]
    claims = tuple(claim for claim in report.claims if not _touches(claim.span, unreadable))
    return replace(report, cells=Cells.of(cells), claims=claims)


def _end_of(text: str) -> int:
    """Where a text ends but for its last line ends."""
    end = len(text)
    while text[end - 1 : end] == "\n":
        end -= 2 if text[end - 2 : end] == " \n" else 1
    return end


def _doubtful(report: Report, text: str, unreadable: Sequence[int], end: int) -> Iterator[tuple[Cell, Span, str]]:
    """The cells whose figure is doubtful, where it stands with all that may belong to it, and why."""
    if not unreadable and end not in report.cells.ends:
        return
    values = {
        (cell.row, cell.column): Decimal(0) if cell.status is Status.BLANK else cell.value for cell in report.cells
    }
    for cell in report.cells:
        if cell.span and _touches(cell.span, unreadable):
            yield cell, _widened(cell.span, text), _DAMAGED
        elif cell.span and cell.span.end == end and cell.value and not _is_sum(report.edition, cell, values):
            yield cell, cell.span, _AT_THE_END


def _touches(span: Span, unreadable: Sequence[int]) -> bool:
    return any(span.start - 1 <= at <= span.end for at in unreadable)


def _widened(span: Span, text: str) -> Span:
    """The span with the digits and damaged characters on both sides."""
    start = span.start
    while start and _OF_A_FIGURE.fullmatch(text[start - 1]):
        start -= 1
    behind = _OF_A_FIGURE.match(text, span.end)
    return Span(start, behind.end() if behind else span.end)


def _is_sum(edition: str | None, cell: Cell, values: Mapping[tuple[str, str], Decimal | None]) -> bool:
    """Whether a figure is a total to which its row adds up, its blanks none: then nothing of it is lost."""
    columns = [column.code for column in form_of(edition).tables[cell.table].columns]
    row = [None if (value := values.get((cell.row, column))) is None else int(value) for column in columns]
    along = sums_of(edition, cell.table).along if cell.table != "proactive" else ()
    return any(columns[each.total] == cell.column and each.rest(row) == 0 for each in along)
