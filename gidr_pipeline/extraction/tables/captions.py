"""What stands over one of several tables of a kind: of which year it is, and whether it is there to compare.

    附：2022年度收到和处理政府信息公开申请情况（供对比）
    一、本年新收政府信息公开申请数量 | 12 | …                   not the report's own

What belongs here: what such words say, and leaving out a table that is there to compare. What does not: two tables of
which no words tell which is the report's (`copies`).
"""

import re
from collections.abc import Sequence
from itertools import pairwise
from math import inf
from typing import NamedTuple

from gidr_pipeline.extraction.model import Section
from gidr_pipeline.extraction.tables.beside import YEAR_BEFORE
from gidr_pipeline.extraction.tables.labels import find_labels, words_of
from gidr_pipeline.extraction.tables.wordings import plain
from gidr_pipeline.extraction.text.line import Line
from gidr_pipeline.forms import Label

_TO_COMPARE = "仅?供?(?:对照|参考|对比|比较)"
_CAPTION = re.compile(
    rf"(?:附?[件表]?(?:[\d一二三四五]-?\d?)?[:：]?)?(?:[(]?[一二三四五1-5][)、.])?(?P<before>{YEAR_BEFORE})?"
    rf"(?:[(]?(?P<year>20\d\d)年度?[)]?)?(?:[(](?:(?P<earlier>{YEAR_BEFORE})|本年度?|当年|今年)[)])?"
    r"(?:主动公开政府信息|收到和处理政府信息公开申请)?的?(?:数据|情况|数)?(?:统计)?表?(?:如下)?"
    rf"(?:[(](?:(?P<compared>{YEAR_BEFORE}(?:数据|情况|数)?[,，]?(?:{_TO_COMPARE})?)|(?P<only>{_TO_COMPARE})"
    rf"|[^()\d]{{0,6}})[)])?(?P<at_end>[,，]?[(]?{_TO_COMPARE}[)]?)?[:：]?"
)
"""What may stand alone over a table of one of several years."""
_FEWEST_LABELS = 3


class Caption(NamedTuple):
    """The year that it names, whether it says that its table is there to compare, or that this or another is of the
    year before."""

    year: str | None
    is_to_compare: bool
    is_earlier: bool


def caption_of(words: str) -> Caption | None:
    """What words say of the table below them, if they may stand over one of several.

    >>> caption_of("附：2022年度收到和处理政府信息公开申请情况（供对比）")
    Caption(year='2022', is_to_compare=True, is_earlier=False)
    """
    found = _CAPTION.fullmatch(plain(words)) if words.strip() else None
    if not found:
        return None
    is_earlier = bool(found["before"] or found["earlier"] or found["compared"])
    return Caption(found["year"], bool(found["only"] or found["at_end"]), is_earlier)


def without_compared(lines: Sequence[Line], rows: tuple[Label, ...], sections: Sequence[Section]) -> Sequence[Line]:
    """The lines, those of a table that its caption says is there to compare left empty up to the next caption or
    section, where that has most labels of its form and others have some: its words stand in the own one as well."""
    captions = [(at, said) for at, line in enumerate(lines) if (said := _alone_on(line))]
    starts = [section.span.start for section in sections]
    kept = list(lines)
    for (at, said), (end, _) in pairwise([*captions, (len(lines), None)]):
        if said and said.is_to_compare:
            behind = min((start for start in starts if start > lines[at].span.start), default=inf)
            own = [line for line in lines[at:end] if line.span.start < behind]
            rest = [*kept[:at], *kept[at + len(own) :]]
            labels = [len(find_labels(words_of(part), rows, part)) for part in (own, rest)]
            if 2 * labels[0] > len(rows) and labels[1] >= _FEWEST_LABELS:
                kept[at : at + len(own)] = [line._replace(tokens=(), values=(), words=()) for line in own]
    return kept


def _alone_on(line: Line) -> Caption | None:
    """The caption that a line is, if it names a year or says that its table is there to compare."""
    said = caption_of("".join(word.text for word in line.words)) if line.words and not line.values else None
    return said if said and (said.year or said.is_to_compare) else None
