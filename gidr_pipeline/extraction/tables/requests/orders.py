"""Reading orders: figures that stand apart from their labels, column by column or all labels first, page by page.

As many figures as the table has cells, or one more or less, are laid out row by row and column by column; the sums
tell whether an order is right. What belongs here: the orders in which such a text may give the cells. What does not:
figures at their labels (`at_labels`), or whether the sums hold (`solve`).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, groupby, pairwise
from typing import NamedTuple

from gidr_pipeline.extraction.tables.glued import halves_of, joined
from gidr_pipeline.extraction.tables.model import RowFigures, count_of
from gidr_pipeline.extraction.tables.sums import RowSum
from gidr_pipeline.extraction.tables.wordings import plain
from gidr_pipeline.extraction.text.figures import VALUES, Kind, Token
from gidr_pipeline.extraction.text.line import Line
from gidr_pipeline.forms import Label

Grid = list[list[Token | None]]
MOST_FAILING = 1
"""Rows of a reading order that do not add up: misprints."""


@dataclass(frozen=True, slots=True)
class Arrangement:
    """The rows that an order gives, and whether names over the columns tell it."""

    rows: list[RowFigures]
    under_heads: bool


def arrangements(
    lines: Sequence[Line], codes: Sequence[str], columns: Sequence[Label], along: RowSum, *, only_whole: bool
) -> Iterator[Arrangement]:
    """The rows with these codes in each order that the figures of some lines may have; `only_whole` where they have
    to be as many as the cells."""
    runs = _runs(lines)
    figures = [token for run in runs for token in run.figures]
    width, number = len(columns), len(codes)
    if abs(len(figures) - width * number) > (0 if only_whole else 1) or number < 2:
        return
    if order := _headed(runs, number, columns):
        grid: Grid = [[runs[at].figures[row] for at in order] for row in range(number)]
        yield Arrangement(_rows(grid, codes), under_heads=True)
        return
    for sizes in dict.fromkeys((_pages([len(run.figures) for run in runs], width, number), (number,))):
        if not sizes:
            continue
        ways = (True, False) if _are_columns(figures, sizes, width) else (True,)
        for whole in _whole(figures, width * number, sizes, width, along, ways):
            rows = [replace(row, by_order=True) for row in _rows(whole, codes)]
            yield Arrangement(rows, under_heads=False)


@dataclass(slots=True)
class _Run:
    """Figures with no words between them, and the words before them without white space."""

    words: str
    figures: list[Token]


def _runs(lines: Sequence[Line]) -> list[_Run]:
    tokens = [token for line in lines for token in line.tokens if token.kind is not Kind.EMPTY]
    runs: list[_Run] = []
    words = ""
    for is_figure, group in groupby(tokens, lambda token: token.kind in VALUES):
        if is_figure:
            runs.append(_Run(words, list(group)))
        else:
            words = plain("".join(token.text for token in group))
    return runs


def _headed(runs: Sequence[_Run], number: int, columns: Sequence[Label]) -> list[int] | None:
    """For each column of the form the run of as many figures as there are rows that stands under its name alone."""
    places = []
    for column in columns:
        named = [
            at for at, run in enumerate(runs) if run.words.endswith(column.label_zh) and len(run.figures) == number
        ]
        if len(named) != 1:
            return None
        places += named
    return places if len(set(places)) == len(columns) == len(runs) else None


def _pages(sizes: Sequence[int], width: int, number: int) -> tuple[int, ...] | None:
    """How many rows each page has, where words stand between the pages, each a run of figures, or also between the
    columns of a page; None where runs of these sizes are no such pages."""
    if not sizes:
        return () if number == 0 else None
    columns = sizes[:width]
    if len(columns) == width and len(set(columns)) == 1:
        rest = _pages(sizes[width:], width, number - columns[0])
        if rest is not None:
            return (columns[0], *rest)
    if sizes[0] % width == 0:
        rest = _pages(sizes[1:], width, number - sizes[0] // width)
        if rest is not None:
            return (sizes[0] // width, *rest)
    return None


def _are_columns(figures: Sequence[Token], sizes: Sequence[int], width: int) -> bool:
    """Whether figures may be the columns of pages with so many rows: where empty lines part some of them, they do so
    between columns."""
    ends = {at for at, (one, other) in enumerate(pairwise(figures), 1) if other.line - one.line > 1}
    columns = [size for size in sizes for _ in range(width)]
    between = set(accumulate(columns[:-1]))
    return sum(columns) != len(figures) or not ends or len(ends) == len(figures) - 1 or between <= ends


class _Change(NamedTuple):
    """What is supposed of a stream of figures: those from one to before another were these, None for a lost one."""

    start: int
    end: int
    tokens: tuple[Token | None, ...] = ()

    def made(self, stream: Sequence[Token]) -> list[Token | None]:
        """The stream as it was."""
        return [*stream[: self.start], *self.tokens, *stream[self.end :]]


def _changes(figures: Sequence[Token], cells: int) -> Iterator[_Change]:
    """What may have happened to figures that are as many as the cells, or one more or less: then one was lost, or two
    ran together; one broke, or was printed twice."""
    if len(figures) == cells:
        yield _Change(0, 0)
    elif len(figures) < cells:
        yield from (_Change(at, at, (None,)) for at in range(cells))
        yield from (_Change(at, at + 1, halves) for at, token in enumerate(figures) for halves in halves_of(token))
    else:
        for at, (one, other) in enumerate(pairwise(figures)):
            if count_of(one) == count_of(other):
                yield _Change(at, at + 1)
            elif whole := joined(one, other):
                yield _Change(at, at + 2, (whole,))


def _whole(
    figures: Sequence[Token], cells: int, sizes: Sequence[int], width: int, along: RowSum, ways: Sequence[bool]
) -> Iterator[Grid]:
    """The grids in which nearly all rows add up, a fault undone where there is one figure too few or many; each of
    `ways` tells whether row by row."""
    most = MOST_FAILING if len(figures) == cells else 0
    for by_rows in ways:
        laid: dict[tuple[int | None, ...], tuple[int, Grid]] = {}
        for change in _changes(figures, cells):
            grid = _laid(change.made(figures), sizes, width, by_rows)
            rows = [[token and count_of(token) for token in row] for row in grid]
            failing = sum(_fails(row, along) for row in rows)
            if failing <= most:
                key = tuple(value for row in rows for value in _completed(row, along))
                laid.setdefault(key, (failing, grid))
        least = min((failing for failing, _ in laid.values()), default=0)
        yield from (grid for failing, grid in laid.values() if failing == least)


def _completed(values: Sequence[int | None], along: RowSum) -> Sequence[int | None]:
    """A row with the one value that it lacks, as its sum has it."""
    if None not in values:
        return values
    at = values.index(None)
    addends = sum(values[i] or 0 for i in along.addends)
    value = addends if at == along.total else (values[along.total] or 0) - addends
    return [*values[:at], value, *values[at + 1 :]]


def _laid(stream: Sequence[Token | None], sizes: Sequence[int], width: int, by_rows: bool) -> Grid:
    """Figures over the rows of pages of these sizes, row by row or column by column."""
    grid: Grid = []
    at = 0
    for size in sizes:
        page = stream[at : at + size * width]
        at += size * width
        if by_rows:
            grid += [list(page[i * width : (i + 1) * width]) for i in range(size)]
        else:
            grid += [list(page[i::size]) for i in range(size)]
    return grid


def _fails(values: Sequence[int | None], along: RowSum) -> bool:
    """Whether a row can't add up, a figure that it lacks being any."""
    if None in values:
        total = values[along.total]
        return total is not None and sum(values[at] or 0 for at in along.addends) > total
    return bool(along.rest(values))


def _rows(grid: Grid, codes: Sequence[str]) -> list[RowFigures]:
    rows = []
    for code, cells in zip(codes, grid, strict=True):
        places = tuple(at for at, token in enumerate(cells) if token is not None)
        row = RowFigures(code, tuple(token for token in cells if token is not None))
        rows.append(row if len(places) == len(cells) else replace(row, columns=places))
    return rows
