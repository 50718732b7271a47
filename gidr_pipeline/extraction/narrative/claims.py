"""The figures that a report's prose states about the report's own tables.

What belongs here: reading a sentence from left to right, figure by figure and denial by denial. What does not: finding
sentences, figures and clauses (`sentences`, `bounds`), the words (`lexicon`, `tokens`), what runs along a sentence
(`state`, `memory`), what a figure is about (`about`), whether it is of all that its label names (`whole`), and whether
it agrees with a table (`reconciliation`).

A figure that is not told for certain is no claim: a false alarm costs more than a misprint that goes unseen.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache

from gidr_pipeline.extraction.model import Claim, Span
from gidr_pipeline.extraction.narrative.about import MONEY, found_in, leaves_topic, topic
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
from gidr_pipeline.extraction.narrative.clause import Clause, Found, is_over_disclosure, is_plain, subject, whose
from gidr_pipeline.extraction.narrative.denials import denial, denial_behind, denies_what_is_before
from gidr_pipeline.extraction.narrative.itself import called_by
from gidr_pipeline.extraction.narrative.lexicon import Readings, Vocabulary, letters, vocabulary
from gidr_pipeline.extraction.narrative.memory import Memory
from gidr_pipeline.extraction.narrative.opening import Around, begin
from gidr_pipeline.extraction.narrative.requests import opens_a_list
from gidr_pipeline.extraction.narrative.sentences import Figure, Sentence, sentences
from gidr_pipeline.extraction.narrative.state import State, has_outcomes_of_requests
from gidr_pipeline.extraction.narrative.tokens import Tokens, tokenise
from gidr_pipeline.extraction.narrative.whole import claims_of, is_exact, is_narrowed, is_of_some, is_whole
from gidr_pipeline.forms import Form

_LETTER = letters()
_BEFORE_A_SUBJECT = frozenset(_LETTER[name] for name in ("comma", "stop", "colon"))
_OF_REQUESTS_ALONE = frozenset({"carried_in", "carried_out", "received"})
_OF_ALL_REQUESTS = frozenset({"received", "received_and_carried_in", "resolved_total"})


def read_claims(
    text: str, prose: Sequence[Span], report_year: int | None, agency: str | None, form: Form
) -> tuple[Claim, ...]:
    """The claims of a report's prose, sorted by place, each mention once for each claim.

    `text` is the normalised text, whose offsets are those of the decoded one, `prose` the parts of it that are not
    tables. Only claims that the form has a sum or a cell for are given, and only of `report_year`.
    """
    words = vocabulary(form)
    told = [told for part in prose for told in sentences(text, part)]
    body = Body.of(agency)
    if agency is None:
        cut = (tokenise(sentence.words, sentence.figures, report_year, body, words) for sentence, *_ in told)
        body = Body.of(called_by("".join(text[slice(*part)] for part in prose), cut))

    @cache
    def tokens(text: str) -> Tokens:
        return tokenise(text, (), report_year, body, words)

    claims: dict[tuple[int, str], Claim] = {}
    counts: dict[str, Decimal] = {}
    reader: _Reader | None = None
    for sentence, before, heading, section, since in told:
        earlier = reader if reader and reader.sentence.span.start >= since else None
        around = Around(before, heading, section, earlier.state.about if earlier else None, bool(counts), tokens)
        reader = _Reader(sentence, body, words, report_year, counts)
        if earlier:
            reader.go_on(earlier.state, earlier.memory)
        for claim in reader.claims(around):
            claims.setdefault((claim.span.start, claim.claim), claim)
        counts = {claim: value for claim, value in reader.memory.counts.items() if claim in _OF_ALL_REQUESTS} | counts
    return tuple(sorted(claims.values(), key=lambda claim: (claim.span.start, claim.span.end)))


class _Reader:
    """Reads one sentence from left to right, keeping what a later figure takes from an earlier one."""

    def __init__(
        self, sentence: Sentence, body: Body, vocabulary: Vocabulary, year: int | None, counts: Mapping[str, Decimal]
    ) -> None:
        self.sentence = sentence
        self.body = body
        self.vocabulary = vocabulary
        self.year = year
        self.words = tokenise(sentence.words, sentence.figures, year, body, vocabulary)
        self.state = State()
        self.memory = Memory(counts)
        self.since = 0
        """The token behind the latest figure and its label."""
        self.refused = False
        """Whether the latest denial said nothing."""

    def go_on(self, state: State, memory: Memory) -> None:
        """Take over what the sentence before counted, and whether that was of the report's year."""
        self.memory.go_on(memory, self.words)
        self.state.told_own = state.told_own

    def claims(self, around: Around) -> list[Claim]:
        words, claims = self.words, list[Claim]()
        begin(self.state, words, around, tells_outcomes=has_outcomes_of_requests(words, self.vocabulary.group_of))
        if opens_a_list(words, self.state.about == "requests"):
            self.memory.begin_list()
        for at, token in enumerate(words.items):
            if at < self.since:
                continue
            if token.figure is not None:
                claims += self._figure(token.figure, at, around)
            elif token.letter == _LETTER["deny"] and not words.text.endswith("?"):
                claims += self._denial(at)
        return claims

    def _figure(self, figure: Figure, at: int, around: Around) -> list[Claim]:
        words, state = self.words, self.state
        self._take_subjects(at)
        state.about = self._topic(at)
        plain = self._clause(figure, at)
        by_year = clause_of_years(plain, self.year)
        clause = by_year or plain
        found = found_in(clause, state.about == "requests", around, self.memory, self.vocabulary)
        state.advance(words, self.since, min(found.label, plain.end) if found and not by_year else plain.end)
        if by_year and _LETTER["years"] in words.kinds[:at]:
            state.when = "this"
        claims = self._claims_of(found, clause) if found else ()
        self._remember(found, claims, clause)
        place, value = (figure.start, figure.digits_end), -figure.value if found and found.is_less else figure.value
        return [claim for readings in claims for claim in self._claim(readings, value, figure.unit, place)]

    def _remember(self, found: Found | None, claims: tuple[Readings, ...], clause: Clause) -> None:
        """Keep what a later figure takes from this one."""
        state, memory = self.state, self.memory
        self.since = clause.tail + (found.after if found else 0)
        if found and found.kind in ("challenge", "request", "sum"):
            state.about = "requests"
        if state.when == "this":
            state.tell_own()
        memory.narrowed = found.kind if found and not is_plain(found, clause) else ""
        if state.about == "requests" and not claims and leaves_topic(found, clause, state, memory):
            state.about = None
        # A later figure goes on from none that this year is only held against (上年为5件), nor from a remark or money.
        beside = state.outer or state.when == "other" or clause.has("compared", "than") or clause.unit in MONEY
        if claims or not beside:
            memory.keep(found, claims, clause, self.vocabulary)

    def _clause(self, figure: Figure, at: int) -> Clause:
        """The words around a figure that may say what it counts."""
        words, since = self.words, self.since
        end = without_time(words, since, without_remark(words, since, at))
        start, until = clause_before(words, since, end), words_until(words, at + 1)
        return Clause(words, since, start, end, at, until, figure.value, figure.unit)

    def _claims_of(self, found: Found, clause: Clause) -> tuple[Readings, ...]:
        """What a figure claims by its label and what stands behind it, or nothing where it is rounded, narrowed down,
        another's or of another year."""
        told = is_exact(found, clause) and not is_narrowed(found, clause, self.memory) and self._holds(found, clause)
        return claims_of(found, clause, self.memory) if told else ()

    def _denial(self, at: int) -> list[Claim]:
        words = self.words
        about_requests = (self._topic(at) or self._topic(words_until(words, at + 1))) == "requests"  # 不存在上年结转
        start = clause_before(words, self.since, at)
        self._take_subjects(at)
        if at > start and is_pause(words, at - 1):
            # 无收费、无复议: what else there was none of does not matter, only whose.
            self.state.take_subject(whose(words, start, at, self.body))
            start = at
        if self.refused and words.items[at].code == "of_noun" and not is_over_disclosure(words, 0, at):
            return []  # 行政处罚零复议、零诉讼
        self.refused = True
        behind = denies_what_is_before(words, at, about_requests, self.memory)
        for until in [at + 1] if behind else ends_of_denial(words, at + 1):
            told = about_requests or "challenge" in self.memory.kinds
            over = told or is_over_disclosure(words, self.since, until)
            clause = Clause(words, start, start, at, at, until, Decimal(0))
            if behind:
                found = denial_behind(clause, about_requests)
            else:
                found = denial(clause, about_requests, over, self.vocabulary, self.memory)
            if found:
                return self._denied(found, clause, over)
        return []

    def _denied(self, found: Found, clause: Clause, over: bool) -> list[Claim]:
        """The claims of a denial; `over` tells that what it denies is over disclosure."""
        words, at, until, first = self.words, clause.at, clause.tail_end, found.claims[0][0]
        self.state.advance(words, self.since, until if first in ("carried_in", "carried_out") else at)
        self.since = until
        if first in _OF_REQUESTS_ALONE or over:
            self.state.about = "requests"
        # 企业未提出申请 says nothing of others.
        part = clause.has("organisation", "applicant") and not clause.has("person", "asker")
        label = at - words.kinds.endswith(_LETTER["colon"], 0, at)
        if part or is_a_goal(words, at) or not self._holds(found._replace(label=label), clause):
            return []
        self.refused = False
        documents = words.codes(at, until, _LETTER["document"])
        if len(documents) == 1:
            self.memory.document = documents[0], None
        span = words.items[at].start, words.items[found.label - 1].end
        return [claim for readings in found.claims for claim in self._claim(readings, Decimal(0), None, span)]

    def _topic(self, at: int) -> str | None:
        return topic(self.words, self.since, at, self.state.about, self.memory)

    def _take_subjects(self, end: int) -> None:
        """Whose the figures are from here on, by the subjects that clauses begin with."""
        kinds = self.words.kinds
        for start in range(self.since, end):
            if not start or kinds[start - 1] in _BEFORE_A_SUBJECT:
                self.state.take_subject(subject(self.words, start, end, self.body))

    def _holds(self, found: Found, clause: Clause) -> bool:
        """Whether the figure is this body's, of this year, and of all that the label names."""
        self.state.take_subject(whose(self.words, clause.start, found.label, self.body))
        accumulated = "累计" in self.words.words(clause.since, clause.at)
        kind = "carried_in" if found.claims[0][:1] == ("carried_in",) else found.kind
        is_own = self.state.own and not is_of_some(clause, self.body) and self.state.covers(kind, accumulated)
        return is_own and is_plain(found, clause) and is_whole(found, clause, self.memory)

    def _claim(self, readings: Readings, value: Decimal, unit: str | None, place: tuple[int, int]) -> Iterator[Claim]:
        known = self.vocabulary.keep(readings)
        if known and unit in MONEY:
            value = value * MONEY[unit] / MONEY[self.vocabulary.units[known[0].split(".")[1]]]
        # A warehouse value has fourteen digits and four decimals.
        if known and value < 10**14 and value == round(value, 4):
            yield Claim(known[0], value, unit, self.sentence.span_of(*place), self.sentence.span, known)
