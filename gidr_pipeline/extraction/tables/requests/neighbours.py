"""Figures of requests that stand at their neighbours' labels: slipped by a row from some row on, or those of two rows
at one label and none at another.

What belongs here: the rows as they were before. What does not: what speaks for it (`suppositions`).
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from gidr_pipeline.extraction.tables.model import RowFigures, count_of
from gidr_pipeline.extraction.text.figures import Token


def slipped_rows(rows: Sequence[RowFigures], width: int) -> Iterator[list[RowFigures]]:
    """The rows whose figures moved to the label above from some row on, or to the label below."""
    if len(rows) > 1 and not rows[-1].tokens:
        for at in range(len(rows) - 1):
            moved = [
                replace(below, tokens=row.tokens, columns=None, by_order=True) for row, below in pairwise(rows[at:])
            ]
            yield [*rows[:at], replace(rows[at], tokens=(), columns=None), *moved]
    for at, row in enumerate(rows[:-1]):
        # Those of a label may be at the one above it, which has more than its own.
        if not row.tokens and (at == 0 or len(rows[at - 1].tokens) < 2 * width):
            moved = [
                replace(each, tokens=below.tokens, columns=None, by_order=True) for each, below in pairwise(rows[at:])
            ]
            above, own = _of_two(rows[-1], width)
            last = replace(rows[-1], tokens=own, columns=None, by_order=True)
            yield [*rows[:at], *moved[:-1], replace(moved[-1], tokens=above), last]


def dealt_in_order(rows: Sequence[RowFigures], width: int, *, are_all: bool) -> list[RowFigures] | None:
    """The rows with the figures of all from top to bottom, where some have those of two and as many have none, the
    nearest before or behind. Unless they `are_all` rows of the table, it may end between the two."""
    dealt: list[tuple[Token, ...]] = []
    ahead, balanced = 0, False
    for row in rows:
        here = _of_two(row, width) if len(row.tokens) == 2 * width else (row.tokens,) if row.tokens else ()
        if len(here) > 1 and _are_equal(*here):
            here = (row.tokens,)  # one row, printed twice
        balanced = balanced or (len(here) != 1 and ahead != 0)
        ahead += len(here) - 1
        if abs(ahead) > 1:
            return None
        dealt += here
    if not balanced or (ahead and are_all):
        return None
    return [
        row if row.tokens == own else replace(row, tokens=own, columns=None, by_order=True)
        for row, own in zip(rows, [*dealt, ()], strict=False)
    ]


def _are_equal(one: Sequence[Token], other: Sequence[Token]) -> bool:
    return [count_of(token) for token in one] == [count_of(token) for token in other]


def _of_two(row: RowFigures, width: int) -> tuple[tuple[Token, ...], tuple[Token, ...]]:
    """The figures of two rows at one label, one behind the other or two in each place."""
    if row.columns == tuple(at // 2 for at in range(2 * width)):
        return row.tokens[::2], row.tokens[1::2]
    return row.tokens[:width], row.tokens[width:]
