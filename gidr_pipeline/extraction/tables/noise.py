"""What may have happened to one row: every way to read its figures, each with what it supposes and what that costs.

A row with a figure for each cell has one way. A row that lacks figures, has too many, or has some that can't be read
has several, and its own sum leaves few of them. What belongs here: the ways of one row. What does not: which of them
go together (`solve`).

    5 0 2 0 0 7    six figures for seven cells: a zero is lost, before the 5, or behind any of the first five
"""

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import combinations, pairwise, product
from math import prod

from gidr_pipeline.extraction.model import Span
from gidr_pipeline.extraction.tables.faults import ROW
from gidr_pipeline.extraction.tables.model import Candidate, Filling, Gap, RowFigures
from gidr_pipeline.extraction.tables.sums import RowSum
from gidr_pipeline.extraction.text.figures import Kind, Token, could_be, says_nothing

_MOST_LOST = 3
_MOST_STRAY = 6
_MOST_DROPPED = 2
_MOST_CHOICES = 64
_LONGEST = 12
_FILLED_IN = {"total blank", "only total"}
_NUMBER = re.compile(r"[0-9]+")


@dataclass(frozen=True, slots=True)
class Habit:
    """What is supposed of a whole table: whether cells without a figure may be blank, which column has lost its
    figures, and whether several rows show empty places, leave their total blank, or give nothing but their total."""

    blanks: bool = False
    lost_column: int | None = None
    shows_blanks: bool = False
    blanks_inside: bool = False
    blank_totals: bool = False
    only_totals: bool = False


@dataclass(frozen=True, slots=True)
class _Laid:
    """Figures laid over the columns, None where there is none, with what that supposes."""

    cost: float
    cells: tuple[Token | None, ...]
    faults: tuple[str, ...] = ()


def count_of(token: Token) -> int | None:
    """The value of a token as a count: None unless it is a whole number from 0 up, or a blank, which counts as 0."""
    if token.kind is Kind.BLANK:
        return 0
    if token.kind is not Kind.FIGURE or token.value is None or token.value < 0 or token.value % 1:
        return None
    return int(token.value)


def candidates_of(row: RowFigures, width: int, along: RowSum, habit: Habit, *, is_total: bool) -> list[Candidate]:
    """Every way to read a row. `is_total` tells whether it stands for a sum of others, so that left blank it is unknown
    rather than zero."""
    if not row.tokens:
        return [_without_figures(row, width, habit, is_total)]
    unexplained = Candidate(ROW.unexplained, (Gap.UNSEEN,) * width, (None,) * width, faults=("unexplained",))
    if len(row.tokens) == width and all(count_of(token) is not None for token in row.tokens):
        values = tuple(map(count_of, row.tokens))
        faults = ("order",) if row.by_order else ()
        whole = Candidate(0.0, row.tokens, values, fails=bool(along.rest(values)), faults=faults)
        return [whole, *(_without_page_number(row, width, along, habit) if whole.fails else ())]
    if habit.shows_blanks and row.columns is not None and row.whole and not _share_places(row):
        in_place = next(_in_places(row, width, along, habit))
        if not (in_place.fails or _is_at_an_end(row.columns, width)) or set(in_place.faults) & _FILLED_IN:
            return [in_place]
    found: dict[tuple[object, ...], Candidate] = {}
    for candidate in _readings(row, width, along, habit):
        key = (candidate.values, candidate.outputs)
        if key not in found or candidate.cost < found[key].cost:
            found[key] = candidate
    if all(None in candidate.values for candidate in found.values()):
        spilt = {token.span for token in _behind_two_parts(row.tokens)}
        found = {key: _open_at(candidate, spilt) for key, candidate in found.items()}
    return [*sorted(found.values(), key=lambda each: each.cost), unexplained]


def _behind_two_parts(tokens: Sequence[Token]) -> Iterator[Token]:
    """The figures behind two in one place, the second of which may be the beginning of another."""
    for one, other in pairwise(tokens):
        if _is_illegible(one) and any(True for _ in _halves(one)):
            yield other


def _open_at(candidate: Candidate, spans: Set[Span]) -> Candidate:
    """A reading that does not say what the figures there are."""
    known = [not (isinstance(cell, Token) and cell.span in spans) for cell in candidate.cells]
    cells = tuple(cell if is_known else Gap.UNSEEN for cell, is_known in zip(candidate.cells, known, strict=True))
    values = tuple(value if is_known else None for value, is_known in zip(candidate.values, known, strict=True))
    return replace(candidate, cells=cells, values=values)


def _without_page_number(row: RowFigures, width: int, along: RowSum, habit: Habit) -> Iterator[Candidate]:
    """A row that lacks the figure of a column that most rows lack, and has the number of a page for its last."""
    if habit.lost_column is not None and row.tokens[-1].line > row.tokens[-2].line:
        for laid in _in_order(row.tokens[:-1], width, habit):
            yield from _filled(_Laid(laid.cost + ROW.stray, laid.cells, ("stray", *laid.faults)), along, habit)


def _without_figures(row: RowFigures, width: int, habit: Habit, is_total: bool) -> Candidate:
    kept = row.columns is not None and row.whole
    if kept or habit.blanks:
        gap, value = (Gap.BLANK if kept else Gap.UNSEEN), (None if is_total else 0)
        cost = 0.0 if kept and habit.shows_blanks else ROW.blank * width
        return Candidate(cost, (gap,) * width, (value,) * width, faults=("blank",))
    return Candidate(ROW.no_figures, (Gap.UNSEEN,) * width, (None,) * width, faults=("no figures",))


def _readings(row: RowFigures, width: int, along: RowSum, habit: Habit) -> Iterator[Candidate]:
    tokens = row.tokens
    if _share_places(row):
        yield from _chosen(row, width, along, habit)
    elif row.columns is not None:
        yield from _in_places(row, width, along, habit)
        if not _is_at_an_end(row.columns, width):
            return
    for laid in _in_order(tokens, width, habit):
        if row.columns is not None and not _share_places(row):
            if laid.cells == _placed(row, width):
                continue
            moved = ROW.moved_among_blanks if habit.shows_blanks else ROW.moved_up
            laid = _Laid(laid.cost + moved, laid.cells, ("moved", *laid.faults))
        yield from _filled(laid, along, habit)


def _is_illegible(token: Token) -> bool:
    return token.kind is Kind.ILLEGIBLE


def _share_places(row: RowFigures) -> bool:
    return row.columns is not None and len(set(row.columns)) < len(row.columns)


def _chosen(row: RowFigures, width: int, along: RowSum, habit: Habit) -> Iterator[Candidate]:
    """A row with several figures in some place, one of them for each cell."""
    places: dict[int, list[Token]] = {at: [] for at in range(width)}
    for at, token in zip(row.columns or (), row.tokens, strict=True):
        if all(token.text != other.text for other in places[at]):
            places[at].append(token)
    if prod(len(tokens) for tokens in places.values() if tokens) > _MOST_CHOICES:
        return
    extra = sum(len(tokens) > 1 for tokens in places.values())
    options: list[Sequence[Token | None]] = [tokens or [None] for tokens in places.values()]
    for choice in product(*options):
        # Of two figures in a place the one that can be read is likelier to be the cell's.
        unread = sum(
            token is not None and _is_illegible(token) and not all(map(_is_illegible, own))
            for token, own in zip(choice, places.values(), strict=True)
        )
        cost = ROW.stray + ROW.stray_further * extra + ROW.stray_beside * unread
        yield from _filled(_Laid(cost, choice, ("second figure",)), along, habit)


def _placed(row: RowFigures, width: int) -> tuple[Token | None, ...]:
    cells: list[Token | None] = [None] * width
    for column, token in zip(row.columns or (), row.tokens, strict=True):
        cells[column] = token
    return tuple(cells)


def _is_at_an_end(columns: Sequence[int], width: int) -> bool:
    """Whether the empty places of a row are all at one of its ends, where a row that lost a cell has them too."""
    return columns[-1] - columns[0] == len(columns) - 1 and (columns[0] == 0 or columns[-1] == width - 1)


def _in_places(row: RowFigures, width: int, along: RowSum, habit: Habit) -> Iterator[Candidate]:
    """The row as its places have it; with a figure that its empty place has lost; with two that share one place."""
    cells = _placed(row, width)
    empty = [at for at, token in enumerate(cells) if token is None]
    if not row.whole:
        yield from _filled(_Laid(0.0, cells), along, Habit())
        return
    filling = tuple(Gap.BLANK if token is None else token for token in cells)
    values: list[int | None] = [0 if token is None else count_of(token) for token in cells]
    cost, faults = (0.0 if habit.shows_blanks else ROW.blank * len(empty)), ("blank",)
    if cells[along.total] is None and any(values[at] for at in along.addends):
        total = ROW.blank if habit.blank_totals else ROW.blank_total
        values[along.total], cost, faults = None, cost + total, ("total blank",)
    if cells[along.total] is not None and not any(cells[at] for at in along.addends) and values[along.total]:
        for at in along.addends:
            values[at] = None
        cost, faults = cost + (ROW.blank if habit.only_totals else ROW.blank_total), ("only total",)
    elif any(value is None and cells[at] is not None for at, value in enumerate(values)):
        yield from _filled(_Laid(cost, cells, faults), along, Habit(blanks=True), gap=Gap.BLANK)
        return
    fails = bool(along.rest(values))
    yield Candidate(cost, filling, tuple(values), fails, faults)
    if not fails:
        return
    for at in empty:
        lost = [None if i == at else value for i, value in enumerate(values)]
        value = _missing_one(lost, at, along)
        if value is not None and value > 0:
            kept = tuple(Gap.LOST if i == at else each for i, each in enumerate(filling))
            whole = tuple(value if i == at else each for i, each in enumerate(values))
            yield Candidate(cost + ROW.lost_figure, kept, whole, faults=("figure lost",))
        for beside in (at - 1, at + 1):
            token = cells[beside] if 0 <= beside < width else None
            for one, two in _halves(token) if token else ():
                first, second = min(at, beside), max(at, beside)
                both = [one if i == first else two if i == second else each for i, each in enumerate(cells)]
                yield from _filled(_Laid(ROW.glued, tuple(both), ("run together",)), along, Habit(True), gap=Gap.BLANK)


def _missing_one(values: Sequence[int | None], at: int, along: RowSum) -> int | None:
    """What the sum says of the one cell that is not known; None where it says nothing."""
    if at == along.total:
        addends = [values[i] for i in along.addends]
        return None if None in addends else sum(filter(None, addends))
    total = values[along.total]
    known = [values[i] for i in along.addends if i != at]
    return None if total is None or None in known else total - sum(filter(None, known))


def _in_order(tokens: Sequence[Token], width: int, habit: Habit) -> Iterator[_Laid]:
    """The figures of a row in their order over its columns, in every way that one fault or two explain."""
    for cost, sequence, faults in _sequences(tokens, width):
        short = width - len(sequence)
        if short < 0:
            continue
        if habit.lost_column is not None and short == 1:
            at = habit.lost_column
            yield _Laid(cost + ROW.blank, (*sequence[:at], None, *sequence[at:]), ("column lost", *faults))
        elif short <= _MOST_LOST or habit.blanks:
            for places in combinations(range(width), len(sequence)):
                cells: list[Token | None] = [None] * width
                for place, token in zip(places, sequence, strict=True):
                    cells[place] = token
                yield _Laid(cost, tuple(cells), faults)


Sequences = Iterator[tuple[float, Sequence[Token], tuple[str, ...]]]


def _sequences(tokens: Sequence[Token], width: int) -> Sequences:
    """The figures as they stand, and as they were before some ran together, broke, or strayed in."""
    yield 0.0, tokens, ()
    extra = len(tokens) - width
    if extra <= 0:
        yield from _taken_apart(tokens)
    if extra > 0:
        yield from _put_together(tokens, extra)
        yield from _with_ends_below(tokens, extra)
        yield from _without_strays(tokens, extra)


def _taken_apart(tokens: Sequence[Token]) -> Sequences:
    """One figure as two that ran together, or two in one place as one that broke; or the second as the beginning of
    the figure behind."""
    for at, token in enumerate(tokens):
        before, behind = tokens[:at], tokens[at + 1 :]
        for one, two in _halves(token):
            yield ROW.glued, [*before, one, two, *behind], ("run together",)
            if token.kind is not Kind.ILLEGIBLE:
                continue
            whole = _join(one, two)
            if whole:
                yield ROW.torn_close, [*before, whole, *behind], ("broken",)
            spilt = _join(two, behind[0]) if behind else None
            if spilt:
                yield ROW.torn, [*before, one, spilt, *behind[1:]], ("spilt over",)


def _put_together(tokens: Sequence[Token], extra: int) -> Sequences:
    """So many figures as the ends of those before them."""
    if extra > 2:
        return
    for ends in combinations(range(1, len(tokens)), extra):
        if any(b - a == 1 for a, b in pairwise(ends)):
            continue
        sequence: list[Token] = []
        cost = 0.0
        for at, token in enumerate(tokens):
            if at not in ends:
                sequence.append(token)
                continue
            whole = _join(sequence[-1], token)
            if whole is None:
                break
            close = token.span.start - tokens[at - 1].span.end <= 1
            cost += ROW.torn_close if close else ROW.torn
            sequence[-1] = whole
        else:
            yield cost, sequence, ("torn",)


def _with_ends_below(tokens: Sequence[Token], extra: int) -> Sequences:
    """So many figures of the last line as the ends of numbers that their cells were too narrow for."""
    first, below = tokens[:-extra], tokens[-extra:]
    if extra > _MOST_DROPPED or below[0].line <= first[-1].line:
        return
    for begun in combinations(range(len(first)), extra):
        wholes = {at: _join(first[at], end) for at, end in zip(begun, below, strict=True)}
        if all(wholes.values()):
            yield (
                ROW.torn + ROW.stray_further * (extra - 1),
                [wholes.get(at) or token for at, token in enumerate(first)],
                ("torn",),
            )


def _without_strays(tokens: Sequence[Token], extra: int) -> Sequences:
    """The figures without so many of them: one printed twice, a number of a page, one that slid in from elsewhere."""
    if len(tokens) % 2 == 0 and extra == len(tokens) // 2:
        first, second = tokens[:extra], tokens[extra:]
        if [count_of(t) for t in first] == [count_of(t) for t in second]:
            yield ROW.doubled, first, ("row repeated",)
    if extra <= _MOST_STRAY:
        further = ROW.stray + ROW.stray_further * (extra - 1)
        if all(token.line > tokens[-extra - 1].line for token in tokens[-extra:]):
            yield further, tokens[:-extra], ("stray",)
        if all(token.line < tokens[extra].line for token in tokens[:extra]):
            yield further, tokens[extra:], ("stray",)
    if extra <= _MOST_DROPPED:
        costs = [_stray_cost(tokens, at) for at in range(len(tokens))]
        for out in combinations(range(len(tokens)), extra):
            kept = [token for at, token in enumerate(tokens) if at not in out]
            together = out[-1] - out[0] == extra - 1 and (out[0] == 0 or out[-1] == len(tokens) - 1)
            cost = max(costs[at] for at in out) + ROW.stray_further if together and extra > 1 else 0.0
            yield cost or sum(costs[at] for at in out), kept, ("stray",)


def _stray_cost(tokens: Sequence[Token], at: int) -> float:
    token = tokens[at]
    beside = [tokens[i] for i in (at - 1, at + 1) if 0 <= i < len(tokens)]
    if token.kind is Kind.ILLEGIBLE:
        return ROW.stray
    if any(other.text == token.text for other in beside):
        return ROW.doubled
    last = at == len(tokens) - 1 and token.line > tokens[at - 1].line
    first = at == 0 and token.line < tokens[1].line
    return ROW.stray if first or last else ROW.stray_beside


def _filled(laid: _Laid, along: RowSum, habit: Habit, gap: Gap = Gap.UNSEEN) -> Iterator[Candidate]:
    """The row with values for what it lost or has illegible, as far as its sum tells; nothing where it contradicts."""
    cells: list[Filling] = []
    values: list[int | None] = []
    unknown: list[int] = []
    cost = laid.cost
    faults = ("among blanks",) if gap is Gap.UNSEEN and habit.blanks and None in laid.cells else ()
    for at, token in enumerate(laid.cells):
        if token is None and (habit.blanks and at != habit.lost_column):
            cells.append(gap)
            values.append(0)
            cost += ROW.blank
        elif token is None:
            cost -= ROW.lost_zero * (at == habit.lost_column)  # the hypothesis pays for them all
            cells.append(Gap.LOST)
            values.append(None)
            unknown.append(at)
        else:
            cells.append(token)
            values.append(count_of(token))
            if values[-1] is None:
                unknown.append(at)
                cost += ROW.misread
    if habit.blanks and values[along.total] == 0 and laid.cells[along.total] is None:
        if any(values[at] for at in along.addends) or unknown:
            values[along.total], cost = None, cost + ROW.blank_total
        yield Candidate(cost, tuple(cells), tuple(values), faults=(*faults, *laid.faults))
        return
    yield from _with_unknown(_Laid(cost, laid.cells, (*faults, *laid.faults)), cells, values, unknown, along)


def _with_unknown(
    laid: _Laid, cells: list[Filling], values: list[int | None], unknown: Sequence[int], along: RowSum
) -> Iterator[Candidate]:
    """The row with values for its unknown cells: all but one of them zero, as most are; and with none, for whatever
    else they may be."""
    lost = [at for at in unknown if laid.cells[at] is None]
    faults = (*(("lost",) if lost else ()), *laid.faults)
    if not unknown:
        if not along.rest(values):
            yield Candidate(laid.cost, tuple(cells), tuple(values), faults=faults)
        return
    as_printed = [_digits_of(t) if v is None and (t := laid.cells[i]) else v for i, v in enumerate(values)]
    if len(unknown) > 1 and None not in as_printed and not along.rest(as_printed):
        yield Candidate(laid.cost, tuple(cells), tuple(as_printed), faults=faults)
    for at in unknown:
        whole = [0 if value is None else value for value in values]
        rest = _missing_one([None if i == at else value for i, value in enumerate(whole)], at, along)
        whole[at] = -1 if rest is None else rest
        if along.rest(whole) or min(whole) < 0 or not all(_allows(laid.cells[i], whole[i]) for i in unknown):
            continue
        cost = sum(ROW.lost_figure if whole[i] else ROW.lost_zero for i in lost)
        cost -= ROW.lost_figure - ROW.lost_zero if "column lost" in faults and any(whole[i] for i in lost) else 0
        yield Candidate(laid.cost + cost, tuple(cells), tuple(whole), faults=faults)
    if len(unknown) > 1 or not lost:
        cost = ROW.lost_figure * len(lost) if lost else ROW.misread
        open_cells = [Gap.UNSEEN if at in lost else cell for at, cell in enumerate(cells)]
        yield Candidate(laid.cost + cost, tuple(open_cells), tuple(values), faults=faults)


def _allows(token: Token | None, value: int) -> bool:
    """Whether the characters of a token that can't be read may be this number; of one that is lost nothing tells."""
    return token is None or (token.kind is Kind.ILLEGIBLE and (says_nothing(token) or speaks_for(token, value)))


def speaks_for(token: Token, value: int) -> bool:
    """Whether what is left of a number's characters tells it: `(14)`, `07`, `1l`."""
    return could_be(token, Decimal(value)) or _digits_of(token) == value


def _digits_of(token: Token) -> int | None:
    """The one number among the characters of a token: 14 of `(14)`, 7 of `07*`."""
    numbers = _NUMBER.findall(token.text)
    return int(numbers[0]) if len(numbers) == 1 and len(numbers[0]) < _LONGEST else None


def _join(one: Token, end: Token) -> Token | None:
    """The number of which a figure is the beginning and another the end; None where they can't be one."""
    digits = one.text + end.text
    if one.text[0] == "0" or not (one.text.isdecimal() and end.text.isdecimal()) or len(digits) > _LONGEST:
        return None
    return one._replace(kind=Kind.FIGURE, span=Span(one.span.start, end.span.end), text=digits, value=Decimal(digits))


def _halves(token: Token) -> Iterator[tuple[Token, Token]]:
    """The pairs of figures that may have run together into one token, or stand in one place."""
    parts = token.text.split()
    if token.kind is Kind.BLANK or not all(part.isdecimal() for part in parts) or len(token.text) > 2 * _LONGEST:
        return
    if len(parts) == 2:
        cuts: Iterable[tuple[int, int]] = [(len(parts[0]), len(token.text) - len(parts[1]))]
    else:
        cuts = [(at, at) for at in range(1, len(token.text))] if len(parts) == 1 else []
    for end, start in cuts:
        one, two = token.text[:end], token.text[start:]
        if (one == "0" or one[0] != "0") and (two == "0" or two[0] != "0"):
            at = token.span.start
            yield (
                token._replace(kind=Kind.FIGURE, text=one, value=Decimal(one), span=Span(at, at + end)),
                token._replace(kind=Kind.FIGURE, text=two, value=Decimal(two), span=Span(at + start, token.span.end)),
            )
