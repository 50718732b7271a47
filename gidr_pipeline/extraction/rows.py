"""What the text has for each row of a table: figures laid out by labels and layout alone, or loose ones.

A row is placed when the layout tells the cell of each of its figures, whatever the figures are: as many as the row has
cells, or in a table that keeps its places. Everything else is left to arithmetic. So a misprint never moves a figure.
"""

import re
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise, zip_longest

from gidr_pipeline.extraction.align import Found, plain
from gidr_pipeline.extraction.figures import VALUES, Kind, Token, is_label
from gidr_pipeline.extraction.lines import Line

_MOST_BARE = 0.4
_CHINESE_NUMBER = re.compile(r"[零一二两三四五六七八九十百千万]+")
_DIGIT = re.compile(r"\d")


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


def unscrambled(row: RowText, label: Found) -> RowText:
    """A row of a scrambled text: several figures on a line of the label still belong to it, others do not."""
    beside = row.is_on_one_line and label.first_line <= row.tokens[0].line <= label.last_line
    return row if beside else row.doubted()


@dataclass(slots=True)
class Block:
    """Labels that share lines, and the lines with values from there to the next label."""

    rows: list[int]
    first_line: int
    last_line: int
    begins: bool
    """Whether no part of the first label may stand above the first line."""
    values: list[Sequence[Token]] = field(default_factory=list)
    places: list[int] = field(default_factory=list)
    room: int = 0
    """How many empty places follow the last word on the lines of the label."""
    cells: list[Token] = field(default_factory=list)
    """Where each cell has a line of its own: values and empty places up to the end of the row."""
    contested: tuple[Token, ...] = ()
    """Figures that may be this block's or its neighbour's."""
    repeats: bool = False
    """Whether lines below the label have the label of a row too."""

    @property
    def inside(self) -> bool:
        """Whether figures stand on the lines of the label itself."""
        return any(values[0].line <= self.last_line for values in self.values)


def read_rows(
    found: Sequence[Found],
    lines: Sequence[Line],
    widths: Sequence[int],
    labels: re.Pattern[str],
    named: Mapping[int, int] | None = None,
    *,
    below_header: bool = True,
    may_lack: Container[int] = (),
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
    """
    blocks = _blocks(found, lines, labels, below_header)
    by_lines = _is_by_lines(blocks)
    in_places = 2 * sum(line.places > 1 for line in lines if line.values) > sum(bool(line.values) for line in lines)
    starts = _starts(blocks, widths, named or {}) if by_lines else {}
    if by_lines:
        _contest(blocks)
    whole_records = not by_lines and any(
        len(block.rows) == 1 and len(block.cells) == widths[block.rows[0]] > 1 for block in blocks
    )
    result: dict[int, RowText] = {}
    present = {each.row for each in found}
    for block, following in zip_longest(blocks, blocks[1:]):
        between = range(block.rows[-1] + 1, following.rows[0]) if following and not block.repeats else ()
        skipped = [row for row in between if row not in present and row in may_lack]
        if by_lines:
            result.update(_lines_to_rows(block, skipped, widths, starts, in_places=in_places))
        else:
            result.update(_cells_to_rows(block, skipped, widths, whole_records))
    return result


def _blocks(found: Sequence[Found], lines: Sequence[Line], labels: re.Pattern[str], below_header: bool) -> list[Block]:
    blocks: list[Block] = []
    for each in found:
        if blocks and each.first_line <= blocks[-1].last_line:
            blocks[-1].rows.append(each.row)
            blocks[-1].last_line = max(blocks[-1].last_line, each.last_line)
        else:
            blocks.append(Block([each.row], each.first_line, each.last_line, each.begins))
    offset = lines[0].number
    first_places = _first_places(lines)
    for block, following in zip_longest(blocks, blocks[1:]):
        stop = following.first_line if following else lines[-1].number + 1
        ended = False
        for line in lines[block.first_line - offset : stop - offset]:
            if line.number <= block.last_line and line.places:
                last = max((token.column or 0 for token in line.words), default=line.places)
                block.room = max(block.room, line.places - 1 - last)
            if not following and block.values and line.words and line.number > block.last_line:
                break  # what comes after the last row is no longer the table
            values = _values_of(line, first_places.get(line.places, 0)) if below_header else line.values
            if values:
                block.values.append(values)
                block.places.append(line.places)
            if line.number > block.last_line and values and line.words:
                block.repeats = block.repeats or any(labels.search(plain(word.text)) for word in line.words)
            if line.number > block.last_line and not ended:
                if not line.tokens:
                    ended = bool(block.cells)
                elif line.places == 0 and len(line.tokens) == 1 and (line.lead or line.values):
                    block.cells += [token for token in line.tokens if token.kind is not Kind.WORDS]
                else:
                    ended = True
    return blocks


def _first_places(lines: Sequence[Line]) -> dict[int, int]:
    """For lines with so many places the first place in which any of them has a value; left of it are labels."""
    first: dict[int, int] = {}
    for line in lines:
        for token in line.values:
            if token.column is not None:
                first[line.places] = min(token.column, first.get(line.places, token.column))
    return first


def _values_of(line: Line, first_place: int) -> Sequence[Token]:
    """The values of a line.

    From the first place of the values on, words right of its label that belong to none stand where a figure should, and
    can't be read as one: a cell with `涉密` or `5余` is not an empty one.
    """
    if line.places < 3 or not line.words:
        return line.values
    # A figure before the label is the number of the row.
    labels = [token.column or 0 for token in line.words if len(token.text) > 2 and is_label(token.text)]
    values, labelled = [], False
    for token in line.tokens:
        if token.kind in VALUES:
            if not labels or (token.column or 0) > labels[0]:
                values.append(token)
        elif token.kind is Kind.WORDS and _CHINESE_NUMBER.fullmatch(token.text) is None and is_label(token.text):
            labelled = labelled or len(token.text) > 2
        elif token.kind is Kind.EMPTY or not labelled or (token.column or 0) < first_place:
            continue
        elif any(map(str.isalnum, token.text)):
            values.append(token._replace(kind=Kind.ILLEGIBLE))
    if line.values:
        return values
    # Where no figure stands beside them, words are more likely the rest of a label, unless they speak of a number.
    return [token for token in values if _DIGIT.search(token.text) or _CHINESE_NUMBER.fullmatch(token.text)]


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
            columns = [token.column for token in values if token.column is not None]
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


def _contest(blocks: Sequence[Block]) -> None:
    """Take from the blocks the lines of figures that may belong to another: those between two labels the second of
    which may begin higher up, and where labels have their figures beside them, those below one that has none there
    when the next label is lost."""
    beside = sum(block.inside for block in blocks) * 2 > len(blocks)
    for block, following in pairwise(blocks):
        lost_next = beside and not block.inside and following.rows[0] > block.rows[-1] + 1
        if following.begins and not lost_next:
            continue
        below = [values for values in block.values if values[0].line > block.last_line]
        block.places = block.places[: len(block.places) - len(below)]
        block.values = block.values[: len(block.values) - len(below)]
        figures = tuple(token for values in below for token in values)
        block.contested += figures
        if not following.begins:
            following.contested += figures
    for block in blocks:
        if block.contested and not block.inside:
            block.contested += tuple(token for values in block.values for token in values)
            block.values, block.places = [], []


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
    while len(values) > width and values[-1].kind is Kind.ILLEGIBLE and not _DIGIT.search(values[-1].text):
        values = values[:-1]  # a remark behind the row
    if len(values) == width and without_gap(values):
        return RowText(placed=tuple(values))
    start = starts.get(places)
    under = {token.column - start: token for token in values if start is not None and token.column is not None}
    if under and len(under) == len(values) < width and max(under) < width:
        return RowText(placed=tuple(under.get(index) for index in range(width)))
    return RowText(loose=tuple(values))


def without_gap(values: Sequence[Token]) -> bool:
    """Whether no empty place stands between the figures: with one, as many figures as cells may be those of others."""
    columns = [token.column for token in values if token.column is not None]
    return not columns or columns[-1] - columns[0] < len(values)


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
