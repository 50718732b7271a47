"""Names of columns that are broken over lines: where they stand tells their order, not which line they begin on."""

import random
import re

import pytest

from gidr_pipeline.extraction import extract_document
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


def read(layout: str, header: list[list[str]]) -> set[str]:
    """How the requests table under this header is read: the statuses of its cells."""
    tables = grids(MADE)
    rows = [row for row in tables["requests"] if sum(bool(re.fullmatch(r"\d+", cell)) for cell in row) > 4]
    printed = {name: LAYOUTS[layout](grid) for name, grid in tables.items()} | {
        "requests": LAYOUTS[layout]([*header, *rows])
    }
    (report,) = extract_document(print_report(MADE, printed).encode()).reports
    return {str(cell.status) for cell in report.cells if cell.table == "requests"}


@pytest.mark.parametrize("layout", ["tabs", "bars around", "markdown", "aligned with spaces"])
def test_names_that_begin_higher_up_keep_their_places(layout: str) -> None:
    assert read(layout, LOW) == {"reported"}


@pytest.mark.parametrize("layout", ["tabs", "bars around", "markdown", "aligned with spaces"])
def test_names_in_another_order_leave_the_table_open(layout: str) -> None:
    assert read(layout, EXCHANGED) == {"illegible"}


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


def test_names_around_others_are_in_order_where_only_the_order_on_each_line_is_left() -> None:
    assert read("spaces", AROUND) == {"reported"}
    assert read("spaces", EXCHANGED) == {"illegible"}


@pytest.mark.parametrize("layout", ["tabs", "bars around", "aligned with spaces"])
def test_a_name_around_another_in_its_own_place_leaves_the_table_open(layout: str) -> None:
    assert read(layout, AROUND_EXCHANGED) == {"illegible"}
