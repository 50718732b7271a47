"""The ways to read one row: those that a fault explains and the row's own sum allows, the likeliest first."""

import pytest

from gidr_pipeline.extraction.tables.model import Candidate, Gap, Habit, RowFigures
from gidr_pipeline.extraction.tables.requests.noise import candidates_of
from gidr_pipeline.extraction.tables.sums import RowSum
from gidr_pipeline.extraction.text.lines import read_lines

ALONG = RowSum("request_applicants", (0, 1, 2, 3, 4, 5), 6)
NO_HABIT, SHOWS_BLANKS = Habit(), Habit(shows_blanks=True)


def read(
    figures: str, columns: tuple[int, ...] | None = None, habit: Habit = NO_HABIT, *, is_total: bool = False
) -> list[Candidate]:
    """The candidates of a row of seven cells; `columns` are the places of its figures, where the text keeps them."""
    tokens = tuple(token for line in read_lines(figures.replace(" ", "\t")) for token in line.values)
    row = RowFigures("granted", tokens, (), columns, whole=columns is not None)
    return candidates_of(row, 7, ALONG, habit, is_total=is_total)


def shown(candidate: Candidate) -> str:
    """What a candidate gives for each cell: `_` for a blank, `?` for nothing."""
    return " ".join("?" if each is None else "_" if each is Gap.BLANK else str(each) for each in candidate.outputs)


NOTHING = "? ? ? ? ? ? ?"


@pytest.mark.parametrize(
    ("figures", "readings"),
    [
        ("5 0 2 0 0 0 7", ["5 0 2 0 0 0 7"]),
        ("5 - 2 - - / 7", ["5 _ 2 _ _ _ 7"]),
        # A zero lost; behind which of several alike no one can tell, nor does it matter.
        ("5 0 2 0 0 7", ["0 5 0 2 0 0 7", "5 0 0 2 0 0 7", "5 0 2 0 0 0 7", "5 0 2 0 0 7 14", NOTHING]),
        ("0 0 0 0 0 0", ["0 0 0 0 0 0 0", NOTHING]),
        # Eight: a figure printed twice, the number of a page, a number torn in two.
        ("5 0 2 2 0 0 0 9", ["5 0 2 2 0 0 9", "5 2 2 0 0 0 9", NOTHING]),
        ("5 5 0 2 0 0 0 7", ["5 0 2 0 0 0 7", NOTHING]),
        ("5 0 2 0 0 0 7\n3", ["5 0 2 0 0 0 7", NOTHING]),
        ("1 5 0 2 0 0 0 17", ["15 0 2 0 0 0 17", NOTHING]),
        # Two numbers run together, or one that was lost.
        ("52 0 0 0 0 7", ["5 2 0 0 0 0 7", "52 0 0 0 0 7 59", NOTHING]),
        # What is left of a number tells it, unless the row says otherwise.
        ("(14) 0 0 0 0 0 14", ["14 0 0 0 0 0 14", "? 0 0 0 0 0 14", NOTHING]),
        ("07 0 2 0 0 0 9", ["7 0 2 0 0 0 9", "? 0 2 0 0 0 9", NOTHING]),
        ("1l 0 2 0 0 0 13", ["11 0 2 0 0 0 13", "? 0 2 0 0 0 13", NOTHING]),
        ("(14) 0 0 0 0 0 9", ["? 0 0 0 0 0 9", NOTHING]),
        ("l1 0 2 0 0 0 3", ["? 0 2 0 0 0 3", NOTHING]),
        ("5 0 ? 0 0 0 7", ["5 0 2 0 0 0 7", "5 0 ? 0 0 0 7", NOTHING]),
        # One that stands alone may have slid from any place, and one that can't be read may be another row's.
        ("5 0 2 0 0 7\n0", ["0 5 0 2 0 0 7", "5 0 0 2 0 0 7", "5 0 2 0 0 0 7"]),
        (
            "0 0 0 0 1 1\n(0)",
            ["0 0 0 0 0 1 1", "0 0 0 0 1 0 1", "0 0 0 0 1 1 2", NOTHING],
        ),
        ("5 0 2 0 0 0 7 5 0 2 0 0 0 7", ["5 0 2 0 0 0 7", NOTHING]),
        ("5 0", [NOTHING]),
    ],
)
def test_figures_in_the_order_of_the_text(figures: str, readings: list[str]) -> None:
    candidates = [each for each in read(figures) if not each.fails]
    assert {shown(each) for each in candidates} == set(readings)
    least = candidates[0].cost
    assert readings[0] in {shown(each) for each in candidates if each.cost == least}


@pytest.mark.parametrize(
    ("figures", "columns", "habit", "readings"),
    [
        ("5 2 7", (0, 2, 6), NO_HABIT, ["5 _ 2 _ _ _ 7", NOTHING]),
        ("5 2 7", (0, 2, 6), SHOWS_BLANKS, ["5 _ 2 _ _ _ 7"]),
        # A place that is empty though the row does not add up without it.
        ("5 0 0 0 0 7", (0, 1, 3, 4, 5, 6), NO_HABIT, ["5 0 2 0 0 0 7", NOTHING]),
        # A total left blank, or all but the total.
        ("5 2", (0, 2), NO_HABIT, ["5 _ 2 _ _ _ _", NOTHING]),
        ("5 2", (0, 2), Habit(shows_blanks=True, blank_totals=True), ["5 _ 2 _ _ _ _"]),
        ("7", (6,), Habit(shows_blanks=True, only_totals=True), ["_ _ _ _ _ _ 7"]),
        # The last place empty, and the total in that before: a zero is lost, and the rest moved up.
        (
            "5 0 2 0 0 7",
            (0, 1, 2, 3, 4, 5),
            NO_HABIT,
            ["5 0 2 0 0 7 _", "5 0 2 0 0 0 7", "5 0 0 2 0 0 7", "0 5 0 2 0 0 7", NOTHING],
        ),
        # Two figures in one place.
        ("5 0 2 9 0 0 0 7", (0, 1, 2, 2, 3, 4, 5, 6), NO_HABIT, ["5 0 2 0 0 0 7", NOTHING]),
    ],
)
def test_figures_in_their_places(figures: str, columns: tuple[int, ...], habit: Habit, readings: list[str]) -> None:
    candidates = [each for each in read(figures, columns, habit) if not each.fails]
    assert {shown(each) for each in candidates} == set(readings)
    assert shown(candidates[0]) == readings[0]


@pytest.mark.parametrize("habit", [NO_HABIT, SHOWS_BLANKS])
def test_a_total_left_blank_may_be_any_number_and_any_other_blank_is_zero(habit: Habit) -> None:
    assert read("5 2", (0, 2), habit)[0].values == (5, 0, 2, 0, 0, 0, None)
    assert read("", (), habit)[0].values == (0,) * 7
    assert read("", (), habit, is_total=True)[0].values == (None,) * 7


def test_a_row_that_does_not_add_up_is_read_as_it_stands_and_known_to_fail() -> None:
    (misprint,) = read("5 0 2 0 0 0 8")
    assert (shown(misprint), misprint.fails) == ("5 0 2 0 0 0 8", True)


@pytest.mark.parametrize(
    ("figures", "reading"),
    [("5 0 20 0 0 7", "5 0 20 0 0 ? 7"), ("1 5 0 2 0 0 0 19", "15 0 2 0 0 0 19"), ("5 5 0 2 0 0 0 8", "5 0 2 0 0 0 8")],
)
def test_a_row_with_a_fault_may_have_a_misprint_too(figures: str, reading: str) -> None:
    assert reading in {shown(each) for each in read(figures) if each.fails}


def test_a_column_that_most_rows_lost_is_put_in_where_it_was() -> None:
    likeliest, *_ = read("5 2 0 0 0 7", habit=Habit(lost_column=1))
    assert shown(likeliest) == "5 0 2 0 0 0 7"


def test_more_is_supposed_at_a_higher_cost() -> None:
    """A lost zero is likelier than another lost number, and an empty place that is kept than either."""
    blank, lost_zero, lost = read("5 0 2 0 0 7", (0, 1, 2, 3, 4, 6)), read("5 0 2 0 0 7"), read("0 2 0 0 0 7")
    assert blank[0].cost < lost_zero[0].cost < lost[0].cost
