"""Figures that stand at their neighbours' labels in several places of a table, as where labels in large type slid past
their rows: two rows at one label, and none at another."""

import random
from collections.abc import Sequence

import pytest

from gidr_pipeline.extraction import extract_document
from gidr_pipeline.extraction.model import Cell
from gidr_pipeline_tests.layouts import LAYOUTS
from gidr_pipeline_tests.made import Made, grids, is_figure, make_report, print_report


def slipped_text(made: Made, *slips: tuple[int, int]) -> str:
    """A report, the figures of some rows of requests printed one label too early: from one to another."""
    grid = grids(made)["requests"]
    figures = [[cell for cell in row if is_figure(cell)] for row in grid]
    labels = ["".join(cell for cell in row if not is_figure(cell)) for row in grid]
    first = next(at for at, row in enumerate(figures) if len(row) == 7)
    lines = labels[:first]
    for at in range(first, len(grid)):
        number = at - first
        inside = [slip for slip in slips if slip[0] < number <= slip[1]]
        lines.append(" ".join([labels[at], *(figures[at + 1] if inside and number < inside[0][1] else [])]))
        if not inside:
            lines[-1] = " ".join([labels[at], *figures[at]])
        if any(number == start for start, _ in slips):
            lines.append(" ".join(figures[at + 1]))
    printed = {name: LAYOUTS["spaces"](each) for name, each in grids(made).items()} | {"requests": "\n".join(lines)}
    return print_report(made, printed)


def requests_of(text: str) -> Sequence[Cell]:
    (report,) = extract_document(text.encode()).reports
    return [cell for cell in report.cells if cell.table == "requests"]


def wrong_of(made: Made, cells: Sequence[Cell]) -> Sequence[Cell]:
    return [cell for cell in cells if cell.value not in (None, made.cells[cell.table, cell.row, cell.column])]


@pytest.mark.parametrize("seed", range(8))
def test_several_slips_are_told_by_the_order_of_the_text(seed: int) -> None:
    made = make_report(random.Random(seed), "2021", 60)
    cells = requests_of(slipped_text(made, (4, 8), (12, 15)))
    assert wrong_of(made, cells) == []
    assert sum(cell.value is not None for cell in cells) > 0.9 * len(cells)


@pytest.mark.parametrize("seed", range(8))
def test_one_slip_alone_may_be_a_row_too_many_and_one_lost(seed: int) -> None:
    made = make_report(random.Random(seed), "2021", 60)
    assert wrong_of(made, requests_of(slipped_text(made, (4, 8)))) == []


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("last", ["2.没有现成信息", "3.补正后", "2.重复申请"])
def test_what_slipped_is_open_where_the_text_ends_and_no_sum_down_tells(seed: int, last: str) -> None:
    made = make_report(random.Random(seed), "2021", 60)
    text = slipped_text(made, (4, 8), (12, 15))
    cells = requests_of(text[: text.index("\n", text.index(last))])
    assert wrong_of(made, cells) == []
    assert all(cell.value is not None for cell in cells if cell.row in ("received", "carried_in", "granted"))


@pytest.mark.parametrize("row", ["2.重复申请", "一、本年新收"])
def test_a_row_printed_twice_is_one_beside_those_that_slipped(row: str) -> None:
    made = make_report(random.Random(3), "2021", 60)
    lines = slipped_text(made, (4, 8), (12, 15)).split("\n")
    at = next(number for number, line in enumerate(lines) if line.startswith(row))
    cells = requests_of("\n".join([*lines[:at], lines[at], *lines[at:]]))
    assert wrong_of(made, cells) == []
    assert sum(cell.value is not None for cell in cells) > 0.9 * len(cells)
