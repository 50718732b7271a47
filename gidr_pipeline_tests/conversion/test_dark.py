"""Heads of tables that are printed white on dark."""

from itertools import pairwise
from typing import Any

import pytest

cv2 = pytest.importorskip("cv2", reason="the extra ocr, which reads pictures, is not installed")
np = pytest.importorskip("numpy")

_SCALE = 200 / 72
_XS, _YS = (200, 500, 800, 860), (300, 360, 420, 480, 540)
"""Dots where the lines of the table are. Two of its rows are its head, the last column is narrow."""


def _character(page: Any, x: int, y: int, shade: int) -> None:
    cv2.rectangle(page, (x, y), (x + 24, y + 28), shade, 3)
    cv2.line(page, (x, y + 14), (x + 24, y + 14), shade, 3)


def _page(ground: int = 255, words: int = 0, lines: int = 0, *, skew: float = 0.0) -> Any:
    """A page with a table whose head has these shades, slightly turned."""
    page: Any = np.full((1600, 1200), np.uint8(250))
    for x0, x1 in pairwise(_XS):
        for row, (y0, y1) in enumerate(pairwise(_YS)):
            is_head = row < 2
            if is_head:
                cv2.rectangle(page, (x0, y0), (x1, y1), ground, -1)
            cv2.rectangle(page, (x0, y0), (x1, y1), lines if is_head else 0, 2)
            for x in range(x0 + 16, min(x1 - 30, x0 + 160), 36):
                _character(page, x, y0 + 16, words if is_head else 0)
    for x in range(200, 900, 40):
        _character(page, x, 900, 0)
    turn = cv2.getRotationMatrix2D((600, 800), skew, 1)
    return cv2.warpAffine(page, turn, (1200, 1600), flags=cv2.INTER_CUBIC, borderValue=250)


HEADS = {
    "black on white": _page(),
    "white on black, white lines": _page(20, 255, 255),
    "white on blue, black lines": _page(70, 255, 0),
    "white on grey, white lines": _page(110, 250, 250, skew=1.0),
    "white on dark, no lines": _page(70, 255, 70, skew=-0.5),
}


@pytest.mark.parametrize("name", HEADS)
def test_a_table_has_its_head_whatever_its_shade(name: str) -> None:
    from gidr_pipeline.conversion.lattice import lattices
    from gidr_pipeline.conversion.pictures import Picture

    picture = Picture.of(HEADS[name], _SCALE)
    picture.complete(lattices(picture.rules))
    (table,) = lattices(picture.rules)
    is_ruled = name != "white on dark, no lines"
    assert (len(table.xs), len(table.ys)) == (len(_XS), len(_YS) if is_ruled else len(_YS) - 1)
    assert len(table.fields) == (12 if is_ruled else 7)
    for y in (330, 390):
        head = picture.box(_XS[0] / _SCALE + 3, y / _SCALE - 7, _XS[1] / _SCALE - 3, y / _SCALE + 7)
        assert len(list(picture.marks(head))) == 4


def _lightened(page: Any) -> Any:
    from gidr_pipeline.conversion.dark import lightened

    return lightened(page, _SCALE)


def _with(draw: Any) -> Any:
    page = _page()
    draw(page)
    return page


UNTOUCHED = {
    "no dark part": _page(),
    "a figure that is blackened": _with(lambda page: cv2.rectangle(page, (540, 440), (600, 480), 0, -1)),
    "the edge of the paper": _with(lambda page: cv2.rectangle(page, (0, 0), (60, 1600), 10, -1)),
    "bold words": _with(lambda page: cv2.putText(page, "2023", (300, 800), 0, 4, 0, 22)),
}


@pytest.mark.parametrize("name", UNTOUCHED)
def test_nothing_else_is_touched(name: str) -> None:
    assert (_lightened(UNTOUCHED[name]) == UNTOUCHED[name]).all()
