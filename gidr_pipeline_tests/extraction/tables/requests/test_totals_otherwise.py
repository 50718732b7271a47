"""Requests tables whose totals the agency made otherwise than the form says: read as printed, all of it a finding."""

import random
from collections.abc import Callable

import pytest

from gidr_pipeline.extraction import extract_document
from gidr_pipeline.extraction.model import Status
from gidr_pipeline_tests.layouts import LAYOUTS
from gidr_pipeline_tests.made import grids, is_figure, make_report, print_report

FILLINGS: dict[str, Callable[[list[int]], list[int]]] = {
    "the totals are left at zero": lambda row: [*row[:-1], 0],
    "each total is one too many": lambda row: [*row[:-1], row[-1] + 1],
    "each total counts all twice": lambda row: [*row[:-1], 2 * row[-1]],
    "only the totals are filled in": lambda row: [*[0] * 6, row[-1]],
    "the same figure in every column": lambda row: [row[-1]] * 7,
}


@pytest.mark.parametrize(
    "layout", ["tabs", "a cell a line", "markdown", "commas", "spaces", "printed by a word processor"]
)
@pytest.mark.parametrize("size", [0, 10, 400])
@pytest.mark.parametrize("filling", FILLINGS)
def test_each_figure_stands_as_it_is_printed(filling: str, size: int, layout: str) -> None:
    made = make_report(random.Random(7), "2021", size=size)
    grid = [list(row) for row in grids(made)["requests"]]
    printed = []
    for row in grid:
        places = [at for at, cell in enumerate(row) if is_figure(cell)]
        if len(places) == 7:
            figures = FILLINGS[filling]([int(row[at]) for at in places])
            printed += figures
            for at, figure in zip(places, figures, strict=True):
                row[at] = str(figure)
    tables = {name: LAYOUTS[layout](each) for name, each in {**grids(made), "requests": grid}.items()}
    (report,) = extract_document(print_report(made, tables).encode()).reports
    cells = [cell for cell in report.cells if cell.table == "requests"]
    assert [cell.value for cell in cells] == printed
    assert {cell.status for cell in cells} == {Status.REPORTED}
