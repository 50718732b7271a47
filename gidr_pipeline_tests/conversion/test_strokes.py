"""Dashes and slashes in the cells of a scan, which models take for figures or for anything."""

from typing import Any

import pytest

cv2 = pytest.importorskip("cv2", reason="the extra ocr, which reads pictures, is not installed")
np = pytest.importorskip("numpy")

_SCALE = 200 / 72
_HEIGHT = 20.0
"""Dots that a line of the page is high."""


def stroke_of(*strokes: tuple[tuple[int, int], tuple[int, int]], thick: int = 3) -> str | None:
    """What is told of strokes from one point to another, in dots to the right and up, on an upright page."""
    from gidr_pipeline.conversion.pictures import Picture

    page: Any = np.full((400, 800), np.uint8(255))
    for left, right in ((60, 740), (400, 740)):
        cv2.rectangle(page, (left, 40), (right, 360), 0, 2)
    for start, end in strokes:
        (x0, y0), (x1, y1) = start, end
        cv2.line(page, (200 + x0, 200 - y0), (200 + x1, 200 - y1), 0, thick, cv2.LINE_AA)
    picture = Picture.of(cv2.GaussianBlur(page, (3, 3), 0), _SCALE)
    (line,) = picture.lines(picture.box(100 / _SCALE, 100 / _SCALE, 300 / _SCALE, 300 / _SCALE))
    return picture.stroke(line, _HEIGHT)


@pytest.mark.parametrize("thick", [1, 2])
@pytest.mark.parametrize(
    ("end", "sign"),
    [((20, 0), "-"), ((30, 1), "-"), ((9, 0), "-"), ((7, 22), "/"), ((10, 18), "/"), ((20, 20), "/")],
)
def test_a_stroke_is_the_sign_that_it_is(end: tuple[int, int], sign: str, thick: int) -> None:
    assert stroke_of(((0, 0), end), thick=thick) == sign


def test_two_dashes_in_a_row_are_one_sign() -> None:
    assert stroke_of(((0, 0), (18, 0)), ((24, 0), (42, 0))) == "-"


FIGURES = {
    "1 without a foot": [((0, 0), (0, 22))],
    "1 with a foot": [((0, 0), (0, 22)), ((-5, 17), (0, 22)), ((-6, 0), (6, 0))],
    "1 in italics": [((0, 0), (4, 22)), ((-3, 17), (4, 22)), ((-6, 0), (6, 0))],
    "1 slanted by a program": [((0, 0), (7, 22)), ((1, 18), (7, 22)), ((-5, 0), (5, 0))],
    "1 without a foot, slanted by a program": [((0, 0), (7, 22)), ((0, 18), (7, 22))],
    "a stroke that hardly leans": [((0, 0), (4, 22))],
    "7": [((0, 22), (14, 22)), ((5, 0), (14, 22))],
    "4": [((9, 0), (9, 22)), ((0, 7), (14, 7)), ((0, 7), (9, 22))],
    "minus and 1": [((0, 10), (8, 10)), ((14, 0), (14, 22))],
    "words in a row": [((x, 0), (x, 20)) for x in range(0, 90, 8)],
}


@pytest.mark.parametrize("figure", FIGURES)
def test_what_is_no_single_stroke_is_left_to_the_models(figure: str) -> None:
    assert stroke_of(*FIGURES[figure]) is None
