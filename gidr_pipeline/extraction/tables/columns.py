"""Which columns a table prints: the form's own in their order, or one more that adds up some of them (法人小计)."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from gidr_pipeline.extraction.tables.align import pattern_of, plain, words_of
from gidr_pipeline.extraction.tables.heads import are_exchanged, heads_in
from gidr_pipeline.extraction.tables.options import Sum, count_of
from gidr_pipeline.extraction.tables.rows import RowText
from gidr_pipeline.extraction.text.line import Line
from gidr_pipeline.forms import Table

_HEADER_REACH = 45
_FURTHER = re.compile("小计")
_LAWSUITS = "行政诉讼"
_NEARLY_ALL = 0.8
_APART = 2


def are_in_order(table: Table, header: Sequence[Line], rows: Mapping[int, RowText], along: Sum) -> bool:
    """Whether the header of the requests table does not name the columns in another order than the form's.

    其他, which is part of the group's name too, tells nothing, nor do labels that are not found. 总计 above the others
    may just be a cell of the first line, unless rows do not add up to what would be their total.
    """
    header = _near(header)
    words = words_of(header).text
    telling = [found for column in table.columns[:-2] if (found := pattern_of(column).search(words))]
    in_order = all(before.start() < after.start() for before, after in pairwise(telling))
    if not (in_order or _stand_in_order(table, header) or _are_in_order_in_pieces(table, header)) or any(
        _total_is_first(table, words_of([line]).text) for line in header
    ):
        return False
    if not all(before < after for before, after in pairwise(_places_of_names(table, header))):
        return False
    return not _total_is_first(table, words) or share_adding_up(rows, along) > 0.5


def _places_of_names(table: Table, header: Sequence[Line]) -> list[int]:
    """The places in which, read downwards, the names of the columns stand, in the form's order; of those that stand in
    one place alone. None where lines have fewer places than the table has columns."""
    words: dict[int, str] = {}
    wide = max((line.places for line in header), default=0)
    for line in header:
        for token in line.words:
            if token.column is not None and line.places == wide >= len(table.columns):
                words[token.column] = words.get(token.column, "") + plain(token.text)
    names = [plain(column.label_zh) for column in table.columns[:-2]]
    found = [[place for place, text in words.items() if name in text] for name in names]
    return [places[0] for places in found if len(places) == 1]


def _stand_in_order(table: Table, header: Sequence[Line]) -> bool:
    """Whether the names of the columns stand in the form's order from left to right, those that are broken over lines
    begin higher up than others."""
    heads = {head.code: head for head in reversed(list(heads_in(header, table.columns[:-2])))}
    found = [heads[column.code] for column in table.columns[:-2] if column.code in heads]
    columns = {head.token.column is None for head in found}
    places = [head.left if head.token.column is None else head.token.column for head in found]
    return len(columns) == 1 and all(before < after for before, after in pairwise(places))


def _are_in_order_in_pieces(table: Table, header: Sequence[Line]) -> bool:
    """Whether the names of the columns stand in the form's order on each line, and none begins on a line above one that
    the form has before it unless it ends on a line below that: then it stands beside it, over several lines.

    Only where nothing but the order on each line is left of where the names stood.
    """
    if any(line.places or _is_aligned(line) for line in header):
        return False
    lines = [words_of([line]).text for line in header]
    found = [place for column in table.columns[:-2] if (place := _first_and_last_line(plain(column.label_zh), lines))]
    return all(
        one[:2] < other[:2] or (other[0] < one[0] < other[2])
        for at, one in enumerate(found)
        for other in found[at + 1 :]
    )


def _is_aligned(line: Line) -> bool:
    """Whether more space stands before or between its words than sets cells apart."""
    ends = [line.span.start, *(token.span.end for token in line.tokens)]
    gaps = [token.span.start - end for end, token in zip(ends, line.tokens, strict=False)]
    return max(gaps, default=0) > _APART or any(" " * (_APART + 1) in token.text for token in line.tokens)


def _first_and_last_line(name: str, lines: Sequence[str]) -> tuple[int, int, int] | None:
    """The line on which a name begins, where on it, and the line on which it ends; None where it is not found."""
    for length in range(len(name), 1, -1):
        begin, rest = name[:length], name[length:]
        for at, line in enumerate(lines):
            if begin in line:
                ends = [below for below in range(at, len(lines)) if rest and rest in lines[below]]
                return at, line.index(begin), max(ends, default=at)
    return None


def _near(header: Sequence[Line]) -> Sequence[Line]:
    """The last lines of a header that have anything on them."""
    return [line for line in header if line.tokens][-_HEADER_REACH:]


def _total_is_first(table: Table, words: str) -> bool:
    first, last = (pattern_of(table.columns[at]).search(words) for at in (0, -1))
    return bool(first and last and last.start() < first.start())


def totals_stand_first(rows: Mapping[int, RowText], along: Sum) -> bool:
    """Whether most rows do not add up to their last figure, and all of these to their first."""
    whole = _whole_rows(rows, along)
    fail = [values for values in whole if not _adds_up(values, along)]
    return 2 * len(fail) > len(whole) > 1 and all(2 * values[0] == sum(values) for values in fail)


def share_adding_up(rows: Mapping[int, RowText], along: Sum) -> float:
    """Which share of the rows with a figure for each cell, and not only zeros, adds up; 1 where there are none."""
    whole = _whole_rows(rows, along)
    return sum(_adds_up(values, along) for values in whole) / len(whole) if whole else 1.0


def _whole_rows(rows: Mapping[int, RowText], along: Sum) -> list[list[int]]:
    """The figures of the rows that have one for each cell, and not only zeros."""
    placed = [[count_of(token) or 0 for token in row.placed if token] for row in rows.values() if row.placed]
    return [values for values in placed if len(values) > along.total and any(values)]


def _adds_up(values: Sequence[int], along: Sum) -> bool:
    return sum(values[i] for i in along.addends) == values[along.total]


def are_grouped_in_order(table: Table, header: Sequence[Line]) -> bool:
    """Whether the header of the challenges table does not name results or channels in another order than the form's,
    which has the results anew in each group."""
    words = words_of(header).text
    results = _named(words, [pattern_of(column) for column in table.columns])
    times = Counter(results)
    if not times or max(times.values()) - min(times[place] for place in range(len(table.columns))) > 1:
        # Labels in pieces: on each line what only one of them has, from left to right and anew for each channel.
        lines = (_named(words_of([line]).text, _own_characters(table)) for line in header)
        in_order = all(sum(b < a for a, b in pairwise(places)) < len(table.rows) for places in lines)
    else:
        late = len(table.columns) - 2
        steps = all(before < after or (before >= late and after <= 1) for before, after in pairwise(results))
        in_order = steps and results[0] <= results[-1]
    channels = [found.start() for row in table.rows[1:] if (found := pattern_of(row).search(words))]
    heads = {head.code: head for head in reversed(list(heads_in(header, table.rows[1:])))}
    exchanged = any(
        are_exchanged(heads[one.code], heads[other.code])
        for one, other in pairwise(table.rows[1:])
        if one.code in heads and other.code in heads
    )
    # A heading above the table has both in this order too.
    appeals = max((found.start() for found in pattern_of(table.rows[0]).finditer(words)), default=-1)
    lawsuits_first = -1 < words.rfind(_LAWSUITS) < appeals and not _merged_down(table, header)
    return in_order and channels == sorted(channels) and not (exchanged or lawsuits_first)


def _merged_down(table: Table, header: Sequence[Line]) -> bool:
    """Whether the first channel's head is repeated below itself, as a cell over two rows of the header: it stands first
    on both, each merged cell repeated in all of its places or none."""
    names = [*map(pattern_of, table.rows), re.compile(_LAWSUITS)]
    named = [
        place
        for line in header
        for token in line.words
        for place, pattern in enumerate(names)
        if pattern.fullmatch(plain(token.text))
    ]
    width, lawsuits = len(table.columns), len(table.rows)
    sizes = [(0, width), (lawsuits, 2 * width), (0, width), (1, width), (2, width)]
    return named in ([place for place, size in sizes for _ in range(size)], [place for place, _ in sizes])


def _named(words: str, patterns: Sequence[re.Pattern[str]]) -> list[int]:
    """Which of the patterns match, by number, in the order of the words."""
    found = ((match.start(), place) for place, pattern in enumerate(patterns) for match in pattern.finditer(words))
    return [place for _, place in sorted(found)]


def _own_characters(table: Table) -> list[re.Pattern[str]]:
    """For each column the characters that no other column's label has."""
    labels = [set(column.label_zh) for column in table.columns]
    others = [set().union(*labels[:at], *labels[at + 1 :]) for at in range(len(labels))]
    return [re.compile(f"[{''.join(sorted(own - rest))}]") for own, rest in zip(labels, others, strict=True)]


def named_starts(table: Table, header: Sequence[Line]) -> dict[int, int]:
    """For lines with so many places the place of the first column: where a header of as many places has the words of
    the first and of the last column just as far apart as the form has them."""
    first, last = pattern_of(table.columns[0]), pattern_of(table.columns[-1])
    found: dict[int, tuple[set[int], set[int]]] = {}
    for line in _near(header):
        firsts, lasts = found.setdefault(line.places, (set(), set()))
        for token in line.words:
            words = "".join(token.text.split())
            if token.column is not None:
                firsts |= {token.column} if first.fullmatch(words) else set()
                lasts |= {token.column} if last.fullmatch(words) else set()
    apart = len(table.columns) - 1
    return {
        places: min(firsts)
        for places, (firsts, lasts) in found.items()
        if places and len(firsts) == 1 and lasts == {min(firsts) + apart}
    }


def names_subtotal(header: Sequence[Line]) -> bool:
    """Whether the header has a column that the form has not."""
    return _FURTHER.search(words_of(_near(header)).text) is not None


def has_one_more(rows: Mapping[int, RowText], width: int) -> bool:
    """Whether most rows with figures have one more than the form has columns."""
    filled = [row for row in rows.values() if row != RowText()]
    return 2 * sum(len(row.loose) == width + 1 for row in filled) > len(filled) > 0


def without_subtotal(
    rows: Mapping[int, RowText], along: Sum, table: Table, header: Sequence[Line]
) -> dict[int, RowText] | None:
    """Rows read with one column too many, without the one that adds up all addends but the first.

    None where no column does so in nearly all rows, or where two do and the header does not tell which it is. In a row
    that is not whole the places are not certain.
    """
    placed = {index: row.placed for index, row in rows.items() if row.placed and None not in row.placed}
    counts = [[count_of(token) if token else None for token in tokens] for tokens in placed.values()]
    telling = [values for values in counts if any(value != 0 for value in values)]
    places = (along.addends[1], along.total)
    hits = {at: sum(_is_subtotal(values, at, along) for values in telling) for at in places}
    likely = [at for at in places if hits[at] >= _NEARLY_ALL * len(telling)]
    words = words_of(_near(header)).text
    named, first = words.find("小计"), pattern_of(table.columns[places[0]]).search(words)
    if named >= 0 and first:
        likely = [at for at in likely if (at == places[0]) == (named < first.start())]
    if len(likely) != 1:
        return None
    subtotal = likely[0]
    result = {}
    for index, row in rows.items():
        if index in placed:
            kept = tuple(token for at, token in enumerate(placed[index]) if at != subtotal)
            result[index] = replace(row, placed=kept)
        else:
            result[index] = row.doubted()
    return result


def _is_subtotal(values: Sequence[int | None], at: int, along: Sum) -> bool:
    """Whether a row adds up without this value, and the value is what the others but the first add up to."""
    if None in values:
        return False
    rest = [value or 0 for i, value in enumerate(values) if i != at]
    subtotal = sum(rest[i] for i in along.addends[1:])
    return values[at] == subtotal and rest[along.total] == rest[along.addends[0]] + subtotal
