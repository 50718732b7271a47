"""A figure's clause as words with their classes, what was found in it, and whether the words before a label are plain.

What belongs here: what the readers of clauses share (`requests`, `outcomes`, `documents` …). What does not:
the words (`lexicon.toml`), and what runs along a sentence, such as year and topic (`state`).

A pattern ends at the figure. Every word between the figure and the word that names the claim has to be of a class that
leaves the count alone, and so has every word before that: an unknown one (收到涉及征地的申请12件) means another count,
and gives no claim.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from gidr_pipeline.extraction.narrative.body import Body
from gidr_pipeline.extraction.narrative.lexicon import Readings, letters, over
from gidr_pipeline.extraction.narrative.tokens import Tokens

_LETTER = letters()


class Found(NamedTuple):
    """What a clause claims."""

    claims: tuple[Readings, ...]
    """Usually one; several where they share the figure (行政复议、行政诉讼各1件)."""
    label: int
    """The token where the label begins; the words before it have to be plain."""
    kind: str
    after: int = 0
    """How many tokens behind the figure are its label (3件予以公开)."""
    then: tuple[Readings, ...] = ()
    """What the figures right after this one claim, where one label is for several (分别为3件、2件)."""
    is_less: bool = False
    """Whether the figure is a loss (减少2项), so that the value claimed is below zero."""


@dataclass(frozen=True, slots=True)
class Clause:
    """The words around the figure at token `at`: its clause from `start` to `end`, and those behind it to `tail_end`.

    What stands in brackets right before the figure lies between `end` and the figure. `since` is the token behind the
    figure before and its label. Of what is denied the clause is the same, with the word that denies for a figure.
    """

    words: Tokens
    since: int
    start: int
    end: int
    at: int
    tail_end: int
    value: Decimal
    unit: str | None = None

    @property
    def tail(self) -> int:
        """The token behind the figure."""
        return self.at + 1

    @property
    def zero(self) -> bool:
        return self.value == 0

    @property
    def classes(self) -> frozenset[str]:
        """The letters of the words before and behind the figure."""
        return frozenset(self.words.kinds[self.start : self.tail_end])

    def has(self, *names: str) -> bool:
        """Whether a word of these classes stands before the figure."""
        kinds = self.words.kinds
        return any(kinds.find(_LETTER[name], self.start, self.end) >= 0 for name in names)

    @property
    def is_followed(self) -> bool:
        """Whether words follow that may be the figure's own label, and not 均已答复."""
        return self.tail < self.tail_end and not _GOES_ON.match(self.words.kinds, self.tail, self.tail_end)


# What stands before a label without narrowing it down.
DATES = "this all_year opening closing time stock whole until_now part past years last next"
TIME = f"{DATES} during"
_KNOWN = f"{TIME} own with_all_below name link finish adverb each and of mark within including excluding to"
_ABOUT = "apply on_request open info case situation work desk asker asks person organisation any"
_REGION = "[whole_region all_levels][inside all_levels organ region each and link]*+"


def _plain(*names: str, also: str = "") -> re.Pattern[str]:
    return over(f"(?:[{_KNOWN} {' '.join(names)}]|{_REGION}{also})*")


PLAIN = _plain(_ABOUT)
PLAIN_NAMES = _plain()
COUNTS = over(f"(?:[{_KNOWN}]|{_REGION})*link+")
_PLAIN_CHALLENGE = _plain(
    _ABOUT,
    "those cause done paper happen defendant",
    also="|asks[region organ name]+(?=[apply cause])|outcome(?=of?[done decide])"
    "|(?:reconsideration organ|defendant)accept(?=cause[own name]cause)",
)
_PLAIN_DENIED = _plain(_ABOUT, "those cause done happen reconsideration litigation carry left_over")
_PLAIN_DOCUMENT = _plain("cause defendant document_kind")
_PLAIN_STOCK = _plain("cause", "defendant", "shown_together")
_PLAIN_OUTCOME = _plain(
    "done decide tell result respectively cause continue case situation apply on_request info",
    also="|open(?=of?apply)|left_over(?=$|link*$)|cause old_outcome(?=outcome|$)",
)
_GOES_ON = over("[each adverb link and]")

# Runs of words that several kinds of clauses have.
ASKER = "[this all_year time during asker asks person organisation applicant and of own name whole_region any by to]*"
OBJECT = "(?:[info open of]*[apply on_request][info open apply on_request of case paper situation asks any]*)"
LINK = "[link of colon each situation]*"
VERB = "[new receive accept handle done]"
AND_NO = "[and adverb each]*"
"""What stands between one denial and the next."""
NAMES_DISCLOSURE = over("[open info on_request]")
"""Whether an object says that it is for disclosure; a bare 申请 may be for anything."""
_DISCLOSURE = over(
    "on_request|info of?open|apply of?open|open of?(?:cause of?)*[apply done reconsideration litigation]|info of?apply"
)

_ANSWER = over("(?P<of>outcome)of?[done decide]")


def whose(words: Tokens, start: int, end: int, body: Body) -> bool | None:
    """Whether the words before a label name this body (True), another or a part of it (False), or none (None)."""
    said, inside, is_addressed, is_way = None, False, False, False
    for at, token in enumerate(words.items[start:end], start):
        is_addressed = token.code == "to" or (is_addressed and token.letter in _CALLED)
        is_way = is_way or token.letter == _LETTER["by_way"]
        if token.letter == _LETTER["whole_region"]:
            said, inside = body.governs(token.code or "", words.text[token.start]), True
        elif token.letter == _LETTER["name"]:
            # 市住建局 is not the 住建局 of a district.
            before = _without_remark(words, at) if at == start else at
            named = not before or words.kinds[before - 1] not in _BEFORE_ANOTHER or before == at == start
            said, inside = named or (said if is_addressed else False), False
        elif token.letter == _LETTER["own"]:
            said, inside = True, False
        elif token.letter in _PARTS:
            said = False
        elif token.letter == _LETTER["all_levels"]:
            said, inside = said if inside else body.level is not None, True
        elif token.letter in _ORGANS and words.kinds[at + 1 : at + 2] == _LETTER["cause"]:
            continue  # 某公司就答复提起诉讼
        elif token.letter in _ORGANS:
            # 通过县政府网站 tells the way.
            said = said if inside or is_addressed or is_way else False
        elif token.letter not in _JOINING:
            inside = False
    return said


def _without_remark(words: Tokens, at: int) -> int:
    """Where a remark begins that ends before a token: 各区县(市)税务局."""
    if words.kinds[at - 1 : at] != _LETTER["close_bracket"]:
        return at
    return max(0, words.kinds.rfind(_LETTER["open_bracket"], 0, at))


_NAMED = "name own with_all_below whole_region all_levels region organ inside below subordinate each unit of and"
_SUBJECT = over(f"[{DATES} link mark and adverb]*+(?P<who>(?:whole_region?unknown(?=unit))?[{_NAMED}]+)")


def subject(words: Tokens, start: int, end: int, body: Body) -> bool | None:
    """Whether a clause begins with this body (True) or with parts of it (各社区公开信息30条; False), or neither (None).

    How many there are may stand before them (12个村). Other organs are no subject: 政府网站公开信息30条 is said of this
    body. Nor are its departments where they only help (各部门积极配合), but where something of theirs is counted.
    """
    found = _SUBJECT.match(words.kinds, start, end)
    if found is None:
        return None
    all_of_them = _ALL in words.words(*found.span("who"))
    if _LETTER["unit"] in found["who"]:
        # 社区网站 is no community.
        return False if all_of_them or _DOES.match(words.kinds, found.end()) else None
    named = whose(words, *found.span("who"), body)
    if named is False and found["who"][-1] in _PARTS:
        return False  # 全厅系统
    parts = (all_of_them or _BELOW.search(found["who"])) and _COUNTED.match(words.kinds, found.end())
    if named is False and found["who"] == _LETTER["whole_region"] and _RECEIVES.match(words.kinds, found.end()):
        return False
    return named if named or parts else None


_BELOW = over("[below subordinate]organ")
_DOES = over(
    "(?:open_bracket unit close_bracket)?"
    "(?:[link adverb deny receive new accept]|published(?!unknown)|open[info other])"
)
_RECEIVES = over("(?:open_bracket[^close_bracket figure]*close_bracket)?[link adverb]*[receive new accept]")
_COUNTED = over("[^comma stop colon figure]*figure")
_ALL = "各"
_PARTS = frozenset(_LETTER[name] for name in ("below", "subordinate"))
_ORGANS = frozenset(_LETTER[name] for name in ("organ", "region", "inside"))
_CALLED = _ORGANS | {_LETTER["name"]}
_BEFORE_ANOTHER = frozenset(_LETTER[name] for name in ("organ", "region", "unknown"))
_JOINING = frozenset(_LETTER[name] for name in ("each", "and", "link"))


def is_plain(found: Found, clause: Clause) -> bool:
    """Whether the words before a label narrow nothing down."""
    if found.kind in ("applicant", "sum"):
        return True
    pattern = {
        "challenge": _PLAIN_CHALLENGE,
        "denial": _PLAIN_CHALLENGE,
        "came about": _PLAIN_DENIED,
        "document": _PLAIN_DOCUMENT,
        "stock": _PLAIN_STOCK,
        "decision": _PLAIN_DOCUMENT,
        "items": _PLAIN_DOCUMENT,
        "fee": _PLAIN_DOCUMENT,
        "purchase": _PLAIN_DOCUMENT,
        "outcome": _PLAIN_OUTCOME,
    }.get(found.kind, PLAIN)
    return pattern.fullmatch(clause.words.kinds, clause.start, found.label) is not None


def is_plain_outcome(words: Tokens, start: int, end: int) -> bool:
    """Whether words narrow nothing down before an outcome's term, or before a figure whose label follows it."""
    return _PLAIN_OUTCOME.fullmatch(words.kinds, start, end) is not None


def is_over_disclosure(words: Tokens, start: int, end: int) -> bool:
    """Whether words say that what they tell is about disclosure."""
    if _DISCLOSURE.search(words.kinds, start, end):
        return True
    # 不服部分公开答复, but not 不予处理答复, which complaints have as well.
    return any(words.words(*found.span("of")).endswith("公开") for found in _ANSWER.finditer(words.kinds, start, end))
