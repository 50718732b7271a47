"""What a conversion gives: text with its tables as grids, or the reason why there is none.

What belongs here: plain records that know no format and no form. What does not: reading any of it (`extraction`).
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple


class GridCell(NamedTuple):
    """Characters `start` to `end` of the text, which stand in `columns` columns of their grid from `column` on."""

    start: int
    end: int
    column: int
    columns: int = 1


class GridRow(NamedTuple):
    """A row of a table: one line of the text from `start` to `end`, its cells in `width` columns from left to right.

    A cell that goes over several rows stands in its first; what it covers below are columns without a cell. `table`
    counts the tables of the text. `ends_at` is the column at which a row ends that has no cell, empty or not, for the
    last ones.
    """

    start: int
    end: int
    table: int
    width: int
    cells: Sequence[GridCell]
    ends_at: int | None = None


@dataclass(frozen=True, slots=True)
class Converted:
    """The text that a file holds, with the rows of its tables in the order of the text.

    `titles` are what the file says of itself outside its text (`<title>` of a page), the most telling first. `encoding`
    is that of a text file or a web page, else the name of the format. `pictured` are the parts of the text that were
    read from pictures, as (start, end); `left_out` are the pages that are pictures and were not read. `is_cut` tells
    that the file ends in the middle of its last words.
    """

    text: str
    encoding: str
    rows: Sequence[GridRow] = ()
    titles: Sequence[str] = ()
    notes: Sequence[str] = field(default=())
    pictured: Sequence[tuple[int, int]] = ()
    left_out: Sequence[int] = ()
    is_cut: bool = False

    def as_plain(self) -> dict[str, Any]:
        """What JSON can hold, for `of_plain`."""
        return {
            "text": self.text,
            "encoding": self.encoding,
            "rows": self.rows,
            "titles": self.titles,
            "notes": self.notes,
            "pictured": self.pictured,
            "left_out": self.left_out,
            "is_cut": self.is_cut,
        }

    @classmethod
    def of_plain(cls, data: dict[str, Any]) -> "Converted":
        """From what `as_plain` gave, through JSON."""
        rows = [
            GridRow(start, end, table, width, [GridCell(*cell) for cell in cells], ends_at)
            for start, end, table, width, cells, ends_at in data["rows"]
        ]
        return cls(**{**data, "rows": rows})


class Unconvertible(Exception):
    """Why a file gives no text: a reason of the warehouse contract, and what a person can do about it."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(reason, detail)
        self.reason, self.detail = reason, detail


class NotNow(Unconvertible):
    """The same where it is this machine that lacks something: another run may have it."""
