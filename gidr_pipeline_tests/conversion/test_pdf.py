"""Characters and ruling lines to cells, with what is odd on printed pages."""

import random
from collections.abc import Callable

import pytest

from gidr_pipeline.conversion.pdf import convert_pdf
from gidr_pipeline_tests.conversion.pages import Sheet
from gidr_pipeline_tests.conversion.written import pdf_of, stream
from gidr_pipeline_tests.extractors.printed_form import FormCell, FormTable

_TABLE: FormTable = [
    [FormCell("本列", rows=2), FormCell("申请人", columns=2)],
    [FormCell("自然人"), FormCell("总计")],
    [FormCell("一、本年新收"), FormCell("12"), FormCell("12")],
    [FormCell("二、上年结转"), FormCell(""), FormCell("3")],
]
_TEXT = "本列\t申请人\n\t自然人\t总计\n一、本年新收\t12\t12\n二、上年结转\t\t3\n"


def _sheet(rules: str = "lines") -> Sheet:
    return Sheet(rules, random.Random(0))


@pytest.mark.parametrize("rules", ["lines", "boxes", "filled"])
def test_ruling_lines_make_cells(rules: str) -> None:
    sheet = _sheet(rules)
    sheet.prose("前")
    sheet.table(_TABLE)
    sheet.prose("后")
    converted = convert_pdf(sheet.file())
    assert converted.text == f"前\n{_TEXT}后\n"
    assert [[(cell.column, cell.columns) for cell in row.cells] for row in converted.rows] == [
        [(0, 1), (1, 2)],
        [(1, 1), (2, 1)],
        [(0, 1), (1, 1), (2, 1)],
        [(0, 1), (1, 1), (2, 1)],
    ]


def _watermark(sheet: Sheet) -> None:
    sheet.words("12345 内部资料", 120, 700, matrix="0.7 0.7 -0.7 0.7")


def _bold(sheet: Sheet) -> None:
    pages = sheet.pages[-1]
    pages += [line.replace(" Tm ", " Tm 0.3 0 Td ") for line in pages if "Tj" in line]


def _background(sheet: Sheet) -> None:
    sheet.pages[-1].insert(0, "0.9 0.9 1 rg 0 0 595 842 re f 1 1 1 RG 200 700 m 200 500 l S 0 g 0 G")


def _turned(sheet: Sheet) -> None:
    sheet.pages[-1].insert(0, "0 1 -1 0 842 0 cm")


def _searchable(sheet: Sheet) -> None:
    sheet.pages[-1] += ["3 Tr", *[line.replace("0035", "0038") for line in sheet.pages[-1] if "Tj" in line]]


def _in_pieces(size: float, step: float, *, one_path: bool) -> Callable[[Sheet], None]:
    """Each ruling line as pieces of this size, as browsers draw dotted and dashed borders."""

    def pieces(line: str) -> str:
        x0, y0, x1, y1 = (float(line.split()[at]) for at in (2, 3, 5, 6))
        length = max(abs(x1 - x0), abs(y1 - y0))
        places = [at * step / length for at in range(int(length / step) + 1)]
        wide, high = (size, 0.7) if x1 != x0 else (0.7, size)
        boxes = [f"{x0 + (x1 - x0) * at:.2f} {y0 + (y1 - y0) * at:.2f} {wide} {high} re" for at in places]
        return " ".join([*boxes, "f"]) if one_path else " ".join(f"{box} f" for box in boxes)

    def change(sheet: Sheet) -> None:
        sheet.pages[-1] = [pieces(line) if line.endswith(" l S") else line for line in sheet.pages[-1]]

    return change


ODD: dict[str, Callable[[Sheet], None]] = {
    "a watermark that slants": _watermark,
    "bold by printing twice": _bold,
    "a background, and white lines": _background,
    "a page that is turned": _turned,
    "words that are there for searching": _searchable,
    "dotted lines": _in_pieces(0.7, 1.5, one_path=False),
    "dashed lines": _in_pieces(2.2, 4, one_path=True),
}


@pytest.mark.parametrize("name", ODD)
def test_what_is_odd_on_a_page_changes_nothing(name: str) -> None:
    sheet = _sheet()
    sheet.table(_TABLE)
    ODD[name](sheet)
    assert convert_pdf(sheet.file()).text == _TEXT


def test_turned_words_in_a_cell_are_read_in_their_direction() -> None:
    sheet = _sheet()
    sheet.table([[FormCell("", rows=4), FormCell("自然人")], *[[FormCell(str(n) * 8)] for n in range(3)]])
    sheet.words("不予公开", 120, 750, matrix="0 1 -1 0")
    assert convert_pdf(sheet.file()).text == "不予公开\t自然人\n\t00000000\n\t11111111\n\t22222222\n"


def test_a_number_that_fills_its_cell_goes_on_below() -> None:
    narrow: FormTable = [[FormCell("规章"), *[FormCell("1234567890" if n == 3 else str(n)) for n in range(17)]]]
    sheet = _sheet()
    sheet.table([*narrow, *narrow])
    assert convert_pdf(sheet.file()).text.split("\n")[0].split("\t")[4] == "1234567890"


_ROWS: FormTable = [[FormCell(f"行{n}"), FormCell(str(n)), FormCell("0")] for n in range(80)]


def test_a_table_over_pages_is_one() -> None:
    sheet = _sheet()
    sheet.prose("前")
    sheet.table(_ROWS)
    converted = convert_pdf(sheet.file())
    rows = [converted.text[row.start : row.end] for row in converted.rows]
    assert rows == [f"行{n}\t{n}\t0" for n in range(80)]
    assert len({row.table for row in converted.rows}) == 1
    assert "- 1 -" in converted.text


@pytest.mark.parametrize("closed", [(False, False), (True, False), (False, True)], ids=["neither", "above", "below"])
def test_pages_may_leave_out_the_line_between_two_rows(closed: tuple[bool, bool]) -> None:
    sheet = _sheet()
    sheet.table(_ROWS, closed_at_the_end_of_a_page=closed[0], closed_at_its_beginning=closed[1])
    converted = convert_pdf(sheet.file())
    assert [converted.text[row.start : row.end] for row in converted.rows] == [f"行{n}\t{n}\t0" for n in range(80)]


def test_a_row_that_a_page_cuts_in_two_is_one() -> None:
    sheet = _sheet()
    above: FormTable = [
        [FormCell("甲"), FormCell("1"), FormCell("0")],
        [FormCell("申请人逾期未按"), FormCell("2"), FormCell("0")],
    ]
    below: FormTable = [
        [FormCell("要求缴纳费用"), FormCell(""), FormCell("")],
        [FormCell("乙"), FormCell("3"), FormCell("0")],
    ]
    sheet.y = 100
    sheet.table(above, closed_at_the_end_of_a_page=False)
    sheet.turn_over()
    sheet.table(below, closed_at_its_beginning=False)
    converted = convert_pdf(sheet.file())
    rows = [converted.text[row.start : row.end] for row in converted.rows]
    assert rows == ["甲\t1\t0", "申请人逾期未按要求缴纳费用\t2\t0", "乙\t3\t0"]


def test_columns_without_lines_stand_below_each_other() -> None:
    sheet = _sheet("")
    sheet.table([[FormCell("规章"), FormCell("1"), FormCell("22")], [FormCell("办法"), FormCell(""), FormCell("333")]])
    sheet.prose("以上是本机关的主动公开政府信息情况。")
    first, second, *_ = convert_pdf(sheet.file()).text.split("\n")
    assert (first.split(), second.split()) == (["规章", "1", "22"], ["办法", "333"])
    assert abs(first.index("22") - second.index("333")) <= 1


_RISEN = {
    "the mark of a footnote": (b"(count 5) Tj /F1 7 Tf 4 Ts (12) Tj 0 Ts /F1 12 Tf ( and 6) Tj", "count 5¹² and 6"),
    "a smaller figure on the line": (b"(count 5) Tj /F1 7 Tf (1) Tj /F1 12 Tf ( and 6) Tj", "count 51 and 6"),
}


@pytest.mark.parametrize("name", _RISEN)
def test_a_raised_figure_is_no_part_of_a_number(name: str) -> None:
    words, text = _RISEN[name]
    more = b"BT /F1 12 Tf 100 600 Td (%s) Tj ET " % (b"words " * 12)
    printed = convert_pdf(pdf_of(more + b"BT /F1 12 Tf 100 700 Td " + words + b" ET")).text
    assert printed.split("\n")[0] == text


def test_what_lies_on_a_page_is_a_part_of_it() -> None:
    """Fields of a form that is filled in, with a look of their own or without, and a note in a box of text that is not
    hidden."""
    rules = b"0 0 0 RG 100 700 m 500 700 l S 100 650 m 500 650 l S " + b"".join(
        b"%d 700 m %d 650 l S " % (x, x) for x in (100, 200, 300, 400, 500)
    )
    words = b"BT /F1 9 Tf 110 670 Td (A row of figures) Tj 0 100 Td (And words that stand above it) Tj ET "
    look = "/Type /XObject /Subtype /Form /BBox [0 0 80 20] /Resources <</Font <</F1 5 0 R>>>>"
    field, note = "/Type /Annot /Subtype /Widget /FT /Tx /DA (/F1 9 Tf 0 g)", "/Type /Annot /Subtype /FreeText"
    made = pdf_of(
        rules + words,
        catalogue="/AcroForm <</Fields [6 0 R 7 0 R] /NeedAppearances true /DR <</Font <</F1 5 0 R>>>>>>",
        entries="/Annots [6 0 R 7 0 R 8 0 R 9 0 R]",
        further=[
            f"<<{field} /T (a) /V (12) /Rect [210 660 290 680] /AP <</N 10 0 R>> /F 4>>",
            f"<<{field} /T (b) /V (3) /Rect [310 660 390 680] /F 4>>",
            f"<<{note} /Rect [410 660 490 680] /AP <</N 11 0 R>> /F 4>>",
            f"<<{note} /Rect [310 660 390 680] /AP <</N 11 0 R>> /F 2>>",
            stream(b"BT /F1 9 Tf 2 6 Td (12) Tj ET", look),
            stream(b"BT /F1 9 Tf 2 6 Td (34) Tj ET", look),
        ],
    )
    assert convert_pdf(made).text == "And words that stand above it\nA row of figures\t12\t3\t34\n"


_PAGES: dict[str, tuple[str, bool]] = {
    "a font that tells its figures alone": ("\ue001\ue002\ue003 2022" * 20, True),
    "signs of a font of its own among words": ("\uf0b7主动公开政府信息，及时更新政务公开栏目的内容。" * 40, False),
    "characters that are drawn": ("1 0 0 1 5 0 cm 9 9 m 10 11 11 10 9 12 c 8 9 l 7 8 l 9 9 l f " * 250, True),
    "a table with nothing in it": ("100 700 m 400 700 l S 100 650 m 400 650 l S 9 9 300 20 re S " * 250, False),
}


@pytest.mark.parametrize("name", _PAGES)
def test_a_page_whose_characters_are_not_told_is_a_picture(name: str) -> None:
    content, is_picture = _PAGES[name]
    sheet = _sheet()
    sheet.prose("某局2022年政府信息公开工作年度报告，第一页是文字。" * 3)
    sheet.pages.append([])
    if content.isascii():
        sheet.pages[-1].append(content)
    else:
        sheet.prose(content)
    converted = convert_pdf(sheet.file())
    assert converted.text.startswith("某局")
    assert converted.left_out == ([2] if is_picture else [])


def _two_on_a_sheet(sheet: Sheet) -> None:
    """Each two pages smaller and side by side, on a sheet that is turned."""
    sheet.pages = [
        ["q 0 0.7 -0.7 0 592 0 cm", *left, "Q q 0 0.7 -0.7 0 592 421 cm", *right, "Q"]
        for left, right in zip(sheet.pages[::2], sheet.pages[1::2], strict=True)
    ]


@pytest.mark.parametrize("rules", ["lines", ""])
def test_two_pages_on_a_sheet_follow_each_other(rules: str) -> None:
    prose = "某局2022年政府信息公开工作年度报告，第一页是文字，后面是表格。" * 20
    sheet = _sheet(rules)
    sheet.prose(prose)
    sheet.table(_ROWS)
    sheet.prose(prose)
    apart = convert_pdf(sheet.file())
    _two_on_a_sheet(sheet)
    together = convert_pdf(sheet.file())
    assert together.text.split() == apart.text.split()
    assert len(together.rows) == len(apart.rows) == (len(_ROWS) if rules else 0)


def test_a_wide_table_on_a_sheet_is_one() -> None:
    wide: FormTable = [[FormCell("许可"), *[FormCell(str(n * at)) for n in range(9)]] for at in range(20)]
    sheet = _sheet("")
    sheet.table(wide)
    sheet.pages[-1] = ["0 1 -1 0 842 0 cm", *sheet.pages[-1]]
    assert len(convert_pdf(sheet.file()).text.splitlines()) == len(wide)
