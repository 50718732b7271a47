"""What may have happened to one row: every way to read its figures, each with what it supposes and what that costs.

A row with a figure for each cell has one way. A row that lacks figures, has too many, or has some that can't be read
has several, and its own sum leaves few of them. What belongs here: the ways of one row. What does not: which of them
go together (`solve`).

    5 0 2 0 0 7    six figures for seven cells: a zero is lost, before the 5, or behind any of the first five
"""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence, Set
from dataclasses import replace
from itertools import combinations, pairwise, product
from math import prod

from gidr_pipeline.extraction.model import Span
from gidr_pipeline.extraction.tables.faults import ROW
from gidr_pipeline.extraction.tables.glued import halves_of
from gidr_pipeline.extraction.tables.model import Candidate, Filling, Gap, Habit, RowFigures, count_of
from gidr_pipeline.extraction.tables.requests.filled import Laid, filled, missing_one
from gidr_pipeline.extraction.tables.requests.sequences import sequences_of
from gidr_pipeline.extraction.tables.sums import RowSum
from gidr_pipeline.extraction.text.figures import Kind, Token

_MOST_LOST = 3
_MOST_CHOICES = 64
_FILLED_IN = {"total blank", "only total"}
_LEAST_FAULT = min(ROW.lost_zero, ROW.torn_close, ROW.stray, ROW.doubled)
"""What a row costs at least that has too many figures or too few."""


def candidates_of(row: RowFigures, width: int, along: RowSum, habit: Habit, *, is_total: bool) -> list[Candidate]:
    """Every way to read a row. `is_total` tells whether it stands for a sum of others, so that left blank it is unknown
    rather than zero."""
    if not row.tokens:
        return [_without_figures(row, width, habit, is_total)]
    unexplained = Candidate(ROW.unexplained, (Gap.UNSEEN,) * width, (None,) * width, faults=("unexplained",))
    if len(row.tokens) == width and all(count_of(token) is not None for token in row.tokens):
        values = _counts(row.tokens, along)
        faults = ("order",) if row.by_order else ()
        whole = Candidate(0.0, row.tokens, values, fails=bool(along.rest(values)), faults=faults)
        odd = [unexplained] if habit.keeps_places and row.columns is None else []
        return [whole, *_slid(row, width, along), *_without_page_number(row, width, along, habit), *odd]
    if habit.shows_blanks and row.columns is not None and row.whole and not _share_places(row):
        in_place = next(_in_places(row, width, along, habit))
        is_filled_in = bool(set(in_place.faults) & _FILLED_IN) and not _ends_in_its_sum(row, along)
        if is_filled_in or not (in_place.fails or _is_at_an_end(row.columns, width)):
            return _with_spilt_open([in_place], row)
    found: dict[tuple[object, ...], Candidate] = {}
    for candidate in _readings(row, width, along, habit):
        key = (candidate.values, candidate.outputs)
        if key not in found or candidate.cost < found[key].cost:
            found[key] = candidate
    in_order = sorted(_with_spilt_open(found.values(), row), key=lambda each: each.cost)
    cost = ROW.unexplained_held if _is_held(row, width, habit) else ROW.unexplained
    return [*in_order, replace(unexplained, cost=cost)]


def _counts(tokens: Sequence[Token], along: RowSum) -> tuple[int | None, ...]:
    """What the figures of a row count for. Dashes for all addends beside a total say that only totals were filled in,
    and one for the total beside other figures that totals were not: these may be any number."""
    blank = {at for at, token in enumerate(tokens) if token.kind is Kind.BLANK}
    adds = any(count_of(tokens[at]) for at in along.addends)
    unknown = {*along.addends} if blank == {*along.addends} else blank & {along.total} if adds else set()
    return tuple(None if at in unknown else count_of(token) for at, token in enumerate(tokens))


def _is_held(row: RowFigures, width: int, habit: Habit) -> bool:
    """Whether blanks on both sides of its figures hold a row as firmly as a figure for each cell would, its places
    being kept by separators."""
    if row.columns is None or not (habit.keeps_places and habit.shows_blanks and row.whole):
        return False
    separated = all(line.places for line in row.lines if line.values)
    return separated and not _share_places(row) and not _is_at_an_end(row.columns, width)


def least_of(row: RowFigures, width: int, habit: Habit) -> float:
    """What any way to read a row costs at least, as the number of its figures tells at once."""
    lacking = width - len(row.tokens)
    if lacking == width:
        return 0.0 if habit.blanks or row.columns is not None else ROW.no_figures
    if row.columns is not None or lacking == 0 or (lacking == 1 and habit.lost_column is not None):
        return 0.0
    return min(ROW.blank if habit.blanks and lacking > 0 else _LEAST_FAULT, ROW.unexplained)


def _ends_in_its_sum(row: RowFigures, along: RowSum) -> bool:
    """Whether the last figure of a row is what the others add up to, but not in the place of the total: it hardly is
    another's, whose total was left blank."""
    *others, last = (count_of(token) or 0 for token in row.tokens)
    return last == sum(others) > 0 and along.total not in (row.columns or ())


def _with_spilt_open(candidates: Collection[Candidate], row: RowFigures) -> list[Candidate]:
    """The readings of a row; if none of them is sure of every cell, without the figures behind two in one place."""
    spilt = {token.span for token in _behind_two_parts(row.tokens)}
    if not spilt or not all(None in candidate.values for candidate in candidates):
        return [*candidates]
    return [_open_at(candidate, spilt) for candidate in candidates]


def _behind_two_parts(tokens: Sequence[Token]) -> Iterator[Token]:
    """The figures behind two in one place, the second of which may be the beginning of another."""
    for one, other in pairwise(tokens):
        if _is_illegible(one) and any(True for _ in halves_of(one)):
            yield other


def _open_at(candidate: Candidate, spans: Set[Span]) -> Candidate:
    """A reading that does not say what the figures there are."""
    known = [not (isinstance(cell, Token) and cell.span in spans) for cell in candidate.cells]
    cells = tuple(cell if is_known else Gap.UNSEEN for cell, is_known in zip(candidate.cells, known, strict=True))
    values = tuple(value if is_known else None for value, is_known in zip(candidate.values, known, strict=True))
    return replace(candidate, cells=cells, values=values)


def _slid(row: RowFigures, width: int, along: RowSum) -> Iterator[Candidate]:
    """A row of which one figure stands on a line of its own, or with another in its place: it may have slid there from
    the place that is empty, or from any where no places are known."""
    lines = Counter(token.line for token in row.tokens)
    empty = set(range(width)) - set(range(width) if row.columns is None else row.columns)
    if _share_places(row) and len(empty) == 1:
        loose = [at for at, column in enumerate(row.columns or ()) if (row.columns or ()).count(column) > 1]
        gaps: Sequence[int] = [*empty]
    elif row.columns is None and sorted(lines.values()) == [1, width - 1]:
        loose = [at for at, token in enumerate(row.tokens) if lines[token.line] == 1]
        gaps = range(width)
    else:
        return
    for at, gap in product(loose, gaps):
        cells = [*row.tokens[:at], *row.tokens[at + 1 :]]
        cells.insert(gap, row.tokens[at])
        values = tuple(map(count_of, cells))
        yield Candidate(ROW.slid, tuple(cells), values, fails=bool(along.rest(values)), faults=("slid",))


def _without_page_number(row: RowFigures, width: int, along: RowSum, habit: Habit) -> Iterator[Candidate]:
    """A row that does not add up as if it lacked the figure of a column that most rows lack, and had the number of a
    page for its last."""
    if not along.rest([count_of(token) for token in row.tokens]):
        return
    if habit.lost_column is not None and row.tokens[-1].line > row.tokens[-2].line:
        for laid in _in_order(row.tokens[:-1], width, habit):
            yield from filled(Laid(laid.cost + ROW.stray, laid.cells, ("stray", *laid.faults)), along, habit)


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
            # Where two places became one, those behind moved up with nothing lost.
            is_one_less = "run together" in laid.faults and row.columns == tuple(range(len(tokens)))
            among_blanks = habit.shows_blanks and not _ends_in_its_sum(row, along)
            moved = 0.0 if is_one_less else ROW.moved_among_blanks if among_blanks else ROW.moved_up
            laid = Laid(laid.cost + moved, laid.cells, ("moved", *laid.faults))
        yield from filled(laid, along, habit)


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
        yield from filled(Laid(cost, choice, ("second figure",)), along, habit)


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
        yield from filled(Laid(0.0, cells), along, Habit())
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
        yield from filled(Laid(cost, cells, faults), along, Habit(blanks=True), gap=Gap.BLANK)
        return
    fails = bool(along.rest(values))
    yield Candidate(cost, filling, tuple(values), fails, faults)
    if fails:
        yield from _with_a_loss(Laid(cost, cells), filling, values, along)


def _with_a_loss(
    laid: Laid, filling: Sequence[Filling], values: Sequence[int | None], along: RowSum
) -> Iterator[Candidate]:
    """A row in its places that does not add up, as if one of its empty places had lost its figure, or that of a place
    beside it had run into the other."""
    cells, cost = laid.cells, laid.cost
    for at in (at for at, token in enumerate(cells) if token is None):
        value = missing_one([None if i == at else value for i, value in enumerate(values)], at, along)
        if value is not None and value > 0:
            kept = tuple(Gap.LOST if i == at else each for i, each in enumerate(filling))
            whole = tuple(value if i == at else each for i, each in enumerate(values))
            yield Candidate(cost + ROW.lost_figure, kept, whole, faults=("figure lost",))
        for beside in (at - 1, at + 1):
            token = cells[beside] if 0 <= beside < len(cells) else None
            for one, two in halves_of(token) if token else ():
                first, second = min(at, beside), max(at, beside)
                both = [one if i == first else two if i == second else each for i, each in enumerate(cells)]
                yield from filled(Laid(ROW.glued, tuple(both), ("run together",)), along, Habit(True), gap=Gap.BLANK)


def _in_order(tokens: Sequence[Token], width: int, habit: Habit) -> Iterator[Laid]:
    """The figures of a row in their order over its columns, in every way that one fault or two explain."""
    for cost, sequence, faults in sequences_of(tokens, width):
        short = width - len(sequence)
        if short < 0:
            continue
        if habit.lost_column is not None and short == 1:
            at = habit.lost_column
            yield Laid(cost + ROW.blank, (*sequence[:at], None, *sequence[at:]), ("column lost", *faults))
        elif short <= _MOST_LOST or habit.blanks:
            for places in combinations(range(width), len(sequence)):
                cells: list[Token | None] = [None] * width
                for place, token in zip(places, sequence, strict=True):
                    cells[place] = token
                yield Laid(cost, tuple(cells), faults)
