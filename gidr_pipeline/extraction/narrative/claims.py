"""The figures that a report's prose states about the report's own tables.

What belongs here: deciding which figures and denials of a sentence are claims. What does not: finding sentences and
figures (`sentences`), what a clause says (`grammar`, `challenges`,
`documents`), of which year and body (`context`, `body`), and whether it agrees with a
table (`reconciliation`).

A figure that is not told for certain is no claim: a false alarm costs more than a misprint that goes unseen.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from gidr_pipeline.extraction.model import Claim, Span
from gidr_pipeline.extraction.narrative import challenges, documents, grammar
from gidr_pipeline.extraction.narrative.body import Body
from gidr_pipeline.extraction.narrative.clause import Clause, Found, last_clause
from gidr_pipeline.extraction.narrative.context import Context, is_a_share, is_denied, is_exact
from gidr_pipeline.extraction.narrative.sentences import Figure, Sentence, sentences
from gidr_pipeline.extraction.narrative.words import Readings, Vocabulary, code_in, vocabulary
from gidr_pipeline.forms import Form

_DENIAL = re.compile(
    r"(?P<deny>(?:未(?!经复议)|没有|没|无(?!法|正当)|不存在)(?:再)?"
    r"(?:发生|收到|接到|接收到?|出现|产生|引发|引起|受理|涉及|存在|有)?)"
    r"(?P<what>[^,.;。:()未无没]{2,60}?)(?=[,.;。:()]|、?[也亦均]?[未无没]|$)"
)
_REMARK = re.compile(r"\([^()]*\)$")
_CARRIED_WITHIN = re.compile(
    r"(?:(?<!不)(?:含|包含|包括)|其中)[^;。]{0,25}?(?:(?:上一?年|去年|20\d\d年)度?[^,;。]{0,6}(?:结转|转入|未办结)"
    r"|新[收增][^;。]{0,12},结转\d)|^\((?:其中:?)?(?:本年度?|当年)?新[收增][^)]*结转\d"
)
_OTHER_COUNTING = re.compile(
    r"同意公开|不属于本|非本机关|信息不存在|更改补充|已主动公开|主动公开\d|主动公开范围|其他途径|非政府信息"
)
_NOT_ALL = re.compile("本级|例如|比如")
# Whether a revised document counts as issued is not for the prose to tell.
_REVISED = re.compile("修[改订]")
_ON_TIME = re.compile("按[时期]|如期|及时|时限内|期限内|时间内")
_HANDLES = re.compile("收到|收文|接到|受理|办理|办结|处理|答复|回复|登记|承办|立案|审结|转办")
_IN_ITEMS = re.compile(r"申请(?:公开)?的?(?:政府)?信息\d+[条项]|依?申请公开\d+[条项]")
_JOINED = re.compile("[和与及]?")
_OPENS_A_LIST = re.compile("其中|包括|[应需][办答]|[从按][^,]*[看分]")
_ASPECT = re.compile(r"([^,;:。()]{2,12})方面[,:]")
_GOVERNED = re.compile("(?:办理|办结|处理|答复|完成).*(?:结转|转入)")
_TIMES_TEN_THOUSAND = {"元": Decimal("0.0001"), "万元": Decimal(1), "亿元": Decimal(10000)}


def read_claims(
    text: str, prose: Sequence[Span], report_year: int | None, agency: str | None, form: Form
) -> tuple[Claim, ...]:
    """The claims of a report's prose, sorted by place, each mention once for each claim.

    `text` is the normalised text, whose offsets are those of the decoded one, `prose` the parts of it that are not
    tables. Only claims that the form has a sum or a cell for are given, and only of `report_year`.
    """
    words, body = vocabulary(form), Body.of(agency)
    claims: dict[tuple[int, str], Claim] = {}
    for part in prose:
        for sentence, before in sentences(text, part):
            for claim in _Reader(sentence, before, Context(report_year), body, words).claims():
                claims.setdefault((claim.span.start, claim.claim), claim)
    return tuple(sorted(claims.values(), key=lambda claim: (claim.span.start, claim.span.end)))


@dataclass(slots=True)
class _Reader:
    """Reads one sentence from left to right, keeping what a later figure takes from an earlier one."""

    sentence: Sentence
    before: str
    """The sentence before it, without white space."""
    context: Context
    body: Body
    words: Vocabulary
    own: bool = True
    lines: list[tuple[Readings, Decimal]] = field(default_factory=list)
    """The lines that figures by applicant may divide, with their figures, the latest first."""
    listed: frozenset[str] = frozenset()
    counts: dict[str, Decimal] = field(default_factory=dict)
    """The figures of this sentence so far, by claim."""
    kinds: tuple[str, ...] = ()
    """What the figures of this sentence were so far, an empty word for one that claimed nothing."""
    latest: tuple[str, ...] = ()
    units: frozenset[str | None] = frozenset()
    """The units in which this sentence counts requests."""
    taken: int = 0
    """How many characters after the latest figure are its label, and so no part of the next one's."""
    due: tuple[Readings, ...] = ()
    """What the next figures claim, where one label was for several."""
    document: tuple[str, str] | None = None
    """Item and measure word of the document figure just before."""

    def claims(self) -> Iterator[Claim]:
        words = self.sentence.words
        found: list[Figure | re.Match[str]] = [*self.sentence.figures(), *_DENIAL.finditer(words)]
        places = [(one.start, one.end) if isinstance(one, Figure) else one.span() for one in found]
        order = sorted(range(len(found)), key=lambda number: places[number][0])
        if found:
            self.context.advance(self.before)
            self.context.next_sentence()
        since = 0
        for position, number in enumerate(order):
            one, (start, end) = found[number], places[number]
            if start < since:
                continue
            if isinstance(one, Figure):
                following = next((places[n][0] for n in order[position + 1 :] if places[n][0] >= end), len(words))
                yield from self._figure(one, words[since:start], words[end:following])
            else:
                claims = list(self._denial(one, words[since:start]))
                if not claims:
                    continue
                yield from claims
            since = end + self.taken

    def _figure(self, figure: Figure, lead: str, tail: str) -> Iterator[Claim]:
        value = figure.value
        about = self._topic(lead)
        remark = _REMARK.search(lead)
        words = lead[: remark.start()] if remark else lead
        clause = Clause.around(words, tail, value, figure.unit)
        found = self._found(clause, figure.start, about == "requests")
        label = len(clause.lead) - len(found.before) if found and clause.lead.startswith(found.before) else 0
        self.context.advance(lead[: len(lead) - label] if not remark else words[: len(words) - label])
        self.context.about = about
        claims = found.claims if found and self._holds(found, lead, clause) and is_exact(words, tail) else ()
        self.taken = len(clause.tail) if found and found.after else 0
        if found and found.kind in ("challenge", "request"):
            self.context.about = "requests"
        if found and found.kind == "request":
            around = (remark[0] if remark else "") + self.sentence.words[figure.end :]
            claims = self._among(claims, lead, around, value)
        if self.context.about == "requests" and self._leaves_topic(found, lead, clause):
            self.context.about = None
        self._keep(found, claims, value, clause)
        value *= _TIMES_TEN_THOUSAND.get(figure.unit or "", Decimal(1))
        for readings in claims:
            yield from self._claim(readings, value, figure.unit, (figure.start, figure.digits_end))

    def _topic(self, lead: str) -> str | None:
        """What the words before a figure are about; 政务服务方面 opens a topic that nobody listed."""
        named = self.context.names_topic(lead)
        if named is None and (aspect := _ASPECT.match(lead)) and not self.body.leaves_plain(aspect[1]):
            return None
        return named or self.context.about

    def _found(self, clause: Clause, start: int, about_requests: bool) -> Found | None:
        if clause.unit in _TIMES_TEN_THOUSAND:
            return documents.fee(clause, self.words)
        if self.due and _JOINED.fullmatch(clause.lead):
            return Found(self.due[:1], "", "challenge", then=self.due[1:])
        if self.lines and (code := grammar.applicant(clause, self.words, self.listed)):
            return self._divided(code, clause.value)
        if grammar.is_sum(clause) and set(self.latest) == {"received", "carried_in"}:
            return Found((("received_and_carried_in",),), "", "sum")
        earlier = self.sentence.words[:start]
        item, measure = self.document or (self._item_of_list(earlier, clause), None)
        over = (about_requests or clause.zero) and challenges.is_over_disclosure(earlier)
        over = over or (about_requests and clause.zero) or challenges.is_their_heading(self.before)
        return (
            challenges.challenge(clause, self.words, over)
            or (grammar.carried(clause, self.context.report_year) if about_requests else None)
            or (grammar.outcome(clause, self.words) if about_requests and self._counts_requests(clause) else None)
            or grammar.request(clause, about_requests)
            or documents.document(clause, self.words, measure, item)
            or documents.decision(clause, self.words, earlier)
        )

    def _item_of_list(self, earlier: str, clause: Clause) -> str | None:
        """The document that a list is about: 规范性文件：制发5件，废止2件."""
        head = earlier.removesuffix(clause.lead)
        named = self.words.documents.fullmatch(last_clause(head)) if head.endswith(":") else None
        return code_in(named) if named else None

    def _divided(self, code: str, value: Decimal) -> Found | None:
        """A figure by applicant, of the line before it or of one before that; it can't be more than its line."""
        if value > self.lines[0][1]:
            return None
        self.listed |= {code}
        self.lines = [(rows, figure) for rows, figure in self.lines if value <= figure]
        return Found((tuple(f"{row}.{code}" for rows, _ in self.lines for row in rows),), "", "applicant")

    def _counts_requests(self, clause: Clause) -> bool:
        """Whether the unit is one for requests; 条 and 项 are for information as a rule."""
        return clause.unit not in ("条", "项") or clause.unit in self.units or _IN_ITEMS.search(self.before) is not None

    def _holds(self, found: Found, lead: str, clause: Clause) -> bool:
        """Whether the figure is this body's, of this year, and of all that the label names."""
        named = self.body.speaks_of_itself(found.before)
        self.own = self.own if named is None else named
        whole = self.sentence.words
        if not self.own or is_a_share(found.before) or is_denied(found.before) or _NOT_ALL.search(whole):
            return False
        if not self.context.covers(found.kind, lead) or not self._is_plain(found):
            return False
        first = found.claims[0][0]
        if found.kind == "document":
            return _REVISED.search(whole) is None
        if found.kind == "outcome":
            # A repeated request is one among those received, unless outcomes are being told.
            told = "不予处理" in whole or self.kinds[-1:] == ("outcome",)
            return _OTHER_COUNTING.search(whole) is None and (told or not first.startswith("unprocessed_"))
        if first == "resolved_total":
            return "其中" not in lead and not (_ON_TIME.search(clause.lead) and "延期" in whole)
        if found.kind == "request":
            # What is accepted of what was received is a part of it, and so is what 办结 before a list governs.
            accepted = "received_and_carried_in" in found.claims[0] and self.counts.get("received", clause.value)
            return self.kinds[-1:] != ("governed",) and accepted in (False, clause.value)
        if first == "carried_in" and self.latest[-1:] == ("resolved_total",):
            return re.search("含|包括|其中", clause.lead) is None
        return True

    def _is_plain(self, found: Found) -> bool:
        """Whether only known words stand before a label that does not itself say what is counted."""
        if found.kind not in ("request", "carried", "challenge", "denial"):
            return True
        return self.body.leaves_plain(found.before, challenge=found.kind in ("challenge", "denial"))

    def _leaves_topic(self, found: Found | None, lead: str, clause: Clause) -> bool:
        """Whether the figure counts something else, so that a bare 办结 after it is no longer about requests."""
        if self.context.when == "other" or clause.unit in _TIMES_TEN_THOUSAND:
            return False
        opens = not self.kinds and not _OPENS_A_LIST.search(lead)
        if is_a_share(lead) or _OTHER_COUNTING.search(lead):
            return opens and "申请" not in lead and _HANDLES.search(clause.lead) is not None
        if found:
            return not self._is_plain(found)
        if challenges.is_over_disclosure(clause.lead):
            return False
        if _HANDLES.search(clause.lead):
            return True
        known = self.words.applicant.fullmatch(clause.lead) or self.context.names_topic(lead) == "requests"
        return opens and not known and not grammar.is_plain(clause.lead)

    def _among(self, claims: tuple[Readings, ...], lead: str, after: str, value: Decimal) -> tuple[Readings, ...]:
        """The readings of a count of requests that the words around it add."""
        if not claims:
            return ()
        (readings,) = claims
        takes_in = readings[0] == "received" or "received_and_carried_in" in readings
        if takes_in and "新" not in last_clause(lead) and _CARRIED_WITHIN.search(after[:60]):
            readings = ("received_and_carried_in", *readings)
        if readings[0] == "resolved_total" and self.counts.get("received") == value:
            readings = (*readings, "received")
        return (tuple(dict.fromkeys(readings)),)

    def _keep(self, found: Found | None, claims: tuple[Readings, ...], value: Decimal, clause: Clause) -> None:
        """Remember what a later figure in the sentence may take from this one."""
        kind = found.kind if found and claims else "governed" if _GOVERNED.search(clause.lead) else ""
        self.kinds = (*self.kinds, kind)
        self.due = found.then if found and claims else ()
        first = claims[0] if claims else ()
        if kind in ("request", "carried", "outcome", "sum"):
            rows = tuple(reading.removesuffix(".total") for reading in first)
            earlier = self.lines if not self.listed else []
            self.lines = [(rows, value), *earlier] if all(row in self.words.lines for row in rows) else []
            self.listed = frozenset()
            self.counts.setdefault(first[0], value)
            self.latest = (*self.latest[-1:], first[0])
            self.units |= {clause.unit}
        elif kind != "applicant":
            self.lines = []
        if kind in ("document", "stock"):
            self.document = first[0].split(".")[0], documents.verb_in(clause.lead) or (self.document or ("", ""))[1]
        else:
            self.document = None

    def _denial(self, match: re.Match[str], lead: str) -> Iterator[Claim]:
        about = self._topic(lead)
        before = last_clause(lead)
        what = match["what"]
        claims = (
            challenges.no_challenges(what, about == "requests")
            or grammar.no_requests(what)
            or documents.no_documents(what, self.words)
        )
        if not claims:
            return
        self.context.advance(lead)
        found = Found(claims, before, "denial")
        if self._holds(found, lead, Clause(before, "", Decimal(0), None)):
            for readings in claims:
                yield from self._claim(readings, Decimal(0), None, match.span("deny"))

    def _claim(self, readings: Readings, value: Decimal, unit: str | None, place: tuple[int, int]) -> Iterator[Claim]:
        # A warehouse value has fourteen digits and four decimals.
        fits = value < 10**14 and value == round(value, 4)
        if fits and (known := self.words.keep(readings)):
            yield Claim(known[0], value, unit, self.sentence.span_of(*place), self.sentence.span, known)
