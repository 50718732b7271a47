"""Tables as offices alter them: rows and columns more or less, other words, other shapes of the same.

What belongs here: one change to one printed table, by its name in ALTERED. What does not: how a body fills in a report
(`forms.HABITS`).
"""

import random
from collections.abc import Callable, Sequence
from dataclasses import replace

from gidr_pipeline.forms import TableName
from gidr_pipeline_tests.extractors.printed_form import HEADER_ROWS, FormCell, FormTable

Alter = Callable[[FormTable, random.Random], FormTable]
_CHANNELS = ("行政复议", "未经复议直接起诉", "复议后起诉")
_RESULTS = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
_HEADS = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")


def _other(rng: random.Random) -> str:
    return str(rng.choice([0, 1, 2, 15]))


def _called(row: Sequence[FormCell], words: str, rng: random.Random) -> list[FormCell]:
    """A row of the same cells with another label and other figures."""
    return [replace(cell, text=_other(rng) if cell.figure else words) for cell in row]


def _with_row(table: FormTable, below: int, row: list[FormCell]) -> FormTable:
    """The table with a row more, inside the merged cells that reach below its place."""
    grown = [
        [replace(cell, rows=cell.rows + 1) if at <= below < at + cell.rows - 1 else cell for cell in cells]
        for at, cells in enumerate(table)
    ]
    return [*grown[: below + 1], row, *grown[below + 1 :]]


def _simple_rows(table: FormTable, name: TableName) -> list[int]:
    """Rows with figures that begin no merged cell and end none."""
    ends = {at + cell.rows - 1 for at, row in enumerate(table) for cell in row if cell.rows > 1}
    simple = (at for at, row in enumerate(table) if any(c.figure for c in row) and all(c.rows == 1 for c in row))
    return [at for at in simple if at >= HEADER_ROWS[name] and at not in ends]


def _a_row_more(name: TableName, words: str) -> Alter:
    def alter(table: FormTable, rng: random.Random) -> FormTable:
        at = rng.choice(_simple_rows(table, name))
        return _with_row(table, at, _called(table[at], words, rng))

    return alter


def _column_beside(head: str, at: int | None = None) -> Alter:
    """A column more behind the others, or before them, with a head over all rows of heads and figures of its own."""

    def alter(table: FormTable, rng: random.Random) -> FormTable:
        rows = HEADER_ROWS["requests"]
        more = [[FormCell(head, rows=rows)], *([] for _ in range(rows - 1))]
        more += [[FormCell(_other(rng), figure=True)] for _ in table[rows:]]
        return [[*new, *row] if at == 0 else [*row, *new] for row, new in zip(table, more, strict=True)]

    return alter


def _renamed(names: dict[str, str]) -> Alter:
    return lambda table, _: [[replace(cell, text=names.get(cell.text, cell.text)) for cell in row] for row in table]


def _without_heads(table: FormTable, _: random.Random) -> FormTable:
    return [row for row in table if any(cell.figure for cell in row)]


def _one_row_of_heads(table: FormTable, _: random.Random) -> FormTable:
    return [[FormCell("项目", columns=3), *map(FormCell, _HEADS)], *table[HEADER_ROWS["requests"] :]]


def _total_first(table: FormTable, _: random.Random) -> FormTable:
    changed = []
    for row in table:
        last = next((at for at, cell in enumerate(row) if cell.text == "总计"), len(row) - 1)
        figures = [at for at, cell in enumerate(row) if cell.figure]
        first = figures[0] if figures else next((at for at, cell in enumerate(row) if cell.text == "自然人"), last)
        rest = [cell for at, cell in enumerate(row) if at != last]
        changed.append([*rest[:first], row[last], *rest[first:]] if figures or first < last else row)
    return changed


def _a_line_a_measure(table: FormTable, _: random.Random) -> FormTable:
    """Each cell of the first table in a row of its own, its two names in one cell."""
    lines, heads = [[FormCell("项目"), FormCell("数量")]], list[FormCell]()
    for row in table:
        if row[0].text == "信息内容":
            heads = row[1:]
        figures = [replace(cell, columns=1) for cell in row if cell.figure]
        lines += [
            [FormCell(row[0].text + head.text), cell] for head, cell in zip(heads, figures, strict=False) if figures
        ]
    return lines


def _a_row_a_channel(table: FormTable, _: random.Random) -> FormTable:
    figures = iter(table[-1])
    return [
        [FormCell(""), *map(FormCell, _RESULTS)],
        *([FormCell(channel), *(next(figures) for _ in _RESULTS)] for channel in _CHANNELS),
    ]


def _a_line_a_result(table: FormTable, _: random.Random) -> FormTable:
    figures = iter(table[-1])
    lines = [[FormCell(channel), FormCell(result), next(figures)] for channel in _CHANNELS for result in _RESULTS]
    return [[FormCell("类型"), FormCell("结果"), FormCell("件数")], *lines]


def _one_row_of_names(table: FormTable, _: random.Random) -> FormTable:
    return [[FormCell(channel + result) for channel in _CHANNELS for result in _RESULTS], table[-1]]


def _with_label(words: str, *others: str) -> Alter:
    """A first column, in which the row of the report is called so; the rows of others stand above it, or below it if
    it is not their sum."""

    def alter(table: FormTable, rng: random.Random) -> FormTable:
        own = [FormCell(words), *table[-1]]
        rows = [[FormCell(name), *_called(table[-1], "", rng)] for name in others]
        heads = [[FormCell("单位", rows=3), *table[0]], *table[1:-1]]
        return [*heads, *rows, own] if words == "合计" else [*heads, own, *rows]

    return alter


def _with_label_and_note(table: FormTable, rng: random.Random) -> FormTable:
    labelled = _with_label("数量")(table, rng)
    return [*labelled, [FormCell("注：含上年结转案件", columns=sum(cell.columns for cell in labelled[-1]))]]


def _all_channels_together(table: FormTable, rng: random.Random) -> FormTable:
    return [[*table[0], FormCell("合计", rows=3)], *table[1:-1], [*table[-1], FormCell(_other(rng), figure=True)]]


ALTERED: dict[str, tuple[TableName, Alter]] = {
    "a row more": ("requests", _a_row_more("requests", "其中：网络申请")),
    "a subtotal": ("requests", _a_row_more("requests", "小计")),
    "the year before beside": ("requests", _column_beside("上年总计")),
    "a column that no form has": ("requests", _column_beside("其中网上申请")),
    "numbers of rows": ("requests", _column_beside("序号", 0)),
    "columns called otherwise": ("requests", _renamed({"自然人": "公民", "商业企业": "企业", "总计": "合计"})),
    "no heads": ("requests", _without_heads),
    "one row of heads": ("requests", _one_row_of_heads),
    "total first": ("requests", _total_first),
    "a row more of documents": ("proactive", _a_row_more("proactive", "其中：主动公开")),
    "no heads of documents": ("proactive", _without_heads),
    "short heads of documents": ("proactive", _renamed({"本年制发件数": "制发件数", "现行有效件数": "有效件数"})),
    "a line a measure": ("proactive", _a_line_a_measure),
    "a row a channel": ("challenges", _a_row_a_channel),
    "a line a result": ("challenges", _a_line_a_result),
    "one row of names": ("challenges", _one_row_of_names),
    "results called otherwise": (
        "challenges",
        _renamed({"结果维持": "维持", "尚未审结": "未审结"}),
    ),
    "two years": ("challenges", _with_label("本年度", "上年度")),
    "two years by their numbers": ("challenges", _with_label("2023年", "2022年")),
    "a label, and a note below": ("challenges", _with_label_and_note),
    "several bodies and their sum": ("challenges", _with_label("合计", "办公室", "甲科室")),
    "all channels together beside": ("challenges", _all_channels_together),
}
"""What was changed to the table and the change."""


def _two_lines_a_label(own: str, other: str) -> Alter:
    """Each label over two lines, of which the first or the second is the report's."""

    def alter(table: FormTable, rng: random.Random) -> FormTable:
        lines = []
        for row in table:
            figures = [cell for cell in row if cell.figure]
            if not figures:
                lines.append([*row[:1], FormCell(""), *row[1:]] if row[0].text == "信息内容" else row)
                continue
            *before, label = (cell for cell in row if not cell.figure)
            two = [[FormCell(own), *figures], [FormCell(other), *(replace(c, text=_other(rng)) for c in figures)]]
            first, second = two if rng.random() < 0.5 else two[::-1]
            lines += [[*before, replace(label, rows=2), *first], second]
        return lines

    return alter


def _figures_below(table: FormTable, _: random.Random) -> FormTable:
    """The figures of each label on a line of their own below it."""
    lines = []
    for row in table:
        if not any(cell.figure for cell in row):
            lines.append(row)
            continue
        labels = [cell for cell in row if not cell.figure]
        empty = [replace(cell, text="") for cell in row if cell.figure]
        lines += [[*labels, *empty], [*(replace(c, text="") for c in labels), *row[len(labels) :]]]
    return lines


def _rows_of_two_years(table: FormTable, rng: random.Random) -> FormTable:
    figures = [table[-1][at : at + len(_RESULTS)] for at in range(0, len(table[-1]), len(_RESULTS))]
    lines = [[FormCell("年度"), FormCell("类型"), *map(FormCell, _RESULTS)]]
    for year, own in (("上年", False), ("本年", True)):
        for at, (channel, row) in enumerate(zip(_CHANNELS, figures, strict=True)):
            head = [FormCell(year, rows=len(_CHANNELS))] if at == 0 else []
            lines.append([*head, FormCell(channel), *(row if own else _called(row, "", rng))])
    return lines


DOUBTFUL: dict[str, tuple[TableName, Alter]] = {
    "documents of two years": ("proactive", _two_lines_a_label("2023年", "2022年")),
    "figures of documents below their labels": ("proactive", _figures_below),
    "challenges in rows of two years": ("challenges", _rows_of_two_years),
}
"""Tables in which nothing in the form's words tells whose a figure is."""


def without_a_row(table: FormTable, rng: random.Random) -> tuple[FormTable, str]:
    """The table of requests with a row less, and the label of that row."""
    gone = rng.choice(_simple_rows(table, "requests"))
    kept = [
        [replace(cell, rows=cell.rows - 1) if at < gone < at + cell.rows else cell for cell in row]
        for at, row in enumerate(table)
        if at != gone
    ]
    return kept, next(cell.text for cell in table[gone] if not cell.figure)
