"""The body and the year in sentences that speak of this report without its title.

What belongs here: sentences on who wrote it and of which work it tells, and the words by which a clause gives it to the
public. What does not: titles, in sentences too (`naming`), and which place counts (`title`).
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from gidr_pipeline.extraction.bodies import agent_of, agent_pattern, writer_of
from gidr_pipeline.extraction.names import ends_like_one, is_whole, pattern, words
from gidr_pipeline.extraction.place import Place, Source
from gidr_pipeline.extraction.text.squeezed import Squeezed
from gidr_pipeline.extraction.title_words import words_before
from gidr_pipeline.extraction.years import YEAR

IN_A_SENTENCE = 3.5
"""The score of a place in a sentence."""
SENTENCE = 160
"""Characters before a title in which the body that gives it may stand."""
_CLAUSE_MARKS = "。,，;；:：《》"


@cache
def gives() -> re.Pattern[str]:
    """The words by which a clause gives the report to the public."""
    verb, begins = words("gives"), "(?:^|(?<=[,，。;；:：》]))"
    before_a_title = rf"{words('made_under')}{verb}(?=《)"
    return re.compile(
        rf"{words('now')}{verb}|{begins}(?:(?:{words('own')})?{verb}|{before_a_title})|{words('hands_over')}"
    )


def without_title(squeezed: Squeezed) -> Iterator[Place]:
    """The body in sentences that speak of this report without its title: `本年报由青江市水务局按照…编制`."""
    text = squeezed.text
    place = Place(Source.SENTENCE, IN_A_SENTENCE)
    for found in pattern("", "this_report").finditer(text):
        if agent := agent_of(squeezed, max(0, found.start() - SENTENCE), found.end()):
            yield replace(place, name=agent[0], span=squeezed.span(agent[1], agent[2]))
    for found in pattern("", "by", agent_pattern().pattern).finditer(text):
        if name := writer_of(found["name"]):
            span = squeezed.span(found.start("name"), found.start("name") + len(name))
            yield replace(place, name=name, span=span)


def leads(squeezed: Squeezed) -> Iterator[Place]:
    """The body and the year in sentences that tell of which work this report is, without its title:
    `特向社会公布青江市水务局2022年政府信息公开情况`, `根据白沙镇2022年政府信息公开工作实际情况编制本报告`."""
    text = squeezed.text
    for work in pattern("", "work").finditer(text):
        begin = _begin_of_work(text, work)
        if begin is None or pattern("", "parts_of_a_year").search(text, begin, work.start()):
            continue
        parts = pattern("", "parts_of_a_body", "$").search(text, begin, work.start())
        said = words_before(squeezed, begin, end := parts.start() if parts else work.start())
        *_, behind = (begin, *(year.end() for year in YEAR.finditer(text, begin, end)))
        field = text[behind:end].removesuffix("的")  # 重点领域, unless it is the body
        if said.years and "各" not in text[begin:end] and (not field or ends_like_one(field)):  # all bodies of a county
            name, *at = said.name if said.name and is_whole(said.name[0]) else (None, 0, 0)
            span = squeezed.span(*at) if name else None
            yield Place(Source.SENTENCE, IN_A_SENTENCE, name=name, span=span, years=said.years, is_lead=True)


def _begin_of_work(text: str, work: re.Match[str]) -> int | None:
    """Where the words before the work begin of which a report tells that is given, or made of it; None where no
    sentence says so."""
    start, end = work.span()
    clause = max(text.rfind(mark, 0, start) for mark in _CLAUSE_MARKS) + 1
    made = pattern("", "made_of").match(text, clause, start)
    if made and pattern("", "is_made").match(text, end):
        return made.end()
    if work["government"] and pattern("", "is_given").match(text, end):
        return max((clause + gives.end() for gives in gives().finditer(text[clause:start])), default=None)
    told = pattern("", "tells_of").search(text, text.rfind("。", 0, start) + 1, start)
    return told.end() if told and pattern("", "ends_of_clauses").match(text, end) else None
