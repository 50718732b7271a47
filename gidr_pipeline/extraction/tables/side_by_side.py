"""Columns of figures that the eye sees side by side, where they are aligned with spaces.

What belongs here: the columns that whole lines of figures show, and those that names over them show. What does not:
whether the sums agree with them (`aligned`).
"""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from functools import partial, reduce
from itertools import pairwise
from typing import NamedTuple

from gidr_pipeline.extraction.tables.standing import standing_names
from gidr_pipeline.extraction.tables.view import Bounds, View, Wide
from gidr_pipeline.extraction.text.figures import Token
from gidr_pipeline.extraction.text.line import Line
from gidr_pipeline.forms import Label

Figures = Sequence[Token]
"""The figures of one line."""
Cells = Sequence[Token | None]
_Measure = Callable[[Figures], list[Bounds]]
_FEWEST_BELOW_NAMES = 5


class Columns(NamedTuple):
    """Columns of figures side by side."""

    measure: _Measure
    between: Sequence[float]
    """The middle of the space between each two."""
    from_the_last: bool
    """Whether places are measured from the last figure of a line, which only tells where the figures add up to it."""

    @classmethod
    def of(cls, columns: Sequence[Bounds], measure: _Measure, *, from_the_last: bool = False) -> "Columns":
        return cls(measure, [(one.end + other.start) / 2 for one, other in pairwise(columns)], from_the_last)

    def place(self, figures: Figures) -> tuple[Token | None, ...] | None:
        """A line with each figure in the nearest column; None where two are nearest to the same."""
        bounds = self.measure(figures)
        at = {bisect_left(self.between, each.middle): token for each, token in zip(bounds, figures, strict=True)}
        width = len(self.between) + 1
        return tuple(map(at.get, range(width))) if len(at) == len(figures) else None


def columns_of_whole(whole: Sequence[Figures], short: Sequence[Figures], view: View) -> Iterator[Columns]:
    """The columns that whole lines of figures show: by the measure in which they are narrowest, and from the last."""
    if whole:
        shown = [(_hulls(whole, measure), measure) for measure in map(partial(partial, view.bounds_of), view.wides)]
        columns, measure = min(shown, key=lambda each: (not _are_apart(each[0]), _wide(each[0])))
        for bounds, by in ((columns, measure), (_hulls(whole, _from_the_last), _from_the_last)):
            if under := _under(bounds, [*whole, *short], by):
                yield Columns.of(under, by, from_the_last=by is _from_the_last)


def columns_under_names(
    columns: Sequence[Label], header: Sequence[Line], rows: Sequence[Figures], view: View
) -> Iterator[Columns]:
    """The columns in which lines of figures stand under the names of all columns, or right of where these begin."""
    for wide in view.wides:
        if not (names := standing_names(columns, header, view, wide)):
            continue
        measure = partial(view.bounds_of, wide)
        end = max(bounds.end for row in rows for bounds in measure(row))
        starts = [name.start for name in names]
        for bounds in (names, [Bounds(*each) for each in pairwise([*starts, max(starts[-1], end)])]):
            if under := _under(bounds, rows, measure):
                yield Columns.of(under, measure)


def cells_under_names(
    columns: Sequence[Label], header: Sequence[Line], figures: Figures, view: View, times: int = 1
) -> tuple[Token | None, ...] | None:
    """The cells of a line whose figures each stand with their middle below a name, where a header has the names of the
    columns so many times; None where they don't, or where it depends on how wide the text is taken to be."""
    found = {
        _below_names(standing_names(columns, header, view, wide, times), figures, view, wide) for wide in view.wides
    }
    return found.pop() if len(found) == 1 else None


def _below_names(
    names: Sequence[Bounds] | None, figures: Figures, view: View, wide: Wide
) -> tuple[Token | None, ...] | None:
    bounds = view.bounds_of(wide, figures)
    straight = all(any(name.start <= each.middle <= name.end for name in names or ()) for each in bounds)
    return Columns.of(names, partial(view.bounds_of, wide)).place(figures) if names and straight else None


def seen_straight(view: View, columns: Sequence[Label], header: Sequence[Line], rows: Sequence[Cells]) -> View:
    """The view with those measures alone by which the figures of rows with known cells, as far as they stand on the
    page of their header, stand with their middle below the names of their columns."""
    page = {view.page(line.span.start) for line in header[-1:]}
    figures = [(at, token) for row in rows for at, token in enumerate(row) if token]
    below = [(at, token) for at, token in figures if view.page(token.span.start) in page]
    straight = [
        wide
        for wide in view.wides
        if (names := standing_names(columns, header, view, wide))
        and all(names[at].start <= view.bounds_of(wide, [token])[0].middle <= names[at].end for at, token in below)
    ]
    return view._replace(wides=straight if len(below) >= _FEWEST_BELOW_NAMES else ())


def _under(names: Sequence[Bounds], rows: Sequence[Figures], measure: _Measure) -> list[Bounds] | None:
    """The bounds of the columns with these names; None where some figures stand under none of them, or under two."""
    columns = list(names)
    for each in _merged([bounds for row in rows for bounds in measure(row)]):
        over = [at for at, name in enumerate(names) if name.overlaps(each)]
        if len(over) != 1:
            return None
        columns[over[0]] = columns[over[0]].joined(each)
    return columns if _are_apart(columns) else None


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
