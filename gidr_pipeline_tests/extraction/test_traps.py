"""Cells, labels and prose that invite a wrong number: words, parts of numbers, figures that only look like a row.

What is asked of each is the same: no value but the printed one.
"""

import random
import re
from decimal import Decimal

import pytest

from gidr_pipeline.extraction import extract_document
from gidr_pipeline.extraction.model import Status
from gidr_pipeline_tests.layouts import LAYOUTS
from gidr_pipeline_tests.made import Figure, Made, grids, is_figure, make_report, print_report


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
        "第5", "约5", "近5", "同比增长5", "涉密", "5余", "5多", "五", "十二", "5万余", "1.23万左右", "5号", "未统计",
        "暂无", "不适用", "N/A",
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


@pytest.mark.parametrize("written", ["{} 件、", "{} 宗次", "共{}件", "{}例件", "{}（件）、", "约{}件", "{}余件"])
@pytest.mark.parametrize("layout", ["spaces", "aligned with spaces"])
def test_rows_that_are_not_read_are_no_claims_of_the_prose(written: str, layout: str) -> None:
    made = make_report(random.Random(3), "2021", size=60)
    requests = [[written.format(cell) if is_figure(cell) else cell for cell in row] for row in grids(made)["requests"]]
    tables = {name: LAYOUTS[layout](grid) for name, grid in {**grids(made), "requests": requests}.items()}
    (report,) = extract_document(print_report(made, tables).encode()).reports
    assert not report.claims


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
