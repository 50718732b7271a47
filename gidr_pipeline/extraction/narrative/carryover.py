"""Clauses about requests carried over (结转) from the year before or to the next.

What belongs here: their wording. What does not: what came and what was answered (`requests`).
"""

import re

from gidr_pipeline.extraction.narrative.clause import AND_NO, LINK, NAMES_DISCLOSURE, OBJECT, PLAIN, Clause, Found
from gidr_pipeline.extraction.narrative.lexicon import Readings, letters, over
from gidr_pipeline.extraction.narrative.tokens import Tokens

_LETTER = letters()
_GOING_ON = "[continue handle done of]*"
_UNDONE = "[of left_over will adverb info open apply on_request case situation]*"
_CARRIED_IN = over(
    f"cause?handle?(?:[last opening]{_UNDONE}carry(?:to?this)?|carry to?last|[last opening]of?left_over)"
    "(?:[of situation link]+carry)?"
    f"{_GOING_ON}(?:{OBJECT})?{LINK}$"
)
_CARRIED_OUT = over(
    f"[left_over will adverb and]*(?:carry to?next|next continue|across){_GOING_ON}(?:{OBJECT})?{LINK}$"
)
_CARRIED_AFTER = over(
    f"(?:cause[^comma stop figure carry]*)?{_UNDONE}(?:carry to?next part?{_GOING_ON}|next continue{_GOING_ON}|across)$"
)
_LATER = f"[comma and]{_UNDONE}carry to?next{_GOING_ON}+(?!{LINK}figure)"
_CARRIED_LATER = over(f"left_over[adverb handle done of]*{_LATER}")
# 尚有3件在法定期限内办理,结转至下年
_LEFT_LATER = over(
    f"[info open apply on_request left_over during each adverb handle done of share on_time carry]*{_LATER}"
)
_FROM_LAST_YEAR = f"[of link adverb each cause during to by]*(?:last{_UNDONE}carry(?:to?this)?|carry to?last)"
_CAME_OVER = over(
    f"(?:{OBJECT})?(?:{_FROM_LAST_YEAR}|carry to?this)[cause continue handle of]*(?:{OBJECT})?situation?"
    "(?=$|[adverb each])"
)
"""其中2件由2022年结转而来."""
_AT_THE_BEGINNING = over(f"{PLAIN.pattern}opening link*")
_CAME_UNDONE = over(f"{_UNDONE}carry(?:to?this)?$")
"""年初有2件未办结件转入."""
_OF_LAST_YEAR = over(f"{PLAIN.pattern}(?:last{_UNDONE})?")
_CARRIED_REMARK = over(f"open_bracket[will adverb]*carry to?next{_GOING_ON}(?=close_bracket)")
_CARRIED_ON = over(f"to?next{_GOING_ON}$")
_CARRY_LAST = over("[will adverb]*carry adverb*$")
_CARRIED_AT_THE_END = over(f"closing{_UNDONE}carry{LINK}$")
_LEFT = over("[left_over adverb link of will]*$")
_OUT = "will?(?:next carry|carry to?next)"
_IN = f"(?:last{_UNDONE}carry|carry to?last)"
_IN_EVER = f"(?:[last past]{_UNDONE}carry|carry to?last)"
_NO_CARRY = over(
    f"handle?left_over*situation?(?P<asked>{OBJECT})?(?:(?:{_OUT}|{_IN_EVER}(?:to?this)?){_GOING_ON}and?)+"
    f"(?P<object>{OBJECT})?[case situation happen]*{AND_NO}"
)
_CAME_IN = over(
    f"(?:new receive?|receive)(?:{OBJECT})?[and comma]+{_IN}{_GOING_ON}(?:{OBJECT})?{LINK}respectively{LINK}$"
)
"""新收申请和上年结转申请分别为3件、2件."""
_COUNT = f"(?:{_OUT}|{_IN}|new receive?|receive|done){_GOING_ON}(?:{OBJECT})?link*"
_EACH = over(f"(?:{OBJECT})?{_COUNT}(?:[and comma]*{_COUNT})+each{LINK}$")
"""新收、办结、上年结转和结转下年均为0件."""
_COUNTS = over(
    f"(?P<carried_out>{_OUT})|(?P<carried_in>{_IN_EVER})|(?P<received>new|receive)|(?P<resolved_total>(?<!carry)done)"
)
_BEFORE_NONE = over("(?P<which>(?:last|next|opening|closing)+)adverb*$")
_NONE_BEHIND = over(f"(?:(?:{_OUT}|{_IN}){_GOING_ON}(?:{OBJECT})?and?)+[each adverb colon link]*$")
_NOT_CARRIED = over(
    f"(?P<asked>{OBJECT})?[left_over will]*"
    f"(?:carry(?:to?this)?|undone|left_over of?{OBJECT}(?:carry(?:to?this)?)?){_GOING_ON}"
    f"(?P<object>{OBJECT})?[case situation happen]*{AND_NO}"
)


def carried(clause: Clause, inflow_told: bool) -> Found | None:
    """Requests carried over from the year before, or to the next; a bare 结转 is the latter where `inflow_told`."""
    return _with_others(clause) or _carried_out(clause, inflow_told) or _carried_in(clause)


def _with_others(clause: Clause) -> Found | None:
    """Requests carried over that share a label with what came or was answered."""
    kinds = clause.words.kinds
    if found := _CAME_IN.search(kinds, clause.start, clause.end):
        return Found((("received",),), found.start(), "carried", then=(("carried_in",),))
    found = _EACH.search(kinds, clause.start, clause.end)
    return Found(_counts(kinds, *found.span()), found.start(), "carried") if found else None


def _carried_out(clause: Clause, inflow_told: bool) -> Found | None:
    kinds, claims = clause.words.kinds, (("carried_out",),)
    if found := _CARRIED_OUT.search(kinds, clause.start, clause.end):
        return Found(claims, found.start(), "carried")
    verb = _CARRY_LAST.search(kinds, clause.start, clause.end)
    if verb and inflow_told and clause.tail == clause.tail_end and PLAIN.fullmatch(kinds, clause.start, verb.start()):
        return Found(claims, verb.start(), "carried")
    if found := _CARRIED_AT_THE_END.search(kinds, clause.start, clause.end):
        return Found(claims, found.start(), "carried")
    left = verb or _LEFT.search(kinds, clause.start, clause.end)
    label = left.start() if left else clause.end
    behind = _to_the_next_year(clause, kinds[label : clause.end])
    if behind and PLAIN.fullmatch(kinds, clause.start, label):
        return Found(claims, label, "carried", behind.end() - clause.tail)
    return None


def _to_the_next_year(clause: Clause, left: str) -> re.Match[str] | None:
    """The words behind a figure that carry it on, where those before it say what was `left`."""
    kinds, tail = clause.words.kinds, clause.tail
    goes_on = _CARRIED_ON if _LETTER["carry"] in left else _CARRIED_AFTER
    in_next_clause = (_CARRIED_LATER, *((_LEFT_LATER,) if _LETTER["left_over"] in left else ()), _CARRIED_REMARK)
    return goes_on.match(kinds, tail, clause.tail_end) or next(
        filter(None, (pattern.match(kinds, tail) for pattern in in_next_clause)), None
    )


def _carried_in(clause: Clause) -> Found | None:
    kinds, claims = clause.words.kinds, (("carried_in",),)
    if found := _CARRIED_IN.search(kinds, clause.start, clause.end):
        return Found(claims, found.start(), "carried")
    behind = _CAME_UNDONE.match(kinds, clause.tail, clause.tail_end)
    if not (behind and _AT_THE_BEGINNING.fullmatch(kinds, clause.start, clause.end)):
        behind = _CAME_OVER.match(kinds, clause.tail, clause.tail_end)
        if _stands_between_figures(clause) or not _OF_LAST_YEAR.fullmatch(kinds, clause.start, clause.end):
            return None
    return Found(claims, clause.start, "carried", behind.end() - clause.tail) if behind else None


def _stands_between_figures(clause: Clause) -> bool:
    """Whether only words, and no mark, part a figure from one before it (办结的5件中2件 …) or behind it."""
    kinds, figure = clause.words.kinds, _LETTER["figure"]
    return figure in (kinds[clause.start - 1 : clause.start], kinds[clause.tail_end : clause.tail_end + 1])


def none_carried(words: Tokens, deny: int, start: int, end: int, about_requests: bool) -> tuple[Readings, ...]:
    """The claims of which the words after 无 say that nothing was carried over: 无上年度结转, 上年度未结转, 下年无结转.

    `deny` is the token that denies, what is denied goes from `start` to `end`.
    """
    before = _BEFORE_NONE.search(words.kinds, 0, deny)
    left = _NOT_CARRIED.fullmatch(words.kinds, start, end) if before else None
    carry = left or _NO_CARRY.fullmatch(words.kinds, start, end)
    if carry is None:
        return ()
    named = (carry["asked"] or "") + (carry["object"] or "")
    doubtful = named or words.items[deny].code == "need"
    if doubtful and not about_requests and not NAMES_DISCLOSURE.search(named):
        return ()
    if before and left:
        which = before["which"]
        came, goes = (any(_LETTER[name] in which for name in names) for names in (_FROM, _TO))
        return ((("carried_in",),) if came else ()) + ((("carried_out",),) if goes else ())
    return _counts(words.kinds, start, end)


_FROM, _TO = ("last", "opening"), ("next", "closing")


def none_carried_before(words: Tokens, start: int, deny: int) -> tuple[Readings, ...]:
    """The claims that nothing was carried over which the words before 均无 name: 上年结转、结转下年均无."""
    found = _NONE_BEHIND.search(words.kinds, start, deny)
    return _counts(words.kinds, *found.span()) if found else ()


def _counts(kinds: str, start: int, end: int) -> tuple[Readings, ...]:
    """What is counted by these words, each once, in the order of their names."""
    found = {claim for each in _COUNTS.finditer(kinds, start, end) if (claim := each.lastgroup)}
    return tuple((claim,) for claim in sorted(found))
