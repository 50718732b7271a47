"""Tight rows of a scan, whose characters touch the ruling lines: their strokes are no columns."""

from collections.abc import Sequence
from typing import Any

import pytest

cv2 = pytest.importorskip("cv2", reason="the extra ocr, which reads pictures, is not installed")
np = pytest.importorskip("numpy")

_SCALE = 200 / 72
_LEFT, _MIDDLE, _RIGHT, _TOP, _ROW = 100, 700, 1300, 200, 38
"""Dots where the columns are, where the table begins, and how high its rows are."""


def _drawn(rows: int, height: int = _ROW) -> Any:
    """A page with a table of two columns, whose rows are so high."""
    page: Any = np.full((1100, 1500), np.uint8(255))
    for y in range(_TOP, _TOP + rows * height + 1, height):
        cv2.line(page, (_LEFT, y), (_RIGHT, y), 0, 2)
    for x in (_LEFT, _MIDDLE, _RIGHT):
        cv2.line(page, (x, _TOP), (x, _TOP + rows * height), 0, 2)
    return page


def _character(page: Any, x: int, row: int, *, branches: bool = True) -> None:
    """A character that fills its row: an upright from line to line with strokes that cross it, or apart from it."""
    top = _TOP + row * _ROW
    cv2.line(page, (x, top), (x, top + _ROW), 0, 2)
    for y in range(top + 6, top + _ROW, 8):
        cv2.line(page, (x - 12 if branches else x + 6, y), (x + 12, y), 0, 2)
    if not branches:
        cv2.line(page, (x + 9, top + 2), (x + 9, top + _ROW - 2), 0, 2)


def _columns(page: Any) -> Sequence[int]:
    """Where columns are found, in dots."""
    from gidr_pipeline.conversion.lattice import lattices
    from gidr_pipeline.conversion.pictures import Picture

    picture = Picture.of(page, _SCALE)
    picture.complete(lattices(picture.rules))
    (table,) = lattices(picture.rules)
    return [round(x * _SCALE / 10) * 10 for x in table.xs]


def test_strokes_from_line_to_line_are_no_columns() -> None:
    page = _drawn(12)
    for row in range(12):
        for at in range(5):
            _character(page, 200 + 70 * at + 13 * row, row)
    assert _columns(page) == [_LEFT, _MIDDLE, _RIGHT]


def test_strokes_below_each_other_are_no_columns() -> None:
    page = _drawn(12)
    for row in (3, 4, 7, 8):
        _character(page, 400, row)
    assert _columns(page) == [_LEFT, _MIDDLE, _RIGHT]


def test_a_stroke_without_branches_is_no_column_where_characters_fill_the_row() -> None:
    page = _drawn(12)
    for row in range(1, 12, 3):
        _character(page, 400 + 20 * row, row, branches=False)
    assert _columns(page) == [_LEFT, _MIDDLE, _RIGHT]


@pytest.mark.parametrize("height", [38, 50])
@pytest.mark.parametrize("rows", [1, 2])
def test_a_column_of_few_rows_is_one(rows: int, height: int) -> None:
    page = _drawn(rows, height)
    for row in range(rows):
        for x in (_LEFT + 30, _MIDDLE + 30):
            cv2.rectangle(page, (x, _TOP + row * height + 12), (x + 20, _TOP + row * height + height - 12), 0, 2)
    assert _columns(page) == [_LEFT, _MIDDLE, _RIGHT]


def test_a_column_that_figures_touch_is_one_where_it_goes_on() -> None:
    page = _drawn(5)
    for first in (0, 3):
        cv2.line(page, (1000, _TOP + first * _ROW), (1000, _TOP + (first + 2) * _ROW), 0, 2)
    cv2.ellipse(page, (990, _TOP + 3 * _ROW + 20), (8, 12), 0, 0, 360, 0, 2)
    assert _columns(page) == [_LEFT, _MIDDLE, 1000, _RIGHT]


def test_a_stroke_that_may_be_a_line_is_said_of_what_it_crosses() -> None:
    from gidr_pipeline.conversion.pictures import Picture

    page = _drawn(12)
    _character(page, 900, 5)
    picture = Picture.of(page, _SCALE)
    assert len(picture.rules) == 16
    height = _ROW / _SCALE
    crossed, other = (
        picture.lines(
            picture.box(
                x / _SCALE, (_TOP / _SCALE) + 5 * height + 1, (x + 40) / _SCALE, (_TOP / _SCALE) + 6 * height - 1
            )
        )
        for x in (880, 940)
    )
    assert [picture.is_crossed(line) for line in crossed] == [True]
    assert other == []
