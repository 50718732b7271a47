"""Pages in colour to grey, without the seals that are stamped over their figures.

What belongs here: what colour tells. What does not: anything that a page in grey has (`pictures`).
"""

from collections.abc import Iterator
from typing import Any

import cv2
import numpy as np

Dots = Any
"""An array of numpy, as in `pictures`; a page in colour has blue, green and red of each dot."""

_RED = 40
"""How much brighter red is than blue and green where a seal is stamped."""
_PALEST, _DARKEST = 0.25, 128.0
"""What part of the dots of a seal may be darker in red light than its ink is, as black ink under it and the edges of
its own make them, and how dark it is there at most."""
_SMALLER, _APART = 4, 8.0
"""How many times smaller a page is in which seals are looked for, and points between parts of one: its ring is worn,
and crossed by black lines."""
_SMALLEST, _LARGEST, _LONGER = 60.0, 170.0, 1.7
"""Points across a seal, and how much wider than high one is at most. Red titles, lines and tables are none: they stay
as they are."""


def in_grey(dots: Dots, scale: float) -> Dots:
    """A page in grey, which had so many dots a point. In seals it is as red light shows it, and so bright that red ink
    is as white as paper: what is left is black ink."""
    if dots.ndim == 2:
        return dots
    grey = cv2.cvtColor(dots, cv2.COLOR_BGR2GRAY)
    red = _is_red(dots)
    for part in _seals(red, scale):
        shown = dots[part][:, :, 2]
        white = max(float(np.quantile(shown[red[part]], _PALEST)), _DARKEST)
        grey[part] = np.maximum(grey[part], np.minimum(shown * (255 / white), 255).astype(np.uint8))
    return grey


def _is_red(dots: Dots) -> Dots:
    blue, green, red = cv2.split(dots)
    return red > np.minimum(np.maximum(blue, green), 255 - _RED) + np.uint8(_RED)


def _seals(red: Dots, scale: float) -> Iterator[tuple[slice, ...]]:
    """The parts of a page that seals take, where it is red in their size."""
    high, wide = red.shape
    size = max(wide // _SMALLER, 1), max(high // _SMALLER, 1)
    small = (cv2.resize(red.astype(np.uint8) * 255, size, interpolation=cv2.INTER_AREA) > 0).astype(np.uint8)
    near = round(_APART * scale)
    kernel = np.ones((max(near // _SMALLER, 1),) * 2, np.uint8)
    whole = cv2.morphologyEx(small, cv2.MORPH_CLOSE, kernel)
    _, _, sizes, _ = cv2.connectedComponentsWithStats(whole)
    for x, y, across, down, _ in (sizes[1:] * _SMALLER).tolist():
        shorter, longer = sorted((across, down))
        if _SMALLEST * scale <= shorter and longer <= min(_LARGEST * scale, _LONGER * shorter):
            yield tuple(
                slice(max(start - near, 0), start + length + near) for start, length in ((y, down), (x, across))
            )
