"""Tables that offices altered, in files that tell their cells: what is in its place is read, whatever stands beside."""

import random

import pytest

from gidr_pipeline.conversion.child import convert
from gidr_pipeline.conversion.kinds import kind_of
from gidr_pipeline.extraction import read_converted
from gidr_pipeline.extraction.model import Document, Status
from gidr_pipeline_tests.conversion.altered import ALTERED, DOUBTFUL, without_a_row
from gidr_pipeline_tests.conversion.forms import HABITS, case, page, with_habit
from gidr_pipeline_tests.extractors.documents import HEADINGS
from gidr_pipeline_tests.extractors.printed_form import form_table
from gidr_pipeline_tests.judging import count_cells, wrong_values
from gidr_pipeline_tests.made import Made, make_report


def _read(data: bytes) -> Document:
    return read_converted(convert(data, kind_of(data)))


@pytest.mark.parametrize("habit", HABITS)
@pytest.mark.parametrize("altered", ALTERED)
@pytest.mark.parametrize("format_name", ["page", "word"])
def test_every_cell_is_exact(format_name: str, altered: str, habit: str) -> None:
    made = case("altered", format_name, altered, habit)
    document = _read(made.data)
    counts = count_cells(made.made, document, made.name).cells
    assert {kind: n for kind, n in counts.items() if n and kind not in ("exact", "blank")} == {}


@pytest.mark.parametrize("habit", ["as it is", "some left blank", "misprints", "nothing adds up"])
@pytest.mark.parametrize("doubtful", DOUBTFUL)
@pytest.mark.parametrize("format_name", ["page", "word"])
def test_what_may_be_anothers_is_left_open(format_name: str, doubtful: str, habit: str) -> None:
    made = case("doubtful", format_name, doubtful, habit)
    document = _read(made.data)
    assert not wrong_values_of(made.made, document)
    name, _ = DOUBTFUL[doubtful]
    blank = [each for each in document.reports[0].cells if each.table == name and each.status == Status.BLANK]
    assert {made.made.cells[each.table, each.row, each.column] for each in blank} <= {None}


def test_a_label_outside_its_table_costs_no_other() -> None:
    made = make_report(random.Random(1), "2021")
    table = form_table(made, "proactive")
    at = next(at for at, row in enumerate(table) if row[0].text == "行政处罚")
    parts = [f"{made.agency}{made.year}年政府信息公开工作年度报告", HEADINGS["proactive"], table[: at - 2], "行政处罚"]
    document = _read(page([*parts, table[at:], HEADINGS["requests"], form_table(made, "requests")], random.Random(1)))
    cells = {each.row: each.value for each in document.reports[0].cells if each.table == "proactive"}
    assert not wrong_values_of(made, document)
    assert cells["licensing"] == made.cells["proactive", "licensing", "decisions"]


def wrong_values_of(made: Made, document: Document) -> list[str]:
    return [str(each) for each in wrong_values(made, document)]


@pytest.mark.parametrize("habit", HABITS)
def test_a_row_less_costs_no_other_row(habit: str) -> None:
    rng = random.Random(habit)
    made = with_habit(make_report(rng), habit, rng)
    table, label = without_a_row(form_table(made, "requests"), rng)
    title = f"{made.agency}{made.year}年政府信息公开工作年度报告"
    parts = [
        title,
        "二、主动公开政府信息情况",
        form_table(made, "proactive"),
        "三、收到和处理政府信息公开申请情况",
        table,
    ]
    document = _read(page(parts, rng))
    assert not wrong_values_of(made, document)
    labels = {row.code: row.label_zh.rpartition("：")[2] for row in made.form.tables["requests"].rows}
    lost = {
        each.row
        for each in document.reports[0].cells
        if each.table == "requests" and each.status in ("missing", "illegible")
    }
    assert {labels[row] for row in lost} == {label}
