"""Whose figure it is: the names of the body that reports, and the words before a verb that narrow nothing down.

What belongs here: telling the body itself from bodies above, below and beside it, and known words from others. What
does not: the year and the topic (`context`), and which claim a clause makes (`grammar`).
"""

import re
from dataclasses import dataclass

from gidr_pipeline.extraction.narrative.words import CAUSE_WORD

_LEVEL = re.compile(r"([省市区县州盟旗镇乡])(?:人民政府|政府|管委会|管理委员会)?$")
_INSIDE = (
    r"(?:范围内?|各级|各有关|各|及|和|、|所有|职能|行政机关|机关|政府|部门|单位|镇街|街镇|乡镇|街道|镇|乡|县|市|区|直属|"
    r"\([含包][^()]*\))*+"
)
_WHOLE = rf"[我本全][省市区县州盟旗镇乡](?!场|民|长|委|局|办){_INSIDE}"
_REGION = re.compile(_WHOLE)
_US = r"[我本全](?:部门|分局|行政机关|单位|机关|局|办|委|厅|院|处|部|中心|街道|街|所|站|队|会|校|行|政府)"
_SELF = re.compile(_US)
_BELOW = re.compile(
    "下属|所属|下级|局属|直属|[省市区县]直|镇街|街镇|乡镇|系统|兄弟|基层|本级|各(?![类项种方位为具自])|部分单位|个别"
)
_ORGAN = re.compile(
    "([\u4e00-\u9fff]+?(?:局|委|办|办公室|厅|院|处|部|中心|公司|队|所|站|镇|乡|街道|街|县|区|市|省|政府|部门|单位|机关|"
    "会|集团|学校|办事处))$"
)

_DAY = r"(?:1月(?:1日)?|12月(?:31日|份|底)?|1-12月份?)"
_TIME = (
    r"(?:(?:自|从|在|截[至止到])?(?:20\d\d年(?:度|全年|底|末)?|二[〇○零]二[〇○零一二三四五六七八九]年度?|本年度?|今年)|"
    rf"(?:截[至止到])?(?:目前|年底|年末)|{_DAY}|以来|至|到|-|起|止|期间|全年度?|年度|年内|当年|(?:报告|统计)(?:年度|期)内?|"
    r"(?:过去)?一年来?|[,、])"
)
_ADVERB = (
    r"(?:共计|共|总共|总计|合计|累计|一共|已经|已|均|都|全部|依法依规|依法|依规|按照?规定|按照?要求|[严认][格真]|积极|稳妥|"
    r"妥善|规范|顺利|圆满|高效|有效|及时|按[时期]|如期|实际|在?(?:规定|法定)(?:的?(?:时间|时限|期限))内|先后|其中|主要|另外?|"
    r"连同|加上|不?(?:包含|含|包括)|还|也|仅|只|新|并|对|是|有(?!关)|为|被|的|了|中|予以|给予|作出|做出|完成|进行|开展)"
)
_MATTER = (
    r"(?:(?:政府|政务)?信息(?:依申请)?公开|政务公开|公开政府信息|政府信息|依?申请公开(?:政府信息)?|申请(?!人)|工作|方面|情况|事项|办理情况|"
    r"社会公众|公众|公民|群众|法人|其[他它]组织|提出|提交|以?及|[和与或])"
)
_TIMES = re.compile(rf"{_TIME}*+")
_BEFORE_A_NAME = re.compile(rf"(?:{_TIME}|{_MATTER}|{_ADVERB})*+")
_KNOWN = re.compile(rf"(?:{_US}|{_WHOLE}|{_TIME}|{_MATTER}|{_ADVERB})*+")
_CAUSES = re.compile(
    rf"(?:{_US}|{_WHOLE}|被告|被申请人|{CAUSE_WORD}|{_TIME}|{_MATTER}|{_ADVERB}|以|作为?|任何|案件|收到针对|人民法院)*+"
)
_ADVERBS_LAST = re.compile(rf"(?:{_ADVERB}|{_TIME}|分别|[在度收被,])+$")
_PLACE = r"[^省市区县].{0,6}?(?:省|市(?![管更])|自治[区州]|[区县盟旗镇]|乡(?![建规])|街道(?!办))"
_PLACES = re.compile(_PLACE)
_INNER_ORGAN = re.compile(r".+?(?:政府|总局|局|委员会|管委会|[省市区县]委|厅|公司|大学|医院)(?=..)")
_GOVERNMENT = re.compile(r"(?:(?:人民)?政府|管委会|管理委员会)$")
_LONGEST_NAME = 30


@dataclass(frozen=True)
class Body:
    """The body that reports, as its name tells; a body without a name knows only words like 我局 for its own."""

    names: tuple[tuple[str, ...], ...]
    """Its name, or its names, each as its parts: places and organs, the highest first (青江市, 公安局, 东平分局)."""
    level: str | None
    """What it governs (市, 区, 镇 …) where it is a government, so that 全区 is its own figure."""

    @classmethod
    def of(cls, agency: str | None) -> "Body":
        name = "".join((agency or "").split())
        level = _LEVEL.search(name)
        level_of_committee = "区" if name.endswith(("管委会", "管理委员会")) else None
        return cls(tuple(_parts(name) for name in (agency or "").split()), level[1] if level else level_of_committee)

    def speaks_of_itself(self, words: str) -> bool | None:
        """Whether the words before a verb name this body (True), another or a part of it (False), or none (None)."""
        regions = list(_REGION.finditer(words))
        if regions:
            level = regions[-1][0][1]
            if level != self.level and not (level in "镇乡" and self._has_place(level)):
                return False
            words = words[regions[-1].end() :]
        if _BELOW.search(words):
            return False
        if _SELF.search(words):
            return True
        organ = _ORGAN.search(_ADVERBS_LAST.sub("", words[_end_of(_BEFORE_A_NAME, words) :]))
        if organ is None:
            return True if regions else None
        return self._is_called(organ[1])

    def leaves_plain(self, words: str, challenge: bool = False) -> bool:
        """Whether the words before a verb narrow nothing down: each is known, or the name of this body."""
        known = _CAUSES if challenge else _KNOWN
        if known.fullmatch(words):
            return True
        start = _end_of(_TIMES, words)
        return any(
            known.fullmatch(words, end) and self._is_called(words[start:end])
            for end in range(min(len(words), start + _LONGEST_NAME), start, -1)
        )

    def _has_place(self, level: str) -> bool:
        return any(part.endswith(level) for parts in self.names for part in parts)

    def _is_called(self, organ: str) -> bool:
        """Whether a name in the prose is this body's or abbreviates it, down to its last part."""
        if self.level and self.level not in "镇乡" and organ.endswith("政府"):
            # In the report on a whole city 市政府 may be the city or its own office.
            return False
        return any(_is_called(organ, parts) for parts in self.names)


def _end_of(pattern: re.Pattern[str], words: str) -> int:
    found = pattern.match(words)
    return found.end() if found else 0


def _parts(name: str) -> tuple[str, ...]:
    parts: list[str] = []
    while name:
        found = _PLACES.match(name) or _INNER_ORGAN.match(name)
        part = found[0] if found else name
        parts.append(part)
        name = name[len(part) :]
    if len(parts) > 1 and _GOVERNMENT.fullmatch(parts[-1]):
        # A government is called by its place as well (白沙镇), and not by the government alone of a place above.
        parts[-2:] = [parts[-2] + parts[-1]]
    return tuple(parts)


def _is_called(organ: str, parts: tuple[str, ...]) -> bool:
    """Whether a short name is made of the last part, and before it of the part above that and maybe of others."""
    *above, last = parts
    for cut in range(len(organ)):
        before, own = organ[:cut], organ[cut:]
        if not _abbreviates(own, last):
            continue
        if not before:
            return True
        if _GOVERNMENT.fullmatch(own):
            continue
        nearest = above[-1] if above else ""
        # What is said of the parts above has to reach down to the nearest: 市局 is not the office of a district.
        for inner in range(len(before)):
            if _within(before[inner:], nearest) and _within(before[:inner], "".join(above[:-1])):
                return True
    return False


def _abbreviates(short: str, part: str) -> bool:
    """Whether words stand for a name's last part: its beginning is kept, or its ending as a whole (分局, 办事处)."""
    if "分局" in part and "分局" not in short:
        return False
    place, called = _GOVERNMENT.sub("", part), _GOVERNMENT.sub("", short)
    if place not in ("", part):
        return (
            not called
            or (called == place[-1] and called != short)
            or (called[0] == place[0] and _within(called, place))
        )
    if short[0] == part[0] and len(short) != 2:
        return _within(short, part)
    return short in part and (len(short) > 1 or part.endswith(short))


def _within(short: str, name: str) -> bool:
    rest = iter(name)
    return all(character in rest for character in short)
