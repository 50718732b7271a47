"""Rows of requests whose labels wrapped, and stand as text between the rows of the table."""

import random
from collections.abc import Sequence

import pytest

from gidr_pipeline.extraction import extract_document
from gidr_pipeline.extraction.model import Status
from gidr_pipeline_tests.layouts import LAYOUTS
from gidr_pipeline_tests.made import Made, grids, make_report, print_report, printed

WRAPS = 11
"""Characters that fit into the cell of a label."""
BLOCKS = [0, 7, 14, 18, 21]
"""Where pages of rows begin, above each of which its labels stand that wrapped."""
GROUPS = ["（三）不\n予公开", "（四）无\n法提供", "度办\n理结", "（六）其\n他处理", "— 5 —"]


def rows_of(made: Made, zero: str = "0") -> list[tuple[str, list[str]]]:
    """The label of each row, and its cells."""
    table = made.form.tables["requests"]

    def cell(row: str, column: str) -> str:
        figure = printed(made.cells["requests", row, column], column)
        return zero if figure == "0" else figure

    return [(row.label_zh.rpartition("：")[2], [cell(row.code, c.code) for c in table.columns]) for row in table.rows]


def wraps(label: str) -> bool:
    return len(label) > WRAPS and not label.startswith(("一", "二", "四"))


def barred(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def in_blocks(rows: Sequence[tuple[str, list[str]]], *, groups: bool = True, ends: Sequence[str] = ()) -> str:
    """The table, with something in a place more behind the labels of rows that have one."""
    head = ["业", "构", "益组织", "务机构", *[""] * 5]
    lines = ["申请人情况", "自然人总计", "商业企科研机社会公法律服", barred(head)]
    for start, stop, group in zip(BLOCKS, [*BLOCKS[1:], len(rows)], GROUPS, strict=True):
        labels = [label for label, _ in rows[start:stop] if wraps(label)]
        lines += [label[at : at + WRAPS] for label in labels for at in range(0, len(label), WRAPS)]
        lines += [group] if groups else []
        width = 0
        for label, cells in rows[start:stop]:
            row = cells if wraps(label) else [label, *cells, *ends]
            lines += [barred(row), *([f"|{'---|' * len(row)}"] if len(row) != width else [])]
            width = len(row)
    return "\n".join(lines) + "\n"


def text_of(made: Made, requests: str) -> str:
    tables = {name: LAYOUTS["markdown"](grid) for name, grid in grids(made).items()}
    return print_report(made, tables | {"requests": requests})


def read(made: Made, requests: str) -> dict[tuple[str, str], object]:
    """What is given for each cell of the table: its value, or its status where it has none."""
    (report,) = extract_document(text_of(made, requests).encode()).reports
    own = [cell for cell in report.cells if cell.table == "requests"]
    return {(cell.row, cell.column): cell.status if cell.value is None else cell.value for cell in own}


def printed_cells(made: Made, blank: bool = False) -> dict[tuple[str, str], object]:
    own = {(row, column): value for (table, row, column), value in made.cells.items() if table == "requests"}
    return {key: Status.BLANK if blank and value == 0 else value for key, value in own.items()}


@pytest.mark.parametrize("edition", ["2019", "2021"])
@pytest.mark.parametrize("size", [3, 60])
@pytest.mark.parametrize("groups", [False, True])
@pytest.mark.parametrize("ends", [[], [""]], ids=["as wide", "wider"])
def test_rows_without_labels_are_those_that_the_form_has_there(
    edition: str, size: int, groups: bool, ends: list[str]
) -> None:
    made = make_report(random.Random(size), edition, size)
    assert read(made, in_blocks(rows_of(made), groups=groups, ends=ends)) == printed_cells(made)


@pytest.mark.parametrize("seed", range(3))
def test_and_their_empty_places_are_blank(seed: int) -> None:
    made = make_report(random.Random(seed), "2021", 60)
    assert read(made, in_blocks(rows_of(made, zero=""))) == printed_cells(made, blank=True)


@pytest.mark.parametrize("gone", [3, 8, 12, 19])
@pytest.mark.parametrize("size", [10, 60])
def test_a_row_less_and_no_one_can_tell_whose_the_others_are(gone: int, size: int) -> None:
    made = make_report(random.Random(7), "2021", size)
    rows = rows_of(made)
    lines = in_blocks(rows).split("\n")
    del lines[lines.index(barred(rows[gone][1] if wraps(rows[gone][0]) else [rows[gone][0], *rows[gone][1]]))]
    known = printed_cells(made)
    given = read(made, "\n".join(lines))
    assert all(isinstance(value, Status) or value == known[key] for key, value in given.items())
    assert sum(value == known[key] for key, value in given.items()) >= 100


@pytest.mark.parametrize("further", [0, 1])
def test_labels_below_their_figures_are_not_those_of_the_rows_behind(further: int) -> None:
    made = make_report(random.Random(5), "2021", 60)
    lines = list[str]()
    for label, cells in rows_of(made):
        lines += [barred(cells), label] if wraps(label) else [barred([label, *cells])]
    at = next(i for i, line in enumerate(lines) if line.startswith("| 4.保护"))
    lines[at:at] = [barred(["1"] * 7)] * further
    known, found = printed_cells(made), read(made, "\n".join(lines) + "\n")
    assert all(isinstance(value, Status) or value == known[key] for key, value in found.items())


def test_a_row_with_words_of_its_own_is_none_without_a_label() -> None:
    made = make_report(random.Random(5), "2021", 60)
    lines = in_blocks(rows_of(made)).split("\n")
    at = lines.index(barred(rows_of(made)[6][1]))
    lines[at] = barred(["小计", *["1"] * 7])
    known, cells = printed_cells(made), read(made, "\n".join(lines))
    assert all(isinstance(value, Status) or value == known[key] for key, value in cells.items())


def test_a_row_that_lacks_a_place_keeps_its_figures() -> None:
    made = make_report(random.Random(5), "2021", 60)
    lines = list[str]()
    for label, cells in rows_of(made):
        if label.startswith("3.危及"):
            lines += [label[:6], label[6:], barred(cells)]
        else:
            lines.append(barred([label, *(cells[:-1] if label == "（一）予以公开" else cells)]))
    assert read(made, "\n".join(lines) + "\n") == printed_cells(made)


def test_one_label_right_above_a_row_is_its_own_beside_others_too_many() -> None:
    made = make_report(random.Random(5), "2021", 60)
    rows = rows_of(made)
    own = [label for label, _ in rows if wraps(label)]
    lines = [barred([label, *cells]) for label, cells in rows]
    at = next(i for i, (label, _) in enumerate(rows) if label == own[0])
    lines[at : at + 1] = ["小计\n" + barred(["1"] * 7), f"{own[0][:9]}\n{own[0][9:]}\n{barred(rows[at][1])}"]
    assert read(made, "\n".join(lines) + "\n") == printed_cells(made)
