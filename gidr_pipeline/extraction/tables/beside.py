"""What stands in a table beside the columns and rows of its form: numbers of the rows, remarks, figures of the year
before or of other bodies.

What belongs here: leaving these out where names tell that they are none of the form's. What does not: a column or row
that no name tells (the readers of each table), or remarks within a cell (`figures`).
"""

import re
from collections.abc import Container, Iterator, Sequence

from gidr_pipeline.extraction.tables.labels import pattern_of, plain
from gidr_pipeline.extraction.text.figures import VALUES, Kind, Token
from gidr_pipeline.extraction.text.line import Line, with_tokens
from gidr_pipeline.forms import Table

_NUMBERS_AND_REMARKS = "序号|行次|栏次|编号|代码|备注|备考|说明"
_YEAR_BEFORE = "(?:上年|去年|上一年|上年度|去年度|上一年度)(?:同期|总计|合计|总数|数)?|(?:同比|较上年|比上年).{0,6}"
_SUM = re.compile("(?:合计|总计|总数|汇总)数?")
_ONE_OF_SEVERAL = re.compile("(?:本年|本年度|本期|上期|今年|20\\d\\d年?度?|合计|汇总|本级|下属单位?)(?:数|数量)?")
_BESIDE = re.compile(f"{_NUMBERS_AND_REMARKS}|{_YEAR_BEFORE}")
_OF_LABELS = {"信息内容", "项目", "指标", "指标名称", "内容", "类别", "|"}
"""What the head of the labels says."""
_YEAR = re.compile(r"(20\d\d)年度?(?:数量?|数据|件数)?")
_NEARLY_ALL = 0.8


def is_of_one_of_several(words: str) -> bool:
    """Whether words call one of several rows with the same label: that of a year, or of the sum over bodies."""
    said = plain(words)
    return is_beside(said) or _ONE_OF_SEVERAL.fullmatch(said) is not None


def is_beside(words: str) -> bool:
    """Whether words head a column that is no part of the form."""
    return _BESIDE.fullmatch(plain(words)) is not None


def without_columns_beside(table: Table, region: Sequence[Line], first_line: int) -> Sequence[Line]:
    """The lines of a region with empty places below the heads of such columns, in lines of as many places as theirs.

    `first_line` is that of the first label. A head does not count whose place heads a column of the form too, or
    without which the lines have too few figures for the form. Where nearly all rows have figures there, one of another
    number of places has lost some, and its figures can't be read.
    """
    header = [line for line in region if line.number < first_line and line.places]
    places = {(line.places, token.column) for line in header for token in line.words if is_beside(token.text)}
    further = set(_further_columns(table, header, [line for line in region if line.number >= first_line]))
    earlier = {(line.places, column) for line in region if line.places for column in _of_earlier_years(line)}
    if not (places or earlier or further):
        return region
    labels = [pattern_of(label) for label in (*table.columns, *table.rows)]
    own = _named_by(labels, header)
    rows = [line for line in region if line.number >= first_line and line.values]
    beside = {place for place in places - own if place in further or _are_enough(table, rows, *place)} | further
    # A comparison of years among tables of the form has heads of its own.
    beside |= earlier - _named_by(labels, region)
    filled = sum(any((line.places, token.column) in beside for token in line.values) for line in rows)
    all_filled = filled >= _NEARLY_ALL * len(rows)
    widths = {width for width, _ in beside}
    return [
        line if line.number < first_line else _without(line, beside, lost=all_filled and line.places not in widths)
        for line in region
    ]


def without_rows_beside(table: Table, region: Sequence[Line]) -> Sequence[Line]:
    """The lines of a region with no figures in rows of other bodies or years, where a table of one row, as long as all
    rows of the form together, has several: that of the sum over them, or of this year, is the report's. Where nothing
    tells which is, the figures of all can't be read.
    """
    cells = len(table.rows) * len(table.columns)
    long = [line for line in region if max(line.places, len(line.values)) >= cells]
    rows = [line for line in long if len(line.words) == 1 or (line.words and line.values)]
    called = {line.number: plain(line.words[0].text) for line in rows}
    own = [line for line in rows if _SUM.fullmatch(called[line.number])]
    own = own or [line for line in rows if not is_beside(called[line.number])]
    others = {line.number for line in rows if len(own) > 1 or line not in own}
    if len(own) > 1:
        return [_unread(line) if line.number in others else line for line in region]
    return [
        line._replace(tokens=(), values=(), words=(), given=None) if line.number in others else line for line in region
    ]


def _unread(line: Line) -> Line:
    """The line with nothing in it that can be read."""
    return with_tokens(
        line,
        [token._replace(kind=Kind.ILLEGIBLE, value=None) if token.kind in VALUES else token for token in line.tokens],
    )


def _named_by(labels: Sequence[re.Pattern[str]], lines: Sequence[Line]) -> set[tuple[int, int | None]]:
    """The places that some lines call by one of the names."""
    return {
        (line.places, token.column)
        for line in lines
        for token in line.words
        if any(label.fullmatch(plain(token.text)) for label in labels)
    }


def _further_columns(table: Table, header: Sequence[Line], rows: Sequence[Line]) -> Iterator[tuple[int, int | None]]:
    """The places behind those of all columns of the requests, where the heads name each in one, and others there. Most
    rows have figures there, and no label stands below a head: else it is theirs that have moved."""
    if table.name != "requests":
        return
    named: dict[int, dict[str, set[int]]] = {}
    for line in header:
        for token in line.words if line.given is None else ():  # those tell their columns themselves
            for column in table.columns:
                if token.column is not None and pattern_of(column).fullmatch(plain(token.text)):
                    named.setdefault(line.places, {}).setdefault(column.code, set()).add(token.column)
    for width, found in named.items():
        places = set().union(*found.values())
        below = (word.column for line in rows if line.places == width for word in line.words)
        moved = any(column is not None and column >= min(places) for column in below)
        if len(places) == len(found) == len(table.columns) and not moved:
            filled = [{token.column for token in line.values} for line in rows if line.places == width]
            heads = {word.column for line in header if line.places == width for word in line.words}
            further = (at for at in range(max(places) + 1, width) if at in heads)
            yield from ((width, at) for at in further if 2 * sum(at in row for row in filled) > len(filled))


def _of_earlier_years(line: Line) -> Iterator[int | None]:
    """The places of a line without figures that name a year, where another names a later one: `2022年 | 2023年`."""
    years = {token.column: year[1] for token in line.words if (year := _YEAR.fullmatch(plain(token.text)))}
    others = {plain(token.text) for token in line.words if token.column not in years}
    if not line.values and len(set(years.values())) > 1 and others <= _OF_LABELS:
        yield from (column for column, year in years.items() if year != max(years.values()))


def _are_enough(table: Table, rows: Sequence[Line], places: int, column: int | None) -> bool:
    """Whether rows of so many places have figures for all columns of the form without those in one; in the first table,
    whose rows differ, nearly all one at least. The first place has labels at most, and no figures of the form."""
    if column == 0:
        return True
    others = [{token.column for token in row.values} - {column} for row in rows if row.places == places]
    if table.name == "proactive":
        return sum(map(bool, others)) >= _NEARLY_ALL * len(others)
    in_one_row = table.name == "challenges" and len(others) < len(table.rows)
    cells = len(table.columns) * (len(table.rows) if in_one_row else 1)
    return len(set().union(*others)) >= cells


def _without(line: Line, beside: Container[tuple[int, int | None]], *, lost: bool) -> Line:
    if not lost and not any((line.places, token.column) in beside for token in line.tokens):
        return line
    return with_tokens(line, [_changed(token, (line.places, token.column) in beside, lost) for token in line.tokens])


def _changed(token: Token, is_beside: bool, lost: bool) -> Token:
    if is_beside:
        return token._replace(kind=Kind.EMPTY, text="", value=None)
    return token._replace(kind=Kind.ILLEGIBLE, value=None) if lost and token.kind in VALUES else token
