"""Workbooks (.xlsx, .xls, .ods): the sheets that are shown, each a table.

What belongs here: values as a workbook shows them, and merged cells. What does not: what they say. Formulas are not
worked out; their saved results count.
"""

import datetime
from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import NamedTuple

import python_calamine as calamine
from lxml import etree

from gidr_pipeline.conversion.archive import Archive, damaged, parse_xml
from gidr_pipeline.conversion.limits import CELLS, COLUMNS, PLACES, too_large
from gidr_pipeline.conversion.model import Converted, Unconvertible
from gidr_pipeline.conversion.writer import Placed, Writer

_TRUE = ("1", "true")
Value = int | float | str | bool | datetime.time | datetime.date | datetime.datetime | datetime.timedelta
Range = tuple[tuple[int, int], tuple[int, int]]
"""The first and the last place of merged cells, row before column."""


def convert_workbook(data: bytes) -> Converted:
    """What the bytes of a workbook show. Raises Unconvertible."""
    archive = Archive(data) if data.startswith(b"PK") else None
    hidden = _hidden(archive) if archive else {}
    try:
        book = calamine.CalamineWorkbook.from_filelike(BytesIO(data))
    except calamine.PasswordError as error:
        raise Unconvertible("encrypted", "It is locked with a password. Save it without one.") from error
    except (calamine.CalamineError, OSError, ValueError) as error:
        raise damaged(f"it can't be read as a workbook ({error})") from error
    writer = Writer()
    for shown in book.sheets_metadata:
        if shown.visible == calamine.SheetVisibleEnum.Visible and shown.typ == calamine.SheetTypeEnum.WorkSheet:
            try:
                _sheet(writer, book.get_sheet_by_name(shown.name), hidden.get(shown.name, _NOTHING))
            except (calamine.CalamineError, OSError, ValueError) as error:
                raise damaged(f"its sheet {shown.name} can't be read ({error})") from error
    return writer.converted("workbook")


class _Hidden(NamedTuple):
    """The rows and columns of a sheet that are not shown, counted from 0."""

    rows: frozenset[int]
    columns: frozenset[int]


_NOTHING = _Hidden(frozenset(), frozenset())


def _hidden(archive: Archive) -> dict[str, _Hidden]:
    """What each sheet of a newer workbook hides. Every part is inflated for that, and counted, which the reader of
    workbooks does not do."""
    parts = {name: archive.part(name) for name in archive.names()}
    book, relations = (_root(parts.get(name)) for name in ("xl/workbook.xml", "xl/_rels/workbook.xml.rels"))
    if book is None or relations is None:
        return {}
    targets = {node.get("Id"): (node.get("Target") or "").removeprefix("/xl/") for node in relations}
    found: dict[str, _Hidden] = {}
    for sheet in book.iter("{*}sheet"):
        identity = next((value for key, value in sheet.items() if str(key).endswith("}id")), None)
        if (root := _root(parts.get(f"xl/{targets.get(str(identity))}"))) is not None:
            rows = (int(row.get("r") or 0) - 1 for row in root.iter("{*}row") if row.get("hidden") in _TRUE)
            columns = (
                at - 1
                for column in root.iter("{*}col")
                if column.get("hidden") in _TRUE
                for at in range(int(column.get("min") or 1), min(int(column.get("max") or 1), COLUMNS) + 1)
            )
            found[str(sheet.get("name"))] = _Hidden(frozenset(rows), frozenset(columns))
    return found


def _root(data: bytes | None) -> etree._Element | None:
    return None if data is None else parse_xml(data, "xl")


def _sheet(writer: Writer, sheet: calamine.CalamineSheet, hidden: _Hidden) -> None:
    if sheet.total_height * sheet.total_width > PLACES:
        raise too_large(f"a sheet of more than {PLACES:,} places")
    rows = sheet.to_python(skip_empty_area=False)
    merged = {start: (end[0] - start[0] + 1, end[1] - start[1] + 1) for start, end in _merged(sheet)}
    covered = {
        (row + i, column + j)
        for (row, column), (down, across) in merged.items()
        for i in range(min(down, len(rows) - row))
        for j in range(min(across, COLUMNS))
        if i or j
    }
    cells: list[Placed] = []
    width = max((at + 1 for row in rows for at, value in enumerate(row) if value != ""), default=0)
    last = max((number for number, row in enumerate(rows) if any(value != "" for value in row)), default=-1)
    for number, row in enumerate(rows[: last + 1]):
        if number not in hidden.rows:
            shown = _cells(number, row[:width], merged, covered)
            cells += (cell for cell in shown if cell.column not in hidden.columns)
        if len(cells) > CELLS:
            raise too_large(f"more than {CELLS:,} cells of tables")
    for part in _apart(cells):
        writer.table(part)


def _merged(sheet: calamine.CalamineSheet) -> Sequence[Range]:
    return sheet.merged_cell_ranges or ()


def _cells(
    number: int, row: Sequence[Value], merged: dict[tuple[int, int], tuple[int, int]], covered: set[tuple[int, int]]
) -> Iterator[Placed]:
    for column, value in enumerate(row):
        if (number, column) not in covered:
            down, across = merged.get((number, column), (1, 1))
            yield Placed(_shown(value).split("\n"), number, column, down, min(across, len(row) - column))


def _apart(cells: Sequence[Placed]) -> Iterator[list[Placed]]:
    """The tables of a sheet: rows that stand below each other. A row of one cell over all columns parts them."""
    rows: dict[int, list[Placed]] = {}
    for cell in cells:
        rows.setdefault(cell.row, []).append(cell)
    table: list[Placed] = []
    for row in rows.values():
        filled = [cell for cell in row if any(cell.lines)]
        if len(filled) == 1 and filled[0].columns == sum(cell.columns for cell in row):
            yield table
            yield [filled[0]]
            table = []
        else:
            table += row
    yield table


def _shown(value: Value) -> str:
    """A value as a cell shows it: whole numbers without a point."""
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(round(value, 10))
    return str(value)
