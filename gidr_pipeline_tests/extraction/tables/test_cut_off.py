"""Texts that end in the middle of a row: its figures up to there, and nothing that may be another's or torn."""

import random
import re

import pytest

from gidr_pipeline.extraction import extract_document
from gidr_pipeline.extraction.model import Cell, Status
from gidr_pipeline_tests.cases import Case
from gidr_pipeline_tests.habits import HABITS
from gidr_pipeline_tests.layouts import LAYOUTS, text_of
from gidr_pipeline_tests.made import Made, make_report

_BEHIND_A_CELL = {
    "tabs": "\t",
    "bars between": "|",
    "bars around": " | ",
    "a cell a line": "\n",
    "spaces": "  ",
    "markdown": " |",
}
_MISREAD = {
    "column by column": "seven figures of a column read as those of the last label",
    "column by column, in pages": "likewise",
    "csv of a data frame": "numbers of columns read as a row of challenges",
}
"""Layouts of which the tables' readers misread a part, where the rest is cut off."""


@pytest.fixture(scope="module")
def made() -> Made:
    return make_report(random.Random(4), "2021", 400)


def row_of(text: str, row: str) -> list[Cell]:
    (report,) = extract_document(text.encode()).reports
    return [cell for cell in report.cells if cell.row == row]


def cut_behind(text: str, label: str, figures: int) -> int:
    """The end of so many figures behind a label."""
    return end_of(text, text.index(label) + len(label), figures)


def end_of(text: str, start: int, figures: int) -> int:
    """The end of so many figures behind a place."""
    return start + [match.end() for match in re.finditer(r"\d+", text[start:])][figures - 1]


@pytest.mark.parametrize("layout", _BEHIND_A_CELL)
@pytest.mark.parametrize(
    ("label", "row", "table"),
    [
        ("规范性文件", "normative_documents", "proactive"),
        ("予以公开", "granted", "requests"),
        ("保护第三方合法权益", "refused_third_party", "requests"),
    ],
)
def test_a_row_cut_in_the_middle_gives_the_cells_before_the_cut(
    made: Made, layout: str, label: str, row: str, table: str
) -> None:
    text = text_of(made, layout)
    text = text[: cut_behind(text, label, 2)]
    first, last, *rest = row_of(text, row)
    assert first.value == made.cells[first.table, row, first.column]
    assert first.table == table
    assert last.value in (None, 0)  # `0` is the beginning of no other number
    assert {cell.value for cell in rest} == {None}
    begun = row_of(text + _BEHIND_A_CELL[layout], row)[1]
    assert begun.value == (
        None if layout == "a cell a line" and last.value is None else made.cells[table, row, last.column]
    )


@pytest.mark.parametrize("layout", [each for each in LAYOUTS if each not in _MISREAD])
def test_the_last_figure_may_be_torn(layout: str) -> None:
    made = make_report(random.Random(len(layout)), size=400)
    text = text_of(made, layout)
    inside = [at for at in range(len(text) // 3, len(text)) if text[at - 1].isdigit() and text[at].isdigit()]
    for end in random.Random(layout).sample(inside, 4):
        for cell in extract_document(text[:end].encode()).reports[0].cells:
            assert cell.value in (None, made.cells.get((cell.table, cell.row, cell.column))), text[end - 60 : end]


def test_a_total_at_the_end_to_which_its_row_adds_up_is_whole(made: Made) -> None:
    text = text_of(made, "tabs")
    text = text[: cut_behind(text, "保护第三方合法权益", 7)]
    assert text[-1].isdigit()
    total = row_of(text, "refused_third_party")[-1]
    assert (total.status, total.value) == (Status.REPORTED, made.cells["requests", "refused_third_party", "total"])


@pytest.mark.parametrize("habit", ["zeros left blank", "some zeros left blank", "totals left blank"])
@pytest.mark.parametrize("layout", ["tabs", "bars around", "a cell a line", "spaces"])
def test_where_blanks_may_have_vanished_no_figure_is_given_another_place(layout: str, habit: str) -> None:
    assert habit in HABITS
    for seed in range(2):
        case = Case(seed, layout=layout, size=60, damages=(habit,))
        start = case.text.index("三、收到和处理")
        for end in random.Random(seed).sample(range(start, len(case.text)), 4):
            document = extract_document(case.text[:end].encode())
            for cell in document.reports[0].cells:
                assert cell.value in (None, case.made.cells.get((cell.table, cell.row, cell.column)))


def challenges_of(text: str) -> list[Cell]:
    (report,) = extract_document(text.encode()).reports
    return [cell for cell in report.cells if cell.table == "challenges"]


@pytest.mark.parametrize("layout", _BEHIND_A_CELL)
@pytest.mark.parametrize("figures", [3, 8, 13])
def test_a_row_of_challenges_cut_in_the_middle_gives_the_cells_before_the_cut(
    made: Made, layout: str, figures: int
) -> None:
    text = text_of(made, layout)
    row = text.rindex("总计", 0, text.index("五、"))
    cells = challenges_of(text[: end_of(text, row, figures)])
    expected = [made.cells[cell.table, cell.row, cell.column] for cell in cells]
    assert [cell.value for cell in cells[: figures - 1]] == expected[: figures - 1]
    assert all(cell.value is None for cell in cells[figures:])


@pytest.mark.parametrize("layout", [each for each in LAYOUTS if each not in _MISREAD])
@pytest.mark.parametrize("damage", ["lose zero", "lose any", "zeros left blank", "some zeros left blank"])
def test_a_text_that_ends_with_the_challenges_is_not_taken_for_cut_off(layout: str, damage: str) -> None:
    for seed in range(3):
        case = Case(seed, layout=layout, size=10, damages=(damage,))
        text = case.text[: case.text.index("五、")]
        for cell in challenges_of(text):
            assert cell.value in (None, case.made.cells.get((cell.table, cell.row, cell.column))), text[-200:]
