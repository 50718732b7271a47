"""Places of cells that are separated on a line, by tabs, bars or HTML.

What belongs here: in which place of its line, or behind its label, the first column of a row stands. What does not:
cells on lines of their own (`down_rows`), and columns aligned with spaces (`to_the_eye`).
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

from gidr_pipeline.extraction.tables.model import RowFigures, count_of
from gidr_pipeline.extraction.tables.requests.room import LookUp, begin, behind, end, fit, most
from gidr_pipeline.extraction.tables.wordings import plain
from gidr_pipeline.extraction.text.figures import Kind
from gidr_pipeline.extraction.text.line import Line


def _line_of(row: RowFigures) -> Line | None:
    """The first line with figures of a row, if its places are separated, and no other line of figures has another
    number of them."""
    lines = [line for line in row.lines if line.values]
    if not lines:
        lines = [line for line in row.lines if line.places > 2][:1]
    return lines[0] if len({line.places for line in lines}) == 1 and lines[0].places > 2 else None


def _label_end(line: Line) -> int:
    """The place behind the label of a line."""
    first = next((token.column or 0 for token in line.values), line.places)
    return max((token.column or 0 for token in line.words if (token.column or 0) < first), default=-1) + 1


def _columns_of(line: Line) -> list[int]:
    """The places of the figures that stand behind words: what stands before the label is no cell."""
    first = min((token.column or 0 for token in line.words), default=0)
    return [column for token in line.values if (column := token.column or 0) >= first]


def _is_empty_before(place: int, row: RowFigures) -> bool:
    """Whether no figure of a row stands before a place."""
    return all((token.column or 0) >= place for token in row.tokens)


Lines = Sequence[tuple[RowFigures, Line]]
FirstPlace = Callable[[Line], int | None]
"""From a line to the place of its first column; `_LOST` where the line has lost places, None where nothing tells."""
_LOST = -1
_SEVERAL = 3


def in_lines(rows: Sequence[RowFigures], width: int, header: Sequence[Line], names: Sequence[str]) -> LookUp | None:
    """Places counted on lines, by what tells first where the first column stands: the names of all columns, the room
    that all figures need, the rows with a figure for each cell, the names of some columns, or the labels."""
    lines = [(row, line) for row in rows if (line := _line_of(row))]
    by_heads = _by_heads(lines, width, _first_of(names, header, _SEVERAL))
    ways = [_under_names(lines, width, header, names), _by_room(lines, width), _by_whole_rows(lines, width)]
    ways += [by_heads, _by_labels(lines, width)]
    if any(line.places - _label_end(line) <= width for _, line in lines):
        ways.append(_by_ends(lines, width))  # else a column more than the form's may be at either end

    def look_up(row: RowFigures) -> RowFigures:
        line = _line_of(row)
        if line and not row.tokens and line.places - _label_end(line) >= width:
            return replace(row, columns=(), whole=True)
        first = next((place for way in ways if line and (place := way(line)) is not None), _LOST)
        if line is None or first == _LOST or _label_end(line) > first:
            return row  # a label in the place of a figure has moved, and the figures with it
        tokens = sorted(row.tokens, key=lambda token: token.column or 0)
        columns = tuple((token.column or 0) - first for token in tokens)
        if not all(0 <= column < width for column in columns):
            return row
        return replace(row, tokens=tuple(tokens), columns=columns, whole=line.places - first >= width)

    return look_up if lines else None


def _by_room(lines: Lines, width: int) -> FirstPlace:
    """Right behind the label, or in one place of all lines, if all figures of the table have room so."""
    usual = {at: _usual([line for _, line in lines if _label_end(line) == at], at, width) for at in range(width)}
    extents = [(line, min(columns), max(columns)) for _, line in lines if (columns := _columns_of(line))]
    at_label = [(first - _label_end(line), last - _label_end(line)) for line, first, last in extents]
    leftmost = min((first for _, first, _ in extents), default=0)
    in_line = behind([(first, last) for _, first, last in extents], leftmost)
    told_by_labels = fit(at_label, width) and (end(at_label, width) or begin(at_label, width, in_most=True))
    told_by_lines = (
        not fit(at_label, width) and fit(in_line, width) and begin(in_line, width, in_most=not end(in_line, width))
    ) and all(line.places - leftmost >= width for _, line in lines if usual.get(_label_end(line)) == line.places)

    def first_place(line: Line) -> int | None:
        places = usual.get(_label_end(line)) or line.places + 1
        # Empty places beyond those of the others make up for a label that is merged over several.
        is_usual = line.places == places or (line.places > places > max(_columns_of(line), default=0))
        if not is_usual or not (told_by_labels or told_by_lines):
            return None
        first = _label_end(line) if told_by_labels else leftmost
        return first if line.places - first >= width else _LOST

    return first_place


def _usual(lines: Sequence[Line], label: int, width: int) -> int | None:
    """How many places nearly all lines have that have so many before their first column; None where no number is so
    usual. Where none has a figure for each cell, they may have any number of empty ones behind."""
    usual = most(Counter(line.places for line in lines))
    if usual is not None or any(len(line.values) >= width for line in lines):
        return usual
    whole = label + width
    ends = (line.places if max(_columns_of(line), default=0) >= whole else min(line.places, whole) for line in lines)
    return most(Counter(ends))


def _by_ends(lines: Lines, width: int) -> FirstPlace:
    """As far from the end of each line, if all rows with figures begin there, or end in its last place and most begin
    there, or all have nothing but their last: cells merged over others leave as many empty places behind a label as
    they are wide."""
    extents = [
        (min(columns) - line.places + width, max(columns) - line.places + width)
        for _, line in lines
        if (columns := _columns_of(line))
    ]
    last, are_enough = width - 1, all(line.places - _label_end(line) >= width for _, line in lines)
    all_begin = {at for at, _ in extents} == {0} and are_enough
    all_end = end(extents, width) and all(at == last for _, at in extents)
    begin_or_nothing = begin(extents, width, in_most=True) or (set(extents) == {(last, last)} and are_enough)
    told = fit(extents, width) and (all_begin or (all_end and begin_or_nothing))
    return lambda line: line.places - width if told and line.places - width >= _label_end(line) else None


def _by_whole_rows(lines: Lines, width: int) -> FirstPlace:
    """Where most rows with a figure for each cell begin: counted from the beginning of a line, for lines of as many
    places, or from the label, for lines of as many behind it. Where nearly all lines are alike and such rows are among
    them, a line of another number of places has lost some."""
    absolute: dict[int, Counter[int]] = {}
    relative: dict[int, Counter[int]] = {}
    for row, line in lines:
        columns, label = sorted(token.column or 0 for token in row.tokens), _label_end(line)
        if len(columns) == width:
            absolute.setdefault(line.places, Counter())[columns[0]] += 1
            relative.setdefault(line.places - label, Counter())[columns[0] - label] += 1
    is_grid = most(Counter(line.places for _, line in lines)) in absolute

    def first_place(line: Line) -> int | None:
        begins = most(absolute.get(line.places, Counter()))
        if begins is not None or is_grid:
            return _LOST if begins is None else begins
        relatively = most(relative.get(line.places - _label_end(line), Counter()))
        return None if relatively is None else relatively + _label_end(line)

    return first_place


def _under_names(lines: Lines, width: int, header: Sequence[Line], names: Sequence[str]) -> FirstPlace:
    """Under the first of the names, for lines of as many places as those that have nearly all names in places side by
    side, if all figures of them stand there, and no words."""
    firsts: dict[int, int] = {}
    for places in {line.places for line in header} if names else ():
        own = [line for _, line in lines if line.places == places]
        figures = [columns for line in own if (columns := _columns_of(line))]
        heads = [line for line in header if line.places == places]
        first = _first_of(names, heads, len(names) - 1) if figures else None
        if first is not None and fit(behind([(min(each), max(each)) for each in figures], first), width):
            inside = range(first, first + width)
            if not any(word.column in inside for line in own for word in line.words):
                firsts[places] = first
    return lambda line: firsts.get(line.places)


def _first_of(names: Sequence[str], header: Sequence[Line], fewest: int) -> int | None:
    """The place over which the first of the names stands, or would, if so many at least stand in places side by
    side."""
    found: dict[str, set[int]] = {name: set() for name in names}
    for line in header:
        for token in line.words:
            if token.column is not None and (said := plain(token.text)) in found:
                found[said].add(token.column)
    placed = [(places, at) for at, places in enumerate(found.values()) if places]
    firsts = {column - at for places, at in placed for column in places}
    return firsts.pop() if len(placed) >= fewest and len(firsts) == 1 else None


def _by_heads(lines: Lines, width: int, first: int | None) -> FirstPlace:
    """Under the first of the names, if every row with a figure for each cell begins there, and one does, and no figure
    stands beside the names. Lines that end early in their last figure or words are of a text that leaves out empty
    places at the ends of lines, unless the table prints its zeros: then they have lost places."""
    if first is None:
        return lambda _: None
    every = [columns for _, line in lines if (columns := _columns_of(line))]
    whole = {columns[0] for columns in every if len(columns) == width}
    told = whole == {first} and fit(behind([(min(c), max(c)) for c in every], first), width)
    zeros = any(count_of(token) == 0 for row, _ in lines for token in row.tokens)
    short = [line for _, line in lines if line.places - first < width]
    stripped = not zeros and all(line.tokens[-1].kind is not Kind.EMPTY for line in short)
    certain = told and (stripped or not short)
    return lambda _: first if certain else None


def _by_labels(lines: Lines, width: int) -> FirstPlace:
    """Behind the labels: behind the longest of the lines of as many places, where no figure stands before its end, as
    cells merged over others leave empty places behind a label."""
    ends: dict[int, int] = {}
    for _, line in lines:
        ends[line.places] = max(_label_end(line), ends.get(line.places, 0))
    aligned = {
        places
        for places, label in ends.items()
        if all(_is_empty_before(label, row) for row, line in lines if line.places == places)
    }

    def first_place(line: Line) -> int | None:
        begins = ends[line.places] if line.places in aligned else _label_end(line)
        # Behind a label merged over others the places that it covers may follow the figures.
        columns = [token.column or 0 for token in line.values]
        kept = not columns or columns[0] == begins or columns[-1] == line.places - 1
        # A row that is alone may have covered places as well as blank cells.
        told = (kept or begins == _label_end(line)) and (len(lines) > 1 or columns[:1] == [begins])
        return begins if line.places - begins == width and told else None

    return first_place
