"""Fields in quotes that hold line ends, as programs write them and sheets copy them, whatever stands before lines."""

import csv
import io
import random
from collections.abc import Callable

import pytest

from gidr_pipeline.extraction import extract_document
from gidr_pipeline.extraction.text.quoted import without_numbers_and_breaks
from gidr_pipeline_tests.made import Grid, grids, make_report, print_report


def broken(cell: str) -> str:
    return "\n".join(cell[at : at + 9] for at in range(0, len(cell), 9))


def ended(cell: str) -> str:
    return f"{cell}\n" if cell else cell


def written(grid: Grid, separator: str, broken: Callable[[str], str], *, numbers: bool = False) -> str:
    said = io.StringIO()
    quoting = csv.QUOTE_ALL if numbers else csv.QUOTE_MINIMAL
    rows = csv.writer(said, delimiter=separator, quoting=quoting, lineterminator="\n")
    if numbers:
        rows.writerow(["", *range(len(grid[0]))])
    for number, row in enumerate(grid):
        rows.writerow([*([number] if numbers else []), *map(broken, row)])
    return said.getvalue()


def with_line_numbers(text: str, between: str) -> str:
    return "".join(f"{at:6}{between}{line}\n" for at, line in enumerate(text.splitlines(), 1))


WAYS: dict[str, Callable[[Grid], str]] = {
    "commas, labels over lines": lambda grid: written(grid, ",", broken),
    "commas, numbers of rows and columns": lambda grid: written(grid, ",", broken, numbers=True),
    "space behind the quotes": lambda grid: written(grid, ",", broken, numbers=True).replace('",', '" ,'),
    "a copy of a sheet": lambda grid: written(grid, "\t", broken),
    "a copy of a sheet, line ends behind": lambda grid: written(grid, "\t", ended),
    "lines numbered": lambda grid: with_line_numbers(written(grid, ",", broken), "\t"),
    "lines of a copy numbered": lambda grid: with_line_numbers(written(grid, "\t", broken), "\t"),
    "lines numbered with bars, and rows": lambda grid: with_line_numbers(
        written(grid, ",", broken, numbers=True), " | "
    ),
    "in mail": lambda grid: "".join(f"> {line}\n" for line in written(grid, ",", broken).splitlines()),
}


@pytest.mark.parametrize("blank", [False, True], ids=["zeros printed", "zeros blank"])
@pytest.mark.parametrize("edition", ["2019", "2021"])
@pytest.mark.parametrize("way", WAYS)
def test_rows_are_whole(way: str, edition: str, blank: bool) -> None:
    made = make_report(random.Random(11), edition, 60)
    laid = {
        name: WAYS[way]([["" if blank and cell == "0" else cell for cell in row] for row in grid]) + "\n"
        for name, grid in grids(made).items()
    }
    (report,) = extract_document(print_report(made, laid).encode()).reports
    expected = {key: None if blank and value == 0 else value for key, value in made.cells.items()}
    assert {(cell.table, cell.row, cell.column): cell.value for cell in report.cells} == expected


@pytest.mark.parametrize(
    "text",
    [
        '规章\t3\t"\n行政规范性文件\t5\t"\n',
        '规章,3,"\n行政规范性文件,5,"\n',
        '"规章 3 0\n行政许可 12 4"\n',
        '他说"好\n的"，就走了。\n',
    ],
)
def test_quotes_that_are_none_of_a_field_join_nothing(text: str) -> None:
    assert without_numbers_and_breaks(text) == text
