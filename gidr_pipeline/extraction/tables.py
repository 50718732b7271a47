"""Rows of the text become cells of a table whose rows add up: placed ones as they stand, damaged ones by arithmetic.

Which sums there are comes from the form's identities. A placed figure is never changed, whatever does not add up.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from gidr_pipeline.extraction.cells import illegible, missing, read_cell, run_of
from gidr_pipeline.extraction.figures import Kind, Token, could_be
from gidr_pipeline.extraction.model import Cell, Status
from gidr_pipeline.extraction.repair import ColumnSum, Options, Settled, Sum, count_of, lay_out, overlay, settle
from gidr_pipeline.extraction.rows import RowText
from gidr_pipeline.forms import Form, Table, TableName

_MOST_FAILING = 0.2


@dataclass(frozen=True)
class Sums:
    """The sums of a table: along its rows, by position of the columns, and down its columns, by row code."""

    along: tuple[Sum, ...]
    along_rule: str
    down: tuple[ColumnSum, ...]
    totals: frozenset[str]
    """Rows that stand for a sum of others: left blank, they are unknown rather than zero."""


def sums_of(form: Form, name: TableName) -> Sums:
    """The sums that a table's own cells must satisfy, from the identities of the form."""
    table = form.tables[name]
    place = {column.code: index for index, column in enumerate(table.columns)}
    along, rule, down, totals = [], "", [], set()
    for identity in form.identities:
        terms = [*identity.left, *identity.right]
        if identity.table != name or any(term.year_offset for term in terms):
            continue
        if identity.scope == table.row_axis:
            along.append(Sum(tuple(place[t.code] for t in identity.left), place[identity.right[0].code]))
            rule = identity.rule
        else:
            signs = {t.code: t.sign for t in identity.left} | {t.code: -t.sign for t in identity.right}
            down.append(ColumnSum(identity.rule, signs))
            totals |= {t.code for t in identity.right}
    return Sums(tuple(along), rule, tuple(down), frozenset(totals))


def read_summed(table: Table, sums: Sums, rows: Mapping[str, RowText]) -> list[Cell]:
    """All cells of the table, in the form's order."""
    width = len(table.columns)
    known = {code: _known(row.placed, code in sums.totals) for code, row in rows.items() if row.placed}
    damaged: dict[str, Options] = {}
    for code, row in rows.items():
        if row.placed and not any(token and token.kind is Kind.ILLEGIBLE for token in row.placed):
            if _may_be_shifted(row.placed, sums.along):
                damaged[code] = Options((), False)
        elif row.placed:
            damaged[code] = overlay([[token] if token else [] for token in row.placed], sums.along)
        elif row.stacked:
            damaged[code] = overlay([sorted(tokens, key=_figures_first) for tokens in row.stacked], sums.along)
        elif row.loose:
            damaged[code] = lay_out(row.loose, width, sums.along)
    if _arithmetic_fails(known, damaged, sums.along):
        damaged = {code: Options((), False) for code in damaged}
    settled = settle({code: v for code, v in known.items() if code not in damaged}, damaged, sums.down)
    cells: list[Cell] = []
    for label in table.rows:
        row = rows.get(label.code, RowText())
        if label.code in damaged:
            cells += _damaged_row(table, label.code, row, damaged[label.code], settled.get(label.code), sums.along_rule)
        else:
            cells += _plain_row(table, label.code, row)
    return cells


def _figures_first(token: Token) -> bool:
    return token.kind is not Kind.FIGURE


def _known(placed: Sequence[Token | None], is_total: bool) -> list[int | None]:
    """The counts of a row for sums down the columns; a blank counts as zero, but not in a row of totals."""
    return [
        (None if is_total else 0) if token is None or token.kind is Kind.BLANK else count_of(token) for token in placed
    ]


def _plain_row(table: Table, code: str, row: RowText) -> list[Cell]:
    if row.placed:
        return [read_cell(table.name, code, c, token) for c, token in zip(table.columns, row.placed, strict=True)]
    if row.unclear:
        note = "figures stand here, but which of them belong to this line is not certain"
        return [illegible(table.name, code, column.code, run_of(row.unclear), note) for column in table.columns]
    return [missing(table.name, code, column.code) for column in table.columns]


def _holds(values: Sequence[int | None], along: Sequence[Sum]) -> bool:
    return all(sum(values[i] or 0 for i in each.addends) == (values[each.total] or 0) for each in along)


def _may_be_shifted(placed: Sequence[Token | None], along: Sequence[Sum]) -> bool:
    """Whether a row with empty places does not add up as it stands, but does when moved aside: then its places lie."""
    if None not in placed:
        return False
    values = [None if token is None else count_of(token) for token in placed]
    if _holds(values, along) or not any(values):
        return False
    width = len(values)
    for by in range(1 - width, width):
        moved: list[int | None] = [None] * width
        if any(v is not None and not 0 <= i + by < width for i, v in enumerate(values)):
            continue
        for i, value in enumerate(values):
            if value is not None:
                moved[i + by] = value
        if by and _holds(moved, along):
            return True
    return False


def _arithmetic_fails(
    known: Mapping[str, Sequence[int | None]], damaged: Mapping[str, Options], along: Sequence[Sum]
) -> bool:
    """Whether so many readable rows do not add up that their sums prove nothing about the damaged ones."""
    whole = [values for code, values in known.items() if code not in damaged and None not in values]
    failing = sum(not _holds(values, along) for values in whole)
    return failing > 1 and failing > _MOST_FAILING * len(whole)


def _damaged_row(
    table: Table, code: str, row: RowText, options: Options, settled: Settled | None, rule: str
) -> list[Cell]:
    tokens = [t for t in row.placed or () if t] or [t for each in row.stacked or () for t in each] or list(row.loose)
    run = run_of(tokens)
    count = f"{len(tokens)} figures for {len(table.columns)} cells"
    final = settled.options if settled else options.options if options.exhaustive else ()
    cells = []
    for index, column in enumerate(table.columns):
        in_place = row.placed[index] if row.placed else None
        if row.placed and final and (in_place is None or in_place.kind is not Kind.ILLEGIBLE):
            cells.append(read_cell(table.name, code, column, in_place))
            continue
        if row.placed and in_place and in_place.kind is not Kind.ILLEGIBLE and None not in row.placed:
            cells.append(read_cell(table.name, code, column, in_place))
            continue
        values = {option.values[index] for option in final}
        value = next(iter(values)) if len(values) == 1 else None
        here = [option.tokens[index] for option in final]
        witness = _witness(index, value, here, settled, rule)
        if value is not None and witness:
            token = here[0] if here[0] and (here[0].kind is Kind.FIGURE or in_place) else None
            note = f"{count}; {witness}"
            span = token.span if token else None
            cells.append(Cell(table.name, code, column.code, Status.REPAIRED, Decimal(value), span, note))
        elif final and all(token is None for token in here):
            cells.append(missing(table.name, code, column.code, f"{count}; no second witness for the lost figure"))
        else:
            span = in_place.span if in_place else run
            why = "several readings add up" if len(values) > 1 else "no reading adds up"
            cells.append(illegible(table.name, code, column.code, span, f"{count}; {why}"))
    return cells


def _witness(
    index: int, value: int | None, here: Sequence[Token | None], settled: Settled | None, rule: str
) -> str | None:
    """What besides the row's own sum speaks for a value: a sum down its column, or surviving characters."""
    if value is None or (settled and index in settled.suspect):
        return None
    if settled and index in settled.proven:
        return f"fits {rule} and {' and '.join(settled.proven[index])}"
    if any(token and (token.kind is Kind.FIGURE or could_be(token, Decimal(value))) for token in here):
        return f"fits {rule} and the characters in the text"
    return None
