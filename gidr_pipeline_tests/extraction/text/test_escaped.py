"""Texts whose line ends are escapes: a line of JSON, a row of a dump."""

import json
import random

import pytest

from gidr_pipeline.extraction import extract_document
from gidr_pipeline.extraction.text.escaped import without_escapes
from gidr_pipeline_tests.layouts import text_of
from gidr_pipeline_tests.made import make_report


def line_of_json(title: str, body: str) -> str:
    return json.dumps({"id": 90817, "title": title, "content": body}, ensure_ascii=False) + "\n"


def row_of_a_dump(title: str, body: str) -> str:
    content = body.replace("'", "\\'").replace("\n", "\\r\\n").replace("\t", "\\t")
    return (
        f"INSERT INTO `article` (`id`,`title`,`time`,`content`) VALUES\n(90817,'{title}','2023-01-11','{content}');\n"
    )


@pytest.mark.parametrize("layout", ["tabs", "bars around", "a cell a line"])
@pytest.mark.parametrize("wrapped", [line_of_json, row_of_a_dump])
def test_escapes_are_read_as_what_they_stand_for(wrapped, layout: str) -> None:  # type: ignore[no-untyped-def]
    made = make_report(random.Random(3), "2021", 60)
    text = wrapped("青江市东平区水务局2022年政府信息公开工作年度报告", text_of(made, layout))
    document = extract_document(text.encode())
    (report,) = document.reports
    assert {(cell.table, cell.row, cell.column): cell.value for cell in report.cells} == made.cells
    assert document.text == text
    assert all(text[slice(*cell.span)] == str(cell.value) for cell in report.cells if cell.span)


def test_nothing_moves() -> None:
    text = r"{\"content\": \"一\\r\\n二\\t三\"}".replace("\\\\", "\\") + r"\n" * 20
    assert len(without_escapes(text)) == len(text)


@pytest.mark.parametrize("text", [r"C:\name" + "\n", r"\noindent 一\newline" * 30, r"\n" * 19])
def test_other_texts_stay_as_they_are(text: str) -> None:
    assert without_escapes(text) == text
