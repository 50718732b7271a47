"""Numbers of lines and columns, and figures that only look like such."""

import random
from itertools import count

import pytest

from gidr_pipeline.extraction import extract_document
from gidr_pipeline.extraction.text.normalise import normalise
from gidr_pipeline.extraction.text.numbered import without_numbers
from gidr_pipeline_tests.cases import Case
from gidr_pipeline_tests.layouts import LAYOUTS, text_of
from gidr_pipeline_tests.made import grids, is_figure, make_report, print_report


@pytest.mark.parametrize("number", ["{:>5} │ ", "{}\t", "{:>4}  ", "{}: "])
@pytest.mark.parametrize("layout", ["spaces", "a cell a line", "tabs", "bars between"])
def test_a_text_whose_lines_are_numbered_is_read_like_one_without(layout: str, number: str) -> None:
    made = make_report(random.Random(14), "2021", 60)
    lines = text_of(made, layout).split("\n")
    numbered = "\n".join(number.format(at) + line for at, line in enumerate(lines, 1))
    (report,) = extract_document(numbered.encode()).reports
    assert {(cell.table, cell.row, cell.column): cell.value for cell in report.cells} == made.cells


@pytest.mark.parametrize("seed", range(3))
def test_numbers_of_rows_behind_the_bar_of_a_frame_are_none_of_the_table(seed: int) -> None:
    """As libraries print tables in Markdown, the challenges with the numbers of four rows."""
    made = make_report(random.Random(seed), "2021", 60)
    tables = {name: [["", *map(str, range(len(grid[0])))], *grid] for name, grid in grids(made).items()}
    for grid in tables.values():
        grid[1:] = [[str(at), *row] for at, row in enumerate(grid[1:])]
    printed = {name: LAYOUTS["bars around"](grid) for name, grid in tables.items()}
    (report,) = extract_document(print_report(made, printed).encode()).reports
    assert {(cell.table, cell.row, cell.column): cell.value for cell in report.cells} == made.cells


@pytest.mark.parametrize("layout", ["spaces", "tabs", "bars between"])
def test_spaces_that_a_mail_has_at_the_end_of_lines_are_none_of_the_figures(layout: str) -> None:
    made = make_report(random.Random(14), "2021", 60)
    lines = text_of(made, layout).split("\n")
    mailed = "\n".join(f"{line}=20" if at % 3 else line for at, line in enumerate(lines))
    (report,) = extract_document(mailed.encode()).reports
    assert {(cell.table, cell.row, cell.column): cell.value for cell in report.cells} == made.cells


@pytest.mark.parametrize("layout", ["spaces", "tabs", "bars between", "aligned with spaces"])
def test_a_text_that_a_mail_quotes_is_read_like_one_without_marks(layout: str) -> None:
    made = make_report(random.Random(14), "2021", 60)
    quoted = "".join(f"> {line}".rstrip(" ") + "\n" for line in text_of(made, layout).split("\n"))
    (report,) = extract_document(quoted.encode()).reports
    assert {(cell.table, cell.row, cell.column): cell.value for cell in report.cells} == made.cells


@pytest.mark.parametrize("layout", ["a cell a line", "a cell a paragraph", "tabs"])
@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("head", ["序号", ""])
@pytest.mark.parametrize("mark", ["", "> "])
def test_numbers_of_labels_are_no_figures(seed: int, layout: str, head: str, mark: str) -> None:
    case = Case(seed, layout, misprint=seed == 1)
    text = case.text
    for name in ("proactive", "requests"):
        grid, numbers = case.damaged[name], count(1)
        heads = [["" if at else head, *row] for at, row in enumerate(grid) if not any(map(is_figure, row))]
        numbered = [[str(next(numbers)), *row] if any(map(is_figure, row)) else heads.pop(0) for row in grid]
        text = text.replace(LAYOUTS[layout](grid), LAYOUTS[layout](numbered))
    text = "\n".join(mark + line for line in text.split("\n"))
    (report,) = extract_document(text.encode()).reports
    assert {(cell.table, cell.row, cell.column): cell.value for cell in report.cells} == case.made.cells


@pytest.mark.parametrize(
    "layout",
    ["printed by a word processor", "wrapped, figures in the middle", "a cell a line, bars behind", "a cell a line"],
)
@pytest.mark.parametrize("seed", range(3))
def test_a_column_of_numbers_is_none_of_the_form(layout: str, seed: int) -> None:
    """Its numbers stand on lines of their own, or far to the left of what is broken over several lines."""
    case = Case(81_800 + seed, layout, damages=("serial column",))
    (report,) = extract_document(case.data).reports
    assert {(cell.table, cell.row, cell.column): cell.value for cell in report.cells} == case.made.cells


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        (" 序号    内容\n 1       规章\n         制度\n 2       办法\n3        许可\n", "12   3"),
        (" 序号    内容\n 1       规章\n 3       办法\n 2       许可\n", ""),  # they do not count up
        (" 序号    内容\n 1\n 2\n 3\n", ""),  # figures of one column, perhaps
        (" 序号    内容\n             1       规章\n             2       办法\n             3       许可\n", ""),
    ],
)
def test_numbers_far_to_the_left_count_up_below_their_head(text: str, plain: str) -> None:
    read = without_numbers(text)
    gone = "".join(one for one, other in zip(text, read, strict=True) if one != other)
    assert gone == plain.replace(" ", "")


@pytest.mark.parametrize("layout", LAYOUTS)
def test_figures_are_no_numbers_of_lines(layout: str) -> None:
    text = normalise(Case(15, layout, size=10).text)
    if layout != "csv of a data frame":
        assert without_numbers(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "规章\n1\n2\n3\n4\n5\n行政许可\n6\n",
        "1.属于国家秘密 0\n2.其他法律 0\n3.危及 0\n4.保护 0\n5.属于三类 0\n",
        "一、本年新收 1 2 3 4 5\n二、上年结转 0 0 0 0 0\n",
        "规章\n1 2 3 4 5\n0 0 0 0 0\n",
        "2019年3件\n2020年4件\n2021年5件\n2022年6件\n",
    ],
)
def test_figures_that_count_up_are_none_either(text: str) -> None:
    assert without_numbers(text) == text


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("甲\t乙\t1\t2\t3\t4\t5\n规章\t01\t0\t0\t0\t0\t0\n", " \t \t \t \t \t \t \n规章\t01\t0\t0\t0\t0\t0\n"),
        ("0\t1\t2\t3\t4  \n \n规章\t01\t0\t0\t0\n", " \t \t \t \t   \n \n规章\t01\t0\t0\t0\n"),
        ("行政复议\n0\t1\t2\t3\t4\t5", "行政复议\n \t \t \t \t \t "),  # a text that breaks off there
        ("| 0 | 1 | 2 | 3 | 4 |\n|---|---|---|---|---|\n| 规章 | 1 | 0 |\n", None),
        (",0,1,2,3\n0,信息内容,制发,废止\n1,规章,0,2\n2,许可,0,2\n3,处罚,0,1\n", None),
    ],
)
def test_numbers_over_columns_go(text: str, plain: str | None) -> None:
    read = without_numbers(text)
    assert read == plain or (plain is None and "1,规章" not in read and "0 | 1 | 2" not in read)
