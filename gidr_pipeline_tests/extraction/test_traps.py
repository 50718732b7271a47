"""Reports that invite a wrong number: other columns, other tables, figures that only look like a row.

What is asked of each is the same: no value but the printed one.
"""

import random
import re
from collections.abc import Callable
from decimal import Decimal
from itertools import product

import pytest

from gidr_pipeline.extraction import extract_document
from gidr_pipeline.extraction.model import Status
from gidr_pipeline.forms import TABLES
from gidr_pipeline_tests.layouts import LAYOUTS
from gidr_pipeline_tests.made import Figure, Grid, Made, grids, is_figure, make_report, print_report
from gidr_pipeline_tests.unmended import known

LAYOUTS_HERE = [*LAYOUTS][::3]

Change = Callable[[Grid], None]


def is_row(row: list[str]) -> bool:
    return sum(cell.lstrip("+-").isdigit() for cell in row) > 4


def subtotal_with_a_blank(grid: Grid) -> None:
    for i, row in enumerate(grid):
        figures = row[3:]
        row.insert(4, str(sum(map(int, figures[1:6]))) if is_row(row) else "法人小计" if "商业企业" in row else "")
        if is_row(row) and i % 3 == 0:
            row[6] = ""


def serial_numbers_with_a_blank(grid: Grid) -> None:
    for i, row in enumerate(grid):
        row.insert(0, str(i) if is_row(row) else "序号" if i == 1 else "")
        if is_row(row) and i % 4 == 0:
            row[-2] = ""


def shares(grid: Grid) -> None:
    for row in grid:
        row.append("9%" if is_row(row) else "占比" if "总计" in row else "")


def swapped_columns(grid: Grid) -> None:
    for row in grid:
        row[6], row[7] = row[7], row[6]


def total_first(grid: Grid) -> None:
    for row in grid:
        row.insert(3, row.pop())
    grid[2][3], grid[1][3] = "", "总计"


def total_with_a_mark(grid: Grid) -> None:
    for row in grid:
        if is_row(row):
            row[-1] += "?"


def total_with_a_full_stop(grid: Grid) -> None:
    for row in grid:
        if is_row(row):
            row[-1] += "。"


def notes_below(grid: Grid) -> None:
    grid.append(["备注", "1", "2", "3", "4", "5", "6", "7"])
    grid.append(["制表人", "电话", "020-12345", "2"])


def doubled_and_marked(grid: Grid) -> None:
    row = next(row for row in grid if is_row(row))
    row.insert(4, row[4])
    row[-1] = f"{row[-1]}?"


def serial_numbers_with_a_lost_column(grid: Grid) -> None:
    for i, row in enumerate(grid):
        row.insert(0, str(i) if is_row(row) else "序号" if i == 1 else "")
        del row[8]


def a_lost_column_and_numbers_of_pages(grid: Grid) -> None:
    for i in [i for i, row in enumerate(grid) if is_row(row)][::-1]:
        del grid[i][4]
        if i % 5 == 0:
            grid.insert(i + 1, [str(90 + i // 5)])


def remarks_with_a_lost_total(grid: Grid) -> None:
    for i, row in enumerate(grid):
        row.append("上年12件" if i % 4 == 3 else "备注" if i == 0 else "")
        if i % 4 == 3:
            del row[9]


_CHANGES = (
    subtotal_with_a_blank, serial_numbers_with_a_blank, shares, swapped_columns, total_first, total_with_a_mark,
    total_with_a_full_stop, notes_below, doubled_and_marked, serial_numbers_with_a_lost_column,
    a_lost_column_and_numbers_of_pages, remarks_with_a_lost_total,
)  # fmt: skip
CHANGES = {change.__name__.replace("_", " "): change for change in _CHANGES}


def wrong(made: Made, tables: dict[str, str]) -> list[str]:
    (report,) = extract_document(print_report(made, tables).encode()).reports  # type: ignore[arg-type]
    pairs = [(cell, made.cells[cell.table, cell.row, cell.column]) for cell in report.cells]
    return [
        f"{cell.row}.{cell.column} is {cell.value} ({cell.status}), printed {printed}"
        for cell, printed in pairs
        if cell.value is not None and cell.value != printed
    ]


@pytest.mark.parametrize(
    ("change", "layout"),
    [
        pytest.param(change, layout, id=f"{name}: {layout}", marks=known(name, layout))
        for name, change in CHANGES.items()
        for layout in LAYOUTS_HERE
    ],
)
def test_a_requests_table_of_another_shape(change: Change, layout: str) -> None:
    for seed in range(3):
        made = make_report(random.Random(seed), size=20)
        tables = dict(grids(made))
        change(tables["requests"])
        assert not wrong(made, {name: LAYOUTS[layout](grid) for name, grid in tables.items()})


def channels_swapped(grid: Grid) -> None:
    grid[1] = [
        "复议后起诉" if c == "未经复议直接起诉" else "未经复议直接起诉" if c == "复议后起诉" else c for c in grid[1]
    ]
    grid[3] = grid[3][:5] + grid[3][10:] + grid[3][5:10]


def _permute_results(grid: Grid, order: list[int]) -> None:
    grid[1][:5] = [grid[1][i] for i in order]
    for at in (5, 10):
        grid[2][at : at + 5] = [grid[2][at + i] for i in order]
    grid[3] = [grid[3][at + i] for at in (0, 5, 10) for i in order]


def results_permuted(grid: Grid) -> None:
    _permute_results(grid, [1, 0, 2, 4, 3])


def totals_first(grid: Grid) -> None:
    _permute_results(grid, [4, 0, 1, 2, 3])


def lawsuits_first(grid: Grid) -> None:
    grid[:] = [row[5:] + row[:5] for row in grid]


def transposed(grid: Grid) -> None:
    figures, results = grid[3], grid[1][:5]
    grid[:] = [
        ["", "行政复议", "未经复议直接起诉", "复议后起诉"],
        *([r, *figures[i::5]] for i, r in enumerate(results)),
    ]


def a_last_stray_line(grid: Grid) -> None:
    grid.append(["5 / 6"])


@pytest.mark.parametrize("layout", LAYOUTS_HERE)
@pytest.mark.parametrize(
    "change",
    [channels_swapped, results_permuted, totals_first, lawsuits_first, transposed, a_last_stray_line],
    ids=lambda c: c.__name__,
)
def test_a_challenges_table_of_another_shape(change: Change, layout: str) -> None:
    for seed in range(3):
        made = make_report(random.Random(seed), size=60)
        tables = dict(grids(made))
        change(tables["challenges"])
        assert not wrong(made, {name: LAYOUTS[layout](grid) for name, grid in tables.items()})


@pytest.mark.parametrize(("name", "layout"), [*product(TABLES, LAYOUTS)])
def test_a_second_table_of_the_same_kind(name: str, layout: str) -> None:
    made, other = (make_report(random.Random(seed), "2021", size=60) for seed in (1, 2))
    for order in ((0, 1), (1, 0)):
        tables = {each: LAYOUTS[layout](grid) for each, grid in grids(made).items()}
        pair = [tables[name], f"下属单位情况\n{LAYOUTS[layout](grids(other)[name])}"]  # type: ignore[index]
        tables[name] = "\n".join(pair[i] for i in order)  # type: ignore[index]
        assert not wrong(made, tables)  # type: ignore[arg-type]


def test_the_first_table_under_the_heads_of_the_other_edition() -> None:
    made = make_report(random.Random(1), "2019", size=20)
    tables = {name: LAYOUTS["tabs"](grid) for name, grid in grids(made).items()}
    for old, new in (
        ("本年新制作数量", "本年制发件数"),
        ("本年新公开数量", "本年废止件数"),
        ("对外公开总数量", "现行有效件数"),
    ):
        tables["proactive"] = tables["proactive"].replace(old, new)
    (report,) = extract_document(print_report(made, tables).encode()).reports
    assert report.edition == "2019"
    assert {cell.value for cell in report.cells if cell.row in ("rules", "normative_documents")} == {None}


@pytest.mark.parametrize(
    "written",
    [
        "5注1", "5件注1", "5 注1", "5见注2", "5，其中转办2件", "本年5上年3", "5人10件", "5至6", "见附件1", "见表2",
        "第5", "约5", "近5", "同比增长5", "涉密", "5余", "5多", "五", "十二", "5万", "1.2万", "5号", "未统计", "暂无",
        "不适用", "N/A",
    ],
)  # fmt: skip
@pytest.mark.parametrize("layout", ["tabs", "bars around", "markdown", "merged cells repeated"])
def test_words_in_a_cell_are_neither_a_number_nor_nothing(written: str, layout: str) -> None:
    made = make_report(random.Random(4), "2021", size=20)
    tables = dict(grids(made))
    tables["requests"][3][3] = written
    (row,) = (row for row in tables["proactive"] if row[0] == "行政处罚")
    row[1] = written
    printed = {name: LAYOUTS[layout](grid) for name, grid in tables.items()}
    (report,) = extract_document(print_report(made, printed).encode()).reports
    cells = {(cell.row, cell.column): cell for cell in report.cells}
    assert cells["received", "natural_person"].value is None
    assert cells["received", "business"].value == made.cells["requests", "received", "business"]
    assert cells["penalties", "decisions"].value is None


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("50000（元）", 5),
        ("5（亿元）", 50000),
        ("5万元", 5),
        ("3元", "0.0003"),
        ("元：50000", None),
        ("5元（万元）", None),
        ("5", 5),
    ],
)
def test_the_unit_of_a_fee_may_stand_in_brackets(written: str, value: object) -> None:
    made = make_report(random.Random(4), "2021", size=20)
    tables = dict(grids(made))
    (row,) = (row for row in tables["proactive"] if row[0] == "行政事业性收费")
    row[1] = written
    printed = {name: LAYOUTS["tabs"](grid) for name, grid in tables.items()}
    (report,) = extract_document(print_report(made, printed).encode()).reports
    (cell,) = (cell for cell in report.cells if cell.row == "fees")
    assert cell.value == (None if value is None else Decimal(str(value)))


@pytest.mark.parametrize("layout", ["tabs", "a cell a line", "spaces", "figures under labels", "boxes"])
def test_a_broken_number_is_not_the_value_of_a_merged_cell(layout: str) -> None:
    made = make_report(random.Random(4), "2021", size=20)
    tables = dict(grids(made))
    (row,) = (row for row in tables["proactive"] if row[0] == "行政处罚")
    row[1] = "2 2"
    printed = {name: LAYOUTS[layout](grid) for name, grid in tables.items()}
    (report,) = extract_document(print_report(made, printed).encode()).reports
    assert [cell.value for cell in report.cells if cell.row == "penalties"] == [None]


@pytest.mark.parametrize("written", ["{} 件、", "{} 宗次", "共{}件", "{}例件", "{}（件）、"])
@pytest.mark.parametrize("layout", ["spaces", "aligned with spaces"])
def test_rows_that_are_not_read_are_no_claims_of_the_prose(written: str, layout: str) -> None:
    made = make_report(random.Random(3), "2021", size=60)
    requests = [[written.format(cell) if is_figure(cell) else cell for cell in row] for row in grids(made)["requests"]]
    tables = {name: LAYOUTS[layout](grid) for name, grid in {**grids(made), "requests": requests}.items()}
    (report,) = extract_document(print_report(made, tables).encode()).reports
    assert not report.claims


def without_totals(grid: Grid) -> None:
    for row in grid:
        row[-1] = "" if is_row(row) else row[-1]


def without_a_column(at: int) -> Change:
    def change(grid: Grid) -> None:
        for row in grid:
            if is_row(row):
                row[:] = [*row[:at], *row[at + 1 :], ""]

    return change


IN_PLACES = ("tabs", "bars around", "markdown", "commas", "boxes", "bars for merged cells")


@pytest.mark.parametrize("layout", IN_PLACES)
@pytest.mark.parametrize("seed", range(4))
def test_a_column_of_totals_left_blank(layout: str, seed: int) -> None:
    made = make_report(random.Random(seed), size=60)
    tables = dict(grids(made))
    without_totals(tables["requests"])
    printed = {name: LAYOUTS[layout](grid) for name, grid in tables.items()}
    (report,) = extract_document(print_report(made, printed).encode()).reports
    cells = [cell for cell in report.cells if cell.table == "requests"]
    assert {(cell.status, cell.value) for cell in cells if cell.column == "total"} == {(Status.BLANK, None)}
    assert {cell.status for cell in cells if cell.column != "total"} == {Status.REPORTED}


@pytest.mark.parametrize("layout", IN_PLACES[::2])
@pytest.mark.parametrize("at", [3, 6, 8, 9])
def test_a_column_that_was_lost_is_not_that_of_the_totals(layout: str, at: int) -> None:
    """Its neighbours to the right stand a place to the left."""
    for seed in range(3):
        made = make_report(random.Random(seed), size=[0, 3, 60][seed])
        tables = dict(grids(made))
        without_a_column(at)(tables["requests"])
        assert not wrong(made, {name: LAYOUTS[layout](grid) for name, grid in tables.items()})


@pytest.mark.parametrize("words", ["约5", "十二", "详见附件", "5余件左右"])
def test_words_in_a_cell_of_a_short_label_are_no_blank(words: str) -> None:
    made = make_report(random.Random(5), "2021")
    tables = grids(made)
    next(row for row in tables["proactive"] if "规章" in row)[2] = words
    text = print_report(made, {name: LAYOUTS["tabs"](grid) for name, grid in tables.items()})
    (report,) = extract_document(text.encode()).reports
    cells = {cell.column: cell for cell in report.cells if cell.row == "rules"}
    assert cells["repealed"].status is Status.ILLEGIBLE
    assert cells["issued"].value == made.cells["proactive", "rules", "issued"]


@pytest.mark.parametrize(
    ("layout", "label", "row"),
    [
        ("spaces", "行政事业性收费", "行政事业性收费 12.\n5"),
        ("tabs", "行政事业性收费", "行政事业性收费\t12.\n\t5"),
        ("tabs", "行政处罚", "行政处罚\t12\t万件"),
        ("a cell a line", "行政处罚", "行政处罚\n12\n万件"),
    ],
)
def test_a_part_of_a_number_is_not_the_number(layout: str, label: str, row: str) -> None:
    made = make_report(random.Random(5), "2021")
    text = print_report(made, {name: LAYOUTS[layout](grid) for name, grid in grids(made).items()})
    figure = r"\n\S+" if layout == "a cell a line" else "[ \t]+[\\d.]+"
    harmed, times = re.subn(rf"^{label}{figure}.*$", lambda _: row, text, count=1, flags=re.MULTILINE)
    assert times == 1
    (report,) = extract_document(harmed.encode()).reports
    read = {cell.row: cell.value for cell in report.cells if cell.row in ("fees", "penalties")}
    assert read["fees" if "收费" in label else "penalties"] is None


SPACED_PROSE = (
    "本年度收到政府信息公开申请总计 12 件，其中自然人申请 12 件，商业企业申请 1 件，科研机构申请 1 件，"
    "社会公益组织申请 0 件，法律服务机构申请 0 件。"
)


@pytest.mark.parametrize("layout", ["tabs", "bars around", "spaces", "a cell a line"])
def test_prose_with_spaces_around_its_figures_heads_no_table(layout: str) -> None:
    made = make_report(random.Random(2), size=20)
    tables = {name: LAYOUTS[layout](grid) for name, grid in grids(made).items()}
    tables["requests"] = f"{SPACED_PROSE}\n{tables['requests']}"
    (report,) = extract_document(print_report(made, tables).encode()).reports
    assert {(cell.table, cell.row, cell.column): cell.value for cell in report.cells} == made.cells


def test_a_summary_under_all_headings_is_no_report_of_its_own() -> None:
    made = make_report(random.Random(3), size=20)
    text = print_report(made, {name: LAYOUTS["tabs"](grid) for name, grid in grids(made).items()})
    headings = [line for line in text.splitlines() if re.match("[一二三四五六]、.{4,20}$", line)]
    told = "本年新收政府信息公开申请3件，上年结转0件，予以公开1件，部分公开1件，国家秘密0件，重复申请1件。"
    summary = "\n".join(f"{heading}\n{told if '申请' in heading else '见正文。'}" for heading in headings[:6])
    title, rest = text.split("\n", 1)
    (report,) = extract_document(f"{title}\n{summary}\n{rest}".encode()).reports
    assert {(cell.table, cell.row, cell.column): cell.value for cell in report.cells} == made.cells


@pytest.mark.parametrize("seed", range(8))
def test_two_misprints_of_the_agency_stand_as_printed(seed: int) -> None:
    made = make_report(random.Random(seed), "2021", size=60)
    cells = dict(made.cells)
    cells["requests", "granted", "total"] = int(cells["requests", "granted", "total"] or 0) + 3
    cells["requests", "refused_third_party", "business"] = (
        int(cells["requests", "refused_third_party", "business"] or 0) + 2
    )
    misprinted = Made(made.edition, made.agency, made.year, cells)
    tables = {name: LAYOUTS["a cell a line"](grid) for name, grid in grids(misprinted).items()}
    (report,) = extract_document(print_report(misprinted, tables).encode()).reports
    assert {(cell.table, cell.row, cell.column): cell.value for cell in report.cells} == cells


NARROW = "（\n四\n）\n无\n法\n提\n供\n"


@pytest.mark.parametrize("layout", ["a cell a line", "a cell a line, tabs", "spaces", "tabs"])
def test_a_label_that_runs_down_a_narrow_cell_leaves_no_blank_in_the_rows_beside_it(layout: str) -> None:
    for seed in range(4):
        made = make_report(random.Random(seed), size=20)
        tables = {name: LAYOUTS[layout](grid) for name, grid in grids(made).items()}
        first = next(line for line in tables["requests"].splitlines() if "不掌握" in line)
        tables["requests"] = tables["requests"].replace(first, NARROW + first)
        (report,) = extract_document(print_report(made, tables).encode()).reports
        cells = {(cell.table, cell.row, cell.column): cell for cell in report.cells}
        assert all(cell.value in (None, made.cells[key]) for key, cell in cells.items())
        assert sum(cell.value is None for cell in cells.values()) <= 2 * 7
        assert Status.BLANK not in {cell.status for cell in cells.values()}


@pytest.mark.parametrize("figures", ["无 5 1 0 0 1 7", "5 1 0 无 0 1 7"])
def test_a_character_of_a_narrow_label_before_a_row_that_lacks_a_figure(figures: str) -> None:
    made = make_report(random.Random(1), size=20)
    lines = [line for line in LAYOUTS["spaces"](grids(made)["requests"]).splitlines() if "现成信息" not in line]
    at = next(at for at, line in enumerate(lines) if "不明确" in line)
    lines[at:at] = ["2.没有现成信息需要", figures, "另行制作", "法", "提"]
    tables = {name: LAYOUTS["spaces"](grid) for name, grid in grids(made).items()} | {"requests": "\n".join(lines)}
    (report,) = extract_document(print_report(made, tables).encode()).reports
    row = [cell for cell in report.cells if cell.row == "unavailable_needs_creation"]
    assert {cell.value for cell in row} == {None} if figures[0] == "无" else row[3].value is None


def test_a_dash_in_a_row_that_arithmetic_places_is_blank() -> None:
    made = make_report(random.Random(4), size=30)
    grid = grids(made)["requests"]
    zeros = [(row, at, cell) for row in grid for at, cell in enumerate(row) if isinstance(cell, Figure) and cell == "0"]
    for row, at, cell in zeros[::3]:
        row[at] = cell.left_blank("/")
    row = next(row for row in grid if "（一）予以公开" in row)
    row.append("0")
    tables = {name: LAYOUTS["spaces"](each) for name, each in grids(made).items()} | {
        "requests": LAYOUTS["spaces"](grid)
    }
    (report,) = extract_document(print_report(made, tables).encode()).reports
    assert Status.BLANK in {cell.status for cell in report.cells}
    printed = {cell.key for row in grid for cell in row if isinstance(cell, Figure) and cell == "/"}
    assert all(cell.value is None for cell in report.cells if (cell.table, cell.row, cell.column) in printed)
