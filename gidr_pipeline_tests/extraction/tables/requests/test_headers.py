"""In which order a table prints its columns: names that are broken over lines tell it by where they stand, not by which
line they begin on."""

import random
import re
from itertools import product

import pytest

from gidr_pipeline.extraction import extract_document
from gidr_pipeline.extraction.model import Cell, Status
from gidr_pipeline.extraction.tables.requests.headers import orders_of
from gidr_pipeline.extraction.text.lines import read_lines
from gidr_pipeline.forms import load_forms
from gidr_pipeline_tests.layouts import LAYOUTS
from gidr_pipeline_tests.made import grids, make_report, print_report

MADE = make_report(random.Random(3), "2021", size=40)
LOW = [
    ["", "", "", "自然人", "", "", "社会公益", "法律服务", "", "总计"],
    ["", "", "", "", "商业企业", "科研机构", "组织", "机构", "其他", ""],
]
EXCHANGED = [
    ["", "", "", "自然人", "", "", "法律服务", "社会公益", "", "总计"],
    ["", "", "", "", "商业企业", "科研机构", "机构", "组织", "其他", ""],
]
AROUND = [
    ["", "", "", "", "", "", "社会公益", "法律服务", "", "总计"],
    ["", "", "", "自然人", "商业企业", "科研机构", "", "", "其他", ""],
    ["", "", "", "", "", "", "组织", "机构", "", ""],
]
AROUND_EXCHANGED = [
    ["", "", "", "", "", "", "法律服务", "", "", ""],
    ["", "", "", "自然人", "商业企业", "科研机构", "", "社会公益组织", "其他", "总计"],
    ["", "", "", "", "", "", "机构", "", "", ""],
]
NEXT = {"public_interest": "legal_services", "legal_services": "public_interest"}


def read(layout: str, header: list[list[str]]) -> list[Cell]:
    """The requests table as it is read under this header."""
    tables = grids(MADE)
    rows = [row for row in tables["requests"] if sum(bool(re.fullmatch(r"\d+", cell)) for cell in row) > 4]
    printed = {name: LAYOUTS[layout](grid) for name, grid in tables.items()} | {
        "requests": LAYOUTS[layout]([*header, *rows])
    }
    (report,) = extract_document(print_report(MADE, printed).encode()).reports
    return [cell for cell in report.cells if cell.table == "requests"]


@pytest.mark.parametrize("layout", ["tabs", "bars around", "markdown", "aligned with spaces"])
def test_names_that_begin_higher_up_keep_their_places(layout: str) -> None:
    assert all(cell.value == MADE.cells["requests", cell.row, cell.column] for cell in read(layout, LOW))


def test_names_around_others_are_in_order_where_only_the_order_on_each_line_is_left() -> None:
    assert all(cell.value == MADE.cells["requests", cell.row, cell.column] for cell in read("spaces", AROUND))


@pytest.mark.parametrize("layout", ["tabs", "bars around", "markdown", "HTML", "commas"])
def test_whole_names_in_another_order_tell_whose_the_figures_are(layout: str) -> None:
    names = ["自然人", "商业企业", "科研机构", "法律服务机构", "社会公益组织", "其他", "总计"]
    cells = read(layout, [["", "", "", *names]])
    assert all(cell.value == MADE.cells["requests", cell.row, NEXT.get(cell.column, cell.column)] for cell in cells)


@pytest.mark.parametrize(
    ("header", "layout"),
    [
        *product([EXCHANGED], ["tabs", "bars around", "markdown", "aligned with spaces", "spaces"]),
        *product([AROUND_EXCHANGED], ["tabs", "bars around"]),
        pytest.param(
            AROUND_EXCHANGED,
            "aligned with spaces",
            marks=pytest.mark.xfail(
                strict=True, reason="known to be misread: pieces of names on three lines, with a whole one between them"
            ),
        ),
    ],
)
def test_figures_under_names_in_another_order_are_not_their_neighbours(layout: str, header: list[list[str]]) -> None:
    for cell in read(layout, header):
        assert cell.value in (None, MADE.cells["requests", cell.row, NEXT.get(cell.column, cell.column)])


FORM = (0, 1, 2, 3, 4, 5, 6)


@pytest.mark.parametrize(
    ("header", "orders"),
    [
        ("|项目|自然人|商业企业|科研机构|社会公益组织|法律服务机构|其他|总计|", [FORM]),
        ("|项目|自然人|科研机构|商业企业|社会公益组织|法律服务机构|其他|总计|", [(0, 2, 1, 3, 4, 5, 6)]),
        ("|项目|总计|自然人|商业企业|科研机构|社会公益组织|法律服务机构|其他|", [(6, 0, 1, 2, 3, 4, 5)]),
        ("||自然人|商业企业|科研机构|法律服务|社会公益|其他|总计|\n|||||机构|组织|||", [(0, 1, 2, 4, 3, 5, 6)]),
        ("自然人\n科研机构\n商业企业\n社会公益组织\n法律服务机构\n其他\n总计", [FORM, (0, 2, 1, 3, 4, 5, 6)]),
        ("总计\n自然人\n商业企业\n科研机构\n社会公益组织\n法律服务机构\n其他", [FORM, (6, 0, 1, 2, 3, 4, 5)]),
        ("项目|自然人|其他|总计\n自然人|商业企业|科研机构|总计", [FORM]),
        ("|项目|自然人|商业企业|科研机构|公益组织|法律服务机构|其他|总计|", [FORM]),
        ("自然人\n商业企业\n总计", [FORM]),
        ("", [FORM]),
    ],
)
def test_the_orders_that_a_head_allows(header: str, orders: list[tuple[int, ...]]) -> None:
    assert orders_of(load_forms()[-1].tables["requests"], read_lines(header)) == orders


OWN_NAMES = [
    ["", "", "", "合计", "公民", "法人或其他组织", "", "", "", ""],
    ["", "", "", "", "", "企业", "科研院所", "社会组织", "律师事务所", "其他组织"],
]


@pytest.mark.parametrize("layout", ["tabs", "bars around", "markdown", "HTML", "commas", "tabs, merged cells once"])
def test_totals_that_lead_under_names_of_a_tables_own(layout: str) -> None:
    tables = grids(MADE)
    rows = [
        [*row[:-7], *["/" if cell == "0" else cell for cell in (row[-1], *row[-7:-1])]]
        for row in tables["requests"]
        if sum(bool(re.fullmatch(r"\d+", cell)) for cell in row) > 4
    ]
    printed = {name: LAYOUTS[layout](grid) for name, grid in tables.items()}
    printed["requests"] = LAYOUTS[layout]([*OWN_NAMES, *rows])
    (report,) = extract_document(print_report(MADE, printed).encode()).reports
    cells = [cell for cell in report.cells if cell.table == "requests"]
    assert {(c.row, c.column): c.value or 0 for c in cells} == {
        (row, column): value for (table, row, column), value in MADE.cells.items() if table == "requests"
    }
    assert not any(cell.status in (Status.MISSING, Status.ILLEGIBLE) for cell in cells)


UNKNOWN = ["个体", "企事业单位", "学术机构", "民间团体", "法律援助", "其余", "总数"]
SHORT = ["公民", "企业", "科研院所", "社会组织", "律师事务所", "其他组织", "总数"]


@pytest.mark.parametrize("order", [(6, 0, 1, 2, 3, 4, 5), (1, 2, 3, 4, 5, 0, 6), (6, 1, 2, 3, 4, 5, 0)])
def test_places_of_totals_and_of_all_organisations_tell_an_order_whatever_the_others_are_called(
    order: tuple[int, ...],
) -> None:
    one, two = ["", "", ""], ["", "", ""]
    for at in order:
        is_first = at not in (0, 6) and "法人或其他组织" not in one
        one.append("法人或其他组织" if is_first else UNKNOWN[at] if at in (0, 6) else "")
        two.append("" if at in (0, 6) else UNKNOWN[at])
    text = "\n".join(f"| {' | '.join(row)} |" for row in (one, two))
    assert orders_of(load_forms()[-1].tables["requests"], read_lines(text)) == [order]


@pytest.mark.parametrize("layout", ["tabs", "bars around", "spaces", "aligned with spaces"])
def test_names_of_a_tables_own_tell_whose_the_figures_are(layout: str) -> None:
    names = [SHORT[at] for at in (0, 1, 2, 4, 3, 5, 6)]
    cells = read(layout, [["", "", "", *names]])
    wrong = [
        cell
        for cell in cells
        if cell.value not in (None, MADE.cells["requests", cell.row, NEXT.get(cell.column, cell.column)])
    ]
    assert wrong == []
