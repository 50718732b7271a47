"""Which cell of a form each cell of a file's tables is, by the names before it on its line and above it.

What belongs here: the two names of a cell, wherever the table has them. What does not: what the cell holds (`given`).

            | 结果维持 | …             行政复议：结果维持 | 0            | 行政复议 | …
    行政复议 | 0       | …             行政复议：结果纠正 | 2    结果维持 | 0       | …

all say 0 under 行政复议 and 结果维持.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import groupby, pairwise, zip_longest
from operator import itemgetter
from typing import NamedTuple

from gidr_pipeline.conversion.model import GridCell
from gidr_pipeline.extraction.tables.requests.headers import ends_in
from gidr_pipeline.extraction.tables.wordings import groups_over, is_name, pattern_of, plain
from gidr_pipeline.extraction.text.line import Line
from gidr_pipeline.forms import Label, Table

_UNIT = re.compile(r"\([^()]*\)$")


class Place(NamedTuple):
    """A cell of a file, on its line."""

    line: Line
    cell: GridCell


Names = tuple[str | None, str | None]
"""The row and the column of the form that words name, by code."""


def cells_by_names(table: Table, lines: Sequence[Line]) -> Mapping[tuple[str, str], list[Place]]:
    """The cells of the tables on these lines that hold no heads, by the row and the column of the form whose names
    stand before them on their line, or nearest above them."""
    found: defaultdict[tuple[str, str], list[Place]] = defaultdict(list)
    grids: dict[int, _Grid] = {}
    for line, below in zip_longest(lines, lines[1:]):
        of_grid = line.given or (below and below.given)
        if not of_grid:
            continue
        grid = grids.setdefault(of_grid.table, _Grid(table))
        if below and grid.is_caption(line, below):
            grid.begin(line, of_grid.width)
        for names, cell in grid.read(line) if line.given else ():
            found[names].append(Place(line, cell))
    return found


def cells_with_words(line: Line) -> Iterator[tuple[GridCell, str]]:
    """The cells of a line that hold words, with these in plain characters."""
    words: dict[int | None, str] = {}
    for token in line.words:
        words[token.column] = words.get(token.column, "") + plain(token.text)
    for cell in line.given.cells if line.given else ():
        if cell.column in words:
            yield cell, words[cell.column]


class _Grid:
    """A table of a file, read line by line."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._form_order = {column.code: at for at, column in enumerate(table.columns)}
        self._rows: dict[int, str] = {}
        self._columns: dict[int, tuple[str, GridCell]] = {}
        self._standing: dict[int, str] = {}
        self._headed: set[int] = set()

    def is_caption(self, line: Line, below: Line) -> bool:
        """Whether a line says one thing, above one of heads: it is over all of these, however wide its own cell is."""
        named = {name for _, said in cells_with_words(below) if any(name := self._names(said))}
        return len(line.words) == 1 and not line.values and len(named) > 1

    def begin(self, caption: Line, width: int) -> None:
        """Forget all names; that of a row in a caption stands over all columns."""
        self._rows.clear()
        self._columns.clear()
        row, _ = self._names(plain(caption.words[0].text))
        if row:
            self._rows |= dict.fromkeys(range(width), row)

    def read(self, line: Line) -> Iterator[tuple[tuple[str, str], GridCell]]:
        """The cells of the next line that hold no heads and have two names."""
        assert line.given is not None
        words = {cell.column: said for cell, said in cells_with_words(line) if not self._is_filled_in(line, cell, said)}
        covered = {at for cell in line.given.cells for at in range(cell.column, cell.column + cell.columns)}
        standing = [said for at, said in self._standing.items() if at not in covered]  # merged over several rows
        named = [self._names(said) for said in (*standing, *words.values())]
        rows, columns = {row for row, _ in named if row}, {column for _, column in named if column}
        cells = [cell for cell in line.given.cells if cell.column not in words]
        if max(len(rows), len(columns)) < 2:  # else it is a line of heads
            yield from self._named(line, cells, (next(iter(rows), None), next(iter(columns), None)))
        for cell in line.given.cells:
            self._stand(cell, words.get(cell.column, ""))

    def _is_filled_in(self, line: Line, cell: GridCell, words: str) -> bool:
        """Whether words stand for a figure, as `审理中` does: among figures and under two names, and they are no other
        name, be it that their column has in other words."""
        if not line.values or not {cell.column} <= self._rows.keys() & self._columns.keys():
            return False
        row, column = self._names(words)
        own, _ = self._columns[cell.column]
        return row is None and column in (None, own) and words != self._standing.get(cell.column)

    def _named(
        self, line: Line, cells: Sequence[GridCell], before: Names
    ) -> Iterator[tuple[tuple[str, str], GridCell]]:
        """The cells of a line that have two names; none where a figure stands beside all heads, perhaps of its own."""
        heads = self._heads(line.given.width if line.given else 0)
        over = [heads[(2 * cell.column + cell.columns) // 2] for cell in cells]
        row, column = before
        if row and column and not any(name for _, name in over):
            yield from (((row, column), cell) for cell in self._only_cell(cells))
            return
        in_order = [names for names, _ in groupby(heads[cells[0].column if cells else 0 :]) if any(names)]
        if len(in_order) == len(cells):  # borders drawn by hand may not meet those of the heads
            over = in_order
        elif any(map(any, over)) and any(token.column not in self._headed for token in line.values):
            return
        for cell, names in zip(cells, over, strict=True):
            row, column = before[0] or names[0], names[1] or before[1]
            if row and column:
                yield (row, column), cell

    def _only_cell(self, cells: Sequence[GridCell]) -> Sequence[GridCell]:
        """The one cell of a line whose words have both names, or the one that has a head of all; none of several."""
        headed = [cell for cell in cells if cell.column in self._headed] or cells
        return headed if len(headed) == 1 else []

    def _heads(self, width: int) -> list[Names]:
        """The names over each column. Where those of columns begin anew as often as there are names of rows, each of
        these is over one such set, however wide its own cell is: a sheet may not tell what is merged."""
        columns = {at: name for at, (name, _) in self._columns.items()}
        heads = [(self._rows.get(at), columns.get(at)) for at in range(width)]
        rows = list(dict.fromkeys(row for row, _ in heads if row))
        sets = self._sets()
        if len(sets) != len(rows) or len(sets) < 2:
            return heads
        set_at = {at: row for row, places in zip(rows, sets, strict=True) for at in places}
        return [(set_at.get(at, row), column) for at, (row, column) in enumerate(heads)]

    def _sets(self) -> list[list[int]]:
        """The columns of each set of names: the same names in the same order again and again, or, where some are
        lacking, those in the form's order."""
        runs = [
            (name, [at for at, _ in run])
            for (name, _), run in groupby(sorted(self._columns.items()), key=itemgetter(1))
        ]
        names = [name for name, _ in runs]
        size = len(set(names)) or 1
        if names == names[:size] * (len(names) // size):
            starts = [*range(0, len(names), size)]
        else:
            order = [self._form_order[name] for name in names]
            starts = [at for at, place in enumerate(order) if at == 0 or place <= order[at - 1]]
        return [[at for _, run in runs[a:b] for at in run] for a, b in pairwise([*starts, len(runs)])]

    def _stand(self, cell: GridCell, words: str) -> None:
        """What a cell says of those below it: nothing if it has no words, and no column if they name none."""
        self._standing.pop(cell.column, None)
        if words:
            self._standing[cell.column] = words
            row, column = self._names(words)
            for at in range(cell.column, cell.column + cell.columns):
                self._headed.add(at)
                if row:
                    self._rows[at] = row
                if column or not row:
                    self._columns.pop(at, None)
                if column:
                    self._columns[at] = column, cell

    def _names(self, words: str) -> Names:
        """The row and the column that words name: one by all of them, or both one behind the other."""
        bare = _UNIT.sub("", words)
        column = next((each.code for each in self._table.columns if ends_in(each, bare) or is_name(each, bare)), None)
        row = next((each.code for each in self._table.rows if _begins(each, words, whole=column is None)), None)
        return row, column


def _begins(label: Label, words: str, *, whole: bool) -> bool:
    """Whether words begin with a label, be it behind a number, the name of its group and a bracket."""
    found = _beginning(label).match(words)
    return found is not None and (not whole or found.end() == len(words))


@cache
def _beginning(label: Label) -> re.Pattern[str]:
    group = "|".join(map(re.escape, groups_over(label)))
    return re.compile(rf"(?:\(?\d[)、.])?(?:(?:{group})[-:(—]*)?(?:{pattern_of(label).pattern})\)?")
