"""Pages that do not lie flat: photographs from aside, sheets in a book, paper that curls.

What belongs here: how far a page is bent, which its ruling lines tell, and the page without that. What does not: what
the lines are once they are straight (`pictures`).

A ruling line was straight when it was printed. Pieces of such lines are followed as they bend, and one smooth
displacement of the whole page is sought by which each keeps its height, and another by which each upright keeps its
distance from the edge. A piece that does not go along with the others, as the edge of a seal, is left out.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import cv2
import numpy as np

Dots = Any
"""An array of numpy, as in `pictures`."""

_NEARLY_STRAIGHT, _LONG = 8.0, 40.0
"""Points of a line that are nearly straight however it bends, and of a piece of a line that is followed: strokes of
characters touch each other, but not over so many."""
_EVERY, _THICK = 4.0, 4.0
"""Points between the places of a piece that are looked at, and across it there at most."""
_FEWEST = 4
"""Pieces each way that tell how a page is bent."""
_FLAT = 1.2
"""Points by which pieces of lines leave their own height on a page that is left as it is."""
_OFF, _ROUNDS, _MOST_LEFT_OUT = 1.0, 5, 0.3
"""Points by which a piece may leave its height once the page is flat; how often those that do are left out, and how
much of all pieces may be."""
_MORE = 1.25
"""How many times as many lines the pieces may be of when the page is flat."""
_POWERS = ((5, 2), (2, 2))
"""The highest powers of a displacement along a line and from line to line, of level lines and of uprights, since paper
curls one way."""
_STIFF = 1e-4
"""How little a page is bent where nothing tells."""
_MESH, _NEARER = 8, 8
"""Dots between places whose displacement is computed, and how often the place that it is taken from is mended."""


class _Bend(NamedTuple):
    """The displacement across lines: factors of the powers of the place along them and across, both from -1 to 1
    between two places each."""

    factors: Dots
    powers: tuple[int, int]
    along: tuple[float, float]
    across: tuple[float, float]

    def at(self, along: Dots, across: Dots) -> Dots:
        """The displacement of some places. Beyond the lines it is that of the nearest place between them."""
        return _terms(_within(along, self.along), _within(across, self.across), self.powers) @ self.factors


def flattened(dots: Dots, ink: Dots, scale: float) -> Dots:
    """The page with straight ruling lines, the same where they are straight already or do not tell how it is bent."""
    level, upright = (
        _bend(list(_pieces(each, scale)), powers, scale)
        for each, powers in zip((ink, np.ascontiguousarray(ink.T)), _POWERS, strict=True)
    )
    if level is None and upright is None:
        return dots
    high, wide = dots.shape
    goal_x, goal_y = np.meshgrid(*((np.arange(-(-size // _MESH)) + 0.5) * _MESH - 0.5 for size in (wide, high)))
    x, y = goal_x, goal_y
    for _ in range(_NEARER):  # where a place came from is displaced by what holds there, not by what holds here
        x, y = (
            goal_x - (upright.at(y, x) if upright else 0),
            goal_y - (level.at(x, y) if level else 0),
        )
    map_x, map_y = (
        cv2.resize(each.astype(np.float32), None, fx=_MESH, fy=_MESH, interpolation=cv2.INTER_LINEAR)[:high, :wide]
        for each in (x, y)
    )
    return cv2.remap(dots, map_x, map_y, cv2.INTER_CUBIC, borderValue=255.0)


def _pieces(ink: Dots, scale: float) -> Iterator[tuple[Dots, Dots]]:
    """The places of each long piece of a level line, along it and across."""
    thicker = cv2.dilate(ink, np.ones((3, 1), np.uint8))
    strokes = cv2.morphologyEx(thicker, cv2.MORPH_OPEN, np.ones((1, round(_NEARLY_STRAIGHT * scale)), np.uint8))
    count, numbers, sizes, _ = cv2.connectedComponentsWithStats(strokes, connectivity=8)
    step = max(round(_EVERY * scale), 1)
    for number in range(1, count):
        x, y, wide, high, _ = sizes[number]
        if wide < _LONG * scale:
            continue
        own = numbers[y : y + high, x : x + wide : step] == number
        thick = own.sum(axis=0)
        is_thin = (thick > 0) & (thick <= _THICK * scale)
        if is_thin.sum() * step < _LONG * scale:
            continue
        middle = (own * np.arange(high)[:, None]).sum(axis=0) / np.maximum(thick, 1)
        yield x + step * np.flatnonzero(is_thin).astype(float), y + middle[is_thin]


def _bend(pieces: Sequence[tuple[Dots, Dots]], powers: tuple[int, int], scale: float) -> _Bend | None:
    """The displacement by which most pieces are straight, None where they are, or where there is none."""
    left = list(pieces)
    for _ in range(_ROUNDS):
        if len(left) < _FEWEST or max(_leaving(left, None)) <= _FLAT * scale:
            return None
        bend = _fitted(left, powers)
        off = _leaving(left, bend)
        if max(off) <= _OFF * scale:
            are_most = len(left) >= (1 - _MOST_LEFT_OUT) * len(pieces)
            are_near = _lines(left, bend, scale) <= _MORE * _lines(left, None, scale)
            return bend if are_most and are_near else None
        worst = max(_OFF * scale, max(off) / 2)
        left = [piece for piece, far in zip(left, off, strict=True) if far < worst]
    return None


def _lines(pieces: Sequence[tuple[Dots, Dots]], bend: _Bend | None, scale: float) -> int:
    """How many lines some pieces are of. Those of one line come together when a page is flattened: where they go apart,
    each had a step of its own, as where a dark head ends."""
    heights = sorted(float(np.median(across + bend.at(along, across) if bend else across)) for along, across in pieces)
    return 1 + sum(below - above > _OFF * scale for above, below in pairwise(heights))


def _leaving(pieces: Sequence[tuple[Dots, Dots]], bend: _Bend | None) -> list[float]:
    """How far each piece leaves its own height."""
    found = []
    for along, across in pieces:
        places = across + bend.at(along, across) if bend else across
        found.append(float(np.quantile(abs(places - np.median(places)), 0.9)))
    return found


def _fitted(pieces: Sequence[tuple[Dots, Dots]], powers: tuple[int, int]) -> _Bend:
    """The displacement by which the places of each piece are nearest to their mean."""
    ends = [(float(min(map(np.min, each))), float(max(map(np.max, each)))) for each in zip(*pieces, strict=True)]
    rows, goals = [], []
    for along, across in pieces:
        terms = _terms(_within(along, ends[0]), _within(across, ends[1]), powers)
        rows.append(terms - terms.mean(axis=0))
        goals.append(across.mean() - across)
    left, right = np.concatenate(rows), np.concatenate(goals)
    stiff = _STIFF * len(left) * np.eye(left.shape[1])
    factors = np.linalg.solve(left.T @ left + stiff, left.T @ right)
    return _Bend(factors, powers, ends[0], ends[1])


def _terms(along: Dots, across: Dots, powers: tuple[int, int]) -> Dots:
    """The powers of some places, those of the place along lines at least 1: else all of a line moves alike."""
    return np.stack([along**a * across**b for a in range(1, powers[0] + 1) for b in range(powers[1] + 1)], axis=-1)


def _within(places: Dots, ends: tuple[float, float]) -> Dots:
    """Places from -1 to 1 between two ends, those beyond them at the nearer end."""
    return np.clip((2 * places - ends[0] - ends[1]) / max(ends[1] - ends[0], 1.0), -1, 1)
