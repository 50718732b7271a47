"""Tables that styles make of boxes: side by side in rows, or in a grid."""

import random
from collections import Counter
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gidr_pipeline.conversion.laid_out import Extent, in_free_places
from gidr_pipeline.conversion.web import convert_page
from gidr_pipeline.extraction import read_converted
from gidr_pipeline_tests.made import Grid, grids, make_report, print_report

SIDE_BY_SIDE = [
    "<style>.c { display: inline-block }</style>{}",
    "<style>.c { float: left }</style>{}",
    "<style>.r { display: flex }</style>{}",
    "<style>@media print { .c { display: none } } .r > .c { display:inline-flex; color: red }</style>{}",
]


def boxes(cells: list[list[tuple[str, str]]]) -> str:
    """Rows of boxes, each with its style and words."""
    rows = ("".join(f'<span class=c style="{style}">{words}</span>' for style, words in row) for row in cells)
    return "".join(f"<div class=r>{row}</div>\n" for row in rows)


@pytest.mark.parametrize("page", SIDE_BY_SIDE)
def test_boxes_side_by_side_are_cells(page: str) -> None:
    table = boxes([[("", "规章"), ("", "1"), ("", "&nbsp;"), ("", "3")], [("", "文件"), ("", ""), ("", "4"), ("", "")]])
    converted = convert_page(page.replace("{}", f"<p>前</p>{table}<p>后</p>").encode())
    assert converted.text == "前\n规章\t1\t\t3\n文件\t\t4\t\n后\n"
    assert [[cell.column for cell in row.cells] for row in converted.rows] == [[0, 1, 2, 3]] * 2


def test_widths_tell_over_which_columns_a_box_goes() -> None:
    table = boxes(
        [
            [("width:40%", "条款"), ("width: 60.1%", "信息")],
            [("width:40.2%", "规章"), ("width:20%", "1"), ("width:20%", "2"), ("width:19.9%", "3")],
        ]
    )
    converted = convert_page(SIDE_BY_SIDE[1].replace("{}", table).encode())
    extents = [[(cell.column, cell.columns) for cell in row.cells] for row in converted.rows]
    assert extents == [[(0, 1), (1, 3)], [(0, 1), (1, 1), (2, 1), (3, 1)]]


@pytest.mark.parametrize(
    ("grid", "styles"),
    [
        ("grid-template-columns: 2fr repeat(2, minmax(1px, 1fr))", ["grid-column: span 3", "", "", "", "", "", ""]),
        ("grid-template-columns: auto 1fr 20%", ["grid-column: 1 / 4", "", "", "", "", "", ""]),
        ("grid-template-columns: auto 1fr 20%", ["grid-column: 1 / -1", "", "", "", "", "", ""]),
        (
            "",
            [f"grid-area: {at}" for at in ("1/1/2/4", "2/1", "2/2", "2/3", "3/1/span 1/span 1", "3/2", "3/3")],
        ),
        (
            "",
            [
                "grid-row: 1; grid-column: 1 / span 3",
                *(f"grid-row: {row}; grid-column: {column}" for row in (2, 3) for column in (1, 2, 3)),
            ],
        ),
    ],
)
def test_a_grid_places_its_boxes(grid: str, styles: list[str]) -> None:
    words = ["条款", "规章", "1", "2", "文件", "", "4"]
    inside = "".join(f'<div style="{style}">{said}</div>\n' for style, said in zip(styles, words, strict=True))
    converted = convert_page(f'<section style="display:grid; {grid}">{inside}</section>'.encode())
    assert converted.text == "条款\n规章\t1\t2\n文件\t\t4\n"


EXTENTS = st.tuples(st.none() | st.integers(0, 4), st.integers(1, 5))


@given(st.lists(st.tuples(EXTENTS, EXTENTS), max_size=12), st.integers(0, 4))
def test_each_box_of_a_grid_finds_a_place(wanted: list[tuple[Extent, Extent]], width: int) -> None:
    """Free of those that say but one side of it, or none, and where those are that say both."""
    placed = list(in_free_places(wanted, width))
    assert len(placed) == len(wanted)
    taken: Counter[tuple[int, int]] = Counter()
    for ((down, rows), (across, columns)), place in zip(wanted, placed, strict=True):
        row, column, *size = place
        assert (row, column, *size) == (
            row if down is None else down,
            column if across is None else across,
            rows,
            columns,
        )
        if down is None or across is None:
            taken.update((row + r, column + c) for r in range(rows) for c in range(columns))
    assert max(taken.values(), default=1) == 1


@pytest.mark.parametrize(
    "page",
    [
        "<style>li { float: left }</style><ul><li>首页</li><li>政务公开</li></ul><ul><li>年报</li><li>联系</li></ul>",
        "<style>.c { float: left }</style><div><div class=c>左<p>规章 1</div><div class=c>右<p>3</div></div>",
        "<style>.r { display: flex; flex-direction: column }</style>"
        + boxes([[("", "规章"), ("", "1"), ("", "2")], [("", "文件"), ("", "3"), ("", "4")]]),
        "<style>.r { display: flex; flex-wrap: wrap }</style>"
        + boxes([[("", "规章"), ("", "1"), ("", "2")], [("", "文件"), ("", "3"), ("", "4")]]),
        "<style>.r { display: flex }</style>"
        + boxes([[("", "规章"), ("margin-left: 25%", "2")], [("", "文件"), ("", "3"), ("", "4")]]),
        "<style>.r { display: flex }</style>"
        + boxes([[("width: 60%", "规章"), ("width: 60%", "2")], [("width: 60%", "文件"), ("width: 60%", "3")]]),
        *(
            f"<div style='display: grid; grid-template-columns: {tracks}'><p>规章<p>1<p>2<p>文件<p>3<p>4</div>"
            for tracks in ("var(--columns)", "repeat(auto-fill, 8em)", "subgrid")
        ),
        "<style>.c { display: inline-block }</style><p>共<span class=c>3</span>件<p>共<span class=c>4</span>件",
    ],
)
def test_menus_columns_of_a_page_and_words_are_no_tables(page: str) -> None:
    assert not convert_page(page.encode()).rows


def in_boxes(grid: Grid) -> str:
    return boxes([[("", cell) for cell in row] for row in grid])


def in_grid(grid: Grid) -> str:
    inside = "".join(
        f'<div style="grid-area: {at}/{column}">{cell}</div>'
        for at, row in enumerate(grid, 1)
        for column, cell in enumerate(row, 1)
    )
    return f"<div style='display: grid'>{inside}</div>"


@pytest.mark.parametrize("layout", [in_boxes, in_grid])
@pytest.mark.parametrize("blank", [False, True])
def test_every_cell_of_such_a_report_is_exact(layout: Callable[[Grid], str], blank: bool) -> None:
    made = make_report(random.Random(6), "2021", 60)
    tables = {
        name: layout([["" if blank and cell == "0" else cell for cell in row] for row in grid])
        for name, grid in grids(made).items()
    }
    places = {name: f"\0{name}\0" for name in tables}
    paragraphs = "".join(f"<p>{line}</p>" for line in print_report(made, places).split("\n"))
    for name, table in tables.items():
        paragraphs = paragraphs.replace(f"<p>\0{name}\0</p>", table)
    page = SIDE_BY_SIDE[0].replace("{}", paragraphs)
    (report,) = read_converted(convert_page(page.encode())).reports
    for cell in report.cells:
        expected = made.cells[cell.table, cell.row, cell.column]
        assert cell.value == (None if blank and expected == 0 else expected)
