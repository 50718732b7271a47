"""Of which year, whose and about what a figure is: what the words before it settle, along a sentence and into the next.

What belongs here: year, owner and topic. What does not: what a sentence takes over from around it (`opening`), which
words name the body (`clause`), and which claim a clause makes (`about`).
"""

import sys
from collections.abc import Mapping
from dataclasses import dataclass, field

from gidr_pipeline.extraction.narrative.bounds import BREAKS
from gidr_pipeline.extraction.narrative.clause import PLAIN
from gidr_pipeline.extraction.narrative.lexicon import letters, over
from gidr_pipeline.extraction.narrative.tokens import Tokens

_LETTER = letters()
DENIALS = ("denial", "came about")
"""The kinds of what is found in words that deny."""
_TOPIC = over(
    "(?P<requests>[info open] of?[apply on_request]|[apply on_request] of?[info open]|on_request"
    "|open of?(?:cause of?)*[reconsideration litigation])|other_topic|row"
)
_OWN_ASPECT = over(f"(?:{PLAIN.pattern}|result work)")
_OF_THE_FORM = over("last[of left_over will adverb]*carry|carry to?(?:last|next)|next carry|result link")
_OUTCOMES_FIRST = over("[^figure]*[outcome result]")
_OUTCOMES_ANSWERED = over("outcome(?:and+outcome)+of?done")
OF_OTHERS = over("other_topic|row")
# Documents are published in part or not at all as well, but requests alone are also 不予处理 or not held (不掌握); a
# sentence that has both is about requests.
_OF_ANY_INFORMATION = frozenset({"granted", "granted_in_part", "refused"})
_OF_REQUESTS_ALONE = frozenset({"unavailable", "unprocessed", "other_outcome"})
_CARRYING = over(
    "[last past][of adverb]*left_over|[last past][of adverb deny]*undone"
    "|[last past this][of left_over will adverb deny]*carry(?:to?this)?|carry to?[next last]|next[adverb deny]*carry"
)
_MEANS = {_LETTER[name]: name for name in ("this", "all_year", "part", "stock", "whole", "until_now", "planned")}
_MEANS |= {_LETTER[name]: "other" for name in ("last", "past", "years")}
_MEANS |= {_LETTER["next"]: "later", _LETTER["open_bracket"]: "open", _LETTER["close_bracket"]: "close"}
_WITHIN_WORDS = over("unknown[last past years]unknown|(?:^|(?<=[comma stop and]))open[last past years][unknown organ]")
"""内容是查询2003年退耕台账 and, where a clause begins, 公开2022年部门决算 tell of which year the papers are."""


@dataclass(slots=True)
class State:
    """Of which year a figure is, whose and about what, as far as the words up to it settle that.

    `when` is `this` for the report's year or where no year is named, `whole` up to its last day, `stock` up to another
    day, `until_now`, `part` for some months, `other` for years before, `later` for the next and `planned` for one to
    come of which a plan speaks. `about` is `requests`, `others` for what else people write to a body, or None.
    """

    when: str = "this"
    about: str | None = None
    own: bool = True
    """Whether the figures are this body's: a subject lasts over commas until another stands."""
    outer: list[str] = field(default_factory=list)
    told_own: bool = False
    """Whether the sentence has named the report's year before another, which it is only held against."""
    told_in_part: bool = False
    """Whether the part of the sentence since the latest semicolon has."""

    def tell_own(self) -> None:
        """Note that words or a figure were of the report's year."""
        self.told_own = self.told_in_part = True

    def take_subject(self, own: bool | None) -> None:
        """Note whose the figures are from here on, if words name this body (True) or another."""
        self.own = self.own if own is None else own

    def advance(self, words: Tokens, start: int, end: int) -> None:
        """Take in the words that follow."""
        # 上年结转 and 结转下年 say of which requests, not of which year.
        carrying = {at for found in _CARRYING.finditer(words.kinds, start, end) for at in range(*found.span())}
        for at, token in enumerate(words.items[start:end], start):
            meant = _MEANS.get(token.letter)
            if at in carrying or (meant == "other" and at and _WITHIN_WORDS.match(words.kinds, at - 1)):
                continue
            if self.when != "other" and meant in ("this", "all_year", "whole"):
                self.tell_own()
            match meant:
                # The year that a day is of (截至2022年6月) does not make it the whole year.
                case "this" if token.code is None or self.when != "stock":
                    self.when = "this"
                case "all_year" if self.when in ("part", "whole"):
                    self.when = "this"
                case "part" if self.when == "this":
                    self.when = "part"
                case "stock" | "whole" | "until_now" | "other" | "later" | "planned" as when:
                    self.when = when
                case "open":
                    self.outer.append(self.when)
                case "close" if self.outer:
                    self.when = self.outer.pop()
                case None if words.text[token.start] == ";" and not self.outer:
                    self.when = "this" if self.when == "other" and self.told_in_part else self.when
                    self.told_in_part = False

    def covers(self, kind: str, accumulated: bool) -> bool:
        """Whether a figure of this kind is one of the report's year."""
        if self.when == "whole":
            return kind == "stock" or not accumulated
        if self.when == "until_now":
            return kind in ("stock", *DENIALS)
        if self.when == "part":
            return kind == "carried_in"  # Whatever months are counted, the year has one beginning.
        return self.when == "this" or (kind == "stock" and self.when == "stock")

    def next_sentence(self) -> None:
        """What the sentence after this one takes over: another year and the topic, not an interval or a bracket."""
        self.when = self.when if self.when in ("other", "later") and not self.told_own else "this"
        self.told_own = self.told_in_part = False
        self.outer.clear()


def says_as_the_form(words: Tokens, start: int, end: int) -> bool:
    """Whether words name what the form alone counts: what was carried over, and the results of all requests."""
    return _OF_THE_FORM.search(words.kinds, start, end) is not None


def topic_in(words: Tokens, start: int = 0, end: int = sys.maxsize) -> str | None:
    """What the words name last."""
    topics = [found.lastgroup or "others" for found in _TOPIC.finditer(words.kinds, start, end)]
    return topics[-1] if topics else None


def has_outcomes_of_requests(words: Tokens, group_of: Mapping[str, str]) -> bool:
    """Whether a sentence names outcomes that only requests have; `group_of` tells the outcome that each line is of."""
    told = {group_of.get(line, "") for line in words.codes(0, len(words.items), _LETTER["line"])}
    told |= set(words.codes(0, len(words.items), _LETTER["outcome"]))
    together = bool(told & _OF_ANY_INFORMATION and told & _OF_REQUESTS_ALONE)
    return together or _OUTCOMES_ANSWERED.search(words.kinds) is not None


def begins_with_outcomes(words: Tokens) -> bool:
    """Whether a sentence that names outcomes counts nothing else before them, nor what people write otherwise."""
    return _OUTCOMES_FIRST.match(words.kinds) is not None and OF_OTHERS.search(words.kinds) is None


def opens_an_aspect(words: Tokens, start: int, end: int) -> bool:
    """Whether words begin with a topic that nobody listed: 政务服务方面."""
    at = next((at for at in range(start, end) if words.items[at].letter in BREAKS), end)
    return at < end and words.words(start, at).endswith("方面") and not _OWN_ASPECT.fullmatch(words.kinds, start, at)
