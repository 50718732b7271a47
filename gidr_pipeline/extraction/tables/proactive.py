"""The table of what was disclosed proactively. Its rows have no sums: labels and layout place a figure, or nothing."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import pairwise, takewhile
from operator import attrgetter

from gidr_pipeline.extraction.model import Cell
from gidr_pipeline.extraction.tables.align import plain
from gidr_pipeline.extraction.tables.cells import illegible, missing, read_cell, run_of
from gidr_pipeline.extraction.tables.heads import Head, are_exchanged, heads_in
from gidr_pipeline.extraction.tables.money import units_named
from gidr_pipeline.extraction.tables.rows import RowText
from gidr_pipeline.extraction.text.figures import UNITS, Kind, Token
from gidr_pipeline.extraction.text.line import Line
from gidr_pipeline.forms import Label, Table, load_forms, union_labels

_HEADER_REACH = 12
_NUMBER = attrgetter("number")
_SIGN = re.compile(r"\\?[+-]\s*\d|增|减")
_HEADER_BEGINS = re.compile(r"信息内容|第二十条")


def columns_of(table: Table, row: Label) -> list[Label]:
    """The columns that a row of the table has, in the form's order."""
    return [column for column in table.columns if row.columns is None or column.code in row.columns]


def read_proactive(
    table: Table,
    rows: Mapping[str, RowText],
    lines: Sequence[Line],
    first_lines: Mapping[str, int],
    *,
    leaves_zeros_blank: bool = False,
) -> list[Cell]:
    """All cells of the table, in the form's order.

    `first_lines` tells the line of each label that was found; the header above it names the columns' places and units.
    `leaves_zeros_blank` tells whether the report does, as sums of another table show: then places under heads may be
    empty.
    """
    lines = [line for line in lines if line.tokens]
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
        elif row.loose and len(columns) == 1 and _is_repeated(row, copies, columns, header):
            laid = row.loose[:1]
        if label.code in lost_columns:
            under = {token.column: token for token in row.tokens}
            laid = [under.get(header[column.code].token.column) for column in columns]
        elif leaves_zeros_blank and 0 < len(row.tokens) < len(columns):
            laid = _below_heads(row, columns, header, lines)
        elif row.placed and any(row.placed) and not (row.placed[0] and row.placed[-1]):
            laid = None  # with one end empty the whole row may have moved, and no sum can tell
        money = any(column.unit for column in columns)
        if _may_be_torn(row, len(columns)) or (money and (len(said) > 1 or not said <= UNITS.keys())):
            laid = None
        if laid and _changes_stand_aside(columns, laid):
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


def _changes_stand_aside(columns: Sequence[Label], laid: Sequence[Token | None]) -> bool:
    """Whether a figure has a sign, as changes from the year before have, that does not stand in their column."""
    signed = {column.signed for column, token in zip(columns, laid, strict=True) if token and _SIGN.match(token.text)}
    return signed == {False} and any(column.signed for column in columns)


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


def _is_repeated(row: RowText, copies: int, columns: Sequence[Label], header: Mapping[str, Head]) -> bool:
    """Whether the figures of a row of one column are that of a cell merged across columns, repeated in each: other rows
    or the head are repeated as often."""
    times = len(row.loose)
    over = [head.line for head in header.values()]
    return _are_alike(row.loose) and (times == copies or 1 < times == len(list(heads_in(over, columns))))


def _heads(columns: Sequence[Label], header: Mapping[str, Head], lines: Sequence[Line], first_line: int) -> list[Head]:
    """The heads of all columns right above a row in the order of the text, those that are repeated too."""
    top = min(head.token.line for head in header.values())
    heads = list(heads_in([line for line in lines if top <= line.number < first_line], columns))
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
        over = {(head.token.column, head.line.places): head.code for head in heads if beside}
        own = zip(columns, row.placed or (), strict=False)
        astray = (
            over.get((token.column, _line_of(token, lines).places), column.code) != column.code
            for column, token in own
            if token and token.column is not None
        )
        return None if any(astray) else row.placed
    if not (row.placed or row.loose) or len(row.tokens) != len(heads):
        return None
    for head, token in zip(heads, row.tokens, strict=True):
        figures[head.code].append(token)
    return [tokens[0] for tokens in figures.values()] if all(map(_are_alike, figures.values())) else None


def _below_heads(
    row: RowText, columns: Sequence[Label], header: Mapping[str, Head], lines: Sequence[Line]
) -> list[Token | None] | None:
    """The figure in the place of each column's head; None where one stands elsewhere, or on another line, or may be
    another row's, or where nothing keeps places."""
    if row.unclear or len({token.line for token in row.tokens}) > 1:
        return None
    heads = [header[column.code] for column in columns if column.code in header]
    under = {(token.column, _line_of(token, lines).places): token for token in row.tokens}
    places = [(head.token.column, head.line.places) for head in heads]
    known = len(set(places)) == len(columns) and all(column is not None for column, _ in places)
    return [under.get(place) for place in places] if known and under.keys() <= set(places) else None


def _contradicts(columns: Sequence[Label], header: Mapping[str, Head], lines: Sequence[Line], first_line: int) -> bool:
    """Whether the words above a row head other columns than its own, or its own in another order."""
    heads = [header[column.code] for column in columns if column.code in header]
    if not heads:
        above = _above(lines, first_line)
        begins = [line.number for line in above if any(_HEADER_BEGINS.search(token.text) for token in line.words)]
        own = [line for line in lines if begins and line.number >= begins[-1]]
        return bool(own and _header(_all_measures(), own, first_line))
    # Heads with figures between them stand over columns that follow each other down the text.
    last = max(head.token.line for head in heads)
    down = takewhile(lambda line: not line.values, (line for line in reversed(lines) if line.number <= last))
    first = min((line.number for line in down), default=last)
    return any(are_exchanged(*pair) for pair in pairwise(head for head in heads if head.token.line >= first))


@cache
def _all_measures() -> tuple[Label, ...]:
    """The columns of all editions."""
    return tuple(union_labels(form.tables["proactive"].columns for form in load_forms()))


def _above(lines: Sequence[Line], number: int) -> Sequence[Line]:
    """The lines above the one with this number, as far as a header may reach."""
    at = bisect_left(lines, number, key=_NUMBER)
    return lines[max(0, at - _HEADER_REACH) : at]


def _header(columns: Sequence[Label], lines: Sequence[Line], first_line: int) -> dict[str, Head]:
    """What heads each column, from the nearest lines above that have any of it."""
    heads: dict[str, Head] = {}
    for line in reversed(_above(lines, first_line)):
        on_line: dict[str, Head] = {}
        for head in heads_in([line], columns):
            on_line.setdefault(head.code, head)
        heads = on_line | heads
        if len(heads) == len(columns):
            break
    return heads


def _units_said(row: RowText, lines: Sequence[Line], first_line: int) -> set[str]:
    """The units of money that the text names for a row: in the words over it up to the figures of another row, in its
    label, and behind its figures, where a unit may have a line of its own."""
    above = list(takewhile(lambda line: not line.values, reversed(_above(lines, first_line))))[::-1]
    end = bisect_right(lines, max((token.line for token in row.tokens), default=first_line), key=_NUMBER)
    own = lines[bisect_left(lines, first_line, key=_NUMBER) : end]
    below = [line for line in lines[end : end + 1] if not line.values]
    over, under = ([plain(token.text) for line in each for token in line.words] for each in ([*above, *own], below))
    return units_named(over) | units_named(under)


def _line_of(token: Token, lines: Sequence[Line]) -> Line:
    return lines[bisect_left(lines, token.line, key=_NUMBER)]


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
            whole = (
                figures
                and len(taken) == len(figures)
                and _line_of(figures[0], lines).places > max(p or 0 for p in places)
            )
            fits = whole and None not in places and len(set(places)) == len(places) > len(taken)
            shapes.add(len(taken) if fits and taken == places[: len(taken)] else None)
        others = [rows.get(label.code, RowText()).placed or (None,) for label in table.rows if label.code not in codes]
        if len(codes) > 1 and len(shapes) == 1 and None not in shapes and all(None not in placed for placed in others):
            found |= set(codes)
    return found
