"""The title of a report, and what it tells: the agency and the year.

The agency is the title up to the year or 政府信息公开; where the year comes first, what stands between the two.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from gidr_pipeline.extraction.text.normalise import ZERO_WIDTH

_MARKUP = re.compile(r"^[#*>_\s\\]+|[#*_\s\\]+$")
_GAP = re.compile(r"\s+")


def _spaced(words: str) -> str:
    """A pattern for words that may have white space between any two characters."""
    return r"\s*".join(words)


_SUBJECT = re.compile(
    "(?:"
    + "|".join(_spaced(w) for w in ("政府信息公开", "政府政务公开", "政务公开", "政务信息公开", "信息公开"))
    # Not where it names an office.
    + r")(?!\s*(?:中心|办公室|办(?!理)|处(?!理)|科|局|领导小组|委员会))"
)
_REPORT = re.compile("|".join(_spaced(words) for words in ("报告", "年报")))
_YEAR = re.compile(
    r"(?<!\d)[(（\[〔【]?\s*([2２]\s*[0０]\s*\d\s*\d)\s*[)）\]〕】]?\s*年\s*(?:度)?|(二[〇○零Oo0]{1}[一二][〇○零一二三四五六七八九Oo0])\s*年\s*(?:度)?"
)
_BARE_YEAR = re.compile(r"(?<!\d)([2２][0０]\d\d)(?!\d|[-/.]\d)")
_TORN_YEAR = re.compile(r"(?<![\d\s〇○零一二三四五六七八九])\s*年度?\s*$")
_PERIOD = re.compile(r"(20\d\d)\s*年\s*1\s*月\s*1\s*日.{0,12}?(?:(20\d\d)\s*年\s*)?12\s*月\s*31\s*日", re.DOTALL)
_SEVERAL_YEARS = re.compile(r"20\d\d\s*年?\s*[-—–~～至到]\s*20\d\d")
_CHINESE_DIGITS = {**dict.fromkeys("〇○零Oo0", "0"), **{c: str(i) for i, c in enumerate("一二三四五六七八九", 1)}}
_YEAR_ALONE = re.compile(r"[#*(（〔\s]*[2２][0０]\d\d\s*(?:年度?)?[)）〕*\s]*")
_END_OF_A_YEAR = r"[\d〇○零一二三四五六七八九]{0,3}\s*年"
_YEAR_FIRST = re.compile(rf"(?:{_YEAR.pattern}|{_END_OF_A_YEAR})(?P<name>[㐀-鿿()（）\s]{{0,30}})")
_OF_ANOTHER_PAGE = re.compile("月|工作|预算|决算|计划|规划|总结|要点|通知|公告|目录|汇编|安排|情况|公开|报告|年报")
_PLACE = re.compile("[省县区旗州盟镇]|市(?!场)|(?<!城)乡")
_BEGIN_OF_YEAR = re.compile(r"[2２][0０\d]{0,3}|二[〇○零]?[一二]?[〇○零一二三四五六七八九]?")
_END_OF_YEAR = re.compile(rf"{_END_OF_A_YEAR}|度")
_OFFICE = re.compile(r"(?:人?民)?(?:政府)?办公[厅室]")
_LONGEST = 120
_STAMP = re.compile(r"^20\d\d[-/.]\d{1,2}[-/.]\d{1,2}(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?\s*")
_SENTENCE = re.compile(r"[。；，;]|^(?:根据|按照|依据|现将|本报告)|的(?:函|通知|请示|公告|批复)$")
_NOT_A_NAME = re.compile(r"[。;：:>|]|首页|当前位置|索引号|发布|来源|字号|浏览|目录|公开指南")
_OF_A_SITE = re.compile(
    "公开|附件|登录|注册|无障碍|模式|简体|繁体|打印|返回|关闭|日期|时间|网站|导航|搜索|年报|报告|栏目|机构|要闻|动态|"
    "服务|互动|数据|专题|微博|微信|客户端"
)
_MENU = re.compile("申请公开|主动公开|公开年报|首页|办事服务|互动交流")
_PART_OF_A_NAME = re.compile(r"[㐀-鿿]{1,20}")
_SHORTEST_NAME = 3
_AROUND = " \u3000,#•·●◆■▪-—:：,，(（《“‘「『\"'【[〔_"
_BEFORE_A_NAME = re.compile(
    r"^(?:(?:(?:附件|图解|图表)\d*[:：]?|标\s?题[:：]|名\s?称[:：]|\d{1,2}[.、])\s*)?(?:关于(?:报送|公布|发布|公开|印发)?)?"
)
_AFTER_A_NAME = re.compile("关于(?:报送|上报|公布|发布|公开|印发|编制)?$")
_REMARK_FIRST = re.compile(r"[\[【（(〔]([^\]】）)〕]*)[\]】）)〕]\s*(?=[^\s\d])")
_SITE = re.compile(r"[_|｜]|\s[-—–]\s")
_NUMBERS_BEHIND = re.compile(r"(?<=\D)[\d\s\-~至年]+$")
_ORGAN = re.compile(
    "(?:政府|局|厅|委|委员会|部|办|办公室|办事处|处|院|中心|会|站|所|队|公司|学校|大学|学院|医院|银行|社)$"
)


@dataclass(frozen=True, slots=True)
class Title:
    """`year` and `agency` are None where the title does not determine them."""

    text: str | None
    agency: str | None
    year: int | None


def as_printed(plain: str, printed: str) -> str:
    """A line as its readers see it: brackets and digits in the width of the text `printed`, characters and spaces in
    the `plain` form that its font may have hidden."""
    pairs = zip(plain, printed, strict=True)
    return "".join(p if p >= "㐀" or p.isspace() or p == ZERO_WIDTH else original for p, original in pairs)


def read_title(head: Sequence[str], prose: str) -> Title:
    """The title among the lines before the first heading; the year also from the period that the prose states."""
    titles, agency = _find(head, prose)
    if not titles:
        return Title(None, None, _stated_period(prose))
    found, *others = titles
    if any(_years(other) != _years(found) for other in others):
        # A list of the agency's reports, of which this is one.
        year = _stated_period(prose)
        found = next((one for one in (found, *others) if _years(one) == [year]), others[-1])
        return Title(found, agency, year if _years(found) == [year] else None)
    years = _years(found) or _years_below(found, head)
    if _SEVERAL_YEARS.search(found):
        years = []
    year = years[0] if len(set(years)) == 1 else _year_of_subject(found) if years else _stated_period(prose)
    return Title(found, agency, year)


def _find(head: Sequence[str], prose: str) -> tuple[list[str], str | None]:
    """The title, if there is one, and those that could be it as well, and the agency if they have its whole name."""
    all_lines = [_cleaned(line) for line in head]
    lines = [line for line in all_lines if line]
    below_another = [bool(above) for above, line in zip(["", *all_lines], all_lines, strict=False) if line]
    candidates: list[tuple[bool, bool, bool, int, str, str | None]] = []
    for index, (above, line) in enumerate(zip(["", *lines], lines, strict=False)):
        names_report = _REPORT.search(line) or _REPORT.fullmatch(above[-1:] + line[:1])
        if len(line) > _LONGEST or not names_report or _SENTENCE.search(line):
            continue
        # A title may be broken over lines: take in the lines above until it has its subject and what is before it.
        for first in range(index, max(index - 4, -1), -1):
            if first < index and (_NOT_A_NAME.search(lines[first]) or _is_of_a_site(lines[first])):
                break
            joined = " ".join(lines[first : index + 1]) if first < index else line
            joined = re.sub(r"(?<=[^\x00-\x7f]) (?=[^\x00-\x7f])", "", joined) if first < index else joined
            subject = _SUBJECT.search(joined)
            if subject and len(joined) <= _LONGEST:
                agency = _agency(joined)
                torn = first > 0 and below_another[first] and _may_go_on(lines[first - 1], joined, agency or "", prose)
                complete = agency is not None and not torn and not _NOT_A_NAME.search(agency)
                of_a_site = agency and (_is_of_a_site(agency) or _MENU.search(agency))
                if first < index and agency and (len(agency) < _SHORTEST_NAME or of_a_site):
                    complete = False
                if _TORN_YEAR.search(joined, 0, subject.start()):
                    complete = False
                candidates.append((complete, bool(_years(joined)), first == index, -len(candidates), joined, agency))
                if complete or (torn and _may_be_another_line(lines[first - 1], agency or "")):
                    break
    if not candidates:
        return [], None
    *best, _, found, its_agency = max(candidates)
    alike = [title for *rank, _, title, agency in candidates if rank == best and agency == its_agency]
    return [found, *(title for title in alike if title != found)], its_agency if best[0] else None


def _is_of_a_site(line: str) -> bool:
    """Whether a line is the name of a page or part of a site's menu rather than of a body or a title."""
    return bool(_OF_A_SITE.search(line)) and not (_ORGAN.search(line) or _SUBJECT.search(line) or _years(line))


def _may_go_on(above: str, title: str, agency: str, prose: str) -> bool:
    """Whether the line right above may hold the beginning of a title: its year, or the beginning of the agency's name;
    that is not a whole name as in the banner of a site."""
    begun = None if _years(title) else _YEAR_FIRST.fullmatch(above)
    if begun:
        period, name = _stated_period(prose), begun["name"].strip()
        is_part = len(agency) <= _SHORTEST_NAME or _OFFICE.fullmatch(agency) or not _ORGAN.search(name)
        of_another_year = period is not None and _years(above) not in ([], [period])
        return bool(is_part) and not _OF_ANOTHER_PAGE.search(name) and not of_another_year
    if above.endswith(("、", "和", "及")):
        return True
    if _BEGIN_OF_YEAR.fullmatch(above) and _END_OF_YEAR.match(title):
        return True
    if len(agency) < _SHORTEST_NAME or _OFFICE.fullmatch(agency):
        return not _SENTENCE.search(above)
    part = _PART_OF_A_NAME.fullmatch(above) and not _NOT_A_NAME.search(above) and not _OF_A_SITE.search(above)
    return bool(part) and above not in agency and not _ORGAN.search(above)


def _may_be_another_line(above: str, agency: str) -> bool:
    """Whether a line that begins with a year may be no part of a title though it could: it names no place, but the
    title below it does (`2022年专题`). Then nothing tells where the agency begins."""
    begun = _YEAR_FIRST.fullmatch(above)
    name = begun["name"].strip() if begun else ""
    return bool(name) and not _PLACE.search(name) and _PLACE.search(agency, 2) is not None


def _cleaned(line: str) -> str:
    """The words of a line without markup and the date that browsers print at the head of a page."""
    return _STAMP.sub("", _MARKUP.sub("", _GAP.sub(" ", line.replace(ZERO_WIDTH, "")))).strip()


def _agency(title: str) -> str | None:
    subject = _SUBJECT.search(title)
    year = _YEAR.search(title) or _BARE_YEAR.search(title)
    stops = [match.start() for match in (subject, year) if match]
    name = title[: min(stops)] if stops else title
    if remark := _REMARK_FIRST.match(title):
        # A remark before the name (（公开）), unless it is the name or the year.
        rest = _agency(title[remark.end() :])
        return rest if rest or not _ORGAN.search(remark[1]) else remark[1]
    if not name.strip(" (《关于") and year and subject and year.end() <= subject.start():
        name = title[year.end() : subject.start()]
    elif year and subject and _ORGAN.search(_YEAR.sub("", title[year.end() : subject.start()]).rstrip()):
        return None  # the year stands inside the name
    name = next((part for part in reversed(_SITE.split(name)) if part.strip(_AROUND)), "")
    name = _GAP.sub(" ", name).lstrip(_AROUND + "”’》」』)）】]").rstrip(_AROUND)
    if name.endswith(("】", "”", "》")) and not name.startswith(("【", "“", "《")):
        name = name[:-1]
    name = _NUMBERS_BEHIND.sub("", _BEFORE_A_NAME.sub("", _AFTER_A_NAME.sub("", name))).lstrip(_AROUND)
    if subject and name.endswith("人民") and title[: subject.start()].rstrip().endswith(name):
        name += "政府"  # 人民政府信息公开 says 政府 once for both
    return name if name and not name[0].isdecimal() and not name.startswith("年度") else None


def _years(text: str) -> list[int]:
    found = []
    for match in _YEAR.finditer(text):
        digits = match[1] or "".join(_CHINESE_DIGITS[c] for c in match[2][1:])
        found.append(int(re.sub(r"\s", "", match[1])) if match[1] else 2000 + int(digits))
    return found or [int(match[1]) for match in _BARE_YEAR.finditer(text)]


def _years_below(title: str, head: Sequence[str]) -> list[int]:
    """The year on a line of its own under the title."""
    lines = [line for line in head if line.strip()]
    for line, below in pairwise(lines):
        if title.endswith(_cleaned(line)) and _YEAR_ALONE.fullmatch(below.strip()):
            return _years(below)
    return []


def _year_of_subject(title: str) -> int | None:
    """Of several years, the one that stands right before 政府信息公开."""
    subject = _SUBJECT.search(title)
    before = [match for match in _YEAR.finditer(title) if subject and match.end() <= subject.start()]
    if subject and before and not title[before[-1].end() : subject.start()].strip():
        return _years(before[-1].group())[0]
    return None


def _stated_period(prose: str) -> int | None:
    years = {match[1] for match in _PERIOD.finditer(prose) if match[2] in (None, match[1])}
    return int(years.pop()) if len(years) == 1 else None
