"""What a figure or a denial claims: patterns over the classes of the words around it.

What belongs here: the patterns, one function for each kind of claim, and whose a figure is. What does not: the words
(`lexicon.toml`), and what runs along a sentence, such as year and topic (`claims`).

A pattern ends at the figure. Every word between the figure and the word that names the claim has to be of a class that
leaves the count alone: an unknown one there (收到涉及征地的申请12件) means another count, so it gives no claim.
"""

import re
from dataclasses import dataclass
from typing import NamedTuple

from gidr_pipeline.extraction.narrative.body import Body
from gidr_pipeline.extraction.narrative.lexicon import REST, Readings, Vocabulary, letters, over
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


@dataclass(frozen=True, slots=True)
class Clause:
    """The words of a figure's clause: tokens `start` to `end` before it, `tail` to `tail_end` behind it."""

    words: Tokens
    start: int
    end: int
    tail: int
    tail_end: int
    zero: bool
    unit: str | None = None

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
_TIME = "this time stock whole part past last next"
_KNOWN = f"{_TIME} own name link finish adverb each and of mark within including excluding to"
_ABOUT = "apply on_request open info case situation work asker asks person organisation any"
_REGION = "whole_region[inside organ region each and link]*+"


def _plain(*names: str) -> re.Pattern[str]:
    return over(f"(?:[{_KNOWN} {' '.join(names)}]|{_REGION})*")


PLAIN = _plain(_ABOUT)
_PLAIN_NAMES = _plain()
_COUNTS = over(f"(?:[{_KNOWN}]|{_REGION})*link+")
_COUNTS_OR_NOTHING = over("[link mark and]*")
_PLAIN_CHALLENGE = _plain(_ABOUT, "cause done happen defendant")
_PLAIN_DOCUMENT = _plain("cause defendant")
_PLAIN_OUTCOME = _plain("done decide tell result respectively cause continue case situation apply on_request info")
_AND_NO = "[and adverb each]*"
_GOES_ON = over("[each adverb link and]")

_ASKER = "[asker asks person organisation and of own any by to]*"
_OBJECT = "(?:[info open of]*[apply on_request][info open apply on_request of case paper situation asks any]*)"
_LINK = "[link of colon each situation]*"
_VERB = "[new receive accept handle done]"
_VERBS = f"(?P<verbs>{_VERB}(?:[and adverb each finish]*{_VERB})*finish*)"

_REQUEST = over(f"{_VERBS}(?P<asker>{_ASKER})(?P<object>{_OBJECT})?{_LINK}$")
_REQUEST_AFTER = over(f"of?(?P<asker>{_ASKER})(?P<object>{_OBJECT})(?=$|[each adverb link and])")
_REQUESTS_ALONE = over(f"(?P<object>{_OBJECT}){_LINK}$")
_DONE_BEHIND = over("[each adverb]*done finish?$")
_FULL = over("[open info on_request]")
_ORGANISATION = over("organisation")
_ANYONE = over("[person asker]")
_PERSON = over("person of?$")


def request(clause: Clause, about_requests: bool) -> Found | None:
    """A count of requests: received, accepted, handled or answered."""
    kinds = clause.words.kinds
    behind = _DONE_BEHIND.match(kinds, clause.tail, clause.tail_end) if about_requests else None
    if behind and _COUNTS_OR_NOTHING.fullmatch(kinds, clause.start, clause.end):
        return Found((("resolved_total",),), clause.end, "request", behind.end() - clause.tail)
    found = _REQUEST.search(kinds, clause.start, clause.end)
    if found is None:
        return None
    asker, asked, after = found["asker"], found["object"] or "", 0
    if not asked:
        if behind := _REQUEST_AFTER.match(kinds, clause.tail, clause.tail_end):
            asker, asked, after = behind["asker"], behind["object"], behind.end() - clause.tail
        elif _says_who(asker) or clause.is_followed:
            return None
    if not (_FULL.search(asked) or about_requests) or _asks_in_part(asker):
        return None
    return Found((_request_readings(found["verbs"], asker),), found.start(), "request", after)


def _says_who(asker: str) -> bool:
    return any(_LETTER[name] in asker for name in ("asker", "person", "organisation"))


def _asks_in_part(asker: str) -> bool:
    """Whether only organisations are named as asking."""
    return _ORGANISATION.search(asker) is not None and _ANYONE.search(asker) is None


def _request_readings(verbs: str, asker: str) -> Readings:
    new, received, accepted, handled, done = (
        _LETTER[name] in verbs for name in ("new", "receive", "accept", "handle", "done")
    )
    readings: list[str] = []
    if new or received:
        readings += ["received"]
    elif accepted:
        readings += ["received", "received_and_carried_in"]
    if done:
        readings += ["resolved_total"]
    if handled and not new:
        readings += ["resolved_total", "received", "received_and_carried_in"]
    if readings == ["received"] and _PERSON.search(asker):
        readings += ["received.natural_person"]
    return tuple(dict.fromkeys(readings))


def requests_alone(clause: Clause) -> Found | None:
    """A count of requests without a verb: 全年政府信息公开申请77件, 共有77件政府信息公开申请."""
    kinds = clause.words.kinds
    behind = _REQUEST_AFTER.match(kinds, clause.tail, clause.tail_end)
    if behind and _FULL.search(behind["object"]) and _COUNTS.fullmatch(kinds, clause.start, clause.end):
        return Found((("received", "received_and_carried_in"),), clause.end, "request", behind.end() - clause.tail)
    found = _REQUESTS_ALONE.search(kinds, clause.start, clause.end)
    if found is None or clause.is_followed or not _FULL.search(found["object"]):
        return None
    if not _PLAIN_NAMES.fullmatch(kinds, clause.start, found.start()):
        return None
    return Found((("received", "received_and_carried_in"),), found.start(), "request")


_SUM = over("[adverb cause]*link+[of info open apply on_request case situation]*")


def is_sum(clause: Clause) -> bool:
    """Whether the clause only adds up what was counted before it (共计18件)."""
    return _SUM.fullmatch(clause.words.kinds, clause.start, clause.end) is not None and not clause.is_followed


_GOING_ON = "[continue handle done of]*"
_UNDONE = "[of left_over will adverb info open apply on_request case situation]*"
_CARRIED_IN = over(
    f"last{_UNDONE}carry(?:to?this)?{_GOING_ON}(?:{_OBJECT})?{_LINK}$|carry to?last{_GOING_ON}(?:{_OBJECT})?{_LINK}$"
)
_CARRIED_OUT = over(f"[will adverb]*carry to?next{_GOING_ON}(?:{_OBJECT})?{_LINK}$")
_CARRIED_AFTER = over(f"{_UNDONE}carry to?next{_GOING_ON}$")
_CARRIED_ON = over(f"to?next{_GOING_ON}$")
_CARRY_LAST = over("[will adverb]*carry adverb*$")
_LEFT = over("[left_over adverb link of will]*$")
_NO_CARRY = over(
    f"(?:(?P<out>next carry|carry to?next)|last{_UNDONE}carry){_GOING_ON}"
    f"(?P<object>{_OBJECT})?[case situation happen]*{_AND_NO}"
)


def carried(clause: Clause) -> Found | None:
    """Requests carried over from the year before, or to the year after."""
    kinds = clause.words.kinds
    if found := _CARRIED_OUT.search(kinds, clause.start, clause.end):
        return Found((("carried_out",),), found.start(), "carried")
    verb = _CARRY_LAST.search(kinds, clause.start, clause.end)
    left = verb or _LEFT.search(kinds, clause.start, clause.end)
    before = left.start() if left else clause.end
    behind = (_CARRIED_ON if verb else _CARRIED_AFTER).match(kinds, clause.tail, clause.tail_end)
    if behind and PLAIN.fullmatch(kinds, clause.start, before):
        return Found((("carried_out",),), before, "carried", behind.end() - clause.tail)
    if found := _CARRIED_IN.search(kinds, clause.start, clause.end):
        return Found((("carried_in",),), found.start(), "carried")
    return None


_ANSWER = "[done decide apply info of]*"
_OUTCOME = over(f"(?P<term>outcome){_ANSWER}{_LINK}$")
_LINE = over(f"(?P<term>line){_ANSWER}{_LINK}$")
_REASON = over("[within and adverb]*cause")


def outcome(clause: Clause, words: Vocabulary) -> Found | None:
    """Requests by their outcome, in the form's own terms, or in its words for the reason."""
    kinds = clause.words.kinds
    after = is_plain_outcome(clause.words, clause.start, clause.end)
    start, end = (clause.tail, clause.tail_end) if after else (clause.start, clause.end)
    taken = end - start if after else 0
    found = _OUTCOME.search(kinds, start, end)
    if found is None:
        line = _LINE.search(kinds, start, end)
        if line is None or not is_plain_outcome(clause.words, start, line.start()):
            return None
        (code,) = clause.words.codes(line.start("term"), line.end("term"), _LETTER["line"])
        return Found(((f"{code}.total",),), clause.start, "outcome", taken)
    (term,) = clause.words.codes(found.start("term"), found.end("term"), _LETTER["outcome"])
    if is_plain_outcome(clause.words, start, found.start()):
        return Found(((term,),), clause.start if after else found.start(), "outcome", taken)
    told = [
        code
        for name in ("reason", "line")
        for code in clause.words.codes(start, found.start(), _LETTER[name])
        if words.group_of.get(code) == term
    ]
    if len(told) != 1 or not _REASON.match(kinds, start, found.start()):
        return None
    also = (term,) if kinds.find(_LETTER["such"], start, found.start()) >= 0 else ()
    return Found(((f"{told[0]}.total", *also),), clause.start, "outcome", taken)


def is_plain_outcome(words: Tokens, start: int, end: int) -> bool:
    """Whether words narrow nothing down before an outcome's term, or before a figure whose label follows it."""
    return _PLAIN_OUTCOME.fullmatch(words.kinds, start, end) is not None


_APPLICANT = over(
    "[within by link and colon including asker asks cause mark]*(?P<who>person|applicant|organisation)"
    f"[asks of cause work]*(?:{_OBJECT})?{_LINK}"
)


def applicant(clause: Clause, listed: frozenset[str]) -> str | None:
    """The applicant that a figure in a list by applicants is for. `listed` are those that the list has named before."""
    kinds = clause.words.kinds
    found = _APPLICANT.fullmatch(kinds, clause.start, clause.end)
    if found is None and is_plain_outcome(clause.words, clause.start, clause.end):
        found = _APPLICANT.fullmatch(kinds, clause.tail, clause.tail_end)
    if found is None:
        return None
    who = clause.words.items[found.start("who")]
    if found["who"] == _LETTER["person"]:
        return "natural_person"
    code = who.code or (REST if clause.words.text[who.start] == "其" else None)
    return code if code != REST or listed - {REST, "natural_person"} else None


_KIND = "[reconsideration litigation]"
_CASE = "[case situation apply link of]*+"
_CAUSE = (
    "[cause info open apply on_request by done case situation work of and own name asker asks person organisation"
    " happen any adverb to]*+"
)
_CHALLENGE = over(
    f"(?P<kinds>{_KIND}{_CASE}(?:{_CAUSE}{_KIND}{_CASE})*)(?P<share>[respectively each link happen colon adverb]*)$"
)
_CHALLENGE_AFTER = over(f"{_CAUSE}(?P<kinds>{_KIND}){_CASE}$")
_BY_WAY = "[cause happen adverb]*$"
_DIRECT = over(f"direct{_BY_WAY}")
_AFTERWARDS = over(f"afterwards{_BY_WAY}")
_LAWSUIT = over(f"(?P<lawsuit>lawsuit)[of litigation case]*{_LINK}$")
_NO_CHALLENGE = over(f"(?:{_CAUSE}{_KIND}[case situation work apply such happen of]*+)+{_AND_NO}")
_LISTED = over(f"{_OBJECT}and$")
"""Requests named before the challenges in one list (依申请公开、行政复议、行政诉讼均为0件)."""
_DISCLOSURE = over(
    "on_request|info of?open|apply of?open|open of?[apply done reconsideration litigation]|info of?apply"
)
_CODES = {_LETTER["reconsideration"]: "reconsideration", _LETTER["litigation"]: "litigation"}


def challenge(clause: Clause, about_requests: bool) -> Found | None:
    """Reconsiderations and lawsuits over disclosure."""
    kinds = clause.words.kinds
    if lawsuit := _LAWSUIT.search(kinds, clause.start, clause.end):
        (code,) = clause.words.codes(lawsuit.start(), lawsuit.start() + 1, _LETTER["lawsuit"])
        return Found(((f"{code}.total",),), lawsuit.start(), "challenge")
    found = _CHALLENGE.search(kinds, clause.start, clause.end)
    after = 0
    label = found.start() if found else clause.end
    if found is None and (found := _CHALLENGE_AFTER.match(kinds, clause.tail, clause.tail_end)):
        after = found.end() - clause.tail
    if found is None:
        return None
    # Who receives a reconsideration (收到行政复议) may be its judge, unless the clause says what it is about.
    received = kinds[label - 1 : label] == _LETTER["receive"] and label > clause.start
    over_disclosure = is_over_disclosure(clause.words, clause.start, clause.tail_end)
    if not over_disclosure and (received or not (about_requests or clause.zero)):
        return None
    named = _kinds_in(found["kinds"])
    if clause.zero and not after and (listed := _LISTED.search(kinds, clause.start, label)):
        return Found(((("received",), *named)), listed.start(), "challenge")
    if named == (("litigation",),):
        for pattern, line in ((_DIRECT, "litigation_direct"), (_AFTERWARDS, "litigation_after_reconsideration")):
            if special := pattern.search(kinds, clause.start, label):
                return Found(((f"{line}.total",),), special.start(), "challenge", after)
    share = found.groupdict().get("share") or ""
    if _LETTER["respectively"] in share and len(named) > 1 and clause.tail == clause.tail_end:
        named = tuple(sorted(named, key=lambda kind: found["kinds"].rindex(_LETTER[kind[0]])))
        return Found(named[:1], label, "challenge", then=named[1:])
    if len(named) > 1 and not clause.zero and _LETTER["each"] not in share:
        return None
    return Found(named, label, "challenge", after)


def is_over_disclosure(words: Tokens, start: int, end: int) -> bool:
    """Whether words say that what they tell is about disclosure."""
    return _DISCLOSURE.search(words.kinds, start, end) is not None


def _kinds_in(kinds: str) -> tuple[Readings, ...]:
    return tuple((claim,) for letter, claim in _CODES.items() if letter in kinds)


_DOCUMENT = over(f"(?P<verb>made)?of?document_kind*(?P<document>document)of?(?P<then>made)?{_LINK}$")
_BARE_VERB = over(f"[{_TIME} and adverb mark]*(?P<verb>made){_LINK}")
_DOCUMENT_AFTER = over("document_kind*(?P<document>document)$")
_LIST_HEAD = over("(?P<document>document)situation*colon$")
_ONLY_LINKS = over("[and link adverb]*")


def document(clause: Clause, words: Vocabulary, measure: str | None, item: str | None) -> Found | None:
    """Rules and normative documents issued, repealed or in force.

    `measure` and `item` are the code of the verb and of the document of the figure just before, which a list does not
    repeat.
    """
    kinds, items = clause.words.kinds, clause.words.items
    after = 0
    found = _DOCUMENT.search(kinds, clause.start, clause.end)
    if found:
        if found["verb"] and found["then"]:
            return None
        verb = next((items[found.start(name)].code for name in ("verb", "then") if found[name]), None)
        if verb is None and not _ONLY_LINKS.fullmatch(kinds, clause.start, found.start()):
            return None
        verb, code, label = verb or measure, items[found.start("document")].code, found.start()
    elif item and clause.tail == clause.tail_end and (found := _BARE_VERB.fullmatch(kinds, clause.start, clause.end)):
        verb, code, label = items[found.start("verb")].code, item, found.start("verb")
    elif (behind := _DOCUMENT_AFTER.match(kinds, clause.tail, clause.tail_end)) and (
        made := clause.words.codes(clause.start, clause.end, _LETTER["made"])
    ):
        label = kinds.rindex(_LETTER["made"], clause.start, clause.end)
        verb, code, after = made[-1], items[behind.start("document")].code, behind.end() - clause.tail
    else:
        return None
    return _document(words, code, verb, label, after)


def _document(words: Vocabulary, code: str | None, verb: str | None, label: int, after: int = 0) -> Found | None:
    readings = words.keep(f"{code}.{column}" for column in (verb or "").split())
    return Found((readings,), label, "stock" if verb == "in_force" else "document", after) if readings else None


def item_of_list(words: Tokens, start: int, end: int) -> str | None:
    """The document that a list is about: 规范性文件：制发5件，废止2件."""
    found = _LIST_HEAD.search(words.kinds, start, end)
    return words.items[found.start("document")].code if found else None


_DECISION = over(f"[adverb cause]*(?P<row>row)[link of cause adverb]*[handle decide]*decide{_LINK}$")
_PUBLISHED = over("[published open]")
_FEE = over("fee_word*(?P<row>fee)[fee_word link of colon]*$")


def decision(clause: Clause) -> Found | None:
    """Decisions taken in the year, unless the sentence so far is about publishing them."""
    found = _DECISION.search(clause.words.kinds, clause.start, clause.end)
    if found is None or _PUBLISHED.search(clause.words.kinds, 0, clause.end):
        return None
    return Found(((f"{clause.words.items[found.start('row')].code}.decisions",),), found.start(), "decision")


def fee(clause: Clause) -> Found | None:
    """Fees collected in the year, in the form's unit."""
    found = _FEE.search(clause.words.kinds, clause.start, clause.end)
    if found is None:
        return None
    return Found(((f"{clause.words.items[found.start('row')].code}.amount_10k_yuan",),), found.start(), "decision")


_NONE = over("deny[adverb of]*[happen receive accept cause link]*")
_NO_REQUEST = over(
    f"(?:and{_VERB}|[any cause adverb of])*(?P<asker>{_ASKER})(?P<object>{_OBJECT})"
    f"[of case paper situation happen link]*{_AND_NO}"
)
_NONE_LISTED = over(f"{_OBJECT}and{_KIND}")
_CERTAIN = ("没有", "不存在")
_NO_DOCUMENT = over(
    f"(?:(?P<verb>made)[of and document_kind]*(?:document and?)*document|(?:document and?)*document of?(?P<then>made))"
    f"{_AND_NO}"
)


def denial(clause: Clause, about_requests: bool, vocabulary: Vocabulary) -> Found | None:
    """What the words after 未发生, 无 … say that there was none of; `label` is where what is denied begins.

    The clause ends where the denial begins, and its tail is what is denied.
    """
    words, start, until = clause.words, clause.end, clause.tail_end
    kinds = words.kinds
    found = _NONE.match(kinds, start, until)
    if found is None:
        return None
    over_disclosure = is_over_disclosure(words, clause.start, until)
    for what in range(found.end(), start, -1):
        asked = _NO_REQUEST.fullmatch(kinds, what, until)
        if asked and _FULL.search(asked["object"]) and not _asks_in_part(asked["asker"]):
            return Found((("received",),), what, "denial")
        received = _LETTER["receive"] in kinds[start:what]
        certain = (_LETTER["happen"] in kinds[start:what] or words.words(start, start + 1) in _CERTAIN) and not received
        if (about_requests or over_disclosure or certain) and _NO_CHALLENGE.fullmatch(kinds, what, until):
            listed: tuple[Readings, ...] = (("received",),) if _NONE_LISTED.match(kinds, what, until) else ()
            return Found((*listed, *_kinds_in(kinds[what:until])), what, "denial")
        carry = _NO_CARRY.fullmatch(kinds, what, until)
        if carry and (about_requests or _FULL.search(carry["object"] or "") or not carry["object"]):
            return Found((("carried_out" if carry["out"] else "carried_in",),), what, "denial")
        made = _NO_DOCUMENT.fullmatch(kinds, what, until)
        if made:
            verb = words.items[made.start("verb" if made["verb"] else "then")].code
            found_all = [
                _document(vocabulary, code, verb, what) for code in words.codes(what, until, _LETTER["document"])
            ]
            return Found(tuple(each.claims[0] for each in found_all if each), what, "denial")
    return None


def whose(words: Tokens, start: int, end: int, body: Body) -> bool | None:
    """Whether the words before a label name this body (True), another or a part of it (False), or none (None)."""
    said, inside = None, False
    for token in words.items[start:end]:
        if token.letter == _LETTER["whole_region"]:
            said, inside = body.governs(token.code or "", words.text[token.start]), True
        elif token.letter in (_LETTER["own"], _LETTER["name"]):
            said, inside = True, False
        elif token.letter == _LETTER["below"]:
            said = False
        elif token.letter in _ORGANS:
            said = said if inside else False
        elif token.letter not in _JOINING:
            inside = False
    return said


_ORGANS = frozenset(_LETTER[name] for name in ("organ", "region", "inside"))
_JOINING = frozenset(_LETTER[name] for name in ("each", "and", "link"))


def is_plain(words: Tokens, found: Found, start: int) -> bool:
    """Whether the words before a label, from `start` on, narrow nothing down."""
    pattern = {
        "challenge": _PLAIN_CHALLENGE,
        "denial": _PLAIN_CHALLENGE,
        "document": _PLAIN_DOCUMENT,
        "stock": _PLAIN_DOCUMENT,
        "decision": _PLAIN_DOCUMENT,
        "outcome": _PLAIN_OUTCOME,
    }.get(found.kind, PLAIN)
    return pattern.fullmatch(words.kinds, start, found.label) is not None
