"""A picture of a page: upright, its paper white, with its ruling lines and with what is printed apart from them.

What belongs here: dots. What does not: what the lines enclose (`lattice`), and what the characters are (`recognition`).
Places are in points, as in a PDF file, so that they mean the same at any resolution.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate, pairwise
from typing import Any, NamedTuple

import cv2
import numpy as np

from gidr_pipeline.conversion.bent import flattened
from gidr_pipeline.conversion.dark import lightened
from gidr_pipeline.conversion.lattice import Lattice, Rule
from gidr_pipeline.conversion.limits import RULES, too_large
from gidr_pipeline.conversion.strokes import ASIDE, THICK, TOUCHED, branching, ruling

cv2.setNumThreads(1)  # as many files are read at once as there are processors

DOUBTFUL = "?"
"""A stroke that says one thing or another."""
Dots = Any
"""An array of numpy, which need not be there where types are checked: rows of dots, 0 is black and 255 white."""

_STEEPEST = 4.0
"""Degrees by which a page may be turned."""
_STEPS = (0.5, 0.1, 0.02)
_LEVEL_WIDTH = 1000
"""Dots across a page that tell how it is turned."""
_PAPER = 40.0
"""Points of paper, of which some are white whatever is printed."""
_DARKEST_PAPER = 64
_INK, _PALE = (110, 210), 0.3
"""Between which shades what is darker is ink, and how far from the shade between dark and bright towards white: thin
strokes are pale."""
_SHORT, _GAP = 14.0, 0.8
"""Points of ink in a line that may be a ruling line, and that may be missing in it."""
_MOSTLY_INK = 0.8
"""How much of a line that may be faint is ink."""
_EDGE = 1.2
"""Points beside a ruling line that may still be its own."""
_MARK, _SPECK, _DUST = 2.4, 1.4, 0.6
"""Points across what is printed for sure, what is dirt for sure if it stands alone, and what is dirt anywhere."""
_WIDE_GAP = 0.8
"""Of the height of a line."""
_SLASH, _DASH, _THIN = 0.25, 0.5, 0.4
"""Across a slash and a dash, of their length; and across either, of the height of a line."""
_NEARLY_FULL, _FULL = 0.85, 0.93
"""How much of such a rectangle is ink: a 1 that leans has a flag or a foot beside it, and fills hardly any so well."""
_FLAT, _LEANING = 15.0, (20.0, 77.0)
"""Degrees from a line of text up to which a stroke is a dash, and between which it may be a slash."""
_TALL = 1.2
"""Of the height of the highest line: what is no higher together is one."""


class Box(NamedTuple):
    """A part of a page, in dots."""

    x0: int
    y0: int
    x1: int
    y1: int

    @property
    def width(self) -> int:
        return self.x1 - self.x0

    @property
    def height(self) -> int:
        return self.y1 - self.y0


@dataclass
class Picture:
    """A page that is upright, with so many dots a point."""

    dots: Dots
    scale: float
    _doubted: list[Rule] = field(default_factory=list)
    """Uprights that may be strokes of characters."""

    @classmethod
    def of(cls, dots: Dots, scale: float) -> "Picture":
        """Of a page in grey as it was scanned."""
        lying = cls(_upright(_on_white_paper(lightened(dots, scale), scale)), scale)
        picture = cls(flattened(lying.dots, lying.ink, scale), scale)
        picture._wipe()
        return picture

    def _wipe(self) -> None:
        """Make the smallest specks white, smaller than any dot of a character."""
        _, numbers, sizes, _ = cv2.connectedComponentsWithStats(self.ink, connectivity=8)
        dust = np.maximum(sizes[:, cv2.CC_STAT_WIDTH], sizes[:, cv2.CC_STAT_HEIGHT]) <= _DUST * self.scale
        where = dust[numbers]
        self.dots[where], self.ink[where] = 255, 0

    @cached_property
    def ink(self) -> Dots:
        """255 where something is printed."""
        shade, _ = cv2.threshold(self.dots, 0, 255, cv2.THRESH_BINARY_INV + cv2.THRESH_OTSU)
        shade = min(max(shade + _PALE * (255 - shade), _INK[0]), _INK[1])
        return np.where(self.dots < shade, np.uint8(255), np.uint8(0))

    @cached_property
    def _ruled(self) -> tuple[list[Rule], Dots]:
        """The ruling lines, in points, and where they are: what is long, and what is shorter and meets such."""
        found: list[tuple[Rule, Dots, int]] = []
        for level in (True, False):
            count, numbers, sizes, middles = cv2.connectedComponentsWithStats(self._along(level=level))
            if count > RULES:
                raise too_large(f"a page of more than {RULES:,} ruling lines")
            for number in range(1, count):
                x, y, wide, high, _ = sizes[number]
                if (high if level else wide) > THICK * self.scale:
                    continue  # something dark, or lines that run into each other
                middle_x, middle_y = middles[number]
                places = (x, middle_y, x + wide, middle_y) if level else (middle_x, y, middle_x, y + high)
                found.append((Rule(*(float(each) / self.scale for each in places)), numbers, number))
        meeting, self._doubted = ruling([rule for rule, _, _ in found], self._without_level, self.scale)
        where = np.zeros_like(self.dots)
        edge = 2 * round(_EDGE * self.scale / 2) + 1
        for (rule, numbers, number), meets in zip(found, meeting, strict=True):
            if meets:
                around = self.box(rule.x0 - THICK, rule.y0 - THICK, rule.x1 + THICK, rule.y1 + THICK)
                inside = (slice(around.y0, around.y1), slice(around.x0, around.x1))
                own = (numbers[inside] == number).astype(np.uint8) * 255
                where[inside] |= cv2.dilate(own, np.ones((edge, 1) if rule.is_level else (1, edge), np.uint8))
        return [rule for (rule, _, _), meets in zip(found, meeting, strict=True) if meets], where

    def _along(self, *, level: bool) -> Dots:
        def kernel(length: float) -> Dots:
            size = max(round(length * self.scale), 1)
            return np.ones((1, size) if level else (size, 1), np.uint8)

        # A line that is not quite level goes on a dot higher or lower.
        thicker = cv2.dilate(self.ink, np.ones((3, 1) if level else (1, 3), np.uint8))
        whole = cv2.morphologyEx(thicker, cv2.MORPH_CLOSE, kernel(_GAP))
        return cv2.morphologyEx(whole, cv2.MORPH_OPEN, kernel(_SHORT))

    @cached_property
    def _without_level(self) -> Dots:
        """The ink without that of level lines, and a dot on either side of them."""
        level = cv2.dilate(self._along(level=True), np.ones((3, 1), np.uint8))
        return np.where(level > 0, np.uint8(0), self.ink)

    @property
    def rules(self) -> Sequence[Rule]:
        """The ruling lines, in points."""
        return self._ruled[0]

    def complete(self, tables: Sequence[Lattice]) -> None:
        """Add what is faint or broken of the ruling lines of some tables: between neighbours across it, most of it is
        ink, and in tight rows it is no stroke of a character."""
        rules, where = self._ruled
        for table in tables:
            edges = [(x, y0, x, y1) for x in table.xs for y0, y1 in pairwise(table.ys)]
            edges += [(x0, y, x1, y) for y in table.ys for x0, x1 in pairwise(table.xs)]
            for edge in edges:
                strip = self.box(edge[0] - ASIDE, edge[1] - ASIDE, edge[2] + ASIDE, edge[3] + ASIDE)
                inside = (slice(strip.y0, strip.y1), slice(strip.x0, strip.x1))
                is_level = edge[1] == edge[3]
                if self.ink[inside].any(axis=0 if is_level else 1).mean() < _MOSTLY_INK:
                    continue
                if is_level or branching(Rule(*edge), self._without_level, self.scale) <= TOUCHED:
                    rules.append(Rule(*edge))
                    where[inside] = 255
                else:
                    self._doubted.append(Rule(*edge))

    @cached_property
    def without_rules(self) -> Dots:
        """The page with white where its ruling lines are."""
        clean = self.dots.copy()
        clean[self._ruled[1] > 0] = 255
        return clean

    @cached_property
    def _printed(self) -> Dots:
        return np.where(self.without_rules < 255, self.ink, np.uint8(0))

    def box(self, x0: float, y0: float, x1: float, y1: float) -> Box:
        """A part of the page by its places in points."""
        high, wide = self.dots.shape
        left, right = (min(max(round(x * self.scale), 0), wide) for x in (x0, x1))
        top, bottom = (min(max(round(y * self.scale), 0), high) for y in (y0, y1))
        return Box(left, top, right, bottom)

    def marks(self, box: Box) -> Iterator[Box]:
        """What is printed in a part of the page, dirt left out: a box for each that hangs together."""
        inside = self._printed[box.y0 : box.y1, box.x0 : box.x1]
        if not inside.any():
            return
        _, _, sizes, _ = cv2.connectedComponentsWithStats(inside)
        for x, y, wide, high, _ in sizes[1:]:
            at_edge = x == 0 or y == 0 or x + wide == box.width or y + high == box.height
            if at_edge and min(wide, high) < _EDGE * self.scale:
                continue  # what is left of a ruling line
            if max(wide, high) >= _SPECK * self.scale:
                yield Box(box.x0 + x, box.y0 + y, box.x0 + x + wide, box.y0 + y + high)

    def lines(self, box: Box) -> list[Box]:
        """The lines of text in a part of the page, from top to bottom."""
        bands: list[Box] = []
        for mark in sorted(self.marks(box), key=lambda mark: mark.y0):
            if bands and mark.y0 < bands[-1].y1:
                bands[-1] = _around(bands[-1], mark)
            else:
                bands.append(mark)
        usual = max((band.height for band in bands), default=0)
        lines: list[Box] = []
        for band in bands:
            if lines and band.y1 - lines[-1].y0 <= _TALL * usual:
                lines[-1] = _around(lines[-1], band)
            else:
                lines.append(band)
        return lines

    def is_parted(self, line: Box, height: float) -> bool:
        """Whether there is a gap in a line of this height that no number has: it may be two, of which the line between
        them is lost."""
        marks = sorted(self.marks(line))
        ends = accumulate((mark.x1 for mark in marks), max)
        return any(mark.x0 - end > _WIDE_GAP * height for end, mark in zip(ends, marks[1:], strict=False))

    def stroke(self, line: Box, height: float) -> str | None:
        """The sign for nothing that a line is among lines of this height, a dash or a slash, which models take for
        figures: `-` or `/`; DOUBTFUL where it may be a slash or a 1, None where it is no single stroke."""
        ink = cv2.moments(self._printed[line.y0 : line.y1, line.x0 : line.x1], binaryImage=True)
        if self.is_doubtful(line) or not ink["m00"]:
            return None
        around, apart = ink["mu20"] + ink["mu02"], math.hypot(2 * ink["mu11"], ink["mu20"] - ink["mu02"])
        # The sides of the rectangle that has these moments.
        long, thin = (math.sqrt(6 * max(each, 0.0) / ink["m00"]) for each in (around + apart, around - apart))
        leans = math.degrees(math.atan2(-2 * ink["mu11"], ink["mu20"] - ink["mu02"])) / 2
        if thin >= _THIN * height:
            return None
        if abs(leans) <= _FLAT:
            return "-" if thin < _DASH * long else None
        full = ink["m00"] / (long * thin) if thin else 1.0
        if thin >= _SLASH * long or full < _NEARLY_FULL or not _LEANING[0] <= leans <= _LEANING[1]:
            return None
        return "/" if full >= _FULL else DOUBTFUL

    def is_crossed(self, line: Box) -> bool:
        """Whether there is a stroke in a line that may be a ruling line between two numbers: it looks like a 1."""
        return any(
            line.x0 < rule.x0 * self.scale < line.x1
            and rule.y0 * self.scale < (line.y0 + line.y1) / 2 < rule.y1 * self.scale
            for rule in self._doubted
        )

    def is_doubtful(self, line: Box) -> bool:
        """Whether what is on a line may be dirt."""
        return max(line.width, line.height) < _MARK * self.scale

    def cut_out(self, line: Box, room: Box, margins: tuple[float, float], height: float) -> Dots:
        """A line with white around it: so many heights above and below, and at its sides. What stands in its `room` is
        left in. The line counts as of this height where it is lower, as a dash is."""
        high = max(line.height, round(height))
        beside, above = round(margins[0] * high), round(margins[1] * high)
        middle = (line.y0 + line.y1) // 2
        whole = Box(line.x0 - beside, middle - high // 2 - above, line.x1 + beside, middle + high // 2 + above + 1)
        seen = Box(*map(max, whole[:2], room[:2]), *map(min, whole[2:], room[2:]))
        cut = np.full((whole.height, whole.width), np.uint8(255))
        inside = self.without_rules[seen.y0 : seen.y1, seen.x0 : seen.x1]
        cut[seen.y0 - whole.y0 : seen.y1 - whole.y0, seen.x0 - whole.x0 : seen.x1 - whole.x0] = inside
        return cut


def _around(one: Box, other: Box) -> Box:
    return Box(min(one.x0, other.x0), min(one.y0, other.y0), max(one.x1, other.x1), max(one.y1, other.y1))


def _on_white_paper(dots: Dots, scale: float) -> Dots:
    """The page with its paper white, however grey or unevenly lit it is."""
    size = max(round(_PAPER * scale / 4), 3)
    high, wide = dots.shape
    small = cv2.resize(dots, (max(wide // 4, 1), max(high // 4, 1)), interpolation=cv2.INTER_AREA)
    paper = cv2.blur(cv2.morphologyEx(small, cv2.MORPH_CLOSE, np.ones((size, size), np.uint8)), (size, size))
    paper = np.maximum(cv2.resize(paper, (wide, high)), _DARKEST_PAPER)
    return np.asarray(np.minimum(dots.astype(np.float32) * (255 / paper), 255).astype(np.uint8))


def _upright(dots: Dots) -> Dots:
    """The page turned so that its lines are level."""
    ratio = min(_LEVEL_WIDTH / dots.shape[1], 1)
    small = 255 - cv2.resize(dots, None, fx=ratio, fy=ratio, interpolation=cv2.INTER_AREA)
    best = 0.0
    for step, before in zip(_STEPS, (_STEEPEST, *_STEPS), strict=False):
        tried = [best + step * at for at in range(-round(before / step), round(before / step) + 1)]
        best = max(tried, key=lambda angle: (_levelness(small, angle), -abs(angle)))
    return dots if abs(best) < _STEPS[-1] / 2 else _turned(dots, best, 255)


def _turned(dots: Dots, degrees: float, ground: int) -> Dots:
    high, wide = dots.shape
    matrix = cv2.getRotationMatrix2D((wide / 2, high / 2), degrees, 1)
    return cv2.warpAffine(dots, matrix, (wide, high), flags=cv2.INTER_CUBIC, borderValue=float(ground))


def _levelness(ink: Dots, degrees: float) -> float:
    """How sharply the rows of a page that is turned so far differ: most where its lines are level."""
    rows = _turned(ink, degrees, 0).sum(axis=1, dtype=np.float64)
    return float(((rows[1:] - rows[:-1]) ** 2).sum())
