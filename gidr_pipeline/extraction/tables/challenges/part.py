"""One part of the challenges table: the heads of some channels, and the row of figures below them.

What belongs here: what a part knows of its heads and figures, and whether the heads are those of its channels in the
form's order. What does not: which lines belong to which part (`channels`), which figure to which cell (`laying`).

    行政复议 / 结果维持 … 总计 / 0 0 8 0 8                           one part of one channel
    行政诉讼 / 未经复议直接起诉, 复议后起诉 / 结果维持 … / 0 31 4 …    one of two
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from gidr_pipeline.extraction.tables.challenges.names import (
    all_names,
    begin_in_order,
    has_words,
    in_one_variant,
    pieces_in,
)
from gidr_pipeline.extraction.tables.down import Place, places_down
from gidr_pipeline.extraction.tables.sight import from_left
from gidr_pipeline.extraction.tables.wordings import pattern_of_any, plain
from gidr_pipeline.extraction.text.figures import VALUES, Kind, Token
from gidr_pipeline.extraction.text.line import Line
from gidr_pipeline.forms import Table

_MOST_STRANGERS = 2
_APART = 4
"""Places of the screen that a head stands to the left of another on the line above, at least."""


@dataclass
class Part:
    """Heads and the figures below them."""

    table: Table
    channels: list[int] = field(default_factory=list)
    results: list[int] = field(default_factory=list)
    """The names of results, by their place in the form."""
    pieces: list[str] = field(default_factory=list)
    """Words made of nothing but characters of the results' names."""
    heads: list[Line] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    """The lines with figures or empty places."""
    names_a_sum: bool = False
    """Whether a column that adds up several channels is named besides."""
    named: dict[int, list[Token]] | None = None
    """The figures below each single name, where every figure has its name right before it."""
    in_order: bool = True
    lawsuits_left: int | None = None
    """How far from the left lawsuits were named: reconsiderations stand before, or below and to the left."""

    @property
    def width(self) -> int:
        """How many results a channel has."""
        return len(self.table.columns)

    @property
    def tokens(self) -> list[Token]:
        """The figures, blanks and illegible places."""
        return [token for line in self.lines for token in line.values]

    @property
    def cells(self) -> int:
        """How many cells its channels have."""
        return len(self.channels) * self.width

    @property
    def has_single_lines(self) -> bool:
        """Whether each of its cells has a line of its own."""
        return all(line.places <= 2 and len(line.values) < 2 for line in self.lines)

    @property
    def has_heads_among_figures(self) -> bool:
        """Whether a name stands between its figures, which then are hardly those of one row from left to right."""
        numbers = [line.number for line in self.lines if line.values]
        names = [line.number for line in self.heads if has_words(line)]
        return any(numbers[0] < name < numbers[-1] for name in names) if numbers else False

    def row(self) -> tuple[list[Place], int]:
        """The places of its row, and how many lines have a figure that is no part of it, such as the number of a page
        beside a row on one line."""
        if not any(line.places for line in self.lines):
            to_the_eye = from_left(self.lines) or []
            if len(to_the_eye) == self.cells:
                return list(to_the_eye), 0
        alone = sum(len(line.values) == 1 for line in self.lines)
        sizes = [len(line.values) for line in self.lines]
        on_lines = self.cells in sizes or (alone <= _MOST_STRANGERS and max(sizes, default=0) > 2)
        lines = [line for line in self.lines if len(line.values) > 1] if on_lines else self.lines
        strangers = sum(bool(line.values) for line in self.lines if line not in lines)
        if self.has_single_lines:
            barred = any(line.places for line in lines if line.values)
            return places_down(lines, barred=barred) or list(self.tokens), strangers
        tokens = [token for line in lines for token in line.tokens if token.kind in (*VALUES, Kind.EMPTY)]
        return [token if token.kind in VALUES else None for token in tokens], strangers

    def without_end(self, row: Sequence[Place]) -> Sequence[Place]:
        """A row without empty places behind as many as it has cells."""
        filled = max((at for at, token in enumerate(row, 1) if token), default=0)
        return row[: max(filled, self.cells)]

    @property
    def has_cut_remark(self) -> bool:
        """Whether a remark is cut over lines, so that what stands in it may be taken for a figure."""
        words = ("".join(word.text for word in line.words) for line in (*self.heads, *self.lines))
        return any(said.count("(") != said.count(")") for said in words)

    def sets_of_results(self) -> int | None:
        """How many times the heads name all results, whole or in pieces; None where some are lacking or too many."""
        return self._whole_sets or self._sets_in_any_order()

    @property
    def names_all_in_pieces(self) -> bool:
        """Whether its heads name the results of all channels, in pieces that may stand anywhere, those with which the
        names begin in the form's order on every line."""
        begin = all(begin_in_order(self.table, line) for line in self.heads)
        return begin and self._sets_in_any_order() == len(self.channels)

    @property
    def has_scattered_heads(self) -> bool:
        """Whether the names of its results are in pieces that do not stand in the form's order, one behind the other:
        then its figures may not, either."""
        in_order = in_one_variant(self.pieces) == all_names(self.table) * len(self.channels)
        return len(self.pieces) > len(self.results) and not in_order

    @property
    def _whole_sets(self) -> int:
        """How many times the heads name all results whole and in the form's order, and no other; 0 where they do not,
        whatever stands around the names."""
        sets = len(self.results) // self.width
        return sets if self.results == [*range(self.width)] * sets else 0

    def fields_of_heads(self) -> Mapping[int, list[int]]:
        """The fields where its heads name its results, if they name one for each cell, by the number of fields of these
        lines."""
        names = pattern_of_any(self.table.columns)
        fields: dict[int, set[int]] = {}
        for line in self.heads:
            for token in line.words:
                if token.column is not None and names.search(plain(token.text)):
                    fields.setdefault(line.places, set()).add(token.column)
        return {places: sorted(each) for places, each in fields.items() if len(each) == self.cells}

    def _sets_in_any_order(self) -> int | None:
        one, here = Counter(all_names(self.table)), Counter(in_one_variant(self.pieces))
        sets = max((here[each] // one[each] for each in one), default=0)
        return sets if here == Counter({each: sets * one[each] for each in one if sets}) else None

    def are_heads_its_own(self, sets: int | None) -> bool:
        """Whether its heads, which name all results so many times, are those of its channels in the form's order."""
        again = self._begins_anew()
        # A head over two rows may be repeated in both.
        permuted = again >= len(self.channels) and self.results != [*range(max(self.results, default=0) + 1)] * (
            again + 1
        )
        if not self.in_order or permuted:
            return False
        if len(self.channels) == len(self.table.rows):
            return sets in (None, 0) or sets >= len(self.channels)
        in_order = self._whole_sets or in_one_variant(self.pieces) == all_names(self.table) * (sets or 0)
        return sets in (0, len(self.channels)) and bool(in_order or len(self.pieces) == len(self.results))

    def _begins_anew(self) -> int:
        return sum(b <= a for a, b in pairwise(self.results))

    def take(self, names: Sequence[tuple[str, int]], words: str, left: int) -> None:
        """Add some words of its heads, which begin so far from the left, and the names in them."""
        for what, which in names:
            if what == "result":
                self.results.append(which)
            elif what == "lawsuits":
                self.lawsuits_left = left
            elif which not in self.channels:
                is_behind = self.lawsuits_left is not None and self.lawsuits_left - _APART <= left
                self.in_order = self.in_order and which > max(self.channels, default=0 if is_behind else -1)
                self.channels.append(which)
        self.pieces += pieces_in(self.table, words)

    def ends_before(self, names: Sequence[tuple[str, int]]) -> bool:
        """Whether names begin another part: they stand below figures, and are not that of the next single figure, as in
        `结果维持 0 结果纠正 3`."""
        goes_on = self.named is not None and names == [("result", self.results[-1] + 1)]
        return bool(self.lines and names) and not goes_on
