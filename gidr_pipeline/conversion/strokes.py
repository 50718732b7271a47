"""Which lines in a picture rule a table, and which are strokes of characters.

What belongs here: what tells the two apart. What does not: where lines are found (`pictures`).

A ruling line is long, or goes from one line across it to another. In tight rows strokes of characters do as well, and
run on through the line into the stroke below. But other strokes of the character branch off them, and the characters
beside them fill the row as they do.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np

from gidr_pipeline.conversion.lattice import Rule

Dots = Any
"""An array of numpy, as in `pictures`."""

LONG = 60.0
"""Points of ink in a line that are a ruling line."""
THICK, _NEAR = 5.0, 1.6
"""Points across a ruling line at most, and between its end and the line where it ends."""
ASIDE = 0.8
"""Points on either side of a line where it may be, if it is faint or found by others."""
_BRANCH, _BESIDE = 0.7, 5.0
"""Points beside an upright from which ink that is joined to it branches off, and within which it is looked for."""
_OWN = 0.25
"""How much of an upright is at least as thin as it is itself: the rest may have branches."""
_CLEAN, TOUCHED = 0.03, 0.15
"""How much of a short upright has branches at most, and where others stand above or below it, since figures may touch
a line."""
_SAME = 1.5
"""Points between uprights of one column."""
_AROUND, _FULL = 12.0, 3.0
"""Points beside an upright within which other characters stand, and from the ends of a row that these fill."""


def ruling(rules: Sequence[Rule], ink: Dots, scale: float) -> tuple[list[bool], list[Rule]]:
    """Which of some lines rule tables, and those that may be strokes or lines. `ink` is that of the page without level
    lines, with so many dots a point."""
    plain = _meeting(rules, [True] * len(rules))
    lines = [rule for rule, meets in zip(rules, plain, strict=True) if meets]
    level = [rule for rule in lines if rule.is_level]
    branches = [branching(rule, ink, scale) if _is_short(rule) else 0.0 for rule in lines]
    sure = [
        share <= _CLEAN and not (_is_short(rule) and _is_crowded(rule, ink, scale) and _is_of_a_row(rule, level))
        for rule, share in zip(lines, branches, strict=True)
    ]
    columns = [rule for rule, meets in zip(lines, _meeting(lines, sure), strict=True) if meets and not rule.is_level]
    possible = [
        is_sure or (share <= TOUCHED and any(_goes_on(rule, column) for column in columns))
        for rule, is_sure, share in zip(lines, sure, branches, strict=True)
    ]
    meeting = _meeting(lines, possible)
    meets = iter(meeting)
    doubted = [rule for rule, is_rule in zip(lines, meeting, strict=True) if not is_rule]
    return [each and next(meets) for each in plain], doubted


def branching(rule: Rule, ink: Dots, scale: float) -> float:
    """How much of an upright has ink beside it that branches off, what does so on both sides counted twice."""
    middle, aside = round((rule.x0 + rule.x1) / 2 * scale), round(ASIDE * scale)
    first, last = max(middle - round(_BESIDE * scale), 0), middle + round(_BESIDE * scale) + 1
    part = ink[round(rule.y0 * scale) : round(rule.y1 * scale), first:last] > 0
    near = max(middle - first - aside, 0)
    at = near + int(part[:, near : middle - first + aside + 1].sum(axis=0).argmax())
    part, share = part[part[:, at]], 0.0
    if not len(part):
        return share
    for side in (part[:, at:], part[:, at::-1]):
        reach = np.where(side.all(axis=1), side.shape[1], side.argmin(axis=1))
        own = min(np.quantile(reach, _OWN), THICK / 2 * scale)
        share += float((reach > own + _BRANCH * scale).mean())
    return share


def _is_short(rule: Rule) -> bool:
    """Whether it is an upright that may be a stroke of a character, or strokes of some below each other."""
    return not rule.is_level and rule.y1 - rule.y0 < LONG


def _is_of_a_row(rule: Rule, level: Sequence[Rule]) -> bool:
    """Whether no level line crosses an upright between its ends."""
    return not any(line.x0 <= rule.x0 <= line.x1 and rule.y0 + THICK < line.y0 < rule.y1 - THICK for line in level)


def _is_crowded(rule: Rule, ink: Dots, scale: float) -> bool:
    """Whether what stands beside an upright goes from end to end as well."""
    y0, y1 = round(rule.y0 * scale), round(rule.y1 * scale)
    left, right = (rule.x0 + rule.x1) / 2 - _AROUND, (rule.x0 + rule.x1) / 2 + _AROUND
    own = round((_AROUND - _BRANCH - ASIDE) * scale), round((_AROUND + _BRANCH + ASIDE) * scale)
    part = ink[y0:y1, max(round(left * scale), 0) : round(right * scale)].copy()
    part[:, own[0] : own[1]] = 0
    filled = np.flatnonzero(part.any(axis=1))
    return len(filled) > 0 and bool(filled[0] <= _FULL * scale and filled[-1] >= y1 - y0 - _FULL * scale)


def _goes_on(one: Rule, other: Rule) -> bool:
    """Whether two uprights are of one column, in rows near each other."""
    return abs(one.x0 - other.x0) <= _SAME and max(one.y0 - other.y1, other.y0 - one.y1) <= LONG


def _meeting(rules: Sequence[Rule], possible: Sequence[bool]) -> list[bool]:
    """Which lines, of those that are possible, are long or go from one across them to another."""
    known = np.array([max(rule.x1 - rule.x0, rule.y1 - rule.y0) >= LONG for rule in rules], dtype=bool)
    places = np.array(rules, dtype=float).reshape(-1, 4)
    level = np.array([rule.is_level for rule in rules], dtype=bool)
    allowed = np.array(possible, dtype=bool)

    def meets(x0: float, y0: float, x1: float, y1: float, across: Any) -> bool:
        near = (places[:, 0] <= x1) & (places[:, 2] >= x0) & (places[:, 1] <= y1) & (places[:, 3] >= y0)
        return bool((near & across).any())

    changed = True
    while changed:
        changed = False
        for at in np.flatnonzero(~known & allowed):
            x0, y0, x1, y1 = places[at]
            across = known & (level != level[at])
            # From a little before its end to where it ends, as far as a thick line goes.
            along, beside = (x0 - _NEAR, y0 - _NEAR, x1 + _NEAR, y1 + _NEAR), _NEAR + THICK
            first = (along[0], along[1], min(along[0] + beside, along[2]), min(along[1] + beside, along[3]))
            last = (max(along[2] - beside, along[0]), max(along[3] - beside, along[1]), along[2], along[3])
            if meets(*first, across) and meets(*last, across):
                known[at] = changed = True
    return [bool(each) for each in known]
