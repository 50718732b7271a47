"""Tables that no lines rule: the cells that the white between characters tells, and what is left as text."""

import pytest

from gidr_pipeline.conversion.glyphs import Glyph
from gidr_pipeline.conversion.unruled import NO_COLUMNS, Found, tables_without_rules

_SIZE = 10.0
_HEAD = ["0 10 信息内容", "100 10 件数", "150 10 其他", "200 10 总计"]


def _glyphs(*pieces: str) -> list[Glyph]:
    """Characters of pieces `x y words`, each Chinese character as wide as high, others half."""
    made = []
    for piece in pieces:
        left, top, words = piece.split(" ", 2)
        x, y = float(left), float(top)
        for character in words:
            width = _SIZE if character > "\xff" else _SIZE / 2
            made.append(Glyph(character, x, y, x + width, y + _SIZE))
            x += width
    return made


def _rows(found: Found) -> list[str]:
    """The cells of each row, `column:words`."""
    rows: dict[int, list[str]] = {}
    for cell in sorted(found.table.cells, key=lambda cell: (cell.row, cell.column)):
        rows.setdefault(cell.row, []).append(f"{cell.column}:{''.join(cell.lines)}")
    return [" ".join(rows[at]) for at in sorted(rows)]


TOLD = {
    "blank cells": (
        [*_HEAD, "0 30 规章", "105 30 3", "205 30 3", "0 50 办法", "155 50 12", "0 70 许可"],
        ["0:信息内容 1:件数 2:其他 3:总计", "0:规章 1:3 2: 3:3", "0:办法 1: 2:12 3:", "0:许可 1: 2: 3:"],
    ),
    "a label of two lines, its figures between them": (
        [*_HEAD, "0 30 规章", "105 30 3", "0 50 行政许可", "0 61 事项", "105 55.5 4", "0 80 办法", "205 80 5"],
        ["0:信息内容 1:件数 2:其他 3:总计", "0:规章 1:3 2: 3:", "0:行政许可事项 1:4 2: 3:", "0:办法 1: 2: 3:5"],
    ),
    "a head over two columns": (
        ["0 10 内容", "110 10 申请人情况", "100 30 自然人", "150 30 法人", "0 50 规章", "110 50 1", "155 50 2"],
        ["0:内容 1:申请人情况", "1:自然人 2:法人", "0:规章 1:1 2:2"],
    ),
    "figures of close columns": (
        ["0 10 信息内容", "100 10 件数", "123 10 其他", "0 30 规章", "101 30 2578", "123 30 2997"],
        ["0:信息内容 1:件数 2:其他", "0:规章 1:2578 2:2997"],
    ),
    "the label of a group between its rows": (
        ["0 10 内容", "60 10 信息", "100 10 件数", "60 30 规章", "105 30 1", "0 40 合计", "60 50 办法", "105 50 2"],
        ["0:内容 1:信息 2:件数", "0:合计 1:规章 2:1", "1:办法 2:2"],
    ),
    "the label of a row that is blank, wider than others": (
        [
            *["0 10 内容", "60 10 信息", "100 10 件数", "60 30 规章", "105 30 1", "60 50 办法", "105 50 2"],
            *["0 70 合计", "60 90 许可", "105 90 3"],
        ],
        ["0:内容 1:信息 2:件数", "1:规章 2:1", "1:办法 2:2", "0:合计 2:", "1:许可 2:3"],
    ),
    "a number that is broken in its cell": (
        ["0 10 件数", "50 10 其他", "0 30 231", "50 30 5", "0 41 7"],
        ["0:件数 1:其他", "0:2317 1:5"],
    ),
    "a number that is broken where rows stand as close": (
        [
            "0 1 书",
            "50 1 件",
            "100 1 数",
            "0 12 规章",
            "50 12 5",
            "100 12 23",
            "0 23 办法",
            "50 23 7",
            "100 23 231",
            "100 34 7",
            "0 45 许可",
            "100 45 4",
        ],
        ["0:书 1:件 2:数", "0:规章 1:5 2:23", "0:办法 1:7 2:2317", "0:许可 1: 2:4"],
    ),
    "the number of the page": (
        [*_HEAD, "0 30 规章", "105 30 3", "120 47 7"],
        ["0:信息内容 1:件数 2:其他 3:总计", "0:规章 1:3 2: 3:"],
    ),
}


@pytest.mark.parametrize("name", TOLD)
def test_white_tells_cells(name: str) -> None:
    pieces, rows = TOLD[name]
    (found,) = tables_without_rules(_glyphs(*pieces))
    assert _rows(found) == rows


DOUBTFUL = {
    "a figure between two columns": [*_HEAD, "0 30 规章", "105 30 3", "0 50 办法", "112 50 123456789"],
    "a figure without a label": [*_HEAD, "0 30 规章", "105 30 3", "105 50 4", "155 50 5", "0 70 办法", "105 70 6"],
    "rows of figures without labels": ["0 10 件数", "50 10 其他", "0 30 231", "50 30 5", "0 50 7", "50 50 8"],
    "figures below no head": ["0 30 规章", "105 30 3", "0 50 办法", "105 50 4"],
    "prose": ["0 10 收到申请12件", "0 25 比上年增加3件"],
    "no characters": [],
}


@pytest.mark.parametrize("name", DOUBTFUL)
def test_what_is_doubtful_stays_text(name: str) -> None:
    assert tables_without_rules(_glyphs(*DOUBTFUL[name])) == []


def test_a_table_goes_on_on_the_next_page() -> None:
    (first,) = tables_without_rules(_glyphs(*_HEAD, "0 30 规章", "105 30 3"))
    (second,) = tables_without_rules(_glyphs("0 10 办法", "155 10 4", "0 30 许可"), first.columns)
    assert _rows(second) == ["0:办法 1: 2:4 3:", "0:许可 1: 2: 3:"]
    assert second.table.lattice.xs == first.table.lattice.xs


def test_a_label_alone_at_the_top_of_a_page_has_no_blank_cells() -> None:
    (first,) = tables_without_rules(_glyphs(*_HEAD, "0 30 行政", "105 30 3"))
    (second,) = tables_without_rules(_glyphs("0 10 许可", "0 30 办法", "155 30 4"), first.columns)
    assert _rows(second) == ["0:许可", "0:办法 1: 2:4 3:"]
    assert tables_without_rules(_glyphs("0 10 许可"), first.columns) == []
    assert tables_without_rules(_glyphs("0 10 许可", "155 10 4"), NO_COLUMNS) == []
