"""The challenges table turned: a row for each result, under the names of the channels.

What belongs here: such a table where every row has a figure or a place for each channel. What does not: any with less.

    处理结果   行政复议   未经复议直接起诉   复议后起诉
    结果维持   4         43               0
    …
    总计       4         43               54
"""

from collections.abc import Sequence
from itertools import pairwise

from gidr_pipeline.extraction.model import Cell
from gidr_pipeline.extraction.tables.cells import read_cell
from gidr_pipeline.extraction.tables.labels import pattern_of, plain
from gidr_pipeline.extraction.text.figures import Token
from gidr_pipeline.extraction.text.line import Line
from gidr_pipeline.forms import Table


def read_turned(table: Table, lines: Sequence[Line]) -> list[Cell] | None:
    """All cells of a turned table in the form's order; None for any other, and where the lines name the first result
    or have the figures of a channel elsewhere too: then another table stands there."""
    solid = [line for line in lines if line.tokens]
    words = ["".join(plain(token.text) for token in line.words) for line in solid]
    naming = [at for at, said in enumerate(words) if pattern_of(table.columns[0]).search(said)]
    if len(naming) != 1 or naming[0] == 0 or any(len(line.values) >= len(table.columns) for line in solid):
        return None
    (first,) = naming
    rows = solid[first : first + len(table.columns)]
    labels = words[first : first + len(table.columns)]
    figures = [_figures(line, len(table.rows)) for line in rows]
    are_results = len(labels) == len(table.columns) and all(
        pattern_of(each).fullmatch(label) for each, label in zip(table.columns, labels, strict=True)
    )
    if not are_results or None in figures or not _names_channels(table, solid[first - 1]):
        return None
    return [
        read_cell("challenges", channel.code, result, (own or ())[at])
        for at, channel in enumerate(table.rows)
        for result, own in zip(table.columns, figures, strict=True)
    ]


def _names_channels(table: Table, head: Line) -> bool:
    """Whether a line without figures names all channels in the form's order."""
    if head.values:
        return False
    said = "".join(plain(token.text) for token in head.words)
    found = [match.start() if (match := pattern_of(row).search(said)) else -1 for row in table.rows]
    return min(found) >= 0 and all(a < b for a, b in pairwise(found))


def _figures(line: Line, width: int) -> list[Token | None] | None:
    """What stands in a row for each channel, None for an empty place; None where it has not as many."""
    if line.places == width + 1:
        behind = {token.column: token for token in line.values}
        return [behind.get(at + 1) for at in range(width)]
    return list(line.values) if len(line.values) == width else None
