"""A stretch of text without its white space, and where its characters and lines were.

What belongs here: finding words whatever spaces, line ends and marks of emphasis stand between their characters. What
does not: what the words mean.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from gidr_pipeline.extraction.model import Span

_WORD = re.compile(r"[^\s#*\\]+")
_FAR = re.compile(r"\t|(?<=\S) {4,}(?=\S)")
"""White space that separates what stands on one line: it is read as a bar."""


@dataclass(frozen=True, slots=True)
class Squeezed:
    """`text` is made of words that begin at its places `starts`, and at `offsets` of the whole text; `lines` are the
    places at which a line begins."""

    text: str
    starts: Sequence[int]
    offsets: Sequence[int]
    lines: Sequence[int]

    @classmethod
    def of(cls, text: str, start: int, end: int) -> "Squeezed":
        """The characters `start` to `end` of a normalised text."""
        stretch = text[start:end]
        if "\t" in stretch or "    " in stretch:
            stretch = _FAR.sub(lambda gap: "|" * len(gap[0]), stretch)
        words = list(_WORD.finditer(stretch))
        pieces = [word[0] for word in words]
        starts = [0, *accumulate(map(len, pieces))]
        begins = [word.start() for word in words]
        ends = [-1, *(word.end() for word in words)]
        lines = [
            at
            for at, before, begin in zip(starts, ends, begins, strict=False)
            if before < 0 or stretch.find("\n", before, begin) >= 0
        ]
        return cls("".join(pieces), starts[:-1], [start + begin for begin in begins], lines)

    def line_of(self, place: int) -> int:
        """The number of the line on which a place is."""
        return bisect_right(self.lines, place) - 1

    def line(self, number: int) -> tuple[int, int]:
        """The places at which a line begins and ends."""
        end = self.lines[number + 1] if number + 1 < len(self.lines) else len(self.text)
        return self.lines[number], end

    def offset(self, place: int) -> int:
        """Where the character of a place stands in the whole text."""
        word = bisect_right(self.starts, place) - 1
        return self.offsets[word] + place - self.starts[word]

    def span(self, start: int, end: int) -> Span:
        """Where the characters of two places stand in the whole text."""
        return Span(self.offset(start), self.offset(end - 1) + 1)

    def words_within(self, start: int, end: int) -> Iterator[int]:
        """The places between two others, on the line of the second, at which words begin, the last first."""
        start = max(start, self.line(self.line_of(end - 1))[0])
        for word in range(bisect_left(self.starts, end) - 1, bisect_right(self.starts, start) - 1, -1):
            yield self.starts[word]
