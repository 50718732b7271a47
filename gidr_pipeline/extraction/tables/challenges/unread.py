"""What stands in the place of figures of the challenges table, or once more below them, so that none can be read there.

What belongs here: words in cells, and a second row with other figures. What does not: which cell each place is.

    0 | 3 | 0 | 审理中 | 约5 | …        places like all others, of which nothing is known
    0 | 1 | 0 | 0 | 1 | …              two readings of each cell in which the second row has another figure
    0 | 0 | 0 | 0 | 0 | …
"""

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import replace

from gidr_pipeline.extraction.model import Span
from gidr_pipeline.extraction.tables.challenges.names import names_in, pieces_in
from gidr_pipeline.extraction.tables.challenges.part import Part
from gidr_pipeline.extraction.tables.rows_beside import is_of_one_of_several
from gidr_pipeline.extraction.tables.wordings import plain
from gidr_pipeline.extraction.text.figures import Kind
from gidr_pipeline.extraction.text.line import Line, with_tokens
from gidr_pipeline.forms import Table

_LONGEST = 6
"""Characters of words that stand for a figure where no head is over them."""
_COUNT = re.compile("[^年月日页、]*(?:\\d|[一二两三四五六七八九十][件宗起])[^年月日页、]*")
"""Words with a number in them that is no date or number of a page or paragraph."""
_CHINESE = re.compile("[㐀-鿿【]")
_NOTHING = "?"
"""Stands for characters that tell no number: the agency wrote them, so no sum mends them."""


def take_words_for_figures(part: Part) -> None:
    """Take words that stand for figures as places that can't be read: those in fields under results, and others among
    the figures of a part if these are as many as its cells with them."""
    fields = part.fields_of_heads()
    under = {line.number: _under(part.table, line, fields.get(line.places, ())) for line in part.lines}
    part.lines = [_unread(line, under[line.number]) for line in part.lines]
    beside = [line for line in _beside(part) if _for_figures(part.table, line)]
    every = (_unread(line, _for_figures(part.table, line)) for line in (*part.lines, *beside))
    lines = sorted(every, key=lambda line: line.number)
    filled = replace(part, lines=lines, heads=[line for line in part.heads if line not in beside])
    if filled.tokens != part.tokens and len(filled.without_end(filled.row()[0])) == part.cells:
        part.lines, part.heads = filled.lines, filled.heads


def once(part: Part) -> list[Line]:
    """The lines of a part without a second row below the first, nothing between them. Where it has another figure, the
    first is not read, unless it numbers the columns."""
    tokens, cells = part.tokens, part.cells
    if not tokens or len(tokens) != 2 * cells or tokens[cells - 1].line == tokens[cells].line:
        return part.lines
    if any(tokens[0].line < head.number < tokens[-1].line for head in part.heads if head.words):
        return part.lines
    if [token.value for token in tokens[:cells]] == [*range(1, cells + 1)]:
        return [line for line in part.lines if line.number >= tokens[cells].line]
    pairs = zip(tokens[:cells], tokens[cells:], strict=True)
    differ = {one.span for one, other in pairs if (one.kind, one.value) != (other.kind, other.value)}
    return [_unread(line, differ) for line in part.lines if line.number < tokens[cells].line]


def _unread(line: Line, spans: Container[Span]) -> Line:
    """The line with what stands at these spans as what can't be read."""
    tokens = [
        token._replace(kind=Kind.ILLEGIBLE, text=_NOTHING, value=None) if token.span in spans else token
        for token in line.tokens
    ]
    return line if tokens == [*line.tokens] else with_tokens(line, tokens)


def _under(table: Table, line: Line, fields: Sequence[int]) -> list[Span]:
    """Where words stand among the figures of a line, in fields under results."""
    return [
        word.span for word in line.words if line.values and word.column in fields and not _is_name(table, word.text)
    ]


def _beside(part: Part) -> Iterator[Line]:
    """The lines of words among those of figures; right above and below them only such as count."""
    numbers = [line.number for line in part.lines if line.values]
    first, last = min(numbers, default=0), max(numbers, default=0)
    yield from (line for line in part.heads if first < line.number < last)
    above = [line for line in part.heads if line.number < first][-1:]
    below = [line for line in part.heads if line.number > last][:1]
    yield from (line for line in (*above, *below) if all(_COUNT.fullmatch(word.text) for word in line.words))


def _for_figures(table: Table, line: Line) -> list[Span]:
    """Where short words stand that are no names, behind a figure or words that count if any are on their line."""
    words = [token for token in line.tokens if token.kind is Kind.WORDS or token.kind is Kind.ILLEGIBLE]
    counts = [token.span for token in words if _COUNT.fullmatch(token.text)]
    first = min([*(token.span for token in line.values), *counts], default=Span(0, 0))
    return [word.span for word in words if word.span >= first and _may_stand_alone(table, word.text)]


def _may_stand_alone(table: Table, words: str) -> bool:
    """Whether words may be all of a cell: they are no number of a page and no part of a remark."""
    return (
        len(words) <= _LONGEST
        and _CHINESE.search(words) is not None
        and words.count("(") == words.count(")")
        and not _is_name(table, words)
    )


def _is_name(table: Table, words: str) -> bool:
    """Whether words have the name of a channel or a result, or a piece of one, or call a row of several."""
    return bool(names_in(table, plain(words)) or pieces_in(table, words)) or is_of_one_of_several(words)
