"""Tables of other shapes: columns, rows and channels that the form has not, or has in other places, and second tables.

What is asked of each is the same: no value but the printed one.
"""

import random
from collections.abc import Callable
from itertools import product

import pytest

from gidr_pipeline.extraction import extract_document
from gidr_pipeline.extraction.model import Status
from gidr_pipeline.forms import TABLES, TableName
from gidr_pipeline_tests.layouts import LAYOUTS
from gidr_pipeline_tests.made import Grid, Made, grids, make_report, print_report
from gidr_pipeline_tests.unmended import known

LAYOUTS_HERE = [*LAYOUTS][::3]

Change = Callable[[Grid], None]


def is_row(row: list[str]) -> bool:
    return sum(cell.lstrip("+-").isdigit() for cell in row) > 4


def subtotal_with_a_blank(grid: Grid) -> None:
    for i, row in enumerate(grid):
        figures = row[3:]
        row.insert(4, str(sum(map(int, figures[1:6]))) if is_row(row) else "法人小计" if "商业企业" in row else "")
        if is_row(row) and i % 3 == 0:
            row[6] = ""


def serial_numbers_with_a_blank(grid: Grid) -> None:
    for i, row in enumerate(grid):
        row.insert(0, str(i) if is_row(row) else "序号" if i == 1 else "")
        if is_row(row) and i % 4 == 0:
            row[-2] = ""


def shares(grid: Grid) -> None:
    for row in grid:
        row.append("9%" if is_row(row) else "占比" if "总计" in row else "")


def swapped_columns(grid: Grid) -> None:
    for row in grid:
        row[6], row[7] = row[7], row[6]


def total_first(grid: Grid) -> None:
    for row in grid:
        row.insert(3, row.pop())
    grid[2][3], grid[1][3] = "", "总计"


def total_with_a_mark(grid: Grid) -> None:
    for row in grid:
        if is_row(row):
            row[-1] += "?"


def total_with_a_full_stop(grid: Grid) -> None:
    for row in grid:
        if is_row(row):
            row[-1] += "。"


def notes_below(grid: Grid) -> None:
    grid.append(["备注", "1", "2", "3", "4", "5", "6", "7"])
    grid.append(["制表人", "电话", "020-12345", "2"])


def doubled_and_marked(grid: Grid) -> None:
    row = next(row for row in grid if is_row(row))
    row.insert(4, row[4])
    row[-1] = f"{row[-1]}?"


def serial_numbers_with_a_lost_column(grid: Grid) -> None:
    for i, row in enumerate(grid):
        row.insert(0, str(i) if is_row(row) else "序号" if i == 1 else "")
        del row[8]


def a_lost_column_and_numbers_of_pages(grid: Grid) -> None:
    for i in [i for i, row in enumerate(grid) if is_row(row)][::-1]:
        del grid[i][4]
        if i % 5 == 0:
            grid.insert(i + 1, [str(90 + i // 5)])


def remarks_with_a_lost_total(grid: Grid) -> None:
    for i, row in enumerate(grid):
        row.append("上年12件" if i % 4 == 3 else "备注" if i == 0 else "")
        if i % 4 == 3:
            del row[9]


_CHANGES = (
    subtotal_with_a_blank, serial_numbers_with_a_blank, shares, swapped_columns, total_first, total_with_a_mark,
    total_with_a_full_stop, notes_below, doubled_and_marked, serial_numbers_with_a_lost_column,
    a_lost_column_and_numbers_of_pages, remarks_with_a_lost_total,
)  # fmt: skip
CHANGES = {change.__name__.replace("_", " "): change for change in _CHANGES}


def wrong(made: Made, tables: dict[str, str]) -> list[str]:
    (report,) = extract_document(print_report(made, tables).encode()).reports  # type: ignore[arg-type]
    pairs = [(cell, made.cells[cell.table, cell.row, cell.column]) for cell in report.cells]
    return [
        f"{cell.row}.{cell.column} is {cell.value} ({cell.status}), printed {printed}"
        for cell, printed in pairs
        if cell.value is not None and cell.value != printed
    ]


def wrong_when_changed(name: TableName, change: Change, layout: str, size: int) -> list[str]:
    """What is read wrongly of three reports of which one table is changed."""
    found = []
    for seed in range(3):
        made = make_report(random.Random(seed), size=size)
        tables = dict(grids(made))
        change(tables[name])
        found += wrong(made, {each: LAYOUTS[layout](grid) for each, grid in tables.items()})
    return found


@pytest.mark.parametrize(
    ("change", "layout"),
    [
        pytest.param(change, layout, id=f"{name}: {layout}", marks=known(name, layout))
        for name, change in CHANGES.items()
        for layout in LAYOUTS_HERE
    ],
)
def test_a_requests_table_of_another_shape(change: Change, layout: str) -> None:
    assert not wrong_when_changed("requests", change, layout, size=20)


def channels_swapped(grid: Grid) -> None:
    grid[1] = [
        "复议后起诉" if c == "未经复议直接起诉" else "未经复议直接起诉" if c == "复议后起诉" else c for c in grid[1]
    ]
    grid[3] = grid[3][:5] + grid[3][10:] + grid[3][5:10]


def _permute_results(grid: Grid, order: list[int]) -> None:
    grid[1][:5] = [grid[1][i] for i in order]
    for at in (5, 10):
        grid[2][at : at + 5] = [grid[2][at + i] for i in order]
    grid[3] = [grid[3][at + i] for at in (0, 5, 10) for i in order]


def results_permuted(grid: Grid) -> None:
    _permute_results(grid, [1, 0, 2, 4, 3])


def totals_first(grid: Grid) -> None:
    _permute_results(grid, [4, 0, 1, 2, 3])


def lawsuits_first(grid: Grid) -> None:
    grid[:] = [row[5:] + row[:5] for row in grid]


def transposed(grid: Grid) -> None:
    figures, results = grid[3], grid[1][:5]
    grid[:] = [
        ["", "行政复议", "未经复议直接起诉", "复议后起诉"],
        *([r, *figures[i::5]] for i, r in enumerate(results)),
    ]


def a_last_stray_line(grid: Grid) -> None:
    grid.append(["5 / 6"])


@pytest.mark.parametrize("layout", LAYOUTS_HERE)
@pytest.mark.parametrize(
    "change",
    [channels_swapped, results_permuted, totals_first, lawsuits_first, transposed, a_last_stray_line],
    ids=lambda c: c.__name__,
)
def test_a_challenges_table_of_another_shape(change: Change, layout: str) -> None:
    assert not wrong_when_changed("challenges", change, layout, size=60)


@pytest.mark.parametrize(("name", "layout"), [*product(TABLES, LAYOUTS)])
def test_a_second_table_of_the_same_kind(name: str, layout: str) -> None:
    made, other = (make_report(random.Random(seed), "2021", size=60) for seed in (1, 2))
    for order in ((0, 1), (1, 0)):
        tables = {each: LAYOUTS[layout](grid) for each, grid in grids(made).items()}
        pair = [tables[name], f"下属单位情况\n{LAYOUTS[layout](grids(other)[name])}"]  # type: ignore[index]
        tables[name] = "\n".join(pair[i] for i in order)  # type: ignore[index]
        assert not wrong(made, tables)  # type: ignore[arg-type]


def without_totals(grid: Grid) -> None:
    for row in grid:
        row[-1] = "" if is_row(row) else row[-1]


def without_a_column(at: int) -> Change:
    def change(grid: Grid) -> None:
        for row in grid:
            if is_row(row):
                row[:] = [*row[:at], *row[at + 1 :], ""]

    return change


IN_PLACES = ("tabs", "bars around", "markdown", "commas", "boxes", "bars for merged cells")


@pytest.mark.parametrize("layout", IN_PLACES)
@pytest.mark.parametrize("seed", range(4))
def test_a_column_of_totals_left_blank(layout: str, seed: int) -> None:
    made = make_report(random.Random(seed), size=60)
    tables = dict(grids(made))
    without_totals(tables["requests"])
    printed = {name: LAYOUTS[layout](grid) for name, grid in tables.items()}
    (report,) = extract_document(print_report(made, printed).encode()).reports
    cells = [cell for cell in report.cells if cell.table == "requests"]
    assert {(cell.status, cell.value) for cell in cells if cell.column == "total"} == {(Status.BLANK, None)}
    assert {cell.status for cell in cells if cell.column != "total"} == {Status.REPORTED}


@pytest.mark.parametrize("layout", IN_PLACES[::2])
@pytest.mark.parametrize("at", [3, 6, 8, 9])
def test_a_column_that_was_lost_is_not_that_of_the_totals(layout: str, at: int) -> None:
    """Its neighbours to the right stand a place to the left."""
    for seed in range(3):
        made = make_report(random.Random(seed), size=[0, 3, 60][seed])
        tables = dict(grids(made))
        without_a_column(at)(tables["requests"])
        assert not wrong(made, {name: LAYOUTS[layout](grid) for name, grid in tables.items()})
