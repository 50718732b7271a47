"""Numbers that stand in pieces, broken by a space or by a cell too narrow for them, and those that were run together.

What belongs here: the ways in which figures may be put together or cut. What does not: which of these are right,
which sums tell (`options`, `repair`).
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations, pairwise
from math import comb

from gidr_pipeline.extraction.model import Span
from gidr_pipeline.extraction.text.figures import Kind, Token

_TWO_FIGURES = re.compile(r"^(\d{1,12})(?:\s+(\d{1,12}))?$")
_MOST_PIECES = 3
_MOST_WAYS = 120
_LONGEST = 12


def put_together(tokens: Sequence[Token], pieces: int) -> Iterator[list[Token]]:
    """The rows in which so many of the figures are ends of others: each of the figure right before it or, where the
    first line has as many figures as the row and the lines below have the ends, of one above it, in order."""
    width = len(tokens) - pieces
    if not 0 < pieces < len(tokens):
        return
    if pieces <= _MOST_PIECES:
        for ends in combinations(range(1, len(tokens)), pieces):
            yield from _joined([[*tokens[begin:end]] for begin, end in pairwise(_begins(ends, len(tokens)))])
    above, below = tokens[:width], tokens[width:]
    stand_below = len({token.line for token in above}) == 1 < width and below[0].line > above[0].line
    if stand_below and comb(width, pieces) <= _MOST_WAYS:
        for begins in combinations(range(width), pieces):
            ends_of = dict(zip(begins, below, strict=True))
            yield from _joined([[token, *([ends_of[at]] if at in ends_of else [])] for at, token in enumerate(above)])


def _begins(ends: Sequence[int], length: int) -> list[int]:
    return [at for at in range(length + 1) if at not in ends]


def _joined(numbers: Sequence[Sequence[Token]]) -> Iterator[list[Token]]:
    """The numbers, each of one or more pieces, as figures; nothing where one can't be."""
    wholes: list[Token] = []
    for first, *rest in numbers:
        whole: Token | None = first
        for end in rest:
            whole = join(whole, end) if whole else None
        if whole is None:
            return
        wholes.append(whole)
    yield wholes


def join(one: Token, end: Token) -> Token | None:
    """The number of which a figure is the beginning and another the end, with its place from the one to the other; None
    where they can't be one: no number begins with 0."""
    digits = one.text + end.text
    if not (one.text[0] != "0" and one.text.isdecimal() and end.text.isdecimal() and len(digits) <= _LONGEST):
        return None
    return one._replace(kind=Kind.FIGURE, span=Span(one.span.start, end.span.end), text=digits, value=Decimal(digits))


def halves(token: Token) -> Iterator[tuple[Token, Token]]:
    """The pairs of figures that may have been run together into one, or stand in one place."""
    for match in _TWO_FIGURES.finditer(token.text):
        cuts = [(match.end(1), match.start(2))] if match[2] else [(at, at) for at in range(1, match.end())]
        for end, start in cuts:
            one, two = token.text[:end], token.text[start:]
            if (one == "0" or one[0] != "0") and (two == "0" or two[0] != "0"):
                yield (
                    token._replace(kind=Kind.FIGURE, text=one, value=Decimal(one), span=_part(token, 0, end)),
                    token._replace(kind=Kind.FIGURE, text=two, value=Decimal(two), span=_part(token, start, None)),
                )


def _part(token: Token, start: int, end: int | None) -> Span:
    return Span(token.span.start + start, token.span.start + (len(token.text) if end is None else end))
