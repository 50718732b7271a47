"""Rows of requests whose labels, too long for one line of their cell, stand as text between the rows of a table.

Some converters of PDF keep a row together only where each of its cells has one line. A longer label is given before
the rows of its page or block, pieces of the groups' names among its own, and the figures of its row stand alone:

    | 4.保护第三方合法权益 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |
    5.属于三类内部事务信
    息
    1.本机关不掌握相关政
    府信息
    | 1 | 0 | 0 | 0 | 0 | 0 | 1 |               5.属于三类内部事务信息
    | 6.属于四类过程性信息 | 1 | 0 | … | 1 |
    | 7.属于行政执法案卷 | 0 | 0 | … | 0 |
    | 8.属于行政查询事项 | 0 | 0 | … | 0 |
    | 4 | 0 | 0 | 0 | 0 | 0 | 4 |               1.本机关不掌握相关政府信息
    | 2.没有现成信息需要另行制作 | …

What belongs here: giving such rows their labels, if between two labelled rows there are as many as the form has there.
What does not: figures that stand apart from labels in any other way (`requests/orders`).
"""

from collections.abc import Iterator, Sequence, Set
from itertools import pairwise
from typing import NamedTuple

from gidr_pipeline.extraction.model import Span
from gidr_pipeline.extraction.tables.wordings import pattern_of, plain, printed_label
from gidr_pipeline.extraction.text.figures import Kind, Token
from gidr_pipeline.extraction.text.line import Line, line_of, with_tokens
from gidr_pipeline.forms import Label, Table

_FEWEST_LABELLED = 5
_FEWEST_OF_A_PIECE = 5
"""Characters of a line of a label that stands once more before its row; shorter ones are the heads of columns."""


class _Row(NamedTuple):
    """A line with a place for each cell of a row."""

    line: Line
    words: str
    cells: Sequence[Token]


def with_labels_in_rows(tables: Sequence[Table], lines: Sequence[Line]) -> Sequence[Line]:
    """The lines with the label of each row on its line, where some stand as text between the rows of the table in its
    edition; the pieces of these, and whatever else stands there, left out. Where rows without a label are more or less
    than those of the form that lack a line, they may be any: only one right below a single label is that label's."""
    rows = [*_rows(lines, len(tables[0].columns))]
    table, known = max(((each, _known(each, rows, lines)) for each in tables), key=lambda each: len(each[1]))
    if not known:
        return lines
    own = {(row := rows[i]).line.number: _labelled(row, printed_label(table.rows[at])) for i, at in known.items()}
    # A figure between two rows with labels that follow each other in the form slid there from one of these.
    labelled = [i for i in sorted(known) if rows[i].words]
    followed = [(one, other) for one, other in pairwise(labelled) if known[other] == known[one] + 1]
    kept = {number for pair in followed for number in range(*(rows[i].line.number for i in pair))}
    inside = range(min(own), max(own) + 1)
    return [
        own.get(line.number, line)
        if line.number not in inside
        or line.number in own
        or (line.values and (line.words or line.number in kept))  # a row with its label, too short to be told
        else with_tokens(line, ())
        for line in lines
    ]


def _known(table: Table, rows: Sequence[_Row], lines: Sequence[Line]) -> dict[int, int]:
    """The rows that are known, each with its place in the form; none where none but those that have a label are, or too
    few have, or not in the form's order."""
    labelled = {i: at for i, row in enumerate(rows) if (at := _place(table, row.words)) is not None}
    if len(labelled) < _FEWEST_LABELLED or [*labelled.values()] != sorted(set(labelled.values())):
        return {}
    torn = {plain("".join(token.text for token in line.words)) for line in lines if not line.values}
    torn = {words for words in torn if len(words) >= _FEWEST_OF_A_PIECE}
    further: dict[int, int] = {}
    for (one, above), (other, below) in pairwise(labelled.items()):
        between, places = range(one + 1, other), range(above + 1, below)
        if len(between) == len(places):
            pairs = [*zip(between, places, strict=True)]
            further |= pairs if all(_is_piece(rows[i].words, table.rows[at], torn) for i, at in pairs) else {}
        elif between and places:
            further |= _said_above(table, rows, lines, between, places)
    return labelled | further if any(not rows[i].words for i in further) else {}


def _said_above(
    table: Table, rows: Sequence[_Row], lines: Sequence[Line], between: range, places: range
) -> dict[int, int]:
    """Of the rows between two that are known those whose label stands right above, each with its place among these in
    the form; none where words stand below the last, which may be those of the row that they stand under."""
    *above, below = [_words_between(rows[i - 1], rows[i], lines) for i in (*between, between.stop)]
    if below or not all(above):
        return {}
    found = ((i, _place(table, words)) for i, words in zip(between, above, strict=True))
    said = {i: at for i, at in found if at is not None and at in places and not rows[i].words}
    return said if [*said.values()] == sorted(set(said.values())) else {}


def _is_piece(words: str, label: Label, torn: Set[str]) -> bool:
    """Whether the words in a row are none, a mark, or a piece of its label, or of one that stands before the rows."""
    return words.isascii() or len(words) < 2 or words in plain(label.label_zh) or words in torn


def _words_between(one: _Row, other: _Row, lines: Sequence[Line]) -> str:
    """The words of the lines between those of two rows, without those that have figures of their own."""
    between = (line for line in lines if one.line.number < line.number < other.line.number and not line.values)
    return plain("".join(token.text for line in between for token in line.words))


def _rows(lines: Sequence[Line], width: int) -> Iterator[_Row]:
    """The lines that have a place for each cell of a row, and nothing behind, be their label before them or not."""
    for line in lines:
        if line.given or line.is_prose or line.places < width or any(token.column is None for token in line.tokens):
            continue
        first = max((token.column + 1 for token in line.words if token.column is not None), default=0)
        cells = [token for token in line.tokens if token.column is not None and token.column >= first]
        columns = [token.column for token in cells]
        if columns == [*range(first, line.places)] and len(cells) >= width:
            behind = cells[width:]
            if all(token.kind is Kind.EMPTY for token in behind) and (line.words or not behind):
                yield _Row(line, plain("".join(token.text for token in line.words)), cells[:width])


def _place(table: Table, words: str) -> int | None:
    """The row of the form whose label, and no other's, stands in some words."""
    found = [at for at, row in enumerate(table.rows) if pattern_of(row).search(words)] if words else []
    return found[0] if len(found) == 1 else None


def _labelled(row: _Row, label: str) -> Line:
    """The line of a row with its label in the first place, and its cells in the next."""
    number, span = row.line.number, row.line.span
    words = Token(Kind.WORDS, Span(span.start, span.start), label, number, 0)
    cells = [cell._replace(column=at) for at, cell in enumerate(row.cells, 1)]
    return line_of(number, span, [words, *cells], len(cells) + 1)
