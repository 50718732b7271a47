"""What programs that read pictures give: a record for each piece of text."""

import json
import random
from collections.abc import Callable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gidr_pipeline.extraction import extract_document
from gidr_pipeline.extraction.model import Status
from gidr_pipeline.extraction.text.recognised import with_pieces_on_lines
from gidr_pipeline_tests.habits import HABITS
from gidr_pipeline_tests.layouts import LAYOUTS
from gidr_pipeline_tests.made import grids, make_report, print_report

Pieces = Sequence[str]


def box(at: int) -> list[list[float]]:
    return [[12.0, 20.0 * at], [310.5, 20.0 * at], [310.5, 20.0 * at + 14], [12.0, 20.0 * at + 14]]


def words(pieces: Pieces) -> str:
    found = [{"words": piece, "location": {"top": 20 * at, "left": 12}} for at, piece in enumerate(pieces)]
    return json.dumps({"log_id": 17, "words_result_num": len(pieces), "words_result": found}, ensure_ascii=False)


def indented(pieces: Pieces) -> str:
    found = [{"DetectedText": piece, "Confidence": 99, "Polygon": box(at)} for at, piece in enumerate(pieces)]
    return json.dumps({"Response": {"TextDetections": found}}, ensure_ascii=False, indent=2)


def escaped(pieces: Pieces) -> str:
    return json.dumps([{"text": piece, "score": 0.98} for piece in pieces])


def sure(pieces: Pieces) -> str:
    return "\n".join(f"[{box(at)}, ('{piece}', 0.99{at % 10})]" for at, piece in enumerate(pieces))


def lists(pieces: Pieces) -> str:
    return json.dumps([[box(at), [piece, 0.97]] for at, piece in enumerate(pieces)], ensure_ascii=False)


def texts(pieces: Pieces) -> str:
    return json.dumps({"rec_texts": list(pieces), "rec_scores": [0.99] * len(pieces)}, ensure_ascii=False)


@pytest.mark.parametrize("given_as", [words, indented, escaped, sure, lists, texts], ids=lambda way: way.__name__)
@pytest.mark.parametrize("edition", ["2019", "2021"])
def test_pieces_are_read_as_lines(given_as: Callable[[Pieces], str], edition: str) -> None:
    made = make_report(random.Random(5), edition, 60)
    printed = print_report(made, {name: LAYOUTS["a cell a line"](grid) for name, grid in grids(made).items()})
    text = given_as([line for line in printed.split("\n") if line])
    (report,) = extract_document(text.encode()).reports
    assert {(cell.table, cell.row, cell.column): cell.value for cell in report.cells} == made.cells
    assert (report.agency, report.report_year) == (made.agency, made.year)


OUTSIDE = [
    lambda title, pieces: {"title": title, "rec_texts": pieces, "rec_scores": [0.99] * len(pieces)},
    lambda title, pieces: {"title": title, "words_result": [{"words": piece} for piece in pieces]},
    lambda title, pieces: {"文件": {"title": title, "by": "x"}, "found": [[box(1), [piece, 0.97]] for piece in pieces]},
]


@pytest.mark.parametrize("ascii_only", [False, True])
@pytest.mark.parametrize("given_as", OUTSIDE)
def test_a_title_before_the_pieces_is_kept(given_as: Callable[[str, Pieces], object], ascii_only: bool) -> None:
    made = make_report(random.Random(5), "2021", 60)
    printed = print_report(made, {name: LAYOUTS["a cell a line"](grid) for name, grid in grids(made).items()})
    title, *pieces = [line for line in printed.split("\n") if line]
    text = json.dumps(given_as(title, pieces), ensure_ascii=ascii_only)
    (report,) = extract_document(text.encode()).reports
    assert {(cell.table, cell.row, cell.column): cell.value for cell in report.cells} == made.cells
    assert (report.agency, report.report_year) == (made.agency, made.year)


LONG = ['"' + "a_" * 100_000, '"page_' * 40_000, '"a_page_' * 30_000, "'" + r"\'" * 100_000, '"a"' + " " * 200_000]


@pytest.mark.parametrize("text", LONG, ids=range(len(LONG)))
@pytest.mark.parametrize("pieces", [0, 60])
def test_long_texts_of_others_stay(text: str, pieces: int) -> None:
    assert with_pieces_on_lines(text + '{"words": "规"}, {"words": "0"}, ' * pieces).count("\n") == 2 * pieces


BLOCKS = [
    lambda said, at: {"text": said, "bbox": [80, 30 * at, 910, 30 * at + 22], "page_idx": at // 4},
    lambda said, at: {"block_bbox": [80.5, 30, 910, 55], "block_id": at, "block_content": said, "block_order": at + 1},
    lambda said, at: {"element_id": f"{at}c5e2d{at}", "text_as_html": said, "metadata": {"page_number": at // 4 + 1}},
    lambda said, at: {"level": 1, "score": 0.98, "md": said, "img_path": f"images/{at}f0.jpg"},
]


@pytest.mark.parametrize("indent", [None, 4])
@pytest.mark.parametrize("block", BLOCKS)
def test_the_places_of_blocks_are_no_figures_of_tables_that_leave_zeros_blank(
    block: Callable[[str, int], object], indent: int | None
) -> None:
    made = make_report(random.Random(5), "2021", 5)
    blank = {name: HABITS["zeros left blank"](grid, random.Random(5)) for name, grid in grids(made).items()}
    tables = {name: "\n" + LAYOUTS["HTML"](grid).replace("\n", "") + "\n" for name, grid in blank.items()}
    pieces = [line for line in print_report(made, tables).split("\n") if line]
    text = json.dumps([block(piece, at) for at, piece in enumerate(pieces)], ensure_ascii=False, indent=indent)
    (report,) = extract_document(text.encode()).reports
    cells = {(cell.table, cell.row, cell.column): cell.value or 0 for cell in report.cells}
    assert cells == made.cells
    assert {cell.status for cell in report.cells} == {Status.REPORTED, Status.BLANK}


ROWS = [{"name": "规章", "issued": 3}, {"name": "行政规范性文件", "issued": 4}] * 40
SAID = [{"label": f"第{at}项", "value": str(at)} for at in range(60)]


@pytest.mark.parametrize("records", [ROWS, SAID], ids=["figures of their own", "figures in other fields"])
def test_records_whose_fields_are_cells_stay_as_they_are(records: Sequence[object]) -> None:
    text = json.dumps(records, ensure_ascii=False)
    assert with_pieces_on_lines(text) == text


@given(st.text("[](){}\"',: 01规章\\nu\n", max_size=200), st.integers(0, 60))
def test_nothing_moves(text: str, times: int) -> None:
    whole = text + '{"words": "规"}, {"words": "0"}, ' * times
    assert len(with_pieces_on_lines(whole)) == len(whole)
