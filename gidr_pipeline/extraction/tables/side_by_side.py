"""Columns of figures that the eye sees side by side, where they are aligned with spaces.

What belongs here: the columns that whole lines of figures show, and those that names over them show. What does not:
whether the sums agree with them (`aligned`).
"""

from collections.abc import Callable, Iterator, Sequence
from functools import partial, reduce
from itertools import pairwise
from typing import NamedTuple

from gidr_pipeline.extraction.tables.standing import standing_names
from gidr_pipeline.extraction.tables.view import Bounds, View
from gidr_pipeline.extraction.text.figures import Token
from gidr_pipeline.extraction.text.line import Line
from gidr_pipeline.forms import Label

_FARTHEST_PUSHED = 1

Figures = Sequence[Token]
"""The figures of one line."""
Cells = tuple[Token | None, ...]
_Measure = Callable[[Figures], list[Bounds]]


class Columns(NamedTuple):
    """Columns of figures side by side."""

    measure: _Measure
    bounds: Sequence[Bounds]
    from_the_last: bool = False
    """Whether places are measured from the last figure of a line, which only tells where the figures add up to it."""

    def place(self, figures: Figures) -> Cells | None:
        """A line with each figure in the column in which its middle stands; None where one stands in none, or two in
        the same."""
        at: dict[int, Token] = {}
        for bounds, token in zip(self.measure(figures), figures, strict=True):
            at |= {place: token for place, column in enumerate(self.bounds) if column.holds(bounds.middle)}
        return tuple(map(at.get, range(len(self.bounds)))) if len(at) == len(figures) else None


def columns_of_whole(whole: Sequence[Figures], telling: Sequence[Figures], view: View) -> Iterator[Columns]:
    """The columns that whole lines of figures show: by the measure in which they are narrowest, and from the last.

    `telling` are the lines that are not whole, of more than zeros.
    """
    if whole:
        shown = [(_hulls(whole, measure), measure) for measure in map(partial(partial, view.bounds_of), view.wides)]
        columns, measure = min(shown, key=lambda each: (not _are_apart(each[0]), _wide(each[0])))
        for bounds, by in ((columns, measure), (_hulls(whole, _from_the_last), _from_the_last)):
            if under := _under(bounds, [*whole, *telling], by):
                yield Columns(by, under, by is _from_the_last)


def columns_under_names(columns: Sequence[Label], header: Sequence[Line], view: View) -> Iterator[Columns]:
    """The columns that the names over them show, where none stands so close to the one before it that a longer one may
    have pushed it aside."""
    for wide in view.wides:
        names = standing_names(columns, header, view, wide) or []
        if names and all(other.start - one.end > _FARTHEST_PUSHED for one, other in pairwise(names)):
            yield Columns(partial(view.bounds_of, wide), names)


def _under(columns: Sequence[Bounds], rows: Sequence[Figures], measure: _Measure) -> list[Bounds] | None:
    """The bounds of the columns with all figures; None where some stand below none of the columns, or below two."""
    wider = list(columns)
    for each in _merged([bounds for row in rows for bounds in measure(row)]):
        over = [at for at, column in enumerate(columns) if column.overlaps(each)]
        if len(over) != 1:
            return None
        wider[over[0]] = wider[over[0]].joined(each)
    return wider if _are_apart(wider) else None


def _merged(bounds: Sequence[Bounds]) -> list[Bounds]:
    """What overlaps joined, from left to right."""
    merged: list[Bounds] = []
    for each in sorted(bounds):
        if merged and merged[-1].overlaps(each):
            merged[-1] = merged[-1].joined(each)
        else:
            merged.append(each)
    return merged


def _hulls(rows: Sequence[Figures], measure: _Measure) -> list[Bounds]:
    return [reduce(Bounds.joined, column) for column in zip(*map(measure, rows), strict=True)]


def _are_apart(columns: Sequence[Bounds]) -> bool:
    """Whether no column reaches below the next."""
    return all(one.end <= other.start for one, other in pairwise(columns))


def _wide(columns: Sequence[Bounds]) -> int:
    return sum(end - start for start, end in columns)


def _from_the_last(row: Figures) -> list[Bounds]:
    last = row[-1].span.end
    return [Bounds(token.span.start - last, token.span.end - last) for token in row]
