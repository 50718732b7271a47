"""Rows in another order than the form's, in texts whose figures stand apart from the labels: no row has its neighbour's
figures."""

import random
from itertools import pairwise

import pytest

from gidr_pipeline.extraction import extract_document
from gidr_pipeline.forms import TableName
from gidr_pipeline_tests.damage import value_rows
from gidr_pipeline_tests.layouts import LAYOUTS
from gidr_pipeline_tests.made import Grid, grids, is_figure, make_report, print_report

APART = (
    "column by column", "column by column, in pages", "labels, then figures", "labels, then figures in rows",
    "labels, then figures by column",
)  # fmt: skip


def neighbours(grid: Grid) -> list[tuple[int, int]]:
    """Neighbouring rows whose labels stand in the same place: column by column nothing tells the order of others."""
    at = {i: next(j for j in (2, 1, 0) if grid[i][j] and not is_figure(grid[i][j])) for i in value_rows(grid)}
    return [(one, other) for one, other in pairwise(at) if other == one + 1 and at[one] == at[other]]


@pytest.mark.parametrize("name", ["proactive", "requests"])
@pytest.mark.parametrize("edition", ["2019", "2021"])
@pytest.mark.parametrize("layout", APART)
def test_two_rows_that_changed_places(layout: str, edition: str, name: TableName) -> None:
    made = make_report(random.Random(7), edition, size=60)
    tables: dict[TableName, str] = {each: LAYOUTS[layout](grid) for each, grid in grids(made).items()}
    for one, other in neighbours(grids(made)[name]):
        grid = grids(made)[name]
        grid[one], grid[other] = grid[other], grid[one]
        text = print_report(made, {**tables, name: LAYOUTS[layout](grid)})
        (report,) = extract_document(text.encode()).reports
        wrong = [
            cell for cell in report.cells if cell.value not in (None, made.cells[cell.table, cell.row, cell.column])
        ]
        assert not wrong
