"""The rows of the form among those of a file's table: by their labels, with a row more, less or called otherwise.

What belongs here: whose a row is. What does not: which of its cells is which column's (`given`).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from math import inf

from gidr_pipeline.extraction.model import Cell
from gidr_pipeline.extraction.tables.by_names import cells_with_words
from gidr_pipeline.extraction.tables.cells import illegible, missing, run_of
from gidr_pipeline.extraction.tables.regions import TableText
from gidr_pipeline.extraction.tables.wordings import (
    groups_over,
    pattern_of,
    plain,
    printed_label,
    words_are_like,
)
from gidr_pipeline.extraction.text.line import Line
from gidr_pipeline.forms import Label, Table

ENDS_EARLY = "the row ends before this cell"
OPEN = "the table has figures here, but which row or column of the form is theirs is not certain"


@dataclass(frozen=True, slots=True)
class Rows:
    """The lines of the form's rows in a table of a file, by code. A row that may be one of those which are called
    otherwise has them among `doubtful`."""

    lines: Mapping[str, Line]
    doubtful: Mapping[str, Sequence[Line]]

    def open_cell(self, table: Table, row: Label, column: Label) -> Cell:
        """A cell that no place of the table is known to be."""
        line = self.lines.get(row.code)
        lines = self.doubtful.get(row.code, [line] if line else [])
        run = run_of([token for each in lines for token in each.values])
        return (
            illegible(table.name, row.code, column.code, run, OPEN)
            if run
            else missing(table.name, row.code, column.code)
        )


def rows_at_labels(text: TableText) -> Rows | None:
    """The line of each row of the form; None where labels do not tell them, or figures may stand a row higher or lower
    than their labels."""
    rows = _lines_of_labels(text)
    if rows is None:
        return None
    taken = {line.number for line in rows.values()}
    others = [line for line in text.lines if line.given and line.values and line.number not in taken]
    if any(not line.words and not min(taken) < line.number < max(taken) for line in others):
        return None
    doubtful = {code: [rows.pop(code), *below] for code, below in _further_lines(text.own, rows, others)}
    for lacking, between in _gaps(list(text.own), rows, others):
        if len(lacking) == len(between) and all(map(_is_like, between, (text.own[code] for code in lacking))):
            rows |= dict(zip(lacking, between, strict=True))
    rows |= _begun_above(text.own, rows, others)
    for code, line in _again(text.own, rows, others).items():
        doubtful[code] = [rows.pop(code), line]
    return Rows(rows, doubtful)


def _lines_of_labels(text: TableText) -> dict[str, Line] | None:
    """The line on which each label begins, or ends with the figures; None where two have the same, or figures stand
    beside one that is in no row of the file. A line that is none of a table holds a label alone, whose figures may be
    anywhere."""
    lines = {line.number: line for line in text.lines}
    rows: dict[str, Line] = {}
    for each in text.found:
        code, groups = text.every[each.row].code, groups_over(text.every[each.row])
        # The name of a group may stand in a row of its own above the first of its labels.
        numbers = (at for at in range(each.first_line, each.last_line + 1) if at in lines)
        line = next((lines[at] for at in numbers if _words_on(lines[at]) not in groups), None)
        if code not in text.own or code in rows or line is None or (line.given is None and line.values):
            return None
        below = lines.get(line.number + 1)
        rows[code] = below if below and _goes_on(text.own[code], line, below) else line
    return rows if len({line.number for line in rows.values()}) == len(rows) else None


def _goes_on(label: Label, line: Line, below: Line) -> bool:
    """Whether a label goes on in its place on the line below, which has the figures."""
    if line.values or not below.values:
        return False
    further = {cell.column: said for cell, said in cells_with_words(below)}
    whole = (said + further[cell.column] for cell, said in cells_with_words(line) if cell.column in further)
    return printed_label(label) in whole


def _is_like(line: Line, label: Label) -> bool:
    return words_are_like(_words_on(line), label)


def _again(labels: Mapping[str, Label], rows: Mapping[str, Line], others: Sequence[Line]) -> dict[str, Line]:
    """The rows whose label is all that another line with other figures says, too, each with that line; the name of
    their group may stand before it on either."""
    said = [(code, _words_on(row), _values_on(row)) for code, row in rows.items()]
    return {
        code: line
        for line in others
        if (words := _words_on(line))
        for code, own, values in said
        if pattern_of(labels[code]).search(words)
        and _without_group(own, labels[code]) == _without_group(words, labels[code])
        and _values_on(line) != values
    }


def _without_group(words: str, label: Label) -> str:
    """The words of a label without the name of its group before it."""
    return next((words.removeprefix(name) for name in groups_over(label) if words.startswith(name)), words)


def _begun_above(labels: Mapping[str, Label], rows: Mapping[str, Line], others: Sequence[Line]) -> Mapping[str, Line]:
    """The rows that have no figure, each with the line right above if that has some and the beginning of its label or
    of its group's name: a page ended between the two."""
    above = {line.number: line for line in others if line.words}
    return {
        code: above[line.number - 1]
        for code, line in rows.items()
        if not line.values and line.number - 1 in above and _is_torn(labels[code], above[line.number - 1], line)
    }


def _is_torn(label: Label, one: Line, other: Line) -> bool:
    """Whether the label, or the name of its group, stands on two lines, but on neither alone."""
    above, below = _words_on(one), _words_on(other)
    return any(
        name in above + below and name not in above and name not in below
        for name in (printed_label(label), *groups_over(label))
    )


def _further_lines(
    labels: Mapping[str, Label], rows: Mapping[str, Line], others: Sequence[Line]
) -> list[tuple[str, list[Line]]]:
    """The rows below whose labels figures stand with no words in the place of these: what is theirs may be on either
    line, as where a label is merged over two years."""
    found = []
    numbers = sorted(line.number for line in rows.values())
    for code, line in rows.items():
        end = next((number for number in numbers if number > line.number), inf)
        words = list(cells_with_words(line))
        own = [cell.column for cell, said in words if pattern_of(labels[code]).search(said)]
        place = own[-1] if own else max((cell.column for cell, _ in words), default=0)
        between = [each for each in others if line.number < each.number < end]
        below = [each for each in between if place not in {word.column for word in each.words}]
        if below:
            found.append((code, below))
    return found


def _gaps(
    codes: Sequence[str], rows: Mapping[str, Line], others: Sequence[Line]
) -> Iterator[tuple[list[str], list[Line]]]:
    """The rows that have no line between each two that do, and the further lines between theirs; all together where
    the rows have another order than the form's."""
    known = [code for code in codes if code in rows]
    numbers = [rows[code].number for code in known]
    if numbers != sorted(numbers):
        known, numbers = [], []
    bounds = [(-1, -1.0), *((codes.index(code), rows[code].number) for code in known), (len(codes), inf)]
    for (above, first), (below, last) in pairwise(bounds):
        lacking = [code for code in codes[above + 1 : below] if code not in rows]
        yield lacking, [line for line in others if first < line.number < last]


def _values_on(line: Line) -> list[Decimal | None]:
    return [token.value for token in line.values]


def _words_on(line: Line) -> str:
    return plain("".join(word.text for word in line.words))
