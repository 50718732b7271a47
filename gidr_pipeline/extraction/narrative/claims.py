"""The figures that a report's prose states about the report's own tables.

What belongs here: reading a sentence from left to right, and deciding which figures and denials are claims. What does
not: finding sentences, figures and clauses (`sentences`, `bounds`), the words (`lexicon`, `tokens`), what runs along a
sentence (`state`, `memory`), what a clause says (`clause` and the readers of each kind), and whether it agrees with a
table (`reconciliation`).

A figure that is not told for certain is no claim: a false alarm costs more than a misprint that goes unseen.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from gidr_pipeline.extraction.model import Claim, Span
from gidr_pipeline.extraction.narrative import applicants, carryover, challenges, documents, outcomes, requests
from gidr_pipeline.extraction.narrative.applicants import all_of_one
from gidr_pipeline.extraction.narrative.body import Body
from gidr_pipeline.extraction.narrative.bounds import (
    clause_before,
    ends_of_denial,
    is_a_goal,
    is_pause,
    without_remark,
    without_time,
    words_until,
)
from gidr_pipeline.extraction.narrative.by_year import clause_of_years
from gidr_pipeline.extraction.narrative.clause import (
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
from gidr_pipeline.extraction.narrative.memory import Memory
from gidr_pipeline.extraction.narrative.opening import Around, begin
from gidr_pipeline.extraction.narrative.sentences import Figure, Sentence, sentences
from gidr_pipeline.extraction.narrative.state import (
    State,
    begins_with_outcomes,
    has_outcomes_of_requests,
    opens_an_aspect,
    says_as_the_form,
    topic_in,
)
from gidr_pipeline.extraction.narrative.tokens import Tokens, tokenise
from gidr_pipeline.extraction.narrative.whole import OLD_COUNT, is_whole, requests_counted
from gidr_pipeline.forms import Form

_LETTER = letters()
_OF_ALL_BELOW = tuple(_LETTER[name] for name in ("with_all_below", "all_levels"))
_BEFORE_A_SUBJECT = frozenset(_LETTER[name] for name in ("comma", "stop", "colon"))
_OF_CHALLENGES = frozenset(_LETTER[name] for name in ("reconsideration", "litigation", "lawsuit"))
_OF_OUTCOMES = frozenset(_LETTER[name] for name in ("outcome", "line", "reason"))
_OF_CARRYING = frozenset(_LETTER[name] for name in ("carry", "next", "left_over", "across"))
_OF_DOCUMENTS = frozenset(_LETTER[name] for name in ("document", "made"))
_OF_ITEMS = frozenset(_LETTER[name] for name in ("row", "purchase"))
_CARRIED = frozenset({"carried_in", "carried_out"})
_OF_REQUESTS_ALONE = _CARRIED | {"received"}
_OF_ALL_REQUESTS = frozenset({"received", "received_and_carried_in", "resolved_total"})
_MONEY = {"元": Decimal(1), "万元": Decimal(10_000), "亿元": Decimal(100_000_000)}
_HANDLES = ("new", "receive", "accept", "handle", "done", "handle_otherwise")
_ALL_OVER = over("comma[adverb]*each[link cause]*info open[apply cause of]*[case work]+(?![^stop])")
_LABEL = over("[reconsideration litigation carry next][situation work case]*colon?$")
_ADDS_UP = over("link+figure")
_OVER_DISCLOSURE = "[cause link]*info?open[case apply of cause]*link*figure"
_PART_OVER_DISCLOSURE = over(f"[comma open_bracket](?:within[comma link]*)?{_OVER_DISCLOSURE}")
_OF_MORE = over(f"figure(?:comma within|open_bracket(?:within)?)[comma link]*{_OVER_DISCLOSURE}")
"""应诉案件30件，其中政府信息公开案件2件."""
_FIGURES_BEHIND = over("(?:[and comma]+figure)*")
_ASPECT = over("(?:^|[comma stop])(?:cause|during)+[info open of own name apply done case work situation]*comma$")
"""就政府信息公开事项, before what came of it."""
_OF_THOSE = over(
    "[this all_year time during own name whole_region link adverb]*(?:new|receive|accept|done)of apply adverb*comma"
)
"""收到的申请中, before what they are about."""
_OPENS_A_LIST = re.compile(in_text("opens_a_list"))
_NUMBER = re.compile(in_text("number"))
_IN_ITEMS = re.compile(in_text("in_items"))
_HEADING = re.compile(in_text("heading_of_challenges"))
_LONGEST_HEADING = 50
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
        for sentence, before, heading, since in sentences(text, part):
            earlier = reader if reader and reader.sentence.span.start >= since else None
            reader = _Reader(sentence, before, heading, body, words, report_year, counts)
            if earlier:
                reader.go_on(earlier)
            for claim in reader.claims():
                claims.setdefault((claim.span.start, claim.claim), claim)
            counts = {
                claim: value for claim, value in reader.memory.counts.items() if claim in _OF_ALL_REQUESTS
            } | counts
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
        self.words = tokenise(sentence.words, sentence.figures, year, body, vocabulary)
        self.tells_outcomes = has_outcomes_of_requests(self.words, vocabulary.group_of)
        """Whether the sentence names outcomes that only requests have."""
        self.state = State()
        self.since = 0
        """The token behind the latest figure and its label."""
        self.own = True
        self.memory = Memory(counts)
        self.taken_over: str | None = None
        """What the sentence before was about in the end."""
        self.refused = False
        """Whether the latest denial said nothing."""

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
        """Take over what was counted, which a sentence that begins with 其中 or 从申请人看 divides by applicant, and
        one that begins with 两项合计 adds up."""
        divides = self.words.kinds[:1] == _LETTER["within"] or _OPENS_A_LIST.match(self.words.text) is not None
        self.memory.go_on(earlier.memory, divides, _ADDS_UP.match(self.words.kinds) is not None)
        self.taken_over, self.state.told_own = earlier.state.about, earlier.state.told_own

    def _start(self) -> None:
        """What the sentence takes over from what stands around it."""
        around = Around(self.before, self.heading, self.taken_over, bool(self.memory.earlier))
        begin(self.state, self.words, around, self._tokens, tells_outcomes=self.tells_outcomes)
        if requests.opens_a_list(self.words, self.state.about == "requests"):
            self.memory.begin_list()

    def _tokens(self, text: str) -> Tokens:
        return tokenise(text, (), self.year, self.body, self.vocabulary)

    def _figure(self, figure: Figure, at: int) -> list[Claim]:
        words, since = self.words, self.since
        self._take_subjects(at)
        about = self._topic(at)
        plain = self._clause(figure, at)
        by_year = clause_of_years(plain, self.year)
        clause = by_year or plain
        found = self._found(clause, figure, about == "requests")
        self.state.advance(words, since, min(found.label, plain.end) if found and not by_year else plain.end)
        if by_year and _LETTER["years"] in words.kinds[:at]:
            self.state.when = "this"
        self.state.about = about
        self.since = at + 1 + (found.after if found else 0)
        claims = self._claims_of(found, figure, at, clause, since) if found else ()
        if found and found.kind in ("challenge", "request", "sum"):
            self.state.about = "requests"
        if self.state.when == "this":
            self.state.tell_own()
        self.memory.narrowed = found.kind if found and not self._is_plain(found, clause) else ""
        if self.state.about == "requests" and not claims and self._leaves_topic(found, since, at, clause):
            self.state.about = None
        # A later figure goes on from none that this year is only held against (上年为5件), nor from a remark.
        if claims or not (self.state.outer or self.state.when == "other" or clause.has("compared")):
            self.memory.keep(found, claims, figure.value, clause, self.vocabulary)
        place, value = (figure.start, figure.digits_end), -figure.value if found and found.is_less else figure.value
        return [claim for readings in claims for claim in self._claim(readings, value, figure.unit, place)]

    def _clause(self, figure: Figure, at: int) -> Clause:
        """The words around a figure that may say what it counts."""
        words, since = self.words, self.since
        end = without_time(words, since, without_remark(words, since, at))
        start, until = clause_before(words, since, end), words_until(words, at + 1)
        return Clause(words, start, end, at + 1, until, figure.value == 0, figure.unit)

    def _claims_of(self, found: Found, figure: Figure, at: int, clause: Clause, since: int) -> tuple[Readings, ...]:
        """What a figure claims by its label and what stands behind it, or nothing where it is rounded, narrowed down,
        another's or of another year."""
        if not self._is_exact(found, figure, at) or self._is_narrowed(found, clause, since):
            return ()
        if not self._holds(found, since, at, clause, figure.value):
            return ()
        if found.kind != "request":
            return found.claims
        of_one = all_of_one(self.words, found.claims[0], at + 1)
        return (*requests_counted(found.claims, clause, at, figure.value, self.memory), *of_one)

    def _is_exact(self, found: Found, figure: Figure, at: int) -> bool:
        """Whether a figure is not rounded, and as many follow as its label is for."""
        text = self.sentence.words
        rounded = _ROUNDED.search(text[max(0, figure.start - 4) : figure.start])
        return not (rounded or _ROUNDED_BEHIND.match(text, figure.end)) and self._has_figures_for(found, at)

    def _is_narrowed(self, found: Found, clause: Clause, since: int) -> bool:
        """Whether a clause goes on from the figure before it, so that words which narrow that down reach over it:
        工伤认定类行政复议13件、行政诉讼21件."""
        goes_on = since < clause.start <= since + 1 and found.kind == self.memory.narrowed
        if not goes_on or is_over_disclosure(self.words, clause.start, clause.end):
            return False
        return found.kind == "challenge" or is_pause(self.words, clause.start - 1)

    def _has_figures_for(self, found: Found, at: int) -> bool:
        """Whether as many figures follow the one at a token as its label is for besides: 分别为3件、2件."""
        behind = _FIGURES_BEHIND.match(self.words.kinds, at + 1) if found.then else None
        return behind is None or behind[0].count(_LETTER["figure"]) == len(found.then)

    def _denial(self, at: int) -> list[Claim]:
        items, about = self.words.items, self._topic(at)
        if about is None and self._topic(words_until(self.words, at + 1)) == "requests":
            about = "requests"  # 不存在上年结转
        start = clause_before(self.words, self.since, at)
        self._take_subjects(at)
        if at > start and is_pause(self.words, at - 1):
            # 无收费、无复议: what else there was none of does not matter, only whose.
            named = whose(self.words, start, at, self.body)
            self.own = self.own if named is None else named
            start = at
        if self.refused and items[at].code == "of_noun" and not is_over_disclosure(self.words, 0, at):
            return []  # 行政处罚零复议、零诉讼
        self.refused = True
        counted = any(self.memory.kinds) or self._counts_in_words(at) or self._is_labelled(at, about)
        behind = denies_what_is_before(self.words, at, counted)
        for until in [at + 1] if behind else ends_of_denial(self.words, at + 1):
            over = about == "requests" or is_over_disclosure(self.words, self.since, until)
            clause = Clause(self.words, start, at, at, until, True)
            requests_told = about == "requests"
            if behind:
                found = denial_behind(clause, requests_told)
            else:
                item, counted_so_far = self.memory.document[0], self.memory.kinds
                found = denial(clause, requests_told, over, self.vocabulary, item, counted_so_far)
            if found:
                break
        else:
            return []
        self.state.advance(self.words, self.since, until if found.claims[0][0] in _CARRIED else at)
        self.since = until
        if found.claims[0][0] in _OF_REQUESTS_ALONE or over:
            self.state.about = "requests"
        label = at - self.words.kinds.endswith(_LETTER["colon"], 0, at)
        # 企业未提出申请 says nothing of others.
        part = clause.has("organisation", "applicant") and not clause.has("person", "asker")
        if (
            part
            or is_a_goal(self.words, at)
            or not self._holds(found._replace(label=label), start, at, clause, Decimal(0))
        ):
            return []
        self.refused = False
        documents_denied = self.words.codes(at, until, _LETTER["document"])
        if len(documents_denied) == 1:
            self.memory.document = documents_denied[0], None
        span = items[at].start, items[found.label - 1].end
        return [claim for readings in found.claims for claim in self._claim(readings, Decimal(0), None, span)]

    def _counts_in_words(self, end: int) -> bool:
        """Whether a label before a token says that a count follows (申请数量：无)."""
        return _NUMBER.search(self.sentence.words, 0, self.words.items[end].start) is not None

    def _is_labelled(self, at: int, about: str | None) -> bool:
        """Whether a label stands before a token, where the sentence before counts challenges (行政诉讼：无), or what is
        counted is spoken of (行政复议无，行政诉讼无; 上年结转：无)."""
        label = _LABEL.search(self.words.kinds, 0, at)
        after_colon = self.words.kinds.endswith(_LETTER["colon"], 0, at) and self.memory.follows.is_infinite()
        return after_colon or (about == "requests" and label is not None)

    def _take_subjects(self, end: int) -> None:
        """Whose the figures are from here on: a subject lasts over commas until another stands."""
        kinds = self.words.kinds
        for start in range(self.since, end):
            if not start or kinds[start - 1] in _BEFORE_A_SUBJECT:
                named = subject(self.words, start, end, self.body)
                self.own = self.own if named is None else named

    def _topic(self, at: int) -> str | None:
        """What the words before a figure are about."""
        if "outcome" in self.memory.kinds and self.words.kinds.find(_LETTER["outcome"], self.since, at) >= 0:
            return "requests"
        named = topic_in(self.words, self.since, at)
        counted = "received" in self.memory.counts or "received" in self.memory.earlier
        if named is None and counted and says_as_the_form(self.words, self.since, words_until(self.words, at + 1)):
            return "requests"
        if named is None and opens_an_aspect(self.words, self.since, at):
            return None
        return named or self.state.about

    def _found(self, clause: Clause, figure: Figure, about_requests: bool) -> Found | None:
        """What a figure claims: as the figures before it say, or as its own clause does."""
        if clause.unit in _MONEY or (clause.zero and clause.has("fee")):
            return documents.fee(clause) or documents.spent(clause, self.memory.item)
        return self.memory.continued(clause, figure.value) or self._labelled(clause, figure, about_requests)

    def _labelled(self, clause: Clause, figure: Figure, about_requests: bool) -> Found | None:
        """What a figure claims by the words of its clause, which the readers try in turn."""
        said, listed = clause.classes, documents.row_of_list(self.words, clause.start)
        counts = self._counts_requests(clause)
        if said & _OF_CHALLENGES and (
            found := challenges.challenge(clause, self._is_over(clause, figure, about_requests))
        ):
            return found
        over_requests = about_requests or is_over_disclosure(clause.words, clause.tail, clause.tail_end)
        if over_requests and said & _OF_CARRYING and (found := carryover.carried(clause, self.memory.told_the_inflow)):
            return found
        if about_requests and counts and said & _OF_OUTCOMES and (found := outcomes.outcome(clause, self.vocabulary)):
            return found
        return (
            requests.one_by_one(clause)
            or requests.owed(clause, about_requests)
            or requests.request(clause, about_requests)
            or (self._of_a_document(clause) if said & _OF_DOCUMENTS else None)
            or (self._of_items(clause, listed) if said & _OF_ITEMS or self.memory.item or listed else None)
            or documents.change_of_items(clause, self.vocabulary, self.memory.item)
            or (requests.requests_alone(clause, about_requests) if counts and not any(self.memory.kinds) else None)
        )

    def _of_a_document(self, clause: Clause) -> Found | None:
        item, measure = self.memory.document
        if _LETTER["made"] in clause.classes:
            item = item or documents.item_of_list(self.words, 0, clause.start)
        return documents.document(clause, self.vocabulary, measure, item)

    def _of_items(self, clause: Clause, listed: str | None) -> Found | None:
        stock = documents.stock_of_items(clause, self.vocabulary, listed)
        return (
            stock
            or documents.decision(clause, self.memory.item or listed, self.memory.kinds[-1:] == ("decision",))
            or documents.purchases(clause)
        )

    def _is_over(self, clause: Clause, figure: Figure, about_requests: bool) -> bool:
        """Whether a challenge of which the clause speaks is one over disclosure, as it also is where requests were
        counted just before, unless there are more challenges than requests."""
        kinds = self.words.kinds
        # 复议案件65件，涉及政府信息公开的4件
        if _PART_OVER_DISCLOSURE.match(kinds, clause.tail) or _OF_MORE.search(kinds, 0, clause.start):
            return is_over_disclosure(self.words, clause.start, clause.end)
        named = (about_requests or clause.zero) and is_over_disclosure(self.words, 0, clause.end)
        counted = about_requests and figure.value <= max([*self.memory.counts.values(), self.memory.follows])
        behind = _ALL_OVER.search(self.words.kinds, clause.tail)
        before = _ASPECT.search(self.words.kinds, 0, clause.start)
        aspect = before and is_over_disclosure(self.words, *before.span())
        return bool(
            named or counted or behind or aspect or self.memory.judged is not None or self._is_under_a_heading()
        )

    def _is_under_a_heading(self) -> bool:
        """Whether the heading is that of what a report says about challenges."""
        return any(len(words) < _LONGEST_HEADING and _HEADING.search(words) for words in (self.before, self.heading))

    def _counts_requests(self, clause: Clause) -> bool:
        """Whether the unit is one for requests; 条 and 项 are for information as a rule."""
        return (
            clause.unit not in ("条", "项")
            or clause.unit in self.memory.units
            or (self.tells_outcomes and begins_with_outcomes(self.words) and not self._follows_another_topic())
            or _IN_ITEMS.search(self.before) is not None
        )

    def _follows_another_topic(self) -> bool:
        """Whether the sentence before speaks of what people write to a body otherwise."""
        before = self._tokens(self.before)
        return topic_in(before, 0, len(before.items)) == "others"

    def _holds(self, found: Found, since: int, at: int, clause: Clause, value: Decimal) -> bool:
        """Whether the figure is this body's, of this year, and of all that the label names."""
        words, kinds = self.words, self.words.kinds
        named = whose(words, clause.start, found.label, self.body)
        self.own = self.own if named is None else named
        whole = max(0, kinds.rfind(_LETTER["whole_region"], since, at))
        # Behind the figure it tells a part, where the words before say that the figure is of all.
        of_all = self.body.is_township or any(kinds.find(letter, since, at) >= 0 for letter in _OF_ALL_BELOW)
        if not self.own or kinds.find(_LETTER["not_all"], whole, at if of_all else None) >= 0:
            return False
        if kinds.find(_LETTER["share"], clause.end, at) >= 0:
            return False
        lead = words.words(since, at)
        kind = "carried_in" if found.claims[0][:1] == ("carried_in",) else found.kind
        if not self.state.covers(kind, "累计" in lead) or not self._is_plain(found, clause):
            return False
        return is_whole(found, since, at, clause, value, self.memory)

    def _is_plain(self, found: Found, clause: Clause) -> bool:
        return found.kind in ("applicant", "sum") or is_plain(self.words, found, clause.start)

    def _leaves_topic(self, found: Found | None, since: int, at: int, clause: Clause) -> bool:
        """Whether the figure counts something else, so that a bare 办结 after it is no longer about requests."""
        if (
            self.state.when in ("other", "later")
            or not self.own
            or clause.unit in _MONEY
            or _OF_THOSE.match(self.words.kinds)
        ):
            return False
        words, kinds = self.words, self.words.kinds
        opens = not self.memory.kinds and not _OPENS_A_LIST.search(words.words(since, at))
        if kinds.find(_LETTER["share"], since, at) >= 0 or OLD_COUNT.search(kinds, since, at):
            return opens and clause.has(*_HANDLES)
        if found:
            return not self._is_plain(found, clause) and self.own
        if is_over_disclosure(words, clause.start, clause.end):
            return False
        if clause.has(*_HANDLES):
            return True
        known = applicants.applicant(clause, frozenset("?")) or topic_in(words, since, at) == "requests"
        return opens and not known and not is_plain_outcome(words, clause.start, clause.end)

    def _claim(self, readings: Readings, value: Decimal, unit: str | None, place: tuple[int, int]) -> Iterator[Claim]:
        known = self.vocabulary.keep(readings)
        if known and unit in _MONEY:
            value = value * _MONEY[unit] / _MONEY[self.vocabulary.units[known[0].split(".")[1]]]
        # A warehouse value has fourteen digits and four decimals.
        if known and value < 10**14 and value == round(value, 4):
            yield Claim(known[0], value, unit, self.sentence.span_of(*place), self.sentence.span, known)
