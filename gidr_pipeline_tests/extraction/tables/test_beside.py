"""Columns that tables have besides those of the form: read as if they were not there, where a header names them."""

import random
from collections.abc import Callable
from decimal import Decimal
from itertools import product

import pytest

from gidr_pipeline.extraction import extract_document
from gidr_pipeline_tests.cases import Case
from gidr_pipeline_tests.layouts import LAYOUTS
from gidr_pipeline_tests.made import Grid, Made, grids, is_figure, make_report, print_report


def _add(head: str, cell: Callable[[int], str], at: int | None = None) -> Callable[[Grid], None]:
    def change(grid: Grid) -> None:
        for i, row in enumerate(grid):
            content = head if i == 0 else cell(i) if any(map(is_figure, row)) else ""
            row.insert(len(row) if at is None else at, content)

    return change


COLUMNS = {
    "numbers of the rows": _add("序号", str, 0),
    "remarks": _add("备注", lambda i: "详见附件" if i % 3 else ""),
    "remarks of a word or a sign": _add("备注", lambda i: ("按时办结", "无", "")[i % 3]),
    "remarks with figures": _add("备注", lambda i: "其中上年2件" if i % 3 else "12"),
    "the year before": _add("上年同期", lambda i: str(i % 5)),
    "the change from it": _add("较上年增减", lambda i: f"+{i}"),
}


Read = dict[tuple[str, str, str], Decimal | None]


def read_with(change: Callable[[Grid], None], layout: str, seed: int, size: int = 20) -> tuple[Read, Made]:
    """What is read of a report whose requests table is changed, and what it prints in the form's own cells."""
    made = make_report(random.Random(seed), size=size)
    tables = dict(grids(made))
    change(tables["requests"])
    printed = {name: LAYOUTS[layout](grid) for name, grid in tables.items()}
    (report,) = extract_document(print_report(made, printed).encode()).reports
    return {(cell.table, cell.row, cell.column): cell.value for cell in report.cells}, made


@pytest.mark.parametrize(
    ("column", "layout"),
    [
        *product(COLUMNS, ["tabs", "bars around", "merged cells repeated", "HTML", "commas"]),
        *product(["numbers of the rows", "the year before"], ["a cell a line"]),
        ("the year before", "a cell a line, tabs"),
        *product(
            ["remarks of a word or a sign"],
            ["bars between", "bars for merged cells", "bars behind", "bars behind, runs", "bars around, runs"],
        ),
    ],
)
def test_a_column_beside_those_of_the_form(column: str, layout: str) -> None:
    for seed in range(3):
        read, made = read_with(COLUMNS[column], layout, seed)
        assert read == made.cells


def _totals_first(grid: Grid) -> None:
    for row in grid:
        row[-7:] = [row[-1], *row[-7:-1]]


@pytest.mark.parametrize("column", ["remarks of a word or a sign", "the year before", "numbers of the rows"])
@pytest.mark.parametrize("layout", ["tabs", "bars around", "spaces"])
def test_a_column_beside_those_in_another_order(column: str, layout: str) -> None:
    def change(grid: Grid) -> None:
        _totals_first(grid)
        COLUMNS[column](grid)

    for seed in range(3):
        read, made = read_with(change, layout, seed)
        assert read == made.cells


@pytest.mark.parametrize("seed", range(3))
def test_numbers_above_the_labels_stand_behind_the_figures_of_the_row_before(seed: int) -> None:
    """The last row has none behind it, and may as well lack a figure."""
    read, made = read_with(COLUMNS["numbers of the rows"], "a cell a line, tabs", seed)
    assert all(read[key] == value for key, value in made.cells.items() if key[1] != "carried_out")
    assert all(read[key] in (None, value) for key, value in made.cells.items())


def _head_over_a_column_of_the_form(grid: Grid) -> None:
    grid[0][-1] = "备注"


def _words_above_the_table(grid: Grid) -> None:
    grid.insert(0, ["说明"] * len(grid[0]))


def _head_beside_a_group(grid: Grid) -> None:
    grid[0][4] = "编号"


@pytest.mark.parametrize("layout", ["tabs", "bars around", "markdown", "HTML"])
@pytest.mark.parametrize("change", [_head_over_a_column_of_the_form, _words_above_the_table, _head_beside_a_group])
def test_such_words_over_a_column_of_the_form_leave_it_alone(change: Callable[[Grid], None], layout: str) -> None:
    read, made = read_with(change, layout, 1)
    assert read == made.cells


def _numbers_and_a_torn_figure_in_the_last_row(grid: Grid) -> None:
    COLUMNS["numbers of the rows"](grid)
    last = [row for row in grid if any(map(is_figure, row))][-1]
    figure = max((i for i, cell in enumerate(last) if cell.isdigit() and i > 2), key=lambda i: int(last[i]))
    last[figure : figure + 1] = ["7", "7"]


@pytest.mark.parametrize("seed", range(4))
def test_a_row_that_does_not_add_up_without_such_a_column_is_left_open(seed: int) -> None:
    read, made = read_with(_numbers_and_a_torn_figure_in_the_last_row, "a cell a line", seed, size=60)
    assert {key: value for key, value in read.items() if value not in (None, made.cells[key])} == {}


@pytest.mark.parametrize(
    "layout", ["tabs", "spaces", "a cell a line", "boxes", "figures over two lines", "on one line"]
)
@pytest.mark.parametrize("seed", range(4))
def test_rows_that_add_up_a_group_are_no_part_of_the_form(layout: str, seed: int) -> None:
    case = Case(seed, layout, size=20, damages=("subtotal rows",), misprint=seed % 2 == 1)
    (report,) = extract_document(case.data).reports
    assert {(cell.table, cell.row, cell.column): cell.value for cell in report.cells} == case.made.cells


@pytest.mark.parametrize("layout", ["tabs", "spaces", "a cell a line", "boxes", "aligned with spaces"])
def test_the_same_words_over_columns_of_totals_take_no_figures_away(layout: str) -> None:
    made = make_report(random.Random(3), size=10)
    printed = {
        name: LAYOUTS[layout]([["小计" if cell == "总计" else cell for cell in row] for row in grid])
        for name, grid in grids(made).items()
        if name == "challenges"
    }
    others = {name: LAYOUTS[layout](grid) for name, grid in grids(made).items() if name != "challenges"}
    (report,) = extract_document(print_report(made, others | printed).encode()).reports
    assert {(cell.table, cell.row, cell.column): cell.value for cell in report.cells} == made.cells


@pytest.mark.parametrize("layout", ["tabs", "bars around", "markdown"])
def test_a_figure_of_an_earlier_year_fills_no_empty_cell(layout: str) -> None:
    made = make_report(random.Random(19), "2021", 20)
    tables = dict(grids(made))
    for row in tables["proactive"]:
        if row[0] == "信息内容":
            row[1:] = ["2022年", "2023年", ""]
        elif any(map(is_figure, row)):
            row[1:] = ["7", "", ""]
    (report,) = extract_document(
        print_report(made, {name: LAYOUTS[layout](grid) for name, grid in tables.items()}).encode()
    ).reports
    assert {cell.value for cell in report.cells if cell.table == "proactive"} == {None}


@pytest.mark.parametrize("layout", ["tabs", "bars around", "markdown", "commas"])
def test_a_comparison_of_years_below_a_table_costs_no_cell(layout: str) -> None:
    made = make_report(random.Random(12), "2021", 60)
    text = print_report(made, {name: LAYOUTS[layout](grid) for name, grid in grids(made).items()})
    compared = LAYOUTS[layout]([["项目", "2020年", "2021年", "2022年"], ["收到申请", "3", "4", "5"]])
    (report,) = extract_document(text.replace("三、收到和处理", f"{compared}\n三、收到和处理").encode()).reports
    assert {(cell.table, cell.row, cell.column): cell.value for cell in report.cells} == made.cells


@pytest.mark.parametrize("layout", ["tabs", "bars around", "HTML", "commas"])
@pytest.mark.parametrize("years", [("2022年", "2023年"), ("2023年", "2022年")])
def test_each_measure_for_two_years(layout: str, years: tuple[str, str]) -> None:
    """The head of a measure is over both, and of the two the later is the report's."""
    made = make_report(random.Random(21), "2021", 60)
    tables = dict(grids(made))
    own, grid = years.index("2023年"), list[list[str]]()
    for row in tables["proactive"]:
        figures, filled = [cell for cell in row[1:] if is_figure(cell)], [cell for cell in row[1:] if cell]
        if figures:
            pairs = [["7", "7"] for _ in figures]
            for pair, figure in zip(pairs, figures, strict=True):
                pair[own] = figure
            grid.append([row[0], *(cell for pair in pairs for cell in pair)])
        elif row[0] == "信息内容":
            grid.append([row[0], *(cell for name in filled for cell in (name, ""))])
            grid.append(["", *years * len(filled)])
        else:
            grid.append(row)
    width = max(map(len, grid))
    tables["proactive"] = [row + [""] * (width - len(row)) for row in grid]
    printed = {name: LAYOUTS[layout](each) for name, each in tables.items()}
    (report,) = extract_document(print_report(made, printed).encode()).reports
    assert {(cell.table, cell.row, cell.column): cell.value for cell in report.cells} == made.cells
