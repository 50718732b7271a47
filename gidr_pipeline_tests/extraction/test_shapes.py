"""Recalled tables are what careful reading gives; whatever figures could decide is read carefully."""

import random
import re
from collections.abc import Iterator
from dataclasses import replace

import pytest

from gidr_pipeline.extraction import extract_document, shapes
from gidr_pipeline.extraction.model import Document
from gidr_pipeline.extraction.text.normalise import normalise
from gidr_pipeline_tests.cases import Case
from gidr_pipeline_tests.extractors.golden import golden_texts
from gidr_pipeline_tests.layouts import LAYOUTS
from gidr_pipeline_tests.made import grids, make_report, print_report

RECALLED = ("tabs", "bars around", "markdown", "a cell a line, tabs", "aligned with spaces", "HTML")


@pytest.fixture(autouse=True)
def _nothing_known() -> Iterator[None]:
    shapes.forget()
    yield
    shapes.forget()


def carefully(data: bytes) -> Document:
    shapes.forget()
    return extract_document(data)


def after(first: bytes, then: bytes) -> Document:
    """How the second text is read when the shapes of the first are known."""
    carefully(first)
    return extract_document(then)


def is_recalled(data: bytes) -> bool:
    return bool(shapes.recall(normalise(data.decode())))


def times(case: Case, factor: int) -> Case:
    """The same report with every figure as many times as large: its sums hold as they did."""
    larger = replace(case)
    cells = {key: None if value is None else value * factor for key, value in case.adding_up.cells.items()}
    larger.__dict__["adding_up"] = replace(case.adding_up, cells=cells)
    return larger


@pytest.mark.parametrize("layout", LAYOUTS)
def test_what_is_recalled_is_what_careful_reading_gives(layout: str) -> None:
    first = Case(1, layout)
    others = [times(first, 0), times(first, 1_234_567), replace(first, damages=("tear number",)), Case(2, layout)]
    texts = [case.data for case in (first, *others)]
    recalled = [extract_document(data) for data in texts]
    assert recalled == [carefully(data) for data in texts]


@pytest.mark.parametrize("layout", RECALLED)
def test_tables_of_one_template_are_recalled(layout: str) -> None:
    carefully(Case(1, layout).data)
    assert is_recalled(times(Case(1, layout), 7).data)


def test_golden_texts_are_read_the_same_after_each_other() -> None:
    texts = [golden.path.read_bytes() for golden in golden_texts()][::20]
    cold = [carefully(data) for data in texts]
    shapes.forget()
    for data in texts:
        extract_document(data)
    assert [extract_document(data) for data in texts] == cold


def with_tabs(edition: str) -> str:
    made = make_report(random.Random(5), edition)
    return print_report(made, {name: LAYOUTS["tabs"](grid) for name, grid in grids(made).items()})


TEXT = with_tabs("2021")
YEAR = str(make_report(random.Random(5), "2021").year)
FOURTH = TEXT.index("四、政府信息公开")


def with_cell(label: str, at: int, figure: str) -> str:
    """The text with another figure in a cell of the row with this label."""
    row = re.search(rf"^.*{label}.*$", TEXT, re.MULTILINE)
    assert row is not None
    cells = row[0].split("\t")
    places = [place for place, cell in enumerate(cells) if re.fullmatch(r"[+-]?[\d.]+", cell)]
    cells[places[at]] = figure
    return TEXT[: row.start()] + "\t".join(cells) + TEXT[row.end() :]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(with_cell("一、本年新收", 0, "987654"), id="a sum that fails"),
        pytest.param(with_cell("规章", 0, "-3"), id="a negative count"),
        pytest.param(with_cell("规章", 0, "+3"), id="a sign for a count"),
        pytest.param(with_cell("规章", 0, "2.5"), id="a fraction of a document"),
        pytest.param(with_cell("规章", 0, "12余"), id="a figure that is none"),
        pytest.param(with_cell("规章", 0, "007"), id="zeros before a figure"),
        pytest.param(with_cell("规章", 0, "\0"), id="a character that is none"),
        pytest.param(with_cell("规章", 0, "12\t3"), id="a figure more"),
        pytest.param(TEXT + TEXT, id="a second report"),
        pytest.param(TEXT[:FOURTH] + "其他处理\t1\t2\n" + TEXT[FOURTH:], id="a further row"),
        pytest.param(TEXT[:FOURTH] + "以上 3 项\n" + TEXT[FOURTH:], id="words and a figure below"),
        pytest.param(TEXT.replace("三、收到和处理", "收到与处理", 1), id="a heading in other words"),
    ],
)
def test_what_speaks_against_the_shape_is_read_carefully(text: str) -> None:
    assert after(TEXT.encode(), text.encode()) == carefully(text.encode())
    carefully(TEXT.encode())
    assert is_recalled(TEXT.encode())
    assert not is_recalled(text.encode())


def test_a_repeated_section_of_another_edition_is_not_taken_for_this_one() -> None:
    texts = [with_tabs(edition).encode() for edition in ("2019", "2021")]
    cold = [carefully(data) for data in texts]
    shapes.forget()
    for data in texts:
        extract_document(data)
    assert [is_recalled(data) for data in texts] == [True, True]
    assert [extract_document(data) for data in texts] == cold


def test_prose_above_a_recalled_table_is_read_in_the_light_of_its_own_report() -> None:
    third = TEXT.index("\n", TEXT.index("三、收到和处理")) + 1
    texts = [
        TEXT[:third].replace(YEAR, year) + f"{YEAR}年共收到政府信息公开申请987件。\n" + TEXT[third:]
        for year in (YEAR, "1999")
    ]
    cold = [carefully(text.encode()) for text in texts]
    carefully(texts[0].encode())
    assert [is_recalled(text.encode()) for text in texts] == [True, True]
    assert [extract_document(text.encode()) for text in texts] == cold
    assert [987 in [claim.value for claim in document.reports[0].claims] for document in cold] == [True, False]


def test_heads_over_other_columns_are_another_shape() -> None:
    layout = LAYOUTS["aligned with spaces"]
    made = make_report(random.Random(5), "2021")
    printed = {name: layout(grid) for name, grid in grids(made).items()}
    text = print_report(made, printed)
    gap = re.search(r"商业企业( +)科研机构( +)社会公益组织", text)
    assert gap is not None
    moved = text.replace(gap[0], f"商业企业{gap[1][:-4]}科研机构{gap[2]}    社会公益组织")
    assert after(text.encode(), moved.encode()) == carefully(moved.encode())
    carefully(text.encode())
    assert is_recalled(text.encode())
    assert not is_recalled(moved.encode())


@pytest.mark.parametrize("layout", ["labels, then figures", "column by column", "labels, then figures in rows"])
def test_figures_apart_from_their_labels_are_never_recalled(layout: str) -> None:
    carefully(Case(1, layout).data)
    assert not is_recalled(Case(1, layout).data)


def test_a_row_that_stands_again_is_no_shape() -> None:
    again = TEXT[:FOURTH] + "规章\t0\t0\t0\n" + TEXT[FOURTH:]
    carefully(again.encode())
    assert not is_recalled(again.encode())


def test_only_so_many_shapes_are_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shapes, "_MOST_SHAPES", 4)
    for layout in RECALLED:
        extract_document(Case(1, layout).data)
        assert len(shapes._known) <= 4
