"""Places: in which column of the form a figure stands, where the text keeps the places of cells.

A line whose cells are separated (tabs, bars, HTML) keeps them by number, lines that hold a cell each keep them by their
count, lines aligned with spaces by sight. One map of columns serves the whole table: it is learnt from the rows that have
a figure for each cell. What belongs here: learning such a map, and looking figures up in it. What does not: what an empty
place means (`noise`).
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from gidr_pipeline.extraction.tables.model import RowFigures
from gidr_pipeline.extraction.text.figures import VALUES, Kind, Token
from gidr_pipeline.extraction.text.line import Line

_NEARLY_ALL = 0.7
_WIDE = "\u1100"


def with_places(rows: Sequence[RowFigures], width: int) -> list[RowFigures]:
    """The rows with the columns of their figures, where places tell."""
    result = list(rows)
    for learn in (_by_number, _by_count, _by_sight):
        missing = [row for row in result if row.columns is None]
        if not missing:
            break
        look_up = learn(rows, width)
        if look_up:
            result = [look_up(row) if row.columns is None else row for row in result]
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

    grid = _most(Counter({places: counts.total() for places, counts in absolute.items()})) is not None

    def first_place(line: Line) -> int | None:
        if grid:
            return _most(absolute.get(line.places, Counter()))
        begins = _most(absolute.get(line.places, Counter()))
        behind = _most(relative.get(line.places - _label_end(line), Counter()))
        known = {begins, None if behind is None else behind + _label_end(line)} - {None}
        if not absolute and line.places - labels[line.places] >= width:
            known = {labels[line.places]}
        return known.pop() if len(known) == 1 else None

    def look_up(row: RowFigures) -> RowFigures:
        line = _line_of(row)
        first = first_place(line) if line else None
        if line is None or first is None:
            return row
        tokens = sorted(row.tokens, key=lambda token: token.column or 0)
        columns = tuple((token.column or 0) - first for token in tokens)
        inside = all(0 <= column < width for column in columns) and len(set(columns)) == len(columns)
        if not inside:
            return row
        return replace(row, tokens=tuple(tokens), columns=columns, whole=line.places - first >= width)

    return look_up if lines else None


def _fields(row: RowFigures) -> list[Token]:
    """The cells of a row whose lines hold a cell each: its figures, and an empty token for a line that keeps an empty
    place."""
    fields: list[Token] = []
    for line in row.lines:
        filled = [token for token in line.tokens if token.kind in VALUES]
        if line.places > 2 or len(filled) > 1:
            return []
        empty = not line.words and any(token.kind is Kind.EMPTY for token in line.tokens)
        fields += filled or ([line.tokens[0]] if empty else [])
    return fields


def _by_count(rows: Sequence[RowFigures], width: int) -> LookUp | None:
    """Places counted line by line, where rows with a figure for each cell have as many lines behind the first figure as
    the others."""
    counts = {row.row: _fields(row) for row in rows}
    full = Counter(len(fields) for row in rows if len(row.tokens) == width and (fields := counts[row.row]))
    number = _most(full)
    if number is None:
        number = _most(Counter(len(fields) for fields in counts.values() if len(fields) >= width))
    starts = Counter(
        _index(counts[row.row], row.tokens[0])
        for row in rows
        if len(row.tokens) == width and len(counts[row.row]) == number
    )
    start = _most(starts) or 0
    if number is None or number < width:
        return None

    def look_up(row: RowFigures) -> RowFigures:
        fields = counts[row.row]
        if len(fields) != number:
            return row
        columns = tuple(_index(fields, token) - start for token in row.tokens)
        return replace(row, columns=columns, whole=True) if all(0 <= c < width for c in columns) else row

    return look_up


def _index(fields: Sequence[Token], token: Token) -> int:
    return next(at for at, field in enumerate(fields) if field is token)


def _left(line: Line, text_start: int, tokens: Sequence[Token]) -> int:
    """How far from the beginning of a line a character stands, wide characters taking two places."""
    wide = sum(sum(character >= _WIDE for character in token.text) for token in tokens if token.span.start < text_start)
    return text_start - line.span.start + wide


def _by_sight(rows: Sequence[RowFigures], width: int) -> LookUp | None:
    """Columns aligned with spaces: by their left ends, right ends or middles, whichever vary least."""
    edges: list[list[tuple[float, float]]] = []
    for row in rows:
        on_one_line = len([line for line in row.lines if line.values]) == 1
        if on_one_line and len(row.tokens) == width and (own := _edges(row)):
            edges.append(own)
    if not edges:
        return None
    best: tuple[float, Callable[[tuple[float, float]], float], list[float]] | None = None
    for side in (lambda edge: edge[0], lambda edge: edge[1], lambda edge: (edge[0] + edge[1]) / 2):
        columns = [[side(own[at]) for own in edges] for at in range(width)]
        centers = [median(column) for column in columns]
        spread = sum(abs(x - center) for column, center in zip(columns, centers, strict=True) for x in column)
        if best is None or spread < best[0]:
            best = spread, side, centers
    assert best is not None  # there are three sides
    spread, side, centers = best
    gap = min((b - a for a, b in pairwise(centers)), default=0)
    if gap < 3 or spread / (len(edges) * width) > gap / 8:
        return None

    def look_up(row: RowFigures) -> RowFigures:
        columns: dict[int, Token] = {}
        for edge, token in zip(_edges(row), row.tokens, strict=False):
            near = min(range(width), key=lambda at: abs(centers[at] - side(edge)))
            if abs(centers[near] - side(edge)) > gap / 3 or near in columns:
                return row
            columns[near] = token
        if not 0 < len(columns) == len(row.tokens):
            return row
        order = tuple(sorted(columns))
        return replace(row, tokens=tuple(columns[at] for at in order), columns=order, whole=True)

    return look_up


def _edges(row: RowFigures) -> list[tuple[float, float]]:
    """The left and right ends of the figures of a row on lines without separators, in the order of the text."""
    lines = [line for line in row.lines if line.values]
    if any(line.places for line in lines):
        return []
    own = {token.span: line for line in lines for token in line.values}
    edges = []
    for token in row.tokens:
        line = own[token.span]
        left = _left(line, token.span.start, line.tokens)
        edges.append((left, left + token.span.end - token.span.start))
    return edges
