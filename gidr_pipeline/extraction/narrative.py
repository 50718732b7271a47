"""The figures that a report's prose states about the report's own tables.

What belongs here: finding sentences, figures and denials, keeping their places, and deciding which of them are claims.
What does not: what a clause says (`narrative_grammar`), of which year and body (`narrative_context`), and whether it
agrees with a table (`reconciliation`).

A figure that is not told for certain is no claim: a false alarm costs more than a misprint that goes unseen.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from gidr_pipeline.extraction import narrative_grammar as grammar
from gidr_pipeline.extraction.model import Claim, Span
from gidr_pipeline.extraction.narrative_context import Body, Context, is_a_share, is_denied, is_exact
from gidr_pipeline.extraction.narrative_words import Readings, Vocabulary, vocabulary
from gidr_pipeline.forms import Form

_MARK = r"(?:#|[-*]\s|\([一二三四五六七八九十\d]{1,3}\)|[一二三四五六七八九十]{1,2}、|\d{1,2}[.、](?!\d))"
_SENTENCE = re.compile(
    # A heading on a line of its own, or else whatever ends with a full stop; the end of a line alone ends nothing.
    rf"\s*(?:#[^\n]*|{_MARK}[^\n。,，;；:：\d]{{0,40}})(?=\n)"
    rf"|\s*(?:[^。！？!?\n]+|\n(?![^\S\n]*{_MARK}))+[。！？!?]*|\s*[。！？!?]+"
)
_LONGEST = 2000
"""What is longer without a full stop is no sentence, but a table that has lost its shape."""
_TOPIC = re.compile(
    "申请|复议|诉讼|起诉|规范性文件|规章|行政许可|行政处罚|行政强制|事业性收费|结转|办结|答复|受理|以公开|部分公开|不予|无法提供"
)
_COUNTED = re.compile(
    r"\d\s*[件宗份起例条项万元,;。)、，；）]|[零〇一二两三四五六七八九十百千]\s*[件宗份起例条项,;。)、，；）]|[未没无]|不存在"
)

_KEPT = re.compile("[^\\s\u200b\"'“”„‘’「」『』*#_`]+")
_PLAIN = str.maketrans("，；：（）？！—–～０１２３４５６７８９", ",;:()。。---0123456789")
_WIDE = re.compile("[，；：（）？！—–～０-９]")
_TITLES = re.compile("《[^》]*》|〔[^〕]*〕|〈[^〉]*〉")

_NUMERAL = "零〇一二两三四五六七八九十百千"
_DIGIT = frozenset("0123456789０１２３４５６７８９" + _NUMERAL)
_FIGURE = re.compile(
    r"(?<![\d.第])(?<!\d )(?<!\d[-~至到/])(?P<number>\d{1,3}(?:,\d{3})+(?![,\d])|\d+(?:\.\d+)?)"
    r"(?:(?P<unit>件次|件|宗|份|起|例|条|项|万元|元)|(?=[,;。)、]))"
    rf"|(?<![几数上每第同任某逐成何约近余{_NUMERAL}])(?P<words>[{_NUMERAL}]+)"
    r"(?:(?P<counter>件|宗|份|起|例|条|项)(?!事)|(?<=零)(?=[,;。)、]))"
)
_DENIAL = re.compile(
    r"(?P<deny>(?:未(?!经复议)|没有|没|无(?!法|正当)|不存在)(?:再)?"
    r"(?:发生|收到|接到|接收到?|出现|产生|引发|引起|受理|涉及|存在|有)?)"
    r"(?P<what>[^,.;。:()未无没]{2,60}?)(?=[,.;。:()]|、?[也亦均]?[未无没]|$)"
)
_CLAUSE_END = re.compile(r"[,;:()。]")
_TAIL_END = re.compile(r"[,;:()。、]")
_REMARK = re.compile(r"\([^()]*\)$")
_CARRIED_WITHIN = re.compile(
    r"(?:含|包括|包含|其中)[^;。\d]{0,25}?(?:上一?年|去年|20\d\d年)度?[^,;。]{0,6}(?:结转|转入)"
)
_OTHER_COUNTING = re.compile(
    r"同意公开|不属于本|非本机关|信息不存在|更改补充|已主动公开|主动公开\d|主动公开范围|其他途径|非政府信息"
)
_PART_OF_BODY = re.compile("本级")
# Whether a revised document counts as issued is not for the prose to tell.
_REVISED = re.compile("修[改订]")
_ON_TIME = re.compile("按[时期]|如期|及时")


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
        before = part.start, part.start
        for found in _SENTENCE.finditer(text, part.start, part.end):
            place, earlier, before = found.span(), before, found.span()
            if found.end() - found.start() > _LONGEST:
                continue
            if not _TOPIC.search(text, *place) or not _COUNTED.search(text, *place):
                continue
            reader = _Reader(_Sentence.of(text, *place), Context(report_year), body, words)
            for claim in reader.claims("".join(text[slice(*earlier)].split())):
                claims.setdefault((claim.span.start, claim.claim), claim)
    return tuple(sorted(claims.values(), key=lambda claim: (claim.span.start, claim.span.end)))


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence without white space, quotation marks and markup, and the place in the text of each character left."""

    words: str
    places: list[int]
    span: Span

    @classmethod
    def of(cls, text: str, start: int, end: int) -> "_Sentence":
        words: list[str] = []
        places: list[int] = []
        for kept in _KEPT.finditer(text, start, end):
            # Digits that stood apart are two numbers, or one that was damaged; joined they would be a third.
            if words and words[-1][-1] in _DIGIT and kept[0][0] in _DIGIT:
                words.append(" ")
                places.append(kept.start() - 1)
            words.append(kept[0])
            places.extend(range(kept.start(), kept.end()))
        joined = "".join(words)
        if _WIDE.search(joined):
            joined = joined.translate(_PLAIN)
        joined = _TITLES.sub(lambda title: "□" * len(title[0]), joined)
        return cls(joined, places, Span(places[0], places[-1] + 1) if places else Span(start, end))

    def span_of(self, start: int, end: int) -> Span:
        return Span(self.places[start], self.places[end - 1] + 1)


@dataclass(slots=True)
class _Reader:
    """Reads one sentence from left to right, keeping what a later figure takes from an earlier one."""

    sentence: _Sentence
    context: Context
    body: Body
    words: Vocabulary
    own: bool = True
    line: Readings = ()
    """The readings of the line that figures by applicant divide, empty where there is none."""
    listed: frozenset[str] = frozenset()
    counts: dict[str, Decimal] = field(default_factory=dict)
    """The figures of this sentence so far, by claim."""
    latest: tuple[str, ...] = ()
    taken: int = 0
    """How many characters after the latest figure are its label, and so no part of the next one's."""
    document: tuple[str, str] | None = None
    """Item and measure word of the document figure just before."""

    def claims(self, before: str) -> Iterator[Claim]:
        """The claims of the sentence, `before` being the sentence before it without white space."""
        words = self.sentence.words
        figures = [*_FIGURE.finditer(words), *_DENIAL.finditer(words)]
        figures.sort(key=lambda match: match.start())
        if figures:
            self.context.advance(before)
            self.context.next_sentence()
        since = 0
        for number, match in enumerate(figures):
            if match.start() < since:
                continue
            following = next((m.start() for m in figures[number + 1 :] if m.start() >= match.end()), len(words))
            if match.re is _DENIAL:
                claims = list(self._denial(match, words[since : match.start()]))
                if not claims:
                    continue
                yield from claims
            else:
                yield from self._figure(match, words[since : match.start()], words[match.end() : following])
            since = match.end() + self.taken

    def _figure(self, match: re.Match[str], lead: str, tail: str) -> Iterator[Claim]:
        value, unit = _value(match), match["unit"] or match["counter"]
        about = self.context.topic_after(lead)
        remark = _REMARK.search(lead)
        words = lead[: remark.start()] if remark else lead
        clause = grammar.Clause(_last_clause(words), _TAIL_END.split(tail, maxsplit=1)[0], value == 0, unit)
        found = self._found(clause, match.start(), about == "requests")
        label = len(clause.lead) - len(found.before) if found and clause.lead.startswith(found.before) else 0
        self.context.advance(lead[: len(lead) - label] if not remark else words[: len(words) - label])
        self.context.about = about
        claims = found.claims if found and self._holds(found, lead, clause) and is_exact(words, tail) else ()
        self.taken = len(clause.tail) if found and found.after else 0
        if found and found.kind == "challenge":
            self.context.about = "requests"
        if found and found.kind == "request":
            self.context.about = "requests"
            around = (remark[0] if remark else "") + self.sentence.words[match.end() :]
            claims = self._among(claims, lead, around, value)
        self._keep(found, claims, value, clause)
        for readings in claims:
            yield from self._claim(readings, value, unit, match.span("number" if match["number"] else "words"))

    def _found(self, clause: grammar.Clause, start: int, about_requests: bool) -> grammar.Found | None:
        if clause.unit in ("元", "万元"):
            return grammar.fee(clause, self.words) if clause.unit == "万元" or clause.zero else None
        if self.line and (code := grammar.applicant(clause, self.words, self.listed)):
            self.listed |= {code}
            return grammar.Found((tuple(f"{line}.{code}" for line in self.line),), "", "applicant")
        if grammar.is_sum(clause) and set(self.latest) == {"received", "carried_in"}:
            return grammar.Found((("received_and_carried_in",),), "", "sum")
        earlier = self.sentence.words[:start]
        item, measure = self.document or (None, None)
        return (
            grammar.challenge(
                clause, self.words, about_requests and (clause.zero or grammar.is_over_disclosure(earlier))
            )
            or grammar.carried(clause, self.context.report_year)
            or (grammar.outcome(clause, self.words) if about_requests or self.counts else None)
            or grammar.request(clause, about_requests)
            or grammar.document(clause, self.words, measure, item)
            or grammar.decision(clause, self.words, earlier)
        )

    def _holds(self, found: grammar.Found, lead: str, clause: grammar.Clause) -> bool:
        """Whether the figure is this body's, of this year, and of all that the label names."""
        named = self.body.speaks_of_itself(found.before)
        self.own = self.own if named is None else named
        when = ("this", "stock") if found.kind == "stock" else ("this",)
        if not self.own or self.context.when not in when or is_a_share(found.before) or is_denied(found.before):
            return False
        whole = self.sentence.words
        if _PART_OF_BODY.search(whole):
            return False
        if found.kind == "document":
            return _REVISED.search(whole) is None
        if found.kind == "outcome":
            return _OTHER_COUNTING.search(whole) is None
        if found.claims[0][0] == "resolved_total":
            return "其中" not in lead and not (_ON_TIME.search(clause.lead) and "延期" in whole)
        if found.claims[0] == ("carried_in",) and self.latest[-1:] == ("resolved_total",):
            return re.search("含|包括|其中", clause.lead) is None
        return True

    def _among(self, claims: tuple[Readings, ...], lead: str, after: str, value: Decimal) -> tuple[Readings, ...]:
        """The readings of a count of requests that the words around it add."""
        if not claims:
            return ()
        (readings,) = claims
        if readings[0] == "received" and "新" not in _last_clause(lead) and _CARRIED_WITHIN.search(after[:60]):
            readings = ("received_and_carried_in", *readings)
        if readings[0] == "resolved_total" and self.counts.get("received") == value:
            readings = (*readings, "received")
        return (tuple(dict.fromkeys(readings)),)

    def _keep(
        self, found: grammar.Found | None, claims: tuple[Readings, ...], value: Decimal, clause: grammar.Clause
    ) -> None:
        """Remember what a later figure in the sentence may take from this one."""
        kind = found.kind if found and claims else None
        first = claims[0] if claims else ()
        if kind in ("request", "carried", "outcome", "sum"):
            rows = [reading.removesuffix(".total") for reading in first]
            self.line = tuple(rows) if all(row in self.words.lines for row in rows) else ()
            self.listed = frozenset()
            self.counts.setdefault(first[0], value)
            self.latest = (*self.latest[-1:], first[0])
        elif kind != "applicant":
            self.line = ()
        if kind in ("document", "stock"):
            self.document = first[0].split(".")[0], grammar.verb_in(clause.lead) or (self.document or ("", ""))[1]
        else:
            self.document = None

    def _denial(self, match: re.Match[str], lead: str) -> Iterator[Claim]:
        about = self.context.topic_after(lead)
        before = _last_clause(lead)
        claims = grammar.denied(match["what"], self.words, about == "requests")
        if not claims:
            return
        self.context.advance(lead)
        found = grammar.Found(claims, before, "denial")
        if self._holds(found, lead, grammar.Clause(before, "", True, None)):
            for readings in claims:
                yield from self._claim(readings, Decimal(0), None, match.span("deny"))

    def _claim(self, readings: Readings, value: Decimal, unit: str | None, place: tuple[int, int]) -> Iterator[Claim]:
        if known := self.words.keep(readings):
            yield Claim(known[0], value, unit, self.sentence.span_of(*place), self.sentence.span, known)


def _last_clause(words: str) -> str:
    """The words after the last comma, or before a colon that ends them; at most as many as a clause has."""
    words = words[-120:].removesuffix(":")
    ends = [match.end() for match in _CLAUSE_END.finditer(words)]
    return words[ends[-1] if ends else 0 :].lstrip("、")


_DIGITS = {numeral: value for value, numeral in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_POWERS = {"十": 10, "百": 100, "千": 1000}


def _value(match: re.Match[str]) -> Decimal:
    if match["number"]:
        return Decimal(match["number"].replace(",", ""))
    total = digit = 0
    for numeral in match["words"]:
        if numeral in _POWERS:
            total += (digit or 1) * _POWERS[numeral]
            digit = 0
        else:
            digit = digit * 10 + _DIGITS[numeral]
    return Decimal(total + digit)
