"""Which readings of one damaged row its own sum allows.

A damaged row has options: every way to lay its figures over the columns with which the row's own sum holds. The true
reading is among them as long as the printed sum of the row holds.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain, combinations, pairwise, product

from gidr_pipeline.extraction.tables.pieces import halves, join, put_together
from gidr_pipeline.extraction.text.figures import Kind, Token, could_be, says_nothing

MOST_LOST = 3
_MOST_DROPPED = 2
_MOST_OPTIONS = 400


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
    """The readings of a row, no two with the same values. Where they are not exhaustive, others that were not written
    out are possible."""

    options: tuple[Option, ...]
    exhaustive: bool
    layouts: tuple[Option, ...] = ()
    """In a table that leaves cells blank every way to lay the figures, several of which may have the same values."""

    def without_lost(self, places: Collection[int]) -> "Options":
        """The readings in which none of these cells has lost anything but a zero."""
        kept = (each for each in self.options if all(each.tokens[at] or each.values[at] == 0 for at in places))
        return Options(tuple(kept), self.exhaustive)

    def lost(self) -> set[int]:
        """The figures that the row may have lost."""
        pairs = (pair for option in self.options for pair in zip(option.values, option.tokens, strict=True))
        return {value for value, token in pairs if token is None and value is not None}


def count_of(token: Token) -> int | None:
    """The value of a token as a count: None unless it is a whole number from 0 up."""
    if token.kind is Kind.BLANK:
        return 0
    if token.kind is not Kind.FIGURE or token.value is None or token.value < 0 or token.value % 1:
        return None
    return int(token.value)


def lay_out(
    tokens: Sequence[Token],
    width: int,
    sums: Sequence[Sum],
    strays: Collection[int] = frozenset(),
    *,
    in_places: bool = False,
    in_pieces: bool = True,
) -> Options:
    """Every way to lay the tokens over `width` cells in order, with some lost or some too many.

    Where the places say so (`in_places`), none is two numbers that were run together; `in_pieces` tells whether
    numbers may stand in pieces.

    Too many are taken out only where the text explains them: something illegible, a zero doubled beside itself, one
    of `strays`, the figures that the rows next to it have lost, one further below than the others are from each other,
    like the number of a page, or ends of numbers that stand in pieces.
    """
    short = width - len(tokens)
    if short > MOST_LOST or -short > width or not tokens:
        return Options((), False)
    layouts: Iterable[list[Token | None]]
    if short >= 0:
        layouts = _with_gaps(tokens, width)
        if short and not in_places:
            wholes = list(map(_as_one, tokens))
            # A number may be printed with a 0 before it. Rows with several sums have none down their columns to tell.
            two = any(_is_two(token) and (" " in token.text or len(sums) == 1) for token in wholes)
            layouts = chain(() if two else _with_gaps(wholes, width), _with_splits(tokens, width))
    else:
        layouts = list(_with_fewer(tokens, -short, strays))
        if in_pieces:
            layouts += map(list, put_together(tokens, -short))
        if short == -1 and _readings(layouts, sums).options:
            # Then the first may as well be the number of the row, and the last that of the page.
            layouts += [list(tokens[1:]), list(tokens[:-1])]
    return _readings(layouts, sums)


def lay_between_blanks(tokens: Sequence[Token], width: int, sums: Sequence[Sum]) -> Options:
    """Every way to lay the tokens over `width` cells in order of which the others are blank, as zeros."""
    layouts = []
    for layout in _with_gaps(tokens, width):
        values = tuple(0 if token is None else count_of(token) for token in layout)
        if None not in values and _adds_up(values, sums):
            layouts.append(Option(values, tuple(layout)))
    return Options(tuple({each.values: each for each in layouts}.values()), bool(layouts), tuple(layouts))


def overlay(columns: Sequence[Sequence[Token]], sums: Sequence[Sum]) -> Options:
    """Every choice of one token for each cell, where the text has several for some, or two in one."""
    columns = [[*column, *_whole(column)] for column in columns]
    size = 1
    for column in columns:
        size *= max(1, len(column))
    if size > _MOST_OPTIONS:
        return Options((), False)
    return _readings((list(choice) for choice in product(*(column or (None,) for column in columns))), sums)


def _whole(tokens: Sequence[Token]) -> list[Token]:
    """The number that two figures in one cell, one below the other, are together."""
    below = sorted(tokens, key=lambda token: token.span)
    whole = join(*below) if len(below) == 2 else None
    return [whole] if whole else []


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
        for one, two in halves(token):
            yield from _with_gaps([*tokens[:i], one, two, *tokens[i + 1 :]], width)


def _as_one(token: Token) -> Token:
    """Two figures in one place as the number that was broken between them, where they can be one."""
    return next(
        (whole for one, two in halves(token) if token.kind is Kind.ILLEGIBLE and (whole := join(one, two))), token
    )


def _is_two(token: Token) -> bool:
    """Whether two figures stand in one place that are no number together."""
    return token.kind is Kind.ILLEGIBLE and any(halves(token))


def _with_fewer(tokens: Sequence[Token], extra: int, strays: Collection[int]) -> Iterable[list[Token | None]]:
    counts = [count_of(token) for token in tokens]
    widest = max((after.line - before.line for before, after in pairwise(tokens[:-1])), default=0)
    explained = [
        i
        for i, count in enumerate(counts)
        if tokens[i].kind is Kind.ILLEGIBLE
        or count in strays
        or (i == len(tokens) - 1 and extra == 1 and tokens[i].line - tokens[i - 1].line > widest)
        or (count == 0 and 0 in (counts[max(0, i - 1) : i] + counts[i + 1 : i + 2]))
    ]
    for out in combinations(explained, extra) if extra <= _MOST_DROPPED else ():
        yield [token for i, token in enumerate(tokens) if i not in out]


def _readings(layouts: Iterable[list[Token | None]], sums: Sequence[Sum]) -> Options:
    found: dict[tuple[int | None, ...], Option] = {}
    exhaustive = True
    for layout in layouts:
        values = _solve(layout, sums)
        if values is None or not _readable(layout, values):
            continue
        exhaustive = exhaustive and None not in values
        found.setdefault(values, Option(values, tuple(layout)))
        if len(found) > _MOST_OPTIONS:
            return Options((), False)
    return Options(tuple(found.values()), exhaustive)


def _readable(layout: Sequence[Token | None], values: Sequence[int | None]) -> bool:
    """Whether no value contradicts the characters of the illegible token that it is read from."""
    pairs = zip(layout, values, strict=True)
    return all(
        value is None
        or token is None
        or token.kind is not Kind.ILLEGIBLE
        or says_nothing(token)
        or could_be(token, Decimal(value))
        for token, value in pairs
    )


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
