"""Places: in which column a figure stands where places are separated, and where columns are aligned with spaces. Rows
with blanks are placed where the sums agree, and left open where the columns lie."""

import random
import re
from dataclasses import replace

import pytest

from gidr_pipeline.extraction import extract_document
from gidr_pipeline.extraction.model import Cell, Status
from gidr_pipeline.extraction.tables.model import RowFigures
from gidr_pipeline.extraction.tables.requests.places import with_places
from gidr_pipeline.extraction.tables.wordings import printed_label
from gidr_pipeline.extraction.text.line import Line
from gidr_pipeline.extraction.text.lines import read_lines
from gidr_pipeline.forms import TableName, load_forms
from gidr_pipeline_tests.cases import Case
from gidr_pipeline_tests.layouts import LAYOUTS, text_of
from gidr_pipeline_tests.made import Figure, Grid, Made, grids, is_figure, make_report, print_report

Cells = dict[tuple[str, str], Cell]
LINES = ("granted", "refused_by_law", "unavailable_not_held", "carried_in")


def columns_of(text: str) -> dict[str, str]:
    """For each label of a table of three columns the columns of its figures, `-` for an empty place that is kept, and
    `?` where no place tells."""
    rows: list[tuple[str, list[Line]]] = []
    for line in read_lines(text):
        if line.words:
            rows.append((line.words[-1].text, []))
        rows[-1][1].append(line)
    figures = [RowFigures(n, tuple(each for line in own for each in line.values), tuple(own)) for n, own in rows]
    return {row.row: _columns(row) for row in with_places(figures, 3)}


def _columns(row: RowFigures) -> str:
    if row.columns is None:
        return "?"
    assert row.whole
    found = {at: token.text for at, token in zip(row.columns, row.tokens, strict=True)}
    return " ".join(found.get(at, "-") for at in range(3))


GRIDS = {
    "tabs": (
        "1.甲\t5\t0\t2\n2.乙\t\t3\t3\n3.丙\t1\t\t\n4.丁\t\t\t",
        {"1.甲": "5 0 2", "2.乙": "- 3 3", "3.丙": "1 - -", "4.丁": "- - -"},
    ),
    "tabs, labels as wide as they are merged": (
        "一、甲\t\t\t5\t\t5\n（一）乙\t\t3\t\t3\n1.丙\t2\t1\t3\n四、丁\t\t\t\t\t",
        {"一、甲": "5 - 5", "（一）乙": "3 - 3", "1.丙": "2 1 3", "四、丁": "- - -"},
    ),
    "tabs, no row with a figure for each cell": (
        "1.甲\t5\t\t5\n2.乙\t\t3\t3",
        {"1.甲": "5 - 5", "2.乙": "- 3 3"},
    ),
    "a row of fewer places than the others": (
        "1.甲\t5\t0\t5\n2.乙\t3\t3\n3.丙\t1\t0\t1",
        {"1.甲": "5 0 5", "2.乙": "?", "3.丙": "1 0 1"},
    ),
    "a label in the place of a figure": (
        "1.甲\t5\t0\t5\n\t2.乙\t3\t3\n3.丙\t1\t0\t1",
        {"1.甲": "5 0 5", "2.乙": "?", "3.丙": "1 0 1"},
    ),
    "bars, labels merged over several places": (
        "|一、收到||5|0|5|\n|二、结果|1.甲|1||1|\n||2.乙|4|0|4|\n||3.丙||0||",
        {"一、收到": "5 0 5", "1.甲": "1 - 1", "2.乙": "4 0 4", "3.丙": "- 0 -"},
    ),
    "bars behind, runs for merged cells, no row with a figure for each cell": (
        "1.甲 | 5 | | 5 | ||\n2.乙 | | 3 | 3 | ||\n三、丙 | 3.丁 | | 1 | 1 | |\n4.戊 | | | | ||",
        {"1.甲": "5 - 5", "2.乙": "- 3 3", "3.丁": "- 1 1", "4.戊": "- - -"},
    ),
    "bars behind, runs for merged cells, as many kinds of rows as places": (
        "一、甲 | 5 | | 5 |||\n二、乙 | | 3 | 3 ||\n1.丙 | 1 | | 1 |\n四、丁 | | | |||",
        {"一、甲": "5 - 5", "二、乙": "- 3 3", "1.丙": "1 - 1", "四、丁": "- - -"},
    ),
    "bars, labels merged over several places, totals alone": (
        "|一、甲| | | | |5|\n|二、结果|1.乙| | | |1|\n|2.丙| | |4|\n|(三)丁| | | |0|\n|3.戊| | |2|",
        {"一、甲": "- - 5", "1.乙": "- - 1", "2.丙": "- - 4", "(三)丁": "- - 0", "3.戊": "- - 2"},
    ),
    "a cell a line, bars behind, totals alone": (
        "1.甲 |\n|\n|\n5 |\n||\n2.乙 |\n|\n|\n3 |\n||\n3.丙 |\n|\n|\n1 |\n||",
        {"1.甲": "- - 5", "2.乙": "- - 3", "3.丙": "- - 1"},
    ),
    "bars on lines of their own": (
        "1.甲\n|\n5\n|\n|\n5\n|\n2.乙\n|\n|\n3\n|\n3\n|\n3.丙\n|\n|\n|\n4\n|",
        {"1.甲": "5 - 5", "2.乙": "- 3 3", "3.丙": "- - 4"},
    ),
    "a cell a line, separators in empty ones": (
        "1.甲\n\t5\n\t0\n\t5\n2.乙\n\t\n\t3\n\t3\n3.丙\n\t1\n\t\n\t1",
        {"1.甲": "5 0 5", "2.乙": "- 3 3", "3.丙": "1 - 1"},
    ),
    "a cell a line, empty lines for empty ones": (
        "1.甲\n5\n0\n5\n2.乙\n\n3\n3\n3.丙\n1\n\n1",
        {"1.甲": "5 0 5", "2.乙": "- 3 3", "3.丙": "1 - 1"},
    ),
    "a cell a line, nothing for empty ones": (
        "1.甲\n5\n0\n5\n2.乙\n3\n3\n3.丙\n1\n0\n1",
        {"1.甲": "5 0 5", "2.乙": "?", "3.丙": "1 0 1"},
    ),
    "aligned to the left": (
        "1.甲   5    0    5\n2.乙        3    3\n3.丙   12   30   42\n4.丁   1    1    2\n5.戊   4         4",
        {"1.甲": "5 0 5", "2.乙": "- 3 3", "3.丙": "12 30 42", "4.丁": "1 1 2", "5.戊": "4 - 4"},
    ),
    "aligned, a figure between two columns": (
        "1.甲   5    0    5\n2.乙   12   30   42\n3.丙   1    1    2\n4.丁     4       4",
        {"1.甲": "5 0 5", "2.乙": "12 30 42", "3.丙": "1 1 2", "4.丁": "?"},
    ),
    "spaces": (
        "1.甲 5 0 5\n2.乙 3 3\n3.丙 12 30 42\n4.丁 1 1 2",
        {"1.甲": "?", "2.乙": "?", "3.丙": "?", "4.丁": "?"},
    ),
}


@pytest.mark.parametrize(("text", "columns"), GRIDS.values(), ids=GRIDS)
def test_places_are_looked_up_where_the_text_keeps_them(text: str, columns: dict[str, str]) -> None:
    assert columns_of(text) == columns


def to_the_eye(words: dict[int, str], wide: int) -> str:
    """A line on which words stand in these places, each Chinese character taking so many."""
    line, at = "", 0
    for place, word in words.items():
        line += " " * (place - at) + word
        at = place + sum(wide if character >= "\u1100" else 1 for character in word)
    return line


@pytest.mark.parametrize("wide", [1, 2])
@pytest.mark.parametrize(
    ("rows", "columns"),
    [
        pytest.param([{20: "5", 40: "5"}, {30: "3", 40: "3"}], ["5 - 5", "- 3 3"], id="flush left"),
        pytest.param([{22: "15", 42: "15"}, {33: "3", 43: "3"}], ["15 - 15", "- 3 3"], id="flush right"),
        pytest.param([{20: "5"}, {30: "3"}, {20: "1"}], ["?", "?", "?"], id="no total under its name"),
        pytest.param([{20: "5", 40: "7"}, {30: "3", 40: "4"}], ["?", "?"], id="what stands there is no total"),
        pytest.param([{20: "5", 40: "5"}, {27: "3", 40: "3"}], ["?", "?"], id="between two names"),
    ],
)
def test_names_over_columns_place_figures_where_no_row_is_whole(
    rows: list[dict[int, str]], columns: list[str], wide: int
) -> None:
    """The names stand from 20, 30 and 40 on. Labels of different lengths tell how wide a Chinese character is."""
    names = [
        "甲甲" if wide == 2 else "甲甲甲甲",
        "乙乙" if wide == 2 else "乙乙乙乙",
        "丙丙" if wide == 2 else "丙丙丙丙",
    ]
    labels = ["1.一", "2.二三四五", "3.六七"]
    head = to_the_eye(dict(zip((20, 30, 40), names, strict=True)), wide)
    text = [to_the_eye({0: label, **row}, wide) for label, row in zip(labels, rows, strict=False)]
    header, *lines = read_lines("\n".join([head, *text]))
    figures = [RowFigures(line.words[-1].text, tuple(line.values), (line,)) for line in lines]
    assert [_columns(row) for row in with_places(figures, 3, header=[header], names=names)] == columns


def requests_of(made: Made, grid: Grid, layout: str = "aligned with spaces") -> Cells:
    """The requests table as it is read from a report that prints it so."""
    tables: dict[TableName, str] = {"proactive": "", "requests": LAYOUTS[layout](grid), "challenges": ""}
    (report,) = extract_document(print_report(made, tables).encode()).reports
    return {(cell.row, cell.column): cell for cell in report.cells if cell.table == "requests"}


def blanked(made: Made, lines: tuple[str, ...]) -> tuple[Grid, set[tuple[str, str]]]:
    """The table with the first zero of some lines left blank, and the cells without a figure."""
    grid, blanks = [list(row) for row in grids(made)["requests"]], set()
    for row in grid:
        for at, cell in enumerate(row):
            if isinstance(cell, Figure) and cell.key[1] in lines and cell == "0" and cell.key[2] != "total":
                blanks.add(cell.key[1:])
                row[at] = ""
                break
    return grid, blanks


@pytest.mark.parametrize("layout", ["aligned with spaces", "aligned to the right"])
@pytest.mark.parametrize("seed", range(8))
def test_a_row_with_a_blank_is_placed_under_the_whole_rows(layout: str, seed: int) -> None:
    made = make_report(random.Random(seed), size=60)
    grid, blanks = blanked(made, LINES)
    cells = requests_of(made, grid, layout)
    assert blanks
    for place, cell in cells.items():
        printed = None if place in blanks else made.cells[("requests", *place)]
        assert cell.value == printed or cell.value is None
        assert cell.value == printed or place[0] in {row for row, _ in blanks}
    placed = [place for place in cells if place[0] in {row for row, _ in blanks} and cells[place].value is not None]
    assert len(placed) > 4 * len(blanks)


@pytest.mark.parametrize("seed", [0, 1, 2, 4, 5, 6, 7, 8])
def test_a_figure_under_its_neighbour_is_not_taken_for_the_neighbour(seed: int) -> None:
    made = make_report(random.Random(seed), size=60)
    grid, blanks = blanked(made, LINES)
    row, at = next(
        (row, at)
        for row in grid
        for at, cell in enumerate(row[:-1])
        if isinstance(cell, Figure) and cell != "0" and row[at + 1] == ""
    )
    row[at], row[at + 1] = "", row[at]
    for place, cell in requests_of(made, grid).items():
        assert cell.value in (None, made.cells[("requests", *place)]) or place in blanks


def test_the_blank_of_a_placed_row_is_blank() -> None:
    made = make_report(random.Random(3), size=60)
    grid, blanks = blanked(made, ("granted", "refused_by_law", "unavailable_not_held"))
    cells = requests_of(made, grid)
    assert {cells[place].status for place in blanks} == {Status.BLANK}


@pytest.mark.parametrize(
    "layout", ["aligned with spaces", "wrapped, figures in the middle", "wrapped, figures on the last line"]
)
@pytest.mark.parametrize("seed", range(6))
def test_a_table_without_a_whole_row_gives_no_wrong_value(layout: str, seed: int) -> None:
    """Only the names over its columns would tell which a figure belongs to."""
    case = Case(seed, layout, size=60, damages=("zeros left blank",))
    (report,) = extract_document(case.data).reports
    for cell in report.cells:
        key = cell.table, cell.row, cell.column
        assert cell.value in (None, None if key in case.blanks else case.made.cells[key])
        assert cell.status is not Status.BLANK or key in case.blanks


def in_places(cell: str, wide: int, places: int, share: float) -> str:
    """A cell in so many places, of which a Chinese character takes `wide`, with a share of the room left before it."""
    room = places - sum(wide if character >= "\u1100" else 1 for character in cell)
    before = int(room * share)
    return " " * before + cell + " " * (room - before)


@pytest.mark.parametrize("share", [0.0, 0.5, 1.0])
@pytest.mark.parametrize(("wide", "places"), [(1, 8), (1, 14), (2, 12), (2, 14), (2, 16)])
@pytest.mark.parametrize("filled", range(6))
def test_a_column_that_could_move_as_a_whole_is_not_taken_for_another(
    filled: int, wide: int, places: int, share: float
) -> None:
    """Where one column alone has figures, all sums hold in whichever it is taken to stand."""
    names = ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]
    form = load_forms()[-1].tables["requests"]
    with_figures = ("received", "refused_public_safety", "resolved_total")
    lines = [" " * 30 + "  ".join(in_places(name, wide, places, 0.5) for name in names)]
    for row in form.rows:
        figures = ["3" if at in (filled, 6) and row.code in with_figures else "" for at in range(7)]
        label = in_places(printed_label(row)[:15], wide, 30, 0)
        lines.append((label + "  ".join(in_places(figure, wide, places, share) for figure in figures)).rstrip())
    made = make_report(random.Random(0), "2021")
    tables: dict[TableName, str] = {"proactive": "", "requests": "\n".join(lines), "challenges": ""}
    (report,) = extract_document(print_report(made, tables).encode()).reports
    for cell in report.cells:
        if cell.table == "requests" and cell.value is not None:
            assert cell.row in with_figures
            assert cell.column in (form.columns[filled].code, "total")


@pytest.mark.parametrize("seed", range(6))
def test_figures_set_apart_by_as_much_space_each_show_no_columns(seed: int) -> None:
    for layout in ("spaces", "group labels between rows", "wrapped words, figures on the first line"):
        case = Case(seed, layout, size=10, damages=("some zeros left blank",))
        (report,) = extract_document(case.data).reports
        for cell in report.cells:
            key = cell.table, cell.row, cell.column
            # Arithmetic may say that a figure that is not there is zero.
            may_have = key not in case.blanks or cell.status is Status.REPAIRED
            assert cell.value is None or (may_have and cell.value == case.made.cells[key])


def test_misprints_beside_blanks_stand_as_printed() -> None:
    for seed in range(6):
        case = Case(seed, "aligned with spaces", damages=("some zeros left blank",), misprint=True)
        (report,) = extract_document(case.data).reports
        for cell in report.cells:
            key = cell.table, cell.row, cell.column
            assert cell.value in (None, case.made.cells[key]) or (key in case.blanks and cell.value == 0)


@pytest.mark.parametrize("foot", ["4 / 9", "4/9", "- 4 -", "第4页", "第 4 页 / 共 9 页"])
def test_the_foot_of_a_page_is_no_cell_of_the_row_above(foot: str) -> None:
    case = Case(5, "bars around", size=60, damages=("some zeros left blank",))
    lines = case.text.split("\n")
    rows = [at for at, line in enumerate(lines) if [each.strip() for each in line.split("|")[4:11]].count("") == 1]
    (whole,) = extract_document(case.data).reports
    assert len(rows) > 3
    for at in rows:
        (report,) = extract_document("\n".join([*lines[: at + 1], foot, "", *lines[at + 1 :]]).encode()).reports
        assert [(*cell[:3], cell.value, cell.status) for cell in report.cells] == [
            (*cell[:3], cell.value, cell.status) for cell in whole.cells
        ]


@pytest.mark.parametrize("named", [True, False], ids=["heads share it too", "figures alone"])
@pytest.mark.parametrize("seed", range(5))
def test_a_place_that_two_columns_share_leaves_no_place_certain(seed: int, named: bool) -> None:
    case = Case(seed, "bars around", size=60, damages=("zeros left blank",))
    lines = case.text.split("\n")
    first, last = (next(at for at, line in enumerate(lines) if word in line) for word in ("商业企业", "四、结转"))
    for at in range(first if named else first + 1, last + 1):
        cells = [cell.strip() for cell in lines[at].split("|")[1:-1]]
        cells[-5:-3] = [" ".join(filter(None, cells[-5:-3]))]
        lines[at] = f"| {' | '.join([*cells[:-6], '', *cells[-6:]])} |"
    (report,) = extract_document("\n".join(lines).encode()).reports
    for cell in report.cells:
        key = cell.table, cell.row, cell.column
        printed = 0 if key in case.blanks else case.made.cells[key]
        assert cell.table != "requests" or cell.value in (None, printed)


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("甲乙              38\n        0件            1件", "0件 38 1件"),
        # One alone on a line may be the number of a page.
        ("甲乙      0件            1件\n                38", "?"),
        # Below each other, or one line behind the other, the order of the text may be the cells'.
        ("甲乙      0件  1件\n          38", "?"),
        ("甲乙                5 1\n  6", "?"),
    ],
)
def test_figures_between_those_of_another_line_stand_from_left_to_right(text: str, columns: str) -> None:
    assert columns_of(text)["甲乙"] == columns


def test_a_row_of_which_no_place_tells_the_order_is_open_where_no_sum_down_does() -> None:
    """Numbers with a unit stand higher than those without in a PDF, some above another; the text ends below."""
    made = make_report(random.Random(4), "2021", 60)
    text = print_report(made, {name: LAYOUTS["spaces"](grid) for name, grid in grids(made).items()})
    label = "一、本年新收政府信息公开申请数量"
    text = text[: text.index(label)] + f"{label}      3件  0件       1件\n{' ' * 38}44   0   2  0   50\n"
    (report,) = extract_document(text.encode()).reports
    assert {cell.value for cell in report.cells if cell.table == "requests"} == {None}


@pytest.mark.parametrize("page", ["4", "12", "- 4 -"])
def test_the_number_of_a_page_under_an_empty_place_is_none_of_its_figures(page: str) -> None:
    made = make_report(random.Random(3), "2021", 60)
    rows = text_of(made, "aligned with spaces").split("\n")
    at = next(number for number, line in enumerate(rows) if "6.属于四类过程性信息" in line)
    figures = [match.span() for match in re.finditer(r"\d+", rows[at])][-7:]
    start, end = figures[3]
    rows[at] = rows[at][:start] + " " * (end - start) + rows[at][end:]
    (report,) = extract_document("\n".join([*rows[: at + 1], " " * start + page, *rows[at + 1 :]]).encode()).reports
    assert all(
        cell.value in (None, made.cells["requests", cell.row, cell.column])
        for cell in report.cells
        if cell.table == "requests"
    )


def test_figures_of_a_row_in_blocks_from_left_to_right_are_its_own_in_this_order() -> None:
    """As a PDF program writes the columns of a row one after the other, some of them on one line."""
    made = make_report(random.Random(3), "2021", 60)

    def in_blocks(grid: Grid) -> str:
        lines = []
        for row in grid:
            cells = [str(cell) for cell in row if cell]
            figures = [cell for cell in cells if cell.isdecimal()]
            lines += [cell for cell in cells if cell not in figures]
            lines += [" ".join(figures[:2]), *figures[2:5], " ".join(figures[5:])] if len(figures) == 7 else figures
        return "\n".join(lines)

    tables = {
        name: in_blocks(grid) if name == "requests" else LAYOUTS["tabs"](grid) for name, grid in grids(made).items()
    }
    (report,) = extract_document(print_report(made, tables).encode()).reports
    assert {(cell.table, cell.row, cell.column): cell.value for cell in report.cells} == made.cells


@pytest.mark.parametrize("seed", range(4))
def test_misprints_of_several_rows_stand_as_printed_where_each_figure_has_a_line(seed: int) -> None:
    made = make_report(random.Random(seed), "2021", 60)
    wrong = {
        ("requests", row, "business"): by for row, by in {"carried_in": 5, "refused_by_law": 7, "granted": 2}.items()
    }
    made = replace(made, cells={**made.cells, **{key: int(made.cells[key] or 0) + by for key, by in wrong.items()}})
    (report,) = extract_document(text_of(made, "a cell a line").encode()).reports
    assert {(cell.table, cell.row, cell.column): cell.value for cell in report.cells} == made.cells


def test_a_row_that_adds_up_in_another_order_is_open_where_each_figure_has_a_line() -> None:
    made = make_report(random.Random(3), "2021", 60)
    own = [("requests", "received", column.code) for column in made.form.tables["requests"].columns]
    total, other = made.cells[own[-1]], made.cells[own[-2]]
    assert other != total
    swapped = replace(made, cells={**made.cells, own[-1]: other, own[-2]: total})
    (report,) = extract_document(text_of(swapped, "a cell a line").encode()).reports
    values = {(cell.table, cell.row, cell.column): cell.value for cell in report.cells}
    assert {values[key] for key in own} == {None}


@pytest.mark.parametrize("layout", ["printed by a word processor", "words down the page"])
@pytest.mark.parametrize("written", ["{}件", "{} 件", "“{}”"])
@pytest.mark.parametrize("size", [10, 4000])
def test_figures_too_wide_for_their_columns_are_no_other_rows(layout: str, written: str, size: int) -> None:
    """Broken over lines, those of a row begin above its label; where that moves labels as well, a label without figures
    below one with those of two rows is not blank."""
    made = make_report(random.Random(size), "2021", size)
    tables = {
        name: LAYOUTS[layout]([[written.format(cell) if is_figure(cell) else cell for cell in row] for row in grid])
        for name, grid in grids(made).items()
    }
    (report,) = extract_document(print_report(made, tables).encode()).reports
    for cell in report.cells:
        assert cell.value in (None, made.cells[cell.table, cell.row, cell.column])
        assert cell.status is not Status.BLANK


def test_figures_begin_as_far_from_the_end_of_each_line_behind_whatever_covers_it() -> None:
    """As where a label over several columns leaves empty places behind it, and the totals are blank."""
    made = make_report(random.Random(10), "2021", 3)
    rows = []
    for row in grids(made)["requests"]:
        label = [cell for cell in row[:-7] if cell]
        is_row = all(is_figure(cell) for cell in row[-7:])
        behind = [""] * (2 if is_row and label[0][:1] in "一二四" and len(label) == 1 else 0)
        rows.append(" | ".join([*label[-1:], *behind, *row[-7:-1], ""]) if is_row else " | ".join(filter(None, row)))
    tables = {name: LAYOUTS["bars around"](grid) for name, grid in grids(made).items()}
    tables["requests"] = "\n".join(f"| {row} |" for row in rows)
    (report,) = extract_document(print_report(made, tables).encode()).reports
    for cell in (cell for cell in report.cells if cell.table == "requests"):
        expected = None if cell.column == "total" else made.cells[cell.table, cell.row, cell.column]
        assert cell.value == expected


@pytest.mark.parametrize("layout", ["tabs", "bars around", "spaces", "aligned with spaces"])
@pytest.mark.parametrize("above", [["1234567"], ["1234567", "3"], ["3", "2022"]])
def test_numbers_of_columns_and_pages_above_the_first_label_are_no_figures_of_rows(
    above: list[str], layout: str
) -> None:
    made = make_report(random.Random(9), "2021", 60)
    grid = [
        [*row[:-1], "" if all(is_figure(cell) for cell in row[-7:]) else row[-1]] for row in grids(made)["requests"]
    ]
    first = next(at for at, row in enumerate(grid) if any("本年新收" in cell for cell in row))
    labels = len(grid[first]) - 7
    numbers = [[*[""] * labels, *line] if len(line) == 7 else [line] for line in above]
    tables = {name: LAYOUTS[layout](each) for name, each in grids(made).items()}
    tables["requests"] = LAYOUTS[layout]([*grid[:first], *numbers, *grid[first:]])
    (report,) = extract_document(print_report(made, tables).encode()).reports
    cells = [cell for cell in report.cells if cell.table == "requests" and cell.column != "total"]
    assert all(cell.value == made.cells[cell.table, cell.row, cell.column] for cell in cells)
