"""A line of the text: its places, each with its token.

What belongs here: the record that every later module reads. What does not: making lines of a text (`lines`).
"""

from collections.abc import Container, Sequence
from typing import NamedTuple

from gidr_pipeline.conversion.model import GridRow
from gidr_pipeline.extraction.model import Span
from gidr_pipeline.extraction.text.figures import VALUES, Kind, Token, is_page


class Line(NamedTuple):
    """A line of the text. `places` is how many places its separators make, 0 where it has none."""

    number: int
    span: Span
    tokens: Sequence[Token] = ()
    places: int = 0
    is_prose: bool = False
    lead: bool = False
    """Whether it starts with a separator, as a cell on a line of its own does in the text of Word tables."""
    values: Sequence[Token] = ()
    """The figures, blanks and illegible places."""
    words: Sequence[Token] = ()
    given: GridRow | None = None
    """Its cells where the file itself tells them, and nothing is guessed from separators."""
    content: str = ""
    """Its text, where no separators make its places, since to the eye they may, or it is prose."""


def line_of(number: int, span: Span, tokens: Sequence[Token], places: int = 0, lead: bool = False) -> Line:
    """The line of these tokens. `2/5` among figures is none that can be read; alone it would number a page."""
    values, words = [], []
    if any(token.kind is Kind.WORDS and "/" in token.text and is_page(token.text) for token in tokens):
        among = any(token.kind in VALUES for token in tokens)
        tokens = [each._replace(kind=Kind.ILLEGIBLE) if among and is_page(each.text) else each for each in tokens]
    for token in tokens:
        kind = token.kind
        if kind is Kind.WORDS:
            words.append(token)
        elif kind is not Kind.EMPTY:
            values.append(token)
    return Line(number, span, tokens, places, False, lead, values, words)


def with_tokens(line: Line, tokens: Sequence[Token]) -> Line:
    """The line with other tokens in its places."""
    fresh = line_of(line.number, line.span, tokens, line.places, line.lead)
    return fresh._replace(given=line.given, content=line.content)


def with_figures(lines: Sequence[Line], spans: Container[Span]) -> list[Line]:
    """The lines with no other figures, blanks or illegible places than those at these spans."""
    return [
        with_tokens(line, [token for token in line.tokens if token.kind not in VALUES or token.span in spans])
        for line in lines
    ]
