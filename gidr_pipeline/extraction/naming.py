"""The places of a report that name it or its body, each with a score.

One pattern finds them: [year] name [year] subject 报告. Each is scored by where it stands: a line of its own, a field
of an index card or the last part of a bread crumb, a sentence that gives the report to the public. A title may be
broken over lines: each way to join it with the lines above is a reading, and the best is the place's.

What belongs here: finding places, and reading those on lines of their own. What does not: titles in sentences
(`titles_in_sentences`), whether one begins on the line above (`titles_above`), what its words tell (`title_words`) and
speak for (`scored`), sentences without a title (`leads`), bodies that stand away from titles (`bodies`), and which
place counts (`title`).
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from gidr_pipeline.extraction.bodies import may_act
from gidr_pipeline.extraction.leads import gives, leads, without_title
from gidr_pipeline.extraction.names import (
    begins_with_place,
    ends_like_one,
    is_government,
    is_name,
    is_whole,
    pattern,
    words,
)
from gidr_pipeline.extraction.place import Place, Source
from gidr_pipeline.extraction.scored import HAS_NAME, scored
from gidr_pipeline.extraction.text.squeezed import Squeezed
from gidr_pipeline.extraction.title_words import (
    CLOSING,
    REMARK,
    SEPARATOR,
    Words,
    behind_labels,
    name_in_field_before,
    report_pattern,
    words_before,
)
from gidr_pipeline.extraction.titles_above import ends_a_menu, goes_on, is_of_a_list
from gidr_pipeline.extraction.titles_in_sentences import in_a_sentence
from gidr_pipeline.extraction.years import SCHOOL_YEAR, YEAR, names_a_span, years_of

_OWN_LINE, _IN_A_FIELD = 6.0, 5.5
ALIKE = 0.5
"""Readings and places whose scores are nearer to each other contradict each other."""
_LINE_JOINED, _BELOW_A_HEADING, _IN_A_LIST = -0.6, -0.7, -1.0
_MOST_JOINED = 3
_REACH = 300
"""Characters before a title on its line that are looked at."""

_OPENING = ("《", "“", '"')
_LIST_MARKS = "·•●○◆◇■□▪◦►▶★-"
_OF_TOWNS = ("镇人民政府", "镇政府", "乡人民政府", "乡政府")
"""Governments without a site of their own."""
_GOES_ON_WITH = tuple("。，,；;》")
"""What stands behind a title in a sentence."""
_NOW = "现特兹谨"
"""How a line may begin that gives a report; one that begins with 发布 may be a field of the page."""
_BEGUN_NAME = re.compile(r"《?[\w()（）]{1,40}")
"""What stands of a name behind the words that give a report, before a line end."""
_SENTENCE_MARK = re.compile(r"[。;；，,《》!?]")
_FIELDS = re.compile("[^㐀-鿿]*[,'\"]")
_BETWEEN_FIELDS = (",", "'", '"')
"""What stands before a title that is a field of a record (`48213,'某局2022年…报告','2023-01-17'`), and behind it."""
_QUOTES = ("'", '"')
"""And before it, where its label has a place of its own: `{"标题": "某局2022年…报告"`."""
_EMPTY_FIELDS = ",;|"


@cache
def _behind() -> re.Pattern[str]:
    """What may stand behind a title on its line: a remark, a date, a stray mark, the name of the site."""
    remark, file = r"(?:[(\[【〔][^)\]】〕]{0,40}[)\]】〕])?", r"(?:\.?(?:pdf|docx?|wps|html?))?"
    date = r"(?:[\[(]?20\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?[\])]?[\d:]*)?"
    mark = rf"{words('editions')}?(?:\d{{1,2}}|[①-⑳])?[^\w(\[【〔《|_:：-]{{0,3}}"
    site = rf"[》\"」】]?(?:[|_-]|{words('behind')}).*"
    return re.compile(rf"[》\"]?{remark}{file}{date}(?:{mark}|{site})", re.IGNORECASE)


def places_of(squeezed: Squeezed, head_end: int) -> list[Place]:
    """Every place that names the report, the best first. From `head_end` on its first section stands. Letters, notices,
    headlines and records may be of another report, and name it only where it has no title of its own."""
    found = [
        place for match in report_pattern().finditer(squeezed.text) if (place := _place(squeezed, match, head_end))
    ]
    if any(not place.is_second_hand and place.source is not Source.SENTENCE for place in found):
        found = [place for place in found if not place.is_second_hand]
    return sorted([*found, *without_title(squeezed), *leads(squeezed)], key=lambda place: -place.score)


class _Written(NamedTuple):
    """How a title is written: from where to where, without what its line has before and behind it."""

    begin: int
    end: int
    years: Sequence[int]
    """In its subject, and behind it."""
    is_second_hand: bool
    is_reading: bool
    ends: bool
    """Whether its line ends there, but for what may stand behind a title."""
    at_the_end: bool
    """Whether nothing does."""


def _place(squeezed: Squeezed, found: re.Match[str], head_end: int) -> Place | None:
    """The best reading of one title; None where another report is meant."""
    text, start = squeezed.text, found.start()
    is_handed_on = _is_handed_on(squeezed, start, found.end())
    if (_is_of_others(squeezed, found.end()) and not is_handed_on) or _is_of_another_page(squeezed, start):
        return None
    title = _written(squeezed, found, is_handed_on=is_handed_on)
    given = max((title.begin + gives.end() for gives in gives().finditer(text[title.begin : start])), default=None)
    if given is not None or _SENTENCE_MARK.search(text, title.begin, start) or not title.ends:
        if found["alone"]:
            return None
        begin, is_lead = _begin_of_line(squeezed, start, title.end), squeezed.offset(start) < head_end
        return in_a_sentence(squeezed, begin, start, title.end, given, title.years, is_lead=is_lead)
    place = _best_of(_readings(squeezed, start, title.end, title.years))
    place = replace(place, score=place.score + _less(squeezed, start, head_end))
    place = replace(place, is_second_hand=title.is_second_hand, is_reading=title.is_reading)
    return place if _tells_enough(place, found, at_the_end=title.at_the_end) else None


def _written(squeezed: Squeezed, found: re.Match[str], *, is_handed_on: bool) -> _Written:
    """How the title of this subject is written."""
    text, start, end = squeezed.text, found.start(), found.end()
    line_begin = _begin_of_line(squeezed, start, end)
    begin = behind_labels(text, line_begin, start)
    begin = max(begin, text.rfind("《", begin, start) + 1) if is_handed_on else begin
    fields = _FIELDS.match(text, begin, start)
    begin = fields.end() if fields else begin
    is_reading = _is_reading(squeezed, line_begin, begin, end)
    behind = _year_behind(squeezed, end) or _school_year_behind(squeezed, end)
    end = behind.end() if behind else end
    years = [year.year for said in (found, behind) if said for year in years_of(said[0]) if not names_a_span(said[0])]
    _, line_end = squeezed.line(squeezed.line_of(end - 1))
    is_parted = text[end : end + 1] in _BETWEEN_FIELDS
    is_quoted = not fields and text[begin - 1 : begin] in _QUOTES and is_parted
    is_headline = pattern("", "headlines").fullmatch(text, end, line_end) is not None
    is_second_hand = is_handed_on or is_quoted or is_reading or is_headline
    is_field = fields is not None and is_parted
    ends = is_field or is_second_hand or _may_end(text[end:line_end].rstrip(_EMPTY_FIELDS))
    return _Written(begin, end, years, is_second_hand, is_reading, ends, end == line_end)


def _is_reading(squeezed: Squeezed, line_begin: int, begin: int, end: int) -> bool:
    """Whether the line of a title says that the report is explained or drawn here: `一图读懂：…`, `…（图解）`."""
    text, reading = squeezed.text, pattern("", "readings")
    _, line_end = squeezed.line(squeezed.line_of(end - 1))
    remarks = REMARK.match(text, begin), REMARK.match(text, end, line_end)
    is_remark = any(remark and reading.fullmatch(remark["said"]) for remark in remarks)
    return is_remark or reading.search(text, line_begin, begin) is not None


def _less(squeezed: Squeezed, start: int, head_end: int) -> float:
    """What speaks against a title where it stands: in a list, or below the first heading."""
    number = squeezed.line_of(start)
    in_a_list = (squeezed.text[squeezed.line(number)[0]] in _LIST_MARKS) + _is_among_titles(squeezed, number)
    return _IN_A_LIST * in_a_list + _BELOW_A_HEADING * (squeezed.offset(start) >= head_end)


def _is_among_titles(squeezed: Squeezed, number: int) -> bool:
    """Whether the line above or below a title is another one, as in a list of reports."""
    own, above, below = (
        squeezed.text[slice(*squeezed.line(at))] if 0 <= at < len(squeezed.lines) else ""
        for at in (number, number - 1, number + 1)
    )
    return any(report_pattern().search(other) and other not in own and own not in other for other in (above, below))


def _tells_enough(place: Place, found: re.Match[str], *, at_the_end: bool) -> bool:
    """Whether a place tells what the words of its title need beside them, which may be those of a menu."""
    if found["alone"] is not None:
        return bool(place.name and place.years and at_the_end)
    is_of_a_menu = place.source is Source.FIELD or found[0].endswith("年报")
    return bool(place.name or place.years or not is_of_a_menu)


def _best_of(readings: Iterable[Place]) -> Place:
    """The best reading of a title, without its name where one that is nearly as good has another."""
    place, *rivals = sorted(readings, key=lambda place: -place.score)
    if any(rival.name and rival.name != place.name and rival.score > place.score - ALIKE for rival in rivals):
        return replace(place, name=None, span=None, score=place.score - HAS_NAME)
    return place


def _begin_of_line(squeezed: Squeezed, start: int, end: int) -> int:
    """Where the line of a place begins, or the line above if a title goes on from there, in 《》 or, in a sentence,
    behind the words that give it: `现公布青江市水⏎务局2022年…报告。`"""
    text, number = squeezed.text, squeezed.line_of(start)
    begin, _ = squeezed.line(number)
    if number:
        above, above_end = squeezed.line(number - 1)
        is_quoted = text.rfind("《", above, above_end) > text.rfind("》", 0, start)
        is_given = text[end : end + 1] in _GOES_ON_WITH and _ends_in_a_name_begun(text[above:above_end])
        begin = above if is_quoted or is_given else begin
    return max(begin, start - _REACH)


def _ends_in_a_name_begun(line: str) -> bool:
    """Whether a line ends in words that give a report and the first of a name that goes on below, rather than in what
    is given: `现将有关情况公布`."""
    given = [gives.end() for gives in gives().finditer(line) if gives.start() or gives[0][0] in _NOW]
    begun = line[given[-1] :] if given else ""
    return _BEGUN_NAME.fullmatch(begun) is not None and pattern("", "no_piece").search(begun) is None


def _is_of_others(squeezed: Squeezed, end: int) -> bool:
    """Whether a name of a report that ends here goes on so that another text is meant, `…报告的通知`; on the next line
    only if that begins with 的."""
    text = squeezed.text
    _, line_end = squeezed.line(squeezed.line_of(end - 1))
    goes_on = end < line_end or text.startswith("的", end)
    return goes_on and pattern("", "of_others").match(text, end) is not None


def _is_handed_on(squeezed: Squeezed, start: int, end: int) -> bool:
    """Whether the line of a title is that of a letter or notice by which a body gives out its own report:
    `关于印发《…报告》的通知`."""
    before = squeezed.text[squeezed.line(squeezed.line_of(start))[0] : start]
    behind = squeezed.text[end : squeezed.line(squeezed.line_of(end - 1))[1]]
    return pattern("", "own_notices").search(f"{before}…{behind}") is not None


def _may_end(behind: str) -> bool:
    """Whether a title may end before these words on its line."""
    return _behind().fullmatch(behind) is not None or (is_name(behind) and is_whole(behind))


def _is_of_another_page(squeezed: Squeezed, start: int) -> bool:
    """Whether a title is one of those that 上一篇, 下一篇 or 相关链接 lead to, on their line or below another title."""
    text, number = squeezed.text, squeezed.line_of(start)
    begin, _ = squeezed.line(number)
    if pattern("", "other_pages").match(text, begin, start):
        return True
    while number and report_pattern().search(text, *squeezed.line(number)):
        number -= 1
    begin, end = squeezed.line(number)
    return bool(pattern("", "other_pages").fullmatch(text, begin, end) and report_pattern().search(text, 0, begin))


def _school_year_behind(squeezed: Squeezed, end: int) -> re.Match[str] | None:
    """A school's year behind a title, on its line or alone on the next."""
    found = SCHOOL_YEAR.match(squeezed.text, end)
    return found if found and found.end() == squeezed.line(squeezed.line_of(found.end() - 1))[1] else None


def _year_behind(squeezed: Squeezed, end: int) -> re.Match[str] | None:
    """The year behind a title: in brackets, or at the end of its line or of the next, if no list of years follows."""
    text = squeezed.text
    found = YEAR.match(text, end)
    if found is None:
        return None
    line = squeezed.line_of(found.end() - 1)
    begin, line_end = squeezed.line(line)
    is_list = begin == end and line_end < len(text) and YEAR.fullmatch(text, *squeezed.line(line + 1))
    return found if (found.end() == line_end and not is_list) or found[0][-1] in ")]】〕" else None


def _readings(squeezed: Squeezed, start: int, end: int, behind: Sequence[int]) -> Iterator[Place]:
    """The ways to read a title whose subject begins at `start`: from its line alone, or joined with lines above."""
    text, line = squeezed.text, squeezed.line_of(start)
    line_begin = max(squeezed.line(line)[0], start - _REACH)
    cut = _begin_of_field(text, line_begin, start)
    _, line_end = squeezed.line(squeezed.line_of(end - 1))
    in_a_field = cut > line_begin or text[end:line_end].strip(CLOSING)[:1].isalpha()
    place = Place(Source.FIELD, _IN_A_FIELD) if in_a_field else Place(Source.LINE, _OWN_LINE)
    if cut > line_begin:
        said = words_before(squeezed, cut, start)
        yield scored(squeezed, place, said, end, behind)
        if said.name is None and (name := name_in_field_before(squeezed, line_begin, cut)):
            yield scored(squeezed, place, Words(name, said.years, name[1]), end, behind)
        return
    begin, score = line_begin, place.score
    for joined in range(_MOST_JOINED + 1):
        said = words_before(squeezed, begin, start)
        if joined and said.name and not (ends_like_one(said.name[0]) or begins_with_place(said.name[0])):
            said = said._replace(name=None)
        above = YEAR.fullmatch(text, begin, line_begin) is not None
        yield scored(squeezed, replace(place, score=score, above=above), said, end, behind)
        if joined == line:
            return
        above_begin, above_end = squeezed.line(line - joined - 1)
        above_begin += text.startswith(_OPENING, above_begin)
        torn = goes_on(text[above_begin:above_end], said, dated=bool(said.years or behind))
        if torn is None or ends_a_menu(text, above_begin, above_end) or is_of_a_list(squeezed, line - joined - 1):
            return
        begin, score = above_begin, score + torn + _LINE_JOINED


def _begin_of_field(text: str, begin: int, end: int) -> int:
    """Where the last field before a place begins. A hyphen behind no more than a place is inside of a name:
    `青江市金龙-樟树片区管委会`."""
    bounds = [begin, *(match.end() for match in SEPARATOR.finditer(text, begin, end))]
    for before, cut in zip(bounds[-2::-1], bounds[:0:-1], strict=True):
        left = text[before : cut - 1]
        if text[cut - 1] != "-" or not (begins_with_place(left) and is_name(left)) or ends_like_one(left):
            return cut
    return begin


def bodies_beside(squeezed: Squeezed) -> Iterator[Place]:
    """The bodies behind a title that tells none, or on the line below it:
    `2022年政府信息公开工作年度报告（青江市水务局）`. A government outside of brackets may be that of the site."""
    text = squeezed.text
    for found in report_pattern().finditer(text):
        number = squeezed.line_of(found.start())
        before = text[squeezed.line(number)[0] : found.start()]
        if any(map(str.isalpha, YEAR.sub("", before))) or not (
            found[0].endswith("报告") or years_of(before + found[0])
        ):
            continue
        year = _year_behind(squeezed, found.end())
        end = year.end() if year else found.end()
        number = squeezed.line_of(end - 1)
        line_end = squeezed.line(number)[1]
        if end == line_end and number + 1 < len(squeezed.lines):
            number += 1
            end, line_end = squeezed.line(number)
        if number + 1 < len(squeezed.lines) and is_whole(text[slice(*squeezed.line(number + 1))]):
            continue  # a list of bodies
        remark = REMARK.fullmatch(text, end, line_end)
        begin, end = remark.span("said") if remark else (end, line_end)
        name = text[begin:end]
        if may_act(name) and (remark or not is_government(name) or name.endswith(_OF_TOWNS)):
            yield Place(Source.BESIDE, name=name, span=squeezed.span(begin, end))
