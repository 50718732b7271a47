"""Texts in which characters are escapes: JSON, a row of a dump, what a feed, an address or a mail carries."""

import html
import json
import quopri
import random
from collections.abc import Callable
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gidr_pipeline.extraction import extract_document
from gidr_pipeline.extraction.text.escaped import without_escapes
from gidr_pipeline_tests.cases import Case
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


def test_an_escaped_figure_leads_to_its_escapes() -> None:
    body = "规章\t３０\t０\t１２\n" + "一\n" * 20
    table = f"二、主动公开政府信息情况\n信息内容\t本年制发件数\t本年废止件数\t现行有效件数\n{body}"
    text = line_of_json("水务局2022年政府信息公开工作年度报告", table).encode("ascii", "backslashreplace").decode()
    (report,) = extract_document(text.encode()).reports
    spans = [(cell.value, text[slice(*cell.span)]) for cell in report.cells if cell.value is not None and cell.span]
    assert spans == [(30, r"\uff13\uff10"), (0, r"\uff10"), (12, r"\uff11\uff12")]


def test_a_character_of_private_use_is_no_rest_of_an_escape() -> None:
    table = "二、主动公开政府信息情况\n信息内容\t本年制发件数\t本年废止件数\t现行有效件数\n规章\t3\ue001\t0\t1\ue000\n"
    (report,) = extract_document(f"水务局2022年政府信息公开工作年度报告\n{table}".encode()).reports
    assert [cell.value for cell in report.cells if cell.row == "rules"] == [None, 0, None]


def in_numbers(text: str) -> str:
    return "".join(character if character.isascii() else f"&#{ord(character)};" for character in text)


WRITTEN: dict[str, Callable[[str], str]] = {
    "JSON in ASCII": lambda page: json.dumps({"content": page}),
    "JSON of PHP": lambda page: json.dumps({"content": page.replace("\n", "")}).replace("/", "\\/"),
    "JSON in JSON": lambda page: json.dumps(json.dumps({"content": page})),
    "a feed": lambda page: f"<item><description>{html.escape(page)}</description></item>",
    "a feed of a feed": lambda page: html.escape(html.escape(page)),
    "numbers of characters": in_numbers,
    "an address": quote,
    "western characters": lambda page: page.encode().decode("latin-1"),
    "western characters twice": lambda page: page.encode().decode("latin-1").encode().decode("latin-1"),
    "a mail": lambda page: quopri.encodestring(page.encode()).decode(),
}


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("written", WRITTEN.values(), ids=WRITTEN)
def test_a_page_is_read_however_its_characters_are_written(written: Callable[[str], str], seed: int) -> None:
    case = Case(seed, "HTML", misprint=seed % 2 == 1)
    blocks = (block if block.startswith("<") else f"<p>{block}</p>" for block in case.text.split("\n"))
    document = extract_document(written("\n".join(blocks)).encode())
    (report,) = document.reports
    assert (report.agency, report.report_year) == (case.made.agency, case.made.year)
    assert {(cell.table, cell.row, cell.column): cell.value for cell in report.cells} == case.made.cells
    figures = [(document.text or "")[slice(*cell.span)] for cell in report.cells if cell.span and not cell.note]
    assert sum(figure.lstrip("+-").isdigit() for figure in figures) > 150


@given(st.text(r"\\u4e00nrt/&lt;#x%=0123456789ABCDEF" + "\n", max_size=60))
def test_nothing_moves(text: str) -> None:
    whole = text + r"\n&lt;/%E4%B8%80=E4=B8=80" * 20
    assert len(without_escapes(whole)) == len(whole)


@pytest.mark.parametrize(
    "text", [r"C:\name" + "\n", r"\noindent 一\newline" * 30, r"\n" * 19, "见 http://a.cn/%E4%B8%80%E4\n" * 30]
)
def test_other_texts_stay_as_they_are(text: str) -> None:
    assert without_escapes(text) == text
