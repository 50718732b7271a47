"""Cells that a table of requests leaves blank in all rows: totals, and zeros beside remarks."""

import random

import pytest

from gidr_pipeline.extraction import extract_document
from gidr_pipeline.extraction.model import Status
from gidr_pipeline_tests.layouts import LAYOUTS
from gidr_pipeline_tests.made import Figure, grids, is_figure, make_report, print_report


@pytest.mark.parametrize(
    "layout", ["aligned with spaces", "aligned to the right", "printed by a word processor", "tabs"]
)
@pytest.mark.parametrize("seed", range(3))
def test_totals_of_outcomes_that_are_left_blank_are_blank(layout: str, seed: int) -> None:
    made = make_report(random.Random(seed), "2021", 60)
    tables = dict(grids(made))
    filled = ("received", "carried_in", "resolved_total", "carried_out")
    tables["requests"] = [
        [
            cell.left_blank()
            if isinstance(cell, Figure) and cell.key[2] == "total" and cell.key[1] not in filled
            else cell
            for cell in row
        ]
        for row in tables["requests"]
    ]
    text = print_report(made, {name: LAYOUTS[layout](grid) for name, grid in tables.items()})
    (report,) = extract_document(text.encode()).reports
    for cell in report.cells:
        if cell.table == "requests":
            is_blank = cell.column == "total" and cell.row not in filled
            expected = (
                (Status.BLANK, None) if is_blank else (Status.REPORTED, made.cells[cell.table, cell.row, cell.column])
            )
            assert (cell.status, cell.value) == expected


@pytest.mark.parametrize("natural_last", [False, True])
@pytest.mark.parametrize("layout", ["semicolons", "commas", "tabs", "markdown"])
@pytest.mark.parametrize("kept", [(), ("received", "carried_in", "resolved_total", "carried_out")])
def test_totals_whose_fields_are_kept_are_blank(layout: str, kept: tuple[str, ...], *, natural_last: bool) -> None:
    """Also where natural persons, who ask most, stand before them, so that each row ends as with its total."""
    made = make_report(random.Random(4), "2021", 60)
    tables = dict(grids(made))
    left = [[_without_total(cell, kept) for cell in row] for row in tables["requests"]]
    if natural_last:
        names = ["", "", "", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "自然人", "总计"]
        left = [names, *([*row[:-7], *row[-6:-1], row[-7], row[-1]] for row in left if any(map(is_figure, row)))]
    tables["requests"] = left
    text = print_report(made, {name: LAYOUTS[layout](grid) for name, grid in tables.items()})
    (report,) = extract_document(text.encode()).reports
    for cell in report.cells:
        if cell.table == "requests":
            is_blank = cell.column == "total" and cell.row not in kept
            value = made.cells[cell.table, cell.row, cell.column]
            assert (cell.status, cell.value) == ((Status.BLANK, None) if is_blank else (Status.REPORTED, value))


def _without_total(cell: str, kept: tuple[str, ...]) -> str:
    is_total = isinstance(cell, Figure) and cell.key[2] == "total" and cell.key[1] not in kept
    return cell.left_blank() if isinstance(cell, Figure) and is_total else cell


@pytest.mark.parametrize("seed", range(3))
def test_words_in_the_cell_of_remarks_are_none_of_a_row_that_keeps_an_empty_place(seed: int) -> None:
    made = make_report(random.Random(seed), "2021", 40000)
    tables = dict(grids(made))
    rows = [
        [cell.left_blank() if isinstance(cell, Figure) and cell == "0" else cell for cell in row]
        for row in tables["requests"]
    ]
    remarks = ["备注", *("详见第3页" if at % 3 == 0 else "" for at in range(1, len(rows)))]
    tables["requests"] = [[*row, remark] for row, remark in zip(rows, remarks, strict=True)]
    printed = {name: LAYOUTS["tabs"](grid) for name, grid in tables.items()}
    places = [[cell for at, cell in enumerate(row) if cell or (at > 2 and row[0])] for row in tables["requests"][:3]]
    places += [[*filter(None, row[:-8]), *row[-8:]] for row in tables["requests"][3:]]
    printed["requests"] = "\n".join(f"{cell} |" for row in places for cell in row)
    (report,) = extract_document(print_report(made, printed).encode()).reports
    requests = [cell for cell in report.cells if cell.table == "requests"]
    assert all((cell.value or 0) == made.cells[cell.table, cell.row, cell.column] for cell in requests)
