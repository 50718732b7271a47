"""The plain reading: every cell of a text in which nothing is unusual, and nothing of any other."""

import random
from collections.abc import Callable

import pytest

from gidr_pipeline.extraction.tables.plain import PlainReading, read_plain, wholes_of
from gidr_pipeline.extraction.text.normalise import normalise
from gidr_pipeline.forms import TABLES, TableName
from gidr_pipeline_tests.layouts import LAYOUTS
from gidr_pipeline_tests.made import Grid, Made, grids, is_figure, make_report, print_report


def read(
    made: Made, layout: str, name: TableName = "requests", change: Callable[[Grid], object] = list
) -> PlainReading:
    """The plain reading of a report with a change to one of its tables."""
    tables = dict(grids(made))
    change(tables[name])
    return read_plain(normalise(print_report(made, {each: LAYOUTS[layout](grid) for each, grid in tables.items()})))


@pytest.mark.parametrize("edition", ["2019", "2021"])
@pytest.mark.parametrize(
    "layout",
    [
        "tabs", "markdown", "merged cells repeated", "a cell a line", "spaces", "aligned with spaces", "HTML",
        "figures over two lines", "on one line", "a cell a line, bars before",
    ],
)  # fmt: skip
def test_tables_whose_figures_follow_their_labels_are_plain(layout: str, edition: str) -> None:
    made = make_report(random.Random(3), edition, 40)
    reading = read(made, layout)
    assert (reading.is_whole, reading.edition) == (True, edition)
    cells = [cell for name in TABLES for cell in reading.tables[name].cells]
    assert {(cell.table, cell.row, cell.column): cell.value for cell in cells} == made.cells


@pytest.mark.parametrize("layout", ["boxes", "column by column", "labels, then figures", "cells glued together"])
def test_texts_whose_figures_do_not_are_not(layout: str) -> None:
    assert not read(make_report(random.Random(3), "2021", 40), layout).tables


def figure_rows(grid: Grid) -> list[list[str]]:
    return [row for row in grid if any(map(is_figure, row))]


def names_exchanged(grid: Grid) -> None:
    head = next(row for row in grid if "科研机构" in row)
    at, other = head.index("科研机构"), head.index("法律服务机构")
    head[at], head[other] = head[other], head[at]


def a_name_more(grid: Grid) -> None:
    next(row for row in grid if "科研机构" in row)[3] = "小计"


def a_figure_more(grid: Grid) -> None:
    figure_rows(grid)[4].append("0")


def a_figure_less(grid: Grid) -> None:
    figure_rows(grid)[4][-2] = ""


def a_sum_that_fails(grid: Grid) -> None:
    row = figure_rows(grid)[4]
    row[-1] = str(int(row[-1]) + 1)


def a_sum_down_that_fails(grid: Grid) -> None:
    row = figure_rows(grid)[5]
    row[-2:] = (str(int(cell) + 1) for cell in row[-2:])


def a_figure_that_is_none(grid: Grid) -> None:
    figure_rows(grid)[4][-2] = "o"


def more_that_may_be_a_figure(grid: Grid) -> None:
    figure_rows(grid)[4].insert(3, "3?")


def rows_exchanged(grid: Grid) -> None:
    at = grid.index(figure_rows(grid)[4])
    grid[at], grid[at + 1] = grid[at + 1], grid[at]


def a_label_lost(grid: Grid) -> None:
    row = figure_rows(grid)[4]
    row[:3] = "", "", ""


def the_table_again(grid: Grid) -> None:
    grid += [["上年"], *map(list, grid)]


@pytest.mark.parametrize("layout", ["tabs", "a cell a line"])
def test_one_misprint_is_given_as_printed(layout: str) -> None:
    made = make_report(random.Random(3), "2021", 40)
    changed = dict(grids(made))
    a_sum_that_fails(changed["requests"])
    printed = [int(cell) for row in figure_rows(changed["requests"]) for cell in row if is_figure(cell)]
    assert [cell.value for cell in read(made, layout, change=a_sum_that_fails).tables["requests"].cells] == printed


@pytest.mark.parametrize("layout", ["tabs", "markdown", "spaces", "a cell a line"])
@pytest.mark.parametrize(
    "change",
    [
        names_exchanged, a_name_more, a_figure_more, a_figure_less, a_sum_down_that_fails, a_figure_that_is_none,
        more_that_may_be_a_figure, rows_exchanged, a_label_lost,
        the_table_again,
    ],
)  # fmt: skip
def test_requests_with_anything_unusual_are_not_plain(change: Callable[[Grid], object], layout: str) -> None:
    assert "requests" not in read(make_report(random.Random(3), "2021", 40), layout, change=change).tables


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("proactive", lambda grid: grid[1].__setitem__(slice(1, 3), grid[1][2:0:-1])),
        ("proactive", lambda grid: figure_rows(grid)[0].append("3")),
        ("proactive", lambda grid: figure_rows(grid)[0].__setitem__(1, "")),
        ("proactive", lambda grid: grid.insert(2, ["上年"])),
        ("challenges", lambda grid: grid[1].__setitem__(slice(0, 2), grid[1][1::-1])),
        ("challenges", lambda grid: grid[-1].__setitem__(4, str(int(grid[-1][4]) + 1))),
        ("challenges", lambda grid: grid[-1].append("0")),
        ("challenges", lambda grid: grid.append(list(grid[-1]))),
    ],
)
def test_of_the_others_what_is_plain_is_kept(name: TableName, change: Callable[[Grid], object]) -> None:
    reading = read(make_report(random.Random(3), "2021", 40), "tabs", name, change)
    assert set(reading.tables) == set(TABLES) - {name}


def test_the_lines_of_a_plain_text_are_wholes_where_each_table_has_its_own() -> None:
    made = make_report(random.Random(3), "2021", 40)
    text = normalise(print_report(made, {name: LAYOUTS["tabs"](grid) for name, grid in grids(made).items()}))
    _, requests, challenges = wholes_of(text, read_plain(text))
    assert requests.text.startswith("一、本年新收政府信息公开申请数量\t")
    assert challenges.text.split() == [str(value) for key, value in made.cells.items() if key[0] == "challenges"]
    shared = text.replace("一、本年新收", "下表 一、本年新收")
    assert read_plain(shared).is_whole
    assert not wholes_of(shared, read_plain(shared))
