"""An XLSX file of one table, written row by row: a bold head that stays in sight, filters, text as text.

What belongs here: the parts of such a file (Office Open XML, ECMA-376). What does not: what is in the table.
"""

import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from decimal import Decimal
from itertools import chain, islice
from pathlib import Path
from xml.sax.saxutils import escape

ROWS_OF_A_SHEET = 1_048_576
LONGEST_TEXT = 32_767
"""Characters that a cell takes."""
_WIDEST = 15
"""Digits that a number of a spreadsheet keeps; longer ones are written as text."""
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_STYLES = (
    f'<styleSheet {_MAIN}><fonts count="2"><font><sz val="11"/></font><font><b/><sz val="11"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/></border></borders>'
    '<cellStyleXfs count="1"><xf/></cellStyleXfs>'
    '<cellXfs count="2"><xf/><xf fontId="1" applyFont="1"/></cellXfs></styleSheet>'
)


def write_spreadsheet(path: Path, name: str, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Write a table as one workbook, over several sheets where one can't take it.

    Numbers become numbers and everything else text, so that nothing is run as a formula; NULL is an empty cell.
    """
    rest = iter(rows)
    sheets = 0
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=3) as book:
        while (first := next(rest, None)) is not None or not sheets:
            sheets += 1
            of_sheet = chain([] if first is None else [first], islice(rest, ROWS_OF_A_SHEET - 2))
            _write_sheet(book, sheets, header, of_sheet)
        # A sheet's name has 31 characters at most.
        names = [f"{name[:26]}{'' if number == 1 else f' {number}'}" for number in range(1, sheets + 1)]
        for part, content in _parts(names):
            book.writestr(part, _HEAD + content)


def _write_sheet(book: zipfile.ZipFile, number: int, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    last = 1
    with book.open(f"xl/worksheets/sheet{number}.xml", "w", force_zip64=True) as part:
        begin = (
            f'{_HEAD}<worksheet {_MAIN}><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" '
            'activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetData>'
        )
        part.write(begin.encode())
        part.write(f"<row>{''.join(_text(each, style=1) for each in header)}</row>".encode())
        for row in rows:
            part.write(f"<row>{''.join(map(_cell, row))}</row>".encode())
            last += 1
        end = f'</sheetData><autoFilter ref="A1:{_column(len(header))}{last}"/></worksheet>'
        part.write(end.encode())


def _cell(value: object) -> str:
    match value:
        case None:
            return "<c/>"
        case bool():
            return f'<c t="b"><v>{int(value)}</v></c>'
        case int() | float() | Decimal() if len(str(value)) <= _WIDEST or isinstance(value, float):
            return f"<c><v>{value.normalize():f}</v></c>" if isinstance(value, Decimal) else f"<c><v>{value}</v></c>"
        case datetime():
            return _text(f"{value:%Y-%m-%d %H:%M:%S}")
        case list():
            return _text(" ".join(map(str, value)))
        case _:
            return _text(str(value))


def _text(value: str, style: int = 0) -> str:
    # Characters that XML has not are written as the format has them: _x001B_.
    plain = _ESCAPED.sub("_x005F_", value[:LONGEST_TEXT])
    plain = _NOT_XML.sub(lambda found: f"_x{ord(found[0]):04X}_", escape(plain)).replace("\r", "_x000D_")
    return f'<c t="inlineStr" s="{style}"><is><t xml:space="preserve">{plain}</t></is></c>'


def _column(number: int) -> str:
    """The letters of a column.

    >>> _column(1), _column(27), _column(241)
    ('A', 'AA', 'IG')
    """
    letters = ""
    while number:
        number, letter = divmod(number - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters


def _parts(names: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The parts of a workbook besides its sheets."""
    numbers = range(1, len(names) + 1)
    sheets = "".join(
        f'<sheet name="{escape(name)}" sheetId="{number}" r:id="rId{number}"/>'
        for number, name in zip(numbers, names, strict=True)
    )
    yield "xl/workbook.xml", f'<workbook {_MAIN} xmlns:r="{_REL}"><sheets>{sheets}</sheets></workbook>'
    links = "".join(
        f'<Relationship Id="rId{number}" Type="{_REL}/worksheet" Target="worksheets/sheet{number}.xml"/>'
        for number in numbers
    )
    styles = f'<Relationship Id="rId{len(names) + 1}" Type="{_REL}/styles" Target="styles.xml"/>'
    yield (
        "xl/_rels/workbook.xml.rels",
        f'<Relationships xmlns="{_PACKAGE}/relationships">{links}{styles}</Relationships>',
    )
    yield "xl/styles.xml", _STYLES
    book = f'<Relationship Id="rId1" Type="{_REL}/officeDocument" Target="xl/workbook.xml"/>'
    yield "_rels/.rels", f'<Relationships xmlns="{_PACKAGE}/relationships">{book}</Relationships>'
    types = "".join(
        f'<Override PartName="/xl/worksheets/sheet{number}.xml" ContentType="{_SHEET}.worksheet+xml"/>'
        for number in numbers
    )
    yield (
        "[Content_Types].xml",
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_SHEET}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_SHEET}.styles+xml"/>{types}</Types>',
    )
