"""Whether figures have room in the columns of a table that are supposed to begin in some place.

What belongs here: what the first and the last places with a figure tell of that. What does not: what a place is, which
each way of keeping them tells (`in_lines`, `down_rows`).
"""

from collections import Counter
from collections.abc import Callable, Sequence

from gidr_pipeline.extraction.tables.model import RowFigures

_NEARLY_ALL = 0.7
_SEVERAL = 2

LookUp = Callable[[RowFigures], RowFigures]
"""From a row to the same with the columns of its figures; as it is where no place tells them."""
Extents = Sequence[tuple[int, int]]
"""How far the first and the last figure of some rows stand from where the first column is supposed."""


def fit(extents: Extents, width: int) -> bool:
    """Whether there is room for all figures in the columns."""
    return bool(extents) and all(first >= 0 and last < width for first, last in extents)


def begin(extents: Extents, width: int, *, in_most: bool) -> bool:
    """Whether the figures of several rows, of most, or of one that goes on to the last column, begin in the first."""
    begins = [first for first, _ in extents].count(0)
    return (0, width - 1) in extents or begins >= (_NEARLY_ALL * len(extents) if in_most else _SEVERAL)


def end(extents: Extents, width: int) -> bool:
    """Whether the figures of several rows end in the last column."""
    return [last for _, last in extents].count(width - 1) >= _SEVERAL


def behind(extents: Extents, start: int) -> Extents:
    return [(first - start, last - start) for first, last in extents]


def most(counts: Counter[int]) -> int | None:
    """What nearly all agree on, if so."""
    if not counts:
        return None
    ((most, times),) = counts.most_common(1)
    return most if times >= _NEARLY_ALL * counts.total() else None
