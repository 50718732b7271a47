"""Rows with nothing between their figures: what adds up in one way is read, and nothing else is."""

import random
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gidr_pipeline.extraction import extract_document
from gidr_pipeline.extraction.model import Cell, Status
from gidr_pipeline_tests.made import Grid, Made, grids, is_figure, make_report, print_report


def glued(grid: Grid) -> str:
    return "\n".join("".join(row) for row in grid)


def apart(grid: Grid) -> str:
    """Labels with a space before the digits of their row."""
    return "\n".join(
        f"{''.join(cell for cell in row if not is_figure(cell))} {''.join(filter(is_figure, row))}".rstrip()
        for row in grid
    )


def cells_of(made: Made, style: str) -> Sequence[Cell]:
    write = glued if style == "glued" else apart
    text = print_report(made, {name: write(grid) for name, grid in grids(made).items()})
    (report,) = extract_document(text.encode()).reports
    return [cell for cell in report.cells if cell.table == "requests"]


@pytest.mark.parametrize("style", ["glued", "apart"])
@pytest.mark.parametrize("edition", ["2019", "2021"])
@settings(max_examples=30)
@given(seed=st.integers(0, 10**6), size=st.sampled_from([0, 1, 3, 10]))
def test_what_is_read_is_printed_and_little_is_left(edition: str, style: str, seed: int, size: int) -> None:
    made = make_report(random.Random(seed), edition, size)
    cells = cells_of(made, style)
    read = [cell for cell in cells if cell.value is not None]
    assert [cell for cell in read if cell.value != made.cells[cell.table, cell.row, cell.column]] == []
    assert len(read) >= 0.8 * len(cells)


def test_seven_digits_are_seven_figures_and_more_need_their_sums() -> None:
    made = make_report(random.Random(3), "2021", 60)
    statuses = {cell.row: cell.status for cell in cells_of(made, "glued")}
    zeros = {row for (table, row, _), value in made.cells.items() if table == "requests" and value == 0}
    longer = {row for (table, row, _), value in made.cells.items() if table == "requests" and value and value > 9}
    assert {statuses[row] for row in zeros - longer} == {Status.REPORTED}
    assert {statuses[row] for row in longer} <= {Status.REPAIRED, Status.ILLEGIBLE}


def test_every_figure_has_its_own_characters() -> None:
    made = make_report(random.Random(4), "2021", 10)
    text = print_report(made, {name: glued(grid) for name, grid in grids(made).items()})
    (report,) = extract_document(text.encode()).reports
    read = [cell for cell in report.cells if cell.table == "requests" and cell.value is not None and cell.span]
    assert all(text[slice(*cell.span)] == str(cell.value) for cell in read if cell.span)
    assert len({cell.span for cell in read}) == len(read)
