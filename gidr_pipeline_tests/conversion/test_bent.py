"""Pages that do not lie flat: their ruling lines are straight again, and flat pages stay as they are."""

from typing import Any

import pytest

cv2 = pytest.importorskip("cv2", reason="the extra ocr, which reads pictures, is not installed")
np = pytest.importorskip("numpy")

_SCALE = 150 / 72
_XS, _YS = range(100, 1101, 125), range(120, 1601, 40)
"""Dots where the lines of the table are."""


def _page() -> Any:
    """A page with a table, a character's worth of strokes in each cell."""
    page: Any = np.full((1754, 1240), np.uint8(255))
    for x in _XS:
        cv2.line(page, (x, _YS[0]), (x, _YS[-1]), 0, 2)
    for y in _YS:
        cv2.line(page, (_XS[0], y), (_XS[-1], y), 0, 2)
    for x in _XS[:-1]:
        for y in _YS[:-1]:
            cv2.rectangle(page, (x + 50, y + 12), (x + 62, y + 28), 0, 2)
            cv2.line(page, (x + 50, y + 20), (x + 62, y + 20), 0, 2)
    return page


def _moved(page: Any, across: Any, down: Any) -> Any:
    """The page whose every dot comes from so far to the right of its place and below it."""
    y, x = np.mgrid[0 : page.shape[0], 0 : page.shape[1]].astype(np.float32)
    return cv2.remap(
        page,
        (x + across(x, y)).astype(np.float32),
        (y + down(x, y)).astype(np.float32),
        cv2.INTER_CUBIC,
        borderValue=255,
    )


def _aside(page: Any) -> Any:
    """The page as it is seen from aside."""
    high, wide = page.shape
    corners = np.array([[0, 0], [wide, 0], [wide, high], [0, high]], np.float32)
    seen = np.array([[30, 20], [wide - 15, 55], [wide - 45, high - 20], [10, high - 60]], np.float32)
    return cv2.warpPerspective(page, cv2.getPerspectiveTransform(corners, seen), (wide, high), borderValue=255)


def _nothing(x: Any, _: Any) -> Any:
    return 0 * x


BENT = {
    "flat": _page(),
    "a sheet that curls": _moved(_page(), _nothing, lambda x, _: 80 * (x / 1240) * (1 - x / 1240)),
    "a page in a book": _moved(_page(), lambda x, _: -12 * np.exp(-x / 150), lambda x, _: 30 * np.exp(-x / 190)),
    "waves that flatten": _moved(_page(), _nothing, lambda x, y: (1 - y / 2500) * 14 * np.sin(x / 200)),
    "seen from aside": _aside(_page()),
    "seen from aside, and curling": _aside(_moved(_page(), _nothing, lambda x, _: 50 * (x / 1240) * (1 - x / 1240))),
}


@pytest.mark.parametrize("name", BENT)
def test_a_table_has_its_rows_and_columns_however_its_page_lies(name: str) -> None:
    from gidr_pipeline.conversion.lattice import lattices
    from gidr_pipeline.conversion.pictures import Picture

    picture = Picture.of(BENT[name], _SCALE)
    picture.complete(lattices(picture.rules))
    (table,) = lattices(picture.rules)
    assert (len(table.xs), len(table.ys)) == (len(_XS), len(_YS))
    assert len(table.fields) == (len(_XS) - 1) * (len(_YS) - 1)


def _flattened(page: Any) -> Any:
    from gidr_pipeline.conversion.bent import flattened

    return flattened(page, 255 - page, _SCALE)


def test_a_page_whose_lines_are_straight_is_left_alone() -> None:
    page = _page()
    assert _flattened(page) is page


def test_a_page_without_ruling_lines_is_left_alone() -> None:
    page: Any = np.full((1754, 1240), np.uint8(255))
    for y in range(100, 1600, 40):
        for x in range(100, 1100, 30):
            cv2.rectangle(page, (x, y + x // 40), (x + 20, y + 20 + x // 40), 0, 2)
    assert _flattened(page) is page


def test_lines_that_no_bend_explains_leave_a_page_alone() -> None:
    page = _page()
    for at, y in enumerate(range(130, 1590, 40)):
        cv2.line(page, (100, y), (1100, y + (25 if at % 2 else 0)), 0, 2)
    assert _flattened(page) is page


def test_steps_in_lines_do_not_bend_a_page() -> None:
    page: Any = np.full((1754, 1240), np.uint8(255))
    for y in range(120, 1600, 120):
        for x, step in ((100, 3), (400, 2), (800, -2), (1100, -3)):
            cv2.line(page, (x + step, y), (x + step, y + 50), 0, 2)
            cv2.line(page, (x, y + 50), (x, y + 110), 0, 2)
    assert _flattened(page) is page


def test_a_seal_does_not_bend_a_page() -> None:
    page = _page()
    cv2.ellipse(page, (700, 800), (120, 120), 0, 0, 360, 0, 4)
    assert _flattened(page) is page
