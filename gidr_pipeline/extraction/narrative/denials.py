"""What a denial says that there was none of: 未收到政府信息公开申请, 无行政复议.

What belongs here: which words deny, and how certainly. What does not: the wording of what is denied (`requests`,
`challenges`, `documents`, `outcomes`).
"""

import re
from collections.abc import Iterator

from gidr_pipeline.extraction.narrative.carryover import none_carried, none_carried_before
from gidr_pipeline.extraction.narrative.challenges import are_all_that_is_said, challenges_before, no_challenges
from gidr_pipeline.extraction.narrative.clause import Clause, Found, is_over_disclosure
from gidr_pipeline.extraction.narrative.documents import no_decisions, no_documents, no_fee
from gidr_pipeline.extraction.narrative.lexicon import Readings, Vocabulary, in_text, letters, over
from gidr_pipeline.extraction.narrative.memory import Memory
from gidr_pipeline.extraction.narrative.outcomes import no_outcomes
from gidr_pipeline.extraction.narrative.requests import no_requests, none_before
from gidr_pipeline.extraction.narrative.tokens import Tokens

_LETTER = letters()
_OF_SUBJECTS = ("of_subject", "of_any_subject")
_NO_MORE = over("[and comma stop colon open_bracket close_bracket]|$")
_HAPPENED = over("happen(?:[comma stop]|$)")
_NOUN = over("deny")
_BY = "按"
"""What is not done by it may be there: 未按政府信息公开申请登记."""
_DENIAL = over("deny[adverb of]*[happen new receive accept cause link carry_out fee_word]*")
_LABEL = over("[reconsideration litigation carry next](?:of?[situation work case]+)*colon?$")
_NUMBER = re.compile(in_text("number"))


def denies_what_is_before(words: Tokens, deny: int, about_requests: bool, memory: Memory) -> bool:
    """Whether a word denies what stands before it: 零申请, 均未发生, and 无 with nothing behind it where things are
    counted."""
    how = words.items[deny].code
    counted = any(memory.kinds) or _counts_in_words(words, deny) or _is_labelled(words, deny, about_requests, memory)
    listed = how in (*_OF_SUBJECTS, "of_all") or (counted and how in ("certain", "of_things", "other"))
    behind = _HAPPENED.match(words.kinds, deny + 1)
    return behind is not None or (listed and _NO_MORE.match(words.kinds, deny + 1) is not None)


def _counts_in_words(words: Tokens, deny: int) -> bool:
    """Whether a label before a word that denies says that a count follows (申请数量：无)."""
    return _NUMBER.search(words.text, 0, words.items[deny].start) is not None


def _is_labelled(words: Tokens, deny: int, about_requests: bool, memory: Memory) -> bool:
    """Whether a label stands before a word that denies, where the sentence before counts challenges (行政诉讼：无), or
    what is counted is spoken of (行政复议无，行政诉讼无; 上年结转：无)."""
    after_colon = words.kinds.endswith(_LETTER["colon"], 0, deny) and memory.follows.is_infinite()
    told = about_requests or is_over_disclosure(words, 0, deny)
    return after_colon or (told and _LABEL.search(words.kinds, 0, deny) is not None)


def denial_behind(clause: Clause, about_requests: bool) -> Found | None:
    """What stands before a word that says there was none of it: 依申请公开零申请, 行政诉讼：无."""
    words, start = clause.words, clause.end
    how = words.items[start].code
    asked = none_before(words, clause.start, start, about_requests and how == "of_subject")
    carried = none_carried_before(words, clause.start, start) if about_requests else ()
    claims = asked or carried or (challenges_before(words, clause.start, start) if how != "of_subject" else ())
    return Found(claims, start + 1, "denial" if asked else "came about") if claims else None


def denial(
    clause: Clause, about_requests: bool, over_disclosure: bool, vocabulary: Vocabulary, memory: Memory
) -> Found | None:
    """What is said to have been none of; `label` is where what is denied begins.

    The clause ends where the denial begins, and its tail is what is denied. `about_requests` tells that 申请 alone is
    one for disclosure, `over_disclosure` that 复议 is one over it.
    """
    words, start, until = clause.words, clause.end, clause.tail_end
    how = words.items[start].code
    found = (_NOUN if how == "of_noun" else _DENIAL).match(words.kinds, start, until)
    if found is None or _BY in words.words(start, found.end()):
        return None
    for what in range(found.end(), start, -1):
        told = _none_of(clause, what, about_requests, over_disclosure, vocabulary, memory)
        if claims := next(filter(None, told), ()):
            return Found(claims, what, "denial")
    return None


def _none_of(
    clause: Clause, what: int, about_requests: bool, over_disclosure: bool, vocabulary: Vocabulary, memory: Memory
) -> Iterator[tuple[Readings, ...]]:
    """What the readers of clauses say that there was none of, in the order in which they are believed, if what is
    denied begins at the token `what`."""
    words, until = clause.words, clause.tail_end
    how, verbs = words.items[clause.end].code, words.kinds[clause.end : what]
    carried = none_carried(words, clause.end, what, until, about_requests)
    if how == "need":
        yield carried
        return
    received = _LETTER["receive"] in verbs
    yield no_requests(words, what, until, about_requests and (received or _LETTER["new"] in verbs))
    # 无行政复议 may be said of anything. Where none came about at all, none did over disclosure; but who receives none
    # may be their judge.
    none_at_all = (_LETTER["happen"] in verbs or how in ("certain", "of_noun")) and not received
    if over_disclosure or none_at_all or are_all_that_is_said(words):
        yield no_challenges(words, what, until)
    yield carried
    if about_requests:
        yield no_outcomes(words, what, until, listed="outcome" in memory.kinds)
    yield no_documents(words, what, until, vocabulary, memory.document[0])
    yield no_decisions(words, what, until, counted=not {"decision", "fee"}.isdisjoint(memory.kinds))
    yield no_fee(words, what, until)
