"""The heads over the figures of the challenges table, and the table printed as several, each with heads of its own.

What belongs here: how many sets of results stand over a row, and over which of its places. What does not: reading the
single row of the official form (`challenges`).
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise

from gidr_pipeline.extraction.tables.align import Found, pattern_of, plain
from gidr_pipeline.extraction.tables.columns import are_grouped_in_order
from gidr_pipeline.extraction.tables.options import Sum, count_of, lay_out
from gidr_pipeline.extraction.tables.rows import RowText, without_gap
from gidr_pipeline.extraction.tables.style import holds
from gidr_pipeline.extraction.text.figures import Kind, Token
from gidr_pipeline.extraction.text.line import Line
from gidr_pipeline.forms import Table

_CHINESE = re.compile("[㐀-鿿]")
_VARIANTS = str.maketrans("它合", "他总")


def sets_of_results(table: Table, lines: Sequence[Line]) -> int | None:
    """How many times these lines name all results in the form's order, whole or in pieces; None where some of them are
    lacking, too many or in another order."""
    labels = [column.label_zh for column in table.columns]
    counts = Counter("".join(_pieces(table, lines)))
    one = Counter("".join(labels))
    sets = max((counts[each] // one[each] for each in one), default=0)
    if counts != Counter({each: sets * one[each] for each in one if sets}):
        return None
    return sets if not sets or are_grouped_in_order(table, lines) else None


def _pieces(table: Table, lines: Sequence[Line]) -> Iterator[str]:
    """Words that consist of nothing but characters of the results' labels."""
    for line in lines:
        for token in line.words:
            for piece in map(plain, token.text.split()):
                if _of_labels(table).fullmatch(piece):
                    yield piece.translate(_VARIANTS)


@cache
def _of_labels(table: Table) -> re.Pattern[str]:
    characters = {character for column in table.columns for character in column.label_zh}
    return re.compile(f"[{''.join(sorted(characters))}它合]+")


def stand_over(table: Table, lines: Sequence[Line], places: int) -> list[int]:
    """The places under each of the results' names, for rows with so many places, in the form's order and anew for each
    channel; empty where the names do not tell."""
    words: dict[int, str] = {}
    for line in lines:
        if line.places == places:
            for token in line.words:
                at = token.column or 0
                words[at] = words.get(at, "") + plain(token.text)
    named = [
        (at, place)
        for at, text in sorted(words.items())
        for place, column in enumerate(table.columns)
        if pattern_of(column).search(text)
    ]
    in_order = all(place == i % len(table.columns) for i, (_, place) in enumerate(named))
    over = [at for at, _ in named]
    return over if in_order and len(set(over)) == len(over) else []


def fill_all(lines: Sequence[Line], places: int) -> bool:
    """Whether a line of heads has words in all of so many places: then none was put in by what found the table."""
    return any(line.places == places == len({token.column for token in line.words}) for line in lines)


def keep_together(table: Table, lines: Sequence[Line]) -> bool:
    """Whether no empty place stands between the names of results on a line: then none was put in by what found it."""
    for line in lines:
        columns = [t.column for t in line.words if t.column is not None and _of_labels(table).fullmatch(plain(t.text))]
        empty = {t.column for t in line.tokens if t.kind is Kind.EMPTY}
        if columns and any(at in empty for at in range(columns[0], columns[-1])):
            return False
    return True


@dataclass
class _Part:
    """A table of its own: the lines of its heads and those of its row, which may be empty."""

    heads: list[Line] = field(default_factory=list)
    row: list[Line] = field(default_factory=list)

    @property
    def figures(self) -> list[Line]:
        """The lines of figures, or that of empty places where there are none."""
        return [line for line in self.row if line.values] or self.row[:1]

    @property
    def tokens(self) -> tuple[Token, ...]:
        return tuple(token for line in self.row for token in line.values)


def rows_in_parts(table: Table, found: Sequence[Found], lines: Sequence[Line], along: Sum) -> dict[str, RowText] | None:
    """The channels' rows where they stand in several tables, each with all results once for each of its channels; None
    where the text is not so."""
    parts = _parts(table, lines)
    if parts is None or len(parts) < 2:
        return None
    channels = [_channels_of(part, found) for part in parts]
    if not all(channels) or [row for own in channels for row in own] != list(range(len(table.rows))):
        return None
    if any(sets_of_results(table, part.heads) != len(own) for part, own in zip(parts, channels, strict=True)):
        return None
    rows: dict[str, RowText] = {}
    width = len(table.columns)
    for part, own in zip(parts, channels, strict=True):
        placed = _placed(table, part, width * len(own), along)
        for i, channel in enumerate(own):
            here = RowText(placed=placed[i * width : (i + 1) * width], headed=True) if placed else None
            rows[table.rows[channel].code] = here or RowText(unclear=part.tokens)
    return rows


def _parts(table: Table, lines: Sequence[Line]) -> list[_Part] | None:
    """The tables among these lines, from the first head to the last figure; None where a line has both."""
    parts = [_Part()]
    for line in lines:
        if _only_counts(line, len(table.columns)):
            continue
        if any(_CHINESE.search(word.text) for word in line.words):
            if line.values:
                return None
            if parts[-1].row:
                parts.append(_Part())
            parts[-1].heads.append(line)
        elif line.values or (line.places >= len(table.columns) and sets_of_results(table, parts[-1].heads)):
            parts[-1].row.append(line)
    return [part for part in parts if part.row]


def _only_counts(line: Line, fewest: int) -> bool:
    """Whether a line numbers its places, as libraries of tables do above a header: no row of results adds up so."""
    counts = [token.value for token in line.values]
    return (
        len(counts) >= fewest and not line.words and counts in (list(range(len(counts))), [*range(1, len(counts) + 1)])
    )


def _channels_of(part: _Part, found: Sequence[Found]) -> list[int]:
    numbers = {line.number for line in part.heads}
    return [each.row for each in found if each.first_line in numbers]


def _placed(table: Table, part: _Part, width: int, along: Sum) -> tuple[Token | None, ...] | None:
    """The figures of a part in their places; None where heads and layout do not tell them."""
    whole = [line for line in part.figures if len(line.values) > 1]
    if not whole and len(part.figures) == 1:
        whole = part.figures
    if not whole:
        tokens, steps = part.tokens, {after.number - before.number for before, after in pairwise(part.figures)}
        fails = _fails(tokens, along) if len(tokens) == width else width
        misprint = fails == 1 and len(steps) == 1 and not may_end_in_a_page(tokens, sums_along(along, width))
        return tokens if fails == 0 or misprint else None
    line, tokens = whole[0], tuple(whole[0].values)
    if len(whole) > 1:
        return None
    # Beside the row a figure of its own is the number of a page, unless it is a piece of one that fails.
    certain = len(part.figures) == 1 and without_gap(tokens)
    if len(tokens) == width:
        return tokens if certain or not _fails(tokens, along) else None
    over = stand_over(table, part.heads, line.places)
    under = {token.column: token for token in tokens}
    if len(over) != width or len(under) < len(tokens) or not under.keys() <= set(over):
        return None
    placed = tuple(under.get(at) for at in over)
    return placed if not _fails(placed, along) and not may_have_slid(placed, along) else None


def may_have_slid(placed: Sequence[Token | None], along: Sum) -> bool:
    """Whether the only empty place of a row stands beside an addend, which may have slid from there over a zero: the
    sum holds either way."""
    empty = [at for at, token in enumerate(placed) if token is None]
    if len(empty) != 1:
        return False
    near = (at for at in (empty[0] - 1, empty[0] + 1) if 0 <= at < len(placed))
    addends = [placed[at] for at in near if at % (along.total + 1) in along.addends]
    return any(token is not None and count_of(token) != 0 for token in addends)


def may_end_in_a_page(tokens: Sequence[Token], along: Sequence[Sum]) -> bool:
    """Whether a row of which the last sum fails adds up if one of its figures is lost and the last is the number of a
    page, which is never 0."""
    if count_of(tokens[-1]) == 0 or holds([count_of(token) for token in tokens], along[-1:]):
        return False
    options = lay_out(tokens[:-1], len(tokens), along, in_pieces=False).options
    return any(option.tokens[-1] for option in options)


def sums_along(along: Sum, width: int) -> tuple[Sum, ...]:
    """The sums of a row of so many cells, each channel's behind the other."""
    starts = range(0, width, along.total + 1)
    return tuple(Sum(tuple(at + i for i in along.addends), at + along.total) for at in starts)


def _fails(placed: Sequence[Token | None], along: Sum) -> int:
    """How many channels of a row do not add up, blanks counted as zero; what can't be read fails."""
    counts = [0 if token is None else count_of(token) for token in placed]
    sums = sums_along(along, len(counts))
    return sum(
        any(counts[i] is None for i in (*each.addends, each.total)) or not holds(counts, [each]) for each in sums
    )
