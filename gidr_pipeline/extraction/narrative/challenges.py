"""Clauses about reconsiderations and lawsuits over this body's disclosure.

What belongs here: the wording of challenges. What does not: requests (`grammar`).
"""

import re

from gidr_pipeline.extraction.narrative.clause import Clause, Found
from gidr_pipeline.extraction.narrative.words import CASE, CAUSE, KIND, Readings, Vocabulary, code_in

_CHALLENGE = re.compile(
    rf"(?P<kinds>{KIND}{CASE}(?:{CAUSE}{KIND}{CASE})*)"
    r"(?P<share>(?:分别|均为|都为|各为|均|各|共计|共有|共|合计|总计|为|有|发生|计|:)*+)$"
)
_CHALLENGE_AFTER = re.compile(rf"{CAUSE}(?P<kinds>{KIND}){CASE}$")
_DIRECT = re.compile(r"(?:未经复议|直接)(?:[而的就被]|提起|引发|发生)*+$")
_AFTERWARDS = re.compile(r"复议(?:决定)?之?后(?:[又再的被]|提起|引发|发生)*+$")
_EACH = re.compile("[均都各]")
_WORD = {"reconsideration": "复议", "litigation": "诉讼"}
_DISCLOSURE = re.compile("信息公开|依申请|公开申请|申请公开|公开答复")


def challenge(clause: Clause, words: Vocabulary, about_requests: bool) -> Found | None:
    """Reconsiderations and lawsuits over disclosure."""
    if lawsuit := words.litigation.search(clause.lead):
        return Found(((f"{code_in(lawsuit)}.total",),), clause.lead[: lawsuit.start()], "challenge")
    found = _CHALLENGE.search(clause.lead)
    after = found is None
    before = clause.lead[: found.start()] if found else clause.lead
    found = found or _CHALLENGE_AFTER.match(clause.tail)
    if found is None:
        return None
    over_disclosure = is_over_disclosure(clause.lead + clause.tail)
    # Who receives a reconsideration (收到行政复议) may be its judge, unless the clause says what it is about.
    if not over_disclosure and (not about_requests or before.endswith("收到")):
        return None
    kinds = challenge_kinds(found["kinds"])
    if kinds == (("litigation",),):
        for pattern, line in ((_DIRECT, "litigation_direct"), (_AFTERWARDS, "litigation_after_reconsideration")):
            if special := pattern.search(before):
                return Found(((f"{line}.total",),), before[: special.start()], "challenge", after)
    share = found.groupdict().get("share") or ""
    if "分别" in share and len(kinds) > 1 and not clause.tail:
        kinds = tuple(sorted(kinds, key=lambda kind: found["kinds"].rindex(_WORD[kind[0]])))
        return Found(kinds[:1], before, "challenge", then=kinds[1:])
    if len(kinds) > 1 and not clause.zero and not _EACH.search(share):
        return None
    return Found(kinds, before, "challenge", after)


def is_over_disclosure(words: str) -> bool:
    """Whether words say that what they tell is about disclosure."""
    return _DISCLOSURE.search(words) is not None


def challenge_kinds(words: str) -> tuple[Readings, ...]:
    return tuple((claim,) for claim, word in _WORD.items() if word in words)


_LONGEST_HEADING = 50
_HEADING = re.compile("信息公开(?:工作)?(?:的?(?:行政)?(?:复议|诉讼)[、和及]?)+[^。;,]{0,6}$")
_NO_CHALLENGE = re.compile(rf"(?:{CAUSE}{KIND}(?:案件|案|申请|情况|事项|现象|等|发生|产生|行为|问题|事件|的)*+)+、?")


def no_challenges(what: str, about_requests: bool) -> tuple[Readings, ...]:
    """The claims of which the words after 未发生, 无 … say that there were none."""
    return (
        challenge_kinds(what) if _NO_CHALLENGE.fullmatch(what) and (about_requests or is_over_disclosure(what)) else ()
    )


def is_their_heading(words: str) -> bool:
    """Whether the sentence before is the heading of what a report says about challenges."""
    return len(words) < _LONGEST_HEADING and _HEADING.search(words) is not None
