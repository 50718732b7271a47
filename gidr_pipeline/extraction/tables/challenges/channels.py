"""The challenges table as parts: its lines divided among them, each the heads of some channels and their figures.

What belongs here: where a part begins, and which lines are those of none. What does not: what a part tells of itself
(`part`), and which figure belongs to which cell (`laying`).
"""

import re
from collections.abc import Iterator, Sequence
from itertools import dropwhile, groupby, takewhile

from gidr_pipeline.extraction.tables.challenges.names import full_names, has_words, names_in, of_results
from gidr_pipeline.extraction.tables.challenges.part import Part
from gidr_pipeline.extraction.tables.challenges.unread import once, take_words_for_figures
from gidr_pipeline.extraction.tables.regions import TableText
from gidr_pipeline.extraction.tables.sight import WIDTHS, extent_of
from gidr_pipeline.extraction.tables.wordings import plain
from gidr_pipeline.extraction.text.figures import Kind, Token
from gidr_pipeline.extraction.text.line import Line, with_tokens
from gidr_pipeline.forms import Table

_REACH = 12
_PAGE = 5
"""Characters that the number of a page has not."""
_OVER_CHANNELS = re.compile("(?:行政)?(?:复议[和、及]?(?:行政)?)?诉讼(?:合计|总计|总数|小计)数?|(?:合计|总计)案件数?")
"""The head of a column that adds up channels, which no form has."""
_IN_BRACKETS = re.compile(r"\(\d[\d,.]*\)")


def parts_of(text: TableText) -> list[Part]:
    """The parts of the table, the channels of a single one completed: it has them all, whichever labels are torn."""
    every = list(range(len(text.table.rows)))
    parts = _without_other_tables([part for part in _split(text) if part.lines], every)
    parts = _without_numbers_of_pages(parts, len(text.table.columns))
    _take_heads_of_the_first(parts)
    for part in parts[:1] if len(parts) == 1 else ():
        part.in_order = part.in_order and part.channels == sorted(part.channels)
        part.channels = every
    for part in parts:
        take_words_for_figures(part)
        part.lines = once(part)
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


def _by_name(parts: Sequence[Part]) -> Part:
    """Channels each of whose figures has its name right before it, as one part. It is named no more where a name lacks
    its figure: then those behind it stand under the names before theirs."""
    joined = Part(parts[0].table, [channel for part in parts for channel in part.channels])
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
    parts, empty = [Part(text.table)], list[Line]()
    above = list(takewhile(lambda line: not line.values, reversed(text.header[-_REACH:])))[::-1]
    lines = [*above, *text.lines] if text.found else text.region
    full = full_names(text.table, lines)
    lines = [*_without_second_heads(text.table, _to_other_words(text.table, lines))]
    for at, line in enumerate(lines):
        empty = _with_its_empty_row(parts[-1], lines[at:], empty)
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
        last.lines = [line for line in empty if line.places >= last.width][:1]
    elif all(line.places <= 2 for line in last.lines):
        last.lines += [line for line in empty if line.places < 2]
    return parts


def _with_its_empty_row(part: Part, below: Sequence[Line], empty: list[Line]) -> list[Line]:
    """Give a part whose heads name all results of one channel the line right below with a place for each, all empty,
    where those of another channel begin, with one row of figures: of two, the first may be that of the part. The lines
    of empty places that are left."""
    rows = [each for each in empty if each.places == part.width]
    if part.lines or len(part.channels) != 1 or part.sets_of_results() != 1 or len(rows) != 1:
        return empty
    names = names_in(part.table, plain("".join(word.text for word in below[0].words)))
    if not any(what == "channel" and which not in part.channels for what, which in names):
        return empty
    figures = takewhile(lambda line: line.values, dropwhile(lambda line: not line.values, below))
    if sum(line.places >= part.width for line in figures) > 1:
        return empty
    part.lines = rows
    return []


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
        parts.append(Part(table))
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
        if has_words(line) and line.number > last_name and taken >= cells > every - taken:
            return lines[:at]
        taken += len(line.values)
    return lines


def _may_be_head(table: Table, line: Line) -> bool:
    """Whether any words of a line are names, or pieces of them."""
    pieces = (plain(piece) for word in line.words for piece in word.text.split())
    return any(names_in(table, piece) or of_results(table).fullmatch(piece) for piece in pieces)


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
