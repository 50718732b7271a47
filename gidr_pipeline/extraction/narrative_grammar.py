"""What a clause claims: its wording, read from the figure backwards, turned into the claims that it allows.

What belongs here: one function for each kind of claim. What does not: the words themselves (`narrative_words`), finding
figures in a text (`narrative`), and whose figure it is and of which year (`narrative_context`).

Every word between the figure and the word that names the claim has to be known: an unknown one there
(收到涉及征地的申请12件) means another count, so it gives no claim.
"""

import re
from dataclasses import dataclass

from gidr_pipeline.extraction.narrative_words import (
    ASKER,
    CASE,
    CAUSE,
    DOCUMENT_MEASURES,
    KIND,
    LINK,
    OBJECT,
    REST,
    Readings,
    Vocabulary,
    code_in,
)


@dataclass(frozen=True, slots=True)
class Clause:
    """A figure with the words around it, white space and quotation marks taken out."""

    lead: str
    """The words before the figure, from the last comma or the figure before."""
    tail: str
    """The words after its unit, up to the next comma or figure."""
    zero: bool
    unit: str | None


@dataclass(frozen=True, slots=True)
class Found:
    """What a clause claims."""

    claims: tuple[Readings, ...]
    """Usually one; several where they share the figure (行政复议、行政诉讼各1件)."""
    before: str
    """The words of the clause that stand before the label."""
    kind: str
    after: bool = False
    """Whether the label stands after the figure (3件予以公开)."""


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
_OTHER_BUSINESS = re.compile("复议|诉讼|应诉|许可|审批|建议|提案|留言|投诉|咨询|信访|举报")
_GOES_ON = re.compile(r"$|[均全已都并且按]")
_NEW = re.compile("新[收增接受]")
_TAKEN = re.compile("收到|接")
_ACCEPTED = re.compile("受理|登记")
_RESOLVED = re.compile("结|答复|回复|办复|办理完")
_HANDLED = re.compile("办理(?!完)|处理|承办")
_PERSON = re.compile("(?:公民|个人)的?$")


def request(clause: Clause, about_requests: bool) -> Found | None:
    """A count of requests: received, accepted, handled or answered."""
    found = _REQUEST.search(clause.lead)
    if found is None or _OTHER_BUSINESS.search(clause.lead[: found.start()]):
        return None
    asker, asked, after = found["asker"], found["object"] or "", None
    if not asked:
        after = _REQUEST_AFTER.match(clause.tail)
        if after:
            asker, asked = after["asker"], after["object"]
        elif asker or not _GOES_ON.match(clause.tail):
            return None
    if not ("公开" in asked or "信息" in asked or about_requests):
        return None
    readings = _request_readings(found["verb"], asker)
    return Found((readings,), clause.lead[: found.start()], "request", after is not None)


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
_NEXT = r"(?:下一?年度?|次年|明年|(?P<to_year>20\d\d)年度?)"
_CARRIED_IN = re.compile(
    rf"(?:{_LAST.format('from_year')}的?(?:未办结)?(?:结转|转结|转入)(?:[至到]?(?:本年度?|今年))?"
    rf"|结转自?{_LAST.format('of_year')})(?:下来|过来|来)?的?(?:{OBJECT})?{LINK}$"
)
_CARRIED_OUT = re.compile(rf"(?:结转|转入|转|结)[至到入]?{_NEXT}(?:继续)?(?:办理|处理|答复)?的?(?:{OBJECT})?{LINK}$")
_DONE = re.compile("(?:办理|办结|处理|答复|完成)了?$")
_NONE_CARRIED_OUT = re.compile(r"下一?年度?结转|结转至?下一?年度?(?:继续办理)?")


def carried(clause: Clause, report_year: int | None) -> Found | None:
    """Requests carried over from the year before, or to the year after."""
    for pattern, claim, step in ((_CARRIED_OUT, "carried_out", 1), (_CARRIED_IN, "carried_in", -1)):
        found = pattern.search(clause.lead)
        before = clause.lead[: found.start()] if found else clause.lead
        after = found is None and claim == "carried_out" and is_plain(clause.lead)
        if after:
            found = pattern.match(clause.tail)
        # What was done with the requests carried in need not be done with all of them.
        if found is None or (claim == "carried_in" and _DONE.search(before)):
            continue
        years = {int(year) for year in found.groupdict().values() if year}
        if not years or (report_year is not None and years == {report_year + step}):
            return Found(((claim,),), before, "carried", after)
    return None


_PLAIN = re.compile(
    r"(?:.*年)?(?:其中|本?年?度?办理结果|结果|决定|答复|给予|予以|依法|已|均|作出|告知|为|共计?|属于|另有|另外|还有|有|可以|"
    r"进行|分别|对|的|[、和及])*+"
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


_CHALLENGE = re.compile(
    rf"(?P<kinds>{KIND}{CASE}(?:{CAUSE}{KIND}{CASE})*)"
    r"(?P<share>(?:均为|都为|各为|均|各|共计|共有|共|合计|总计|为|有|发生|计|:)*+)$"
)
_CHALLENGE_AFTER = re.compile(rf"{CAUSE}(?P<kinds>{KIND}){CASE}$")
_DIRECT = re.compile(r"(?:未经复议|直接)(?:[而的就被]|提起|引发|发生)*+$")
_AFTERWARDS = re.compile(r"复议(?:决定)?之?后(?:[又再的被]|提起|引发|发生)*+$")
_EACH = re.compile("[均都各]")
# A body that judges, conducts or wins cases counts other cases than those brought against its own answers.
_OTHER_CASES = re.compile(
    "办理|审理|受理|承办|应诉|代理|参与|旁听|审结|办结|化解|败诉|胜诉|撤销|维持|纠正|驳回|结案|结转|调解|培训|案例|复议|诉讼|不服"
)
_DISCLOSURE = re.compile("信息公开|依申请|公开申请|申请公开|公开答复")


def challenge(clause: Clause, words: Vocabulary, about_requests: bool) -> Found | None:
    """Reconsiderations and lawsuits over disclosure."""
    if lawsuit := words.litigation.search(clause.lead):
        return Found(((f"{code_in(lawsuit)}.total",),), clause.lead[: lawsuit.start()], "challenge")
    found = _CHALLENGE.search(clause.lead)
    after = found is None
    before = clause.lead[: found.start()] if found else clause.lead
    found = found or _CHALLENGE_AFTER.match(clause.tail)
    if found is None:
        return None
    over_disclosure = is_over_disclosure(clause.lead + clause.tail)
    # Who receives a reconsideration (收到行政复议) may be its judge, unless the clause says what it is about.
    if not over_disclosure and (not about_requests or before.endswith("收到")):
        return None
    kinds = challenge_kinds(found["kinds"])
    if kinds == (("litigation",),):
        for pattern, line in ((_DIRECT, "litigation_direct"), (_AFTERWARDS, "litigation_after_reconsideration")):
            if special := pattern.search(before):
                return Found(((f"{line}.total",),), before[: special.start()], "challenge", after)
    share = found.groupdict().get("share") or ""
    if _OTHER_CASES.search(before) or (len(kinds) > 1 and not clause.zero and not _EACH.search(share)):
        return None
    return Found(kinds, before, "challenge", after)


def is_over_disclosure(words: str) -> bool:
    """Whether words say that what they tell is about disclosure."""
    return _DISCLOSURE.search(words) is not None


def challenge_kinds(words: str) -> tuple[Readings, ...]:
    both = (("复议", "reconsideration"), ("诉讼", "litigation"))
    return tuple((claim,) for word, claim in both if word in words)


_PUBLISHED = re.compile(
    "公示|录入|归集|上传|公开|公布|发布|报送|备案|审核|审查|清理|解读|修[改订]|起草|评估|征求|抽查|检查"
)
_OWN = re.compile(
    r"(?:20\d\d年度?|截[至止到]?|年底|年末|底|目前|本年度?|今年|全年|年内|[共新总并已,、和及]|我|本|局|办|委|厅|区|县|市|镇|"
    r"政府|街道|单位|机关|其中)*+"
)
_DOCUMENT_VERB = re.compile("|".join(DOCUMENT_MEASURES))
_BARE_VERB = re.compile(rf"[、和及]?(?:{_DOCUMENT_VERB.pattern})[了的]?{LINK}")


def document(clause: Clause, words: Vocabulary, measure: str | None, item: str | None) -> Found | None:
    """Rules and normative documents issued, repealed or in force.

    `measure` and `item` are the verb and the code of the figure just before, which a list does not repeat.
    """
    verb = measure
    found = words.document.search(clause.lead)
    if found:
        code, before = code_in(found), clause.lead[: found.start()]
        if found["verb"] and found["then"]:
            return None
        if found["verb"] or found["then"]:
            verb = found["verb"] or found["then"]
        elif before.strip("、和及以"):
            return None
    elif item and not clause.tail and _BARE_VERB.fullmatch(clause.lead):
        code, before, verb = item, "", verb_in(clause.lead)
    elif (named := words.documents.fullmatch(clause.tail)) and (last := verb_in(clause.lead)):
        code, before, verb = code_in(named), clause.lead.removesuffix("了").removesuffix(last), last
    else:
        return None
    readings = words.keep(f"{code}.{column}" for column in DOCUMENT_MEASURES.get(verb or "", ()))
    if not readings or not _OWN.fullmatch(before):
        return None
    return Found((readings,), before, "stock" if verb == "现行有效" else "document")


def verb_in(lead: str) -> str | None:
    """The word that tells what was done with a document."""
    found = _DOCUMENT_VERB.search(lead)
    return found[0] if found else None


def decision(clause: Clause, words: Vocabulary, earlier: str) -> Found | None:
    """Decisions taken in the year. `earlier` is the sentence so far, which may say that it is about publishing them."""
    found = words.decision.search(clause.lead)
    if found is None or _PUBLISHED.search(earlier) or not _OWN.fullmatch(clause.lead[: found.start()]):
        return None
    return Found(((f"{code_in(found)}.decisions",),), clause.lead[: found.start()], "decision")


def fee(clause: Clause, words: Vocabulary) -> Found | None:
    """Fees collected in the year, in the form's unit."""
    found = words.fee.search(clause.lead)
    if found is None or not _OWN.fullmatch(clause.lead[: found.start()]):
        return None
    return Found(((f"{code_in(found)}.amount_10k_yuan",),), clause.lead[: found.start()], "decision")


_NO_CHALLENGE = re.compile(rf"(?:{CAUSE}{KIND}(?:案件|案|申请|情况|事项|现象|等|发生|产生|行为|问题|事件|的)*+)+、?")
_NO_REQUEST = re.compile(
    rf"(?:到|过|任何|一[件份]|关于|有关|任一)*+{ASKER}(?P<object>{OBJECT})(?:的|情况|现象|发生|产生)*+、?"
)


def denied(what: str, words: Vocabulary, about_requests: bool) -> tuple[Readings, ...]:
    """The claims of which the words after 未发生, 无, 没有收到 … say that there were none."""
    if _NO_CHALLENGE.fullmatch(what) and (about_requests or is_over_disclosure(what)):
        return challenge_kinds(what)
    asked = _NO_REQUEST.fullmatch(what)
    if asked and "公开" in asked["object"]:
        return (("received",),)
    if _NONE_CARRIED_OUT.fullmatch(what):
        return (("carried_out",),)
    found = words.document.fullmatch(what)
    if found is None or not found["verb"]:
        return ()
    readings = words.keep(f"{code_in(found)}.{column}" for column in DOCUMENT_MEASURES[found["verb"]])
    return (readings,) if readings else ()
