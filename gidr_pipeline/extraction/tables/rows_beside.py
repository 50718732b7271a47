"""Rows of a table that are not the report's: of other bodies, of other years, or of a part of what a row counts.

    单位   | 结果维持 | …
    办公室 | 0       | …        a body: not the report's
    合计   | 2       | …        the sum over them: its own

What belongs here: what the words of such rows say, and leaving them out. What does not: columns (`beside`), or rows
that no words tell (the readers of each table).
"""

import re
from collections.abc import Iterable, Sequence

from gidr_pipeline.extraction.tables.beside import YEAR_BEFORE, is_beside
from gidr_pipeline.extraction.tables.wordings import plain
from gidr_pipeline.extraction.text.figures import VALUES, Kind
from gidr_pipeline.extraction.text.line import Line, with_tokens
from gidr_pipeline.forms import Table

_SUM = re.compile("(?:合计|总计|总数|汇总)数?")
_YEAR = re.compile(r"(20\d\d)年?度?")
_YEAR_BEFORE = re.compile(f"[(（]?{YEAR_BEFORE}(?:数|数量|数据|情况)?[)）]?")
_OTHERS = re.compile("(?:本年|本年度|本期|上期|今年|本级|下属单位?)(?:数|数量)?")
_PART = re.compile("其中|包括")
_NOTE = re.compile("[(（]?(?:备?注|说明|[一二三四五六七八九十]、)")
_LONGEST_NAME = 8


def is_of_a_part(words: str) -> bool:
    """Whether a row counts some of what another does."""
    return _PART.match(plain(words)) is not None


def is_of_the_year_before(words: str) -> bool:
    """Whether words call a row of the year before: below the report's own it is another."""
    return _YEAR_BEFORE.fullmatch(plain(words)) is not None


def is_sum(words: str) -> bool:
    """Whether words call a row that adds up others."""
    return _SUM.fullmatch(plain(words)) is not None


def is_of_one_of_several(words: str) -> bool:
    """Whether words call one of several rows with the same label: that of a year or a body, or the sum over bodies."""
    said = plain(words)
    return is_beside(said) or is_sum(said) or any(kind.fullmatch(said) for kind in (_YEAR, _OTHERS))


def without_rows_beside(table: Table, region: Sequence[Line]) -> Sequence[Line]:
    """The lines of a region without rows of other bodies or years, where a table of one row, as long as all rows of the
    form together, has several. Where nothing tells which is the report's, the figures of all can't be read."""
    cells = len(table.rows) * len(table.columns)
    long = [line for line in region if line.words and max(line.places, len(line.values)) >= cells]
    rows = [line for line in long if line.values or (len(line.words) == 1 and _is_name(_called(line)))]
    own = _own(rows)
    others = {line.number for line in rows} - ({own.number} if own else set())
    if not own and any(not is_beside(_called(line)) for line in rows):
        return [unread(line) if line.number in others else line for line in region]
    return [
        line._replace(tokens=(), values=(), words=(), given=None) if line.number in others else line for line in region
    ]


def _is_name(words: str) -> bool:
    """Whether words alone on a line call a row that is left blank, and are no note or heading."""
    return len(words) <= _LONGEST_NAME and not _NOTE.match(words)


def _own(rows: Iterable[Line]) -> Line | None:
    """The row of the report: that of the sum, else the only one that is not beside it, else that of the last year."""
    own = [line for line in rows if not is_beside(_called(line))]
    sums = [line for line in own if is_sum(_called(line))]
    years = {year[1]: line for line in own if (year := _YEAR.fullmatch(_called(line)))}
    if len(years) == len(own) > 1:
        return years[max(years)]
    own = sums or own
    return own[0] if len(own) == 1 else None


def _called(line: Line) -> str:
    return plain(line.words[0].text)


def unread(line: Line) -> Line:
    """The line with nothing in it that can be read."""
    tokens = [
        token._replace(kind=Kind.ILLEGIBLE, value=None) if token.kind in VALUES else token for token in line.tokens
    ]
    return with_tokens(line, tokens)
