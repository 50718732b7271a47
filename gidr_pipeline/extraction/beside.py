"""Columns that stand in a table beside those of its form: numbers of the rows, remarks, figures of the year before.

What belongs here: leaving out such columns where the header names them in a place of their own. What does not: a column
that adds up others (`columns`), or remarks within a cell (`figures`).
"""

import re
from collections.abc import Sequence

from gidr_pipeline.extraction.align import plain
from gidr_pipeline.extraction.figures import Kind, Token
from gidr_pipeline.extraction.lines import Line, with_tokens
from gidr_pipeline.forms import TableName

_NUMBERS_AND_REMARKS = "序号|行次|栏次|编号|备注|备考|说明"
# The first table has columns of the year before itself.
_YEAR_BEFORE = "(?:其中:?)?(?:上年|去年|上一年|上年度|上一年度)(?:同期|总计|合计|总数|数)?|(?:同比|较上年|比上年).{0,6}"
_BESIDE = {
    "proactive": re.compile(_NUMBERS_AND_REMARKS),
    "requests": re.compile(f"{_NUMBERS_AND_REMARKS}|{_YEAR_BEFORE}"),
    "challenges": re.compile(f"{_NUMBERS_AND_REMARKS}|{_YEAR_BEFORE}"),
}


def without_columns_beside(name: TableName, region: Sequence[Line], first_line: int) -> Sequence[Line]:
    """The lines of a region with empty places below the heads of such columns, in lines of as many places as theirs.

    `first_line` is that of the first label.
    """
    beside = {
        (line.places, token.column)
        for line in region
        if line.number < first_line and line.places
        for token in line.words
        if _BESIDE[name].fullmatch(plain(token.text))
    }
    if not beside:
        return region
    return [
        with_tokens(
            line, [_emptied(token) if (line.places, token.column) in beside else token for token in line.tokens]
        )
        if line.number >= first_line and any((line.places, token.column) in beside for token in line.tokens)
        else line
        for line in region
    ]


def _emptied(token: Token) -> Token:
    return token._replace(kind=Kind.EMPTY, text="", value=None)
