"""Columns that a table of requests has besides those of the form: the year before, the change from it, a share, where
nothing keeps places; sums over organisations.

    自然人 … 总计 上年同期 同比
    一、本年新收政府信息公开申请数量 5 1 0 0 0 0 6 4 2        5 1 0 0 0 0 6

What belongs here: leaving out the figures of as many columns as the head names, at that end of all rows without which
they add up, and one that adds up others. What does not: other columns in places (`beside`), or one that nothing tells
(`suppositions`).
"""

from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import replace
from itertools import pairwise

from gidr_pipeline.extraction.tables.beside import is_beside
from gidr_pipeline.extraction.tables.model import RowFigures, count_of
from gidr_pipeline.extraction.tables.requests.at_labels import Block
from gidr_pipeline.extraction.tables.requests.places import with_places
from gidr_pipeline.extraction.tables.rows_beside import unread
from gidr_pipeline.extraction.tables.sums import RowSum
from gidr_pipeline.extraction.text.figures import Token
from gidr_pipeline.extraction.text.line import Line, with_figures

_NEARLY_ALL = 0.9
_FEWEST_HOLDING = 3


def without_further_columns(
    blocks: Sequence[Block], header: Sequence[Line], along: RowSum, width: int
) -> Sequence[Block]:
    """The blocks without the figures of columns that the head names beside the form's, some of which may be blank."""
    named = sum(is_beside(piece) for line in header for word in line.words for piece in word.text.split())
    rows = [block.tokens for block in blocks if block.tokens]
    fitting = [tokens for tokens in rows if width <= len(tokens) <= width + named]
    if len(fitting) < _NEARLY_ALL * len(rows) or all(len(tokens) == width for tokens in fitting):
        return blocks
    usual, _ = Counter(map(len, fitting)).most_common(1)[0]
    for at_the_end in (True, False):
        counts = [list(map(count_of, _own(tokens, width, at_the_end=at_the_end))) for tokens in fitting]
        telling = [values for values in counts if any(values)]
        holding = sum(along.rest(values) == 0 for values in telling)
        beside = [each for tokens in fitting for each in _beside(tokens, width, at_the_end=at_the_end)]
        if holding >= max(_FEWEST_HOLDING, len(telling) - 1) and not _count_up(list(map(count_of, beside))):
            return [_without(block, along, width, width + named, usual, at_the_end=at_the_end) for block in blocks]
    return blocks


def without_subtotals(
    rows: Sequence[RowFigures], along: RowSum, width: int, *, are_named: bool
) -> list[RowFigures] | None:
    """The rows of a table with one column more than the form without the sums over organisations, which stand before
    these or behind them and are what they add up to; None of any other table.

    Totals must tell so, which add them to the first column, or the head (`headers.names_one_more`).
    """
    filled = [row for row in rows if row.tokens]
    if along.addends != (*range(width - 1),) or not (are_named or any(len(row.tokens) != width for row in filled)):
        return None
    wider = _in_each_column(with_places(rows, width + 1), {width, width + 1} if are_named else {width + 1})
    counts = [dict(zip(row.columns, map(count_of, row.tokens), strict=True)) for row in wider if row.columns]
    if not counts or len(counts) < _NEARLY_ALL * len(filled) or any(None in row.values() for row in counts):
        return None
    cells = [[row.get(at) for at in range(width + 1)] for row in counts]
    at = next((at for at in (1, width - 1) if _adds_up(cells, at, are_named=are_named)), None)
    return None if at is None else without_column(wider, at, width)


def _in_each_column(rows: Sequence[RowFigures], counts: Set[int]) -> Sequence[RowFigures]:
    """Rows in no place that all have as many figures, one of these counts, with one in each column from the first."""
    found = {len(row.tokens) for row in rows if row.tokens}
    if any(row.columns is not None for row in rows if row.tokens) or len(found) != 1 or not found <= counts:
        return rows
    return [replace(row, columns=(*range(len(row.tokens)),)) for row in rows]


def _adds_up(rows: Sequence[Sequence[int | None]], at: int, *, are_named: bool) -> bool:
    """Whether the column there is what all others but the first and the last add up to, in all rows but one."""
    others = [each for each in range(1, len(rows[0]) - 1) if each != at]
    sums = [(row[0] or 0, row[at] or 0, sum(row[each] or 0 for each in others), row[-1]) for row in rows]
    telling = [each for each in sums if each[1] or each[2]]
    holding = sum(total == added and over in (None, first + total) for first, total, added, over in telling)
    with_totals = 2 * sum(over is not None for *_, over in telling) > len(telling)
    # Without a figure in the first column the sums might be the totals.
    fewest = _FEWEST_HOLDING if with_totals else 1
    told = with_totals or (are_named and any(first for first, *_ in sums))
    return told and holding >= max(fewest, len(telling) - 1)


def without_column(rows: Sequence[RowFigures], more: int, width: int) -> list[RowFigures]:
    """The rows of a table with one column more than the form has, without their figures there; a row without any where
    its places are not known."""
    return [_without_figure(row, more, width) for row in rows]


def _without_figure(row: RowFigures, more: int, width: int) -> RowFigures:
    columns = row.columns or (tuple(range(width + 1)) if len(row.tokens) == width + 1 else ())
    kept = [(token, at - (at > more)) for token, at in zip(row.tokens, columns, strict=False) if at != more]
    tokens, places = tuple(token for token, _ in kept), tuple(at for _, at in kept)
    return replace(row, tokens=tokens, columns=places if row.columns is not None else None)


def _own(tokens: Sequence[Token], width: int, *, at_the_end: bool) -> Sequence[Token]:
    return tokens[:width] if at_the_end else tokens[len(tokens) - width :]


def _beside(tokens: Sequence[Token], width: int, *, at_the_end: bool) -> Sequence[Token]:
    return tokens[width:] if at_the_end else tokens[: len(tokens) - width]


def _count_up(counts: Sequence[int | None]) -> bool:
    """Whether these are numbers of the rows, which may stand before them: the last one has none behind its figures."""
    return 2 * sum(one is not None and other == one + 1 for one, other in pairwise(counts)) > len(counts)


def _without(block: Block, along: RowSum, width: int, most: int, usual: int, *, at_the_end: bool) -> Block:
    """A block with the form's figures alone; none that can be read where it has not as many as is usual, and those do
    not add up: which of them are the form's, nothing tells."""
    own = _own(block.tokens, width, at_the_end=at_the_end)
    fits = width <= len(block.tokens) <= most
    if len(block.tokens) == usual or (fits and along.rest(list(map(count_of, own))) == 0):
        return _with(block, own)
    return replace(block, lines=tuple(map(unread, block.lines)))


def _with(block: Block, tokens: Sequence[Token]) -> Block:
    """A block with no other figures than these."""
    return replace(block, lines=tuple(with_figures(block.lines, {token.span for token in tokens})))
