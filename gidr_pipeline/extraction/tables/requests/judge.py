"""From readings of a table to cells: a cell is given where all readings within the margin agree on it.

What stands in its place by labels and layout alone is `reported`. What needed arithmetic is `repaired`, and needs two
witnesses: its row adds up, and so does a column whose total is printed; or its row, and characters that survived. A
figure that is printed clearly is never changed. What belongs here: what of the readings is given, and under which
status. What does not: the readings (`noise`, `solve`).
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import pairwise

from gidr_pipeline.extraction.model import Cell, Status
from gidr_pipeline.extraction.tables.cells import illegible, missing, read_cell, run_of
from gidr_pipeline.extraction.tables.model import Candidate, Filling, Gap
from gidr_pipeline.extraction.tables.requests.few_columns import FEW_COLUMNS
from gidr_pipeline.extraction.tables.sums import Sums
from gidr_pipeline.extraction.text.figures import Kind, Token, speaks_for
from gidr_pipeline.forms import Label, Table

_CREDIBLE = 0.7
_FEWEST_HOLDING = 0.5
_FEW_FAILING = 2
_MANY_BARE = 0.3
_SEVERAL = 3
_IN_PLACE = {"blank", "total blank", "only total", "figure lost", FEW_COLUMNS}
_MOST_FAILING = 1 / 3

Steps = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is known of a row: the best reading of it, all readings within the margin, and the figures that stand by its
    label."""

    best: Candidate
    rivals: Sequence[Candidate]
    tokens: Sequence[Token]

    def stand_in_line(self, usual: Set[Steps]) -> bool:
        """Whether the figures share a line and its label, so that their order is that of the cells: one for each as far
        apart as in `usual` rows. An empty place among those of one row is a cell's, and one is no figure of it."""
        in_line = "order" not in self.best.faults and len({token.line for token in self.tokens}) == 1
        return in_line and (self.steps in usual or len(self.tokens) != len(self.best.cells))

    @property
    def steps(self) -> Steps:
        """From place to place how far the figures stand apart, where the text keeps places."""
        places = [token.column for token in self.tokens if token.column is not None]
        return tuple(b - a for a, b in pairwise(places))

    @property
    def ends_below(self) -> bool:
        """Whether the last of the figures that it reads stands below the others, which share a line: it may be the end
        of a broken number."""
        *others, last = [cell.line for cell in self.best.cells if isinstance(cell, Token)] or [0]
        return len(others) > 1 and set(others) == {others[0]} and last > others[0]

    def agreed(self) -> list[bool]:
        """For each cell whether all readings give the same."""
        return [len(set(outputs)) == 1 for outputs in zip(*(each.outputs for each in self.rivals), strict=True)]


def judge(table: Table, rows: Mapping[str, Verdict], sums: Sums) -> list[Cell]:
    """All cells of a table whose reading as a whole is credible, in the form's order."""
    whole = _Whole.of(table, rows, sums)
    cells: list[Cell] = []
    for label in table.rows:
        verdict = rows.get(label.code)
        if verdict is None:
            cells += (missing(table.name, label.code, column.code) for column in table.columns)
        else:
            cells += _Row(whole, label.code, verdict).cells()
    return cells


@dataclass(frozen=True, slots=True)
class _Whole:
    """The best reading of a whole table, and what it shows."""

    table: Table
    sums: Sums
    values: Mapping[str, Sequence[int | None]]
    failing: Set[int]
    """The columns in which a sum fails."""
    usual: Set[Steps]
    """How far the figures of several rows stand apart."""
    are_whole: bool
    """Whether all rows have one figure a line for each cell, and most add up."""

    @classmethod
    def of(cls, table: Table, rows: Mapping[str, Verdict], sums: Sums) -> "_Whole":
        width = len(table.columns)
        values = {code: row.best.values for code, row in rows.items()}
        failing = {at for each in sums.down for at in range(width) if values and each.rest(values, at)}
        are_whole = len(rows) == len(table.rows) and _are_whole(rows.values(), len(failing))
        return cls(table, sums, values, failing, _usual_steps(rows.values(), width), are_whole)


def _usual_steps(rows: Iterable[Verdict], width: int) -> Set[Steps]:
    """How far the figures of rows with one for each cell stand apart: evenly, or as in another row. None where most
    rows have fewer: those that seem to be whole may lack one, too, and have one that is no cell's."""
    filled = [row for row in rows if row.tokens]
    steps = Counter(row.steps for row in filled if len(row.tokens) == width)
    mostly_whole = 2 * steps.total() >= len(filled)
    return {each for each, times in steps.items() if mostly_whole and (times > 1 or len(set(each)) < 2)}


def _are_whole(rows: Collection[Verdict], columns_failing: int) -> bool:
    """Whether every row has one figure for each cell, each on a line of its own below the one before, most rows that
    are not all zero add up, and no more columns fail than rows, but some do: as misprints break both. Rows that
    exchanged a figure break no column, and one that lost a figure before another came behind it breaks several."""
    telling = [row.best for row in rows if any(row.best.values)]
    one_a_line = all(
        "order" not in row.best.faults
        and len({token.line for token in row.tokens}) == len(row.best.cells) == len(row.tokens)
        for row in rows
    )
    failing = sum(each.fails for each in telling)
    return one_a_line and failing <= _MOST_FAILING * len(telling) and 0 < columns_failing <= failing


def is_credible(
    rows: Mapping[str, Candidate], tokens: Mapping[str, Sequence[Token]], sums: Sums, columns_failing: int
) -> bool:
    """Whether most rows with figures have a reading, and most of these add up; all of them where many labels have no
    figures: they may be those that stand at another and can't be read; none where half have none, all of them above
    the others. Where sums fail in many columns too, figures that can't be read are a sign that others stand at
    their neighbours' labels."""
    filled = [row for code, row in rows.items() if tokens.get(code)]
    read = [row for row in filled if not {"unexplained", "no figures"} & set(row.faults)]
    telling = [row for row in read if any(row.values)]
    failing = sum(sums.fails_along(row.values) for row in telling)
    if sum(map(_has_unseen_blanks, rows.values())) > _MANY_BARE * len(rows):
        # Of a text that stops below many labels the last one has the figures of the first.
        stops = bool(filled) and len(rows) > _SEVERAL and not any(map(tokens.get, [*rows][:-1]))
        return len(read) == len(filled) and not failing and not stops and _hold_down(rows, sums)
    bare = ["no figures" in row.faults for row in rows.values()]
    above_all = 2 * sum(bare) >= len(rows) and all(bare[: sum(bare)])
    if above_all or (columns_failing > _FEW_FAILING and len(read) < len(filled)):
        return False
    return len(read) >= _CREDIBLE * len(filled) and failing <= max(_FEW_FAILING, _FEWEST_HOLDING * len(telling))


def _has_unseen_blanks(row: Candidate) -> bool:
    return Gap.UNSEEN in row.cells and not {"blank", "among blanks"}.isdisjoint(row.faults)


def _hold_down(rows: Mapping[str, Candidate], sums: Sums) -> bool:
    """Whether every sum down the columns holds."""
    values = {code: row.values for code, row in rows.items()}
    width = len(next(iter(values.values())))
    return not any(each.rest(values, at) for each in sums.down for at in range(width))


@dataclass(frozen=True)
class _Row:
    """A row of a reading, and what speaks for its cells."""

    whole: _Whole
    code: str
    verdict: Verdict

    @property
    def _best(self) -> Candidate:
        return self.verdict.best

    def cells(self) -> list[Cell]:
        """Its cells in the form's order."""
        doubt = self._doubt()
        agreed = self.verdict.agreed()
        return [
            self._open(at, column, doubt) if doubt else self._cell(at, column, agreed=agreed[at])
            for at, column in enumerate(self.whole.table.columns)
        ]

    def _doubt(self) -> str | None:
        """Why no figure of the row is given, if none is."""
        in_order = self.verdict.stand_in_line(self.whole.usual) or (
            self.whole.are_whole and not self._adds_up_in_another_order()
        )
        if self._best.fails and not in_order and not self._is_misprint():
            return "the figures of this row may not be in their order"
        return "no sum tells whether the figures stand in their places" if self._may_have_moved() else None

    def _cell(self, at: int, column: Label, *, agreed: bool) -> Cell:
        best, given, table = self._best, self._best.cells[at], self.whole.table.name
        if not agreed:
            return self._open(at, column, "several readings of the damaged row are as likely")
        if given is Gap.BLANK:
            return Cell(table, self.code, column.code, Status.BLANK)
        if given is Gap.UNSEEN and FEW_COLUMNS in best.faults:
            return missing(table, self.code, column.code)
        if given is Gap.UNSEEN or "unexplained" in best.faults:
            return self._open(at, column, "the text does not tell what stood here")
        if self._is_in_place and isinstance(given, Token) and given.kind is not Kind.ILLEGIBLE:
            return read_cell(table, self.code, column, given)
        return self._repaired(at, column, given)

    @cached_property
    def _is_in_place(self) -> bool:
        return set(self._best.faults) <= _IN_PLACE

    def _is_misprint(self) -> bool:
        """Whether the row fails by a misprint of the agency rather than by a fault of the text."""
        return not self.verdict.ends_below and self.whole.sums.shows_misprint(self.whole.values, self.code)

    def _adds_up_in_another_order(self) -> bool:
        """Whether one of its figures is the sum of all others."""
        own = [value or 0 for value in self._best.values]
        return 2 * max(own) == sum(own)

    def _may_have_moved(self) -> bool:
        """Whether sums fail in several columns, in one with a figure of this row among them, whose own sum tells
        nothing as its total was left blank."""
        own, failing = self._best.values, self.whole.failing
        untold = all(each.rest(own) is None for each in self.whole.sums.along)
        return untold and len(failing) > 1 and any(own[at] for at in failing)

    def _open(self, at: int, column: Label, why: str) -> Cell:
        given = self._best.cells[at]
        span = given.span if isinstance(given, Token) and self._is_in_place else run_of(self.verdict.tokens)
        return illegible(self.whole.table.name, self.code, column.code, span, why)

    def _repaired(self, at: int, column: Label, given: Filling) -> Cell:
        """A cell that arithmetic gives, if enough speaks for it."""
        best, table, sums = self._best, self.whole.table.name, self.whole.sums
        value, token = best.values[at], given if isinstance(given, Token) else None
        if token is not None and token.kind is Kind.BLANK:
            return read_cell(table, self.code, column, token)
        if value is None:
            return self._open(at, column, "too little speaks for any reading of it")
        if best.faults == ("order",) and token is not None:
            rules = ", ".join(dict.fromkeys([*(s.rule for s in sums.along), *(s.rule for s in sums.down)]))
            note = f"no label or place tells whose figure this is; the order of the text fits {rules}"
            return Cell(table, self.code, column.code, Status.REPAIRED, Decimal(value), token.span, note)
        is_derived = token is None or token.kind is Kind.ILLEGIBLE
        witnesses = self._witnesses(at, token, value) if is_derived else self._witnesses_of_place()
        if not witnesses:
            return self._open(at, column, "too little speaks for any reading of it")
        count, width = len(self.verdict.tokens), len(best.cells)
        what = "can't be read" if count == width and is_derived else f"{count} figures for {width} cells"
        what = "the figures ran together" if "run together" in best.faults and count < 2 else what
        note = f"{what}; {'value' if is_derived else 'place'} by {' and '.join(witnesses)}"
        return Cell(table, self.code, column.code, Status.REPAIRED, Decimal(value), token and token.span, note)

    @cached_property
    def _own(self) -> list[str]:
        """The rules by which the row adds up."""
        return [each.rule for each in self.whole.sums.along if each.rest(self._best.values) == 0]

    def _witnesses(self, at: int, token: Token | None, value: int) -> list[str]:
        """What speaks for a value that is derived: the row adds up, and so does its column, or characters tell it; none
        where that is too little."""
        others = self._holding([at])
        if token is not None and speaks_for(token, value):
            others = [*others, "the characters left of it"]
        return [*self._own, *others] if self._own and others else []

    def _witnesses_of_place(self) -> list[str]:
        """What speaks for the place of a printed figure: the row adds up, and so does a column with a figure of it,
        unless all are zero; beside blanks one of the two is enough. None where that is too little."""
        own, others = self._own, self._holding(range(len(self._best.values)))
        among_blanks = any(cell is Gap.UNSEEN for cell in self._best.cells)
        enough = own and (others or not any(self._best.values))
        return [*own, *others] if enough or (among_blanks and (own or others)) else []

    def _holding(self, columns: Iterable[int]) -> list[str]:
        """The rules of the sums down that hold in any of these columns."""
        rules = [each for each in self.whole.sums.down if self.code in each.signs]
        return [each.rule for each in rules if any(each.rest(self.whole.values, column) == 0 for column in columns)]
