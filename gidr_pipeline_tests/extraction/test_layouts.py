"""Made reports in every layout and way of writing, whole and damaged: whole ones are read exactly, none wrongly.

The seeds are few, so that the suite stays quick; `python -m gidr_pipeline_tests.survey` tries as many as one likes, and
`python -m gidr_pipeline_tests.counterexamples` whatever goes together.
"""

from collections.abc import Iterable

import pytest

from gidr_pipeline_tests.cases import TABLE_DAMAGES, Case
from gidr_pipeline_tests.characters import CHARACTERS
from gidr_pipeline_tests.judging import Tally
from gidr_pipeline_tests.layouts import LAYOUTS
from gidr_pipeline_tests.survey import survey
from gidr_pipeline_tests.text_damage import TEXT_DAMAGES
from gidr_pipeline_tests.unmended import READ_IN_PART, STILL_MISREAD

ALL = [*LAYOUTS]
READ = [layout for layout in LAYOUTS if layout not in READ_IN_PART]
BESIDE = [layout for layout in READ if not layout.startswith(("column by column", "labels, then"))]
"""Those that keep figures by their labels."""


def right(cases: Iterable[Case]) -> Tally:
    """The tally of what is read, once nothing of it is wrong."""
    tally = survey(cases)
    assert not tally.examples
    assert tally.cells["wrong"] == tally.cells["wrong heads"] == tally.cells["false alarms"] == 0
    return tally


def exact(tally: Tally) -> bool:
    """Whether every printed figure is read as reported, and every sum fails that fails in print."""
    return tally.cells["exact"] == tally.printed > 0 == tally.cells["missed alarms"]


@pytest.mark.parametrize("layout", READ)
def test_whole_reports_are_read_exactly(layout: str) -> None:
    assert exact(right(Case(seed, layout, misprint=seed % 2 == 1) for seed in range(4)))


@pytest.mark.parametrize("layout", sorted(READ_IN_PART))
def test_whole_reports_are_not_read_wrongly(layout: str) -> None:
    right(Case(seed, layout, misprint=seed % 2 == 1) for seed in range(4))


@pytest.mark.parametrize("characters", CHARACTERS)
def test_characters_make_no_difference(characters: str) -> None:
    first = [*CHARACTERS].index(characters)
    assert exact(right(Case(first + i, layout, characters) for i, layout in enumerate(READ[first % 3 :: 3])))


@pytest.mark.parametrize("habit", ["another word for total", "another unit in the head", "last cells repeated"])
def test_other_words_and_repeated_cells_make_no_difference(habit: str) -> None:
    assert exact(right(Case(i, layout, damages=(habit,)) for i, layout in enumerate(BESIDE[::3])))


@pytest.mark.parametrize("damage", TABLE_DAMAGES)
def test_no_damage_to_the_tables_gives_a_wrong_value(damage: str) -> None:
    first = [*TABLE_DAMAGES].index(damage)
    layouts = ALL[first % 6 :: 6]
    cases = (Case(first * 100 + i, layout, damages=(damage,), misprint=i % 3 == 0) for i, layout in enumerate(layouts))
    tally = right(case for case in cases if case not in STILL_MISREAD)
    assert tally.cells["exact"] + tally.cells["repaired"] > 0.02 * tally.printed or damage == "all blank"


@pytest.mark.parametrize("damage", TEXT_DAMAGES)
def test_no_damage_to_the_text_gives_a_wrong_value(damage: str) -> None:
    first = [*TEXT_DAMAGES].index(damage)
    layouts = ALL[first % 6 :: 6]
    right(Case(first * 100 + i, layout, text_damages=(damage,)) for i, layout in enumerate(layouts))


@pytest.mark.parametrize("layout", ["tabs", "bars around", "markdown", "commas", "boxes", "a cell a line, tabs"])
def test_a_dash_is_a_blank_cell(layout: str) -> None:
    tally = right(Case(seed, layout, damages=("zeros as dashes",)) for seed in range(4))
    assert tally.cells["blank"] > 0 == tally.cells["unseen"] == tally.cells["null"]


@pytest.mark.parametrize("layout", ["tabs", "bars around", "markdown", "commas", "boxes"])
def test_an_empty_place_is_a_blank_cell(layout: str) -> None:
    tally = right(Case(seed, layout, damages=("some zeros left blank",)) for seed in range(4))
    assert tally.cells["blank"] > 2 * tally.cells["unseen"]
