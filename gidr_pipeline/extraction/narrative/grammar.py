"""What a clause claims: its wording, read from the figure backwards, turned into the claims that it allows.

What belongs here: one function for each kind of claim. What does not: the words themselves (`words`), finding
figures in a text (`claims`), and whose figure it is and of which year (`context`).

Every word between the figure and the word that names the claim has to be known: an unknown one there
(收到涉及征地的申请12件) means another count, so it gives no claim.
"""

import re

from gidr_pipeline.extraction.narrative.clause import Clause, Found
from gidr_pipeline.extraction.narrative.words import ASKER, LINK, OBJECT, REST, Readings, Vocabulary, code_in

_VERBS = (
    r"新收到?|新增|新接收|新接到|新受理|收到|接收到?|接到|接受|受理|登记|办理|处理|承办|"
    r"办结|答复|回复|办复|办理完[毕结成]|作出答复|完成答复|完成办理"
)
_VERB = (
    rf"(?<!不)(?<!不予)(?<!未)(?:{_VERBS})"
    rf"(?:(?:[并和及、后了且]|按时|按期|依法|全部|及时|已|均)*+(?:{_VERBS}))*(?:完[毕成结]|了)?"
)
_REQUEST = re.compile(rf"(?P<verb>{_VERB})(?P<asker>{ASKER})(?P<object>{OBJECT})?{LINK}$")
_REQUEST_AFTER = re.compile(rf"的?(?P<asker>{ASKER})(?P<object>{OBJECT})(?=$|[均全已都并按共])")
_GOES_ON = re.compile(r"$|[均全已都并且按]")
_NEW = re.compile("新[收增接受]")
_TAKEN = re.compile("收到|接")
_ACCEPTED = re.compile("受理|登记")
_RESOLVED = re.compile("结|答复|回复|办复|办理完")
_HANDLED = re.compile("办理(?!完)|处理|承办")
_ORGANISATION = re.compile("法人|企业|组织|单位")
_ANYONE = re.compile("公民|个人|群众|公众|社会各界|居民|村民")
_PERSON = re.compile("(?:公民|个人)的?$")


def request(clause: Clause, about_requests: bool) -> Found | None:
    """A count of requests: received, accepted, handled or answered."""
    found = _REQUEST.search(clause.lead)
    if found is None:
        return None
    asker, asked, after = found["asker"], found["object"] or "", None
    if not asked:
        after = _REQUEST_AFTER.match(clause.tail)
        if after:
            asker, asked = after["asker"], after["object"]
        elif asker or not _GOES_ON.match(clause.tail):
            return None
    if not ("公开" in asked or "信息" in asked or about_requests) or asks_in_part(asker):
        return None
    readings = _request_readings(found["verb"], asker)
    return Found((readings,), clause.lead[: found.start()], "request", after is not None)


def asks_in_part(asker: str) -> bool:
    """Whether only organisations are named as asking."""
    return _ORGANISATION.search(asker) is not None and _ANYONE.search(asker) is None


def _request_readings(verb: str, asker: str) -> Readings:
    new = _NEW.search(verb) is not None
    readings: list[str] = []
    if new or _TAKEN.search(verb):
        readings += ["received"]
    elif _ACCEPTED.search(verb):
        readings += ["received", "received_and_carried_in"]
    if _RESOLVED.search(verb):
        readings += ["resolved_total"]
    if not new and _HANDLED.search(verb):
        readings += ["resolved_total", "received", "received_and_carried_in"]
    if readings == ["received"] and _PERSON.search(asker):
        readings += ["received.natural_person"]
    return tuple(dict.fromkeys(readings))


_SUM = re.compile(rf"(?:两项)?(?:合计|共计|总计|一共|总共|共)(?:有|为)?(?:{OBJECT})?")


def is_sum(clause: Clause) -> bool:
    """Whether the clause only adds up what was counted before it (共计18件)."""
    return _SUM.fullmatch(clause.lead) is not None and _GOES_ON.match(clause.tail) is not None


_LAST = r"(?:上一?年度?|去年度?|(?P<{0}>20\d\d)年度?)"
_NEXT = r"(?:下一?年度?|次年|明年|(?P<{0}>20\d\d)年度?)"
_THIS = r"(?:本年度?|今年|(?P<this_year>20\d\d)年度?)"
_CARRIED_IN = re.compile(
    rf"(?:{_LAST.format('from_year')}的?(?:未办结)?(?:结转|转结|转入)(?:[至到]?{_THIS}(?:继续)?(?:办理|处理)?)?"
    rf"|结转自?{_LAST.format('of_year')})(?:下来|过来|来)?的?(?:{OBJECT})?{LINK}$"
)
_CARRIED_OUT = re.compile(
    rf"(?:将|按照?规定|依法|需)*(?:结转|转入|转|结)[至到入]?{_NEXT.format('to_year')}(?:继续)?(?:办理|处理|答复)?的?(?:{OBJECT})?{LINK}$"
)
_CARRIED_ON = re.compile(rf"[至到]{_NEXT.format('to_year')}(?:继续)?(?:办理|处理|答复)?$")
_LEFT_OVER = re.compile("(?:剩余|其余|尚?未办结|尚有|仍有|的)+$")
_CARRY = re.compile("结转(?:了)?$")
_DONE = re.compile("(?:办理|办结|处理|答复|完成)了?$")
_NONE_CARRIED_OUT = re.compile(r"下一?年度?结转|结转至?下一?年度?(?:继续办理)?")


def carried(clause: Clause, report_year: int | None) -> Found | None:
    """Requests carried over from the year before, or to the year after."""
    return _carried_out(clause, report_year) or _carried_in(clause, report_year)


def _carried_out(clause: Clause, report_year: int | None) -> Found | None:
    found = _CARRIED_OUT.search(clause.lead)
    before, after = clause.lead[: found.start()] if found else "", found is None
    if found is None:
        carry = _CARRY.search(clause.lead)
        before = clause.lead[: carry.start()] if carry else _LEFT_OVER.sub("", clause.lead)
        if not is_plain(before):
            return None
        found = (_CARRIED_ON if carry else _CARRIED_OUT).match(clause.tail)
    if found is None or not _is_year(found["to_year"], report_year, 1):
        return None
    return Found((("carried_out",),), before, "carried", after)


def _carried_in(clause: Clause, report_year: int | None) -> Found | None:
    found = _CARRIED_IN.search(clause.lead)
    before = clause.lead[: found.start()] if found else ""
    # What was done with the requests carried in need not be done with all of them.
    if found is None or _DONE.search(before):
        return None
    if not _is_year(found["from_year"] or found["of_year"], report_year, -1):
        return None
    return Found((("carried_in",),), before, "carried") if _is_year(found["this_year"], report_year, 0) else None


def _is_year(named: str | None, report_year: int | None, step: int) -> bool:
    return named is None or (report_year is not None and int(named) == report_year + step)


_PLAIN = re.compile(
    r"(?:.*年)?(?:其中|本?年?度?办理结果|结果|决定|答复|给予|予以|依法|已|均|作出|告知|为|共计?|属于|另有|另外|还有|有|可以|"
    r"进行|分别|按照?规定|依规|对|的|[、和及])*+"
)
_REASON = re.compile(r"(?:其中)?(?:因|属于|涉及|由于|以|为)")


def is_plain(words: str) -> bool:
    """Whether words narrow nothing down: before an outcome's term, or before a figure whose label follows it."""
    return _PLAIN.fullmatch(words) is not None


def outcome(clause: Clause, words: Vocabulary) -> Found | None:
    """Requests by their outcome, in the form's own terms, or in its words for the reason."""
    after = is_plain(clause.lead)
    side = clause.tail if after else clause.lead
    found = words.group.search(side)
    if found is None:
        row = words.row.fullmatch(side)
        return Found(((f"{code_in(row)}.total",),), "", "outcome", after) if row else None
    before, term = side[: found.start()], found["term"]
    if is_plain(before):
        return Found(((words.groups[term],),), clause.lead if after else before, "outcome", after)
    reasons = [(pattern, code) for pattern, code in words.reasons.get(term, ()) if pattern.search(before)]
    if len(reasons) != 1 or not _REASON.match(before):
        return None
    pattern, code = reasons[0]
    group = (words.groups[term],) if "等" in before else ()
    return Found(((f"{code}.total", *group),), pattern.sub("", before), "outcome", after)


def applicant(clause: Clause, words: Vocabulary, listed: frozenset[str]) -> str | None:
    """The applicant that a figure in a list by applicants is for. `listed` are those that the list has named before."""
    found = words.applicant.fullmatch(clause.lead)
    if found is None and is_plain(clause.lead):
        found = words.applicant.fullmatch(clause.tail)
    if found is None:
        return None
    code = code_in(found)
    return code if code != REST or listed - {REST, "natural_person"} else None


_NO_REQUEST = re.compile(
    rf"(?:到|过|任何|一[件份]|关于|有关|任一)*+(?P<asker>{ASKER})(?P<object>{OBJECT})(?:的|情况|现象|发生|产生)*+、?"
)


def no_requests(what: str) -> tuple[Readings, ...]:
    """The claim of which the words after 未收到, 无 … say that there was none."""
    asked = _NO_REQUEST.fullmatch(what)
    if asked and "公开" in asked["object"] and not asks_in_part(asked["asker"]):
        return (("received",),)
    if _NONE_CARRIED_OUT.fullmatch(what):
        return (("carried_out",),)
    return ()
