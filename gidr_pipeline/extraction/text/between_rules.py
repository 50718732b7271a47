"""Rows of a table in a grid of rules, whose cells may take several lines.

    +------------+---+
    | 1.         | 7 |        1. 属于国家秘密 | 7
    | 属于国家秘密 |   |
    +------------+---+

What belongs here: which lines between two rules are one row, and what the pieces in its cells are. What does not: the
places of one line (`lines`).
"""

import re
from collections.abc import Collection, Mapping, Sequence
from itertools import chain, pairwise

from gidr_pipeline.extraction.model import Span
from gidr_pipeline.extraction.text.figures import VALUES, Kind, Token
from gidr_pipeline.extraction.text.line import Line, line_of

_RULE = re.compile(r"\+[-=:]{3,}\+")
"""A cell that goes over several rows interrupts the rules between them."""
_NUMBERS = re.compile(r"\d [.、]|[(]?\d[)]? [㐀-鿿]")
"""The number of a label whose words stand on the next line of its cell."""
_SEVERAL = 2
"""Cells in which words and a figure hardly stand together by chance: these are heads and the figures below."""

Places = Mapping[int | None, Sequence[Token]]
"""What stands in each place of a row, on whatever line."""


def with_whole_rows(text: str, contents: Sequence[str], lines: Sequence[Line]) -> list[Line]:
    """The lines of a text with one for each row between two rules, where its first one was; the others of it are
    without tokens. What a page prints at its end or beginning is on lines of its own among them."""
    whole = list(lines)
    rules = [number for number, content in enumerate(contents) if "+" in content and _RULE.search(content)]
    for above, below in pairwise(rules):
        row = [line for line in lines[above + 1 : below] if line.places]
        if len(row) < 2 or len({line.places for line in row}) > 1 or row[0].places < 2:
            continue
        places = _places_of(row)
        if _are_several_rows(places.values()):
            continue
        whole[row[0].number] = _joined(text, row, places)
        for line in row[1:]:
            whole[line.number] = Line(line.number, Span(line.span.end, line.span.end))
    return whole


def _places_of(row: Sequence[Line]) -> Places:
    places: dict[int | None, list[Token]] = {token.column: [] for token in row[0].tokens}
    for token in (token for line in row for token in line.tokens if token.kind is not Kind.EMPTY):
        places.setdefault(token.column, []).append(token._replace(line=row[0].number))
    for tokens in places.values():
        if len(tokens) > 1 and _NUMBERS.match(f"{tokens[0].text} {tokens[1].text}"):
            tokens[0] = tokens[0]._replace(kind=Kind.WORDS)
    return places


def _are_several_rows(cells: Collection[Sequence[Token]]) -> bool:
    """Whether there are no rules between the rows: several cells have a head and a figure, or many several figures."""
    kinds = [{token.kind for token in tokens} for tokens in cells]
    under_heads = sum({Kind.WORDS, Kind.FIGURE} <= own for own in kinds)
    filled = sum(not own.isdisjoint(VALUES) for own in kinds)
    return under_heads >= _SEVERAL or sum(map(_is_broken, cells)) * _SEVERAL > filled


def _is_broken(tokens: Sequence[Token]) -> bool:
    """Whether a cell has several figures: a number that its narrow column broke."""
    return sum(token.kind in VALUES for token in tokens) > 1


def _joined(text: str, row: Sequence[Line], places: Places) -> Line:
    first = row[0]
    empty = [token for token in first.tokens if not places[token.column]]
    cells = ([_unread(text, tokens)] if _is_broken(tokens) else tokens for tokens in places.values())
    tokens = sorted(chain(empty, *cells), key=lambda token: (token.column or 0, token.span.start))
    return line_of(first.number, Span(first.span.start, row[-1].span.end), tokens, first.places, first.lead)


def _unread(text: str, tokens: Sequence[Token]) -> Token:
    own = Span(tokens[0].span.start, tokens[-1].span.end)
    return tokens[0]._replace(kind=Kind.ILLEGIBLE, span=own, text=text[slice(*own)], value=None)
