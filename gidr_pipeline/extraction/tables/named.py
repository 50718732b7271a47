"""Figures each of which bears the names of its cell: lists, sentences, records of one figure each.

    （一）予以公开：自然人1件，商业企业0件，…，总计1件
    （一）予以公开,自然人,1
    "（一）予以公开": {"自然人": 1, "商业企业": 0, …, "总计": 1}

The label of the row stands once or before each figure, and the name of the column right before it. Where every cell of
a table is named so, nothing need be weighed. What belongs here: tables that are named throughout, as far as their text
goes. What does not: those in which places tell anything (the readers of each table).
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import groupby
from typing import NamedTuple, cast

from gidr_pipeline.extraction.model import Cell, Cells, Span
from gidr_pipeline.extraction.tables.beside import NAMES_BESIDE
from gidr_pipeline.extraction.tables.cells import missing, read_cell
from gidr_pipeline.extraction.tables.model import Gap, count_of
from gidr_pipeline.extraction.tables.plain import PlainReading, PlainTable
from gidr_pipeline.extraction.tables.proactive.blocks import columns_of
from gidr_pipeline.extraction.tables.proactive.money import units_named
from gidr_pipeline.extraction.tables.proactive.reader import are_scaled, cell_of
from gidr_pipeline.extraction.tables.sums import sums_of
from gidr_pipeline.extraction.tables.wordings import pattern_of, plain, words_are_like
from gidr_pipeline.extraction.text.figures import Kind, Token, read_place
from gidr_pipeline.extraction.text.quantity import MEASURE
from gidr_pipeline.forms import TABLES, Form, Label, Table, TableName, every_label, load_forms

_REACH = 240
"""Characters before a named figure in which the label of its row stands."""
_BEGIN = r"(?:[\"']|[(\[](?=[-+\d零])|\*\*(?=\d))"
_LINK = rf"(?:\([^()\n]{{1,20}}\))?(?:数量|数)?[\"']?\s*+(?:分别)?(?:::?|[=|,]|为|是|有)?\s*+{_BEGIN}?"
_ALONE = r"(?![\w.%])(?!\s*\d+(?![\d.、)]))"
"""Behind a figure: no more of it, nor another that may be its end."""
_FIGURE = rf"(?:[-+]?\d+(?:,\d{{3}})*(?:\.\d+)?\s?(?:{MEASURE})?{_ALONE}|零(?![㐀-鿿]))"
_DASH = r"(?:--?|/|\(?[无空]\)?)(?=[^\S\n]*(?:[,，;。、|·\"}]|\n|$))"
_EMPTY = (
    r"(?:(?:[\"']?\s*[:=][\"']*|[\"']?\s*,[\"']{2}|,)(?=[,，;。}]*[^\S\n]*(?:\n|$))"
    r"|(?:\([^()\n]{1,20}\))?[\"']\s*:\s*(?:\"\"|''|null|None)(?=\s*[,}]))"
)
"""Behind the name of a cell that is left blank: a sign that a figure follows, and the end of the line; or a value that
says so."""
_UNREAD = (
    rf"(?!\*\*(?![0-9A-Za-z?*#□■.�]))[0-9.]{{0,8}}[A-Za-z?*#□■�][0-9A-Za-z?*#□■.�]{{0,7}}{_ALONE}"
    r"(?![^\S\n]*[㐀-鿿]|[\"']\s*:)"
)
"""What is left of a figure that can't be read; two asterisks alone end words in bold, and a key names what follows."""
_BEHIND = f"(?:{_LINK}(?P<content>{_FIGURE}|{_DASH}|{_UNREAD})|{_EMPTY})"
_NEARLY_ALL = 0.8
_MOST_ASIDE = 2
_FEWEST_ROWS = 5
_DIGIT = re.compile(r"\d")
_NUMBER = re.compile(r"\d+")
"""What each record has, as that of the year, is no figure of a cell."""
_BESIDE = re.compile(rf"(?:小计|{NAMES_BESIDE})[\"']?[::=,]?[\"']?(?:[-+]|增加|减少)?\d[\d,.]*(?:%|{MEASURE})?")
"""What a record has besides the form's columns."""
_SUM_OF_GROUP = re.compile(r"小计\W*$")
"""At the end of what stands before a figure: the label of a row that adds up those of its group, which no form has."""
_NUMBERED = re.compile(r"[\d一二三四五六七][.、)]")
_STRANGE_DIGIT = re.compile(r"\d(?![\d.、)])")
_OF_ANOTHER_YEAR = re.compile("去年|上一?年度?(?!项目|结转)")
_OWN_HEADING = re.compile(r"申请(?:公开)?的?(?:办理)?情况(?P<behind>.*)$", re.DOTALL)
_OF_OTHERS = re.compile(r"20\d\d|其中|去年|上一?年度?(?!结转)|同期|[县区镇乡局委][:,，]|街道")
"""What may say that rows below a heading are those of another year or body."""
_NEAR = 50
"""Characters before the first figure that say of which year all are, its names among them."""
_CUT = 40
"""Characters behind the last figure of a text that is cut off in the next cell."""
_MOST_LOST = 0.75
"""The share of a table's cells that may lie behind the end of its text."""


class _Named(NamedTuple):
    """A figure or blank behind the names of its cell."""

    table: Table
    row: Label
    column: Label
    span: Span
    """From the name of its column to its end."""
    words: str
    """What stands before it since the figure above, without white space."""
    token: Token


def with_named(reading: PlainReading, text: str) -> PlainReading:
    """The reading with the tables besides whose every cell is named in the text, which is normalised.

    >>> with_named(PlainReading(None, {}), "… 行政复议：结果维持0件，结果纠正3件，…").tables.keys()
    {"challenges"}
    """
    if reading.is_whole or not _second_names().search(text):
        return reading
    forms = [form for form in reversed(load_forms()) if reading.edition in (None, form.edition)]
    form, tables = max(((form, _tables(form, text)) for form in forms), key=lambda each: len(each[1]))
    # Of the challenges alone, which are the same in all editions, none tells its edition.
    tells = reading.edition is not None or len(tables) > ("challenges" in tables)
    return PlainReading(form.edition if tells else None, {**tables, **reading.tables})


@cache
def _second_names() -> re.Pattern[str]:
    """The second of the names over each table with a figure behind it: where they head columns the third follows."""
    seconds = tuple(table.columns[1] for form in load_forms() for table in form.tables.values())
    return re.compile(f"(?:{'|'.join(name for column in seconds for name in _names(column))}){_BEHIND}")


@cache
def _first_names() -> re.Pattern[str]:
    """The first name of a row of requests, below its label."""
    first = every_label("requests", "columns")[0]
    return re.compile(rf"[\s:\"'{{]*(?:{'|'.join(_names(first))})")


def _names(column: Label) -> tuple[str, ...]:
    return (*column.match, *column.short)


@cache
def _patterns(form: Form) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Any label of a row of the form, in a group named after its table and its row; any name of a column with what
    follows it."""
    tables = form.tables.values()
    rows = (f"(?P<{table.name}__{row.code}>{'|'.join(row.match)})" for table in tables for row in table.rows)
    names = dict.fromkeys(name for table in tables for column in table.columns for name in _names(column))
    return re.compile("|".join(rows)), re.compile(f"(?P<name>{'|'.join(names)}){_BEHIND}")


def _tables(form: Form, text: str) -> Mapping[TableName, PlainTable]:
    """The tables of a form that are named throughout in one block of the text, and in no other."""
    tables: dict[TableName, list[PlainTable]] = {}
    for block in _blocks(_named_in(form, text)):
        for table in form.tables.values():
            own = _without_those_aside(table, [each for each in block if each.table is table])
            is_cut = bool(own) and len(text.rstrip()) - own[-1].span.end <= _CUT
            around = plain(text[max(0, own[0].span.start - _REACH) : own[-1].span.end + _REACH]) if own else ""
            if own and (cells := _cells(table, own, around, is_cut=is_cut)):
                tables.setdefault(table.name, []).append(PlainTable(cells, Span(own[0].span.start, own[-1].span.end)))
    return {
        name: found[0]
        for name in TABLES
        if len(found := tables.get(name, [])) == 1 and not _is_headed_elsewhere(form.tables[name], text, found[0].span)
    }


def _is_headed_elsewhere(table: Table, text: str, span: Span) -> bool:
    """Whether a name of a column stands outside these characters without a figure behind it, as over a table of the
    ordinary kind: then the named figures may be those of another year. Not where these are the next behind it."""
    second = re.compile(f"(?:{pattern_of(table.columns[1]).pattern})(?!{_BEHIND})")
    others = (found for found in second.finditer(text) if not span.start <= found.start() <= span.end)
    return any(found.end() > span.start or _DIGIT.search(text, found.end(), span.start) for found in others)


def _named_in(form: Form, text: str) -> Iterator[_Named]:
    """The figures and blanks that stand behind the name of a column, each in the row of the last label before it."""
    labels, names = _patterns(form)
    end, here = 0, None
    for found in names.finditer(text):
        is_numbered = _NUMBERED.fullmatch(text, found.start() - 2, found.start())
        if is_numbered and not found["content"] and _first_names().match(text, found.end()):
            continue  # the label of a row with its cells below: `"3.其他":`
        start = max(end, found.start() - _REACH)
        here = here if start == end else None
        words = plain(text[start : found.start()])
        is_sum = here is not None and _is_first(here[0], found["name"]) and _SUM_OF_GROUP.search(words) is not None
        labelled = None if is_sum else _labelled(form, labels, words)
        here = None if is_sum else here
        if here and not labelled and _begins_anew(*here, words, found["name"]):
            labelled = here[0], _row_below(*here)
        here = labelled or here
        if here and (place := _place(*here, found["name"])):
            content = found.start("content") if found["content"] else found.end()
            (token, *_) = read_place(text, content, found.end(), 0, None)
            words += plain(text[found.start() : content])
            yield _Named(here[0], *place, Span(*found.span()), words, token)
        end = found.end()


def _labelled(form: Form, labels: re.Pattern[str], words: str) -> tuple[Table, str] | None:
    """The table and the row of the last label in some words."""
    table, code = None, ""
    for label in labels.finditer(words):
        table, _, code = (label.lastgroup or "").partition("__")
    return (form.tables[cast(TableName, table)], code) if table else None


def _begins_anew(table: Table, code: str, words: str, name: str) -> bool:
    """Whether the first of the columns follows words that may be the label of the next row without its number, as
    `其他` for `3.其他`."""
    label = next((row for row in table.rows if row.code == _row_below(table, code)), None)
    return _is_first(table, name) and label is not None and words_are_like(words, label)


def _is_first(table: Table, name: str) -> bool:
    """Whether a name is that of the first column."""
    return any(re.fullmatch(each, name) for each in _names(table.columns[0]))


def _row_below(table: Table, code: str) -> str:
    """The row of the form below another; the same if that is the last."""
    codes = [row.code for row in table.rows]
    return codes[min(codes.index(code) + 1, len(codes) - 1)]


@cache
def _place(table: Table, code: str, name: str) -> tuple[Label, Label] | None:
    """The row with this code and its column with this name."""
    row = next(row for row in table.rows if row.code == code)
    columns = (column for column in columns_of(table, row) if re.fullmatch("|".join(_names(column)), name))
    return next(((row, column) for column in columns), None)


def _blocks(named: Iterator[_Named]) -> Iterator[list[_Named]]:
    """Named figures that stand close together."""
    block: list[_Named] = []
    for each in named:
        if block and each.span.start - block[-1].span.end > _REACH:
            yield block
            block = []
        block.append(each)
    yield block


def _places(named: Sequence[_Named]) -> list[tuple[str, str]]:
    return [(each.row.code, each.column.code) for each in named]


def _without_those_aside(table: Table, named: Sequence[_Named]) -> Sequence[_Named]:
    """Some named figures without those of a sentence above the table, or what the head of another table seems to name
    below, if there are a few more than the table has cells."""
    expected = sorted(table.cells())
    if not 0 < (more := len(named) - len(expected)) <= _MOST_ASIDE:
        return named
    return named[:-more] if sorted(_places(named[:-more])) == expected else named[more:]


def _cells(table: Table, named: Sequence[_Named], around: str, *, is_cut: bool) -> Cells | None:
    """The cells of a table in the form's order if all are named once, up to the end of a text that is cut off, or all
    of rows of which the others stand nowhere `around`; and no figure stands among them that is not but for those that
    all records repeat."""
    places, expected = _places(named), list(table.cells())
    is_whole = sorted(places) == sorted(expected)
    is_begun = is_cut and places == expected[: len(places)] and len(places) >= len(expected) * (1 - _MOST_LOST)
    if _OF_ANOTHER_YEAR.search(named[0].words[-_NEAR:]):
        return None
    if not (is_whole or is_begun or _are_rows(table, named, around)):
        return None
    words = [each.words for each in named[1:]]
    repeated = set[str].intersection(*(set(_NUMBER.findall(each)) for each in words)) if words else set()
    strange = (_NUMBER.sub(lambda n: "" if n[0] in repeated else n[0], _BESIDE.sub("", each)) for each in words)
    if any(_STRANGE_DIGIT.search(_numbered(table).sub("", each)) for each in strange):
        return None
    unread = sum(each.token.kind in (Kind.ILLEGIBLE, Kind.WORDS) for each in named)
    if unread > len(named) * (1 - _NEARLY_ALL) or not any(each.token.kind is Kind.FIGURE for each in named):
        return None
    known = dict(zip(places, map(_cell, named), strict=True))
    return Cells.of(known.get(place) or missing(table.name, *place) for place in expected)


def _are_rows(table: Table, named: Sequence[_Named], around: str) -> bool:
    """Whether these are several rows of requests in the form's order below the heading of their section, each with its
    cells in their order, of which nearly all add up: as where zeros are left out; or whole rows of the first table."""
    if table.name == "proactive":
        return _are_complete(table, named, around)
    over = _OWN_HEADING.search(named[0].words)
    if over is None or _OF_OTHERS.search(over["behind"]) or table.name != "requests":
        return False
    rows, columns = ([label.code for label in labels] for labels in (table.rows, table.columns))
    own = [(code, list(cells)) for code, cells in groupby(named, lambda each: each.row.code)]
    places = [rows.index(code) for code, _ in own]
    across = [[columns.index(each.column.code) for each in cells] for _, cells in own]
    if len(own) < _FEWEST_ROWS or any(each != sorted(set(each)) for each in (places, *across)):
        return False
    edition = next(form.edition for form in load_forms() if form.tables[table.name] is table)
    (along,) = sums_of(edition, table.name).along
    counts = [
        dict(zip(at, (count_of(each.token) for each in cells), strict=True))
        for at, (_, cells) in zip(across, own, strict=True)
    ]
    holding = sum(along.rest([row.get(at, 0) for at in range(len(columns))]) == 0 for row in counts)
    return holding >= len(own) * _NEARLY_ALL


def _are_complete(table: Table, named: Sequence[_Named], around: str) -> bool:
    """Whether these are nearly all rows of the first table in the form's order, each with all its cells in theirs, and
    no other stands around."""
    own = [(code, [each.column for each in cells]) for code, cells in groupby(named, lambda each: each.row.code)]
    found = dict(own)
    rows = [row for row in table.rows if row.code in found]
    return (
        [row.code for row in rows] == [code for code, _ in own]
        and len(rows) >= len(table.rows) * _NEARLY_ALL
        and all(found[row.code] == list(columns_of(table, row)) for row in rows)
        and not any(pattern_of(row).search(around) for row in table.rows if row.code not in found)
    )


@cache
def _numbered(table: Table) -> re.Pattern[str]:
    """The number of a row before its label, whatever stands between them, or a label that holds its number."""
    numbers = ((re.search(r"(\d)\.[^：]*$", row.label_zh), "|".join(row.match)) for row in table.rows)
    return re.compile("|".join(rf"{n[1]}(?=\D{{0,12}}?(?:{words}))|(?:{words})" for n, words in numbers if n) or "(?!)")


def _cell(named: _Named) -> Cell:
    token = None if named.token.kind is Kind.EMPTY else named.token
    if named.table.name != "proactive":
        return read_cell(named.table.name, named.row.code, named.column, token)
    units = units_named([named.words]) if named.column.unit else set[str]()
    scaled = are_scaled([named.words])
    return cell_of(named.row, named.column, token or Gap.BLANK, units, scaled, token and token.span)
