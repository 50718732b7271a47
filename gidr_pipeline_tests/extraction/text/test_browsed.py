"""Tables whose cells hold paragraphs, as a browser gives them."""

import random

import pytest

from gidr_pipeline.extraction import extract_document
from gidr_pipeline.extraction.text.browsed import with_cells_joined
from gidr_pipeline_tests.made import Grid, grids, make_report, print_report


def copied(grid: Grid) -> str:
    return "".join("\n\n\t\n\n".join(cell or "\xa0" for cell in row) + "\n\n\n\n\n" for row in grid)


@pytest.mark.parametrize("blank", [False, True], ids=["zeros printed", "zeros blank"])
@pytest.mark.parametrize("edition", ["2019", "2021"])
def test_its_places_are_kept(edition: str, blank: bool) -> None:
    made = make_report(random.Random(11), edition, 60)
    laid = {
        name: copied([["" if blank and cell == "0" else cell for cell in row] for row in grid])
        for name, grid in grids(made).items()
    }
    text = print_report(made, laid)
    (report,) = extract_document(text.encode()).reports
    expected = {key: None if blank and value == 0 else value for key, value in made.cells.items()}
    assert {(cell.table, cell.row, cell.column): cell.value for cell in report.cells} == expected


@pytest.mark.parametrize("text", ["规章\n\t3\n\t\n\t5\n" * 20, "规章\n\t\n3\n"])
def test_other_texts_stay_as_they_are(text: str) -> None:
    assert with_cells_joined(text) == text
