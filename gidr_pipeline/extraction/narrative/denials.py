"""What a denial says that there was none of: 未收到政府信息公开申请, 无行政复议.

What belongs here: which words deny, and how certainly. What does not: the wording of what is denied (`requests`,
`challenges`, `documents`).
"""

from gidr_pipeline.extraction.narrative.challenges import challenges_before, no_challenges
from gidr_pipeline.extraction.narrative.clause import Clause, Found
from gidr_pipeline.extraction.narrative.documents import no_documents
from gidr_pipeline.extraction.narrative.lexicon import Vocabulary, letters, over
from gidr_pipeline.extraction.narrative.requests import no_requests, none_before, none_carried

_LETTER = letters()
OF_SUBJECTS = ("of_subject", "of_any_subject")
"""The codes of words that deny what stands before them."""
_NO_MORE = over("[and comma stop colon open_bracket close_bracket]|$")
_NOUN = over("deny")
_DENIAL = over("deny[adverb of]*[happen receive accept cause link]*")


def denial(clause: Clause, about_requests: bool, over_disclosure: bool, vocabulary: Vocabulary) -> Found | None:
    """What is said to have been none of; `label` is where what is denied begins, or where the denial ends if that comes
    before it (依申请公开零申请).

    The clause ends where the denial begins, and its tail is what is denied. `about_requests` tells that 申请 alone is
    one for disclosure, `over_disclosure` that 复议 is one over it.
    """
    words, start, until = clause.words, clause.end, clause.tail_end
    how = words.items[start].code
    if how in OF_SUBJECTS:
        came_about = how == "of_any_subject"
        claims = none_before(words, clause.start, start, about_requests and not came_about)
        claims = claims or (challenges_before(words, clause.start, start) if came_about else ())
        kind = "came about" if came_about else "denial"
        return Found(claims, start + 1, kind) if claims and _NO_MORE.match(words.kinds, start + 1) else None
    found = (_NOUN if how == "of_noun" else _DENIAL).match(words.kinds, start, until)
    if found is None:
        return None
    for what in range(found.end(), start, -1):
        verbs = words.kinds[start:what]
        # 无行政复议 may be said of anything. Where none came about at all, none did over disclosure; but who receives
        # none may be their judge.
        none_at_all = _LETTER["happen"] in verbs or how in ("certain", "of_noun")
        certain = over_disclosure or (none_at_all and _LETTER["receive"] not in verbs)
        claims = none_carried(words, start, what, until, about_requests)
        if how != "need":
            claims = (
                no_requests(words, what, until, about_requests and _LETTER["receive"] in verbs)
                or (no_challenges(words, what, until) if certain else ())
                or claims
                or no_documents(words, what, until, vocabulary)
            )
        if claims:
            return Found(claims, what, "denial")
    return None
