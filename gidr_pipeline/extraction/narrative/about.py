"""What a figure is about, and so which claim its words name.

What belongs here: which topic the words before a figure settle, and which readers of clauses that lets try. What does
not: their wording (`requests`, `challenges` …), reading along a sentence (`claims`), and whether the figure is of all
that its words name (`whole`).
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from gidr_pipeline.extraction.narrative import applicants, carryover, challenges, documents, outcomes, requests
from gidr_pipeline.extraction.narrative.bounds import words_until
from gidr_pipeline.extraction.narrative.clause import Clause, Found, is_over_disclosure, is_plain, is_plain_outcome
from gidr_pipeline.extraction.narrative.lexicon import Vocabulary, in_text, letters, over
from gidr_pipeline.extraction.narrative.memory import OPENS_A_LIST, Memory
from gidr_pipeline.extraction.narrative.opening import Around
from gidr_pipeline.extraction.narrative.state import (
    OF_OTHERS,
    State,
    begins_with_outcomes,
    has_outcomes_of_requests,
    opens_an_aspect,
    says_as_the_form,
    topic_in,
)
from gidr_pipeline.extraction.narrative.tokens import Tokens
from gidr_pipeline.extraction.narrative.whole import OLD_COUNT

_LETTER = letters()
MONEY = {"元": Decimal(1), "万元": Decimal(10_000), "亿元": Decimal(100_000_000)}
_OF_CHALLENGES = frozenset(_LETTER[name] for name in ("reconsideration", "litigation", "lawsuit"))
_OF_OUTCOMES = frozenset(_LETTER[name] for name in ("outcome", "line", "reason"))
_OF_CARRYING = frozenset(_LETTER[name] for name in ("carry", "next", "left_over", "across"))
_OF_DOCUMENTS = frozenset(_LETTER[name] for name in ("document", "made"))
_OF_ITEMS = frozenset(_LETTER[name] for name in ("row", "purchase", "items"))
_HANDLES = ("new", "receive", "accept", "handle", "done", "handle_otherwise")
_ALL_OVER = over("comma[adverb]*each[link cause]*info open[apply cause of]*[case work]+(?![^stop])")
_OVER_DISCLOSURE = "[cause link]*info?open[case apply of cause]*link*figure"
# 行政复议2件、行政诉讼1件，其中涉及政府信息公开的1件 says it of both.
_OTHERS_BETWEEN = "(?:[and comma][^comma stop figure]*[reconsideration litigation][^comma stop figure]*figure)?"
_PART_OVER_DISCLOSURE = over(f"{_OTHERS_BETWEEN}[comma open_bracket](?:within[comma link]*)?{_OVER_DISCLOSURE}")
_ALL_OVER_ELSE = over(
    f"{_OTHERS_BETWEEN}[comma open_bracket][adverb]*each"
    "(?:link*unknown[^comma stop figure open]*[cause case]|and[^comma stop]*not_denying)"
)
"""均为工伤认定类, 均与信息公开无关."""
_OF_MORE = over(f"figure(?:comma within|open_bracket(?:within)?)[comma link]*{_OVER_DISCLOSURE}")
"""应诉案件30件，其中政府信息公开案件2件."""
_JUDGED = over("[receive accept]reconsideration of?apply[^stop]*figure[^stop]*[accept handle_otherwise]")
"""共收到行政复议申请142件，受理129件 is said of the judge."""
_ASPECT = over("(?:^|[comma stop])(?:cause|during)+[info open of own name apply done case work situation]*comma$")
"""就政府信息公开事项, before what came of it."""
_OF_THOSE = over(
    "[this all_year time during own name whole_region link adverb]*(?:new|receive|accept|done)of apply adverb*comma"
)
"""收到的申请中, before what they are about."""
_IN_ITEMS = re.compile(in_text("in_items"))
_ATTRIBUTE = re.compile(in_text("attribute"))
_HEADING = re.compile(in_text("heading_of_challenges"))
_RESULTS = re.compile(in_text("results_of_challenges"))
_SUPERVISION = re.compile(in_text("heading_of_supervision"))
_WENT_AGAINST = re.compile(in_text("went_against"))
_LONGEST_HEADING = 50


def topic(words: Tokens, since: int, at: int, about: str | None, memory: Memory) -> str | None:
    """What the words before a token are about, where those before the token `since` were `about` something."""
    if "outcome" in memory.kinds and words.kinds.find(_LETTER["outcome"], since, at) >= 0:
        return "requests"
    named = topic_in(words, since, at)
    if about == "others" and _ATTRIBUTE.search(words.text, 0, words.items[at].start):
        return about
    counted = "received" in memory.counts or "received" in memory.earlier
    # 投诉35件，办结34件，结转下年1件
    goes_on = about == "others" and _LETTER["stop"] not in words.kinds[since:at]
    goes_on = goes_on and OF_OTHERS.search(words.kinds, 0, at) is not None
    if named is None and not goes_on and counted and says_as_the_form(words, since, words_until(words, at + 1)):
        return "requests"
    if named is None and opens_an_aspect(words, since, at):
        return None
    return named or about


def found_in(
    clause: Clause, about_requests: bool, around: Around, memory: Memory, vocabulary: Vocabulary
) -> Found | None:
    """What a figure claims: as the figures before it say, or as the words of its own clause do."""
    if clause.unit in MONEY or (clause.zero and clause.has("fee")):
        return documents.fee(clause) or documents.spent(clause, memory.item)
    if continued := memory.continued(clause):
        return continued
    return next(filter(None, _labelled(clause, about_requests, around, memory, vocabulary)), None)


def _labelled(
    clause: Clause, about_requests: bool, around: Around, memory: Memory, vocabulary: Vocabulary
) -> Iterator[Found | None]:
    """What the readers of clauses find, in the order in which they are believed."""
    said = clause.classes
    counts = _counts_requests(clause, around, memory, vocabulary)
    if said & _OF_CHALLENGES and not _JUDGED.search(clause.words.kinds, 0, clause.start):
        yield challenges.challenge(clause, _is_over(clause, about_requests, around, memory))
    over_requests = about_requests or is_over_disclosure(clause.words, clause.tail, clause.tail_end)
    if over_requests and said & _OF_CARRYING:
        yield carryover.carried(clause, memory.told_the_inflow)
    if about_requests and counts and said & _OF_OUTCOMES:
        yield outcomes.outcome(clause, vocabulary)
    yield requests.one_by_one(clause)
    yield requests.owed(clause, about_requests)
    yield requests.request(clause, about_requests)
    listed = documents.row_of_list(clause.words, clause.start)
    if said & _OF_DOCUMENTS:
        yield _of_a_document(clause, memory, vocabulary)
    if said & _OF_ITEMS or memory.item or listed:
        yield documents.stock_of_items(clause, vocabulary, listed)
        yield documents.decision(clause, memory.item or listed, memory.kinds[-1:] == ("decision",))
        yield documents.purchases(clause)
    yield documents.change_of_items(clause, vocabulary, memory.item)
    if counts and not any(memory.kinds):
        yield requests.requests_alone(clause, about_requests)


def _of_a_document(clause: Clause, memory: Memory, vocabulary: Vocabulary) -> Found | None:
    item, measure = memory.document
    if _LETTER["made"] in clause.classes and not measure:  # with it other papers were counted just before
        item = item or documents.item_of_list(clause)
    return documents.document(clause, vocabulary, measure, item)


def _is_over(clause: Clause, about_requests: bool, around: Around, memory: Memory) -> bool:
    """Whether a challenge of which the clause speaks is one over disclosure, as it also is where requests were counted
    just before, unless there are more challenges than requests."""
    words, kinds = clause.words, clause.words.kinds
    # 复议案件65件，涉及政府信息公开的4件
    if _PART_OVER_DISCLOSURE.match(kinds, clause.tail) or _OF_MORE.search(kinds, 0, clause.start):
        return is_over_disclosure(words, clause.start, clause.end)
    if _ALL_OVER_ELSE.match(kinds, clause.tail):
        return False
    named = (about_requests or clause.zero) and is_over_disclosure(words, 0, clause.end)
    told = (*memory.counts.values(), *memory.earlier.values(), memory.follows)
    counted = about_requests and clause.value <= max(told)
    behind = _ALL_OVER.search(kinds, clause.tail)
    before = _ASPECT.search(kinds, 0, clause.start)
    aspect = before and is_over_disclosure(words, *before.span())
    headed = memory.judged is not None or _is_under_a_heading(around)
    own = _RESULTS.search(words.text) or (
        _SUPERVISION.search(around.heading) and _WENT_AGAINST.search(words.words(clause.start, clause.end))
    )
    return bool(named or counted or behind or aspect or headed or own)


def _is_under_a_heading(around: Around) -> bool:
    """Whether the heading is that of what a report says about challenges."""
    headings = (around.before, around.heading, around.section)
    return any(len(words) < _LONGEST_HEADING and _HEADING.search(words) for words in headings)


def _counts_requests(clause: Clause, around: Around, memory: Memory, vocabulary: Vocabulary) -> bool:
    """Whether the unit is one for requests; 条 and 项 are for information as a rule."""
    if clause.unit not in ("条", "项") or clause.unit in memory.units or _IN_ITEMS.search(around.before):
        return True
    tells_outcomes = has_outcomes_of_requests(clause.words, vocabulary.group_of)
    return tells_outcomes and begins_with_outcomes(clause.words) and not _follows_another_topic(around)


def _follows_another_topic(around: Around) -> bool:
    """Whether the sentence before speaks of what people write to a body otherwise."""
    return topic_in(around.tokens(around.before)) == "others"


def leaves_topic(found: Found | None, clause: Clause, state: State, memory: Memory) -> bool:
    """Whether the figure counts something else, so that a bare 办结 after it is no longer about requests."""
    words, kinds, since, at = clause.words, clause.words.kinds, clause.since, clause.at
    elsewhere = state.when in ("other", "later") or not state.own
    if elsewhere or clause.unit in MONEY or _OF_THOSE.match(kinds):
        return False
    opens = not memory.kinds and not OPENS_A_LIST.search(words.words(since, at))
    if any(kinds.find(_LETTER[name], since, at) >= 0 for name in ("share", "takes")) or OLD_COUNT.search(
        kinds, since, at
    ):
        return opens and clause.has(*_HANDLES)
    if found:
        return not is_plain(found, clause)
    if is_over_disclosure(words, clause.start, clause.end) or clause.has("outcome"):
        return False
    if clause.has(*_HANDLES):
        return True
    known = applicants.applicant(clause, frozenset("?")) or topic_in(words, since, at) == "requests"
    return opens and not known and not is_plain_outcome(words, clause.start, clause.end)
