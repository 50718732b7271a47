"""What a workbook shows, as its cells show it."""

import pytest

from gidr_pipeline.conversion.sheets import convert_workbook
from gidr_pipeline_tests.conversion.written import workbook


def _row(number: int, *cells: str) -> str:
    return f'<row r="{number}">{"".join(cells)}</row>'


def _number(place: str, value: str) -> str:
    return f'<c r="{place}"><v>{value}</v></c>'


def _words(place: str, words: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{words}</t></is></c>'


SHOWN = {
    "whole numbers": (_row(1, _words("A1", "规章"), _number("B1", "3.0"), _number("C1", "12")), "规章\t3\t12\n"),
    "decimals": (
        _row(1, _words("A1", "收费"), _number("B1", "1203.4567"), _number("C1", "0.1")),
        "收费\t1203.4567\t0.1\n",
    ),
    "what arithmetic in binary leaves": (
        _row(1, _words("A1", "收费"), _number("B1", "0.30000000000000004"), _number("C1", "1E-3")),
        "收费\t0.3\t0.001\n",
    ),
    "numbers written as words": (
        _row(1, _words("A1", "规章"), _words("B1", "1,234"), _words("C1", "-")),
        "规章\t1,234\t-\n",
    ),
    "the saved result of a formula": (
        _row(1, _words("A1", "总计"), '<c r="B1"><f>SUM(C1:D1)</f><v>7</v></c>', _number("C1", "9")),
        "总计\t7\t9\n",
    ),
    "empty cells between": (_row(1, _words("A1", "规章"), _number("D1", "1")), "规章\t\t\t1\n"),
    "a row of which only the label is filled in": (
        _row(1, _words("A1", "规章"), _number("B1", "1")) + _row(2, _words("A1", "办法").replace("A1", "A2")),
        "规章\t1\n办法\n",
    ),
    "an empty row between others": (
        _row(1, _words("A1", "甲"), _number("B1", "1")) + _row(3, _words("A3", "乙"), _number("B3", "2")),
        "甲\t1\n\n乙\t2\n",
    ),
    "hidden rows": (
        _row(1, _words("A1", "甲"), _number("B1", "1"))
        + '<row r="2" hidden="1"><c r="A2"><v>8</v></c><c r="B2"><v>9</v></c></row>'
        + _row(3, _words("A3", "乙"), _number("B3", "2")),
        "甲\t1\n乙\t2\n",
    ),
    "line ends in a cell": (_row(1, _words("A1", "社会&#10;公益"), _number("B1", "1")), "社会公益\t1\n"),
}


@pytest.mark.parametrize("name", SHOWN)
def test_shows_what_its_cells_show(name: str) -> None:
    rows, text = SHOWN[name]
    assert convert_workbook(workbook(rows)).text == text


def test_merged_cells_cover_their_places() -> None:
    rows = _row(1, _words("A1", "行政复议"), _words("C1", "总计")) + _row(2, *(_number(f"{at}2", "0") for at in "ABC"))
    converted = convert_workbook(workbook(rows, '<mergeCells><mergeCell ref="A1:B1"/></mergeCells>'))
    assert [[(cell.column, cell.columns) for cell in row.cells] for row in converted.rows] == [
        [(0, 2), (2, 1)],
        [(0, 1), (1, 1), (2, 1)],
    ]


def test_a_hidden_sheet_is_not_shown() -> None:
    rows = _row(1, _words("A1", "看"), _words("B1", "见"))
    assert convert_workbook(workbook(rows)).text == "看\t见\n"
    assert convert_workbook(workbook(rows, state="hidden")).text == ""
