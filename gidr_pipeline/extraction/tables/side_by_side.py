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
from gidr_pipeline.extraction.tables.regions import TableText
from gidr_pipeline.extraction.tables.standing import Bounds, standing_names
from gidr_pipeline.extraction.text.figures import Token
from gidr_pipeline.extraction.text.line import Line

Figures = Sequence[Token]
"""The figures of one line."""
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


def columns_of_lines(
    whole: Sequence[Figures], short: Sequence[Figures], text: TableText, printed: str
) -> Iterator[Columns]:
    """The columns that whole rows show, by the measure in which they are narrowest, and those that their names show."""
    begins = {line.number: line.span.start for line in text.region}
    wides = (len, _seen)
    measures = [_measure(printed, wide, begins) for wide in wides]

    def under(names: Sequence[Bounds] | None, measure: _Measure) -> Sequence[Bounds] | None:
        return names and _under(names, [bounds for row in (*whole, *short) for bounds in measure(row)])

    if whole:
        shown = [(_hulls(whole, measure), measure) for measure in measures]
        columns, measure = min(shown, key=lambda each: (not _are_apart(each[0]), _wide(each[0])))
        for bounds, by in ((columns, measure), (_hulls(whole, _from_the_last), _from_the_last)):
            if found := under(bounds, by):
                yield Columns.of(found, by, from_the_last=by is _from_the_last)
    for wide, measure in zip(wides, measures, strict=True):
        names = standing_names(text.table.columns, text.header, partial(_bounds_on, printed, wide))
        if found := under(names, measure):
            yield Columns.of(found, measure)


def _under(names: Sequence[Bounds], figures: Sequence[Bounds]) -> list[Bounds] | None:
    """The bounds of the columns with these names; None where some figures stand under none of them, or under two."""
    columns = list(names)
    for each in _merged(figures):
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


def _measure(printed: str, wide: Callable[[str], int], begins: Mapping[int, int]) -> _Measure:
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
