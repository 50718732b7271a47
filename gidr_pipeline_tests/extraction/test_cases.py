"""The harness itself: what it does to a report shows in its text, and it leaves out only what no reader could tell."""

from dataclasses import replace
from decimal import Decimal

import pytest

from gidr_pipeline.extraction.model import Status
from gidr_pipeline_tests.cases import TABLE_DAMAGES, Case
from gidr_pipeline_tests.characters import CHARACTERS
from gidr_pipeline_tests.judging import WrongValue, fails_in_print
from gidr_pipeline_tests.layouts import LAYOUTS
from gidr_pipeline_tests.made import Key
from gidr_pipeline_tests.text_damage import TEXT_DAMAGES


def wrong(key: Key, value: int) -> WrongValue:
    return WrongValue(key, Decimal(value), Status.REPORTED, None)


@pytest.mark.parametrize(
    ("field", "name"),
    [
        *(("damages", name) for name in TABLE_DAMAGES),
        *(("text_damages", name) for name in TEXT_DAMAGES if name != "no empty lines"),
    ],
)
def test_every_damage_does_harm(field: str, name: str) -> None:
    cases = [Case(seed, size=20) for seed in range(5)]
    assert any(case.text != replace(case, **{field: (name,)}).text for case in cases)


def test_no_two_layouts_are_alike() -> None:
    assert len({Case(1, layout).text for layout in LAYOUTS}) == len(LAYOUTS)


@pytest.mark.parametrize("characters", [*CHARACTERS][1:])
def test_every_way_of_writing_makes_other_bytes(characters: str) -> None:
    assert Case(1, "spaces", characters).data != Case(1, "spaces").data


@pytest.mark.parametrize("seed", range(20))
def test_a_report_adds_up_and_a_misprint_does_not(seed: int) -> None:
    assert not fails_in_print(Case(seed).made)
    assert fails_in_print(Case(seed, misprint=True).made)


def test_a_cell_left_blank_is_none_that_was_lost() -> None:
    case = Case(3, size=20, damages=("zeros left blank",))
    assert case.blanks == {key for key, value in case.made.cells.items() if value == 0}
    assert not Case(3, size=20, damages=("lose zero in many",)).blanks


def test_another_figure_in_an_unharmed_row_is_wrong() -> None:
    case = Case(3, size=20)
    for key, value in case.made.cells.items():
        assert case.detectable([wrong(key, (value or 0) + 1)])


@pytest.mark.parametrize("layout", ["spaces", "a cell a line", "tabs"])
def test_a_row_that_stands_whole_with_other_figures_is_no_counterexample(layout: str) -> None:
    """The challenges' only row, which lost one zero and doubled another."""
    moved = 0
    for seed in range(20):
        case = Case(seed, layout, size=30, damages=("lose zero", "double zero"))
        figures = [int(cell) for cell in case.damaged["challenges"][-1]]
        keys = [key for key in case.made.cells if key[0] == "challenges"]
        read = [wrong(key, figure) for key, figure in zip(keys, figures, strict=False)]
        other = [each for each in read if each.value != case.made.cells[each.key]]
        if len(figures) == len(keys) and other:
            assert not case.detectable(other)
            assert case.detectable([replace(other[0], value=other[0].value + 1), *other[1:]])
            moved += 1
    assert moved > 3
