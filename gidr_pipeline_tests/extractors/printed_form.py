"""The three tables as the official form prints them, with their merged cells.

What belongs here: where each label and figure of a made report stands, and what is merged. What does not: how a cell
is written in HTML or Word (`documents`).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from gidr_pipeline.forms import Label, TableName
from gidr_pipeline_tests.made import Made, printed

_CLAUSES = {"rules": "一", "licensing": "五", "penalties": "六", "fees": "八", "procurement": "九"}
_ARTICLE_WIDTH = 4
_HEAD = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"


@dataclass(frozen=True)
class FormCell:
    """A cell of `rows` × `columns` places; a figure is everything that is not a label."""

    text: str
    rows: int = 1
    columns: int = 1
    figure: bool = False


FormTable = list[list[FormCell]]
"""Rows of the cells that begin in them."""


def form_table(made: Made, name: TableName) -> FormTable:
    """One table of the report."""
    return {"proactive": _proactive, "requests": _requests, "challenges": _challenges}[name](made)


HEADER_ROWS = {"proactive": 1, "requests": 3, "challenges": 3}
"""How many rows a page break repeats."""


def places(table: FormTable) -> Iterator[tuple[int, int, FormCell]]:
    """Each cell with the row and column of its upper left place."""
    taken: set[tuple[int, int]] = set()
    for row, cells in enumerate(table):
        column = 0
        for cell in cells:
            while (row, column) in taken:
                column += 1
            taken |= {(row + i, column + j) for i in range(cell.rows) for j in range(cell.columns)}
            yield row, column, cell


def width(table: FormTable) -> int:
    """The number of columns."""
    return max(column + cell.columns for _, column, cell in places(table))


def cut(table: FormTable, at: int, header: int) -> tuple[FormTable, FormTable]:
    """The table in two, as a page break cuts it before row `at`: the header is repeated, and what is left of a cell
    that was merged across the break is empty below it."""
    above: FormTable = [[] for _ in table[:at]]
    below: FormTable = [[] for _ in table[at:]]
    for row, _, cell in sorted(places(table), key=lambda place: place[:2]):
        if row >= at:
            below[row - at].append(cell)
            continue
        above[row].append(replace(cell, rows=min(cell.rows, at - row)))
        if row + cell.rows > at:
            below[0].append(replace(cell, text="", rows=row + cell.rows - at))
    return above, table[:header] + below


def _figures(made: Made, name: TableName, row: str) -> list[FormCell]:
    return [
        FormCell(printed(made.cells[name, row, column.code], column.code), figure=True)
        for column in made.form.tables[name].columns
        if (name, row, column.code) in made.cells
    ]


def _stretched(cells: Sequence[FormCell], columns: int) -> list[FormCell]:
    """The last cell merged with the places to its right."""
    *first, last = cells
    spare = columns - len(cells)
    return [*first, FormCell(last.text, last.rows, last.columns + spare, last.figure)]


def _proactive(made: Made) -> FormTable:
    form = made.form.tables["proactive"]
    table: FormTable = []
    for row in form.rows:
        if row.code in _CLAUSES:
            heads = [column.label_zh for column in form.columns if column.code in (row.columns or ())]
            table.append([FormCell(f"第二十条第（{_CLAUSES[row.code]}）项", columns=_ARTICLE_WIDTH)])
            table.append(_stretched([FormCell(head) for head in ("信息内容", *heads)], _ARTICLE_WIDTH))
        table.append(_stretched([FormCell(row.label_zh), *_figures(made, "proactive", row.code)], _ARTICLE_WIDTH))
    return table


def _group(row: Label) -> str:
    return row.label_zh.rpartition("：")[0]


def _requests(made: Made) -> FormTable:
    form = made.form.tables["requests"]
    organisations = [column.label_zh for column in form.columns[1:-1]]
    table: FormTable = [
        [FormCell(_HEAD, rows=3, columns=3), FormCell("申请人情况", columns=7)],
        [FormCell("自然人", rows=2), FormCell("法人或其他组织", columns=5), FormCell("总计", rows=2)],
        [FormCell(name) for name in organisations],
    ]
    inside = [row for row in form.rows if row.code not in ("received", "carried_in", "carried_out")]
    group = ""
    for row in form.rows:
        label = row.label_zh.rpartition("：")[2]
        heads: list[FormCell] = [FormCell("三、本年度办理结果", rows=len(inside))] if row is inside[0] else []
        if row not in inside:
            heads.append(FormCell(label, columns=3))
        elif not _group(row):
            heads.append(FormCell(label, columns=2))
        else:
            if _group(row) != group:
                heads.append(FormCell(_group(row), rows=sum(_group(row) == _group(other) for other in inside)))
            heads.append(FormCell(label))
        group = _group(row)
        table.append([*heads, *_figures(made, "requests", row.code)])
    return table


def _challenges(made: Made) -> FormTable:
    form = made.form.tables["challenges"]
    results = [column.label_zh for column in form.columns]
    return [
        [FormCell("行政复议", columns=5), FormCell("行政诉讼", columns=10)],
        [
            *(FormCell(result, rows=2) for result in results),
            FormCell("未经复议直接起诉", columns=5),
            FormCell("复议后起诉", columns=5),
        ],
        [FormCell(result) for result in (*results, *results)],
        [figure for row in form.rows for figure in _figures(made, "challenges", row.code)],
    ]
