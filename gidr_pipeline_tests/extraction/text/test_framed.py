"""Texts in a frame of rules and bars, as converters print the layout tables of web pages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gidr_pipeline.extraction import extract_document
from gidr_pipeline.extraction.text.framed import without_frames
from gidr_pipeline_tests.cases import Case


def framed(text: str, indent: str = "") -> str:
    lines = text.split("\n")
    width = max(map(len, lines))
    rule = f"{indent}+{'-' * (width + 2)}+"
    return "\n".join([rule, *(f"{indent}| {line.ljust(width)} |" for line in lines), rule])


@pytest.mark.parametrize("layout", ["spaces", "bars around", "a cell a line", "boxes"])
@pytest.mark.parametrize("depth", [1, 2])
def test_a_report_in_a_frame_is_read_like_one_without(layout: str, depth: int) -> None:
    case = Case(4, layout, size=10)
    text = case.text.replace("\t", " ")
    for _ in range(depth):
        text = framed(text, "  ")
    (report,) = extract_document(f"首页\n\n{text}\n\n版权所有\n".encode()).reports
    (bare,) = extract_document(case.text.encode()).reports
    assert (report.agency, report.report_year) == (bare.agency, bare.report_year)
    assert {(cell.table, cell.row, cell.column): cell.value for cell in report.cells} == case.made.cells


@pytest.mark.parametrize(
    "text",
    [
        "+------------+\n| 规章 0 0 0 |\n+------------+\n",
        "+--------+----+\n" + "| 规章   | 0  |\n" * 30 + "+--------+----+\n",
        "+------------+\n" + "规章 0 0 0\n" * 30 + "+------------+\n",
    ],
    ids=["a single cell", "a table", "rules around lines"],
)
def test_other_rules_stay(text: str) -> None:
    assert without_frames(text) == text


@given(
    st.lists(
        st.sampled_from(["+----------+", "| 规章 0 |", "| +------------+ |", "  +----------+", "规章", ""]), max_size=90
    )
)
def test_nothing_but_the_frame_becomes_space(lines: list[str]) -> None:
    text = "\n".join(lines)
    pairs = zip(text, without_frames(text), strict=True)
    assert all(one == other or (one in "+-|" and other == " ") for one, other in pairs)
