"""Whether a figure is of all that its label names, or a part of what figures before it count.

What belongs here: which figures are exact, which counts are of the whole, and whether they take in what was carried
over. What does not: whose figure it is and of which year (`clause`, `state`).
"""

import re
from decimal import Decimal

from gidr_pipeline.extraction.narrative.applicants import all_of_one
from gidr_pipeline.extraction.narrative.body import Body
from gidr_pipeline.extraction.narrative.bounds import is_pause
from gidr_pipeline.extraction.narrative.clause import Clause, Found, is_over_disclosure
from gidr_pipeline.extraction.narrative.lexicon import Readings, in_text, letters, over
from gidr_pipeline.extraction.narrative.memory import GOVERNED, Memory
from gidr_pipeline.extraction.narrative.requests import REST_OF_ALL

_LETTER = letters()
_ROUNDED = re.compile(f"(?:{in_text('rounded')})$")
_ROUNDED_BEHIND = re.compile(in_text("rounded_behind"))
_FIGURES_BEHIND = over("(?:[and comma]+figure)*")
_OF_ALL_BELOW = tuple(_LETTER[name] for name in ("with_all_below", "all_levels"))
_CARRIED_WITHIN = over(
    "[including within][^stop close_bracket person organisation applicant]{0,15}?"
    "(?:[last past opening][^comma stop figure]{0,4}[carry left_over]|carry to?last|new [^stop]{0,8}comma carry figure)"
)
_ANSWERED = over("done[^comma stop figure]*figure(?P<next>)open_bracket")
"""办理答复20件（含上年结转2件） says it of those answered."""
_CARRIED_BEHIND = over("open_bracket within?colon?(?:this?new [^close_bracket]*carry figure|last[^figure]{0,4}carry)")
_PARTLY_CARRIED_ON = over(
    "(?:open_bracket[^close_bracket]*close_bracket)?[comma open_bracket]within link*"
    "(?:figure)?[left_over of will adverb]*carry to?next"
)
"""受理答复12件，其中2件结转下年度 says it of some that were not answered, if these are all that came."""
_ALL_CARRIED = over("comma?link+last[^comma stop figure]{0,6}carry[^comma stop figure]{0,4}(?![^comma stop])")
_CARRIED_DONE = over("last[of left_over]*carry of?link*figure[^comma stop]*done")
_REST_CARRIED = over(
    "[of each adverb all_year time this done finish on_time]*[comma and]+[left_over of link adverb]*figure"
    "[left_over of will adverb]*carry to?next"
)
"""其中23件已办结，1件结转下年度."""
_OF_SOME = over("(?<![by link])[during within]?(?:person|applicant|organisation)[asks of]*apply?[of adverb]*comma$")
"""在商业企业申请中，予以公开8件."""
_FOR_REASONS = over("cause(?:(?P<old>old_outcome)|[^comma stop figure]*such[^comma stop figure]*)outcome")
"""因信息不存在无法提供3件 and 因国家秘密等原因不予公开5件 are all of them if they are told once."""
_BY_ONE_WAY = over("within[^stop figure]*share[^comma stop figure]*figure[^figure]*$")
"""其中通过网站收到申请5件，办结5件 says it of those five."""
_ONE_TOPIC = "[link adverb]*cause unknown[^comma stop and figure]*figure"
_BY_TOPIC = over(f"within{_ONE_TOPIC}(?:[and comma]+{_ONE_TOPIC})*")
"""其中涉及征地9件，予以公开5件 says it of those nine."""
OLD_COUNT = over("old_outcome(?!(?:such situation)?of?outcome|close_bracket link*figure)|published figure")
"""Counts of outcomes that are not the form's."""


def is_exact(found: Found, clause: Clause) -> bool:
    """Whether a figure is not rounded, and as many follow as its label is for besides: 分别为3件、2件."""
    figure, text = clause.words.items[clause.at].figure, clause.words.text
    if figure is None or _ROUNDED.search(text[max(0, figure.start - 4) : figure.start]):
        return False
    behind = _FIGURES_BEHIND.match(clause.words.kinds, clause.tail) if found.then else None
    as_many = behind is None or behind[0].count(_LETTER["figure"]) == len(found.then)
    return as_many and not _ROUNDED_BEHIND.match(text, figure.end)


def is_narrowed(found: Found, clause: Clause, memory: Memory) -> bool:
    """Whether a clause goes on from the figure before it, so that words which narrow that down reach over it:
    工伤认定类行政复议13件、行政诉讼21件."""
    goes_on = clause.since < clause.start <= clause.since + 1 and found.kind == memory.narrowed
    if not goes_on or is_over_disclosure(clause.words, clause.start, clause.end):
        return False
    return found.kind == "challenge" or is_pause(clause.words, clause.start - 1)


def is_of_some(clause: Clause, body: Body) -> bool:
    """Whether words say that a figure is a share, or of some of those bodies that the report is on."""
    kinds, since, at = clause.words.kinds, clause.since, clause.at
    whole = max(0, kinds.rfind(_LETTER["whole_region"], since, at))
    # Behind the figure it tells a part, where the words before say that the figure is of all.
    of_all = body.is_township or any(kinds.find(letter, since, at) >= 0 for letter in _OF_ALL_BELOW)
    not_all = kinds.find(_LETTER["not_all"], whole, at if of_all else None) >= 0
    return not_all or any(kinds.find(_LETTER[name], clause.end, at) >= 0 for name in ("share", "takes"))


def is_whole(found: Found, clause: Clause, memory: Memory) -> bool:
    """Whether a figure is of all that its label names, and not of some that figures before it count."""
    kinds, first = clause.words.kinds, found.claims[0][0]
    if found.kind == "document":
        return _LETTER["revised"] not in kinds[: clause.tail_end]
    if found.kind == "outcome":
        # A repeated request is one among those received, unless outcomes are being told.
        told = "不予处理" in clause.words.text or memory.kinds[-1:] == ("outcome",)
        of_some = _OF_SOME.search(kinds, 0, clause.start) or OLD_COUNT.search(kinds)
        if any(_are_some(part, clause, memory) for part in (_BY_ONE_WAY, _BY_TOPIC)):
            return False
        if clause.has("left_over") and not _is_the_rest(clause, memory):
            return False
        reasons = _FOR_REASONS.search(kinds, clause.start, clause.tail_end)
        if reasons and not (_is_told_once(first, clause) and not (reasons["old"] and _is_within(clause))):
            return False
        return not of_some and (told or not first.startswith("unprocessed_"))
    if first == "resolved_total":
        return not _is_of_some_done(found, clause, memory)
    if found.kind == "request":
        return memory.kinds[-1:] != ("governed",) and not _is_a_part(found, clause, memory)
    if first == "carried_out":
        # 行政复议2件,尚有1件未办结,结转下年
        latest = next((kind for kind in reversed(memory.kinds) if kind), "")
        of_challenges = _may_be_challenges(clause, memory) or latest == "challenge"
        return not of_challenges or clause.has("apply", "on_request")
    return not (first == "carried_in" and memory.latest[-1:] == ("resolved_total",) and _is_within(clause))


def _is_of_some_done(found: Found, clause: Clause, memory: Memory) -> bool:
    """Whether 办结 is said of some only of the requests that were answered, or of something else."""
    kinds, at = clause.words.kinds, clause.at
    # 办结 after challenges may be said of those, unless it names requests or is of more than there were.
    of_challenges = _may_be_challenges(clause, memory) and not clause.has("apply", "on_request")
    on_time = clause.has("on_time") and "延期" in clause.words.text
    # What was carried in was told by itself: 上年结转的1件已办结，新收7件，办结6件.
    apart = _CARRIED_DONE.search(kinds, 0, clause.since) is not None
    # 其中 after 办理 says how many of all were done, unless it does so behind the figure (其中14件按期办结).
    of_done = memory.latest[-1:] == ("resolved_total",) and not found.after
    divides = (
        of_done
        or clause.value == max(memory.all_requests(), default=None)
        or _divides_all(clause, memory)
        or _leaves_those_carried(clause, memory)
    )
    part = _is_within(clause) and not divides
    # 办结61件（当年申请当年办结52件）
    in_brackets = kinds.rfind(_LETTER["open_bracket"], 0, at) > kinds.rfind(_LETTER["close_bracket"], 0, at)
    fewer = in_brackets and clause.value < memory.counts.get("resolved_total", 0)
    one_way = _are_some(_BY_ONE_WAY, clause, memory)
    return part or one_way or of_challenges or on_time or apart or fewer or _is_not_the_rest(clause, memory)


def _is_not_the_rest(clause: Clause, memory: Memory) -> bool:
    """Whether 其余16件 is not what is left of all requests without those carried on."""
    if not REST_OF_ALL.search(clause.words.kinds, 0, clause.end):
        return False
    return clause.value + memory.known.get("carried_out", Decimal(0)) not in memory.all_requests()


def _may_be_challenges(clause: Clause, memory: Memory) -> bool:
    """Whether a figure is no more than the challenges whose results are being told."""
    return memory.judged is not None and clause.value <= memory.judged


def _is_within(clause: Clause) -> bool:
    """Whether 其中 stands before a figure."""
    return clause.words.kinds.find(_LETTER["within"], clause.since, clause.at) >= 0


def _divides_all(clause: Clause, memory: Memory) -> bool:
    """Whether the sentence divides all requests, those carried in among them, that the one before it counts."""
    begins = clause.words.kinds[:1] == _LETTER["within"]
    both = {"received", "carried_in"} <= memory.before.keys()
    return begins and both and clause.value > memory.before["carried_in"]


def _are_some(part: re.Pattern[str], clause: Clause, memory: Memory) -> bool:
    """Whether figures before this one, which tells more of them, count a part of all requests, and fewer than those."""
    before = part.search(clause.words.kinds, 0, clause.start)
    if before is None:
        return False
    counted = sum(token.figure.value for token in clause.words.items[slice(*before.span())] if token.figure)
    return counted < memory.known.get("received", counted + 1)


def _is_told_once(outcome: str, clause: Clause) -> bool:
    """Whether a sentence has one figure of an outcome, or the claim is a line's, which has but one."""
    told = clause.words.codes(0, len(clause.words.items), _LETTER["outcome"])
    return told.count(outcome) <= 1


def _is_the_rest(clause: Clause, memory: Memory) -> bool:
    """Whether a figure is what all requests are more than the outcomes before it: 予以公开6件，其余3件无法提供."""
    of, values = memory.parts
    return of == "outcome" and sum(values) + clause.value in {*memory.known.values(), *memory.all_requests()}


def _leaves_those_carried(clause: Clause, memory: Memory) -> bool:
    """Whether all requests are divided by 其中 into those answered and those carried to the next year."""
    rest = _REST_CARRIED.match(clause.words.kinds, clause.tail)
    if rest is None:
        return False
    figures = [token.figure for token in clause.words.items[slice(*rest.span())] if token.figure]
    return clause.value + figures[-1].value in memory.all_requests()


def _is_a_part(found: Found, clause: Clause, memory: Memory) -> bool:
    """Whether requests are some of those counted before: what was accepted of all that was received, and what was
    received once more, unless it is what of all was new."""
    accepted = "received_and_carried_in" in found.claims[0] and bool(memory.counts or memory.earlier)
    fewer = clause.value < memory.before.get("received", clause.value)
    again = found.claims[0][0] == "received" and not clause.has("new") and ("received" in memory.counts or fewer)
    return (accepted or again) and clause.value not in (*memory.counts.values(), *memory.earlier.values())


def claims_of(found: Found, clause: Clause, memory: Memory) -> tuple[Readings, ...]:
    """The claims of a figure, those of requests with the readings that the words around it add: 收到7件（含上年结转
    1件）. 收到并办结5件，另办结上年结转2件 leaves open how many were answered in all."""
    first, *others = found.claims
    if found.kind != "request":
        return found.claims
    kinds, tail = clause.words.kinds, clause.tail
    others = [] if GOVERNED.search(kinds, tail) else others
    claims = (_with_those_carried(first, clause, memory), *others, *all_of_one(clause.words, first, tail))
    came = memory.all_requests()
    if not _PARTLY_CARRIED_ON.match(kinds, tail) or (came and clause.value not in came):
        return claims
    left = (readings for readings in claims if readings[:1] != ("resolved_total",))
    return tuple(tuple(reading for reading in readings if reading != "resolved_total") for readings in left)


def _with_those_carried(readings: Readings, clause: Clause, memory: Memory) -> Readings:
    kinds, at = clause.words.kinds, clause.at
    if readings[0] != "resolved_total" and _ALL_CARRIED.match(kinds, clause.tail):
        return ("carried_in",)
    takes_in = readings[0] == "received" or "received_and_carried_in" in readings
    if takes_in and not clause.has("new"):
        around = clause.end if clause.end < at else clause.tail
        answered = _ANSWERED.search(kinds, around)
        until = min(at + 30, answered.start("next") if answered else at + 30)
        if _CARRIED_WITHIN.search(kinds, around, until) or _CARRIED_BEHIND.match(kinds, clause.tail):
            readings = ("received_and_carried_in", *readings)
    if readings[0] == "resolved_total" and memory.counts.get("received") == clause.value:
        readings = (*readings, "received")
    return tuple(dict.fromkeys(readings))
