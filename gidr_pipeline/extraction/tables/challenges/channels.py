"""The challenges table as parts: the heads of some channels, and the row of figures below them.

What belongs here: dividing the lines of the table among parts, and telling whether heads are those of a part's
channels in the form's order. What does not: which figure belongs to which cell (`challenges`, `laying`).

    行政复议 / 结果维持 … 总计 / 0 0 8 0 8                           one part of one channel
    行政诉讼 / 未经复议直接起诉, 复议后起诉 / 结果维持 … / 0 31 4 …    one of two
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import groupby, pairwise, takewhile

from gidr_pipeline.extraction.model import Span
from gidr_pipeline.extraction.tables.down import Place, places_down
from gidr_pipeline.extraction.tables.labels import spans_inside
from gidr_pipeline.extraction.tables.regions import TableText
from gidr_pipeline.extraction.tables.sight import WIDTHS, extent_of, from_left
from gidr_pipeline.extraction.tables.wordings import pattern_of, pattern_of_any, plain
from gidr_pipeline.extraction.text.figures import VALUES, Kind, Token
from gidr_pipeline.extraction.text.line import Line, with_tokens
from gidr_pipeline.forms import Table, load_forms

_REACH = 12
_MOST_STRANGERS = 2
_APART = 4
"""Places of the screen that a head stands to the left of another on the line above, at least."""
_PAGE = 5
"""Characters that the number of a page has not."""
_OVER_CHANNELS = re.compile("(?:行政)?(?:复议[和、及]?(?:行政)?)?诉讼(?:合计|总计|总数|小计)数?|(?:合计|总计)案件数?")
"""The head of a column that adds up channels, which no form has."""
_WORDS = re.compile("[㐀-鿿]")
_IN_BRACKETS = re.compile(r"\(\d[\d,.]*\)")
_BETWEEN = re.compile(r"[\s\",，]+")
_VARIANTS = str.maketrans("它合", "他总", "尚")
_TELLING = "维纠他审"
"""A character of each result but the total that no other one has."""


@dataclass
class Part:
    """Heads and the figures below them."""

    width: int
    """How many results a channel has."""
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
        names = [line.number for line in self.heads if any(_WORDS.search(word.text) for word in line.words)]
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
        lines = (_beginnings(line) for line in self.heads)
        return self._sets_in_any_order() == len(self.channels) and all(map(_are_in_order, lines))

    @property
    def has_scattered_heads(self) -> bool:
        """Whether the names of its results are in pieces that do not stand in the form's order, one behind the other:
        then its figures may not, either."""
        in_order = "".join(self.pieces).translate(_VARIANTS) == _all_names() * len(self.channels)
        return len(self.pieces) > len(self.results) and not in_order

    @property
    def _whole_sets(self) -> int:
        """How many times the heads name all results whole and in the form's order, and no other; 0 where they do not,
        whatever stands around the names."""
        sets = len(self.results) // self.width
        return sets if self.results == [*range(self.width)] * sets else 0

    def _sets_in_any_order(self) -> int | None:
        one = Counter(_all_names())
        here = Counter("".join(self.pieces).translate(_VARIANTS))
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
        if len(self.channels) == len(_table().rows):
            return sets in (None, 0) or sets >= len(self.channels)
        in_order = self._whole_sets or "".join(self.pieces).translate(_VARIANTS) == _all_names() * (sets or 0)
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
        self.pieces += [piece for piece in map(plain, _BETWEEN.split(words)) if of_results().fullmatch(piece)]

    def ends_before(self, names: Sequence[tuple[str, int]]) -> bool:
        """Whether names begin another part: they stand below figures, and are not that of the next single figure, as in
        `结果维持 0 结果纠正 3`."""
        goes_on = self.named is not None and names == [("result", self.results[-1] + 1)]
        return bool(self.lines and names) and not goes_on


def _table() -> Table:
    return load_forms()[-1].tables["challenges"]


@cache
def _all_names() -> str:
    """The names of all results in the form's order, in one of their variants."""
    return "".join(column.label_zh for column in _table().columns).translate(_VARIANTS)


@cache
def of_results() -> re.Pattern[str]:
    """Words made of nothing but characters of the results' names."""
    characters = "".join(column.label_zh for column in _table().columns)
    return re.compile(f"[{characters}它合]+")


@cache
def _by_any_name() -> dict[str, str]:
    """The names of the results by all that a table may call them: 维持, 在审, 合计."""
    columns = _table().columns
    return {name: column.label_zh for column in columns for name in (column.label_zh, *column.short, *column.match)}


def _beginnings(line: Line) -> list[int]:
    """The results, by their place in the form, whose telling characters stand in pieces of names on a line."""
    pieces = [
        piece for word in line.words for piece in _BETWEEN.split(word.text) if of_results().fullmatch(plain(piece))
    ]
    return [_TELLING.index(each) for each in "".join(pieces).translate(_VARIANTS) if each in _TELLING]


def _are_in_order(results: Sequence[int]) -> bool:
    """Whether results that a line names, some several times, go from the first to the last again and again."""
    return not results or sum(b <= a for a, b in pairwise(results)) < max(Counter(results).values())


def _full_names(lines: Sequence[Line]) -> dict[Span, str]:
    """What tokens say with the names of results in full, where all of them stand one after the other by any name."""
    tokens = [token for line in lines for token in line.words]
    pieces = [(token.span, piece) for token in tokens for piece in token.text.split()]
    names = [_by_any_name().get(plain(piece)) for _, piece in pieces]
    count = len(_table().columns)
    said: dict[Span, list[str]] = {}
    whole = -1
    for at, (span, piece) in enumerate(pieces):
        here = names[at : at + count]
        if None not in here and len({*here}) == count:
            whole = at + count
        said.setdefault(span, []).append((names[at] or piece) if at < whole else piece)
    return {span: " ".join(words) for span, words in said.items()}


def parts_of(text: TableText) -> list[Part]:
    """The parts of the table, the channels of a single one completed: it has them all, whichever labels are torn."""
    every = list(range(len(text.table.rows)))
    parts = _without_other_tables([part for part in _split(text) if part.lines], every)
    parts = _without_numbers_of_pages(parts, len(text.table.columns))
    _take_heads_of_the_first(parts)
    for part in parts:
        part.lines = _once(part)
    for part in parts[:1] if len(parts) == 1 else ():
        part.in_order = part.in_order and part.channels == sorted(part.channels)
        part.channels = every
    if all(part.named is not None for part in parts) and [c for part in parts for c in part.channels] == every:
        return [_by_name(parts)]
    return parts


def _without_numbers_of_pages(parts: Sequence[Part], width: int) -> list[Part]:
    """The parts without heads that a page break repeats, or a heading, with the number of the page; a figure among as
    many places as a channel has is none."""
    kept = list(parts)
    for at in range(len(kept) - 1, 0, -1):
        part, below = kept[at - 1], kept[at]
        figures = [len(token.text) for token in part.tokens]
        is_head = part.channels == below.channels or not part.results
        keeps_places = any(line.places > width for line in part.lines)
        if len(figures) < 2 and sum(figures) < _PAGE and is_head and not keeps_places:
            del kept[at - 1]
    return kept


def _take_heads_of_the_first(parts: Sequence[Part]) -> None:
    """Give parts without heads those of the first, where they have as many places."""
    for part in parts[1:]:
        if not part.heads and any(line.places == parts[0].heads[-1].places for line in part.lines if parts[0].heads):
            part.heads, part.results, part.pieces = parts[0].heads, parts[0].results, parts[0].pieces


def _without_other_tables(parts: Sequence[Part], every: Sequence[int]) -> list[Part]:
    """The parts without those above one that has all channels and a figure for each of their cells, unless they name
    all results as well: charts, and tables of other sections under one heading, whose words name a channel."""
    has_all = (at for at, part in enumerate(parts) if part.channels == every and len(part.tokens) >= part.cells)
    whole = next((at for at in has_all if parts[at].sets_of_results()), 0)
    return [part for at, part in enumerate(parts) if at >= whole or part.sets_of_results()]


def _once(part: Part) -> list[Line]:
    """The lines of a part without a second row that repeats the first figure by figure."""
    tokens, half = part.tokens, part.cells
    first, second = ([(token.kind, token.value) for token in tokens[at:][:half]] for at in (0, half))
    if not tokens or len(tokens) != 2 * half or first != second or tokens[half - 1].line == tokens[half].line:
        return part.lines
    return [line for line in part.lines if line.number < tokens[half].line]


def _by_name(parts: Sequence[Part]) -> Part:
    """Channels each of whose figures has its name right before it, as one part. It is named no more where a name lacks
    its figure: then those behind it stand under the names before theirs."""
    width = parts[0].width
    joined = Part(width, [channel for part in parts for channel in part.channels])
    joined.in_order = all(part.in_order for part in parts)
    joined.results = [result for part in parts for result in part.results]
    joined.pieces = [piece for part in parts for piece in part.pieces]
    joined.lines = [line for part in parts for line in part.lines]
    counts = [len(tokens) for part in parts for tokens in (part.named or {}).values()]
    whole = len(joined.pieces) == len(joined.results) == joined.cells == sum(counts) and set(counts) == {1}
    joined.named = {} if whole else None
    return joined


def _split(text: TableText) -> list[Part]:
    """The parts as their heads divide them; a line of empty places belongs to the row that it stands above or in."""
    width = len(text.table.columns)
    parts, empty = [Part(width)], list[Line]()
    above = list(takewhile(lambda line: not line.values, reversed(text.header[-_REACH:])))[::-1]
    lines = [*above, *text.lines] if text.found else text.region
    full = _full_names(lines)
    for line in _without_second_heads(text.table, _to_other_words(text.table, lines)):
        for tokens in _in_one_cell(line):
            pieces = [piece for token in tokens for piece in full[token.span].split()]
            _take_words(text.table, parts, pieces, extent_of(line, tokens[0], WIDTHS[0])[0])
        if line.values or _is_empty_row(text.table, line, parts[-1]):
            _take_figures(parts[-1], _with_doubtful(line), empty)
            empty = []
        elif line.words:
            parts[-1].heads.append(line)
            empty = []
        else:
            empty.append(line)
    last = parts[-1]
    if not last.lines:
        last.lines = [line for line in empty if line.places >= width][:1]
    elif all(line.places <= 2 for line in last.lines):
        last.lines += [line for line in empty if line.places < 2]
    return parts


def _without_second_heads(table: Table, lines: Sequence[Line]) -> Iterator[Line]:
    """The lines with anything, without those that name all results of the line above once more, as names that are
    merged over two rows stand in both."""
    above: list[str] = []
    for line in lines:
        said = [word.text for word in line.words]
        if line.values or said != above or len(said) < len(table.columns):
            above = said
            if line.tokens:
                yield line


def _with_doubtful(line: Line) -> Line:
    """A line with its figures in brackets, each in a field, as what can't be read."""
    doubtful = {word.span for word in line.words if line.places and _IN_BRACKETS.fullmatch(word.text)}
    if not doubtful:
        return line
    return with_tokens(line, [t._replace(kind=Kind.ILLEGIBLE) if t.span in doubtful else t for t in line.tokens])


def _take_words(table: Table, parts: list[Part], pieces: Sequence[str], left: int) -> None:
    """Add the words of a cell to the heads of the last part, or of another one that they begin."""
    beside = list(filter(_OVER_CHANNELS.fullmatch, pieces))
    words = " ".join(piece for piece in pieces if piece not in beside)
    names = names_in(table, plain(words))
    if parts[-1].ends_before(names):
        parts.append(Part(len(table.columns)))
    parts[-1].take(names, words, left)
    parts[-1].names_a_sum |= bool(beside)


def _in_one_cell(line: Line) -> Iterator[Sequence[Token]]:
    """The words of each cell of a line, which may stand in several lines of the text."""
    for _, tokens in groupby(line.words, key=lambda token: token.span if token.column is None else token.column):
        yield tuple(tokens)


def _to_other_words(table: Table, lines: Sequence[Line]) -> Sequence[Line]:
    """The lines up to words below all heads and a figure for each cell, such as `联系电话`, whose figures those below
    are; all, if these are enough for another row."""
    cells = len(table.columns) * len(table.rows)
    last_name = max((line.number for line in lines if _may_be_head(table, line)), default=0)
    taken, every = 0, sum(len(line.values) for line in lines)
    for at, line in enumerate(lines):
        has_words = any(_WORDS.search(word.text) for word in line.words)
        if has_words and line.number > last_name and taken >= cells > every - taken:
            return lines[:at]
        taken += len(line.values)
    return lines


def _may_be_head(table: Table, line: Line) -> bool:
    """Whether any words of a line are names, or pieces of them."""
    pieces = (plain(piece) for word in line.words for piece in word.text.split())
    return any(names_in(table, piece) or of_results().fullmatch(piece) for piece in pieces)


def _is_empty_row(table: Table, line: Line, part: Part) -> bool:
    """Whether a line is the label of one channel and a place for each of its cells, all empty, with rows above."""
    empty = sum(token.kind is Kind.EMPTY for token in line.tokens)
    names = names_in(table, plain("".join(word.text for word in line.words)))
    channels = [what for what, _ in names if what != "lawsuits"]
    return empty == part.width == len(line.tokens) - 1 and channels == ["channel"]


def _take_figures(part: Part, line: Line, empty: Sequence[Line]) -> None:
    """Add a line of figures to a part, below some lines of empty places. What merged cells of the heads leave is wider
    than a place; and where bars stand below cells, the first is that of the last head."""
    above = [each for each in empty if each.places < part.width]
    if part.heads or part.lines:
        is_of_heads = bool(above) and above[0].places == 1 and not (part.lines or line.places)
        part.lines += above[1:] if is_of_heads else above
    part.lines.append(line)
    if part.named is not None or part.results[-1:] == [0]:
        part.named = part.named or {}
        part.named.setdefault(part.results[-1], []).extend(line.values)


def names_in(table: Table, words: str) -> list[tuple[str, int]]:
    """The names of channels and results in words without white space, in their order."""
    if not pattern_of_any((*table.rows, *table.columns)).search(words) and table.group not in words:
        return []
    found = [
        (match.start(), -match.end(), what, i)
        for what, labels in (("channel", table.rows), ("result", table.columns))
        for i, label in enumerate(labels)
        for match in pattern_of(label).finditer(words)
    ]
    found += [(match.start(), -match.end(), "lawsuits", 0) for match in re.finditer(table.group, words)]
    inside = spans_inside((start, -end) for start, end, _, _ in found)
    return [(what, i) for start, end, what, i in sorted(found) if (start, -end) not in inside]
