"""The figures that a report's prose states about the report's own tables.

What belongs here: reading a sentence from left to right, with what runs along it (year, topic, whose it is, the figures
so far), and deciding which figures and denials are claims. What does not: finding sentences and figures (`sentences`),
the words (`lexicon`, `tokens`), what a clause says (`clause` and the readers of each kind), and whether it agrees with
a table (`reconciliation`).

A figure that is not told for certain is no claim: a false alarm costs more than a misprint that goes unseen.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import takewhile

from gidr_pipeline.extraction.model import Claim, Span
from gidr_pipeline.extraction.narrative import challenges, documents, requests
from gidr_pipeline.extraction.narrative.body import Body
from gidr_pipeline.extraction.narrative.clause import (
    PLAIN,
    Clause,
    Found,
    is_over_disclosure,
    is_plain,
    is_plain_outcome,
    subject,
    whose,
)
from gidr_pipeline.extraction.narrative.denials import denial, denial_behind, denies_what_is_before
from gidr_pipeline.extraction.narrative.lexicon import Readings, Vocabulary, in_text, letters, over, vocabulary
from gidr_pipeline.extraction.narrative.sentences import Figure, Sentence, sentences
from gidr_pipeline.extraction.narrative.state import State, speaks_of_disclosure, topic_in
from gidr_pipeline.extraction.narrative.tokens import Tokens, tokenise
from gidr_pipeline.forms import Form

_LETTER = letters()
_BREAKS = frozenset(_LETTER[name] for name in ("comma", "stop", "colon", "open_bracket", "close_bracket", "figure"))
_BEFORE_A_SUBJECT = frozenset(_LETTER[name] for name in ("comma", "stop", "colon"))
_TAIL_ENDS = _BREAKS | {_LETTER["deny"]}
_OF_CHALLENGES = frozenset(_LETTER[name] for name in ("reconsideration", "litigation", "lawsuit"))
_OF_OUTCOMES = frozenset(_LETTER[name] for name in ("outcome", "line", "reason"))
_OF_CARRYING = frozenset(_LETTER[name] for name in ("carry", "next", "left_over", "across"))
_OF_DOCUMENTS = frozenset(_LETTER[name] for name in ("document", "made"))
_OF_ITEMS = frozenset(_LETTER[name] for name in ("row", "purchase"))
# Documents are published in part or not at all as well, but requests alone are also 不予处理 or not held (不掌握); a
# sentence that has both is about requests.
_OF_ANY_INFORMATION = frozenset({"granted", "granted_in_part", "refused"})
_OF_REQUESTS_ALONE = frozenset({"unavailable", "unprocessed", "other_outcome"})
_GOES_ON = frozenset(_LETTER[name] for name in ("cause", "reconsideration", "litigation"))
_SUM_OF = {"outcome": "resolved_total", "received": "received"}
_OF_ALL_REQUESTS = frozenset({"received", "received_and_carried_in", "resolved_total"})
_MONEY = {"元": Decimal(1), "万元": Decimal(10_000), "亿元": Decimal(100_000_000)}
_HANDLES = ("new", "receive", "accept", "handle", "done", "handle_otherwise")
_CARRIED_WITHIN = over(
    "[including within][^stop close_bracket]{0,15}?"
    "(?:[last past opening][^comma stop figure]{0,4}[carry left_over]|carry to?last|new [^stop]{0,8}comma carry figure)"
)
_CARRIED_BEHIND = over("open_bracket within?colon?(?:this?new [^close_bracket]*carry figure|last[^figure]{0,4}carry)")
_ALL_CARRIED = over("comma?link+last[^comma stop figure]{0,6}carry[^comma stop figure]{0,4}(?![^comma stop])")
_ALL_OVER = over("comma[adverb]*each[link cause]*info open[apply cause of]*[case work]+(?![^stop])")
_CARRIED_DONE = over("last[of left_over]*carry of?link*figure[^comma stop]*done")
_SAYS_PUBLISHED = over("[adverb each link]*(?:open|published)link*")
_OLD_COUNT = over("old_outcome|published figure")
_GOVERNED = over("done[^comma]*carry")
_OPENS_A_LIST = re.compile(in_text("opens_a_list"))
_DISCLOSURE = re.compile(in_text("disclosure"))
_OVERALL = re.compile(in_text("overall"))
_NUMBER = re.compile(in_text("number"))
_IN_ITEMS = re.compile(in_text("in_items"))
_TELLING = re.compile(in_text("telling"))
_HEADING = re.compile(in_text("heading_of_challenges"))
_LONGEST_HEADING = 50
_LONGEST_CLAUSE = 60
_GAP = 4
"""Characters of white space that may stand between a sentence and the one that goes on from it."""
_ROUNDED = re.compile(f"(?:{in_text('rounded')})$")
_ROUNDED_BEHIND = re.compile(in_text("rounded_behind"))


def read_claims(
    text: str, prose: Sequence[Span], report_year: int | None, agency: str | None, form: Form
) -> tuple[Claim, ...]:
    """The claims of a report's prose, sorted by place, each mention once for each claim.

    `text` is the normalised text, whose offsets are those of the decoded one, `prose` the parts of it that are not
    tables. Only claims that the form has a sum or a cell for are given, and only of `report_year`.
    """
    words, body = vocabulary(form), Body.of(agency)
    claims: dict[tuple[int, str], Claim] = {}
    counts: dict[str, Decimal] = {}
    reader: _Reader | None = None
    for part in prose:
        for sentence, before, heading in sentences(text, part):
            earlier = reader if reader and reader.sentence.span.end + _GAP >= sentence.span.start else None
            reader = _Reader(sentence, before, heading, body, words, report_year, counts)
            if earlier:
                reader.go_on(earlier)
            for claim in reader.claims():
                claims.setdefault((claim.span.start, claim.claim), claim)
            counts = {claim: value for claim, value in reader.counts.items() if claim in _OF_ALL_REQUESTS} | counts
    return tuple(sorted(claims.values(), key=lambda claim: (claim.span.start, claim.span.end)))


class _Reader:
    """Reads one sentence from left to right, keeping what a later figure takes from an earlier one."""

    def __init__(
        self,
        sentence: Sentence,
        before: str,
        heading: str,
        body: Body,
        vocabulary: Vocabulary,
        year: int | None,
        counts: Mapping[str, Decimal],
    ) -> None:
        self.sentence = sentence
        self.before = before
        self.heading = heading
        self.body = body
        self.vocabulary = vocabulary
        self.year = year
        self.earlier = counts
        """How many requests there were in all, as sentences before this one say, by claim."""
        self.words = tokenise(sentence.words, sentence.figures, year, body, vocabulary)
        self.state = State()
        self.since = 0
        """The token behind the latest figure and its label."""
        self.own = True
        self.lines: list[tuple[Readings, Decimal]] = []
        """The lines that figures by applicant may divide, with their figures, the latest first."""
        self.listed: frozenset[str] = frozenset()
        self.follows = Decimal(0)
        """The most requests or challenges that the sentence before counts."""
        self.carried_in: Decimal | None = None
        """How many of the requests were carried in, if the sentence before counts these beside those received."""
        self.taken_over: str | None = None
        """What the sentence before was about in the end."""
        self.counts: dict[str, Decimal] = {}
        """The figures of requests in this sentence so far, by claim."""
        self.kinds: tuple[str, ...] = ()
        """What the figures of this sentence were so far, an empty word for one that claimed nothing."""
        self.latest: tuple[str, ...] = ()
        self.units: frozenset[str | None] = frozenset()
        """The units in which this sentence counts requests."""
        self.due: tuple[Readings, ...] = ()
        """What the next figures claim, where one label was for several."""
        self.refused = False
        """Whether the latest denial said nothing."""
        self.judged: Decimal | None = None
        """How many challenges there were whose results are being told (其中尚未审结2件); others may follow."""
        self.document: tuple[str | None, str | None] = None, None
        """Item and verb of the document figure just before."""
        self.parts: tuple[str, tuple[Decimal, ...]] = "", ()
        """What the figures just before count parts of, and those figures."""
        self.item: str | None = None
        """What the figure just before counts, where that are purchases, or items or decisions of a kind."""

    def claims(self) -> list[Claim]:
        words, claims = self.words, list[Claim]()
        self._start()
        for at, token in enumerate(words.items):
            if at < self.since:
                continue
            if token.figure is not None:
                claims += self._figure(token.figure, at)
            elif token.letter == _LETTER["deny"]:
                claims += self._denial(at)
        return claims

    def go_on(self, earlier: "_Reader") -> None:
        """Take over whether requests are being counted, and the lines that a sentence which begins with 其中 or
        从申请人看 divides by applicant."""
        self.follows = max([*earlier.counts.values(), Decimal("Infinity" if "challenge" in earlier.kinds else 0)])
        self.carried_in = earlier.counts.get("carried_in") if "received" in earlier.counts else None
        self.taken_over = earlier.state.about
        if self.words.kinds[:1] == _LETTER["within"] or _OPENS_A_LIST.match(self.words.text):
            self.lines = earlier.lines

    def _start(self) -> None:
        """What the sentence takes over from the one before it, or from the heading that it stands under."""
        words, counts = self.words, (_LETTER["figure"], _LETTER["deny"])
        first = next((at for at, letter in enumerate(words.kinds) if letter in counts), len(words.items))
        named = topic_in(words, 0, first)
        says_year = words.kinds.find(_LETTER["this"], 0, first) >= 0
        if not (named and says_year) and _TELLING.search(self.before):
            before = self._tokens(self.before)
            self.state.advance(before, 0, len(before.items))
            self.state.about = topic_in(before, 0, len(before.items))
            self.state.next_sentence()
        elif not named:
            self.state.about = self.taken_over
        told = frozenset(words.codes(0, len(words.items), _LETTER["outcome"]))
        lines = words.codes(0, len(words.items), _LETTER["line"])
        told |= {self.vocabulary.group_of.get(line, "") for line in lines}
        if told & _OF_ANY_INFORMATION and told & _OF_REQUESTS_ALONE:
            self.state.about = "requests"
        if not (named or self.state.about) and _TELLING.search(self.heading):
            heading = self._tokens(self.heading)
            self.state.about = topic_in(heading, 0, len(heading.items))
        if not (named or self.state.about or self._is_under_another_topic()) and speaks_of_disclosure(words):
            self.state.about = "requests"
        if requests.opens_a_list(words):
            self.lines = [(("received",), Decimal("Infinity"))]

    def _is_under_another_topic(self) -> bool:
        """Whether the heading or the sentence before speaks of something that may not be disclosure."""
        headed = self.heading and not _OVERALL.search(self.heading)
        return bool(headed or (self.before and not _DISCLOSURE.search(self.before)))

    def _tokens(self, text: str) -> Tokens:
        return tokenise(text, (), self.year, self.body, self.vocabulary)

    def _figure(self, figure: Figure, at: int) -> list[Claim]:
        words, since, text = self.words, self.since, self.sentence.words
        self._take_subjects(at)
        about = self._topic(at)
        end = self._without_remark(at)
        clause = Clause(words, self._clause(end), end, at + 1, self._until(at + 1), figure.value == 0, figure.unit)
        found = self._found(clause, figure, about == "requests")
        self.state.advance(words, since, min(found.label, end) if found else end)
        self.state.about = about
        self.since = at + 1 + (found.after if found else 0)
        exact = not _ROUNDED.search(text[max(0, figure.start - 4) : figure.start])
        exact = exact and not _ROUNDED_BEHIND.match(text, figure.end)
        claims = found.claims if found and exact and self._holds(found, since, at, clause, figure.value) else ()
        if found and found.kind in ("challenge", "request", "sum"):
            self.state.about = "requests"
        if claims and found and found.kind == "request":
            # 收到并办结5件，另办结上年结转2件
            done = () if _GOVERNED.search(self.words.kinds, at + 1) else claims[1:]
            claims = (self._among(claims[0], clause, at, figure.value), *done)
        if self.state.about == "requests" and not claims and self._leaves_topic(found, since, at, clause):
            self.state.about = None
        self._keep(found, claims, figure.value, clause)
        place = figure.start, figure.digits_end
        return [claim for readings in claims for claim in self._claim(readings, figure.value, figure.unit, place)]

    def _denial(self, at: int) -> list[Claim]:
        items, about, start = self.words.items, self._topic(at), self._clause(at)
        self._take_subjects(at)
        if at > start and self._is_pause(at - 1):
            # 无收费、无复议: what else there was none of does not matter, only whose.
            named = whose(self.words, start, at, self.body)
            self.own = self.own if named is None else named
            start = at
        if self.refused and items[at].code == "of_noun" and not is_over_disclosure(self.words, 0, at):
            return []  # 行政处罚零复议、零诉讼
        self.refused = True
        counted = any(self.kinds) or self._counts_in_words(at) or self._labels_a_challenge(at)
        behind = denies_what_is_before(self.words, at, counted)
        for until in [at + 1] if behind else self._denied(at + 1):
            over = about == "requests" or is_over_disclosure(self.words, self.since, until)
            clause = Clause(self.words, start, at, at, until, True)
            requests_told = about == "requests"
            if behind:
                found = denial_behind(clause, requests_told)
            else:
                decided = not {"decision", "fee"}.isdisjoint(self.kinds)
                found = denial(clause, requests_told, over, self.vocabulary, self.document[0], decided)
            if found:
                break
        else:
            return []
        self.state.advance(self.words, self.since, until if found.claims[0][0] == "carried_in" else at)
        self.since = until
        if found.claims[0][0] == "received" or over:
            self.state.about = "requests"
        label = at - self.words.kinds.endswith(_LETTER["colon"], 0, at)
        # 企业未提出申请 says nothing of others.
        part = clause.has("organisation", "applicant") and not clause.has("person", "asker")
        if part or self._is_a_goal(at) or not self._holds(found._replace(label=label), start, at, clause, Decimal(0)):
            return []
        self.refused = False
        span = items[at].start, items[found.label - 1].end
        return [claim for readings in found.claims for claim in self._claim(readings, Decimal(0), None, span)]

    def _counts_in_words(self, end: int) -> bool:
        """Whether a label before a token says that a count follows (申请数量：无)."""
        return _NUMBER.search(self.sentence.words, 0, self.words.items[end].start) is not None

    def _labels_a_challenge(self, at: int) -> bool:
        """Whether a label stands before a token, where the sentence before counts challenges (行政诉讼：无)."""
        return self.follows.is_infinite() and self.words.kinds[at - 1 : at] == _LETTER["colon"]

    def _take_subjects(self, end: int) -> None:
        """Whose the figures are from here on: a subject lasts over commas until another stands."""
        kinds = self.words.kinds
        for start in range(self.since, end):
            if not start or kinds[start - 1] in _BEFORE_A_SUBJECT:
                named = subject(self.words, start, end, self.body)
                self.own = self.own if named is None else named

    def _is_a_goal(self, at: int) -> bool:
        """Whether a word since the last break, 、 aside, tells what is wanted or ruled: 确保无复议、无诉讼."""
        before = takewhile(lambda token: token.letter not in _BREAKS, reversed(self.words.items[:at]))
        return any(token.letter == _LETTER["share"] and token.code == "goal" for token in before)

    def _denied(self, start: int) -> Iterator[int]:
        """Where what is denied may end: 未引发行政复议,提起行政诉讼 goes on behind a comma. What a figure follows is no
        denial of all (未办结2件)."""
        items = self.words.items
        first, second, *_ = (
            *(at for at in range(start, len(items)) if items[at].letter in _TAIL_ENDS),
            *[len(items)] * 2,
        )
        goes_on = second > first + 1 and items[first].letter == _LETTER["comma"]
        ends = [second, first] if goes_on and items[first + 1].letter in _GOES_ON else [first]
        yield from (end for end in ends if end == len(items) or items[end].figure is None)

    def _until(self, start: int) -> int:
        """Where the words end that go on from a token: before the next break, denial or 、."""
        items = self.words.items
        ends = (at for at in range(start, len(items)) if items[at].letter in _TAIL_ENDS or self._is_pause(at))
        return next(ends, len(items))

    def _is_pause(self, at: int) -> bool:
        return self.sentence.words[self.words.items[at].start] == "、"

    def _clause(self, end: int) -> int:
        """Where the clause begins that ends before a token: after the last break, a colon at its very end aside."""
        items = self.words.items
        at = end - 1 if end > self.since and items[end - 1].letter == _LETTER["colon"] else end
        first = max(self.since, end - _LONGEST_CLAUSE)
        while at > first and items[at - 1].letter not in _BREAKS:
            at -= 1
        while at < end and (self._is_pause(at) or items[at].letter == _LETTER["mark"]):
            at += 1
        return at

    def _without_remark(self, end: int) -> int:
        """Where the words before a figure end if what stands in brackets between them is left out."""
        kinds = self.words.kinds
        if end == self.since or kinds[end - 1] != _LETTER["close_bracket"]:
            return end
        opened = kinds.rfind(_LETTER["open_bracket"], self.since, end)
        return opened if opened >= 0 else end

    def _topic(self, at: int) -> str | None:
        """What the words before a figure are about; 政务服务方面 opens a topic that nobody listed."""
        named = topic_in(self.words, self.since, at)
        if named is None and self._opens_an_aspect(at):
            return None
        return named or self.state.about

    def _opens_an_aspect(self, at: int) -> bool:
        items = self.words.items
        end = next((n for n in range(self.since, at) if items[n].letter in _BREAKS), at)
        return (
            end < at
            and self.words.words(self.since, end).endswith("方面")
            and not PLAIN.fullmatch(self.words.kinds, self.since, end)
        )

    def _found(self, clause: Clause, figure: Figure, about_requests: bool) -> Found | None:
        """What a figure claims: as the figures before it say, or as its own clause does."""
        if clause.unit in _MONEY or (clause.zero and clause.has("fee")):
            return documents.fee(clause) or documents.spent(clause, self.item)
        return self._continued(clause, figure) or self._labelled(clause, figure, about_requests)

    def _continued(self, clause: Clause, figure: Figure) -> Found | None:
        """What a figure claims that takes its label from those before it."""
        if self.due and all(self.words.items[at].letter == _LETTER["and"] for at in range(clause.start, clause.end)):
            return Found(self.due[:1], clause.end, self.kinds[-1], then=self.due[1:])
        if self.lines and (code := requests.applicant(clause, self.listed)):
            return self._divided(code, clause, figure.value)
        if not requests.is_sum(clause):
            return None
        if set(self.latest) == {"received", "carried_in"}:
            return Found((("received_and_carried_in",),), clause.start, "sum")
        of, values = self.parts
        if of in _SUM_OF and len(values) > 1 and sum(values) == figure.value:
            return Found(((_SUM_OF[of],),), clause.start, "sum")
        return None

    def _labelled(self, clause: Clause, figure: Figure, about_requests: bool) -> Found | None:
        """What a figure claims by the words of its clause, which the readers try in turn."""
        said = clause.classes
        counts = self._counts_requests(clause)
        if said & _OF_CHALLENGES and (
            found := challenges.challenge(clause, self._is_over(clause, figure, about_requests))
        ):
            return found
        if about_requests and said & _OF_CARRYING and (found := requests.carried(clause, self._told_the_inflow())):
            return found
        if about_requests and counts and said & _OF_OUTCOMES and (found := requests.outcome(clause, self.vocabulary)):
            return found
        return (
            requests.by_applicants(clause)
            or requests.request(clause, about_requests)
            or (self._of_a_document(clause) if said & _OF_DOCUMENTS else None)
            or (self._of_items(clause) if said & _OF_ITEMS or self.item else None)
            or documents.change_of_items(clause, self.vocabulary, self.item)
            or (requests.requests_alone(clause) if counts and not self.kinds else None)
        )

    def _told_the_inflow(self) -> bool:
        """Whether it is told what was carried in and what was done, so that 结转2件 is what is left."""
        return {"carried_in", "resolved_total"} <= self.counts.keys()

    def _of_a_document(self, clause: Clause) -> Found | None:
        item, measure = self.document
        if _LETTER["made"] in clause.classes:
            item = item or documents.item_of_list(self.words, 0, clause.start)
        return documents.document(clause, self.vocabulary, measure, item)

    def _of_items(self, clause: Clause) -> Found | None:
        stock = documents.stock_of_items(clause, self.vocabulary)
        return (
            stock
            or documents.decision(clause, self.item, self.kinds[-1:] == ("decision",))
            or documents.purchases(clause)
        )

    def _is_over(self, clause: Clause, figure: Figure, about_requests: bool) -> bool:
        """Whether a challenge of which the clause speaks is one over disclosure, as it also is where requests were
        counted just before, unless there are more challenges than requests."""
        named = (about_requests or clause.zero) and is_over_disclosure(self.words, 0, clause.end)
        counted = about_requests and figure.value <= max([*self.counts.values(), self.follows])
        behind = _ALL_OVER.search(self.words.kinds, clause.tail)
        return bool(named or counted or behind or self.judged is not None or self._is_under_a_heading())

    def _is_under_a_heading(self) -> bool:
        """Whether the heading is that of what a report says about challenges."""
        return any(len(words) < _LONGEST_HEADING and _HEADING.search(words) for words in (self.before, self.heading))

    def _divided(self, code: str, clause: Clause, value: Decimal) -> Found | None:
        """A figure by applicant, of the line before it or of one before that; it can't be more than its line."""
        if value > self.lines[0][1]:
            return None
        self.listed |= {code}
        self.lines = [(rows, figure) for rows, figure in self.lines if value <= figure]
        readings = tuple(f"{row}.{code}" for rows, _ in self.lines for row in rows)
        return Found((readings,), clause.end, "applicant")

    def _counts_requests(self, clause: Clause) -> bool:
        """Whether the unit is one for requests; 条 and 项 are for information as a rule."""
        return clause.unit not in ("条", "项") or clause.unit in self.units or _IN_ITEMS.search(self.before) is not None

    def _holds(self, found: Found, since: int, at: int, clause: Clause, value: Decimal) -> bool:
        """Whether the figure is this body's, of this year, and of all that the label names."""
        words, kinds = self.words, self.words.kinds
        named = whose(words, clause.start, found.label, self.body)
        self.own = self.own if named is None else named
        whole = max(0, kinds.rfind(_LETTER["whole_region"], since, at))
        if not self.own or kinds.find(_LETTER["not_all"], whole, at if self.body.is_township else None) >= 0:
            return False
        if kinds.find(_LETTER["share"], clause.end, at) >= 0:
            return False
        lead = words.words(since, at)
        if not self.state.covers(found.kind, "累计" in lead) or not self._is_plain(found, clause):
            return False
        return self._is_whole(found, since, at, clause, value)

    def _is_whole(self, found: Found, since: int, at: int, clause: Clause, value: Decimal) -> bool:
        """Whether the figure is of all that the label names, and no part of what figures before it count."""
        kinds, first = self.words.kinds, found.claims[0][0]
        within = kinds.find(_LETTER["within"], since, at) >= 0
        if found.kind == "document":
            return _LETTER["revised"] not in kinds
        if found.kind == "outcome":
            # A repeated request is one among those received, unless outcomes are being told.
            told = "不予处理" in self.words.text or self.kinds[-1:] == ("outcome",)
            return _OLD_COUNT.search(kinds) is None and (told or not first.startswith("unprocessed_"))
        if first == "resolved_total":
            # 办结 after challenges may be said of those, unless it names requests or is of more than there were.
            of_challenges = self.judged is not None and value <= self.judged and not clause.has("apply", "on_request")
            on_time = clause.has("on_time") and "延期" in self.words.text
            # What was carried in was told by itself: 上年结转的1件已办结，新收7件，办结6件.
            apart = _CARRIED_DONE.search(kinds, 0, since) is not None
            # 其中 after 办理 says how many of all were done.
            part = within and self.latest[-1:] != ("resolved_total",) and not self._divides_all(value)
            return not (part or of_challenges or on_time or apart)
        if found.kind == "request":
            return self.kinds[-1:] != ("governed",) and not self._is_a_part(found, clause, value)
        return not (first == "carried_in" and self.latest[-1:] == ("resolved_total",) and within)

    def _divides_all(self, value: Decimal) -> bool:
        """Whether the sentence divides all requests, those carried in among them, that the one before it counts."""
        return self.words.kinds[:1] == _LETTER["within"] and self.carried_in is not None and value > self.carried_in

    def _is_a_part(self, found: Found, clause: Clause, value: Decimal) -> bool:
        """Whether requests are some of those counted before: what was accepted of all that was received, and what was
        received once more, unless it is what of all was new."""
        accepted = "received_and_carried_in" in found.claims[0] and bool(self.counts or self.earlier)
        again = found.claims[0][0] == "received" and not clause.has("new") and "received" in self.counts
        return (accepted or again) and value not in (*self.counts.values(), *self.earlier.values())

    def _is_plain(self, found: Found, clause: Clause) -> bool:
        return found.kind in ("applicant", "sum") or is_plain(self.words, found, clause.start)

    def _leaves_topic(self, found: Found | None, since: int, at: int, clause: Clause) -> bool:
        """Whether the figure counts something else, so that a bare 办结 after it is no longer about requests."""
        if self.state.when == "other" or clause.unit in _MONEY:
            return False
        words, kinds = self.words, self.words.kinds
        opens = not self.kinds and not _OPENS_A_LIST.search(words.words(since, at))
        if kinds.find(_LETTER["share"], since, at) >= 0 or _OLD_COUNT.search(kinds, since, at):
            return opens and clause.has(*_HANDLES)
        if found:
            return not self._is_plain(found, clause) and self.own
        if is_over_disclosure(words, clause.start, clause.end):
            return False
        if clause.has(*_HANDLES):
            return True
        known = requests.applicant(clause, frozenset("?")) or topic_in(words, since, at) == "requests"
        return opens and not known and not is_plain_outcome(words, clause.start, clause.end)

    def _among(self, readings: Readings, clause: Clause, at: int, value: Decimal) -> Readings:
        """The readings of a count of requests, with those that the words around it add."""
        kinds = self.words.kinds
        if readings[0] != "resolved_total" and _ALL_CARRIED.match(kinds, at + 1):
            return ("carried_in",)
        takes_in = readings[0] == "received" or "received_and_carried_in" in readings
        if takes_in and not clause.has("new"):
            around = clause.end if clause.end < at else at + 1
            if _CARRIED_WITHIN.search(kinds, around, at + 30) or _CARRIED_BEHIND.match(kinds, at + 1):
                readings = ("received_and_carried_in", *readings)
        if readings[0] == "resolved_total" and self.counts.get("received") == value:
            readings = (*readings, "received")
        return tuple(dict.fromkeys(readings))

    def _keep(self, found: Found | None, claims: tuple[Readings, ...], value: Decimal, clause: Clause) -> None:
        """Remember what a later figure in the sentence may take from this one."""
        governed = _GOVERNED.search(self.words.kinds, clause.start, clause.end)
        kind = found.kind if found and claims else "governed" if governed else ""
        self.kinds = (*self.kinds, kind)
        self.due = found.then if found and claims else ()
        if kind == "challenge":
            self.judged = value
        elif self.judged is not None and (value > self.judged or not challenges.is_result(clause)):
            self.judged = None
        first = claims[0] if claims else ()
        if first and kind == "request" and first[0].startswith("received."):
            self.lines = [(("received",), Decimal("Infinity"))]
            self.listed = frozenset({first[0].removeprefix("received.")})
        elif kind in ("request", "carried", "outcome", "sum"):
            all_readings = [reading.removesuffix(".total") for readings in claims for reading in readings]
            rows = tuple(row for row in all_readings if row in self.vocabulary.lines)
            earlier = self.lines if not self.listed else []
            self.lines = [(rows, value), *earlier] if rows else []
            self.listed = frozenset()
            self.counts = {readings[0]: value for readings in claims} | self.counts
            self.latest = (*self.latest[-1:], first[0])
            self.units |= {clause.unit}
        elif kind != "applicant" and not clause.has("share"):
            self.lines = []
        parts = self._parts_of(kind, first, clause)
        self.parts = parts, (*(self.parts[1] if parts == self.parts[0] else ()), value)
        self.item = first[0].split(".")[0] if kind in ("purchase", "decision", "items") else None
        if not _SAYS_PUBLISHED.fullmatch(self.words.kinds, clause.start, clause.end):
            self.document = None, None
        if kind in ("document", "stock"):
            verbs = self.words.codes(clause.start, clause.end, _LETTER["made"])
            self.document = first[0].split(".")[0], verbs[-1] if verbs else None

    def _parts_of(self, kind: str, readings: Readings, clause: Clause) -> str:
        """What a figure counts a part of, so that a sum of such figures is all of it; an empty word for others."""
        if kind == "outcome":
            return kind
        by_applicant = kind == "applicant" or (kind == "request" and readings[0].startswith("received."))
        named = is_over_disclosure(self.words, 0, clause.end)
        of_a_way = not kind and named and (requests.is_by_a_way(clause) or clause.has("receive"))
        return "received" if by_applicant or of_a_way else ""

    def _claim(self, readings: Readings, value: Decimal, unit: str | None, place: tuple[int, int]) -> Iterator[Claim]:
        known = self.vocabulary.keep(readings)
        if known and unit in _MONEY:
            value = value * _MONEY[unit] / _MONEY[self.vocabulary.units[known[0].split(".")[1]]]
        # A warehouse value has fourteen digits and four decimals.
        if known and value < 10**14 and value == round(value, 4):
            yield Claim(known[0], value, unit, self.sentence.span_of(*place), self.sentence.span, known)
