"""What a sentence takes over from the one before it, and from the heading that it stands under: year and topic.

What belongs here: how sentences on requests begin that do not say that these are for disclosure. What does not: what
the words of a sentence settle along it (`state`).
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from gidr_pipeline.extraction.narrative.lexicon import in_text, letters, over
from gidr_pipeline.extraction.narrative.state import OF_OTHERS, State, topic_in
from gidr_pipeline.extraction.narrative.tokens import Tokens

_LETTER = letters()
_OF_DISCLOSURE = over(
    "^[this all_year time closing whole during own name whole_region all_levels inside organ each and link comma]*"
    "[receive new accept][link adverb asker asks person organisation applicant of and]*apply[^stop]*?"
    "(?:last[of left_over will adverb deny]*carry|carry to?[next last]|outcome|old_outcome"
    "|applicant[^stop]*applicant|person.*organisation)"
    "|^(?:asks?apply[handle work situation]*comma)?mark*[this all_year time own name whole_region comma link adverb]*"
    "[receive new accept][link adverb]*(?P<bare>apply link*figure|figure of?apply(?=[comma stop]|$))"
    "|^[this all_year own name whole_region comma link]*new[link adverb]*of?apply link*figure[^stop]*done"
    "|^[this link adverb]*last[of left_over]*carry[of link]*figure"
    "(?:[^stop]*(?:open of?apply|on_request)|of?apply.*new of?apply)"
)
"""Requests that are not said to be for disclosure, counted with nothing that says what else they are for, or with what
is said of no other: how they end or are carried over."""
_LAST = "(?:last[of left_over]*carry|carry to?last)[of link each]*figure"
_NEXT = "(?:carry to?next|figure[left_over of adverb]*carry to?next)"
_IN_THE_FORMS_WORDS = over(
    f"{_LAST}.*{_NEXT}|{_NEXT}.*{_LAST}"
    f"|new link*figure.*(?:{_LAST}|{_NEXT}|applicant link*figure.*applicant link*figure)"
)
"""新收5件、上年结转1件 counts requests, where nothing says what else it counts."""
_NAMELESS = over("[^unknown]*figure")
_DONE_AND_CARRIED = over(
    "^(?:adverb*share unknown*(?:stop unknown)?comma)?"
    "[this all_year time whole during own name whole_region each link comma adverb]*"
    "done[of apply adverb link]*figure[^stop]*carry to?next"
)
"""截至年底，办结3件，结转下年度继续办理1件, of what it does not name."""
_OUTCOME = over("outcome")
_OF_OTHER_THINGS = over("[other_topic row reconsideration litigation new receive accept case handle_otherwise]")
_LONGEST_MARK = 5
_TELLING = re.compile(in_text("telling"))
_DISCLOSURE = re.compile(in_text("disclosure"))
_OVERALL = re.compile(in_text("overall"))
_REQUESTS = re.compile(in_text("requests"))


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around a sentence: the one before it, empty where it begins a point, its heading, and the section in
    which that is; what the one before was `about` in the end, and whether requests were `counted` earlier. `tokens`
    cuts them into words."""

    before: str
    heading: str
    section: str
    about: str | None
    counted: bool
    tokens: Callable[[str], Tokens]


def begin(state: State, words: Tokens, around: Around, *, tells_outcomes: bool) -> None:
    """Set year and topic at the beginning of a sentence; `tells_outcomes` where it names those that only requests
    have."""
    counts = (_LETTER["figure"], _LETTER["deny"])
    first = next((at for at, letter in enumerate(words.kinds) if letter in counts), len(words.items))
    named = topic_in(words, 0, first)
    says_year = words.kinds.find(_LETTER["this"], 0, first) >= 0
    if not (named and says_year) and _TELLING.search(around.before):
        before = around.tokens(around.before)
        state.advance(before, 0, len(before.items))
        state.about = topic_in(before) or around.about
        state.next_sentence()
    elif not named:
        state.about = around.about
    # The heading of a point may be the beginning of its only sentence.
    heading = "" if words.text.find(around.heading) in range(_LONGEST_MARK) else around.heading
    elsewhere = _is_under_another_topic(around.before, heading)
    if tells_outcomes or _speaks_as_the_form(words, around, elsewhere=elsewhere):
        state.about = "requests"
    if named or state.about:
        return
    state.about = _topic_of(heading, around)
    if state.about is None and topic_in(around.tokens(heading)) is None:
        state.about = _topic_of(around.section, around)  # 1.申请情况 under 依申请公开
    if state.about is None and (
        (not elsewhere and _speaks_of_disclosure(words))
        or (_DONE_AND_CARRIED.match(words.kinds) and _may_go_on_with_requests(around))
    ):
        state.about = "requests"


def _topic_of(heading: str, around: Around) -> str | None:
    """What a heading says that what stands under it is about."""
    return topic_in(around.tokens(heading)) if _TELLING.search(heading) else None


def _speaks_of_disclosure(words: Tokens) -> bool:
    """Whether a sentence that does not name disclosure speaks of its requests all the same."""
    found = _OF_DISCLOSURE.search(words.kinds)
    # What requests are about is told behind what says that they are requests.
    until = found.end() if found and found.lastgroup != "bare" else len(words.kinds)
    return found is not None and OF_OTHERS.search(words.kinds, 0, until) is None


def _speaks_as_the_form(words: Tokens, around: Around, *, elsewhere: bool) -> bool:
    """Whether a sentence counts in the form's own words for requests, and neither it nor what stands around it says
    that something else was counted."""
    if _IN_THE_FORMS_WORDS.search(words.kinds) is None or OF_OTHERS.search(words.kinds):
        return False
    before = around.tokens(around.before)
    who_asked = _LETTER["applicant"] in before.kinds and OF_OTHERS.search(before.kinds) is None
    follows = not elsewhere or who_asked
    return _LETTER["apply"] in words.kinds or (follows and _NAMELESS.match(words.kinds) is not None)


def _may_go_on_with_requests(around: Around) -> bool:
    """Whether the sentence before counts nothing else, where it tells outcomes or requests were counted earlier."""
    before = around.tokens(around.before)
    told = around.counted or _OUTCOME.search(before.kinds) is not None
    return told and _OF_OTHER_THINGS.search(before.kinds) is None


def _is_under_another_topic(before: str, heading: str) -> bool:
    """Whether the heading or the sentence before speaks of something that may not be disclosure."""
    headed = heading and not _OVERALL.search(heading)
    return any(
        there and not _REQUESTS.search(words)
        for there, words in ((headed, heading), (before and not _DISCLOSURE.search(before), before))
    )
