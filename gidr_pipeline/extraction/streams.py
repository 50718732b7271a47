"""Figures that stand apart from their labels: column by column, or all labels before all figures.

What belongs here: finding the order in which such a text gives the cells, from the words over its columns, from an
even arrangement, or from sums that hold in no other order. What does not: rows whose labels have figures (`rows`).
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise

from gidr_pipeline.extraction.align import pattern_of
from gidr_pipeline.extraction.figures import Kind, Token
from gidr_pipeline.extraction.lines import Line
from gidr_pipeline.extraction.options import Sum, count_of
from gidr_pipeline.extraction.repair import ColumnSum
from gidr_pipeline.extraction.rows import RowText
from gidr_pipeline.extraction.style import holds
from gidr_pipeline.forms import Label

_UNIT = re.compile(r"\((?:单位[::]?)?([^()]*元)\)$")
_HOLDING_FOR_FAILING = 4
_MOST_READINGS = 300

Grid = tuple[tuple[Token, ...], ...]
"""The figures by row and column."""


@dataclass(slots=True)
class Run:
    """Figures with no words between them, and the words before them, with white space taken out."""

    words: str
    figures: list[Token] = field(default_factory=list)


def runs_of(lines: Sequence[Line]) -> list[Run]:
    """The figures of some lines in the order of the text; words behind the last of them are left out."""
    runs, words = [], ""
    for line in lines:
        for token in line.tokens:
            if token.kind is Kind.WORDS:
                words += "".join(token.text.split())
            elif token.kind is not Kind.EMPTY:
                if words or not runs:
                    runs.append(Run(words))
                    words = ""
                runs[-1].figures.append(token)
    return runs


def under_heads(runs: Sequence[Run], columns: Sequence[Label], rows: Sequence[Label]) -> dict[str, list[Token]]:
    """The figures that stand right under the words of each column, from top to bottom, by column code.

    Empty where figures stand right behind the label of a row: then the text does not go column by column.
    """
    found: dict[str, list[Token]] = {}
    for run in runs:
        head = _at_end(run.words, columns)
        if head is not None:
            found.setdefault(head.code, []).extend(run.figures)
        elif _at_end(run.words, rows) is not None:
            return {}
    return found


def _at_end(words: str, labels: Sequence[Label]) -> Label | None:
    """The label with which the words end, its own unit in brackets left out; the longest where several do."""
    unit = _UNIT.search(words)
    words = words[: unit.start()] if unit else words
    ends = [
        (len(match[0]), -place)
        for place, label in enumerate(labels)
        for match in pattern_of(label).finditer(words)
        if match.end() == len(words) and (unit is None or unit[1] == label.unit)
    ]
    return labels[-max(ends)[1]] if ends else None


def read_summed_apart(
    runs: Sequence[Run],
    rows: Sequence[Label],
    columns: Sequence[Label],
    along: Sequence[Sum],
    down: Sequence[ColumnSum],
) -> tuple[dict[str, RowText], bool]:
    """The rows of a table with sums, and whether its figures stand row by row.

    Empty where their order is not certain. `rows` without labels of their own, like the channels of the challenges
    table, are as many parts of each column.
    """
    codes = [row.code for row in rows]
    headed = under_heads(runs, columns, rows)
    if len(headed) == len(columns) and all(len(figures) == len(rows) for figures in headed.values()):
        grid = tuple(tuple(headed[column.code][at] for column in columns) for at in range(len(rows)))
        return _placed(grid, codes), False
    stream = [figure for run in runs for figure in run.figures]
    if len(stream) != len(rows) * len(columns) or not _heads_in_order(runs, columns):
        return {}, False
    by_row, by_column = _even(stream, runs, len(rows), len(columns))
    sums = _Sums(codes, along, down)
    likely = [grid for grid in (by_row, by_column) if grid and sums.tell_for(grid)]
    if likely and all(_counts(grid) == _counts(likely[0]) for grid in likely):
        return _placed(likely[0], codes), likely == [by_row]
    return _proven(stream, len(columns), sums) if down else {}, False


def read_apart(
    runs: Sequence[Run], rows: Mapping[str, Sequence[Label]], labels: Sequence[Label], *, by_row: bool
) -> dict[str, RowText]:
    """The rows of a table without sums, as far as the words over their columns tell.

    `rows` has the columns of each row, `labels` the labels of the rows. Without words between them the figures are
    taken row by row where each row has its line, or where (`by_row`) another table of the text has them so.
    """
    stream = [figure for run in runs for figure in run.figures]
    if len({run.words for run in runs if run.figures}) == 1 and len(stream) == sum(map(len, rows.values())):
        lines = [len(list(line)) for _, line in groupby(stream, lambda token: token.line)]
        if by_row or lines == [len(columns) for columns in rows.values()]:
            figures = iter(stream)
            return {code: RowText(placed=tuple(next(figures) for _ in columns)) for code, columns in rows.items()}
    every = {column.code: column for columns in rows.values() for column in columns}
    headed = under_heads(runs, list(every.values()), labels)
    for code in every:
        having = sum(column.code == code for columns in rows.values() for column in columns)
        if len(headed.get(code, ())) != having:
            headed.pop(code, None)
    left = {code: iter(figures) for code, figures in headed.items()}
    placed = {row: [next(left[c.code]) if c.code in left else None for c in columns] for row, columns in rows.items()}
    return {row: RowText(placed=tuple(figures)) for row, figures in placed.items() if None not in figures}


def _heads_in_order(runs: Sequence[Run], columns: Sequence[Label]) -> bool:
    """Whether the words of the columns do not stand in another order than the form's; 其他 and 总计 head rows too."""
    words = "".join(run.words for run in runs)
    begins = [found.start() for column in columns[:-2] if (found := pattern_of(column).search(words))]
    return begins == sorted(begins)


def _placed(grid: Grid, codes: Sequence[str]) -> dict[str, RowText]:
    return {code: RowText(placed=figures) for code, figures in zip(codes, grid, strict=True)}


def _counts(grid: Grid) -> list[list[int | None]]:
    return [[count_of(token) for token in row] for row in grid]


def _even(stream: Sequence[Token], runs: Sequence[Run], rows: int, columns: int) -> list[Grid | None]:
    """The grids row by row and column by column; None where the rows or columns do not stand evenly in the text."""
    begins = {run.figures[0].span for run in runs}
    by_row = tuple(tuple(stream[at : at + columns]) for at in range(0, len(stream), columns))
    by_column = tuple(tuple(stream[at : at + rows]) for at in range(0, len(stream), rows))
    grids = []
    for parts, grid in ((by_row, by_row), (by_column, tuple(zip(*by_column, strict=True)))):
        steps = {after.line - before.line for part in parts for before, after in pairwise(part)}
        whole = all(figure.span not in begins for part in parts for figure in part[1:])
        grids.append(grid if whole and len(steps) == 1 else None)
    return grids


@dataclass(frozen=True)
class _Sums:
    codes: Sequence[str]
    along: Sequence[Sum]
    down: Sequence[ColumnSum]

    def row_holds(self, row: Sequence[Token]) -> bool:
        counts = [count_of(token) for token in row]
        return None not in counts and holds(counts, self.along)

    def column_holds(self, each: ColumnSum, column: int, grid: Mapping[str, Sequence[Token]]) -> bool:
        counts = [(sign, count_of(grid[code][column])) for code, sign in each.signs.items()]
        return all(n is not None for _, n in counts) and sum(sign * (n or 0) for sign, n in counts) == 0

    def tell_for(self, grid: Grid) -> bool:
        """Whether by far most sums of a whole grid hold, those that add up nothing but zeros left aside."""
        by_code = dict(zip(self.codes, grid, strict=True))
        verdicts = [self.row_holds(row) for row in grid if any(map(count_of, row))]
        verdicts += [
            self.column_holds(each, at, by_code)
            for each in self.down
            for at in range(len(grid[0]))
            if any(count_of(by_code[code][at]) for code in each.signs)
        ]
        failing = verdicts.count(False)
        return len(verdicts) - failing >= _HOLDING_FOR_FAILING * failing


Reading = tuple[tuple[Token, ...] | None, ...]
"""Rows from the top down, None for a row whose figures are left in disorder."""


def _proven(stream: Sequence[Token], width: int, sums: _Sums) -> dict[str, RowText]:
    """The cells on which all orders agree in which rows and columns add up.

    An order is a sequence of bands: some rows whose figures stand row by row or column by column. At most one band may
    be in disorder; what is proven then are the rows in sums down the columns that do without it.
    """
    total = len(sums.codes)
    for holes in (0, 1):
        readings = _bands(stream, width, total, sums, holes)
        sound = [proven for reading in readings if (proven := _sound(reading, sums)) is not None]
        if sound and len(readings) < _MOST_READINGS:
            return {code: _agreed([reading.get(code) for reading in sound]) for code in sums.codes}
    return {}


def _agreed(rows: Sequence[tuple[Token, ...] | None]) -> RowText:
    counts = {None if row is None else tuple(map(count_of, row)) for row in rows}
    row = next((row for row in rows if row is not None), ())
    return RowText(placed=row, by_sums=True) if len(counts) == 1 and row else RowText(unclear=row)


def _sound(reading: Reading, sums: _Sums) -> dict[str, tuple[Token, ...]] | None:
    """The rows that some sum down each column proves; None where one such sum does not hold."""
    rows = {code: row for code, row in zip(sums.codes, reading, strict=True) if row is not None}
    proven: set[str] = set()
    for each in sums.down:
        if all(code in rows for code in each.signs):
            if not all(sums.column_holds(each, at, rows) for at in range(len(next(iter(rows.values()))))):
                return None
            proven |= set(each.signs)
    return {code: row for code, row in rows.items() if code in proven} or None


def _bands(stream: Sequence[Token], width: int, total: int, sums: _Sums, holes: int) -> list[Reading]:
    """The orders in which every row outside the hole adds up, no more than `_MOST_READINGS` with different figures."""
    readings: list[dict[tuple[object, ...], tuple[Reading, int]]] = [{} for _ in range(total + 1)]
    readings[0][()] = ((), 0)
    for top in range(total):
        for height in range(1, total - top + 1):
            piece = stream[top * width : (top + height) * width]
            columns = [piece[at : at + height] for at in range(0, len(piece), height)]
            band = tuple(zip(*columns, strict=True))
            for rows, opened in _choices(band, sums, holes):
                key = tuple(None if row is None else tuple(map(count_of, row)) for row in rows)
                for known, (reading, used) in readings[top].items():
                    if used + opened <= holes and len(readings[top + height]) < _MOST_READINGS:
                        readings[top + height].setdefault((*known, *key), ((*reading, *rows), used + opened))
    return [reading for reading, _ in readings[total].values()]


def _choices(band: Reading, sums: _Sums, holes: int) -> Iterator[tuple[Reading, int]]:
    if all(row is not None and sums.row_holds(row) for row in band):
        yield band, 0
    elif holes:
        yield (None,) * len(band), 1
