"""A row with its figures at its cells, and values for what is lost or can't be read, as far as its sum tells.

What belongs here: from figures at their cells to candidates. What does not: at which cells they may be (`noise`).

    5 0 _ 2 0 0 7    the sum wants a zero for what is lost
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gidr_pipeline.extraction.tables.faults import MISPRINT, ROW
from gidr_pipeline.extraction.tables.model import Candidate, Filling, Gap, Habit, count_of
from gidr_pipeline.extraction.tables.sums import RowSum
from gidr_pipeline.extraction.text.figures import Kind, Token, digits_of, says_nothing, speaks_for


@dataclass(frozen=True, slots=True)
class Laid:
    """Figures laid over the columns, None where there is none, with what that supposes."""

    cost: float
    cells: tuple[Token | None, ...]
    faults: tuple[str, ...] = ()


def filled(laid: Laid, along: RowSum, habit: Habit, gap: Gap = Gap.UNSEEN) -> Iterator[Candidate]:
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
    whole = Laid(cost, laid.cells, (*faults, *laid.faults))
    # One fault beside a misprint in its row; where a whole column is lost or cells are blank there are too many.
    may_fail = habit.lost_column is None and not habit.blanks and laid.cost <= ROW.torn
    yield from _with_unknown(whole, cells, values, unknown, along, may_fail=may_fail)


def _with_unknown(
    laid: Laid,
    cells: list[Filling],
    values: list[int | None],
    unknown: Sequence[int],
    along: RowSum,
    *,
    may_fail: bool,
) -> Iterator[Candidate]:
    """The row with values for its unknown cells: all but one of them zero, as most are; and with none, for whatever
    else they may be."""
    lost = [at for at in unknown if laid.cells[at] is None]
    faults = (*(("lost",) if lost else ()), *laid.faults)
    if not unknown:
        if not (fails := bool(along.rest(values))) or may_fail:
            yield Candidate(laid.cost, tuple(cells), tuple(values), fails, faults)
        return
    whole = Laid(laid.cost, laid.cells, faults)
    yield from _as_their_digits(whole, cells, values, unknown, along)
    told = list(_told_by_sum(whole, cells, values, unknown, along))
    yield from told
    open_cells = tuple(Gap.UNSEEN if at in lost else cell for at, cell in enumerate(cells))
    if len(unknown) == len(lost) == 1 and not told and may_fail:
        yield Candidate(laid.cost + ROW.lost_zero, open_cells, tuple(values), fails=True, faults=faults)
    if len(unknown) > 1 or not lost:
        # Where the sum tells the one figure that can't be read, any other than that would be a misprint.
        is_told = len(unknown) == 1 and bool(told)
        cost = MISPRINT if is_told else ROW.lost_figure * len(lost) if lost else ROW.misread
        yield Candidate(laid.cost + cost, open_cells, tuple(values), faults=faults)


def _as_their_digits(
    laid: Laid, cells: Sequence[Filling], values: Sequence[int | None], unknown: Sequence[int], along: RowSum
) -> Iterator[Candidate]:
    """The row with the digits that several figures which can't be read still have, if it adds up so."""
    printed = [digits_of(t) if v is None and (t := laid.cells[i]) else v for i, v in enumerate(values)]
    if len(unknown) > 1 and None not in printed and not along.rest(printed):
        yield Candidate(laid.cost, tuple(cells), tuple(printed), faults=laid.faults)


def _told_by_sum(
    laid: Laid, cells: Sequence[Filling], values: Sequence[int | None], unknown: Sequence[int], along: RowSum
) -> Iterator[Candidate]:
    """The row with its unknown cells zero but for each in turn, which the sum tells."""
    lost = [at for at in unknown if laid.cells[at] is None]
    for at in unknown:
        whole = [0 if value is None else value for value in values]
        rest = missing_one([None if i == at else value for i, value in enumerate(whole)], at, along)
        whole[at] = -1 if rest is None else rest
        if along.rest(whole) or min(whole) < 0 or not all(allows(laid.cells[i], whole[i]) for i in unknown):
            continue
        cost = sum(ROW.lost_figure if whole[i] else ROW.lost_zero for i in lost)
        cost -= ROW.lost_figure - ROW.lost_zero if "column lost" in laid.faults and any(whole[i] for i in lost) else 0
        yield Candidate(laid.cost + cost, tuple(cells), tuple(whole), faults=laid.faults)


def missing_one(values: Sequence[int | None], at: int, along: RowSum) -> int | None:
    """What the sum says of the one cell that is not known; None where it says nothing."""
    if at == along.total:
        addends = [values[i] for i in along.addends]
        return None if None in addends else sum(filter(None, addends))
    total = values[along.total]
    known = [values[i] for i in along.addends if i != at]
    return None if total is None or None in known else total - sum(filter(None, known))


def allows(token: Token | None, value: int) -> bool:
    """Whether the characters of a token that can't be read may be this number; of one that is lost nothing tells."""
    return token is None or (token.kind is Kind.ILLEGIBLE and (says_nothing(token) or speaks_for(token, value)))
