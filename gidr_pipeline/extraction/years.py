"""The year of a report: in its title, in the period that it states, and in its prose.

What belongs here: what words say about a year. What does not: which of them counts (`title`).
"""

import re
from collections import Counter
from typing import NamedTuple

_CHINESE = {**dict.fromkeys("〇○零Oo0", "0"), **{c: str(i) for i, c in enumerate("一二三四五六七八九", 1)}}
_ONE = r"二[〇○零Oo0][一二][〇○零一二三四五六七八九Oo0]"
_OPEN, _CLOSE = r"[(\[〔【]?", r"[)\]〕】]?"
YEAR = re.compile(rf"(?<!\d){_OPEN}(?:(20\d\d)(?:{_CLOSE}年度?|{_CLOSE}(?!\d|[-./]\d))|({_ONE})年度?){_CLOSE}")
"""A year in words without white space, with 年度 and brackets around it: `2022年度`, `【2022】`, `二〇二二年`."""
SCHOOL_YEAR = re.compile(rf"{_OPEN}20\d\d[-~至到](?:20)?\d\d学年度?{_CLOSE}")
_REST_OF_A_DAY = re.compile(r"\d{1,2}月\d{1,2}日")
_PART = re.compile(r"[(〔]?(?:2(?:0\d{0,2})?|二(?:[〇○零](?:[一二][〇○零一二三四五六七八九]?)?)?)")
_SEVERAL = re.compile(r"20\d\d年?[-~至到]20\d\d")
_PERIOD_END = re.compile(r"1\s*2\s*[月./-]")
_REACH = 60
_DAY_ONE = r"(?:年?1月?1?日|年0?1月0?1日|[./-]0?1[./-]0?1|年1月?)"
_TO = r"[^。;0-9]{0,6}?[-~至到止][^。;0-9]{0,4}"
_PERIOD = re.compile(rf"(20\d\d){_DAY_ONE}{_TO}(?:(20\d\d)[年./-]?)?12(?:月(?:31日)?|31日|[./-]31)")
_END_OF_PERIOD = re.compile(r"(20\d\d)年?12月?31日止")
_OF_A_SENTENCE = re.compile(
    r"(?:^|(?<=[\n。；;,，、(:：]))[^\S\n]*(?P<year>20\d\d)\s*年(?!\s*\d|工作要点)(?=[^\n,，。;；]*[,，。;；])"
)
_UP_TO = re.compile(r"截[止至]到?\s*(20\d\d)\s*年\s*12\s*月\s*(?:31\s*日|底)")
_NEW_SENTENCE = re.compile(r"[\n。；;]\s*$")


class Year(NamedTuple):
    """A year, the places of its words, and whether it is that of a day: 2023年1月9日."""

    year: int
    start: int
    end: int
    is_of_a_day: bool


def years_of(words: str) -> list[Year]:
    """The years that words without white space name, in their order."""
    found = []
    for match in YEAR.finditer(words):
        digits = match[1] or "20" + "".join(_CHINESE[c] for c in match[2][2:])
        found.append(Year(int(digits), *match.span(), _REST_OF_A_DAY.match(words, match.end()) is not None))
    return found


def is_part_of_a_year(words: str) -> bool:
    """Whether words may be the beginning of a year, broken over lines: `202`, `二〇`, `2022`."""
    return _PART.fullmatch(words) is not None


def names_a_span(words: str) -> bool:
    """Whether words name several years in one: `2019-2022年`."""
    return _SEVERAL.search(words) is not None


def stated_period(text: str) -> int | None:
    """The year of the statistics, if the text says one (自2022年1月1日起至2022年12月31日止), also where 年 or 月 is
    lost.

    Examples
    --------
    >>> stated_period("统计期限自20231月1日起至202312月31日止")
    2023
    """
    years = set()
    for end in _PERIOD_END.finditer(text):
        near = "".join(text[max(0, end.start() - _REACH) : end.end() + 10].split())
        for found in _PERIOD.finditer(near):
            years.add(found[1] if found[2] in (None, found[1]) else "")
        years |= {found[1] for found in _END_OF_PERIOD.finditer(near)}
    return int(years.pop()) if len(years) == 1 and "" not in years else None


def year_of_prose(prose: str) -> int | None:
    """The year of which sentences and clauses speak, or up to whose end they count, a sentence's first words counting
    twice; None on a tie.

    Examples
    --------
    >>> year_of_prose("2023年，我局公开信息56条，比2022年多3条。2023年未收到申请。")
    2023
    """
    counts = Counter(map(int, _UP_TO.findall(prose)))
    for found in _OF_A_SENTENCE.finditer(prose):
        begins = found.start() == 0 or _NEW_SENTENCE.search(prose, max(0, found.start() - 8), found.start("year"))
        counts[int(found["year"])] += 2 if begins else 1
    most = counts.most_common(2)
    return most[0][0] if most and (len(most) == 1 or most[0][1] > most[1][1]) else None
