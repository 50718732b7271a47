"""The places of a report that name it or its body, each with a score.

One pattern finds them: [year] name [year] subject 报告. Each is scored by where it stands: a line of its own, a field
of an index card or the last part of a bread crumb, a sentence that gives the report to the public. A title may be
broken over lines: each way to join it with the lines above is a reading, and the best is the place's.

What belongs here: finding and scoring places. What does not: the name and the years in their words (`title_words`),
sentences without a title (`leads`), bodies that stand away from titles (`bodies`), and which place counts (`title`).
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache

from gidr_pipeline.extraction.bodies import agent_of, may_act, writer_of
from gidr_pipeline.extraction.leads import IN_A_SENTENCE, SENTENCE, gives, leads, without_title
from gidr_pipeline.extraction.names import (
    begins_with_place,
    ends_like_one,
    is_government,
    is_menu,
    is_name,
    is_office,
    is_organ,
    is_second_piece,
    is_whole,
    pattern,
    words,
)
from gidr_pipeline.extraction.place import Place, Source
from gidr_pipeline.extraction.text.squeezed import Squeezed
from gidr_pipeline.extraction.title_words import (
    CLOSING,
    GOES_ON,
    REMARK,
    SEPARATOR,
    SHORTEST_NAME,
    Words,
    behind_labels,
    name_in_field_before,
    words_before,
)
from gidr_pipeline.extraction.years import SCHOOL_YEAR, YEAR, is_part_of_a_year, names_a_span, years_of

_OWN_LINE, _IN_A_FIELD = 6.0, 5.5
ALIKE = 0.5
"""Readings and places whose scores are nearer to each other contradict each other."""
_HAS_NAME, _ENDS_LIKE_ONE, _HAS_YEAR, _TORN = 3.0, 1.0, 1.5, 2.0
_LINE_JOINED, _BELOW_A_HEADING, _IN_A_LIST = -0.6, -0.7, -1.0
_UNKNOWN = 0.6
"""For a line that may be the beginning of a name or not: both readings are as good, and the name is open."""
_MOST_JOINED = 3
_LONGEST_LINE = 40
_SHORT = 4
"""Characters of the first piece of a name that may tell no place."""
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
def _report() -> re.Pattern[str]:
    alone = f"{words('subject')}(?:工作)?(?P<alone>{words('ends_alone')})"
    return re.compile(f"{words('subject')}{words('goes_on')}*?{words('ends')}|{alone}")


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
    found = [place for match in _report().finditer(squeezed.text) if (place := _place(squeezed, match, head_end))]
    if any(not place.is_second_hand and place.source is not Source.SENTENCE for place in found):
        found = [place for place in found if not place.is_second_hand]
    return sorted([*found, *without_title(squeezed), *leads(squeezed)], key=lambda place: -place.score)


def _place(squeezed: Squeezed, found: re.Match[str], head_end: int) -> Place | None:
    """The best reading of one title; None where another report is meant."""
    text, start, end = squeezed.text, found.start(), found.end()
    is_handed_on = _is_handed_on(squeezed, start, end)
    if (_is_of_others(squeezed, end) and not is_handed_on) or _is_of_another_page(squeezed, start):
        return None
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
    given = max((begin + gives.end() for gives in gives().finditer(text[begin:start])), default=None)
    is_quoted = not fields and text[begin - 1 : begin] in _QUOTES and text[end : end + 1] in _BETWEEN_FIELDS
    is_field = fields is not None and text[end : end + 1] in _BETWEEN_FIELDS
    is_headline = pattern("", "headlines").fullmatch(text, end, line_end) is not None
    is_second_hand = is_handed_on or is_quoted or is_reading or is_headline
    ends = is_field or is_second_hand or _may_end(text[end:line_end].rstrip(_EMPTY_FIELDS))
    if given is not None or _SENTENCE_MARK.search(text, begin, start) or not ends:
        is_lead = squeezed.offset(start) < head_end
        return None if found["alone"] else _in_a_sentence(squeezed, start, end, given, years, is_lead=is_lead)
    place = _best_of(_readings(squeezed, start, end, years))
    place = replace(place, score=place.score + _less(squeezed, start, head_end))
    place = replace(place, is_second_hand=is_second_hand, is_reading=is_reading)
    return place if _tells_enough(place, found, at_the_end=end == line_end) else None


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
    return any(_report().search(other) and other not in own and own not in other for other in (above, below))


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
        return replace(place, name=None, span=None, score=place.score - _HAS_NAME)
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
    while number and _report().search(text, *squeezed.line(number)):
        number -= 1
    begin, end = squeezed.line(number)
    return bool(pattern("", "other_pages").fullmatch(text, begin, end) and _report().search(text, 0, begin))


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
        yield _scored(squeezed, place, said, end, behind)
        if said.name is None and (name := name_in_field_before(squeezed, line_begin, cut)):
            yield _scored(squeezed, place, Words(name, said.years, name[1]), end, behind)
        return
    begin, score = line_begin, place.score
    for joined in range(_MOST_JOINED + 1):
        said = words_before(squeezed, begin, start)
        if joined and said.name and not (ends_like_one(said.name[0]) or begins_with_place(said.name[0])):
            said = said._replace(name=None)
        above = YEAR.fullmatch(text, begin, line_begin) is not None
        yield _scored(squeezed, replace(place, score=score, above=above), said, end, behind)
        if joined == line:
            return
        above_begin, above_end = squeezed.line(line - joined - 1)
        above_begin += text.startswith(_OPENING, above_begin)
        torn = _goes_on(text[above_begin:above_end], said, dated=bool(said.years or behind))
        if torn is None or _ends_a_menu(text, above_begin, above_end) or _is_of_a_list(squeezed, line - joined - 1):
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


def _scored(squeezed: Squeezed, place: Place, said: Words, end: int, behind: Sequence[int]) -> Place:
    """A place with what its words tell, the title ending at `end`, and the years behind its subject."""
    years = (*behind, *said.years)
    score = place.score + (_HAS_YEAR if years else 0)
    place = replace(place, title=squeezed.span(said.begin, end), years=years)
    if said.name is None:
        return replace(place, score=score)
    name, *at = said.name
    if written := pattern("", "written_by").fullmatch(name):
        begin = at[0] + written.start("body")
        if not (body := writer_of(written["body"])):
            return replace(place, score=score)
        name, at = body, [begin, begin + len(body)]
    score += _HAS_NAME + (_ENDS_LIKE_ONE if ends_like_one(name) else 0)
    return replace(place, score=score, name=name, span=squeezed.span(*at))


def _goes_on(above: str, said: Words, *, dated: bool) -> float | None:
    """What speaks for a line above being the beginning of a title that has these words so far; None where it is not: a
    whole body above a whole title, a menu, another title."""
    if len(above) > _LONGEST_LINE or SEPARATOR.search(above) or _report().search(above) or is_menu(above):
        return None
    if is_part_of_a_year(above) or YEAR.fullmatch(above):
        return None if dated else 0.0
    if above.endswith(GOES_ON):
        return _TORN
    if said.name is None:
        return 0.0
    return _names_on(above, said.name[0], dated=dated)


def _names_on(above: str, name: str, *, dated: bool) -> float | None:
    """What speaks for the name of a title beginning on the line above; None where that ends what is no part of it."""
    if is_office(name):
        return _TORN if begins_with_place(above) else 0.0
    if pattern("", "subject", "$").search(above):
        return None  # the name of the site's column: 青江市政府信息公开
    if len(name) < SHORTEST_NAME:
        return _TORN if begins_with_place(above) else _UNKNOWN
    year = None if dated else YEAR.match(above)
    rest = above[year.end() :] if year else above
    is_torn = len(rest) == 1 or (begins_with_place(above) and not is_organ(above))
    unknown = _UNKNOWN - _HAS_YEAR if year else _UNKNOWN
    if is_whole(name):
        if is_torn and (len(rest) == 1 or not ends_like_one(above)):
            return _TORN
        return unknown if year and len(rest) <= SHORTEST_NAME else None
    if is_torn or (year and not is_whole(rest)) or (is_second_piece(name) and len(rest) <= _SHORT):
        return _TORN
    return None if is_government(rest) else unknown


def _ends_a_menu(text: str, begin: int, end: int) -> bool:
    """Whether a few characters on a line end a word of a menu that the line before begins."""
    menu = pattern("", "no_names names_or_menus").finditer(text, max(0, begin - SHORTEST_NAME), end)
    return end - begin <= SHORTEST_NAME and any(word.start() < begin < word.end() for word in menu)


def _is_of_a_list(squeezed: Squeezed, number: int) -> bool:
    """Whether a line is a year below another year, as in a menu of all reports."""
    lines = [squeezed.text[slice(*squeezed.line(each))] for each in (number - 1, number) if each >= 0]
    return len(lines) == 2 and all(YEAR.fullmatch(line) for line in lines)


def _in_a_sentence(
    squeezed: Squeezed, start: int, end: int, given: int | None, behind: Sequence[int], *, is_lead: bool
) -> Place | None:
    """A title in a sentence that gives the report to the public, or begins with it, or in a lead that tells of how it
    was made; None for any other sentence."""
    text, begin = squeezed.text, _begin_of_line(squeezed, start, end)
    cut = max((match.end() for match in SEPARATOR.finditer(text, begin, start)), default=begin)
    opens = text[cut - 1 : cut] == "《"
    begins = cut == begin or text[cut - 1] in "。" or (opens and (cut - 1 == begin or text[cut - 2] == "。"))
    agent = agent_of(squeezed, max(0, start - SENTENCE), start)
    is_by = text.startswith("由", cut) and YEAR.search(text, cut, start) is not None
    is_made = is_lead and _is_made(squeezed, cut, start, end)
    if given is not None and given >= cut - opens:
        cut = max(cut, given)
    elif is_made or pattern("", "own", words("acts")).match(text, cut, start) or (agent and agent[1] == cut + is_by):
        cut = _behind_the_verb(squeezed, cut, start)
    elif not (begins or opens) or not pattern("", "goes_on_with", "|[。:]" if begins else "").match(text, end):
        return None
    said = words_before(squeezed, cut, start)
    if agent and (said.name is None or (agent[0].endswith(said.name[0]) and not is_whole(said.name[0]))):
        said = said._replace(name=agent)
    return _scored(squeezed, Place(Source.SENTENCE, IN_A_SENTENCE), said, end, behind)


def _is_made(squeezed: Squeezed, begin: int, start: int, end: int) -> bool:
    """Whether words before a title say that this report was made: of a whole body, by whomever (`…办公室编制了青江市
    人民政府2022年…报告`), or of a year if the next sentence tells what it consists of."""
    made = pattern("", "has_made").search(squeezed.text, begin, start)
    if made is None or not pattern("", "ends_a_sentence").match(squeezed.text, end):
        return False
    said = words_before(squeezed, made.end(), start)
    if said.name:
        return is_whole(said.name[0])
    return pattern("", "consists").match(squeezed.text, end) is not None


def _behind_the_verb(squeezed: Squeezed, begin: int, start: int) -> int:
    """Where the words of a title begin of which a sentence says who made it: at a whole name behind the verb
    (`青江市信息公开办公室编制了青江市人民政府2022年…报告`), else at its year."""
    text = squeezed.text
    behind = max((verb.end() for verb in pattern("", "gives").finditer(text, begin, start)), default=start)
    said = words_before(squeezed, behind, start)
    if said.name and is_whole(said.name[0]):
        return behind
    year = YEAR.search(text, begin, start)
    return year.start() if year else start


def bodies_beside(squeezed: Squeezed) -> Iterator[Place]:
    """The bodies behind a title that tells none, or on the line below it:
    `2022年政府信息公开工作年度报告（青江市水务局）`. A government outside of brackets may be that of the site."""
    text = squeezed.text
    for found in _report().finditer(text):
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
