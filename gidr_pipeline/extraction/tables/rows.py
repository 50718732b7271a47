"""What the text has for each row of a table: figures laid out by labels and layout alone, or loose ones.

A row is placed when the layout tells the cell of each of its figures, whatever the figures are: as many as the row has
cells, or in a table that keeps its places. Everything else is left to arithmetic. So a misprint never moves a figure.
"""

import re
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from gidr_pipeline.extraction.tables.align import Found
from gidr_pipeline.extraction.tables.blocks import Block, contest, find_blocks
from gidr_pipeline.extraction.tables.continued import rows_over_lines
from gidr_pipeline.extraction.tables.options import Sum
from gidr_pipeline.extraction.text.figures import VALUES, Kind, Token
from gidr_pipeline.extraction.text.line import Line

_MOST_BARE = 0.4
_DIGIT = re.compile(r"\d")
_CHINESE = re.compile(r"[㐀-鿿]")


@dataclass(frozen=True, slots=True)
class RowText:
    """What stands in the text for a row. At most one of the fields is set; none where it has the label alone."""

    placed: tuple[Token | None, ...] | None = None
    """A token for each cell, None for a place that the layout keeps empty."""
    loose: tuple[Token, ...] = ()
    """Figures in order, too few or too many for the cells."""
    stacked: tuple[tuple[Token, ...], ...] | None = None
    """For each cell the tokens that stand in it, where several lines have some for it."""
    unclear: tuple[Token, ...] = ()
    """Figures that may be this row's or a neighbour's."""
    headed: bool = False
    """Whether the heads above tell the place of each figure, and it adds up so: then no empty end is in doubt."""
    by_sums: bool = False
    """Whether it took sums along the rows and down the columns to place the figures."""

    @property
    def tokens(self) -> tuple[Token, ...]:
        """All figures, in order."""
        stacked = (token for tokens in self.stacked or () for token in tokens)
        return tuple(token for token in (*(self.placed or ()), *self.loose, *stacked, *self.unclear) if token)

    @property
    def is_on_one_line(self) -> bool:
        """Whether it has several figures, all on one line."""
        tokens = self.tokens
        return len({token.line for token in tokens}) == 1 < len(tokens)

    def doubted(self) -> "RowText":
        """The same figures with no place of their own."""
        return RowText(unclear=self.tokens)


def is_scrambled(rows: Mapping[int, RowText], found: Sequence[Found], region: Sequence[Line]) -> bool:
    """Whether so many labels stand without figures, though the region has some, that the text seems to have torn the
    figures from their labels."""
    bare = sum(rows.get(each.row, RowText()) == RowText() for each in found)
    return bare > _MOST_BARE * len(found) and any(line.values for line in region)


def doubted(rows: Mapping[int, RowText]) -> dict[int, RowText]:
    """The same rows with no figure in a place of its own."""
    return {place: row.doubted() for place, row in rows.items()}


def unscrambled(rows: Mapping[int, RowText], found: Sequence[Found]) -> dict[int, RowText]:
    """The rows of a scrambled text: several figures on a line of the label still belong to it, others do not."""
    labels = {each.row: each for each in found}
    return {place: row if _is_beside(row, labels.get(place)) else row.doubted() for place, row in rows.items()}


def _is_beside(row: RowText, label: Found | None) -> bool:
    return bool(label and row.is_on_one_line and label.first_line <= row.tokens[0].line <= label.last_line)


def read_rows(
    found: Sequence[Found],
    lines: Sequence[Line],
    widths: Sequence[int],
    labels: re.Pattern[str],
    named: Mapping[int, int] | None = None,
    *,
    below_header: bool = True,
    may_lack: Container[int] = (),
    along: Sequence[Sum] = (),
) -> dict[int, RowText]:
    """The rows that the text has, by their place in the form's order.

    Parameters
    ----------
    found
        Labels in the form's order.
    lines
        The lines of the table from its first label to its end.
    widths
        How many cells each row of the form has.
    labels
        What any of the rows' labels matches.
    named
        For lines with so many places the place of the first cell, as far as a header names it.
    may_lack
        Rows that may stand in the text without their labels, between rows with theirs.
    below_header
        Whether the labels are those of rows below the header, so that other words right of them stand in cells.
    along
        The sums of every row, as far as they may tell whether figures over several lines are in order.
    """
    blocks = find_blocks(found, lines, labels, below_header=below_header)
    by_lines = _is_by_lines(blocks)
    in_places = 2 * sum(line.places > 1 for line in lines if line.values) > sum(bool(line.values) for line in lines)
    starts = _starts(blocks, widths, named or {}) if by_lines else {}
    if by_lines:
        contest(blocks)
    whole_records = not by_lines and any(
        len(block.rows) == 1 and len(block.cells) == widths[block.rows[0]] > 1 for block in blocks
    )
    result: dict[int, RowText] = {}
    present = {each.row for each in found}
    for block, following in zip_longest(blocks, blocks[1:]):
        # On lines without values, it may be the end of a label over several lines.
        has_another = block.repeats if by_lines else block.goes_on
        between = range(block.rows[-1] + 1, following.rows[0]) if following and not has_another else ()
        skipped = [row for row in between if row not in present and row in may_lack]
        if by_lines:
            result.update(_lines_to_rows(block, skipped, widths, starts, in_places=in_places))
        else:
            result.update(_cells_to_rows(block, skipped, widths, whole_records))
    if by_lines and along:
        over_lines = rows_over_lines(blocks, lines, widths, along)
        result |= {row: RowText(placed=figures) for row, figures in over_lines.items()}
    return result


def _is_by_lines(blocks: Sequence[Block]) -> bool:
    """Whether the values of a row stand on one line, rather than each on its own."""
    sizes = sorted(len(values) for block in blocks for values in block.values)
    together = sum(size for size in sizes if size > 1)
    if not sizes:
        return any(block.room for block in blocks)
    with_places = sum(max(block.places) > 2 for block in blocks if block.places)
    return together > sum(sizes) - together or 2 * with_places > sum(bool(block.places) for block in blocks)


def _starts(blocks: Sequence[Block], widths: Sequence[int], named: Mapping[int, int]) -> dict[int, int]:
    """For lines with so many places the place of the first cell: where all their figures lie within the width of a row,
    and one line at least has figures at both its ends, or a header names both."""
    used: dict[int, tuple[int, int, int]] = {}
    spanned: set[tuple[int, int, int]] = set()
    for block in blocks:
        width = max(widths[row] for row in block.rows)
        for values, places in zip(block.values, block.places, strict=True):
            columns = [token.column for token in values if token.column is not None and not _is_a_remark(token)]
            if places and columns:
                low, high, wide = used.get(places, (places, 0, 0))
                used[places] = min(low, *columns), max(high, *columns), max(wide, width)
                spanned.add((places, min(columns), max(columns)))
    starts = {}
    for places, (low, high, width) in used.items():
        if high - low + 1 == width and (places, low, high) in spanned:
            starts[places] = low
        elif places in named and named[places] <= low and high < named[places] + width:
            starts[places] = named[places]
    return starts


def _lines_to_rows(
    block: Block, skipped: Sequence[int], widths: Sequence[int], starts: Mapping[int, int], *, in_places: bool
) -> dict[int, RowText]:
    rows, width = block.rows, widths[block.rows[0]]
    lines = list(zip(block.values, block.places, strict=True))
    if in_places:
        # A lone figure between the rows of a table with separators is the number of the page, or has slid there.
        whole = [each for each in lines if each[1] or len(each[0]) > 1]
        beside = block.room < width or block.inside
        if lines and not (whole and beside):
            return {row: RowText(unclear=tuple(token for values, _ in lines for token in values)) for row in rows}
        lines = whole
    full = [each for each in lines if _is_full(each[0], width)]
    if len(lines) > len(rows) and len(full) == len(rows) and not _have_figures(lines, full):
        lines = full
    if len(lines) == len(rows) + len(skipped) and len(full) == len(lines) > len(rows):
        rows = [*rows, *skipped]
    if len(lines) == len(rows):
        return {
            row: _row_of(values, places, widths[row], starts) for row, (values, places) in zip(rows, lines, strict=True)
        }
    if not lines and block.contested:
        return {row: RowText(unclear=block.contested) for row in rows}
    if not lines:
        blank = RowText(placed=(None,) * width) if block.room >= width and len(rows) == 1 else RowText()
        return dict.fromkeys(rows, blank)
    if len(rows) == 1 and not any(block.places) and sum(len(values) for values, _ in lines) == width:
        figures = tuple(token for values, _ in lines for token in values)
        # Where all are zero it does not matter which is whose.
        return {rows[0]: RowText(loose=figures) if any(token.value != 0 for token in figures) else RowText(figures)}
    if len(rows) == 1 and not any(block.places) and len(lines[0][0]) == width:
        return {rows[0]: RowText(loose=tuple(token for values, _ in lines for token in values))}
    if len(rows) == 1:
        stacked = _stack(lines, width, starts)
        if stacked:
            return {rows[0]: RowText(stacked=stacked)}
    everything = tuple(token for values, _ in lines for token in values)
    return {row: RowText(unclear=everything) for row in rows}


def _is_full(values: Sequence[Token], width: int) -> bool:
    return len(values) == width and without_gap(values) and all(token.kind is not Kind.ILLEGIBLE for token in values)


def _have_figures(lines: Sequence[tuple[Sequence[Token], int]], but: Sequence[tuple[Sequence[Token], int]]) -> bool:
    return any(_DIGIT.search(token.text) for line in lines if line not in but for token in line[0])


def _row_of(values: Sequence[Token], places: int, width: int, starts: Mapping[int, int]) -> RowText:
    start = starts.get(places)
    while len(values) > width and (_is_a_remark(values[-1]) or _tells_no_number(values[-1])):
        values = values[:-1]
    if start is None and len(values) == width and _is_a_remark(values[-1]):
        return RowText(loose=tuple(values[:-1]))
    if len(values) == width and without_gap(values):
        return RowText(placed=tuple(values))
    under = {token.column - start: token for token in values if start is not None and token.column is not None}
    if under and len(under) == len(values) < width and max(under) < width:
        return RowText(placed=tuple(under.get(index) for index in range(width)))
    return RowText(loose=tuple(values))


def _is_a_remark(token: Token) -> bool:
    return token.kind is Kind.ILLEGIBLE and _CHINESE.search(token.text) is not None


def _tells_no_number(token: Token) -> bool:
    return token.kind is Kind.ILLEGIBLE and not _DIGIT.search(token.text)


def without_gap(values: Sequence[Token]) -> bool:
    """Whether no empty place stands between the figures: with one, as many figures as cells may be those of others."""
    columns = [token.column for token in values if token.column is not None]
    return not columns or columns[-1] - columns[0] < len(values)


def has_gap(placed: Sequence[Token | None]) -> bool:
    """Whether a place between two figures is empty: then they did not run together, which leaves the end empty."""
    filled = [at for at, token in enumerate(placed) if token]
    return bool(filled) and len(filled) <= filled[-1] - filled[0]


def _stack(
    lines: Sequence[tuple[Sequence[Token], int]], width: int, starts: Mapping[int, int]
) -> tuple[tuple[Token, ...], ...] | None:
    stacked: list[list[Token]] = [[] for _ in range(width)]
    for values, places in lines:
        start = starts.get(places)
        for token in values:
            if start is None or token.column is None or not start <= token.column < start + width:
                return None
            stacked[token.column - start].append(token)
    return tuple(tuple(tokens) for tokens in stacked)


def _cells_to_rows(
    block: Block, skipped: Sequence[int], widths: Sequence[int], whole_records: bool
) -> dict[int, RowText]:
    values = [token for line in block.values for token in line]
    rows = block.rows
    if sum(widths[row] for row in rows) != len(values) and len(values) == sum(widths[r] for r in [*rows, *skipped]):
        rows = [*rows, *skipped]
    here = sum(token.kind in VALUES for token in block.cells)
    torn = len(block.values) > 1 and any(len(line) > 1 for line in block.values)
    if torn or (whole_records and len(rows) == 1 and here < len(values)):
        if len(rows) > 1:
            return {row: RowText(unclear=tuple(values)) for row in rows}
        return {rows[0]: RowText(loose=tuple(values))}  # some of them stand apart from the row
    if len(values) == sum(widths[row] for row in rows):
        result, at = {}, 0
        for row in rows:
            result[row] = RowText(placed=tuple(values[at : at + widths[row]]))
            at += widths[row]
        return result
    if len(rows) > 1:
        return {row: RowText(unclear=tuple(values)) for row in rows}
    width = widths[rows[0]]
    if whole_records and len(block.cells) == width:
        return {rows[0]: RowText(placed=tuple(token if token.kind in VALUES else None for token in block.cells))}
    return {rows[0]: RowText(loose=tuple(values))}
