"""Whether a figure is of all that its label names, or a part of what figures before it count.

What belongs here: which counts of requests and outcomes are of the whole, and whether they take in what was carried
over. What does not: whose figure it is and of which year (`clause`, `state`).
"""

from decimal import Decimal

from gidr_pipeline.extraction.narrative.clause import Clause, Found
from gidr_pipeline.extraction.narrative.lexicon import Readings, letters, over
from gidr_pipeline.extraction.narrative.memory import GOVERNED, Memory

_LETTER = letters()
_CARRIED_WITHIN = over(
    "[including within][^stop close_bracket]{0,15}?"
    "(?:[last past opening][^comma stop figure]{0,4}[carry left_over]|carry to?last|new [^stop]{0,8}comma carry figure)"
)
_CARRIED_BEHIND = over("open_bracket within?colon?(?:this?new [^close_bracket]*carry figure|last[^figure]{0,4}carry)")
_ALL_CARRIED = over("comma?link+last[^comma stop figure]{0,6}carry[^comma stop figure]{0,4}(?![^comma stop])")
_CARRIED_DONE = over("last[of left_over]*carry of?link*figure[^comma stop]*done")
_OF_SOME = over("[during within]?(?:person|applicant|organisation)[asks of]*apply?[of adverb]*comma$")
"""在商业企业申请中，予以公开8件."""
OLD_COUNT = over("old_outcome|published figure")
"""Counts of outcomes that are not the form's."""


def is_whole(found: Found, since: int, at: int, clause: Clause, value: Decimal, memory: Memory) -> bool:
    """Whether the figure at a token is of all that its label names; `since` is the token behind the figure before."""
    kinds, first = clause.words.kinds, found.claims[0][0]
    within = kinds.find(_LETTER["within"], since, at) >= 0
    if found.kind == "document":
        return _LETTER["revised"] not in kinds
    if found.kind == "outcome":
        # A repeated request is one among those received, unless outcomes are being told.
        if _OF_SOME.search(kinds, 0, clause.start):
            return False
        told = "不予处理" in clause.words.text or memory.kinds[-1:] == ("outcome",)
        return OLD_COUNT.search(kinds) is None and (told or not first.startswith("unprocessed_"))
    if first == "resolved_total":
        # 办结 after challenges may be said of those, unless it names requests or is of more than there were.
        of_challenges = memory.judged is not None and value <= memory.judged and not clause.has("apply", "on_request")
        on_time = clause.has("on_time") and "延期" in clause.words.text
        # What was carried in was told by itself: 上年结转的1件已办结，新收7件，办结6件.
        apart = _CARRIED_DONE.search(kinds, 0, since) is not None
        # 其中 after 办理 says how many of all were done.
        part = within and memory.latest[-1:] != ("resolved_total",) and not _divides_all(clause, value, memory)
        # 办结61件（当年申请当年办结52件）
        in_brackets = kinds.rfind(_LETTER["open_bracket"], 0, at) > kinds.rfind(_LETTER["close_bracket"], 0, at)
        fewer = in_brackets and value < memory.counts.get("resolved_total", 0)
        return not (part or of_challenges or on_time or apart or fewer)
    if found.kind == "request":
        return memory.kinds[-1:] != ("governed",) and not _is_a_part(found, clause, value, memory)
    if first == "carried_out" and memory.judged is not None and value <= memory.judged:
        return not clause.has("left_over")  # 行政复议2件,尚有1件未办结,结转下年
    return not (first == "carried_in" and memory.latest[-1:] == ("resolved_total",) and within)


def _divides_all(clause: Clause, value: Decimal, memory: Memory) -> bool:
    """Whether the sentence divides all requests, those carried in among them, that the one before it counts."""
    begins = clause.words.kinds[:1] == _LETTER["within"]
    both = {"received", "carried_in"} <= memory.before.keys()
    return begins and both and value > memory.before["carried_in"]


def _is_a_part(found: Found, clause: Clause, value: Decimal, memory: Memory) -> bool:
    """Whether requests are some of those counted before: what was accepted of all that was received, and what was
    received once more, unless it is what of all was new."""
    accepted = "received_and_carried_in" in found.claims[0] and bool(memory.counts or memory.earlier)
    fewer = value < memory.before.get("received", value)
    again = found.claims[0][0] == "received" and not clause.has("new") and ("received" in memory.counts or fewer)
    return (accepted or again) and value not in (*memory.counts.values(), *memory.earlier.values())


def requests_counted(
    claims: tuple[Readings, ...], clause: Clause, at: int, value: Decimal, memory: Memory
) -> tuple[Readings, ...]:
    """The claims of a count of requests at a token, with the readings that the words around it add: 收到7件（含上年结转
    1件）. 收到并办结5件，另办结上年结转2件 leaves open how many were answered in all."""
    others = () if GOVERNED.search(clause.words.kinds, at + 1) else claims[1:]
    return (_with_those_carried(claims[0], clause, at, value, memory), *others)


def _with_those_carried(readings: Readings, clause: Clause, at: int, value: Decimal, memory: Memory) -> Readings:
    kinds = clause.words.kinds
    if readings[0] != "resolved_total" and _ALL_CARRIED.match(kinds, at + 1):
        return ("carried_in",)
    takes_in = readings[0] == "received" or "received_and_carried_in" in readings
    if takes_in and not clause.has("new"):
        around = clause.end if clause.end < at else at + 1
        if _CARRIED_WITHIN.search(kinds, around, at + 30) or _CARRIED_BEHIND.match(kinds, at + 1):
            readings = ("received_and_carried_in", *readings)
    if readings[0] == "resolved_total" and memory.counts.get("received") == value:
        readings = (*readings, "received")
    return tuple(dict.fromkeys(readings))
