"""What a workbook shows."""

import pytest

from gidr_pipeline.conversion.model import Unconvertible
from gidr_pipeline.conversion.sheets import convert_workbook, zero_in
from gidr_pipeline_tests.conversion.written import workbook


def _row(number: int, *cells: str) -> str:
    return f'<row r="{number}">{"".join(cells)}</row>'


def _number(place: str, value: str) -> str:
    return f'<c r="{place}"><v>{value}</v></c>'


def _words(place: str, words: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{words}</t></is></c>'


def _runs(*runs: tuple[str, str]) -> str:
    return "".join(f"<r><rPr>{properties}</rPr><t>{words}</t></r>" for properties, words in runs)


_RAISED, _LOWERED = '<vertAlign val="superscript"/>', '<vertAlign val="subscript"/>'
_NOTE, _STRUCK = _runs(("", "5"), (_RAISED, "1")), _runs(("<strike/>", "5"), ('<strike val="0"/>', "7"))

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
    "errors, and formulas without a saved result": (
        _row(
            1,
            _words("A1", "总计"),
            '<c r="B1" t="e"><v>#REF!</v></c>',
            '<c r="C1"><f>SUM(D1:E1)</f></c>',
            _number("D1", "9"),
        ),
        "总计\t#REF!\t=SUM(D1:E1)\t9\n",
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
    "a hidden row that does not say its number": (
        '<row hidden="1"><c><v>8</v></c><c><v>9</v></c></row><row><c><v>1</v></c><c><v>2</v></c></row>',
        "1\t2\n",
    ),
    "a hidden row behind one that says its number": (
        _row(3, _number("A3", "1"), _number("B3", "2"))
        + '<row hidden="1"><c><v>8</v></c><c><v>9</v></c></row><row><c><v>3</v></c><c><v>4</v></c></row>',
        "\n\n1\t2\n3\t4\n",
    ),
    "figures that are raised, lowered or struck out": (
        _row(
            1,
            _words("A1", "规章"),
            f'<c t="inlineStr"><is>{_NOTE}</is></c>',
            f'<c r="D1" t="inlineStr"><is>{_runs(("", "6"), (_LOWERED, "2"))}</is></c>',
            f'<c r="E1" t="inlineStr"><is>{_STRUCK}</is></c>',
            f'<c r="F1" t="inlineStr"><is>{_runs(("<b/>", "8"), ("", "9"))}</is></c>',
        ),
        "规章\t5[1]\t\t6₂\t7\t89\n",
    ),
    "line ends in a cell": (_row(1, _words("A1", "社会&#10;公益"), _number("B1", "1")), "社会公益\t1\n"),
}


BESIDE = {
    "an empty column": ("规章 1 _ 结果维持 总计", "办法 2 _ 3 4", "规章\t1\n办法\t2\n结果维持\t总计\n3\t4\n"),
    "labels of the same figures": ("规章 _ 件数 总计", "办法 _ 3 4", "规章\t\t件数\t总计\n办法\t\t3\t4\n"),
}


@pytest.mark.parametrize("name", BESIDE)
def test_tables_beside_each_other(name: str) -> None:
    *rows, text = BESIDE[name]
    cells = (
        [
            (_number if each.isdecimal() else _words)(f"{column}{number}", each)
            for column, each in zip("ABCDE", row.split(), strict=False)
            if each != "_"
        ]
        for number, row in enumerate(rows, 1)
    )
    assert convert_workbook(workbook("".join(_row(at, *each) for at, each in enumerate(cells, 1)))).text == text


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


def test_figures_raised_in_strings_that_sheets_share() -> None:
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    of = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    shared = "".join(f"<si>{inside}</si>" for inside in ("<t>规章</t>", _NOTE, _STRUCK, "<t>51</t>"))
    others = {
        "xl/sharedStrings.xml": f'<sst xmlns="{main}">{shared}</sst>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{relations}">'
        f'<Relationship Id="rId1" Type="{of}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="rId2" Type="{of}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
    }
    cells = [f'<c r="{place}1" t="s"><v>{at}</v></c>' for at, place in enumerate("ABCD")]
    assert convert_workbook(workbook(_row(1, *cells, _number("E1", "1")), **others)).text == "规章\t5[1]\t7\t51\t1\n"


MERGED = {
    "begins in a hidden row": (
        '<row r="1" hidden="1">' + _words("A1", "规章") + _number("B1", "7") + "</row>"
        + _row(2, _number("B2", "8"), _number("C2", "9")) + _row(3, _number("B3", "1"), _number("C3", "2")),
        "A1:A3", "规章\t8\t9\n\t1\t2\n",
    ),
    "ends in a hidden row": (
        _row(1, _words("A1", "规章"), _number("B1", "7"))
        + '<row r="2" hidden="1">' + _number("B2", "8") + "</row>" + _row(3, _words("A3", "办法"), _number("B3", "1")),
        "A1:A2", "规章\t7\n办法\t1\n",
    ),
    "is hidden": (
        '<row r="1" hidden="1">' + _words("A1", "规章") + _number("C1", "7") + "</row>"
        + _row(2, *(_number(f"{at}2", "8") for at in "ABC")),
        "A1:B1", "8\t8\t8\n",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", MERGED)
def test_a_merged_cell_shows_its_words_where_it_is_shown(name: str) -> None:
    rows, place, text = MERGED[name]
    assert convert_workbook(workbook(rows, f'<mergeCells><mergeCell ref="{place}"/></mergeCells>')).text == text


def test_a_merged_cell_that_begins_in_a_hidden_column() -> None:
    columns = '<cols><col min="1" max="1" hidden="1"/></cols>'
    rows = _row(1, _words("A1", "规章"), _number("C1", "7")) + _row(2, *(_number(f"{at}2", "8") for at in "ABC"))
    merged = f'<mergeCells><mergeCell ref="A1:B1"/></mergeCells>{columns}'
    assert convert_workbook(workbook(rows, merged)).text == "规章\t7\n8\t8\n"


def test_a_row_with_a_number_that_is_none_is_refused() -> None:
    with pytest.raises(Unconvertible, match="damaged"):
        convert_workbook(workbook('<row r="x"><c r="A1"><v>1</v></c></row>'))


_STYLES = (
    '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="2">'
    '<numFmt numFmtId="170" formatCode="0;-0;;@"/><numFmt numFmtId="171" formatCode="#,##0_);(#,##0);&quot;-&quot;_)"/>'
    '</numFmts><cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="170"/><xf numFmtId="171"/></cellXfs></styleSheet>'
)


def test_a_zero_is_what_its_number_format_shows() -> None:
    cells = ['<c r="B1" s="0"><v>0</v></c>', '<c r="C1" s="1"><v>0</v></c>', '<c r="D1" s="2"><v>0</v></c>']
    filled = [_words("A2", "规章"), '<c r="B2" s="1"><v>3</v></c>', '<c r="C2" s="2"><v>10</v></c>', _number("D2", "7")]
    data = workbook(_row(1, _words("A1", "总计"), *cells) + _row(2, *filled), **{"xl/styles.xml": _STYLES})
    assert convert_workbook(data).text == "总计\t0\t\t-\n规章\t3\t10\t7\n"


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ('[=0]"无";0', "无"),
        ('[>0]0;[=0]"-";0', "-"),
        ('[>100]0;[<0]-0;"少"', "少"),
        ("[>100]#,##0;0.0", None),
        ("[Red]0;[Blue]-0;[Green]0", None),
        ("0;-0;d", None),
    ],
)
def test_the_part_for_zero_may_have_a_condition(code: str, shown: str | None) -> None:
    assert zero_in(code) == shown


def test_a_sheet_may_show_no_zeros() -> None:
    views = '<sheetViews><sheetView showZeros="0" workbookViewId="0"/></sheetViews>'
    data = workbook(_row(1, _words("A1", "总计"), _number("B1", "0"), _number("C1", "7")), views=views)
    assert convert_workbook(data).text == "总计\t\t7\n"
