"""Where things stand on a line to the eye, where columns are aligned with spaces.

What belongs here: places of characters. What does not: which columns they make (`to_the_eye`, `kept`, `challenges`).
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate, groupby, pairwise
from operator import itemgetter

from gidr_pipeline.extraction.text.figures import Token
from gidr_pipeline.extraction.text.line import Line

_WIDE = "\u1100"
_BESIDE_CHINESE = re.compile(r'(?<=[\u1100-\uffff])[()\[\]:;,"!?]|[()\[\]:;,"!?](?=[\u1100-\uffff])')

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
    places, begin = _places(line.content, widths), token.span.start - line.span.start
    last = len(places) - 1  # a line that keeps its places otherwise has no content
    ends = begin + start, begin + (len(token.text) if end is None else end)
    return places[min(ends[0], last)], places[min(ends[1], last)]


@lru_cache(maxsize=4096)
def _places(content: str, widths: Widths) -> Sequence[int]:
    """Where each character of a line begins, and where the last one ends."""
    chinese, punctuation = widths
    taken = [2 if chinese > 1 and character >= _WIDE else 1 for character in content]
    for beside in _BESIDE_CHINESE.finditer(content) if punctuation > 1 else ():
        taken[beside.start()] += 1
    return tuple(accumulate(taken, initial=0))


def from_left(lines: Sequence[Line]) -> list[Token] | None:
    """The figures of several lines from left to right, whichever line each stands on; None where one stands above
    another or beside its end, whatever places characters take."""
    orders = []
    for widths in WIDTHS:
        places = ((extent_of(line, token, widths), token) for line in lines for token in line.values)
        seen = sorted(places, key=itemgetter(0))
        if all(b[0] > a[1] for (a, _), (b, _) in pairwise(seen)):
            orders.append([token for _, token in seen])
    return orders[0] if orders and orders.count(orders[0]) == len(orders) else None


def from_left_edges(lines: Sequence[Line]) -> list[Token]:
    """The figures of several lines by their left ends, though some may stand above each other."""
    return sorted(
        (token for line in lines for token in line.values),
        key={token: extent_of(line, token, WIDTHS[0]) for line in lines for token in line.values}.__getitem__,
    )


def are_interleaved(lines: Sequence[Line]) -> bool:
    """Whether figures of one line stand between those of another, so that the order of the text is not that of cells
    from left to right."""
    turns = []
    for widths in WIDTHS:
        places = sorted((extent_of(line, token, widths), line.number) for line in lines for token in line.values)
        turns.append(sum(1 for _ in groupby(number for _, number in places)))
    return min(turns) > len(lines)


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
