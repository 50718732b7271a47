"""Where the text keeps the places of a row of the first table, empty ones too, and how the table is filled in.

Places are kept as fields under heads in fields, as lines of their own where each cell has one, or to the eye under
heads aligned with spaces. What belongs here: which place is whose. What does not: what an empty place means (`ways`).

    信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |
    规章 | | 4 | 17 |                                         None, 4, 17
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from gidr_pipeline.extraction.tables.blocks import Row, columns_of
from gidr_pipeline.extraction.tables.down import Place, places_down
from gidr_pipeline.extraction.tables.heads import Head, extent_of, heads_in, overlap
from gidr_pipeline.extraction.text.figures import Kind, Token
from gidr_pipeline.extraction.text.line import Line
from gidr_pipeline.forms import Label, Table


@dataclass(frozen=True)
class Style:
    """How a table is filled in."""

    beside: bool
    """Whether most rows have their figures on a line of their label."""
    copies: int
    """How often most rows of one column have their figure, as where cells are merged; 0 where they have it once."""
    barred: bool
    """Whether lines with figures have separators of their own."""
    wide: int
    """How many places follow a label where each has a line of its own."""
    step: int
    """How many lines a cell takes where each has lines of its own; 0 where not all rows are so."""
    wide_characters: Sequence[int] = ()
    """How many places a wide character takes for which all figures in rows on one line stand under heads."""
    leaves_blank: bool = False
    """Whether no row prints a zero and some cells are empty, not only at the ends of rows: these may have been lost."""


def style_of(table: Table, rows: Mapping[str, Row]) -> Style:
    """How a table is filled in, from all its rows."""
    columns = {label.code: columns_of(table, label) for label in table.rows}
    beside = [row.tokens[0].line <= row.group.last_line for row in rows.values() if row.tokens]
    times = Counter(
        len(row.tokens) if len({(token.kind, token.value) for token in row.tokens}) == 1 else 0
        for code, row in rows.items()
        if row.tokens and len(columns[code]) == 1
    )
    copies = next((each for each, count in times.items() if 2 * count > times.total() and count > 1), 0)
    lacking = {code: row for code, row in rows.items() if len(row.tokens) < len(columns[code])}
    barred = any(line.places for row in rows.values() for line in row.lines)
    wide = Counter(len(_down(row, barred=barred)) for row in rows.values()) if lacking else Counter[int]()
    first = Style(
        2 * sum(beside) > len(beside),
        copies if copies > 1 else 0,
        barred,
        wide.most_common(1)[0][0] if wide else 0,
        _step(rows, columns) if lacking else 0,
        _measures(rows, columns) if lacking else (),
    )
    if not lacking:
        return first
    placed = {code: _first_places(row, columns[code], first) for code, row in lacking.items()}
    figures = [token for row in rows.values() for token in row.tokens if token.kind is Kind.FIGURE]
    leaves_blank = (
        bool(figures)
        and all(token.value != 0 for token in figures)
        and sum(len(columns[code]) - len(row.tokens) for code, row in lacking.items()) > 1
        and any(one is None and other for places in placed.values() if places for one, other in pairwise(places))
    )
    return replace(first, leaves_blank=leaves_blank)


def _first_places(row: Row, columns: Sequence[Label], style: Style) -> Sequence[Place] | None:
    over = list(heads_in(row.group.block.lines, columns))
    return next((places for places, _ in places_of(row, columns, over, style)), None)


def places_of(
    row: Row, columns: Sequence[Label], over: Sequence[Head], style: Style
) -> Iterator[tuple[Sequence[Place], bool]]:
    """The places of a row's cells in each way in which the text keeps them, and whether it does so only to the eye."""
    down = _down(row, barred=style.barred)
    if len(columns) <= len(down) and len(down) in (len(columns), style.wide) and not any(down[len(columns) :]):
        yield down[: len(columns)], False
    for places in (_by_lines(row, len(columns), style.step), under_fields(row, columns, over)):
        if places is not None:
            yield places, False
    for wide in style.wide_characters:
        places = to_the_eye(row, columns, over, wide)
        if places and any(places):
            yield places, True


def _down(row: Row, *, barred: bool) -> list[Place]:
    """The places below a label where each has a line of its own with a separator, empty ones too."""
    last = row.group.last_line
    below = [line for line in row.group.lines if line.number > last]
    if any(len(line.values) > 1 or (line.places > 1 and line.values and line.values[0].column) for line in below):
        return []
    label = [line for line in row.group.lines if line.number == last]
    single = [line for line in below if line.values or (line.places < 2 and all(w.text == "|" for w in line.words))]
    return places_down([*label, *single], barred=barred)[1:]


def _step(rows: Mapping[str, Row], columns: Mapping[str, Sequence[Label]]) -> int:
    """How many lines a cell takes where each has lines of its own: the distance of all cells in whole rows, and of the
    last to what follows."""
    steps = set()
    for code, row in rows.items():
        numbers = [row.group.last_line, *(token.line for token in row.tokens)]
        if len(row.tokens) == len(columns[code]):
            numbers += [row.group.until] if row.group.until is not None else []
            steps |= {b - a for a, b in pairwise(numbers)}
        elif len(set(numbers)) < len(numbers):
            return 0
    return steps.pop() if len(steps) == 1 else 0


def _measures(rows: Mapping[str, Row], columns: Mapping[str, Sequence[Label]]) -> list[int]:
    """For how many places of a wide character all figures in rows on one line stand under heads, those of whole rows
    under their own, and all flush left, flush right or centred under them."""
    measures = []
    for wide in (1, 2):
        off: list[tuple[float, float, float]] = []
        for code, row in rows.items():
            if len(columns[code]) > 1 and row.tokens:
                over = list(heads_in(row.group.block.lines, columns[code]))
                places = to_the_eye(row, columns[code], over, wide)
                if places is None or [token for token in places if token] != [*row.tokens]:
                    break
                off += [
                    _off(row.lines[0], token, head, wide) for token, head in zip(places, over, strict=True) if token
                ]
        else:
            if len(off) > 1 and any(max(map(abs, aside)) <= 1 for aside in zip(*off, strict=True)):
                measures.append(wide)
    return measures


def _off(line: Line, token: Token, head: Head, wide: int) -> tuple[float, float, float]:
    """How far a figure stands to the right of its head: its left end, its right end, its middle."""
    (left, right), (begin, end) = extent_of(line, token, wide), head.extent(wide)
    return left - begin, right - end, (left + right - begin - end) / 2


def _by_lines(row: Row, width: int, step: int) -> list[Place] | None:
    """The places of a row whose cells are lines at equal distances, up to what follows; None where they are not."""
    label, until = row.group.last_line, row.group.until
    if not step or until is None or until - label != step * (width + 1) or not row.group.is_regular:
        return None
    under = {token.line: token for token in row.tokens}
    lines = [label + step * (at + 1) for at in range(width)]
    bare = all(not line.places and not line.words for line in row.group.lines if line.number > label)
    return [under.get(number) for number in lines] if bare and under.keys() <= set(lines) else None


def under_fields(row: Row, columns: Sequence[Label], over: Sequence[Head]) -> list[Place] | None:
    """The places of a row under heads in as many fields as it has; None where it is not whole or a figure stands beside
    them. Of a merged cell all fields or none are filled."""
    lines = list(row.lines) or [line for line in row.group.lines if line.places > len(columns) and line.tokens]
    wide = {line.places for line in lines}
    fields = {column.code: [h.token.column for h in over if h.code == column.code] for column in columns}
    heads = [field for each in fields.values() for field in each]
    if len(wide) != 1 or {head.line.places for head in over} != wide or 0 in wide:
        return None
    if not all(fields.values()) or len(set(heads)) < len(heads):
        return None
    under = {token.column: token for token in row.tokens}
    stacked = len(under) == len(columns) > 1
    if not (len(lines) == 1 or stacked) or len(under) < len(row.tokens) or not under.keys() <= set(heads):
        return None
    places: list[Place] = []
    for each in fields.values():
        filled = [under[field] for field in each if field in under]
        if filled and (len(filled) < len(each) or len({token.value for token in filled}) > 1):
            return None
        places.append(filled[0] if filled else None)
    return places


def to_the_eye(row: Row, columns: Sequence[Label], over: Sequence[Head], wide: int) -> list[Place] | None:
    """The places of a row on one line under heads above its figures, where a wide character takes so many places; None
    where a figure stands under none or several, or other words where a head is passed over."""
    if len(over) != len(columns) or len(row.lines) != 1 or row.lines[0].places or any(h.line.places for h in over):
        return None
    line = row.lines[0]
    extents = [head.extent(wide) for head in over]
    places: list[Place] = [None] * len(columns)
    for token in row.tokens:
        under = [at for at, extent in enumerate(extents) if overlap(extent, extent_of(line, token, wide))]
        if len(under) != 1 or places[under[0]]:
            return None
        places[under[0]] = token
    taken = [extent_of(line, token, wide) for token in line.tokens]
    last = max((at for at, token in enumerate(places) if token), default=-1)
    passed = [extents[at] for at in range(last) if places[at] is None]
    return None if any(overlap(extent, each) for extent in passed for each in taken) else places
