"""Who makes requests: the applicants (申请人) of the form, and the public at large.

What belongs here: which applicant a word or a figure is for. What does not: how many requests there were (`requests`).
"""

import re
from decimal import Decimal

from gidr_pipeline.extraction.narrative.clause import LINK, OBJECT, TIME, Clause, is_plain_outcome
from gidr_pipeline.extraction.narrative.lexicon import NATURAL_PERSON, REST, Readings, in_text, letters, over
from gidr_pipeline.extraction.narrative.tokens import Tokens

_LETTER = letters()
WHO = frozenset(_LETTER[name] for name in ("person", "organisation", "applicant"))


_OTHERS_FOLLOW = over(
    f"(?:{OBJECT})?{LINK}figure[and comma]+(?:organisation|applicant)[asks of]*(?:{OBJECT})?{LINK}figure"
)
"""受理公民申请3件、企业申请2件 lists who asked."""


def of_askers(readings: Readings, words: Tokens, start: int, end: int) -> Readings:
    """The readings of a count if these words say who asked: 公民 alone may be all who did or natural persons alone,
    which the form's 自然人 always are, and organisations are a part. 其他 that ends no list is said of the requests
    (未收到其他申请)."""
    who = [at for at in range(start, end) if words.kinds[at] in WHO]
    if any(words.items[at].code == REST and words.kinds[at - 1 : at] != _LETTER["and"] for at in who):
        return ()
    codes = {None if words.kinds[at] == _LETTER["organisation"] else applicant_code(words, at) for at in who}
    if _LETTER["asker"] in words.kinds[start:end] or not codes:
        return readings
    loosely = any(words.kinds[at] == _LETTER["person"] for at in who) and not _OTHERS_FOLLOW.match(words.kinds, end)
    if codes == {NATURAL_PERSON} and loosely:
        return (*readings, f"received.{NATURAL_PERSON}") if readings == ("received",) else readings
    if NATURAL_PERSON in codes and len(codes) > 1:
        return readings
    (code, *others) = codes
    known = code and code != REST and not others
    return (f"received.{code}",) if known and readings[:1] == ("received",) else ()


_ALL_OF_ONE = over(
    f"{OBJECT}?(?:open_bracket[^close_bracket]*close_bracket)?(?:comma?|open_bracket(?=adverb*each))"
    "[each adverb link asker of situation cause by asks]*(?P<who>person|applicant)person?"
    "(?:[asks of cause adverb situation by_way share such and any way]*(?:[info open of]*apply)?[of case situation]*)"
    "(?=[stop close_bracket]|comma(?!figure)|$)"
)
"""收到10件，均由自然人提出."""
_NOT_ALL = re.compile(in_text("not_said_of_all"))
_APPLICANTS = over("organisation|applicant")


def all_of_one(words: Tokens, counted: Readings, at: int) -> tuple[Readings, ...]:
    """The claim that all requests which the figure before a token counts are of one applicant, who is named behind."""
    behind = _ALL_OF_ONE.match(words.kinds, at) if counted[0] == "received" else None
    if behind is None or _NOT_ALL.search(words.words(behind.start(), behind.start("who"))):
        return ()
    code = applicant_code(words, behind.start("who"))
    others = (applicant_code(words, found.start()) for found in _APPLICANTS.finditer(words.kinds, behind.end()))
    if any(other != code for other in others):
        return ()
    return ((f"received.{code}",),) if code and code != REST else ()


_NEXT_OF_LIST = over(
    "[and comma stop]+[within adverb cause by]*(?:person|applicant|organisation(?:[and asks]organisation)*)person?"
    f"[asks of cause work]*(?:{OBJECT})?takes?{LINK}(?=figure)"
)


_LIST_BEHIND = over("(?:figure[by cause link asker of]+(?:person|applicant|organisation)[asks of]*[and comma stop]*)+")
"""20件来自自然人，6件来自商业企业."""


def adds_up_to(words: Tokens, at: int, total: Decimal | None) -> bool:
    """Whether the figure at a token, and those by applicant that follow it, add up to all requests: then they divide
    these, whatever stands between."""
    if behind := _LIST_BEHIND.match(words.kinds, at):
        figures = (each.figure for each in words.items[slice(*behind.span())])
        return sum(each.value for each in figures if each is not None) == total
    figure, sum_so_far = words.items[at].figure, Decimal(0)
    while figure is not None:
        sum_so_far += figure.value
        behind = _NEXT_OF_LIST.match(words.kinds, at + 1)
        at = behind.end() if behind else at
        figure = words.items[at].figure if behind else None
    return sum_so_far == total


_EACH = over(f"(?P<who>applicant(?:and+applicant)+)[asks of]*(?:{OBJECT})?{LINK}each{LINK}")


def each_named(clause: Clause) -> tuple[Readings, ...]:
    """The claims of a figure that is for each of several applicants: 商业企业、科研机构均为0件."""
    found = _EACH.fullmatch(clause.words.kinds, clause.start, clause.end)
    return (
        tuple(
            (f"received.{code}",)
            for code in clause.words.codes(*found.span("who"), _LETTER["applicant"])
            if code != REST
        )
        if found
        else ()
    )


def applicant_code(words: Tokens, at: int) -> str | None:
    """The form's code for who asks by this word, None where it has none (法人)."""
    token = words.items[at]
    if token.letter == _LETTER["person"]:
        return NATURAL_PERSON
    if token.code and token.code != "other":
        return token.code
    return REST if words.text[token.start] == "其" else None


_WHO_ASKED = (
    "[within by respectively link and colon including asker asks cause mark adverb situation of]*"
    f"(?P<who>person|applicant|organisation)person?[asks of cause work]*(?:{OBJECT})?takes?{LINK}"
)
_APPLICANT = over(
    f"(?:(?:[{TIME} own name]*[receive accept new]of?)?[info open]*apply(?=adverb|of?asker))?{_WHO_ASKED}"
)
_APPLICANT_BEHIND = over(_WHO_ASKED)


def applicant(clause: Clause, listed: frozenset[str]) -> tuple[str, int] | None:
    """The applicant that a figure in a list by applicants is for, and how many tokens behind it say so. `listed` are
    those that the list has named before."""
    kinds, after = clause.words.kinds, 0
    found = _APPLICANT.fullmatch(kinds, clause.start, clause.end)
    if found is None and is_plain_outcome(clause.words, clause.start, clause.end):
        found = _APPLICANT_BEHIND.fullmatch(kinds, clause.tail, clause.tail_end)
        after = clause.tail_end - clause.tail
    if found is None:
        return None
    code = applicant_code(clause.words, found.start("who"))
    return (code, after) if code and (code != REST or listed - {REST, NATURAL_PERSON}) else None
