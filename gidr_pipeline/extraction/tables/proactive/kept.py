"""Where the text keeps the places of a row of the first table, empty ones too, and how the table is filled in.

Places are kept as fields under heads in fields, as lines of their own where each cell has one, or to the eye under
heads aligned with spaces. What belongs here: which place is whose. What does not: what an empty place means (`ways`).

    信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |
    规章 | | 4 | 17 |                                         None, 4, 17
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from gidr_pipeline.extraction.tables.down import Place, content_of, places_down
from gidr_pipeline.extraction.tables.heads import Head, heads_in
from gidr_pipeline.extraction.tables.proactive.blocks import Row, columns_of
from gidr_pipeline.extraction.tables.sight import WIDTHS, Widths, extent_of, overlap
from gidr_pipeline.extraction.text.figures import Kind, Token
from gidr_pipeline.forms import Label, Table

_SPACES = "  "
Offset = tuple[int, float, float, float]
"""Which head a figure stands under, and how far to its right its left end, right end and middle stand."""
Columns = Mapping[str, Sequence[Label]]
"""The columns of each row."""


@dataclass(frozen=True)
class Style:
    """How a table is filled in."""

    beside: bool
    """Whether most rows have their cells on a line of their label."""
    copies: int
    """How often most rows of one column have their figure, as where cells are merged; 0 where they have it once."""
    widest: int = 0
    """How many columns the form's widest row has."""
    gap: int | None = None
    """How many lines below each other the figures of a row stand, 0 for one line: in most rows of several, whole."""
    barred: bool = False
    """Whether lines with labels or figures have separators of their own."""
    wide: int = 0
    """How many places follow a label where each has a line of its own."""
    step: int = 0
    """How many lines a cell takes where each has lines of its own; 0 where not all rows are so."""
    end: int = 0
    """How far below its last cell the next label or head then stands, in lines."""
    widths: Sequence[Widths] = ()
    """The widths of characters for which all figures in rows on one line stand under heads."""
    leaves_blank: bool = False
    """Whether cells are left empty, not only at the ends of rows, where they may have been lost: in several rows, or in
    one or in all of several rows where no row prints a zero."""
    left: Mapping[tuple[str, ...], int] = field(default_factory=dict)
    """How many columns are left to rows whose last ones the text has lost, by the codes of all that they have."""


def style_of(table: Table, rows: Mapping[str, Row], *, leaves_zeros_blank: bool) -> Style:
    """How a table is filled in, from all its rows, and from whether the other tables leave zeros blank."""
    columns = {label.code: columns_of(table, label) for label in table.rows}
    beside = [at <= row.group.last_line for row in rows.values() if (at := row.begins) is not None]
    widest = max(map(len, columns.values()))
    style = Style(2 * sum(beside) > len(beside), _copies(rows, columns), widest, _gap(rows, columns))
    lacking = {code: row for code, row in rows.items() if len(row.tokens) < len(columns[code])}
    if not lacking:
        return style
    barred = any(line.places and content_of(line) for row in rows.values() for line in row.group.lines)
    wide = Counter(len(_down(row, barred=barred)) for row in rows.values()).most_common(1)[0][0]
    step, end = _step(rows, columns)
    style = replace(style, barred=barred, wide=wide, step=step, end=end)
    style = replace(style, widths=_measures(rows, columns))
    ways = {code: places_of(row, columns[code], heads_over(row, columns[code]), style) for code, row in lacking.items()}
    placed = {code: next((places for places, _ in way), []) for code, way in ways.items()}
    lost = sum(len(columns[code]) - len(row.tokens) for code, row in lacking.items())
    leaves_blank = (leaves_zeros_blank and _may_leave_blank(rows, placed)) or (lost > 1 and _has_gaps(rows, placed))
    return replace(style, leaves_blank=leaves_blank, left=_left(rows, columns, placed))


def _may_leave_blank(rows: Mapping[str, Row], placed: Mapping[str, Sequence[Place]]) -> bool:
    """Whether cells may be left empty where the other tables leave zeros blank: not if signs say where this one has
    nothing, unless some of its rows are all empty."""
    signs = any(token.kind is Kind.BLANK for row in rows.values() for token in row.tokens)
    nothing = any(not row.tokens for row in rows.values()) or any(each and not any(each) for each in placed.values())
    return nothing or not signs


def _gap(rows: Mapping[str, Row], columns: Columns) -> int | None:
    whole = [row.tokens for code, row in rows.items() if len(row.tokens) == len(columns[code]) > 1]
    gaps = [{b.line - a.line for a, b in pairwise(tokens)} for tokens in whole]
    times = Counter(min(each) for each in gaps if len(each) == 1)
    gap, most = times.most_common(1)[0] if times else (None, 0)
    return gap if 3 * most > 2 * len(whole) > 4 else None


def _copies(rows: Mapping[str, Row], columns: Columns) -> int:
    tokens = [row.tokens for code, row in rows.items() if row.tokens and len(columns[code]) == 1]
    times = Counter(len(each) if are_alike(each) else 0 for each in tokens)
    copies = next((each for each, count in times.items() if 2 * count > len(tokens) and count > 1), 0)
    return copies if copies > 1 else 0


def are_alike(tokens: Sequence[Token]) -> bool:
    """Whether figures may be those of one merged cell, repeated in each column that it covers."""
    return len({(token.kind, token.value) for token in tokens}) == 1


def _has_gaps(rows: Mapping[str, Row], placed: Mapping[str, Sequence[Place]]) -> bool:
    figures = [token.value for row in rows.values() for token in row.tokens if token.kind is Kind.FIGURE]
    gaps = sum(any(one is None and other for one, other in pairwise(places)) for places in placed.values())
    empty = sum(len(places) > 1 and not any(places) for places in placed.values())
    return bool(figures) and (gaps > 1 or (all(figures) and (gaps > 0 or empty > 1)))


def _left(
    rows: Mapping[str, Row], columns: Columns, placed: Mapping[str, Sequence[Place]]
) -> dict[tuple[str, ...], int]:
    """How many columns are left where all rows that have the same ones lack the last, and every other row is whole."""
    sets: dict[tuple[str, ...], list[str]] = {}
    for code, own in columns.items():
        sets.setdefault(tuple(column.code for column in own), []).append(code)
    whole = {code for code, row in rows.items() if len(row.tokens) == len(columns[code])}
    found = {}
    for codes, here in sets.items():
        (left, *others) = {len(rows[code].tokens) if code in rows else 0 for code in here}
        in_place = all(placed.get(code) and all(placed[code][:left]) for code in here)
        if len(here) > 1 and not others and 0 < left < len(codes) and in_place and columns.keys() - {*here} <= whole:
            found[codes] = left
    return found


def heads_over(row: Row, columns: Sequence[Label]) -> list[Head]:
    """The names of a row's columns in the heads of its block."""
    return list(heads_in(row.group.block.lines, columns))


def places_of(
    row: Row, columns: Sequence[Label], over: Sequence[Head], style: Style
) -> Iterator[tuple[Sequence[Place], bool]]:
    """The places of a row's cells in each way in which the text keeps them, and whether it does so only to the eye."""
    down = _down(row, barred=style.barred)
    if len(columns) <= len(down) and len(down) in (len(columns), style.wide) and not any(down[len(columns) :]):
        yield down[: len(columns)], False
    for places in (_by_lines(row, len(columns), style), under_fields(row, columns, over)):
        if places is not None:
            yield places, False
    for widths in style.widths:
        places = to_the_eye(row, columns, over, widths)
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


def _step(rows: Mapping[str, Row], columns: Columns) -> tuple[int, int]:
    """How many lines a cell takes where each has lines of its own, the distance of all cells in whole rows, and how far
    below the last of them stands what follows; zeros where not all are so."""
    steps, ends = set[int](), set[int]()
    for code, row in rows.items():
        numbers = [row.group.last_line, *(token.line for token in row.tokens)]
        if len(row.tokens) == len(columns[code]):
            steps |= {b - a for a, b in pairwise(numbers)}
            if row.group.until is not None:
                ends.add(row.group.until - numbers[-1])
        elif len(set(numbers)) < len(numbers):
            return 0, 0
    if len(steps) != 1 or len(ends) > 1:
        return 0, 0
    step = steps.pop()
    return step, ends.pop() if ends else step


def _measures(rows: Mapping[str, Row], columns: Columns) -> list[Widths]:
    """For how many places of a wide character all figures in rows on one line stand under heads, those of whole rows
    under their own, and all flush left, flush right or centred under them."""
    several = [(row, columns[code]) for code, row in rows.items() if len(columns[code]) > 1 and row.tokens]
    return [widths for widths in WIDTHS if _are_aligned([_off(*each, widths) for each in several])]


def _are_aligned(rows: Sequence[Sequence[Offset] | None]) -> bool:
    """Whether all figures stand in like manner under their heads, and not all under the first, where lines begin. Two
    may do so by chance, unless they stand exactly alike, as centred ones of other lengths do but for half a place."""
    if not all(rows) or len(offsets := [each for row in rows for each in row or ()]) < 2:
        return False
    columns, *aside = zip(*offsets, strict=True)
    most_apart = 2 if len(offsets) > 2 else 0.5
    return any(columns) and any(max(map(abs, each)) <= 1 and max(each) - min(each) <= most_apart for each in aside)


def _off(row: Row, columns: Sequence[Label], widths: Widths) -> list[Offset] | None:
    """Where each figure of a row stands; None where not all stand under heads in their order."""
    over = heads_over(row, columns)
    places = to_the_eye(row, columns, over, widths)
    if places is None or [token for token in places if token] != [*row.tokens]:
        return None
    under = [(at, extent_of(row.lines[0], t, widths), over[at].extent(widths)) for at, t in enumerate(places) if t]
    return [
        (at, left - begin, right - end, (left + right - begin - end) / 2) for at, (left, right), (begin, end) in under
    ]


def _by_lines(row: Row, width: int, style: Style) -> list[Place] | None:
    """The places of a row whose cells are lines at equal distances, up to what follows; None where they are not."""
    label, until, step = row.group.last_line, row.group.until, style.step
    if not step or until is None or until - label != step * width + style.end or not row.group.is_regular:
        return None
    under = {token.line: token for token in row.tokens}
    lines = [label + step * (at + 1) for at in range(width)]
    bare = all(not line.places and not line.words for line in row.group.lines if line.number > label)
    return [under.get(number) for number in lines] if bare and under.keys() <= set(lines) else None


def under_fields(row: Row, columns: Sequence[Label], over: Sequence[Head]) -> list[Place] | None:
    """The places of a row under heads in as many fields as it has; None where it is not whole or a figure stands beside
    them. Of a merged cell all fields or none are filled."""
    lines = list(row.lines) or [line for line in row.group.lines if line.places > len(columns) and line.tokens]
    fields = _fields_of(columns, over, {line.places for line in lines})
    under = {token.column: token for token in row.tokens}
    stacked = len(under) == len(columns) > 1
    if not fields or not (len(lines) == 1 or stacked) or len(under) < len(row.tokens):
        return None
    if not under.keys() <= {field for each in fields for field in each}:
        return None
    copies = [[under[field] for field in each if field in under] for each in fields]
    if any(here and (len(here) < len(each) or not are_alike(here)) for here, each in zip(copies, fields, strict=True)):
        return None
    return [here[0] if here else None for here in copies]


def _fields_of(columns: Sequence[Label], over: Sequence[Head], wide: set[int]) -> list[list[int]] | None:
    """The fields of each column's heads on lines of so many fields; None where not all heads are on such. Where a line
    has one field for the label and one for each column, heads in pieces need only be none of another's."""
    fields = [[h.token.column for h in over if h.code == c.code and h.token.column is not None] for c in columns]
    heads = [field for each in fields for field in each]
    if len(wide) != 1 or {head.line.places for head in over} != wide or len(set(heads)) < len(heads):
        return None
    side_by_side = [[at] for at in range(1, len(columns) + 1)]
    if wide == {len(columns) + 1} and all(each in ([], own) for each, own in zip(fields, side_by_side, strict=True)):
        return side_by_side
    return fields if all(fields) else None


def to_the_eye(row: Row, columns: Sequence[Label], over: Sequence[Head], widths: Widths) -> list[Place] | None:
    """The places of a row on one line under heads above its figures, where a wide character takes so many places; None
    where a figure stands under none or several, or other words where a head is passed over, and where no space shows
    that anything stands below anything."""
    if len(over) != len(columns) or len(row.lines) != 1 or row.lines[0].places or any(h.line.places for h in over):
        return None
    line = row.lines[0]
    if not any(_SPACES in each.content for each in (line, *(head.line for head in over))):
        return None
    extents = [head.extent(widths) for head in over]
    places: list[Place] = [None] * len(columns)
    for token in row.tokens:
        under = [at for at, extent in enumerate(extents) if overlap(extent, extent_of(line, token, widths))]
        if len(under) != 1 or places[under[0]]:
            return None
        places[under[0]] = token
    taken = [extent_of(line, token, widths) for token in line.tokens]
    last = max((at for at, token in enumerate(places) if token), default=-1)
    passed = [extents[at] for at in range(last) if places[at] is None]
    return None if any(overlap(extent, each) for extent in passed for each in taken) else places
