"""PDF text in pieces, the figures apart from their labels: what is not the table's is none of its figures, and no order
is taken for another that only seems to fit."""

import random
from collections.abc import Callable
from dataclasses import replace

import pytest

from gidr_pipeline.extraction import extract_document
from gidr_pipeline.extraction.model import Status
from gidr_pipeline_tests.extraction.tables.scattered import Printed, Rows, by_columns, by_rows, cells_of, text_of
from gidr_pipeline_tests.judging import wrong_values
from gidr_pipeline_tests.made import Made, make_report

PAGE_BREAK = ["第 2 页", "3", "政府信息公开工作年度报告"]


def row_by_row(rows: Rows) -> Printed:
    return by_rows(rows), []


def column_by_column(rows: Rows) -> Printed:
    return by_columns(rows), []


def in_two_pages(rows: Rows) -> Printed:
    return [*by_columns(rows[:16]), *by_columns(rows[16:])], []


def with_a_page_number(rows: Rows) -> Printed:
    return [*by_rows(rows[:9]), *PAGE_BREAK, *by_rows(rows[9:])], []


def with_pairs_of_rows(rows: Rows) -> Printed:
    pairs = [cell for column in zip(*rows[9:11], strict=True) for cell in (*column, "")]
    return [*by_rows(rows[:9]), "", *pairs, *by_rows(rows[11:])], []


def with_totals_below(rows: Rows) -> Printed:
    return by_columns([row[:-1] for row in rows]), [row[-1] for row in rows]


def with_a_row_below(rows: Rows) -> Printed:
    return by_rows(rows[:-2]), by_rows(rows[-2:])


@pytest.mark.parametrize(
    "arrange", [in_two_pages, with_a_page_number, with_pairs_of_rows, with_totals_below, with_a_row_below]
)
@pytest.mark.parametrize("edition", ["2019", "2021"])
def test_pieces_in_another_order_give_no_wrong_value(arrange: Callable[[Rows], Printed], edition: str) -> None:
    made = make_report(random.Random(4), edition, 60)
    assert not list(wrong_values(made, extract_document(text_of(made, arrange).encode())))


def nothing_but_zeros() -> Made:
    made = make_report(random.Random(4), "2021", 0)
    return replace(made, cells=dict.fromkeys(made.cells, 0))


def test_zeros_of_other_things_are_none_of_the_tables() -> None:
    """A cell left blank, which arithmetic tells, and a 0 of something else further below."""
    text = text_of(nothing_but_zeros(), lambda rows: (by_rows(rows)[1:], []))
    other = "六、其他需要报告的事项\n"
    text = text.replace(other, f"{other}收取信息处理费（元）\n0\n")
    for key, cell in cells_of(text).items():
        if key[0] == "requests":
            assert cell.value == 0
            assert cell.status is Status.REPAIRED
            assert cell.span is None or cell.span.end < text.index("四、政府信息公开行政复议")


def test_zeros_of_other_things_are_none_of_a_table_that_is_not_there() -> None:
    text = text_of(nothing_but_zeros(), row_by_row)
    table = text.index("行政复议\n"), text.index("五、存在的主要问题及改进情况")
    text = text[: table[0]] + "本年度行政复议3件。\n" + text[table[1] :] + "建议提案办理情况\n" + "0\n" * 15
    assert {cell.value for key, cell in cells_of(text).items() if key[0] == "challenges"} == {None}


def lost_and_doubled(figures: list[str], rng: random.Random) -> None:
    """One lost and one printed twice in other rows: side by side they would be a misprint."""
    at = rng.randrange(len(figures))
    lost = (at + rng.randrange(8, len(figures) - 8)) % len(figures)
    figures[at : at + 1] = [figures[at]] * 2
    del figures[lost + (lost > at)]


def exchanged(figures: list[str], rng: random.Random) -> None:
    at, other = rng.sample(range(len(figures)), 2)
    figures[at], figures[other] = figures[other], figures[at]


def moved(figures: list[str], rng: random.Random) -> None:
    length, at = rng.choice([1, 2, 3, 5]), rng.randrange(len(figures) - 5)
    some = figures[at : at + length]
    del figures[at : at + length]
    at = rng.randrange(len(figures))
    figures[at:at] = some


@pytest.mark.parametrize("fault", [lost_and_doubled, exchanged, moved])
@pytest.mark.parametrize("arrange", [row_by_row, column_by_column, in_two_pages, with_a_page_number, with_totals_below])
def test_pieces_with_a_fault_give_no_wrong_value(
    fault: Callable[[list[str], random.Random], None], arrange: Callable[[Rows], Printed]
) -> None:
    for seed in range(20):
        rng = random.Random(seed)
        made = make_report(rng, size=rng.choice([3, 10, 60]))

        def faulty(rows: Rows, rng: random.Random = rng) -> Printed:
            here, below = arrange(rows)
            fault(here, rng)
            return here, below

        assert not list(wrong_values(made, extract_document(text_of(made, faulty).encode())))
