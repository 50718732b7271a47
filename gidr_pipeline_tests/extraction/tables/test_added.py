"""What offices add to the tables of the form, and tables that they make with less than it."""

import random
import re
from collections.abc import Callable
from dataclasses import replace
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
NO_FIELDS = ["spaces", "aligned with spaces"]
A_CELL_A_LINE = ["a cell a line", "a cell a paragraph", "a cell a line, bars behind"]


def read(change: Change, layout: str, seed: int, edition: str = "2021") -> tuple[Report, Made]:
    """What is read of a report whose tables are changed, and what it prints in the form's own cells."""
    made = make_report(random.Random(seed), edition, size=60)
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


def other_measures(head: list[str], figures: list[str]) -> Change:
    """The rows of decisions with these heads and figures beside, the form's own measure last."""

    def change(tables: Tables) -> None:
        for row in tables["proactive"]:
            if row[1:2] == ["本年处理决定数量"]:
                row[1:] = [*head, row[1]]
            elif row[0] in ("行政许可", "行政处罚", "行政强制"):
                row[1:] = [*figures, row[1]]
            else:
                row += [""] * (len(head) - 2)

    return change


@pytest.mark.parametrize("layout", ["tabs", "bars around", "markdown", "commas", "boxes"])
@pytest.mark.parametrize(
    "change",
    [
        other_measures(["一季度", "二季度", "三季度", "四季度"], ["1", "2", "3", "4"]),
        other_measures(["上年项目数量", "本年增/减"], ["5", "-2"]),
    ],
)
def test_measures_of_other_times_and_editions_are_not_read(change: Change, layout: str) -> None:
    report, made = read(change, layout, 1)
    assert {(cell.table, cell.row, cell.column): cell.value for cell in report.cells} == made.cells


@pytest.mark.parametrize("layout", ["tabs", "bars around", "a cell a line", "spaces"])
@pytest.mark.parametrize("left", [2, 4])
def test_of_a_table_whose_last_columns_are_cut_off_the_others_are_read(layout: str, left: int) -> None:
    def change(tables: Tables) -> None:
        rows = [row for row in tables["requests"] if any(map(is_figure, row))]
        heads = ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"]
        tables["requests"] = [["项目", "", "", *heads[:left]], *(row[: 3 + left] for row in rows)]

    report, made = read(change, layout, 1)
    columns = [column.code for column in made.form.tables["requests"].columns[:left]]
    for cell in report.cells:
        told = cell.table != "requests" or cell.column in columns
        assert cell.value == (made.cells[cell.table, cell.row, cell.column] if told else None)


@pytest.mark.parametrize("layout", ["tabs", "bars around", "commas", "boxes"])
def test_columns_of_the_first_table_in_another_order_are_those_of_their_heads(layout: str) -> None:
    def change(tables: Tables) -> None:
        for row in tables["proactive"][1:4]:
            row[1:] = row[:0:-1]

    report, made = read(change, layout, 1)
    assert {(cell.table, cell.row, cell.column): cell.value for cell in report.cells} == made.cells


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


def two_further_columns(tables: Tables) -> None:
    grid = tables["requests"]
    for at, row in enumerate(grid):
        if any(map(is_figure, row)):
            row += [str(at % 4), f"+{at}.5%" if at % 3 else "—"]
        else:
            row += ["上年数", "同比"] if at == 0 else ["", ""]


def a_column_before_the_figures(tables: Tables) -> None:
    grid = tables["requests"]
    for at, row in enumerate(grid):
        row.insert(3, ("无", "按时办结", "")[at % 3] if any(map(is_figure, row)) else "备注" if at == 0 else "")


@pytest.mark.parametrize(
    "layout",
    ["tabs", "bars between", "bars for merged cells", "bars behind, runs", "markdown", "spaces", *A_CELL_A_LINE],
)
@pytest.mark.parametrize("change", [two_further_columns, a_column_before_the_figures])
def test_columns_that_a_head_over_several_rows_names_beside_the_form_are_not_read(change: Change, layout: str) -> None:
    report, made = read(change, layout, 1)
    assert {(cell.table, cell.row, cell.column): cell.value for cell in report.cells} == made.cells


@pytest.mark.parametrize("head", ["计量单位", "责任科室", "备注", "条款"])
@pytest.mark.parametrize("at", [1, None])
@pytest.mark.parametrize("layout", ["tabs", "bars around", "bars between", "markdown", "commas"])
def test_a_column_of_words_in_the_first_table_is_not_read(layout: str, at: int | None, head: str) -> None:
    def change(tables: Tables) -> None:
        for row in tables["proactive"]:
            words = head if row[0] == "信息内容" else "件" if any(map(is_figure, row)) else ""
            row.insert(len(row) if at is None else at, words)

    report, made = read(change, layout, 1)
    assert {(cell.table, cell.row, cell.column): cell.value for cell in report.cells} == made.cells


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


@pytest.mark.parametrize("layout", [*A_CELL_A_LINE, "spaces"])
def test_numbers_of_rows_in_the_first_table_are_none_of_its_figures(layout: str) -> None:
    def change(tables: Tables) -> None:
        number = 0
        for row in tables["proactive"]:
            number += any(map(is_figure, row))
            row.insert(1, "行次" if row[0] == "信息内容" else str(number) if any(map(is_figure, row)) else "")

    report, made = read(change, layout, 1)
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


@pytest.mark.parametrize("layout", ["spaces", "aligned with spaces", "a cell a line"])
@pytest.mark.parametrize("head", ["备注", "序号"])
def test_a_number_in_two_pieces_beside_the_head_of_a_blank_column_is_not_read_as_two(layout: str, head: str) -> None:
    def change(tables: Tables) -> None:
        grid = tables["requests"]
        grid[0].append(head)
        row = next(row for row in grid if "二、上年结转政府信息公开申请数量" in row)
        row[3:] = [row[3][0], row[3][1:], *row[4:]]

    report, made = read(change, layout, 3)
    values = {(cell.table, cell.row, cell.column): cell.value for cell in report.cells}
    assert len(str(made.cells["requests", "carried_in", "natural_person"])) > 1
    assert {key: value for key, value in values.items() if value not in (None, made.cells[key])} == {}


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


@pytest.mark.parametrize("layout", ["markdown", "tabs", "bars around"])
def test_rows_under_a_name_for_each_column_stand_as_printed_whatever_adds_up(layout: str) -> None:
    names = ["申请情况", "自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他组织", "总计"]

    def change(tables: Tables) -> None:
        rows = [row for row in tables["requests"] if is_figure(row[-1])]
        tables["requests"] = [names, *(["".join(row[:3]), *row[3:]] for row in rows)]

    made = make_report(random.Random(1), "2021", size=60)
    made = replace(made, cells={**made.cells, **dict.fromkeys(misprinted(made), 999)})
    tables: Tables = {name: [list(row) for row in grid] for name, grid in grids(made).items()}
    change(tables)
    text = print_report(made, {name: LAYOUTS[layout](grid) for name, grid in tables.items()})
    (report,) = extract_document(text.encode()).reports
    assert {(cell.table, cell.row, cell.column): cell.value for cell in report.cells} == made.cells


def misprinted(made: Made) -> list[tuple[str, str, str]]:
    """A cell of each row of requests but a few that are not all zero, so that most rows do not add up."""
    table = made.form.tables["requests"]
    filled = [row for row in table.rows if any(made.cells["requests", row.code, c.code] for c in table.columns)]
    wrong = [row for row in table.rows if row not in filled[:6]]
    return [("requests", row.code, table.columns[at % len(table.columns)].code) for at, row in enumerate(wrong)]
