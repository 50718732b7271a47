"""Bodies that a report names without a title: those that do something in its prose, those that sign it, and those in
fields of the page.

What belongs here: finding them. What does not: which words are a name (`names`), bodies in titles and beside them
(`naming`), and which place counts (`title`).
"""

import re
from collections.abc import Iterator
from functools import cache

from gidr_pipeline.extraction.names import (
    ends_like_one,
    is_government,
    is_name,
    is_organ,
    is_whole,
    pattern,
    signs_for_another,
    words,
    writes_for,
)
from gidr_pipeline.extraction.place import Name, Place, Source
from gidr_pipeline.extraction.text.squeezed import Squeezed
from gidr_pipeline.extraction.years import YEAR

_LONGEST_NAME = 40
_SHORTEST_NAME = 3
_FIELD_ENDS = "|,，;；"
_FIELD = re.compile(f"[^{_FIELD_ENDS}]+")
_CLAUSE = re.compile(r"[,，。;；:：》]")
_NUMERAL = "[〇○零一二三四五六七八九十廿]"
_DATE_IN_WORDS = rf"20\d\d年\d{{1,2}}月(?:\d{{1,2}}日?)?|二{_NUMERAL}{{3}}年{_NUMERAL}{{1,2}}月{_NUMERAL}{{1,3}}日"
_DATE = rf"{_DATE_IN_WORDS}|20\d\d[-./]\d{{1,2}}[-./]\d{{1,2}}"


@cache
def agent_pattern() -> re.Pattern[str]:
    return re.compile(rf"由?(?P<name>(?!由)[㐀-鿿()·、]{{3,{_LONGEST_NAME}}}?)(?={words('acts')})")


def bodies_of_prose(squeezed: Squeezed) -> Iterator[Place]:
    """The bodies of which the prose speaks at the beginning of a line or behind a year, or whom to ask about the
    report: `2022年，青江市水务局坚持…`, `如有疑问，请与青江市水务局办公室联系`."""
    text = squeezed.text
    lines = {begin: YEAR.match(text, begin) for begin in squeezed.lines}
    for begin, year in lines.items():
        begin = year.end() if year else begin
        begin += text.startswith((",", "，"), begin)
        found = pattern(r"(?P<name>[㐀-鿿()·]{3,30}?)(?=", "sets_out", ")").match(text, begin)
        if found and may_act(found["name"]) and _may_report(found["name"]):
            yield Place(Source.PROSE, name=found["name"], span=squeezed.span(*found.span("name")))
    asked = pattern("", "asks", rf"(?P<name>[㐀-鿿·]{{3,30}}?){words('answers')}").finditer(text)
    careful = pattern("", "does_well", rf"(?P<name>[㐀-鿿·]{{3,30}}?){words('work')}").finditer(text)
    calls_itself = pattern("", "calls_itself says_itself").search(text)
    for found in (*asked, *(each for each in careful if not is_government(each["name"]))):
        name, begin = writer_of(found["name"]), found.start("name")
        # 请与青江市政务服务中心联系 may be said of its government's report.
        others = name and pattern("", "answer_for_others publish_for_others").search(name)
        if name and _may_report(name) and (calls_itself or not others):
            yield Place(Source.PROSE, name=name, span=squeezed.span(begin, begin + len(name)))


def _may_report(name: str) -> bool:
    """Whether a name in the middle of the prose is a body and no place that is only spoken of."""
    return is_organ(name) or name[-1] in "镇乡道"


def may_act(name: str) -> bool:
    """Whether a body that gives a report is the one that reports: an office does it for its government as well."""
    return is_name(name) and is_whole(name) and not signs_for_another(name)


def writer_of(name: str) -> str | None:
    """The body that reports where it or an office of it does so; None where that may be the office's government."""
    body = writes_for(name)
    return body if body and may_act(body) else None


def agent_of(squeezed: Squeezed, begin: int, end: int) -> Name | None:
    """The body that does something at the beginning of a clause."""
    text = squeezed.text
    clauses = {match.end() for match in _CLAUSE.finditer(text, begin, end)}
    lines = {at for at in squeezed.lines if begin <= at < end}
    for at in sorted(clauses | lines):
        found = agent_pattern().match(text, at, end)
        if found and (name := writer_of(found["name"])):
            return name, found.start("name"), found.start("name") + len(name)
    return None


def signatures_of(squeezed: Squeezed, *, in_words: bool) -> Iterator[Place]:
    """The names with a date behind or below them; with one in 年月日 where `in_words`."""
    text = squeezed.text
    for date in _dates(in_words).finditer(text):
        line = squeezed.line_of(date.start())
        begin, end = squeezed.line(line)
        start = date.start() - text.endswith("(", begin, date.start())
        if date.end() != end or (line == 0 and start == begin):
            continue
        begin, end = squeezed.line(line - 1) if start == begin else (begin, start)
        name = pattern("", "stamps", "$").sub("", text[begin:end].rstrip("|"))
        if len(name) >= _SHORTEST_NAME and is_name(name) and ends_like_one(name):
            yield Place(Source.SIGNATURE, name=name, span=squeezed.span(begin, begin + len(name)))


def name_on_the_last_line(squeezed: Squeezed) -> Iterator[Place]:
    """A whole name alone on the last line, as a signature without a date; a government's may be that of the site."""
    begin, end = squeezed.line(len(squeezed.lines) - 1) if squeezed.lines else (0, 0)
    name = pattern("", "stamps", "$").sub("", squeezed.text[begin:end])
    if begin and may_act(name) and not is_government(name):
        yield Place(Source.SIGNATURE, name=name, span=squeezed.span(begin, begin + len(name)))


@cache
def _dates(in_words: bool) -> re.Pattern[str]:
    return re.compile(rf"(?:{_DATE_IN_WORDS if in_words else _DATE})\)?")


def bodies_in_fields(squeezed: Squeezed, fields: str) -> Iterator[Place]:
    """The bodies in fields of the page, beside their labels or on the lines below these, for the classes `written_for`
    and `published_by` of labels: `填报单位：青江市水务局`. A list of bodies below a label is a menu."""
    text, count = squeezed.text, len(squeezed.lines)
    label_of, next_label = pattern("", fields, "[:：|]+"), pattern("", "card inner_labels behind")
    for number in range(count):
        begin, end = squeezed.line(number)
        for label in label_of.finditer(text, begin, end):
            if label.start() > begin and text[label.start() - 1].isalpha():
                continue
            at, line_end = label.end(), end
            if at == end and number + 1 < count:
                if number + 2 < count and is_whole(text[slice(*squeezed.line(number + 2))]):
                    continue
                at, line_end = squeezed.line(number + 1)
            behind = next_label.search(text, at, line_end)
            rest = _FIELD.match(text, at, behind.start() if behind else line_end)
            if rest and may_act(rest[0]):
                yield Place(Source.FIELD, name=rest[0], span=squeezed.span(*rest.span()))
