"""Figures that stand apart from their labels: read in the order that the text tells, and in no other."""

import random
from collections.abc import Callable

import pytest

from gidr_pipeline.extraction import extract_document
from gidr_pipeline.extraction.model import Cell, Status
from gidr_pipeline_tests.judging import wrong_values
from gidr_pipeline_tests.layouts import text_of
from gidr_pipeline_tests.made import Made, grids, is_figure, make_report, print_report

Rows = list[list[str]]
SEEDS = range(12)


def printed(made: Made, arrange: Callable[[Rows, random.Random], list[str]], rng: random.Random) -> str:
    """The report with all labels of a table before its figures, those of the requests table as arranged."""
    tables = {}
    for name, grid in grids(made).items():
        labels = [cell for row in grid for cell in row if cell and not is_figure(cell)]
        rows = [[cell for cell in row if is_figure(cell)] for row in grid]
        rows = [row for row in rows if row]
        figures = arrange(rows, rng) if name == "requests" else [cell for row in rows for cell in row]
        tables[name] = "\n".join([*labels, *figures]) + "\n"
    return print_report(made, tables)


def requests_of(text: str) -> dict[tuple[str, str], Cell]:
    (report,) = extract_document(text.encode()).reports
    return {(cell.row, cell.column): cell for cell in report.cells if cell.table == "requests"}


def by_columns(rows: Rows) -> list[str]:
    return [figure for column in zip(*rows, strict=True) for figure in column]


def unevenly(figures: list[str], rng: random.Random) -> list[str]:
    return [part for figure in figures for part in ([figure, ""] if rng.random() < 0.4 else [figure])]


@pytest.mark.parametrize(
    "arrange",
    [
        lambda rows, rng: unevenly([figure for row in rows for figure in row], rng),
        lambda rows, rng: unevenly(by_columns(rows), rng),
    ],
    ids=["by rows", "by columns"],
)
def test_an_uneven_order_takes_both_kinds_of_sums(arrange: Callable[[Rows, random.Random], list[str]]) -> None:
    made = make_report(random.Random(5), "2021", 60)
    cells = requests_of(printed(made, arrange, random.Random(5)))
    assert {key: cell.value for key, cell in cells.items()} == {
        key[1:]: value for key, value in made.cells.items() if key[0] == "requests"
    }
    assert {cell.status for cell in cells.values()} == {Status.REPAIRED}
    notes = {cell.note or "" for cell in cells.values()}
    assert all("request_applicants" in note for note in notes)
    assert all("request_outcomes" in note or "request_balance" in note for note in notes)


def swapped(rows: Rows, rng: random.Random) -> list[str]:
    figures = [figure for row in rows for figure in row]
    one = rng.randrange(len(figures) - 7)
    other = one + rng.randint(1, 6)
    figures[one], figures[other] = figures[other], figures[one]
    return unevenly(figures, rng)


def turned(rows: Rows, rng: random.Random) -> list[str]:
    figures = [figure for row in rows for figure in row]
    by = rng.randint(1, 6)
    return unevenly([*figures[by:], *figures[:by]], rng)


def one_lost_and_one_doubled(rows: Rows, rng: random.Random) -> list[str]:
    figures = [figure for row in rows for figure in row]
    del figures[rng.randrange(len(figures))]
    doubled = rng.randrange(len(figures))
    return unevenly([*figures[:doubled], figures[doubled], *figures[doubled:]], rng)


def in_bands(rows: Rows, rng: random.Random) -> list[str]:
    """A few rows at a time, their columns in any order, as a PDF's text that has lost its places."""
    figures = []
    while rows:
        height = rng.choice([1, 2, 5, 9])
        columns = list(zip(*rows[:height], strict=True))
        rng.shuffle(columns)
        figures += [figure for column in columns for figure in column]
        rows = rows[height:]
    return unevenly(figures, rng)


def in_pages(rows: Rows, rng: random.Random) -> list[str]:
    cut = rng.randint(5, 18)
    return unevenly([*by_columns(rows[:cut]), *by_columns(rows[cut:])], rng)


@pytest.mark.parametrize("arrange", [swapped, turned, one_lost_and_one_doubled, in_bands, in_pages])
def test_a_disordered_stream_gives_no_wrong_value(arrange: Callable[[Rows, random.Random], list[str]]) -> None:
    for seed in SEEDS:
        rng = random.Random(seed)
        made = make_report(rng, size=rng.choice([10, 60, 400]))
        assert not list(wrong_values(made, extract_document(printed(made, arrange, rng).encode())))


def test_heads_in_another_order_leave_open_what_they_would_exchange() -> None:
    made = make_report(random.Random(5), "2021", 60)
    text = printed(made, lambda rows, _: by_columns(rows), random.Random(5))
    moved = text.replace("社会公益组织\n法律服务机构", "法律服务机构\n社会公益组织")
    assert moved != text
    other = {"public_interest": "legal_services", "legal_services": "public_interest"}
    for (row, column), cell in requests_of(moved).items():
        figure, exchanged = (made.cells["requests", row, each] for each in (column, other.get(column, column)))
        assert cell.value == (figure if figure == exchanged else None)


def test_a_hopeless_stream_is_given_up_soon() -> None:
    """All alike: every order adds up in no row, and none is tried for long."""
    made = make_report(random.Random(5), "2021", 60)
    cells = requests_of(printed(made, lambda rows, _: ["7"] * (len(rows) * 7), random.Random(5)))
    assert {cell.value for cell in cells.values()} == {None}


def first_table(made: Made) -> dict[tuple[str, str], Cell]:
    text = text_of(made, "labels, then figures by column")
    (report,) = extract_document(text.encode()).reports
    return {(cell.row, cell.column): cell for cell in report.cells if cell.table == "proactive"}


def test_heads_between_figures_tell_the_columns_of_the_first_table() -> None:
    under_heads = ("licensing", "other_services", "penalties", "coercion", "fees")
    for seed in SEEDS:
        made = make_report(random.Random(seed), "2019")
        for (row, column), cell in first_table(made).items():
            figure = made.cells["proactive", row, column]
            assert cell.value == figure if row in under_heads else cell.value in (None, figure)


def test_a_figure_that_changed_its_column_leaves_the_first_table_open() -> None:
    made = make_report(random.Random(5), "2019", 60)
    text = text_of(made, "labels, then figures by column")
    figure = str(made.cells["proactive", "licensing", "items_prior_year"])
    head = text.index("上一年项目数量")
    moved = text[:head] + text[head:].replace(f"{figure}\n", "", 1).replace("本年增/减\n", f"{figure}\n本年增/减\n", 1)
    assert moved != text
    assert not list(wrong_values(made, extract_document(moved.encode())))


@pytest.mark.parametrize("rows", [1, 2])
@pytest.mark.parametrize("seed", range(4))
def test_a_text_that_ends_below_all_labels_gives_no_row_to_the_last(seed: int, rows: int) -> None:
    made = make_report(random.Random(seed), "2021", 60)
    text = printed(made, lambda figures, _: [figure for row in figures[:rows] for figure in row], random.Random(seed))
    text = text[: text.index("四、政府信息公开行政复议")].rstrip()
    assert {cell.value for key, cell in requests_of(text).items() if key[0] == "carried_out"} == {None}


@pytest.mark.parametrize("seed", range(4))
def test_figures_on_the_line_above_their_label_are_its_own_if_a_line_parts_the_rows(seed: int) -> None:
    made = make_report(random.Random(seed), "2021", 60)
    rows = []
    for row in grids(made)["requests"]:
        figures = [cell for cell in row if is_figure(cell)]
        label = "".join(cell for cell in row if not is_figure(cell))
        rows.append("\n" + "\t" * 3 + "\t".join(figures) + "\n" + label if figures else "\t".join(row))
    tables = {name: "\n".join("\t".join(row) for row in grid) for name, grid in grids(made).items()}
    cells = requests_of(print_report(made, {**tables, "requests": "\n".join(rows)}))
    assert all(cell.value == made.cells["requests", *key] for key, cell in cells.items())
