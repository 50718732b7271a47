"""Rows of the text become cells of a table whose rows add up: placed ones as they stand, damaged ones by arithmetic.

A placed figure is never changed, whatever does not add up.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from gidr_pipeline.extraction.model import Cell, Status
from gidr_pipeline.extraction.tables.candidates import arithmetic_fails, counts_of, readings_of
from gidr_pipeline.extraction.tables.cells import illegible, missing, read_cell, run_of
from gidr_pipeline.extraction.tables.options import Option, Options, Sum, count_of, lay_out
from gidr_pipeline.extraction.tables.repair import Settled, settle
from gidr_pipeline.extraction.tables.rows import RowText
from gidr_pipeline.extraction.tables.sums import Sums
from gidr_pipeline.extraction.text.figures import Kind, Token, could_be, says_nothing
from gidr_pipeline.forms import Table


def read_summed(table: Table, sums: Sums, rows: Mapping[str, RowText]) -> list[Cell]:
    """All cells of the table, in the form's order."""
    known = {code: counts_of(row.placed, is_total=code in sums.totals) for code, row in rows.items() if row.placed}
    damaged = readings_of(table, sums, rows)
    if arithmetic_fails(known, damaged, sums.along):
        damaged = {code: Options((), False) for code in damaged}
    settled = settle({code: v for code, v in known.items() if code not in damaged}, damaged, sums.down)
    cells: list[Cell] = []
    for label in table.rows:
        row = rows.get(label.code, RowText())
        if label.code in damaged:
            options = damaged[label.code]
            cells += _damaged_row(table, label.code, row, options, settled.get(label.code), sums)
        elif row.by_sums:
            cells += _row_by_sums(table, label.code, row, sums)
        else:
            cells += _plain_row(table, label.code, row)
    return cells


def _plain_row(table: Table, code: str, row: RowText) -> list[Cell]:
    if row.placed:
        return [read_cell(table.name, code, c, token) for c, token in zip(table.columns, row.placed, strict=True)]
    if row.unclear:
        note = "figures stand here, but which of them belong to this line is not certain"
        return [illegible(table.name, code, column.code, run_of(row.tokens), note) for column in table.columns]
    return [missing(table.name, code, column.code) for column in table.columns]


def _row_by_sums(table: Table, code: str, row: RowText, sums: Sums) -> list[Cell]:
    rules = [each.rule for each in sums.down if code in each.signs]
    note = f"figures stand apart from the labels; their order fits {' and '.join([sums.along_rule, *rules])}"
    return [
        cell._replace(status=Status.REPAIRED, note=note) if cell.value is not None else cell
        for cell in _plain_row(table, code, row)
    ]


def _damaged_row(
    table: Table, code: str, row: RowText, options: Options, settled: Settled | None, sums: Sums
) -> list[Cell]:
    tokens = row.tokens
    run = run_of(tokens)
    count = f"{len(tokens)} figures for {len(table.columns)} cells"
    final = settled.options if settled else options.options if options.exhaustive else ()
    if options.layouts:
        final = tuple(each for each in options.layouts if any(each.values == other.values for other in final))
    if row.placed and row.placed[0] and row.placed[-1]:
        return _row_with_illegible(table, code, row.placed, final, settled, sums)
    if row.placed and len(final) == 1 and final[0].values == tuple(map(_or_zero, row.placed)):
        return _row_as_it_stands(table, code, row.placed, settled, sums)
    if row.placed and (not sums.down or _moves_a_total(row.placed, final, sums.along)):
        final = ()  # nothing speaks for another place, or the place of the total speaks against it
    misprinted = () if sums.down else _with_a_misprint(row, len(table.columns), sums.along)
    cut_off = not sums.down and all(_is_cut_off(option, sums.along) for option in final)
    cells = []
    for index, column in enumerate(table.columns):
        others = [option for each, option in misprinted if not cut_off or index not in (*each.addends, each.total)]
        value = _agreed([*final, *others] if final else (), index)
        here = [option.tokens[index] for option in final]
        witness = _witness_of_place(index, final, settled, sums)
        dashes = [token for token in here if token and token.kind is Kind.BLANK]
        if value is not None and witness and dashes:
            note = f"{count}; {witness}"
            if len(dashes) == len(here) and len(set(dashes)) == 1:
                cells.append(Cell(table.name, code, column.code, Status.BLANK, span=dashes[0].span, note=note))
            else:
                cells.append(illegible(table.name, code, column.code, run, f"{count}; a dash may stand here"))
        elif value is not None and witness and (all(here) or not options.layouts):
            span = here[0].span if here[0] else None
            note = f"{count}; {witness}"
            cells.append(Cell(table.name, code, column.code, Status.REPAIRED, Decimal(value), span, note))
        elif options.layouts and not any(here):
            cells.append(missing(table.name, code, column.code, f"{count}; blank, like cells of other lines"))
        elif final and all(token is None for token in here):
            cells.append(missing(table.name, code, column.code, f"{count}; no second witness for the lost figure"))
        else:
            several = "several readings add up" if len(final) > 1 else "one reading adds up, with no second witness"
            why = several if final else "no reading adds up"
            cells.append(illegible(table.name, code, column.code, run, f"{count}; {why}"))
    return cells


def _is_cut_off(option: Option, along: Sequence[Sum]) -> bool:
    """Whether a reading lost the end of its row alone: every sum before it adds up something, so that the figures which
    are left have their places, though the sum that ends there proves nothing."""
    last = len(option.tokens) - 1
    return option.tokens[last] is None and all(option.values[each.total] for each in along if each.total != last)


def _with_a_misprint(row: RowText, width: int, along: Sequence[Sum]) -> list[tuple[Sum, Option]]:
    """The readings that are possible if one of several sums along a row does not hold in print, by that sum."""
    return [
        (each, option)
        for each in along
        for option in lay_out(
            row.loose, width, [other for other in along if other is not each], in_pieces=False
        ).options
    ]


def _row_as_it_stands(
    table: Table, code: str, placed: Sequence[Token | None], settled: Settled | None, sums: Sums
) -> list[Cell]:
    """A row with an empty end of which no other reading is left: a figure stays if the sum down its column holds."""
    proven = range(len(placed)) if not sums.down else settled.proven if settled else ()
    note = "the row may have moved, and no sum down the column tells"
    return [
        illegible(table.name, code, column.code, token.span, note)
        if token and index not in proven
        else read_cell(table.name, code, column, token)
        for index, (column, token) in enumerate(zip(table.columns, placed, strict=True))
    ]


def _moves_a_total(placed: Sequence[Token | None], final: Sequence[Option], along: Sequence[Sum]) -> bool:
    """Whether a reading takes a figure for an addend that stands in the place of a total."""
    totals = [(each.total, placed[each.total]) for each in along]
    return any(token and option.tokens[at] is not token for option in final for at, token in totals)


def _or_zero(token: Token | None) -> int | None:
    return 0 if token is None else count_of(token)


def _row_with_illegible(
    table: Table,
    code: str,
    placed: Sequence[Token | None],
    final: Sequence[Option],
    settled: Settled | None,
    sums: Sums,
) -> list[Cell]:
    """A row of which each figure has its place, but some can't be read: only those need arithmetic."""
    cells = []
    for index, (column, token) in enumerate(zip(table.columns, placed, strict=True)):
        value = _agreed(final, index)
        witness = _witness_of_reading(index, value, token, settled, sums)
        if token is None or token.kind is not Kind.ILLEGIBLE:
            cells.append(read_cell(table.name, code, column, token))
        elif value is not None and witness:
            cells.append(Cell(table.name, code, column.code, Status.REPAIRED, Decimal(value), token.span, witness))
        else:
            cells.append(illegible(table.name, code, column.code, token.span, "not a clean number"))
    return cells


def _agreed(final: Sequence[Option], index: int) -> int | None:
    """The value that all readings give a cell, None where they differ."""
    values = {option.values[index] for option in final}
    return values.pop() if len(values) == 1 else None


def _proof(index: int, settled: Settled | None, sums: Sums) -> str | None:
    """The two sums that cross in a cell, where both took part and hold."""
    if settled and index in settled.proven:
        return f"fits {sums.along_rule} and {' and '.join(settled.proven[index])}"
    return None


def _witness_of_place(index: int, final: Sequence[Option], settled: Settled | None, sums: Sums) -> str | None:
    """What speaks for the place of a figure in a row that lost or gained some, besides the row's own sum.

    In a table with sums down its columns it is one of those. In another, the characters themselves, unless the sum
    was used up to find its own lost total. A last total alone may be lost, cut off with the end of the row, where the
    figure before it can't be that total.
    """
    if sums.down:
        return _proof(index, settled, sums)
    for option in final:
        along = next(each for each in sums.along if index == each.total or index in each.addends)
        last = next((option.values[i] for i in reversed(along.addends) if option.tokens[i]), None)
        cut_off = along.total == len(option.tokens) - 1 and last == 0
        if option.tokens[along.total] is None and option.values[along.total] and not cut_off:
            return None
    if any(_is_read(option.tokens[index], option.values[index]) for option in final):
        return f"fits {sums.along_rule} and the characters in the text"
    return None


def _is_read(token: Token | None, value: int | None) -> bool:
    """Whether a value stands in the text: as a figure, or as characters that allow it."""
    if token is None or value is None:
        return False
    return token.kind is not Kind.ILLEGIBLE or could_be(token, Decimal(value))


def _witness_of_reading(
    index: int, value: int | None, token: Token | None, settled: Settled | None, sums: Sums
) -> str | None:
    """What speaks for the reading of an illegible figure, besides its row's sum: its characters, or where those say
    nothing the sum down its column; and nothing does where one of these speaks against it."""
    if value is None or token is None or (settled and index in settled.suspect):
        return None
    if could_be(token, Decimal(value)):
        return _proof(index, settled, sums) or f"fits {sums.along_rule} and the characters in the text"
    return _proof(index, settled, sums) if says_nothing(token) else None
