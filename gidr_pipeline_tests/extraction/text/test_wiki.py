"""Tables in the markup of wikis."""

import random

import pytest

from gidr_pipeline.extraction import extract_document
from gidr_pipeline.extraction.text.wiki import without_wiki
from gidr_pipeline_tests.made import Grid, grids, make_report, print_report


def rows_on_lines(grid: Grid) -> str:
    body = "\n|-\n".join("| " + " || ".join(row) for row in grid)
    return f'{{| class="wikitable"\n|-\n{body}\n|}}'


def cells_on_lines(grid: Grid) -> str:
    head, *rows = grid
    lines = ["{|", *(f'! scope="col" | {cell}' for cell in head)]
    for row in rows:
        lines += ["|-", *(f'| colspan="1" style="text-align:center" | {cell}' for cell in row)]
    return "\n".join([*lines, "|}"])


@pytest.mark.parametrize("layout", [rows_on_lines, cells_on_lines])
@pytest.mark.parametrize("edition", ["2019", "2021"])
def test_a_wiki_table_is_read_as_one_with_bars(layout, edition: str) -> None:  # type: ignore[no-untyped-def]
    made = make_report(random.Random(16), edition, 60)
    text = print_report(made, {name: layout(grid) for name, grid in grids(made).items()})
    (report,) = extract_document(text.encode()).reports
    assert {(cell.table, cell.row, cell.column): cell.value for cell in report.cells} == made.cells


@pytest.mark.parametrize("text", ["a {| b\n| - | 3 |\n! 4\n", "| 规章 | 3 || 4 |\n|-\n"])
def test_other_texts_stay_as_they_are(text: str) -> None:
    assert without_wiki(text) == text
