"""PDF text in pieces: the one order of its figures in which all sums hold is read, and none that only seems so."""

import random
from collections.abc import Callable
from dataclasses import replace

import pytest

from gidr_pipeline.extraction import extract_document
from gidr_pipeline.extraction.model import Status
from gidr_pipeline_tests.extraction.tables.scattered import Printed, Rows, by_columns, by_rows, cells_of, text_of
from gidr_pipeline_tests.judging import wrong_values
from gidr_pipeline_tests.made import make_report

PAGE_BREAK = ["第 2 页", "3", "政府信息公开工作年度报告"]


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
def test_pieces_are_put_together(arrange: Callable[[Rows], Printed], edition: str) -> None:
    made = make_report(random.Random(4), edition, 60)
    text = text_of(made, arrange)
    for key, cell in cells_of(text).items():
        if key[0] == "requests":
            assert (cell.value, cell.status) == (made.cells[key], Status.REPAIRED)
            assert cell.span
            assert text[slice(*cell.span)] == str(made.cells[key])


def test_zeros_need_no_order() -> None:
    """A report of nothing but zeros: wherever they are, there are as many as cells."""
    made = make_report(random.Random(4), "2021", 0)
    zeros = replace(made, cells=dict.fromkeys(made.cells, 0))

    def scattered(rows: Rows) -> Printed:
        figures = by_rows(rows)
        return [*figures[:50], *PAGE_BREAK[::2], *figures[50:110]], figures[110:]

    assert {cell.value for cell in cells_of(text_of(zeros, scattered)).values()} == {0}
    one_lost = text_of(zeros, lambda rows: (scattered(rows)[0][1:], scattered(rows)[1]))
    assert {cell.value for cell in cells_of(one_lost).values()} == {None}


def test_zeros_of_other_things_are_none_of_the_tables() -> None:
    """A blank cell, and a 0 of something else further below: as many zeros as cells, but not theirs."""
    made = make_report(random.Random(4), "2021", 0)
    zeros = replace(made, cells=dict.fromkeys(made.cells, 0))
    text = text_of(zeros, lambda rows: (by_rows(rows)[1:], [])).replace(
        "六、其他需要报告的事项\n", "六、其他需要报告的事项\n收取信息处理费（元）\n0\n"
    )
    assert {cell.value for key, cell in cells_of(text).items() if key[0] == "requests"} == {None}
    told = text_of(zeros, lambda rows: (by_rows(rows), []))
    table = told.index("行政复议\n"), told.index("五、存在的主要问题及改进情况")
    told = told[: table[0]] + "本年度行政复议3件。\n" + told[table[1] :] + "建议提案办理情况\n" + "0\n" * 15
    assert {cell.value for key, cell in cells_of(told).items() if key[0] == "challenges"} == {None}


def test_heads_in_another_order_leave_all_open() -> None:
    made = make_report(random.Random(4), "2021", 60)
    text = text_of(made, in_two_pages)
    moved = text.replace("社会公益组织\n法律服务机构", "法律服务机构\n社会公益组织")
    assert moved != text
    assert {cell.value for key, cell in cells_of(moved).items() if key[0] == "requests"} == {None}


def lost_and_doubled(figures: list[str], rng: random.Random) -> None:
    at = rng.randrange(len(figures))
    figures.insert(at, figures[at])
    del figures[rng.randrange(len(figures))]


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
@pytest.mark.parametrize("arrange", [in_two_pages, with_a_page_number, with_totals_below])
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
