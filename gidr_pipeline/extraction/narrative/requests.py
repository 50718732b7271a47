"""Clauses about how many requests came, were handled and answered.

What belongs here: their wording. What does not: who made them (`applicants`), how they ended (`outcomes`), what was
carried over (`carryover`), and reconsiderations and lawsuits over them (`challenges`).
"""

import re

from gidr_pipeline.extraction.narrative.applicants import WHO, applicant_code, of_askers
from gidr_pipeline.extraction.narrative.clause import (
    AND_NO,
    ASKER,
    COUNTS,
    LINK,
    NAMES_DISCLOSURE,
    OBJECT,
    PLAIN_NAMES,
    TIME,
    VERB,
    Clause,
    Found,
)
from gidr_pipeline.extraction.narrative.lexicon import REST, Readings, letters, over
from gidr_pipeline.extraction.narrative.tokens import Tokens

_LETTER = letters()
_VERBS = f"(?P<verbs>{VERB}(?:[and adverb each finish of]*{VERB})*finish*)"

_FOR_EXAMPLE = "(?:unknown[^comma stop figure deny]{0,8}such(?=[info on_request]))?"
_REQUEST = over(f"{_VERBS}{_FOR_EXAMPLE}(?P<asker>{ASKER})(?P<object>{OBJECT})?{LINK}$")
"""收到征地批复等信息公开申请5件 gives an example of what all were about."""
_MAKING = (
    "[this all_year time during asker asks person organisation applicant and of own name whole_region any link adverb]"
)
_MADE = over(f"(?P<asker>{_MAKING}+)(?P<object>{OBJECT}){LINK}$")
_MADE_BEFORE = over(f"(?P<asker>{_MAKING}*asks){LINK}$")
_THIS_BODY = frozenset(_LETTER[name] for name in ("own", "name", "whole_region"))
_APPLY = frozenset(_LETTER[name] for name in ("apply", "on_request"))
_ANSWERING = frozenset(_LETTER[name] for name in ("done", "and", "finish", "adverb"))
_WHO_ELSE = over("[person organisation applicant]")
_ALL_RESULTS = over(
    "(?:link+[info open apply on_request of this]*result link*|[info open apply on_request of this]*result link+)$"
)
_OWED = over(f"owed{ASKER}(?P<object>{OBJECT})?{LINK}$")
_CARRIED_INCLUDED = over(
    "last[^comma stop figure]*carry[^comma stop figure]*figure[of adverb each situation]*counted_in comma"
)
"""把2022年结转的31件计算在内，办理申请317件."""
_REQUEST_BY = over(f"{_VERBS}{OBJECT}asks*(?P<asker>person|applicant|organisation){LINK}$")
_REQUEST_AFTER = over(
    f"of?(?P<asker>{ASKER})(?P<object>{OBJECT})(?=$|[each adverb link and]|to[own name whole_region])"
)
_SAID_BEHIND = over(f"of?adverb*(?P<verb>new|receive|done)of?(?P<asker>{ASKER})(?P<object>{OBJECT})adverb*$")
"""123件新收政府信息公开申请中,…"""
_REQUESTS_ALONE = over(f"(?P<object>{OBJECT}){LINK}$")
_COUNT_OF = over("apply[link situation colon]+$")
_DONE_BEHIND = over(
    "(?:of?[info open]*apply)?[each adverb this all_year time during on_time]*done(?:and*done)*finish?$"
)
_OF_THE_NEXT = over("figure(?=[comma stop]|$)")
"""Of 10件已办结9件 the verb is that of the second figure."""
REST_OF_ALL = over("figure[left_over of will adverb]*carry to?next[^comma stop figure]*comma left_over$")
"""除2件结转下年外，其余16件均已办结."""
_COUNTS_OR_NOTHING = over("within?[link mark and whole closing this all_year]*")
_NO_REQUEST = over(
    f"(?:and{VERB}|[any cause adverb of])*(?P<asker>{ASKER})(?P<object>{OBJECT}|asks open of?info)"
    f"[of case paper situation happen link accept handle]*{AND_NO}"
)
_WHO = over("[asker person organisation applicant]")


def request(clause: Clause, about_requests: bool) -> Found | None:
    """A count of requests: received, accepted, handled or answered."""
    kinds = clause.words.kinds
    is_its_own = about_requests and not _OF_THE_NEXT.match(kinds, clause.tail_end)
    behind = _DONE_BEHIND.match(kinds, clause.tail, clause.tail_end) if is_its_own else None
    if behind and _COUNTS_OR_NOTHING.fullmatch(kinds, clause.start, clause.end):
        return Found((("resolved_total",),), clause.end, "request", behind.end() - clause.tail)
    if behind and REST_OF_ALL.search(kinds, 0, clause.end):
        return Found((("resolved_total",),), clause.start, "request", behind.end() - clause.tail)
    found = _REQUEST.search(kinds, clause.start, clause.end)
    if found is None:
        return (
            _made(clause, about_requests)
            or _all_results(clause, about_requests)
            or _by_applicant(clause, about_requests)
        )
    who, asked, after = found.span("asker"), found["object"] or "", 0
    if not asked:
        if behind := _REQUEST_AFTER.match(kinds, clause.tail, clause.tail_end):
            who, asked, after = behind.span("asker"), behind["object"], behind.end() - clause.tail
        elif clause.is_followed or (_WHO.search(kinds, *who) and not _answers_those_who_asked(clause.words, found)):
            return None
    if not (NAMES_DISCLOSURE.search(asked) or about_requests):
        return None
    counted = _request_readings(found["verbs"])
    if _CARRIED_INCLUDED.search(kinds, 0, clause.start) and _LETTER["done"] not in found["verbs"]:
        counted = (("received_and_carried_in",),)
    told = (of_askers(readings, clause.words, *who) for readings in counted)
    claims = tuple(readings for readings in told if readings)
    return Found(claims, found.start(), "request", after) if claims else None


def _answers_those_who_asked(words: Tokens, found: re.Match[str]) -> bool:
    """Whether a clause counts answers by who gets them (答复申请人5件), who are all that asked."""
    who = words.codes(*found.span("asker"), _LETTER["asker"])
    return set(found["verbs"]) <= _ANSWERING and who == ["applying"] and not _WHO_ELSE.search(found["asker"])


def _made(clause: Clause, about_requests: bool) -> Found | None:
    """Requests by who makes them, to this body: 公民、法人和其他组织共向我局提出政府信息公开申请5件."""
    if not clause.has("asks"):
        return None
    words, after = clause.words, 0
    found = named = _MADE.search(words.kinds, clause.start, clause.end)
    if found is None:
        found = _MADE_BEFORE.search(words.kinds, clause.start, clause.end)
        named = _REQUEST_AFTER.match(words.kinds, clause.tail, clause.tail_end)
        after = named.end() - clause.tail if named else 0
    if not (found and named and (about_requests or NAMES_DISCLOSURE.search(named["object"]))):
        return None
    start, label = found.span("asker")
    # 向我局申请公开信息5条 may count pieces of information.
    asks_itself = named["object"][0] in _APPLY and clause.unit not in ("条", "项") and not after
    to = _asks_here(words, start, label, asks_itself)
    readings = () if to is None else of_askers(("received",), words, start, to)
    by_name = words.kinds.find(_LETTER["applicant"], start, to)
    return Found((readings,), label if by_name < 0 else by_name, "request", after) if readings else None


def _asks_here(words: Tokens, start: int, end: int, asks_itself: bool) -> int | None:
    """Which of these words say that this body is asked: 向我局, or 提出, since who makes a request without saying to
    whom makes it to this body. None where another is, or none says that a request is made, unless it `asks_itself`."""
    asking = [(at, words.items[at].code) for at in range(start, end) if words.kinds[at] == _LETTER["asks"]]
    made = [at for at, code in asking if code == "make"]
    told = next((at for at, code in asking if code == "to"), None)
    if told is not None and words.kinds[told + 1 : told + 2] not in _THIS_BODY:
        return None
    to = next(iter(made), None) if told is None else told
    return to if to is not None and (asks_itself or made[-1:] >= [to]) else None


def _all_results(clause: Clause, about_requests: bool) -> Found | None:
    """A sum of the outcomes: 办理结果总计5件."""
    found = _ALL_RESULTS.search(clause.words.kinds, clause.start, clause.end)
    if found is None or not about_requests or clause.is_followed:
        return None
    return Found((("resolved_total",),), found.start(), "request")


def owed(clause: Clause, about_requests: bool) -> Found | None:
    """What had to be handled in the year, that carried in among it: 应办理政府信息公开申请5件."""
    found = _OWED.search(clause.words.kinds, clause.start, clause.end)
    if found is None or clause.is_followed or not (about_requests or NAMES_DISCLOSURE.search(found["object"] or "")):
        return None
    return Found((("received_and_carried_in",),), found.start(), "owed")


def _by_applicant(clause: Clause, about_requests: bool) -> Found | None:
    """A count of the requests of one applicant, named last: 新收政府信息公开申请公民9件."""
    found = _REQUEST_BY.search(clause.words.kinds, clause.start, clause.end)
    if found is None or not (about_requests or NAMES_DISCLOSURE.search(found[0])):
        return None
    code = applicant_code(clause.words, found.start("asker"))
    if not code or code == REST or _request_readings(found["verbs"]) != (("received",),) or clause.is_followed:
        return None
    return Found(((f"received.{code}",),), found.start(), "request")


def _request_readings(verbs: str) -> tuple[Readings, ...]:
    """What the verbs before a figure count; 收到并办结 counts what came and what was answered."""
    new, received, accepted, handled, done = (
        _LETTER[name] in verbs for name in ("new", "receive", "accept", "handle", "done")
    )
    readings: list[str] = []
    if new or received:
        readings += ["received"]
    elif accepted:
        readings += ["received", "received_and_carried_in"]
    came_and_done = bool(readings and done)
    if done and not came_and_done:
        readings += ["resolved_total"]
    if handled and not new:
        readings += ["resolved_total", "received", "received_and_carried_in"]
    counted = tuple(dict.fromkeys(readings))
    return (counted, ("resolved_total",)) if came_and_done else (counted,)


def no_requests(words: Tokens, start: int, end: int, bare: bool) -> tuple[Readings, ...]:
    """The claim of which the words after 未收到, 无 … say that there was none; 申请 alone says it only if `bare`."""
    asked = _NO_REQUEST.fullmatch(words.kinds, start, end)
    if asked is None or not (bare or NAMES_DISCLOSURE.search(asked["object"])):
        return ()
    readings = of_askers(("received",), words, *asked.span("asker"))
    return (readings,) if readings else ()


_SUBJECT = over(f"(?P<object>[info open apply on_request of case]*){LINK}$")


def none_before(words: Tokens, start: int, deny: int, about_requests: bool) -> tuple[Readings, ...]:
    """The claim that there was none of what the words before 零申请 name: 政府信息公开申请零受理."""
    subject = _SUBJECT.search(words.kinds, start, deny)
    known = subject and NAMES_DISCLOSURE.search(subject["object"])
    return (("received",),) if known or about_requests else ()


def requests_alone(clause: Clause, about_requests: bool) -> Found | None:
    """A count of requests without a verb: 全年政府信息公开申请77件, 共有77件政府信息公开申请, 申请量77件."""
    kinds = clause.words.kinds
    behind = _REQUEST_AFTER.match(kinds, clause.tail, clause.tail_end)
    if behind and NAMES_DISCLOSURE.search(behind["object"]) and COUNTS.fullmatch(kinds, clause.start, clause.end):
        return Found((("received", "received_and_carried_in"),), clause.end, "request", behind.end() - clause.tail)
    said = _SAID_BEHIND.match(kinds, clause.tail, clause.tail_end)
    if said and NAMES_DISCLOSURE.search(said["object"]) and not clause.has("within"):
        readings = of_askers(_request_readings(said["verb"])[0], clause.words, *said.span("asker"))
        plain = readings and PLAIN_NAMES.fullmatch(kinds, clause.start, clause.end)
        return Found((readings,), clause.end, "request", said.end() - clause.tail) if plain else None
    found = _REQUESTS_ALONE.search(kinds, clause.start, clause.end)
    if found is None or clause.is_followed:
        return None
    if not (NAMES_DISCLOSURE.search(found["object"]) or (about_requests and _COUNT_OF.search(found[0]))):
        return None
    if _LETTER["other_topic"] in kinds[: found.start()] and _LETTER["apply"] not in found["object"]:
        return None  # 依申请公开 as what documents are marked
    if not PLAIN_NAMES.fullmatch(kinds, clause.start, found.start()):
        return None
    return Found((("received", "received_and_carried_in"),), found.start(), "request")


_BY_A_WAY = over(f"share(?:and share)*(?:of|way)?[asks own name]*{OBJECT}?{LINK}$")


def is_by_a_way(clause: Clause) -> bool:
    """Whether a figure counts the requests of one way of asking (网络申请5件)."""
    return _BY_A_WAY.search(clause.words.kinds, clause.start, clause.end) is not None


_THESE, _APPLY_BEHIND = over("[those adverb link this]*"), over("of?new?of?[info open]*[apply on_request]")


def is_of_these(clause: Clause) -> bool:
    """Whether a figure counts once more the requests that were counted (这15件申请均…)."""
    kinds = clause.words.kinds
    behind = _APPLY_BEHIND.match(kinds, clause.tail, clause.tail_end)
    return behind is not None and _THESE.fullmatch(kinds, clause.start, clause.end) is not None


_SUM = over("[adverb cause]*link+[receive accept]?[of info open apply on_request case situation]*")


_RESPECTIVELY = over(f"(?:new|receive|accept)(?P<asker>{ASKER})(?P<object>{OBJECT})link*respectively{LINK}$")
_VERBS_RESPECTIVELY = over(f"(?P<verbs>{VERB}(?:and+{VERB})+)(?P<object>{OBJECT})link*respectively{LINK}$")
_LIST_HEAD = over(
    f"[{TIME} own name]*[info open apply on_request of]*apply[new receive accept handle and]*situation colon"
    "|[info open]+asker of?situation+colon"
)
_LIST_OF_ASKERS = over(
    "(?:open_bracket unknown close_bracket|mark)*[during adverb]*"
    "asker[of situation unknown work cause]*[comma colon including]"
    "(?P<named>applicant link*figure)?"
)
_LIST_OF_THOSE_RECEIVED = over(f"[{TIME} own name]*(?:new|receive){OBJECT}adverb*comma applicant")
"""新收申请中，自然人申请9件，…"""


def one_by_one(clause: Clause) -> Found | None:
    """Requests whose figures follow all at once, by applicant (受理自然人、商业企业提交的申请分别为8件、2件) or by what
    became of them (收到、办结政府信息公开申请分别为8件、7件)."""
    done = _VERBS_RESPECTIVELY.search(clause.words.kinds, clause.start, clause.end)
    if done and NAMES_DISCLOSURE.search(done["object"]):
        told = [_request_readings(verb)[0] for verb in done["verbs"] if verb != _LETTER["and"]]
        return Found(tuple(told[:1]), done.start(), "request", then=tuple(told[1:]))
    found = _RESPECTIVELY.search(clause.words.kinds, clause.start, clause.end)
    if found is None:
        return None
    start, end = found.span("asker")
    codes = [applicant_code(clause.words, at) for at in range(start, end) if clause.words.kinds[at] in WHO]
    if len(codes) < 2 or not all(codes) or _LETTER["asker"] in found["asker"]:
        return None
    first, *others = ((f"received.{code}",) for code in codes)
    return Found((first,), found.start(), "request", then=tuple(others))


def opens_a_list(words: Tokens, about_requests: bool) -> bool:
    """Whether a sentence begins by saying that requests are listed: 政府信息公开申请受理情况：, 从申请主体看，"""
    found = _LIST_OF_ASKERS.match(words.kinds)
    of_those = about_requests and _LIST_OF_THOSE_RECEIVED.match(words.kinds)
    return bool(_LIST_HEAD.match(words.kinds) or of_those or (found and (about_requests or found["named"])))


def is_sum(clause: Clause) -> bool:
    """Whether the clause only adds up what was counted before it (共计18件, 共计18件政府信息公开申请)."""
    kinds = clause.words.kinds
    behind = _REQUEST_AFTER.fullmatch(kinds, clause.tail, clause.tail_end)
    alone = not clause.is_followed or (behind and NAMES_DISCLOSURE.search(behind["object"]))
    return bool(alone and _SUM.fullmatch(kinds, clause.start, clause.end))
