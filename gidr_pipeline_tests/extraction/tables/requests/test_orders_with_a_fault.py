"""Figures apart from their labels with one row at fault: no other has its figures, and most such texts are read."""

import random
from collections.abc import Callable
from dataclasses import replace
from itertools import product

import pytest

from gidr_pipeline.extraction import extract_document
from gidr_pipeline.extraction.model import Status
from gidr_pipeline_tests.cases import Case
from gidr_pipeline_tests.extraction.tables.scattered import Printed, Rows, by_columns, by_rows, cells_of, text_of
from gidr_pipeline_tests.judging import wrong_values
from gidr_pipeline_tests.made import Made, make_report

ROW = 13
Fault = Callable[[list[str]], list[str]]


def columns_of_ragged(rows: Rows) -> list[str]:
    return [row[at] for at in range(max(map(len, rows))) for row in rows if at < len(row) and row[at]]


def lost(row: list[str]) -> list[str]:
    return [*row[:2], *row[3:]]


def lost_end(row: list[str]) -> list[str]:
    return row[:-1]


def lost_two(row: list[str]) -> list[str]:
    return [row[0], *row[3:]]


def doubled(row: list[str]) -> list[str]:
    at = row.index("0")
    return [*row[:at], "0", *row[at:]]


def torn(row: list[str]) -> list[str]:
    return [row[0][0], row[0][1:], *row[1:]]


def moved(row: list[str]) -> list[str]:
    return ["", *row]


def moved_over_the_edge(row: list[str]) -> list[str]:
    return ["", *row[:-1]]


def reported(seed: int = 4) -> Made:
    """A report whose row at fault begins with a number of two digits and has a zero."""
    for each in range(seed, seed + 1000):
        made = make_report(random.Random(each), "2021", 60)
        row = [value for key, value in made.cells.items() if key[0] == "requests"][7 * ROW : 7 * ROW + 7]
        if (row[0] or 0) >= 12 and str(row[0])[1] >= "1" and 0 in row:
            return made
    raise AssertionError("no such report")


def with_fault(made: Made, fault: Fault, arrange: Callable[[Rows], list[str]]) -> str:
    return text_of(made, lambda rows: (arrange([*rows[:ROW], fault(rows[ROW]), *rows[ROW + 1 :]]), []))


@pytest.mark.parametrize(
    ("fault", "arrange"),
    [
        *product([lost, lost_end], [by_rows, columns_of_ragged]),
        *product([doubled, moved, moved_over_the_edge], [by_rows]),
    ],
)
def test_one_row_at_fault_moves_no_other(fault: Fault, arrange: Callable[[Rows], list[str]]) -> None:
    made = reported()
    text = with_fault(made, fault, arrange)
    assert not list(wrong_values(made, extract_document(text.encode())))
    read = {key: cell for key, cell in cells_of(text).items() if key[0] == "requests"}
    assert sum(cell.value is None for cell in read.values()) <= 7
    assert all(cell.span or cell.status is Status.REPAIRED for cell in read.values() if cell.value is not None)


@pytest.mark.parametrize(
    ("fault", "arrange"),
    [*product([doubled, moved, moved_over_the_edge, torn], [columns_of_ragged]), *product([torn, lost_two], [by_rows])],
)
def test_other_faults_give_no_wrong_value(fault: Fault, arrange: Callable[[Rows], list[str]]) -> None:
    made = reported()
    assert not list(wrong_values(made, extract_document(with_fault(made, fault, arrange).encode())))


@pytest.mark.parametrize("column", range(7))
@pytest.mark.parametrize("row", range(0, 25, 6))
def test_a_figure_that_its_column_lost_is_found(row: int, column: int) -> None:
    made = reported()

    def arrange(rows: Rows) -> Printed:
        figures = by_columns(rows)
        del figures[column * len(rows) + row]
        return figures, []

    for key, cell in cells_of(text_of(made, arrange)).items():
        if key[0] == "requests":
            assert (cell.value, cell.status) == (made.cells[key], Status.REPAIRED)


@pytest.mark.parametrize("arrange", [by_rows, columns_of_ragged])
def test_a_misprint_besides_leaves_all_open(arrange: Callable[[Rows], list[str]]) -> None:
    made = reported()
    key = next(key for key in made.cells if key[0] == "requests")
    misprinted = replace(made, cells={**made.cells, key: (made.cells[key] or 0) + 5})
    text = text_of(misprinted, lambda rows: (arrange([*rows[:ROW], lost(rows[ROW]), *rows[ROW + 1 :]]), []))
    assert {cell.value for key, cell in cells_of(text).items() if key[0] == "requests"} == {None}


def test_where_several_tables_explain_the_text_none_is_taken_for_certain() -> None:
    """Page by page, the rows of a page may as well be those above them, where one of nothing but zeros is moved."""
    case = Case(109, "column by column, in pages", damages=("shift row",))
    assert not list(wrong_values(case.made, extract_document(case.data), case.blanks))
