"""Tables that a program wrote column by column."""

import json
import random

import pytest

from gidr_pipeline.extraction import extract_document
from gidr_pipeline.extraction.model import Status
from gidr_pipeline.extraction.text.by_columns import with_rows
from gidr_pipeline.extraction.text.invisible import Visible
from gidr_pipeline_tests.made import Grid, grids, make_report, print_report, printed


def by_columns(grid: Grid, *, ascii_only: bool, indent: int | None = None) -> str:
    columns = {
        str(at): {str(n): cell or None for n, cell in enumerate(own)} for at, own in enumerate(zip(*grid, strict=True))
    }
    return json.dumps(columns, ensure_ascii=ascii_only, indent=indent)


@pytest.mark.parametrize("edition", ["2019", "2021"])
@pytest.mark.parametrize("ascii_only", [True, False])
@pytest.mark.parametrize("indent", [None, 2])
def test_each_figure_is_read_in_its_row_and_leads_back_to_its_characters(
    edition: str, ascii_only: bool, indent: int | None
) -> None:
    made = make_report(random.Random(8), edition, 60)
    tables = {name: by_columns(grid, ascii_only=ascii_only, indent=indent) for name, grid in grids(made).items()}
    document = extract_document(print_report(made, tables).encode())
    (report,) = document.reports
    assert {(cell.table, cell.row, cell.column): cell.value for cell in report.cells} == made.cells
    assert all(
        document.text[slice(*cell.span)] == printed(cell.value, cell.column)
        for cell in report.cells
        if cell.span and cell.status is Status.REPORTED
    )


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ('{"名称":{"0":"规章"},"制发":{"0":3},"废止":{"0":null}}', "\n名称\t制发\t废止\n规章\t3\t\n"),
        ('前{"0":{"0":"a","1":"b"},"1":{"0":1,"1":2},"2":{"0":3,"1":4}}后', "前\na\t1\t3\nb\t2\t4\n后"),
        ('{"0":{"0":"a","1":"b"},"1":{"0":1},"2":{"0":3,"1":4}}', None),
        ('{"0":{"0":"a"},"1":{"0":1}}', None),
        ('{"0":{"1":"a"},"1":{"1":1},"2":{"1":4}}', None),
    ],
)
def test_rows_of_columns(text: str, seen: str | None) -> None:
    assert with_rows(Visible.of(text, text)).text == (text if seen is None else seen)
