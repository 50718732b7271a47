"""Texts of tables that offices altered: what stands in its place is read, and nothing that is not the form's."""

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import replace

import pytest

from gidr_pipeline.extraction import extract_document
from gidr_pipeline_tests.conversion.altered import ALTERED
from gidr_pipeline_tests.conversion.forms import blocks, with_habit
from gidr_pipeline_tests.extractors.printed_form import FormTable, form_table, places, width
from gidr_pipeline_tests.judging import count_cells, wrong_values
from gidr_pipeline_tests.made import make_report, print_report


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
    rng = random.Random(altered)
    made = make_report(rng, size=60)
    totals = [key for key in made.cells if key[0] == "requests" and key[2] == "total"]
    wrongly = {key: rng.randint(1, 300) for key in rng.sample(totals, 15)}
    made = replace(made, cells={**made.cells, **wrongly})
    parts = (part if isinstance(part, str) else written(part) for part in blocks(made, rng, altered))
    document = extract_document("\n".join(parts).encode())
    counts = count_cells(made, document, altered).cells
    assert not [*wrong_values(made, document)]
    assert counts["exact"] == len(made.cells)


FOREIGN = {
    "numbers of rows in place of the total": lambda at, figures: [str(at + 1), *figures[:-1]],
    "the year before in place of a column": lambda at, figures: [*figures[:2], *figures[3:], str(at % 5)],
    "the total first": lambda _, figures: [figures[-1], *figures[:-1]],
}


@pytest.mark.parametrize("foreign", FOREIGN)
def test_seven_figures_that_are_not_the_forms_are_not_read_as_they_stand(foreign: str) -> None:
    made = make_report(random.Random(foreign), size=60)
    table = [row for row in form_table(made, "requests") if any(cell.figure for cell in row)]
    rows = []
    for at, row in enumerate(table):
        figures = [cell.text for cell in row if cell.figure]
        rows.append(" ".join([*(cell.text for cell in row if not cell.figure), *FOREIGN[foreign](at, figures)]))
    others = {name: in_spaces(form_table(made, name)) for name in ("proactive", "challenges")}
    text = print_report(made, {**others, "requests": "\n".join(rows)})
    assert not [each for each in wrong_values(made, extract_document(text.encode())) if "requests" in str(each)]
