"""Columns that a table of requests has besides those of the form, where nothing keeps places: the year before, the
change from it, a share.

    自然人 … 总计 上年同期 同比
    一、本年新收政府信息公开申请数量 5 1 0 0 0 0 6 4 2        5 1 0 0 0 0 6

What belongs here: leaving out the figures of as many columns as the head names, at that end of all rows without which
they add up. What does not: columns in places (`beside`), or one that no name tells (`suppositions`).
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from gidr_pipeline.extraction.tables.beside import is_beside
from gidr_pipeline.extraction.tables.model import count_of
from gidr_pipeline.extraction.tables.requests.at_labels import Block
from gidr_pipeline.extraction.tables.rows_beside import unread
from gidr_pipeline.extraction.tables.sums import RowSum
from gidr_pipeline.extraction.tables.wordings import plain
from gidr_pipeline.extraction.text.figures import Kind, Token
from gidr_pipeline.extraction.text.line import Line, with_figures

_SUBTOTAL = "小计"
_NEARLY_ALL = 0.9
_FEWEST_HOLDING = 3


def without_further_columns(
    blocks: Sequence[Block], header: Sequence[Line], along: RowSum, width: int
) -> Sequence[Block]:
    """The blocks without the figures of columns that the head names beside the form's, some of which may be blank."""
    if (at := _subtotal_of(blocks, header, width)) is not None:
        return [_with(block, [*block.tokens[:at], *block.tokens[at + 1 :]]) for block in blocks]
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


def _subtotal_of(blocks: Sequence[Block], header: Sequence[Line], width: int) -> int | None:
    """Which figure of each row is the sum over organisations that the head names (小计), before these or behind them,
    where the place of the total is empty; None where none is so."""
    named = any(plain(word.text).endswith(_SUBTOTAL) for line in header for word in line.words)
    filled = [block for block in blocks if block.tokens]
    if not named or any(len(each.tokens) != width or not _has_empty_place(each) for each in filled):
        return None
    counts = [[count_of(token) or 0 for token in block.tokens] for block in filled]
    behind = all(values[-1] == sum(values[1:-1]) for values in counts)
    before = all(values[1] == sum(values[2:]) for values in counts)
    return width - 1 if behind else 1 if before else None


def _has_empty_place(block: Block) -> bool:
    """Whether an empty place stands right behind the last figure of a block on its line."""
    last = block.tokens[-1]
    tokens = [token for line in block.lines for token in line.tokens]
    behind = tokens[tokens.index(last) + 1 :][:1]
    return any(token.kind is Kind.EMPTY and token.line == last.line for token in behind)


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
