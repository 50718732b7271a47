"""What the sums down the columns tell of figures that a row has lost or that can't be read.

Where all other rows of a sum are certain, a value that is not known can only be the one that the sum lacks; any other
is a misprint besides. What belongs here: putting these values into the readings of a row. What does not: the search
among rows that are not certain (`solve`).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from gidr_pipeline.extraction.tables.faults import MISPRINT
from gidr_pipeline.extraction.tables.model import Candidate, Candidates, Gap
from gidr_pipeline.extraction.tables.requests.filled import allows
from gidr_pipeline.extraction.tables.sums import ColumnSum, RowSum, Values
from gidr_pipeline.extraction.text.figures import Token

_LEFT_BLANK = {"blank", "total blank", "only total", "among blanks"}
"""What says of a row that cells of it may have been left empty."""
_BARE = {"no figures"}
"""What says that a row has none: with all its cells from the columns it adds up, whatever the others are."""


def told_by_columns(
    candidates: Candidates, along: RowSum, down: Sequence[ColumnSum], *, fills_rows: bool = False
) -> Candidates:
    """The candidates of each row, those with values that are not known also with what the sums down tell; those of a
    row without any figure only if it `fills_rows`."""
    untold = _LEFT_BLANK if fills_rows else _LEFT_BLANK | _BARE
    certain = {row: options[0].values for row, options in candidates.items() if len(options) == 1}
    return {
        row: [
            each
            for option in options
            for each in ([option] if untold & set(option.faults) else _told(option, row, certain, along, down))
        ]
        for row, options in candidates.items()
    }


def _told(
    option: Candidate, row: str, certain: Mapping[str, Values], along: RowSum, down: Sequence[ColumnSum]
) -> Iterator[Candidate]:
    """A candidate as it is; or, if the sums down tell what it lacks, with that where its row adds up so or has a
    misprint, and as it is at the cost of one."""
    lacking = {at: _lacking(row, at, certain, down) for at, value in enumerate(option.values) if value is None}
    if not lacking or None in lacking.values():
        yield option
        return
    values = tuple(lacking.get(at, value) for at, value in enumerate(option.values))
    fits = all(
        allows(cell if isinstance(cell := option.cells[at], Token) else None, value or 0)
        for at, value in lacking.items()
    )
    if fits and (option.fails or along.rest(values) == 0):
        cells = tuple(Gap.LOST if cell is Gap.UNSEEN else cell for cell in option.cells)
        yield replace(option, cells=cells, values=values)
    yield replace(option, cost=option.cost + MISPRINT)


def _lacking(row: str, at: int, certain: Mapping[str, Values], down: Sequence[ColumnSum]) -> int | None:
    """What every sum down a column lacks without this row; None where another row of it is not certain, or no count
    makes them all hold."""
    told = set()
    for each in down:
        if row in each.signs:
            others = [(certain.get(other), sign) for other, sign in each.signs.items() if other != row]
            values = [(None if counts is None else counts[at], sign) for counts, sign in others]
            if any(value is None for value, _ in values):
                return None
            told.add(-each.signs[row] * sum(sign * (value or 0) for value, sign in values))
    return told.pop() if len(told) == 1 and min(told) >= 0 else None
