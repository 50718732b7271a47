"""The one order of the figures in which all sums of a table hold, where they stand apart from their labels unevenly.

What belongs here: the search for that order. What does not: the orders that words and line ends tell (`streams`). Sums
tell neither two applicants nor two outcomes from each other: their order is taken from the words of heads and labels.

Extractors of PDF text give a page in pieces: rows one after the other, stretches of rows column by column, page numbers
between them, the totals of a page behind the next heading. So the rows are cut into stretches, each of them column by
column (one row alone is both), in every way that accounts for all figures and with which all rows and columns add up.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from gidr_pipeline.extraction.tables.options import Sum, count_of
from gidr_pipeline.extraction.tables.order import order_of_rows
from gidr_pipeline.extraction.tables.regions import TableText
from gidr_pipeline.extraction.tables.repair import ColumnSum
from gidr_pipeline.extraction.tables.rows import RowText
from gidr_pipeline.extraction.tables.streams import (
    Grid,
    GridSums,
    heads_in_order,
    runs_of,
)
from gidr_pipeline.extraction.tables.sums import Sums
from gidr_pipeline.extraction.text.figures import Kind, Token, is_label
from gidr_pipeline.extraction.text.line import Line

_FEWEST_LABELS = 0.4
"""The share of rows whose labels are left: where all sums hold, so many in the form's order are enough."""
_FEWEST_TELLING = 10
"""Sums that add up more than zeros."""
_FEWEST_APART = 3
"""Different totals in a column that stands apart: fewer, or zeros, stand anywhere."""
_MOST_ODD = 2
"""Figures between the rows that belong to none, as the numbers of pages do."""
_MOST_BEFORE = 25
"""Figures of the table before it that may stand with its own."""
_MOST_STEPS = 5000
_MOST_UNEVEN = 3
"""Pages of a table whose columns the lines do not show."""


@dataclass(frozen=True, slots=True)
class Stream:
    """Figures in the order of the text."""

    figures: Sequence[Token]
    begins: Collection[int]
    """The numbers of those before which words stand."""
    own: int
    """How many of them stand where the table does."""
    others: int
    """How many cells the table has whose figures follow."""


@dataclass(frozen=True, slots=True)
class _Place:
    """How far a way has come: the row and the figure that are next, and what the columns add up to so far."""

    row: int
    at: int
    down: tuple[int, ...]
    odd: int = 0
    """How many figures between the rows belong to none."""
    apart: range = range(0)
    """The figures further below that have been taken for totals."""


@dataclass(frozen=True, slots=True)
class _Way:
    """The rows that are left, each as the numbers of its figures, and how they are cut."""

    rows: tuple[tuple[int, ...], ...] = ()
    uneven: int = 0
    """Stretches of several rows whose columns the lines do not show."""
    stretches: int = 0
    """Stretches of several rows."""
    singles: int = 0
    """Rows that stand alone."""

    @property
    def oddity(self) -> tuple[int, int, int]:
        return self.uneven, self.stretches, self.singles

    def is_likely(self) -> bool:
        """Whether text is cut so: anywhere where its lines tell, otherwise page by page at most."""
        return not self.uneven or self.stretches + self.singles <= _MOST_UNEVEN


class _UncertainError(Exception):
    """Several orders add up, or it takes too long to tell."""


def stream_of(lines: Sequence[Line], text: TableText, following: TableText) -> Stream:
    """The figures of a table's region, of the region of the one that follows, and of the lines without words below.

    Zeros further below than the heading there, and words of tables, may be any; if there is nothing else they are left
    out.
    """
    first, last = text.region[0].number, text.region[-1].number
    end = max(line.number for line in (text.region[-1], *following.region[-1:]))
    figures: list[Token] = []
    begins: set[int] = set()
    own, near, after_words, words_below = 0, 0, True, 0
    for line in lines[first - lines[0].number :]:
        if line.number > end and line.words and not all(is_label(word.text) for word in line.words):
            words_below += 1
        for token in line.tokens:
            if token.kind is Kind.WORDS:
                after_words = True
            elif token.kind is not Kind.EMPTY and (line.number <= end or not line.words):
                if after_words:
                    begins.add(len(figures))
                after_words = False
                figures.append(token)
        own = len(figures) if line.number <= last else own
        near = len(figures) if words_below <= 1 else near
    figures = figures if any(map(count_of, figures)) else figures[:near]
    return Stream(figures, {at for at in begins if at < len(figures)}, own, sum(1 for _ in following.table.cells()))


def with_proven(
    rows: Mapping[str, RowText], text: TableText, stream: Stream, sums: Sums
) -> tuple[dict[str, RowText], list[Token] | None]:
    """The same rows, with those that have no place in the one order in which all sums hold, and the figures that this
    leaves below them; just the same rows where there is none, or where it contradicts a row that has its place."""
    order = order_of_rows(text, _FEWEST_LABELS)
    # Labels of two rows on one line may have changed places: no sum tells which row is whose.
    codes = [label.code for label in order] if tuple(order) == text.table.rows else []
    placed = {code: row for code, row in rows.items() if row.placed}
    grid = in_proven_order(stream, codes, sums.along[0], sums.down) if codes else None
    if grid is None:
        return dict(rows), None
    proven = {code: RowText(placed=row, by_sums=True) for code, row in zip(codes, grid, strict=True)}
    has_figures = any(any(_counts_of(row)) for row in proven.values())
    in_order = not has_figures or heads_in_order(runs_of(text.region), text.table.columns)
    if not in_order or not _agree(proven, placed):
        return dict(rows), None
    taken = {figure.span for row in grid for figure in row}
    left = [figure for figure in stream.figures if figure.span not in taken and figure.span > min(taken)]
    return proven | placed, left


def _agree(rows: Mapping[str, RowText], placed: Mapping[str, RowText]) -> bool:
    """Whether the rows have the same figures as those that labels and layout place."""
    return all(code in rows and _counts_of(row) == _counts_of(rows[code]) for code, row in placed.items())


def _counts_of(row: RowText) -> list[int | None]:
    return [figure and count_of(figure) for figure in row.placed or ()]


def in_proven_order(stream: Stream, codes: Sequence[str], along: Sum, down: Sequence[ColumnSum]) -> Grid | None:
    """The figures of the rows with these codes, in that order; None where none or several orders of them add up, or
    where the figures that are not 0 are too few to tell."""
    search = _Search(stream, codes, along, down)
    try:
        way = search.way_from(_Place(0, 0, (0,) * (search.width * len(down))))
    except _UncertainError:
        return None
    if way is None or not way.is_likely():
        return None
    grid = tuple(tuple(stream.figures[at] for at in row) for row in way.rows)
    telling = len(GridSums(codes, [along], down).verdicts(grid))
    return None if 0 < telling < _FEWEST_TELLING else grid


class _Search:
    """All ways to cut a stream into the rows of a table."""

    def __init__(self, stream: Stream, codes: Sequence[str], along: Sum, down: Sequence[ColumnSum]) -> None:
        self.stream = stream
        self.along = along
        self.width = len(along.addends) + 1
        self.signs = [tuple(each.signs.get(code, 0) for each in down) for code in codes]
        self.counts = [count_of(figure) for figure in stream.figures]
        self.ends = dict(pairwise([*sorted(stream.begins), len(self.counts)]))
        self.known: dict[_Place, _Way | None] = {}

    def way_from(self, place: _Place) -> _Way | None:
        """The way on from here that is cut least oddly; None where there is none. Raises `_UncertainError`."""
        if place.row == len(self.signs):
            return _Way() if not any(place.down) and self._accounts_for_all(place) else None
        if place not in self.known:
            if len(self.known) > _MOST_STEPS:
                raise _UncertainError
            self.known[place] = None
            ways = list(self._ways(place))
            if any(self._counts(way) != self._counts(ways[0]) for way in ways):
                raise _UncertainError
            self.known[place] = min(ways, key=lambda way: way.oddity, default=None)
        return self.known[place]

    def _counts(self, way: _Way) -> list[list[int | None]]:
        return [[self.counts[at] for at in row] for row in way.rows]

    def _accounts_for_all(self, place: _Place) -> bool:
        """Whether no figure of the table is left over, and none was taken from the table that follows."""
        left = len(self.counts) - place.at - len(place.apart)
        odd = sum(end - begin == 1 for begin, end in self.ends.items() if begin >= place.at)
        own = place.at == self.stream.own and not place.apart
        return own or 0 <= left - self.stream.others <= min(odd, _MOST_ODD - place.odd)

    def _ways(self, place: _Place) -> Iterator[_Way]:
        if place.apart and place.at == place.apart.start:
            following = replace(place, at=place.apart.stop, apart=range(0))
            if way := self.way_from(following):
                yield way
            return
        for rows, following in self._stretches(place):
            if way := self.way_from(following):
                several = len(rows) > 1
                uneven = way.uneven + (several and not self._is_set_off(rows))
                yield _Way((*rows, *way.rows), uneven, way.stretches + several, way.singles + (not several))
        end = self.ends.get(place.at, len(self.counts) + 1)
        before = place.row == 0 and end <= _MOST_BEFORE
        is_odd = end - place.at == 1 and place.odd < _MOST_ODD
        if (before or is_odd) and (way := self.way_from(replace(place, at=end, odd=place.odd + (not before)))):
            yield way

    def _stretches(self, place: _Place) -> Iterator[tuple[list[tuple[int, ...]], _Place]]:
        """What rows may stand here, column by column, with the place behind them."""
        limit = place.apart.start if place.apart else len(self.counts)
        for height in range(1, len(self.signs) - place.row + 1):
            size = height * len(self.along.addends)
            if place.at + size > limit:
                return
            addends = [tuple(range(place.at + i, place.at + size, height)) for i in range(height)]
            sums = [self._sum_of(row) for row in addends]
            for totals in self._totals(sums, place.at + size, limit, apart=not place.apart):
                rows = [self._with_total(*each) for each in zip(addends, totals, strict=True)]
                beside = totals.start == place.at + size
                following = replace(
                    place,
                    row=place.row + height,
                    at=totals.stop if beside else place.at + size,
                    down=self._added(place, rows),
                    apart=place.apart if beside else totals,
                )
                yield rows, following

    def _is_set_off(self, rows: Sequence[tuple[int, ...]]) -> bool:
        """Whether rows have nothing but 0, or the lines show their columns: each two figures of one are as far apart as
        those beside them, and closer than one column and the next."""
        if not any(self.counts[at] for row in rows for at in row):
            return True
        lines = [[self.stream.figures[at].line for at in row] for row in rows]
        steps = [{below - above for above, below in zip(*pair, strict=True)} for pair in pairwise(lines)]
        between = min(begin - end for end, begin in zip(lines[-1], lines[0][1:], strict=False))
        return all(len(each) == 1 and max(each) < between for each in steps)

    def _totals(self, sums: Sequence[int | None], begin: int, limit: int, *, apart: bool) -> Iterator[range]:
        """Where the totals of some rows stand: right behind their addends, or further below, if several of them
        differ."""
        beside = range(begin, begin + len(sums))
        if beside.stop <= limit and None not in sums and self.counts[beside.start : beside.stop] == sums:
            yield beside
        if apart and len(set(sums)) >= _FEWEST_APART and None not in sums:
            for at in range(begin + 1, len(self.counts) - len(sums) + 1):
                if self.counts[at : at + len(sums)] == sums:
                    yield range(at, at + len(sums))

    def _sum_of(self, row: Sequence[int]) -> int | None:
        counts = [self.counts[at] for at in row]
        return None if None in counts else sum(count or 0 for count in counts)

    def _with_total(self, addends: tuple[int, ...], total: int) -> tuple[int, ...]:
        return (*addends[: self.along.total], total, *addends[self.along.total :])

    def _added(self, place: _Place, rows: Sequence[tuple[int, ...]]) -> tuple[int, ...]:
        down = list(place.down)
        for signs, row in zip(self.signs[place.row :], rows, strict=False):
            for which, sign in enumerate(signs):
                if sign:
                    for column, at in enumerate(row):
                        down[which * self.width + column] += sign * (self.counts[at] or 0)
        return tuple(down)
