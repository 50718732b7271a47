"""Frames of reports whose cells or places contradict the form or the text."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from decimal import Decimal

import polars as pl
import pytest

from gidr_pipeline.extraction import extract_document
from gidr_pipeline.extraction.model import Cell, Cells, Document, Span
from gidr_pipeline.frames import SCHEMAS, FrameBuilder, Source
from gidr_pipeline.schemas import split_invalid
from gidr_pipeline_tests.folders import RAW

DOCUMENTS = [extract_document(path.read_bytes()) for path in sorted(RAW.rglob("*.txt"))]


def source(name: str) -> Source:
    return Source(name, "0" * 64, 1, "1", datetime(2026, 1, 1))


def with_cells(document: Document, change: Callable[[list[Cell]], list[Cell]]) -> Document:
    report = replace(document.reports[0], cells=Cells.of(change(list(document.reports[0].cells))))
    return replace(document, reports=(report,))


def frames_of(*documents: Document) -> dict[str, pl.DataFrame]:
    builder = FrameBuilder()
    for number, document in enumerate(documents):
        builder.add(document, document.reports[0], source(str(number)))
    return builder.frames()


def test_each_cell_has_the_name_and_the_value_that_was_read() -> None:
    cells = frames_of(*DOCUMENTS)["cells"]
    read = [
        (str(number), report.edition, *cell[:3], cell.value)
        for number, document in enumerate(DOCUMENTS)
        for report in document.reports
        for cell in report.cells
    ]
    assert cells.schema == SCHEMAS["cells"]
    assert cells.select("report_id", "edition", "table", "row", "column", "value").rows() == read


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda cells: cells[:-1], id="one missing"),
        pytest.param(lambda cells: [*cells, cells[-1]], id="one twice"),
        pytest.param(lambda cells: [cells[1], *cells[1:]], id="one in place of another"),
        pytest.param(lambda cells: [cells[1], cells[0], *cells[2:]], id="in another order"),
        pytest.param(lambda cells: [cells[0]._replace(column="total"), *cells[1:]], id="none of the form's"),
    ],
)
def test_a_report_with_other_cells_than_its_form_is_not_taken_in(change: Callable[[list[Cell]], list[Cell]]) -> None:
    builder = FrameBuilder()
    document = with_cells(DOCUMENTS[0], change)
    with pytest.raises(ValueError, match="cells"):
        builder.add(document, document.reports[0], source("a"))
    assert all(frame.is_empty() for frame in builder.frames().values())


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"span": Span(-9, -8)}, id="before the text"),
        pytest.param({"span": Span(10**6, 10**6 + 1)}, id="behind the text"),
        pytest.param({"span": Span(9, 9)}, id="no place"),
        pytest.param({"span": None}, id="reported from nowhere"),
        pytest.param({"value": None}, id="reported without a value"),
        pytest.param({"value": Decimal(-1)}, id="a negative count"),
    ],
)
def test_a_report_with_an_impossible_cell_is_left_out_alone(change: dict[str, object]) -> None:
    def changed(cells: list[Cell]) -> list[Cell]:
        at = next(at for at, cell in enumerate(cells) if cell.table == "requests" and cell.value == 0)
        return [*cells[:at], cells[at]._replace(**change), *cells[at + 1 :]]  # type: ignore[arg-type]

    whole = DOCUMENTS[1]
    kept, broken = split_invalid(frames_of(with_cells(DOCUMENTS[0], changed), whole))
    assert set(broken["report_id"]) == {"0"}
    assert all(set(frame["report_id"]) <= {"1"} for frame in kept.values())
    assert kept["cells"].height == len(whole.reports[0].cells)
