"""Separators that do not tell where a column begins, since some cells hold the figures of several."""

import pytest

from gidr_pipeline.extraction.text.crowded import without_loose_bars

ROWS = """| 一、本年新收 |  | 53 3 | 0 1 | 0 0 | 57 |
| 予以公开 |  | 16 1 | 0 0 | 0 0 | 17 |
| 1.属于 |  | 3 0 | 0 0 | 0 0 | 3 |
| 秘密 |  |  |  |  |  |
| 2.其他 | 0 | 1 0 | 0 0 | 0 1 |
| 3.危及 |  | 0 0 | 0 0 | 0 0 | 0 |
"""
CHALLENGES = "| 1 0 | 2 1 | 4 1 | 0 2 | 1 4 | 0 0 | 1 0 | 1 |\n"
TAIL = """| 3.其他 | 0    0 | 0 | 0 | 0 |
| （七）总计 | 6    0 | 0 | 0 | 5 |
| 四、结转 | 0    0 | 0 | 1 | 1 |
"""


@pytest.mark.parametrize("text", [ROWS, ROWS.replace("|", "\t"), ROWS + CHALLENGES], ids=["bars", "tabs", "and a row"])
def test_separators_of_many_such_rows_are_space(text: str) -> None:
    assert without_loose_bars(text) == text.replace("|", " ").replace("\t", " ")


@pytest.mark.parametrize("rows", [CHALLENGES, TAIL], ids=["many cells of a row", "all rows of a table alike"])
def test_fewer_such_rows_alone_are_read_so(rows: str) -> None:
    others = "| 行政许可 | 3 |\n\n"
    assert without_loose_bars(others + rows) == others + rows.replace("|", " ")


PASTED = "\t".join(["（一）予以公开    20", "2", " 0", "0   ", "0    1", "", "23\n"])
MIXED = "（二）部分公开\t\t10    4\t\t0   \t0\t 2   \t0\t 16\n"


def test_many_rows_of_one_size_have_no_places_however_they_are_crowded() -> None:
    text = (PASTED + MIXED) * 8
    assert without_loose_bars(text) == text.replace("\t", " ")
    few = (PASTED + MIXED) * 2
    assert without_loose_bars(few) != few.replace("\t", " ")


STROKES = "| 一、本 年新收  5  1  0  0  1  0  7\n二、上 年结转  0  0  0  0  0  0  0 |\n"


def test_bars_at_the_edges_of_rows_are_strokes() -> None:
    text = STROKES * 5
    assert without_loose_bars(text) == text.replace("|", " ")


@pytest.mark.parametrize("text", [STROKES * 2, STROKES * 5 + "| 规章 | 1 | 2 |\n" * 5, "规章 |\n1 |\n2 |\n" * 8])
def test_other_bars_are_none(text: str) -> None:
    assert without_loose_bars(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "| 规章 | 1 | 2 | 3 |\n" * 8,
        "| 规章 | 1 2 | 3 |\n| 予以公开 | 3 | 0 |\n",  # one number may be torn
        "| 规章 | 1 2 | 3 4 | 5 6 |\n" * 8,  # figures of two years in each cell
        "| 规章 | 1 2 | 3 |\n| 规章 | 1 | 3 |\n" * 2,
        "规章 1 2 3\n" * 8,
        "| 办公室 | 0571 88123450 | 1 |\n" * 8,  # telephones
        "| 行政许可 | 12 345 | 7 |\n" * 8,  # thousands
    ],
)
def test_other_texts_stay_as_they_are(text: str) -> None:
    assert without_loose_bars(text) == text


def test_a_table_beside_crowded_ones_keeps_its_places() -> None:
    others = "| 规章 |  | 25 |  |\n| 行政规范性文件 | 1 |  | 3 |\n\n"
    assert without_loose_bars(others + ROWS) == others + ROWS.replace("|", " ")
