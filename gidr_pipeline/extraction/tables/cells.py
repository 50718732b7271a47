"""From a token in its place to a cell of the form: units, signs and what a cell may hold."""

import re
from collections.abc import Sequence
from decimal import Decimal

from gidr_pipeline.extraction.model import Cell, Span, Status
from gidr_pipeline.extraction.text.figures import Kind, Token
from gidr_pipeline.extraction.text.quantity import CURRENCY, MONEY, SCALES, UNITS
from gidr_pipeline.forms import Label, TableName

_STORED = Decimal("0.0001")
_UNIT_WORD = re.compile(MONEY)
_CORRECTS = re.compile("更正|更改|改为|应为|应是")


def run_of(tokens: Sequence[Token]) -> Span | None:
    """The characters from the first to the last of some tokens."""
    if not tokens:
        return None
    return Span(min(t.span.start for t in tokens), max(t.span.end for t in tokens))


def missing(table: TableName, row: str, column: str, note: str | None = None) -> Cell:
    return Cell(table, row, column, Status.MISSING, note=note)


def illegible(table: TableName, row: str, column: str, span: Span | None, note: str) -> Cell:
    """A cell that can't be read for certain; missing where nothing stands there."""
    if span is None:
        return missing(table, row, column, note)
    return Cell(table, row, column, Status.ILLEGIBLE, span=span, note=note)


def read_cell(table: TableName, row: str, column: Label, token: Token | None, unit: str | None = None) -> Cell:
    """The cell in which the layout puts this token, None for an empty place.

    `unit` is the one that the table's header names for the column, if any; the cell's own goes first.
    """
    if token is None:
        return Cell(table, row, column.code, Status.BLANK)
    if token.kind is Kind.FIGURE and unit is None and token.text.isascii() and token.text.isdigit():
        return Cell(table, row, column.code, Status.REPORTED, token.value, token.span)
    if token.kind is Kind.BLANK:
        return Cell(table, row, column.code, Status.BLANK, span=token.span)
    told = _amount(token, column, unit)
    if isinstance(told, str):
        return illegible(table, row, column.code, token.span, told)
    value, notes = told
    if token.remark:
        notes.append(f"remark: {token.remark}")
    return Cell(table, row, column.code, Status.REPORTED, value, token.span, "; ".join(notes) or None)


def _amount(token: Token, column: Label, unit: str | None) -> tuple[Decimal, list[str]] | str:
    """The value of a figure in the form's unit, with notes; or why it has none that is certain."""
    if token.kind is not Kind.FIGURE or token.value is None:
        return "not a clean number"
    if _CORRECTS.search(token.remark or ""):
        return "a remark corrects it"
    named = sorted(set(_UNIT_WORD.findall(token.remark or "")))
    if column.unit and (len(named) > 1 or (named and token.unit in (*UNITS, *SCALES))):
        return "more than one unit"
    unit = named[0] if named else unit
    if token.unit == CURRENCY and unit is None and column.unit != "元":
        return "in which unit the figure is, is not certain"
    value, notes = _in_unit(token, column, unit)
    if value < 0 and not column.signed:
        return "a count can't be negative"
    if column.unit is None and value % 1:
        return "a count must be a whole number"
    if column.unit is None and token.unit in (*UNITS, CURRENCY):
        return f"an amount in {token.unit} where the form has a count"
    if value % _STORED or abs(value) >= Decimal(10) ** 14:
        return "has more digits than are stored exactly"
    return value, notes


def _in_unit(token: Token, column: Label, header_unit: str | None) -> tuple[Decimal, list[str]]:
    assert token.value is not None  # figures have one
    value, unit = token.value, token.unit if token.unit in UNITS else header_unit
    if column.unit and token.unit in SCALES:
        value, unit = value / SCALES[token.unit], f"{token.unit}元"
    if column.unit and unit and unit != column.unit:
        return value * UNITS[unit] / UNITS[column.unit], [f"converted from {unit} to {column.unit}"]
    return value, [f"unit: {token.unit}"] if token.unit else []
