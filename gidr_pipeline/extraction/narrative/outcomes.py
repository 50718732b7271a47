"""Clauses about how requests ended (办理结果): in the form's terms, or in its words for the reason.

What belongs here: their wording. What does not: how many were answered in all (`requests`).
"""

from gidr_pipeline.extraction.narrative.clause import AND_NO, LINK, Clause, Found, is_plain_outcome
from gidr_pipeline.extraction.narrative.lexicon import Readings, Vocabulary, letters, over
from gidr_pipeline.extraction.narrative.tokens import Tokens

_LETTER = letters()
_ANSWER = "[done decide apply info open of cause situation]*"
_OUTCOME = over(f"(?P<term>outcome){_ANSWER}{LINK}$")
# 本办不掌握相关政府信息 is a line's label as well, in which the form says 本机关.
_LINE = over(f"(?P<term>line|own reason(?:asks?info)?){_ANSWER}{LINK}$")
_OUTCOMES = over(f"(?P<terms>outcome{_ANSWER}(?:and+outcome{_ANSWER})+)link*(?:respectively|(?P<each>each)){LINK}$")
_NO_OUTCOMES = over(f"outcome(?:and+outcome)*(?P<situation>[of situation case]*){AND_NO}")
_REMARK = over("open_bracket[^close_bracket figure]*close_bracket")
_REASON = over("[within and adverb]*cause")


def outcome(clause: Clause, words: Vocabulary) -> Found | None:
    """Requests by their outcome, in the form's own terms, or in its words for the reason."""
    kinds = clause.words.kinds
    after = is_plain_outcome(clause.words, clause.start, clause.end - kinds.endswith(_LETTER["colon"], 0, clause.end))
    after = after and kinds[clause.tail_end : clause.tail_end + 1] != _LETTER["figure"]  # 18件答复中予以公开10件
    start, end = (clause.tail, clause.tail_end) if after else (clause.start, clause.end)
    taken = end - start if after else 0
    found = _OUTCOME.search(kinds, start, end)
    if listed := _OUTCOMES.search(kinds, clause.start, clause.end):
        first, *others = ((code,) for code in clause.words.codes(*listed.span("terms"), _LETTER["outcome"]))
        if listed["each"]:
            return Found((first, *others), listed.start(), "outcome")
        return Found((first,), listed.start(), "outcome", then=tuple(others))
    if found is None:
        line = _LINE.search(kinds, start, end)
        if line is None or not is_plain_outcome(clause.words, start, line.start()):
            return None
        (code,) = _reasons(clause.words, *line.span("term"))
        return Found(((f"{code}.total",),), clause.start, "outcome", taken)
    (term,) = clause.words.codes(found.start("term"), found.end("term"), _LETTER["outcome"])
    within, behind = _reasons(clause.words, clause.end, clause.at), _reasons_behind(clause)
    if told := within or behind:
        # 不予公开（国家秘密）1件 is the line's; 不予公开1件（国家秘密） is all that the line has.
        if len(told) != 1 or words.group_of.get(told[0]) != term:
            return None
        claims: tuple[Readings, ...] = ((f"{told[0]}.total",),)
        return Found(claims if within else ((term,), *claims), clause.start, "outcome", taken)
    if is_plain_outcome(clause.words, start, found.start()):
        return Found(((term,),), clause.start if after else found.start(), "outcome", taken)
    told = [code for code in _reasons(clause.words, start, found.start()) if words.group_of.get(code) == term]
    if len(told) != 1 or not _REASON.match(kinds, start, found.start()):
        return None
    also = (term,) if kinds.find(_LETTER["such"], start, found.start()) >= 0 else ()
    return Found(((f"{told[0]}.total", *also),), clause.start, "outcome", taken)


def no_outcomes(words: Tokens, start: int, end: int, *, listed: bool) -> tuple[Readings, ...]:
    """The claims of which the words after 无 say that there were none: 无部分公开、不予公开情形, or without 情形 where
    outcomes are `listed`."""
    found = _NO_OUTCOMES.fullmatch(words.kinds, start, end)
    # 不予公开3件，未予以公开 says it of those three.
    certain = words.items[start - 1].code in ("certain", "of_things")
    if not (found and ((listed and certain) or found["situation"])):
        return ()
    return tuple((code,) for code in words.codes(start, end, _LETTER["outcome"]))


def _reasons_behind(clause: Clause) -> list[str]:
    """The lines whose reason the brackets right behind a figure name, if they have no figures of their own."""
    behind = _REMARK.match(clause.words.kinds, clause.tail)
    return _reasons(clause.words, *behind.span()) if behind else []


def _reasons(words: Tokens, start: int, end: int) -> list[str]:
    """The lines whose reason these words name."""
    return [code for name in ("reason", "line") for code in words.codes(start, end, _LETTER[name])]
