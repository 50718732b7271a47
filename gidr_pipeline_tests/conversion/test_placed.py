"""Rows that share one row of cells, a line each."""

import pytest

from gidr_pipeline.conversion.placed import Placed, parted


def rows_of(cells: list[Placed]) -> list[list[str]]:
    rows: dict[int, list[str]] = {}
    for cell in parted(cells):
        rows.setdefault(cell.row, []).append("".join(cell.lines))
    return [rows[at] for at in sorted(rows)]


def row(at: int, *cells: str, rows: int = 1) -> list[Placed]:
    return [Placed(words.split("\n"), at, column, rows) for column, words in enumerate(cells)]


def test_numbered_labels_and_as_many_lines_of_figures_are_rows() -> None:
    cells = [
        *row(0, "（三）不予公开", "1.属于国\n家秘密\n2.其他", "1\n0", "-\n2", "1\n2"),
        *row(1, "（七）总计", "", "1", "2", "3"),
    ]
    assert rows_of(cells) == [
        ["（三）不予公开", "1.属于国家秘密", "1", "-", "1"],
        ["2.其他", "0", "2", "2"],
        ["（七）总计", "", "1", "2", "3"],
    ]
    assert [cell.rows for cell in parted(cells)][:1] == [2]


def test_some_of_the_figures_may_be_blank() -> None:
    cells = row(0, "（四）无法提供", "1.甲\n2.乙\n3.丙", "\n\n4", "\n\n", "\n\n4")
    assert rows_of(cells) == [["（四）无法提供", "1.甲", "", "", ""], ["2.乙", "", "", ""], ["3.丙", "4", "", "4"]]


def test_a_cell_over_several_rows_goes_over_all_that_they_show() -> None:
    group = Placed(["三、本年度办理结果"], 0, 0, 3)
    cells = [group]
    for at in range(3):
        own = ("1.甲\n2.乙", "3\n4", "5\n6", "7\n8") if at == 1 else ("3.丙", "1", "2", "3")
        cells += [Placed(words.split("\n"), at, column) for column, words in enumerate(own, 1)]
    assert next(cell for cell in parted(cells) if cell.lines == group.lines).rows == 4
    assert [words[-1] for words in rows_of(cells)] == ["3", "7", "8", "3"]


@pytest.mark.parametrize(
    "cells",
    [
        row(0, "1.属于国家秘密", "12\n34", "5", "6"),
        row(0, "1.属于\n国家秘密", "1\n2", "3\n4", "5\n6"),
        row(0, "自然人\n法人", "1\n2", "3\n4", "5\n6"),
        row(0, "1.甲\n2.乙", "1\n2", "3\n4", "7"),
        row(0, "1.甲\n2.乙\n3.丙", "1\n2", "3\n4", "5\n6"),
    ],
    ids=[
        "a number that a narrow column broke",
        "one label",
        "labels without numbers",
        "another number of figures in a cell",
        "fewer figures",
    ],
)
def test_any_other_row_stays_one(cells: list[Placed]) -> None:
    assert list(parted(cells)) == cells
