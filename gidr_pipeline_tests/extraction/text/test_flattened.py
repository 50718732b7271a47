"""Texts without line ends: rows, headings and titles are found where they begin, and nothing moves."""

import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gidr_pipeline.extraction import extract_document
from gidr_pipeline.extraction.text.flattened import with_line_ends
from gidr_pipeline.forms import load_forms
from gidr_pipeline_tests.cases import Case
from gidr_pipeline_tests.layouts import LAYOUTS, text_of
from gidr_pipeline_tests.made import grids, make_report, print_report


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize(
    ("layout", "between"),
    [
        *((layout, " ") for layout in ("spaces", "tabs", "a cell a line", "group labels between rows", "markdown")),
        ("a cell a line", "|"),
        ("a cell a line", "\t"),
        ("a cell a line", ","),
        ("a cell a line", "，"),
        ("a cell a line, tabs", " | "),
        ("bars around", " "),
    ],
)
def test_a_report_on_one_line_is_read_like_one_on_many(layout: str, between: str, seed: int) -> None:
    case = Case(seed, layout, misprint=seed % 2 == 0)
    (report,) = extract_document(re.sub(r"\s+", between, case.text.strip()).encode()).reports
    (whole,) = extract_document(case.data).reports
    assert [section.code for section in report.sections] == [label.code for label in load_forms()[-1].sections]
    assert (report.title, report.agency, report.report_year) == (whole.title, whole.agency, whole.report_year)
    assert {(cell.table, cell.row, cell.column): cell.value for cell in report.cells} == case.made.cells


@pytest.mark.parametrize(
    ("pattern", "instead"),
    [
        (r"(?m)(?<=[\n\t])(\d)\.(?=\D)", r"\1 "),
        (r"(?m)^二、主动公开政府信息情况", "附表1 主动公开政府信息情况"),
        (r"\n五、存在", "\n*以上数据按办结口径统计。\n五、存在"),
        (r"第二十条第", "《条例》第二十条第"),
        (r"\A", "首页 政务公开 >> 信息公开年报 >> 正文 "),
        (r"\A(.*?)(\d{4}年)", r"首页 → 年度报告 \1 \2"),
        (r"(?m)(?<=[\n\t])(\d)\.(?=\D)", r"\1）"),
        (r"(?<![^\t\n])(\d+)(?![^\t\n])", r"\1件"),
        (r"(?<![^\t\n])(\d+)(?![^\t\n])", r"\1.0"),
        (r"\A(.*?)\n", r"首页 编辑：办公室 \1是根据《中华人民共和国政府信息公开条例》要求编制。\n"),
    ],
    ids=[
        "rows numbered without points",
        "attachments",
        "a note below",
        "the regulations",
        "a bread crumb",
        "a name",
        "rows numbered with brackets",
        "measure words",
        "decimals",
        "a lead sentence that begins with the title",
    ],
)
def test_what_stands_around_rows_of_a_text_on_one_line(pattern: str, instead: str) -> None:
    made = make_report(random.Random(7), "2021", 60)
    changed = re.sub(pattern, instead, text_of(made, "tabs"))
    assert changed != text_of(made, "tabs")
    (report,) = extract_document(re.sub(r"\s+", " ", changed).encode()).reports
    assert (report.agency, report.report_year) == (made.agency, made.year)
    assert {(cell.table, cell.row, cell.column): cell.value for cell in report.cells} == made.cells


@pytest.mark.parametrize(("layout", "between"), [("a cell a line", "|"), ("a cell a line", " "), ("spaces", " ")])
def test_a_report_on_one_line_that_has_hardly_any_figures_is_one(layout: str, between: str) -> None:
    made = make_report(random.Random(7), "2021", 0)
    printed = {
        name: LAYOUTS[layout]([["" if cell == "0" else cell for cell in row] for row in grid])
        for name, grid in grids(made).items()
    }
    text = print_report(made, printed)
    (report,) = extract_document(re.sub(r"\s+", between, text.strip()).encode()).reports
    assert [section.code for section in report.sections] == [label.code for label in load_forms()[-1].sections]
    assert (report.agency, report.report_year) == (made.agency, made.year)
    known = {key: value for key, value in made.cells.items() if value}
    assert all(cell.value in (None, known.get((cell.table, cell.row, cell.column))) for cell in report.cells)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_text_with_its_line_ends_stays_as_it_is(layout: str) -> None:
    made = make_report(random.Random(1), size=20)
    if layout != "on one line":
        assert all(with_line_ends(text) == text for text in map(LAYOUTS[layout], grids(made).values()))


@given(
    st.lists(
        st.sampled_from([*"一二三四五六、（）.0123 \t\u200b", "本年新收", "国家秘密", "规章", "第二十条", " 0"]),
        max_size=400,
    )
)
def test_nothing_but_white_space_becomes_a_line_end(pieces: list[str]) -> None:
    text = "第三方 1 不掌握 2 信访 3 重复申请 4 上年结转 5 0 0 0 0 0 0 0 " + "".join(pieces) * 3
    pairs = zip(text, with_line_ends(text), strict=True)
    assert all(one == other or (one.isspace() and other == "\n") for one, other in pairs)


@pytest.mark.parametrize("layout", ["spaces", "a cell a line"])
def test_a_line_end_in_a_number_of_a_long_line_leaves_it_open(layout: str) -> None:
    case = Case(3, layout)
    text = re.sub(r"\s+", " ", case.text.strip())
    for number in re.finditer(r"(?<= )\d\d+(?= )", text[text.index("三、收到") :]):
        at = text.index("三、收到") + number.start() + 1
        cut = f"{text[:at]}\n{text[at:]}"
        (report,) = extract_document(cut.encode()).reports
        values = {(cell.table, cell.row, cell.column): cell.value for cell in report.cells}
        assert all(value in (None, case.made.cells[key]) for key, value in values.items())


def test_a_number_cut_by_the_end_of_a_full_line_is_left_open() -> None:
    case = Case(3, "spaces")
    for width in (24, 31, 40):
        lines = [line[at : at + width] for line in case.text.split("\n") for at in range(0, max(1, len(line)), width)]
        (report,) = extract_document("\n".join(lines).encode()).reports
        values = {(cell.table, cell.row, cell.column): cell.value for cell in report.cells}
        assert all(value in (None, case.made.cells[key]) for key, value in values.items())


@pytest.mark.parametrize("edition", ["2019", "2021"])
def test_labels_in_bold_and_their_figures_take_turns_on_a_line(edition: str) -> None:
    made = make_report(random.Random(7), edition, 60)
    text = text_of(made, "tabs")
    first, last = text.index("第二十条第"), text.index("三、收到")
    cells = re.split(r"[\t\n]+", text[first:last].strip())
    flow = " ".join(cell if re.fullmatch(r"[-+]?[\d,.]+", cell) else f"**{cell}**" for cell in cells)
    (report,) = extract_document(f"{text[:first]}{flow}\n\n{text[last:]}".encode()).reports
    assert {(cell.table, cell.row, cell.column): cell.value for cell in report.cells} == made.cells
