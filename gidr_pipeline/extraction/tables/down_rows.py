"""Places of cells that have a line each.

What belongs here: at which of the lines behind its label, or before its end, the first column of a row stands. What
does not: what the lines of a row hold (`down`).
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from gidr_pipeline.extraction.tables.down import Place, places_down
from gidr_pipeline.extraction.tables.model import RowFigures
from gidr_pipeline.extraction.tables.room import LookUp, begin, end, fit, most
from gidr_pipeline.extraction.text.figures import VALUES, Kind, Token
from gidr_pipeline.extraction.text.line import Line


def _fields(row: RowFigures, *, by_blank_lines: bool, barred: bool) -> list[Place]:
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
    words = [at for at, place in enumerate(places) if place is not None and place.kind is Kind.WORDS]
    return places[words[-1] + 1 :] if words else places


def down_rows(rows: Sequence[RowFigures], width: int) -> LookUp | None:
    """Places counted line by line: from the label, or to the end of the row, if all figures of the table have room so.
    Else labels merged over several cells leave empty ones behind and before them, so that each kind of row begins where
    most of its kind do that have a figure for the first and for the last cell."""
    separated = any(not line.words and not line.values and line.tokens for row in rows for line in row.lines)
    # Where no two figures stand on lines that follow each other, a blank line parts cells and is none.
    close = any(b.line - a.line == 1 for row in rows for a, b in pairwise(row.tokens))
    by_blank_lines = close and not separated
    barred = any(line.places for row in rows for line in row.lines if line.words or line.values)
    fields = {row.row: _fields(row, by_blank_lines=by_blank_lines, barred=barred) for row in rows}
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
    told_by_labels = fit(from_label, width) and (end(from_label, width) or begin(from_label, width, in_most=True))
    all_end = all(last == width - 1 for _, last in to_end)
    told_by_ends = fit(to_end, width) and (all_end or begin(to_end, width, in_most=False))
    alike: dict[str, tuple[object, ...]] = {}
    """What tells how many cells a row has: its label and, where blank lines are cells, that of the next, which has some
    before it."""
    sizes: dict[tuple[object, ...], Counter[int]] = {}
    kinds = [_kind(row, fields[row.row]) for row in rows]
    for row, (depth, begins), below in zip(rows, kinds, [*kinds[1:], None], strict=False):
        alike[row.row] = depth if told_by_labels else 0, begins, below if by_blank_lines else None
        if fields[row.row]:
            sizes.setdefault(alike[row.row], Counter())[len(fields[row.row])] += 1

    def start_of(row: RowFigures, own: Sequence[Place]) -> int | None:
        if not told_by_labels and not told_by_ends:
            return most(starts.get((len(own), _kind(row, own)[1]), Counter()))
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


def _kind(row: RowFigures, fields: Sequence[Place]) -> tuple[int, str]:
    """How many lines the label of a row takes, and how it begins: `一、`, `(一)` and `1.` stand in different places."""
    filled = [field for field in fields if field is not None]
    above = [line for line in row.lines if not filled or line.number < filled[0].line]
    words = [line.words[-1].text for line in above if line.words]
    begins = words[-1][:2] if words else ""
    return len(words), "".join("一" if c in "一二三四五六七" else "1" if c.isdigit() else c for c in begins)


def _holds_all(fields: Sequence[Place], tokens: Sequence[Token]) -> bool:
    return {token.span for token in tokens} <= {field.span for field in fields if field}


def _index(fields: Sequence[Place], token: Token) -> int:
    return next(at for at, field in enumerate(fields) if field and field.span == token.span)
