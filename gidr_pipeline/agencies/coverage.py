"""Whose figures a report gives: its body's own, or those of all bodies below it too.

What belongs here: the sentence that tells, by the words of `coverage.toml`. What does not: whether sums over several
reports make sense.
"""

import re
import tomllib
from functools import cache
from importlib import resources
from typing import NamedTuple

_SENTENCE = re.compile(r"[^。；;！!？?\n]+[。；;！!？?]?")
_TOPIC = re.compile(r"申请.*\d|\d.*申请|[未没无].*申请|报告|数据|统计|编制")
_LONGEST = 400
_WORD = re.compile(r"\{([a-z]+)\}")


class Coverage(NamedTuple):
    """`own`, `consolidated` or `unknown`, and the sentence that tells, as printed."""

    coverage: str
    sentence: str | None


UNKNOWN = Coverage("unknown", None)


def coverage_of(text: str) -> Coverage:
    """Whose figures a report gives, by what its text says.

    >>> coverage_of("本报告所列数据包括区政府各部门和各镇街。").coverage
    'consolidated'
    >>> coverage_of("2022年，我局收到政府信息公开申请3件。")
    Coverage(coverage='own', sentence='2022年，我局收到政府信息公开申请3件。')
    """
    sentences = [found[0] for found in _SENTENCE.finditer(text) if len(found[0]) < _LONGEST and _TOPIC.search(found[0])]
    for patterns in _patterns():
        found = {
            coverage: sentence
            for coverage, pattern in patterns.items()
            if (sentence := next(filter(pattern.search, sentences), None)) is not None
        }
        if len(found) == 1:
            ((coverage, sentence),) = found.items()
            return Coverage(coverage, sentence.strip())
        if found:
            return UNKNOWN
    return UNKNOWN


@cache
def _patterns() -> tuple[dict[str, re.Pattern[str]], ...]:
    """What a report says of itself, then how it speaks of its requests: a pattern for each coverage."""
    data = tomllib.loads(resources.files(__package__).joinpath("coverage.toml").read_text(encoding="utf-8"))
    words = {name: each for name, each in data.items() if isinstance(each, str)}
    return tuple(
        {
            coverage: re.compile(_WORD.sub(lambda word: words[word[1]], "|".join(each)))
            for coverage, each in data[tier].items()
        }
        for tier in ("says", "tells")
    )
