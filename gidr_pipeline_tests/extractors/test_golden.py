"""The text of real extractors, kept in `golden/`: no wrong value, no false alarm, as many cells as ever were read.

What is read wrongly today is marked as such, strictly: who mends it strikes it out of `floors.json`.
"""

from collections.abc import Iterator
from typing import Any

import pytest

from gidr_pipeline_tests.extractors.floors import load_floors
from gidr_pipeline_tests.extractors.readings import TEXTS, WRONG, cells_read, misprint_found

FLOORS = load_floors()


def cases() -> Iterator[Any]:
    for what in WRONG:
        reasons = {name: reason for reason, names in FLOORS.misread[what].items() for name in names}
        assert set(reasons) <= set(TEXTS)
        for name in TEXTS:
            marks = [pytest.mark.xfail(reason=reasons[name], strict=True)] if name in reasons else []
            yield pytest.param(what, name, marks=marks)


@pytest.mark.parametrize(("what", "name"), [*cases()])
def test_nothing_is_read_wrongly(what: str, name: str) -> None:
    assert not WRONG[what](name)


@pytest.mark.parametrize("way", sorted({golden.way for golden in TEXTS.values()}))
def test_as_many_cells_are_read_as_ever(way: str) -> None:
    assert cells_read()[way] >= FLOORS.cells[way]


def test_a_misprint_is_found_in_as_many_texts_as_ever() -> None:
    assert misprint_found() >= FLOORS.misprint_found > 0
