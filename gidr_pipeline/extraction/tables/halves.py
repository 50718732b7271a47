"""A table that its page was too narrow for, printed in two parts one below the other.

What belongs here: joining the rows of both. What does not: a table that stands in the text twice (`twice`).

    项目        自然人  商业企业  科研机构             项目        自然人  商业企业  …  总计
    一、本年新收  5       1        0                  一、本年新收  5       1            6
    …                                        ─►     …
    项目        社会公益组织  …  总计
    一、本年新收  0                6
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from gidr_pipeline.extraction.tables.wordings import pattern_of, pattern_of_any, plain
from gidr_pipeline.extraction.text.line import Line, with_tokens
from gidr_pipeline.forms import Table

_FEWEST_NAMES = 2
_FEWEST_ROWS = 5


def with_halves_joined(table: Table, lines: Sequence[Line]) -> Sequence[Line]:
    """The lines with those of a second part, under the rest of the table's columns, joined to the rows of the first."""
    heads = [(at, named) for at, line in enumerate(lines) if len(named := _named(table, line)) >= _FEWEST_NAMES]
    for (first, one), (second, other) in pairwise(heads):
        if one + other == list(range(len(table.columns))):
            above = [line for line in lines[first + 1 : second] if _is_row(line)]
            pairs = list(_with_same_label(above, [line for line in lines[second + 1 :] if _is_row(line)]))
            if len(pairs) == len(above) >= _FEWEST_ROWS:
                changed = {one.number: _joined(one, two) for one, two in pairs}
                changed |= {two.number: with_tokens(two, ()) for _, two in pairs}
                # The names of the second part go behind those of the first, for a head of as many places.
                changed[lines[first].number] = _joined(lines[first], lines[second])
                changed[lines[second].number] = with_tokens(lines[second], ())
                return [changed.get(line.number, line) for line in lines]
    return lines


def _named(table: Table, line: Line) -> list[int]:
    """The columns that a line without figures names, in its order."""
    if line.values or not any(pattern_of_any(table.columns).search(token.text) for token in line.words):
        return []
    pieces = [piece for token in line.words for piece in token.text.split()]
    return [
        at for piece in pieces for at, column in enumerate(table.columns) if pattern_of(column).fullmatch(plain(piece))
    ]


def _is_row(line: Line) -> bool:
    return bool(line.words) and bool(line.values or line.places)


def _label(line: Line) -> str:
    return "".join(plain(token.text) for token in line.words)


def _with_same_label(above: Sequence[Line], below: Sequence[Line]) -> Iterator[tuple[Line, Line]]:
    for one, two in zip(above, below, strict=False):
        if _label(one) != _label(two):
            return
        yield one, two


def _joined(one: Line, two: Line) -> Line:
    """A row with the cells of its second part, whose first place has the label again, behind its own."""
    label = two.words[0]
    cells = [
        token._replace(line=one.number, column=None if token.column is None else one.places + token.column - 1)
        for token in two.tokens
        if token is not label and (token.span > label.span)
    ]
    places = one.places + two.places - 1 if one.places and two.places else 0
    return with_tokens(one, [*one.tokens, *cells])._replace(places=places)
