"""Where the names of a table's columns stand over it, and whether two of them stand in another order than the form's.

What belongs here: places of names. What does not: what follows from them for the figures (`proactive`, `challenges`).
"""

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import NamedTuple

from gidr_pipeline.extraction.tables.labels import pattern_of, pattern_of_any, plain
from gidr_pipeline.extraction.text.figures import Token
from gidr_pipeline.extraction.text.line import Line
from gidr_pipeline.forms import Label

_APART = 4
_WIDE = "\u1100"


class Head(NamedTuple):
    """The name of a column over a table."""

    code: str
    token: Token
    at: int
    """Where in the token's words it begins, white space not counted."""
    line: Line

    @property
    def begins(self) -> bool:
        """Whether it stands first on its line."""
        return self.at == 0 and self.token is self.line.tokens[0]

    @property
    def left(self) -> int:
        """How far from the beginning of the line it stands where columns are aligned with spaces: wide characters take
        two places."""
        words = self.token.text
        before = words[: next(end for end in range(len(words)) if len(plain(words[: end + 1])) > self.at)]
        others = takewhile(lambda token: token is not self.token, self.line.tokens)
        start = self.token.span.start - self.line.span.start
        return start + len(before) + sum(map(wide_in, (before, *(token.text for token in others))))


def heads_in(lines: Sequence[Line], columns: Sequence[Label]) -> Iterator[Head]:
    """All names of the columns on some lines, in the order of the text."""
    any_of_them = pattern_of_any(tuple(columns))
    for line in lines:
        for token in line.words:
            words = plain(token.text)
            if any_of_them.search(words):
                found = [(match, each.code) for each in columns for match in pattern_of(each).finditer(words)]
                for match, code in sorted(found, key=lambda each: each[0].start()):
                    # 项目数量 in 上一年项目数量 is no name of its own.
                    if not any(other is not match and _holds(other, match) for other, _ in found):
                        yield Head(code, token, match.start(), line)


def _holds(one: re.Match[str], other: re.Match[str]) -> bool:
    return one.start() <= other.start() and other.end() <= one.end() and one.span() != other.span()


def wide_in(text: str) -> int:
    """How many characters take two places where columns are aligned by sight."""
    return sum(character >= _WIDE for character in text)


def are_exchanged(one: Head, other: Head) -> bool:
    """Whether the second of two heads stands before the first, or to the left of it on another line.

    Names that are broken over lines begin on different ones, though they stand beside each other.
    """
    places = (one.token.column, other.token.column)
    if one.line.places == other.line.places and places[0] != places[1]:
        return (other.token.column or 0) < (one.token.column or 0)
    if one.token.line == other.token.line:
        return (other.token.span, other.at) < (one.token.span, one.at)
    aligned = not (one.line.places or other.line.places or (one.begins and other.begins))
    return other.token.line < one.token.line or (aligned and other.left + _APART <= one.left)
