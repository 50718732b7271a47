"""What nearly all figures of a text wear says nothing; what one wears may be damage."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gidr_pipeline.extraction import extract_document
from gidr_pipeline.extraction.model import Report, Status
from gidr_pipeline.extraction.text.dressed import without_dress
from gidr_pipeline_tests.cases import Case
from gidr_pipeline_tests.layouts import LAYOUTS
from gidr_pipeline_tests.made import Figure, is_figure
from gidr_pipeline_tests.unmended import READ_IN_PART

WORN: dict[str, Callable[[str], str]] = {
    "brackets": "（{}）".format,
    "square brackets": "[{}]".format,
    "a star": "{}*".format,
    "a raised number": "{}¹".format,
    "an apostrophe": "'{}".format,
    "a sign of formulas": "={}".format,
    "words around": "共{}件".format,
    "two measures": "{}件/次".format,
    "a comma": "{},".format,
    "a full stop": "{}.".format,
    "a measure in brackets": "{}（件）".format,
    "a measure apart": "{} 件".format,
    "bold": "**{}**".format,
    "two digits": lambda figure: figure.zfill(2),
    "two digits but for zero": lambda figure: figure if figure == "0" else figure.zfill(2),
    "a letter for zero": lambda figure: "O" if figure == "0" else figure,
}
WRAPPED = {"printed by a word processor", "words down the page", "wrapped words, figures on the first line"}
"""Layouts with columns as wide as figures that wear nothing: others are broken over lines."""


def read(case: Case, worn: Callable[[str], str]) -> Report:
    """What is read of the report in which each count is written so."""
    text = case.text
    for grid in case.damaged.values():
        dressed = [
            [Figure(worn(cell), cell.key) if isinstance(cell, Figure) and cell.isdecimal() else cell for cell in row]
            for row in grid
        ]
        text = text.replace(LAYOUTS[case.layout](grid), LAYOUTS[case.layout](dressed))
    (report,) = extract_document(text.encode()).reports
    return report


@pytest.mark.parametrize("layout", sorted(LAYOUTS.keys() - {"cells glued together"}))
def test_what_all_figures_wear_is_passed_over(layout: str) -> None:
    for seed, (name, worn) in enumerate(WORN.items()):
        case = Case(seed, layout, misprint=seed % 2 > 0)
        counts = {cell.key for grid in case.damaged.values() for row in grid for cell in row if is_figure(cell)}
        report = read(case, worn)
        known = [cell for cell in report.cells if cell.value is not None]
        made = case.made.cells
        wrong = [cell for cell in known if cell.value != made[cell.table, cell.row, cell.column]]
        assert wrong == [], name
        assert layout in READ_IN_PART | WRAPPED or len(known) >= 0.9 * len(counts), name


@pytest.mark.parametrize("nothing", ["暂无", "无此项", "不适用", "未发生", "N/A", "——", "×", "."])
def test_words_for_nothing_are_blanks(nothing: str) -> None:
    case = Case(1)
    read_so, whole = read(case, lambda figure: nothing if figure == "0" else figure), read(case, str)
    expected = [(None, Status.BLANK) if cell.value == 0 else (cell.value, cell.status) for cell in whole.cells]
    assert [(cell.value, cell.status) for cell in read_so.cells] == expected


@pytest.mark.parametrize(
    "text",
    [
        "规章\t(1)\t0\t3\n" * 40,
        "一、本年新收 3件 0件 5件\n" * 20,
        "增减 -3 +5 -10\n" * 20,
        "占比 3% 50% 10%\n" * 20,
        *(f"规章 {dress} {dress}\n" * 30 for dress in ("约3", "3余", "近3", "3多件", "<3", "~3", "3w", "3k", "3万")),
        *(f"规章 {dress} {dress}\n" * 30 for dress in ("3□", "□3", "3?", "3l", "l3", "3O", "3-", "3\ue001")),
        "规章 0000000\n" * 30,
        "o 开展培训\n" * 30,
        "1. 开展培训\n2. 加强公开\n" * 20,
    ],
)
def test_what_says_something_stays(text: str) -> None:
    assert without_dress(text) == text


@given(st.text("()*件次.0O123 |\t\n规", max_size=80), st.sampled_from(["(3) ", "共3件\t", "03|", "O\n"]))
def test_nothing_moves(text: str, piece: str) -> None:
    whole = text + piece * 30
    read = without_dress(whole)
    assert len(read) == len(whole)
    assert [at for at, each in enumerate(read) if each == "\n"] == [at for at, each in enumerate(whole) if each == "\n"]
