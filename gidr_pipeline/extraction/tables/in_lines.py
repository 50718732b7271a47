"""Places of cells that are separated on a line, by tabs, bars or HTML.

What belongs here: in which place of its line, or behind its label, the first column of a row stands. What does not:
cells on lines of their own (`down_rows`), and columns aligned with spaces (`to_the_eye`).
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from gidr_pipeline.extraction.tables.model import RowFigures
from gidr_pipeline.extraction.tables.room import LookUp, begin, behind, end, fit, most
from gidr_pipeline.extraction.text.figures import Kind
from gidr_pipeline.extraction.text.line import Line


def _line_of(row: RowFigures) -> Line | None:
    """The first line with figures of a row, if its places are separated, and no other line of figures has another
    number of them."""
    lines = [line for line in row.lines if line.values]
    if not lines:
        lines = [line for line in row.lines if line.places > 2 and any(t.kind is Kind.EMPTY for t in line.tokens)][:1]
    return lines[0] if len({line.places for line in lines}) == 1 and lines[0].places > 2 else None


def _label_end(line: Line) -> int:
    """The place behind the label of a line."""
    first = next((token.column or 0 for token in line.values), line.places)
    return max((token.column or 0 for token in line.words if (token.column or 0) < first), default=-1) + 1


def _columns_of(line: Line) -> list[int]:
    """The places of the figures that stand behind words: what stands before the label is no cell."""
    first = min((token.column or 0 for token in line.words), default=0)
    return [column for token in line.values if (column := token.column or 0) >= first]


def _is_empty_before(place: int, row: RowFigures, line: Line) -> bool:
    """Whether no figure of a row stands before a place of its line."""
    return all((token.column or 0) >= place for token in row.tokens) or not _label_end(line)


def in_lines(rows: Sequence[RowFigures], width: int) -> LookUp | None:
    """Places counted from the beginning of a line, for lines of as many places, or from the label, for lines of as many
    behind it: whichever the rows with a figure for each cell agree on. Where no row has, the figures begin behind the
    labels."""
    lines = [(row, line) for row in rows if (line := _line_of(row))]
    absolute: dict[int, Counter[int]] = {}
    relative: dict[int, Counter[int]] = {}
    labels: dict[int, int] = {}
    for row, line in lines:
        columns = sorted(token.column or 0 for token in row.tokens)
        label = _label_end(line)
        labels[line.places] = max(label, labels.get(line.places, 0))
        if len(columns) == width and columns[-1] - columns[0] == width - 1:
            absolute.setdefault(line.places, Counter())[columns[0]] += 1
            relative.setdefault(line.places - label, Counter())[columns[0] - label] += 1

    usual = {at: most(Counter(line.places for _, line in lines if _label_end(line) == at)) for at in range(width)}
    extents = [(line, min(columns), max(columns)) for _, line in lines if (columns := _columns_of(line))]
    in_line = [(first, last) for _, first, last in extents]
    at_label = [(first - _label_end(line), last - _label_end(line)) for line, first, last in extents]
    leftmost = min((first for first, _ in in_line), default=0)
    told_by_labels = fit(at_label, width) and (end(at_label, width) or begin(at_label, width, in_most=True))
    own = behind(in_line, leftmost)
    has_room = all(line.places - leftmost >= width for _, line in lines if usual.get(_label_end(line)) == line.places)
    told_by_lines = (
        has_room and not fit(at_label, width) and fit(own, width) and begin(own, width, in_most=not end(own, width))
    )

    # Cells merged over others leave empty places behind a label.
    aligned = {
        places
        for places, label in labels.items()
        if all(_is_empty_before(label, row, line) for row, line in lines if line.places == places)
    }
    # Where nearly all lines are alike and figures show their places, a line of another number of places has lost some.
    grid = most(Counter(line.places for _, line in lines)) in absolute

    def first_place(line: Line) -> int | None:
        if usual.get(_label_end(line)) == line.places and (told_by_labels or told_by_lines):
            first = _label_end(line) if told_by_labels else leftmost
            return first if line.places - first >= width else None
        begins = most(absolute.get(line.places, Counter()))
        if grid or begins is not None:
            return begins
        relatively = most(relative.get(line.places - _label_end(line), Counter()))
        if relatively is not None:
            return relatively + _label_end(line)
        begins = labels[line.places] if line.places in aligned else _label_end(line)
        # Behind a label merged over others the places that it covers may follow the figures.
        columns = [token.column or 0 for token in line.values]
        kept = not columns or columns[0] == begins or columns[-1] == line.places - 1
        # A row that is alone may have covered places as well as blank cells.
        told = (kept or begins == _label_end(line)) and (len(lines) > 1 or columns[:1] == [begins])
        return begins if line.places - begins == width and told else None

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
