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
    names = [row.code for row in table.rows]
    by_names = {
        ("challenges", row, column.code): made.cells["challenges", other, column.code]
        for row, other in zip(names, names[::-1], strict=True)
        for column in table.columns
    }
    own = {key: value for key, value in values.items() if key[0] == "challenges"}
    assert own == (dict.fromkeys(own) if "spaces" in layout else by_names)


@pytest.mark.parametrize("layout", [*LAID_OUT, "a cell a line", "HTML", "printed by a word processor"])
@pytest.mark.parametrize("place", ["四、政府信息公开行政复议、行政诉讼情况\n", "五、存在的主要问题及改进情况\n"])
def test_a_turned_table_of_another_year_takes_no_ones_place(place: str, layout: str) -> None:
    made, other = make_report(random.Random(12), "2021", 60), make_report(random.Random(5), "2021", 60)
    table = made.form.tables["challenges"]
    turned = "\n".join(
        [
            "上一年度情况：\n处理结果\t行政复议\t未经复议直接起诉\t复议后起诉",
            *(
                "\t".join([each.label_zh, *(str(other.cells["challenges", row.code, each.code]) for row in table.rows)])
                for each in table.columns
            ),
        ]
    )
    text = print_report(made, {name: LAYOUTS[layout](grid) for name, grid in grids(made).items()})
    own = f"{place}{turned}\n本年度情况：\n" if place.startswith("四") else f"{turned}\n{place}"
    (report,) = extract_document(text.replace(place, own).encode()).reports
    assert all(cell.value in (None, made.cells[cell[:3]]) for cell in report.cells)
