"""The table of what was disclosed proactively. It has no sums: labels, heads, places and units tell a figure's cell.

The lines are divided among blocks of heads, labels and rows (`blocks`); each row is laid over its cells in all likely
ways, and what they share is read (`ways`). Where most labels stand bare, the figures are looked for under heads of
their own (`apart`).
"""

import re
from collections.abc import Mapping, Sequence

from gidr_pipeline.extraction.model import Cell, Span
from gidr_pipeline.extraction.tables.cells import illegible, missing, read_cell, run_of
from gidr_pipeline.extraction.tables.heads import heads_in
from gidr_pipeline.extraction.tables.model import Filling, Gap
from gidr_pipeline.extraction.tables.proactive.apart import read_apart
from gidr_pipeline.extraction.tables.proactive.blocks import (
    Block,
    Group,
    Row,
    blocks_of,
    columns_of,
    rows_of,
    with_figures_from_above,
)
from gidr_pipeline.extraction.tables.proactive.kept import style_of
from gidr_pipeline.extraction.tables.proactive.money import units_named
from gidr_pipeline.extraction.tables.proactive.ways import Way, agreed, lay
from gidr_pipeline.extraction.tables.regions import TableText
from gidr_pipeline.extraction.tables.wordings import pattern_of, plain
from gidr_pipeline.extraction.text.figures import Token
from gidr_pipeline.extraction.text.line import Line
from gidr_pipeline.extraction.text.quantity import COUNTERS, UNITS
from gidr_pipeline.forms import Label

_SCALE = re.compile(rf"[(:/][百千万亿]+(?:{COUNTERS})?\)")
_OPEN = "which of the figures belongs to which column is not certain"
_LOST = "an empty place in a table whose figures stand off their columns"
_UNIT = "in which unit the figure is, is not certain"


def read_proactive(text: TableText) -> list[Cell]:
    """All cells of the table, in the form's order."""
    blocks, groups = blocks_of(text)
    rows = with_figures_from_above(text.table, rows_of(text, groups), blocks)
    again = _stand_again(text, groups)
    if text.twice or len(again) > 1:
        rows, blocks = {}, []
    apart: Mapping[str, Sequence[Token]] = {}
    if 2 * sum(row.is_bare for row in rows.values()) > len(rows) and any(block.astray for block in blocks):
        apart = read_apart(text.table, blocks)
        rows = {code: row for code, row in rows.items() if row.is_beside}
    style = style_of(text.table, rows, leaves_zeros_blank=text.leaves_zeros_blank)
    cells: list[Cell] = []
    for label in text.table.rows:
        columns, row, found = columns_of(text.table, label), rows.get(label.code), apart.get(label.code)
        laid: Sequence[Filling] = [Gap.UNSEEN] * len(columns)
        if found and label.code not in again:
            laid = agreed([Way(0, tuple(found))], len(columns))
        elif row and label.code not in again and not _is_headed_below(row, columns, text.region, rows):
            laid = lay(row, columns, style)
        units = _units_over(blocks, columns) if found else set()
        units |= _units_said(row, text.region) if row and any(column.unit for column in columns) else set()
        scaled = row is not None and _is_scaled(row, text.region)
        run = run_of(row.tokens if row else found or ())
        cells += [cell_of(label, column, each, units, scaled, run) for column, each in zip(columns, laid, strict=True)]
    return cells


def _is_headed_below(row: Row, columns: Sequence[Label], region: Sequence[Line], rows: Mapping[str, Row]) -> bool:
    """Whether the name of a column of the last row stands below its figures and not above: what stands between may be
    any row's."""
    end = _lines_of(row, region)[-1].number
    if any(each.group.last_line > row.group.last_line for each in rows.values()):
        return False
    below = [line for line in region if line.number > end]
    return any(heads_in(below, columns)) and not any(heads_in(row.group.block.lines, columns))


def cell_of(row: Label, column: Label, filling: Filling, units: set[str], scaled: bool, run: Span | None) -> Cell:
    """The cell of a column that a row has, `run` being all that stands for the row, `scaled` that it counts by the ten
    thousand or so."""
    if filling is Gap.UNSEEN:
        return illegible("proactive", row.code, column.code, run, _OPEN)
    if filling is Gap.LOST:
        return missing("proactive", row.code, column.code, _LOST)
    if scaled if column.unit is None else not _are_clear(units):
        return illegible("proactive", row.code, column.code, run, _UNIT)
    token, unit = filling if isinstance(filling, Token) else None, next(iter(units), None)
    return read_cell("proactive", row.code, column, token, unit if column.unit else None)


def _are_clear(units: set[str]) -> bool:
    return len(units) < 2 and units <= UNITS.keys()


def _units_said(row: Row, region: Sequence[Line]) -> set[str]:
    """The units of money that the text names for a row: over its block, in its label, and behind its figures, where a
    unit may have a line of its own, or a note on the next one say it."""
    own = _lines_of(row, region)
    named = units_named(_words([*row.group.block.lines, *own]))
    below = next((line for line in region if line.number > own[-1].number and (line.tokens or line.is_prose)), None)
    if below is None or below.values:
        return named
    return named | units_named([plain(below.content)] if below.is_prose else _words([below]))


def _is_scaled(row: Row, region: Sequence[Line]) -> bool:
    """Whether the head of a row or its label says that it does not count by one: `(万件)`."""
    return are_scaled(_words([*row.group.block.lines, *_lines_of(row, region)]))


def are_scaled(words: Sequence[str]) -> bool:
    """Whether the words of a head and a label say that figures do not count by one."""
    return _SCALE.search("".join(words)) is not None


def _lines_of(row: Row, region: Sequence[Line]) -> list[Line]:
    """The lines of a row, from its label to its last figure."""
    end = max([token.line for token in row.tokens] + [row.group.last_line])
    first = min(each.first_line for each in row.group.found)
    return [line for line in region if first <= line.number <= end]


def _units_over(blocks: Sequence[Block], columns: Sequence[Label]) -> set[str]:
    """The units that blocks name, over figures or beside them, whose heads are heads of these columns of money."""
    money = [column for column in columns if column.unit]
    headed = [block for block in blocks if any(heads_in(block.lines, money))]
    named = [units_named(_words([*block.lines, *block.astray])) for block in headed]
    return set().union(*named)


def _words(lines: Sequence[Line]) -> list[str]:
    return [plain(token.text) for line in lines for token in line.words]


def _stand_again(text: TableText, groups: Sequence[Group]) -> set[str]:
    """The rows whose label stands in the region once more, with other figures."""
    inside = {number for each in text.found for number in range(each.first_line, each.last_line + 1)}
    own = {each.row: group for group in groups for each in group.found}
    lines = [line for line in text.region if line.tokens]
    again: set[str] = set()
    for at, line in enumerate(lines):
        words = plain(line.words[0].text) if line.words and line.number not in inside else ""
        for row, group in own.items() if words else ():
            label = text.every[row]
            if (match := pattern_of(label).match(words)) and match.end():
                near = line.values or (lines[at + 1].values if at + 1 < len(lines) else ())
                figures = [token.value for token in near]
                known = [token.value for each in group.lines for token in each.values]
                if figures and figures != known[: len(figures)]:
                    again.add(label.code)
    return again
