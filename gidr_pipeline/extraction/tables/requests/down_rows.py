"""Places of cells that have a line each.

What belongs here: at which of the lines behind its label, or before its end, the first column of a row stands. What
does not: what the lines of a row hold (`down`).
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from gidr_pipeline.extraction.tables.down import Place, places_down
from gidr_pipeline.extraction.tables.model import RowFigures
from gidr_pipeline.extraction.tables.requests.room import LookUp, begin, end, fit, most
from gidr_pipeline.extraction.text.figures import VALUES, Kind, Token
from gidr_pipeline.extraction.text.line import Line


def _cells(row: RowFigures, *, by_blank_lines: bool, barred: bool) -> list[Place]:
    """The cells behind the label of a row whose lines hold a cell each. A line with a separator and nothing else keeps
    the place of an empty one, and a line without any parts the rows; or, where no line has any, it is such a place."""
    lines: list[Line] = []
    for line in row.lines:
        if sum(token.kind in VALUES for token in line.tokens) > 1 or (line.places > 2 and not line.values):
            return []
        if not line.tokens and not by_blank_lines and any(not each.words for each in lines):
            break
        if line.tokens or by_blank_lines:
            lines.append(line)
    places = places_down(lines, barred=barred)
    blocks: list[list[Place]] = [[]]
    for place in places:
        if place is not None and place.kind is Kind.WORDS:
            blocks.append([])
        else:
            blocks[-1].append(place)
    return next((block for block in reversed(blocks) if block), [])  # the label of a group may follow below


@dataclass(frozen=True, slots=True)
class _Field:
    """A row with its cells, and how far down the first and the last with a figure stand; None where not all do."""

    row: RowFigures
    cells: Sequence[Place]
    extent: tuple[int, int] | None
    kind: tuple[int, str]


_NEARLY_ALL = 0.8
_MOST_LABELS = 2

Start = Callable[[_Field], int | None]
"""From a row to the line behind its label on which its first column stands; None where that is not told."""


def down_rows(rows: Sequence[RowFigures], width: int) -> LookUp | None:
    """Places counted line by line, from where all figures of the table have room, else where rows of a kind begin."""
    barred = any(line.places for row in rows for line in row.lines if line.words or line.values)
    by_blank_lines = _blank_lines_are_cells(rows, width, barred=barred)
    fields = {row.row: _field(row, _cells(row, by_blank_lines=by_blank_lines, barred=barred)) for row in rows}
    lasts = [field.extent[1] for field in fields.values() if field.extent]
    if sum(last < width for last in lasts) < min(2, len(lasts)):
        return None  # a column more, on one side or the other: most labels have no merged cells beside
    every = list(fields.values())
    start_of = _by_room(every, width, by_blank_lines=by_blank_lines) or _by_kinds(every, width)

    def look_up(row: RowFigures) -> RowFigures:
        field = fields[row.row]
        start = start_of(field) if field.cells and (field.extent or not row.tokens) else None
        if start is None or start < 0 or len(field.cells) - start < width:
            return row
        columns = tuple(_index(field.cells, token) - start for token in row.tokens)
        return replace(row, columns=columns, whole=True) if all(0 <= c < width for c in columns) else row

    return look_up


def _blank_lines_are_cells(rows: Sequence[RowFigures], width: int, *, barred: bool) -> bool:
    """Whether a blank line is an empty cell rather than the gap between cells: figures stand on lines that follow each
    other, or nearly all rows have as many lines as cells, and one or two for those of merged labels; and no line has a
    separator and nothing else, which would be such a cell."""
    if any(not line.words and not line.values and line.tokens for row in rows for line in row.lines):
        return False
    if any(b.line - a.line == 1 for row in rows for a, b in pairwise(row.tokens)):
        return True
    depths = [len(_cells(row, by_blank_lines=True, barred=barred)) - width for row in rows]
    return sum(0 <= depth <= _MOST_LABELS for depth in depths) >= _NEARLY_ALL * len(rows)


def _by_room(fields: Sequence[_Field], width: int, *, by_blank_lines: bool) -> Start | None:
    """Right behind the labels, or as far from the ends of the rows, if all figures of the table have room so; of rows
    with as many cells as others of their kind."""
    extents = [(*field.extent, len(field.cells) - width) for field in fields if field.extent]
    from_label = [(first, last) for first, last, _ in extents]
    to_end = [(first - before, last - before) for first, last, before in extents]
    told_by_labels = fit(from_label, width) and (end(from_label, width) or begin(from_label, width, in_most=True))
    all_end = all(last == width - 1 for _, last in to_end)
    if not told_by_labels and not (fit(to_end, width) and (all_end or begin(to_end, width, in_most=False))):
        return None
    alike: dict[str, tuple[object, ...]] = {}
    sizes: dict[tuple[object, ...], Counter[int]] = {}
    for field, below in zip(fields, [*fields[1:], None], strict=True):
        depth, begins = field.kind
        # Where blank lines are cells, some before the label of the next row follow those of this one.
        next_kind = below.kind if below and by_blank_lines else None
        alike[field.row.row] = depth if told_by_labels else 0, begins, next_kind
        if field.cells:
            sizes.setdefault(alike[field.row.row], Counter())[len(field.cells)] += 1

    def start_of(field: _Field) -> int | None:
        ((usual, _),) = sizes[alike[field.row.row]].most_common(1)
        # An empty row need not have what others have behind their last cell.
        return None if field.extent and len(field.cells) != usual else 0 if told_by_labels else len(field.cells) - width

    return start_of


def _by_kinds(fields: Sequence[_Field], width: int) -> Start:
    """Where most rows of a kind begin that have a figure for the first and for the last cell: labels merged over
    several cells leave empty ones behind and before them."""
    starts: dict[tuple[int, str], Counter[int]] = {}
    for field in fields:
        first, last = field.extent or (0, 0)
        if last - first >= width - 1:
            kind = len(field.cells), field.kind[1]
            starts.setdefault(kind, Counter())[first] += 1
    return lambda field: most(starts.get((len(field.cells), field.kind[1]), Counter()))


def _field(row: RowFigures, cells: Sequence[Place]) -> _Field:
    spans = {token.span for token in row.tokens}
    places = [at for at, cell in enumerate(cells) if cell and cell.span in spans]
    extent = (places[0], places[-1]) if places and len(places) == len(spans) else None
    return _Field(row, cells, extent, _kind(row, cells))


def _kind(row: RowFigures, fields: Sequence[Place]) -> tuple[int, str]:
    """How many lines the label of a row takes, and how it begins: `一、`, `(一)` and `1.` stand in different places."""
    filled = [field for field in fields if field is not None]
    above = [line for line in row.lines if not filled or line.number < filled[0].line]
    words = [line.words[-1].text for line in above if line.words]
    begins = words[-1][:2] if words else ""
    return len(words), "".join("一" if c in "一二三四五六七" else "1" if c.isdigit() else c for c in begins)


def _index(fields: Sequence[Place], token: Token) -> int:
    return next(at for at, field in enumerate(fields) if field and field.span == token.span)
