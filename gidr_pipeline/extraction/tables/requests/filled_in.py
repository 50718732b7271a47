"""How a table of requests is filled in, as rows in their places show: zeros or totals left blank, or all but totals.

What belongs here: reading that habit from rows. What does not: what it means for a row (`noise`).
"""

from collections.abc import Sequence

from gidr_pipeline.extraction.tables.model import Habit, RowFigures, count_of
from gidr_pipeline.extraction.tables.sums import RowSum

_SEVERAL = 3
_FEW = 0.1
_NEARLY_ALL = 0.9


def kept_habit(rows: Sequence[RowFigures], width: int, along: RowSum) -> Habit:
    """How the table is filled in where the text keeps its places. A row whose last figure is no less than the others
    together may have lost one, its total standing in another's place; where hardly any row has a total in its own, and
    few are so, none has."""
    placed = [row for row in rows if row.columns is not None and row.whole]
    telling = [row for row in placed if any(map(count_of, row.tokens))]
    with_totals = sum(along.total in (row.columns or ()) for row in telling)
    if with_totals > _FEW * len(telling) or 2 * sum(_has_moved(row, along) for row in telling) >= len(telling):
        placed = [row for row in placed if not _has_moved(row, along)]
    return _habit_of(placed, rows, width, along)


def without_totals(rows: Sequence[RowFigures], width: int, along: RowSum) -> Habit | None:
    """How the table is filled in if the totals, of which none stands in its place, were left blank and nothing has
    moved; None where one does."""
    placed = [row for row in rows if row.columns is not None and row.whole]
    telling = [row for row in placed if any(map(count_of, row.tokens))]
    if not telling or any(along.total in (row.columns or ()) for row in telling):
        return None
    return _habit_of(placed, rows, width, along)


def _habit_of(placed: Sequence[RowFigures], rows: Sequence[RowFigures], width: int, along: RowSum) -> Habit:
    """The habit that rows show which are in their places, of all rows of a table."""
    empty = [set(range(width)) - set(row.columns or ()) for row in placed]
    shown = [places for places in empty if places]
    totals = [places for places in empty if along.total in places and len(places) < width]
    only = [places for places in empty if places == set(along.addends)]
    return Habit(
        keeps_places=sum(row.columns is not None and row.whole for row in rows) >= _NEARLY_ALL * len(rows),
        shows_blanks=len(shown) >= _SEVERAL,
        blanks_inside=sum(not {0, width - 1} & places for places in shown) >= _SEVERAL,
        blank_totals=len(totals) >= _SEVERAL,
        only_totals=len(only) >= _SEVERAL,
    )


def _has_moved(row: RowFigures, along: RowSum) -> bool:
    """Whether a row with its total's place empty ends in a figure no less than the others together: its total, it may
    be, but not where it stands in the place of natural persons, who often ask more than all others."""
    counts, columns = [count_of(token) or 0 for token in row.tokens], row.columns or ()
    return bool(counts) and not {along.total, along.addends[0]} & {*columns[-1:]} and 2 * counts[-1] >= sum(counts)
