"""Measures that the first table has besides those of its form, each in a field of its own under its name.

    信息内容 | 本年处理决定数量 | 上年处理决定数量 | 同比增减
    行政许可 | 12               | 9                | +3          12, the others left out

What belongs here: what the heads of its blocks say of such columns, and leaving them out. What does not: columns that
one head over a whole table names (`beside`).
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from gidr_pipeline.extraction.tables.beside import YEAR_BEFORE, Column, is_beside, without
from gidr_pipeline.extraction.tables.wordings import pattern_of_any, plain
from gidr_pipeline.extraction.text.line import Line
from gidr_pipeline.forms import Label, Table, every_label

_OF_ANOTHER_TIME = re.compile(
    rf"{YEAR_BEFORE}.{{2,4}}(?:数量?|金额)(?:\(.*\))?|第?[一二三四1-4]季度|[上下]半年|\d{{1,2}}月份?"
)
_YEAR = re.compile(r"20\d\d")


def without_measures_beside(table: Table, region: Sequence[Line]) -> Iterator[Line]:
    """The lines of the first table, with empty fields below the heads of measures that its form has not, of another
    time or of another edition, in lines of as many places as theirs. A head counts up to the next."""
    own, others = pattern_of_any(tuple(table.columns)), pattern_of_any(_of_other_editions(table))
    beside = set[Column]()
    for line in region:
        said: dict[Column, str] = {}
        for word in line.words:
            said[line.places, word.column] = said.get((line.places, word.column), "") + plain(word.text)
        named = {at: words for at, words in said.items() if own.match(words)}
        if named and not line.values:
            further = {at for at, words in said.items() if is_measure_beside(words) or others.match(words)}
            beside = (further - named.keys()) | _of_earlier_years(named)
        yield without(line, beside)


def is_measure_beside(words: str) -> bool:
    """Whether words head a column of the first table that is of another time, or none of figures."""
    return _OF_ANOTHER_TIME.fullmatch(words) is not None or is_beside(words)


@cache
def _of_other_editions(table: Table) -> tuple[Label, ...]:
    """The measures of other editions."""
    codes = {column.code for column in table.columns}
    return tuple(label for label in every_label(table.name, "columns") if label.code not in codes)


def _of_earlier_years(named: Mapping[Column, str]) -> set[Column]:
    """The places of a measure that name an earlier year than another place of it: `处理决定数量2022年`."""
    years = {at: (_YEAR.sub("", words), max(said)) for at, words in named.items() if (said := _YEAR.findall(words))}
    last: dict[str, str] = {}
    for what, year in years.values():
        last[what] = max(year, last.get(what, year))
    return {at for at, (what, year) in years.items() if year < last[what]}
