"""Columns that tables have besides those of the form: read as if they were not there, where a header names them."""

import random
from collections.abc import Callable

import pytest

from gidr_pipeline.extraction import extract_document
from gidr_pipeline_tests.layouts import LAYOUTS
from gidr_pipeline_tests.made import Grid, grids, is_figure, make_report, print_report


def _add(head: str, cell: Callable[[int], str], at: int | None = None) -> Callable[[Grid], None]:
    def change(grid: Grid) -> None:
        for i, row in enumerate(grid):
            content = head if i == 0 else cell(i) if any(map(is_figure, row)) else ""
            row.insert(len(row) if at is None else at, content)

    return change


COLUMNS = {
    "numbers of the rows": _add("序号", str, 0),
    "remarks": _add("备注", lambda i: "详见附件" if i % 3 else ""),
    "remarks with figures": _add("备注", lambda i: "其中上年2件" if i % 3 else "12"),
    "the year before": _add("上年同期", lambda i: str(i % 5)),
    "the change from it": _add("较上年增减", lambda i: f"+{i}"),
}


@pytest.mark.parametrize("layout", ["tabs", "bars around", "merged cells repeated", "HTML", "commas"])
@pytest.mark.parametrize("column", COLUMNS)
def test_a_column_beside_those_of_the_form(column: str, layout: str) -> None:
    for seed in range(3):
        made = make_report(random.Random(seed), size=20)
        tables = dict(grids(made))
        COLUMNS[column](tables["requests"])
        printed = {name: LAYOUTS[layout](grid) for name, grid in tables.items()}
        (report,) = extract_document(print_report(made, printed).encode()).reports
        assert {(cell.table, cell.row, cell.column): cell.value for cell in report.cells} == made.cells


@pytest.mark.parametrize("layout", ["a cell a line", "a cell a line, tabs"])
@pytest.mark.parametrize("column", ["numbers of the rows", "the year before"])
def test_such_a_column_where_each_cell_has_its_line(column: str, layout: str) -> None:
    for seed in range(3):
        made = make_report(random.Random(seed), size=20)
        tables = dict(grids(made))
        COLUMNS[column](tables["requests"])
        printed = {name: LAYOUTS[layout](grid) for name, grid in tables.items()}
        (report,) = extract_document(print_report(made, printed).encode()).reports
        assert {(cell.table, cell.row, cell.column): cell.value for cell in report.cells} == made.cells
