"""Numbers whose thousands a space sets apart, in cells of their own, or the end of a line breaks."""

import random
import re
from dataclasses import replace

import pytest

from gidr_pipeline.extraction import extract_document
from gidr_pipeline.extraction.text.thousands import with_commas, with_whole_numbers
from gidr_pipeline_tests.layouts import LAYOUTS
from gidr_pipeline_tests.made import grids, make_report, print_report

ROWS = "行政许可\t30 846\t\n行政处罚\t14 764\t\n行政强制\t1 234 567\t\n"


def test_a_space_between_thousands_is_read_as_a_comma() -> None:
    assert with_commas(ROWS) == ROWS.replace("30 846", "30,846").replace("14 764", "14,764").replace(
        "1 234 567", "1,234,567"
    )


@pytest.mark.parametrize(
    "text",
    [
        "行政许可\t30 846\t\n行政处罚\t14 764\t\n",  # too few to tell
        ROWS + "行政强制\t3 5\t\n",  # other digits stand apart as well
        "30 846 14 764\n" * 5,  # figures of a row
        "行政许可 30 846\n" * 5,
        "制发 废止 现行\n规章\n12 100 112\n2 300 302\n3 400 403\n",  # figures of a row, with the label above
    ],
)
def test_other_texts_stay_as_they_are(text: str) -> None:
    assert with_commas(text) == text


@pytest.mark.parametrize(
    ("text", "read_so"),
    [
        ("规章\t1，234\t56，789\n许可\t1，234，567\n", "规章\t1,234\t56,789\n许可\t1,234,567\n"),
        ("1’234 0\n2’345 0\n3’456 0\n", "1,234 0\n2,345 0\n3,456 0\n"),
        # On its line a comma would part cells.
        ("规章,1，234\n许可\t1，234\n处罚\t1，234\n", "规章,1，234\n许可\t1,234\n处罚\t1,234\n"),
        ("规章，1，234，567\n许可，0，12，345\n处罚，2，300，302\n",) * 2,  # it separates
        ("规章\t1，234\n许可\t1，234\n",) * 2,  # two may be anything
    ],
)
def test_another_mark_between_thousands_is_a_comma(text: str, read_so: str) -> None:
    assert with_commas(text) == read_so


@pytest.mark.parametrize("comma", ["，", "'"])
@pytest.mark.parametrize("layout", ["tabs", "spaces", "a cell a line", "figures over two lines"])
def test_figures_with_other_commas_are_read_where_they_stand(layout: str, comma: str) -> None:
    made = make_report(random.Random(4), "2021", 40_000)
    tables = {
        name: LAYOUTS[layout](
            [[re.sub(r"^\d+$", lambda n: f"{int(n[0]):,}".replace(",", comma), c) for c in r] for r in grid]
        )
        for name, grid in grids(made).items()
    }
    (report,) = extract_document(print_report(made, tables).encode()).reports
    assert {(cell.table, cell.row, cell.column): cell.value for cell in report.cells} == made.cells


@pytest.mark.parametrize(
    ("text", "read_so"),
    [
        ("28 56 1,22\n3\n二 1,0\n04\n", "28 56 1,22_3\n二 1,0_04\n"),
        ("|1,80<br>3|234|2,345,2<BR />80|", "|1,80____3|234|2,345,2______80|"),
        ("1,22\n3\n", "1,22\n3\n"),  # one alone may be anything
        ("1,22\n3.属于\n1,22\n4.保护\n", "1,22\n3.属于\n1,22\n4.保护\n"),
        ("1,222\n3\n1,222\n4\n", "1,222\n3\n1,222\n4\n"),
        ("0,1,22\n3,0\n0,1,23\n4,0\n", "0,1,22\n3,0\n0,1,23\n4,0\n"),
        # In columns to the eye the digit behind is the next one's, and the rest of two numbers stands below.
        ("1,22    0    1,22\n   3          3\n" * 2, "1,22    0    1,22\n   3          3\n" * 2),
        ("1,22 0 1,22\n3\n1,23 0 1,23\n3\n", "1,22 0 1,22\n3\n1,23 0 1,23\n3\n"),
    ],
)
def test_a_number_broken_among_its_thousands_is_one(text: str, read_so: str) -> None:
    assert with_whole_numbers(text).replace("\u200b", "_") == read_so


@pytest.mark.parametrize("end", ["\n", "<br>"])
def test_a_broken_number_leads_back_to_all_its_characters(end: str) -> None:
    made = make_report(random.Random(4), "2021", 4_000)
    broken = 0

    def cut(figure: re.Match[str]) -> str:
        nonlocal broken
        broken += 1
        number = f"{int(figure[0]):,}"
        return f"{number[:-1]}{end}{number[-1]}"

    grid = [[*row[:-1], re.sub(r"^\d{4,}$", cut, row[-1])] for row in grids(made)["requests"]]
    tables = {name: LAYOUTS["tabs" if end == "<br>" else "spaces"](each) for name, each in grids(made).items()}
    tables["requests"] = LAYOUTS["tabs" if end == "<br>" else "spaces"](grid)
    text = print_report(replace(made, agency="青江縣統計局"), tables)
    document = extract_document(text.encode())
    (report,) = document.reports
    assert broken > 1
    assert report.agency == "青江縣統計局"
    assert {(cell.table, cell.row, cell.column): cell.value for cell in report.cells} == made.cells
    for cell in report.cells:
        assert cell.span is not None
        assert re.sub(rf"{end}|[,\s]", "", text[slice(*cell.span)]) == str(cell.value)
