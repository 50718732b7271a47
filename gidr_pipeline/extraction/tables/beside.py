"""What stands in a table beside the cells of its form: columns for numbers of the rows, remarks or figures of the year
before, and rows that add up a group of others.

What belongs here: leaving out such columns where the header names them in a place of their own, and such rows where
their label does. What does not: a column that adds up others (`columns`), or remarks within a cell (`figures`).
"""

import re
from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from itertools import pairwise

from gidr_pipeline.extraction.tables.align import pattern_of, plain
from gidr_pipeline.extraction.tables.columns import share_adding_up
from gidr_pipeline.extraction.tables.options import Sum, count_of
from gidr_pipeline.extraction.tables.rows import RowText
from gidr_pipeline.extraction.text.figures import VALUES, Kind, Token
from gidr_pipeline.extraction.text.line import Line, with_tokens
from gidr_pipeline.forms import Table

_NUMBERS_AND_REMARKS = "序号|行次|栏次|编号|备注|备考|说明"
_YEAR_BEFORE = "(?:上年|去年|上一年|上年度|上一年度)(?:同期|总计|合计|总数|数)?|(?:同比|较上年|比上年).{0,6}"
_BESIDE = re.compile(f"{_NUMBERS_AND_REMARKS}|{_YEAR_BEFORE}")
_SUBTOTAL = "小计"
_NEARLY_ALL = 0.8
_FEWEST_NUMBERED = 4


def is_beside(words: str) -> bool:
    """Whether words head a column that is no part of the form."""
    return _BESIDE.fullmatch(plain(words)) is not None


def without_subtotal_rows(table: Table, region: Sequence[Line], first_line: int) -> Sequence[Line]:
    """The lines of a region without the figures of rows whose label ends in 小计, which no form has: those on its line,
    or right below where nothing else stands. `first_line` is that of the first label; above it 小计 heads a column."""
    result, below = [], False
    for line in region:
        named = line.number > first_line and any(plain(word.text).endswith(_SUBTOTAL) for word in line.words)
        below = (named and len(line.values) < len(table.columns)) or (below and not line.words)
        if line.values and (named or below):
            line = with_tokens(line, [token for token in line.tokens if token.kind not in VALUES])
        result.append(line)
    return result


def without_columns_beside(table: Table, region: Sequence[Line], first_line: int) -> Sequence[Line]:
    """The lines of a region with empty places below the heads of such columns, in lines of as many places as theirs.

    `first_line` is that of the first label. A head does not count whose place heads a column of the form too, or
    without which the lines have too few figures for the form. Where nearly all rows have figures there, one of another
    number of places has lost some, and its figures can't be read.
    """
    header = [line for line in region if line.number < first_line and line.places]
    places = {(line.places, token.column) for line in header for token in line.words if is_beside(token.text)}
    if not places:
        return region
    labels = [pattern_of(label) for label in (*table.columns, *table.rows)]
    own = {
        (line.places, token.column)
        for line in header
        for token in line.words
        if any(label.fullmatch(plain(token.text)) for label in labels)
    }
    rows = [line for line in region if line.number >= first_line and line.values]
    beside = {place for place in places - own if _are_enough(table, rows, *place)}
    filled = sum(any((line.places, token.column) in beside for token in line.values) for line in rows)
    all_filled = filled >= _NEARLY_ALL * len(rows)
    widths = {width for width, _ in beside}
    return [
        line if line.number < first_line else _without(line, beside, lost=all_filled and line.places not in widths)
        for line in region
    ]


def _are_enough(table: Table, rows: Sequence[Line], places: int, column: int | None) -> bool:
    """Whether rows of so many places have figures for all columns of the form without those in one; in the first table,
    whose rows differ, nearly all one at least. The first place has labels at most, and no figures of the form."""
    if column == 0:
        return True
    others = [{token.column for token in row.values} - {column} for row in rows if row.places == places]
    if table.name == "proactive":
        return sum(map(bool, others)) >= _NEARLY_ALL * len(others)
    cells = len(table.columns) if table.name == "requests" else len(table.columns) * len(table.rows)
    return len(set().union(*others)) >= cells


def _without(line: Line, beside: Container[tuple[int, int | None]], *, lost: bool) -> Line:
    if not lost and not any((line.places, token.column) in beside for token in line.tokens):
        return line
    return with_tokens(line, [_changed(token, (line.places, token.column) in beside, lost) for token in line.tokens])


def _changed(token: Token, is_beside: bool, lost: bool) -> Token:
    if is_beside:
        return token._replace(kind=Kind.EMPTY, text="", value=None)
    return token._replace(kind=Kind.ILLEGIBLE, value=None) if lost and token.kind in VALUES else token


def without_last(
    rows: Mapping[int, RowText], width: int, along: Sum, header: Sequence[Line]
) -> dict[int, RowText] | None:
    """Rows with one figure too many, as most have, without their last: the number of the next row, or one of a column
    that the header names and the form has not. A row that lacks it is in doubt, and so is one that does not add up
    without it, unless the numbers count up over it. None where nothing tells such a column."""
    longer = {index: row.loose for index, row in rows.items() if len(row.loose) == width + 1}
    numbered = count_up(figures[-1] for figures in longer.values())
    if not (numbered or any(is_beside(token.text) for line in header for token in line.words)):
        return None
    result = {index: row.doubted() for index, row in rows.items()}
    if numbered:
        result[max(rows)] = rows[max(rows)]  # no row's number follows it
        longer.pop(max(rows), None)
    kept = {index: RowText(placed=figures[:-1]) for index, figures in longer.items()}
    if share_adding_up(kept, along) < _NEARLY_ALL:
        return None
    counts = {index: count_of(figures[-1]) for index, figures in longer.items()}
    steps = Counter(count - index for index, count in counts.items() if count is not None)
    for index, row in kept.items():
        in_step = numbered and steps[(counts[index] or 0) - index] > 1
        result[index] = row if in_step or share_adding_up({index: row}, along) == 1 else row.doubted()
    return result


def count_up(last: Iterable[Token | None]) -> bool:
    """Whether figures count up, as the numbers of rows do."""
    counts = [count_of(token) if token else None for token in last]
    steps = [a is not None and b is not None and b - a == 1 for a, b in pairwise(counts)]
    return sum(steps) >= max(_FEWEST_NUMBERED, _NEARLY_ALL * len(steps))
