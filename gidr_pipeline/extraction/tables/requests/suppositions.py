"""What may be so of the whole table of requests: the hypotheses, each with the candidates of its rows.

    at labels · totals blank · wrapped · down columns · joined · column lost · column more · blanks · run together
    few columns · under heads · reading order · slipped · dealt

What belongs here: which of these the text speaks for, and what each makes of the rows. What does not: the candidates of
one row (`noise`), and holding hypotheses against each other (`reader`).
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from itertools import pairwise, takewhile
from typing import NamedTuple

from gidr_pipeline.extraction.tables.faults import MARGIN, MISPRINT, ROW, TABLE
from gidr_pipeline.extraction.tables.model import Candidate, Candidates, Gap, Habit, Hypothesis, RowFigures, count_of
from gidr_pipeline.extraction.tables.regions import TableText
from gidr_pipeline.extraction.tables.requests.at_labels import (
    Block,
    is_wrapped,
    joined_up,
    order_of_labels,
    pages_of,
    rows_of,
)
from gidr_pipeline.extraction.tables.requests.down_columns import down_columns
from gidr_pipeline.extraction.tables.requests.few_columns import FEW_COLUMNS, few_columns_of, in_few_columns
from gidr_pipeline.extraction.tables.requests.filled_in import kept_habit, without_totals
from gidr_pipeline.extraction.tables.requests.further import (
    columns_beside,
    without_column,
    without_column_beside,
    without_sums,
)
from gidr_pipeline.extraction.tables.requests.headers import Order, sums_named
from gidr_pipeline.extraction.tables.requests.neighbours import dealt_in_order, slipped_rows
from gidr_pipeline.extraction.tables.requests.noise import candidates_of, least_of
from gidr_pipeline.extraction.tables.requests.orders import MOST_FAILING, arrangements
from gidr_pipeline.extraction.tables.requests.places import with_places
from gidr_pipeline.extraction.tables.requests.run_together import divided
from gidr_pipeline.extraction.tables.sight import are_interleaved, from_left_edges
from gidr_pipeline.extraction.tables.sums import RowSum, Sums
from gidr_pipeline.extraction.tables.twice import rivalled_rows
from gidr_pipeline.extraction.text.figures import Kind, Token
from gidr_pipeline.extraction.text.line import Line

_HALF = 0.5
_APART = 0.3
_SEVERAL = 3
_NO_HABIT = Habit()


class _HandedOut(NamedTuple):
    """The rows with the figures at their labels, in the places that the text keeps and as they stand, and the blocks of
    which no one can tell whose figures they have."""

    placed: list[RowFigures]
    rows: list[RowFigures]
    unclear: list[Block]


@dataclass(frozen=True)
class Suppositions:
    """What may be so of the whole table, its columns printed in an order."""

    text: TableText
    blocks: Sequence[Block]
    order: Order
    sums: Sums
    _candidates_of: dict[tuple[object, ...], list[Candidate]] = field(default_factory=dict)

    @property
    def width(self) -> int:
        return len(self.order)

    @cached_property
    def _handed_out(self) -> "_HandedOut":
        rows, unclear = rows_of(self.blocks, self.width)
        named = sums_named(self.text.table, self.text.header)
        placed = without_sums(rows, self.along, self.width, named)
        names = [self.text.table.columns[at].label_zh for at in self.order]
        beside = columns_beside(self.text.header)
        if placed is None and len(beside) == 1:
            placed = without_column_beside(rows, self.along, self.width, self.text.header, [*names, *beside])
        if placed is None:
            placed = with_places(rows, self.width, pages_of(self.text), self.text.header, names)
        return _HandedOut(placed, rows, unclear)

    @property
    def rows(self) -> list[RowFigures]:
        """The rows with the figures at their labels."""
        return self._handed_out.placed

    @property
    def lost(self) -> list[str]:
        """The rows of which no one can tell what belongs to them."""
        return [row for block in self._handed_out.unclear for row in block.rows]

    @cached_property
    def rivalled(self) -> set[str]:
        """The rows whose label stands in the text once more, with other figures, or of which figures may stand above
        their label."""
        figures = {row.row: row.tokens for row in self._handed_out.rows}
        again = rivalled_rows(self.text.every, self.text.found, self.text.region, figures)
        return again | {row.row for row in (*self._under_a_row, *self._begun_above)}

    @cached_property
    def _above(self) -> list[Line]:
        """The lines without words right above the first label, from top to bottom."""
        own = self.rows[0].lines if self.rows else ()
        return [*takewhile(lambda line: not line.words and line not in own, reversed(self.text.header))][::-1]

    @property
    def _under_a_row(self) -> list[RowFigures]:
        """The first row, where figures of a row that adds up stand above its label too."""
        above = [count_of(token) for line in self._above[-1:] for token in line.values]
        is_row = any(above) and len(above) == self.width and not self.along.rest(above)
        return [row for row in self.rows[:1] if row.tokens and is_row]

    @property
    def _begun_above(self) -> list[RowFigures]:
        """The rows that are not whole on one line, where as many figures stand above the first label as its row lacks,
        numbers of columns not counted: of each row some may stand above its own."""
        above = sum(len(line.values) for line in self._above if not _count_up([count_of(each) for each in line.values]))
        lacks = [self.width - len(row.tokens) for row in self.rows[:1] if row.tokens]
        return [row for row in self.rows if _is_in_pieces(row, self.width)] if 1 < above in lacks else []

    @cached_property
    def disordered(self) -> Candidates:
        """The rows whose figures stand to the eye in another order than the text has them, in both: only what these
        share is certain. Of a table that lacks rows, so that no sum down tells which it is."""
        if len(self.rows) == len(self.text.own):
            return {}
        without_places = [
            row for row in self.rows if row.columns is None and not any(line.places for line in row.lines)
        ]
        return {
            row.row: [self._in_order(tokens) for tokens in (row.tokens, from_left_edges(lines))]
            if len(row.tokens) == self.width == sum(len(line.values) for line in lines)
            else [nothing_known(self.width)]
            for row in without_places
            if are_interleaved(lines := [line for line in row.lines if line.values])
        }

    def _in_order(self, tokens: Sequence[Token]) -> Candidate:
        values = tuple(map(count_of, tokens))
        return Candidate(0.0, tuple(tokens), values, fails=bool(self.along.rest(values)))

    @cached_property
    def along(self) -> RowSum:
        return as_printed(self.sums.along[0], self.order)

    @cached_property
    def adds_up(self) -> bool:
        """Whether several rows that are not zero add up, and none fails: no other order is likelier."""
        counts = [list(map(count_of, row.tokens)) for row in self.rows if len(row.tokens) == self.width]
        rests = [self.along.rest(values) for values in counts if any(values)]
        return rests.count(0) >= _SEVERAL and not any(rests)

    def at_labels(self) -> Iterator[Hypothesis]:
        """The hypotheses of figures that stand at their labels."""
        width, rows = self.width, self.rows
        kept = kept_habit(rows, width, self.along)
        yield self._of("at labels", 0.0, rows, kept)
        if (blank := without_totals(rows, width, self.along)) and blank != kept:
            yield self._of("totals blank", TABLE.column_lost, rows, blank)
        wrapped = [row.row for row in rows if len(row.tokens) == width and is_wrapped(row)]
        if wrapped:
            yield self._of("wrapped", TABLE.wrapped, rows, kept, instead=self._open(wrapped))
        yield from self._down_columns()
        yield from self._joined()
        yield from self._in_other_columns(kept)
        if any(len(row.tokens) < width and not row.whole for row in rows):
            dashes = any(token.kind is Kind.BLANK for row in rows for token in row.tokens)
            cost = TABLE.joined if dashes or kept.blanks_inside else TABLE.blanks
            yield self._of("blanks", cost, rows, replace(kept, blanks=True))

    def _open(self, rows: Iterable[str]) -> Candidates:
        """Rows with figures of which nothing is known, which costs nothing to suppose."""
        return {row: [nothing_known(self.width, 0.0)] for row in rows}

    def _down_columns(self) -> Iterator[Hypothesis]:
        """The figures of each column to the eye from top to bottom, where rows have some above their labels."""
        if all(len(row.on_each_line) < 2 for row in self.rows) and not self.lost:
            return
        found = down_columns([*self._above, *self.text.lines], order_of_labels(self.text), self.width)
        if found:
            own = {(row.row, row.tokens): row for row in self.rows}
            rows = [own.get((row.row, row.tokens), row) for row in found]
            make = partial(self._candidates, rows, _NO_HABIT)
            yield Hypothesis("down columns", TABLE.joined, 0.0, make, is_by_order=True)

    def _joined(self) -> Iterator[Hypothesis]:
        """The figures of several labels behind the last of them."""
        for by_rows in (True, False):
            joined = joined_up(self.rows, list(self.text.own), self.width, by_rows=by_rows)
            if joined and order_of_labels(self.text) and self._failing(joined) <= MOST_FAILING:
                open_rows = self._open(_on_uneven_lines(joined, self.width))
                yield replace(self._of("joined", TABLE.joined, joined, instead=open_rows), is_by_order=True)

    def _in_other_columns(self, kept: Habit) -> Iterator[Hypothesis]:
        """The figures in other columns than the form has, or without anything between them."""
        rows, width = self.rows, self.width
        few = few_columns_of(self.text, rows, self.sums) if rows and self.order == (*range(width),) else None
        if few:
            cells = {row.row: [in_few_columns(row.tokens, few, width)] for row in rows}
            yield self._of(FEW_COLUMNS, 0.0, rows, instead=cells)
        if run_together := divided(rows, width, self.along):
            yield Hypothesis("run together", 0.0, 0.0, lambda: run_together)
        if self._lack_a_figure:
            yield from self._with_a_column_lost(kept)
        if _many(self._filled, width + 1):
            yield from self._with_a_column_more()

    @property
    def _filled(self) -> list[RowFigures]:
        """The rows that have figures."""
        return [row for row in self.rows if row.tokens]

    @property
    def _lack_a_figure(self) -> bool:
        """Whether most rows have a figure less than columns."""
        return _many(self._filled, self.width - 1)

    @property
    def _without_a_place(self) -> list[RowFigures]:
        """The rows, those with a figure less than columns in no places."""
        return [replace(row, columns=None) if len(row.tokens) == self.width - 1 else row for row in self.rows]

    def _with_a_column_lost(self, kept: Habit) -> Iterator[Hypothesis]:
        """Each column in turn as the one that most rows have lost."""
        width, filled, short = self.width, self._filled, self._without_a_place
        empty = Counter(at for row in filled for at in range(width) if row.columns and at not in row.columns)
        for column in range(width - _end_in_totals(short, width)):
            # Where the text keeps an empty place for a column, that has rather been left blank than lost.
            cost = TABLE.column_lost + TABLE.against_places * (2 * empty[column] > len(filled))
            yield self._of("column lost", cost, short, replace(kept, lost_column=column, shows_blanks=False))

    def _with_a_column_more(self) -> Iterator[Hypothesis]:
        """Each column in turn as the one that the form has not."""
        width = self.width
        wider = with_places(self._handed_out.rows, width + 1)
        for column in range(width + 1):
            fewer = without_column(wider, column, width)
            if column == width and self._counts_up(column, wider):
                # Of numbers that stand before their rows none follows the last.
                fewer[-1] = replace(wider[-1], columns=None)
            cost = TABLE.column_more + (0.0 if self._is_known(column, wider) else MISPRINT)
            yield self._of("column more", cost, fewer)

    def away_from_labels(self, best: float) -> Iterator[Hypothesis]:
        """Those of figures that stand apart from their labels, or at another's, as far as they may rival the best."""
        bare = sum(not row.tokens for row in self.rows) + len(self.lost)
        codes = order_of_labels(self.text)
        if codes and bare >= _APART * len(self.text.own) and best + MARGIN > TABLE.reading_order:
            columns = [self.text.table.columns[at] for at in self.order]
            whole = best + MARGIN < TABLE.reading_order + ROW.lost_zero
            for found in arrangements(self.text.lines, codes, columns, self.along, only_whole=whole):
                cost = TABLE.joined if found.under_heads else TABLE.reading_order
                name = "under heads" if found.under_heads else "reading order"
                make = partial(self._candidates, found.rows, _NO_HABIT)
                yield Hypothesis(name, cost, 0.0, make, is_by_order=True)
        if best + MARGIN > TABLE.slipped + ROW.no_figures:
            for slipped in slipped_rows(self.rows, self.width):
                yield self._of("slipped", TABLE.slipped, slipped)
            without_totals = Habit(lost_column=self.along.total)
            for slipped in slipped_rows(self._without_a_place, self.width) if self._lack_a_figure else ():
                yield self._of("slipped", TABLE.slipped + TABLE.column_lost, slipped, without_totals)
            are_all = len(self.rows) == len(codes)
            if codes and (dealt := dealt_in_order(self.rows, self.width, are_all=are_all)):
                # Where rows are lacking, no sum tells that they were dealt so; only that they may have been.
                moved = [row.row for row, own in zip(dealt, self.rows, strict=True) if row is not own]
                untold = replace(nothing_known(self.width, 0.0), faults=("slipped",))
                open_rows = {row: [untold] for row in moved} if not are_all else {}
                yield self._of("dealt", TABLE.dealt, dealt, instead=open_rows)

    def _is_known(self, more: int, rows: Sequence[RowFigures]) -> bool:
        """Whether a column that the form has not is one that tables have: numbers of the rows, sums of the applicants
        but the first, or anything that is no count."""
        whole = self._with_one_more(rows)
        column = [values[more] for values in whole]
        rest = [[*values[:more], *values[more + 1 :]] for values in whole]
        sums = [sum(values[at] or 0 for at in self.along.addends[1:]) for values in rest]
        return column.count(None) > _HALF * len(column) or column == sums or self._counts_up(more, rows)

    def _counts_up(self, more: int, rows: Sequence[RowFigures]) -> bool:
        """Whether the figures of a column are mostly numbers of the rows."""
        known = [value for values in self._with_one_more(rows) if (value := values[more]) is not None]
        return sum(b - a == 1 for a, b in pairwise(known)) >= _HALF * len(known)

    def _with_one_more(self, rows: Sequence[RowFigures]) -> list[list[int | None]]:
        return [list(map(count_of, row.tokens)) for row in rows if len(row.tokens) == self.width + 1]

    def _failing(self, rows: Sequence[RowFigures]) -> int:
        """How many of the rows with a figure for each cell do not add up."""
        whole = (list(map(count_of, row.tokens)) for row in rows if len(row.tokens) == self.width)
        return sum(bool(self.along.rest(values)) for values in whole)

    def _of(
        self,
        name: str,
        cost: float,
        rows: Sequence[RowFigures],
        habit: Habit = _NO_HABIT,
        instead: Candidates | None = None,
    ) -> Hypothesis:
        """A hypothesis of these rows, with other candidates `instead` for some, and of others whose figures nothing
        tells."""
        nothing = {row: [nothing_known(self.width)] for row in (*self.lost, *self.rivalled)}
        known = {**(instead or {}), **self.disordered, **nothing}
        own = [row for row in rows if row.row not in known]
        least = sum(least_of(row, self.width, habit) for row in own)
        return Hypothesis(name, cost, least, lambda: {**self._candidates(own, habit), **known})

    def _candidates(self, rows: Sequence[RowFigures], habit: Habit) -> Candidates:
        return {row.row: self._known_candidates(row, habit) for row in rows}

    def _known_candidates(self, row: RowFigures, habit: Habit) -> Sequence[Candidate]:
        """What `candidates_of` gives; most hypotheses share most rows."""
        is_total = row.row in self.sums.totals
        key = (row.tokens, row.columns, row.whole, row.by_order, is_total, habit)
        if key not in self._candidates_of:
            self._candidates_of[key] = candidates_of(row, self.width, self.along, habit, is_total=is_total)
        return self._candidates_of[key]


def _is_in_pieces(row: RowFigures, width: int) -> bool:
    return len(row.on_each_line) > 1 or len(row.tokens) != width


def _count_up(counts: Sequence[int | None]) -> bool:
    return all(one is not None and other == one + 1 for one, other in pairwise(counts)) and len(counts) > 1


def _end_in_totals(rows: Sequence[RowFigures], width: int) -> bool:
    """Whether nearly all rows that lack a figure end in one no less than the others together: it is their total, then,
    and no sum tells that the totals are lost."""
    counts = [[count_of(token) or 0 for token in row.tokens] for row in rows if len(row.tokens) == width - 1]
    telling = [values for values in counts if any(values)]
    ending = sum(values[-1] >= sum(values[:-1]) for values in telling)
    return ending > _SEVERAL * (len(telling) - ending)


def _many(rows: Sequence[RowFigures], count: int) -> bool:
    return sum(len(row.tokens) == count for row in rows) > _HALF * len(rows) > 0


def _on_uneven_lines(rows: Sequence[RowFigures], width: int) -> list[str]:
    """The rows with figures on a line that has one more or one less than a row, where most have as many: of the figures
    of two rows one stands on the other's line, and which tells nothing."""
    counts = Counter(token.line for row in rows for token in row.tokens)
    if 2 * sum(count == width for count in counts.values()) <= len(counts):
        return []
    return [row.row for row in rows if any(abs(counts[token.line] - width) == 1 for token in row.tokens)]


def as_printed(along: RowSum, order: Order) -> RowSum:
    """A sum along rows whose columns are printed in this order."""
    place = {column: at for at, column in enumerate(order)}
    return RowSum(along.rule, tuple(place[at] for at in along.addends), place[along.total])


def nothing_known(width: int, cost: float = ROW.unexplained) -> Candidate:
    """The reading of a row of which nothing is known."""
    return Candidate(cost, (Gap.UNSEEN,) * width, (None,) * width, faults=("unexplained",))
