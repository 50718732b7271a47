"""Where the clauses of a sentence begin and end.

What belongs here: places between words. What does not: what a clause says (`clause` and the readers of each kind).
"""

from collections.abc import Iterator
from itertools import takewhile

from gidr_pipeline.extraction.narrative.lexicon import letters, over
from gidr_pipeline.extraction.narrative.tokens import Tokens

_LETTER = letters()
BREAKS = frozenset(_LETTER[name] for name in ("comma", "stop", "colon", "open_bracket", "close_bracket", "figure"))
_TAIL_ENDS = BREAKS | {_LETTER["deny"]}
_GOES_ON = frozenset(_LETTER[name] for name in ("cause", "reconsideration", "litigation"))
_GOES_ON_BEHIND = over(
    "open_bracket[^close_bracket]*close_bracket"
    "(?!of?[comma stop colon and deny adverb situation case apply work any info]|$)"
)
"""与诉讼（…）有关的费用, unlike 诉讼（…）申请."""
_OF_TIME = frozenset(_LETTER[name] for name in ("this", "all_year", "time", "during", "link", "adverb"))
_LONGEST_CLAUSE = 60


def is_pause(words: Tokens, at: int) -> bool:
    """Whether a token is 、 and not another word that joins."""
    return words.text[words.items[at].start] == "、"


def clause_before(words: Tokens, since: int, end: int) -> int:
    """Where the clause begins that ends before a token: after the last break, a colon at its very end aside, and not
    before the token `since`."""
    items = words.items
    at = end - 1 if end > since and items[end - 1].letter == _LETTER["colon"] else end
    first = max(since, end - _LONGEST_CLAUSE)
    while at > first and items[at - 1].letter not in BREAKS:
        at -= 1
    while at < end and (is_pause(words, at) or items[at].letter == _LETTER["mark"]):
        at += 1
    return at


def words_until(words: Tokens, start: int) -> int:
    """Where the words end that go on from a token: before the next break, denial or 、."""
    items = words.items
    ends = (at for at in range(start, len(items)) if items[at].letter in _TAIL_ENDS or is_pause(words, at))
    return next(ends, len(items))


def without_remark(words: Tokens, since: int, end: int) -> int:
    """Where the words before a figure end if what stands in brackets between them is left out."""
    kinds = words.kinds
    if end == since or kinds[end - 1] != _LETTER["close_bracket"]:
        return end
    opened = kinds.rfind(_LETTER["open_bracket"], since, end)
    return opened if opened >= 0 else end


def without_time(words: Tokens, since: int, end: int) -> int:
    """Where the words before a figure end if a label stands before a colon and behind it only of when the figure is:
    行政复议方面：本年度为0件."""
    colon = words.kinds.rfind(_LETTER["colon"], since, end)
    only_time = 0 <= colon < end - 1 and all(token.letter in _OF_TIME for token in words.items[colon + 1 : end])
    return colon if only_time else end


def ends_of_denial(words: Tokens, start: int) -> Iterator[int]:
    """Where what is denied from a token on may end: 未引发行政复议,提起行政诉讼 goes on behind a comma. What a figure
    follows is no denial of all (未办结2件), and none ends at a remark that words go on behind (未发生与诉讼（行政诉讼）
    有关的费用)."""
    items = words.items
    first, second, *_ = (
        *(at for at in range(start, len(items)) if items[at].letter in _TAIL_ENDS),
        *[len(items)] * 2,
    )
    goes_on = second > first + 1 and items[first].letter == _LETTER["comma"]
    ends = [second, first] if goes_on and items[first + 1].letter in _GOES_ON else [first]
    if first < len(items) and items[first].letter == _LETTER["deny"]:
        ends += [at for at in range(start, first) if is_pause(words, at)][-1:]  # 上年无结转、下年无结转
    yield from (
        end
        for end in ends
        if end == len(items) or (items[end].figure is None and not _GOES_ON_BEHIND.match(words.kinds, end))
    )


def is_a_goal(words: Tokens, at: int) -> bool:
    """Whether a word since the last break, 、 aside, tells what is wanted or ruled: 确保无复议、无诉讼."""
    before = takewhile(lambda token: token.letter not in BREAKS, reversed(words.items[:at]))
    return any(token.letter == _LETTER["share"] and token.code == "goal" for token in before)
