"""Columns that offices add to the tables of the form, leave out or put in another order."""

import random
from dataclasses import replace
from decimal import Decimal
from itertools import count

import pytest

from gidr_pipeline.extraction import extract_document
from gidr_pipeline_tests.extraction.tables.added import A_CELL_A_LINE, IN_ROWS, NO_FIELDS, Change, Tables, read
from gidr_pipeline_tests.layouts import LAYOUTS
from gidr_pipeline_tests.made import Made, grids, is_figure, make_report, print_report


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


@pytest.mark.parametrize("head", ["计量单位", "单位", "责任科室", "备注", "条款"])
@pytest.mark.parametrize("at", [1, None])
@pytest.mark.parametrize("layout", ["tabs", "bars around", "bars between", "markdown", "commas"])
def test_a_column_of_words_in_the_first_table_is_not_read(layout: str, at: int | None, head: str) -> None:
    def change(tables: Tables) -> None:
        for row in tables["proactive"]:
            words = head if row[0] == "信息内容" else "件" if any(map(is_figure, row)) else ""
            row.insert(len(row) if at is None else at, words)

    report, made = read(change, layout, 1)
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


def sums_over_organisations(name: str, *, is_before: bool, has_totals: bool, has_zeros: bool) -> Change:
    """A column of them before the organisations or behind them, beside totals or none, with zeros or blanks."""

    def change(tables: Tables) -> None:
        for row in tables["requests"]:
            if any(map(is_figure, row)):
                first, *organisations, total = row[-7:]
                added = [str(sum(map(int, organisations)))]
                both = added + organisations if is_before else organisations + added
                figures = [first, *both, total if has_totals else ""]
                row[-7:] = [figure if has_zeros or figure != "0" else "" for figure in figures]
            elif "商业企业" in row:
                at = row.index("商业企业")
                row.insert(at if is_before else at + 5, name)
            else:
                row.insert(-1, "")

    return change


@pytest.mark.parametrize(
    ("layout", "has_zeros"),
    [*((each, True) for each in IN_ROWS), *((each, False) for each in IN_ROWS if each not in NO_FIELDS)],
)
@pytest.mark.parametrize("has_totals", [False, True])
@pytest.mark.parametrize("is_before", [False, True])
@pytest.mark.parametrize("name", ["小计", "合计"])
def test_sums_over_organisations_are_no_column_of_the_form(
    layout: str, name: str, is_before: bool, has_totals: bool, has_zeros: bool
) -> None:
    change = sums_over_organisations(name, is_before=is_before, has_totals=has_totals, has_zeros=has_zeros)
    report, made = read(change, layout, 1)
    printed = [cell for cell in report.cells if cell.table == "requests" and (has_totals or cell.column != "total")]
    cells = {(cell.table, cell.row, cell.column): cell.value for cell in printed}
    assert cells == {key: made.cells[key] if has_zeros else made.cells[key] or None for key in cells}


@pytest.mark.parametrize("is_before", [False, True])
@pytest.mark.parametrize("name", ["小计", "合计"])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_no_sum_over_organisations_is_taken_for_one_of_them(layout: str, name: str, is_before: bool) -> None:
    change = sums_over_organisations(name, is_before=is_before, has_totals=False, has_zeros=False)
    report, made = read(change, layout, 1)
    cells = {(cell.table, cell.row, cell.column): cell.value for cell in report.cells if cell.table == "requests"}
    assert {key: value for key, value in cells.items() if value not in (None, made.cells[key])} == {}


@pytest.mark.parametrize("has_totals", [False, True])
@pytest.mark.parametrize("has_zeros", [False, True])
@pytest.mark.parametrize("layout", [each for each in IN_ROWS if each not in NO_FIELDS])
def test_numbers_of_rows_beside_blanks_are_no_column_of_the_form(
    layout: str, has_zeros: bool, has_totals: bool
) -> None:
    def change(tables: Tables) -> None:
        numbers = count(1)
        for row in tables["requests"]:
            if any(map(is_figure, row)):
                row[-7:] = [figure if has_zeros or figure != "0" else "" for figure in row[-7:]]
                row[-1] = row[-1] if has_totals else ""
                row.insert(-7, str(next(numbers)))
            else:
                row.insert(-7, "行次" if "申请人情况" in row else "")

    report, made = read(change, layout, 1)
    for cell in report.cells:
        if cell.table == "requests" and (has_totals or cell.column != "total"):
            printed = made.cells[cell.table, cell.row, cell.column]
            assert cell.value == (printed if has_zeros else printed or None)


@pytest.mark.parametrize("head", ["上年数", "备注"])
@pytest.mark.parametrize(
    "layout", [*(each for each in IN_ROWS if each not in NO_FIELDS), "merged cells repeated, heads as well"]
)
def test_a_figure_beside_a_total_left_blank_is_not_the_total(layout: str, head: str) -> None:
    def change(tables: Tables) -> None:
        for at, row in enumerate(tables["requests"]):
            if any(map(is_figure, row)):
                row[-1:] = ["" if 6 < at < 26 else row[-1], str(at % 5)]
            else:
                row.append(head if "申请人情况" in row else "")

    report, made = read(change, layout, 1)
    for cell in report.cells:
        if cell.table == "requests" and cell.column == "total":
            assert cell.value in (None, made.cells[cell.table, cell.row, cell.column])
        else:
            assert cell.value == made.cells[cell.table, cell.row, cell.column]


@pytest.mark.parametrize(
    "layout", [*(each for each in IN_ROWS if each not in NO_FIELDS), "HTML", "tabs, merged cells once"]
)
def test_natural_persons_behind_the_organisations(layout: str) -> None:
    def change(tables: Tables) -> None:
        for row in tables["requests"]:
            if any(map(is_figure, row)):
                row.insert(-1, row.pop(-7))
            elif "自然人" in row:
                row[:] = ["", "", "", "法人或其他组织", "", "", "", "", "自然人", "总计"]
            elif "商业企业" in row:
                row[:] = ["", "", "", *row[-6:-1], "", ""]

    report, made = read(change, layout, 1)
    assert {(cell.table, cell.row, cell.column): cell.value for cell in report.cells} == made.cells


def test_a_row_of_commas_with_a_long_label_and_blanks_is_no_sentence() -> None:
    def change(tables: Tables) -> None:
        for row in tables["requests"]:
            if any(map(is_figure, row)):
                label = "-".join(filter(None, ("（六）其他处理", row[2] or row[1] or row[0])))
                row[:] = [label, *("" if cell == "0" else cell for cell in row[-7:-1]), "", "4.2%"]
            elif "自然人" in row:
                row[:] = [
                    "项目",
                    "自然人",
                    "商业企业",
                    "科研机构",
                    "社会公益组织",
                    "法律服务机构",
                    "其他",
                    "总计",
                    "占比",
                ]
        tables["requests"] = [row for row in tables["requests"] if len(row) == 9]

    report, made = read(change, "commas", 1)
    cells = [cell for cell in report.cells if cell.row.startswith("other_") and cell.column != "total"]
    assert [cell.value for cell in cells] == [made.cells[cell.table, cell.row, cell.column] or None for cell in cells]


def without_zeros(tables: Tables, *, has_totals: bool = True) -> None:
    for row in tables["requests"]:
        if any(map(is_figure, row)):
            row[-7:] = [figure if figure != "0" else "" for figure in row[-7:]]
            row[-1] = row[-1] if has_totals else ""


@pytest.mark.parametrize("layout", ["tabs", "bars around", "markdown", "HTML", "boxes"])
def test_a_head_that_names_the_total_twice_has_no_column_more(layout: str) -> None:
    def change(tables: Tables) -> None:
        without_zeros(tables)
        next(row for row in tables["requests"] if "商业企业" in row)[-1] = "合计"

    report, made = read(change, layout, 1)
    cells = [cell for cell in report.cells if cell.table == "requests"]
    assert [cell.value for cell in cells] == [made.cells[cell.table, cell.row, cell.column] or None for cell in cells]


@pytest.mark.parametrize("layout", ["tabs", "bars around", "markdown", "commas"])
def test_names_over_the_labels_of_rows_tell_no_column(layout: str) -> None:
    """Their line has lost the places of a merged label."""

    def change(tables: Tables) -> None:
        without_zeros(tables, has_totals=False)
        rows = [row for row in tables["requests"] if any(map(is_figure, row))]
        names = ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]
        tables["requests"] = [["项目", *names, "", ""], *rows]

    report, made = read(change, layout, 1)
    for cell in report.cells:
        assert cell.table != "requests" or cell.value in (None, made.cells[cell.table, cell.row, cell.column])


@pytest.mark.parametrize("layout", ["spaces", "a cell a line", "on one line"])
def test_a_name_printed_lower_than_its_neighbour_changes_no_order(layout: str) -> None:
    def change(tables: Tables) -> None:
        first = next(row for row in tables["requests"] if "自然人" in row)
        first[:] = ["", "", "", "法人或其他组织", "自然人", "", "", "", "", "总计"]

    report, made = read(change, layout, 1)
    assert {(cell.table, cell.row, cell.column): cell.value for cell in report.cells} == made.cells
