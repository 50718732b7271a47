"""Figures laid over the cells of the channels of challenges, some lost and some that are not theirs.

What belongs here: all ways to do so with their costs, and what the likely ones share. What does not: which figures are
those of a row (`challenges`).

For example `3 0 0 3 1 0 0 0 1 …` lacks a figure of the first channel. Its sum holds with a zero in any place before the
3 at its end, so the first and the last cell are known, and the zeros between as well.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate, combinations, islice
from math import inf
from typing import NamedTuple

from gidr_pipeline.extraction.model import Cell, Span, Status
from gidr_pipeline.extraction.tables.faults import faults_of
from gidr_pipeline.extraction.tables.glued import channels_in, halves_of, joined
from gidr_pipeline.extraction.tables.sight import gaps_of, one_is_close
from gidr_pipeline.extraction.text.figures import Kind, Token, says_nothing, speaks_for
from gidr_pipeline.forms import TableName

_ZERO = Decimal(0)
_NOTE = "the channel's sum and the figures left determine it"
_MOST_EXTRA = 2
_MOST_LOST = 3


@dataclass(frozen=True)
class Given:
    """What is given for a cell: a token that the layout keeps in its place, or a value with a note, or neither."""

    token: Token | None = None
    kept: bool = False
    value: Decimal | None = None
    span: Span | None = None
    lost: bool = False
    note: str | None = None

    def repaired(self, table: TableName, row: str, column: str) -> Cell:
        return Cell(table, row, column, Status.REPAIRED, self.value, self.span, self.note)


def value_of(token: Token | None) -> Decimal | None:
    """The count that a place stands for in a sum: 0 where it is empty or has a dash, None where it can't be read."""
    if token is None or token.kind is Kind.BLANK:
        return _ZERO
    whole = token.value is not None and token.value >= 0 and token.value % 1 == 0
    return token.value if token.kind is Kind.FIGURE and whole else None


def addends_of(row: Sequence[Token | None], width: int) -> Iterator[tuple[Sequence[Token | None], Token | None]]:
    """The addends and the total of each channel of a row."""
    for at in range(0, len(row) - width + 1, width):
        yield row[at : at + width - 1], row[at + width - 1]


class _Laying(NamedTuple):
    """One way to lay figures over a channel: a token, or a value with its span, or None for each cell."""

    cost: float
    cells: tuple[Token | None, ...]
    """The token of each cell, None for one that lacks its figure."""
    holds: bool = False
    """Whether its sum holds with what lacks as zero."""


Ways = dict[tuple[int, int], list[_Laying]]
"""The ways to lay one channel by the figures that it takes, from one to before another."""


def lay(tokens: Sequence[Token], cells: int, width: int, *, on_one_line: bool, evenly: bool) -> list[Given] | None:
    """What all likely ways share in which these figures fill so many cells; None where nothing is likely. As many as
    cells that stand `evenly` are theirs, whatever they add up to, unless few faults explain it that cancel out."""
    costs, count = faults_of("challenges"), len(tokens)
    if count > cells + _MOST_EXTRA:
        return None
    ways = _ways_of_channels(tokens, cells, width, on_one_line=on_one_line)
    best = _least_from(ways, count)[0].get(0)
    exact = sum(_exact_cost(tokens, width)) if count == cells else inf
    if best is not None and evenly and count == cells and best >= min(exact, costs["canceling"]):
        return [*as_they_stand(tokens, width)]
    if best is None or (best > costs["scattered"] and not on_one_line):
        return None
    lost_zero = _prints_zeros(tokens) and cells - count < _MOST_LOST
    if count != cells:
        likely = _likely(ways, count, best + costs["moved"])
        return [given for here in likely for given in _shared(here, width, lost_zero=lost_zero)]
    likely = _likely(ways, count, min(exact - costs["counted"], best) + costs["margin"])
    given = [
        cell
        for channel, here in enumerate(likely)
        for own in [_Laying(0, tuple(tokens[channel * width : (channel + 1) * width]))]
        for cell in _shared([*here, own], width, lost_zero=lost_zero)
    ]
    return [_as_printed(cell, token) for cell, token in zip(given, tokens, strict=True)]


def as_they_stand(tokens: Sequence[Token], width: int) -> Iterator[Given]:
    """The cells of figures that fill them in order: each as it stands, and one that can't be read as its channel's sum
    and its characters tell it.

    >>> [cell.value for cell in as_they_stand(tokens_of("3 (12) 0 0 15"), 5)]
    [None, Decimal("12"), None, None, None]
    """
    for start in range(0, len(tokens), width):
        channel = _Laying(0, tuple(tokens[start : start + width]))
        for at, token in enumerate(tokens[start : start + width]):
            value = _given_value(channel, at, lost_zero=False) if token.kind is Kind.ILLEGIBLE else None
            yield Given(token, kept=True) if value is None else Given(value=value, span=token.span, note=_NOTE)


def glued(token: Token, cells: int, width: int) -> list[Given]:
    """The cells of a row without anything between its figures, if these can be told in one way only in which every
    channel adds up: `00101` and on."""
    digits = token.text if token.text.isdecimal() else ""
    ways = list(islice(channels_in(digits, cells, width), 2))
    if len(ways) != 1:
        return []
    ends = [*accumulate(map(len, ways[0]), initial=token.span.start)]
    spans = (Span(*ends[at : at + 2]) for at in range(cells))
    return [Given(value=Decimal(text), span=span, note=_NOTE) for text, span in zip(ways[0], spans, strict=True)]


def _prints_zeros(tokens: Sequence[Token]) -> bool:
    """Whether a zero that lacks got lost, since the row prints its zeros."""
    return any(token.value == 0 for token in tokens) and not any(token.kind is Kind.BLANK for token in tokens)


def _ways_of_channels(tokens: Sequence[Token], cells: int, width: int, *, on_one_line: bool) -> list[Ways]:
    """For each channel all ways to lay figures over it that are not too far from where it stands in a whole row."""
    costs, count = faults_of("challenges"), len(tokens)
    inside, reach = costs["inside"] if on_one_line else 0.0, int(costs["reach"])
    broken_off = _fill_all_but_the_last(tokens, cells - width, width)
    ways: list[Ways] = []
    for at in range(0, cells, width):
        last = at + width == cells
        here: Ways = {}
        for start in range(max(0, at - reach - cells + count), min(count, at + reach) + 1) if at else [0]:
            for end in [count] if last else range(start, min(count, start + width + _MOST_EXTRA - 1) + 1):
                if start <= end < start + width + _MOST_EXTRA:
                    layings = [*_ways(tokens[start:end], width, inside, page=last and not on_one_line)]
                    here[start, end] = [_ending(each) for each in layings] if last and broken_off else layings
        ways.append(here)
    return ways


def _likely(ways: Sequence[Ways], count: int, limit: float) -> Iterator[list[_Laying]]:
    """For each channel its ways that are part of a way to lay all figures at no more than a limit."""
    behind: dict[int, float] = {0: 0.0}
    for here, ahead in zip(ways, _least_from(ways, count)[1:], strict=True):
        open_ways = [
            (behind[start], end, each) for (start, end), layings in here.items() if start in behind for each in layings
        ]
        yield [each for so_far, end, each in open_ways if end in ahead and so_far + each.cost + ahead[end] <= limit]
        behind = {}
        for so_far, end, each in open_ways:
            behind[end] = min(behind.get(end, inf), so_far + each.cost)


def _as_printed(cell: Given, token: Token) -> Given:
    """A cell of a row whose figures fill it in order: its own figure or nothing, or what an illegible one must be."""
    if token.kind is Kind.BLANK or (cell.value is not None and cell.value == value_of(token)):
        return Given(token, kept=True)
    return cell if token.kind is Kind.ILLEGIBLE else Given()


def _exact_cost(tokens: Sequence[Token], width: int) -> Iterator[float]:
    """What each channel costs where the figures fill the cells in order."""
    for at in range(0, len(tokens), width):
        yield min(laying.cost for laying in _ways_over(tokens[at : at + width], width))


def _least_from(ways: Sequence[Ways], count: int) -> list[dict[int, float]]:
    """For each channel the least cost of it and all behind it, by the figure with which it begins."""
    least: list[dict[int, float]] = [{count: 0.0}]
    for here in reversed(ways):
        best: dict[int, float] = {}
        for (start, end), layings in here.items():
            if end in least[0] and layings:
                cost = min(laying.cost for laying in layings) + least[0][end]
                best[start] = min(best.get(start, cost), cost)
        least.insert(0, best)
    return least


def _ways(tokens: Sequence[Token], width: int, inside: float, *, page: bool) -> Iterator[_Laying]:
    """All ways to lay figures over one channel, with at most two that are not its own or are torn."""
    costs = faults_of("challenges")
    yield from _ways_over(tokens, width)
    if not tokens:
        yield _Laying(costs["channel"], (None,) * width)
    for at in range(len(tokens)):
        rest = [*tokens[:at], *tokens[at + 1 :]]
        ends = page and at == len(tokens) - 1
        fault = "extra" if tokens[at].value == 0 else "page" if ends else "stranger"
        yield from _more(_ways_over(rest, width), costs[fault] + inside)
    is_close = one_is_close(gaps_of(tokens))
    for at in range(len(tokens) - 1):
        whole = joined(tokens[at], tokens[at + 1])
        if whole:
            rest = [*tokens[:at], whole, *tokens[at + 2 :]]
            close = is_close and gaps_of(tokens[at : at + 2]) == [1]
            yield from _more(_ways_over(rest, width), costs["apart" if close else "joined"])
    if len(tokens) < width:
        for at, token in enumerate(tokens):
            for halves in halves_of(token):
                both = [*tokens[:at], *halves, *tokens[at + 1 :]]
                yield from _more(_ways_over(both, width), costs["apart" if " " in token.text else "joined"])


def _fill_all_but_the_last(tokens: Sequence[Token], cells: int, width: int) -> bool:
    """Whether the channels before the last are whole, as sums that are not zero show."""
    known = [
        (sum(value_of(each) or 0 for each in addends), total) for addends, total in addends_of(tokens[:cells], width)
    ]
    return len(tokens) > cells and all(total and added and added == value_of(total) for added, total in known)


def _ending(laying: _Laying) -> _Laying:
    """A way at the end of a row that may break off there."""
    gain = faults_of("challenges")["end"] if laying.cells[-1] is None else 0.0
    return laying._replace(cost=laying.cost - gain)


def _more(layings: Iterator[_Laying], cost: float) -> Iterator[_Laying]:
    return (laying._replace(cost=laying.cost + cost) for laying in layings)


def _ways_over(tokens: Sequence[Token], width: int) -> Iterator[_Laying]:
    """All ways to lay so many figures over a channel in their order, the others absent."""
    if len(tokens) > width:
        return
    costs, lacking = faults_of("challenges"), width - len(tokens)
    values = [value_of(token) for token in tokens]
    unknown = sum(value is None for value in values)
    unlikely = sum(" " in token.text for token, value in zip(tokens, values, strict=True) if value is None)
    for filled in combinations(range(width), len(tokens)):
        cells: list[Token | None] = [None] * width
        for at, token in zip(filled, tokens, strict=True):
            cells[at] = token
        has_total = cells[-1] is not None
        known = [value for value in values if value is not None]
        total = values[-1] if has_total else None
        added = sum(known[: len(known) - (total is not None)], _ZERO)
        cost = lacking * costs["absent"] + unknown * costs["illegible"] + unlikely * costs["two"]
        if total is None and (has_total or added):
            cost += 0 if has_total else costs["lost"] - costs["absent"]
        elif total is not None and added != total:
            open_addends = lacking or unknown
            cost += costs["lost"] - costs["absent"] if open_addends and added < total else costs["misprint"]
        # With an addend and the total gone both may have been any number.
        yield _Laying(cost, tuple(cells), not unknown and added == (total or 0) and (has_total or lacking == 1))


def _shared(layings: Sequence[_Laying], width: int, *, lost_zero: bool) -> list[Given]:
    """What is given for each cell of a channel by all of these ways."""
    given = []
    for at in range(width):
        tokens = [laying.cells[at] for laying in layings]
        values = {_given_value(laying, at, lost_zero=lost_zero) for laying in layings}
        value = next(iter(values)) if len(values) == 1 else None
        kinds = {token.kind if token else None for token in tokens}
        present = next((token for token in tokens if token), None)
        if kinds == {Kind.BLANK}:
            given.append(Given(present, kept=True))
        elif value is not None and layings:
            same = present if len({token and token.span for token in tokens}) == 1 else None
            given.append(Given(same, value=value, span=same.span if same else None, note=_NOTE))
        elif kinds == {None}:
            given.append(Given(lost=True, note="its figure is lost, or it is empty"))
        else:
            given.append(Given())
    return given


def _given_value(laying: _Laying, at: int, *, lost_zero: bool) -> Decimal | None:
    """The value that a way gives to a cell: its figure, or the zero that lacks in a sum that holds."""
    token = laying.cells[at]
    if token is None:
        return _ZERO if lost_zero and laying.holds else None
    if token.kind is Kind.FIGURE:
        return value_of(token)
    others = [cell for i, cell in enumerate(laying.cells[:-1]) if i != at]
    total = laying.cells[-1]
    if token.kind is not Kind.ILLEGIBLE or at == len(laying.cells) - 1 or total is None or says_nothing(token):
        return None
    wanted = value_of(total)
    added = [value_of(cell) for cell in others if cell]
    if wanted is None or None in added or len(added) < len(others):
        return None
    left = wanted - sum(value for value in added if value is not None)
    return left if left >= 0 and speaks_for(token, int(left)) else None
