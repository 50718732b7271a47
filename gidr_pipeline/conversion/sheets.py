"""Workbooks (.xlsx, .xls, .ods): the sheets that are shown, each a table.

What belongs here: values as a workbook saves them, and merged cells. What does not: what they say, and the formats in
which cells show numbers: 12.5% is 0.125, and nothing is rounded. Formulas are not worked out; their saved results
count.
"""

import datetime
import operator
import re
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from string import digits
from typing import NamedTuple

import python_calamine as calamine
from lxml import etree

from gidr_pipeline.conversion.archive import Archive, damaged, parse_xml
from gidr_pipeline.conversion.limits import CELLS, COLUMNS, PLACES, too_large
from gidr_pipeline.conversion.model import Converted, Unconvertible
from gidr_pipeline.conversion.placed import Placed
from gidr_pipeline.conversion.shifted import LEVEL, OFFICE_SHIFTS
from gidr_pipeline.conversion.writer import Writer

_ZERO = re.compile(r"-?0+(?:\.0+)?(?:[eE][+-]?\d+)?")
_LITERAL = re.compile(r'"[^"]*"|\\.|[_*].|\[[^\]]*\]')
_PARTS_OF_FORMAT = re.compile(r';(?=(?:[^"]*"[^"]*")*[^"]*$)')
_PLACEHOLDERS = re.compile("[0#?@ymdhs]|General", re.IGNORECASE)
_CONDITION = re.compile(r"\[(<=|>=|<>|=|<|>)(-?\d+(?:\.\d+)?)\]")
_COMPARE = {
    "<": operator.lt,
    "<=": operator.le,
    "=": operator.eq,
    "<>": operator.ne,
    ">=": operator.ge,
    ">": operator.gt,
}
_SHOWN_OF_FORMAT = re.compile(r'(?:[_*].|\[[^\]]*\])|"([^"]*)"|\\?([^";\\])')
_WITH_ZERO = 3
"""The part of a number format that is for zero, where it has so many."""
_TRUE = ("1", "true")
_MOST_BESIDE = 3
"""Tables that stand beside each other."""
_STRINGS = "/sharedStrings"
Value = int | float | str | bool | datetime.time | datetime.date | datetime.datetime | datetime.timedelta


def convert_workbook(data: bytes) -> Converted:
    """What the bytes of a workbook show. Raises Unconvertible."""
    archive = Archive(data) if data.startswith(b"PK") else None
    try:
        looks = _looks(archive) if archive else {}
        book = calamine.CalamineWorkbook.from_filelike(BytesIO(data))
    except calamine.PasswordError as error:
        raise Unconvertible("encrypted", "It is locked with a password. Save it without one.") from error
    except (calamine.CalamineError, OSError, ValueError) as error:
        raise damaged(f"it can't be read as a workbook ({error})") from error
    writer = Writer()
    for shown in book.sheets_metadata:
        if shown.visible == calamine.SheetVisibleEnum.Visible and shown.typ == calamine.SheetTypeEnum.WorkSheet:
            try:
                _sheet(writer, book.get_sheet_by_name(shown.name), looks.get(shown.name, _PLAIN))
            except (calamine.CalamineError, OSError, ValueError) as error:
                raise damaged(f"its sheet {shown.name} can't be read ({error})") from error
    return writer.converted("workbook")


class _Look(NamedTuple):
    """What the reader of workbooks does not tell of a sheet, rows and columns counted from 0."""

    hidden_rows: frozenset[int]
    hidden_columns: frozenset[int]
    words: dict[tuple[int, int], str]
    """What cells show of which a part is raised, lowered or struck out, or which have an error, or a formula without a
    result, or a zero that is not shown as one."""


_PLAIN = _Look(frozenset(), frozenset(), {})


def _looks(archive: Archive) -> dict[str, _Look]:
    """How each sheet of a newer workbook looks. Every part is inflated for that, and counted, which the reader of
    workbooks does not do."""
    parts = {name: archive.part(name) for name in archive.names()}
    book, relations = (_root(parts.get(name)) for name in ("xl/workbook.xml", "xl/_rels/workbook.xml.rels"))
    if book is None or relations is None:
        return {}
    targets = {node.get("Id"): (node.get("Target") or "").removeprefix("/xl/") for node in relations}
    strings = next((node.get("Target") for node in relations if (node.get("Type") or "").endswith(_STRINGS)), None)
    shared = _root(parts.get(f"xl/{(strings or '').removeprefix('/xl/')}"))
    entries = shared.iterfind("{*}si") if shared is not None else ()
    marked = {str(at): words for at, entry in enumerate(entries) if (words := _marked(entry)) is not None}
    formats = _formats(_root(parts.get("xl/styles.xml")))
    found: dict[str, _Look] = {}
    for sheet in book.iter("{*}sheet"):
        identity = next((value for key, value in sheet.items() if str(key).endswith("}id")), None)
        if (root := _root(parts.get(f"xl/{targets.get(str(identity))}"))) is not None:
            found[str(sheet.get("name"))] = _look(root, marked, formats)
    return found


def _formats(styles: etree._Element | None) -> list[str]:
    """The number format of each style of cells by its index, an empty one for those that need no telling."""
    if styles is None:
        return []
    codes = {node.get("numFmtId"): node.get("formatCode") or "" for node in styles.iterfind("{*}numFmts/{*}numFmt")}
    return [codes.get(style.get("numFmtId"), "") for style in styles.iterfind("{*}cellXfs/{*}xf")]


def _look(sheet: etree._Element, shared: Mapping[str, str], formats: Sequence[str]) -> _Look:
    shows_zeros = all(view.get("showZeros", "1") in _TRUE for view in sheet.iterfind("{*}sheetViews/{*}sheetView"))
    hidden_columns = frozenset(
        at - 1
        for column in sheet.iter("{*}col")
        if column.get("hidden") in _TRUE
        for at in range(int(column.get("min") or 1), min(int(column.get("max") or 1), COLUMNS) + 1)
    )
    hidden_rows: set[int] = set()
    words: dict[tuple[int, int], str] = {}
    number = -1
    for row in sheet.iter("{*}row"):
        number = int(row.get("r") or number + 2) - 1
        if row.get("hidden") in _TRUE:
            hidden_rows.add(number)
        column = -1
        for cell in row.iterfind("{*}c"):
            column = _column(cell.get("r") or "", column + 1)
            said = _said(cell, shared)
            if said is None and _is_zero(cell):
                style = int(cell.get("s") or 0)
                said = zero_in(formats[style] if style < len(formats) else "") if shows_zeros else ""
            if said is not None:
                words[number, column] = said
    return _Look(frozenset(hidden_rows), hidden_columns, words)


def _said(cell: etree._Element, shared: Mapping[str, str]) -> str | None:
    """What a cell shows where the reader of workbooks says something else, or nothing: strings with marks, errors, and
    formulas of which no result was saved, as they are written."""
    kind, value, formula = cell.get("t"), cell.findtext("{*}v") or "", cell.find("{*}f")
    if kind == "s":
        return shared.get(value)
    if kind == "e":
        return value or "#"
    if formula is not None and not value:
        return f"={formula.text or ''}"
    return _marked(cell.find("{*}is"))


def _is_zero(cell: etree._Element) -> bool:
    value = cell.findtext("{*}v") or ""
    return cell.get("t", "n") == "n" and _ZERO.fullmatch(value) is not None


def zero_in(code: str) -> str | None:
    """What a number format shows for zero if that is no figure, without what only sets space.

    >>> zero_in('0;-0;;@'), zero_in('#,##0_);(#,##0);"-"_)'), zero_in("0.00"), zero_in('[=0]"-";0')
    ('', '-', None, '-')
    """
    part = _part_for_zero(_PARTS_OF_FORMAT.split(code))
    if part is None or _PLACEHOLDERS.search(_LITERAL.sub("", part)):
        return None
    return "".join(quoted or escaped for quoted, escaped in _SHOWN_OF_FORMAT.findall(part))


def _part_for_zero(parts: Sequence[str]) -> str | None:
    """The part of a number format that zero is shown by: the third, or the first whose condition holds for it."""
    conditions = [_CONDITION.search(part) for part in parts]
    if not any(conditions):
        return parts[_WITH_ZERO - 1] if len(parts) >= _WITH_ZERO else None
    held = (
        part for part, said in zip(parts, conditions, strict=True) if not said or _COMPARE[said[1]](0, float(said[2]))
    )
    return next(held, None)


def _column(place: str, following: int) -> int:
    """The column of a place such as B7, counted from 0; the following one where none is said."""
    letters = place.rstrip(digits).upper()
    number = 0
    for letter in letters[:3]:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1 if letters else following


def _marked(string: etree._Element | None) -> str | None:
    """What a string shows of which a part is raised, lowered or struck out; None for any other."""
    words, is_marked = "", False
    for run in string.iterfind("{*}r") if string is not None else ():
        struck, place = run.find("{*}rPr/{*}strike"), run.find("{*}rPr/{*}vertAlign")
        is_struck = struck is not None and struck.get("val", "1") in _TRUE
        shift = OFFICE_SHIFTS.get(place.get("val") or "") if place is not None else None
        words += "" if is_struck else (run.findtext("{*}t") or "").translate(shift or LEVEL)
        is_marked = is_marked or is_struck or shift is not None
    return words if is_marked else None


def _root(data: bytes | None) -> etree._Element | None:
    return None if data is None else parse_xml(data, "xl")


def _sheet(writer: Writer, sheet: calamine.CalamineSheet, look: _Look) -> None:
    if sheet.total_height * sheet.total_width > PLACES:
        raise too_large(f"a sheet of more than {PLACES:,} places")
    rows = sheet.to_python(skip_empty_area=False)
    for (number, column), words in look.words.items():
        if number < len(rows) and column < len(rows[number]):
            rows[number][column] = words
    merged, covered = _merged(sheet, rows, look)
    cells: list[Placed] = []
    width = max((at + 1 for row in rows for at, value in enumerate(row) if value != ""), default=0)
    last = max((number for number, row in enumerate(rows) if any(value != "" for value in row)), default=-1)
    for number, row in enumerate(rows[: last + 1]):
        if number not in look.hidden_rows:
            shown = _cells(number, row[:width], merged, covered)
            cells += (cell for cell in shown if cell.column not in look.hidden_columns)
        if len(cells) > CELLS:
            raise too_large(f"more than {CELLS:,} cells of tables")
    for part in _apart(cells):
        for table in _beside(part):
            writer.table(table)


def _merged(
    sheet: calamine.CalamineSheet, rows: list[list[Value]], look: _Look
) -> tuple[dict[tuple[int, int], tuple[int, int]], set[tuple[int, int]]]:
    """How many rows and columns merged cells cover, by the first place of theirs that is shown, which takes their
    value, and all other places that they cover."""
    merged: dict[tuple[int, int], tuple[int, int]] = {}
    covered: set[tuple[int, int]] = set()
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        down = range(top, min(bottom + 1, len(rows)))
        across = range(left, min(right + 1, left + COLUMNS))
        row = next((at for at in down if at not in look.hidden_rows), top)
        column = next((at for at in across if at not in look.hidden_columns), left)
        if row < len(rows) and column < len(rows[row]):
            rows[row][column] = rows[top][left]
        merged[row, column] = (bottom - row + 1, right - column + 1)
        covered.update((i, j) for i in down for j in across if (i, j) != (row, column))
    return merged, covered


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


def _beside(cells: list[Placed]) -> Iterator[list[Placed]]:
    """The tables that stand beside each other, from left to right: an empty column parts them, and each has words and
    figures of its own. One in the midst of a table has its labels on one side, and all its figures on the other; many
    are what merged cells leave that a program forgot."""
    filled = {at for cell in cells if any(cell.lines) for at in range(cell.column, cell.column + cell.columns)}
    edges = [at for at in sorted(filled) if at - 1 not in filled][1:]
    for edge in edges if len(edges) < _MOST_BESIDE else ():
        end = max(at for at in filled if at < edge) + 1
        left = [cell for cell in cells if cell.column < end]
        right = [cell for cell in cells if cell.column >= edge]
        if _is_table(left) and _is_table(right):
            yield left
            yield from _beside(right)
            return
    yield cells


def _is_table(cells: Sequence[Placed]) -> bool:
    said = ["".join(cell.lines) for cell in cells]
    return any(map(str.isdecimal, said)) and any(words and not words.isdecimal() for words in said)


def _shown(value: Value) -> str:
    """A value in plain characters: whole numbers without a point."""
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(round(value, 10))
    return str(value)
