"""The challenges table turned: a row for each result, under the names of the channels.

What belongs here: such a table where every row has a figure or a place for each channel. What does not: any with less.

    处理结果   行政复议   行政诉讼                              处理结果 | 行政复议 | … | 结果维持 | 4 | 43 | 0 | …
                         未经复议直接起诉   复议后起诉          each cell on a line of its own
    结果维持   4         43               0
    …
    总计       4         43               54
"""

from collections.abc import Sequence

from gidr_pipeline.extraction.model import Cell
from gidr_pipeline.extraction.tables.cells import read_cell
from gidr_pipeline.extraction.tables.challenges.names import names_in
from gidr_pipeline.extraction.tables.wordings import is_name, pattern_of, plain
from gidr_pipeline.extraction.text.figures import Token
from gidr_pipeline.extraction.text.line import Line
from gidr_pipeline.forms import Table


def read_turned(table: Table, lines: Sequence[Line]) -> list[Cell] | None:
    """All cells of a turned table in the form's order; None for any other, and where the lines name the first result
    or have the figures of a channel elsewhere too: then another table stands there."""
    solid = [line for line in lines if line.tokens]
    words = ["".join(plain(token.text) for token in line.words) for line in solid]
    starts = [[at for at, said in enumerate(words) if is_name(result, said)] for result in table.columns]
    first = table.columns[0]
    naming = [at for at, said in enumerate(words) if pattern_of(first).search(said) or is_name(first, said)]
    if (
        any(len(line.values) >= len(table.columns) for line in solid)
        or not all(starts)
        or not len(naming) == len(starts[0]) == 1
    ):
        return None
    rows = [at[0] for at in starts]
    if rows != sorted(rows) or not _names_channels(table, solid[: rows[0]], words[: rows[0]]):
        return None
    ends = [*rows[1:], _end(words, rows[-1])]
    figures = [_figures(solid[at:end], len(table.rows)) for at, end in zip(rows, ends, strict=True)]
    if None in figures:
        return None
    return [
        read_cell("challenges", channel.code, result, (own or ())[at])
        for at, channel in enumerate(table.rows)
        for result, own in zip(table.columns, figures, strict=True)
    ]


def _end(words: Sequence[str], last: int) -> int:
    """Where the last row ends: at the next words."""
    return next((at for at in range(last + 1, len(words)) if words[at]), len(words))


def _names_channels(table: Table, above: Sequence[Line], words: Sequence[str]) -> bool:
    """Whether the lines right above the rows, without figures, name all channels once, in the form's order. What stands
    over these, a caption, may name them as well."""
    said = ""
    for line, here in zip(reversed(above), reversed(words), strict=True):
        said = here + said
        named = [which for what, which in names_in(table, said) if what == "channel"]
        if line.values or len(named) >= len(table.rows):
            return not line.values and named == list(range(len(table.rows)))
    return False


def _figures(lines: Sequence[Line], width: int) -> list[Token | None] | None:
    """What stands in a row for each channel, None for an empty place; None where it has not as many."""
    values = [token for line in lines for token in line.values]
    if lines[0].places == width + 1 and len(lines[0].values) == len(values):
        behind = {token.column: token for token in values}
        return [behind.get(at + 1) for at in range(width)]
    return list(values) if len(values) == width else None
