"""Tables whose every cell has lines of its own, empty ones among them."""

import random
from collections.abc import Callable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gidr_pipeline.extraction import extract_document
from gidr_pipeline.extraction.model import Status
from gidr_pipeline.extraction.text.stacked import with_stacked_rows
from gidr_pipeline_tests.made import Grid, Made, grids, make_report, print_report

Row = Sequence[str]
_WIDE = 10


def _run(row: Row) -> str:
    return f" {'|' * (_WIDE - len(row))}" if len(row) < _WIDE else ""


# What extractors of web pages make of the rows of a table; the names tell how pages were seen to come.
LAYOUTS: dict[str, Callable[[Row], str]] = {
    "a bar behind each cell": lambda row: "".join(f"{cell} |\n" if cell else "|\n" for cell in row),
    "a run behind the last": lambda row: "".join(f"{cell} |\n".lstrip() for cell in row)[:-1] + _run(row) + "\n",
    "a bar before each row": lambda row: (
        "|\n" + "".join(f"{cell} |\n".lstrip() for cell in row)[:-1] + _run(row) + "\n"
    ),
    "bars among white space": lambda row: (
        "| \n" + "  | \n".join(f" {cell}" for cell in row) + "  | " + _run(row) + "\n"
    ),
    "bars on lines of their own": lambda row: "".join(f"{cell}\n|\n" for cell in row),
    "paragraphs": lambda row: "".join(f"{cell or ' '}\n\n" for cell in row),
}


def rows_of(grid: Grid, blank: Callable[[str], bool]) -> list[list[str]]:
    """The rows of a grid without the places that merged cells cover, some of its figures left blank."""
    return [["" if blank(cell) else cell for cell in row if cell] for row in grid]


def text_of(made: Made, layout: str, change: Callable[[str, list[list[str]]], object] = lambda *_: None) -> str:
    """A report whose zeros are blank."""
    printed = dict[str, str]()
    for name, grid in grids(made).items():
        rows = rows_of(grid, lambda cell: cell == "0")
        change(name, rows)
        printed[name] = "".join(map(LAYOUTS[layout], rows))
    return print_report(made, printed)


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("edition", ["2019", "2021"])
@pytest.mark.parametrize("seed", [3, 11])
def test_an_empty_place_is_blank_and_the_figures_stand_at_their_columns(layout: str, edition: str, seed: int) -> None:
    made = make_report(random.Random(seed), edition, 60)
    (report,) = extract_document(text_of(made, layout).encode()).reports
    read = {(cell.table, cell.row, cell.column): (cell.value, cell.status) for cell in report.cells}
    for key, value in made.cells.items():
        assert read[key] == ((value, Status.REPORTED) if value else (None, Status.BLANK)), key


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_form_that_is_not_filled_in_is_blank(layout: str) -> None:
    made = make_report(random.Random(3), "2021", 60)
    text = print_report(
        made,
        {
            name: "".join(map(LAYOUTS[layout], rows_of(grid, lambda cell: cell.lstrip("-").isdecimal())))
            for name, grid in grids(made).items()
        },
    )
    (report,) = extract_document(text.encode()).reports
    others = {(cell.table, cell.status) for cell in report.cells if cell.status is not Status.BLANK}
    assert others <= {("challenges", Status.MISSING)}  # a line of nothing but bars may be one of merged columns


def _without_a_place(at: int) -> Callable[[str, list[list[str]]], object]:
    """A row of requests of which one empty cell has vanished."""

    def change(name: str, rows: list[list[str]]) -> None:
        if name == "requests":
            row = [row for row in rows if "" in row][at]
            row.remove("")

    return change


def _with_words(name: str, rows: list[list[str]]) -> None:
    """A row that says something in the place of a figure."""
    if name == "requests":
        next(row for row in rows if "" in row).__setitem__(-1, "详见附件一")


def _with_a_place_more(name: str, rows: list[list[str]]) -> None:
    """A block of the first table with more places than heads."""
    if name == "proactive":
        rows[2].append("")


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize(
    "change",
    [_without_a_place(0), _without_a_place(5), _with_words, _with_a_place_more],
    ids=["0", "5", "words", "more"],
)
def test_where_rows_have_not_as_many_places_nothing_is_joined(
    layout: str, change: Callable[[str, list[list[str]]], object]
) -> None:
    made = make_report(random.Random(11), "2021", 60)
    text = text_of(made, layout, change).replace("（", "(").replace("）", ")").replace("：", ":").replace("\xa0", " ")
    assert with_stacked_rows(text) == text
    (report,) = extract_document(text.encode()).reports
    read = {(cell.table, cell.row, cell.column): cell.value for cell in report.cells}
    assert {value: read[key] for key, value in made.cells.items() if read[key] not in (None, value)} == {}


@pytest.mark.parametrize(
    "text",
    [
        # Each row on its line, or every cell filled: there is nothing to join.
        "| 信息内容 | 制发 | 废止 |\n| 规章 | 1 | |\n| 行政规范性文件 | | 3 |\n" * 9,
        "信息内容 |\n制发 |\n废止 |\n规章 |\n1 |\n0 |\n行政规范性文件 |\n2 |\n3 |\n",
        # A run of bars on a line of its own stands for merged columns.
        "信息内容 |\n制发 |\n废止 |\n规章 |\n1 |\n||\n行政规范性文件 |\n2 |\n||\n",
        # The number of a page in an empty place.
        "信息内容 |\n制发 |\n废止 |\n规章 |\n1 |\n|\n行政规范性文件 |\n7\n|\n3 |\n",
        "信息内容\n|\n制发\n|\n废止\n|\n规章\n|\n1\n|\n\n|\n行政规范性文件\n|\n7\n\n|\n3\n|\n",
        "信息内容\n\n制发\n\n废止\n\n规章\n\n1\n\n \n\n行政规范性文件\n\n7\n \n\n3\n\n",
        # Empty lines alone keep no places.
        "信息内容\n\n制发\n\n废止\n\n规章\n\n1\n\n\n\n行政规范性文件\n\n2\n\n3\n\n",
        # A space between all paragraphs is no cell.
        "信息内容\n\n \n\n制发\n\n \n\n废止\n\n \n\n规章\n\n \n\n1\n\n \n\n2\n\n \n\n",
        "前言\n\n \n\n一、总体情况\n\n \n\n本局做好工作。\n",
        # A block whose row has no place.
        "\n信息内容 |\n制发 |\n规章 |\n第二十条 | ||\n信息内容 |\n制发 |\n规章 |\n|\n",
    ],
)
def test_other_texts_stay_as_they_are(text: str) -> None:
    assert with_stacked_rows(text) == text


def test_a_text_that_breaks_off_keeps_its_whole_rows() -> None:
    text = "第二十条第(一)项 |\n信息内容 |\n制发 |\n废止 |\n规章 |\n1 |\n|\n行政规范性文件 |\n|\n"
    assert with_stacked_rows(text) == text  # the last row may be whole or not


_HEADS = ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"]


@st.composite
def _blocks(draw: st.DrawFn) -> list[list[str]]:
    """Heads of a few columns, and rows below them of which some may have lost places."""
    width = draw(st.integers(1, 3))
    cells = st.lists(st.sampled_from(["", "17"]), max_size=width)
    return [_HEADS[: width + 1], *([label, *draw(cells)] for label in ("规章", "行政许可")[: draw(st.integers(1, 2))])]


@given(st.lists(_blocks(), min_size=2, max_size=5), st.sampled_from([*LAYOUTS]))
def test_nothing_moves(blocks: list[list[list[str]]], layout: str) -> None:
    text = "\n" + "".join(LAYOUTS[layout](row) for block in blocks for row in block)
    joined = with_stacked_rows(text)
    kept = [(at, c) for at, c in enumerate(text) if c not in " |\n"]
    assert [(at, c) for at, c in enumerate(joined) if c not in " |\n"] == kept
    assert len(joined) == len(text)
