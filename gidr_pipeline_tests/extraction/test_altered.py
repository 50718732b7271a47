"""Texts of tables that offices altered: what stands in its place is read, and nothing that is not the form's."""

import random
from collections import Counter
from collections.abc import Callable

import pytest

from gidr_pipeline.extraction import extract_document
from gidr_pipeline_tests.conversion.altered import ALTERED
from gidr_pipeline_tests.conversion.forms import blocks, with_habit
from gidr_pipeline_tests.extractors.printed_form import FormTable, places, width
from gidr_pipeline_tests.judging import count_cells, wrong_values
from gidr_pipeline_tests.made import make_report


def in_tabs(table: FormTable) -> str:
    """What merged cells cover is empty."""
    said = {(row, column): cell.text for row, column, cell in places(table)}
    rows = range(len(table))
    return "\n".join("\t".join(said.get((row, column), "") for column in range(width(table))) for row in rows)


def in_spaces(table: FormTable) -> str:
    return "\n".join(" ".join(cell.text for cell in row if cell.text) for row in table)


def a_cell_a_line(table: FormTable) -> str:
    return "\n".join(cell.text for row in table for cell in row)


WRITTEN = [in_tabs, in_spaces, a_cell_a_line]


def _read(altered: str, habit: str, written: Callable[[FormTable], str]) -> tuple[list[str], float]:
    """What is read wrongly of three reports, and how much of all that they print is read."""
    wrong, counts = list[str](), Counter[str]()
    for seed in range(3):
        rng = random.Random(f"{seed} {altered} {habit}")
        made = with_habit(make_report(rng), habit, rng)
        parts = (part if isinstance(part, str) else written(part) for part in blocks(made, rng, altered))
        document = extract_document("\n".join(parts).encode())
        wrong += [str(each) for each in wrong_values(made, document)]
        counts += count_cells(made, document, altered).cells
    figures = counts["exact"] + counts["repaired"] + counts["null"]
    return wrong, (figures - counts["null"]) / figures


@pytest.mark.parametrize("written", WRITTEN)
@pytest.mark.parametrize("altered", ALTERED)
def test_what_is_the_forms_is_read(altered: str, written: Callable[[FormTable], str]) -> None:
    wrong, share = _read(altered, "as it is", written)
    assert not wrong
    assert share > 0.85


@pytest.mark.parametrize("written", WRITTEN)
@pytest.mark.parametrize("altered", [name for name, (table, _) in ALTERED.items() if table == "requests"])
def test_what_is_left_blank_is_not_taken_from_elsewhere(altered: str, written: Callable[[FormTable], str]) -> None:
    wrong, _ = _read(altered, "zeros left blank", written)
    assert not wrong


@pytest.mark.parametrize("written", WRITTEN)
@pytest.mark.parametrize("altered", ["as it is", "a subtotal", "one row of heads"])
def test_what_does_not_add_up_is_read_as_it_stands(altered: str, written: Callable[[FormTable], str]) -> None:
    wrong, share = _read(altered, "misprints", written)
    assert not wrong
    assert share > 0.85
