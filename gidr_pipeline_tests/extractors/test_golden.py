"""The text of real extractors, kept in `golden/`: no wrong value, no false alarm, as many cells as ever were read.

What is read wrongly today is known, strictly: who mends it strikes it out of `floors.json`.
"""

import pytest

from gidr_pipeline_tests.extractors.readings import TEXTS, WAYS, WRONG, tally_of_way
from gidr_pipeline_tests.floors import load_floors

FLOORS = load_floors()
KNOWN = {(what, name) for what, reasons in FLOORS.misread.items() for names in reasons.values() for name in names}


def test_what_is_known_to_be_wrong_is_of_a_text() -> None:
    assert {(what, name) for what in WRONG for name in TEXTS} >= KNOWN


@pytest.mark.parametrize("name", [pytest.param(name, marks=pytest.mark.xdist_group(TEXTS[name].way)) for name in TEXTS])
def test_nothing_is_read_wrongly_but_what_is_known(name: str) -> None:
    wrong = {what: found for what, ask in WRONG.items() if (found := ask(name))}
    assert wrong.keys() == {what for what, other in KNOWN if other == name}, wrong


@pytest.mark.parametrize("way", [pytest.param(way, marks=pytest.mark.xdist_group(way)) for way in WAYS])
def test_as_many_cells_are_read_as_ever(way: str) -> None:
    assert not FLOORS.unmet("golden", way, tally_of_way(way))
