"""Where things stand on a line to the eye, where columns are aligned with spaces.

What belongs here: places of characters. What does not: which columns they make (`to_the_eye`, `kept`, `challenges`).
"""

from collections.abc import Sequence
from itertools import pairwise

from gidr_pipeline.extraction.text.figures import Kind, Token
from gidr_pipeline.extraction.text.line import Line

_WIDE = "\u1100"
_PUNCTUATION = frozenset('()[]:;,"!?')

Extent = tuple[int, int]
"""From where to where something stands on its line."""
Widths = tuple[int, int]
"""How many places a Chinese character takes, and one of punctuation beside it."""
WIDTHS: Sequence[Widths] = ((2, 2), (2, 1), (1, 1))
"""Terminals leave Chinese characters two places, and so they do full-width punctuation, which is read as ASCII; what
prints the places of a PDF as text counts characters."""


def extent_of(line: Line, token: Token, widths: Widths, start: int = 0, end: int | None = None) -> Extent:
    """From where to where a token, or some of its characters, stands on its line.

    >>> (line,) = read_lines("规章    7")
    >>> extent_of(line, line.values[0], (2, 2))
    (8, 9)
    """
    end = len(token.text) if end is None else end
    before = [each for each in line.tokens if each.span.start < token.span.start]
    more = sum(_more(each, each.text, widths) for each in before) + _more(token, token.text[:start], widths)
    left = token.span.start - line.span.start + start + more
    return left, left + end - start + _more(token, token.text[start:end], widths)


def gaps_of(tokens: Sequence[Token]) -> list[int]:
    """How many characters stand between the figures of a line without separators, each and the next."""
    return [
        b.span.start - max(a.span.end, a.span.start + len(a.text))
        for a, b in pairwise(tokens)
        if a.column is None and a.line == b.line
    ]


def one_is_close(gaps: Sequence[int]) -> bool:
    """Whether two of several figures stand closer together than the others, so that they may be one number that was
    broken: `2   10   3 1   47`."""
    return len(gaps) > 1 and min(gaps) == 1 < max(gaps)


def overlap(one: Extent, other: Extent) -> bool:
    """Whether two extents have any place in common."""
    return one[0] < other[1] and other[0] < one[1]


def _more(token: Token, text: str, widths: Widths) -> int:
    """How many places more than characters some text of a token takes."""
    chinese, punctuation = widths
    if chinese == 1:
        return 0
    wide = sum(character >= _WIDE for character in text)
    beside = sum(map(_PUNCTUATION.__contains__, text)) if token.kind is Kind.WORDS and punctuation > 1 else 0
    return wide + beside
