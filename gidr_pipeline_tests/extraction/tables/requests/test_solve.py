"""The search for the cheapest reading of a table and its rivals: what trying all readings would find."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from hypothesis import assume, given
from hypothesis import strategies as st

from gidr_pipeline.extraction.tables.faults import MARGIN, MISPRINT
from gidr_pipeline.extraction.tables.model import Candidate, Gap
from gidr_pipeline.extraction.tables.requests.solve import Budget, Search, least_cost
from gidr_pipeline.extraction.tables.sums import ColumnSum

WIDTH = 3
"""Two addends and their total."""
DOWN = [
    ColumnSum("outcomes", {"granted": 1, "refused": 1, "resolved": -1}),
    ColumnSum("balance", {"received": 1, "resolved": -1, "carried_out": -1}),
]
Domains = dict[str, list[Candidate]]
COSTS = st.sampled_from([0.0, 0.5, 1.0, 1.5, 2.5])


def candidate(values: Sequence[int | None], cost: float, blanks: Sequence[bool] = (False,) * WIDTH) -> Candidate:
    """A row with these counts, zeros blank where said so; None is what nothing tells."""
    one, other, total = values
    fails = None not in (one, other, total) and (one or 0) + (other or 0) != total
    cells = [
        Gap.UNSEEN if value is None else Gap.BLANK if blank and value == 0 else Gap.LOST
        for value, blank in zip(values, blanks, strict=True)
    ]
    return Candidate(cost, tuple(cells), tuple(values), fails=fails)


@st.composite
def tables(draw: st.DrawFn) -> tuple[dict[str, Candidate], Domains]:
    """The true reading of a table whose sums hold, at the lowest cost in each row, and all candidates of its rows."""
    count = st.integers(0, 3)
    rows: dict[str, list[int]] = {row: [draw(count), draw(count)] for row in ("granted", "refused", "carried_out")}
    rows["resolved"] = [a + b for a, b in zip(rows["granted"], rows["refused"], strict=True)]
    rows["received"] = [a + b for a, b in zip(rows["resolved"], rows["carried_out"], strict=True)]
    true = {row: candidate([*values, sum(values)], 0.0) for row, values in rows.items()}
    domains: Domains = {row: [each] for row, each in true.items()}
    value = st.one_of(st.integers(0, 6), st.none())
    for row in draw(st.lists(st.sampled_from(sorted(rows)), min_size=1, max_size=3, unique=True)):
        others = st.builds(
            candidate, st.tuples(value, value, value), COSTS, st.tuples(st.booleans(), st.booleans(), st.booleans())
        )
        domains[row] = draw(st.permutations([true[row], *draw(st.lists(others, min_size=1, max_size=4))]))
    return true, domains


def readings(domains: Domains) -> Iterator[tuple[float, Mapping[str, Candidate]]]:
    """Every reading with its cost."""
    for choice in product(*domains.values()):
        rows = dict(zip(domains, choice, strict=True))
        bad = len(bad_columns(rows))
        yield sum(each.cost for each in choice) + MISPRINT * max(bad, sum(each.fails for each in choice)), rows


def bad_columns(rows: Mapping[str, Candidate]) -> set[int]:
    return {column for column in range(WIDTH) if not all(can_hold(each, rows, column) for each in DOWN)}


def can_hold(down: ColumnSum, rows: Mapping[str, Candidate], column: int) -> bool:
    terms = [(sign, rows[row].values[column]) for row, sign in down.signs.items()]
    rest = sum(sign * value for sign, value in terms if value is not None)
    unknown = {sign for sign, value in terms if value is None}
    return rest == 0 or (rest < 0 and 1 in unknown) or (rest > 0 and -1 in unknown)


def outputs(candidates: Sequence[Candidate], at: int) -> set[object]:
    return {each.outputs[at] for each in candidates}


@given(tables())
def test_a_table_whose_sums_hold_is_found(table: tuple[dict[str, Candidate], Domains]) -> None:
    true, domains = table
    reading = Search.of(domains, DOWN, WIDTH, Budget()).cheapest(0.0)
    assert reading
    assert reading.is_found
    assert reading.cost == 0.0 == least_cost(domains)
    assert dict(reading.choice) in [rows for cost, rows in readings(domains) if cost == 0.0]
    assert all(true[row].cost == each.cost for row, each in reading.choice.items())


@given(tables(), st.sampled_from(["received", "granted", "carried_out"]), st.integers(0, WIDTH - 1), st.booleans())
def test_the_search_finds_what_trying_all_readings_finds(
    table: tuple[dict[str, Candidate], Domains], row: str, column: int, misprint: bool
) -> None:
    _, domains = table
    if misprint:
        first = domains[row][0]
        values = [(value or 0) + (at == column) for at, value in enumerate(first.values)]
        domains[row] = [candidate(values, first.cost)]
    search = Search.of(domains, DOWN, WIDTH, Budget())
    # The search lets no more than two columns fail besides those that can't but fail.
    every = [(cost, rows) for cost, rows in readings(domains) if len(bad_columns(rows) - search.broken) < WIDTH]
    assume(every)
    least = min(cost for cost, _ in every)
    reading = search.cheapest(least + 2 * MISPRINT)
    assert reading
    assert reading.is_found
    assert any(abs(cost - reading.cost) < 0.001 and rows == reading.choice for cost, rows in every)
    assert search.least <= least + 0.001
    limit = reading.cost + MARGIN
    within = [rows for cost, rows in every if cost <= limit + 0.001]
    rivals = search.rivals(reading, limit, Budget())
    for each in domains:
        possible = [rows[each] for rows in within]
        assert all(rival in possible for rival in rivals[each])
        for at in range(WIDTH):
            # One rival is enough to tell that a cell is not certain.
            assert (len(outputs(rivals[each], at)) > 1) == (len(outputs(possible, at)) > 1)


def with_one_open(*costs: float) -> Domains:
    """A table whose sums hold with any but the first of a row's candidates, which have these costs."""
    zeros, ones = (0, 0, 0), (1, 0, 1)
    domains: Domains = {row: [candidate(zeros, 0.0)] for row in ("granted", "refused", "resolved", "received")}
    alike = [candidate((0, None, None), costs[1]), *(candidate((0, None, 0), cost) for cost in costs[2:])]
    return domains | {"carried_out": [candidate(ones, costs[0]), *alike]}


def test_a_reading_that_costs_as_much_as_allowed_is_found() -> None:
    reading = Search.of(with_one_open(0.0, 0.3), DOWN, WIDTH, Budget()).cheapest(0.3)
    assert reading
    assert reading.cost == 0.3


def test_the_cheapest_of_readings_that_cost_nearly_as_much_is_found() -> None:
    reading = Search.of(with_one_open(0.0, 0.4, 0.2), DOWN, WIDTH, Budget()).cheapest(2.0)
    assert reading
    assert reading.cost == 0.2


def test_no_reading_is_dearer_than_allowed() -> None:
    domains = {
        row: [candidate((1, 0, 1), 1.0)] for row in ("granted", "refused", "resolved", "received", "carried_out")
    }
    search = Search.of(domains, DOWN, WIDTH, Budget())
    assert search.cheapest(5.0 + 2 * MISPRINT - 0.1) is None
    reading = search.cheapest(5.0 + 2 * MISPRINT)
    assert reading
    assert reading.bad_columns == {0, 2}


def test_where_the_budget_ends_nothing_is_said_of_rows_with_several_candidates() -> None:
    domains: Domains = {
        row: [candidate((1, 0, 1), 0.0), candidate((0, 0, 0), 0.5)]
        for row in ("granted", "refused", "resolved", "received", "carried_out")
    }
    budget = Budget()
    budget.left = 10
    reading = Search.of(domains, DOWN, WIDTH, budget).cheapest(9.0)
    assert reading
    assert not reading.is_found
    assert {each.values for each in reading.choice.values()} == {(None,) * WIDTH}
