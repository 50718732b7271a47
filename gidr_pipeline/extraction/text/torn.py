"""Pieces that look like values: ordinals torn off in narrow columns, characters that run down a narrow cell, numbers
cut by the end of a line.

What belongs here: telling such pieces by what stands around them. What does not: putting numbers together (`noise`).
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from gidr_pipeline.extraction.model import Span
from gidr_pipeline.extraction.text.figures import VALUES, Kind, Token
from gidr_pipeline.extraction.text.line import Line, line_of, with_tokens

_NOTHING = "无"
_ORDINAL = re.compile(r"\d[.、]|\([一二三四五六七]\)")
_NEAR = 5
_FULL_LINES = 5


def without_pieces_of_labels(lines: list[Line]) -> list[Line]:
    """The lines of a text with pieces of labels as words."""
    return _without_label_pieces(_without_torn_ordinals(lines))


def without_cut_numbers(lines: list[Line]) -> list[Line]:
    """Where each line ends after so many characters, the last figure of a full one and the first of the next may be
    one."""
    lengths = [line.span.end - line.span.start for line in lines]
    longest = max(lengths, default=0)
    if lengths.count(longest) < _FULL_LINES:
        return lines
    cut: set[Span] = set()
    for line, following, length in zip(lines, lines[1:], lengths, strict=False):
        ends = length == longest and line.values and line.values[-1].span.end == line.span.end
        if ends and following.values and following.values[0].span.start == following.span.start:
            cut |= {line.values[-1].span, following.values[0].span}
    for number, line in enumerate(lines):
        if not cut.isdisjoint(token.span for token in line.values):
            tokens = [
                token._replace(kind=Kind.ILLEGIBLE, value=None) if token.span in cut else token for token in line.tokens
            ]
            lines[number] = with_tokens(line, tokens)
    return lines


def _without_torn_ordinals(lines: list[Line]) -> list[Line]:
    """In narrow columns the number of a label is torn from it, and stands like a figure above `.其他法律`."""
    for line, below in pairwise(lines):
        off = {token.span for token in _torn_off(line, below) if len(token.text) == 1}
        if off:
            tokens = [token._replace(kind=Kind.WORDS) if token.span in off else token for token in line.tokens]
            lines[line.number] = line_of(line.number, line.span, tokens, line.places, line.lead)
    return lines


def _torn_off(line: Line, below: Line) -> Sequence[Token]:
    """The figures of a line that may be numbers of the labels below, which begin with the point behind it."""
    torn = [token for token in below.words if token.text[0] in ".、"]
    if not torn or not line.values:
        return ()
    if line.places or torn[0] is not below.words[0]:
        columns = {token.column for token in torn if token.column is not None}
        return [token for token in line.values if token.column in columns]
    if len(line.values) == 1:
        alone = not below.places and line.tokens[-1] is line.values[0]
        return line.values if alone else ()
    return [after for before, after in pairwise(line.tokens) if _is_glued(before, after)]


def _without_label_pieces(lines: list[Line]) -> list[Line]:
    """`无` says that a cell is empty, but not where it is a character of `（四）无法提供` that runs down a narrow cell:
    beside another single character, an ordinal or `法`, or before the figures of a line without a label, `法` soon
    below."""
    suspects = [line for line in lines if any(token.text == _NOTHING for token in line.values)]
    if not suspects:
        return lines
    tokens = [token for line in lines for token in line.tokens if token.kind is not Kind.EMPTY]
    pieces = {
        token.span
        for before, token, behind in zip(tokens, tokens[1:], tokens[2:], strict=False)
        if token.text == _NOTHING
        and (_is_a_piece(before, token) or _is_a_piece(behind, token) or _ORDINAL.fullmatch(before.text))
    }
    for line in suspects:
        below = (token.text for each in lines[line.number + 1 : line.number + _NEAR] for token in each.words[:1])
        leads = not line.places and line.tokens[0].text == _NOTHING and len(line.values) > 1 and "法" in below
        own = pieces | {line.values[0].span} if leads else pieces
        tokens = [t._replace(kind=Kind.WORDS) if t.text == _NOTHING and t.span in own else t for t in line.tokens]
        lines[line.number] = line_of(line.number, line.span, tokens, line.places, line.lead)
    return lines


def _is_a_piece(token: Token, beside: Token) -> bool:
    alone = len(token.text) == 1 and token.column == beside.column
    return token.kind is Kind.WORDS and (alone or token.text.startswith("法提"))


def _is_glued(before: Token, after: Token) -> bool:
    return before.kind is Kind.WORDS and after.kind in VALUES and before.span.end == after.span.start
