"""Where the names of a table's columns stand over it, and whether two of them stand in another order than the form's.

What belongs here: places of names. What does not: what follows from them for the figures (`ways`, `apart`).
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from gidr_pipeline.extraction.tables.sight import WIDTHS, Extent, Widths, extent_of
from gidr_pipeline.extraction.tables.wordings import pattern_of, pattern_of_any, plain
from gidr_pipeline.extraction.text.figures import Token
from gidr_pipeline.extraction.text.line import Line
from gidr_pipeline.forms import Label

_APART = 4
LEFTMOST = "信息内容"
"""The head of the labels in the first table."""
_UNDERSTOOD = re.compile(rf"{LEFTMOST}|\([^()]*\)|第?二十条(?:第?\(?[一二三四五六七八九十]\)?[项款]?)?|[\s|,.:\"]")


class Head(NamedTuple):
    """The name of a column over a table."""

    code: str
    token: Token
    at: int
    """Where in the token's words it begins, white space not counted."""
    length: int
    """How many characters it has, white space not counted."""
    line: Line

    @property
    def begins(self) -> bool:
        """Whether it stands first on its line."""
        return self.at == 0 and self.token is self.line.tokens[0]

    def extent(self, widths: Widths = WIDTHS[0]) -> Extent:
        """From where to where it stands on its line to the eye, see `extent_of`."""
        solid = [i for i, character in enumerate(self.token.text) if not character.isspace()]
        last = min(self.at + self.length, len(solid)) - 1
        return extent_of(self.line, self.token, widths, solid[self.at], solid[last] + 1)


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
                        yield Head(code, token, match.start(), len(match[0]), line)


def _holds(one: re.Match[str], other: re.Match[str]) -> bool:
    return one.start() <= other.start() and other.end() <= one.end() and one.span() != other.span()


def are_in_text_order(lines: Sequence[Line], columns: Sequence[Label]) -> bool:
    """Whether the order of some lines may be that of the columns that they name. It is not where anything else is left
    on them, such as pieces of names that were broken over lines, or where the head of the labels, which stands to the
    left of all names, comes below one."""
    names = pattern_of_any(tuple(columns))
    words = "".join(plain(token.text) for line in lines for token in line.words)
    first = names.search(words)
    is_below = first is not None and words.find(LEFTMOST) > first.start()
    return not is_below and not _UNDERSTOOD.sub("", names.sub("", words))


def are_exchanged(one: Head, other: Head) -> bool | None:
    """Whether the second of two heads stands before the first: by their places, on their line or to the eye; None where
    only the order of their lines says so.

    Names that are broken over lines begin on different ones, though they stand beside each other.
    """
    places = (one.token.column, other.token.column)
    if one.line.places == other.line.places and places[0] != places[1]:
        return (other.token.column or 0) < (one.token.column or 0)
    if one.token.line == other.token.line:
        return (other.token.span, other.at) < (one.token.span, one.at)
    if not (one.line.places or other.line.places or (one.begins and other.begins)):
        lefts = one.extent()[0], other.extent()[0]
        if abs(lefts[0] - lefts[1]) >= _APART:
            return lefts[1] < lefts[0]
    return None if other.token.line < one.token.line else False
