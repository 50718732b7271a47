"""The ways in which the figures of a row may lie in its cells, each with what it costs to suppose so.

The first table has no sums: only order, heads and places tell. In order, as many figures as cells cost nothing; each
sign that something moved costs something. What all ways within the margin of the cheapest share is read.

    规章 | 7 | | 2 |     7, blank, 2 in its places, at 0.1
    规章 | 7 | 2 | |     7, 2, blank at 0.1, but a lost cell and the rest moved up at 1.1: nothing is certain

What belongs here: laying one row. What does not: where the text keeps places (`kept`), or which figures are those of
the row (`blocks`).
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import accumulate, islice, pairwise
from typing import NamedTuple

from gidr_pipeline.extraction.model import Span
from gidr_pipeline.extraction.tables.down import Place
from gidr_pipeline.extraction.tables.faults import faults_of
from gidr_pipeline.extraction.tables.glued import divisions, figures_in
from gidr_pipeline.extraction.tables.heads import LEFTMOST, Head, are_exchanged, are_in_text_order, heads_in
from gidr_pipeline.extraction.tables.measures_beside import is_measure_beside
from gidr_pipeline.extraction.tables.model import Filling, Gap
from gidr_pipeline.extraction.tables.proactive.blocks import Group, Row, far_apart
from gidr_pipeline.extraction.tables.proactive.kept import Style, are_alike, heads_over, places_of, under_fields
from gidr_pipeline.extraction.tables.sight import gaps_of, one_is_close
from gidr_pipeline.extraction.tables.wordings import pattern_of, plain
from gidr_pipeline.extraction.text.figures import Kind, Token
from gidr_pipeline.extraction.text.quantity import OR_SO
from gidr_pipeline.forms import Label, every_label

_SEVERAL = re.compile(r"\d\S*\s+\S*\d|^[-+\\]*\d[\d,.]*[,.]\d+$")
"""Two numbers in one place, or one whose last thousands are broken; no correction, `5→3`."""
_SIGN = re.compile(r"\\?[+-]\s*\d|增|减")
_SCALE = re.compile(rf"(?:[百千万亿]+[件个次宗项]?|{OR_SO})$")
_CUT = re.compile(r"\d[,，.]$")
_GLUED = re.compile(r"(?<=[㐀-鿿)])0\d+$")


class Way(NamedTuple):
    """One way to lay a row: what each cell holds, `Gap.UNSEEN` where that is not supposed, and what it costs."""

    cost: float
    cells: tuple[Filling, ...]


def lay(row: Row, columns: Sequence[Label], style: Style) -> Sequence[Filling]:
    """What stands in each cell of a row, `Gap.UNSEEN` where the likely ways differ."""
    laid = _laid(row, columns, style)
    less = _without_blanks_behind(row, len(columns), style.widest)
    return laid if less is row or any(cell is not Gap.UNSEEN for cell in laid) else _laid(less, columns, style)


def _laid(row: Row, columns: Sequence[Label], style: Style) -> Sequence[Filling]:
    over = heads_over(row, columns)
    doubt = _doubt_of(row, columns, over, style)
    ways = [
        Way(way.cost + doubt + (_costs()["under_another"] if _has_sign_aside(columns, way.cells) else 0), way.cells)
        for way in _ways(row, columns, over, style)
    ]
    return agreed(ways, len(columns))


def _without_blanks_behind(row: Row, width: int, widest: int) -> Row:
    """A row without the signs for nothing behind as many figures as it has cells: the table has wider rows. One that
    is wider than all of them has another row's figure."""
    behind = row.tokens[width:] if len(row.tokens) <= widest else ()
    return replace(row, tokens=row.tokens[:width]) if behind and all(t.kind is Kind.BLANK for t in behind) else row


def agreed(ways: Sequence[Way], width: int) -> Sequence[Filling]:
    """What all of some ways to lay a row of so many cells share that are within the margin of the cheapest."""
    every = [*ways, *(rival for way in ways for rival in _with_pieces(way))]
    every.append(Way(_costs()["unexplained"], (Gap.UNSEEN,) * width))
    limit = min(way.cost for way in every) + _costs()["margin"]
    likely = [way.cells for way in every if way.cost <= limit]
    return [cells[0] if all(cell == cells[0] for cell in cells) else Gap.UNSEEN for cells in zip(*likely, strict=True)]


def _costs() -> Mapping[str, float]:
    return faults_of("proactive")


def _doubt_of(row: Row, columns: Sequence[Label], over: Sequence[Head], style: Style) -> float:
    """What it costs to believe any of the figures of a row."""
    costs, doubt = _costs(), 0.0
    is_part = len(row.tokens) == 1 or len(row.tokens) < len(columns)
    if is_part and style.beside and row.tokens and row.tokens[0].line > row.group.last_line:
        doubt += costs["below"]
    if row.is_shared or _has_number_among_words(row):
        doubt += costs["shared"]
    gaps = gaps_of(row.tokens)
    if row.group.has_piece_above or one_is_close(gaps) or (len(columns) == 1 and gaps == [1]):
        doubt += costs["torn"]
    if row.tokens and _is_broken_off(row):
        doubt += costs["broken_off"]
    if not over and any(heads_in(row.group.block.lines, every_label("proactive", "columns"))):
        doubt += costs["other_heads"]
    return doubt


def _has_number_among_words(row: Row) -> bool:
    """Whether a number stands behind words that words follow, as where the label of another row is not known:
    `行政处罚 0 行政强 88343`."""
    return any(word.text.isdecimal() for line in row.lines for word in line.words[1:])


def _is_broken_off(row: Row) -> bool:
    """Whether a figure goes on elsewhere: it ends in a separator, or a word for thousands follows, or
    one that says that it is not exact."""
    if any(_CUT.search(word.text) for line in row.group.lines for word in line.words):
        return True
    return any(token.text[-1:] in ",，." for token in row.tokens) or bool(_SCALE.match(row.group.behind or ""))


def _are_in_another_order(row: Row, columns: Sequence[Label], over: Sequence[Head]) -> bool:
    """Whether the heads of a row stand in another order than the form's."""
    firsts = {head.code: head for head in reversed(over)}
    heads = [firsts[column.code] for column in columns if column.code in firsts]
    said = {are_exchanged(*pair) for pair in pairwise(heads)}
    return True in said or (None in said and are_in_text_order(row.group.block.lines, columns))


def _ways(row: Row, columns: Sequence[Label], over: Sequence[Head], style: Style) -> Iterator[Way]:
    count, width = len(row.tokens), len(columns)
    if _are_in_another_order(row, columns, over):  # where only fields under heads tell a figure's column
        places = under_fields(row, columns, over)
        yield from _placed(places, columns, style) if places else ()
    elif count == width:
        way = _in_order(row.tokens, row, columns, over, style)
        yield way
        if way.cost and width > 1:
            places = under_fields(row, columns, over)
            yield from _placed(places, columns, style) if places else ()
    elif count > width:
        yield from _under_names(row, columns)
        yield from _merged(row, columns, over, style)
        yield from _without_pages(row, columns, style)
    else:
        yield from _glued(row, width)
        yield from _crowded(row, over, width)
        for each, to_the_eye in places_of(row, columns, over, style):
            yield from _placed(each, columns, style, to_the_eye=to_the_eye)


def _in_order(tokens: Sequence[Token], row: Row, columns: Sequence[Label], over: Sequence[Head], style: Style) -> Way:
    """As many figures as cells, one after the other, with the signs that some of them moved."""
    costs, cost = _costs(), 0.0
    numbers = {token.line for token in tokens}
    places = [token.column for token in tokens if token.column is not None]
    uneven = 1 < len(numbers) < len(tokens) or (len(numbers) > 2 and far_apart(row.lines))
    uneven = uneven or (style.beside and tokens[0].line <= row.group.last_line < tokens[-1].line)
    uneven = uneven or 0 < len(places) < len(tokens)
    if uneven or (style.gap is not None and _stand_otherwise(tokens, style.gap)):
        cost += costs["slid"]
    if _leave_gaps(places, _fields(over)) if len(numbers) == 1 else _leave_lines(tokens, row.group):
        cost += costs["gap"]
    if _under_others(tokens, row, over):
        cost += costs["under_another"]
    codes = [column.code for column in columns]
    if [head.code for head in over][len(codes) :] not in ([], codes):
        cost += costs["merged"]
    return Way(cost, tuple(tokens))


def _leave_gaps(places: Sequence[int], fields: Sequence[int]) -> bool:
    """Whether an empty place lies between figures whose heads, in these fields, stand side by side."""
    apart = [b - a > 1 for a, b in pairwise(places)]
    heads = [b - a > 1 for a, b in pairwise(fields)]
    return (
        any(apart)
        if len(apart) != len(heads)
        else any(gap and not head for gap, head in zip(apart, heads, strict=True))
    )


def _leave_lines(tokens: Sequence[Token], group: Group) -> bool:
    """Whether empty places, on lines of their own, lie between figures that stand farther apart than others."""
    gaps = list(pairwise([group.last_line, *(token.line for token in tokens)]))
    least = min(b - a for a, b in gaps)
    between = [[line for line in group.lines if a < line.number < b] for a, b in gaps[1:] if b - a > least]
    return any(here and not any(line.words or line.values for line in here) for here in between)


def _fields(over: Sequence[Head]) -> list[int]:
    """The places of heads on one line."""
    fields = [head.token.column for head in over if head.token.column is not None]
    return fields if len({head.line.number for head in over}) == 1 else []


def _stand_otherwise(tokens: Sequence[Token], gap: int) -> bool:
    """Whether figures do not stand as many lines below each other as those of the other rows: on several, where these
    have one, or closer. They may be farther apart where a page ends."""
    gaps = {b.line - a.line for a, b in pairwise(tokens)}
    return any(each > gap == 0 or each < gap for each in gaps)


def _under_others(tokens: Sequence[Token], row: Row, over: Sequence[Head]) -> bool:
    """Whether a figure stands in a place that another name than that of its column heads, and not the whole row moved
    to the right, beyond all words of their line."""
    if len(over) < len(tokens) or len({head.token.line for head in over}) > 1:
        return False
    places = {line.number: line.places for line in row.lines}
    under = {(head.token.column, head.line.places): head.code for head in over}
    pairs = [(token, head) for token, head in zip(tokens, over, strict=False) if token.column is not None]
    said = [under.get((token.column, places.get(token.line, 0))) for token, _ in pairs]
    by = {(token.column or 0) - (head.token.column or 0) for token, head in pairs}
    headed = {word.column for head in over for word in head.line.words}
    if len(by) == 1 and min(by) > 0 and said[-1] is None and pairs[-1][0].column not in headed:
        return False
    return any(code not in (None, head.code) for code, (_, head) in zip(said, pairs, strict=True))


def _has_sign_aside(columns: Sequence[Label], cells: Sequence[Filling]) -> bool:
    """Whether a figure has a sign, as changes from the year before have, that does not stand in their column."""
    pairs = zip(columns, cells, strict=True)
    signed = {column.signed for column, cell in pairs if isinstance(cell, Token) and _SIGN.match(cell.text)}
    return signed == {False} and any(column.signed for column in columns)


def _merged(row: Row, columns: Sequence[Label], over: Sequence[Head], style: Style) -> Iterator[Way]:
    """The figures of merged cells, repeated in each place that they cover: as often as their heads are, or as in most
    rows of one column."""
    if len(over) == len(row.tokens) > len(columns):
        copies = [[token for head, token in zip(over, row.tokens, strict=True) if head.code == c.code] for c in columns]
        if all(each and are_alike(each) for each in copies):
            yield Way(0, tuple(each[0] for each in copies))
    elif len(columns) == 1 and len(over) < 2 and are_alike(row.tokens) and len(row.tokens) == style.copies:
        yield Way(0, (row.tokens[0],))


def _under_names(row: Row, columns: Sequence[Label]) -> Iterator[Way]:
    """The figures of as many columns as the heads of the block name one after the other behind that of the labels, some
    of them beside the form's: `信息内容 行次 本年制发件数 …`. What stands before labels stands behind the row above."""
    pieces = [plain(piece) for line in row.group.block.lines for word in line.words for piece in word.text.split()]
    named: list[str | None] = []
    for piece in pieces[pieces.index(LEFTMOST) + 1 :] if LEFTMOST in pieces else ():
        own = next((column.code for column in columns if pattern_of(column).match(piece)), None)
        named += [own] if own or is_measure_beside(piece) else []
    is_first = LEFTMOST in pieces and not any(map(is_measure_beside, pieces[: pieces.index(LEFTMOST)]))
    in_order = is_first and [code for code in named if code] == [column.code for column in columns]
    if in_order and len(named) == len(row.tokens):
        yield Way(0, tuple(token for code, token in zip(named, row.tokens, strict=True) if code))


def _glued(row: Row, width: int) -> Iterator[Way]:
    """The figures of a row that run together with its label, where they are no number and can be divided in one way
    only: `规章000`."""
    words = [word for line in row.group.lines for word in line.words]
    digits = _GLUED.search(words[-1].text) if words and not row.tokens else None
    ways = list(islice(divisions(digits[0], width), 2)) if digits else []
    if digits and len(ways) == 1:
        start = words[-1].span.start + digits.start()
        ends = [*accumulate(map(len, ways[0]), initial=start)]
        spans = (Span(*ends[at : at + 2]) for at in range(width))
        figure = words[-1]._replace(kind=Kind.FIGURE)
        cells = [
            figure._replace(span=span, text=text, value=Decimal(text))
            for span, text in zip(spans, ways[0], strict=True)
        ]
        yield Way(_costs()["glued"], tuple(cells))


def _crowded(row: Row, over: Sequence[Head], width: int) -> Iterator[Way]:
    """The figures of a row of which some places hold several, each with as many heads over it."""
    figures = [figure for token in row.tokens for figure in figures_in(token)]
    lines = [*(head.line for head in over), *row.lines]
    in_fields = all(head.token.column is not None for head in over) and len({line.places for line in lines}) == 1
    if in_fields and len(figures) == width and [f.column for f in figures] == [head.token.column for head in over]:
        yield Way(0, tuple(figures))


def _without_pages(row: Row, columns: Sequence[Label], style: Style) -> Iterator[Way]:
    """The figures of a row of places that fills its cells, without what stands on other lines and has no place."""
    first = [token for token in row.tokens if token.line <= row.group.last_line]
    rest = [token for token in row.tokens if token not in first]
    whole = len(first) == len(columns) and all(token.column is not None for token in first)
    if whole and style.beside and all(token.column is None for token in rest):
        way = _in_order(first, row, columns, [], style)
        yield Way(way.cost + _costs()["page"], way.cells)


def _placed(
    places: Sequence[Place], columns: Sequence[Label], style: Style, *, to_the_eye: bool = False
) -> Iterator[Way]:
    """A row in kept places, of which some are empty, and what may have happened to it instead: it moved, a place at its
    end is free for that; or an empty place is that of one of two figures that ran together. What the eye sees empty may
    stand on another line, unless the table leaves cells empty."""
    costs, empty = _costs(), sum(token is None for token in places)
    nothing = Gap.UNSEEN if to_the_eye and not style.leaves_blank else Gap.BLANK
    left = style.left.get(tuple(column.code for column in columns), 0)
    if left and all(places[:left]) and not any(places[left:]):
        nothing = Gap.LOST
    cells = tuple(token or nothing for token in places)
    cost = costs["blank"] * empty
    yield Way(cost, cells)
    if not any(places) or nothing is Gap.LOST:
        return
    rival = cost + (costs["against_habit"] if style.leaves_blank else 0)
    for by in range(1, len(places)):
        unseen = (Gap.UNSEEN,) * by
        if not any(places[-by:]):
            yield Way(rival + costs["moved"], (*unseen, *cells[:-by]))
        if not any(places[:by]):
            yield Way(rival + costs["moved"], (*cells[by:], *unseen))
    for at, (one, other) in enumerate(pairwise(places)):
        alone = (one or other) if one is None or other is None else None
        if alone and len(alone.text) > 1:
            yield Way(rival + costs["ran_together"], _without(cells, (at, at + 1)))


def _with_pieces(way: Way) -> Iterator[Way]:
    """Rivals in which a figure is the end of a number in the place before it."""
    for at, cell in enumerate(way.cells):
        if isinstance(cell, Token) and cell.kind is Kind.ILLEGIBLE and _SEVERAL.search(cell.text):
            yield Way(way.cost + _costs()["spilt"], _without(way.cells, (at - 1, at, at + 1)))


def _without(cells: Sequence[Filling], places: Iterable[int]) -> tuple[Filling, ...]:
    return tuple(Gap.UNSEEN if at in places else cell for at, cell in enumerate(cells))
