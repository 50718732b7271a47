"""Reports whose requests table has its labels before its figures, in whatever order these stand."""

from collections.abc import Callable

from gidr_pipeline.extraction import extract_document
from gidr_pipeline.extraction.model import Cell
from gidr_pipeline.forms import TableName
from gidr_pipeline_tests.made import Made, grids, is_figure, print_report

Rows = list[list[str]]
Printed = tuple[list[str], list[str]]
"""What stands in the table's own section, and what stands below the next heading."""


def by_columns(rows: Rows) -> list[str]:
    return [figure for column in zip(*rows, strict=True) for figure in column]


def by_rows(rows: Rows) -> list[str]:
    return [figure for row in rows for figure in row]


def text_of(made: Made, arrange: Callable[[Rows], Printed]) -> str:
    """A report with the labels of each table before its figures, those of the requests table as arranged."""
    tables: dict[TableName, str] = {}
    below: list[str] = []
    for name, grid in grids(made).items():
        labels = [cell for row in grid for cell in row if cell and not is_figure(cell)]
        rows = [figures for row in grid if (figures := [cell for cell in row if is_figure(cell)])]
        here, behind = arrange(rows) if name == "requests" else (by_rows(rows), [])
        tables[name] = "\n".join([*below, *labels, *here]) + "\n"
        below = behind
    return print_report(made, tables)


def cells_of(text: str) -> dict[tuple[str, str, str], Cell]:
    (report,) = extract_document(text.encode()).reports
    return {(cell.table, cell.row, cell.column): cell for cell in report.cells}
