"""Figures that stand at their neighbours' labels in several places of a table, as where labels in large type slid past
their rows: two rows at one label, and none at another."""

import random
from collections.abc import Sequence

import pytest

from gidr_pipeline.extraction import extract_document
from gidr_pipeline.extraction.model import Cell
from gidr_pipeline_tests.layouts import LAYOUTS
from gidr_pipeline_tests.made import Made, grids, is_figure, make_report, print_report


def slipped(made: Made, *slips: tuple[int, int]) -> Sequence[Cell]:
    """The cells of the requests table, the figures of some rows printed one label too early: from one to another."""
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
    (report,) = extract_document(print_report(made, printed).encode()).reports
    return [cell for cell in report.cells if cell.table == "requests"]


@pytest.mark.parametrize("seed", range(8))
def test_several_slips_are_told_by_the_order_of_the_text(seed: int) -> None:
    made = make_report(random.Random(seed), "2021", 60)
    cells = slipped(made, (4, 8), (12, 15))
    wrong = [cell for cell in cells if cell.value not in (None, made.cells[cell.table, cell.row, cell.column])]
    assert wrong == []
    assert sum(cell.value is not None for cell in cells) > 0.9 * len(cells)


@pytest.mark.parametrize("seed", range(8))
def test_one_slip_alone_may_be_a_row_too_many_and_one_lost(seed: int) -> None:
    made = make_report(random.Random(seed), "2021", 60)
    cells = slipped(made, (4, 8))
    wrong = [cell for cell in cells if cell.value not in (None, made.cells[cell.table, cell.row, cell.column])]
    assert wrong == []
