"""Remarks that go over several lines of their cell: the row as one line, its figures from left to right."""

import pytest

from gidr_pipeline.extraction.text.lines import read_lines
from gidr_pipeline.extraction.text.remarks import with_rows_joined, without_broken_remarks

CENTRED = """\
                      20 (含2                      1 (其
一、本年新收                     1    0    0       中转办    0    22
                      件并案)                       1件)
二、上年结转          0          0    0    0       0         0    0"""

ABOVE = """\
一、本年新收          20 (含2    1    0    0       0         0    21
                      件并案)
二、上年结转          0          0    0    0       0         0    0"""


@pytest.mark.parametrize(
    ("text", "figures"),
    [(CENTRED, ["20", "1", "0", "0", "1", "0", "22"]), (ABOVE, ["20", "1", "0", "0", "0", "0", "21"])],
)
def test_the_figures_of_a_row_stand_from_left_to_right(text: str, figures: list[str]) -> None:
    without, rows = without_broken_remarks(text)
    first, *others = (line for line in with_rows_joined(read_lines(without), without, rows) if line.tokens)
    assert [token.text for token in first.values] == figures
    assert [token.text for token in first.words] == ["一、本年新收"]
    assert [len(line.values) for line in others] == [7]
    assert [without[slice(*token.span)] for token in first.values] == figures


@pytest.mark.parametrize(
    "text",
    [
        "一、本年新收    3 (含2件并案)    0    0    0    0    0    3",
        "受理5 (其中网上3件,当面2件) 均已答复",
        "规章    3 (含2\n规范性文件    0    0    0",
        # The others of the row stand below: no one can tell the order.
        "一、本年新   3 (含2\n收         件并案)\n数量                0    0    0    0    0    3",
        "| 规章 | 3 (含2 |\n|      | 件)    |",
    ],
)
def test_whatever_else_stands_in_brackets_stays(text: str) -> None:
    assert without_broken_remarks(text) == (text, [])
