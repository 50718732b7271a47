"""What offices add to the tables of the form, and tables that they make with less than it."""

import random
from collections.abc import Callable
from decimal import Decimal

import pytest

from gidr_pipeline.extraction import extract_document
from gidr_pipeline.extraction.model import Report
from gidr_pipeline.forms import TableName
from gidr_pipeline_tests.layouts import LAYOUTS
from gidr_pipeline_tests.made import Grid, Made, grids, is_figure, make_report, print_report

Tables = dict[TableName, Grid]
Change = Callable[[Tables], None]

IN_ROWS = ["tabs", "bars around", "markdown", "spaces", "aligned with spaces", "commas", "boxes", "bars behind, runs"]
A_CELL_A_LINE = ["a cell a line", "a cell a paragraph", "a cell a line, bars behind"]


def read(change: Change, layout: str, seed: int) -> tuple[Report, Made]:
    """What is read of a report whose tables are changed, and what it prints in the form's own cells."""
    made = make_report(random.Random(seed), "2021", size=60)
    tables: Tables = {name: [list(row) for row in grid] for name, grid in grids(made).items()}
    change(tables)
    text = print_report(made, {name: LAYOUTS[layout](grid) for name, grid in tables.items()})
    (report,) = extract_document(text.encode()).reports
    return report, made


def added(*rows: list[str]) -> list[str]:
    """The sums down the figures of some rows of requests, as text."""
    return [str(sum(int(row[at]) for row in rows)) for at in range(3, 10)]


def sums_of_groups(tables: Tables) -> None:
    """`（三）不予公开` has a row with the sums over its own."""
    grid = tables["requests"]
    heads = [at for at, row in enumerate(grid) if row[1] and row[2]]
    for at in reversed(heads):
        rows = [grid[at]]
        for row in grid[at + 1 :]:
            if row[1] or not row[2]:
                break
            rows.append(row)
        grid.insert(at, [grid[at][0], grid[at][1], "", *added(*rows)])
        grid[at + 1][:2] = ["", ""]


def total_of_lawsuits(tables: Tables) -> None:
    first, second, third, figures = tables["challenges"]
    first.append("诉讼合计")
    second.append("")
    third.append("")
    figures.append(str(int(figures[9]) + int(figures[14])))


def chart_of_challenges(tables: Tables) -> None:
    """The words of a chart above the table, with the numbers at its axis."""
    grid = tables["challenges"]
    blank = [""] * (len(grid[0]) - 6)
    grid[:0] = [["行政复议与诉讼对比图", *[""] * 5, *blank], ["0", "2", "4", "6", "8", "10", *blank]]


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("layout", [*IN_ROWS, *A_CELL_A_LINE])
@pytest.mark.parametrize("change", [sums_of_groups, total_of_lawsuits])
def test_sums_that_the_form_has_not_cost_no_cell(change: Change, layout: str, seed: int) -> None:
    report, made = read(change, layout, seed)
    assert {(cell.table, cell.row, cell.column): cell.value for cell in report.cells} == made.cells


@pytest.mark.parametrize("layout", ["spaces", "tabs, trailing ones stripped"])
def test_the_numbers_of_a_chart_are_no_challenges(layout: str) -> None:
    report, made = read(chart_of_challenges, layout, 1)
    assert {(cell.table, cell.row, cell.column): cell.value for cell in report.cells} == made.cells


def measures_of_the_year_before(tables: Tables) -> None:
    for row in tables["proactive"]:
        if row[1:] == ["本年处理决定数量", "", ""]:
            row[2:] = ["上年处理决定数量", "同比增减"]
        elif row[0] in ("行政许可", "行政处罚", "行政强制"):
            row[2:] = ["12", "-3"]


@pytest.mark.parametrize("layout", ["tabs", "bars around", "markdown", "commas", "boxes", "bars behind, runs"])
@pytest.mark.parametrize("is_blank", [False, True])
def test_measures_of_the_year_before_are_not_read(layout: str, is_blank: bool) -> None:
    def change(tables: Tables) -> None:
        measures_of_the_year_before(tables)
        if is_blank:
            next(row for row in tables["proactive"] if row[0] == "行政处罚")[1] = ""

    report, made = read(change, layout, 1)
    cells = {(cell.table, cell.row, cell.column): cell.value for cell in report.cells}
    assert cells == made.cells | ({("proactive", "penalties", "decisions"): None} if is_blank else {})


def three_columns(tables: Tables) -> None:
    """Natural persons, all others together, and totals."""
    rows = [row for row in tables["requests"] if any(map(is_figure, row))]
    head = ["项目", "", "", "自然人", "法人或其他组织", "总计"]
    tables["requests"] = [head, *([*row[:4], str(sum(map(int, row[4:9]))), row[9]] for row in rows)]


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("layout", [*IN_ROWS, *A_CELL_A_LINE])
def test_a_table_of_three_columns(layout: str, seed: int) -> None:
    report, made = read(three_columns, layout, seed)
    for cell in report.cells:
        told = cell.table != "requests" or cell.column in ("natural_person", "total")
        assert cell.value == (made.cells[cell.table, cell.row, cell.column] if told else None)


@pytest.mark.parametrize("layout", ["tabs", "bars around", "a cell a line"])
def test_three_columns_that_do_not_add_up_are_not_taken_for_those(layout: str) -> None:
    def change(tables: Tables) -> None:
        three_columns(tables)
        for at, row in enumerate(tables["requests"][1:]):
            row[4] = str(at + 1)

    report, _ = read(change, layout, 1)
    assert {cell.value for cell in report.cells if cell.table == "requests"} == {None}


def test_a_misprint_in_a_table_of_three_columns_stays() -> None:
    def change(tables: Tables) -> None:
        three_columns(tables)
        tables["requests"][1][3] = "7777"

    report, _ = read(change, "tabs", 1)
    received = {cell.column: cell.value for cell in report.cells if cell.row == "received"}
    assert received["natural_person"] == Decimal(7777)
