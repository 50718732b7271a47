"""The places of cells that have a line each, where separators keep those of empty ones too.

What belongs here: lines to places. What does not: which cells they are (`kept`, `channels`).

    5 | ⏎ | ⏎ 2 |          5, None, 2
    5 ⏎ | ⏎ | ⏎ 2 ⏎ |      5, None, 2
"""

from collections.abc import Sequence
from itertools import pairwise

from gidr_pipeline.extraction.text.figures import Kind, Token
from gidr_pipeline.extraction.text.line import Line

Place = Token | None
"""What stands in a place of the text, None for an empty one."""


def places_down(lines: Sequence[Line], *, barred: bool) -> list[Place]:
    """The places of some lines of one cell each; none where bars stand between rows, not behind cells. `barred` tells
    that a line with a cell has its own bar, so that a bar on a line is an empty cell."""
    places = [content_of(line) for line in lines]
    bars = [place is None and (line.places == 1 or bool(line.words)) for place, line in zip(places, lines, strict=True)]
    if barred or not any(bars):
        return places
    if any(one and other for one, other in pairwise(places)):
        return []
    closed = [before for before, is_bar in zip([None, *places], bars, strict=False) if is_bar]
    return closed if places[-1] is None else [*closed, places[-1]]


def content_of(line: Line) -> Place:
    """The first thing on a line that is no separator."""
    tokens = (token for token in line.tokens if token.kind is not Kind.EMPTY and token.text.strip() != "|")
    return next(tokens, None)
