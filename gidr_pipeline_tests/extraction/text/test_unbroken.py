"""Texts without anything between their cells and lines."""

import random
import re

import pytest

from gidr_pipeline.extraction import extract_document
from gidr_pipeline.extraction.text.normalise import normalise
from gidr_pipeline.extraction.text.unbroken import ends_of
from gidr_pipeline_tests.layouts import LAYOUTS, text_of
from gidr_pipeline_tests.made import make_report


@pytest.mark.parametrize("edition", ["2019", "2021"])
@pytest.mark.parametrize("size", [0, 3, 60])
@pytest.mark.parametrize("seed", range(4))
def test_rows_are_told_by_their_labels(seed: int, size: int, edition: str) -> None:
    made = make_report(random.Random(seed), edition, size)
    text = re.sub(r"\s", "", text_of(made, "a cell a line"))
    document = extract_document(text.encode())
    (report,) = document.reports
    assert (report.agency, report.report_year, report.edition) == (made.agency, made.year, edition)
    read = [cell for cell in report.cells if cell.value is not None]
    assert all(cell.value == made.cells[cell.table, cell.row, cell.column] for cell in read)
    assert len(read) >= 0.5 * len(made.cells)
    for cell in read:
        if cell.span and cell.status == "reported":
            assert document.text[slice(*cell.span)].startswith(str(cell.value).lstrip("-"))
    assert {section.code for section in report.sections} >= {"requests", "challenges", "problems"}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_texts_with_anything_between_their_cells_stay(layout: str) -> None:
    made = make_report(random.Random(1), size=20)
    assert ends_of(normalise(text_of(made, layout))) == []
