"""The challenges table in fields, with its channels or results in another order than the form's.

What belongs here: such a table where every line has as many fields, and every channel adds up: then the names before a
field and above it tell whose it is, as in a file that tells its cells. What does not: any in the form's order, and any
that may have lost a field.

    类别           总计   结果维持   …         行政诉讼   ⇥          行政复议   ⇥
    行政诉讼（…）   6      2                   结果维持   … 总计     结果维持   … 总计
"""

from collections.abc import Iterator, Sequence
from itertools import product

from gidr_pipeline.conversion.model import GridCell, GridRow
from gidr_pipeline.extraction.model import Cell
from gidr_pipeline.extraction.tables.by_names import cells_by_names
from gidr_pipeline.extraction.tables.cells import read_cell
from gidr_pipeline.extraction.tables.challenges.laying import addends_of, value_of
from gidr_pipeline.extraction.text.figures import Token
from gidr_pipeline.extraction.text.line import Line, with_tokens
from gidr_pipeline.forms import Table

_FEWEST_FIELDS = 4


def read_in_fields(table: Table, lines: Sequence[Line]) -> list[Cell] | None:
    """All cells of the table in the form's order; None where not each has one field with a figure, or a channel does
    not add up."""
    found = cells_by_names(table, list(_as_rows(lines)))
    cells: list[Cell] = []
    tokens: list[Token] = []
    for row, column in product(table.rows, table.columns):
        inside = [token for place in found.get((row.code, column.code), ()) for token in _in_field(*place)]
        if len(inside) != 1:
            return None
        tokens += inside
        cells.append(read_cell(table.name, row.code, column, inside[0]))
    sums = [([*map(value_of, addends)], value_of(total)) for addends, total in addends_of(tokens, len(table.columns))]
    adds_up = all(None not in addends and sum(filter(None, addends)) == total for addends, total in sums)
    return cells if adds_up and any(total for _, total in sums) else None


def _as_rows(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines with their fields as cells of a grid, if those with figures all have as many; words alone on a line
    are over all of them."""
    widths = {line.places for line in lines if line.values}
    if len(widths) != 1 or (width := widths.pop()) < _FEWEST_FIELDS:
        return
    for line in lines:
        if line.places == width:
            cells = [GridCell(*each.span, each.column or 0) for each in line.tokens]
            yield line._replace(given=GridRow(*line.span, 0, width, cells))
        elif line.words and not line.places:
            words = [each._replace(column=0) for each in line.words]
            row = GridRow(*line.span, 0, width, [GridCell(*line.span, 0, width)])
            yield with_tokens(line, words)._replace(given=row)


def _in_field(line: Line, cell: GridCell) -> Sequence[Token]:
    return [token for token in line.values if token.column == cell.column]
