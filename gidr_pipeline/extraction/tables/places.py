"""Places: in which column of the form a figure stands, where the text keeps the places of cells.

A line whose cells are separated (tabs, bars, HTML) keeps them by number, lines that hold a cell each keep them by
their count, lines aligned with spaces by sight. One map of columns serves the whole table: it is learnt from the rows
that have a figure for each cell. What belongs here: learning such a map, and looking figures up in it. What does not:
what an empty place means (`noise`).
"""

import re
from bisect import bisect
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import chain, pairwise
from operator import itemgetter
from statistics import fmean, median

from gidr_pipeline.extraction.tables.model import RowFigures, count_of
from gidr_pipeline.extraction.text.figures import VALUES, Kind, Token
from gidr_pipeline.extraction.text.line import Line

_NEARLY_ALL = 0.7
_NARROWEST = 3
_FEWEST_WHOLE = 3
_SEVERAL = 2
_WIDE = "\u1100"


def with_places(
    rows: Sequence[RowFigures],
    width: int,
    pages: Sequence[int] = (),
    header: Sequence[Line] = (),
    names: Sequence[str] = (),
) -> list[RowFigures]:
    """The rows with the columns of their figures, where places tell. `pages` are the lines on which pages begin: what
    is aligned on one need not be so on the next. `names` are those of the columns in their order, which `header` may
    have over them."""
    result = list(rows)
    for learn in (_by_number, _by_count):
        look_up = learn(rows, width)
        if look_up:
            result = [look_up(row) if row.columns is None else row for row in result]
    page_of = [bisect(pages, row.lines[0].number) if row.lines else -1 for row in rows]
    for page in sorted({*page_of} - {-1}):
        own = [row for row, its in zip(rows, page_of, strict=True) if its == page]
        look_up = _by_sight(own, width, header, names)
        for at, row in enumerate(result):
            if look_up and page_of[at] == page and row.columns is None:
                result[at] = look_up(row)
    return result


LookUp = Callable[[RowFigures], RowFigures]


def _line_of(row: RowFigures) -> Line | None:
    """The first line with figures of a row, if its places are separated, and no other line of figures has another
    number of them."""
    lines = [line for line in row.lines if line.values]
    if not lines:
        lines = [line for line in row.lines if line.places > 2 and any(t.kind is Kind.EMPTY for t in line.tokens)][:1]
    return lines[0] if len({line.places for line in lines}) == 1 and lines[0].places > 2 else None


def _most(counts: Counter[int]) -> int | None:
    """What nearly all agree on, if so."""
    if not counts:
        return None
    ((most, times),) = counts.most_common(1)
    return most if times >= _NEARLY_ALL * counts.total() else None


def _label_end(line: Line) -> int:
    """The place behind the label of a line."""
    first = next((token.column or 0 for token in line.values), line.places)
    return max((token.column or 0 for token in line.words if (token.column or 0) < first), default=-1) + 1


Extents = Sequence[tuple[int, int]]
"""How far the first and the last figure of some rows stand from where the first column is supposed."""


def _fit(extents: Extents, width: int) -> bool:
    """Whether there is room for all figures in the columns."""
    return bool(extents) and all(first >= 0 and last < width for first, last in extents)


def _begin(extents: Extents, width: int, *, in_most: bool) -> bool:
    """Whether the figures of several rows, of most, or of one that goes on to the last column, begin in the first."""
    begins = [first for first, _ in extents].count(0)
    return (0, width - 1) in extents or begins >= (_NEARLY_ALL * len(extents) if in_most else _SEVERAL)


def _end(extents: Extents, width: int) -> bool:
    """Whether the figures of several rows end in the last column."""
    return [last for _, last in extents].count(width - 1) >= _SEVERAL


def _behind(extents: Extents, start: int) -> Extents:
    return [(first - start, last - start) for first, last in extents]


def _columns_of(line: Line) -> list[int]:
    return [token.column or 0 for token in line.values]


def _is_empty_before(place: int, row: RowFigures, line: Line) -> bool:
    """Whether no figure of a row stands before a place of its line."""
    return all((token.column or 0) >= place for token in row.tokens) or not _label_end(line)


def _by_number(rows: Sequence[RowFigures], width: int) -> LookUp | None:
    """Places counted from the beginning of a line, for lines of as many places, or from the label, for lines of as many
    behind it: whichever the rows with a figure for each cell agree on. Where no row has, the figures begin behind the
    labels."""
    lines = [(row, line) for row in rows if (line := _line_of(row))]
    absolute: dict[int, Counter[int]] = {}
    relative: dict[int, Counter[int]] = {}
    labels: dict[int, int] = {}
    for row, line in lines:
        columns = sorted(token.column or 0 for token in row.tokens)
        end = _label_end(line)
        labels[line.places] = max(end, labels.get(line.places, 0))
        if len(columns) == width and columns[-1] - columns[0] == width - 1:
            absolute.setdefault(line.places, Counter())[columns[0]] += 1
            relative.setdefault(line.places - end, Counter())[columns[0] - end] += 1

    usual = {end: _most(Counter(line.places for _, line in lines if _label_end(line) == end)) for end in range(width)}
    extents = [(line, min(columns), max(columns)) for _, line in lines if (columns := _columns_of(line))]
    in_line = [(first, last) for _, first, last in extents]
    at_label = [(first - _label_end(line), last - _label_end(line)) for line, first, last in extents]
    begin = min((first for first, _ in in_line), default=0)
    told_by_labels = _fit(at_label, width) and (_end(at_label, width) or _begin(at_label, width, in_most=True))
    own = _behind(in_line, begin)
    has_room = all(line.places - begin >= width for _, line in lines if usual.get(_label_end(line)) == line.places)
    told_by_lines = (
        has_room and not _fit(at_label, width) and _fit(own, width) and _begin(own, width, in_most=not _end(own, width))
    )

    # Cells merged over others leave empty places behind a label.
    aligned = {
        places
        for places, end in labels.items()
        if all(_is_empty_before(end, row, line) for row, line in lines if line.places == places)
    }
    # Where nearly all lines are alike and figures show their places, a line of another number of places has lost some.
    grid = _most(Counter(line.places for _, line in lines)) in absolute

    def first_place(line: Line) -> int | None:
        if usual.get(_label_end(line)) == line.places and (told_by_labels or told_by_lines):
            first = _label_end(line) if told_by_labels else begin
            return first if line.places - first >= width else None
        begins = _most(absolute.get(line.places, Counter()))
        if grid or begins is not None:
            return begins
        behind = _most(relative.get(line.places - _label_end(line), Counter()))
        if behind is not None:
            return behind + _label_end(line)
        begins = labels[line.places] if line.places in aligned else _label_end(line)
        # Behind a label merged over others the places that it covers may follow the figures.
        columns = [token.column or 0 for token in line.values]
        kept = not columns or columns[0] == begins or columns[-1] == line.places - 1
        return begins if line.places - begins == width and (kept or begins == _label_end(line)) else None

    def look_up(row: RowFigures) -> RowFigures:
        line = _line_of(row)
        if line and not row.tokens and line.places - _label_end(line) >= width:
            return replace(row, columns=(), whole=True)
        first = first_place(line) if line else None
        if line is None or first is None or _label_end(line) > first:
            return row  # a label in the place of a figure has moved, and the figures with it
        tokens = sorted(row.tokens, key=lambda token: token.column or 0)
        columns = tuple((token.column or 0) - first for token in tokens)
        if not all(0 <= column < width for column in columns):
            return row
        return replace(row, tokens=tuple(tokens), columns=columns, whole=line.places - first >= width)

    return look_up if lines else None


def _fields(row: RowFigures, *, by_blank_lines: bool) -> list[Token]:
    """The cells behind the label of a row whose lines hold a cell each: its figures, and an empty token for each line
    that keeps an empty place. Such a line has a separator and nothing else, and a line without one parts the rows; or,
    where no line has any, it is blank."""
    fields: list[Token] = []
    for line in row.lines:
        filled = [token for token in line.tokens if token.kind in VALUES]
        has_figures = any(field.kind in VALUES for field in fields)
        if len(filled) > 1 or (line.places > 2 and line.tokens[:1] != filled[:1]) or (line.words and has_figures):
            return []
        if line.words:
            fields.clear()
        if not line.tokens and fields and not by_blank_lines:
            break
        if filled or (not line.words and (line.tokens or by_blank_lines)):
            fields += filled or [Token(Kind.EMPTY, line.span, "", line.number, None)]
    return fields


def _between_bars(fields: list[Token]) -> list[Token]:
    """The cells of a row in which bars have lines of their own, behind the label and behind each cell; the fields as
    they are where that is not so."""
    cells: list[Token] = []
    filled: Token | None = None
    for field in fields[1:]:
        if field.kind is Kind.EMPTY:
            cells.append(filled or field)
            filled = None
        elif filled:
            return fields
        else:
            filled = field
    return [*cells, filled] if filled else cells


def _by_count(rows: Sequence[RowFigures], width: int) -> LookUp | None:
    """Places counted line by line: from the label, or to the end of the row, if all figures of the table have room so.
    Else labels merged over several cells leave empty ones behind and before them, so that each kind of row begins where
    most of its kind do that have a figure for the first and for the last cell."""
    separated = any(not line.words and not line.values and line.tokens for row in rows for line in row.lines)
    # Where no two figures stand on lines that follow each other, a blank line parts cells and is none.
    close = any(b.line - a.line == 1 for row in rows for a, b in pairwise(row.tokens))
    by_blank_lines = close and not separated
    fields = {row.row: _fields(row, by_blank_lines=by_blank_lines) for row in rows}
    if {bool(line.words or line.values) for row in rows for line in row.lines if line.places} == {False}:
        fields = {row: _between_bars(own) for row, own in fields.items()}
    starts: dict[tuple[int, str], Counter[int]] = {}
    from_label: list[tuple[int, int]] = []
    to_end: list[tuple[int, int]] = []
    for row in rows:
        own = fields[row.row]
        places = [_index(own, token) for token in row.tokens] if _holds_all(own, row.tokens) else []
        if places:
            before = len(own) - width
            from_label.append((places[0], places[-1]))
            to_end.append((places[0] - before, places[-1] - before))
        if len(places) > 1 and places[-1] - places[0] >= width - 1:
            wide = places[-1] - places[0] - width + 1
            starts.setdefault((len(own), _kind(row, own)[1]), Counter())[-1 if wide else places[0]] += 1
    told_by_labels = _fit(from_label, width) and (_end(from_label, width) or _begin(from_label, width, in_most=True))
    all_end = all(last == width - 1 for _, last in to_end)
    told_by_ends = _fit(to_end, width) and (all_end or _begin(to_end, width, in_most=False))
    alike: dict[str, tuple[object, ...]] = {}
    """What tells how many cells a row has: its label and, where blank lines are cells, that of the next, which has some
    before it."""
    sizes: dict[tuple[object, ...], Counter[int]] = {}
    kinds = [_kind(row, fields[row.row]) for row in rows]
    for row, (depth, begins), below in zip(rows, kinds, [*kinds[1:], None], strict=False):
        alike[row.row] = depth if told_by_labels else 0, begins, below if by_blank_lines else None
        if fields[row.row]:
            sizes.setdefault(alike[row.row], Counter())[len(fields[row.row])] += 1

    def start_of(row: RowFigures, own: Sequence[Token]) -> int | None:
        if not told_by_labels and not told_by_ends:
            return _most(starts.get((len(own), _kind(row, own)[1]), Counter()))
        ((usual, _),) = sizes[alike[row.row]].most_common(1)
        return None if len(own) != usual else 0 if told_by_labels else len(own) - width

    def look_up(row: RowFigures) -> RowFigures:
        own = fields[row.row]
        start = start_of(row, own) if own else None
        if start is None or start < 0 or len(own) - start < width or not _holds_all(own, row.tokens):
            return row
        columns = tuple(_index(own, token) - start for token in row.tokens)
        return replace(row, columns=columns, whole=True) if all(0 <= c < width for c in columns) else row

    return look_up if any(fields.values()) else None


def _kind(row: RowFigures, fields: Sequence[Token]) -> tuple[int, str]:
    """How many lines the label of a row takes, and how it begins: `一、`, `(一)` and `1.` stand in different places."""
    above = [line for line in row.lines if not fields or line.number < fields[0].line]
    words = [line.words[-1].text for line in above if line.words]
    begins = words[-1][:2] if words else ""
    return len(words), "".join("一" if c in "一二三四五六七" else "1" if c.isdigit() else c for c in begins)


def _holds_all(fields: Sequence[Token], tokens: Sequence[Token]) -> bool:
    return {token.span for token in tokens} <= {field.span for field in fields}


def _index(fields: Sequence[Token], token: Token) -> int:
    return next(at for at, field in enumerate(fields) if field.span == token.span)


Widths = tuple[int, int]
"""How many places a Chinese character takes, and one of punctuation beside it."""
_WIDTHS: Sequence[Widths] = ((2, 2), (2, 1), (1, 1))
"""Terminals leave Chinese characters two places, and so they do full-width punctuation, which is read as ASCII; what
prints the places of a PDF as text counts characters."""
_PUNCTUATION = frozenset('()[]:;,"!?')


def _left(line: Line, start: int, widths: Widths) -> int:
    """How far from the beginning of a line a character stands."""
    chinese, punctuation = widths
    wide = 0
    for token in line.tokens if chinese > 1 else ():
        for character in token.text[: max(0, start - token.span.start)]:
            beside_words = character in _PUNCTUATION and token.kind is Kind.WORDS
            wide += chinese - 1 if character >= _WIDE else beside_words * (punctuation - 1)
    return start - line.span.start + wide


def _by_sight(rows: Sequence[RowFigures], width: int, header: Sequence[Line], names: Sequence[str]) -> LookUp | None:
    """Columns aligned with spaces: figures of one column have their left ends, right ends or middles in line, or
    overlap each other. Where no row has a figure for each cell, names over them tell which columns are empty."""
    lined_up = [row for row in rows if _stands_on_one_line(row)]
    every = {widths: [own for row in lined_up if (own := _edges(row, widths))] for widths in _WIDTHS}
    widths = min(every, key=lambda each: len(_stretches(every[each])))
    edges = every[widths]
    columns = _aligned([own for own in edges if len(own) == width]) or _overlapping(edges, width)
    named = not columns
    if named:
        columns = _under_names(edges, [_place_of(name, header, widths) for name in names])
    if not columns or (named and not _add_up(lined_up, [_edges(row, widths) for row in lined_up], columns[-1])):
        return None

    def look_up(row: RowFigures) -> RowFigures:
        if row.lines and not row.tokens:
            return replace(row, columns=(), whole=True)
        found: dict[int, Token] = {}
        for edge, token in zip(_edges(row, widths), row.tokens, strict=False):
            near = [at for at, is_in in enumerate(columns) if is_in(edge)]
            if len(near) != 1 or near[0] in found:
                return row
            found[near[0]] = token
        order = tuple(sorted(found))
        if not 0 < len(found) == len(row.tokens):
            return row
        if not named and order == tuple(range(len(order))) != tuple(range(width)):
            return row  # figures set apart by as much space each show no column that is empty
        return replace(row, tokens=tuple(found[at] for at in order), columns=order, whole=True)

    return look_up


Edge = tuple[float, float]
"""The left and the right end of a figure."""
IsIn = Callable[[Edge], bool]
"""Whether a figure stands in a column."""
_SIDES: Sequence[Callable[[Edge], float]] = (itemgetter(0), itemgetter(1), fmean)
_NOWHERE = (0.0, -1.0)
_JITTER = 1.5
"""Places by which figures of one column may be off, as half of an odd place is."""
_PIECE = re.compile(r"\S+")


def _aligned(rows: Sequence[Sequence[Edge]]) -> list[IsIn]:
    """The columns of rows with a figure for each cell, by whichever of their left ends, right ends and middles vary
    least."""
    if len(rows) < _FEWEST_WHOLE:
        return []
    best: tuple[float, Callable[[Edge], float], list[float]] | None = None
    for side in _SIDES:
        centers = [median(side(row[at]) for row in rows) for at in range(len(rows[0]))]
        spread = float(sum(abs(side(edge) - centers[at]) for row in rows for at, edge in enumerate(row)))
        if best is None or spread < best[0]:
            best = spread, side, centers
    assert best is not None  # there are three sides
    spread, side, centers = best
    gap = min(b - a for a, b in pairwise(centers))
    if gap < _NARROWEST or spread / (len(rows) * len(centers)) > gap / 8:
        return []
    return [lambda edge, center=center: abs(center - side(edge)) <= gap / 3 for center in centers]  # type: ignore[misc]


def _stretches(rows: Sequence[Sequence[Edge]]) -> list[Edge]:
    """What the figures of several rows take that overlap, from left to right."""
    stretches: list[Edge] = []
    for left, right in sorted(edge for row in rows for edge in row):
        if stretches and left < stretches[-1][1]:
            stretches[-1] = stretches[-1][0], max(right, stretches[-1][1])
        else:
            stretches.append((left, right))
    return stretches


def _overlapping(rows: Sequence[Sequence[Edge]], width: int) -> list[IsIn]:
    """The columns that figures of several rows form which overlap, if they are as many as the table has, and each has
    figures of several rows."""
    columns = [_inside(own) for own in _stretches(rows)]
    if len(columns) != width or any(b[0] - a[1] < 2 for a, b in pairwise(_stretches(rows))):
        return []
    return columns if all(sum(map(is_in, chain(*rows))) >= _SEVERAL for is_in in columns) else []


def _inside(own: Edge) -> IsIn:
    return lambda edge: own[0] <= edge[0] and edge[1] <= own[1]


def _place_of(name: str, header: Sequence[Line], widths: Widths) -> Edge | None:
    """Where the name of a column stands in the head, whole or its first characters; None where that is not clear."""
    found: list[Edge] = []
    for line in header:
        for token in line.words:
            for piece in _PIECE.finditer(token.text):
                if name.startswith(piece[0]) and (len(piece[0]) > 1 or piece[0] == name):
                    left = _left(line, token.span.start + piece.start(), widths)
                    found.append((left, left + widths[0] * len(piece[0])))
    return found[0] if len(found) == 1 else None


def _under_names(rows: Sequence[Sequence[Edge]], names: Sequence[Edge | None]) -> list[IsIn]:
    """The columns in which figures stand under the names: all by the same side or by their middles. The last name must
    have figures under it, as the total has wherever any other column has some."""
    stretches, places = _stretches(rows), [name for name in names if name is not None]
    if not stretches or len(places) < len(names) or len(stretches) > len(names) or places != sorted(places):
        return []
    ways = [way for side in _SIDES if (way := _assigned([side(own) for own in stretches], [side(n) for n in places]))]
    if not ways or any(way != ways[0] for way in ways) or ways[0][-1] != len(names) - 1:
        return []
    own = dict(zip(ways[0], stretches, strict=True))
    return [_inside(own.get(at, _NOWHERE)) for at in range(len(names))]


def _add_up(rows: Sequence[RowFigures], edges: Sequence[Sequence[Edge]], is_total: IsIn) -> bool:
    """Whether the figure in the last column is what the others of its row add up to, in most rows that have both."""
    counts = [
        [count_of(token) or 0 for token in row.tokens]
        for row, own in zip(rows, edges, strict=True)
        if len(own) > 1 and is_total(own[-1])
    ]
    return 2 * sum(values[-1] == sum(values[:-1]) for values in counts) > len(counts)


def _assigned(stretches: Sequence[float], names: Sequence[float]) -> list[int] | None:
    """The name nearest to each stretch, if all are as far from theirs and no two under the same."""
    gap = min(b - a for a, b in pairwise(names))
    nearest = [min(range(len(names)), key=lambda at: abs(names[at] - place)) for place in stretches]
    off = [place - names[at] for place, at in zip(stretches, nearest, strict=True)]
    middle = median(off)
    lined_up = all(abs(each - middle) <= max(_JITTER, gap / 6) for each in off) and abs(middle) <= gap / 2
    return nearest if lined_up and nearest == sorted(set(nearest)) else None


def _stands_on_one_line(row: RowFigures) -> bool:
    return sum(bool(line.values) for line in row.lines) == 1


def _edges(row: RowFigures, widths: Widths) -> list[Edge]:
    """The left and right ends of the figures of a row on lines without separators, in the order of the text."""
    lines = [line for line in row.lines if line.values]
    if any(line.places for line in lines):
        return []
    own = {line.number: line for line in row.lines}
    edges: list[Edge] = []
    for token in row.tokens:
        left = _left(own[token.line], token.span.start, widths)
        edges.append((left, left + token.span.end - token.span.start))
    return edges
