"""Tables that a program wrote column by column, as objects of objects: read row by row.

What belongs here: the cells of such a table in the order of its rows. What does not: lists and records of rows
(`listed`), and what a cell says.

    {"0":{"0":"规章","1":"许可"},"1":{"0":"3","1":"7"},"2":{"0":null,"1":"9"}}        规章 ⇥ 3 ⇥ ⏎ 许可 ⇥ 7 ⇥ 9

The names of columns, where they are more than their numbers, make the first row.
"""

import re
from collections.abc import Iterator, Sequence

from gidr_pipeline.extraction.model import Span
from gidr_pipeline.extraction.text.invisible import Visible

_STRING = r'"(?:[^"\\]|\\.)*+"'
_VALUE = rf"(?:{_STRING}|null|NaN|-?\d[\d.eE+-]*+)"
_CELL = rf'\s*+"\d++"\s*+:\s*+{_VALUE}\s*+'
_COLUMN = rf"\s*+{_STRING}\s*+:\s*+\{{{_CELL}(?:,{_CELL})*+\}}\s*+"
_TABLE = re.compile(rf"\{{{_COLUMN}(?:,{_COLUMN}){{2,}}+\}}")
_EACH_COLUMN = re.compile(rf"(?P<name>{_STRING})\s*+:\s*+\{{(?P<cells>{_CELL}(?:,{_CELL})*+)\}}")
_EACH_CELL = re.compile(rf'"(?P<row>\d++)"\s*+:\s*+(?P<value>{_VALUE})')
_SIGN = re.compile(r':\s*\{\s*"0"\s*:')


def with_rows(seen: Visible) -> Visible:
    """What is seen of a text whose tables are told row by row."""
    if not _SIGN.search(seen.text):
        return seen
    pieces: list[Span | str] = []
    at = 0
    for table in _TABLE.finditer(seen.text):
        rows = _rows(seen.text, table)
        if rows:
            pieces += [Span(at, table.start()), *_in_lines(rows)]
            at = table.end()
    return seen.arranged([*pieces, Span(at, len(seen.text))]) if pieces else seen


def _rows(text: str, table: re.Match[str]) -> Sequence[Sequence[Span]]:
    """The cells of a table, row by row; none where its columns have not the same rows, one after the other."""
    columns = list(_EACH_COLUMN.finditer(text, table.start() + 1, table.end()))
    cells = [list(_EACH_CELL.finditer(text, *column.span("cells"))) for column in columns]
    numbers = [[int(cell["row"]) for cell in own] for own in cells]
    if any(own != [*range(len(own))] or len(own) != len(numbers[0]) for own in numbers):
        return []
    names = [_inside(text, *column.span("name")) for column in columns]
    are_numbers = all(text[slice(*name)].isdecimal() for name in names)
    rows = [[_inside(text, *cell.span("value")) for cell in row] for row in zip(*cells, strict=True)]
    return rows if are_numbers else [names, *rows]


def _inside(text: str, start: int, end: int) -> Span:
    """The characters of a value without its quotes; none of one that says that there is nothing."""
    if text[start] == '"':
        return Span(start + 1, end - 1)
    return Span(start, start) if text[start] in "nN" else Span(start, end)


def _in_lines(rows: Sequence[Sequence[Span]]) -> Iterator[Span | str]:
    for row in rows:
        for at, cell in enumerate(row):
            yield "\t" if at else "\n"
            yield cell
    yield "\n"
