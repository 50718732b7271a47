"""Where text stands on its lines, as the eye sees columns that are aligned with spaces.

What belongs here: bounds, and how wide text is. What does not: what stands below what (`standing`, `side_by_side`).
"""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from gidr_pipeline.extraction.tables.heads import wide_in
from gidr_pipeline.extraction.text.figures import Token

Wide = Callable[[str], int]
"""How wide a text is."""


class Bounds(NamedTuple):
    """Where something begins and ends on its line, in characters."""

    start: int
    end: int

    @property
    def middle(self) -> float:
        return (self.start + self.end) / 2

    def holds(self, place: float) -> bool:
        return self.start <= place <= self.end

    def overlaps(self, other: "Bounds") -> bool:
        return self.start < other.end and other.start < self.end

    def joined(self, other: "Bounds") -> "Bounds":
        return Bounds(min(self.start, other.start), max(self.end, other.end))


def as_the_eye_sees(text: str) -> int:
    """How wide a text is where Chinese characters are twice as wide as others."""
    return len(text) + wide_in(text)


class View(NamedTuple):
    """A text before it was normalised, and how it may be looked at."""

    printed: str
    begins: Mapping[int, int]
    """Where the line with a number begins in the text."""
    wides: Sequence[Wide] = (len, as_the_eye_sees)

    def bounds(self, wide: Wide, line: int, start: int, end: int) -> Bounds:
        """The bounds of a piece of the text on its line, by how wide the text before it is."""
        left = wide(self.printed[self.begins[line] : start])
        return Bounds(left, left + wide(self.printed[start:end]))

    def bounds_of(self, wide: Wide, figures: Sequence[Token]) -> list[Bounds]:
        """The bounds of some figures."""
        return [self.bounds(wide, token.line, *token.span) for token in figures]

    def page(self, place: int) -> int:
        """The number of form feeds before a place of the text."""
        return self.printed.count("\f", 0, place)
