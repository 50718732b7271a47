"""The table of reconsiderations and lawsuits: three channels of five results, in one row of fifteen or in several.

Its words and figures are read in the order of the text as parts: the heads of some channels, and the figures below.
Each part is laid over its cells by its places, where the text keeps them, else by all ways in which figures may have
been lost or added (`laying`); what all likely ways share is read.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise, takewhile

from gidr_pipeline.extraction.model import Cell
from gidr_pipeline.extraction.tables.cells import illegible, missing, read_cell, run_of
from gidr_pipeline.extraction.tables.faults import faults_of
from gidr_pipeline.extraction.tables.labels import pattern_of, plain
from gidr_pipeline.extraction.tables.laying import Given, addends_of, lay, value_of
from gidr_pipeline.extraction.tables.regions import TableText
from gidr_pipeline.extraction.text.figures import VALUES, Kind, Token
from gidr_pipeline.extraction.text.line import Line
from gidr_pipeline.forms import Table

_REACH = 12
_LAWSUITS = re.compile("行政诉讼")
_DIGITS = re.compile(r"\d+")
_APART = re.compile(r"[\s\",，]+")
_VARIANTS = str.maketrans("它合", "他总")
_OPEN = "which of the figures belongs to which cell is not certain"
Place = Token | None
"""What stands in a place of the text, None for an empty one."""


@dataclass
class _Part:
    """Heads and the figures below them."""

    channels: list[int] = field(default_factory=list)
    results: list[int] = field(default_factory=list)
    """The names of results, by their place in the form."""
    pieces: list[str] = field(default_factory=list)
    """Words made of nothing but characters of the results' names."""
    heads: list[Line] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    """The lines with figures or empty places."""
    named: dict[int, list[Token]] | None = None
    """The figures below each single name, where every figure has its name right before it."""
    in_order: bool = True
    lawsuits: bool = False
    """Whether lawsuits were named, before which reconsiderations stand."""

    @property
    def is_whole(self) -> bool:
        """Whether no name of a result is torn."""
        return len(self.pieces) == len(self.results)

    @property
    def tokens(self) -> list[Token]:
        """The figures, blanks and illegible places."""
        return [token for line in self.lines for token in line.values]


def read_challenges(text: TableText) -> list[Cell]:
    """All cells of the table, in the form's order."""
    table, width = text.table, len(text.table.columns)
    parts = _parts_of(text)
    given: dict[int, Sequence[Given] | None] = {}
    if [channel for part in parts for channel in part.channels] == list(range(len(table.rows))):
        if all(part.named is not None for part in parts):
            parts = [_by_name(parts, width)]
        for part in parts:
            cells = _read_part(table, part)
            for i, channel in enumerate(part.channels):
                given[channel] = cells and cells[i * width : (i + 1) * width]
    tokens = [token for part in parts for token in part.tokens]
    if not given and len(tokens) == width * len(table.rows) and all(token.value == 0 for token in tokens):
        zeros = iter(tokens)  # of zeros alone any order is right
        given = {channel: [Given(next(zeros), kept=True) for _ in range(width)] for channel in range(len(table.rows))}
    spans = {channel: run_of(part.tokens) for part in parts for channel in part.channels}
    everything = run_of(tokens)
    result = []
    for channel, row in enumerate(table.rows):
        run = spans.get(channel, everything)
        for column, cell in zip(table.columns, given.get(channel) or [Given()] * width, strict=True):
            if cell.note and cell.value is not None:
                result.append(cell.repaired(table.name, row.code, column.code))
            elif cell.kept:
                result.append(read_cell(table.name, row.code, column, cell.token))
            elif cell.lost:
                result.append(missing(table.name, row.code, column.code, cell.note))
            else:
                result.append(illegible(table.name, row.code, column.code, run, cell.note or _OPEN))
    return result


def _parts_of(text: TableText) -> list[_Part]:
    """The parts of the table, the channels of a single one completed: it has them all, whichever labels are torn."""
    parts = [part for part in _split(text) if part.lines]
    for at in range(len(parts) - 1, 0, -1):
        if len(parts[at - 1].tokens) < 2 and parts[at - 1].channels == parts[at].channels:
            del parts[at - 1]  # heads that a page break repeats, with the number of the page
    every = list(range(len(text.table.rows)))
    for part in parts[:1] if len(parts) == 1 else ():
        named = [each for each in every if each in part.channels]
        part.in_order = part.in_order and part.channels == named
        part.channels = every
    return parts


def _split(text: TableText) -> list[_Part]:
    part = _Part()
    parts, empty = [part], list[Line]()
    above = list(takewhile(lambda line: not line.values, reversed(text.header[-_REACH:])))[::-1]
    barred = any(line.places == 1 and line.values for line in text.lines)
    for line in [*above, *text.lines] if text.found else text.region:
        if not line.tokens or _only_counts(line):
            continue
        for token in line.words:
            names = _names_in(text.table, plain(token.text))
            if part.lines and names and not _goes_on(part, names):
                part = _Part()
                parts.append(part)
            _take(part, names)
            part.pieces += [piece for piece in map(plain, _APART.split(token.text)) if _of_results().fullmatch(piece)]
        if barred and [token.text for token in line.tokens] == ["|"]:
            line = Line(line.number, line.span, [line.tokens[0]._replace(kind=Kind.EMPTY)], 1)
        if not line.words and not line.values:
            empty.append(line)
        elif line.values:
            # What merged cells of the heads leave is wider than a place.
            narrow = [each for each in empty if each.places < len(text.table.columns)]
            part.lines += [*narrow, line] if part.heads or part.lines else [line]
            empty = []
            if part.named is not None or part.results[-1:] == [0]:
                part.named = part.named or {}
                part.named.setdefault(part.results[-1], []).extend(line.values)
        else:
            part.heads.append(line)
            empty = []
    if not part.lines:
        part.lines = [line for line in empty if line.places >= len(text.table.columns)][:1]
    return parts


def _take(part: _Part, names: Sequence[tuple[str, int]]) -> None:
    for what, which in names:
        if what == "result":
            part.results.append(which)
        elif what == "channel" and which not in part.channels:
            part.in_order = part.in_order and which > max(part.channels, default=0 if part.lawsuits else -1)
            part.channels.append(which)
        elif what == "lawsuits":
            part.lawsuits = True


def _goes_on(part: _Part, names: Sequence[tuple[str, int]]) -> bool:
    """Whether a name among figures is that of the next single figure: `结果维持 0 结果纠正 3`."""
    return part.named is not None and names == [("result", part.results[-1] + 1)]


def _names_in(table: Table, words: str) -> list[tuple[str, int]]:
    """The names of channels and results in words without white space, in their order."""
    found = [
        (match.start(), -match.end(), what, i)
        for what, labels in (("channel", table.rows), ("result", table.columns))
        for i, label in enumerate(labels)
        for match in pattern_of(label).finditer(words)
    ]
    found += [(match.start(), -match.end(), "lawsuits", 0) for match in _LAWSUITS.finditer(words)]
    return [(what, i) for _, _, what, i in sorted(found)]


@cache
def _of_results() -> re.Pattern[str]:
    return re.compile("[结果维持纠正其他它尚未审总合计]+")


def _only_counts(line: Line) -> bool:
    """Whether a line numbers its places, as libraries of tables do above a header."""
    counts = [token.value for token in line.values]
    return len(counts) > 4 and not line.words and counts in (list(range(len(counts))), [*range(1, len(counts) + 1)])


def _sets_of_results(table: Table, part: _Part) -> int | None:
    """How many times the heads name all results, whole or in pieces; None where some are lacking or too many, or in
    another order than the form's."""
    one = Counter("".join(column.label_zh for column in table.columns))
    here = Counter("".join(part.pieces).translate(_VARIANTS))
    sets = max((here[each] // one[each] for each in one), default=0)
    again = sum(b <= a for a, b in pairwise(part.results))
    whole = here == Counter({each: sets * one[each] for each in one if sets})
    return sets if whole and (not part.results or again < max(sets, 1)) else None


def _is_permuted(part: _Part, channels: int) -> bool:
    """Whether the results' names begin anew more often than there are channels: they stand in another order."""
    again = sum(b <= a for a, b in pairwise(part.results))
    # A head over two rows may be repeated in both.
    return again >= channels and part.results != [*range(max(part.results, default=0) + 1)] * (again + 1)


def _read_part(table: Table, part: _Part) -> list[Given] | None:
    """What is given for each cell of a part, None where nothing is."""
    channels, width = len(part.channels), len(table.columns)
    if not part.in_order or (part.named is None and _is_permuted(part, channels)):
        return None
    if part.named is not None:
        whole = [Given(token, kept=True) for token in part.tokens]
        return _without_spilt(whole, part.tokens) if channels == len(table.rows) else None
    sets = _sets_of_results(table, part)
    if channels == len(table.rows):
        if sets is not None and 0 < sets < channels:
            return None
    elif sets not in (0, channels) or not part.is_whole:
        return None
    row, strangers = _row_of(part)
    cells = channels * width
    if any("序号" in plain(word.text) for line in part.heads for word in line.words):
        row = row[1:] if len(row) > cells and row[0] else []
    tokens = [token for token in row if token]
    on_one_line = len({token.line for token in tokens}) == 1
    given: list[Given] | None = None
    fails = _fails(tokens, width) if len(tokens) == cells else 0
    apart = sets is not None and _are_evenly_spaced(tokens) and not _may_end_in_a_page(tokens, width)
    misprint = fails == 1 and (on_one_line or apart)
    if len(tokens) == cells and (fails == 0 or misprint):
        given = [Given(token, kept=True) for token in tokens]
    elif sets and sets >= channels and len(tokens) < cells and len(part.lines) - strangers in (1, len(row)):
        given = None if strangers else _in_places(table, part, row, cells)
    if given is None and sets is not None and cells - len(tokens) <= cells // 2:
        given = lay(tokens, cells, width, on_one_line=on_one_line)
    return given and (_without_spilt(given, tokens) if len(tokens) == cells else given)


def _without_spilt(given: Sequence[Given], tokens: Sequence[Token]) -> list[Given]:
    """The cells, of which those are open that hold a figure beside two numbers in one place: it may be the end of one
    of them."""
    two = [token.kind is Kind.ILLEGIBLE and len(_DIGITS.findall(token.text)) > 1 for token in tokens]
    beside = {tokens[i].span for at, both in enumerate(two) if both for i in (at - 1, at + 1) if 0 <= i < len(tokens)}
    return [Given() if cell.token and cell.token.span in beside else cell for cell in given]


def _are_evenly_spaced(tokens: Sequence[Token]) -> bool:
    """Whether figures stand on lines equally far apart: one that slid away does not."""
    return len({b.line - a.line for a, b in pairwise(tokens)}) == 1


def _may_end_in_a_page(tokens: Sequence[Token], width: int) -> bool:
    """Whether the last of some figures may be the number of a page, and another of its channel lost."""
    *addends, total, page = (value_of(token) or 0 for token in tokens[-width:])
    return page != 0 and sum(addends) + total != page and sum(addends) <= total


def _by_name(parts: Sequence[_Part], width: int) -> _Part:
    """Channels each of whose figures has its name right before it, as one part. It is named no more where a name lacks
    its figure: then those behind it stand under the names before theirs."""
    whole = all([*map(len, (part.named or {}).values())] == [1] * width and part.is_whole for part in parts)
    joined = _Part([0, 1, 2], named={} if whole else None, in_order=all(part.in_order for part in parts))
    joined.results = [result for part in parts for result in part.results]
    joined.pieces = [piece for part in parts for piece in part.pieces]
    joined.lines = [line for part in parts for line in part.lines]
    return joined


def _row_of(part: _Part) -> tuple[list[Place], int]:
    """The places of the row of a part, and how many lines have a figure that is no part of it, such as the number of a
    page beside a row on one line."""
    long = [line for line in part.lines if len(line.values) > 2]
    lines = [line for line in part.lines if line in long or len(line.values) > 1] if long else part.lines
    places = [token if token.kind in VALUES else None for line in lines for token in line.tokens if _is_place(token)]
    strangers = sum(bool(line.values) for line in part.lines if line not in lines)
    return places, strangers


def _is_place(token: Token) -> bool:
    return token.kind in VALUES or token.kind is Kind.EMPTY


def _in_places(table: Table, part: _Part, row: Sequence[Place], cells: int) -> list[Given] | None:
    """The cells of a row that keeps empty places; None where it may have moved."""
    over = _columns_under_heads(table, part, row, cells)
    if over is not None:
        under = {token.column: token for token in row if token}
        if not under.keys() <= set(over):
            return None
        row = [under.get(at) for at in over]
    while len(row) > cells and row[-1] is None:
        row = row[:-1]
    if len(row) != cells:
        return None
    costs, width = faults_of("challenges"), len(table.columns)
    best = _cost_in_places(row, width)
    for by in (-2, -1, 1, 2):
        out = row[:by] if by < 0 else row[by:]
        gone = row[by:] if by < 0 else row[:by]
        nothing: list[Place] = [None] * abs(by)
        moved = [*nothing, *out] if by < 0 else [*out, *nothing]
        if not any(gone) and costs["shifted"] + _cost_in_places(moved, width, ended=True) < best + costs["margin"]:
            return None
    if _fails(row, width) or best > costs["misprint"] or _may_have_slid(row, width) or _ran_together(row):
        return None
    if _ends_early(row, width):
        return None
    return [Given(token, kept=True) for token in row]


def _cost_in_places(row: Sequence[Place], width: int, *, ended: bool = False) -> float:
    """What a row costs in these places. Where it moved, its end may have been lost, and says nothing."""
    costs = faults_of("challenges")
    empty = sum(token is None for token in row)
    zeros = any(token and token.value == 0 for token in row)
    cost = costs["empty"] * empty + (costs["odd_empty"] if zeros and empty and not ended else 0)
    for addends, total in addends_of(row, width):
        if total is None and any(map(value_of, addends)) and not ended:
            cost += costs["blank_total"]
        elif total is not None and sum(value_of(token) or 0 for token in addends) != value_of(total):
            cost += costs["misprint"]
    return cost


def _columns_under_heads(table: Table, part: _Part, row: Sequence[Place], cells: int) -> list[int] | None:
    """The columns where the heads of a part name its results, if they name them all on lines like that of the row."""
    wide = {line.places for line in part.lines if any(token in row for token in line.values)}
    over = [
        token.column
        for line in part.heads
        if {line.places} == wide
        for token in line.words
        if token.column is not None and any(pattern_of(column).search(plain(token.text)) for column in table.columns)
    ]
    return over if len(over) == len(set(over)) == cells and over == sorted(over) else None


def _fails(row: Sequence[Place], width: int) -> int:
    """How many channels of a row do not add up; an empty total says nothing, what can't be read fails."""
    fails = 0
    for addends, total in addends_of(row, width):
        values = [0 if token is None else value_of(token) for token in (*addends, total)]
        known = [value for value in values if value is not None]
        fails += len(known) < width or (total is not None and sum(known[:-1]) != known[-1])
    return fails


def _may_have_slid(row: Sequence[Place], width: int) -> bool:
    """Whether the only empty place of a row stands beside an addend, which may have slid from there over a zero: the
    sum holds either way."""
    empty = [at for at, token in enumerate(row) if token is None]
    if len(empty) != 1:
        return False
    near = (at for at in (empty[0] - 1, empty[0] + 1) if 0 <= at < len(row) and at % width < width - 1)
    return any(value_of(row[at]) != 0 for at in near)


def _ends_early(row: Sequence[Place], width: int) -> bool:
    """Whether the only empty places of a row that prints zeros are several at one of its ends, and not those of whole
    channels, or that of one that lacks its total: it may have lost figures anywhere."""
    filled = [at for at, token in enumerate(row) if token] or [0]
    ends = filled[0] + len(row) - 1 - filled[-1]
    together = len(filled) == filled[-1] - filled[0] + 1
    zeros = any(token and token.value == 0 for token in row)
    open_total = any(total is None and any(map(value_of, addends)) for addends, total in addends_of(row, width))
    return together and ends > 1 and ends % width != 0 and (zeros or open_total)


def _ran_together(row: Sequence[Place]) -> bool:
    """Whether a row lacks as many figures at its end as other places have two."""
    lacking = sum(1 for _ in takewhile(lambda token: token is None, reversed(row)))
    return 0 < lacking == sum(token is not None and " " in token.text.strip() for token in row)
