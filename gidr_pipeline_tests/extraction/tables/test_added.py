"""Rows, sums and signs that offices add to the tables of the form."""

import random
import re

import pytest

from gidr_pipeline.extraction import extract_document
from gidr_pipeline_tests.extraction.tables.added import A_CELL_A_LINE, IN_ROWS, NO_FIELDS, Change, Tables, read
from gidr_pipeline_tests.layouts import LAYOUTS
from gidr_pipeline_tests.made import grids, is_figure, make_report, print_report


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


@pytest.mark.parametrize("layout", ["tabs", "bars around", "bars behind, runs", "commas", "boxes"])
def test_a_group_that_is_filled_in_beside_its_blank_rows_gives_none_of_them_a_value(layout: str) -> None:
    def change(tables: Tables) -> None:
        sums_of_groups(tables)
        for row in tables["requests"]:
            if row[2]:
                row[3:] = [""] * 7

    report, made = read(change, layout, 1)
    blank = {row.code for row in made.form.tables["requests"].rows if "：" in row.label_zh and "." in row.label_zh}
    for cell in report.cells:
        printed = None if cell.row in blank else made.cells[cell.table, cell.row, cell.column]
        assert cell.value in ((printed,) if cell.row in blank else (printed, None))


@pytest.mark.parametrize("layout", A_CELL_A_LINE)
def test_numbers_below_the_challenges_are_none_of_them(layout: str) -> None:
    made = make_report(random.Random(1), "2021", size=60)
    tables = {name: LAYOUTS[layout](grid) for name, grid in grids(made).items()}
    tables["challenges"] += "\n\n联系电话\n\n0462-5136367\n\n邮政编码\n\n451548\n"
    (report,) = extract_document(print_report(made, tables).encode()).reports
    assert {(cell.table, cell.row, cell.column): cell.value for cell in report.cells} == made.cells


@pytest.mark.parametrize("layout", ["bars between", "tabs", "a cell a line"])
def test_a_note_that_names_another_unit_than_the_head_leaves_the_amount_open(layout: str) -> None:
    made = make_report(random.Random(1), "2021", size=60)
    tables = {name: LAYOUTS[layout](grid) for name, grid in grids(made).items()}
    tables["proactive"] += "\n注：行政事业性收费金额单位为元。\n"
    (report,) = extract_document(print_report(made, tables).encode()).reports
    cells = {(cell.table, cell.row, cell.column): cell.value for cell in report.cells}
    assert cells == made.cells | {("proactive", "fees", "amount_10k_yuan"): None}


@pytest.mark.parametrize("remark", ["（更正为31）", "（应为31）", "[改为31]"])
def test_a_figure_that_a_remark_corrects_is_open(remark: str) -> None:
    def change(tables: Tables) -> None:
        row = next(row for row in tables["proactive"] if row[0] == "行政许可")
        row[1] += remark

    report, made = read(change, "tabs", 1)
    cells = {(cell.table, cell.row, cell.column): cell.value for cell in report.cells}
    assert cells == made.cells | {("proactive", "licensing", "decisions"): None}


def rows_of_the_year_before(tables: Tables) -> None:
    grid = tables["requests"]
    for label in ("（七）总计", "一、本年新收政府信息公开申请数量"):
        at = next(at for at, row in enumerate(grid) if label in row)
        figures = [str(int(cell) + 3) for cell in grid[at][3:]]
        grid.insert(at + 1, ["上年同期数", "", "", *figures])


def rows_of_parts(tables: Tables) -> None:
    grid = tables["requests"]
    at = next(at for at, row in enumerate(grid) if row[0].startswith("一、"))
    for label in ("其中：网络申请", "信函申请"):
        grid.insert(at + 1, [label, "", "", *(["0"] * 7 if label[0] == "信" else grid[at][3:])])


@pytest.mark.parametrize("layout", [*IN_ROWS, *A_CELL_A_LINE, "merged cells repeated"])
@pytest.mark.parametrize("change", [rows_of_the_year_before, rows_of_parts])
def test_rows_of_another_year_or_of_a_part_are_none_of_the_form(change: Change, layout: str) -> None:
    report, made = read(change, layout, 1)
    cells = {(cell.table, cell.row, cell.column): cell.value for cell in report.cells}
    opened = {key: None for key in made.cells if key[1] == "received" and change is rows_of_parts}
    assert cells in (made.cells, made.cells | opened)


@pytest.mark.parametrize("sign", ["-", "/", "NaN"])
@pytest.mark.parametrize("layout", ["tabs", "bars around", "spaces", "commas"])
def test_totals_alone_beside_signs_are_read(layout: str, sign: str) -> None:
    def change(tables: Tables) -> None:
        for row in tables["requests"]:
            if any(map(is_figure, row)):
                row[3:9] = [sign] * 6

    report, made = read(change, layout, 1)
    for cell in report.cells:
        blank = cell.table == "requests" and cell.column != "total"
        assert cell.value == (None if blank else made.cells[cell.table, cell.row, cell.column])


@pytest.mark.parametrize("zeros", [False, True])
@pytest.mark.parametrize("layout", ["tabs", "bars around", "spaces", "a cell a line"])
def test_dashes_for_totals_are_blank_and_cost_no_other_cell(layout: str, zeros: bool) -> None:
    def change(tables: Tables) -> None:
        for row in tables["requests"]:
            if any(map(is_figure, row)):
                row[3:] = [*("-" if zeros and cell == "0" else cell for cell in row[3:9]), "-"]

    report, made = read(change, layout, 1)
    for cell in report.cells:
        printed = made.cells[cell.table, cell.row, cell.column]
        blank = cell.table == "requests" and (cell.column == "total" or (zeros and printed == 0))
        assert cell.value == (None if blank else printed)


def turned(tables: Tables) -> None:
    *_, figures = tables["challenges"]
    names = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
    heads = [["结果", "行政复议", "行政诉讼", ""], ["", "", "未经复议直接起诉", "复议后起诉"]]
    tables["challenges"] = [*heads, *([name, *figures[at::5]] for at, name in enumerate(names))]


@pytest.mark.parametrize("layout", [*IN_ROWS, *A_CELL_A_LINE])
def test_challenges_turned_under_a_head_of_two_rows(layout: str) -> None:
    report, made = read(turned, layout, 1)
    assert {(cell.table, cell.row, cell.column): cell.value for cell in report.cells} == made.cells


def total_of_lawsuits_left_blank(tables: Tables) -> None:
    total_of_lawsuits(tables)
    tables["challenges"][-1][-1] = ""


def figures_on_the_line_of_the_group(tables: Tables) -> None:
    """Those of its first row, as where merged cells were pushed up."""
    grid = tables["requests"]
    for at in reversed([at for at, row in enumerate(grid) if row[1] and row[2]]):
        grid.insert(at + 1, ["", "", grid[at][2], *[""] * 7])
        grid[at][2] = ""


def years_in_heads(tables: Tables) -> None:
    for row in tables["proactive"]:
        row[:] = [
            {"上一年项目数量": "上一年项目数量（2018年）", "本年增/减": "本年增/减（2019年）"}.get(c, c) for c in row
        ]


@pytest.mark.parametrize("layout", ["tabs", "bars around"])
@pytest.mark.parametrize(
    ("change", "edition"),
    [
        (total_of_lawsuits_left_blank, "2021"),
        (figures_on_the_line_of_the_group, "2021"),
        (years_in_heads, "2019"),
    ],
)
def test_what_only_looks_like_an_addition_costs_no_cell(change: Change, edition: str, layout: str) -> None:
    report, made = read(change, layout, 1, edition)
    assert {(cell.table, cell.row, cell.column): cell.value for cell in report.cells} == made.cells


@pytest.mark.parametrize("layout", [*IN_ROWS, *A_CELL_A_LINE])
def test_turned_challenges_whose_channels_changed_places_are_read_by_their_names_in_fields(layout: str) -> None:
    def change(tables: Tables) -> None:
        turned(tables)
        grid = tables["challenges"]
        heads = [
            ["政府信息公开行政复议、行政诉讼情况表", "", "", ""],
            ["结果", "未经复议直接起诉", "复议后起诉", "行政复议"],
        ]
        tables["challenges"] = [*heads, *grid[2:]]

    report, made = read(change, layout, 1)
    rows = [row.code for row in made.form.tables["challenges"].rows]
    by_names = dict(zip(rows, [rows[-1], *rows[:-1]], strict=True))
    for cell in report.cells:
        if cell.table == "challenges":
            value = (
                None
                if layout in (*NO_FIELDS, *A_CELL_A_LINE)
                else made.cells["challenges", by_names[cell.row], cell.column]
            )
            assert cell.value == value


@pytest.mark.parametrize("layout", A_CELL_A_LINE)
@pytest.mark.parametrize("names", [("上年", "本年"), ("街道本级", "所属部门")])
def test_of_two_rows_of_challenges_a_cell_a_line_neither_is_read(layout: str, names: tuple[str, str]) -> None:
    def change(tables: Tables) -> None:
        *heads, figures = tables["challenges"]
        rows = [[names[0], *map(str, range(15))], [names[1], *figures]]
        tables["challenges"] = [*(["", *row] for row in heads), *rows]

    report, made = read(change, layout, 1)
    for cell in report.cells:
        assert cell.value in (None, made.cells[cell.table, cell.row, cell.column])


@pytest.mark.parametrize("between", [" ", "\n"])
@pytest.mark.parametrize("layout", ["spaces", "a cell a line"])
def test_the_sum_of_a_group_in_a_text_without_line_ends_is_none_of_the_row_above(layout: str, between: str) -> None:
    def change(tables: Tables) -> None:
        grid = tables["requests"]
        starts = [at for at, row in enumerate(grid) if row[1] and row[2]]
        for at in reversed(starts):
            end = next(i for i in range(at + 1, len(grid)) if grid[i][1] or not grid[i][2])
            grid.insert(end, ["", "", "小计", *added(*grid[at:end])])

    made = make_report(random.Random(1), "2021", size=60)
    tables: Tables = {name: [list(row) for row in grid] for name, grid in grids(made).items()}
    change(tables)
    text = print_report(made, {name: LAYOUTS[layout](grid) for name, grid in tables.items()})
    flat = re.sub(r"\s+", " ", text.strip()) if between == " " else re.sub(r"\n小计", " 小计", text)
    (report,) = extract_document(flat.encode()).reports
    assert {(cell.table, cell.row, cell.column): cell.value for cell in report.cells} == made.cells


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("mark", ["[1]", "①", "（10%）"])
@pytest.mark.parametrize("layout", [*IN_ROWS, *A_CELL_A_LINE])
def test_marks_of_notes_behind_some_figures_cost_no_cell(layout: str, mark: str, seed: int) -> None:
    rng = random.Random(seed)

    def noted(tables: Tables) -> None:
        for grid in tables.values():
            for row in grid:
                row[:] = [cell + mark if is_figure(cell) and rng.random() < 0.05 else cell for cell in row]

    report, made = read(noted, layout, seed)
    assert {(cell.table, cell.row, cell.column): cell.value for cell in report.cells} == made.cells


@pytest.mark.parametrize("called", ["新收和结转合计", "合计", "校验（第一项+第二项-第三项-第四项）"])
@pytest.mark.parametrize("above", ["二、上年结转政府信息公开申请数量", "四、结转下年度继续办理"])
@pytest.mark.parametrize(
    ("layout", "is_blank"),
    [
        *((each, False) for each in (*IN_ROWS, *A_CELL_A_LINE)),
        *((each, True) for each in IN_ROWS if each not in NO_FIELDS),
    ],
)
def test_a_row_that_no_form_has_is_none_of_the_row_above(layout: str, is_blank: bool, above: str, called: str) -> None:
    def change(tables: Tables) -> None:
        grid = tables["requests"]
        at = next(at for at, row in enumerate(grid) if above in row)
        if is_blank:
            grid[at][-7:] = [""] * 7
        grid.insert(at + 1, [called, "", "", *map(str, range(3, 10))])

    report, made = read(change, layout, 1)
    blank = "carried_in" if above.startswith("二") else "carried_out"
    for cell in report.cells:
        printed = made.cells[cell.table, cell.row, cell.column]
        assert cell.value == (None if is_blank and cell.row == blank else printed)


@pytest.mark.parametrize("layout", ["merged cells repeated", "csv of a data frame", "tabs", "bars around, runs"])
def test_the_rest_of_a_label_on_the_next_line_of_a_grid_is_no_other_row(layout: str) -> None:
    def change(tables: Tables) -> None:
        wrapped: list[list[str]] = []
        for row in tables["requests"]:
            if any(map(is_figure, row)) and len(row[2]) > 8:
                wrapped += [[*row[:2], row[2][:6], *[""] * 7], ["", "", row[2][6:], *row[3:]]]
            else:
                wrapped.append(row)
        tables["requests"] = wrapped

    report, made = read(change, layout, 1)
    assert {(cell.table, cell.row, cell.column): cell.value for cell in report.cells} == made.cells
