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


def _head_over_a_column_of_the_form(grid: Grid) -> None:
    grid[0][-1] = "备注"


def _words_above_the_table(grid: Grid) -> None:
    grid.insert(0, ["说明"] * len(grid[0]))


def _head_beside_a_group(grid: Grid) -> None:
    grid[0][4] = "编号"


@pytest.mark.parametrize("layout", ["tabs", "bars around", "markdown", "HTML"])
@pytest.mark.parametrize("change", [_head_over_a_column_of_the_form, _words_above_the_table, _head_beside_a_group])
def test_such_words_over_a_column_of_the_form_leave_it_alone(change: Callable[[Grid], None], layout: str) -> None:
    made = make_report(random.Random(1), size=20)
    tables = dict(grids(made))
    change(tables["requests"])
    printed = {name: LAYOUTS[layout](grid) for name, grid in tables.items()}
    (report,) = extract_document(print_report(made, printed).encode()).reports
    assert {(cell.table, cell.row, cell.column): cell.value for cell in report.cells} == made.cells


@pytest.mark.parametrize("seed", range(4))
def test_a_row_that_does_not_add_up_without_such_a_column_is_left_open(seed: int) -> None:
    made = make_report(random.Random(seed), size=60)
    tables = dict(grids(made))
    COLUMNS["numbers of the rows"](tables["requests"])
    last = [row for row in tables["requests"] if any(map(is_figure, row))][-1]
    figure = max((i for i, cell in enumerate(last) if cell.isdigit() and i > 2), key=lambda i: int(last[i]))
    last[figure : figure + 1] = ["7", "7"]
    printed = {name: LAYOUTS["a cell a line"](grid) for name, grid in tables.items()}
    (report,) = extract_document(print_report(made, printed).encode()).reports
    read = {(cell.table, cell.row, cell.column): cell.value for cell in report.cells}
    assert {key: value for key, value in read.items() if value not in (None, made.cells[key])} == {}
