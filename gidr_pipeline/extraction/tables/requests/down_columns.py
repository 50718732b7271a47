"""Rows of several lines to the eye: the figures of each column from top to bottom.

                                         24703                              26652
    一、本年新收政府信息公开申请数量              81 件   …
                                           件                                 件

A figure that is too wide for its cell is broken off its measure word, and then stands above the others of its row and
above its label. Where each column has as many figures as there are rows, and no two rows share a line, the first of
each are the first row's. What belongs here: that order. What does not: columns of rows that stand at their labels
(`to_the_eye`), and columns one after the other in the text (`orders`).
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from operator import itemgetter

from gidr_pipeline.extraction.tables.model import RowFigures
from gidr_pipeline.extraction.tables.sight import WIDTHS, Widths, extent_of
from gidr_pipeline.extraction.text.figures import Token
from gidr_pipeline.extraction.text.line import Line


def down_columns(lines: Sequence[Line], codes: Sequence[str], width: int) -> list[RowFigures] | None:
    """The rows with these codes, if the figures of the lines stand so; None where they do not.

    >>> rows = down_columns(lines_of("    20      21\\n甲      1\\n"), ["a"], 3)
    >>> [[token.text for token in row.tokens] for row in rows]
    [["20", "1", "21"]]
    """
    filled = [line for line in lines if line.values]
    if sum(len(line.values) for line in filled) != width * len(codes):
        return None
    for columns in _ways(filled):
        if len(columns) == width and all(len(column) == len(codes) for column in columns):
            rows = [*zip(*columns, strict=True)]
            if all(max(map(_line, row)) < min(map(_line, below)) for row, below in pairwise(rows)):
                return [RowFigures(code, row, by_order=True) for code, row in zip(codes, rows, strict=True)]
    return None


def _line(token: Token) -> int:
    return token.line


def _ways(lines: Sequence[Line]) -> Iterator[list[list[Token]]]:
    """The figures of each column from top to bottom, the columns from left to right: by their places from the end of
    each line, before which labels take as many as they are deep, or to the eye."""
    if not any(line.places for line in lines):
        yield from (_to_the_eye(lines, widths) for widths in WIDTHS)
    elif all(line.places for line in lines):
        columns: dict[int, list[Token]] = {}
        for line in lines:
            for token in line.values:
                columns.setdefault((token.column or 0) - line.places, []).append(token)
        yield [columns[at] for at in sorted(columns)]


def _to_the_eye(lines: Sequence[Line], widths: Widths) -> list[list[Token]]:
    """What overlaps stands in one column."""
    places = ((extent_of(line, token, widths), token) for line in lines for token in line.values)
    columns: list[list[Token]] = []
    end = -1
    for (left, right), token in sorted(places, key=itemgetter(0)):
        if left < end:
            columns[-1].append(token)
        else:
            columns.append([token])
        end = max(end, right)
    return [sorted(column, key=_line) for column in columns]
