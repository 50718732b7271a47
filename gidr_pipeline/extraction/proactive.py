"""The table of what was disclosed proactively. Its rows have no sums: labels and layout place a figure, or nothing."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from gidr_pipeline.extraction.align import pattern_of, plain
from gidr_pipeline.extraction.cells import illegible, missing, read_cell, run_of
from gidr_pipeline.extraction.figures import UNITS, Kind, Token
from gidr_pipeline.extraction.lines import Line
from gidr_pipeline.extraction.model import Cell
from gidr_pipeline.extraction.money import units_named
from gidr_pipeline.extraction.rows import RowText
from gidr_pipeline.forms import Label, Table, load_forms, union_labels

_HEADER_REACH = 12
_HEADER_BEGINS = re.compile(r"信息内容|第二十条")


class Head(NamedTuple):
    """The words over a column, where in them its name begins, and the column's code."""

    token: Token
    at: int
    code: str


def columns_of(table: Table, row: Label) -> list[Label]:
    """The columns that a row of the table has, in the form's order."""
    return [column for column in table.columns if row.columns is None or column.code in row.columns]


def read_proactive(
    table: Table, rows: Mapping[str, RowText], lines: Sequence[Line], first_lines: Mapping[str, int]
) -> list[Cell]:
    """All cells of the table, in the form's order.

    `first_lines` tells the line of each label that was found; the header above it names the columns' places and units.
    """
    headers = {
        label.code: _header(columns_of(table, label), lines, first_lines[label.code])
        for label in table.rows
        if label.code in first_lines
    }
    lost_columns = _lost_columns(table, rows, headers, lines)
    copies = _copies(
        [rows[label.code] for label in table.rows if label.code in rows and len(columns_of(table, label)) == 1]
    )
    cells: list[Cell] = []
    for label in table.rows:
        row, columns = rows.get(label.code, RowText()), columns_of(table, label)
        header = headers.get(label.code, {})
        said = _units_said(row, lines, first_lines[label.code]) if label.code in first_lines else set()
        laid: Sequence[Token | None] | None = row.placed
        if label.code in first_lines and len(header) == len(columns) > 1:
            laid = _under(_heads(columns, header, lines, first_lines[label.code]), columns, row, lines)
        elif len(columns) == 1 and len(row.loose) == copies and _are_alike(row.loose):
            laid = row.loose[:1]
        if label.code in lost_columns:
            under = {token.column: token for token in row.tokens}
            laid = [under.get(header[column.code].token.column) for column in columns]
        elif row.placed and any(row.placed) and not (row.placed[0] and row.placed[-1]):
            laid = None  # with one end empty the whole row may have moved, and no sum can tell
        money = any(column.unit for column in columns)
        if _may_be_torn(row, len(columns)) or (money and (len(said) > 1 or not said <= UNITS.keys())):
            laid = None
        if label.code in first_lines and _contradicts(columns, header, lines, first_lines[label.code]):
            laid = None
        if laid:
            unit = next(iter(said), None)
            units = [unit if column.unit else None for column in columns]
            read = [read_cell(table.name, label.code, *each) for each in zip(columns, laid, units, strict=True)]
            lost = "an empty place in a table whose figures stand off their columns"
            cells += [
                missing(table.name, label.code, cell.column, lost) if label.code in lost_columns and not token else cell
                for cell, token in zip(read, laid, strict=True)
            ]
        else:
            run = run_of(row.tokens)
            note = "which of the figures belongs to which column is not certain"
            cells += [illegible(table.name, label.code, column.code, run, note) for column in columns]
    return cells


def _may_be_torn(row: RowText, columns: int) -> bool:
    """Whether two figures stand closer together than the others, or close together in a row of one cell, so that they
    may be one number that was broken."""
    gaps = [b.span.start - a.span.end for a, b in pairwise(row.tokens) if a.column is None and a.line == b.line]
    return (len(gaps) > 1 and min(gaps) == 1 < max(gaps)) or (columns == 1 and gaps == [1])


def _are_alike(tokens: Sequence[Token]) -> bool:
    """Whether figures may be those of one merged cell, repeated in each column that it covers."""
    return len({(token.kind, token.value) for token in tokens}) == 1


def _copies(rows: Sequence[RowText]) -> int:
    """How often most rows of one column have their figure, as where cells are merged across columns; 0 where they have
    it once. In one row alone it may be a number that was torn into two like ones."""
    times = Counter(len(row.tokens) if _are_alike(row.tokens) else 0 for row in rows if row.tokens)
    most = [each for each, count in times.items() if 2 * count > times.total() and count > 1]
    return most[0] if most and most[0] > 1 else 0


def _heads(columns: Sequence[Label], header: Mapping[str, Head], lines: Sequence[Line], first_line: int) -> list[Head]:
    """The heads of all columns right above a row in the order of the text, those that are repeated too."""
    top = min(head.token.line for head in header.values())
    heads = [
        Head(token, found.start(), column.code)
        for line in lines
        if top <= line.number < first_line
        for token in line.words
        for column in columns
        for found in pattern_of(column).finditer(plain(token.text))
    ]
    heads.sort(key=lambda head: (head.token.span.start, head.at))
    # Below the last page break: from where the first column is headed anew.
    first = columns[0].code
    begins = [at for at, head in enumerate(heads) if head.code == first and (at == 0 or heads[at - 1].code != first)]
    return heads[begins[-1] :] if begins else heads


def _under(
    heads: Sequence[Head], columns: Sequence[Label], row: RowText, lines: Sequence[Line]
) -> Sequence[Token | None] | None:
    """The figure of a row for each column; None where one stands right under the head of another.

    Under a head that is repeated like figures are one, that of a cell merged across columns.
    """
    figures: dict[str, list[Token]] = {column.code: [] for column in columns}
    if len(heads) == len(columns):
        beside = len({head.token.line for head in heads}) == 1
        over = {(head.token.column, _places(lines, head.token)): head.code for head in heads if beside}
        own = zip(columns, row.placed or (), strict=False)
        astray = (
            over.get((token.column, _places(lines, token)), column.code) != column.code
            for column, token in own
            if token and token.column is not None
        )
        return None if any(astray) else row.placed
    if not (row.placed or row.loose) or len(row.tokens) != len(heads):
        return None
    for head, token in zip(heads, row.tokens, strict=True):
        figures[head.code].append(token)
    return [tokens[0] for tokens in figures.values()] if all(map(_are_alike, figures.values())) else None


def _contradicts(columns: Sequence[Label], header: Mapping[str, Head], lines: Sequence[Line], first_line: int) -> bool:
    """Whether the words above a row head other columns than its own, or its own in another order."""
    heads = [header[column.code] for column in columns if column.code in header]
    if not heads:
        above = [line for line in lines if first_line - _HEADER_REACH <= line.number < first_line]
        begins = [line.number for line in above if any(_HEADER_BEGINS.search(token.text) for token in line.words)]
        own = [line for line in lines if begins and line.number >= begins[-1]]
        return bool(own and _header(_all_measures(), own, first_line))
    return any(_is_before(after, before) for before, after in pairwise(heads))


def _is_before(one: Head, other: Head) -> bool:
    if one.token.column is not None and other.token.column is not None:
        return one.token.column < other.token.column
    return (one.token.line, one.token.span.start, one.at) < (other.token.line, other.token.span.start, other.at)


@cache
def _all_measures() -> tuple[Label, ...]:
    """The columns of all editions."""
    return tuple(union_labels(form.tables["proactive"].columns for form in load_forms()))


def _header(columns: Sequence[Label], lines: Sequence[Line], first_line: int) -> dict[str, Head]:
    """What heads each column, from the nearest lines above that have any of it."""
    offset = lines[0].number
    heads: dict[str, Head] = {}
    for line in reversed(lines[max(0, first_line - offset - _HEADER_REACH) : first_line - offset]):
        for token in line.words:
            text = re.sub(r"\s", "", token.text)
            for column in columns:
                if column.code not in heads and (found := pattern_of(column).search(text)):
                    heads[column.code] = Head(token, found.start(), column.code)
        if len(heads) == len(columns):
            break
    return heads


def _units_said(row: RowText, lines: Sequence[Line], first_line: int) -> set[str]:
    """The units of money that the text names for a row: in the words over it up to the figures of another row, in its
    label, and behind its figures, where a unit may have a line of its own."""
    offset = lines[0].number
    top = first_line - offset
    while top > 0 and first_line - offset - top < _HEADER_REACH and not lines[top - 1].values:
        top -= 1
    last = max((token.line for token in row.tokens), default=first_line) - offset
    below = [line for line in [line for line in lines[last + 1 :] if line.tokens][:1] if not line.values]
    over, under = (
        [plain(token.text) for line in each for token in line.words] for each in (lines[top : last + 1], below)
    )
    return units_named(over) | units_named(under)


def _places(lines: Sequence[Line], token: Token) -> int:
    return lines[token.line - lines[0].number].places


def _lost_columns(
    table: Table, rows: Mapping[str, RowText], headers: Mapping[str, Mapping[str, Head]], lines: Sequence[Line]
) -> set[str]:
    """Rows whose figures stand right under the first of their columns, when all rows under that header lack the same
    last ones and every other row is whole: then the text has lost these columns, and what is left has its place."""
    groups: dict[tuple[str, ...], list[str]] = {}
    for label in table.rows:
        columns = columns_of(table, label)
        if len(columns) > 1:
            groups.setdefault(tuple(column.code for column in columns), []).append(label.code)
    found: set[str] = set()
    for group, codes in groups.items():
        shapes: set[int | None] = set()
        for code in codes:
            heads = [headers.get(code, {}).get(column) for column in group]
            places = [head.token.column if head else None for head in heads]
            figures = rows.get(code, RowText()).tokens
            taken = [token.column for token in figures if token.kind is Kind.FIGURE]
            # The lost places must be there, empty: a row that ends early has lost an unknown one.
            whole = figures and len(taken) == len(figures) and _places(lines, figures[0]) > max(p or 0 for p in places)
            fits = whole and None not in places and len(set(places)) == len(places) > len(taken)
            shapes.add(len(taken) if fits and taken == places[: len(taken)] else None)
        others = [rows.get(label.code, RowText()).placed or (None,) for label in table.rows if label.code not in codes]
        if len(codes) > 1 and len(shapes) == 1 and None not in shapes and all(None not in placed for placed in others):
            found |= set(codes)
    return found
