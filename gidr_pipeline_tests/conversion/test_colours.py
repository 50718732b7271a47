"""Seals over figures, which are red where these are black."""

from typing import Any

import pytest

cv2 = pytest.importorskip("cv2", reason="the extra ocr, which reads pictures, is not installed")
np = pytest.importorskip("numpy")

_SCALE = 150 / 72
_RED = (60, 50, 210)
_DARK_RED = (40, 30, 150)


def _page() -> Any:
    """A page in colour with a table and a figure."""
    page: Any = np.full((1754, 1240, 3), np.uint8(245))
    for at in range(0, 401, 100):
        cv2.line(page, (300, 600 + at), (700, 600 + at), (20, 20, 20), 2)
        cv2.line(page, (300 + at, 600), (300 + at, 1000), (20, 20, 20), 2)
    cv2.rectangle(page, (440, 740), (455, 765), (20, 20, 20), 2)
    return page


def _stamped(page: Any, draw: Any) -> Any:
    """The page with something on it through which black ink is seen."""
    over: Any = np.full(page.shape, np.uint8(255))
    draw(over)
    return (page.astype(np.float32) * over / 255).astype(np.uint8)


def _seal(colour: tuple[int, int, int], size: tuple[int, int] = (120, 120)) -> Any:
    def draw(page: Any) -> None:
        cv2.ellipse(page, (480, 760), size, 0, 0, 360, colour, 5)
        cv2.circle(page, (480, 760), 40, colour, -1)

    return draw


def _ink(page: Any) -> Any:
    """Where ink is."""
    from gidr_pipeline.conversion.colours import in_grey

    return in_grey(page, _SCALE) < 140


@pytest.mark.parametrize("colour", [_RED, _DARK_RED, (140, 140, 250)])
@pytest.mark.parametrize("size", [(120, 120), (130, 90)])
def test_a_seal_is_gone_and_what_is_under_it_stays(colour: tuple[int, int, int], size: tuple[int, int]) -> None:
    assert (_ink(_stamped(_page(), _seal(colour, size))) == _ink(_page())).all()


KEPT = {
    "a title": lambda page: [
        cv2.rectangle(page, (200 + 90 * at, 150), (260 + 90 * at, 220), _DARK_RED, 12) for at in range(9)
    ],
    "a line": lambda page: cv2.line(page, (150, 300), (1090, 300), _DARK_RED, 5),
    "a frame": lambda page: cv2.rectangle(page, (290, 590), (1000, 1010), _DARK_RED, 5),
    "a figure": lambda page: cv2.putText(page, "128", (510, 670), 0, 1, _DARK_RED, 3),
}


@pytest.mark.parametrize("name", KEPT)
def test_whatever_else_is_red_stays(name: str) -> None:
    page = _stamped(_page(), KEPT[name])
    assert (_ink(page) == (cv2.cvtColor(page, cv2.COLOR_BGR2GRAY) < 140)).all()


def test_a_page_in_grey_stays_as_it_is() -> None:
    from gidr_pipeline.conversion.colours import in_grey

    grey = cv2.cvtColor(_stamped(_page(), _seal(_RED)), cv2.COLOR_BGR2GRAY)
    assert in_grey(grey, _SCALE) is grey
    assert (in_grey(cv2.cvtColor(grey, cv2.COLOR_GRAY2BGR), _SCALE) == grey).all()
