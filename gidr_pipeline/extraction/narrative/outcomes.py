"""Clauses about how requests ended (办理结果): in the form's terms, or in its words for the reason.

What belongs here: their wording. What does not: how many were answered in all (`requests`).
"""

import re

from gidr_pipeline.extraction.narrative.clause import AND_NO, LINK, Clause, Found, is_plain_outcome
from gidr_pipeline.extraction.narrative.lexicon import Readings, Vocabulary, in_text, letters, over
from gidr_pipeline.extraction.narrative.tokens import Tokens

_LETTER = letters()
_ANSWER = "[done decide apply info open of cause situation way]*"
_OUTCOME = over(f"(?P<term>outcome){_ANSWER}{LINK}$")
# 本办不掌握相关政府信息 is a line's label as well, in which the form says 本机关.
_LINE = over(f"(?P<term>line|own reason(?:asks?info)?){_ANSWER}{LINK}$")
_OUTCOMES = over(f"(?P<terms>outcome{_ANSWER}(?:and+outcome{_ANSWER})+)link*(?:respectively|(?P<each>each)){LINK}$")
_NO_OUTCOMES = over(f"outcome(?:and+outcome)*(?P<situation>[of situation case]*){AND_NO}")
_REMARK = over("open_bracket[^close_bracket figure]*close_bracket")
_PART_OF_OTHERS = re.compile(rf"[,、;](?:{in_text('part_of_others')})[^,、;()]{{0,12}}[1-9]")
_ITS_OWN_PARTS = re.compile(r"\([^()]*\)|其[他它]处理\d+件?[,，]?(?:其中)?(?:包括|包含|含|即).*")
_REASON = over("[within and adverb]*cause")


def outcome(clause: Clause, words: Vocabulary) -> Found | None:
    """Requests by their outcome, in the form's own terms, or in its words for the reason."""
    kinds = clause.words.kinds
    if listed := _OUTCOMES.search(kinds, clause.start, clause.end):
        first, *others = ((code,) for code in clause.words.codes(*listed.span("terms"), _LETTER["outcome"]))
        if listed["each"]:
            return Found((first, *others), listed.start(), "outcome")
        return Found((first,), listed.start(), "outcome", then=tuple(others))
    after = is_plain_outcome(clause.words, clause.start, clause.end - kinds.endswith(_LETTER["colon"], 0, clause.end))
    after = after and kinds[clause.tail_end : clause.tail_end + 1] != _LETTER["figure"]  # 18件答复中予以公开10件
    start, end = (clause.tail, clause.tail_end) if after else (clause.start, clause.end)
    label, found = clause.start, _OUTCOME.search(kinds, start, end)
    term = clause.words.codes(*found.span("term"), _LETTER["outcome"])[0] if found else ""
    if found is None:
        claims = _in_words_of_a_line(clause.words, start, end)
    elif _reasons(clause.words, clause.end, clause.at):
        claims = _of_reasons(clause.words, clause.end, clause.at, term, words)  # 不予公开（国家秘密）1件
    elif (behind := _REMARK.match(kinds, clause.tail)) and _reasons(clause.words, *behind.span()):
        # 不予公开1件（国家秘密） is all that the line has.
        of_line = _of_reasons(clause.words, *behind.span(), term, words)
        claims = tuple(dict.fromkeys(((term,), *of_line))) if of_line else ()
    elif is_plain_outcome(clause.words, start, found.start()):
        claims = () if clause.value and _is_the_rest(clause.words, term) else ((term,),)
        label = clause.start if after else found.start()
    else:
        claims = _for_a_reason(clause.words, start, found.start(), term, words)
    return Found(claims, label, "outcome", end - start if after else 0) if claims else None


def _is_the_rest(words: Tokens, term: str) -> bool:
    """Whether 其他处理 counts only what no other part counts, where one of its own parts stands beside it:
    逾期未补正2件，其他处理5件."""
    return term == "other_outcome" and _PART_OF_OTHERS.search(_ITS_OWN_PARTS.sub("", words.text)) is not None


def _in_words_of_a_line(words: Tokens, start: int, end: int) -> tuple[Readings, ...]:
    line = _LINE.search(words.kinds, start, end)
    if line is None or not is_plain_outcome(words, start, line.start()):
        return ()
    (code,) = _reasons(words, *line.span("term"))
    return ((f"{code}.total",),)


def _of_reasons(words: Tokens, start: int, end: int, term: str, vocabulary: Vocabulary) -> tuple[Readings, ...]:
    """The claim of the line that these words name as the reason of the outcome, or of the outcome itself where more
    reasons are meant than are named (因国家秘密等原因不予公开5件)."""
    told = _reasons(words, start, end)
    if any(vocabulary.group_of.get(code) != term for code in told):
        return ()
    last = max(words.kinds.rfind(_LETTER[name], start, end) for name in ("reason", "line"))
    if told and words.kinds.find(_LETTER["such"], last, end) >= 0:
        return ((term,),)
    return ((f"{told[0]}.total",),) if len({*told}) == 1 else ()


def _for_a_reason(words: Tokens, start: int, end: int, term: str, vocabulary: Vocabulary) -> tuple[Readings, ...]:
    """What is claimed where the reason stands before the outcome's term: 因涉及国家秘密不予公开1件."""
    return _of_reasons(words, start, end, term, vocabulary) if _REASON.match(words.kinds, start, end) else ()


def no_outcomes(words: Tokens, start: int, end: int, *, listed: bool) -> tuple[Readings, ...]:
    """The claims of which the words after 无 say that there were none: 无部分公开、不予公开情形, or without 情形 where
    outcomes are `listed`."""
    found = _NO_OUTCOMES.fullmatch(words.kinds, start, end)
    # 不予公开3件，未予以公开 says it of those three.
    certain = words.items[start - 1].code in ("certain", "of_things")
    if not (found and ((listed and certain) or found["situation"])):
        return ()
    return tuple((code,) for code in words.codes(start, end, _LETTER["outcome"]))


def _reasons(words: Tokens, start: int, end: int) -> list[str]:
    """The lines whose reason these words name."""
    return [code for name in ("reason", "line") for code in words.codes(start, end, _LETTER[name])]
