"""Characters with their places on a page, put together to lines of words.

What belongs here: what stands beside what. What does not: where characters come from, and tables (`pdf`).
"""

from collections.abc import Iterable, Iterator, Sequence
from statistics import median
from typing import NamedTuple

from gidr_pipeline.conversion.shifted import RAISED

SPACE = " "
_WIDE_FROM = "⺀"
_APART, _FAR_APART = 0.3, 0.9
"""Of the height of a line: gaps between characters that are a space, beside a wide character."""
_SAME_LINE = 0.5
_PADDING = 6.0
"""Points between the line of a cell and its text."""
_OF_A_NUMBER = frozenset("0123456789,.")
_DOUBLE = 0.25
_REACH, _TALLEST = 6.0, 72.0
"""Points between a character and a figure that is raised behind it, and of the height of that character, at most."""
_SMALLER, _HIGHER = 0.8, 0.25
"""Of the height of the character before it: how high a raised figure is at most, and how far above the foot of that
character its own foot is at least."""


class Glyph(NamedTuple):
    """A character in its box, y downwards, and by how many quarters it is turned."""

    character: str
    x0: float
    y0: float
    x1: float
    y1: float
    quarter: int = 0

    def turned(self, quarter: int) -> "Glyph":
        """Where it stands when the page is turned so that text turned by so many quarters is upright."""
        x0, y0, x1, y1 = self.x0, self.y0, self.x1, self.y1
        box = {
            0: (x0, y0, x1, y1),
            1: (-y1, x0, -y0, x1),
            2: (-x1, -y1, -x0, -y0),
            3: (y0, -x1, y1, -x0),
        }[quarter % 4]
        return Glyph(self.character, *box, (self.quarter - quarter) % 4)

    @property
    def middle(self) -> float:
        return (self.y0 + self.y1) / 2

    @property
    def height(self) -> float:
        return max(self.y1 - self.y0, 0.1)


def without_doubles(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """The characters, those printed twice in nearly the same place, as bold, once."""
    kept: list[Glyph] = []
    near: dict[tuple[str, int, int], list[Glyph]] = {}
    for glyph in glyphs:
        beside, above = (glyph.x1 - glyph.x0) * _DOUBLE, glyph.height * _DOUBLE
        column, row = int(glyph.x0 // 4), int(glyph.y0 // 4)
        around = (
            other
            for x in (column - 1, column, column + 1)
            for y in (row - 1, row, row + 1)
            for other in near.get((glyph.character, x, y), ())
        )
        if not any(abs(other.x0 - glyph.x0) <= beside and abs(other.y0 - glyph.y0) <= above for other in around):
            near.setdefault((glyph.character, column, row), []).append(glyph)
            kept.append(glyph)
    return kept


def with_raised(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """The characters; figures that are smaller and higher than what they follow, as marks of footnotes, as raised
    figures on its line."""
    placed: list[Glyph] = []
    ends: dict[tuple[int, int], list[Glyph]] = {}
    for glyph in sorted(glyphs, key=lambda glyph: glyph.x0):
        if ord(glyph.character) in RAISED:
            column, row = int(glyph.x0 // _REACH), int(glyph.middle // _REACH)
            around = (other for at in (column - 1, column, column + 1) for other in ends.get((at, row), ()))
            if base := next((other for other in around if _is_raised_behind(glyph, other)), None):
                glyph = glyph._replace(character=glyph.character.translate(RAISED), y0=base.y0, y1=base.y1)
        placed.append(glyph)
        if glyph.character != SPACE and glyph.height < _TALLEST:
            for row in range(int(glyph.y0 // _REACH), int(glyph.y1 // _REACH) + 1):
                ends.setdefault((int(glyph.x1 // _REACH), row), []).append(glyph)
    return placed


def _is_raised_behind(glyph: Glyph, base: Glyph) -> bool:
    return (
        glyph.quarter == base.quarter == 0
        and glyph.height < _SMALLER * base.height
        and base.y1 - glyph.y1 > _HIGHER * base.height
        and glyph.middle > base.y0
        and abs(glyph.x0 - base.x1) <= min(_APART * base.height, _REACH)
    )


def rows_of(glyphs: Iterable[Glyph], nearness: float = _SAME_LINE) -> Iterator[list[Glyph]]:
    """The characters of each line, from left to right; lines from top to bottom. On one line are those whose middles
    are nearer than this part of their height."""
    row: list[Glyph] = []
    middle = 0.0
    for glyph in sorted(glyphs, key=lambda glyph: glyph.middle):
        if row and glyph.middle - middle > nearness * min(glyph.height, row[-1].height):
            yield from _in_order(row)
            row = []
        if not row:
            middle = glyph.middle
        row.append(glyph)
    yield from _in_order(row)


def _in_order(row: Sequence[Glyph]) -> Iterator[list[Glyph]]:
    """The characters of a line from left to right, no spaces at its ends; nothing for spaces alone."""
    solid = [glyph for glyph in row if glyph.character != SPACE]
    if solid:
        first, last = min(glyph.x0 for glyph in solid), max(glyph.x0 for glyph in solid)
        yield sorted((glyph for glyph in row if first <= glyph.x0 <= last), key=lambda glyph: glyph.x0)


def in_lines(glyphs: Sequence[Glyph], width: float) -> list[str]:
    """The lines of a cell of some width. Text that is turned there is read in its own direction.

    A number that fills its line to the end goes on in the next.
    """
    if not glyphs:
        return []
    quarters = [glyph.quarter for glyph in glyphs]
    quarter = max(set(quarters), key=quarters.count)
    lines: list[str] = []
    is_full = False
    for row in rows_of(glyph.turned(quarter) for glyph in glyphs):
        words = "".join(word + gap for word, gap in _spaced(row))
        if is_full and lines[-1][-1] in _OF_A_NUMBER and words[0] in _OF_A_NUMBER:
            lines[-1] += words
        else:
            lines.append(words)
        is_full = not quarter and width - (row[-1].x1 - row[0].x0) < row[-1].x1 - row[-1].x0 + 2 * _PADDING
    return lines


def _spaced(row: Sequence[Glyph]) -> Iterator[tuple[str, str]]:
    """Each character of a line, and the space behind it if there is a gap."""
    for glyph, following in zip(row, [*row[1:], None], strict=True):
        yield glyph.character, " " if following and is_apart(glyph, following) else ""


def is_wide(glyph: Glyph) -> bool:
    """Whether it is a Chinese character, or as wide as one."""
    return glyph.character >= _WIDE_FROM


def is_apart(glyph: Glyph, following: Glyph) -> bool:
    """Whether the gap between two characters of a line is a space, where none is printed."""
    if SPACE in (glyph.character, following.character):
        return False
    wide = is_wide(glyph) or is_wide(following)
    return following.x0 - glyph.x1 > (_FAR_APART if wide else _APART) * min(glyph.height, following.height)


def in_columns(glyphs: Sequence[Glyph]) -> Iterator[tuple[str, float]]:
    """Lines with as many spaces as gaps are wide, so that columns stand below each other, and how far down each is."""
    if not glyphs:
        return
    widths = [glyph.x1 - glyph.x0 for glyph in glyphs if is_wide(glyph)] or [
        2 * (glyph.x1 - glyph.x0) for glyph in glyphs
    ]
    unit = max(median(widths) / 2, 1.0)
    left = min(glyph.x0 for glyph in glyphs)
    for row in rows_of(glyphs):
        words, at = "", 0
        before: Glyph | None = None
        for glyph in row:
            if glyph.character == SPACE:
                before = glyph
                continue
            if before is None or before.character == SPACE or is_apart(before, glyph):
                gap = round((glyph.x0 - left) / unit) - at
                spaces = gap if before is None else max(gap, 1)
                words, at = words + " " * spaces, at + max(spaces, 0)
            words += glyph.character
            at += 2 if is_wide(glyph) else 1
            before = glyph
        yield words, row[0].y0
