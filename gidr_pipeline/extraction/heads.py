"""Where the names of a table's columns stand over it, and whether two of them stand in another order than the form's.

What belongs here: places of names. What does not: what follows from them for the figures (`columns`, `proactive`).
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from gidr_pipeline.extraction.align import pattern_of, plain
from gidr_pipeline.extraction.figures import Token
from gidr_pipeline.extraction.lines import Line
from gidr_pipeline.forms import Label

_APART = 4
_WIDE = "\u1100"


class Head(NamedTuple):
    """The name of a column over a table."""

    code: str
    token: Token
    places: int
    """How many places its line has, 0 where it has none."""
    begins: bool
    """Whether it stands first on its line."""
    left: int
    """How far from the beginning of the line it stands where columns are aligned with spaces: wide characters take two
    places."""


def heads_in(lines: Sequence[Line], columns: Sequence[Label]) -> Iterator[Head]:
    """All names of the columns on some lines, in the order of the text."""
    for line in lines:
        wide = 0
        for token in line.tokens:
            found = [
                (match.start(), each) for each in columns for match in pattern_of(each).finditer(plain(token.text))
            ]
            for at, column in sorted(found, key=lambda pair: pair[0]):
                before = _raw(token.text, at)
                left = token.span.start - line.span.start + wide + len(before) + _wide(before)
                yield Head(column.code, token, line.places, at == 0 and token is line.tokens[0], left)
            wide += _wide(token.text)


def _raw(text: str, at: int) -> str:
    """The text before its character number `at`, white space not counted."""
    return text[: next(index for index in range(len(text)) if len(plain(text[: index + 1])) > at)]


def _wide(text: str) -> int:
    return sum(character >= _WIDE for character in text)


def are_exchanged(one: Head, other: Head) -> bool:
    """Whether the second of two heads stands before the first, or to the left of it on another line.

    Names that are broken over lines begin on different ones, though they stand beside each other.
    """
    places = (one.token.column, other.token.column)
    if one.places == other.places and places[0] != places[1]:
        return (other.token.column or 0) < (one.token.column or 0)
    if one.token.line == other.token.line:
        return other.left < one.left
    aligned = not (one.places or other.places or (one.begins and other.begins))
    return other.token.line < one.token.line or (aligned and other.left + _APART <= one.left)
