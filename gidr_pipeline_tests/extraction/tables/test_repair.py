"""Laws of repair: the true reading is never lost, so what all readings agree on is true."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gidr_pipeline.extraction.model import Span
from gidr_pipeline.extraction.tables.options import Options, Sum, lay_between_blanks, lay_out, move_aside, overlay
from gidr_pipeline.extraction.tables.repair import ColumnSum, settle
from gidr_pipeline.extraction.text.figures import Kind, Token, read_place

SUM = Sum((0, 1, 2, 3, 4, 5), 6)
counts = st.one_of(st.just(0), st.just(0), st.integers(0, 30))
rows = st.lists(counts, min_size=6, max_size=6).map(lambda addends: (*addends, sum(addends)))


def tokens_of(*texts: object) -> list[Token]:
    return [read_place(str(text), 0, len(str(text)), 0, None)[0] for text in texts]


def values_of(options: Options) -> set[tuple[int | None, ...]]:
    return {option.values for option in options.options}


@given(rows, st.sets(st.integers(0, 6), max_size=3))
def test_the_true_row_is_among_the_readings_of_what_is_left_of_it(row: tuple[int, ...], lost: set[int]) -> None:
    options = lay_out(tokens_of(*(v for i, v in enumerate(row) if i not in lost)), 7, [SUM])
    assert row in values_of(options) or not options.exhaustive
    assert all(
        option.values[6] == sum(v or 0 for v in option.values[:6])
        for option in options.options
        if None not in option.values
    )


@given(rows, st.sets(st.integers(0, 6), max_size=6))
def test_the_true_row_with_its_blanks_is_among_the_readings_of_one_that_leaves_zeros_blank(
    row: tuple[int, ...], blank: set[int]
) -> None:
    blank = {at for at in blank if row[at] == 0}
    tokens = [token._replace(line=at) for at, token in enumerate(tokens_of(*row))]
    kept = [token for at, token in enumerate(tokens) if at not in blank]
    layouts = lay_between_blanks(kept, 7, [SUM]).layouts
    printed = tuple(None if at in blank else token for at, token in enumerate(tokens))
    assert printed in {each.tokens for each in layouts}
    assert all(sum(each.values[:6]) == each.values[6] for each in layouts if None not in each.values)


@given(rows, st.integers(0, 6))
def test_the_true_row_is_among_the_readings_of_one_with_a_zero_doubled(row: tuple[int, ...], doubled: int) -> None:
    figures = [*row[: doubled + 1], *row[doubled:]]
    # Any other figure that stands there twice may be one number that was torn: 1 1 for 11.
    assert row in values_of(lay_out(tokens_of(*figures), 7, [SUM])) or row[doubled]


@given(rows, st.integers(0, 5), st.sampled_from(["", " "]))
def test_the_true_row_is_among_the_readings_of_one_with_figures_run_together(
    row: tuple[int, ...], at: int, gap: str
) -> None:
    figures = [*row[:at], f"{row[at]}{gap}{row[at + 1]}", *row[at + 2 :]]
    options = lay_out(tokens_of(*figures), 7, [SUM])
    assert row in values_of(options) or not options.exhaustive


@given(rows, st.sets(st.integers(0, 6), min_size=1, max_size=3), st.booleans())
def test_the_true_row_is_among_the_readings_of_one_with_figures_in_pieces(
    row: tuple[int, ...], broken: set[int], below: bool
) -> None:
    broken = {at for at in broken if row[at] > 9}
    pieces = {at: (str(row[at])[:-1], str(row[at])[-1]) for at in broken}
    if below:
        lines = [[pieces[at][0] if at in pieces else value for at, value in enumerate(row)]]
        lines.append([end for _, (_, end) in sorted(pieces.items())])
        tokens = [token._replace(line=at) for at, line in enumerate(lines) for token in tokens_of(*line)]
    else:
        figures = [part for at, value in enumerate(row) for part in pieces.get(at, (value,))]
        tokens = [token._replace(line=at) for at, token in enumerate(tokens_of(*figures))]
    assert row in values_of(lay_out(tokens, 7, [SUM]))


@pytest.mark.parametrize(
    ("figures", "readings"),
    [
        ((3, 0, 0, 0, 0, 3), {(3, 0, 0, 0, 0, 0, 3), (0, 3, 0, 0, 0, 0, 3), (3, 0, 0, 0, 0, 3, 6)}),
        ((0, 0, 0, 0, 0, 0), {(0, 0, 0, 0, 0, 0, 0)}),
        ((1, 2, 0, 0, 0, 0, 0, 3), {(1, 2, 0, 0, 0, 0, 3)}),
        ((2, "0 1", 0, 0, 0, 3), {(2, 0, 1, 0, 0, 0, 3)}),
        ((5, 0, 0, 0, 0, 0, 0, 4), set()),
    ],
)
def test_readings_of_damaged_rows(figures: tuple[object, ...], readings: set[tuple[int, ...]]) -> None:
    found = values_of(lay_out(tokens_of(*figures), 7, [SUM]))
    assert readings <= found
    if all(isinstance(figure, int) for figure in figures):
        assert found == readings


def test_a_figure_too_many_goes_only_where_the_text_explains_it() -> None:
    figures = (7, 1, 0, 0, 0, 0, 0, 1)
    assert values_of(lay_out(tokens_of(*figures), 7, [SUM])) == set()
    assert values_of(lay_out(tokens_of(*figures), 7, [SUM], strays={7})) == {(1, 0, 0, 0, 0, 0, 1)}


def test_one_of_several_figures_for_a_cell_is_chosen_by_the_sum() -> None:
    stacked = [tokens_of("64", "<C 1"), *(tokens_of(value) for value in (2, 0, 0, 1, 0, 67))]
    assert {values[0] for values in values_of(overlay(stacked, [SUM]))} == {64}


def test_a_row_moved_aside_has_one_reading_that_adds_up() -> None:
    (three, total) = tokens_of(3, 3)
    placed = (None, three, None, None, None, None, total)
    assert values_of(move_aside(placed, [SUM])) == {(0, 3, 0, 0, 0, 0, 3)}
    assert values_of(move_aside((None, None, three, None, None, total, None), [SUM])) == {(0, 0, 0, 3, 0, 0, 3)}


tables = st.lists(rows, min_size=3, max_size=6)


@given(tables, st.data())
def test_what_the_columns_leave_holds_the_truth(table: list[tuple[int, ...]], data: st.DataObject) -> None:
    total = tuple(sum(row[i] for row in table) for i in range(7))
    codes = [f"line {i}" for i in range(len(table))]
    signs = {**dict.fromkeys(codes, 1), "sum": -1}
    lost = data.draw(st.dictionaries(st.sampled_from(codes), st.sets(st.integers(0, 6), min_size=1, max_size=2)))
    truth = dict(zip(codes, table, strict=True))
    damaged = {
        code: lay_out(tokens_of(*(v for i, v in enumerate(truth[code]) if i not in gone)), 7, [SUM])
        for code, gone in lost.items()
    }
    known = {code: row for code, row in truth.items() if code not in damaged} | {"sum": total}
    settled = settle(known, damaged, [ColumnSum("outcomes", signs)])
    for code, left in settled.items():
        assert truth[code] in {option.values for option in left.options}


@given(tables, st.integers(0, 6), st.integers(1, 40), st.data())
def test_one_misprint_elsewhere_gives_no_wrong_value(
    table: list[tuple[int, ...]], column: int, by: int, data: st.DataObject
) -> None:
    total = [sum(row[i] for row in table) for i in range(7)]
    total[column] += by
    code, gone = data.draw(st.integers(1, len(table) - 1)), data.draw(st.integers(0, 6))
    truth = {f"line {i}": row for i, row in enumerate(table)}
    damaged = {f"line {code}": lay_out(tokens_of(*(v for i, v in enumerate(table[code]) if i != gone)), 7, [SUM])}
    known = {name: row for name, row in truth.items() if name not in damaged} | {"sum": total}
    signs = {**dict.fromkeys(truth, 1), "sum": -1}
    for name, left in settle(known, damaged, [ColumnSum("outcomes", signs)]).items():
        for index in set(left.proven) - left.suspect:
            values = {option.values[index] for option in left.options}
            assert len(values) != 1 or values == {truth[name][index]}


def test_an_illegible_token_has_no_count_of_its_own() -> None:
    token = Token(Kind.ILLEGIBLE, Span(0, 2), "l2", 0, None)
    (option,) = overlay([[token], *([each] for each in tokens_of(0, 0, 0, 0, 0, 12))], [SUM]).options
    assert option.values[0] == int(Decimal(12))
