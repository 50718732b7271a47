"""Clauses about reconsiderations and lawsuits over disclosure.

What belongs here: their wording. What does not: requests (`requests`).
"""

from gidr_pipeline.extraction.narrative.clause import AND_NO, LINK, OBJECT, TIME, Clause, Found, is_over_disclosure
from gidr_pipeline.extraction.narrative.lexicon import Readings, letters, over
from gidr_pipeline.extraction.narrative.tokens import Tokens

_LETTER = letters()
_KIND = "[reconsideration litigation]"
_CASE = "[case situation work apply link of]*+"
_CAUSE = (
    "[those cause info open apply on_request by done case situation work rule of and own name whole_region"
    " asker asks person organisation happen any adverb to]*+"
)
_CHALLENGE = over(
    f"(?P<kinds>{_KIND}{_CASE}(?:{_CAUSE}{_KIND}{_CASE})*)(?:[info open]+case[link of]*)?"
    "(?P<share>[respectively each link happen colon adverb receive]*)$"
)
_CHALLENGE_AFTER = over(f"{_CAUSE}(?P<kinds>{_KIND}){_CASE}(?:to defendant)?$")
_BY_WAY = "[cause happen adverb]*$"
_DIRECT = over(f"direct{_BY_WAY}")
_AFTERWARDS = over(f"afterwards{_BY_WAY}")
_LAWSUIT = over(f"(?:litigation[of case link colon]*)?(?P<lawsuit>lawsuit)[of litigation case]*{LINK}$")
_RECEIVED = over("receive[info open of]*$")
_LITIGATION_NEXT = over(f"[comma and]+litigation{LINK}figure")
_OF_THEM = "[case situation work apply such happen of defendant]*+"
_NO_CHALLENGE = over(
    f"(?:{_CAUSE}[fee_word other_topic unknown]+and)*"
    f"{_CAUSE}{_KIND}{_OF_THEM}(?:comma?{_CAUSE}{_KIND}{_OF_THEM})*"
    f"(?:and[asks of]*[other_topic unknown]+{_OF_THEM})*{AND_NO}"
)
_NOTHING_ELSE = over(f"(?:[{TIME} own name comma stop adverb each and]*deny[^comma stop figure]*)+stop*")
_NONE_LISTED = over(f"{OBJECT}and(?:cause{_CAUSE})?{_KIND}")
_LISTED = over(f"{OBJECT}and$")
"""Requests named before the challenges in one list (依申请公开、行政复议、行政诉讼均为0件)."""
_RESULT = over(f"within.*|[including adverb each deny left_over]*[handle_otherwise done verdict applicant]{LINK}")
_CODES = {_LETTER["reconsideration"]: "reconsideration", _LETTER["litigation"]: "litigation"}


def challenge(clause: Clause, about_requests: bool) -> Found | None:
    """Reconsiderations and lawsuits over disclosure."""
    over_disclosure = is_over_disclosure(clause.words, clause.start, clause.tail_end)
    said = over_disclosure or about_requests or clause.zero
    return _lawsuit(clause) or _challenges_named(clause, over_disclosure) if said else None


def _lawsuit(clause: Clause) -> Found | None:
    """Lawsuits as the form divides them: 未经复议直接起诉3件."""
    lawsuit = _LAWSUIT.search(clause.words.kinds, clause.start, clause.end)
    if lawsuit is None:
        return None
    (code,) = clause.words.codes(*lawsuit.span("lawsuit"), _LETTER["lawsuit"])
    return Found(((f"{code}.total",),), lawsuit.start(), "challenge")


def _challenges_named(clause: Clause, over_disclosure: bool) -> Found | None:
    """Challenges of which the words before the figure, or behind it, name one kind or both."""
    kinds, after = clause.words.kinds, 0
    if found := _CHALLENGE.search(kinds, clause.start, clause.end):
        label, share = found.start(), found["share"]
    elif found := _CHALLENGE_AFTER.match(kinds, clause.tail, clause.tail_end):
        label, share, after = clause.end, "", found.end() - clause.tail
    else:
        return None
    named = _kinds_in(found["kinds"])
    if received := _RECEIVED.search(kinds, clause.start, label):
        both = _LETTER["litigation"] in found["kinds"] or _LITIGATION_NEXT.match(kinds, clause.tail)
        none_of_either = clause.zero and both
        if not (over_disclosure or none_of_either):
            return None  # Who receives a reconsideration may be its judge.
        label = received.start() if none_of_either or after else label
    elif _LETTER["receive"] in share and not over_disclosure:
        return None
    if clause.zero and not after and (listed := _LISTED.search(kinds, clause.start, label)):
        return Found(((("received",), *named)), listed.start(), "challenge")
    if named == (("litigation",),) and (by_way := _lawsuits_by_way(clause, label, after)):
        return by_way
    return _of_each(found["kinds"], named, share, clause.zero, label, after)


def _lawsuits_by_way(clause: Clause, label: int, after: int) -> Found | None:
    """Lawsuits of which the words say how they came about: 直接提起行政诉讼3件."""
    for pattern, line in ((_DIRECT, "litigation_direct"), (_AFTERWARDS, "litigation_after_reconsideration")):
        if special := pattern.search(clause.words.kinds, clause.start, label):
            return Found(((f"{line}.total",),), special.start(), "challenge", after)
    return None


def _of_each(kinds: str, named: tuple[Readings, ...], share: str, zero: bool, label: int, after: int) -> Found | None:
    """The claims of a figure that is for one kind, for each of two (各3件), or the first of two (分别为3件、2件)."""
    if _LETTER["respectively"] in share and len(named) > 1:
        first, *then = sorted(named, key=lambda kind: kinds.rindex(_LETTER[kind[0]]))
        return Found((first,), label, "challenge", then=tuple(then))
    if len(named) > 1 and not zero and _LETTER["each"] not in share:
        return None
    return Found(named, label, "challenge", after)


def _kinds_in(kinds: str) -> tuple[Readings, ...]:
    return tuple((claim,) for letter, claim in _CODES.items() if letter in kinds)


def is_result(clause: Clause) -> bool:
    """Whether a figure says how many of the challenges before it are decided, or not yet (其中尚未审结2件)."""
    return _RESULT.fullmatch(clause.words.kinds, clause.start, clause.end) is not None


def are_all_that_is_said(words: Tokens) -> bool:
    """Whether a sentence only says what there was none of, challenges of both kinds among it: 无行政复议，无诉讼。"""
    return _NOTHING_ELSE.fullmatch(words.kinds) is not None and len(_kinds_in(words.kinds)) > 1


def no_challenges(words: Tokens, start: int, end: int) -> tuple[Readings, ...]:
    """The claims of which the words after 未发生, 无 … say that there were none."""
    if not _NO_CHALLENGE.fullmatch(words.kinds, start, end):
        return ()
    listed: tuple[Readings, ...] = (("received",),) if _NONE_LISTED.match(words.kinds, start, end) else ()
    return (*listed, *_kinds_in(words.kinds[start:end]))


_BEFORE_NONE = over(f"(?P<kinds>{_KIND}{_CASE}(?:{_CAUSE}{_KIND}{_CASE})*)[each adverb colon this all_year time]*$")


def challenges_before(words: Tokens, start: int, deny: int) -> tuple[Readings, ...]:
    """The claims that there was none of what the words before 零发生 name: 政府信息公开行政复议零发生."""
    found = _BEFORE_NONE.search(words.kinds, start, deny)
    return _kinds_in(found["kinds"]) if found else ()
