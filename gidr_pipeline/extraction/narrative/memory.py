"""What the figures of a sentence leave behind for those after them: 收到3件，其中自然人2件 … 合计.

What belongs here: the figures so far, and what a figure claims that takes its label from them. What does not: year and
topic (`state`), and what a clause says by itself (`clause` and the readers of each kind).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from gidr_pipeline.extraction.narrative import applicants, challenges, documents, requests
from gidr_pipeline.extraction.narrative.clause import Clause, Found, is_over_disclosure
from gidr_pipeline.extraction.narrative.lexicon import Readings, Vocabulary, in_text, letters, over
from gidr_pipeline.extraction.narrative.tokens import Tokens

_LETTER = letters()
_INFINITY = Decimal("Infinity")
_SUM_OF = {"outcome": "resolved_total", "received": "received"}
OPENS_A_LIST = re.compile(in_text("opens_a_list"))
_PAUSES = _LETTER["comma"] + _LETTER["stop"] + _LETTER["and"] + _LETTER["mark"]
_ADDS_UP = over("link+figure")
_SAYS_PUBLISHED = over("[adverb each link]*(?:open|published)link*")
_DIVIDED = over("(?:comma within|open_bracket(?:within)?)[adverb cause by colon]*(?:applicant|person|organisation)")
"""网络申请9件，其中自然人5件 divides those of the one way."""
GOVERNED = over("done[^comma]*carry")
"""办结上年结转3件 says how many of those carried in were done."""


@dataclass(slots=True)
class Memory:
    """What was counted so far in a sentence, and in those before it."""

    earlier: Mapping[str, Decimal]
    """How many requests there were in all, as sentences before this one say, by claim."""
    counts: dict[str, Decimal] = field(default_factory=dict)
    """The figures of requests in this sentence so far, by claim."""
    kinds: tuple[str, ...] = ()
    """What the figures of this sentence were so far, an empty word for one that claimed nothing."""
    latest: tuple[str, ...] = ()
    """What the latest two counts of requests claim."""
    units: frozenset[str | None] = frozenset()
    """The units in which this sentence counts requests."""
    lines: list[tuple[Readings, Decimal]] = field(default_factory=list)
    """The lines that figures by applicant may divide, with their figures, the latest first."""
    listed: frozenset[str] = frozenset()
    """The applicants that the list has named."""
    parts: tuple[str, tuple[Decimal, ...]] = "", ()
    """What the figures just before count parts of, and those figures."""
    due: tuple[Readings, ...] = ()
    """What the next figures claim, where one label was for several."""
    judged: Decimal | None = None
    """How many challenges there were whose results are being told (其中尚未审结2件); others may follow."""
    narrowed: str = ""
    """The kind of the figure just before where words narrow down what it counts (工伤认定类行政复议13件、…)."""
    document: tuple[str | None, str | None] = None, None
    """Item and verb of the document figure just before; the verb alone where other papers were counted."""
    item: str | None = None
    """What the figure just before counts, where that are purchases, or items or decisions of a kind."""
    before: Mapping[str, Decimal] = field(default_factory=dict)
    """The figures of requests in the sentence before, by claim."""
    follows: Decimal = Decimal(0)
    """The most requests or challenges that the sentence before counts."""

    def go_on(self, before: "Memory", words: Tokens) -> None:
        """Take over from the sentence before what it counted, which one that begins with 其中 or 从申请人看 divides by
        applicant, and one that begins with 两项合计 adds up."""
        self.latest = before.latest if _ADDS_UP.match(words.kinds) else ()
        self.before = before.counts
        self.follows = max([*before.counts.values(), _INFINITY if "challenge" in before.kinds else Decimal(0)])
        if words.kinds[:1] == _LETTER["within"] or OPENS_A_LIST.match(words.text):
            self.lines = before.lines

    def begin_list(self, *listed: str) -> None:
        """Await the requests received by applicant, of which these were named."""
        self.lines, self.listed = [(("received",), _INFINITY)], frozenset(listed)

    @property
    def known(self) -> Mapping[str, Decimal]:
        """All figures of requests so far by claim, the latest where sentences have several."""
        return {**self.earlier, **self.before, **self.counts}

    def all_requests(self) -> frozenset[Decimal]:
        """How many requests there were, without those carried in and with them, as far as figures tell."""
        came = self.known.get("received", Decimal(0))
        both = self.known.get("received_and_carried_in", Decimal(0))
        return frozenset({came, came + self.known.get("carried_in", Decimal(0)), both} - {Decimal(0)})

    @property
    def told_the_inflow(self) -> bool:
        """Whether it is told what was carried in and what was done, so that 结转2件 is what is left."""
        return {"carried_in", "resolved_total"} <= self.counts.keys()

    def continued(self, clause: Clause) -> Found | None:
        """What a figure claims that takes its label from those before it."""
        between = clause.words.kinds[clause.start : clause.end]
        if self.due and not between.strip(_LETTER["and"]):
            return Found(self.due[:1], clause.end, self.kinds[-1], then=self.due[1:])
        named = applicants.applicant(clause, self.listed)
        received = self.counts.get("received", self.earlier.get("received"))
        of_received = bool(self.lines) and "received" in self.lines[0][0]
        if named and not of_received and applicants.adds_up_to(clause.words, clause.at, received):
            self.begin_list()
        if self.lines and named:
            return self._divided(*named, clause)
        if self.lines and (each := applicants.each_named(clause)) and self.lines[-1][0] == ("received",):
            return Found(each, clause.end, "applicant")
        whose = applicants.all_of_one(clause.words, ("received",), clause.tail)
        if whose and clause.value == received and requests.is_of_these(clause):
            return Found(whose, clause.end, "applicant")
        if not requests.is_sum(clause):
            return None
        carried = self.counts.get("carried_in", _INFINITY) if self.latest[-1:] == ("carried_in",) else _INFINITY
        if received is not None and clause.value == received + carried:
            return Found((("received_and_carried_in",),), clause.start, "sum")
        follows = not clause.words.kinds[clause.since : clause.start].strip(_PAUSES)
        if set(self.latest) == {"received", "carried_in"} and follows:
            return Found((("received_and_carried_in",),), clause.start, "sum")
        of, values = self.parts
        if of in _SUM_OF and len(values) > 1 and sum(values) == clause.value:
            return Found(((_SUM_OF[of],),), clause.start, "sum")
        return None

    def _divided(self, code: str, after: int, clause: Clause) -> Found | None:
        """A figure by applicant, of the line before it or of one before that; it can't be more than its line."""
        value = clause.value
        if value > self.lines[0][1]:
            return None
        self.listed |= {code}
        self.lines = [(rows, figure) for rows, figure in self.lines if value <= figure]
        readings = tuple(f"{row}.{code}" for rows, _ in self.lines for row in rows)
        return Found((readings,), clause.end, "applicant", after)

    def keep(self, found: Found | None, claims: tuple[Readings, ...], clause: Clause, words: Vocabulary) -> None:
        """Remember what a later figure may take from this one."""
        told = found if claims else None
        governed = GOVERNED.search(clause.words.kinds, clause.start, clause.end)
        kind = told.kind if told else "governed" if governed else ""
        first = claims[0] if claims else ()
        self.kinds = (*self.kinds, kind)
        self.due = told.then if told else ()
        if kind == "challenge":
            self.judged = clause.value
        elif self.judged is not None and (clause.value > self.judged or not challenges.is_result(clause)):
            self.judged = None
        if kind == "request" and first[0].startswith("received."):
            self.begin_list(first[0].removeprefix("received."))
        elif kind in ("request", "owed", "carried", "outcome", "sum"):
            self._keep_count(claims, clause, words)
        elif kind != "applicant" and not (clause.has("share") and not _divides_a_way(clause)):
            self.lines = []
        parts = _parts_of(kind, first, clause)
        self.parts = parts, (*(self.parts[1] if parts == self.parts[0] else ()), clause.value)
        self.item = first[0].split(".")[0] if kind in ("purchase", "decision", "items") else None
        self._keep_document(kind, first, clause)

    def _keep_document(self, kind: str, readings: Readings, clause: Clause) -> None:
        verbs = clause.words.codes(clause.start, clause.end, _LETTER["made"])
        verb = verbs[-1] if verbs else None
        if kind in ("document", "stock"):
            named = clause.has("document") or _LETTER["document"] in clause.words.kinds[clause.tail : clause.tail_end]
            self.document = readings[0].split(".")[0], verb if named else None
        elif not (clause.has("within") and _LETTER["made"] in clause.classes) and not _SAYS_PUBLISHED.fullmatch(
            clause.words.kinds, clause.start, clause.end
        ):
            self.document = documents.item_shown(clause), verb

    def _keep_count(self, claims: tuple[Readings, ...], clause: Clause, words: Vocabulary) -> None:
        read = (reading.removesuffix(".total") for readings in claims for reading in readings)
        rows = tuple(row for row in read if row in words.lines)
        earlier = self.lines if not self.listed else []
        self.lines = [(rows, clause.value), *earlier] if rows else []
        self.listed = frozenset()
        self.counts = {readings[0]: clause.value for readings in claims} | self.counts
        self.latest = (*self.latest[-1:], claims[0][0])
        self.units |= {clause.unit}


def _divides_a_way(clause: Clause) -> bool:
    """Whether figures by applicant that follow divide this one, and not all that was received: 提前办结3件，其中自然人
    14件 goes back to those received."""
    return requests.is_by_a_way(clause) and _DIVIDED.match(clause.words.kinds, clause.tail) is not None


def _parts_of(kind: str, readings: Readings, clause: Clause) -> str:
    """What a figure counts a part of, so that a sum of such figures is all of it; an empty word for others."""
    if kind == "outcome":
        return kind
    by_applicant = kind == "applicant" or (kind == "request" and readings[0].startswith("received."))
    named = is_over_disclosure(clause.words, 0, clause.end)
    of_a_way = not kind and named and (requests.is_by_a_way(clause) or clause.has("receive"))
    return "received" if by_applicant or of_a_way else ""
