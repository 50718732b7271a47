"""What the warehouse says in English, in Chinese: notes of cells, reports and bodies, details of verdicts and refusals.

What belongs here: finding the sentence that fits. What does not: the sentences (`notes.toml`).
"""

import re
import tomllib
from functools import cache, lru_cache
from importlib import resources
from typing import NamedTuple

from gidr_pipeline.browse.words import labels

_CODES = (
    "dim_applicant",
    "dim_request_line",
    "dim_challenge_channel",
    "dim_challenge_result",
    "dim_proactive_item",
    "dim_proactive_measure",
    "dim_section",
    "dim_claim",
)
_PLACE = re.compile(r"\\{(\w+)\\}")
_STANDS = {"number": r"-?[\d.,]+"} | dict.fromkeys(("remark", "fault", "what", "why"), ".+?")
"""What may stand in a place; elsewhere whatever is no further sentence."""


class _Sentence(NamedTuple):
    """`pattern` fits what is said in English; with `is_joined` what its places have is put into Chinese in turn."""

    pattern: re.Pattern[str]
    chinese: str
    is_joined: bool


@lru_cache(maxsize=5_000)
def in_chinese(said: str) -> str:
    """What is said in English, in Chinese, as far as there are sentences for it; the rest as it is.

    >>> in_chinese("upheld 1 + corrected blank ? total 2: blank cells leave it open")
    '结果维持 1 ＋ 结果纠正 空白 ? 总计 2：空白单元格使其无法核对'
    """
    for sentence in _sentences():
        if found := sentence.pattern.fullmatch(said):
            places = found.groupdict()
            if sentence.is_joined:
                places = {name: in_chinese(part) for name, part in places.items()}
            return sentence.chinese.format(**places)
    if said in labels("dim_rule"):
        return f"“{labels('dim_rule')[said].zh}”"
    return next((labels(each)[said].zh for each in _CODES if said in labels(each)), said)


@cache
def _sentences() -> tuple[_Sentence, ...]:
    data = tomllib.loads(resources.files(__package__).joinpath("notes.toml").read_text(encoding="utf-8"))
    return tuple(
        _Sentence(_pattern(english, ".+?" if kind == "joined" else "[^;]+?"), chinese, kind == "joined")
        for kind, sentences in data.items()
        for english, chinese in sentences.items()
    )


def _pattern(english: str, any_words: str) -> re.Pattern[str]:
    places = _PLACE.sub(lambda name: f"(?P<{name[1]}>{_STANDS.get(name[1], any_words)})", re.escape(english))
    return re.compile(places, re.DOTALL)
