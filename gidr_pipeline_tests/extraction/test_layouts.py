"""Made reports in every layout and way of writing, whole and damaged: none is read wrongly, and as much as ever.

The seeds are few, so that the suite stays quick; `python -m gidr_pipeline_tests.survey` tries as many as one likes, and
`python -m gidr_pipeline_tests.counterexamples` whatever goes together.
"""

from collections.abc import Iterable

import pytest

from gidr_pipeline_tests.cases import Case
from gidr_pipeline_tests.floors import load_floors
from gidr_pipeline_tests.judging import Tally
from gidr_pipeline_tests.layouts import LAYOUTS
from gidr_pipeline_tests.samples import SAMPLES
from gidr_pipeline_tests.survey import survey
from gidr_pipeline_tests.unmended import READ_IN_PART, STILL_MISREAD

FLOORS = load_floors()
PLACES = [(kind, name) for kind, names in SAMPLES.items() for name in names]
BESIDE = [
    layout
    for layout in LAYOUTS
    if layout not in READ_IN_PART and not layout.startswith(("column by column", "labels, then"))
]
"""Those that keep figures by their labels."""


def right(cases: Iterable[Case]) -> Tally:
    """The tally of what is read, once nothing of it is wrong."""
    tally = survey(case for case in cases if case not in STILL_MISREAD)
    assert not tally.examples
    assert tally.cells["wrong"] == tally.cells["wrong heads"] == tally.cells["false alarms"] == 0
    return tally


def exact(tally: Tally) -> bool:
    """Whether every printed figure is read as reported, and every sum fails that fails in print."""
    return tally.cells["exact"] == tally.printed > 0 == tally.cells["missed alarms"]


def test_there_is_a_floor_for_each_sample_and_no_other() -> None:
    assert {(kind, name) for kind, names in FLOORS.shares.items() for name in names if kind != "golden"} == {*PLACES}


@pytest.mark.parametrize(("kind", "name"), PLACES)
def test_nothing_is_read_wrongly_and_as_much_as_ever(kind: str, name: str) -> None:
    tally = right(SAMPLES[kind][name])
    assert not FLOORS.unmet(kind, name, tally)
    if kind in ("layouts", "characters") and tally.cells["exact"] == tally.printed:
        assert tally.cells["missed alarms"] == 0


@pytest.mark.parametrize("habit", ["another word for total", "another unit in the head", "last cells repeated"])
def test_other_words_and_repeated_cells_make_no_difference(habit: str) -> None:
    assert exact(right(Case(i, layout, damages=(habit,)) for i, layout in enumerate(BESIDE[::3])))


@pytest.mark.parametrize(
    "layout",
    [
        "tabs",
        "bars around",
        "markdown",
        "commas",
        "quoted, commas",
        "quoted everywhere",
        "boxes",
        "a cell a line, tabs",
    ],
)
def test_a_dash_is_a_blank_cell(layout: str) -> None:
    tally = right(Case(seed, layout, damages=("zeros as dashes",)) for seed in range(4))
    assert tally.cells["blank"] > 0 == tally.cells["unseen"] == tally.cells["null"]


@pytest.mark.parametrize("layout", ["tabs", "bars around", "markdown", "commas", "boxes"])
def test_an_empty_place_is_a_blank_cell(layout: str) -> None:
    tally = right(Case(seed, layout, damages=("some zeros left blank",)) for seed in range(4))
    assert tally.cells["blank"] > 2 * tally.cells["unseen"]
