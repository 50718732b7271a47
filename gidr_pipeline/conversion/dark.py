"""Parts of a page that are printed white on dark, as heads of tables are: black on white instead.

What belongs here: where a page is dark, and what stands there. What does not: paper that is grey or unevenly lit
(`pictures`).
"""

from typing import Any

import cv2
import numpy as np

Dots = Any
"""An array of numpy, as in `pictures`."""

_PAPER, _DARK = 0.9, 0.62
"""What part of the dots of a page is no brighter than its paper, and how bright what is dark is at most, of it."""
_CHARACTER, _STROKE, _LOWEST, _WIDE = 20.0, 4.0, 13.0, 60.0
"""Points across a white character or a piece of one, across its strokes, across a dark cell at least, which strokes of
black characters are not, and from left to right of what is dark together."""
_WHITE = (0.01, 0.25)
"""How much of a dark part may be white. One without any says nothing."""
_FRAMED = 0.9
"""How much of the edge of a dark part is dark, inside of it: characters beside each other have no such edge."""
_BLACKER = 30
"""Shades by which a line is darker than the part where it is drawn."""
_EDGE = 2.0
"""Points across the edge of a dark part."""


def lightened(dots: Dots, scale: float) -> Dots:
    """The page in grey with its dark parts as they would be printed black on white, each with a line around it."""
    paper = float(np.quantile(dots[::8, ::8], _PAPER))
    parts = _dark_parts((dots < _DARK * paper).astype(np.uint8), scale)
    if not parts.any():
        return dots
    light = dots.copy()
    count, numbers, sizes, _ = cv2.connectedComponentsWithStats(parts)
    for number in range(1, count):
        x, y, wide, high, _ = sizes[number].tolist()
        if wide < _WIDE * scale:
            continue
        part = slice(y, y + high), slice(x, x + wide)
        own = numbers[part] == number
        light[part][own] = _on_white(dots[part][own], paper)
        outlines, _ = cv2.findContours(own.astype(np.uint8), cv2.RETR_LIST, cv2.CHAIN_APPROX_NONE, offset=(x, y))
        cv2.drawContours(light, outlines, -1, 0)
    return light


def _dark_parts(dark: Dots, scale: float) -> Dots:
    """Where white characters are printed on dark, and the white lines between such parts."""
    _, numbers, sizes, _ = cv2.connectedComponentsWithStats(1 - dark, connectivity=4)
    is_small = np.maximum(sizes[:, cv2.CC_STAT_WIDTH], sizes[:, cv2.CC_STAT_HEIGHT]) <= _CHARACTER * scale
    is_small[numbers[cv2.morphologyEx(1 - dark, cv2.MORPH_OPEN, _square(_STROKE * scale)) > 0]] = False  # white cells
    is_small[0] = True  # what is dark itself
    solid = cv2.morphologyEx(is_small[numbers].astype(np.uint8), cv2.MORPH_OPEN, _square(_LOWEST * scale))
    count, numbers, sizes, _ = cv2.connectedComponentsWithStats(solid)
    parts = np.zeros_like(dark)
    for number in range(1, count):
        x, y, wide, high, size = sizes[number].tolist()
        if x == 0 or y == 0 or x + wide == dark.shape[1] or y + high == dark.shape[0]:
            continue  # the edge of the paper, as copiers see it
        part = slice(y, y + high), slice(x, x + wide)
        own = numbers[part] == number
        inside = cv2.erode(np.pad(own.astype(np.uint8), 1), _square(_EDGE * scale))[1:-1, 1:-1] > 0
        is_framed = dark[part][own & ~inside].mean() >= _FRAMED
        if is_framed and _WHITE[0] <= 1 - dark[part][own].sum() / size <= _WHITE[1]:
            parts[part][own] = 1
    return cv2.morphologyEx(parts, cv2.MORPH_CLOSE, _square(_STROKE * scale))


def _square(size: float) -> Dots:
    """A square of dots with one in its middle."""
    return np.ones((2 * round(size / 2) + 1,) * 2, np.uint8)


def _on_white(dots: Dots, paper: float) -> Dots:
    """The dots of a dark part: what is lighter than it is black, and what is darker as well."""
    ground = float(np.median(dots))
    lighter = (dots - ground) / max(paper - ground, 1.0)
    darker = (ground - _BLACKER - dots) / max(ground - _BLACKER, 1.0) if ground > 2 * _BLACKER else 0.0
    return (paper * (1 - np.clip(np.maximum(lighter, darker), 0, 1))).astype(np.uint8)
