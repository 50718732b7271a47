"""What extraction gives: plain frozen records, with places in the decoded text.

Offsets count Unicode code points in the decoded text from 0, the end exclusive.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, fields
from decimal import Decimal
from enum import StrEnum
from itertools import chain
from typing import NamedTuple

from gidr_pipeline.forms import TableName


class Status(StrEnum):
    """How a cell was read, as the warehouse contract defines it."""

    REPORTED = "reported"
    REPAIRED = "repaired"
    BLANK = "blank"
    MISSING = "missing"
    ILLEGIBLE = "illegible"


class Span(NamedTuple):
    """Characters `start` to `end` (exclusive) of the decoded text."""

    start: int
    end: int


class Cell(NamedTuple):
    """One cell of the form. `value` is set where it was read or repaired, `span` where something stands in the text."""

    table: TableName
    row: str
    column: str
    status: Status
    value: Decimal | None = None
    span: Span | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Cells:
    """Cells column by column, which iterate as cells: the millions of a whole country need not be objects each."""

    tables: tuple[TableName, ...]
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    statuses: tuple[Status, ...]
    values: tuple[Decimal | None, ...]
    starts: tuple[int | None, ...]
    ends: tuple[int | None, ...]
    notes: tuple[str | None, ...]

    @classmethod
    def of(cls, cells: Iterable[Cell]) -> "Cells":
        tables, rows, columns, statuses, values, spans, notes = zip(*cells, strict=True)
        starts, ends = zip(*(span or (None, None) for span in spans), strict=True)
        return cls(tables, rows, columns, statuses, values, starts, ends, notes)

    @classmethod
    def joined(cls, parts: Sequence["Cells"]) -> "Cells":
        """The cells of several, in order."""
        return cls(*(tuple(chain(*(getattr(part, each.name) for part in parts))) for each in fields(cls)))

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[Cell]:
        spans = (None if s is None or e is None else Span(s, e) for s, e in zip(self.starts, self.ends, strict=True))
        return map(Cell, self.tables, self.rows, self.columns, self.statuses, self.values, spans, self.notes)


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the report: the heading's own characters, and the whole section, heading included."""

    code: str
    heading: Span
    span: Span


@dataclass(frozen=True, slots=True)
class Claim:
    """A figure that the prose states about the tables.

    `readings` are the claims (keys of `Form.claims`, or `row.column`) of which the words allow any; the first of them
    is `claim`. `span` holds the number's own characters, or the words that say there were none.
    """

    claim: str
    value: Decimal
    unit: str | None
    span: Span
    sentence: Span
    readings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """One report of a document, read as far as its text allows. `text` is the whole document's decoded text."""

    ordinal: int
    """1 for the first report of a document, 2 for a second in the same file."""
    title: str | None
    agency: str | None
    report_year: int | None
    edition: str | None
    sections: tuple[Section, ...]
    cells: Cells
    """Every cell of the report's edition, in the form's order; of what the editions share where that is unknown."""
    claims: tuple[Claim, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rejection:
    """Why a document gave no report: a reason code of the warehouse contract, and what a person can do about it."""

    reason: str
    detail: str


@dataclass(frozen=True, slots=True)
class Document:
    """What one file gave: its text with one or more reports, or the reason why it gave none."""

    text: str | None
    encoding: str | None
    reports: tuple[Report, ...] = ()
    rejection: Rejection | None = None
    notes: tuple[str, ...] = field(default=())
