"""Figures that stand apart from their labels: column by column, or all labels before all figures.

What belongs here: finding the order in which such a text gives the cells, from the words over its columns, or from an
even arrangement that sums confirm. What does not: an order that only sums tell (`proven`), tables without sums
(`apart`), or rows whose labels have figures (`rows`).
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, chain, combinations, groupby, pairwise

from gidr_pipeline.extraction.tables.align import pattern_of, plain
from gidr_pipeline.extraction.tables.one_fault import with_one_fault
from gidr_pipeline.extraction.tables.options import Sum, count_of
from gidr_pipeline.extraction.tables.repair import ColumnSum
from gidr_pipeline.extraction.tables.rows import RowText
from gidr_pipeline.extraction.tables.style import holds
from gidr_pipeline.extraction.text.figures import Kind, Token
from gidr_pipeline.extraction.text.line import Line
from gidr_pipeline.forms import Label

_UNIT = re.compile(r"\((?:单位[::]?)?([^()]*元)\)$")
_HOLDING_FOR_FAILING = 4

Grid = tuple[tuple[Token, ...], ...]
"""The figures by row and column."""


@dataclass(slots=True)
class Run:
    """Figures with no words between them, and the words before them, with white space taken out."""

    words: str
    figures: list[Token] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Apart:
    """What was found of a table's rows whose figures stand apart from their labels."""

    rows: Mapping[str, RowText]
    by_row: bool = False
    """Whether the figures stand row by row."""
    ambiguous: bool = False
    """Whether several tables explain the text."""


def runs_of(lines: Sequence[Line]) -> list[Run]:
    """The figures of some lines in the order of the text; words behind the last of them are left out."""
    runs: list[Run] = []
    words = ""
    for line in lines:
        for token in line.tokens:
            if token.kind is Kind.WORDS:
                words += plain(token.text)
            elif token.kind is not Kind.EMPTY:
                if words or not runs:
                    runs.append(Run(words))
                    words = ""
                runs[-1].figures.append(token)
    return runs


def under_heads(
    runs: Sequence[Run], columns: Sequence[Label], rows: Sequence[Label], *, by_row: bool = False
) -> dict[str, list[list[Token]]]:
    """The figures that stand right under the words of each column, from top to bottom, by column code: a list for each
    time that the words stand there.

    Under the words of several columns they go row by row if each row has its line, or if the text has them so
    (`by_row`). Empty where figures stand right behind the label of a row: then the text does not go column by column.
    """
    found: dict[str, list[list[Token]]] = {}
    for run in runs:
        heads = heads_at_end(run.words, columns)
        lines = [len(list(line)) for _, line in groupby(run.figures, lambda figure: figure.line)]
        if len(heads) > 1 and set(lines) != {len(heads)} and not (by_row and set(lines) == {1}):
            heads = []
        for at, head in enumerate(heads):
            found.setdefault(head.code, []).append(run.figures[at :: len(heads)])
        if not heads and _at_end(run.words, rows) is not None:
            return {}
    return found


def are_cut_alike(headed: Mapping[str, Sequence[Sequence[Token]]], rows: Mapping[str, Sequence[str]]) -> bool:
    """Whether the words of the columns stand before the same rows, as far as two columns have the same.

    `rows` has the codes of the rows of each column. Where a figure slid under other words, they do not.
    """
    begins = {
        code: {rows[code][at] for at in accumulate(map(len, runs[:-1])) if at < len(rows[code])}
        for code, runs in headed.items()
    }
    return all(
        {row for row in begins[one] if row in rows[other]} == {row for row in begins[other] if row in rows[one]}
        for one, other in combinations(begins, 2)
    )


def heads_at_end(words: str, columns: Sequence[Label]) -> list[Label]:
    """The columns that the words name one after the other at their end."""
    heads: list[Label] = []
    while found := _at_end(words, [column for column in columns if column not in heads]):
        label, length = found
        heads.insert(0, label)
        words = words[:-length]
    return heads


def _at_end(words: str, labels: Sequence[Label]) -> tuple[Label, int] | None:
    """The label with which the words end, and how many characters it takes with its own unit in brackets; the longest
    where several do."""
    unit = _UNIT.search(words)
    end = unit.start() if unit else len(words)
    ends = [
        (len(words) - match.start(), -place)
        for place, label in enumerate(labels)
        for match in pattern_of(label).finditer(words, 0, end)
        if match.end() == end and (unit is None or unit[1] == label.unit)
    ]
    return (labels[-max(ends)[1]], max(ends)[0]) if ends else None


def read_summed_apart(
    runs: Sequence[Run],
    rows: Sequence[Label],
    columns: Sequence[Label],
    along: Sequence[Sum],
    down: Sequence[ColumnSum],
    label_lines: Sequence[int] = (),
) -> Apart:
    """The rows of a table with sums; none where their order is not certain.

    `label_lines` are the lines of the rows' labels, which tell how many rows each page has; without them, the rows are
    as many parts of each column, like those of the challenges table.
    """
    codes = [row.code for row in rows]
    under, sums = under_heads(runs, columns, rows), GridSums(codes, along, down)
    headed = {code: [*chain(*figures)] for code, figures in under.items()}
    alike = are_cut_alike(under, dict.fromkeys(under, codes))
    if alike and len(headed) == len(columns) and all(len(figures) == len(rows) for figures in headed.values()):
        grid = tuple(tuple(headed[column.code][at] for column in columns) for at in range(len(rows)))
        return Apart(_placed(grid, codes) if sums.fail_in_one_cell(grid) else {})
    stream = [figure for run in runs for figure in run.figures]
    if not heads_in_order(runs, columns) or _stand_among(stream, label_lines, len(columns)):
        return Apart({})
    if len(stream) != len(rows) * len(columns):
        return _with_a_row_at_fault(stream, codes, len(columns), label_lines, along, down)
    by_row, by_column = _even(stream, runs, _pages(stream, label_lines, len(columns)), len(columns))
    # Without sums down the columns nothing tells a table by columns from one by rows, and those have but one row.
    orders = (by_row, by_column) if down else (by_row,)
    if by_row and down and all(len({figure.line for figure in row}) == 1 for row in by_row):
        likely = [by_row] if sums.fail_in_one_cell(by_row) else []  # each row has its line
    else:
        likely = [grid for grid in orders if grid and _is_likely(grid, sums)]
    if likely and all(_counts(grid) == _counts(likely[0]) for grid in likely):
        return Apart(_placed(likely[0], codes), by_row=likely == [by_row])
    return Apart({}) if likely else _with_a_row_at_fault(stream, codes, len(columns), label_lines, along, down)


def _with_a_row_at_fault(
    stream: Sequence[Token],
    codes: Sequence[str],
    columns: int,
    label_lines: Sequence[int],
    along: Sequence[Sum],
    down: Sequence[ColumnSum],
) -> Apart:
    """The rows of figures of which one row lacks some or has too many, in whichever order."""
    pages = _pages(stream, label_lines, columns, len(stream) - len(codes) * columns)
    orders: list[Sequence[int] | None] = [None, [len(codes)]]
    orders += [pages] if len(pages) > 1 and sum(pages) == len(codes) else []
    found = with_one_fault(stream, orders, codes, along, down, columns) if down else []
    return Apart(found[0] if len(found) == 1 else {}, ambiguous=len(found) > 1)


def _stand_among(stream: Sequence[Token], label_lines: Sequence[int], columns: int) -> bool:
    """Whether a row's figures stand between labels that are more than they could be for."""
    before = Counter(sum(figure.line < line for figure in stream) for line in label_lines)
    starts = [*sorted(before), len(stream)]
    return any(0 < end - start == columns < before[start] * columns for start, end in pairwise(starts))


def _pages(stream: Sequence[Token], label_lines: Sequence[int], columns: int, off: int = 0) -> list[int]:
    """How many rows each page has: the figures between labels and the next labels, of which some may be lost. One page
    where these are no whole rows, but for one page that has so many figures too many (`off`), or fewer than the labels
    above them."""
    before = Counter(sum(figure.line < line for figure in stream) for line in label_lines)
    bounds = sorted({0, *before, len(stream)})
    sizes = {start: end - start for start, end in pairwise(bounds)}
    uneven = [start for start, size in sizes.items() if size % columns]
    if off and len(uneven) == 1:
        sizes[uneven[0]] -= off
    whole = all(size % columns == 0 and size >= before[start] * columns for start, size in sizes.items())
    return [size // columns for size in sizes.values()] if whole else [len(stream) // columns]


def heads_in_order(runs: Sequence[Run], columns: Sequence[Label]) -> bool:
    """Whether the words of the columns do not stand in another order than the form's; 其他 and 总计 head rows too."""
    words = "".join(run.words for run in runs)
    begins = [found.start() for column in columns[:-2] if (found := pattern_of(column).search(words))]
    return begins == sorted(begins)


def _placed(grid: Grid, codes: Sequence[str]) -> dict[str, RowText]:
    return {code: RowText(placed=figures) for code, figures in zip(codes, grid, strict=True)}


def _is_likely(grid: Grid, sums: "GridSums") -> bool:
    verdicts = sums.verdicts(grid)
    return verdicts.count(True) >= _HOLDING_FOR_FAILING * verdicts.count(False) and sums.fail_in_one_cell(grid)


def _counts(grid: Grid) -> list[list[int | None]]:
    return [[count_of(token) for token in row] for row in grid]


def _even(stream: Sequence[Token], runs: Sequence[Run], pages: Sequence[int], columns: int) -> list[Grid | None]:
    """The grids row by row and, page by page, column by column; None where rows or columns do not stand evenly."""
    begins = {run.figures[0].span for run in runs}
    rows: list[Sequence[Token]] = [stream[at : at + columns] for at in range(0, len(stream), columns)]
    pieces: list[Sequence[Token]] = []
    by_column: list[tuple[Token, ...]] = []
    for end, height in zip(accumulate(pages), pages, strict=True):
        page = stream[(end - height) * columns : end * columns]
        piece = [page[at : at + height] for at in range(0, len(page), height)]
        pieces += piece
        by_column += zip(*piece, strict=True)
    grids: list[Grid | None] = []
    for parts, grid in ((rows, tuple(map(tuple, rows))), (pieces, tuple(by_column))):
        steps = {after.line - before.line for part in parts for before, after in pairwise(part)}
        whole = all(figure.span not in begins for part in parts for figure in part[1:])
        apart = steps != {0} or len({part[0].line for part in parts}) == len(parts)
        grids.append(grid if whole and apart and len(steps) <= 1 else None)
    return grids


@dataclass(frozen=True)
class GridSums:
    """The sums of a table, held against its figures."""

    codes: Sequence[str]
    along: Sequence[Sum]
    down: Sequence[ColumnSum]

    def row_holds(self, row: Sequence[Token]) -> bool:
        counts = [count_of(token) for token in row]
        return None not in counts and holds(counts, self.along)

    def column_holds(self, each: ColumnSum, column: int, grid: Mapping[str, Sequence[Token]]) -> bool:
        counts = [(sign, count_of(grid[code][column])) for code, sign in each.signs.items()]
        return all(n is not None for _, n in counts) and sum(sign * (n or 0) for sign, n in counts) == 0

    def fail_in_one_cell(self, grid: Grid) -> bool:
        """Whether one misprinted cell at most explains which sums do not hold. Where a column lost or gained a figure,
        all that follow have moved, and more fail."""
        rows = sum(not self.row_holds(row) for row in grid)
        by_code = dict(zip(self.codes, grid, strict=True))
        columns = {at for each in self.down for at in range(len(grid[0])) if not self.column_holds(each, at, by_code)}
        return rows <= 1 and len(columns) <= 1

    def verdicts(self, grid: Grid) -> list[bool]:
        """Whether each sum holds that adds up more than zeros."""
        rows = dict(zip(self.codes, grid, strict=True))
        return [self.row_holds(row) for row in grid if any(map(count_of, row))] + [
            self.column_holds(each, at, rows)
            for each in self.down
            for at in range(len(grid[0]))
            if any(count_of(rows[code][at]) for code in each.signs)
        ]
