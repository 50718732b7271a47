"""Arithmetic as check digits: which readings of damaged rows the form's sums allow.

A damaged row has options: every way to lay its figures over the columns with which the row's own sum holds. Options
of all damaged rows are then held against the sums down the columns. What all surviving options agree on is
determined; where they differ, nothing is. The true reading is among the options as long as the printed sums of the
row hold, and dropping a condition can only let more readings survive: so nothing here guesses.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import chain, combinations, pairwise, product

from gidr_pipeline.extraction.figures import Kind, Token
from gidr_pipeline.extraction.model import Span

MOST_LOST = 3
_TWO_FIGURES = re.compile(r"^(\d{1,12})(?:\s+(\d{1,12}))?$")
_MOST_OPTIONS = 400
_MOST_STEPS = 500


@dataclass(frozen=True, slots=True)
class Sum:
    """Positions of a sequence of cells: the addends and their total."""

    addends: tuple[int, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Option:
    """One reading of a row: its values, None where it leaves one open, and the token of each, None where lost."""

    values: tuple[int | None, ...]
    tokens: tuple[Token | None, ...]


@dataclass(frozen=True, slots=True)
class Options:
    """The readings of a row. Where they are not exhaustive, others that were not written out are possible."""

    options: tuple[Option, ...]
    exhaustive: bool

    def lost(self) -> set[int]:
        """The figures that the row may have lost."""
        pairs = (pair for option in self.options for pair in zip(option.values, option.tokens, strict=True))
        return {value for value, token in pairs if token is None and value is not None}


@dataclass(frozen=True, slots=True)
class Settled:
    """What the columns left of a row's options.

    `proven` has, for each column whose own sum took part and holds, the names of those sums; `suspect` are columns of
    which one sum at least contradicts the rest.
    """

    options: tuple[Option, ...]
    proven: Mapping[int, tuple[str, ...]]
    suspect: frozenset[int] = frozenset()


def count_of(token: Token) -> int | None:
    """The value of a token as a count: None unless it is a whole number from 0 up."""
    if token.kind is Kind.BLANK:
        return 0
    if token.kind is not Kind.FIGURE or token.value is None or token.value < 0 or token.value % 1:
        return None
    return int(token.value)


def lay_out(tokens: Sequence[Token], width: int, sums: Sequence[Sum], strays: Collection[int] = frozenset()) -> Options:
    """Every way to lay the tokens over `width` cells in order, with some lost or one or two too many.

    Too many are taken out only where the text explains them: a figure doubled beside itself, a number broken in two,
    or one of `strays`, the figures that the rows next to it have lost.
    """
    short = width - len(tokens)
    if short > MOST_LOST or short < -2 or not tokens:
        return Options((), False)
    layouts: Iterable[list[Token | None]]
    if short >= 0:
        layouts = _with_gaps(tokens, width)
        if short:
            layouts = chain(layouts, _with_splits(tokens, width))
    else:
        layouts = _with_fewer(tokens, -short, strays)
    return _readings(layouts, sums)


def overlay(columns: Sequence[Sequence[Token]], sums: Sequence[Sum]) -> Options:
    """Every choice of one token for each cell, where the text has several for some."""
    size = 1
    for column in columns:
        size *= max(1, len(column))
    if size > _MOST_OPTIONS:
        return Options((), False)
    return _readings((list(choice) for choice in product(*(column or (None,) for column in columns))), sums)


def move_aside(placed: Sequence[Token | None], sums: Sequence[Sum]) -> Options:
    """The row as it stands, and moved to either side as far as its empty ends allow; an empty place is a zero."""
    filled = [index for index, token in enumerate(placed) if token]
    found = {}
    for by in range(-filled[0], len(placed) - filled[-1]):
        moved = tuple(placed[i - by] if 0 <= i - by < len(placed) else None for i in range(len(placed)))
        values = tuple(0 if token is None else count_of(token) for token in moved)
        if None not in values and _adds_up(values, sums):
            found[values] = Option(values, moved)
    return Options(tuple(found.values()), bool(found))


def _adds_up(values: Sequence[int | None], sums: Sequence[Sum]) -> bool:
    return all(sum(values[i] or 0 for i in each.addends) == values[each.total] for each in sums)


def _with_gaps(tokens: Sequence[Token], width: int) -> Iterable[list[Token | None]]:
    for places in combinations(range(width), len(tokens)):
        layout: list[Token | None] = [None] * width
        for place, token in zip(places, tokens, strict=True):
            layout[place] = token
        yield layout


def _with_splits(tokens: Sequence[Token], width: int) -> Iterable[list[Token | None]]:
    """Layouts in which one token is two figures that were run together."""
    for i, token in enumerate(tokens):
        for one, two in _halves(token):
            yield from _with_gaps([*tokens[:i], one, two, *tokens[i + 1 :]], width)


def _halves(token: Token) -> Iterable[tuple[Token, Token]]:
    for match in _TWO_FIGURES.finditer(token.text):
        cuts = [(match.end(1), match.start(2))] if match[2] else [(at, at) for at in range(1, match.end())]
        for end, start in cuts:
            one, two = token.text[:end], token.text[start:]
            if (one == "0" or one[0] != "0") and (two == "0" or two[0] != "0"):
                yield (
                    token._replace(kind=Kind.FIGURE, text=one, value=Decimal(one), span=_part(token, 0, end)),
                    token._replace(kind=Kind.FIGURE, text=two, value=Decimal(two), span=_part(token, start, None)),
                )


def _part(token: Token, start: int, end: int | None) -> Span:
    return Span(token.span.start + start, token.span.start + (len(token.text) if end is None else end))


def _with_fewer(tokens: Sequence[Token], extra: int, strays: Collection[int]) -> Iterable[list[Token | None]]:
    counts = [count_of(token) for token in tokens]
    explained = [
        i
        for i, count in enumerate(counts)
        if count in strays or (count is not None and count in (counts[max(0, i - 1) : i] + counts[i + 1 : i + 2]))
    ]
    for out in combinations(explained, extra):
        yield [token for i, token in enumerate(tokens) if i not in out]
    if extra == 1:
        for i, (one, two) in enumerate(pairwise(tokens)):
            if one.line == two.line and one.text.isdigit() and two.text.isdigit() and one.value:
                span = Span(one.span.start, two.span.end)
                whole = one._replace(span=span, text=one.text + two.text, value=Decimal(one.text + two.text))
                yield [*tokens[:i], whole, *tokens[i + 2 :]]


def _readings(layouts: Iterable[list[Token | None]], sums: Sequence[Sum]) -> Options:
    found: dict[tuple[int | None, ...], Option] = {}
    exhaustive = True
    for layout in layouts:
        values = _solve(layout, sums)
        if values is None:
            continue
        exhaustive = exhaustive and None not in values
        found.setdefault(values, Option(values, tuple(layout)))
        if len(found) > _MOST_OPTIONS:
            return Options((), False)
    return Options(tuple(found.values()), exhaustive)


def _solve(layout: Sequence[Token | None], sums: Sequence[Sum]) -> tuple[int | None, ...] | None:
    """The values with which every sum holds, None for those left open; None for the whole where no sum can hold."""
    values = [None if token is None else count_of(token) for token in layout]
    if any(
        token is not None and token.kind is Kind.FIGURE and v is None for token, v in zip(layout, values, strict=True)
    ):
        return None
    for each in sums:
        unknown = [i for i in each.addends if values[i] is None]
        known = sum(v for i in each.addends if (v := values[i]) is not None)
        total = values[each.total]
        if total is None:
            if not unknown:
                values[each.total] = known
            continue
        rest = total - known
        if rest < 0 or (rest > 0 and not unknown):
            return None
        if rest == 0 or len(unknown) == 1:
            for i in unknown:
                values[i] = rest
    return tuple(values)


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
    if not _narrow(domains, columns):
        return None
    open_rows = [row for row, options in domains.items() if len(options) > 1]
    if not open_rows:
        return domains
    kept: dict[str, dict[tuple[int | None, ...], Option]] = {row: {} for row in domains}
    if not _search(domains, columns, open_rows, kept, steps):
        return domains
    if not any(kept.values()):
        return None
    return {row: list(options.values()) for row, options in kept.items()}


def _narrow(domains: dict[str, list[Option]], columns: Sequence[_Column]) -> bool:
    """Take out options that no choice of the others can complete. False where a row has none left."""
    changed = True
    while changed:
        changed = False
        for column in columns:
            spans = {}
            for row in column.rows:
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
                    changed = True
                    break
    return True


def _search(
    domains: dict[str, list[Option]],
    columns: Sequence[_Column],
    open_rows: Sequence[str],
    kept: dict[str, dict[tuple[int | None, ...], Option]],
    steps: list[int],
) -> bool:
    """Collect the options that are part of some solution. False where that takes too many steps."""
    row = next((row for row in open_rows if len(domains[row]) > 1), None)
    if row is None:
        for each, options in domains.items():
            kept[each].setdefault(options[0].values, options[0])
        return True
    for option in domains[row]:
        steps[0] -= 1
        if steps[0] < 0:
            return False
        narrowed = {**domains, row: [option]}
        if _narrow(narrowed, columns) and not _search(narrowed, columns, open_rows, kept, steps):
            return False
    return True
