"""Tables that were too wide for their page, and challenges with a row for each result."""

import random
from collections.abc import Callable

import pytest

from gidr_pipeline.extraction import extract_document
from gidr_pipeline_tests.layouts import LAYOUTS
from gidr_pipeline_tests.made import Grid, Made, grids, make_report, print_report

LAID_OUT = ["tabs", "bars around", "markdown", "spaces", "commas", "aligned with spaces"]


def values_of(made: Made, name: str, grid: Grid, layout: str) -> object:
    tables = {each: LAYOUTS[layout](grid if each == name else own) for each, own in grids(made).items()}
    (report,) = extract_document(print_report(made, tables).encode()).reports
    return {(cell.table, cell.row, cell.column): cell.value for cell in report.cells}


def in_two(at: int) -> Callable[[Made], Grid]:
    def divide(made: Made) -> Grid:
        table = made.form.tables["requests"]
        names = [column.label_zh for column in table.columns]
        rows = [
            [
                row.label_zh.replace("：", ""),
                *(str(made.cells["requests", row.code, each.code]) for each in table.columns),
            ]
            for row in table.rows
        ]
        one, two = (
            [["项目", *names[part]], *([row[0], *row[1:][part]] for row in rows)]
            for part in (slice(at), slice(at, None))
        )
        return [*one, *two]

    return divide


@pytest.mark.parametrize("layout", LAID_OUT)
@pytest.mark.parametrize("at", [3, 4])
def test_a_table_in_two_parts_is_one(at: int, layout: str) -> None:
    made = make_report(random.Random(17), "2021", 60)
    assert values_of(made, "requests", in_two(at)(made), layout) == made.cells


def test_parts_with_other_rows_are_not_joined() -> None:
    made = make_report(random.Random(17), "2021", 60)
    grid = in_two(3)(made)
    half = len(grid) // 2
    del grid[half + 4]
    values = values_of(made, "requests", grid, "tabs")
    assert isinstance(values, dict)
    assert all(value is None or value == made.cells[key] for key, value in values.items())


@pytest.mark.parametrize("layout", LAID_OUT)
def test_challenges_with_a_row_for_each_result(layout: str) -> None:
    made = make_report(random.Random(18), "2021", 60)
    table = made.form.tables["challenges"]
    grid = [["处理结果", *(row.label_zh for row in table.rows)]] + [
        [column.label_zh, *(str(made.cells["challenges", row.code, column.code]) for row in table.rows)]
        for column in table.columns
    ]
    assert values_of(made, "challenges", grid, layout) == made.cells
    exchanged = [["处理结果", *(row.label_zh for row in table.rows[::-1])], *grid[1:]]
    values = values_of(made, "challenges", exchanged, layout)
    assert isinstance(values, dict)
    assert {value for key, value in values.items() if key[0] == "challenges"} == {None}
