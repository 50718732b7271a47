"""The words of a title: its subject, and the name and the years before it.

What belongs here: what a report is called, and what a stretch of text before that tells. What does not: which stretch
that is (`naming`), what speaks for it (`scored`), and which words are a name (`names`) or a year (`years`).
"""

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from gidr_pipeline.extraction.names import ends_like_one, is_name, is_organ, is_whole, pattern, words
from gidr_pipeline.extraction.place import Name
from gidr_pipeline.extraction.text.squeezed import Squeezed
from gidr_pipeline.extraction.years import YEAR, Year, names_a_span, years_of

SHORTEST_NAME = 3
SEPARATOR = re.compile(r"[>»›→|_=:：;；。，,!?《]|(?<!\d)[-/]|[-/](?!\d)")
_OF_FIELDS = "|_-"
"""Separators that may stand between the name and the rest of the title as well."""
GOES_ON = ("、", "和", "及", "与", "驻", "(", "（")
"""What a name does not end with: the rest of it follows."""
CLOSING = " ,·-:：，、\"'_|.>》】"
REMARK = re.compile(r"[\[【〖(〔](?P<said>[^\]】〗)〕]*)[\]】〗)〕]")


class Words(NamedTuple):
    """What stands before the subject of a title, which begins at the place `begin`."""

    name: Name | None
    years: tuple[int, ...]
    begin: int


@cache
def report_pattern() -> re.Pattern[str]:
    """The subject of a report and what it is called: 政府信息公开工作年度报告, or `alone` where it is not called so."""
    alone = f"{words('subject')}(?:工作)?(?P<alone>{words('ends_alone')})"
    return re.compile(f"{words('subject')}{words('goes_on')}*?{words('ends')}|{alone}")


def words_before(squeezed: Squeezed, begin: int, end: int) -> Words:
    """The name and the years in the words before the subject of a title."""
    text = squeezed.text
    begin = behind_labels(text, begin, end)
    remark = REMARK.match(text, begin, end)
    if remark and not YEAR.fullmatch(remark[0]) and remark.end() < end:
        # A remark before the name (（公开）), unless it is the name (【某市水务局】2022年).
        rest, said = words_before(squeezed, remark.end(), end), remark["said"]
        is_the_name = rest.name is None and is_name(said) and ends_like_one(said)
        return Words((said, *remark.span("said")), rest.years, begin) if is_the_name else rest
    years = years_of(text[begin:end])
    if names_a_span(text[begin:end]):
        name = _name(squeezed, begin, text.index("20", begin))
        return Words(name, (), name[1] if name else begin)
    if not years:
        name = _name(squeezed, begin, end)
        return Words(name, (), name[1] if name else end)
    if years[0].start == 0 and len(years) == 2 and years[0].year == years[1].year and not years[0].is_of_a_day:
        return words_before(squeezed, begin + years[0].end, end)  # told twice: 2025青江市水务局2025年度
    return _beside_years(squeezed, begin, end, years)


def name_in_field_before(squeezed: Squeezed, line_begin: int, cut: int) -> Name | None:
    """The name of a title in the field before the rest of it: `青江市水务局 | 2022年政府信息公开工作年度报告`; before a
    colon only at the beginning of the line, before 《 only with 关于印发 between. Empty fields may lie between."""
    text = squeezed.text
    while text[cut - 2 : cut] == "||":
        cut -= 1
    begin = max((match.end() for match in SEPARATOR.finditer(text, line_begin, cut - 1)), default=line_begin)
    is_about = text[cut - 1] == "《" and pattern("", "about", "$").search(text, begin, cut - 1)
    if not (text[cut - 1] in _OF_FIELDS or is_about or (text[cut - 1] in ":：" and begin == line_begin)):
        return None
    found = _name(squeezed, begin, cut - 1)
    return found if found and is_whole(found[0]) and text[begin - 1 : begin] != ":" else None


def behind_labels(text: str, begin: int, end: int) -> int:
    """Where what stands before a title on its line ends: marks, 附件1：, 标题："""
    while begin < end:
        label = pattern("", "labels readings").match(text, begin, end)
        if label and label.end() > begin:
            begin = label.end()
        elif not text[begin].isalnum() and not REMARK.match(text, begin, end):
            begin += 1
        else:
            break
    return begin


def _beside_years(squeezed: Squeezed, begin: int, end: int, years: Sequence[Year]) -> Words:
    """The last of the years before the subject of a title, and the name before or behind them; none where they stand
    inside the name. The year of a day is not that of the report."""
    text = squeezed.text
    told = tuple(each.year for each in years[-1:] if not each.is_of_a_day)
    first, last = begin + years[0].start, begin + years[-1].end
    before, behind = _name(squeezed, begin, first), _name(squeezed, last, end)
    if behind and first in squeezed.words_within(begin, end) and _is_apart(text[begin:first], behind[0]):
        return Words(behind, told, first)
    name = before or (None if pattern(r"\W|", "about").sub("", text[begin:first]) else behind)
    is_inside = before and behind and is_organ(behind[0]) and len(behind[0]) >= SHORTEST_NAME
    if is_inside or any(one.end + 1 < other.start for one, other in pairwise(years)):
        name = None
    return Words(name, told, min(first, name[1]) if name else first)


def _name(squeezed: Squeezed, begin: int, end: int) -> Name | None:
    """The name between two places, without what stands around it."""
    text = squeezed.text
    before = pattern(r"(?:[\s,·、(《“\"'【\[〔_|.>:：-]|", "about", ")*").match(text, begin, end)
    begin = before.end() if before else begin
    behind = pattern("(?:", "about gives_out", "的?|的|(?:上一?|本|去|当)?年度)$").search(text, begin, end)
    end = behind.start() if behind else end
    while end > begin and text[end - 1] in CLOSING:
        end -= 1
    if text.endswith("人民", begin, end) and text.startswith("政府", end):
        end += 2  # 人民政府信息公开 says 政府 once for both
    # 索引号…发布机构…名称青江市水务局: an index card on one line with nothing between.
    if pattern("", "card").search(text, begin, end):
        labels = pattern("", "inner_labels").finditer(text, begin, end)
        begin = next((label.end() for label in reversed(list(labels)) if is_whole(text[label.end() : end])), begin)
    starts = list(squeezed.words_within(begin, end))
    if 2 * len(starts) < end - begin:  # else its letters are set apart
        begin = next((at for at in starts if _is_apart(text[begin:at], text[at:end])), begin)
    name = text[begin:end]
    return (name, begin, end) if is_name(name) else None


def _is_apart(before: str, name: str) -> bool:
    """Whether words before a whole name on its line are no part of it: 头条 青江市水务局, not 青江市 水务局."""
    is_a_body = is_name(before) and ends_like_one(before)
    return is_name(name) and is_whole(name) and not is_a_body and not before.endswith(GOES_ON)
