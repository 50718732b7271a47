"""Columns of figures that the eye sees side by side, where they are aligned with spaces.

What belongs here: the columns that whole lines of figures show, and those that names over them show. What does not:
whether the sums agree with them (`aligned`).
"""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial, reduce
from itertools import pairwise
from typing import NamedTuple

from gidr_pipeline.extraction.tables.heads import wide_in
from gidr_pipeline.extraction.tables.standing import Bounds, standing_names
from gidr_pipeline.extraction.text.figures import Token
from gidr_pipeline.extraction.text.line import Line
from gidr_pipeline.forms import Label

Figures = Sequence[Token]
"""The figures of one line."""
Begins = Mapping[int, int]
"""Where the line with a number begins in the text."""
_Measure = Callable[[Figures], list[Bounds]]


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
        at = {bisect_left(self.between, sum(each) / 2): token for each, token in zip(bounds, figures, strict=True)}
        width = len(self.between) + 1
        return tuple(map(at.get, range(width))) if len(at) == len(figures) else None


def columns_of_whole(
    whole: Sequence[Figures], short: Sequence[Figures], begins: Begins, printed: str
) -> Iterator[Columns]:
    """The columns that whole lines of figures show: by the measure in which they are narrowest, and from the last."""
    if whole:
        shown = [(_hulls(whole, measure), measure) for measure in (_measure(printed, wide, begins) for wide in _WIDES)]
        columns, measure = min(shown, key=lambda each: (not _are_apart(each[0]), _wide(each[0])))
        for bounds, by in ((columns, measure), (_hulls(whole, _from_the_last), _from_the_last)):
            if under := _under(bounds, [*whole, *short], by):
                yield Columns.of(under, by, from_the_last=by is _from_the_last)


def columns_under_names(
    columns: Sequence[Label], header: Sequence[Line], rows: Sequence[Figures], begins: Begins, printed: str
) -> Iterator[Columns]:
    """The columns in which lines of figures stand under the names of all columns, or right of where these begin."""
    for measure, names in _names_of(columns, header, begins, printed, 1):
        starts = [name.start for name in names]
        apart = [
            Bounds(*each) for each in pairwise([*starts, max(starts[-1], *(b.end for r in rows for b in measure(r)))])
        ]
        for bounds in (names, apart):
            if under := _under(bounds, rows, measure):
                yield Columns.of(under, measure)


def cells_under_names(
    columns: Sequence[Label], header: Sequence[Line], row: Figures, begins: Begins, printed: str, times: int
) -> Iterator[tuple[Token | None, ...]]:
    """The cells of the only line of a table, whose figures each stand with their middle below a name, where a header
    has the names of the columns so many times."""
    for measure, names in _names_of(columns, header, begins, printed, times):
        straight = all(any(name.start <= sum(each) / 2 <= name.end for name in names) for each in measure(row))
        if straight and (cells := Columns.of(names, measure).place(row)):
            yield cells


def _names_of(
    columns: Sequence[Label], header: Sequence[Line], begins: Begins, printed: str, times: int
) -> Iterator[tuple[_Measure, list[Bounds]]]:
    for wide in _WIDES:
        if names := standing_names(columns, header, partial(_bounds_on, printed, wide), times):
            yield _measure(printed, wide, begins), names


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


def _measure(printed: str, wide: Callable[[str], int], begins: Begins) -> _Measure:
    """How far from the beginning of their lines figures stand, by how wide the text before them is."""
    return lambda row: [_bounds(printed, wide, begins[token.line], *token.span) for token in row]


def _bounds_on(printed: str, wide: Callable[[str], int], line: Line, start: int, end: int) -> Bounds:
    return _bounds(printed, wide, line.span.start, start, end)


def _bounds(printed: str, wide: Callable[[str], int], begin: int, start: int, end: int) -> Bounds:
    """The bounds of a piece of the text on the line that begins there, by how wide the text before it is."""
    left = wide(printed[begin:start])
    return Bounds(left, left + wide(printed[start:end]))


def _from_the_last(row: Figures) -> list[Bounds]:
    last = row[-1].span.end
    return [Bounds(token.span.start - last, token.span.end - last) for token in row]


def _seen(text: str) -> int:
    """How wide a text is where Chinese characters are twice as wide as others."""
    return len(text) + wide_in(text)


_WIDES = (len, _seen)
"""How wide a text may be taken to be: by its characters, or as the eye sees them."""
