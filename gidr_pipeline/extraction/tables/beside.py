"""What stands in a table beside the columns of its form: numbers of the rows, remarks, figures of the year before.

What belongs here: leaving out such columns where names tell that they are none of the form's. What does not: a column
that no name tells (the readers of each table), rows (`rows_beside`), or remarks within a cell (`figures`).
"""

import re
from collections.abc import Container, Iterator, Sequence
from itertools import dropwhile

from gidr_pipeline.extraction.tables.wordings import is_name, pattern_of, pattern_of_any, plain
from gidr_pipeline.extraction.text.figures import VALUES, Kind, Token
from gidr_pipeline.extraction.text.line import Line, with_tokens
from gidr_pipeline.forms import Label, Table

_NUMBERS_AND_REMARKS = "序号|行次|栏次|编号|代码|备注|备考|说明|(?:计量)?单位|条款"
_IN_CHARGE = "(?:责任|承办|主办|经办)单位|(?:责任|承办|主办|经办)?(?:科室|部门)(?:名称)?"
YEAR_BEFORE = "(?:上一?年|去年)度?(?:同期)?"
_OF_YEAR_BEFORE = f"{YEAR_BEFORE}(?:总计|合计|总数|数)?|(?:同比|较上年|比上年).{{0,6}}"
_SHARES = r"占比(?:\(%\))?|百分比|比重"
_OVER_YEARS = "(?:同比)?增减(?:数|量|数量|情况)?|(?:历年)?累计(?:数|数量)?"
NAMES_BESIDE = f"{_NUMBERS_AND_REMARKS}|{_IN_CHARGE}|{_OF_YEAR_BEFORE}|{_OVER_YEARS}|{_SHARES}"
_BESIDE = re.compile(NAMES_BESIDE)
_OF_LABELS = {"信息内容", "项目", "指标", "指标名称", "内容", "类别", "|"}
"""What the head of the labels says."""
_YEAR = re.compile(r"(20\d\d)年度?(?:数量?|数据|件数)?")
_NEARLY_ALL = 0.8
_RUN = 3

Column = tuple[int, int | None]
"""A place of the lines that have so many: how many, and which."""


def is_beside(words: str) -> bool:
    """Whether words head a column that is no part of the form."""
    return _BESIDE.fullmatch(plain(words)) is not None


def without_columns_beside(table: Table, region: Sequence[Line], first_line: int) -> Sequence[Line]:
    """The lines of a region with empty places below the heads of such columns, in lines of as many places as theirs.

    `first_line` is that of the first label. A head does not count whose place heads a column of the form too, or
    without which the lines have too few figures for the form. Where nearly all rows have figures there, one of another
    number of places has lost some, and its figures can't be read.
    """
    header = [line for line in region if line.number < first_line and line.places > 1]
    region = _without_remarks(table, region) if table.name == "requests" else region
    rows = [line for line in region if line.number >= first_line]
    beside = _columns_beside(table, region, header, rows)
    if not beside:
        return region
    with_figures = [line for line in rows if line.values]
    filled = sum(any((line.places, token.column) in beside for token in line.values) for line in with_figures)
    all_filled = filled >= _NEARLY_ALL * len(with_figures)
    widths = {width for width, _ in beside}
    return [
        line if line.number < first_line else without(line, beside, lost=all_filled and line.places not in widths)
        for line in region
    ]


def _columns_beside(table: Table, region: Sequence[Line], header: Sequence[Line], rows: Sequence[Line]) -> set[Column]:
    """The columns whose heads tell that they are none of the form's."""
    words = [(line.places, word) for line in header for word in _words_in_places(line)]
    called = {(places, word.column) for places, word in words if is_beside(word.text)}
    earlier = {(line.places, column) for line in region if line.places for column in _of_earlier_years(line)}
    labels = [pattern_of(label) for label in (*table.columns, *table.rows)] if called or earlier else []
    filled = [row for row in rows if row.values]
    beside = {
        each
        for each in called - _named_by(labels, header) - _with_labels(table, rows)
        if _are_enough(table, filled, *each) or _is_beside_names(table, header, filled, *each)
    }
    if table.name == "challenges":
        beside |= set(_numbers_without_head(region))
    # A comparison of years among tables of the form has heads of its own, in places that these name too; but a head
    # over two years names the first of them.
    named = _named_by(labels, region)
    beside |= {each for each in earlier if each not in named or _is_over_two(*each, region, named)}
    return beside | (set(_further_columns(table, header, rows)) if table.name == "requests" else set())


def _numbers_without_head(lines: Sequence[Line]) -> Iterator[Column]:
    """The first place of lines where the first of them have nothing and the others, some with words, count up: numbers
    of the rows, as in a data frame."""
    for width in {line.places for line in lines if line.tokens and line.places > 1 and line.given is None}:
        alike = [line for line in lines if line.tokens and line.places == width]
        rows = list(dropwhile(lambda line: line.tokens[0].kind is Kind.EMPTY, alike))
        numbers = [line.tokens[0].value for line in rows]
        counted = [[*range(first, first + len(rows))] for first in (0, 1)]
        if 1 < len(rows) < len(alike) and numbers in counted and any(line.words for line in rows):
            yield width, 0


def _without_remarks(table: Table, lines: Sequence[Line]) -> Sequence[Line]:
    """The lines of requests with empty places behind as many as the form has columns, from the label on, where nearly
    all rows have a figure in each of those and none has one behind: remarks, whatever their head says, which may stand
    in no place of theirs.

        自然人 | 法人或其他组织 | 总计 | 备注 ||||||
        一、本年新收政府信息公开申请数量 | 2 | 0 | 0 | 1 | 0 | 0 | 3 | 按时办结 | ||
    """
    width, whole = len(table.columns), 0
    rows = [line for line in lines if line.values and line.places and line.given is None and _label_end(line)]
    ends = {line.number: _label_end(line) + width for line in rows}
    for line in rows:
        own = {token.column for token in line.values if token.kind is Kind.FIGURE}
        whole += own >= {*range(ends[line.number] - width, ends[line.number])}
        behind = (token.kind for token in line.values if (token.column or 0) >= ends[line.number])
        if any(kind is not Kind.BLANK for kind in behind):
            return lines
    if not rows or whole < _NEARLY_ALL * len(rows):
        return lines
    return [
        with_tokens(line, [_changed(t, (t.column or 0) >= ends[line.number], lost=False) for t in line.tokens])
        if line.number in ends
        else line
        for line in lines
    ]


def _label_end(line: Line) -> int:
    """The place behind the label of a line; 0 where no words stand before its figures."""
    first = line.values[0].column or 0
    before = [word.column for word in line.words if word.column is not None and word.column < first]
    return max(before) + 1 if before else 0


def _words_in_places(line: Line) -> Sequence[Token]:
    """The words of a head whose places are those of the rows: not the last ones before a run of bars, which merged
    cells among them leave."""
    last = max((at for at, token in enumerate(line.tokens) if token.kind is Kind.WORDS), default=-1)
    return () if len(line.tokens) - 1 - last >= _RUN and is_beside(line.tokens[last].text) else line.words


def _named_by(labels: Sequence[re.Pattern[str]], lines: Sequence[Line]) -> set[Column]:
    """The places that some lines call by one of the names."""
    return {
        (line.places, token.column)
        for line in lines
        for token in line.words
        if any(label.fullmatch(plain(token.text)) for label in labels)
    }


def _with_labels(table: Table, rows: Sequence[Line]) -> set[Column]:
    """The places in which labels of rows stand before the figures: what is there in other rows has moved."""
    label = pattern_of_any(tuple(table.rows))
    return {
        (line.places, word.column)
        for line in rows
        for word in line.words
        if line.values and (word.column or 0) < (line.values[0].column or 0) and label.search(plain(word.text))
    }


def _further_columns(table: Table, header: Sequence[Line], rows: Sequence[Line]) -> Iterator[Column]:
    """The columns behind those of the form, where the heads name each of these in one place, and others there. Most
    rows have figures there, and no label stands below a head: else it is theirs that have moved."""
    header = [line for line in header if line.given is None]  # a file tells its columns itself
    for width in {line.places for line in header}:
        heads = [word for line in header if line.places == width for word in line.words]
        own = [line for line in rows if line.places == width]
        extent = extent_of_columns(table, heads)
        if extent is None or any((word.column or 0) >= extent[0] for line in own for word in line.words):
            continue
        for at in {word.column for word in heads if (word.column or 0) > extent[1]}:
            if 2 * sum(any(token.column == at for token in line.values) for line in own) > len(own):
                yield width, at


def extent_of_columns(table: Table, heads: Sequence[Token]) -> tuple[int, int] | None:
    """The first and the last place of the form's columns, if heads name each of them in one place of its own; a name
    may stand there twice, as that of a merged cell."""
    named = [{word.column or 0 for word in heads if _calls(column, word)} for column in table.columns]
    places = set[int]().union(*named)
    once = all(len(found) == 1 for found in named) and len(places) == len(named)
    return (min(places), max(places)) if once else None


def _calls(column: Label, word: Token) -> bool:
    return is_name(column, plain(word.text))


def _of_earlier_years(line: Line) -> Iterator[int | None]:
    """The places of a line without figures that name a year, where another names a later one: `2022年 | 2023年`."""
    years = {token.column: year[1] for token in line.words if (year := _YEAR.fullmatch(plain(token.text)))}
    others = {plain(token.text) for token in line.words if token.column not in years}
    if not line.values and len(set(years.values())) > 1 and others <= _OF_LABELS:
        yield from (column for column, year in years.items() if year != max(years.values()))


def _is_over_two(width: int, at: int | None, lines: Sequence[Line], named: Container[Column]) -> bool:
    """Whether a place that is named is the first of two with years, the other of which is not named."""
    if at is None or (width, at + 1) in named:
        return False
    behind = (word for line in lines if line.places == width for word in line.words if word.column == at + 1)
    return any(_YEAR.fullmatch(plain(word.text)) for word in behind)


def _are_enough(table: Table, rows: Sequence[Line], places: int, column: int | None) -> bool:
    """Whether rows of so many places have figures for all columns of the form without those in one, and most that have
    one there have more than those; in the first table, whose rows differ, nearly all one at least. The first place has
    labels at most, and no figures of the form."""
    if column == 0:
        return True
    filled = [{token.column for token in row.values} for row in rows if row.places == places]
    others = [columns - {column} for columns in filled]
    if table.name == "proactive":
        return sum(map(bool, others)) >= _NEARLY_ALL * len(others)
    in_one_row = table.name == "challenges" and len(others) < len(table.rows)
    cells = len(table.columns) * (len(table.rows) if in_one_row else 1)
    here = [columns for columns in filled if column in columns]
    return len(set().union(*others)) >= cells and 2 * sum(len(columns) == cells for columns in here) <= len(here)


def _is_beside_names(
    table: Table, header: Sequence[Line], rows: Sequence[Line], places: int, column: int | None
) -> bool:
    """Whether a place is beside those over which heads of lines of so many name each column of the form, side by side,
    and no words of such rows stand below these."""
    extent = extent_of_columns(table, [word for line in header if line.places == places for word in line.words])
    if extent is None or column is None or extent[1] - extent[0] != len(table.columns) - 1:
        return False
    inside = (word for row in rows if row.places == places for word in row.words if (word.column or 0) >= extent[0])
    return not extent[0] <= column <= extent[1] and all(word.column == column for word in inside)


def without(line: Line, beside: Container[Column], *, lost: bool = False) -> Line:
    """The line with empty places in those that are beside the form; its figures unread if it has lost some."""
    if not lost and not any((line.places, token.column) in beside for token in line.tokens):
        return line
    changed = with_tokens(line, [_changed(t, (line.places, t.column) in beside, lost) for t in line.tokens])
    if line.given is None:
        return changed
    cells = [cell for cell in line.given.cells if (line.places, cell.column) not in beside]
    return changed._replace(given=line.given._replace(cells=cells))


def _changed(token: Token, is_beside: bool, lost: bool) -> Token:
    if is_beside:
        return token._replace(kind=Kind.EMPTY, text="", value=None)
    return token._replace(kind=Kind.ILLEGIBLE, value=None) if lost and token.kind in VALUES else token
