"""Arithmetic as check digits: which readings of all damaged rows the sums down the columns allow.

What all surviving options of a row agree on is determined; where they differ, nothing is. Dropping a condition can
only let more readings survive, and so can giving up a search: nothing here guesses.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from gidr_pipeline.extraction.tables.options import Option, Options

_MOST_STEPS = 100_000
"""How many options are looked at in all."""


@dataclass(frozen=True, slots=True)
class Settled:
    """What the columns left of a row's options.

    `proven` has, for each column whose own sum took part and holds, the names of those sums; `suspect` are columns of
    which one sum at least contradicts the rest.
    """

    options: tuple[Option, ...]
    proven: Mapping[int, tuple[str, ...]]
    suspect: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class ColumnSum:
    """A sum down the columns: row codes with their signs, such that the signed values add up to 0 in every column."""

    rule: str
    signs: Mapping[str, int]


@dataclass(slots=True)
class _Column:
    """One sum down one column: the rows' signs, and what the readable rows leave for the damaged ones to add."""

    index: int
    rule: str
    signs: Mapping[str, int]
    rest: int
    rows: list[str] = field(default_factory=list)


def settle(
    known: Mapping[str, Sequence[int | None]],
    damaged: Mapping[str, Options],
    sums: Sequence[ColumnSum],
) -> dict[str, Settled]:
    """Hold the options of all damaged rows against the sums down the columns.

    Parameters
    ----------
    known
        Values of the readable rows by column, None where a cell has no figure.
    damaged
        Options of the damaged rows.
    sums
        What holds down every column.

    Returns
    -------
    dict
        For each damaged row with exhaustive options, those that survive; none survives where the sums contradict.
    """
    closed = {row: list(each.options) for row, each in damaged.items() if each.exhaustive and each.options}
    width = len(next(iter(closed.values()))[0].values) if closed else 0
    columns = [c for each in sums for i in range(width) if (c := _column(i, each, known, closed)) is not None]
    steps = [_MOST_STEPS]
    solutions = _survivors(closed, columns, steps)
    if solutions is not None or not columns:
        return {row: Settled(tuple((solutions or closed)[row]), _proven(row, columns, set())) for row in closed}
    return _without_one(closed, columns, steps)


def _without_one(
    closed: Mapping[str, list[Option]], columns: Sequence[_Column], steps: list[int]
) -> dict[str, Settled]:
    """Where the sums contradict, one of them is misprinted: what every choice of the culprit leaves is determined,
    but not in a column that may be the culprit."""
    together: dict[str, dict[tuple[int | None, ...], Option]] = {row: {} for row in closed}
    suspects: set[int] = set()
    for culprit in columns:
        solutions = _survivors(closed, [column for column in columns if column is not culprit], steps)
        if solutions is None:
            continue
        suspects.add(culprit.index)
        for row, options in solutions.items():
            together[row].update((option.values, option) for option in options)
    return {
        row: Settled(tuple(together[row].values()), _proven(row, columns, suspects), frozenset(suspects))
        for row in closed
    }


def _proven(row: str, columns: Sequence[_Column], suspects: set[int]) -> dict[int, tuple[str, ...]]:
    proven: dict[int, tuple[str, ...]] = {}
    for column in columns:
        if row in column.signs and column.index not in suspects:
            proven[column.index] = (*proven.get(column.index, ()), column.rule)
    return proven


def _column(
    index: int, each: ColumnSum, known: Mapping[str, Sequence[int | None]], closed: Mapping[str, list[Option]]
) -> _Column | None:
    """The sum down one column, None where it can't be held against the options."""
    column = _Column(index, each.rule, each.signs, 0)
    for row, sign in each.signs.items():
        if row in closed:
            column.rows.append(row)
            continue
        values = known.get(row)
        value = values[index] if values else None
        if value is None:
            return None
        column.rest -= sign * value
    return column if column.rows else None


def _survivors(
    closed: Mapping[str, list[Option]], columns: Sequence[_Column], steps: list[int]
) -> dict[str, list[Option]] | None:
    """The options with which all columns can hold, or a superset of them where the search would be too long; None
    where they can't."""
    domains = {row: list(options) for row, options in closed.items()}
    if not _narrow(domains, columns, steps):
        return None
    kept: dict[str, dict[tuple[int | None, ...], Option]] = {row: {} for row in domains}
    for row in [row for row, options in domains.items() if len(options) > 1]:
        for option in domains[row]:
            if option.values in kept[row]:
                continue
            narrowed = {**domains, row: [option]}
            solution = _completed(narrowed, columns, steps) if _narrow(narrowed, columns, steps) else None
            if steps[0] <= 0:
                return domains
            for each, (chosen,) in (solution or {}).items():
                kept[each].setdefault(chosen.values, chosen)
        if not kept[row]:
            return None
        domains[row] = list(kept[row].values())
    return domains


def _completed(
    domains: dict[str, list[Option]], columns: Sequence[_Column], steps: list[int]
) -> dict[str, list[Option]] | None:
    """One choice of an option for each row with which all columns hold; None where there is none, or where no steps are
    left to find it."""
    open_rows = [row for row, options in domains.items() if len(options) > 1]
    if not open_rows or steps[0] <= 0:
        return None if steps[0] <= 0 else domains
    row = min(open_rows, key=lambda row: len(domains[row]))
    for option in domains[row]:
        narrowed = {**domains, row: [option]}
        solution = _completed(narrowed, columns, steps) if _narrow(narrowed, columns, steps) else None
        if solution or steps[0] <= 0:
            return solution
    return None


def _narrow(domains: dict[str, list[Option]], columns: Sequence[_Column], steps: list[int]) -> bool:
    """Take out options that no choice of the others can complete, again and again as long as there are steps left.
    False where a row has none left."""
    changed = True
    while changed:
        changed = False
        for column in columns:
            spans = {}
            for row in column.rows:
                steps[0] -= len(domains[row])
                adds = [column.signs[row] * (option.values[column.index] or 0) for option in domains[row]]
                if not adds:
                    return False
                spans[row] = min(adds), max(adds)
            least, most = sum(low for low, _ in spans.values()), sum(high for _, high in spans.values())
            for row in column.rows:
                low, high = spans[row]
                sign = column.signs[row]
                fits = [
                    option
                    for option in domains[row]
                    if column.rest - (most - high)
                    <= sign * (option.values[column.index] or 0)
                    <= column.rest - (least - low)
                ]
                if len(fits) < len(domains[row]):
                    if not fits:
                        return False
                    domains[row] = fits
                    changed = steps[0] > 0
    return True
