"""Tables as lists of a program, in JSON and in dumps of databases: read as if they had been printed."""

import json
import pprint
import random
from collections.abc import Callable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gidr_pipeline.extraction import extract_document
from gidr_pipeline.extraction.model import Status
from gidr_pipeline.extraction.text.listed import with_rows_on_lines
from gidr_pipeline.forms import Label
from gidr_pipeline_tests.cases import Case
from gidr_pipeline_tests.layouts import LAYOUTS
from gidr_pipeline_tests.made import Figure, grids, make_report, print_report

Rows = list[list[object]]
RESULTS = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]


def numbered(row: Sequence[object]) -> dict[str, object]:
    return {str(at): cell for at, cell in enumerate(row)}


def inserted(rows: Rows) -> str:
    return "\n".join(f"INSERT INTO `cells` VALUES ({', '.join(map(repr, row))});" for row in rows)


PRINTED: dict[str, Callable[[Rows], str]] = {
    "JSON": lambda rows: json.dumps(rows, ensure_ascii=False),
    "JSON, a cell a line": lambda rows: json.dumps(rows, ensure_ascii=False, indent=2),
    "JSON, a row a line": lambda rows: "\n".join(json.dumps(row, ensure_ascii=False) for row in rows),
    "JSON in ASCII": json.dumps,
    "Python": repr,
    "Python, tuples": lambda rows: repr([tuple(row) for row in rows]),
    "Python, printed neatly": pprint.pformat,
    "records with numbers for keys": lambda rows: json.dumps(list(map(numbered, rows)), ensure_ascii=False),
    "records on lines": lambda rows: "\n".join(json.dumps(numbered(row), ensure_ascii=False) for row in rows),
    "a dump of a database": inserted,
}


def with_tables(case: Case, printed: Callable[[Rows], str], cell: Callable[[str], object]) -> str:
    """The text of a case with its tables as a program printed them, an empty place as None."""
    text = case.text
    for grid in case.damaged.values():
        rows = [[cell(each) if each else None for each in row] for row in grid]
        text = text.replace(LAYOUTS["tabs"](grid), printed(rows))
    return text


def number(cell: str) -> object:
    return int(cell) if isinstance(cell, Figure) and cell.isdecimal() else str(cell)


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("cell", [str, number], ids=["in quotes", "numbers"])
@pytest.mark.parametrize("printed", PRINTED.values(), ids=PRINTED)
def test_lists_are_read_as_rows(printed: Callable[[Rows], str], cell: Callable[[str], object], seed: int) -> None:
    case = Case(seed, misprint=seed % 2 == 1)
    text = with_tables(case, printed, cell)
    (report,) = extract_document(text.encode()).reports
    assert {(cell.table, cell.row, cell.column): cell.value for cell in report.cells} == case.made.cells
    assert {cell.status for cell in report.cells} == {Status.REPORTED}
    assert all(int(text[slice(*cell.span)]) == cell.value for cell in report.cells if cell.span)


@pytest.mark.parametrize("damage", ["zeros left blank", "totals left blank", "shift row left", "lose zero"])
@pytest.mark.parametrize("seed", range(4))
def test_damaged_lists_are_read_like_damaged_rows(damage: str, seed: int) -> None:
    case = Case(seed, damages=(damage,))
    listed, rows = (
        [cell._replace(span=None) for cell in extract_document(text.encode()).reports[0].cells]
        for text in (with_tables(case, PRINTED["JSON"], str), case.text)
    )
    assert listed == rows


REPORT = """青江市水务局2022年政府信息公开工作年度报告
二、主动公开政府信息情况
信息内容\t本年制发件数\t本年废止件数\t现行有效件数
{}
三、收到和处理政府信息公开申请情况
无
"""
BY_NAME = [
    {"category": name, "valid": 308, "issued": 1, "repealed": 0} for name in ("规章", "行政规范性文件", "行政许可")
]
LEFT_OUT = [{"0": "规章", "1": 1, "3": 308, "4": 5}, {"0": "行政规范性文件", "2": 2, "3": 25, "4": 7}]
BLOCKS = [{"text": "规章 1 0 308", "type": "p", "page": 3}]


@pytest.mark.parametrize("records", [BY_NAME * 2, LEFT_OUT * 3, BLOCKS * 6], ids=["words", "left out", "blocks"])
def test_keys_that_are_not_all_places_in_order_make_no_row(records: list[dict[str, object]]) -> None:
    (report,) = extract_document(REPORT.format(json.dumps(records, ensure_ascii=False)).encode()).reports
    assert [cell for cell in report.cells if cell.value is not None] == []


def test_remarks_in_brackets_are_no_lists() -> None:
    rows = "规章\t1(网站1,微博0,微信0)\t0\t308\n行政规范性文件\t4(网站1,微博1,微信2)\t2(a,b,c)\t25(网站5,微博10,微信10)"
    (report,) = extract_document(REPORT.format(f"{rows}\n备注(a,b,c)").encode()).reports
    assert [int(cell.value) for cell in report.cells if cell.value is not None] == [1, 0, 308, 4, 2, 25]


@given(st.text("[](){}\"',: 01规章\\nu\n", max_size=200), st.integers(0, 8))
def test_nothing_moves(text: str, times: int) -> None:
    whole = text + "[1, '规', \"0\"], " * times
    assert len(with_rows_on_lines(whole)) == len(whole)


HTML_INSIDE = '{"content": "' + r"<td class=\"c\">行政1</td>" * 8_000 + '"}'
QUOTES = [r'"规\"' * 50_000, '"规' + r"\'" * 100_000, "\"规'" * 66_000]
PROSE = "全年公开信息[网站（政务、微博、微信）]3件，(a, b)，见[1, 2]。\n"


@pytest.mark.parametrize(
    "text", [PROSE * 20, "[1, 2, 3] " * 4, "http://a.cn/f(1,2)/[x]\n" * 9, "规章 1\n" * 80_000, HTML_INSIDE, *QUOTES]
)
def test_other_brackets_stay_as_they_are(text: str) -> None:
    assert with_rows_on_lines(text) == text


@pytest.mark.parametrize("edition", ["2019", "2021"])
def test_names_of_columns_that_a_library_prints_as_tuples(edition: str) -> None:
    made = make_report(random.Random(5), edition, 60)
    grid = grids(made)["challenges"]
    over = ["行政复议"] * 5 + ["行政诉讼"] * 10
    below = RESULTS + [f"{name}{f'.{n}' if n else ''}" for name in ("未经复议直接起诉", "复议后起诉") for n in range(5)]
    rows = [["", *map(str, zip(over, below, strict=True))], ["0", *RESULTS * 3], ["1", *grid[-1]]]
    frame = "\n".join("| " + " | ".join(row) + " |" for row in rows)
    text = print_report(made, {"proactive": "", "requests": "", "challenges": frame})
    (report,) = extract_document(text.encode()).reports
    own = {(cell.table, cell.row, cell.column): cell.value for cell in report.cells if cell.table == "challenges"}
    assert own == {key: value for key, value in made.cells.items() if key[0] == "challenges"}


@pytest.mark.parametrize("edition", ["2019", "2021"])
@pytest.mark.parametrize("indent", [None, 2])
@pytest.mark.parametrize("blank", [False, True])
def test_lists_behind_the_labels_of_their_rows(edition: str, indent: int | None, blank: bool) -> None:
    made = make_report(random.Random(5), edition, 60)
    table = made.form.tables["requests"]

    def cells(row: str) -> list[int | None]:
        figures = (made.cells["requests", row, column.code] for column in table.columns)
        return [None if blank and not figure else int(figure or 0) for figure in figures]

    rows = {row.label_zh.replace("：", "-"): cells(row.code) for row in table.rows}
    told = {"columns": [column.label_zh for column in table.columns], "rows": rows}
    tables = {name: LAYOUTS["tabs"](grid) for name, grid in grids(made).items()}
    text = print_report(made, tables | {"requests": json.dumps(told, ensure_ascii=False, indent=indent)})
    (report,) = extract_document(text.encode()).reports
    own = {(cell.row, cell.column): cell for cell in report.cells if cell.table == "requests"}
    for (row, column), cell in own.items():
        value = made.cells["requests", row, column]
        assert (cell.value, cell.status) == ((None, Status.BLANK) if blank and not value else (value, Status.REPORTED))


@pytest.mark.parametrize("indent", [None, 1])
def test_lists_of_fewer_cells_behind_labels_among_those_of_more(indent: int | None) -> None:
    made = make_report(random.Random(5), "2019", 60)
    table = made.form.tables["proactive"]

    def cells(row: Label) -> list[float]:
        figures = (made.cells["proactive", row.code, column] for column in row.columns or ())
        return [float(figure) if figure and figure % 1 else int(figure or 0) for figure in figures]

    told = {row.label_zh: cells(row) for row in table.rows}
    assert {len(each) for each in told.values()} == {2, 3}
    tables = {name: LAYOUTS["tabs"](grid) for name, grid in grids(made).items()}
    text = print_report(made, tables | {"proactive": json.dumps(told, ensure_ascii=False, indent=indent)})
    (report,) = extract_document(text.encode()).reports
    own = {(cell.table, cell.row, cell.column): cell.value for cell in report.cells if cell.table == "proactive"}
    assert own == {key: value for key, value in made.cells.items() if key[0] == "proactive"}


def test_lists_behind_keys_that_are_no_words_of_the_text_stay() -> None:
    text = '{"x": [1, 2, 3], "y": [4, 5, 6]}' * 9
    assert with_rows_on_lines(text) == text
