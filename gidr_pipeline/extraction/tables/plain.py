"""The plain reading: at each label, in the form's order, as many figures as its row has cells, and the sums hold.

Most texts of most layouts are so, whatever separates their cells, and then nothing can rival it: what stands in the
place of a cell is that cell's. What belongs here: seeing that at a glance, in the words and figures of the text alone.
What does not: a text in which anything is otherwise, which is left to the decoders of the tables.

    规章 | 0 | 1 | 7 |            words `…规章` and three figures
    三、本年度办理结果 | (一)
    予以公开 | 3 | 0 | …          words `三、本年度办理结果(一)予以公开` and seven
    确认或重  3  0 …
    新出具已获取信息              seven inside a label that goes over two lines
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, pairwise
from math import inf

from gidr_pipeline.extraction.edition import PLACES, kin_of, told_apart
from gidr_pipeline.extraction.model import Cells, Span
from gidr_pipeline.extraction.tables.requests.headers import orders_of
from gidr_pipeline.extraction.tables.runs import MOST_WORDS, Place, Run, cells_of, runs_of
from gidr_pipeline.extraction.tables.sums import sums_of
from gidr_pipeline.extraction.text.figures import Kind, Token
from gidr_pipeline.extraction.text.lines import read_lines
from gidr_pipeline.extraction.text.quantity import MEASURE, OR_SO
from gidr_pipeline.forms import TABLES, Form, Label, Table, TableName, every_label, load_forms

_STRANGE_DIGIT = re.compile(r"\d(?!\\?[.、])|[.,]\d|[-/+?*%#]$")
_NO_FIGURE = re.compile(r"第\d{1,4}页|共\d{1,4}页|20\d\d年")
_FEW_BARS = 20
_HEAD = 1500
"""Characters above the first row that may be its head."""
_ORGANISATIONS = "法人"
_FIRST_BLOCK = "第二十条第(一)项"
_BESIDE = re.compile(r"[\s|,;]*")
_NEGATIVE = re.compile(r"-\d")
_EMPTY_BETWEEN = re.compile(r"[^\s|][^\S\t\n]*([\t|,])[^\S\t\n]*\1[^\S\n]*[^\s|,]")
"""An empty place with something before and behind it on its line."""
_GOES_ON = re.compile(r"[^\S\n]*(?:[|,;][^\S\n]*)*\d|[\s|,;]*\d++(?!\\?[.、．)年月])")
"""Digits that are no figure behind the last one of a table, on its line or alone."""
_SAYS_MORE = re.compile(
    rf"[^\S\n\t]*[^\n\t|,;]{{0,8}}[元圆]|[\s|,;]*\(?(?:{MEASURE}|{OR_SO})(?![㐀-鿿])"
    r"|[^㐀-鿿]*[^\n。]{0,20}单位[^\n]{0,3}元"
)
"""A unit behind the last amount or below it, or that it is not exact; or a note that says in which unit it is."""
_ONCE = {"四类过程": 1, "三类内部": 1, _FIRST_BLOCK: 1, "尚未审结": 4}
"""What a text of one report prints so often at most; a merged cell may repeat it beside itself."""
_CLAUSE = r"(?:第?二十条第?\(?[一五六八九]\)?[项款]?)*(?:信息内容|公开内容)?"
_COUNTED = r"(?:\((?:单位:)?[件条项个宗]\))?"


@dataclass(frozen=True, slots=True)
class PlainTable:
    """A table whose every cell stands in its place: its cells in the form's order, and the characters it takes."""

    cells: Cells
    span: Span


@dataclass(frozen=True, slots=True)
class PlainReading:
    """The tables of a text that are plain, and the edition in which they are, None where several have them alike."""

    edition: str | None
    tables: Mapping[TableName, PlainTable]

    @property
    def is_whole(self) -> bool:
        return self.edition is not None and len(self.tables) == len(TABLES)

    def within(self, span: Span) -> "PlainReading":
        """Those that stand in a part of the text."""
        own = {name: each for name, each in self.tables.items() if span.start <= each.span.start < span.end}
        return self if len(own) == len(self.tables) else PlainReading(self.edition, own)


_NOTHING = PlainReading(None, {})


def read_plain(text: str) -> PlainReading:
    """The tables of a normalised text that are plain; none where the text may hold a second table of the kind."""
    bare = "".join(text.split())
    if any(bare.count(key) > times and _times(bare, key) > times for key, times in _ONCE.items()):
        return _NOTHING
    begin = text.find(_FIRST_BLOCK)
    if begin < 0:
        begin = max((match.start() for match in _received().finditer(text)), default=0)
    runs = runs_of(text, begin)
    if 0 < text.count("|", begin, runs[-1].start) < _FEW_BARS:
        return _NOTHING
    found: dict[str, Mapping[TableName, PlainTable]] = {}
    for form in reversed(load_forms()):
        if not found or kin_of(form.edition) & found.keys():  # others can't have these tables as well
            found |= {form.edition: tables} if (tables := _tables(form, text, runs)) else {}
    likeliest = [*found]
    if len(found) > 1:
        likeliest = told_apart(found, dict.fromkeys(PLACES, "".join(run.words for run in runs)))
    tables = max((found[edition] for edition in likeliest), key=len, default={})
    return PlainReading(likeliest[0] if len(likeliest) == 1 else None, tables)


def _tables(form: Form, text: str, runs: Sequence[Run]) -> Mapping[TableName, PlainTable]:
    """The tables of a form that are plain: none where that of requests is not."""
    found = _requests(form, text, runs)
    if found is None:
        return {}
    at, requests = found
    tables: dict[TableName, PlainTable] = {"requests": requests}
    if proactive := _proactive(form, text, runs[: at + 1]):
        tables["proactive"] = proactive
    if challenges := _challenges(form, text, runs[at + len(form.tables["requests"].rows) :]):
        tables["challenges"] = challenges
    return tables


def _times(bare: str, key: str) -> int:
    """How often a text without white space has a key, one that stands beside itself counted once."""
    return len(re.findall(rf"(?:{re.escape(key)}[|,;]?)+", bare))


@cache
def _received() -> re.Pattern[str]:
    """The label of the first row of the requests table, in one piece."""
    return re.compile("|".join(every_label("requests", "rows")[0].match))


def wholes_of(text: str, reading: PlainReading) -> list[Token]:
    """The lines of each table of a reading that is whole, as one token of words: nothing more need be read of them.
    None where a table shares a line with anything else."""
    wholes: list[Token] = []
    for table in reading.tables.values() if reading.is_whole else ():
        start, end = table.span
        line_start, line_end = text.rfind("\n", 0, start) + 1, text.find("\n", end)
        line_end = len(text) if line_end < 0 else line_end
        if not _BESIDE.fullmatch(text, line_start, start) or not _BESIDE.fullmatch(text, end, line_end):
            return []
        wholes.append(Token(Kind.WORDS, Span(line_start, line_end), text[line_start:line_end], 0, None))
    return sorted(wholes, key=lambda token: token.span)


def _is_clear(words: str) -> bool:
    """Whether words hold nothing that may be a figure."""
    return len(words) <= MOST_WORDS and not _STRANGE_DIGIT.search(_NO_FIGURE.sub("", words))


@cache
def _rows(form: Form) -> re.Pattern[str]:
    """Any label of the requests table, in a group named after its row."""
    rows = form.tables["requests"].rows
    return re.compile("|".join(f"(?P<{row.code}>{'|'.join(row.match)})" for row in rows))


@cache
def _labels(form: Form) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile("|".join(row.match)) for row in form.tables["requests"].rows)


def _requests(form: Form, text: str, runs: Sequence[Run]) -> tuple[int, PlainTable] | None:
    """The requests table, and which of the runs is its first."""
    table = form.tables["requests"]
    at = next((i for i, run in enumerate(runs) if _received().search(run.words)), None)
    if at is None or len(runs) < at + len(table.rows):
        return None
    own = runs[at : at + len(table.rows)]
    if any(len(run.figures) != len(table.columns) for run in own) or not all(_is_clear(run.words) for run in own[1:]):
        return None
    if not _stand_at_labels(form, [run.words for run in own]) or _stands_again(table, [*runs[:at], *runs[at + 1 :]]):
        return None
    start = _label_start(text, own[0])
    above = runs[at - 1].figures[-1].end() if at else 0
    if not _columns_in_order(table, text[max(above, start - _HEAD) : start]):
        return None
    if not _adds_up(form, text, own) or _GOES_ON.match(text, own[-1].figures[-1].end()):
        return None
    places = [(row.code, column) for row in table.rows for column in table.columns]
    cells = cells_of("requests", places, [figure for run in own for figure in run.figures])
    return at, PlainTable(cells, Span(start, own[-1].figures[-1].end()))


def _stand_at_labels(form: Form, words: Sequence[str]) -> bool:
    """Whether the figures that follow each of the words stand behind the beginning of their row's label and before that
    of the next, and no other label stands among them. The end of a label may stand below its figures."""
    joined, ends = "".join(words), list(accumulate(map(len, words)))
    starts = []
    at = max((match.start() for match in _received().finditer(words[0])), default=0)
    for label in _labels(form):
        found = label.search(joined, at)
        if found is None:
            return False
        starts.append(found.start())
        at = found.end()
    if not all(start < end <= below for start, end, below in zip(starts, ends, [*starts[1:], inf], strict=True)):
        return False
    names = {word for column in form.tables["requests"].columns for word in column.match}
    codes = [row.code for row in form.tables["requests"].rows]
    for found in _rows(form).finditer(joined, starts[0]):
        above = codes[bisect_right(starts, found.start()) - 1]
        # Names of columns stand there where the head is repeated on a new page.
        if found.lastgroup != above and found[0] not in names:
            return False
    return True


def _stands_again(table: Table, others: Sequence[Run]) -> bool:
    """Whether the first row stands there a second time, with as many figures: in the table of another year."""
    return any(len(run.figures) == len(table.columns) and _received().search(run.words) for run in others)


def _adds_up(form: Form, text: str, runs: Sequence[Run]) -> bool:
    """Whether every sum of the requests table holds but for one misprint: of one figure, or in a row on one line; and
    nothing in its row shows that a figure has moved."""
    sums, table = sums_of(form.edition, "requests"), form.tables["requests"]
    rows = {row.code: run.counts for row, run in zip(table.rows, runs, strict=True)}
    if any(None in values for values in rows.values()):
        return False
    along = [(code, run) for (code, values), run in zip(rows.items(), runs, strict=True) if sums.fails_along(values)]
    down = {at for each in sums.down for at in range(len(table.columns)) if each.rest(rows, at)}
    if len(along) > 1 or len(down) > 1:
        return False
    return all(
        (sums.shows_misprint(rows, code) or _breaks(text, run.figures) == {False})
        and len(_breaks(text, run.figures)) == 1
        and _stand_evenly(text, run.figures)
        for code, run in along
    )


def _breaks(text: str, figures: Sequence[re.Match[str]]) -> set[bool]:
    """Whether lines end between the figures of a row: everywhere, nowhere, or both."""
    return {"\n" in text[one.end() : other.start()] for one, other in pairwise(figures)}


def _label_start(text: str, run: Run) -> int:
    """Where the first label begins among the words of its run, a heading and the head of the table; where the figures
    do, if it is in pieces."""
    first = run.figures[0].start()
    found = [match.start() for match in _first_label().finditer(text, run.start, first)]
    return found[-1] if found else first


@cache
def _first_label() -> re.Pattern[str]:
    row = every_label("requests", "rows")[0]
    return re.compile(rf"(?:一、)?(?:{'|'.join(row.match)})")


def _columns_in_order(table: Table, head: str) -> bool:
    """Whether the head has the columns in the form's order: their names whole and in that order, or as far as the words
    on its lines tell."""
    bare = "".join(head.split()).replace("|", "")
    if any(word in bare for word in ("小计", "占比", "备注")):
        return False
    places = [bare.rfind(column.label_zh) for column in table.columns[:-2]]
    # The name of all organisations before that of natural persons may stand in the place of the first.
    if [-1, *places] == sorted({-1, *places}) and _ORGANISATIONS not in bare[: places[0]]:
        return True
    return orders_of(table, read_lines(head)) == [tuple(range(len(table.columns)))]


def _proactive(form: Form, text: str, runs: Sequence[Run]) -> PlainTable | None:
    """The first table, in which only words tell: between the figures nothing stands but what the form prints there, and
    those of all rows stand on one line, or each on its own. An empty place may put a figure under another head."""
    table = form.tables["proactive"]
    own = runs[: len(table.rows)]
    if len(runs) != len(table.rows) + 1 or not own[-1].figures:
        return None
    span = Span(own[0].start, own[-1].figures[-1].end())
    if any((_EMPTY_BETWEEN.search(text, *span), _GOES_ON.match(text, span.end), _SAYS_MORE.match(text, span.end))):
        return None
    places, figures, breaks = list[Place](), list[re.Match[str]](), set[bool]()
    for row, words, run in zip(table.rows, _printed(form), own, strict=True):
        columns = [column for column in table.columns if row.columns is None or column.code in row.columns]
        if not words.fullmatch(run.words) or len(run.figures) != len(columns):
            return None
        breaks |= _breaks(text, run.figures)
        if len(breaks) > 1 or not _stand_evenly(text, run.figures):
            return None
        signed = {
            column.signed for column, figure in zip(columns, run.figures, strict=True) if _NEGATIVE.match(figure[0])
        }
        if signed == {False} and any(column.signed for column in columns):
            return None  # a change from the year before has moved to another column
        places += [(row.code, column) for column in columns]
        figures += run.figures
    return PlainTable(cells_of("proactive", places, figures), span)


@cache
def _printed(form: Form) -> tuple[re.Pattern[str], ...]:
    """What the form prints before the figures of each row of the first table: where other columns begin than those of
    the row above, their names."""
    return tuple(re.compile(words) for words in _words_of_rows(form.tables["proactive"]))


def _words_of_rows(table: Table) -> Iterator[str]:
    for row in table.rows:
        columns = [column for column in table.columns if row.columns is None or column.code in row.columns]
        heads = "".join(_any(column) + _unit(column) for column in columns)
        # A row under the same columns as the one above may have them over it again, each row in a table of its own.
        yield f"(?:{_CLAUSE}{heads})?{_any(row)}"


def _any(label: Label) -> str:
    return f"(?:{'|'.join(label.match)})"


def _unit(column: Label) -> str:
    return rf"(?:\((?:单位:)?{column.unit}\))?" if column.unit else _COUNTED


def _stand_evenly(text: str, figures: Sequence[re.Match[str]]) -> bool:
    """Whether the same separates each figure from the next, spaces and line ends aside: no place is empty, none holds
    two."""
    gaps = (text[one.end() : other.start()] for one, other in pairwise(figures))
    return len({gap.replace(" ", "").replace("\n", "") for gap in gaps}) <= 1


def _challenges(form: Form, text: str, runs: Sequence[Run]) -> PlainTable | None:
    """The challenges table as one row of its figures below all its heads in the form's order."""
    table = form.tables["challenges"]
    width = len(table.columns)
    run = runs[0] if runs else None
    if run is None or len(run.figures) != width * len(table.rows):
        return None
    if not _stand_evenly(text, run.figures) or any(len(other.figures) >= width * len(table.rows) for other in runs[1:]):
        return None  # a second table
    if not _heads_of_challenges(form).search(run.words) or _STRANGE_DIGIT.search(run.words):
        return None
    if _GOES_ON.match(text, run.figures[-1].end()):
        return None
    rows = {row.code: run.counts[at * width : (at + 1) * width] for at, row in enumerate(table.rows)}
    if not sums_of(form.edition, "challenges").all_hold(rows):
        return None
    places = [(row.code, column) for row in table.rows for column in table.columns]
    span = Span(run.figures[0].start(), run.figures[-1].end())
    return PlainTable(cells_of("challenges", places, run.figures), span)


@cache
def _heads_of_challenges(form: Form) -> re.Pattern[str]:
    """The heads above the figures, row by row as the form has them, or each channel's with its results."""
    table = form.tables["challenges"]
    first, direct, after = map(_any, table.rows)
    results = "".join(map(_any, table.columns))
    lawsuits = "(?:行政)?诉讼"
    by_row = rf"{first}{lawsuits}(?:{results}{direct}{after}|{direct}{after}{results})(?:{results}){{2,3}}"
    by_channel = rf"{first}{results}(?:{lawsuits})?{direct}{results}{after}{results}"
    return re.compile(rf"(?:{by_row}|{by_channel})$")
