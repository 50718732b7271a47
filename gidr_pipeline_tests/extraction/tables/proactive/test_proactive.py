"""The first table: which figure belongs to which column, where cells are merged, torn or empty."""

import random
from collections.abc import Callable
from decimal import Decimal

import pytest

from gidr_pipeline.extraction import extract_document
from gidr_pipeline.extraction.model import Status
from gidr_pipeline_tests.cases import Case
from gidr_pipeline_tests.extraction.tables.proactive.alone import rows_of
from gidr_pipeline_tests.layouts import LAYOUTS
from gidr_pipeline_tests.made import Figure, Grid, Made, grids, make_report, print_report

Change = Callable[[Grid], object]


def read(made: Made, layout: str, change: Change) -> dict[tuple[str, str], Decimal | None]:
    """The cells of the first table, printed with a change to its grid."""
    tables = dict(grids(made))
    change(tables["proactive"])
    printed = {name: LAYOUTS[layout](grid) for name, grid in tables.items()}
    (report,) = extract_document(print_report(made, printed).encode()).reports
    return {(cell.row, cell.column): cell.value for cell in report.cells if cell.table == "proactive"}


def row_of(grid: Grid, label: str) -> list[str]:
    return next(row for row in grid if row[0] == label)


def repeated(*figures: str) -> Change:
    """Procurement with these figures in its three places, its last cell merged and its head repeated."""

    def change(grid: Grid) -> None:
        for row in grid:
            row[1:] = [cell or (row[2] or row[1] or row[0]) for cell in row[1:]]
        row_of(grid, "政府集中采购")[1:] = figures

    return change


@pytest.mark.parametrize("layout", ["tabs", "markdown", "commas", "spaces", "aligned with spaces", "a cell a line"])
@pytest.mark.parametrize(
    ("figures", "projects", "amount"),
    [
        (("7", "520", "520"), 7, 520),
        (("0", "520", "520"), 0, 520),
        (("520", "520", "520"), 520, 520),
        (("0", "0", "0"), 0, 0),
        (("", "520", "520"), None, None),
        (("520", "520"), None, None),
        (("7", "520", "52"), None, None),
        (("7", "7", "520"), None, None),
    ],
)
def test_a_cell_merged_over_two_columns(
    layout: str, figures: tuple[str, ...], projects: int | None, amount: int | None
) -> None:
    cells = read(make_report(random.Random(4), "2019"), layout, repeated(*figures))
    assert (cells["procurement", "projects"], cells["procurement", "amount_yuan"]) == (projects, amount)


@pytest.mark.parametrize("layout", ["tabs", "markdown", "spaces", "a cell a line"])
@pytest.mark.parametrize("halves", [["1 1"], ["1", "1"], ["12 12"], ["12", "12"], ["3", "3", "3"]])
def test_a_number_torn_in_like_parts_is_not_one_of_them(layout: str, halves: list[str]) -> None:
    def tear(grid: Grid) -> None:
        row_of(grid, "行政强制")[1:] = halves

    cells = read(make_report(random.Random(4), "2021"), layout, tear)
    assert cells["coercion", "decisions"] is None
    assert cells["penalties", "decisions"] is not None


@pytest.mark.parametrize("layout", ["tabs", "markdown", "spaces"])
def test_a_number_torn_in_like_parts_among_merged_cells(layout: str) -> None:
    made = make_report(random.Random(4), "2021")

    def tear(grid: Grid) -> None:
        for row in grid:
            row[1:] = [cell or row[1] for cell in row[1:]]
        row_of(grid, "行政强制")[1:] = ["1", "1"] * 3

    cells = read(made, layout, tear)
    assert cells["coercion", "decisions"] is None
    assert cells["penalties", "decisions"] == made.cells["proactive", "penalties", "decisions"]


def test_a_figure_under_the_head_of_another_column() -> None:
    def shift(grid: Grid) -> None:
        grid[-2][1:] = ["", "采购项目数量", "采购总金额"]
        grid[-1][1:] = ["7", "520", ""]

    cells = read(make_report(random.Random(4), "2019"), "tabs", shift)
    assert (cells["procurement", "projects"], cells["procurement", "amount_yuan"]) == (None, None)


@pytest.mark.parametrize("layout", ["tabs", "markdown", "commas"])
@pytest.mark.parametrize("name", ["页", "排序", "状态"])
def test_a_figure_under_a_head_that_is_not_known_is_no_last_one(name: str, layout: str) -> None:
    made = make_report(random.Random(3), "2021")

    def change(grid: Grid) -> None:
        for row in grid:
            row.append(name if row[0] == "信息内容" else "2" if row[0] in ("规章", "行政规范性文件") else "")
        row_of(grid, "规章")[1:4] = ["", "15", "64888"]

    cells = read(made, layout, change)
    assert [cells["rules", column] for column in ("issued", "repealed", "in_force")] in ([None] * 3, [None, 15, 64888])


@pytest.mark.parametrize("layout", LAYOUTS)
def test_columns_in_another_order(layout: str) -> None:
    made = make_report(random.Random(5), "2019")
    for blocks in ({"规章", "规范性文件"}, {"行政许可", "其他对外管理服务事项"}, {"行政处罚", "行政强制"}):

        def exchange(grid: Grid, blocks: set[str] = blocks) -> None:
            for i, row in enumerate(grid):
                if {row[0], grid[min(i + 1, len(grid) - 1)][0]} & blocks and row[3]:
                    row[1:3] = row[2], row[1]

        cells = read(made, layout, exchange)
        assert all(value in (None, made.cells["proactive", *cell]) for cell, value in cells.items())


def in_lines(*lines: str, edition: str = "2019") -> dict[tuple[str, str], Decimal | None]:
    made = make_report(random.Random(5), edition)
    tables = {name: LAYOUTS["tabs"](grid) for name, grid in grids(made).items()} | {"proactive": "\n".join(lines)}
    (report,) = extract_document(print_report(made, tables).encode()).reports
    return {(cell.row, cell.column): cell.value for cell in report.cells if cell.table == "proactive"}


def test_heads_broken_over_lines_that_stand_in_another_order() -> None:
    cells = in_lines(
        "                  上一年项目",
        "信息内容  本年增/减  数量        处理决定数量",
        "行政许可  3          40          5",
    )
    assert {value for (row, _), value in cells.items() if row == "licensing"} == {None}


def test_heads_broken_over_lines_that_stand_in_order() -> None:
    cells = in_lines(
        "          上一年项目",
        "信息内容  数量        本年增/减  处理决定数量",
        "行政许可  40          3          5",
    )
    assert [value for (row, _), value in cells.items() if row == "licensing"] == [40, 3, 5]


def test_a_name_that_heads_some_rows_in_one_place_and_others_in_another() -> None:
    """Column by column, with 增/减 before 项目数量 in one block of two."""
    labels = ["信息内容", "行政许可", "其他对外管理服务事项", "信息内容", "行政事业性收费"]
    columns = ["本年增/减", "7", "8", "上一年项目数量", "50", "上一年项目数量", "30", "40", "本年增/减", "9"]
    cells = in_lines(*labels, *columns)
    assert set(cells.values()) == {None}


def test_a_table_whose_lines_are_far_apart() -> None:
    """The second row under heads in another order, which stand many empty lines above."""
    heads = ["信息内容", "本年增/减", "上一年项目数量", "处理决定数量"]
    cells = in_lines(*(f"{cell}\n\n" for cell in [*heads, "行政处罚", "1", "20", "3", "行政强制", "4", "50", "6"]))
    assert set(cells.values()) == {None}


@pytest.mark.parametrize(
    ("over", "read_so"), [("上年", [11, 2, 3, 14, 5, 6, 17, 18, 19, 15]), ("下属单位", [None, 2, 3, 5, 6])]
)
def test_a_second_table_most_rows_of_which_have_one_comma(over: str, read_so: list[int | None]) -> None:
    year = [
        "规章,{}1,2,3",
        "行政规范性文件,{}4,5,6",
        "行政许可,{}7",
        "行政处罚,{}8",
        "行政强制,{}9",
        "行政事业性收费,{}5",
    ]
    cells = in_lines(*(row.format(1) for row in year), over, *(row.format(2) for row in year), edition="2021")
    assert set(cells.values()) == set(read_so)


@pytest.mark.parametrize("amount", ["650930501 66\n.", "650930501\n66", "650930501.\n66", "650 930501.66"])
def test_an_amount_torn_inside_a_quoted_cell(amount: str) -> None:
    made = make_report(random.Random(2), size=20, edition="2019")
    cells = read(
        made, "commas", lambda grid: row_of(grid, "政府集中采购").__setitem__(slice(1, None), ["47", f'"{amount}"'])
    )
    assert cells["procurement", "projects"] in (None, 47)
    assert cells["procurement", "amount_yuan"] in (None, Decimal("650930501.66"))


def test_a_number_broken_behind_its_separator() -> None:
    lines = [
        "| 信息内容    本年处理 |",
        "| 决定数量          |",
        "| 行政        156, |",
        "| 759           |",
        "| 处罚            |",
    ]
    tables = {"proactive": "\n".join(lines), "requests": "", "challenges": ""}
    made = make_report(random.Random(2), edition="2021")
    (report,) = extract_document(print_report(made, tables).encode()).reports  # type: ignore[arg-type]
    assert {cell.value for cell in report.cells if cell.row == "penalties"} == {None}


@pytest.mark.parametrize("layout", ["tabs", "markdown", "boxes", "HTML", "quoted everywhere"])
@pytest.mark.parametrize("seed", [0, 1, 3, 4])  # in 2 all empty places are at ends, as where figures were lost
def test_an_empty_end_is_blank_where_the_report_leaves_zeros_blank(layout: str, seed: int) -> None:
    case = Case(seed, layout, size=10, damages=("zeros left blank",))
    (report,) = extract_document(case.data).reports
    cells = {(cell.table, cell.row, cell.column): cell for cell in report.cells if cell.table == "proactive"}
    assert {key: cell.value for key, cell in cells.items()} == {
        key: None if key in case.blanks else case.made.cells[key] for key in cells
    }


def test_an_empty_end_is_not_certain_where_zeros_are_printed() -> None:
    made = make_report(random.Random(5), "2021")

    def empty(grid: Grid) -> None:
        row_of(grid, "规章")[1:] = "7", "2", ""

    cells = read(made, "tabs", empty)
    assert {value for (row, _), value in cells.items() if row == "rules"} == {None}


def test_a_piece_of_a_number_below_blanks_leaves_the_row_open() -> None:
    made = make_report(random.Random(5), "2021", size=60)
    lines = [
        "信息内容\t本年制发件数\t本年废止件数\t现行有效件数", "规章\t7\t\t10", "\t\t\t49", "行政规范性文件\t\t\t8",
    ]  # fmt: skip
    tables = {name: LAYOUTS["tabs"](blank_zeros(grid)) for name, grid in grids(made).items()}
    (report,) = extract_document(print_report(made, tables | {"proactive": "\n".join(lines)}).encode()).reports
    values = {cell.value for cell in report.cells if cell.table == "proactive" and cell.row == "rules"}
    assert 10 not in values
    assert 49 not in values


def blank_zeros(grid: Grid) -> Grid:
    return [["" if isinstance(cell, Figure) and cell == "0" else cell for cell in row] for row in grid]


@pytest.mark.parametrize(
    ("head", "label"), [("本年处理决定数量（万件）", "行政许可"), ("本年处理决定数量", "行政许可（万件）")]
)
def test_a_count_in_another_unit_is_left_open(head: str, label: str) -> None:
    made = make_report(random.Random(3), "2021", 40)
    tables = dict(grids(made))
    for row in tables["proactive"]:
        row[:] = [{"本年处理决定数量": head, "行政许可": label}.get(cell, cell) for cell in row]
    text = print_report(made, {name: LAYOUTS["bars behind, runs"](grid) for name, grid in tables.items()})
    (report,) = extract_document(text.encode()).reports
    (cell,) = (cell for cell in report.cells if cell.row == "licensing")
    assert cell.status is Status.ILLEGIBLE


def test_blanks_inside_several_rows_are_blanks_beside_a_printed_zero() -> None:
    made = make_report(random.Random(3), "2021", 40)
    tables = dict(grids(made))
    for row in tables["proactive"]:
        if row[0] in ("规章", "行政规范性文件"):
            row[1:4] = ["13", "", "12"]
        elif row[0] == "行政许可":
            row[1] = "0"
    text = print_report(made, {name: LAYOUTS["bars behind, runs"](grid) for name, grid in tables.items()})
    (report,) = extract_document(text.encode()).reports
    cells = {(cell.row, cell.column): cell for cell in report.cells if cell.table == "proactive"}
    for label in ("rules", "normative_documents"):
        assert [cells[label, code].value for code in ("issued", "repealed", "in_force")] == [13, None, 12]
        assert cells[label, "repealed"].status is Status.BLANK


def test_figures_above_their_labels() -> None:
    found = rows_of(
        "第二十条第（五）项\n信息内容\n本年处理决定数量\n655\n行政许可\n"
        "第二十条第（六）项\n信息内容\n本年处理决定数量\n628\n行政处罚\n63\n行政强制\n"
    )
    assert [found[row] for row in ("licensing", "penalties", "coercion")] == ["655", "628", "63"]


def test_a_figure_above_the_label_of_one_block_alone_is_not_its_own() -> None:
    found = rows_of("第二十条第（六）项\n信息内容\n本年处理决定数量\n- 19 -\n行政处罚\n行政强制\n1\n0\n")
    assert found["penalties"] != "19"


@pytest.mark.parametrize(
    "table",
    [
        "信息内容 本年制发件数 本年废止件数 现行有效件数 规章 3 0 21 行政规范性文件 4 1 42 第二十条第(五)项 信息内容 "
        "本年处理决定数量 行政许可 6583",
        "|信息内容|本年制发件数 本年废止件数|现行有效件数|\n|规章|3 0|21|\n|行政规范性文件|4 1|42|\n"
        "|信息内容|本年处理决定数量||\n|行政许可|6583||\n",
        "| 信息内容 | | 本年制发件数 | | 本年废止件数 | 现行有效件数 |\n| 规章 | | 3 | | 0 | 21 |\n"
        "| 行政规范性文件 | | | 4 | 1 | 42 |\n| 信息内容 | | | 本年处理决定数量 | | |\n| 行政许可 | | | | 6583 | |\n",
    ],
    ids=["a block on one line", "two columns in one cell", "columns of nothing between"],
)
def test_blocks_as_programs_find_them_in_a_pdf(table: str) -> None:
    found = rows_of(table)
    assert [found[row] for row in ("rules", "normative_documents", "licensing")] == ["3 0 21", "4 1 42", "6583"]
