"""What sums tell of single cells that can't be read, in tables whose file tells their cells."""

import random
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

import pytest

from gidr_pipeline.conversion.apart import convert_apart
from gidr_pipeline.extraction.documents import read_converted
from gidr_pipeline.extraction.model import Status
from gidr_pipeline_tests.conversion.forms import blocks, page
from gidr_pipeline_tests.made import Key, make_report

GRANTED = ("requests", "granted", "natural_person")
RECEIVED = ("requests", "received", "business")
CARRIED = ("requests", "carried_in", "business")
OTHER = ("requests", "received", "research")
TOTAL = ("challenges", "reconsideration", "total")
CORRECTED = ("challenges", "litigation_direct", "corrected")

MADE = make_report(random.Random("crossing"), "2021", size=80)
CASES: dict[str, tuple[Mapping[Key, str], Mapping[Key, Status]]] = {
    "two sums cross": ({GRANTED: "□"}, {GRANTED: Status.REPAIRED}),
    "two sums cross where two figures of a column are lost": (
        {GRANTED: "□", RECEIVED: "□"},
        {GRANTED: Status.REPAIRED, RECEIVED: Status.REPAIRED},
    ),
    "four in a square, which no sum tells": (
        {
            RECEIVED: "□",
            CARRIED: "□",
            OTHER: "□",
            ("requests", "carried_in", "research"): "□",
        },
        {RECEIVED: Status.ILLEGIBLE, CARRIED: Status.ILLEGIBLE, OTHER: Status.ILLEGIBLE},
    ),
    "one sum alone": ({TOTAL: "□"}, {TOTAL: Status.ILLEGIBLE}),
    "one sum and what is left of it": ({TOTAL: "{first}□"}, {TOTAL: Status.REPAIRED}),
    "one sum against what is left of it": ({TOTAL: "9□□"}, {TOTAL: Status.ILLEGIBLE}),
    "another figure and a sign, though sums would tell": ({GRANTED: "987?"}, {GRANTED: Status.ILLEGIBLE}),
    "two figures, though sums would tell": ({GRANTED: "987<br>654"}, {GRANTED: Status.ILLEGIBLE}),
    "words, though sums would tell": ({GRANTED: "见附件"}, {GRANTED: Status.ILLEGIBLE}),
    "a figure that is a misprint stays, and tells nothing": (
        {GRANTED: "□", ("requests", "granted", "total"): "7777"},
        {GRANTED: Status.ILLEGIBLE, ("requests", "granted", "total"): Status.REPORTED},
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_what_sums_tell_of_a_cell(name: str) -> None:
    changes, expected = CASES[name]
    cells = dict(MADE.cells)
    marks = {key: f"{700_000 + at}" for at, key in enumerate(changes)}
    made = replace(MADE, cells={**cells, **{key: int(mark) for key, mark in marks.items()}})
    written = page(blocks(made, random.Random(0), "as it is"), random.Random(2)).decode()
    for key, mark in marks.items():
        assert written.count(mark) == 1
        written = written.replace(mark, changes[key].format(first=str(cells[key])[0]))
    (report,) = read_converted(convert_apart(written.encode())).reports
    read = {(cell.table, cell.row, cell.column): cell for cell in report.cells}
    assert {key: read[key].status for key in expected} == dict(expected)
    for key, status in expected.items():
        if status is Status.REPAIRED:
            assert read[key].value == Decimal(str(cells[key]))
            assert read[key].note
    others = read.keys() - changes.keys()
    assert all((read[key].value, read[key].status) == (cells[key], Status.REPORTED) for key in others)
